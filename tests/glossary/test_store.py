"""The glossary file: what is written is read again, letter for letter; what cannot be meant is named with its place."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.glossary.concepts import Concept, Forbidden, Morphology, Names
from aligner.glossary.files import canonical, read_bytes
from aligner.glossary.rows import COLUMNS, CellError, from_row, join_list, split_list, to_row
from aligner.glossary.store import Glossary, default_paths
from tests.glossary.strategies import concepts, values

HERE = Path("g.tsv")
SHARAA = Concept(
    "ahmed-al-sharaa",
    "person",
    {
        "en": Names("Ahmed al-Sharaa", short=("al-Sharaa",), forbidden=(Forbidden("Jolani", "nom = de guerre"),)),
        "ar": Names("أحمد الشرع", short=("الشرع",)),
        "ru": Names("Ахмед аш-Шараа", morphology=Morphology(table=(("gen", "Ахмеда аш-Шараа"),), confirmed=True)),
    },
    gender="m",
    note="see\nthe style book",
)


def line(**cells: str) -> str:
    row = {"id": "one", "kind": "place", "status": "approved", "en": "One"} | {
        k.replace("_", "."): v for k, v in cells.items()
    }
    return "\t".join(row.get(column, "") for column in COLUMNS)


def content(*lines: str, columns: str = "\t".join(COLUMNS)) -> bytes:
    return "".join(f"{one}\n" for one in (columns, *lines)).encode()


@settings(deadline=None)
@given(st.lists(concepts, max_size=4, unique_by=lambda concept: concept.id))
def test_what_is_written_is_read_again(written: list[Concept]) -> None:
    data = canonical(written)
    read = read_bytes(data, HERE)
    assert {one.id: one for one in read.concepts} == {one.id: one for one in written}
    assert canonical(read.concepts) == data


@settings(deadline=None)
@given(st.lists(values, max_size=5))
@example(["a | b", " ", "\\", "x ", "\\|", '"q"', "=", "|"])
def test_lists_hold_any_text(texts: list[str]) -> None:
    assert split_list(join_list(texts)) == tuple(texts)


@settings(deadline=None)
@given(concepts)
def test_a_row_gives_its_concept(concept: Concept) -> None:
    assert from_row(to_row(concept)) == concept
    assert list(to_row(concept)) == list(COLUMNS)


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from(["en", "en.admitted", "ru.forbidden", "ar.morphology", "note", "context"]))
def test_any_cell_is_read_or_refused_with_its_column(cell: str, column: str) -> None:
    try:
        row = to_row(from_row({"id": "one", "kind": "place", "status": "draft", column: cell}))
    except CellError as error:
        assert error.column == column
    else:
        assert from_row(row) == from_row({"id": "one", "kind": "place", "status": "draft", column: cell})


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_one_line(junk: bytes) -> None:
    for data in (junk, content()[:-1] + junk, content(line()) + junk):
        try:
            read_bytes(data, HERE)
        except InputError as error:
            assert str(error).startswith("g.tsv")
            assert "\n" not in str(error)


def test_the_file_is_what_the_manual_says() -> None:
    written = canonical([SHARAA]).decode().splitlines()
    assert written[0].startswith("id\tkind\tgender\tdomain\tstatus\ten\ten.admitted\ten.short\ten.acronym\ten.variants")
    assert written[0].endswith("context\tnote\tsource\tchanged_by\tchanged\tapproved_by\tapproved")
    cells = dict(zip(written[0].split("\t"), written[1].split("\t"), strict=True))
    assert cells["en.forbidden"] == "Jolani = nom = de guerre"
    assert cells["ru.morphology"] == "gen:Ахмеда аш-Шараа | confirmed"
    assert cells["note"] == r"see\nthe style book"


def test_sorted_by_id() -> None:
    two = [replace(SHARAA, id=name) for name in ("b", "a", "c")]
    assert [one.split("\t")[0] for one in canonical(two).decode().splitlines()] == ["id", "a", "b", "c"]


def test_a_hand_written_cell() -> None:
    cells = {"id": "x", "kind": "person", "status": "draft", "ru": "Абу Касра", "en": "X"}
    cells |= {"ru.variants": "a|b |  c\\|d ", "en.forbidden": "Joe = because | Jim"}
    cells |= {"ru.morphology": "class: a| fixed:Абу,Хайят |gen : Касры|confirmed"}
    concept = from_row(cells)
    ru = concept.names["ru"]
    assert ru.variants == ("a", "b", "c|d")
    assert ru.morphology == Morphology("a", "", ("Абу", "Хайят"), (("gen", "Касры"),), True)
    assert concept.names["en"].forbidden == (Forbidden("Joe", "because"), Forbidden("Jim"))


def test_a_spreadsheet_has_saved_it() -> None:
    """BOM, CRLF, empty rows, and quotation marks around cells that have some within."""
    note = '"the ""Wagner"" group"'
    data = b"\xef\xbb\xbf" + content(line(note=note, en='"One, two"'), "\t" * (len(COLUMNS) - 1), "").replace(
        b"\n", b"\r\n"
    )
    [concept] = read_bytes(data, HERE).concepts
    assert concept.note == 'the "Wagner" group'
    assert concept.names["en"].preferred == "One, two"
    assert b"\r" not in canonical([concept])


def test_a_spreadsheet_with_all_cells_in_quotation_marks() -> None:
    quoted = content(line(note="a note")).decode().replace("\t", '"\t"').replace("\n", '"\n"')
    [concept] = read_bytes(f'"{quoted}'[:-1].encode(), HERE).concepts
    assert (concept.id, concept.note) == ("one", "a note")


def test_a_name_in_quotation_marks_survives_a_spreadsheet() -> None:
    """Its cell does not begin with one, or a spreadsheet would take them off."""
    concept = Concept("w", "org", {"en": Names('"Wagner"')})
    data = canonical([concept])
    assert b'\t\\"Wagner"\t' in data
    assert read_bytes(data, HERE).concepts == (concept,)
    saved = data.replace(b'\\"Wagner"', b'"\\""Wagner"""')  # as LibreOffice saves that cell
    assert read_bytes(saved, HERE).concepts == (concept,)


def test_text_becomes_nfc_and_nothing_else() -> None:
    name = "Ахмед  аш\u200f-Шараа\u0438\u0306 «Ёлка» ٱلشَّرْع ـ"
    [concept] = read_bytes(content(line(ru=name)), HERE).concepts
    assert concept.names["ru"].preferred == unicodedata.normalize("NFC", name)


def test_columns_that_nobody_knows_are_kept(tmp_path: Path) -> None:
    columns = "\t".join((*COLUMNS, "wikidata", "path"))
    data = content(line() + "\tQ1\tC:\\new | x", columns=columns)
    read = read_bytes(data, HERE)
    assert read.concepts[0].extra == {"wikidata": "Q1", "path": "C:\\new | x"}
    assert canonical(read.concepts, read.extra) == data
    assert canonical([], read.extra).decode().strip() == columns


GOOD = content(line())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "g.tsv: is empty"),
        (b"\xff\xfei\x00d\x00", "is UTF-16: save it as UTF-8"),
        (content(line(), "\xe9").replace("é".encode(), b"\xe9"), "g.tsv:3: is not UTF-8 (byte 0xe9)"),
        (content(line(note="a\x00b")), "g.tsv:2: column note holds the control character U+0000"),
        (content(line(note="a\rb")), "g.tsv:2: column note holds a line break of another kind"),
        (content(line() + "\t"), "g.tsv:2: 34 cells, but there are 33 columns"),
        (content(line(), "one"), "g.tsv:3: 1 cells, but there are 33 columns"),
        (content(line(), line()), "g.tsv:3: column id: one stands in line 2 already"),
        (content(line(id="")), "g.tsv:2: column id: the id is empty"),
        (content(line(id="a b")), 'g.tsv:2: column id: "a b" cannot be an id'),
        (content(line(kind="persn")), 'g.tsv:2: column kind: "persn" is no kind: write person, place'),
        (content(line(kind="")), "g.tsv:2: column kind: the kind is empty"),
        (content(line(status="ok")), 'g.tsv:2: column status: "ok" is no status: write draft, proposed'),
        (content(line(gender="male")), 'g.tsv:2: column gender: "male" is no gender'),
        (content(line(en_morphology="gen Касры")), "g.tsv:2: column en.morphology"),
        (content(line(en_morphology="gen:")), 'column en.morphology: nothing stands after "gen:"'),
        (content(line(en_morphology="number:two")), 'column en.morphology: "two" is no number'),
        (content(line(ru_variants="a\\")), r"column ru.variants: a"),
        (
            content(line(ru_variants="a\\q")),
            r'g.tsv:2: column ru.variants: "\q" means nothing: write \\ for a backslash',
        ),
        (content(line(ru_forbidden="= reason")), "column ru.forbidden: no name stands before"),
        (content(line(note="x" * 20_001)), "g.tsv:2: column note: longer than 20,000 characters"),
        (content("x" * 210_000), "g.tsv:2: a line of 210,000 characters is too long"),
        (content(line(note='"open')), "column note: a cell that begins with a quotation mark"),
        (content(line(en='"Wagner"')), "column en: a cell that begins with a quotation mark"),
        (content(columns="id,kind,en"), "not separated by tabs"),
        (content(columns="\t".join((*COLUMNS, "note"))), "g.tsv:1: column note is there twice"),
        (content(columns="\t".join((*COLUMNS, ""))), "g.tsv:1: column 34 has no name"),
        (content(columns="\t".join((*COLUMNS, "fr.admitted"))), '"fr" is not a language that Aligner knows'),
        (content(columns="\t".join((*COLUMNS, "en.admited"))), "en.admitted is meant?"),
        (content(columns="kind\ten"), "no column id: the first line should name the columns (a table without ids"),
        (content(line(en="Dam\u202eascus")), "g.tsv:2: column en: U+202E, which nobody sees, turns the direction"),
        (content(line(ar_forbidden="\u2066x = y")), "g.tsv:2: column ar.forbidden: U+2066"),
        (content(line(id="a\u202eb")), "g.tsv:2: column id:"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(data: bytes, said: str) -> None:
    assert read_bytes(GOOD, HERE).concepts
    with pytest.raises(InputError) as raised:
        read_bytes(data, HERE)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_lines_are_counted_as_an_editor_of_text_counts_them() -> None:
    data = content(line(), "", "\t" * (len(COLUMNS) - 1), line(id="two", kind="thing"))
    with pytest.raises(InputError, match=r"g\.tsv:5: column kind"):
        read_bytes(data, HERE)


@pytest.mark.parametrize(
    ("concept", "said"),
    [
        (replace(SHARAA, note="a\x07b"), "column note: U.0007 is a control character"),
        (replace(SHARAA, kind="hero"), 'column kind: "hero" is no kind'),
        (replace(SHARAA, names={"fr": Names("X")}), "column fr: is not a language"),
        (replace(SHARAA, names={"en": Names("X", admitted=("",))}), "column en.admitted: an empty value"),
        (replace(SHARAA, names={"ru": Names("X", morphology=Morphology(table=(("class", "x"),)))}), "ru.morphology"),
        (replace(SHARAA, note="x" * 20_001), "column note: holds 20,001 characters"),
    ],
)
def test_what_no_file_can_hold_is_not_written(concept: Concept, said: str, tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    Glossary.of([SHARAA]).write(path)
    before = path.read_bytes()
    with pytest.raises(InputError, match=said):
        Glossary.of([concept]).write(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_two_with_one_id() -> None:
    with pytest.raises(InputError, match="two concepts have the id ahmed-al-sharaa"):
        Glossary.of([SHARAA, SHARAA])


def test_later_files_win_and_contradictions_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "house"
    other = replace(SHARAA, id="damascus", kind="place", names={"en": Names("Damascus"), "ru": Names("Дамаск")})
    Glossary.of([SHARAA, other]).write(folder / "b.tsv")
    Glossary.of([replace(other, note="another")]).write(folder / "a.tsv")
    (folder / "notes.txt").write_text("no glossary")
    own = replace(SHARAA, names={**SHARAA.names, "ru": Names("Ахмад Шараа")})
    Glossary.of([own]).write(tmp_path / "own.tsv")
    held = Glossary.open(folder, tmp_path / "own.tsv")
    assert [file.path.name for file in held.files] == ["a.tsv", "b.tsv", "own.tsv"]
    assert held.concepts["ahmed-al-sharaa"] == own
    assert held.concepts["damascus"] == other
    assert held.origin("ahmed-al-sharaa") == f"{tmp_path / 'own.tsv'}:2"
    assert held.origin("nobody") == ""
    kinds = {(conflict.kind, conflict.concepts) for conflict in held.conflicts}
    assert kinds == {("overridden", ("ahmed-al-sharaa",)), ("overridden", ("damascus",))}
    told = next(one for one in held.conflicts if one.concepts == ("ahmed-al-sharaa",))
    assert told.places == (f"{folder / 'b.tsv'}:2", f"{tmp_path / 'own.tsv'}:2")
    assert told.message.endswith("says otherwise: ru, ru.morphology")


def test_one_name_for_concepts_that_differ_elsewhere() -> None:
    state = Concept("georgia-us", "place", {"en": Names("Georgia"), "ru": Names("Джорджия")})
    country = Concept("georgia", "place", {"en": Names("Georgia"), "ru": Names("Грузия")})
    [conflict] = Glossary.of([state, country]).conflicts
    assert (conflict.kind, set(conflict.concepts)) == ("name", {"georgia", "georgia-us"})
    assert not Glossary.of([state, replace(country, status="deprecated")]).conflicts
    assert not Glossary.of([state, replace(state, id="again")]).conflicts  # no contradiction; lint finds it


def test_the_version_changes_with_what_matters() -> None:
    other = replace(SHARAA, id="other")
    version = Glossary.of([SHARAA, other]).version
    assert len(version) == 16
    assert Glossary.of([other, SHARAA]).version == version
    for same in ({"note": "x"}, {"source": "x"}, {"changed": "2026"}, {"approved_by": "x"}, {"extra": {"q": "1"}}):
        assert Glossary.of([replace(SHARAA, **same), other]).version == version, same
    for names in ({"en": Names("X")}, {**SHARAA.names, "ru": replace(SHARAA.names["ru"], morphology=Morphology())}):
        assert Glossary.of([replace(SHARAA, names=names), other]).version != version
    for change in ({"kind": "org"}, {"gender": "f"}, {"status": "draft"}, {"context": ("x",)}):
        assert Glossary.of([replace(SHARAA, **change), other]).version != version, change


def test_the_version_is_that_of_the_file(tmp_path: Path) -> None:
    Glossary.of([SHARAA]).write(tmp_path / "a.tsv")
    assert Glossary.open(tmp_path / "a.tsv").version == Glossary.of([SHARAA]).version


def test_where_the_glossaries_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALIGNER_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("ALIGNER_GLOSSARY", raising=False)
    assert default_paths() == ()
    (tmp_path / "data" / "glossaries").mkdir(parents=True)
    assert default_paths() == (tmp_path / "data" / "glossaries",)
    (tmp_path / "glossaries").mkdir()
    assert default_paths() == (Path("glossaries"),)
    monkeypatch.setenv("ALIGNER_GLOSSARY", os.pathsep.join(["/x/a.tsv", "/y"]))
    assert default_paths() == (Path("/x/a.tsv"), Path("/y"))
    assert default_paths(["given.tsv"]) == (Path("given.tsv"),)


@pytest.mark.parametrize("name", ["nothing.tsv", "nothing"])
def test_a_glossary_that_is_not_there(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such glossary file or folder"):
        Glossary.open(tmp_path / name)


def test_columns_that_are_missing_are_empty_and_nobody_has_approved_the_rest() -> None:
    read = read_bytes(content("one\tOne\tx", columns="id\ten\tRemark"), HERE)
    assert read.concepts == (Concept("one", "other", {"en": Names("One")}, status="proposed", extra={"Remark": "x"}),)
    assert read.extra == ("Remark",)


def test_what_turns_the_direction_is_written_in_no_name_and_joiners_are() -> None:
    joined = Concept("x", "place", {"ar": Names("می\u200cخواهم", variants=("a\u200db",))}, note="a\u202eb")
    assert from_row(to_row(joined)) == joined
    for sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
        with pytest.raises(CellError, match=rf"column ar.variants: U\+{ord(sign):04X}"):
            to_row(Concept("x", "place", {"ar": Names("x", variants=(f"a{sign}b",))}))

"""Changing a glossary file: one at a time, whole or not at all, and with an entry in the history."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.glossary import editing as editing_module
from aligner.glossary import history
from aligner.glossary.concepts import Concept, Forbidden, Morphology, Names
from aligner.glossary.editing import editing, identity_for, rewrite, with_cells, with_values
from aligner.glossary.files import canonical
from aligner.glossary.store import Glossary

IDLIB = Concept(
    "idlib", "place", {"en": Names("Idlib"), "ru": Names("Идлиб")}, approved_by="Vera", approved="2026-01-01"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "names.tsv"
    Glossary.of([IDLIB]).write(path)
    return path


def test_a_change_is_signed_dated_and_remembered(path: Path) -> None:
    with editing(path, "Olga") as edit:
        edit.put(replace(IDLIB, note="a town"), "edit")
        edit.put(replace(IDLIB, id="homs"), "add")
    held = Glossary.open(path).concepts
    assert {*held} == {"idlib", "homs"}
    assert held["idlib"].note == "a town"
    assert held["idlib"].changed_by == "Olga"
    first, second = history.read(path)
    assert (first.who, first.what, first.concept, dict(first.before), dict(first.after)) == (
        "Olga", "edit", "idlib", {}, {"note": "a town"},
    )  # fmt: skip
    assert first.when == held["idlib"].changed
    assert (second.what, second.before, second.after["en"]) == ("add", {}, "Idlib")
    assert not [file for file in path.parent.iterdir() if "lock" in file.name or file.name.endswith(".part")]


def test_nothing_changed_is_nothing_written(path: Path) -> None:
    before = path.read_bytes()
    with editing(path, "Olga") as edit:
        assert edit.put(replace(IDLIB, changed_by="Olga", changed="2026-02-02"), "edit") == IDLIB
    assert path.read_bytes() == before
    assert not history.history_path(path).exists()


def test_an_error_leaves_everything_as_it_was(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError), editing(path, "Olga") as edit:
        edit.put(replace(IDLIB, note="x"), "edit")
        raise ZeroDivisionError
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["names.tsv"]


def test_removing(path: Path) -> None:
    with editing(path, "Olga") as edit:
        edit.remove("idlib", "remove")
        with pytest.raises(InputError, match="no concept nobody"):
            edit.remove("nobody", "remove")
    assert not Glossary.open(path).concepts
    [entry] = history.read(path)
    assert (entry.what, dict(entry.after), entry.before["ru"]) == ("remove", {}, "Идлиб")


def test_a_program_that_takes_no_lock_is_noticed(path: Path) -> None:
    with pytest.raises(InputError, match="another program has changed it"), editing(path, "Olga") as edit:
        edit.put(replace(IDLIB, note="ours"), "edit")
        path.write_bytes(canonical([replace(IDLIB, note="theirs")]))
    assert Glossary.open(path).concepts["idlib"].note == "theirs"
    assert not history.history_path(path).exists()


def test_who_waits_too_long_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing_module, "WAIT_SECONDS", 0.1)
    with (
        editing(path, "Olga"),
        pytest.raises(InputError, match="another editor is changing it"),
        editing(path, "Boris"),
    ):
        pass


def _add(path: Path, who: str, count: int) -> None:
    for n in range(count):
        with editing(path, who) as edit:
            edit.put(replace(IDLIB, id=f"{who}-{n}"), "add")


def test_editors_at_once_lose_nothing(path: Path) -> None:
    context = multiprocessing.get_context("spawn")  # polars has threads: no fork
    editors = [context.Process(target=_add, args=(path, who, 8)) for who in ("olga", "boris", "vera")]
    for one in editors:
        one.start()
    for one in editors:
        one.join(60)
        assert one.exitcode == 0
    assert len(Glossary.open(path).concepts) == 1 + 3 * 8
    assert len([*history.read(path)]) == 3 * 8


def test_unknown_columns_and_the_other_concepts_survive(path: Path) -> None:
    other = replace(IDLIB, id="homs", extra={"wikidata": "Q1"})
    Glossary.of([IDLIB, other]).write(path)
    with editing(path, "Olga") as edit:
        edit.put(replace(IDLIB, note="x"), "edit")
    assert Glossary.open(path).concepts["homs"] == other


def test_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "own.tsv"
    with editing(path, "Olga", create=True) as edit:
        edit.put(IDLIB, "add")
    assert [*Glossary.open(path).concepts] == ["idlib"]
    with pytest.raises(InputError, match="no such glossary file"), editing(tmp_path / "none.tsv", "Olga"):
        pass


def test_a_history_that_was_cut_off(path: Path) -> None:
    beside = history.history_path(path)
    assert beside.name == "names.history.jsonl"
    beside.write_text('{"when": "2026', encoding="utf-8")
    with editing(path, "Olga") as edit:
        edit.put(replace(IDLIB, note="x"), "edit")
    with pytest.raises(InputError, match=r"names\.history\.jsonl:1: is no entry"):
        [*history.read(path)]
    beside.write_text(beside.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8")
    assert [one.what for one in history.read(path)] == ["edit"]


@pytest.mark.parametrize("line", ["[]", "1", "{}", '{"when": 1}', '"x"', "[" * 5000])
def test_what_is_no_entry_is_named_with_its_line(line: str, path: Path) -> None:
    history.history_path(path).write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"names\.history\.jsonl:2: is no entry of a history"):
        [*history.read(path)]


def test_canonical_again(path: Path) -> None:
    good = path.read_bytes()
    assert not rewrite(path)
    header, row = good.decode().splitlines()
    columns = [column for column in header.split("\t") if column != "note"]
    cells = dict(zip(header.split("\t"), row.split("\t"), strict=True))
    path.write_text("\t".join(columns) + "\r\n" + "\t".join(cells[column] for column in columns) + "\r\n", newline="")
    assert rewrite(path)
    assert path.read_bytes() == good


def test_cells_are_set() -> None:
    changed = with_cells(IDLIB, {"note": "a | b", "en.admitted": "Idleb | Adlib", "domain": "syria"})
    assert (changed.note, changed.names["en"].admitted) == ("a | b", ("Idleb", "Adlib"))
    for column, value, said in (
        ("colour", "red", "no column colour: the columns are id, kind"),
        ("id", "x", "the column id is not set by hand"),
        ("kind", "hero", 'idlib: column kind: "hero" is no kind'),
        ("note", "\x00", "column note: U.0000"),
    ):
        with pytest.raises(InputError, match=said):
            with_cells(IDLIB, {column: value})


def test_an_approval_holds_until_a_name_changes() -> None:
    assert with_cells(IDLIB, {"note": "x"}).status == "approved"
    assert with_cells(IDLIB, {"ru.morphology": "gen:Идлиба"}).status == "approved"
    changed = with_cells(IDLIB, {"ru": "Эдлиб"})
    assert (changed.status, changed.approved_by, changed.approved) == ("proposed", "", "")
    assert with_cells(IDLIB, {"status": "draft"}).approved_by == ""


def test_values_of_lists() -> None:
    more = with_values(IDLIB, [("en.variants", "Idleb"), ("en.variants", "a|b"), ("en.variants", "Idleb")])
    assert more.names["en"].variants == ("Idleb", "a|b")
    assert with_values(more, (), [("en.variants", "a|b")]).names["en"].variants == ("Idleb",)
    forbidden = with_values(IDLIB, [("en.forbidden", "Adlib = typing slip"), ("en.forbidden", "Adlib = wrong")])
    assert forbidden.names["en"].forbidden == (Forbidden("Adlib", "wrong"),)
    assert with_values(forbidden, (), [("en.forbidden", "Adlib")]).names["en"].forbidden == ()
    table = with_values(IDLIB, [("ru.morphology", "gen:Идлиба"), ("ru.morphology", "gen:Идлеба")])
    assert table.names["ru"].morphology == Morphology(table=(("gen", "Идлеба"),))
    with pytest.raises(InputError, match="note is no list: use --set note="):
        with_values(IDLIB, [("note", "x")])
    with pytest.raises(InputError, match=r"idlib: en.variants does not hold x: it holds nothing"):
        with_values(IDLIB, (), [("en.variants", "x")])


def test_a_set_column_takes_its_merge_marks_away() -> None:
    marked = replace(IDLIB, note="a town\n[merge] ru: theirs was Эдлиб\n[merge] en: theirs was Idleb")
    assert with_cells(marked, {"ru": "Идлиб"}).note == "a town\n[merge] en: theirs was Idleb"


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("Ahmed al-Sharaa", "ahmed-al-sharaa"),
        ("Hay'at Tahrir al-Sham (HTS)", "hayat-tahrir-al-sham-hts"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Сирия", ""),
    ],
)
def test_ids_from_names(name: str, identity: str) -> None:
    assert identity_for(name) == identity


def test_ids_that_are_taken() -> None:
    assert identity_for("Idlib", ["idlib", "idlib-2"]) == "idlib-3"

"""Other tools' glossaries: our own come back the same, those of others are understood, bad files are refused."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.glossary.concepts import KINDS, STATUSES, Concept, Forbidden, Morphology, Names
from aligner.glossary.exchange import FORMATS, export, import_
from aligner.glossary.joining import join

SHARAA = Concept(
    "ahmed-al-sharaa",
    "person",
    {
        "en": Names(
            "Ahmed al-Sharaa",
            short=("al-Sharaa",),
            variants=("Ahmad al-Shara",),
            forbidden=(Forbidden("Jolani", "nom de guerre"),),
        ),
        "ar": Names("أحمد الشرع", short=("الشرع",)),
        "ru": Names(
            "Ахмед аш-Шараа",
            morphology=Morphology(fixed=("аш-Шараа",), table=(("gen", "Ахмеда аш-Шараа"),), confirmed=True),
        ),
    },
    gender="m",
    domain="syria",
    context=("president", "الرئيس"),
    note="President; see the style guide",
    source="common usage",
    changed_by="editor",
    changed="2026-11-22",
)
UN = Concept(
    "united-nations",
    "org",
    {
        "en": Names("United Nations", acronym="UN"),
        "ar": Names("الأمم المتحدة"),
        "ru": Names("Организация Объединенных Наций", admitted=("Объединенные Нации",), acronym="ООН"),
    },
    status="approved",
)
WHOLE = [name for name, one in FORMATS.items() if one.whole]


def again(concepts: list[Concept], tmp_path: Path, name: str) -> tuple[Concept, ...]:
    path = tmp_path / f"names{FORMATS[name].suffixes[0]}"
    assert export(concepts, path, format=name) == ()
    return import_(path, format=name).concepts


@pytest.mark.parametrize("name", WHOLE)
def test_what_we_write_is_read_again_whole(tmp_path: Path, name: str) -> None:
    assert again([SHARAA, UN], tmp_path, name) == (SHARAA, UN)


LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Cf", "Zl", "Zp"))
NAME = st.text(LETTERS, min_size=1, max_size=12).map(
    lambda text: __import__("unicodedata").normalize("NFC", text).strip()
)
NAME = NAME.filter(lambda text: text and "  " not in text)
SIGNS = st.sampled_from(["=1+1", "@x", "+7", "-x", "'=x", "a|b", "a = b", "a\\b", '"q"', "a\u00a0b", "#x", "a,b;c"])


@st.composite
def concepts(draw: st.DrawFn) -> Concept:
    def texts(most: int = 2) -> tuple[str, ...]:
        return tuple(draw(st.lists(NAME | SIGNS, max_size=most, unique=True)))

    codes = draw(st.lists(st.sampled_from(["en", "ar", "ru"]), min_size=1, unique=True))
    named = {}
    for code in sorted(codes, key=["en", "ar", "ru"].index):
        preferred = draw(NAME | SIGNS)
        used = {preferred}
        fields = []
        for _ in range(3):
            fresh = tuple(text for text in texts() if text not in used)
            used |= set(fresh)
            fields.append(fresh)
        morphology = draw(st.sampled_from([Morphology(), Morphology("fixed", "pl", ("x",), (("gen", "y"),), True)]))
        named[code] = Names(preferred, fields[0], fields[1], "", fields[2], (), morphology)
    return Concept(
        draw(st.from_regex(r"[a-z][a-z0-9-]{0,8}[a-z]", fullmatch=True)),
        draw(st.sampled_from(KINDS)),
        named,
        draw(st.sampled_from(["", "m", "f"])),
        draw(st.sampled_from(["", "syria"])),
        draw(st.sampled_from(STATUSES)),
        note=draw(st.sampled_from(["", "=cmd()", "a note; with «signs»"])),
    )


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(concepts(), min_size=1, max_size=3, unique_by=lambda concept: concept.id))
def test_any_concepts_survive(tmp_path: Path, name: str, given_ones: list[Concept]) -> None:
    assert sorted(again(given_ones, tmp_path, name), key=lambda c: c.id) == sorted(given_ones, key=lambda c: c.id)


def test_a_plain_table_with_languages_as_headings(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(
        "English,العربية,Русский,Comment,Fax\nAbu Qasra,أبو قصرة,Абу Касра,minister,12\n"
        "Latakia | Lattakia,اللاذقية,,,\n",
        encoding="utf-8",
    )
    found = import_(path, kind="person", status="draft")
    first, second = found.concepts
    assert (first.id, first.kind, first.status, first.note) == ("abu-qasra", "person", "draft", "minister")
    assert {code: names.preferred for code, names in first.names.items()} == {
        "en": "Abu Qasra",
        "ar": "أبو قصرة",
        "ru": "Абу Касра",
    }
    assert second.names["en"].admitted == ("Lattakia",) and "ru" not in second.names
    assert found.lost == ("1 × cell of the column 'Fax'",)


def test_semicolons_utf_16_and_bom_are_read(tmp_path: Path) -> None:
    for number, data in enumerate(
        ("en;ru\nDamascus;Дамаск\n".encode("utf-16"), b"\xef\xbb\xbf" + "en\tru\nDamascus\tДамаск\n".encode())
    ):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(data)
        (concept,) = import_(path).concepts
        assert concept.names["ru"].preferred == "Дамаск"


def test_pairs_with_the_same_source_are_one_concept(tmp_path: Path) -> None:
    path = tmp_path / "glossary.txt"
    path.write_text("# made by hand\nBogdanov\tБогданов\tenvoy\nBogdanov\tМ. Богданов\nGhost\t\n", encoding="utf-8")
    found = import_(path, format="omegat", source="en", target="ru")
    (concept,) = found.concepts
    assert concept.names["ru"] == Names("Богданов", admitted=("М. Богданов",)) and concept.note == "envoy"
    assert set(found.lost) == {"1 × comment line", "1 × pair with an empty side"}


def test_deepl_reads_its_own_four_columns(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("Kremlin,الكرملين,EN,AR\n", encoding="utf-8")
    (concept,) = import_(path, format="deepl").concepts
    assert concept.names["ar"].preferred == "الكرملين"


def test_each_name_of_the_source_leads_to_the_right_name(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    approved = replace(UN, status="approved")
    lost = export([approved, replace(SHARAA, status="approved")], path, format="deepl", source="ru", target="en")
    pairs = dict(line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    assert pairs == {
        "Организация Объединенных Наций": "United Nations",
        "Объединенные Нации": "United Nations",
        "ООН": "UN",
        "Ахмед аш-Шараа": "Ahmed al-Sharaa",
    }
    assert "1 × note" in lost and "1 × forbidden name" in lost and "1 × table of forms" in lost


def test_only_approved_names_go_to_services(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    lost = export([replace(SHARAA, status="proposed"), UN], path, format="google")
    assert path.read_text(encoding="utf-8") == (
        "en,ar,ru\nUnited Nations,الأمم المتحدة,Организация Объединенных Наций\n"
    )
    assert "1 × concept that is not approved" in lost


def test_amazon_takes_no_long_names(tmp_path: Path) -> None:
    long = replace(UN, names={**UN.names, "ar": Names("ا" * 101)})  # 202 bytes
    path = tmp_path / "g.csv"
    lost = export([UN, long], path, format="amazon")
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2
    assert "1 × name of more than 200 bytes" in lost


def test_weblate_keeps_domain_and_note(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    export([replace(SHARAA, status="approved")], path, format="weblate", source="en", target="ru")
    concepts = import_(path, format="weblate", source="en", target="ru").concepts
    found = {c.names["en"].preferred: c for c in concepts}
    assert found["Ahmed al-Sharaa"].note == SHARAA.note and found["Ahmed al-Sharaa"].domain == "syria"


DCT = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>
<conceptEntry id="c5"><min:subjectField>politics</min:subjectField><basic:definition>a body</basic:definition>
 <basic:reliability>9</basic:reliability>
 <langSec xml:lang="en-GB"><termSec><term>OPCW</term><basic:termType>acronym</basic:termType></termSec>
  <termSec><term>Organisation for the Prohibition of Chemical Weapons</term>
   <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec>
 <langSec xml:lang="ru"><termSec><term>ОЗХО</term></termSec><termSec><term>ОЗХВ</term>
   <min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus><note>ошибка</note></termSec></langSec>
 <langSec xml:lang="de"><termSec><term>OVCW</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""

MARTIF = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en">
<martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
<text><body><termEntry id="1"><langSet xml:lang="en">
<ntig><termGrp><term>Latakia</term></termGrp></ntig></langSet>
<langSet xml:lang="ar"><tig><term>اللاذقية</term><termNote type="termType">fullForm</termNote></tig></langSet>
</termEntry></body></text></martif>"""


def test_tbx_of_others_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "other.tbx"
    path.write_text(DCT, encoding="utf-8")
    found = import_(path)
    (concept,) = found.concepts
    assert concept.names["en"] == Names("Organisation for the Prohibition of Chemical Weapons", acronym="OPCW")
    assert concept.names["ru"] == Names("ОЗХО", forbidden=(Forbidden("ОЗХВ", "ошибка"),))
    assert (concept.domain, concept.note, concept.kind, concept.status) == ("politics", "a body", "other", "proposed")
    assert set(found.lost) == {"1 × name in the language 'de'", "1 × reliability"}


def test_old_tbx_of_others_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "old.xml"
    path.write_text(MARTIF, encoding="utf-8")
    (concept,) = import_(path).concepts
    assert {code: names.preferred for code, names in concept.names.items()} == {"en": "Latakia", "ar": "اللاذقية"}


def test_what_somebody_changed_in_our_tbx_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "g.tbx"
    export([UN], path)
    path.write_text(path.read_text(encoding="utf-8").replace("<term>ООН</term>", "<term>О.О.Н.</term>"), "utf-8")
    (concept,) = import_(path).concepts
    assert concept.names["ru"].acronym == "О.О.Н." and concept.names["en"] == UN.names["en"]
    assert concept.status == "approved"


def test_tbx_written_has_the_shape_of_the_standard(tmp_path: Path) -> None:
    from xml.etree import ElementTree

    path = tmp_path / "g.tbx"
    export([SHARAA], path)
    space = "{urn:iso:std:iso:30042:ed-2}"
    root = ElementTree.parse(path).getroot()
    assert root.tag == f"{space}tbx" and root.get("style") == "dca" and root.get("type") == "TBX-Basic"
    entry = root.find(f"{space}text/{space}body/{space}conceptEntry")
    assert entry is not None
    first = entry.find(f"{space}langSec/{space}termSec")
    assert first is not None and [child.tag.removeprefix(space) for child in first][:2] == ["term", "termNote"]
    tags = [child.tag.removeprefix(space) for child in entry]
    assert tags == sorted(tags, key=lambda tag: tag == "langSec")  # language sections stand last


BOMB = '<!DOCTYPE tbx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><tbx>&b;</tbx>'
TURNED = (
    '<tbx><text><body><conceptEntry><langSec xml:lang="en"><termSec><term>a\u202db</term></termSec></langSec>'
    "</conceptEntry></body></text></tbx>"
)
OUTSIDE = '<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>'


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("a.tbx", BOMB, "entities"),
        ("a.tbx", OUTSIDE, "entities"),
        ("a.tbx", "<html/>", "not TBX"),
        ("a.tbx", "<tbx><text>", "not well-formed"),
        ("a.tbx", "<tbx/>", "no names"),
        ("a.csv", "", "no names"),
        ("a.csv", "en,ru\n@SUM(A1),=cmd|'/c calc'!A1\n", "no names in it .1 × formula.*line 2, column en"),
        ("a.csv", "en,ru\nDamas\u202ecus,Дамаск\n", "line 2, column en: .*U\\+202E"),
        ("a.csv", "id,kind,status,en,ru,ar,note\na,place,draft,a\u2067b,,,\n", "line 2: column en: U\\+2067"),
        ("a.tbx", TURNED, "U\\+202D"),
        ("a.csv", "x,y\nDamascus,Дамаск\n", "names no language"),
        ("a.csv", 'en,ru\n"Damascus,Дамаск\n', "not a table"),
        ("a.csv", "en,ru,status\nDamascus,Дамаск,fine\n", "none of draft"),
        ("a.csv", "en,ru\nDamas\0cus,Дамаск\n", "NUL"),
        ("a.csv", "en,ru\nDamas\x07cus,Дамаск\n", "U\\+0007"),
        ("a.dat", "x", "does not tell the format"),
        ("a.utf8", "one\n", "one cell"),
        ("a.utf8", "one\ttwo\n", "Say --from and --to"),
    ],
)
def test_a_bad_file_is_one_line(tmp_path: Path, name: str, text: str, word: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=word) as told:
        import_(path)
    assert "\n" not in str(told.value) and str(path) in str(told.value)


def test_bytes_that_are_no_text_and_files_that_are_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"en,ru\n\xff\xfa,x\n")
    with pytest.raises(InputError, match="not UTF-8"):
        import_(path)
    with path.open("wb") as file:
        file.truncate(65 * 2**20)
    with pytest.raises(InputError, match="more than a glossary may have"):
        import_(path)
    with pytest.raises(InputError, match="cannot be read"):
        import_(tmp_path / "none.csv")


def test_a_failed_export_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(InputError, match="--from and --to"):
        export([UN], path, format="deepl")
    assert path.read_text(encoding="utf-8") == "before" and list(tmp_path.iterdir()) == [path]


def test_csv_does_not_run_formulas_in_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    export([replace(UN, note="=1+1")], path)
    assert ",'=1+1," in path.read_text(encoding="utf-8-sig")
    assert io.BytesIO(path.read_bytes()).read(3) == b"\xef\xbb\xbf"


def test_a_formula_is_told_with_its_cell_and_the_rest_is_taken(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (["id", "en", "ru"], ["", "Damascus", "=B7"], ["=A1", "Homs", "Хомс"], ["", "Hama", "Хама"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    found = import_(tmp_path / "a.xlsx")
    assert [(one.id, [*one.names]) for one in found.concepts] == [("damascus", ["en"]), ("hama", ["en", "ru"])]
    assert found.lost == (
        "2 × formula, put the name itself there (sheet Sheet: C2, A3)",
        "1 × row whose id is a formula (sheet Sheet, row 3)",
    )
    lines = "en,ru\nDamascus,=B7\n@x,Хомс\nHama,Хама\n"
    for name, text, options in (
        ("a.csv", lines, {}),
        ("b.csv", lines.split("\n", 1)[1], {"source": "en", "target": "ru"}),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        found = import_(tmp_path / name, **options)  # type: ignore[arg-type]
        assert found.concepts[-1].names["ru"].preferred == "Хама"
        assert sum("formula, put the name itself there (line" in line for line in found.lost) == 2
        assert all("=" not in names.preferred for one in found.concepts for names in one.names.values())


def test_languages_the_wrong_way_round_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("Дамаск\tدمشق\nХомс\tحمص\nSANA\tسانا\n", encoding="utf-8")
    for source, target in (("ar", "ru"), ("en", "ar")):
        with pytest.raises(InputError, match="the wrong way round"):
            import_(path, format="omegat", source=source, target=target)
    found = import_(path, format="omegat", source="ru", target="ar").concepts
    assert [one.id for one in found] == ["damask", "khoms", "sana"]  # an id is typed: it is in Latin letters


@pytest.mark.parametrize("codes", [("en", "ru"), ("ar", "en"), ("ru", "ar"), ("ar", "ru")])
@pytest.mark.parametrize("name", ["deepl", "google", "amazon", "omegat", "weblate"])
def test_a_list_that_we_wrote_brings_nothing_new(tmp_path: Path, name: str, codes: tuple[str, str]) -> None:
    lavrov = Concept(
        "sergei-lavrov",
        "person",
        {
            "en": Names("Sergei Lavrov", short=("Lavrov",), variants=("Sergey Lavrov",)),
            "ar": Names("سيرغي لافروف", short=("لافروف",), variants=("سيرجي لافروف",)),
            "ru": Names("Сергей Лавров", short=("Лавров",), admitted=("Сергей Викторович Лавров",)),
        },
        gender="m",
        note="minister",
        domain="russia",
    )
    held = {one.id: one for one in (lavrov, UN, replace(SHARAA, status="approved"))}
    path = tmp_path / f"list{FORMATS[name].suffixes[0]}"
    export(list(held.values()), path, format=name, source=codes[0], target=codes[1])
    coming = import_(path, format=name, source=codes[0], target=codes[1], taken=list(held)).concepts
    assert len(coming) > len(held)  # a line a name
    joined = join(held, coming)
    assert (joined.concepts, joined.added, joined.conflicts) == ({}, [], [])


def test_a_name_of_another_kind_or_of_nobody_is_new() -> None:
    held = {SHARAA.id: SHARAA}
    street = Concept("street", "place", {"en": Names("al-Sharaa"), "ar": Names("الشرع")})
    assert join(held, [street]).added == ["street"]
    assert join(held, [replace(street, kind="other", names={"en": Names("al-Sharaa"), "ar": Names("x")})]).added
    assert join(held, [replace(street, kind="other", names={"en": Names("al-Sharaa")})]).added
    assert join(held, [replace(street, kind="other")]).same == [SHARAA.id]

"""The workbook for editors: fit to fill in, read as Excel writes it, and bounded before hostile ones cost anything."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.glossary.concepts import Names
from aligner.glossary.exchange import export, import_
from tests.glossary.test_exchange import SHARAA, UN


def test_the_workbook_is_fit_for_editors(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "g.xlsx"
    formula = replace(UN, names={**UN.names, "en": Names('=HYPERLINK("http://x")')})
    export([SHARAA, formula], path)
    book = load_workbook(path)
    assert book.sheetnames == ["Names", "English", "Arabic", "Russian", "How to"]
    assert book["Arabic"].sheet_view.rightToLeft and not book["English"].sheet_view.rightToLeft
    assert book["Names"].freeze_panes == "B2"
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_row_that_an_editor_adds_becomes_a_concept(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "g.xlsx"
    export([UN], path)
    book = load_workbook(path)
    sheet = book["Names"]
    place = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, place["Kind"]).value = "place"
    sheet.cell(3, place["English"]).value = "Khmeimim"
    sheet.cell(3, place["Russian"]).value = "Хмеймим"
    book.save(path)
    _, new = import_(path).concepts
    assert (new.id, new.kind, new.status) == ("khmeimim", "place", "proposed")


def with_sheet_xml(path: Path, change: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**held, **change}.items():
            archive.writestr(name, data)


def bad_formula(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["en", "ru"])
    book.active.append(["=A3", "=1+1"])
    book.save(path)


SHEET = "xl/worksheets/sheet1.xml"
OPEN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CLOSE = b"</sheetData></worksheet>"


def bad_cells(path: Path) -> None:
    export([UN], path)
    with_sheet_xml(path, {SHEET: OPEN + b"<row>" + b"<c/>" * 900_000 + b"</row>" + CLOSE})


def bad_swelling(path: Path) -> None:
    export([UN], path)
    with_sheet_xml(path, {SHEET: OPEN + b"<row>" + b"<c/>" * 3_000_000 + b"</row>" + CLOSE})


def bad_reference(path: Path) -> None:
    export([UN], path)
    with_sheet_xml(path, {SHEET: OPEN + b'<row><c t="s"><v>7</v></c></row>' + CLOSE})


def bad_sheets(path: Path) -> None:
    export([UN], path)
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml")
    many = b'<sheet name="x" sheetId="9" r:id="rId2"/>' * 90_000
    with_sheet_xml(path, {"xl/workbook.xml": book.replace(b"</sheets>", many + b"</sheets>")})


def with_texts(path: Path, texts: bytes, rows: bytes, styles: bytes = b"") -> None:
    """A workbook that keeps its texts in one table, as Excel does."""
    export([UN], path)
    with zipfile.ZipFile(path) as archive:
        links = archive.read("xl/_rels/workbook.xml.rels")
        styles = styles or archive.read("xl/styles.xml")
    link = b'<Relationship Id="rId99" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    change = {
        "xl/_rels/workbook.xml.rels": links.replace(b"</Relationships>", link),
        "xl/sharedStrings.xml": b"<x:sst xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'>"
        + texts
        + b"</x:sst>",
        "xl/styles.xml": styles,
        SHEET: OPEN + rows + CLOSE,
        **{f"xl/worksheets/sheet{n}.xml": OPEN + CLOSE for n in (2, 3, 4)},
    }
    with_sheet_xml(path, change)


def bad_texts(path: Path) -> None:
    with_texts(path, b"<x:si/>" * 500_000, b"")


def bad_long_text(path: Path) -> None:
    with_texts(path, b"<x:si><x:t>" + b"a" * 2_000_000 + b"</x:t></x:si>", b"")


def bad_entities(path: Path) -> None:
    export([UN], path)
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    with_sheet_xml(path, {"xl/worksheets/sheet1.xml": bomb})


def bad_zip_bomb(path: Path) -> None:
    export([UN], path)
    with_sheet_xml(path, {"xl/media/image1.png": b"\0" * (513 * 2**20)})


def bad_damage(path: Path) -> None:
    export([UN], path)
    path.write_bytes(path.read_bytes()[:500])


def bad_not_zip(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0" * 100)


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (bad_formula, "no names in it .2 × formula, put the name itself there .sheet Sheet: A2, B2"),
        (bad_cells, "more than [\\d,]+ cells"),
        (bad_texts, "more than [\\d,]+ cells"),
        (bad_long_text, "a cell has more than 1,000,000 characters"),
        (bad_swelling, "unpacks to [\\d,]+ times its size"),
        (bad_sheets, "90,005 sheets"),
        (bad_reference, "a text that is not there"),
        (bad_entities, "entities"),
        (bad_zip_bomb, "unpacks to more than"),
        (bad_damage, "not a workbook"),
        (bad_not_zip, "not a workbook"),
    ],
)
def test_a_bad_workbook_is_one_line(tmp_path: Path, make, word: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "bad.xlsx"
    make(path)
    with pytest.raises(InputError, match=word) as told:
        import_(path)
    assert "\n" not in str(told.value) and str(path) in str(told.value)


def test_a_workbook_as_excel_writes_it(tmp_path: Path) -> None:
    texts = (
        b"<x:si><x:t>en</x:t></x:si><x:si><x:t>note</x:t></x:si>"
        b"<x:si><x:r><x:t>Bei</x:t></x:r><x:r><x:t>jing</x:t></x:r><x:rPh><x:t>not said</x:t></x:rPh></x:si>"
        b"<x:si><x:t>a_x000D_\nb _x1F600</x:t></x:si>"
    )
    rows = (
        b'<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="ZZ2" t="s"><v>1</v></c></row>'
        b'<row r="1048576"><c r="B1048576" t="s"><v>2</v></c><c t="s"><v>3</v></c></row>'
        b'<row><c/><c t="str"><v>Two</v></c><c s="1"><v>45000.5</v></c></row>'
        b'<row><c/><c><v>7.0</v></c><c t="b"><v>1</v></c></row>'
        b'<row><c/><c t="inlineStr"><is><t>Four</t></is></c><c t="e"><v>#REF!</v></c><c><v>1</v></c></row>'
    )
    styles = (
        b"<styleSheet><numFmts><numFmt numFmtId='170' formatCode='[Red]yyyy&quot;x&quot;'/></numFmts>"
        b"<cellStyleXfs><xf numFmtId='170'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='170'/></cellXfs>"
        b"</styleSheet>"
    )
    with_texts(tmp_path / "a.xlsx", texts, rows, styles)
    found = import_(tmp_path / "a.xlsx")
    assert [(one.names["en"].preferred, one.note) for one in found.concepts] == [
        ("Beijing", "a b _x1F600"),
        ("Two", "2023-03-15T12:00:00"),
        ("7", "TRUE"),
        ("Four", ""),
    ]
    assert [*found.lost] == [
        "1 × error, put the name itself there (sheet Names: C1048579)",
        "1 × cell too far to the right (sheet Names)",
        "1 × cell below no heading (sheet Names)",
    ]

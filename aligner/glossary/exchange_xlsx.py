"""A workbook that editors fill in: one sheet with every name, one for each language (Arabic right to left), and how to.

The sheet "Names" has a row a concept; the sheet of a language says more of its names there. A row with an empty id is a
new concept.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from aligner import languages
from aligner.glossary import rows
from aligner.glossary.concepts import KINDS, STATUSES, Concept
from aligner.glossary.exchange_base import Content, Lost, Pairing, clean, code_of, from_cells
from aligner.glossary.exchange_xlsx_read import Sheet, column_letters, sheets

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["read", "write"]

_TOLD = 10  # so many cells are named where something is not taken
_OVERVIEW = "Names"
_HELP = "How to"

# Heading -> column of a concept, in the sheet of all names ...
_HEADINGS = {
    "Id": "id",
    "Kind": "kind",
    "English": "en",
    "Arabic": "ar",
    "Russian": "ru",
    "Gender": "gender",
    "Domain": "domain",
    "Status": "status",
    "Words near it": "context",
    "Note": "note",
    "Where found": "source",
    "Changed by": "changed_by",
    "Changed": "changed",
    "Approved by": "approved_by",
    "Approved": "approved",
}
# ... and in the sheet of a language, where the language's code goes before.
_OF_LANGUAGE = {
    "Also allowed": ".admitted",
    "Short": ".short",
    "Acronym": ".acronym",
    "Found, not written": ".variants",
    "Forbidden = why": ".forbidden",
    "Forms": ".morphology",
}
_WIDTHS = {"Id": 26, "Kind": 9, "English": 30, "Arabic": 30, "Russian": 34, "Gender": 8, "Status": 11, "Note": 40}
_ADVICE = (
    "Each row of the sheet “Names” is one person, place, body, office or event. To add one, fill in a row: at least a",
    "kind and a name in two languages. Leave the Id empty: Aligner makes one. Do not change an Id that is there.",
    "The sheets of the languages say more of the names: each row there needs the Id of a row in “Names”.",
    "Several names in one cell stand with  |  between:  al-Shara | el-Sharaa",
    "A forbidden name may say why:  Jolani = nom de guerre",
    "Kind: " + ", ".join(KINDS) + ".  Gender (of a person): m or f.  Status: " + ", ".join(STATUSES) + ".",
    "Only approved names are enforced in translations.",
    "Save the file as .xlsx and give it back with:  aligner glossary import FILE",
)


def write(concepts: Sequence[Concept], pairing: Pairing) -> tuple[bytes, list[str]]:
    """The workbook, with everything that a glossary holds."""
    from openpyxl import Workbook

    book = Workbook()
    extra = list(dict.fromkeys(name for concept in concepts for name in concept.extra))
    overview = book.active
    overview.title = _OVERVIEW
    table = [rows.to_row(concept) for concept in concepts]
    _fill(overview, {**_HEADINGS, **{name: name for name in extra}}, table)
    _choices(overview, {"Kind": KINDS, "Gender": ("m", "f"), "Status": STATUSES})
    for code, language in languages.LANGUAGES.items():
        columns = {"Id": "id", language.name: code}
        columns |= {heading: code + suffix for heading, suffix in _OF_LANGUAGE.items()}
        sheet = book.create_sheet(language.name)
        _fill(sheet, columns, [row for row in table if any(row[column] for column in list(columns.values())[1:])])
        sheet.sheet_view.rightToLeft = language.direction == "rtl"
    sheet = book.create_sheet(_HELP)
    sheet.column_dimensions["A"].width = 120
    for line in _ADVICE:
        sheet.append([line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), []


def _fill(sheet: Worksheet, columns: Mapping[str, str], table: Sequence[Mapping[str, str]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.append(list(columns))
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
    sheet.freeze_panes = "B2"
    for row, cells in enumerate(table, 2):
        for place, column in enumerate(columns.values(), 1):
            if value := cells.get(column, ""):
                cell = sheet.cell(row, place)
                cell.value = value
                cell.data_type = "s"  # a text, also where it begins like a formula
                cell.number_format = "@"
                if column.split(".")[0] == "ar":
                    cell.alignment = Alignment(horizontal="right", readingOrder=2)
    for place, heading in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(heading, 22)
    sheet.auto_filter.ref = sheet.dimensions


def _choices(sheet: Worksheet, known: Mapping[str, Sequence[str]]) -> None:
    """Lists to choose from in the columns that know only some values."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for place, cell in enumerate(sheet[1], 1):
        if cell.value in known:
            choice = DataValidation(type="list", formula1=f'"{",".join(known[cell.value])}"', allow_blank=True)
            choice.error = f"one of: {', '.join(known[cell.value])}"
            sheet.add_data_validation(choice)
            choice.add(f"{get_column_letter(place)}2:{get_column_letter(place)}10000")


def read(data: bytes, pairing: Pairing) -> Content:
    """A workbook of ours, or any that has such headings in its first row. ValueError says sheet and cell.

    What a formula gives is not taken, and told: nobody knows what it will give tomorrow.
    """
    lost = Lost()
    concepts: dict[str, dict[str, str]] = {}
    new: list[dict[str, str]] = []
    of_formulas: list[str] = []
    for sheet, columns in _with_names(data, lost):
        title = sheet.title
        of_language = title in {language.name for language in languages.LANGUAGES.values()}
        of_formulas += _unread(sheet, lost)
        identity = next((place for place, column in columns.items() if column == "id"), -1)
        for number, row in sheet.rows[1:]:
            where = f"sheet {title}, row {number}"
            if {(number, identity)} & (sheet.formulas | sheet.errors):
                lost.add(f"row whose id is a formula ({where})")
                continue
            given = {columns[place]: text for place, text in _texts(row, title, number).items() if place in columns}
            lost.add(f"cell below no heading (sheet {title})", sum(place not in columns for place in row))
            key = given.get("id", "")
            if of_language and key not in concepts:
                raise ValueError(f"{where}: the id {key!r} is not in the sheet {_OVERVIEW}")
            if of_language:
                _join(concepts[key], given, where)
            elif key in concepts:
                raise ValueError(f"{where}: the id {key!r} stands there twice")
            elif any(given.get(code) for code in languages.LANGUAGES):
                given["_where"] = where
                if key:
                    concepts[key] = given
                else:
                    new.append(given)
    content = Content(lost=[*of_formulas, *lost.lines()])
    for given in (*concepts.values(), *new):
        where = given.pop("_where", "")
        try:
            content.drafts.append(from_cells(given))
        except ValueError as error:
            raise ValueError(f"{where}: {error}") from error
    return content


def _join(concept: dict[str, str], given: Mapping[str, str], where: str) -> None:
    """Put what the sheet of a language says to the concept; a name that both sheets have is changed in one of them."""
    for column, text in given.items():
        held = concept.get(column, "")
        if held and held != text:
            raise ValueError(f"{where}: {text!r}, but the sheet {_OVERVIEW} says {held!r}: make them the same")
        concept[column] = text


def _with_names(data: bytes, lost: Lost) -> Iterator[tuple[Sheet, dict[int, str]]]:
    """The sheets that have our headings, and the column of each place; the one of all names first."""
    found = [sheet for sheet in sheets(data) if sheet.title != _HELP]
    for sheet in sorted(found, key=lambda one: one.title != _OVERVIEW):
        if not sheet.rows:
            continue
        columns = _columns(sheet.title, _texts(sheet.rows[0][1], sheet.title, sheet.rows[0][0]), lost)
        if any(column.split(".")[0] in languages.LANGUAGES for column in columns.values()):
            yield sheet, columns
        else:
            lost.add(f"sheet without names ({sheet.title})")


def _texts(row: Mapping[int, str], title: str, number: int) -> dict[int, str]:
    """The cells of a row that hold something, cleaned."""
    cleaned = {
        place: clean(text, f"sheet {title}, cell {column_letters(place)}{number}") for place, text in row.items()
    }
    return {place: text for place, text in cleaned.items() if text}


def _unread(sheet: Sheet, lost: Lost) -> list[str]:
    """What is said of the cells of a sheet that are not taken."""
    lost.add(f"cell too far to the right (sheet {sheet.title})", sheet.beyond)
    lines = []
    for what, places in (("formula", sheet.formulas), ("error", sheet.errors)):
        if places:
            told = [f"{column_letters(place)}{number}" for number, place in sorted(places)]
            more = f" and {len(told) - _TOLD:,} more" if len(told) > _TOLD else ""
            lines.append(f"{len(told)} × {what}, put the name itself there (sheet {sheet.title}: "
                         f"{', '.join(told[:_TOLD])}{more})")  # fmt: skip
    return lines


def _columns(title: str, heading: Mapping[int, str], lost: Lost) -> dict[int, str]:
    code = next((code for code, language in languages.LANGUAGES.items() if language.name == title), "")
    known = {name.casefold(): column for name, column in _HEADINGS.items()}
    if code:
        known |= {name.casefold(): code + suffix for name, suffix in _OF_LANGUAGE.items()}
    known |= {column: column for column in rows.COLUMNS}
    columns: dict[int, str] = {}
    for place, name in heading.items():
        column = known.get(name.casefold()) or code_of(name) or name
        if column in columns.values():
            lost.add(f"second column {name!r} in the sheet {title}")
        else:
            columns[place] = column
    return columns

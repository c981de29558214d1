"""A glossary file: tab-separated text that a spreadsheet opens and git compares line by line. Read, checked, written.

Every error names the file, the line, the column and what to do.
"""

from __future__ import annotations

import io
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from aligner.errors import InputError
from aligner.files import write_atomically
from aligner.glossary.concepts import Concept
from aligner.glossary.rows import COLUMNS, FIELDS, CellError, Columns, to_row
from aligner.languages import LANGUAGES

__all__ = ["MOST_BYTES", "MOST_CONCEPTS", "GlossaryFile", "canonical", "read_bytes", "read_file", "write_file"]

MOST_BYTES = 256_000_000  # of a file
MOST_CONCEPTS = 1_000_000
MOST_IN_LINE = 200_000  # characters

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_NEAR_ENOUGH = 0.8  # likeness of an unknown column to a known one that makes it a slip


@dataclass(frozen=True)
class GlossaryFile:
    """What one file holds, in its own order."""

    path: Path
    concepts: tuple[Concept, ...]
    lines: tuple[int, ...]  # where each concept stands, counted from 1
    extra: tuple[str, ...]  # columns that Aligner does not know; they are kept


def read_file(path: Path) -> GlossaryFile:
    """The concepts of a file. InputError says which line and column cannot be used."""
    return read_bytes(read_content(path), path)


def read_content(path: Path) -> bytes:
    """The bytes of a glossary file. InputError where it cannot be read or is too large."""
    try:
        if path.is_dir():
            raise InputError(f"{path}: is a folder, not a glossary file")
        if (size := path.stat().st_size) > MOST_BYTES:
            raise InputError(f"{path}: {size / 1e6:,.0f} MB are too much: at most {MOST_BYTES / 1e6:,.0f} MB are read")
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such glossary file") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {os.strerror(error.errno or 0)}") from error


def read_bytes(content: bytes, path: Path) -> GlossaryFile:
    """The concepts of a file with this content; `path` is for the errors. Columns other than id may be missing."""
    import polars as pl

    text = _text(content, path)
    lines, numbers = _lines(text, path)
    columns, quoted = _header(lines[0], path, numbers[0])
    if len(lines) - 1 > MOST_CONCEPTS:
        raise InputError(f"{path}: {len(lines) - 1:,} concepts are too many: at most {MOST_CONCEPTS:,} are read")
    _check_shape(lines, numbers, columns, path)
    if len(lines) == 1:
        rows: Iterable[Sequence[str]] = ()
    else:
        frame = pl.read_csv(
            io.BytesIO("\n".join(lines[1:]).encode()),
            has_header=False,
            new_columns=list(columns),
            separator="\t",
            quote_char=None,  # a quotation mark is a letter like others; what spreadsheets add is taken off below
            infer_schema=False,  # all columns are text
        ).fill_null("")
        rows = frame.iter_rows()
    if '\t"' in text or '\n"' in text:
        rows = _unquoted(rows, columns, numbers, path, everything=quoted)
    concepts = _concepts(rows, columns, numbers, path, normal=unicodedata.is_normalized("NFC", text))
    _check_ids(concepts, numbers, path)
    extra = tuple(column for column in columns if column not in COLUMNS)
    return GlossaryFile(path, concepts, tuple(numbers[1:]), extra)


def canonical(concepts: Iterable[Concept], extra: Sequence[str] = ()) -> bytes:
    """The one way in which these concepts are written: every column, sorted by id. CellError as `rows.to_row`.

    `extra` are columns to write even where no concept has them.
    """
    rows = sorted((to_row(concept) for concept in concepts), key=lambda row: row["id"])
    columns = dict.fromkeys((*COLUMNS, *extra, *(column for row in rows for column in row)))
    lines = ["\t".join(columns), *("\t".join(row.get(column, "") for column in columns) for row in rows)]
    return "".join(f"{line}\n" for line in lines).encode()


def write_file(path: Path, concepts: Iterable[Concept], extra: Sequence[str] = ()) -> None:
    """Write the concepts in the canonical way, whole or not at all. InputError for a text that no cell can hold."""
    listed = list(concepts)
    seen: set[str] = set()
    for concept in listed:
        if concept.id in seen:
            raise InputError(f"{path}: two concepts have the id {concept.id}: give one of them another")
        seen.add(concept.id)
        try:
            to_row(concept)
        except CellError as error:
            raise InputError(f"{path}: {concept.id}: {error}") from error
    content = canonical(listed, extra)
    with write_atomically(path) as file:
        file.write(content)


def _text(content: bytes, path: Path) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{path}: is UTF-16: save it as UTF-8 (in a spreadsheet: text, tab-separated, UTF-8)")
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{path}:{line}: is not UTF-8 (byte 0x{content[error.start]:02x}): save it as UTF-8"
        ) from error
    text = text.replace("\r\n", "\n")
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        what = "a line break of another kind" if found[0] == "\r" else f"the control character U+{ord(found[0]):04X}"
        column = _column_at(text, found.start())
        raise InputError(f"{path}:{line}: column {column} holds {what}: take it out")
    return text


def _column_at(text: str, place: int) -> str:
    """The name of the column that a place in the text is in, as far as the first line tells."""
    number = text.count("\t", text.rfind("\n", 0, place) + 1, place)
    header = text.partition("\n")[0].split("\t")
    return header[number].strip('"') if number < len(header) and header[number].isprintable() else f"{number + 1}"


def _lines(text: str, path: Path) -> tuple[list[str], list[int]]:
    """The lines that hold something, and the number of each; a spreadsheet leaves empty rows."""
    lines = text.split("\n")
    numbers = [n for n, line in enumerate(lines, 1) if line and not line.isspace()]
    if not numbers:
        raise InputError(
            f"{path}: is empty: its first line should name the columns (aligner glossary add makes a file)"
        )
    return [lines[n - 1] for n in numbers], numbers


def _header(line: str, path: Path, number: int) -> tuple[tuple[str, ...], bool]:
    """The columns, and whether the file has all its cells in quotation marks."""
    cells = line.split("\t")
    if len(cells) == 1 and (";" in line or "," in line):
        raise InputError(f"{path}:{number}: the columns are not separated by tabs: save it as tab-separated text")
    quoted = len(cells) > 1 and all(len(cell) > 1 and cell[0] == cell[-1] == '"' for cell in cells)
    columns = tuple(cell.strip('"') if quoted else cell for cell in cells)
    for n, column in enumerate(columns, 1):
        if not column.strip():
            raise InputError(f"{path}:{number}: column {n} has no name: name it, or delete it")
        if column in columns[: n - 1]:
            raise InputError(f"{path}:{number}: column {column} is there twice: delete or rename one")
        if column not in COLUMNS:
            _check_unknown(column, f"{path}:{number}")
    if "id" not in columns:
        raise InputError(
            f"{path}:{number}: no column id: the first line should name the columns "
            f"(a table without ids is taken in by  aligner glossary import {path} --into FILE)"
        )
    return columns, quoted


def _check_unknown(column: str, where: str) -> None:
    """InputError where an unknown column is meant to be a known one."""
    language, dot, field = column.partition(".")
    if dot and field in FIELDS and language not in LANGUAGES:
        raise InputError(f'{where}: column {column}: "{language}" is not a language that Aligner knows')
    if near := get_close_matches(column.strip().lower(), COLUMNS, 1, _NEAR_ENOUGH):
        raise InputError(f'{where}: column "{column}" is unknown: {near[0]} is meant? Rename it')


def _check_shape(lines: Sequence[str], numbers: Sequence[int], columns: Sequence[str], path: Path) -> None:
    tabs = len(columns) - 1
    for line, number in zip(lines, numbers, strict=True):
        if len(line) > MOST_IN_LINE:
            raise InputError(
                f"{path}:{number}: a line of {len(line):,} characters is too long: at most {MOST_IN_LINE:,}"
            )
        if (found := line.count("\t")) != tabs:
            raise InputError(
                f"{path}:{number}: {found + 1} cells, but there are {tabs + 1} columns: "
                r"a tab or line break within a cell is written \t or \n"
            )


def _unquoted(
    rows: Iterable[Sequence[str]], columns: Sequence[str], numbers: Sequence[int], path: Path, *, everything: bool
) -> Iterator[Sequence[str]]:
    """The rows without the quotation marks that a spreadsheet puts around cells with marks or commas in them."""
    for row, number in zip(rows, numbers[1:], strict=True):
        if not any(cell.startswith('"') for cell in row):
            yield row
            continue
        cells = []
        for column, cell in zip(columns, row, strict=True):
            inside = cell[1:-1].replace('""', "")
            if not cell.startswith('"'):
                cells.append(cell)
            elif (
                len(cell) > 1
                and cell.endswith('"')
                and '"' not in inside
                and (everything or "," in inside or '""' in cell[1:-1])
            ):
                cells.append(cell[1:-1].replace('""', '"'))
            else:
                raise InputError(
                    f"{path}:{number}: column {column}: a cell that begins with a quotation mark is written "
                    r"with a backslash before it: \"..."
                )
        yield cells


def _concepts(
    rows: Iterable[Sequence[str]], columns: Sequence[str], numbers: Sequence[int], path: Path, *, normal: bool
) -> tuple[Concept, ...]:
    layout = Columns(columns, normal=normal)
    concepts: list[Concept] = []
    try:
        for row in rows:
            concepts.append(layout.concept(row))  # noqa: PERF401 - its length tells the line of an error
    except CellError as error:
        raise InputError(f"{path}:{numbers[len(concepts) + 1]}: {error}") from error
    return tuple(concepts)


def _check_ids(concepts: Sequence[Concept], numbers: Sequence[int], path: Path) -> None:
    seen: dict[str, int] = {}
    for concept, number in zip(concepts, numbers[1:], strict=True):
        if concept.id in seen:
            raise InputError(
                f"{path}:{number}: column id: {concept.id} stands in line {seen[concept.id]} already: "
                "merge the two lines, or give one another id"
            )
        seen[concept.id] = number

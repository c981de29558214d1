"""The cells of a workbook (.xlsx, ECMA-376 part 1), read without trust: sizes are bounded before and while it is read.

What a formula has given is not taken: only its place is told. Nothing is loaded that names do not need.
"""

from __future__ import annotations

import datetime
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

__all__ = ["Sheet", "column_letters", "sheets"]

_UNPACKED = 512 * 2**20  # bytes that a workbook may unpack to
_SMALL = 4 * 2**20  # so many bytes may unpack from anything ...
_SWELLING = 50  # ... and of more, so many times what is packed: real sheets have 10 to 20
_MOST_PARTS = 5_000
_MOST_SHEETS = 100
_MOST_ROWS = 500_000
_MOST_COLUMNS = 200
_FEW_ELEMENTS = 100_000  # so many may be in anything ...
_DENSITY = 2  # ... and so many more a packed byte: real sheets have less than one
_LONGEST = 1_000_000  # characters of one text; what a name may have is checked by whoever takes it

_CELL = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Number formats that show a date or a time (ECMA-376 part 1, 18.8.30), and what makes one of a workbook's own.
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_UNDATED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_EPOCH, _EPOCH_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)
_RELATION = "id"  # of the attribute r:id, whatever the prefix


@dataclass
class Sheet:
    """One sheet: what its cells say, and where formulas and errors are, whose text is not to be trusted."""

    title: str
    rows: list[tuple[int, dict[int, str]]] = field(default_factory=list)  # number of the row, column (from 0) -> text
    formulas: set[tuple[int, int]] = field(default_factory=set)  # row, column
    errors: set[tuple[int, int]] = field(default_factory=set)
    beyond: int = 0  # cells to the right of the columns that are read


def sheets(data: bytes) -> Iterator[Sheet]:
    """The sheets of a workbook in their order. ValueError, one line, where it is none, is damaged, or is too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from _Workbook(archive, len(data)).sheets()
    except zipfile.BadZipFile as error:
        raise ValueError("not a workbook (.xlsx): save it as “Excel workbook”, or as CSV") from error
    except (expat.ExpatError, KeyError, EOFError, NotImplementedError, RuntimeError, OSError, zlib.error) as error:
        reason = type(error).__name__
        raise ValueError(
            f"cannot be read as a workbook (.xlsx): it is damaged, or something else ({reason})"
        ) from error


def column_letters(place: int) -> str:
    """The letters of a column, counted from 0: A, B ... Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class _Workbook:
    """An archive whose parts are read as they are needed."""

    def __init__(self, archive: zipfile.ZipFile, packed: int) -> None:
        self._archive = archive
        self._texts: list[str] = []
        self._dates: set[int] = set()  # numbers of the cell formats that show a date
        self._epoch = _EPOCH
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS:
            raise ValueError(f"has {len(parts):,} parts: no workbook of names has so many")
        if sum(part.file_size for part in parts) > _UNPACKED:
            raise ValueError(f"unpacks to more than {_UNPACKED >> 20} MB: no workbook of names is that large")
        read = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
        unpacked, small = sum(part.file_size for part in read), sum(part.compress_size for part in read)
        small = max(1, min(small, packed))  # what the archive says of itself may be wrong
        if unpacked > max(_SMALL, _SWELLING * small):
            raise ValueError(f"unpacks to {unpacked / small:,.0f} times its size, as no workbook of names does: "
                             "copy its names into a new one")  # fmt: skip
        self._left = self._most = _FEW_ELEMENTS + _DENSITY * small
        self._names = {part.filename for part in parts}

    def sheets(self) -> Iterator[Sheet]:
        """Read what the sheets need, then one after the other."""
        main = next((path for _, path in self._relations("", "officeDocument")), "xl/workbook.xml")
        if main not in self._names:
            raise ValueError("not a workbook (.xlsx): save it as “Excel workbook”, or as CSV")
        named = self._sheet_names(main)
        if len(named) > _MOST_SHEETS:
            raise ValueError(f"has {len(named):,} sheets: at most {_MOST_SHEETS} are read")
        for _, path in self._relations(main, "sharedStrings"):
            self._read_texts(path)
        for _, path in self._relations(main, "styles"):
            self._read_styles(path)
        places = dict(self._relations(main, "worksheet"))
        for title, relation in named:
            if relation in places:
                yield self._sheet(title, places[relation])

    def _relations(self, part: str, kind: str) -> list[tuple[str, str]]:
        """Id and path of the parts that a part leads to, of one kind."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        found: list[tuple[str, str]] = []
        if path not in self._names:
            return found

        def start(tag: str, given: Mapping[str, str]) -> None:
            if tag == "Relationship" and given.get("Type", "").rpartition("/")[2] == kind:
                target = given.get("Target", "")
                whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                whole = posixpath.normpath(whole)
                if whole in self._names and given.get("TargetMode") != "External":
                    found.append((given.get("Id", ""), whole))

        self._parse(path, start)
        return found

    def _sheet_names(self, main: str) -> list[tuple[str, str]]:
        """Title of each sheet and the id of its relation."""
        found: list[tuple[str, str]] = []

        def start(tag: str, given: Mapping[str, str]) -> None:
            if tag == "sheet":
                found.append((given.get("name", ""), given.get(_RELATION, "")))
            elif tag == "workbookPr" and given.get("date1904") in ("1", "true"):
                self._epoch = _EPOCH_1904

        self._parse(main, start)
        return found

    def _read_texts(self, path: str) -> None:
        """The texts that cells share: of each the plain ones and its runs, without readings above the line."""
        text = _Text()

        def start(tag: str, given: Mapping[str, str]) -> None:
            if tag == "si":
                text.clear()
            text.start(tag)

        def end(tag: str) -> None:
            text.end(tag)
            if tag == "si":
                self._texts.append(text.whole())

        self._parse(path, start, end, text.more)

    def _read_styles(self, path: str) -> None:
        """Which of the formats of cells show dates."""
        own: dict[str, bool] = {}
        inside: list[str] = []
        formats = 0

        def start(tag: str, given: Mapping[str, str]) -> None:
            nonlocal formats
            if tag == "numFmt":
                own[given.get("numFmtId", "")] = _shows_date(given.get("formatCode", ""))
            elif tag == "xf" and inside[-1:] == ["cellXfs"]:
                number = given.get("numFmtId", "0")
                if own.get(number, number.isdecimal() and len(number) < 9 and int(number) in _DATES):
                    self._dates.add(formats)
                formats += 1
            inside.append(tag)

        def end(tag: str) -> None:
            inside.pop()

        self._parse(path, start, end)

    def _sheet(self, title: str, path: str) -> Sheet:
        reading = _Reading(Sheet(title), self._cell_text)
        self._parse(path, reading.start, reading.end, reading.text.more)
        return reading.sheet

    def _cell_text(self, kind: str, style: str, value: str) -> str:
        """What an editor sees in a cell."""
        if kind == "s":
            if not (value.isdecimal() and len(value) < 10 and int(value) < len(self._texts)):
                raise ValueError("is damaged: a cell asks for a text that is not there")
            return self._texts[int(value)]
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if kind != "n":
            return value
        try:
            number = float(value)
        except ValueError:
            return value
        if style.isdecimal() and len(style) < 9 and int(style) in self._dates:
            try:
                when = self._epoch + datetime.timedelta(days=round(number * 86400) / 86400)
            except (OverflowError, ValueError):
                return value
            return when.date().isoformat() if when.time() == datetime.time() else when.isoformat(timespec="seconds")
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else value

    def _parse(
        self,
        path: str,
        start: Callable[[str, Mapping[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Run through a part. Names come without their namespace: two of them are in use (18.2, and the strict one)."""
        parser = expat.ParserCreate()
        left = self._left

        def started(tag: str, given: dict[str, str]) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise ValueError(f"has more than {self._most:,} cells and the like, which is too much for a file of "
                                 "its size: copy its names into a new one")  # fmt: skip
            if ":" in tag:
                tag = tag.rpartition(":")[2]
            start(tag, {name.rpartition(":")[2]: value for name, value in given.items()} if given else given)

        def declared(*_: Any) -> None:  # no spreadsheet writes a document type
            raise ValueError("holds XML entities or a document type, which a workbook never needs")

        parser.buffer_text = True
        parser.StartElementHandler = started
        parser.StartDoctypeDeclHandler = declared
        if end is not None:
            parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
        if text is not None:
            parser.CharacterDataHandler = text
        with self._archive.open(path) as file:
            parser.ParseFile(file)
        self._left = left


class _Text:
    """The text of one cell: what stands in its elements t (or v), those of runs together, no phonetic ones."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._open = False
        self._phonetic = 0

    def clear(self) -> None:
        self._parts.clear()
        self._length = 0

    def start(self, tag: str) -> None:
        if tag == "rPh":
            self._phonetic += 1
        self._open = tag in ("t", "v") and not self._phonetic

    def end(self, tag: str) -> None:
        if tag == "rPh":
            self._phonetic -= 1
        self._open = False

    def more(self, text: str) -> None:
        if self._open:
            self._parts.append(text)
            self._length += len(text)
            if self._length > _LONGEST:
                raise ValueError(f"a cell has more than {_LONGEST:,} characters")

    def whole(self) -> str:
        text = "".join(self._parts)
        return _ESCAPED.sub(_unescaped, text) if "_x" in text else text


class _Reading:
    """A sheet on the way in."""

    def __init__(self, sheet: Sheet, text_of: Callable[[str, str, str], str]) -> None:
        self.sheet = sheet
        self.text = _Text()
        self._text_of = text_of
        self._row = self._place = 0
        self._cells: dict[int, str] = {}
        self._kind = self._style = ""
        self._formula = False

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "c":
            self._kind, self._style, self._formula = given.get("t", "n"), given.get("s", ""), False
            told = _CELL.fullmatch(given.get("r", ""))
            self._place = _column(told[1]) if told else self._place + 1
            self.text.clear()
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            told_row = given.get("r", "")
            self._row = int(told_row) if told_row.isdecimal() and len(told_row) < 9 else self._row + 1
            self._place, self._cells = -1, {}
        self.text.start(tag)

    def end(self, tag: str) -> None:
        self.text.end(tag)
        if tag == "c":
            self._end_cell()
        elif tag == "row" and self._cells:
            if len(self.sheet.rows) >= _MOST_ROWS:
                raise ValueError(f"sheet {self.sheet.title}: more than {_MOST_ROWS:,} rows")
            self.sheet.rows.append((self._row, self._cells))

    def _end_cell(self) -> None:
        text = self.text.whole()
        here = (self._row, self._place)
        if self._formula or self._kind == "e":
            if self._place < _MOST_COLUMNS:
                (self.sheet.formulas if self._formula else self.sheet.errors).add(here)
            else:
                self.sheet.beyond += 1
        elif text:
            if self._place < _MOST_COLUMNS:
                self._cells[self._place] = self._text_of(self._kind, self._style, text)
            else:
                self.sheet.beyond += 1


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _unescaped(found: re.Match[str]) -> str:
    letter = chr(int(found[1], 16))
    return found[0] if "\ud800" <= letter <= "\udfff" else letter


def _shows_date(code: str) -> bool:
    """Whether a number format shows a date or a time."""
    return bool(re.search("[dmyhs]", _UNDATED.sub("", code).lower()))

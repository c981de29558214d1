"""One concept as one row of cells: the columns of the glossary file, escaping, lists, forbidden names, morphology.

What stands in a cell is the same in a file, in a history, in a diff and in a table for other tools.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import methodcaller
from typing import Any

from aligner.glossary.concepts import KINDS, STATUSES, Concept, Forbidden, Morphology, Names
from aligner.languages import LANGUAGES

__all__ = [
    "COLUMNS",
    "FIELDS",
    "LIST_COLUMNS",
    "MOST_CHARACTERS",
    "CellError",
    "Columns",
    "cell_values",
    "check_direction",
    "from_row",
    "join_list",
    "read_morphology",
    "split_list",
    "to_row",
    "write_morphology",
]

FIELDS = ("", "admitted", "short", "acronym", "variants", "forbidden", "morphology")  # of a language
_LIST_FIELDS = ("admitted", "short", "variants", "forbidden", "morphology")
_FIRST = ("id", "kind", "gender", "domain", "status")
_LAST = ("context", "note", "source", "changed_by", "changed", "approved_by", "approved")
_NAME_COLUMNS = {
    code: tuple(f"{code}.{field}" if field else code for field in FIELDS) for code in ("en", "ar", "ru", *LANGUAGES)
}

COLUMNS: tuple[str, ...] = (*_FIRST, *(column for columns in _NAME_COLUMNS.values() for column in columns), *_LAST)
LIST_COLUMNS = frozenset({"context", *(f"{code}.{field}" for code in LANGUAGES for field in _LIST_FIELDS)})
MOST_CHARACTERS = 20_000  # of a cell

_ESCAPES = {"|": "|", "\\": "\\", "n": "\n", "t": "\t", "r": "\r", "=": "=", ",": ",", '"': '"', " ": " "}
_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)
_TO_ESCAPE = re.compile(r"[|\\\n\t\r]")
_ESCAPED = {"|": r"\|", "\\": r"\\", "\n": r"\n", "\t": r"\t", "\r": r"\r"}
_BAR = re.compile(r"((?:[^\\|]|\\.)*)(\||$)", re.DOTALL)
_EQUALS = re.compile(r"\\.|(?:^| )=(?= |$)", re.DOTALL)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# What turns the direction of the letters around it: a name with it is shown as another than it is.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ID = re.compile(r'\w[^\s|\\"\u202a-\u202e\u2066-\u2069]{0,199}')
_TAG = re.compile(r'[^\s:|\\",]*')
_PARTS = ("class", "number", "fixed", "confirmed")
_UNSAID = {"kind": "other", "status": "proposed"}  # where there is no such column
_NO_MORPHOLOGY = Morphology()
_BLANKS = methodcaller("strip", " ")  # a spreadsheet's or an editor's; other white space may be meant


class CellError(ValueError):
    """A cell that cannot be meant, or a text that no cell can hold."""

    def __init__(self, column: str, problem: str) -> None:
        super().__init__(f"column {column}: {problem}")
        self.column = column
        self.problem = problem


def split_list(cell: str) -> tuple[str, ...]:
    """The values of a cell, which stand with " | " between; ValueError for an escape that does not exist."""
    if not cell:
        return ()
    values = _values(cell)
    return tuple(map(_plain, values)) if "\\" in cell else tuple(values)


def join_list(texts: Iterable[str]) -> str:
    """The cell of several values; ValueError for a text that no cell can hold."""
    return " | ".join(_escaped(text) for text in texts)


def cell_values(column: str, cell: str) -> tuple[str, ...]:
    """What stands in a cell, value by value where the column is a list; the values are as in the file, escaped."""
    if column not in LIST_COLUMNS:
        return (cell,) if cell else ()
    return tuple(_values(cell))


def read_morphology(cell: str) -> Morphology:
    """What a cell such as `class:a_masc | gen:Касры | confirmed` says; ValueError where it cannot be read."""
    if not cell:
        return _NO_MORPHOLOGY
    declension = number = ""
    fixed: tuple[str, ...] = ()
    table: list[tuple[str, str]] = []
    confirmed = False
    for part in _values(cell):
        name, colon, rest = part.partition(":")
        name, rest = name.strip(" "), rest.strip(" ") if "\\" not in rest else _trimmed(rest)
        if part == "confirmed":
            confirmed = True
        elif not colon:
            raise ValueError(f'"{part}" has no colon: write class:..., number:..., fixed:..., TAG:FORM or confirmed')
        elif not rest:
            raise ValueError(f'nothing stands after "{name}:": fill it in or take it out')
        elif name == "class":
            declension = _tag(rest)
        elif name == "number":
            number = _known("number", rest, ("sg", "pl"))
        elif name == "fixed":
            fixed = tuple(_plain(_trimmed(word)) for word in re.findall(r"(?:[^\\,]|\\.)+", rest) if word.strip(" "))
        elif name == "confirmed":
            raise ValueError('"confirmed" stands alone, without a colon')
        else:
            table.append((_tag(name), _plain(rest)))
    return Morphology(declension, number, fixed, tuple(table), confirmed)


def write_morphology(morphology: Morphology) -> str:
    """The cell of a morphology, in the order class, number, fixed, forms, confirmed."""
    if morphology == _NO_MORPHOLOGY:
        return ""
    parts = [f"class:{_tag(morphology.declension)}"] if morphology.declension else []
    parts += [f"number:{_known('number', morphology.number, ('sg', 'pl'))}"] if morphology.number else []
    if morphology.fixed:
        parts.append("fixed:" + ", ".join(_escaped(word).replace(",", r"\,") for word in morphology.fixed))
    for tag, form in morphology.table:
        if tag in _PARTS:
            raise ValueError(f'no form can have the tag "{tag}"')
        parts.append(f"{_tag(tag)}:{_escaped(form)}")
    return " | ".join([*parts, "confirmed"] if morphology.confirmed else parts)


def check_direction(name: str) -> str:
    """The name; ValueError where a character in it turns the direction of writing. Joiners (U+200C, U+200D) do not."""
    if found := _TURNING.search(name):
        raise ValueError(f"U+{ord(found[0]):04X}, which nobody sees, turns the direction of writing: take it out")
    return name


def from_row(cells: Mapping[str, str]) -> Concept:
    """The concept of a row of cells. Unknown columns go to `extra`, missing ones are empty.

    Without a column `kind` it is of the kind "other"; without a column `status` it is proposed, since nobody has
    approved it. CellError says which column cannot be meant, and why.
    """
    return Columns([*cells]).concept([*cells.values()])


def to_row(concept: Concept) -> dict[str, str]:
    """Every column and its cell, the ones that Aligner does not know last; CellError where no cell can hold a text."""
    row = dict.fromkeys(COLUMNS, "")
    row |= {"id": _checked_id(concept.id), "kind": concept.kind, "gender": concept.gender, "status": concept.status}
    for column, known in (("kind", KINDS), ("gender", ("", "m", "f", "n")), ("status", STATUSES)):
        _in_column(column, _known, column, row[column], known)
    for column in ("domain", "note", "source", "changed_by", "changed", "approved_by", "approved"):
        row[column] = _in_column(column, _escaped_text, getattr(concept, column))
    row["context"] = _in_column("context", join_list, concept.context)
    for code, names in concept.names.items():
        if code not in _NAME_COLUMNS:
            raise CellError(code, f"is not a language that Aligner knows ({', '.join(LANGUAGES)})")
        for column, cell in zip(_NAME_COLUMNS[code], _name_cells(names), strict=True):
            row[column] = _in_column(column, check_direction, _in_column(column, cell))
    for column, text in concept.extra.items():
        row[column] = _in_column(column, _raw, text)
    for column, cell in row.items():
        if len(cell) > MOST_CHARACTERS:
            raise CellError(column, f"holds {len(cell):,} characters, more than {MOST_CHARACTERS:,}: shorten it")
    return row


class Columns:
    """The columns of one file or table, ready to make concepts of its rows."""

    def __init__(self, columns: Sequence[str], *, normal: bool = False) -> None:
        """`normal`: all cells are known to be in NFC."""
        place = {column: n for n, column in enumerate(columns)}
        none = len(columns)  # an empty cell is put there
        self._first = [place.get(column, none) for column in (*_FIRST, *_LAST)]
        self._names = [
            (code, [place.get(column, none) for column in wanted])
            for code, wanted in _NAME_COLUMNS.items()
            if any(column in place for column in wanted)
        ]
        self._kind, self._status = ("" if name in place else value for name, value in _UNSAID.items())
        self._extra = [(column, n) for n, column in enumerate(columns) if column not in COLUMNS]
        self._normal = normal

    def concept(self, row: Sequence[str]) -> Concept:
        """The concept of a row with a cell for each column; CellError says which cell is wrong and how."""
        cells = [*row, ""] if self._normal else [*map(_nfc, row), ""]
        if max(map(len, cells)) > MOST_CHARACTERS:
            raise CellError(self._longest(cells), f"longer than {MOST_CHARACTERS:,} characters: shorten it")
        first = [cells[n] for n in self._first]
        if "\\" in (joined := "\t".join((*first, ""))) or " \t" in joined:
            first = [
                cell if column == "context" else _in_column(column, _text, cell)
                for column, cell in zip((*_FIRST, *_LAST), first, strict=True)
            ]
        identity, kind, gender, domain, status, context, note, source, changed_by, changed, approved_by, approved = (
            first
        )
        kind, status = kind or self._kind, status or self._status
        if kind not in KINDS:
            raise CellError("kind", _unknown("kind", kind, KINDS))
        if status not in STATUSES:
            raise CellError("status", _unknown("status", status, STATUSES))
        if gender not in ("", "m", "f", "n"):
            raise CellError("gender", _unknown("gender", gender, ("m", "f", "n", "or empty")))
        names = {}
        for code, places in self._names:
            values = [cells[n] for n in places]
            if any(values):
                if _TURNING.search("\t".join(values)):
                    for column, cell in zip(_NAME_COLUMNS[code], values, strict=True):
                        _in_column(column, check_direction, cell)
                names[code] = _names(code, values)
        return Concept(
            _checked_id(identity),
            kind,
            names,
            gender,
            domain,
            status,
            _in_column("context", split_list, context) if context else (),
            note,
            source,
            changed_by,
            changed,
            approved_by,
            approved,
            {column: _unraw(cells[n]) for column, n in self._extra},
        )

    def _longest(self, cells: Sequence[str]) -> str:
        """The name of the column with the longest cell."""
        place = max(range(len(cells)), key=lambda n: len(cells[n]))
        named = dict(zip(self._first, (*_FIRST, *_LAST), strict=True)) | {n: column for column, n in self._extra}
        for code, places in self._names:
            named |= dict(zip(places, _NAME_COLUMNS[code], strict=True))
        return named[place]


def _names(code: str, values: Sequence[str]) -> Names:
    columns = _NAME_COLUMNS[code]
    preferred, admitted, short, acronym, variants, forbidden, morphology = values
    if "\\" in preferred or preferred.isspace():
        preferred = _in_column(columns[0], _text, preferred)
    if "\\" in acronym or acronym.isspace():
        acronym = _in_column(columns[3], _text, acronym)
    if not (admitted or short or variants or forbidden or morphology):
        return Names(preferred, acronym=acronym)
    try:
        return Names(
            preferred,
            split_list(admitted) if admitted else (),
            split_list(short) if short else (),
            acronym,
            split_list(variants) if variants else (),
            _read_forbidden(forbidden) if forbidden else (),
            read_morphology(morphology) if morphology else _NO_MORPHOLOGY,
        )
    except ValueError:  # rare: look again for the cell that it was
        readers = (split_list, split_list, split_list, _read_forbidden, read_morphology)
        cells = (admitted, short, variants, forbidden, morphology)
        for column, read, cell in zip(columns[1:3] + columns[4:], readers, cells, strict=True):
            _in_column(column, read, cell)
        raise


def _name_cells(names: Names) -> tuple[Any, ...]:
    """What makes each cell of a language, in the order of FIELDS; called one by one, so that errors name the column."""
    return (
        lambda: _escaped_text(names.preferred),
        lambda: join_list(names.admitted),
        lambda: join_list(names.short),
        lambda: _escaped_text(names.acronym),
        lambda: join_list(names.variants),
        lambda: " | ".join(_write_forbidden(entry) for entry in names.forbidden),
        lambda: write_morphology(names.morphology),
    )


def _read_forbidden(cell: str) -> tuple[Forbidden, ...]:
    entries = []
    for value in _values(cell):
        if "\\" not in value:  # most: nothing is escaped
            text, equals, reason = value.partition(" = ")
            if equals or "=" not in value:
                entries.append(Forbidden(text.rstrip(" "), reason.lstrip(" ")))
                continue
        found = next((one for one in _EQUALS.finditer(value) if not one[0].startswith("\\")), None)
        text, reason = (_trimmed(value[: found.start()]), _trimmed(value[found.end() :])) if found else (value, "")
        if not text:
            raise ValueError(f'no name stands before " = " in "{value}": write NAME = REASON')
        entries.append(Forbidden(_plain(text), _plain(reason)))
    return tuple(entries)


def _write_forbidden(entry: Forbidden) -> str:
    text = _escaped(entry.text).replace("=", r"\=")
    return f"{text} = {_escaped(entry.reason)}" if entry.reason else text


def _values(cell: str) -> list[str]:
    """The values of a cell, not yet unescaped, without the blanks around them; empty ones are left out."""
    if "\\" not in cell:
        return [value for value in map(_BLANKS, cell.split("|")) if value]
    values = [_trimmed(found[1]) for found in _BAR.finditer(cell) if found[1] or found[2]]
    if cell and sum(len(found[0]) for found in _BAR.finditer(cell)) != len(cell):
        raise ValueError(r'a "\" stands at the end: write \\ for a backslash')
    return [value for value in values if value]


def _trimmed(text: str) -> str:
    """Without blanks at the edges; a blank after a backslash stays."""
    if "\\" not in text:
        return text.strip(" ")
    text = text.lstrip(" ")
    cut = text.rstrip(" ")
    return text[: len(cut) + 1] if len(cut) < len(text) and (len(cut) - len(cut.rstrip("\\"))) % 2 else cut


def _text(cell: str) -> str:
    """The text of a cell that holds one; blanks alone are nothing."""
    return "" if not cell.strip(" ") else _plain(cell)


def _plain(text: str) -> str:
    return _nfc(_ESCAPE.sub(_unescape, text)) if "\\" in text else text


def _unescape(found: re.Match[str]) -> str:
    try:
        return _ESCAPES[found[1]]
    except KeyError:
        raise ValueError(rf'"{found[0]}" means nothing: write \\ for a backslash, \| for a bar') from None


def _escaped(text: str) -> str:
    """A value of a list; ValueError where it is empty, or has characters that no cell can hold."""
    if not text:
        raise ValueError("an empty value stands in a list: take it out")
    return _escaped_text(text)


def _escaped_text(text: str) -> str:
    if found := _UNWRITABLE.search(text):
        raise ValueError(f"U+{ord(found[0]):04X} is a control character: take it out")
    text = _TO_ESCAPE.sub(lambda found: _ESCAPED[found[0]], _nfc(text))
    if text.startswith(" "):
        text = f"\\{text}"
    if len(text) > 1 and text.endswith(" ") and text != "\\ ":
        text = f"{text[:-1]}\\ "
    return f"\\{text}" if text.startswith('"') else text


def _raw(text: str) -> str:
    """The cell of a column that Aligner does not know: as it is, but for what would end the cell."""
    if found := _UNWRITABLE.search(text):
        raise ValueError(f"U+{ord(found[0]):04X} is a control character: take it out")
    text = re.sub("[\n\t\r]", lambda found: _ESCAPED[found[0]], _nfc(text))
    return f"\\{text}" if text.startswith('"') else text


def _unraw(cell: str) -> str:
    return cell[1:] if cell.startswith('\\"') else cell


def _checked_id(text: str) -> str:
    if not _ID.fullmatch(text):
        shown = f'"{text[:60]}" cannot be an id' if text else "the id is empty"
        raise CellError(
            "id", f"{shown}: use letters, digits, - and . without blanks, at most 200, as in ahmed-al-sharaa"
        )
    return text


@lru_cache(1000)
def _tag(text: str) -> str:
    if not _TAG.fullmatch(text):
        raise ValueError(f'"{text}" cannot be a class or the tag of a form: it holds a blank or a mark')
    return text


def _known(what: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise ValueError(_unknown(what, value, known))
    return value


def _unknown(what: str, value: str, known: Sequence[str]) -> str:
    told = f'"{value[:60]}" is no {what}' if value else f"the {what} is empty"
    return f"{told}: write {', '.join(filter(None, known[:-1]))} or {known[-1].removeprefix('or ')}"


def _in_column(column: str, read: Any, *arguments: Any) -> Any:
    """What `read` gives; its ValueError becomes one that names the column."""
    try:
        return read(*arguments)
    except CellError:
        raise
    except ValueError as error:
        raise CellError(column, str(error)) from None


def _nfc(text: str) -> str:
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)

"""TMX as an input of a corpus, read as a stream: a file of any size takes the memory of its largest unit.

The files come from anywhere: declarations of entities are refused, so is what is nested or long beyond any use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from aligner import languages
from aligner.bitext import ORIGINS, STATES
from aligner.corpus.config import Input
from aligner.corpus.inputs_bitext import framed
from aligner.corpus.inputs_lines import Opened
from aligner.errors import InputError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["read_tmx"]

_ROWS = 20_000  # beads that are handed on at once
_PIECE = 1 << 16
_DEEPEST = 64
_LONGEST = 1 << 20  # characters of a unit
_CODES = ("bpt", "ept", "it", "ph", "ut")  # markup of the tool that wrote the file: no text
_XML_LANG = "xml:lang"
_REVISION = re.compile(r"[\w.-]{1,64}", re.ASCII)


@dataclass
class _Unit:
    """A translation unit as it is read."""

    number: int
    line: int
    id: str = ""
    source: str = ""  # its own srclang
    editor: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    note: str = ""
    texts: dict[str, list[str]] = field(default_factory=dict)  # code -> its variants


def read_tmx(path: Path, name: str, input: Input) -> Iterator[pl.DataFrame]:
    """The beads of a file: of each unit those of every pair of its languages.

    They are in the order in which the input names its languages; where it names none, the source of the unit is first.

    InputError where the file is not TMX, not well-formed, or holds entities.
    """
    reader = _Reader(path)
    rows: list[dict[str, Any]] = []
    with Opened(path) as file:
        while data := file.read(_PIECE):
            reader.feed(data)
            for unit in reader.taken():
                rows += _beads(unit, reader.source, name, input)
            while len(rows) >= _ROWS:
                yield _frame(rows[:_ROWS])
                del rows[:_ROWS]
        reader.feed(b"", last=True)
        for unit in reader.taken():
            rows += _beads(unit, reader.source, name, input)
    if rows:
        yield _frame(rows)


def _beads(unit: _Unit, source: str, name: str, input: Input) -> Iterator[dict[str, Any]]:
    first = unit.source or source
    wanted = input.languages or sorted(languages.LANGUAGES, key=lambda code: code != first)
    there = [code for code in wanted if code in unit.texts]
    own = unit.properties
    for one, other in combinations(there, 2):
        yield {
            "id": f"{name}#{unit.number:06d}:{one}-{other}",
            "document": own.get("x-document") or own.get("x-source-document") or _block(name, unit, input),
            "revision": own.get("x-revision", "") if _REVISION.fullmatch(own.get("x-revision", "")) else "",
            "position": unit.number,
            "line": unit.line,
            "source_language": one,
            "target_language": other,
            "source": [" ".join(unit.texts[one])],
            "target": [" ".join(unit.texts[other])],
            "origin": own.get("x-origin") if own.get("x-origin") in ORIGINS else input.origin,
            "engine": own.get("x-engine", ""),
            "state": own.get("x-state") if own.get("x-state") in STATES else "draft",
            "confidence": _number(own.get("x-confidence", "")),
            "editor": unit.editor if own.get("x-state") in ("accepted", "edited") else "",
            "note": unit.note,
            "place": f"{name}:{unit.line}",
        }


def _block(name: str, unit: _Unit, input: Input) -> str:
    return f"{name}/{unit.number // input.block:06d}"


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None


def _frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    import polars as pl

    from aligner import bitext

    kinds = {**bitext.schema(), "place": pl.String()}
    return framed({key: pl.Series(key, [row[key] for row in rows], dtype=kinds[key]) for key in rows[0]})


class _Reader:
    """The units of a TMX file while it is parsed."""

    def __init__(self, path: Path) -> None:
        self.source = ""  # of the header
        self._path = path
        self._open: list[str] = []  # the elements around
        self._units: list[_Unit] = []
        self._unit: _Unit | None = None
        self._number = 0
        self._length = 0  # characters of this unit
        self._code = ""  # language of this variant; "" for one that is none of ours
        self._text: list[str] | None = None
        self._skip = 0  # depth within markup of the tool
        self._kind = ""  # of the prop
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.EntityDeclHandler = self._refuse
        parser.SkippedEntityHandler = self._refuse
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def feed(self, data: bytes, *, last: bool = False) -> None:
        """More bytes of the file."""
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            raise self._wrong(f"not well-formed XML: {expat.ErrorString(error.code)}", error.lineno) from error
        except (LookupError, ValueError) as error:
            raise self._wrong(f"cannot be read: {error}") from error

    def taken(self) -> list[_Unit]:
        """The units that were finished since the last call."""
        units, self._units = self._units, []
        return units

    def _wrong(self, message: str, line: int = 0) -> InputError:
        return InputError(f"{self._path}:{line or self._parser.CurrentLineNumber}: {message}")

    def _refuse(self, *given: object) -> None:
        raise self._wrong("declares or uses XML entities, which a translation memory never needs: remove them")

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        if not self._open and element != "tmx":
            raise self._wrong(f"not TMX: its first element is {element[:40]!r}")
        if len(self._open) >= _DEEPEST:
            raise self._wrong(f"elements are nested more than {_DEEPEST} deep")
        self._open.append(element)
        if element == "header":
            self.source = _language(attributes.get("srclang", ""))
        elif element == "tu":
            self._unit = _Unit(
                self._number,
                self._parser.CurrentLineNumber,
                attributes.get("tuid", ""),
                _language(attributes.get("srclang", "")),
                attributes.get("changeid", ""),
            )
            self._number += 1
            self._length = 0
        elif element == "tuv":
            self._code = _language(attributes.get(_XML_LANG) or attributes.get("lang", ""))
        elif element == "seg" or (element in ("prop", "note") and self._open[-2:-1] == ["tu"]):
            self._text, self._kind = [], attributes.get("type", "")
        elif element in _CODES and self._text is not None:
            self._skip += 1

    def _data(self, data: str) -> None:
        if self._text is None or self._skip:
            return
        self._length += len(data)
        if self._length > _LONGEST:
            raise self._wrong(
                f"a unit of more than {_LONGEST >> 20} million characters is no translation of a sentence"
            )
        self._text.append(data)

    def _end(self, element: str) -> None:
        self._open.pop()
        if element in _CODES and self._skip:
            self._skip -= 1
        unit = self._unit
        if unit is None:
            return
        if element == "tu":
            self._units.append(unit)
            self._unit = None
        elif element in ("seg", "prop", "note") and self._text is not None and self._open[-1:] in (["tu"], ["tuv"]):
            text, self._text = "".join(self._text), None
            text = re.sub(r"\s*[\r\n]\s*", " ", text).strip()  # line breaks are layout
            if element == "seg" and self._code:
                unit.texts.setdefault(self._code, []).append(text)
            elif element == "prop":
                unit.properties[self._kind] = text
            elif element == "note":
                unit.note = f"{unit.note}; {text}" if unit.note else text


def _language(tag: str) -> str:
    """The code of one of our languages in a tag such as "en-US"; "" for any other."""
    code = re.split(r"[-_]", tag.strip().lower())[0]
    return code if code in languages.LANGUAGES else ""

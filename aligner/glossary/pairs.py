"""Translations to be checked, from where they are: bitexts, TMX, two files with a sentence a line."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from aligner import languages
from aligner.bitext import Bitext
from aligner.errors import InputError
from aligner.languages.scripts_of import script_share

__all__ = ["Pair", "Place", "in_their_languages", "read_bitext", "read_pairs", "read_tmx", "read_two"]

_MOST_BYTES = 512 * 2**20
_SAMPLE = 200_000  # characters that tell in what script a file is
_STRAY = 0.05  # of the letters of a text may be in another script: names left as they were
_TELLING = 20  # letters of one side; fewer may be a name that is written so in every language
_INLINE_CODE = ("bpt", "ept", "it", "ph", "ut")  # what stands in these is markup of another format, no text
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text begins in its file; lines and columns count from 1, columns in characters."""

    file: Path
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation."""

    source: str
    target: str
    source_language: str
    target_language: str
    document: str  # those of one document are checked together
    source_place: Place
    target_place: Place
    about: str = ""  # which line of which report it is, where the file is not the report itself


def read_pairs(path: Path, *, source: str = "", target: str = "") -> Iterator[Pair]:
    """The pairs of a bitext (.jsonl, .parquet) or a TMX (.tmx), by the name of the file.

    InputError, one line, for a file that is damaged, too large, hostile, or of another kind.
    """
    if path.suffix in (".jsonl", ".parquet"):
        return read_bitext(path, source=source, target=target)
    if path.suffix.lower() == ".tmx":
        return read_tmx(path, source=source, target=target)
    raise InputError(
        f"{path}: is no bitext (.jsonl, .parquet) and no .tmx: give a text with its translation as --against, "
        "and --from and --to"
    )


def read_bitext(path: Path, *, source: str = "", target: str = "") -> Iterator[Pair]:
    """The beads of a bitext. The line is that of the .jsonl file (of a .parquet file: the row)."""
    for number, bead in enumerate(Bitext.read(path), 1):
        if source in ("", bead.source_language) and target in ("", bead.target_language):
            place = Place(path, number)
            yield Pair(
                bead.source_text,
                bead.target_text,
                bead.source_language,
                bead.target_language,
                bead.document,
                place,
                place,
                f"{bead.document}:{bead.line}" if bead.document and bead.line else bead.document,
            )


def read_two(path: Path, against: Path, source: str, target: str) -> Iterator[Pair]:
    """Two files with a text and its translation on the same lines. InputError where one is longer."""
    if source == target:
        raise InputError(f"--from and --to are both {source}: what is the language of {against}?")
    for number, (ours, theirs) in enumerate(zip_longest(_lines(path), _lines(against)), 1):
        if ours is None or theirs is None:
            shorter, longer = (path, against) if ours is None else (against, path)
            raise InputError(f"{shorter}: ends before line {number}, {longer} goes on: they must answer line by line")
        if ours.strip() or theirs.strip():
            yield Pair(ours, theirs, source, target, path.name, Place(path, number), Place(against, number))


def in_their_languages(pairs: Sequence[Pair]) -> None:
    """InputError where the texts of a file have the letters of another language: two files exchanged, a wrong --to."""
    texts: dict[tuple[Path, str, bool], list[str]] = {}
    for pair in pairs:
        texts.setdefault((pair.source_place.file, pair.source_language, True), []).append(pair.source)
        texts.setdefault((pair.target_place.file, pair.target_language, False), []).append(pair.target)
    wrong = {key: script for key, lines in texts.items() if (script := _foreign(" ".join(lines), key[1]))}
    for (path, language, is_source), script in wrong.items():
        for (other, theirs, side), other_script in wrong.items():
            if is_source and not side and _script(language) == other_script and _script(theirs) == script:
                if path == other:
                    raise InputError(f"{path}: what it calls {_name(language)} is {_name(theirs)}, and the other way")
                raise InputError(
                    f"{path}: is {_name(theirs)}, not {_name(language)}, and {other} is {_name(language)}: exchange "
                    "--from and --to, or the files"
                )
        if sum(map(_letters, texts[path, language, is_source])) >= _TELLING:
            option = "--from" if is_source else "--to"
            raise InputError(
                f"{path}: is not {_name(language)}: its letters are {script}: give the right file, or another {option}"
            )


def _foreign(text: str, language: str) -> str:
    """The script of nearly all letters of a text where it is not that of the language; else ""."""
    shares = script_share(text[:_SAMPLE])
    script = max(shares, key=lambda name: shares[name])
    own = shares[_script(language)]
    return script if own < _STRAY and shares[script] > 1 - 2 * _STRAY else ""


def _script(language: str) -> str:
    return languages.get(language).script


def _name(language: str) -> str:
    return languages.get(language).name


def _letters(text: str) -> int:
    return sum(one.isalpha() for one in text)


def _lines(path: Path) -> Iterator[str]:
    content = _content(path)
    if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise InputError(f"{path}: is UTF-16: save it as UTF-8 (in the editor: Save as, encoding UTF-8)")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 text (byte {error.start:,}): save it as UTF-8") from error
    yield from text.splitlines()


def read_tmx(path: Path, *, source: str = "", target: str = "") -> Iterator[Pair]:
    """The units of a TMX: from its source language (or `source`) to each other known one (or `target`).

    The line and column are those of the <seg>.
    """
    root = _parsed(path)
    header = root.find("header")
    mother = source or _code(header.get("srclang", "") if header is not None else "")
    for unit in root.iter("tu"):
        variants = [(_code(variant.get(_LANG) or variant.get("lang") or ""), variant.find("seg")) for variant in unit]
        known = {code: seg for code, seg in variants if code and seg is not None}
        first = mother if mother in known else "" if source else next(iter(known), "")
        for code, seg in known.items():
            if first and code != first and target in ("", code):
                yield Pair(
                    _text(known[first]),
                    _text(seg),
                    first,
                    code,
                    path.name,
                    _place(path, known[first]),
                    _place(path, seg),
                )


class _Lined(TreeBuilder):
    """Notes where each <seg> begins."""

    parser: Any = None

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        if tag == "seg":
            column = self.parser.CurrentColumnNumber + len("<seg>") + 1
            attrs = {**attrs, "_line": str(self.parser.CurrentLineNumber), "_column": str(column)}
        return super().start(tag, attrs)


def _parsed(path: Path) -> Element:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    builder = _Lined()
    parser = DefusedXMLParser(target=builder, forbid_dtd=False)  # a DOCTYPE is usual in TMX; entities are refused
    builder.parser = parser.parser
    try:
        parser.feed(_content(path))
        root: Element = parser.close()
    except DefusedXmlException as error:
        raise InputError(f"{path}: holds XML entities, which no TMX needs ({type(error).__name__})") from error
    except (ParseError, LookupError, ValueError) as error:
        raise InputError(f"{path}: is not well-formed XML: {error}") from error
    if root.tag != "tmx":
        raise InputError(f"{path}: is no TMX: its first element is {root.tag!r}")
    return root


def _code(text: str) -> str:
    code = text.strip().lower().replace("_", "-").split("-")[0]
    return code if code in languages.LANGUAGES else ""


def _text(seg: Element) -> str:
    parts = [seg.text or ""]
    for child in seg:
        if child.tag not in _INLINE_CODE:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _place(path: Path, seg: Element) -> Place:
    return Place(path, int(seg.get("_line", "1")), int(seg.get("_column", "1")))


def _content(path: Path) -> bytes:
    try:
        if (size := path.stat().st_size) > _MOST_BYTES:
            raise InputError(f"{path}: {size >> 20} MB: at most {_MOST_BYTES >> 20} MB are read")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {os.strerror(error.errno or 0)}") from error

"""The forms of many names compiled into bytes: what the matcher searches, in memory or in a cache file."""

from __future__ import annotations

import sys
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from mmap import mmap
from typing import NamedTuple
from zlib import crc32

from aligner import languages
from aligner.glossary.concepts import ROLES, Concept
from aligner.glossary.forms import Term, terms
from aligner.glossary.match_words import WordReader, cut
from aligner.languages.names import Form

__all__ = [
    "FormRecord",
    "Shard",
    "TermRecord",
    "capitals_of",
    "compile_shard",
    "hash_of",
    "is_head",
    "letters_of",
    "pattern_of",
]

_MAGIC = b"aligner forms 1\n"
_SECTIONS = 5  # hashes of patterns, what each holds, where its forms are, hashes of beginnings, the forms
_NAMES, _LOCAL = 1, 2  # what a row holds: names, forms that only a document tells of
_HEAD = len(_MAGIC) + 8 * _SECTIONS
_MODIFIERS = frozenset("ʿʾʻʽʼ")
_ROLES = {role: str(number) for number, role in enumerate(ROLES)}
_PARTS = {"full": "f", "surname": "s", "given": "g", "patronymic": "p"}
_ROLE_OF = {code: role for role, code in _ROLES.items()}
_PART_OF = {code: part for part, code in _PARTS.items()}


class TermRecord(NamedTuple):
    """A name of a concept; see `forms.Term`."""

    text: str
    role: str
    part: str


class FormRecord(NamedTuple):
    """A form of a name: whose, which, and what it may be."""

    concept: int  # number in the shard
    term: TermRecord
    tags: tuple[str, ...]
    guess: bool  # whether all of them are guesses
    capitals: str  # what a text must write in capitals, a character a word; see `capitals_of`
    text: str


def hash_of(pattern: str) -> int:
    """What a pattern is found by, 32 bits; who finds it compares the pattern."""
    return crc32(pattern.encode())


def pattern_of(text: str, reader: WordReader) -> list[str]:
    """Words and gaps of a form in turn, plain, from the first word to the last; [] where there is nothing to find."""
    pieces = cut(text)
    parts = [reader.plain(piece) if place % 2 else reader.gap(piece) for place, piece in enumerate(pieces)][1:-1]
    while parts and not parts[0].strip("'"):  # an apostrophe alone is no word
        del parts[:2]
    while parts and not parts[-1].strip("'"):
        del parts[-2:]
    return parts if all(parts) else []


def compile_shard(concepts: Sequence[Concept], language: str) -> bytes:
    """All forms of all names of the concepts in a language."""
    reader = WordReader(languages.get(language))
    cased = languages.get(language).script != "Arabic"
    patterns: dict[str, tuple[list[str], list[str]]] = {}  # the names, and what only the document tells of
    beginnings: set[int] = set()
    for number, concept in enumerate(concepts):
        for term in terms(concept, language, spellings=True):
            kind = _ROLES[term.role] + _PARTS[term.part]
            name = _line(term.text)
            for text, tags in _forms_by_text(term):
                parts = pattern_of(text, reader)
                if not parts:
                    continue
                beginnings.update(hash_of("".join(parts[:end])) for end in range(1, len(parts), 2))
                local = term.part == "given" or is_head(tags)
                line = f"{number}\t{kind}\t{tags}\t{capitals_of(text, term) if cased else ''}\t{text}"
                line += f"\t{name}" if name != text else ""
                patterns.setdefault("".join(parts), ([], []))[local].append(line)
    order = sorted((hash_of(pattern), pattern) for pattern in patterns)
    holds = bytes(_NAMES * bool(patterns[one][0]) + _LOCAL * bool(patterns[one][1]) for _, one in order)
    forms = [_row(pattern, *patterns.pop(pattern)) for _, pattern in order]
    sections = (
        _numbers("I", (hashed for hashed, _ in order)),
        holds,
        _numbers("Q", accumulate(map(len, forms), initial=0)),
        _numbers("I", sorted(beginnings)),
        b"".join(forms),
    )
    return _MAGIC + _numbers("Q", map(len, sections)) + b"".join(sections)


def _row(pattern: str, names: list[str], local: list[str]) -> bytes:
    return ("\n".join((pattern, *names)) + "\0" + "".join(f"\n{line}" for line in local) + "\n").encode()


def is_head(tag: str) -> bool:
    """Whether a form is the head noun alone, as texts use it after the full name: the ministry."""
    return "head" in tag


def _forms_by_text(term: Term) -> Iterator[tuple[str, str]]:
    """Each text with its tags; those that are sure first, and alone a text that is a guess in all of them has "?"."""
    tags: dict[str, list[Form]] = {}
    for form in term.stems():
        tags.setdefault(_line(form.text), []).append(form)
    for text, found in tags.items():
        mark = "?" if all(form.guess for form in found) else ""
        yield text, mark + " ".join(form.tag for form in found)


def capitals_of(text: str, term: Term) -> str:
    """What a text must write in capitals, a character a word: "-" nothing, "A" the first letter, "X" just as here.

    Names of persons and places as the glossary has them, acronyms exactly (US and us), other names in any case
    ("Ministry of Defence", "ministry of defence") but for a single word (Parliament).
    """
    words = [word for word in cut(text)[1::2] if word.strip("'’‘ʼ`´")]
    strict = term.facts.kind in ("person", "place") or term.part != "full" or len(words) == 1
    return "".join(_capital(letters_of(word), strict, term.role == "acronym") for word in words)


def _capital(letters: str, strict: bool, acronym: bool) -> str:
    if letters[:1].isupper() and (letters[:2].isupper() if len(letters) > 1 else acronym):
        return "X"
    return "A" if strict and letters[:1].isupper() else "-"


def letters_of(word: str) -> str:
    """The letters of a word without marks, hyphens that are not seen and the like."""
    if word.isalpha() and _MODIFIERS.isdisjoint(word):
        return word
    return "".join(one for one in unicodedata.normalize("NFC", word) if one.isalpha() and one not in _MODIFIERS)


def _line(text: str) -> str:
    return " ".join(text.split())


def _numbers(code: str, values: Iterable[int]) -> bytes:
    """Numbers as bytes, little-endian, of the width that `array` gives this type code."""
    found = array(code, values)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


def _read_numbers(code: str, data: bytes) -> array[int]:
    found = array(code)
    found.frombytes(data)
    if sys.byteorder == "big":
        found.byteswap()
    return found


class Shard:
    """Compiled forms, read where they lie. ValueError where the bytes are no such thing or not whole."""

    def __init__(self, data: bytes | mmap) -> None:
        if data[: len(_MAGIC)] != _MAGIC or len(data) < _HEAD:
            raise ValueError("not a file of compiled forms")
        places = list(accumulate(_read_numbers("Q", data[len(_MAGIC) : _HEAD]), initial=_HEAD))
        if places[-1] != len(data):
            raise ValueError("a file of compiled forms that is not whole")
        self._data = data
        self.hashes = _read_numbers("I", data[places[0] : places[1]])  # of the patterns, in order
        self._holds = data[places[1] : places[2]]
        self._form_places = _read_numbers("Q", data[places[2] : places[3]])
        self.beginnings = _read_numbers("I", data[places[3] : places[4]])  # hashes, in order
        self._forms = places[4]

    def has_names(self, row: int) -> bool:
        """Whether there are names in a row."""
        return bool(self._holds[row] & _NAMES)

    def has_local(self, row: int) -> bool:
        """Whether there are forms in a row that only a document tells of: given names alone, head nouns alone."""
        return bool(self._holds[row] & _LOCAL)

    def names(self, row: int, pattern: str) -> list[FormRecord]:
        """The names in a row; [] where the row is that of another pattern with the same hash."""
        places = self._form_places
        data = self._data[self._forms + places[row] : self._forms + places[row + 1]]
        first, *lines = data[: data.index(b"\0")].decode().split("\n")
        return list(map(_record, lines)) if first == pattern else []

    def local_forms(self, row: int, pattern: str, concept: int) -> Iterator[FormRecord]:
        """What only a document tells of in a row, of one concept; nothing where it is the row of another pattern."""
        begin, end = self._local(row)
        first = pattern.encode()
        there = self._forms + self._form_places[row]
        if self._data[there : there + len(first)] != first or self._data[there + len(first)] not in b"\n\0":
            return
        wanted = b"\n%d\t" % concept
        while (begin := self._data.find(wanted, begin, end)) >= 0:
            stop = self._data.find(b"\n", begin + 1, end)
            yield _record(self._data[begin + 1 : stop].decode())
            begin = stop

    def local_concepts(self, row: int) -> set[int]:
        """Whose they are."""
        start, end = self._local(row)
        return {int(line[: line.index(b"\t")]) for line in self._data[start:end].split(b"\n")[1:-1]}

    def _local(self, row: int) -> tuple[int, int]:
        """Where the bytes of these forms are: each between two line feeds."""
        start, end = self._forms + self._form_places[row], self._forms + self._form_places[row + 1]
        return self._data.find(b"\0", start, end) + 1, end


def _record(line: str) -> FormRecord:
    concept, kind, tags, capitals, text, *name = line.split("\t")
    term = TermRecord(name[0] if name else text, _ROLE_OF[kind[0]], _PART_OF[kind[1]])
    return FormRecord(int(concept), term, _tags(tags), tags[:1] == "?", capitals, text)


@lru_cache(maxsize=4096)
def _tags(tags: str) -> tuple[str, ...]:
    """One tuple for all forms with the same tags: there are few different ones."""
    return tuple(tags.removeprefix("?").split(" "))

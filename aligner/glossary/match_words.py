"""Words as the matcher sees them: where each stands in a text, its plain form, what may be taken off its ends."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from aligner import languages
from aligner.languages.base import Language

__all__ = ["Head", "Tail", "Word", "WordReader", "cut", "reader_of"]

# Vowel marks, soft hyphens, joiners and bidi marks are no end of a word, nor is an apostrophe: Shara'a, O'Neill.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
)
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_APOSTROPHES = "'’‘ʼ‛′`´＇ꞌʿʾʻʽ"
_WORD = re.compile(rf"([\w{_MARKS}{_UNSEEN}{_APOSTROPHES}]+)")
_TATWEEL = "ـ"
_MARKED = "\uffff"


def cut(text: str) -> list[str]:
    """What stands between words (even places) and the words (odd places) of a text."""
    return _WORD.split(text.replace("_", "|"))  # an underscore is a letter for `re`, for us it is none


class Head(NamedTuple):
    """A place where a name may begin in a word: after `before`, the clitics, at character `start` of the original."""

    place: int  # in the plain form
    start: int
    before: str


class Tail(NamedTuple):
    """A place where a name may end in a word."""

    place: int  # in the plain form
    end: int  # in the original, vowel marks of the last letter included
    after: str
    outer: int  # and where its clitics end


_WHOLE = Head(0, 0, "")


class Word(NamedTuple):
    """A word of a text."""

    raw: str
    plain: str
    heads: tuple[Head, ...]
    tails: tuple[Tail, ...]
    outer_start: int  # where the first seen character is

    @property
    def capital(self) -> bool:
        """Whether its first letter is a capital."""
        return next((one.isupper() for one in self.raw if one.isalpha()), False)


class _Letters(dict[int, str]):
    """The plain form of each character; that of a mark which changes the letter before it is `_MARKED`."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __missing__(self, code: int) -> str:
        beside = self._language.normal_form(f"x{chr(code)}x").text
        plain = self[code] = beside[1:-1] if beside[:1] == beside[-1:] == "x" and chr(code).strip() else _MARKED
        return plain


class WordReader:
    """Reads the words and gaps of one language; what it has read before it remembers."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._before: dict[str, list[str]] = {}  # clitics by their first letter
        for clitic in language.naming.before:
            self._before.setdefault(clitic[:1], []).append(clitic)
        self._after = language.naming.after
        self._gaps: dict[str, str] = {}
        self._letters = _Letters(language)
        self._plain: dict[str, str] = {}

    def gap(self, raw: str) -> str:
        """The plain form of what stands between two words; "" stands for what no name has in it."""
        plain = self._gaps.get(raw)
        if plain is None:
            if len(self._gaps) > 50_000:
                self._gaps.clear()
            plain = self._gaps[raw] = self._plain_gap(raw)
        return plain

    def _plain_gap(self, raw: str) -> str:
        lines = raw.count("\n")
        if lines > 1 or "\u2029" in raw:
            return ""  # a new paragraph
        plain = self._language.normal_form(f"x{raw}x").text[1:-1].replace('"', "")
        plain = re.sub(" +", " ", plain)
        return "-" if plain == "- " and lines else plain  # a line broken after a hyphen

    def plain(self, raw: str) -> str:
        """The plain form of a word."""
        plain = self._plain.get(raw)
        if plain is None:
            plain = raw.translate(self._letters)
            if _MARKED in plain:
                plain = self._language.normal_form(raw).text
            if len(self._plain) > 100_000:
                self._plain.clear()
            self._plain[raw] = plain
        return plain

    def word(self, raw: str) -> Word:
        """The word, with all the ways to take something off its ends."""
        plain = self.plain(raw)
        if _is_plain(raw, plain):
            return self._letters_only(raw, plain)
        form = self._language.normal_form(raw)
        plain, offsets = form.text, form.offsets
        if not plain:
            return Word(raw, "", (), (), 0)
        first = len(plain) - len(plain.lstrip("'"))
        heads = [Head(place, offsets[place], "") for place in sorted({0, first}) if place < len(plain)]
        for clitic in self.clitics(plain[first:]):
            place = first + len(clitic)
            heads.append(Head(place, offsets[place], clitic))
        last = len(plain.rstrip("'"))
        tails = []
        for place in sorted({len(plain), last} - {0}):
            end = _end(raw, offsets[place - 1] + 1)
            tails.append(Tail(place, end, "", end))
            for clitic in self._after:
                bare = place - len(clitic)
                if bare > 0 and plain.endswith(clitic, 0, place):
                    tails.append(Tail(bare, _end(raw, offsets[bare - 1] + 1), clitic, end))
        return Word(raw, plain, tuple(heads), tuple(tails), offsets[first] if first < len(plain) else 0)

    def tails(self, raw: str) -> tuple[Tail, ...]:
        """The ways to take something off its end."""
        plain = self.plain(raw)
        if _is_plain(raw, plain) and not self._after_letters(plain):
            return _tails_of(len(raw))
        return self.word(raw).tails

    def _after_letters(self, plain: str) -> bool:
        return any(plain.endswith(clitic) for clitic in self._after)

    def _letters_only(self, raw: str, plain: str) -> Word:
        size = len(raw)
        clitics = self.clitics(plain)
        heads = (_WHOLE, *(Head(len(clitic), len(clitic), clitic) for clitic in clitics)) if clitics else (_WHOLE,)
        tails = _tails_of(size)
        for clitic in self._after:
            if size > len(clitic) and plain.endswith(clitic):
                tails = (*tails, Tail(size - len(clitic), size - len(clitic), clitic, size))
        return Word(raw, plain, heads, tails, 0)

    def clitics(self, plain: str) -> list[str]:
        """The clitics that a plain word may begin with."""
        first = self._before.get(plain[:1])
        return [one for one in first if plain.startswith(one) and len(plain) > len(one)] if first else []


@lru_cache(maxsize=8)
def reader_of(language: str) -> WordReader:
    """The one reader of a language: what it remembers is the same for every glossary."""
    return WordReader(languages.get(language))


def _is_plain(raw: str, plain: str) -> bool:
    """Whether each character of a word is a letter and stands for itself."""
    return len(plain) == len(raw) and raw.isalpha() and _TATWEEL not in raw and "'" not in plain


@lru_cache(maxsize=256)
def _tails_of(size: int) -> tuple[Tail, ...]:
    return (Tail(size, size, "", size),)


def _end(raw: str, place: int) -> int:
    """The place after the marks that sit on the letter before it."""
    while place < len(raw) and (raw[place] == _TATWEEL or unicodedata.category(raw[place]) == "Mn"):
        place += 1
    return place

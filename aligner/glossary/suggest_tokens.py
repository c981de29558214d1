"""Words of a text with what the search for names has to know of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["CASE_ENDING", "Seen", "Token", "has_small_opening", "seen_words", "stem_of", "tokens_of"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text."""

    text: str
    start: int
    end: int
    plain: str  # small letters, without possessive
    capital: bool
    opening: bool  # it begins a sentence, or what is like one


_LETTER = "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0400-\u052f\u1e00-\u1eff]"  # Latin and Cyrillic
_TOKEN = re.compile(rf"{_LETTER}\.(?:{_LETTER}\.)+|{_LETTER}+(?:[-‑'’ʿʾ.&]{_LETTER}+)*['’]?")
_POSSESSIVE = re.compile(r"['’](?:s)?$", re.IGNORECASE)
_SMALL_OPENING = re.compile(
    r"(?:(?:al|el|as|ash|ad|an|ar|at|az|adh|ath|es|esh|ed|en|er|et|ez|ul|d|l|of|bin)[-'’]|(?:[аэ]ль|[аэ][сшднртз])[-‑]|"
    r"д['’])(?=[^\W\d_])",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:^|[.!?…:;]|[\"“„«(\[–—•*#>]|[.!?][\"”»)]+)\s*[\"“„«'‘(\[]*\s*$")
CASE_ENDING = re.compile(
    r"(?<=[^\W\d_]{2})(?:ого|его|ому|ему|ами|ями|ыми|ими|[аяуюеыиоэ]|ом|ем|ём|ой|ей|ам|ям|ах|ях|ым|им)$"
)


def tokens_of(text: str, language: str) -> list[Token]:
    """The words of a text in order."""
    found = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        bare = _POSSESSIVE.sub("", word) if language == "en" else word.rstrip("'’")
        opening = _SMALL_OPENING.match(bare)
        letters = bare[opening.end() :] if opening and bare[0].islower() else bare
        start = match.start()
        found.append(
            Token(
                bare,
                start,
                start + len(bare),
                bare.casefold(),
                bool(letters) and letters[0].isupper(),
                bool(_OPENS.search(text[max(0, start - 12) : start])) if start else True,
            )
        )
    return found


def has_small_opening(word: str) -> bool:
    """Whether a word begins with an article or the like before its capital: al-Mardini, аш-Шараа."""
    return bool(_SMALL_OPENING.match(word))


@dataclass(frozen=True)
class Seen:
    """How words are written in all the texts of a language: small, or with a capital where nothing asks for one."""

    small: Counter[str]
    capital: Counter[str]


def seen_words(texts: Iterable[str], language: str) -> Seen:
    """Count the words of texts; those that begin a sentence tell nothing."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        for token in tokens_of(text, language):
            if not token.capital:
                small[token.plain] += 1
            elif not token.opening:
                capital[stem_of(token.plain, language)] += 1
    return Seen(small, capital)


def stem_of(word: str, language: str) -> str:
    """A word in small letters without its Russian case ending."""
    return CASE_ENDING.sub("", word) if language == "ru" else word

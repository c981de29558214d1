"""Finding words again in a translation where they may be inflected (Russian endings) or carry clitics (Arabic)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from aligner.languages.base import Span

__all__ = ["find_phrase", "whole_words", "words_of"]

# Letters and digits, with the vowel marks, tatweel, hyphens and apostrophes between them.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0640\u064b-\u065f\u0670_]|['’-](?=[^\W_]))*")
_CLITICS = ("وبال", "وكال", "فبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ك", "ل")
_SAME_LETTER = str.maketrans({"ё": "е", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "\u0640": None})
_LONGEST_LOOSE = 12  # words; longer phrases are looked for word by word only


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words of a stretch of text."""
    return [
        Span(match.start(), match.end()) for match in _WORD.finditer(text, start, len(text) if end is None else end)
    ]


def whole_words(text: str, span: Span, within: Span) -> Span:
    """A span widened to the ends of the words that it cuts, but not out of `within`; hyphens part words here."""
    start, end = span
    if _is_letter(text[start]):
        while start > within.start and _is_letter(text[start - 1]):
            start -= 1
    if _is_letter(text[end - 1]):
        while end < within.end and _is_letter(text[end]):
            end += 1
    return Span(start, end)


def find_phrase(phrase: str, text: str, within: Span, expected: float, *, clitics: bool = False) -> list[Span]:
    """Where a phrase, translated alone, stands in a translation: the best places first, whole words, none if unsure.

    `expected` (0 to 1) is where in `within` it would stand if the order of words were kept; of equally good places
    the nearest comes first. `clitics` lets words differ by the Arabic ones.
    """
    wanted = [_even(word.of(phrase)) for word in words_of(phrase)]
    places = words_of(text, *within)
    if not wanted or not places:
        return []
    there = [_even(word.of(text)) for word in places]
    scored = [
        (_in_order(wanted, there[i : i + len(wanted)], clitics), i, len(wanted))
        for i in range(len(there) - len(wanted) + 1)
    ]
    scored = [entry for entry in scored if entry[0] > 0]
    if not scored and 3 <= len(wanted) <= _LONGEST_LOOSE:
        scored = [
            (score, i, size)
            for size in (len(wanted), len(wanted) - 1, len(wanted) + 1)
            for i in range(len(there) - size + 1)
            if (score := _loosely(wanted, there[i : i + size], clitics)) >= 0.7
        ]
    length = max(within.end - within.start, 1)

    def rank(entry: tuple[float, int, int]) -> tuple[float, float]:
        return -entry[0], abs((places[entry[1]].start - within.start) / length - expected)

    return [Span(places[i].start, places[i + size - 1].end) for _, i, size in sorted(scored, key=rank)]


def _is_letter(character: str) -> bool:
    return character.isalnum() or character in "_\u0640" or unicodedata.combining(character) > 0


def _even(word: str) -> str:
    """A word without case, vowel marks and the spelling variants of single letters."""
    bare = "".join(c for c in unicodedata.normalize("NFC", word) if unicodedata.category(c) != "Mn")
    return bare.casefold().translate(_SAME_LETTER)


def _in_order(wanted: Sequence[str], there: Sequence[str], clitics: bool) -> float:
    """The mean likeness of words compared one by one; 0 as soon as one pair differs."""
    total = 0.0
    for one, other in zip(wanted, there, strict=True):
        score = _likeness(one, other, clitics)
        if not score:
            return 0.0
        total += score
    return total / len(wanted)


def _loosely(wanted: Sequence[str], there: Sequence[str], clitics: bool) -> float:
    """The share of words in common, in order (longest common subsequence), where the last or the first one agrees."""
    if not (_likeness(wanted[0], there[0], clitics) and _likeness(wanted[-1], there[-1], clitics)):
        return 0.0
    row = [0.0] * (len(there) + 1)
    for one in wanted:
        above = row
        row = [0.0]
        for j, other in enumerate(there):
            row.append(max(above[j] + _likeness(one, other, clitics), above[j + 1], row[j]))
    return row[-1] / max(len(wanted), len(there))


def _likeness(one: str, other: str, clitics: bool) -> float:
    """1 for the same word, less for what looks like another form of it, 0 for another word."""
    if one == other:
        return 1.0
    if any(character.isdigit() for character in one + other):
        return 0.0
    if clitics:
        bare = _without_clitics(one) & _without_clitics(other)
        if any(len(stem) >= 3 for stem in bare):
            return 0.9
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    longest = max(len(one), len(other))
    if shared >= 3 and longest - shared <= 3 and shared >= 0.6 * longest:
        return 0.8
    return 0.0


def _without_clitics(word: str) -> set[str]:
    return {word, *(word[len(clitic) :] for clitic in _CLITICS if word.startswith(clitic))}

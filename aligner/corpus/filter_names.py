"""The filter of names: a name of one side is heard on the other, or translated there; none stands for another.

A name that has no counterpart is common in good translations (a pronoun or an office stands for it); a name without a
counterpart on each side is a name that was exchanged.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from aligner.corpus.filter_base import Filter, Reading, at_least
from aligner.corpus.filter_words import Word, words_of
from aligner.languages.transliteration_keys import similarity

if TYPE_CHECKING:
    import polars as pl

    from aligner.corpus.filter_base import Glosses

__all__ = ["LONE_NAMES", "NAMES", "Names"]

_NEAR = 62.0  # likeness of consonants, 0 to 100, below which two words are not compared in full
_CLEAR = 84.0  # from which they are one name at first hearing
_CANDIDATES = 2  # nearest words that are
_ALIKE = 0.5  # likeness of sound up to which two names are quite different
_SAME = 0.78  # from which they are one
_LEAST = 0.06  # a word that is less surely a name is passed over
_LONGEST = 60  # words of a side that are looked at


class Names:
    """1 less how surely a name of one side stands where another one stands on the other side, or stands alone."""

    def __init__(self, glosses: Glosses | None, *, alone: bool = False) -> None:
        self._words = words_of(glosses)
        self._alone = alone

    def score(self, reading: Reading) -> pl.Series:
        """The scores; 1 where there are no names."""
        found = reading.remembered(("names", id(self._words)), lambda: self._strange(reading))
        if self._alone:
            return reading.filled([1.0 - max(pair) for pair in found])
        return reading.filled([1.0 - (one * other) ** 0.5 for one, other in found])

    def _strange(self, reading: Reading) -> list[tuple[float, float]]:
        """For each row how surely each side has a name without a counterpart."""
        rows = zip(reading.rows, *reading.words, strict=True)
        return [self._of(row, source[:_LONGEST], target[:_LONGEST]) for row, source, target in rows]

    def _of(self, row: tuple[str, str, str, str], source: list[str], target: list[str]) -> tuple[float, float]:
        one = list(map(self._words.of(row[0], row[1]), source))
        other = list(map(self._words.of(row[1], row[0]), target))
        if row[1] == "ar":
            lost = _strangest(source, one, row[0], target, other, row[1])
            return (lost, _strangest(target, other, row[1], source, one, row[0]) if lost else 0.0)
        # Arabic has no capitals: what looks like a name there is one only where the other side has a strange one, too
        found = _strangest(target, other, row[1], source, one, row[0])
        ask = found > 0 or row[0] != "ar"
        return (_strangest(source, one, row[0], target, other, row[1]) if ask else 0.0, found)


def _strangest(
    printed: Sequence[str],
    words: Sequence[Word],
    language: str,
    others_printed: Sequence[str],
    others: Sequence[Word],
    other: str,
) -> float:
    """How surely the strangest name of a side has no counterpart, 0 to 1; two strange words in a row are surer."""
    keys: frozenset[str] = frozenset().union(*[entry.keys for entry in others])
    most, last, before = 0.0, -2, 0.0
    for place, word in enumerate(words):
        sure = word.first if place == 0 else word.sure
        if sure < _LEAST or (sure <= most and place != last + 1) or not keys.isdisjoint(word.answers):
            continue
        alike = _best(printed[place], word, language, others_printed, others, other)
        if alike < _SAME:
            strange = sure * min(1.0, (_SAME - alike) / (_SAME - _ALIKE))
            together = 1 - (1 - strange) * (1 - before) if place == last + 1 else strange
            most = max(most, together)
            last, before = place, strange
    return most


def _best(
    printed: str, word: Word, language: str, others_printed: Sequence[str], others: Sequence[Word], other: str
) -> float:
    """The likeness in sound of a name and the word of the other side, or the two in a row, that is nearest to it."""
    from rapidfuzz import fuzz, process

    heard = [entry.sound for entry in others]
    found = process.extract(word.sound, heard, scorer=fuzz.ratio, limit=_CANDIDATES, score_cutoff=_NEAR)
    best = max(
        (_sound(printed, language, others_printed[place], other) for _, near, place in found if near < _CLEAR),
        default=0.0,
    )
    best = max(best, 0.9 if found and found[0][1] >= _CLEAR else 0.0)
    if best >= _SAME or len(word.sound) < 4:
        return best
    pairs = [f"{a}{b}" for a, b in pairwise(heard)]
    glued = process.extractOne(word.sound, pairs, scorer=fuzz.ratio, score_cutoff=80.0)
    if glued is not None:
        best = max(best, 0.9 * glued[1] / 100)
    part = process.extractOne(word.sound, [h for h in heard if len(h) >= 4], scorer=fuzz.partial_ratio, score_cutoff=95)
    return max(best, 0.75) if part is not None and len(word.sound) >= 5 else best


@lru_cache(maxsize=1 << 17)
def _sound(one: str, language: str, other: str, other_language: str) -> float:
    return similarity(one, language, other, other_language)


NAMES = Filter(
    "names",
    "no name stands where the other side has another one, by their sounds",
    at_least("names"),
    defaults={"least": -1.0, "glosses": None},
    batch=lambda params: Names(params["glosses"]),
)
LONE_NAMES = Filter(
    "lone-names",
    "no name of a side without a counterpart; a sign among others only, for translators leave names out",
    at_least("lone-names"),
    defaults={"least": -1.0, "glosses": None},
    batch=lambda params: Names(params["glosses"], alone=True),
)

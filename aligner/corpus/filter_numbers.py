"""The filter of numbers: figures of any script and separators, and number words, mean the same on both sides.

A text is cut down to what may be a number; most beads have nothing of it, or the same pair of remains as many others,
whose numbers are read once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from aligner import languages
from aligner.corpus.filter_base import SCRIPTS, Filter, Reading, at_least
from aligner.corpus.filter_words import Word, words_of
from aligner.languages import Language, NumberMention
from aligner.languages.wordlist import words

if TYPE_CHECKING:
    import polars as pl

__all__ = ["NUMBERS", "agreement", "remains"]

_TOKEN = re.compile(r"\d+(?:[.,:/٫٬'’]\d+)*[½¼¾]?|[½¼¾]|(?:[^\W\d_][\u0300-\u036f\u0640\u064b-\u0655\u0670]*)+")
_GLUE = frozenset(
    words(
        """
        a an and half quarter to or s st nd rd th m bn pm am p o'clock year years per cent percent
        и с половиной до или е й го м ми х ом летний лет год года году процент процентов
        و أو إلى ونصف وربع نصف ربع في المئة بالمئة المائة بالمائة بعد من
        """
    )
)
_GAP = re.compile(r"[ \u00a0\u202f\u2009.,:/'’٫٬\-‑–—%٪+]{0,3}")
_BEFORE = ("a", "an", "half", "нов", "پ")
_ODD = re.compile(r"[½¼¾]|\d['’]\d")  # numbers that `Reading.words` cuts otherwise
_LONGEST = 4000  # characters that are read
_REMEMBERED = 1 << 18  # words


class Numbers:
    """1 where the numbers of a bead agree, about 0.5 where a side has some more, 0 where one stands for another."""

    def __init__(self) -> None:
        self._words = words_of(None)
        self._seen: dict[tuple[str, str], tuple[set[str], set[str]]] = {}  # words, and those that may be numbers

    def score(self, reading: Reading) -> pl.Series:
        """The scores."""
        sources, targets = reading.words
        scores: list[float] = []
        for (here, there, one, other), source, target in zip(reading.rows, sources, targets, strict=True):
            if here not in SCRIPTS or there not in SCRIPTS:
                scores.append(1.0)
                continue
            left = self._kept(one, source, here, there)
            right = self._kept(other, target, there, here)
            scores.append(agreement(left, right, here, there) if left or right else 1.0)
        return reading.filled(scores)

    def _kept(self, text: str, printed: Sequence[str], language: str, other: str) -> str:
        seen, numeric = self._seen.setdefault((language, other), (set(), set()))
        look = self._words.of(language, other)
        if not seen.issuperset(printed):
            new = set(printed) - seen
            numeric.update(word for word in new if look(word).number)
            seen |= new
            if len(seen) > _REMEMBERED:
                seen.clear()
                numeric.clear()
                seen.update(printed)
                numeric.update(word for word in seen if look(word).number)
        if numeric.isdisjoint(printed):
            return ""
        if len(text) > _LONGEST or _ODD.search(text):
            return remains(text[:_LONGEST], look)
        return _around(text, printed, numeric)


def _around(text: str, words: Sequence[str], numeric: Collection[str]) -> str:
    """As `remains`, of the words of a text: only those beside numbers are looked at."""
    pieces: list[str] = []
    end, place = -1, 0  # of what has been taken last, in the text and in the words
    for at, word in enumerate(words):
        if word not in numeric or at < place:
            continue
        start = _find(text, word, max(end, 0))
        if end < 0:
            before = words[at - 1] if at else ""
            if len(before) == 1 and before.isupper():
                pieces.append(text[text.rfind(before, 0, start) : start][:2])
            elif before.casefold() in _BEFORE:
                pieces.append(f"{before} ")
        elif _GAP.fullmatch(text, end, start):
            pieces.append(text[end:start])
        else:
            pieces.append(" · ")
        pieces.append(word)
        end, place = start + len(word), at + 1
        while place < len(words) and words[place] not in numeric:
            after = words[place]
            start = _find(text, after, end)
            attached = text[end:start] in ("-", "‑", "")
            if not (attached or (after.casefold() in _GLUE and _GAP.fullmatch(text, end, start))):
                break
            pieces.append(text[end : start + len(after)])
            end, place = start + len(after), place + 1
    return "".join(pieces)


def _find(text: str, word: str, start: int) -> int:
    """Where a word begins that is known to stand there, as a word."""
    found = text.find(word, start)
    while found >= 0:
        end = found + len(word)
        joined = found > 0 and text[found - 1].isalpha() and word[0].isalpha()
        if not joined and not (end < len(text) and text[end].isalpha() and word[-1].isalpha()):
            return found
        found = text.find(word, found + 1)
    return start


def remains(text: str, look: Callable[[str], Word]) -> str:
    """What may be numbers in a text as it stands there, with " · " for all that is between."""
    pieces: list[str] = []
    end = -1  # of what has been taken last
    pending = ""
    for token in _TOKEN.finditer(text):
        word = token.group()
        numeric = word[0].isdigit() or word[0] in "½¼¾" or look(word).number
        glued = end >= 0 and _GAP.fullmatch(text, end, token.start()) is not None
        if numeric:
            if end >= 0 and not glued:
                pieces.append(" · ")
            elif end >= 0:
                pieces.append(text[end : token.start()])
            elif pending:
                pieces.append(pending)
            pieces.append(word)
            end = token.end()
        elif glued and (word.casefold() in _GLUE or text[end : token.start()] in ("-", "‑", "")):
            pieces.append(text[end : token.end()])
            end = token.end()
        elif len(word) == 1 and word.isupper():
            pending = text[token.start() : token.end() + 1]  # "T4", "F-16"
            continue
        elif word.casefold() in _BEFORE:
            pending = word + " "
            continue
        pending = ""
    return "".join(pieces)


@lru_cache(maxsize=1 << 17)
def agreement(source: str, target: str, source_language: str, target_language: str) -> float:
    """How well the numbers of two texts agree, 0 to 1."""
    here, there = languages.get(source_language), languages.get(target_language)
    one, other = here.numbers(source), there.numbers(target)
    lost, made_up = _unmatched(source, one, other), _unmatched(target, other, one)
    if not lost and not made_up:
        return 1.0
    before, after = _Meaning(source, one, here), _Meaning(target, other, there)
    lost = Counter({value: n for value, n in lost.items() if not _explained(value, before, after)})
    made_up = Counter({value: n for value, n in made_up.items() if not _explained(value, after, before)})
    if not lost and not made_up:
        return 1.0
    if lost and made_up:
        sure = min(max(map(before.surety, lost)), max(map(after.surety, made_up)))
        return 0.35 * (1 - sure)
    sure = max([*map(before.surety, lost), *map(after.surety, made_up)])
    return 0.9 - 0.4 * sure


def _unmatched(text: str, mentions: Sequence[NumberMention], others: Sequence[NumberMention]) -> Counter[str]:
    """The numbers of one side that the other has not: figures as often as they stand there, words once."""
    figures = Counter(n.value for n in mentions if _digits(text, n)) - Counter(n.value for n in others)
    spoken = {n.value for n in mentions if not _digits(text, n)} - {n.value for n in others}
    figures.update(value for value in spoken if value not in figures)
    return figures


def _digits(text: str, mention: NumberMention) -> bool:
    return any(ch.isdigit() for ch in text[mention.start : mention.end])


class _Meaning:
    """The numbers of a side, and all that they and words beside them may stand for."""

    def __init__(self, text: str, mentions: Sequence[NumberMention], language: Language) -> None:
        self.values = {n.value for n in mentions}
        self.readings: dict[str, set[str]] = {}
        for mention, readings in zip(mentions, languages.other_readings(text, mentions), strict=True):
            self.readings.setdefault(mention.value, set()).update(readings)
        self.hints = language.number_hints(text)
        self.figures = {n.value for n in mentions if _digits(text, n)}
        self.codes = {n.value for n in mentions if languages.is_code(text, n)}
        times = (languages.time_parts(value) for value in self.values)
        parts: set[str] = set().union(*(hours | {minutes} for hours, minutes in filter(None, times)))
        self.all = self.values | set(self.hints) | parts.union(*self.readings.values())

    def surety(self, value: str) -> float:
        """How surely a number of this value would stand on the other side of a good translation."""
        if value in self.codes and len(value) == 1:
            return 0.3
        small = {"0": 0.2, "1": 0.15, "2": 0.4}.get(value, 0.7 if len(value) == 1 else 0.9)
        return max(small, 0.5 if value in ("1", "2") else 1.0) if value in self.figures else small


def _explained(value: str, mine: _Meaning, theirs: _Meaning) -> bool:
    """Whether something on the other side may stand for a number."""
    if value in theirs.all or any(reading in theirs.all for reading in mine.readings.get(value, ())):
        return True
    parts = languages.time_parts(value)
    if parts is None:
        return False
    hours, minutes = parts
    return not theirs.all.isdisjoint(hours) and (minutes == "0" or minutes in theirs.all)


NUMBERS = Filter(
    "numbers",
    "the same numbers on both sides, in figures or in words",
    at_least("numbers"),
    defaults={"least": 0.01},
    batch=lambda params: Numbers(),
)

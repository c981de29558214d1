"""What two revisions of a text may have in common: similarity of segments, candidate pairs, the best chain of them.

Pairs are boxes of segments that follow one another, one on either side and up to three on the other. A candidate needs
words in common that are rare enough to be looked up, so the work grows with the text and not with its square.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from aligner import languages

__all__ = ["Box", "Comparison", "chain", "key_of"]

_WORD = re.compile(r"[^\W_]+")
_NUMBER_WEIGHT, _NAME_WEIGHT = 1.5, 1.3  # what a changed figure or name tells, beside a common word
_CHANCE = 0.45  # share of letters that two unrelated sentences of one language have in common, in order
_MOST_EQUAL = 64  # pairs of equal segments that are looked at, each with each
_MOST_TOLD = 60  # a word that stands in more segments tells too little to look them all up
_KEPT_CANDIDATES = 6
_COVERED = 0.55  # of each part of a segment that was split must be in the whole, and of the whole in the parts
_EXCESS = 0.04  # how much better a box of several must be than its best pair
_WIDEST = 3


class Box(NamedTuple):
    """Segments that answer to each other: half-open ranges of the old and of the new text."""

    old: int
    old_end: int
    new: int
    new_end: int
    similarity: float
    gain: float

    @property
    def is_pair(self) -> bool:
        """One segment on either side."""
        return self.old_end - self.old == 1 and self.new_end - self.new == 1


def key_of(text: str) -> str:
    """Equal keys are equal texts but for how characters are encoded and for blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())


class _Side:
    """The segments of one text in the ways in which they are compared."""

    def __init__(self, keys: Sequence[str], folded: Callable[[str], tuple[str, ...]]) -> None:
        self.keys = keys
        self.words = [_words(key, folded) for key in keys]
        self.masses: list[float] = []
        self._bags: dict[int, Counter[str]] = {}

    def weigh(self, weights: Mapping[str, float]) -> None:
        """Say how much the words of each segment tell."""
        self.masses = [1.0 + sum([weights[word] for word in words]) for words in self.words]

    def bag(self, number: int) -> Counter[str]:
        """The words of a segment, counted."""
        if number not in self._bags:
            self._bags[number] = Counter(self.words[number])
        return self._bags[number]

    def bag_of(self, numbers: range) -> Counter[str]:
        """The words of segments that follow one another."""
        if len(numbers) == 1:
            return self.bag(numbers[0])
        return sum((self.bag(number) for number in numbers), Counter())


class Comparison:
    """Two lists of segments in one language, ready to be compared."""

    def __init__(
        self,
        old: Sequence[str],
        new: Sequence[str],
        language: str,
        paragraphs: tuple[Sequence[int] | None, Sequence[int] | None] = (None, None),
    ) -> None:
        """`old` and `new` are keys (`key_of`)."""
        folded = _folding(language)
        self.old, self.new = _Side(old, folded), _Side(new, folded)
        frequency = Counter(word for side in (self.old, self.new) for words in side.words for word in set(words))
        many = len(old) + len(new)
        marked = _marked(key for side in (old, new) for key in side)
        self._weights = {word: math.log1p(many / count) * marked(word) for word, count in frequency.items()}
        for side in (self.old, self.new):
            side.weigh(self._weights)
        self._begins = tuple(_beginnings(numbers) for numbers in paragraphs)

    def similarity(self, old: range, new: range) -> float:
        """How much two stretches have in common, 0 to 1: by weighed words, whatever their order, and by letters."""
        return self._near(old, new, least=0.0)

    def _near(self, old: range, new: range, least: float) -> float:
        """The similarity, or 0 where it does not reach `least`."""
        from rapidfuzz.distance import Indel

        mass = self.mass(old, new)
        shared = self._shared(self.old.bag_of(old), self.new.bag_of(new))
        by_word = min(1.0, 2 * (shared + min(len(old), len(new))) / mass)
        if (by_word + 1) / 2 < least:
            return 0.0
        here = " ".join(" ".join(self.old.words[i]) for i in old)
        there = " ".join(" ".join(self.new.words[j]) for j in new)
        by_letter = max(0.0, Indel.normalized_similarity(here, there) - _CHANCE) / (1 - _CHANCE)
        return (by_word + by_letter) / 2

    def mass(self, old: range, new: range) -> float:
        """How much the words of two stretches tell, all together."""
        return sum(self.old.masses[i] for i in old) + sum(self.new.masses[j] for j in new)

    def _shared(self, one: Mapping[str, int], other: Mapping[str, int]) -> float:
        if len(one) > len(other):
            one, other = other, one
        return sum(self._weights[word] * min(count, other[word]) for word, count in one.items() if word in other)

    # Candidates.

    def equal(self) -> Iterator[Box]:
        """Pairs of equal segments; of what is repeated many times, those with the same neighbours or the same count."""
        here, there = _places(self.old.keys), _places(self.new.keys)
        for key in here.keys() & there.keys():
            yield from (self._equal(i, j) for i, j in self._matches(here[key], there[key]))

    def _matches(self, here: Sequence[int], there: Sequence[int]) -> set[tuple[int, int]]:
        if len(here) * len(there) <= _MOST_EQUAL:
            return {(i, j) for i in here for j in there}
        pairs = {*zip(here, there, strict=False), *zip(reversed(here), reversed(there), strict=False)}
        around: defaultdict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for place, (keys, numbers) in enumerate(((self.old.keys, here), (self.new.keys, there))):
            for number in numbers:
                around[_at(keys, number - 1), _at(keys, number + 1)][place].append(number)
        for one, other in around.values():
            if len(one) * len(other) <= _MOST_EQUAL:
                pairs.update((i, j) for i in one for j in other)
        return pairs

    def _equal(self, i: int, j: int) -> Box:
        mass = self.mass(range(i, i + 1), range(j, j + 1))
        company = sum(_at(self.old.keys, i + step) == _at(self.new.keys, j + step) for step in (-1, 1))
        return Box(i, i + 1, j, j + 1, 1.0, mass * (1 + 0.1 * company + 0.05 * self._begin_alike(i, j)))

    def _begin_alike(self, i: int, j: int) -> bool:
        here, there = self._begins
        return here is not None and there is not None and here[i] == there[j]

    def alike(self, old: Iterable[int], new: Iterable[int], bar: float) -> list[Box]:
        """Pairs and boxes of several out of these segments, whose similarity is `bar` or more."""
        olds, news = sorted(old), sorted(new)
        index: defaultdict[str, list[int]] = defaultdict(list)
        for j in news:
            for word in self.new.bag(j):
                index[word].append(j)
        most = max(_MOST_TOLD, int(math.sqrt(len(news))))
        found: list[tuple[int, int]] = []
        for i in olds:
            told: defaultdict[int, float] = defaultdict(float)
            for word in self.old.bag(i):
                if 0 < len(places := index.get(word, ())) <= most:
                    for j in places:
                        told[j] += self._weights[word]
            best = sorted(told, key=lambda j: (-told[j], abs(j - i), j))[:_KEPT_CANDIDATES]
            found += [(i, j) for j in best]
        return self._boxes(found, set(olds), set(news), bar)

    def all_alike(self, old: Sequence[int], new: Sequence[int], bar: float) -> list[Box]:
        """As `alike`, each segment with each."""
        return self._boxes([(i, j) for i in old for j in new], set(old), set(new), bar)

    def _boxes(self, pairs: Sequence[tuple[int, int]], olds: set[int], news: set[int], bar: float) -> list[Box]:
        boxes: dict[tuple[int, int, int, int], Box] = {}
        for i, j in pairs:
            near = self._near(range(i, i + 1), range(j, j + 1), bar)
            if near >= bar:
                boxes[i, i + 1, j, j + 1] = self._box(range(i, i + 1), range(j, j + 1), near, bar)
            for one, other in self._wider(i, j, olds, news):
                place = (one.start, one.stop, other.start, other.stop)
                if place not in boxes and (box := self._several(one, other, bar)) is not None:
                    boxes[place] = box
        return [*boxes.values()]

    def _box(self, old: range, new: range, near: float, bar: float) -> Box:
        # What just reaches the bar still gains a little: a change is told of rather than a removal and an addition.
        gain = self.mass(old, new) * (near - bar + 0.02)
        alike = self._begin_alike(old.start, new.start)
        return Box(old.start, old.stop, new.start, new.stop, min(near, 0.999), gain * (1 + 0.05 * alike))

    def _wider(self, i: int, j: int, olds: set[int], news: set[int]) -> Iterator[tuple[range, range]]:
        """The boxes of one segment and two or three around this pair, where one side holds enough of the other."""
        shared = self._shared(self.old.bag(i), self.new.bag(j))
        if shared >= _COVERED * (self.new.masses[j] - 1) > 0:
            for several in _around(j, news):
                yield range(i, i + 1), several
        if shared >= _COVERED * (self.old.masses[i] - 1) > 0:
            for several in _around(i, olds):
                yield several, range(j, j + 1)

    def _several(self, old: range, new: range, bar: float) -> Box | None:
        """A segment that was split, or several that were merged; None where that is not what happened."""
        whole, parts = (self.old.bag(old[0]), self.new) if len(old) == 1 else (self.new.bag(new[0]), self.old)
        for number in new if len(old) == 1 else old:
            if self._shared(whole, parts.bag(number)) < _COVERED * (parts.masses[number] - 1):
                return None
        near = self._near(old, new, bar)
        if near < bar:
            return None
        single = max(self._near(range(i, i + 1), range(j, j + 1), 0.0) for i in old for j in new)
        return self._box(old, new, near - _EXCESS, bar) if near - _EXCESS > single else None


def chain(boxes: Iterable[Box]) -> list[Box]:
    """Those boxes that follow one another in both texts and gain most together, in order; O(n log n)."""
    ordered = sorted(boxes, key=lambda box: (box.old, box.new, box.old_end, box.new_end))
    places = {end: rank for rank, end in enumerate(sorted({box.new_end for box in ordered}), 1)}
    ends = [*places]
    best = [(0.0, -1)] * (len(ends) + 1)  # Fenwick's tree of the greatest total up to an end in the new text
    waiting: defaultdict[int, list[int]] = defaultdict(list)  # boxes by where they end in the old text
    closing: list[int] = sorted({box.old_end for box in ordered}, reverse=True)
    total, before = [0.0] * len(ordered), [-1] * len(ordered)
    for number, box in enumerate(ordered):
        while closing and closing[-1] <= box.old:
            for done in waiting.pop(closing.pop(), ()):
                _raise(best, places[ordered[done].new_end], (total[done], done))
        reached = _highest(best, bisect_right(ends, box.new))
        total[number], before[number] = reached[0] + box.gain, reached[1]
        waiting[box.old_end].append(number)
    at = max(range(len(ordered)), key=lambda number: (total[number], -number), default=-1)
    result = []
    while at >= 0:
        result.append(ordered[at])
        at = before[at]
    return result[::-1]


def _raise(tree: list[tuple[float, int]], place: int, entry: tuple[float, int]) -> None:
    while place < len(tree):
        if entry[0] > tree[place][0]:
            tree[place] = entry
        place += place & -place


def _highest(tree: Sequence[tuple[float, int]], place: int) -> tuple[float, int]:
    best = (0.0, -1)
    while place:
        if tree[place][0] > best[0]:
            best = tree[place]
        place -= place & -place
    return best


def _around(number: int, among: set[int]) -> Iterator[range]:
    """The runs of two or three numbers, all of them `among`, that hold this one."""
    for width in range(2, _WIDEST + 1):
        for start in range(number - width + 1, number + 1):
            if all(one in among for one in range(start, start + width)):
                yield range(start, start + width)


def _folding(language: str) -> Callable[[str], tuple[str, ...]]:
    """The words of what stands between two blanks, in plain form; each is folded once."""
    known: dict[str, tuple[str, ...]] = {}
    plain = languages.get(language).normal_form

    def folded(chunk: str) -> tuple[str, ...]:
        if chunk not in known:
            known[chunk] = tuple(_WORD.findall(plain(chunk).text))
        return known[chunk]

    return folded


def _words(key: str, folded: Callable[[str], tuple[str, ...]]) -> list[str]:
    words = [word for chunk in key.split() for word in folded(chunk)]
    return words or ([key] if key else [])  # a line of stars is a word as well


def _marked(keys: Iterable[str]) -> Callable[[str], float]:
    """How much more a word tells than others as common: a figure, a name."""
    names = {word.casefold() for key in keys for word in _WORD.findall(key) if word[:1].isupper()}
    small = {word for key in keys for word in _WORD.findall(key) if word[:1].islower()}
    names -= small

    def factor(word: str) -> float:
        if word[:1].isdigit():
            return _NUMBER_WEIGHT
        return _NAME_WEIGHT if word in names else 1.0

    return factor


def _places(keys: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        places.setdefault(key, []).append(number)
    return places


def _at(keys: Sequence[str], number: int) -> str:
    """The key there, or a sign of its own before the first and after the last."""
    return keys[number] if 0 <= number < len(keys) else "\0"


def _beginnings(paragraphs: Sequence[int] | None) -> list[bool] | None:
    """Which segments begin a paragraph."""
    if paragraphs is None:
        return None
    return [True, *(one != other for one, other in pairwise(paragraphs))] if paragraphs else []

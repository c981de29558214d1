"""Two revisions of one text: which segments were kept, edited, moved, split, merged, added and removed.

    changes = compare(old, new, "en")
    print(*rendered(changes, old, new, "en"), sep="\\n")

Equal segments and similar ones are candidates together; the chain of them that runs forward in both texts and holds
most (by words, rare ones counting more) says what stayed in its place. What is left between two links of the chain is
compared each with each, and what is left after that may have moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain as joined
from typing import Literal, NamedTuple

from aligner.alignment.revision_pairs import Box, Comparison, chain, key_of
from aligner.alignment.revision_text import record, rendered
from aligner.errors import InputError

__all__ = ["KINDS", "Change", "Kind", "compare", "key_of", "record", "rendered"]

Kind = Literal["kept", "edited", "moved", "moved and edited", "split", "merged", "added", "removed"]
KINDS: tuple[Kind, ...] = ("kept", "edited", "moved", "moved and edited", "split", "merged", "added", "removed")

_BAR = 0.4  # similarity from which two segments are one, changed
_BAR_BETWEEN = 0.33  # the same, where both stand between the same neighbours
_BAR_MOVED = 0.62  # the same, at two different places
_MOST_BETWEEN = 2500  # pairs of segments that are compared each with each
_FIRM = 1e9  # gain of what is in the chain already: it stays there


@dataclass(frozen=True)
class Change:
    """What became of some segments: their numbers in the old and in the new text, from 0."""

    kind: Kind
    old: tuple[int, ...]  # empty where it was added
    new: tuple[int, ...]  # empty where it was removed
    similarity: float  # 1.0 kept or moved as it was, 0.0 added or removed, else between the two

    @property
    def same(self) -> bool:
        """Whether the text is the very same (but for blanks)."""
        return self.kind in ("kept", "moved")


def compare(
    old: Sequence[str],
    new: Sequence[str],
    language: str,
    *,
    old_paragraphs: Sequence[int] | None = None,
    new_paragraphs: Sequence[int] | None = None,
) -> list[Change]:
    """What was changed between two revisions of a text, in the order of the new one.

    Every segment of either text is in exactly one change; what was removed comes where it stood. "kept" and "moved" are
    the same but for blanks and the encoding of characters (NFC): another letter, mark, figure or quotation mark is an
    edit. What was split or merged is so wherever it stands now. With the texts exchanged the same changes come out the
    other way round. The paragraph number of each segment, where it is known, tells repeated segments apart. InputError
    where the paragraphs are not as many as the segments or the language is unknown.
    """
    for name, texts, paragraphs in (("old", old, old_paragraphs), ("new", new, new_paragraphs)):
        if paragraphs is not None and len(paragraphs) != len(texts):
            raise InputError(f"{len(paragraphs)} paragraph numbers for {len(texts)} {name} segments")
    here = ([key_of(text) for text in old], list(old_paragraphs or ()))
    there = ([key_of(text) for text in new], list(new_paragraphs or ()))
    # Where two answers are equally good, the same one is taken whichever text is called the old one.
    if there < here:
        found = _paired(there[0], here[0], language, (new_paragraphs, old_paragraphs))
        stayed, moved = ([_turned(box) for box in boxes] for boxes in found)
    else:
        stayed, moved = _paired(here[0], there[0], language, (old_paragraphs, new_paragraphs))
    return _changes(stayed, moved, len(old), len(new))


def _turned(box: Box) -> Box:
    return Box(box.new, box.new_end, box.old, box.old_end, box.similarity, box.gain)


def _paired(
    old: Sequence[str],
    new: Sequence[str],
    language: str,
    paragraphs: tuple[Sequence[int] | None, Sequence[int] | None],
) -> tuple[list[Box], list[Box]]:
    """Boxes that share no segment: those that stayed in their place, in order, and those that moved."""
    comparison = Comparison(old, new, language, paragraphs)
    surplus_old, surplus_new = Counter(old) - Counter(new), Counter(new) - Counter(old)
    changed_old = [i for i, key in enumerate(old) if key in surplus_old]
    changed_new = [j for j, key in enumerate(new) if key in surplus_new]
    stayed = chain([*comparison.equal(), *comparison.alike(changed_old, changed_new, _BAR)])
    moved = list(_equal_elsewhere(old, new, _Left.by(stayed, len(old), len(new))))
    stayed, moved = _fitted(stayed, moved)
    stayed = sorted([*stayed, *_between(comparison, stayed, _Left.by([*stayed, *moved], len(old), len(new)))])
    moved += _alike_elsewhere(comparison, _Left.by([*stayed, *moved], len(old), len(new)))
    return _fitted(stayed, moved)


class _Left(NamedTuple):
    """The segments that are in no box yet."""

    old: list[int]
    new: list[int]

    @classmethod
    def by(cls, boxes: Sequence[Box], olds: int, news: int) -> _Left:
        old_taken = {i for box in boxes for i in range(box.old, box.old_end)}
        new_taken = {j for box in boxes for j in range(box.new, box.new_end)}
        return cls([i for i in range(olds) if i not in old_taken], [j for j in range(news) if j not in new_taken])


def _fitted(stayed: Sequence[Box], moved: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """Of what seemed to have moved, that which fits between what stayed has stayed, too."""
    if not moved:
        return [*stayed], []
    known = {box[:4]: box for box in (*stayed, *moved)}
    firm = (box._replace(gain=_FIRM) for box in stayed)
    together = [known[box[:4]] for box in chain([*firm, *(box._replace(gain=1.0) for box in moved)])]
    inside = set(together)
    return together, [box for box in moved if box not in inside]


def _equal_elsewhere(old: Sequence[str], new: Sequence[str], left: _Left) -> Iterator[Box]:
    """Equal segments out of the chain: the first of what is left with the first, and so on."""
    waiting: defaultdict[str, deque[int]] = defaultdict(deque)
    for j in left.new:
        waiting[new[j]].append(j)
    for i in left.old:
        if waiting[old[i]]:
            j = waiting[old[i]].popleft()
            yield Box(i, i + 1, j, j + 1, 1.0, 1.0)


def _between(comparison: Comparison, stayed: Sequence[Box], left: _Left) -> Iterator[Box]:
    """What is alike between two links of the chain, compared each with each."""
    i = j = 0
    end = len(comparison.old.keys), len(comparison.new.keys)
    for box in (*stayed, Box(end[0], end[0], end[1], end[1], 0.0, 0.0)):
        here = left.old[bisect_left(left.old, i) : bisect_left(left.old, box.old)]
        there = left.new[bisect_left(left.new, j) : bisect_left(left.new, box.new)]
        if here and there and len(here) * len(there) <= _MOST_BETWEEN:
            yield from chain(comparison.all_alike(here, there, _BAR_BETWEEN))
        i, j = box.old_end, box.new_end


def _alike_elsewhere(comparison: Comparison, left: _Left) -> Iterator[Box]:
    """Similar segments out of the chain, the most similar first."""
    old_taken, new_taken = set[int](), set[int]()
    found = comparison.alike(left.old, left.new, _BAR_MOVED)
    for box in sorted(found, key=lambda box: (-box.similarity, box)):
        olds, news = range(box.old, box.old_end), range(box.new, box.new_end)
        if old_taken.isdisjoint(olds) and new_taken.isdisjoint(news):
            old_taken.update(olds)
            new_taken.update(news)
            yield box


def _changes(stayed: Sequence[Box], moved: Sequence[Box], olds: int, news: int) -> list[Change]:
    """The boxes by name, with what is in none of them, in the order of the new text."""
    left = _Left.by([*stayed, *moved], olds, news)
    changes = [
        *(Change(_kind(box), *_numbers(box), box.similarity) for box in stayed),
        *(Change(_kind(box, moved=True), *_numbers(box), box.similarity) for box in moved),
        *(Change("added", (), (j,), 0.0) for j in left.new),
    ]
    changes.sort(key=lambda change: change.new)
    in_place = {box.old_end - 1: box.new_end - 1 for box in stayed}
    removed: defaultdict[int, list[Change]] = defaultdict(list)
    before, waiting = -1, set(left.old)
    for number in range(olds):
        before = in_place.get(number, before)
        if number in waiting:
            removed[before].append(Change("removed", (number,), (), 0.0))
    return [*removed[-1], *joined.from_iterable((change, *removed[change.new[-1]]) for change in changes)]


def _kind(box: Box, *, moved: bool = False) -> Kind:
    if box.is_pair:
        if box.similarity == 1.0:
            return "moved" if moved else "kept"
        return "moved and edited" if moved else "edited"
    return "split" if box.old_end - box.old == 1 else "merged"


def _numbers(box: Box) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(range(box.old, box.old_end)), tuple(range(box.new, box.new_end))

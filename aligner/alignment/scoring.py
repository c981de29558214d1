"""How well links agree with known ones: precision, recall and F1, strict and lax, as vecalign's score.py counts them.

Thompson and Koehn 2019, "Vecalign: Improved Sentence Alignment in Linear Time and Space", after Sennrich and Volk 2011.
Strict: a link is right if it is the same as a known one. Lax: it is right, too, if it shares a segment with a known
link on both sides. Links with an empty side count in precision, not in recall.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from aligner.alignment.links import Link

__all__ = ["Score", "kinds_found", "score", "score_groups"]

_Sides = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True)
class Score:
    """Counts of one text; the sum of scores is the score of all the texts together."""

    found: int = 0  # links that were found, with or without an empty side
    right: int = 0  # of these, those that are known ones
    right_lax: int = 0  # of these, those that share a segment on both sides with a known one
    known: int = 0  # known links without an empty side
    recalled: int = 0  # of these, those that were found
    recalled_lax: int = 0  # of these, those that share a segment on both sides with one that was found

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Score)))

    @property
    def precision(self) -> float:
        """Share of the links found that are right; 0 where none was found."""
        return _share(self.right, self.found)

    @property
    def recall(self) -> float:
        """Share of the known links with two sides that were found; 0 where there are none."""
        return _share(self.recalled, self.known)

    @property
    def f1(self) -> float:
        """Harmonic mean of strict precision and recall."""
        return _harmonic(self.precision, self.recall)

    @property
    def lax_precision(self) -> float:
        """As `precision`, where sharing a segment on both sides is enough."""
        return _share(self.right_lax, self.found)

    @property
    def lax_recall(self) -> float:
        """As `recall`, where sharing a segment on both sides is enough."""
        return _share(self.recalled_lax, self.known)

    @property
    def lax_f1(self) -> float:
        """Harmonic mean of lax precision and recall."""
        return _harmonic(self.lax_precision, self.lax_recall)

    def record(self) -> dict[str, float]:
        """The six figures by name."""
        names = ("precision", "recall", "f1", "lax_precision", "lax_recall", "lax_f1")
        return {name: getattr(self, name) for name in names}


def score(gold: Iterable[Link], found: Iterable[Link]) -> Score:
    """The counts of one text. Order and repetition of links do not matter, nor does their confidence."""
    known, ours = _sides(gold), _sides(found)
    right, right_lax = _agreeing(known, ours)
    whole = {link for link in known if all(link)}
    recalled, recalled_lax = _agreeing({link for link in ours if all(link)}, whole)
    return Score(len(ours), right, right_lax, len(whole), recalled, recalled_lax)


def score_groups(
    gold: Iterable[Mapping[str, tuple[int, ...]]], found: Iterable[Mapping[str, tuple[int, ...]]]
) -> Score:
    """The counts for beads of several versions (language -> segment numbers).

    All groups found count in precision; known ones with segments of two versions at least count in recall. Lax: sharing
    a segment with a known group in two versions at least.
    """
    known, ours = _frozen(gold), _frozen(found)
    whole = {group for group in known if len(group) > 1}
    by_known, by_ours = _by_segment(known), _by_segment(ours)
    right_lax = sum(group in known or _shares_two(group, by_known) for group in ours)
    recalled_lax = sum(_shares_two(group, by_ours) for group in whole)
    return Score(len(ours), len(ours & known), right_lax, len(whole), len(whole & ours), recalled_lax)


def kinds_found(gold: Iterable[Link], kinds: Iterable[str], found: Iterable[Link]) -> dict[str, tuple[int, int]]:
    """For each kind of known links how many were found exactly, and how many there are; empty sides count, too."""
    ours = _sides(found)
    counts: dict[str, tuple[int, int]] = {}
    for link, kind in zip(gold, kinds, strict=True):
        hits, total = counts.get(kind, (0, 0))
        counts[kind] = hits + ((link.source, link.target) in ours), total + 1
    return counts


def _sides(links: Iterable[Link]) -> set[_Sides]:
    return {(link.source, link.target) for link in links if link.source or link.target}


def _agreeing(known: set[_Sides], ours: set[_Sides]) -> tuple[int, int]:
    """How many of ours are known, and how many share a segment on both sides with a known one (or are known)."""
    partners: dict[int, set[int]] = defaultdict(set)
    for source, target in known:
        for segment in source:
            partners[segment].update(target)
    strict = lax = 0
    for source, target in ours:
        if (source, target) in known:
            strict += 1
            lax += 1
        elif any(not partners[segment].isdisjoint(target) for segment in source if segment in partners):
            lax += 1
    return strict, lax


_Group = frozenset[tuple[str, tuple[int, ...]]]


def _frozen(groups: Iterable[Mapping[str, tuple[int, ...]]]) -> set[_Group]:
    frozen = {frozenset((code, tuple(segments)) for code, segments in group.items() if segments) for group in groups}
    return {group for group in frozen if group}


def _by_segment(groups: set[_Group]) -> dict[tuple[str, int], list[_Group]]:
    index: dict[tuple[str, int], list[_Group]] = defaultdict(list)
    for group in groups:
        for code, segments in group:
            for segment in segments:
                index[code, segment].append(group)
    return index


def _shares_two(group: _Group, index: Mapping[tuple[str, int], list[_Group]]) -> bool:
    """Whether some group of the index has segments of this one in two versions."""
    shared: dict[_Group, set[str]] = defaultdict(set)
    for code, segments in group:
        for segment in segments:
            for other in index.get((code, segment), ()):
                shared[other].add(code)
    return any(len(codes) > 1 for codes in shared.values())


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0

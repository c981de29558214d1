"""A place in a text that may be a name, what it may be, and which of several places that overlap is taken."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import NamedTuple

from aligner.glossary.concepts import ROLES
from aligner.glossary.match_patterns import TermRecord

__all__ = ["Hit", "Local", "Reading", "Readings", "better", "outer", "select"]

_RANKS = {role: rank for rank, role in enumerate(ROLES)}


class Reading(NamedTuple):
    """What a place in a text may be: a name of a concept in these forms."""

    kind: str
    term: TermRecord
    tags: tuple[str, ...]
    guess: bool
    capital: bool  # whether the glossary writes it with a capital

    @property
    def rank(self) -> int:
        """Which of several names of a concept it is rather: the lower the better."""
        return _RANKS[self.term.role]


Readings = Mapping[str, Reading]  # concept -> what it may be of it


class Local(NamedTuple):
    """Where in the index there are forms that only a document tells of, and how they are written here."""

    places: tuple[int, ...]
    pattern: str
    before: str
    after: str
    letters: tuple[str, ...]


class Hit(NamedTuple):
    """A place in a text with all that it may be; never nothing at all."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    first: int  # the piece with the first word, see `match_words.cut`
    last: int
    readings: Readings
    locals: tuple[Local, ...]  # what of given names and head nouns that it may be where the document has the whole name


def better(old: Reading, new: Reading) -> Reading:
    """The better of two readings of a concept; those of one part of a name give their forms together."""
    best, other = (new, old) if new.rank < old.rank else (old, new)
    forbidden = "forbidden" in (best.term.role, other.term.role)
    if best.term == other.term or (best.term.part == other.term.part and not forbidden):
        tags = tuple(dict.fromkeys(best.tags + other.tags))
        best = best._replace(tags=tags, guess=best.guess and other.guess)
    return best


def select(hits: list[Hit]) -> list[Hit]:
    """Of hits that overlap the longest, then the leftmost; hits on the same words become one."""
    if len(hits) < 2:
        return hits
    hits.sort(key=_widest)
    chosen: list[Hit] = []
    group = [hits[0]]
    reach = hits[0].outer_end
    for hit in hits[1:]:
        if hit.outer_start >= reach:
            chosen += _best(group) if len(group) > 1 else group
            group = [hit]
            reach = hit.outer_end
        else:
            group.append(hit)
            reach = max(reach, hit.outer_end)
    return chosen + (_best(group) if len(group) > 1 else group)


outer = attrgetter("outer_start")


def _widest(hit: Hit) -> tuple[int, int]:
    return hit.outer_start, -hit.outer_end


def _best(group: list[Hit]) -> list[Hit]:
    first = group[0]  # the leftmost, and of those the longest
    if first.readings and first.start == first.outer_start and not any(_rivals(first, hit) for hit in group[1:]):
        return [first]  # the full name over its parts
    same: dict[tuple[int, int], Hit] = {}
    for hit in group:
        there = same.get((hit.start, hit.end))
        same[hit.start, hit.end] = hit if there is None else _together(there, hit)
    taken: list[Hit] = []
    # What only the document tells of gives way to every name.
    for hit in sorted(same.values(), key=lambda hit: (not hit.readings, hit.start - hit.end, hit.start)):
        if all(hit.outer_end <= other.outer_start or other.outer_end <= hit.outer_start for other in taken):
            taken.append(hit)
    return sorted(taken, key=outer)


def _rivals(first: Hit, hit: Hit) -> bool:
    """Whether a hit is not merely a part of the words of another."""
    return hit.outer_end > first.outer_end or (hit.start == first.start and hit.end >= first.end)


def _together(one: Hit, other: Hit) -> Hit:
    readings = dict(one.readings)
    for concept, reading in other.readings.items():
        readings[concept] = better(readings[concept], reading) if concept in readings else reading
    start, end = min(one.outer_start, other.outer_start), max(one.outer_end, other.outer_end)
    return one._replace(outer_start=start, outer_end=end, readings=readings, locals=one.locals + other.locals)

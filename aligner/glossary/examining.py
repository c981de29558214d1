"""Looks at a translation with names in it: which of them are right, what is left of stand-ins, what has drifted."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aligner.glossary.carrying import left_over
from aligner.glossary.derived import derived
from aligner.glossary.drift import Drift, drift
from aligner.glossary.matcher import Matcher
from aligner.glossary.occurrences import Occurrence
from aligner.glossary.slots import Key, Slot
from aligner.glossary.standins import StandIn
from aligner.glossary.verify import verify
from aligner.glossary.wording import Wording
from aligner.languages.transliteration import similarity

__all__ = ["Examiner", "Status", "Trial"]

_LIKE_GIVEN = 0.6  # a word before a surname that sounds like this much of the given name is meant to be it
_LEAST_OVERLAP = 0.35  # of what stands around the names; two translations of one sentence have more


@dataclass(frozen=True, slots=True)
class Status:
    """How one slot fares in a translation."""

    target: Occurrence | None  # what answers to it there
    right: bool  # an approved form that nothing around contradicts with certainty
    asked: frozenset[str]  # the forms that the words around ask for with certainty; empty where they do not


@dataclass(frozen=True, slots=True)
class Trial:
    """A candidate translation and what is to be said of it."""

    wording: Wording
    statuses: tuple[Status, ...]
    weight: float  # its faults by the caller's checks
    left: bool  # something of a stand-in is left in it
    drift: Drift

    @property
    def right(self) -> bool:
        """Whether every term is right and nothing of a stand-in is left."""
        return not self.left and all(status.right for status in self.statuses)

    @property
    def wrong(self) -> tuple[int, ...]:
        """The slots whose term is not right."""
        return tuple(number for number, status in enumerate(self.statuses) if not status.right)

    @property
    def near(self) -> bool:
        """Whether the words around the names are much like those of the free translation."""
        return self.drift.overlap >= _LEAST_OVERLAP and not self.drift.grave


_MISSING = Status(None, False, frozenset())


def _half(text: str, slot: Slot, there: Occurrence) -> bool:
    """Whether only a part of a full name is right: a given name alone, a surname beside a given name spelt wrongly,
    the noun that heads the name of a body."""
    if there.tags and all("head" in tag for tag in there.tags):
        return True
    if slot.occurrence.part != "full" or there.part == "full" or there.role == "forbidden":
        return False
    if there.part in ("given", "patronymic"):
        return True
    language = slot.wanted.language
    beside = re.search(r"([^\W\d_]+(?:['’ʼ-][^\W\d_]+)*) $", text[: there.outer_start])
    given = slot.wanted.text.split()[:1]
    return bool(beside and given and similarity(beside[1], language, given[0], language) >= _LIKE_GIVEN)


class Examiner:
    """Examines candidates of one direction."""

    def __init__(self, matcher: Matcher, source: str, target: str, judge: Callable[[str, str], float]) -> None:
        self._matcher, self._source, self._target, self._judge = matcher, source, target, judge

    def statuses(self, source: str, text: str, slots: Sequence[Slot]) -> tuple[Status, ...]:
        """How each slot of a source fares in this translation of it."""
        targets = self._matcher.find(text, self._target)
        found = verify([slot.occurrence for slot in slots], text, targets, self._matcher.concepts, self._target)
        statuses = [
            _MISSING if use.target and _half(text, slot, use.target) else Status(use.target, use.right, use.asked)
            for slot, use in zip(slots, found.uses, strict=True)
        ]
        for slot in slots:
            if statuses[slot.number].target is None:
                taken = [status.target for status in statuses if status.target]
                other = self._inside(text, slot, taken) or self._adjective(source, text, slot, slots, taken)
                statuses[slot.number] = other or statuses[slot.number]
        return tuple(statuses)

    def _inside(self, text: str, slot: Slot, taken: Sequence[Occurrence]) -> Status | None:
        """The term inside a longer one that nothing in the source asks for: Latakia in "Latakia governorate"."""
        concept = self._matcher.concepts[slot.occurrence.concept]
        for there in _alone(Key(concept), self._target).find(text, self._target):
            if any(_meet(there, other) for other in taken) or _half(text, slot, there):
                continue
            use = verify([slot.occurrence], text, [there], self._matcher.concepts, self._target).uses[0]
            if use.target is not None and use.right:
                return Status(use.target, True, frozenset())
        return None

    def _adjective(
        self, source: str, text: str, slot: Slot, slots: Sequence[Slot], taken: Sequence[Occurrence]
    ) -> Status | None:
        """An adjective of the place, where the source has none that asks for it."""
        there = derived(text, slot.wanted)
        own = [span for span in derived(source, slot.source) if not any(_covers(other, span) for other in slots)]
        free = [span for span in there if not any(t.start < span[1] and span[0] < t.end for t in taken)]
        if len(there) <= len(own) or not free:
            return None
        start, end = free[0]
        concept = slot.occurrence.concept
        adjective = Occurrence(
            concept, start, end, start, end, text[start:end], slot.wanted.text, "preferred", "full", ("adj",)
        )
        return Status(adjective, True, frozenset())

    def free(self, source: str, text: str, slots: Sequence[Slot], weight: float) -> Trial:
        """The free translation."""
        return Trial(Wording(text), self.statuses(source, text, slots), weight, False, Drift(1.0, False, False))

    def examine(
        self, source: str, wording: Wording, slots: Sequence[Slot], free: Trial, used: Collection[StandIn]
    ) -> Trial:
        """A candidate. `used` are the stand-ins that were in the sentence when it was translated."""
        statuses = self.statuses(source, wording.text, slots)
        left = bool(used) and left_over(wording, used, free.wording.text, source, (self._source, self._target))
        apart = drift(wording.rest(_spans(statuses)), free.wording.rest(_spans(free.statuses)), self._target)
        return Trial(wording, statuses, self._judge(source, wording.text), left, apart)


def _spans(statuses: Sequence[Status]) -> list[tuple[int, int]]:
    return [(status.target.outer_start, status.target.outer_end) for status in statuses if status.target]


def _meet(one: Occurrence, other: Occurrence) -> bool:
    return one.outer_start < other.outer_end and other.outer_start < one.outer_end


def _covers(slot: Slot, span: tuple[int, int]) -> bool:
    return slot.occurrence.outer_start < span[1] and span[0] < slot.occurrence.outer_end


@lru_cache(maxsize=1024)
def _alone(key: Key, language: str) -> Matcher:
    """A matcher of one concept."""
    return Matcher([key.concept], (language,))

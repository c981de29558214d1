"""Looks at a translation with names in it: which of them are right, what is left of stand-ins, what has drifted."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aligner.glossary.attributive import is_attributive
from aligner.glossary.carrying import left_over
from aligner.glossary.derived import derived, has_adjective
from aligner.glossary.drift import Drift, drift
from aligner.glossary.forms import terms
from aligner.glossary.matcher import Matcher
from aligner.glossary.namesakes import is_kind_of_place, is_namesake, is_shared
from aligner.glossary.occurrences import Occurrence
from aligner.glossary.slips import is_doubled, with_clitics
from aligner.glossary.slots import Key, Slot
from aligner.glossary.standins import StandIn, plain_words
from aligner.glossary.verify import verify
from aligner.glossary.witnesses import is_witnessed
from aligner.glossary.wording import Placed, Wording
from aligner.languages.russian_women import is_woman
from aligner.languages.transliteration import similarity

__all__ = ["Examiner", "Status", "Trial"]

_LIKE_GIVEN = 0.6  # a word before a surname that sounds like this much of the given name is meant to be it
_LIKE_NAME = 0.8  # a word of the source that sounds like the last word of a name may be it
_REMEMBERED = 2_000  # words, by each of the matchers of one concept
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
    # Names of persons, places and bodies that the source has nowhere. One that was not in the free translation either
    # makes a candidate wrong; what the engine itself has said is for an editor to look at.
    spare: tuple[Occurrence, ...] = ()
    invented: bool = False  # a name came in that neither the source nor the free translation has

    @property
    def right(self) -> bool:
        """Whether every term is right, nothing of a stand-in is left, and no other name came in."""
        return not self.left and not self.invented and all(status.right for status in self.statuses)

    @property
    def wrong(self) -> tuple[int, ...]:
        """The slots whose term is not right."""
        return tuple(number for number, status in enumerate(self.statuses) if not status.right)

    @property
    def near(self) -> bool:
        """Whether the words around the names are much like those of the free translation."""
        return self.drift.overlap >= _LEAST_OVERLAP and not self.drift.grave


_NAMED = ("person", "place", "org")
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

    def statuses(
        self, source: str, text: str, slots: Sequence[Slot], placed: Sequence[Placed] = ()
    ) -> tuple[Status, ...]:
        """How each slot of a source fares in this translation of it; `placed` are the names that were put into it."""
        return self._looked_at(source, text, slots, self._matcher.find(text, self._target), placed)

    def _looked_at(
        self, source: str, text: str, slots: Sequence[Slot], targets: Sequence[Occurrence], placed: Sequence[Placed]
    ) -> tuple[Status, ...]:
        found = verify([slot.occurrence for slot in slots], text, targets, self._matcher.concepts, self._target)
        statuses = [Status(use.target, use.right, use.asked) for use in found.uses]
        for slot in slots:
            statuses[slot.number] = self._judged(source, text, slots, slot, statuses, targets, placed)
        return self.answered(source, text, slots, statuses, targets)

    def answered(
        self,
        source: str,
        text: str,
        slots: Sequence[Slot],
        statuses: Sequence[Status],
        targets: Sequence[Occurrence],
    ) -> tuple[Status, ...]:
        """The statuses, where a term that no occurrence of it answers to is inside a longer one, or is an adjective."""
        statuses = list(statuses)
        for slot in slots:
            if statuses[slot.number].target is None:
                taken = [status.target for status in statuses if status.target]
                if (inside := self._inside(source, text, slot, slots, taken, targets)) is not None:
                    statuses[slot.number] = inside
                    continue
                belongs = self._belonging(source, slot, slots, statuses)
                adjective = self._adjective(source, text, belongs, slots, taken) if belongs else None
                if belongs is not None and adjective is not None:
                    statuses[slot.number] = statuses[belongs.number]
                    statuses[belongs.number] = adjective
        return tuple(statuses)

    def _belonging(self, source: str, slot: Slot, slots: Sequence[Slot], statuses: Sequence[Status]) -> Slot | None:
        """The slot of the same place that an adjective may answer to: this one, or one whose answer this one takes."""
        same = [other for other in slots if other.occurrence.concept == slot.occurrence.concept and other is not slot]
        others = [other for other in same if statuses[other.number].right]
        for one in (slot, *others):
            if is_attributive(source, one.occurrence, one.source.language):
                return one
        return None

    def _judged(
        self,
        source: str,
        text: str,
        slots: Sequence[Slot],
        slot: Slot,
        statuses: Sequence[Status],
        targets: Sequence[Occurrence],
        placed: Sequence[Placed],
    ) -> Status:
        """The status of a slot, with what may be wrong with the occurrence beside its form."""
        status = statuses[slot.number]
        there = status.target
        if there is None:
            return status
        if _half(text, slot, there) or not self._is_ours(source, text, slots, slot, there, statuses):
            return _MISSING
        ours = any(one.slot == slot.number and one.start < there.end and there.start < one.end for one in placed)
        if there.doubt == "word" and not ours:
            pairs = zip(slots, statuses, strict=True)
            others = [(other, one.target) for other, one in pairs if one.target is not None and other is not slot]
            if not is_witnessed(there, text, slot, source, others):
                return _MISSING
        if (whole := with_clitics(there, text, slot)) is not None:
            return Status(whole, False, frozenset())
        if is_doubled(there, text, targets, [one.target for one in statuses if one.target]):
            return Status(there, False, frozenset())
        return status

    def _is_ours(
        self,
        source: str,
        text: str,
        slots: Sequence[Slot],
        slot: Slot,
        there: Occurrence,
        statuses: Sequence[Status],
    ) -> bool:
        """Whether an occurrence of a name is that of the concept, and of nobody who is called so as well."""
        concept = self._matcher.concepts[slot.occurrence.concept]
        others = [one.target for one in statuses if one.target is not None and one.target is not there]
        own = [word for one in others for word in text[one.outer_start : one.outer_end].split()]
        if is_namesake(there, text, slot, source, concept, own) or is_shared(slot, there, slots):
            return False
        man = self._target == "ru" and concept.kind == "person" and slot.wanted.facts.gender == "m"
        return not (man and is_woman(text, there.start, there.end, there.tags))

    def _inside(
        self,
        source: str,
        text: str,
        slot: Slot,
        slots: Sequence[Slot],
        taken: Sequence[Occurrence],
        targets: Sequence[Occurrence],
    ) -> Status | None:
        """The term inside a longer one that nothing in the source asks for: Latakia in "Latakia governorate"."""
        concept = self._matcher.concepts[slot.occurrence.concept]
        for there in _alone(Key(concept), self._target).find(text, self._target):
            if any(_meet(there, other) for other in taken) or _half(text, slot, there):
                continue
            if any(_meet(there, one) and self._is_another(there, one, concept.kind) for one in targets):
                continue
            if there.doubt not in ("", "attribute") or not self._is_ours(source, text, slots, slot, there, ()):
                continue
            use = verify([slot.occurrence], text, [there], self._matcher.concepts, self._target).uses[0]
            if use.target is not None and use.right and with_clitics(there, text, slot) is None:
                return Status(use.target, True, frozenset())
        return None

    def _is_another(self, there: Occurrence, longer: Occurrence, kind: str) -> bool:
        """Whether a name around an occurrence is that of another person, or of another place that is called so."""
        if self._matcher.concepts[longer.concept].kind != kind or kind not in ("person", "place"):
            return False
        return kind == "person" or not is_kind_of_place(longer.text, there.text, self._target)

    def _adjective(
        self, source: str, text: str, slot: Slot, slots: Sequence[Slot], taken: Sequence[Occurrence]
    ) -> Status | None:
        """An adjective of the place, where the source has none that asks for it."""
        there = derived(text, slot.wanted, sure=True)
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
        targets = self._matcher.find(text, self._target)
        statuses = self._looked_at(source, text, slots, targets, ())
        spare = self._spare(source, slots, statuses, targets)
        return Trial(Wording(text), statuses, weight, False, Drift(1.0, False, False), spare)

    def examine(
        self, source: str, wording: Wording, slots: Sequence[Slot], free: Trial, used: Collection[StandIn]
    ) -> Trial:
        """A candidate. `used` are the stand-ins that were in the sentence when it was translated."""
        targets = self._matcher.find(wording.text, self._target)
        statuses = self._looked_at(source, wording.text, slots, targets, wording.placed)
        left = bool(used) and left_over(wording, used, free.wording.text, source, (self._source, self._target))
        names = [slot.wanted.text for slot in slots if free.statuses[slot.number].target is None]
        apart = drift(wording.rest(_spans(statuses)), free.wording.rest(_spans(free.statuses)), self._target, names)
        spare = self._spare(source, slots, statuses, targets)
        known = {one.concept for one in free.spare}
        invented = any(one.concept not in known for one in spare)
        return Trial(wording, statuses, self._judge(source, wording.text), left, apart, spare, invented)

    def _spare(
        self, source: str, slots: Sequence[Slot], statuses: Sequence[Status], targets: Sequence[Occurrence]
    ) -> tuple[Occurrence, ...]:
        """The names in a translation that the source has nowhere."""
        taken = [status.target for status in statuses if status.target]
        left = [
            one
            for one in targets
            if one.certain
            and one.part in ("full", "surname")
            and self._matcher.concepts[one.concept].kind in _NAMED
            and not any(_meet(one, other) for other in taken)
        ]
        if not left:
            return ()
        there = self._matcher.find(source, self._source)
        known = {ident for one in there for ident in (one.concept, *one.rivals)}
        known.update(slot.occurrence.concept for slot in slots)
        return tuple(
            one for one in left if known.isdisjoint((one.concept, *one.rivals)) and not self._is_said(source, one)
        )

    def _is_said(self, source: str, there: Occurrence) -> bool:
        """Whether the source has the name somehow: inside a longer one, a word of it, an adjective of the place."""
        concept = self._matcher.concepts[there.concept]
        if _alone(Key(concept), self._source).find(source, self._source):
            return True
        names = list(terms(concept, self._source))
        if any(has_adjective(source, name) for name in names):
            return True
        own = {word for name in names if name.part != "given" for word in plain_words(name.text, self._source)[-1:]}
        return any(
            similarity(word, self._source, one, self._source) >= _LIKE_NAME
            for word in plain_words(source, self._source)
            for one in own
        )


def _spans(statuses: Sequence[Status]) -> list[tuple[int, int]]:
    return [(status.target.outer_start, status.target.outer_end) for status in statuses if status.target]


def _meet(one: Occurrence, other: Occurrence) -> bool:
    return one.outer_start < other.outer_end and other.outer_start < one.outer_end


def _covers(slot: Slot, span: tuple[int, int]) -> bool:
    return slot.occurrence.outer_start < span[1] and span[0] < slot.occurrence.outer_end


@lru_cache(maxsize=1024)
def _alone(key: Key, language: str) -> Matcher:
    """A matcher of one concept."""
    return Matcher([key.concept], (language,), remembered=_REMEMBERED)

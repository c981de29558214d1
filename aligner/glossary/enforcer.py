"""Enforces the approved terms of a glossary in machine translations; see docs/glossary.md for the method in prose.

The strategies, in order; each candidate is examined, and the first in which every term is right is taken:

    free       the translation as it is
    other      another translation by the engine, as it is
    variant    another name of the concept that stands there (a forbidden one, another spelling) gives way in its form
    stand-in   the sentence is translated with well-known names of the same class, gender and number; they give way
    replaced   a word of the free translation that sounds like the name gives way; its own ending tells the form
    prefix     the engine goes on from the translation up to the name
    stand-in   with other stand-ins
    placeholder  with a sign that this engine is known to keep (`probe`); always shown to an editor

Where the form is in doubt, what governs the place decides, then the engine's own score (`settling`): "scored". What no
strategy gets right is flagged, and the best translation there is stays as the engine made it.

Flags: "term", an approved term is not enforced; "form", look at the form of a name: the rules guess it, words further
off ask for it, or the sentence gives no reason for it; "doubt", compare with the source: words of the free translation
are gone, a name stands there that the source has nowhere, or one that may be a common word or one of two persons
(`held_back`) has no answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from aligner.bitext import TermUse
from aligner.glossary.carrying import carry, choose, with_stand_ins
from aligner.glossary.coordination import joined
from aligner.glossary.examining import Examiner, Trial
from aligner.glossary.held_back import is_looked_for, is_met, unanswered
from aligner.glossary.locating import whole_words
from aligner.glossary.matcher import Matcher
from aligner.glossary.mending import exact, located
from aligner.glossary.occurrences import Occurrence
from aligner.glossary.oddness import is_odd
from aligner.glossary.persons import doubtful_persons
from aligner.glossary.placeholders import with_placeholders, without_placeholders
from aligner.glossary.recording import uses_of
from aligner.glossary.settling import settle
from aligner.glossary.slots import Slot, enforceable, slots_of
from aligner.glossary.standins import StandIn, by_id, plain_words
from aligner.glossary.wording import Wording

if TYPE_CHECKING:
    from aligner.engines.base import Engine
    from aligner.glossary.probe import ProbeTable

__all__ = ["VERSION", "Draft", "Enforced", "Enforcer"]

VERSION = 4  # part of the memory's key: raise it when the same drafts would be worded otherwise

_ROUNDS = 4  # with stand-ins, each with other ones
_SURE = 0.7  # confidence in a form below which an editor should look at it
_COVERED = 0.8  # of the words around the names of the free translation, that another must have as well
_RESORTS = ("", "free", "variant", "stand-in", "replaced", "prefix", "scored", "placeholder")


class Draft(Protocol):
    """A translation as the caller makes it: by the engine, the memory and repair."""

    @property
    def text(self) -> str:
        """The translation."""
        ...

    @property
    def weight(self) -> float:
        """How bad its faults are; 0 is sound."""
        ...


D = TypeVar("D", bound=Draft)


@dataclass(frozen=True)
class Enforced(Generic[D]):
    """A translation with the terms in it."""

    text: str
    draft: D  # the one that it was made from
    terms: tuple[TermUse, ...] = ()
    flags: tuple[str, ...] = ()  # "term", "form", "doubt": see the module
    strategy: str = ""  # the last resort that any of its terms took, as above; "" where there was no term


@dataclass
class _Case(Generic[D]):
    """One text on its way through the strategies."""

    text: str
    slots: tuple[Slot, ...]
    draft: D  # the free translation
    free: Trial
    best: Trial
    best_draft: D
    done: bool = False
    held: tuple[Trial, D] | None = None  # right, but far from the free translation
    tried: set[str] = field(default_factory=set)  # ids of stand-ins that failed here
    common: frozenset[str] | None = None  # the words of the translations with stand-ins
    used: dict[int, StandIn] = field(default_factory=dict)  # the stand-ins of the last translation with some
    kept: dict[int, StandIn] = field(default_factory=dict)  # those of them that came out
    others: list[str] = field(default_factory=list)  # the translations with stand-ins that did not come out
    tail: Wording | None = None  # names in place, but what follows is not right
    held_back: tuple[Occurrence, ...] = ()  # terms that nothing is enforced for

    def covers(self, trial: Trial) -> bool:
        """Whether a candidate has what the free translation says around the names, their wrong renderings aside."""
        wrong = [self.slots[number] for number in self.free.wrong]
        allowed = sum(max(map(_words, (slot.wanted.text, slot.source.text))) for slot in wrong)
        return min(trial.drift.covered(allowed), trial.drift.length(allowed)) >= _COVERED

    def consider(self, trial: Trial, draft: D, *, final: bool = False) -> None:
        """Take a candidate if all is right, keep it in mind if it is better than what there is."""
        if self.done or trial.left:
            return
        worse = trial.weight > max(self.free.weight, 0.0)
        grave = trial.drift.grave and trial.weight >= self.free.weight
        if trial.right and not worse and not grave:
            if (trial.near and self.covers(trial)) or final:
                self.best, self.best_draft, self.done = trial, draft, True
            elif self.held is None:
                self.held = (trial, draft)
            return
        if not (grave or worse) and (len(trial.wrong), trial.weight) < (len(self.best.wrong), self.best.weight):
            self.best, self.best_draft = trial, draft

    def settle_for_held(self) -> None:
        """Nothing nearer came: what is right and only worded otherwise is good."""
        if not self.done and self.held is not None:
            (self.best, self.best_draft), self.done = self.held, True


def _words(name: str) -> int:
    return len(plain_words(name, "en"))  # of any script


def _joined(case: _Case[D]) -> Wording | None:
    return joined(case.text, case.free.wording, case.slots, case.free.statuses)


class Enforcer:
    """The approved terms of a glossary for one engine."""

    def __init__(self, matcher: Matcher, engine: Engine, *, table: ProbeTable | None = None) -> None:
        """`matcher` knows the glossary, in the languages of the engine; `table` is what a probe of it has shown."""
        self._matcher, self._engine, self._table = matcher, engine, table
        self._known = table.kept if table else {}

    def occurrences(self, texts: Sequence[str]) -> list[tuple[Occurrence, ...]]:
        """The approved terms in the segments of one document that have a name in the target language.

        Of what the matcher holds back (a common word as well, one of two persons) those are among them to which there
        should be an answer (`held_back`); they are not `certain`.
        """
        concepts, source, target = self._matcher.concepts, self._engine.source, self._engine.target
        return [
            tuple(
                o
                for o in group
                if (o.certain and enforceable(concepts.get(o.concept), target))
                or is_looked_for(o, concepts, source, target)
                or (source == "ar" and is_met(o, text, concepts, target))
            )
            for text, group in zip(texts, self._matcher.find_in(texts, source), strict=True)
        ]

    def version(self, occurrences: Sequence[Occurrence]) -> str:
        """What the result depends on besides the text, as a short hash; "" where there is no term.

        The terms of the source with the names of their concepts, of those that they may be as well, and the probe. Not
        covered is the rest of the glossary, which decides how other words of the *translation* are read: a concept new
        to the glossary whose name is like one of these leaves what the memory has as it is.
        """
        if not occurrences:
            return ""
        digest = hashlib.sha256(f"{VERSION}\0{self._table.version if self._table else ''}".encode())
        for found in occurrences:
            concept = self._matcher.concepts[found.concept]
            others = [self._matcher.concepts[ident] for ident in found.rivals if ident in self._matcher.concepts]
            names = [
                repr(one.names.get(code))
                for one in (concept, *others)
                for code in (self._engine.source, self._engine.target)
            ]
            entry = (
                found.start,
                found.end,
                found.term,
                found.part,
                found.tags,
                found.certain,
                found.rivals,
                concept.kind,
                concept.gender,
            )
            digest.update(repr((found.concept, entry, names)).encode())
        return digest.hexdigest()[:16]

    def translate(
        self,
        texts: Sequence[str],
        occurrences: Sequence[Sequence[Occurrence]],
        translate: Callable[[Sequence[str]], Sequence[D]],
        judge: Callable[[str, str], float],
        variants: Callable[[Sequence[str]], Sequence[Sequence[D]]] | None = None,
    ) -> list[Enforced[D]]:
        """Translate texts, each with its occurrences as `occurrences` finds them; one answer a text, in order.

        `translate` is how the caller translates segments; it is called with all texts as they are, then with those
        that are not right yet and stand-ins in them, a few times at most. `judge(source, translation)` weighs faults
        as `Draft.weight` does. `variants` gives other translations of the same texts, best first (the engine's other
        candidates, clause by clause); it is asked once, for the few texts that the first stand-ins did not help.
        """
        source, target = self._engine.source, self._engine.target
        examiner = Examiner(self._matcher, source, target, judge)
        drafts = translate(texts)
        cases: list[_Case[D] | None] = []
        for text, found, draft in zip(texts, occurrences, drafts, strict=True):
            slots = slots_of(found, self._matcher.concepts, source, target)
            free = examiner.free(text, draft.text, slots, draft.weight)
            held_back = tuple(one for one in found if not one.certain)
            case = _Case(text, slots, draft, free, free, draft, held_back=held_back)
            case.done = free.right
            cases.append(case if found else None)
        self._climb([case for case in cases if case and not case.done], examiner, translate, variants)
        return [
            self._finished(case, examiner) if case else Enforced(draft.text, draft)
            for case, draft in zip(cases, drafts, strict=True)
        ]

    def _climb(
        self,
        cases: list[_Case[D]],
        examiner: Examiner,
        translate: Callable[[Sequence[str]], Sequence[D]],
        variants: Callable[[Sequence[str]], Sequence[Sequence[D]]] | None,
    ) -> None:
        self._mend(cases, examiner, locating=False)
        for rank in range(_ROUNDS):
            left = [case for case in cases if not case.done]
            if not left:
                return
            self._stand_in(left, examiner, translate)
            self._mend(left, examiner, locating=True)
            if rank == 0:
                self._go_on(left, examiner)
                for case in left:
                    case.settle_for_held()
                if variants is not None:
                    self._vary(left, examiner, variants)
        for case in cases:
            case.settle_for_held()
        self._place(([case for case in cases if not case.done]), examiner, translate)

    def _vary(
        self,
        cases: Sequence[_Case[D]],
        examiner: Examiner,
        variants: Callable[[Sequence[str]], Sequence[Sequence[D]]],
    ) -> None:
        """Other translations of the same sentences, as they are and with the stand-ins in them."""
        left = [case for case in cases if not case.done]
        if not left:
            return
        masked = [with_stand_ins(case.text, case.slots, case.used) for case in left]
        answers = variants([*(case.text for case in left), *masked])
        found: list[tuple[_Case[D], Wording, D, Sequence[StandIn]]] = []
        for case, drafts, with_names in zip(left, answers, answers[len(left) :], strict=False):
            for draft in drafts:
                statuses = examiner.statuses(case.text, draft.text, case.slots)
                found.append((case, exact(Wording(draft.text), case.slots, statuses), draft, ()))
            for draft in with_names if case.used else ():
                carried = carry(draft.text, case.slots, case.used, self._engine.target)
                if not carried.missing and not carried.doubled:
                    found.append((case, carried.wording, draft, tuple(case.used.values())))
        self._try(found, examiner)

    def _try(
        self,
        found: Sequence[tuple[_Case[D], Wording, D, Sequence[StandIn]]],
        examiner: Examiner,
        *,
        final: bool = False,
    ) -> None:
        """Choose the forms of all these wordings together, and examine them."""
        settled = settle([case.text for case, *_ in found], [wording for _, wording, *_ in found], self._engine)
        for (case, _, draft, used), wording in zip(found, settled, strict=True):
            case.consider(examiner.examine(case.text, wording, case.slots, case.free, used), draft, final=final)

    def _mend(self, cases: Sequence[_Case[D]], examiner: Examiner, *, locating: bool) -> None:
        """Names that stand in the free translation in another spelling or form."""
        found = []
        for case in cases:
            if case.done:
                continue
            wording = exact(case.free.wording, case.slots, case.free.statuses)
            if locating:
                statuses = examiner.statuses(case.text, wording.text, case.slots)
                wording = located(wording, case.slots, statuses, case.common, case.others)
            if wording.placed:
                found.append((case, wording, case.draft, ()))
        self._try(found, examiner)

    def _stand_in(
        self, cases: Sequence[_Case[D]], examiner: Examiner, translate: Callable[[Sequence[str]], Sequence[D]]
    ) -> None:
        """Translate with stand-ins for the names that are not right yet, and carry their forms over."""
        target = self._engine.target
        jobs: list[_Case[D]] = []
        for case in cases:
            wrong = [slot for slot in case.slots if slot.number in case.free.wrong]
            avoid = [case.draft.text, *(slot.wanted.text for slot in case.slots)]
            used = choose(wrong, case.text, avoid, target, tried=case.tried, keep=case.kept, known=self._known)
            if used and used != case.used:
                case.used = used
                case.tried.update(standin.id for standin in used.values())
                jobs.append(case)
        if not jobs:
            return
        drafts = translate([with_stand_ins(case.text, case.slots, case.used) for case in jobs])
        found: list[tuple[_Case[D], Wording, D, Sequence[StandIn]]] = []
        for case, draft in zip(jobs, drafts, strict=True):
            case.common = (case.common or frozenset()) | whole_words(draft.text, target)
            carried = carry(draft.text, case.slots, case.used, target)
            bad = carried.missing | carried.doubled
            case.kept = {number: standin for number, standin in case.used.items() if number not in bad}
            if carried.missing:
                case.others.append(draft.text)
                continue
            if case.tail is None:
                case.tail = carried.wording
            if not carried.doubled:
                statuses = examiner.statuses(case.text, carried.wording.text, case.slots)
                wording = exact(carried.wording, case.slots, statuses)
                found.append((case, wording, draft, tuple(case.used.values())))
        self._try(found, examiner)
        for case in jobs:
            if len(case.kept) == len(case.used):  # all came out, and still it is not right: others altogether
                case.kept = {}

    def _go_on(self, cases: Sequence[_Case[D]], examiner: Examiner) -> None:
        """Let the engine translate again from behind the last name that was put in place."""
        if not self._engine.capabilities.prefix:
            return
        tails = [(case, case.tail or _joined(case)) for case in cases if not case.done]
        open_ = [(case, tail) for case, tail in tails if tail is not None]
        if not open_:
            return
        settled = settle([case.text for case, _ in open_], [tail for _, tail in open_], self._engine)
        starts = [tail.text[: tail.placed[-1].end] for tail in settled]
        answers = self._engine.translate([case.text for case, _ in open_], prefixes=[start + " " for start in starts])
        found: list[tuple[_Case[D], Wording, D, Sequence[StandIn]]] = []
        for (case, _), tail, start, answer in zip(open_, settled, starts, answers, strict=True):
            if answer[0].text.startswith(start):
                placed = tuple(replace(one, strategy="prefix") for one in tail.placed)
                used = tuple(by_id()[ident] for ident in sorted(case.tried))
                found.append((case, Wording(answer[0].text, placed), case.draft, used))
        self._try(found, examiner)

    def _place(
        self, cases: Sequence[_Case[D]], examiner: Examiner, translate: Callable[[Sequence[str]], Sequence[D]]
    ) -> None:
        """Signs in the place of names, where this engine is known to keep some."""
        signs = self._table.placeholders if self._table else ()
        jobs = [case for case in cases if len(case.free.wrong) <= len(signs)]
        if not jobs or not signs:
            return
        drafts = translate([with_placeholders(case.text, case.slots, case.free.wrong, signs) for case in jobs])
        found: list[tuple[_Case[D], Wording, D, Sequence[StandIn]]] = []
        for case, draft in zip(jobs, drafts, strict=True):
            wording = without_placeholders(draft.text, case.slots, case.free.wrong, signs)
            if wording is not None:
                found.append((case, wording, draft, ()))
        self._try(found, examiner, final=True)

    def _finished(self, case: _Case[D], examiner: Examiner) -> Enforced[D]:
        trial = case.best
        uses = uses_of(trial, case.slots)
        flags = [] if case.done else ["term"]
        doubtful = any(p.sure < _SURE for p in trial.wording.placed)
        there = [status.target for status in trial.statuses if status.target is not None]
        text, target = trial.wording.text, self._engine.target
        if case.done and (doubtful or is_odd(there, text, target, self._matcher.concepts)):
            flags.append("form")
        unanswered = self._unanswered(case)
        if unanswered or trial.spare or not case.covers(trial) or doubtful_persons(case.text, case.slots, trial):
            flags.append("doubt")
        resort = max((use.strategy for use in uses if use.strategy in _RESORTS), key=_RESORTS.index, default="")
        strategy = resort or ("free" if case.slots else "")
        if strategy == "free" and text != case.free.wording.text:
            strategy = "other"
        uses = tuple(sorted((*uses, *unanswered), key=lambda use: use.source_start))
        return Enforced(text, case.best_draft, uses, tuple(flags), strategy)

    def _unanswered(self, case: _Case[D]) -> tuple[TermUse, ...]:
        """The terms held back in the source that nothing in the translation answers to."""
        if not case.held_back:
            return ()
        source, target = self._engine.source, self._engine.target
        text = case.best.wording.text
        found = self._matcher.find(text, target)
        return unanswered(case.held_back, text, found, self._matcher.concepts, (source, target))

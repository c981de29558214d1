"""The glossary's part in a job: one matcher for all directions, an enforcer for each, opened when first needed."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.bitext import Bead, TermUse
from aligner.engines.base import Engine
from aligner.glossary.enforcer import Enforcer
from aligner.glossary.examining import Examiner, Status
from aligner.glossary.matcher import Matcher
from aligner.glossary.occurrences import Occurrence
from aligner.glossary.probe import ProbeTable
from aligner.glossary.slots import Slot, slots_of
from aligner.glossary.store import Glossary
from aligner.glossary.verify import WRITTEN

__all__ = ["Terms"]


class Terms:
    """The approved terms of a glossary on their way into translations."""

    def __init__(self, glossary: Glossary | None, languages: Sequence[str]) -> None:
        approved = [] if glossary is None else [c for c in glossary.concepts.values() if c.status == "approved"]
        self._glossary = None if glossary is None else Glossary.of(approved)
        self._languages = tuple(dict.fromkeys(languages))
        self._matcher: Matcher | None = None

    @property
    def version(self) -> str:
        """Equal versions hold the same terms; "" without a glossary."""
        return "" if self._glossary is None else self._glossary.version

    def enforcer(self, engine: Engine) -> Enforcer | None:
        """Who enforces them behind this engine; None without a glossary."""
        if self._glossary is None:
            return None
        return Enforcer(self._matcher_of(self._glossary), engine, table=ProbeTable.load(engine.fingerprint))

    def renewed(self, bead: Bead, occurrences: Sequence[Occurrence]) -> tuple[TermUse, ...]:
        """The terms of a bead as they stand now, where one of them was approved or renamed since it was translated.

        Nothing where the translation has every term in an approved form, or lacks only what it lacked before, too.
        `occurrences` are those of its source.
        """
        if self._glossary is None or not occurrences or not bead.target:
            return ()
        matcher, languages = self._matcher_of(self._glossary), (bead.source_language, bead.target_language)
        slots = slots_of(occurrences, matcher.concepts, *languages)
        examiner = Examiner(matcher, *languages, lambda source, target: 0.0)
        statuses = examiner.statuses(bead.source_text, bead.target_text, slots)
        wrong = [slot.occurrence.concept for slot, status in zip(slots, statuses, strict=True) if not status.right]
        if not any(self._is_new(concept, bead, matcher) for concept in wrong):
            return ()
        return tuple(_use(slot, status, bead.target_text) for slot, status in zip(slots, statuses, strict=True))

    def _is_new(self, concept: str, bead: Bead, matcher: Matcher) -> bool:
        """Whether the glossary has asked for another form of the concept, or for none, when the bead was made."""
        before = [use for use in bead.terms if use.concept == concept]
        return all(
            use.verified
            and not any(
                found.concept == concept and found.role in WRITTEN
                for found in matcher.find(use.target, bead.target_language)
            )
            for use in before
        )

    def _matcher_of(self, glossary: Glossary) -> Matcher:
        if self._matcher is None:  # with many concepts this takes a while: not for a job where all is done already
            self._matcher = Matcher(glossary.concepts.values(), self._languages)
        return self._matcher


def _use(slot: Slot, status: Status, text: str) -> TermUse:
    found, there = slot.occurrence, status.target
    if there is None:
        return TermUse(found.concept, found.text, "", found.start, -1)
    return TermUse(
        found.concept,
        found.text,
        text[there.outer_start : there.outer_end],
        found.start,
        there.outer_start,
        "free" if status.right else "",
        status.right,
    )

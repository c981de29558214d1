"""Slips beside a name in a translation that has the right letters: clitics as nobody writes them, the name twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aligner import languages
from aligner.glossary.occurrences import Occurrence
from aligner.glossary.paradigms import table_of
from aligner.glossary.slots import Slot
from aligner.languages.arabic_names import wrong_clitics

__all__ = ["is_doubled", "with_clitics"]


def with_clitics(there: Occurrence, text: str, slot: Slot) -> Occurrence | None:
    """An Arabic name that has its clitics wrongly written (ل الشرع), with them and with the form it should have."""
    if slot.wanted.language != "ar":
        return None
    for form in dict.fromkeys((there.text, slot.wanted.text)):
        for fault in wrong_clitics(text, form, proper=slot.wanted.facts.kind in ("person", "place")):
            if fault.start < there.end and there.start < fault.end:
                plain = languages.get("ar").normal_form
                right = plain(fault.right).text
                tags = tuple(one.tag for one in table_of(slot.wanted) if plain(one.text).text == right)
                return replace(
                    there,
                    outer_start=min(there.outer_start, fault.start),
                    outer_end=max(there.outer_end, fault.end),
                    tags=tags or there.tags,
                )
    return None


def is_doubled(there: Occurrence, text: str, targets: Sequence[Occurrence], taken: Sequence[Occurrence]) -> bool:
    """Whether the same name stands right beside an occurrence once more, for nothing: «Богданов Богданов сказал»."""
    for other in targets:
        if other is there or other.concept != there.concept or any(other is one for one in taken):
            continue
        first, second = sorted((there, other), key=lambda one: one.outer_start)
        if first.outer_end < second.outer_start and not text[first.outer_end : second.outer_start].strip():
            return True
    return False

"""Slips beside a name in a translation that has the right letters: clitics as nobody writes them, the name twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from aligner import languages
from aligner.glossary.occurrences import Occurrence
from aligner.glossary.paradigms import table_of
from aligner.glossary.slots import Slot
from aligner.languages.arabic_names import wrong_clitics
from aligner.languages.wordlist import words

__all__ = ["doubles", "is_doubled", "with_clitics"]


_BETWEEN = frozenset((",", "،", *words("на в с к о от из для у по на к of on to for by with in على في إلى من عن مع")))


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
    return any(
        there in pair and not all(any(other is one for one in taken) for other in pair)
        for pair in doubles(text, targets)
    )


def doubles(text: str, targets: Sequence[Occurrence]) -> Iterator[tuple[Occurrence, Occurrence]]:
    """The names that stand right behind themselves, with nothing or, where the letters are the same, a comma or a
    preposition between: «Богданов Богданов», «Путин, Путин», «аш-Шараа на аш-Шараа».

    Not «Putin's Putin», «السودان والسودان», «помощник Путина Путину сообщил».
    """
    ordered = sorted(targets, key=lambda one: one.outer_start)
    for first, second in pairwise(ordered):
        if first.concept != second.concept or first.outer_end >= second.outer_start:
            continue
        if first.outer_end > first.end or second.outer_start < second.start:
            continue
        between = text[first.outer_end : second.outer_start].strip()
        if between and (between.casefold() not in _BETWEEN or first.text != second.text):
            continue
        if first.text == second.text or set(first.tags) & set(second.tags):
            yield first, second

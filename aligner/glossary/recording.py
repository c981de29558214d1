"""What was decided for each term of a sentence, as the bead keeps it."""

from __future__ import annotations

from collections.abc import Sequence

from aligner import languages
from aligner.bitext import TermUse
from aligner.glossary.examining import Status, Trial
from aligner.glossary.paradigms import table_of
from aligner.glossary.slots import Slot
from aligner.glossary.wording import Placed

__all__ = ["uses_of"]


def uses_of(trial: Trial, slots: Sequence[Slot]) -> tuple[TermUse, ...]:
    """One use for each occurrence of the source."""
    return tuple(_use(trial, slot, trial.statuses[slot.number]) for slot in slots)


def _use(trial: Trial, slot: Slot, status: Status) -> TermUse:
    occurrence, there, text = slot.occurrence, status.target, trial.wording.text
    placed = trial.wording.at(slot.number)
    if there is None:
        return TermUse(occurrence.concept, occurrence.text, "", occurrence.start, -1)
    if placed is not None and there.start < placed.end and placed.start < there.end:
        return TermUse(
            occurrence.concept,
            occurrence.text,
            text[placed.start : placed.end],
            occurrence.start,
            placed.start,
            placed.strategy,
            status.right,
            _form(_tags(placed), text, placed.start, placed.end, slot.wanted.language),
            placed.sure,
            _alternatives(placed),
        )
    return TermUse(
        occurrence.concept,
        occurrence.text,
        text[there.outer_start : there.outer_end],
        occurrence.start,
        there.outer_start,
        "free" if status.right else "",
        status.right,
        _form(there.tags, text, there.start, there.end, slot.wanted.language),
    )


def _tags(placed: Placed) -> list[str]:
    """All forms of the name with these letters, the chosen one first."""
    same = [form.tag for form in table_of(placed.term) if form.text == placed.form.text]
    return list(dict.fromkeys((placed.form.tag, *same)))


def _alternatives(placed: Placed) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form.text for form in placed.options[1:]))


def _form(tags: Sequence[str], text: str, start: int, end: int, language: str) -> str:
    """Which form a name has, of those that its letters may be: what the words around ask for, else the first."""
    if len(tags) > 1:
        asked = languages.get(language).naming.government(text, start, end)
        fitting = [tag for tag in tags if asked and tag in asked.tags]
        if fitting:
            return min(fitting, key=lambda tag: tag == "acc")  # "о", "в" and "на" mostly ask for the locative
    return tags[0] if tags else ""

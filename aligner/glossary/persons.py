"""What an editor should look at in a translation because of the persons in it: roles, names apart, added titles."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.glossary.attributes import adds_title
from aligner.glossary.examining import Trial
from aligner.glossary.namesakes import is_apart
from aligner.glossary.roles import swapped
from aligner.glossary.slots import Slot

__all__ = ["doubtful_persons"]


def doubtful_persons(source: str, slots: Sequence[Slot], trial: Trial) -> bool:
    """Whether two persons have changed their roles, a name has come apart, or has a title that the source lacks."""
    text = trial.wording.text
    found = [
        (slot, status.target)
        for slot, status in zip(slots, trial.statuses, strict=True)
        if status.target is not None and slot.wanted.facts.kind == "person"
    ]
    for slot, there in found:
        if is_apart(there, text, slot, source):
            return True
        if adds_title(text, there.outer_start, [(source, slot.source.language)], slot.wanted.language):
            return True
    pairs = [(slot.occurrence, there) for slot, there in found]
    codes = next(((slot.source.language, slot.wanted.language) for slot, _ in found), ("", ""))
    return len(pairs) > 1 and swapped(pairs, source, text, codes)

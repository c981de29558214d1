"""Begins a sentence again where one of two names joined by "and" was dropped: behind the first, with the second."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.glossary.examining import Status
from aligner.glossary.slots import Slot
from aligner.glossary.wording import Placed, Wording, choices

__all__ = ["joined"]

_JOINTS = {"en": ("and", "&"), "ru": ("и",), "ar": ("و",)}
_WRITTEN = {"en": " and ", "ru": " и ", "ar": " "}
_SURE = 0.9  # both names stand in one case


def joined(text: str, wording: Wording, slots: Sequence[Slot], statuses: Sequence[Status]) -> Wording | None:
    """The beginning of a translation up to the second name, where only that is missing; None for any other case."""
    missing = [slot for slot, status in zip(slots, statuses, strict=True) if not status.right]
    if len(missing) != 1 or statuses[missing[0].number].target is not None or missing[0].number == 0:
        return None
    second, first = missing[0], slots[missing[0].number - 1]
    there = statuses[first.number].target
    if there is None or not _joins(text, first, second):
        return None
    language = second.wanted.language
    tags = ["و"] if language == "ar" else [tag for tag in there.tags if tag != "poss"] or [""]
    options = choices(second.wanted, tags, language)
    if not options:
        return None
    start = wording.text[: there.outer_end] + _WRITTEN[language]
    return Wording(start).put(Placed(second.number, second.wanted, len(start), len(start), options, "prefix", _SURE))


def _joins(text: str, first: Slot, second: Slot) -> bool:
    """Whether nothing but "and" stands between two names of the source."""
    between = text[first.occurrence.end : second.occurrence.start].split()
    return len(between) == 1 and between[0].casefold() in _JOINTS[first.source.language]

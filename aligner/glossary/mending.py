"""Mends the names in a translation where they stand: a spelling that is not the approved one, a form that cannot be."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from aligner import languages
from aligner.glossary.differing import differing
from aligner.glossary.examining import Status
from aligner.glossary.governing import is_immediate
from aligner.glossary.locating import locate, tags_by_ending
from aligner.glossary.occurrences import Occurrence
from aligner.glossary.paradigms import clitics_of
from aligner.glossary.slots import Slot
from aligner.glossary.verify import contradiction
from aligner.glossary.wording import Placed, Wording, choices
from aligner.languages.names import Form

__all__ = ["exact", "located"]

_SAME_FORM = 0.95  # another name of the concept stood there in this form
_ASKED = 0.96  # a preposition right before it asks for this form, and none else can be
_LOOSELY = 0.65  # so do words further off: к новому Россия не готова; an editor should look
_SHOWN = 0.8  # other translations show the place, and the form is not in doubt
_COPIED = 0.65  # letters of the source in Arabic text: a preposition that is written together with the name is lost
_ENDING = 0.9  # the wrong name's own ending tells


def exact(wording: Wording, slots: Sequence[Slot], statuses: Sequence[Status]) -> Wording:
    """With every name that is known to be the concept's, but not as it must be written, replaced in its form."""
    language = slots[0].wanted.language if slots else ""
    for slot, status in sorted(zip(slots, statuses, strict=True), key=_from_the_end):
        there = status.target
        if status.right or there is None or _overlaps(wording, there.outer_start, there.outer_end):
            continue
        options = _asked(slot, there.tags, status, language)
        if options:
            sure = _confidence(wording.text, there, language) if status.asked else _SAME_FORM
            how = "replaced" if status.asked else "variant"
            span = (there.outer_start, there.outer_end)
            most = sure if status.asked else 1.0
            wording = wording.put(Placed(slot.number, slot.wanted, *span, options, how, sure, most=most))
    return wording


def _from_the_end(pair: tuple[Slot, Status]) -> int:
    return -pair[1].target.outer_start if pair[1].target else 0


def _asked(slot: Slot, tags: Sequence[str], status: Status, language: str) -> tuple[Form, ...]:
    if not status.asked:
        return choices(slot.wanted, tags, language)
    options = choices(slot.wanted, sorted(status.asked), language)
    if language != "ar":
        return options
    clitics = {clitics_of(tag) for tag in tags}  # إلى asks for the genitive, not for another preposition before it
    return tuple(form for form in options if clitics_of(form.tag) in clitics) or options


def _confidence(text: str, there: Occurrence, language: str) -> float:
    """How sure it is that the engine's form is wrong, which something around contradicts."""
    asking = contradiction(text, there, language)
    sure = asking is not None and is_immediate(text, there.start, there.end, asking, language)
    return _ASKED if sure else _LOOSELY


def _overlaps(wording: Wording, start: int, end: int) -> bool:
    return any(start < placed.end and placed.start < end for placed in wording.placed)


def located(
    wording: Wording,
    slots: Sequence[Slot],
    statuses: Sequence[Status],
    common: Collection[str] | None,
    others: Sequence[str],
) -> Wording:
    """With every missing name put in the place of a word that sounds like it, where there is clearly one.

    `common` are the words of translations of the same sentence with other names in its place; `others` are those of
    them in which the other names did not come out: where one name is missing, they show its place, too.
    """
    language = slots[0].wanted.language if slots else ""
    spans = [(status.target.outer_start, status.target.outer_end) for status in statuses if status.target]
    for slot, status in zip(slots, statuses, strict=True):
        if status.right or status.target is not None or wording.at(slot.number):
            continue
        taken = [*spans, *((placed.start, placed.end) for placed in wording.placed)]
        place = locate(wording.text, slot.wanted, slot.source.text, slot.source.language, taken=taken, common=common)
        if place is None:
            wording = _at_difference(wording, slot, statuses, others)
            continue
        wrong = wording.text[place.start : place.end]
        options = tags_by_ending(slot.wanted, wrong)
        copied = language == "ar" and languages.script_share(wrong)["Arabic"] < 0.5
        sure = _COPIED if copied else round(_ENDING * min(1.0, place.similarity + 0.1), 3)
        most = _COPIED if copied else 1.0
        size = len(wording.text)
        wording = wording.put(
            Placed(slot.number, slot.wanted, place.start, place.end, options, "replaced", sure, most=most)
        )
        shift = len(wording.text) - size
        spans = [(start + shift, end + shift) if start >= place.end else (start, end) for start, end in spans]
    return wording


def _at_difference(wording: Wording, slot: Slot, statuses: Sequence[Status], others: Sequence[str]) -> Wording:
    """With the one missing name where the translations with other names differ from this one."""
    if wording.placed or sum(not status.right for status in statuses) != 1:
        return wording
    place = differing(wording.text, others, slot.wanted)
    options = place.forms(slot.wanted) if place else ()
    if place is None or not options:
        return wording
    return wording.put(Placed(slot.number, slot.wanted, place.start, place.end, options, "replaced", _SHOWN))

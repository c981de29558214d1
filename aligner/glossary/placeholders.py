"""Signs in the place of names, for engines that are known to keep them: the last resort before a flag."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aligner import languages
from aligner.glossary.paradigms import plain_tag, table_of
from aligner.glossary.slots import Slot
from aligner.glossary.wording import Placed, Wording, choices

__all__ = ["SIGNS", "with_placeholders", "without_placeholders"]

SIGNS = ("T1", "T2", "X1", "X2", "(1)", "(2)", "7301", "7302", "ABC1", "ABC2", "Q7", "Q8")

_CONFIDENCE = 0.5  # a sign is not declined, so nothing tells the form: an editor is asked to look


def with_placeholders(text: str, slots: Sequence[Slot], numbers: Sequence[int], signs: Sequence[str]) -> str:
    """The source text with a sign for each of these slots, clitics included."""
    sign_of = dict(zip(numbers, signs, strict=False))
    for slot in sorted(slots, key=lambda slot: -slot.occurrence.start):
        if slot.number in sign_of:
            occurrence = slot.occurrence
            text = text[: occurrence.start] + sign_of[slot.number] + text[occurrence.end :]
    return text


def without_placeholders(
    text: str, slots: Sequence[Slot], numbers: Sequence[int], signs: Sequence[str]
) -> Wording | None:
    """The translation with names for the signs; None where one did not come out exactly once."""
    wording = Wording(text)
    places = []
    for number, sign in zip(numbers, signs, strict=False):
        found = list(re.finditer(rf"(?<!\w){re.escape(sign)}(?!\w)", text))
        if len(found) != 1:
            return None
        places.append((found[0], slots[number]))
    for match, slot in sorted(places, key=lambda place: -place[0].start()):
        language = slot.wanted.language
        tags = [form.tag for form in table_of(slot.wanted) if plain_tag(language, form.tag)]
        if language != "ru":
            tags = [languages.get(language).naming.tags[0]]
        options = choices(slot.wanted, tags, language)
        if not options:
            return None
        wording = wording.put(
            Placed(
                slot.number,
                slot.wanted,
                match.start(),
                match.end(),
                options,
                "placeholder",
                _CONFIDENCE,
                most=_CONFIDENCE,
            )
        )
    return wording

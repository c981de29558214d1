"""Sentences with stand-ins: making them, finding the stand-ins in the translation, carrying their forms over."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aligner.glossary.matcher import Matcher
from aligner.glossary.occurrences import Occurrence
from aligner.glossary.slots import Slot
from aligner.glossary.standins import (
    StandIn,
    by_id,
    clashes,
    plain_words,
    ranked,
    source_form,
    standing_for,
    stems_of_words,
    takes_article,
    words_of,
)
from aligner.glossary.wording import Placed, Wording, begins_sentence, choices

__all__ = ["Carried", "carry", "choose", "found_in", "left_over", "with_stand_ins"]

_UNIQUE = 0.97  # the form of the stand-in tells the form of the name
_GUESSED = 0.85  # the same, but a form of the name is a guess of the rules


@dataclass(frozen=True, slots=True)
class Carried:
    """A translation in which stand-ins gave way to names."""

    wording: Wording
    missing: frozenset[int]  # slots whose stand-in did not come out
    doubled: frozenset[int]  # slots whose stand-in came out more than once; the first gave way


def choose(
    slots: Sequence[Slot],
    text: str,
    avoid: Sequence[str],
    target: str,
    *,
    tried: Collection[str] = (),
    keep: Mapping[int, StandIn] | None = None,
    known: Mapping[str, float] | None = None,
) -> dict[int, StandIn]:
    """A stand-in for each slot of a text, each another, none with a word of the text or of `avoid` (target language).

    `tried` are ids that failed in this text already, `keep` those that came out before. Slots for which none is left
    are not in the answer.
    """
    chosen: dict[int, StandIn] = {
        slot.number: (keep or {})[slot.number] for slot in slots if slot.number in (keep or {})
    }
    for slot in slots:
        if slot.number in chosen:
            continue
        source = slot.source.language
        names = [other.source.text for other in slots]
        article = _article(slot, text)
        for standin in ranked(slot.source, slot.occurrence.tags, slot.wanted, article=article, known=known):
            if standin.id in tried or _shares_words(standin, chosen.values()):
                continue
            if clashes(standin, source, (text, *names)) or clashes(standin, target, avoid):
                continue
            chosen[slot.number] = standin
            break
    return chosen


def _article(slot: Slot, text: str) -> bool | None:
    """Whether English says "the" before the name: in the source text, or by what the name is in the target."""
    if slot.source.language == "en":
        return re.search(r"\bthe $", text[: slot.occurrence.outer_start], re.IGNORECASE) is not None
    return takes_article(slot.wanted) if slot.wanted.language == "en" else None


def _shares_words(standin: StandIn, others: Collection[StandIn]) -> bool:
    """Whether it could be taken for one of the others: by any word of a person or place, else only by all."""
    if standin.kind not in ("person", "place"):
        return standin in others
    return any(
        not stems_of_words(standin, code).isdisjoint(stems_of_words(other, code))
        for other in others
        for code in ("en", "ru")
    )


def with_stand_ins(text: str, slots: Sequence[Slot], used: Mapping[int, StandIn]) -> str:
    """The source text with stand-ins in the form of the names that they stand for."""
    for slot in sorted(slots, key=lambda slot: -slot.occurrence.start):
        if slot.number not in used:
            continue
        occurrence, language = slot.occurrence, slot.source.language
        form = source_form(used[slot.number], language, occurrence.tags)
        if form[:1].islower() and (occurrence.text[:1].isupper() and begins_sentence(text, occurrence.outer_start)):
            form = form[:1].upper() + form[1:]
        text = text[: occurrence.outer_start] + form + text[occurrence.outer_end :]
    return text


@lru_cache(maxsize=1024)
def _finder(ident: str) -> Matcher:
    return Matcher([by_id()[ident].concept()])


def found_in(standin: StandIn, text: str, language: str) -> tuple[Occurrence, ...]:
    """Where a stand-in stands in a text, in any form and rendering; of a person also the surname alone."""
    return tuple(o for o in _finder(standin.id).find(text, language) if o.part in ("full", "surname"))


def carry(text: str, slots: Sequence[Slot], used: Mapping[int, StandIn], language: str) -> Carried:
    """The translation with every stand-in that came out replaced by the name in the form that answers to it."""
    by_number = {slot.number: slot for slot in slots}
    places: list[tuple[Occurrence, Slot]] = []
    missing, doubled = set(), set()
    for number, standin in used.items():
        found = found_in(standin, text, language)
        if not found:
            missing.add(number)
            continue
        if len(found) > 1:
            doubled.add(number)
        places.append((found[0], by_number[number]))
    wording = Wording(text)
    last = len(text)
    for occurrence, slot in sorted(places, key=lambda place: -place[0].outer_start):
        options = choices(slot.wanted, occurrence.tags, language, plural=slot.plural)
        if not options or occurrence.outer_end > last:
            missing.add(slot.number)
            continue
        last = occurrence.outer_start
        sure = _GUESSED if options[0].guess else _UNIQUE
        wording = wording.put(
            Placed(slot.number, slot.wanted, occurrence.outer_start, occurrence.outer_end, options, "stand-in", sure)
        )
    return Carried(wording, frozenset(missing), frozenset(doubled))


def left_over(
    wording: Wording, used: Collection[StandIn], free: str, source: str, languages_of: tuple[str, str]
) -> bool:
    """Whether something of a stand-in is left in a text, in either language, that the free translation has not.

    Persons and places are told by any of their words, in any form, and not only those that were `used`: an engine may
    say one for another. Bodies and offices, whose words are common, are told whole.
    """
    rest = wording.rest()
    own = set(plain_words(source, languages_of[0]))
    for code in languages_of:
        usual = set(plain_words(free, code))
        for word in plain_words(rest, code):
            if word not in usual and any(not words_of(s, languages_of[0], own) for s in standing_for(word, code)):
                return True
        for standin in used:
            if found_in(standin, rest, code) and not found_in(standin, free, code):
                return True
    return False

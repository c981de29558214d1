"""Sentences with stand-ins: making them, finding the stand-ins in the translation, carrying their forms over."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aligner.glossary.attributes import adds_attribute
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
from aligner.languages.transliteration import similarity

__all__ = ["Carried", "carry", "choose", "found_in", "left_over", "with_stand_ins"]

_UNIQUE = 0.97  # the form of the stand-in tells the form of the name
_REMAINS = 0.73  # likeness to a word of a stand-in from which a word is what the engine made of it
_SHORTEST = 5  # letters of such a word
_REMEMBERED = 2_000  # words, by the matcher of one stand-in
_ADJECTIVE = {  # the endings that make an adjective or a follower of a name: кафкианский, Mandela's -esque
    "ru": re.compile(r"(?:[оеи]в|ин|иан|еан|ан)?(?:ск|цк)\w{1,3}$"),
    "en": re.compile(r"(?:ian|ean|an|esque|ist|ism|ite)s?$"),
    "ar": re.compile(r"ي(?:ة|ون|ين|ات)?$"),
}


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
    return Matcher([by_id()[ident].concept()], remembered=_REMEMBERED)


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
        wording = wording.put(
            Placed(slot.number, slot.wanted, occurrence.outer_start, occurrence.outer_end, options, "stand-in", _UNIQUE)
        )
    return Carried(wording, frozenset(missing), frozenset(doubled))


def left_over(
    wording: Wording, used: Collection[StandIn], free: str, source: str, languages_of: tuple[str, str]
) -> bool:
    """Whether something of a stand-in is left in a text, in either language, that the free translation has not.

    Persons and places are told by any of their words, in any form, and not only those that were `used`: an engine may
    say one for another; of those that were, also words that only look like theirs, and what an engine knows of a
    famous name and says beside it. Bodies and offices, whose words are common, are told whole.
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
    famous = [standin for standin in used if standin.kind in ("person", "place")]
    if any(_remains(rest, free, standin, languages_of[1]) for standin in famous):
        return True
    if not any(standin.kind == "person" for standin in used):
        return False
    others = ((source, languages_of[0]), (free, languages_of[1]))
    return adds_attribute(wording.text, [(p.start, p.end) for p in wording.placed], others, languages_of[1])


def _remains(rest: str, free: str, standin: StandIn, language: str) -> bool:
    """Whether a word that the free translation has not is a word of a stand-in spelt wrongly, or an adjective of it."""
    usual = set(plain_words(free, language))
    names = {word for text in standin.names[language] for word in plain_words(text, language) if len(word) >= _SHORTEST}
    for word in plain_words(rest, language):
        if word in usual or len(word) < _SHORTEST:
            continue
        bare = _ADJECTIVE[language].sub("", word)
        for form in {word, bare}:
            if len(form) >= _SHORTEST - 1 and any(
                form[0] == name[0] and similarity(form, language, name, language) >= _REMAINS for name in names
            ):
                return True
    return False

"""Whether a name in a translation is that of somebody or something else: Андрей Богданов for Mikhail Bogdanov.

A surname says who is meant only as long as no other given name stands before it, and the name of a country only
without a word that makes another country of it (South Sudan). What the source has beside the name as well is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from aligner import languages
from aligner.glossary.concepts import Concept
from aligner.glossary.occurrences import Occurrence
from aligner.glossary.slots import Key, Slot
from aligner.languages.given_names import is_given_name, may_be_given_name
from aligner.languages.homographs import hints
from aligner.languages.transliteration import similarity
from aligner.languages.wordlist import words

__all__ = ["is_apart", "is_kind_of_place", "is_namesake", "is_shared"]

_ALIKE = 0.6  # two spellings of one given name
_BEFORE = re.compile(r"(?<![\w.'’ʼ-])([^\W\d_]+(?:['’ʼ-][^\W\d_]+)*)[ \u00a0\u202f]$")
_PATRONYMIC = re.compile(r"\w{3,}(?:[оеё]вич|ьич|[оеё]вн|ичн)\w{0,3}$")
_REACH = 60  # characters
_SHORT = 2  # letters of a given name that is hardly one alone
_AROUND = 4  # words of the source before a place that may say of which part of it the text speaks
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
# Words that say where in a country something is, or make another country of it; their beginnings in any form.
_DIRECTIONS = {
    "en": re.compile(r"north|south|east|west|upper|lower|latin|central|(?:new|port|saint|san|st|fort|cape)\b"),
    "ru": re.compile(r"север|юг|южн|восто|запад|нов[ыао]|центральн|латинск|верхн|нижн|порт"),
    "ar": re.compile(r"(?:[وفبلك]|ال|وال|بال|لل)*(?:شمال|جنوب|شرق|غرب|وسط|لاتيني|جديد|استوائي|بيساو|ميناء|بورت)"),
}
# With the article: القانون في سوريا جديد says nothing of Syria.
_OF_PLACES = frozenset(  # what is called after a place, and what stands before a name there is of it
    words("""
    airlines airport airways army association bank basin bay border broadcasting bridge coalition college conference
    congress council court customs embassy federation force forces foreign gazette government house initiative interior
    international investment kingdom media ministry national news parliament party peninsula petroleum police post
    press republic river scientific strait street summit television times today tribune university valley
    """)
)
_AFTER_NAME = {"ar": re.compile(r"(?:ال(?:شمالي|جنوبي|شرقي|غربي|لاتيني|جديد|استوائي)[ةه]?|بيساو)$")}
_BEFORE_NAME = {"ar": frozenset(words("جنوب شمال بورت بابوا"))}


def is_namesake(there: Occurrence, text: str, slot: Slot, source: str, concept: Concept, own: Sequence[str]) -> bool:
    """Whether an occurrence in a translation names another person or place than the source does at this slot.

    `own` are the words of the text that belong to other terms of the source, which say nothing of a name beside them.
    """
    language = slot.wanted.language
    if concept.kind == "person":
        return _other_given(there, text, slot, source, concept, own)
    if concept.kind == "place" and _first_name(there, text, slot, source, own):
        return True
    if concept.kind != "place" or not (there.doubt == "place" or _renamed_in_arabic(there, text, language)):
        return False
    return not _has_direction(source, slot)


def is_apart(there: Occurrence, text: str, slot: Slot, source: str) -> bool:
    """Whether a whole name has come apart: تحدث أحمد عن الشرع for Ahmed al-Sharaa. The surname alone is enough for it,
    but not where the given name stands elsewhere, with no other person of that name in the source."""
    language = slot.wanted.language
    if slot.wanted.facts.kind != "person" or slot.occurrence.part != "full" or there.part != "surname":
        return False
    given = slot.wanted.text.split()[:1]
    plain = languages.get(language).normal_form
    alike = {plain(one).text for one in given if len(one) > _SHORT}
    left = _WORD.findall(text[: there.outer_start] + " ¶ " + text[there.outer_end :])
    if not any(plain(word).text in alike for word in left):
        return False
    named = source[: slot.occurrence.outer_start] + " ¶ " + source[slot.occurrence.outer_end :]
    return not any(
        similarity(word, slot.source.language, one, language) >= _ALIKE for word in _names(named) for one in given
    )


def is_shared(slot: Slot, there: Occurrence, slots: Iterable[Slot]) -> bool:
    """Whether a surname alone stands for a whole name, though the source names two persons who may have it."""
    if slot.occurrence.part != "full" or there.part == "full":
        return False
    named = {slot.occurrence.concept, there.concept, *there.rivals}
    return sum(ident in named for ident in {other.occurrence.concept for other in slots}) > 1


def is_kind_of_place(longer: str, name: str, language: str) -> bool:
    """Whether a longer name only says what kind of place it is: Latakia governorate, not South Sudan."""
    plain = languages.get(language).normal_form
    told = hints(language)
    inner = set(plain(name).text.split())
    return any(
        told.introduces(word, "place") and not _DIRECTIONS[language].match(word)
        for word in plain(longer).text.split()
        if word not in inner
    )


def _other_given(there: Occurrence, text: str, slot: Slot, source: str, concept: Concept, own: Sequence[str]) -> bool:
    language, source_language = slot.wanted.language, slot.source.language
    if there.part not in ("full", "surname") or (there.part == "full" and " " not in there.term):
        return False
    before = _BEFORE.search(text, max(0, there.outer_start - _REACH), there.outer_start)
    grown = language == "ar" and there.text.startswith("لل")
    if before is None or there.outer_start < there.start or grown or before[1] in own or _PATRONYMIC.match(before[1]):
        return False
    word = before[1]
    unknown = slot.occurrence.part == "full" and there.part == "surname" and may_be_given_name(word, language)
    if not unknown and not is_given_name(word, language):
        return False
    beside = _BEFORE.search(source, max(0, slot.occurrence.outer_start - _REACH), slot.occurrence.outer_start)
    if beside and similarity(word, language, beside[1], source_language) >= _ALIKE:
        return False
    given = list(_given(Key(concept), language))
    if there.part == "surname" and any(similarity(word, language, one, language) >= _ALIKE for one in given):
        return False
    if unknown and any(similarity(word, language, one, source_language) >= _ALIKE for one in _names(source)):
        return False  # the answer to something else in the source: главы Росатома Лихачева
    return bool(given) or (beside is not None and is_given_name(beside[1], source_language))


def _names(source: str) -> Iterator[str]:
    return (word for word in _WORD.findall(source) if len(word) > 3)


@lru_cache(maxsize=4096)
def _given(key: Key, language: str) -> tuple[str, ...]:
    """The words of a person's names before the surname."""
    naming, found = languages.get(language).naming, {}
    for one in key.concept.designations(language):
        if one.role == "forbidden":
            continue
        for part in naming.parts(one.text):
            if part.role == "given":
                found.update(dict.fromkeys(part.text.split()))
    return tuple(found)


def _first_name(there: Occurrence, text: str, slot: Slot, source: str, own: Sequence[str]) -> bool:
    """Whether a place's name is somebody's first name: Chad Smith, where the source has nobody called Smith."""
    word = there.text
    if slot.wanted.language != "en" or there.outer_end > there.end or " " in word:
        return False
    if word.casefold() not in hints("en").common and not is_given_name(word, "en"):
        return False
    after = re.match(r" ([A-Z][a-z]+(?:['’-][A-Za-z]+)*)(?!\w)", text[there.outer_end :])
    if after is None or after[1] in own or hints("en").introduces(after[1].casefold(), "person"):
        return False
    if after[1].casefold() in _OF_PLACES | hints("en").always or _DIRECTIONS["en"].match(after[1].casefold()):
        return False
    return not any(similarity(after[1], "en", one, slot.source.language) >= _ALIKE for one in _names(source))


def _renamed_in_arabic(there: Occurrence, text: str, language: str) -> bool:
    """Whether a word beside makes another country of it: جنوب السودان, كوريا الجنوبية."""
    if language != "ar":
        return False
    before = _BEFORE.search(text, max(0, there.outer_start - _REACH), there.outer_start)
    after = re.match(r" ([^\W\d_]+)", text[there.outer_end :])
    if before and there.outer_start == there.start and before[1].lstrip("وفبلك") in _BEFORE_NAME["ar"]:
        return True
    return bool(after and _AFTER_NAME["ar"].match(after[1]))


def _has_direction(source: str, slot: Slot) -> bool:
    """Whether the source says of which part of the place, or of which place of that name, it speaks."""
    language = slot.source.language
    one = slot.occurrence
    plain = languages.get(language).normal_form
    before = [plain(word).text for word in _WORD.findall(source[: one.outer_start])[-_AROUND:]]
    after = [plain(word).text for word in _WORD.findall(source[one.outer_end :])[:1]]
    told = _DIRECTIONS[language]
    return any(told.match(word) or hints(language).renames(word) for word in (*before, *after))

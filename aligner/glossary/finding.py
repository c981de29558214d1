"""Finding concepts by what an editor types: any language, any form, and nearly the right spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from aligner import languages
from aligner.glossary.concepts import Concept, Designation
from aligner.glossary.forms import terms
from aligner.languages.english_names import name_key

__all__ = ["Found", "closest", "find", "near_duplicates"]

_CANDIDATES = 60  # so many of the nearest names of a language are looked at closely
_LEAST = 72.0  # likeness, in a hundred, of what is still shown
_DUPLICATE = 92.0  # and of what may be the same name again
_KEY_SCORE = 96.0
_BEGINNING = 92.0  # of a word that is typed in part
_PART_OF = 0.97  # a name with other words besides is a little less near

_RANKS = {"exact": 0, "form": 1, "near": 2}
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Found:
    """A concept that was found, and by which of its names."""

    concept: str
    match: Literal["exact", "form", "near"]
    score: float  # likeness, 0 to 1
    language: str
    name: str  # the designation, or the part of a person's name
    role: str
    form: str = ""  # the form that was asked for, where it is none of the names as such
    tag: str = ""  # and its tag


def find(concepts: Mapping[str, Concept], text: str, *, limit: int = 20) -> tuple[Found, ...]:
    """The concepts that a text may mean, one entry each: exact names first, then forms of names, then near spellings.

    Names of other kinds (variants, forbidden ones) count like the preferred. The id is a name, too.
    """
    best: dict[str, Found] = {}
    wanted = text.strip()
    if wanted in concepts:
        best[wanted] = Found(wanted, "exact", 1.0, "", wanted, "id")
    if wanted:
        for language in _languages_of(wanted):
            for found in _in_language(concepts, wanted, language):
                kept = best.get(found.concept)
                if kept is None or _order(found) < _order(kept):
                    best[found.concept] = found
    return tuple(sorted(best.values(), key=_order)[:limit])


def closest(concepts: Mapping[str, Concept], text: str, *, limit: int = 3) -> tuple[str, ...]:
    """The ids of the concepts that may be meant by an id or name that does not exist."""
    return tuple(found.concept for found in find(concepts, text, limit=limit))


def near_duplicates(concepts: Mapping[str, Concept], concept: Concept) -> tuple[Found, ...]:
    """Other concepts of the same kind that may be the same thing: one of their names nearly is one of its preferred."""
    from rapidfuzz import fuzz

    found: dict[str, Found] = {}
    same_kind = {one.id: one for one in concepts.values() if one.kind == concept.kind and one.id != concept.id}
    for language, names in concept.names.items():
        plain = languages.get(language).normal_form
        for one in find(same_kind, names.preferred, limit=10) if names.preferred else ():
            if one.language != language or one.role in ("short", "id"):
                continue
            alike = fuzz.ratio(plain(names.preferred).text, plain(one.name).text) >= _DUPLICATE
            keyed = language == "en" and name_key(names.preferred) == name_key(one.name)
            if one.match in ("exact", "form") or alike or keyed:
                found.setdefault(one.concept, one)
    return tuple(found.values())


def _languages_of(text: str) -> Iterator[str]:
    """The languages in whose script a text has letters; all where it has none of any."""
    shares = languages.script_share(text)
    written = [code for code, language in languages.LANGUAGES.items() if shares[language.script] > 0]
    yield from written or languages.LANGUAGES


def _in_language(concepts: Mapping[str, Concept], text: str, language: str) -> Iterator[Found]:
    plain = languages.get(language).normal_form
    wanted = plain(text).text
    if not wanted:
        return
    named = [name for concept in concepts.values() for name in concept.designations(language)]
    choices = [plain(name.text).text for name in named]
    looked_at: set[str] = set()
    for place in _nearest(wanted, choices):
        name = named[place]
        if choices[place] == wanted:
            yield Found(name.concept, "exact", 1.0, language, name.text, name.role)
            continue
        if name.concept not in looked_at:
            looked_at.add(name.concept)
            yield from _by_form(concepts[name.concept], wanted, language)
        if (score := _likeness(wanted, choices[place])) >= _LEAST:
            yield Found(name.concept, "near", round(score / 100, 3), language, name.text, name.role)
    if language == "en":
        yield from _by_key(named, text)


def _nearest(wanted: str, choices: Sequence[str]) -> set[int]:
    """The places of the names worth a closer look: near as a whole, or with a part that is near."""
    from rapidfuzz import fuzz, process

    whole = process.extract(wanted, choices, scorer=fuzz.ratio, limit=_CANDIDATES, score_cutoff=50)
    # A name much shorter than what was asked for is part of nearly anything.
    long_enough = {place: choice for place, choice in enumerate(choices) if len(choice) >= 0.7 * len(wanted)}
    part = process.extract(wanted, long_enough, scorer=fuzz.partial_ratio, limit=_CANDIDATES, score_cutoff=70)
    return {place for _, _, place in whole} | {place for _, _, place in part}


def _likeness(wanted: str, name: str) -> float:
    """How near a name is to what was asked for, in a hundred: as a whole, or each word asked for to some word of it."""
    from rapidfuzz import fuzz

    words = _WORD.findall(name)
    asked = _WORD.findall(wanted)
    total = 0.0
    for word in asked:
        begun = len(word) >= 3 and any(one.startswith(word) for one in words)
        total += len(word) * max([fuzz.ratio(word, one) for one in words] + [_BEGINNING * begun], default=0) / 100
    by_words = 100 * _PART_OF * total / (sum(map(len, asked)) or 1)
    return max(fuzz.ratio(wanted, name), by_words)


def _by_form(concept: Concept, wanted: str, language: str) -> Iterator[Found]:
    """The concept where what was asked for is one of its forms, another spelling, or some words of a form."""
    plain = languages.get(language).normal_form
    within: Found | None = None
    given = {term.text for term in terms(concept, language)}
    for term in terms(concept, language, spellings=True):
        for form in term.forms():
            if "head" in form.tag:
                continue  # "the ministry" is every ministry
            text = plain(form.text).text
            name = term.text if term.text in given else concept.names[language].preferred  # not a spelling of ours
            if text == wanted:
                yield Found(concept.id, "form", 1.0, language, name, term.role, form.text, form.tag)
                return
            if within is None and f" {wanted} " in f" {text} ":
                within = Found(concept.id, "near", _PART_OF, language, name, term.role, form.text, form.tag)
    if within:
        yield within


def _by_key(named: Iterable[Designation], text: str) -> Iterator[Found]:
    wanted = name_key(text)
    if len(wanted) < 3:
        return
    for name in named:
        if name_key(name.text) == wanted:
            yield Found(name.concept, "near", _KEY_SCORE / 100, "en", name.text, name.role)


def _order(found: Found) -> tuple[int, float, int, str]:
    role = 0 if found.role in ("preferred", "id") else 1
    return _RANKS[found.match], -found.score, role, found.concept

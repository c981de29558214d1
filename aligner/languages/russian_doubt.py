"""Whether anything in a Russian sentence allows a name to stand in the case that it stands in.

No parser: a case is doubted only where none of the words that could ask for it is there, or where a verb is left
without its subject. What comes out is a hint for an editor; what is certain is in `russian_government`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from aligner.languages.names import Government
from aligner.languages.russian_doubt_beside import (
    adjective,
    after_noun,
    apposed,
    class_noun,
    numeral,
    of_person,
    of_title,
    only_tail,
    participle,
    source_of_words,
    title,
)
from aligner.languages.russian_doubt_cases import (
    Asked,
    asked,
    genitive_after_verb,
    no_dative,
    no_instrumental,
    no_locative,
    only_dative,
)
from aligner.languages.russian_doubt_clause import (
    beside_participle,
    coordinated,
    in_turn_of_phrase,
    joined_by_preposition,
    no_accusative,
    no_genitive,
    said_of_subject,
    second_object,
    second_subject,
    two_nominatives,
)
from aligner.languages.russian_doubt_objects import behind_place, capital, second_thing, under
from aligner.languages.russian_doubt_subject import no_predicate, no_subject, no_subject_of
from aligner.languages.russian_sentence import Around, OtherName, Word, around
from aligner.languages.russian_valency import GENITIVE_PREPOSITIONS, PREPOSITIONS, STRICT, bound, directed, removes

__all__ = ["Neighbour", "cases_of", "doubt"]

_PREFIXES = ("", "pl.", "sg.", "head.", "head.pl.", "head.sg.")
_GAP = 60  # characters between two names that are looked at together
_AND = re.compile(r"\s+(?:и|или)\s+")


class Neighbour(NamedTuple):
    """Another name in the text."""

    start: int
    end: int
    tags: tuple[str, ...]
    kind: str


def cases_of(tags: Collection[str]) -> frozenset[str]:
    """The cases of tags: "gen" of "pl.gen"."""
    return frozenset(tag.rpartition(".")[2] for tag in tags)


def doubt(
    text: str, start: int, end: int, tags: Collection[str], kind: str, beside: Sequence[Neighbour] = ()
) -> Government | None:
    """What should be there instead, where nothing allows a name at text[start:end] to have one of these tags.

    `beside` are the other names of the text. None: something allows it, or nobody can say.
    """
    cases = cases_of(tags)
    if len(cases) > 5 or not cases:
        return None
    found = around(text, start, end, [OtherName(o.start, o.end, cases_of(o.tags), o.kind == "person") for o in beside])
    one = found.before()
    led = one is not None and one.low in PREPOSITIONS  # of two names the one behind the preposition is right
    answer = None if led else _joined(text, start, end, cases, kind, beside)
    for rule in _RULES:
        answer = answer or rule(found, cases, kind)
    prefixes: tuple[str, ...] = _PREFIXES
    if answer is None and "nom" in cases and _only_plural(tags) and not _said_of_many(found):
        cases -= {"nom"}  # Министерства пообещало
        answer = no_subject(found, cases, kind)
        prefixes = tuple(prefix for prefix in _PREFIXES if "pl." not in prefix)
    if answer is None or answer[0] & cases:
        return None
    wanted, by = answer
    return Government(frozenset(prefix + case for prefix in prefixes for case in wanted), by, False)


def _only_plural(tags: Collection[str]) -> bool:
    """Whether a name that has a singular is in the nominative as a plural alone."""
    nominatives = [tag for tag in tags if tag.endswith("nom")]
    return all("pl." in tag for tag in nominatives) and any("pl." not in tag for tag in tags)


def _said_of_many(found: Around) -> bool:
    """Whether a predicate in the plural is near, or the name is one of several."""
    said = (word.predicate for word in found.near())
    return found.listed() or any(verb is not None and verb.number == "plur" for verb in said)


def _joined(text: str, start: int, end: int, cases: frozenset[str], kind: str, beside: Sequence[Neighbour]) -> Asked:
    """Names joined by «и» are in one case, and so are an office and the person who holds it."""
    for other in beside:
        theirs = cases_of(other.tags)
        if theirs & cases or len(theirs) > 3:
            continue
        gap = text[end : other.start] if other.start >= end else text[other.end : start]
        if len(gap) > _GAP:
            continue
        if other.kind == kind and _AND.fullmatch(gap):
            return theirs, text[other.start : other.end]
        if kind == "title" and other.kind == "person" and other.start >= end and only_tail(gap):
            return None if "gen" in cases and _owned(text, start, end) else (theirs, text[other.start : other.end])
        if kind == "person" and other.kind == "title" and other.end <= start and only_tail(gap):
            owned = "gen" in theirs and _owned(text, other.start, other.end)
            return None if owned else (theirs, text[other.start : other.end])
    return None


def _owned(text: str, start: int, end: int) -> bool:
    """Whether a title may be a genitive of its own: заместитель министра Богданов, пост министра Лавров занимает."""
    before = around(text, start, end).before()
    return before is not None and before.noun


def _preposition(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """в Женеву without a word of motion, прибыл в Женеве, о Москву, по Москве.

    With с a place may be where something comes from: ветер с моря.
    """
    one = found.before()
    if one is None or (one.text[:1].isupper() and found.at > 1) or (found.quoted and "nom" in cases):
        return None
    if one.low in ("о", "об"):
        return asked("loc", one)
    if one.low == "между" and (kind in ("person", "place") or (kind == "org" and not found.plural)):
        return asked("ins", one)
    if found.quoted and one.low in STRICT:
        return frozenset(STRICT[one.low]), one.low
    if one.low == "по":
        return None if cases & {"acc"} and _numeral_like(found) else asked("dat", one)
    if one.low in GENITIVE_PREPOSITIONS:
        return asked("gen", one)
    if (one.low in ("с", "со") and cases == {"gen"}) or (cases == {"gen", "acc"} and one.low in ("с", "со")):
        if kind == "place" or any(removes(lemma) or directed(lemma) for word in found.reach() for lemma in word.lemmas):
            return None
        return asked("ins", one)
    if one.low in ("в", "во", "на") and kind != "person":
        return _goal(found, cases, one, kind)
    return asked("nom gen dat acc ins loc", one) if one.low in PREPOSITIONS else None


def _numeral_like(found: Around) -> bool:
    """Whether a number follows: по 5 рублей."""
    after = found.after()
    return after is not None and (after.text.isdigit() or after.pos("NUMR"))


def _goal(found: Around, cases: frozenset[str], one: Word, kind: str) -> Asked:
    """What в and на ask: the accusative only with a word of motion, and always right after some of these."""
    if "loc" not in cases and "acc" in cases and (kind == "place" or (one.low != "на" and kind in ("org", "event"))):
        moved = any(directed(lemma) for word in _governors(found) for lemma in word.lemmas)
        return asked("acc", one) if moved else asked("loc", one)
    if "acc" not in cases and "loc" in cases:
        start = found.before(3)
        whence = found.before(2)
        named = whence is not None and whence.text[:1].isupper()
        if named and start is not None and start.low in ("из", "от") and any(map(directed, _lemmas(found))):
            return asked("acc", start, one)
        for count in (2, 3):
            word = found.before(count)
            if word is None or word.low in PREPOSITIONS:
                break
            if any(bound(lemma) for lemma in word.lemmas) or (one.low == "на" and "дорога" in word.lemmas):
                return asked("acc", word, one)
            if not word.pos("ADVB", "PRCL"):
                break
    return asked("acc loc", one)


def _lemmas(found: Around) -> frozenset[str]:
    """The dictionary forms of the words of the stretch."""
    return frozenset[str]().union(*(word.lemmas for word in found.near()))


def _governors(found: Around) -> list[Word]:
    """The words that в and на may hang on: those of the stretch where it has a verb, else those of the sentence."""
    near = found.near()
    own = len(near) > 4 or any(word.verb is not None or word.pos("PRTF", "PRTS", "GRND", "INFN") for word in near)
    governors = near if own else found.reach()
    return [word for word in governors if not word.person and not word.low.startswith("следующ")]


_RULES: tuple[Callable[[Around, frozenset[str], str], Asked], ...] = (
    under,
    capital,
    behind_place,
    second_thing,
    _preposition,
    numeral,
    source_of_words,
    title,
    of_title,
    of_person,
    adjective,
    participle,
    apposed,
    no_subject,
    no_subject_of,
    joined_by_preposition,
    second_subject,
    second_object,
    two_nominatives,
    beside_participle,
    in_turn_of_phrase,
    said_of_subject,
    coordinated,
    no_genitive,
    no_accusative,
    class_noun,
    no_locative,
    only_dative,
    no_dative,
    no_instrumental,
    no_predicate,
    after_noun,
    genitive_after_verb,
)

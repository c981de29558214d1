"""Names of places and persons that a Russian noun or place has taken from the verb: дал карту Ракку, столица Турция."""

from __future__ import annotations

from aligner.languages.russian_doubt_cases import Asked, asked
from aligner.languages.russian_sentence import Around, Word
from aligner.languages.russian_valency import CLASS_NOUNS, OF_STATES, PREPOSITIONS, TIME_NOUNS, directed
from aligner.languages.wordlist import words

__all__ = ["behind_place", "capital", "second_thing", "under"]

_UNDER = frozenset(words("под подо"))
_PLACES = frozenset(words("в во на под при"))


def second_thing(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """Он дал Путину карту Ракку: the verb has the noun as its object, so the name can be no other one."""
    noun = found.before()
    if kind not in ("place", "person", "org") or cases != {"acc"} or noun is None or found.quoted:
        return None
    if not noun.noun or noun.person or noun.noun_cases != {"acc"} or not noun.text.islower():
        return None
    if noun.lemmas & (CLASS_NOUNS | TIME_NOUNS | OF_STATES):
        return None
    for count in range(2, 6):
        word = found.before(count)
        if word is None or word.low in PREPOSITIONS:
            return None
        if word.transitive:
            return None if _acts_behind(found) else asked("gen", noun)
    return None


def _acts_behind(found: Around) -> bool:
    """Whether a verb follows that may have the name as its object."""
    first, last = found.stretch
    return any(word.transitive for word in found.words[found.at + 1 : last]) and first < found.at


def capital(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """Столица Турция: whose capital it is stands in the genitive. Not сирийская столица Дамаск, столице Дамаске."""
    noun = found.before()
    if kind != "place" or noun is None or "столица" not in noun.lemmas or found.quoted or "nom" not in cases:
        return None
    if "gen" in cases or "nom" not in noun.noun_cases:
        return None
    described = found.before(2)
    if described is not None and (described.pos("ADJF", "PRTF") or "gen" in described.noun_cases):
        return None
    return asked("gen", noun) if described is None or described.low not in PREPOSITIONS else None


def under(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """Бои продолжались под Дейр-эз-Зор: with a place and no word of motion it is where, in the instrumental."""
    one = found.before()
    if kind != "place" or one is None or one.low not in _UNDER or "acc" not in cases or "ins" in cases:
        return None
    return None if any(_moves(word) for word in found.reach()) else asked("ins", one)


_MOVES = ("подт", "подв", "подб", "стя", "пере", "верн", "попр", "прос")


def _moves(word: Word) -> bool:
    """Whether it is a word of motion: with these a place under which somebody comes is in the accusative."""
    return any(directed(lemma) or lemma.startswith(_MOVES) for lemma in word.lemmas)


def behind_place(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """Решение, принятое в Идлибе Михаила Богданова: what was done in a place was done by somebody."""
    place, one = found.before(), found.before(2)
    if kind != "person" or not cases <= {"gen", "acc"} or place is None or one is None or one.low not in _PLACES:
        return None
    if place.known is None or place.human or not place.known & {"loc"} or " " not in found.name.text:
        return None
    before = found.before(3)
    if before is None or not before.pos("PRTF", "PRTS") or not any("pssv" in r.grammemes for r in before.readings):
        return None
    return asked("ins", before)

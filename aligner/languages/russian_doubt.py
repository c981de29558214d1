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
    class_noun,
    numeral,
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
from aligner.languages.russian_doubt_subject import no_predicate, no_subject
from aligner.languages.russian_sentence import Around, Word, around
from aligner.languages.russian_valency import GENITIVE_PREPOSITIONS, PREPOSITIONS, bound, directed, removes

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
    found = around(text, start, end)
    answer = _joined(text, start, end, cases, kind, beside)
    for rule in _RULES:
        answer = answer or rule(found, cases, kind)
    if answer is None or answer[0] & cases:
        return None
    wanted, by = answer
    return Government(frozenset(prefix + case for prefix in _PREFIXES for case in wanted), by, False)


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
            return (theirs, text[other.start : other.end]) if cases != {"gen"} else None
        if kind == "person" and other.kind == "title" and other.end <= start and only_tail(gap):
            return (theirs, text[other.start : other.end]) if theirs != {"gen"} else None
    return None


def _preposition(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """в Женеву without a word of motion, прибыл в Женеве, о Москву, по Москве.

    With с a place may be where something comes from: ветер с моря.
    """
    one = found.before()
    if one is None or (one.text[:1].isupper() and found.at > 1) or (found.quoted and "nom" in cases):
        return None
    if one.low in ("о", "об"):
        return asked("loc", one)
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
        near = found.near() if len(found.near()) > 4 else found.reach()
        moved = any(directed(lemma) for word in near for lemma in word.lemmas)
        return asked("acc", one) if moved else asked("loc", one)
    if "acc" not in cases and "loc" in cases:
        for count in (2, 3):
            word = found.before(count)
            if word is None or word.low in PREPOSITIONS:
                break
            if any(bound(lemma) for lemma in word.lemmas):
                return asked("acc", word, one)
            if not word.pos("ADVB", "PRCL"):
                break
    return asked("acc loc", one)


_RULES: tuple[Callable[[Around, frozenset[str], str], Asked], ...] = (
    _preposition,
    numeral,
    source_of_words,
    title,
    of_title,
    adjective,
    participle,
    no_subject,
    class_noun,
    no_locative,
    only_dative,
    no_dative,
    no_instrumental,
    no_predicate,
    after_noun,
    genitive_after_verb,
)

"""Which case a Russian name stands in, as far as the words around it tell: prepositions, titles, nouns, verbs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from aligner import languages
from aligner.glossary.suggest_runs import Mention
from aligner.glossary.suggest_words import RUSSIAN
from aligner.languages.russian_paradigm_dictionary import Reading, readings

__all__ = ["asked_cases"]

_PREPOSITIONS = {
    "dat": "к ко благодаря вопреки согласно навстречу",
    "gen": "от из у без для до против около вокруг близ после среди возле кроме вместо изо ото из-за из-под насчёт",
    "gen ins acc": "с со",
    "ins": "над перед между",
    "loc": "о об обо при",
    "loc acc": "в во на",
    "acc": "через про сквозь",
    "ins acc": "за под",
    "dat acc loc": "по",
}
_ASKS = {word: frozenset(cases.split()) for cases, words in _PREPOSITIONS.items() for word in words.split()}
_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[ \u00a0][«\"“„]?$")
_AFTER = re.compile(r"^[»\"”]?[ \u00a0]([^\W\d_]+)")


def asked_cases(mentions: Sequence[Mention], texts: Sequence[str], kind: str) -> dict[str, list[frozenset[str]]]:
    """For each form the sets of cases that it may be in, one for each place that tells something.

    A set with "perhaps" in it is a hint only: after a noun mostly the genitive stands.
    """
    asked: dict[str, list[frozenset[str]]] = {}
    naming = languages.get("ru").naming
    for mention in mentions:
        text = texts[mention.passage]
        cases = _by_words(text, mention, kind)
        if not cases and (told := naming.government(text, mention.start, mention.end)) is not None and told.certain:
            cases = frozenset(tag.rpartition(".")[2] for tag in told.tags)
        if cases:
            asked.setdefault(mention.text, []).append(cases)
    return asked


def _by_words(text: str, mention: Mention, kind: str) -> frozenset[str]:
    before, after = _BEFORE.search(text[: mention.start]), _AFTER.search(text[mention.end :])
    if before is not None:
        word = before[1].casefold()
        if word in _ASKS:
            return _ASKS[word]
        if kind == "person":
            if cases := _of_title(text[: mention.start]):
                return cases
        elif _nouns(word) and not _is_title(word):
            return frozenset() if _is_apposition(word) else frozenset({"gen", "perhaps"})
    acts = after is not None and any(one.pos == "VERB" and "past" in one.grammemes for one in _known(after[1]))
    if acts and not (before and any(one.pos in ("VERB", "INFN", "PREP", "PRTS") for one in _known(before[1]))):
        return frozenset({"nom"})
    return frozenset()


_WORDS = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[ \u00a0]$")
_REACH = 5  # words between a title and its name: министру иностранных дел Сирии ...


def _of_title(before: str) -> frozenset[str]:
    """The cases of the title before a name, over genitives that belong to it: главе миссии ООН."""
    for _ in range(_REACH):
        match = _WORDS.search(before)
        if match is None:
            break
        word = match[1].casefold()
        if _is_title(word):
            return frozenset(reading.case for reading in _nouns(word))
        if not match[1][0].isupper() and not any(reading.case in ("gen", "dat") for reading in _known(word)):
            break
        before = before[: match.start()]
    return frozenset()


def _nouns(word: str) -> list[Reading]:
    return [reading for reading in _known(word) if reading.pos == "NOUN" and reading.case] if len(word) > 2 else []


@lru_cache(maxsize=1 << 14)
def _known(word: str) -> tuple[Reading, ...]:
    return tuple(reading for reading in readings(word) if reading.known)


_ENDING = re.compile(r"(?:ами|ями|ом|ем|ой|ей|ам|ям|ах|ях|ов|ев|[аяуюеыиоьй])$")


@lru_cache(maxsize=1 << 14)
def _is_title(word: str) -> bool:
    return _ENDING.sub("", word) in _stems(RUSSIAN.titles)


@lru_cache(maxsize=1 << 14)
def _is_apposition(word: str) -> bool:
    """Words after which the name of a place may stand in the nominative: города Идлиб, авиабаза Хмеймим."""
    return _ENDING.sub("", word) in _stems(RUSSIAN.places)


@lru_cache(maxsize=4)
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(_ENDING.sub("", word) for word in words)

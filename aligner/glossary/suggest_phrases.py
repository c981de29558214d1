"""Russian names of several words of which only the first has a capital: Европейский союз, Министерство обороны."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from aligner.glossary.suggest_tokens import Token
from aligner.glossary.suggest_words import RUSSIAN, Cues
from aligner.languages.russian_paradigm_dictionary import Reading, readings

__all__ = ["begins_common", "disagrees", "heads_phrase", "phrase_end"]

_LONGEST = 6  # small words after the capital


def phrase_end(text: str, tokens: Sequence[Token], begin: int, end: int) -> int:
    """The last token of the phrase that a run begins: the noun after its adjectives, and what depends on a body.

    "Суэцкого| канала", "Министерству| обороны", "Международный| комитет по делам беженцев".
    """
    last = end
    if _adjectival(tokens[end].plain):
        last = _noun_after(text, tokens, end)
        if last == end:
            return end
    if _base_in(tokens[last].plain, RUSSIAN.bodies):
        last = _dependents(text, tokens, last)
    return last


def heads_phrase(text: str, tokens: Sequence[Token], begin: int, cues: Cues) -> bool:
    """Whether the first word of a sentence begins the name of a body or a place, as far as the next words tell."""
    token = tokens[begin]
    if _base_in(token.plain, cues.bodies) and _dependents(text, tokens, begin) > begin:
        return True
    if not _adjectival(token.plain):
        return False
    noun = _noun_after(text, tokens, begin)
    return noun > begin and _base_in(tokens[noun].plain, cues.bodies) and _dependents(text, tokens, noun) > noun


def begins_common(text: str, tokens: Sequence[Token], begin: int) -> bool:
    """Whether the first word of a sentence is an adjective of a small noun: Украинские эксперты."""
    noun = _noun_after(text, tokens, begin) if _adjectival(tokens[begin].plain) else begin
    return noun > begin and not tokens[noun].capital


def disagrees(phrase: str) -> bool:
    """Whether an adjective that begins a phrase does not stand in the nominative with its noun."""
    words = phrase.casefold().split()
    if len(words) < 2 or not _adjectival(words[0]):
        return False
    noun = next((word for word in words[1:] if not _adjectival(word)), "")
    return bool(noun) and bool(_known(noun)) and not _agrees(words[0], noun, noun=True, case="nom")


def _noun_after(text: str, tokens: Sequence[Token], place: int) -> int:
    """The noun that an adjective belongs to, over further adjectives; the place itself where there is none."""
    first = tokens[place]
    for step in range(place + 1, min(len(tokens), place + 4)):
        token = tokens[step]
        if text[tokens[step - 1].end : token.start] not in (" ", "\u00a0"):
            break
        if token.capital and not _adjectival(token.plain):
            break
        if _agrees(first.plain, token.plain, noun=True):
            return step
        if not _agrees(first.plain, token.plain, noun=False):
            break
    return place


def _dependents(text: str, tokens: Sequence[Token], head: int) -> int:
    """The last word that depends on the head: genitives, and `по` with its dative."""
    last, wanted = head, {"gen"}
    for step in range(head + 1, min(len(tokens), head + 1 + _LONGEST)):
        token = tokens[step]
        if text[tokens[step - 1].end : token.start] not in (" ", "\u00a0"):
            break
        if token.plain == "по" and step == head + 1:
            wanted = {"dat"}
            continue
        if token.plain == "и" and last == step - 1 > head:
            follows = tokens[step + 1].plain if step + 1 < len(tokens) else ""
            if follows and _cases(follows) & {"gen"} and not _cases(follows) & {"nom"}:
                continue
            break
        cases = _cases(token.plain)
        if not cases & wanted or (token.capital and not token.text.isupper() and last > head):
            break
        if _adjectival(token.plain):
            continue
        last = step
        wanted = {"gen"}
        if token.capital:
            break
    return last


@lru_cache(maxsize=1 << 14)
def _known(word: str) -> tuple[Reading, ...]:
    """What the dictionary knows of a word; nothing of prepositions (which it has as letters, too) and pronouns."""
    if len(word) < 3:
        return ()
    return tuple(reading for reading in readings(word) if reading.known and not reading.grammemes & {"Apro", "NPRO"})


def _adjectival(word: str) -> bool:
    known = _known(word)
    return bool(known) and known[0].adjectival and not any(reading.grammemes & {"Surn", "Name"} for reading in known)


def _cases(word: str) -> set[str]:
    return {reading.case for reading in _known(word) if reading.pos == "NOUN" or reading.adjectival}


def _agrees(adjective: str, word: str, *, noun: bool, case: str = "") -> bool:
    for one in _known(adjective):
        if not one.adjectival:
            continue
        for other in _known(word):
            right = other.pos == "NOUN" if noun else other.adjectival
            if (
                right
                and one.case == other.case
                and (not case or one.case == case)
                and one.number == other.number
                and (one.number == "plur" or one.gender == other.gender)
            ):
                return True
    return False


@lru_cache(maxsize=1 << 14)
def _base_in(word: str, bases: frozenset[str]) -> bool:
    """Whether a word is a form of one of these."""
    if word in bases:
        return True
    return any(_same_noun(word, base) for base in bases if base[:3] == word[:3])


def _same_noun(word: str, base: str) -> bool:
    from aligner.languages import get
    from aligner.languages.names import NameFacts

    return any(form.text.casefold() == word for form in get("ru").naming.stems(base, NameFacts("org")))

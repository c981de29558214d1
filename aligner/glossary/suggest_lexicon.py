"""What the Russian dictionary and our tables say of single words: names, places, common words."""

from __future__ import annotations

from functools import lru_cache

from aligner.glossary.suggest_tokens import Token, has_small_opening
from aligner.languages.russian_paradigm_dictionary import Reading, readings
from aligner.languages.transliteration_parts import arabic_rows, given_rows

__all__ = ["is_adjective", "is_common", "is_given", "is_place", "is_thing", "may_be_genitive_place"]

_PERSON = frozenset({"Name", "Surn", "Patr"})
_PROPER = _PERSON | {"Geox", "Orgn", "Trad"}


@lru_cache(maxsize=1 << 14)
def _known(word: str) -> tuple[Reading, ...]:
    return tuple(reading for reading in readings(word) if reading.known)


def is_thing(word: str) -> bool:
    """Whether the dictionary knows a Russian word, and not as a person's name."""
    return bool(_known(word)) and not any(reading.grammemes & _PERSON for reading in _known(word))


def is_place(word: str) -> bool:
    """Whether a Russian word is the name of a place, in whatever case."""
    return any("Geox" in reading.grammemes for reading in _known(word))


def may_be_genitive_place(word: str) -> bool:
    """Whether a Russian name of a place may stand in another case than the nominative."""
    known = [reading for reading in _known(word) if "Geox" in reading.grammemes]
    return bool(known) and (known[0].case != "nom" or any(reading.case == "gen" for reading in known))


def is_adjective(word: str) -> bool:
    """Whether a Russian word is an adjective and nothing else."""
    return bool(_known(word)) and all(reading.adjectival for reading in _known(word))


def is_given(token: Token, language: str) -> bool:
    """Whether a word is a given name that we know; in Russian in whatever case."""
    if given_rows(token.text, language) or (arabic_rows(token.text, language) and not has_small_opening(token.text)):
        return True
    return language == "ru" and any("Name" in reading.grammemes for reading in _known(token.text))


def is_common(word: str, language: str) -> bool:
    """Whether a word at the beginning of a sentence may well be no name, as far as its language tells."""
    if language != "ru":
        return word.casefold().endswith(("ly", "ing")) and len(word) > 5
    if known := _known(word):
        return not any(reading.grammemes & _PROPER for reading in known)
    told = readings(word)
    return bool(told) and (told[0].adjectival or told[0].pos in ("VERB", "ADVB", "GRND"))

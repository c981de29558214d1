"""How surely a word of a text is a name that is carried into another language by its sound."""

from __future__ import annotations

import re
from functools import lru_cache

from aligner.languages.arabic_names import is_common_word
from aligner.languages.given_names import is_given_name
from aligner.languages.russian_paradigm_dictionary import readings

__all__ = ["nameness"]


def nameness(printed: str, sounds: int, language: str, *, first: bool, known: bool, carried: bool) -> float:
    """How surely a word as printed is a name, 0 to 1.

    `sounds` is the number of its consonants, `first` whether it begins the text, `known` whether a lexicon has it and
    `carried` whether what that says for it sounds like it; a word that is translated otherwise hardly is a name.
    """
    long = 1.0 if sounds >= 3 else 0.7
    look = _by_dictionary(printed, language)
    if carried and look != _COMMON:
        return long * (0.9 if language == "ar" or first else 1.0)
    if language == "ar":
        return 0.03 if known else long * (_foreign(printed) if look is None else look)
    if printed.isupper() and len(printed) > 1:
        return 0.2  # an acronym
    if look is not None:
        return long * (0.9 * look if first and look > 0.5 else look)
    if known:
        return 0.02 if first else 0.2
    return long * (0.6 if first else 0.95)


_COMMON = 0.1
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox"})
_ADJECTIVE = re.compile(r"ск(?:ий|ая|ое|ие|ого|ому|им|их|ом|ой|ую|ими)$")


@lru_cache(maxsize=1 << 17)
def _by_dictionary(word: str, language: str) -> float | None:
    """How surely a word is a name, by what the language knows of it; None where it does not know it."""
    if is_given_name(word, language):
        return 0.8 if language == "ar" else 1.0
    if language == "ru":
        if _ADJECTIVE.search(word):
            return 0.3
        known = [reading for reading in readings(word.casefold()) if reading.known]
        if known:
            return 1.0 if any(_NAMES & reading.grammemes for reading in known) else _COMMON
    return 0.05 if language == "ar" and is_common_word(word) else None


_NATIVE = re.compile(
    r"[\u064b-\u0652ءؤئىظض]|(?:ة|ها|هم|هن|ون|ين|ات|ته|وا|نا|ا\u064b|تها|اء)$|^(?:ال)?(?:مت|است|م[^اوي]{3})"
)
_LONG_VOWELS = re.compile("[اويآ]")


def _foreign(word: str) -> float:
    """How surely an Arabic word that no lexicon knows is a name, by its look: foreign ones write their vowels."""
    if _NATIVE.search(word):
        return 0.15
    return 0.8 if len(_LONG_VOWELS.findall(word[1:])) >= 2 and len(word) >= 5 else 0.45

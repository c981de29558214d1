"""Whether a word of a running text is somebody's given name, in any of its forms."""

from __future__ import annotations

from functools import lru_cache

from aligner.languages.arabic_given_names import gender_of as gender_in_arabic
from aligner.languages.arabic_given_names import is_arabic_given
from aligner.languages.english_given_names import gender_of as gender_in_english
from aligner.languages.homographs import hints, is_common
from aligner.languages.russian_paradigm_dictionary import readings
from aligner.languages.wordlist import words

__all__ = ["is_given_name", "may_be_given_name"]

_LIKELY = 0.3  # of the readings of a Russian word: роман and вера are words rather than names
_CLITICS = "بلك"  # و and ف begin sentences, where verbs stand: وطالب
# Arabic given names that are verbs of news as well: صادق بوتين على القانون.
_VERBS = frozenset(words("طالب صادق عزت هاجر أكرم أسعد أشرف نشأت ناصر سامح أنعم أسلم نهى وهب نجا راجع ساند بارك وعد"))
# Titles and parts of names that the lists of given names have as well.
_NONE = {"en": frozenset(words("mullah sultan emir sheikha lady princess queen mrs ms miss bint mint umm abu abdul"))}


@lru_cache(maxsize=1 << 14)
def is_given_name(word: str, language: str) -> bool:
    """Whether a word as it is printed is a given name rather than anything else; with a capital where there are any."""
    if language == "ar":
        bare = word[1:] if word[:1] in _CLITICS and len(word) > 3 else word
        return any(_in_arabic(one) for one in {word, bare})
    if not word[:1].isupper():
        return False
    low = word.casefold()
    if low in _NONE.get(language, ()) or low in hints(language).always:
        return False
    if language == "en":
        return bool(gender_in_english(word)) and not hints(language).introduces(low, "person")
    return sum(one.score for one in readings(word) if one.known and "Name" in one.grammemes) >= _LIKELY


def may_be_given_name(word: str, language: str) -> bool:
    """Whether a Russian word with a capital may be one that the dictionary does not know: Асма, Зубайде."""
    if language != "ru" or not word[:1].isupper() or (word.isupper() and len(word) > 1) or "-" in word:
        return False
    return not any(one.known for one in readings(word))


def _in_arabic(word: str) -> bool:
    if word in _VERBS or is_common(word.translate(_ALEFS), "ar"):
        return False
    return is_arabic_given(word) or bool(gender_in_arabic(word))


_ALEFS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و"})

"""Words of both sides of a bead: what each one is, found once a word, and how many of them the other side answers.

A word is answered by a translation of its stem (where a lexicon is handed in), by a word that sounds alike, or by
itself. Numbers are left to the filter of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from aligner import languages
from aligner.corpus.filter_base import SCRIPTS, Filter, Glosses, Reading, at_least
from aligner.corpus.filter_nameness import nameness
from aligner.languages.transliteration_keys import sounds

if TYPE_CHECKING:
    import polars as pl

__all__ = ["COVERAGE", "Word", "Words", "skeleton"]

_REMEMBERED = 1 << 18
_SOUND = 3  # consonants from which a likeness of sound says something
_LIKELY = 0.04  # probability from which a translation counts
_TRAVELS = 74.0  # likeness of consonants, 0 to 100, of a name and its translation
_UNKNOWN = 1.0  # what a word says where no lexicon is at hand
_APART = str.maketrans("pvgxhtdszSZjCcq", "bfkkktDsssssssk", "aiuAwy")
_POSSESSIVE = re.compile(r"['’]s?$")
_FOLDED = re.compile(r"[\u064b-\u065f\u0670\u0640]")


class Word(NamedTuple):
    """What is known of a word as printed."""

    number: bool  # a figure, or a word that may be part of a number
    weight: float  # how much it says
    keys: frozenset[str]  # what it may be answered by: its stems, and its sound
    answers: frozenset[str]  # stems of the other side that translate it, and its sound
    sound: str  # its consonants, as they may be heard in any script; "" for a figure
    sure: float  # how surely it is a name that is carried over by sound, 0 to 1
    first: float  # the same where it begins the text


class Words:
    """Words of the pairs of languages as they come, remembered."""

    def __init__(self, glosses: Glosses | None) -> None:
        self.glosses = glosses
        self._known: dict[tuple[str, str], dict[str, Word]] = {}

    def of(self, language: str, other: str) -> Callable[[str], Word]:
        """A function from a printed word of a language to what it is for a bead with the other language."""
        known = self._known.setdefault((language, other), {})

        def look(printed: str) -> Word:
            word = known.get(printed)
            if word is None:
                if len(known) >= _REMEMBERED:
                    known.clear()
                word = known[printed] = self._new(printed, language, other)
            return word

        return look

    def _new(self, printed: str, language: str, other: str) -> Word:
        if printed[0].isdigit():
            return Word(True, 0.0, frozenset(), frozenset(), "", 0.0, 0.0)
        heard, by_sound, number = _sounding(printed, language)
        capital = language == "ar" or printed[0].isupper()
        stems: Sequence[str] = ()
        answers: set[str] = set()
        weight, known = _UNKNOWN, False
        if self.glosses is not None and language in SCRIPTS and other in SCRIPTS:
            stems = self.glosses.stems(printed, language)
            weight = max((self.glosses.weight(stem, language) for stem in stems), default=0.0)
            known = weight <= 1.0
            for stem in stems:
                if len(stem) > 1 or len(stems) == 1:
                    answers.update(
                        found
                        for found, probability in self.glosses.translations(stem, language, other).items()
                        if probability >= _LIKELY
                    )
        names = (0.0, 0.0)
        if capital and not number and len(heard) >= 2:
            carried = known and self._carried(printed, heard, language, other)
            size = len(heard)
            names = (
                nameness(printed, size, language, first=False, known=known, carried=carried),
                nameness(printed, size, language, first=True, known=known, carried=carried),
            )
        return Word(
            number,
            0.0 if number else min(1.0, weight),
            frozenset(stems) | by_sound | {printed.casefold()},
            frozenset(answers) | (set(by_sound) if capital or len(heard) > _SOUND else set()) | {printed.casefold()},
            heard,
            *names,
        )

    def _carried(self, printed: str, heard: str, language: str, other: str) -> bool:
        """Whether most of what the lexicon knows for a word sounds like it."""
        if self.glosses is None or language not in SCRIPTS or other not in SCRIPTS:
            return False
        voices = _voices(printed, language, heard)
        alike = total = 0.0
        for stem in self.glosses.stems(printed, language):
            if len(stem) > 1:
                for found, probability in self.glosses.translations(stem, language, other).items():
                    total += probability
                    sound = skeleton(found, other)
                    if any(_alike(voice, sound) for voice in voices):
                        alike += probability
        return total > 0.2 and alike >= 0.5 * total


def _alike(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    if min(len(one), len(other)) < _SOUND:
        return len(one) >= 2 and one == other
    return fuzz.ratio(one, other) >= _TRAVELS


@lru_cache(maxsize=_REMEMBERED)
def _sounding(printed: str, language: str) -> tuple[str, frozenset[str], bool]:
    """The consonants of a word, the sounds it may be answered by, and whether it may be a number."""
    printed = _POSSESSIVE.sub("", printed) if language == "en" else printed
    heard = skeleton(printed, language)
    by_sound = frozenset(f"~{one}" for one in _voices(printed, language, heard) if len(one) >= _SOUND)
    return heard, by_sound, _number(printed, language)


@lru_cache(maxsize=_REMEMBERED)
def skeleton(word: str, language: str) -> str:
    """The consonants of a word as they may be heard in any of the scripts; the same twice in a row counts once."""
    heard = sounds(word.strip("'’ʼ"), language if language in SCRIPTS else "en").translate(_APART).replace("D", "t")
    return "".join(ch for place, ch in enumerate(heard) if place == 0 or heard[place - 1] != ch)


_CASES = re.compile(
    r"(?<=[бвгджзклмнпрстфхцчшщйья])(?:ого|его|ому|ему|ими|ыми|ами|ями|ах|ях|ам|ям|ом|ем|ём|ым|им|ой|ей|ою|ею|ую|юю|ов|"
    r"ев|ых|их|ые|ие|ий|ый|ая|[аяуюеыио])$"
)


def _voices(printed: str, language: str, heard: str) -> set[str]:
    """The consonants with and without what the language puts before or behind a name."""
    found = {heard}
    if language == "ar":
        plain = _FOLDED.sub("", printed)
        for _ in range(2):
            if plain[:1] in "وفبلك" and len(plain) > 4:
                plain = plain[1:]
                found.add(skeleton(plain, language))
        for article in ("ال", "ل"):
            if plain.startswith(article) and len(plain) > 4:
                found.add(skeleton(plain[len(article) :], language))
    elif language == "ru" and len(printed) > 4:
        bare = _CASES.sub("", printed.casefold())
        found.add(skeleton(bare, language))
        if bare.endswith("ск"):
            found |= {skeleton(bare[:-2], language), skeleton(re.sub("(?:ов|ев|ин|ан)?ск$", "", bare), language)}
    return found


def _number(printed: str, language: str) -> bool:
    """Whether a word is, or may be part of, a number or a date."""
    if language not in SCRIPTS:
        return False
    speech = languages.get(language)
    return bool(speech.numbers(printed) or speech.number_hints(printed))


class Coverage:
    """The share of what the words of a bead say that the other side answers, on the side where it is lower."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def score(self, reading: Reading) -> pl.Series:
        """The scores; null where a side has no words."""
        if self._words.glosses is None:
            return reading.filled([None] * reading.frame.height)
        sources, targets = reading.words
        scores: list[float | None] = []
        for (here, there, _, _), source, target in zip(reading.rows, sources, targets, strict=True):
            one = list(map(self._words.of(here, there), source))
            other = list(map(self._words.of(there, here), target))
            scores.append(_both(one, other))
        return reading.filled(scores)


def _both(one: Sequence[Word], other: Sequence[Word]) -> float | None:
    forth, back = covered(one, other), covered(other, one)
    if forth is None or back is None:
        return None
    return 0.7 * min(forth, back) + 0.3 * max(forth, back)


def covered(words: Sequence[Word], others: Sequence[Word]) -> float | None:
    """The share of the weight of words that others answer; one word more of each is taken as half answered."""
    keys = frozenset().union(*[word.keys for word in others])
    total = answered = 0.0
    for word in words:
        total += word.weight
        if not keys.isdisjoint(word.answers):
            answered += word.weight
    if not words or not others:
        return None
    return (answered + 0.5) / (total + 1.0)


COVERAGE = Filter(
    "words",
    "words that translate each other; needs a lexicon",
    at_least("words"),
    defaults={"least": 0.1, "glosses": None},
    batch=lambda params: Coverage(words_of(params["glosses"])) if params["glosses"] is not None else None,
)

_SHARED: dict[int, tuple[Glosses | None, Words]] = {}


def words_of(glosses: Glosses | None) -> Words:
    """The words known with a lexicon, shared by the filters that ask for it."""
    entry = _SHARED.get(id(glosses))
    if entry is None or entry[0] is not glosses:
        _SHARED.clear()
        entry = _SHARED[id(glosses)] = (glosses, Words(glosses))
    return entry[1]

"""Whether a sentence says the same as another outside the names that were put into it: words, numbers, negation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from aligner import languages
from aligner.glossary.amounts import amounts, dates, negations

__all__ = ["Drift", "drift"]

_ORDER = 3  # characters
_SHORTEST = {"en": 4, "ru": 4, "ar": 3}  # letters of a word that says something, its Arabic clitics not counted
_STEM = {"en": 4, "ru": 4, "ar": 3}  # of these, what stays the same in most forms of a word
_CLITICS = re.compile(r"[وف]?(?:[بك]?ال|لل|[بلكس])?(?=\w{3})")


@dataclass(frozen=True, slots=True)
class Drift:
    """How far one text is from another."""

    overlap: float  # F1 of character trigrams, 0 to 1
    numbers: bool  # other numbers, amounts, months or days of the week
    negation: bool  # negated otherwise, or not as often
    words: int = 0  # words with a meaning of their own in the other text
    lost: int = 0  # those of them that this text has in no form
    shorter: int = 0  # by how many of them this text is the shorter one

    @property
    def grave(self) -> bool:
        """Whether it may say something else."""
        return self.numbers or self.negation

    def covered(self, allowed: int = 0) -> float:
        """The share of the other text's words that are still there, 0 to 1; `allowed` may be lost for nothing.

        One other word is always allowed: it is said otherwise, and where it is gone altogether `length` tells.
        """
        gone = max(0, self.lost - allowed)
        return 1.0 - gone / self.words if gone > 1 else 1.0

    def length(self, allowed: int = 0) -> float:
        """How many words this text has for one of the other's; at most 1."""
        return 1.0 - max(0, self.shorter - allowed) / self.words if self.words else 1.0


def drift(text: str, free: str, language: str, names: Iterable[str] = ()) -> Drift:
    """Compare two translations of one sentence, both without the names in question.

    `names` are those that the other text has in no right form: what they say of numbers may stand there only.
    """
    named = " ".join(names)
    here, there = _content(text, language), _content(free, language)
    return Drift(
        _overlap(text, free, language),
        any(_differs(count(text), count(free), count(named)) for count in _counts(language)),
        _negated_otherwise(*(negations(side, language) for side in (text, free, named))),
        there.total(),
        (there - here).total(),
        max(0, there.total() - here.total()),
    )


def _counts(language: str) -> tuple[Callable[[str], Counter[str]], ...]:
    known = languages.get(language)
    return (
        lambda text: Counter(mention.value for mention in known.numbers(text)),
        lambda text: amounts(text, language),
        lambda text: dates(text, language),
    )


def _differs(one: Counter[str], other: Counter[str], named: Counter[str]) -> bool:
    return one != other and bool(one - other or not other - one <= named)


def _negated_otherwise(one: tuple[int, bool], other: tuple[int, bool], named: tuple[int, bool]) -> bool:
    if 0 < other[0] - one[0] <= named[0]:
        return False
    return one != other


def _content(text: str, language: str) -> Counter[str]:
    """The words that say something, by what stays the same in most of their forms."""
    found: Counter[str] = Counter()
    for word in re.findall(r"[^\W\d_]+", languages.get(language).normal_form(text).text):
        bare = _CLITICS.sub("", word, count=1) if language == "ar" else word
        if len(bare) >= _SHORTEST[language]:
            found[bare[: _STEM[language]]] += 1
    return found


def _overlap(one: str, other: str, language: str) -> float:
    grams = [_trigrams(languages.get(language).normal_form(side).text) for side in (one, other)]
    if not grams[0] or not grams[1]:
        return 1.0 if grams[0] == grams[1] else 0.0
    shared = (grams[0] & grams[1]).total()
    return 2 * shared / (grams[0].total() + grams[1].total())


def _trigrams(text: str) -> Counter[str]:
    packed = f" {' '.join(text.split())} "
    return Counter(packed[i : i + _ORDER] for i in range(len(packed) - _ORDER + 1))

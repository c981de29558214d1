"""Whether a sentence says the same as another outside the names that were put into it: words, numbers, negation."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from aligner import languages

__all__ = ["Drift", "drift"]

_ORDER = 3  # characters
_NEGATION = {
    "en": re.compile(r"\b(?:not|no|never|none|nor|neither|nobody|nothing|without|cannot)\b|n['’]t\b", re.IGNORECASE),
    "ru": re.compile(r"\b(?:не|нет|ни|никогда|никто|ничего|нельзя|без)\b", re.IGNORECASE),
    "ar": re.compile(r"\b[وف]?(?:لا|لم|لن|ليس|ليست|غير|دون|بدون|ما لم|عدم)\b"),
}


@dataclass(frozen=True, slots=True)
class Drift:
    """How far one text is from another."""

    overlap: float  # F1 of character trigrams, 0 to 1
    numbers: bool  # other numbers
    negation: bool  # negated otherwise

    @property
    def grave(self) -> bool:
        """Whether it may say something else."""
        return self.numbers or self.negation


def drift(text: str, free: str, language: str) -> Drift:
    """Compare two translations of one sentence, both without the names in question."""
    known = languages.get(language)
    one, other = (Counter(mention.value for mention in known.numbers(side)) for side in (text, free))
    negated = [len(_NEGATION[language].findall(side)) for side in (text, free)]
    return Drift(_overlap(text, free, language), one != other, (negated[0] > 0) != (negated[1] > 0))


def _overlap(one: str, other: str, language: str) -> float:
    grams = [_trigrams(languages.get(language).normal_form(side).text) for side in (one, other)]
    if not grams[0] or not grams[1]:
        return 1.0 if grams[0] == grams[1] else 0.0
    shared = (grams[0] & grams[1]).total()
    return 2 * shared / (grams[0].total() + grams[1].total())


def _trigrams(text: str) -> Counter[str]:
    packed = f" {' '.join(text.split())} "
    return Counter(packed[i : i + _ORDER] for i in range(len(packed) - _ORDER + 1))

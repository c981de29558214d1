"""Values that a text may express without a number of its own: ordinals, decades, "полпроцента", "twice", months.

They are no numbers of the text (`numerals` reads those); they say that a figure of the other language is not lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from aligner.languages.numerals import NumeralRules, plain_value

__all__ = ["HintRules", "decade", "month", "number_hints"]

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0640\u064b-\u0655\u0670])*")
_ROMAN = re.compile(r"(?<!\w)(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(?!\w)")  # centuries, chapters


@dataclass(frozen=True, eq=False)
class HintRules:
    """What words of a language may stand for."""

    numerals: NumeralRules  # ordinals and "one", which it leaves out, are read by its table
    words: Mapping[str, tuple[str, ...]]  # entries as `numerals.lookup` gives them
    phrases: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = ()
    compound: Callable[[str], tuple[str, ...]] = field(default=lambda word: ())  # numbers at the head of a longer word


def month(number: int) -> str:
    """The hint that a month of the year is named, 1 to 12; a date in figures has it by its number."""
    return f"month {number}"


def decade(tens: int) -> tuple[str, ...]:
    """What "the nineties" may stand for, given 90: the decade of three centuries, and the age."""
    return (str(tens), *(str(century + tens) for century in (1800, 1900, 2000)))


def number_hints(text: str, rules: HintRules) -> frozenset[str]:
    """Every value that words of the text may stand for, in plain notation; months as `month` writes them."""
    found = {value for pattern, values in rules.phrases if pattern.search(text) for value in values}
    for word in _WORD.findall(text):
        found.update(_of_word(word, rules))
    found.update(_roman(numeral) for numeral in _ROMAN.findall(text))
    return frozenset(found)


def _roman(numeral: str) -> str:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in numeral]
    return str(sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)))


def _of_word(word: str, rules: HintRules) -> Iterator[str]:
    entry, _ = rules.numerals.lookup(word)
    yield from rules.words.get(entry, ())
    number = rules.numerals.words.get(entry)
    if number is not None and (number.kind in ("ordinal unit", "scale") or number.value == 1):
        yield plain_value(number.value)
    yield from rules.compound(entry)

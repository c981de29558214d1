"""Spelling rules that leave a choice: a word read from left to right, each piece written in one of several ways."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

__all__ = ["Rules", "Spelling", "best_of", "joined"]

_BEAM = 24


class Spelling(NamedTuple):
    """A way to write a word, and how unlikely it is: 0 is what we would write, 1 more is clearly less likely."""

    cost: float
    text: str


class Rules:
    """An ordered list of rules; at each place of a word the first that fits is taken.

    A rule is a line `PATTERN -> first second:0.5`: a regular expression matched where the reading stands (it may look
    back and ahead), then the ways to write it, each with what it costs (default: 0 for the first, 1 for each further
    one); `_` writes nothing. Figures stay; other signs that no rule fits are left out.
    """

    def __init__(self, text: str) -> None:
        self._rules: list[tuple[re.Pattern[str], tuple[Spelling, ...]]] = []
        for line in filter(None, map(str.strip, text.splitlines())):
            pattern, _, ways = line.partition(" -> ")
            choices = []
            for place, way in enumerate(ways.split()):
                written, _, cost = way.partition(":")
                choices.append(Spelling(float(cost) if cost else float(place), "" if written == "_" else written))
            if not choices:
                raise ValueError(f"a rule without anything to write: {line}")
            self._rules.append((re.compile(pattern), tuple(choices)))

    def spell(self, word: str) -> tuple[Spelling, ...]:
        """The ways to write a word, the likeliest first."""
        ways = [Spelling(0.0, "")]
        at = 0
        while at < len(word):
            step, choices = self._at(word, at)
            at += step
            if choices:
                ways = best_of(
                    (Spelling(way.cost + choice.cost, way.text + choice.text) for way in ways for choice in choices),
                    _BEAM,
                )
        return tuple(ways)

    def _at(self, word: str, at: int) -> tuple[int, tuple[Spelling, ...]]:
        for pattern, choices in self._rules:
            if (match := pattern.match(word, at)) and match.end() > at:
                return match.end() - at, choices
        return 1, (Spelling(0.0, word[at]),) if word[at].isdecimal() else ()


def best_of(spellings: Iterable[Spelling], limit: int) -> list[Spelling]:
    """The likeliest spellings, each text once, the likeliest first; in order of coming where they are equal."""
    cheapest: dict[str, float] = {}
    for spelling in spellings:
        if spelling.cost < cheapest.get(spelling.text, float("inf")):
            cheapest[spelling.text] = spelling.cost
    return heapq.nsmallest(limit, (Spelling(cost, text) for text, cost in cheapest.items()), key=lambda way: way.cost)


def joined(parts: Sequence[Sequence[Spelling]], limit: int) -> list[Spelling]:
    """The likeliest ways to write several pieces one after the other."""
    ways = [Spelling(0.0, "")]
    for choices in parts:
        ways = best_of(
            (Spelling(way.cost + choice.cost, way.text + choice.text) for way in ways for choice in choices),
            max(limit, _BEAM),
        )
    return ways[:limit]

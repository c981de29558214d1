"""Arabic forms for the demo's grammar: the clitics before a word, the oblique of duals and plurals, counted nouns.
The text is without vowel signs, so case shows only where letters do."""

from __future__ import annotations

import re

__all__ = ["attach", "counted", "gender_of", "oblique"]


def attach(before: str, word: str) -> str:
    """`before` and `word` joined: a lone ل before the article becomes لل; other clitics simply stand before."""
    if word.startswith("ال") and re.search(r"(?:^|[\s\"(])[وف]?ل$", before):
        return before + word[1:]
    return before + word


def oblique(phrase: str, number: str) -> str:
    """The genitive-accusative of a dual (d) or human plural (p) phrase in the nominative; others do not change."""
    if number == "d":
        return re.sub(r"ان\b", "ين", phrase)
    if number == "p":
        return re.sub(r"ون\b", "ين", phrase)
    return phrase


def gender_of(phrase: str) -> str:
    """f if the first word of the phrase ends in ta marbuta, else m."""
    return "f" if phrase.split()[0].endswith("ة") else "m"


def counted(number: int, singular: str, dual: str, plural: str, accusative: str, digits: str) -> str:
    """A number in figures with its noun: dual for two, plural for 3 to 10, accusative singular for 11 to 99.

    After a hundred or more the last two digits decide, a round hundred taking the (genitive) singular.
    """
    if number == 2:
        return dual
    last = number % 100
    if 3 <= last <= 10:
        return f"{digits} {plural}"
    if 11 <= last <= 99:
        return f"{digits} {accusative}"
    return f"{digits} {singular}"

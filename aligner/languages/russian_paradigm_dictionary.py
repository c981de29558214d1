"""What the Russian dictionary (OpenCorpora, through pymorphy3) knows of a word: its readings and their paradigms.

The analyzer is opened once, at the first word; readings are kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from aligner.languages.russian_paradigm import CASES, Cell, Paradigm, fixed, respell

__all__ = ["CASE_OF", "Reading", "adjective_table", "lemma", "noun_table", "readings"]

CASE_OF = {"nomn": "nom", "gent": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "loc"}
_MARKED = {"gen2": "gent", "gen1": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct"}
_NOT_IN_PRINT = frozenset({"нидерланд"})  # forms that the dictionary has beside the right ones
_FOREIGN = re.compile("[^\u0000-\u052f\u1e00-\u1eff\u2010-\u2122]")  # neither Latin, Greek nor Cyrillic
_ADJECTIVES = frozenset({"ADJF", "PRTF"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a word: what part of speech and which form of it."""

    word: str  # as the dictionary writes it: lower case, with its ё
    pos: str  # "NOUN", "ADJF" ...; "" for none
    grammemes: frozenset[str]
    known: bool  # the dictionary has the word; False: told from its ending
    score: float
    index: int  # among the readings of the word

    @property
    def case(self) -> str:
        """The case as our tags say it; "" where the word has none."""
        return next((tag for name, tag in CASE_OF.items() if name in self.grammemes), "")

    @property
    def number(self) -> str:
        """ "sing", "plur" or ""."""
        return next((number for number in ("sing", "plur") if number in self.grammemes), "")

    @property
    def gender(self) -> str:
        """ "masc", "femn", "neut", "ms-f" or ""."""
        return next((gender for gender in ("masc", "femn", "neut", "ms-f") if gender in self.grammemes), "")

    @property
    def adjectival(self) -> bool:
        """Whether it is declined as an adjective is: adjectives, participles, ordinals."""
        return self.pos in _ADJECTIVES


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=1 << 16)
def _parses(word: str) -> tuple[Any, ...]:
    if _FOREIGN.search(word):
        return ()  # the analyser guesses by shape, and fails on letters without a name (Tangut)
    return tuple(_analyzer().parse(word))


@lru_cache(maxsize=1 << 16)
def readings(word: str) -> tuple[Reading, ...]:
    """The readings of a word, the likeliest first; the case of its letters does not matter."""
    found = []
    for index, parse in enumerate(_parses(word.lower())):
        grammemes = frozenset(_MARKED.get(g, g) for g in parse.tag.grammemes)
        known = parse.is_known
        found.append(Reading(parse.word, str(parse.tag.POS or ""), grammemes, known, parse.score, index))
    return tuple(found)


@lru_cache(maxsize=1 << 15)
def _lexeme(word: str, index: int) -> tuple[tuple[str, frozenset[str]], ...]:
    parse = _parses(word)[index]
    return tuple((form.word, frozenset(form.tag.grammemes)) for form in parse.lexeme)


@lru_cache(maxsize=1 << 15)
def noun_table(word: str, reading: Reading, number: str) -> Paradigm | None:
    """The forms of a noun in a number ("sing", "plur"), spelt as `word` is; None where it has none there.

    The second locative (в порту) comes after the first, as one more form of the same case.
    """
    if "Fixd" in reading.grammemes:
        return fixed(word, guess=not reading.known) if number == reading.number else None
    rows: dict[str, list[Cell]] = {case: [] for case in CASES}
    for form, grammemes in _lexeme(word.lower(), reading.index):
        if form in _NOT_IN_PRINT or number not in grammemes or "NOUN" not in grammemes:
            continue
        if number == "sing" and reading.gender and reading.gender not in grammemes:
            continue
        if grammemes & {"gen2", "acc2", "voct", "V-be", "V-bi", "V-ie"}:
            continue
        case = next((tag for name, tag in CASE_OF.items() if name in grammemes), "")
        if grammemes & {"loc1", "loc2"}:
            case = "loc"
        if grammemes & {"gen1"}:
            case = "gen"
        if case:
            rows[case].append(_cell(form, word, grammemes, guess=not reading.known))
    return _complete(rows, word)


@lru_cache(maxsize=1 << 15)
def adjective_table(word: str, reading: Reading, number: str, gender: str, animate: bool) -> Paradigm | None:
    """The forms of an adjective or participle beside a noun of this number, gender and life; None: it has none."""
    rows: dict[str, list[Cell]] = {case: [] for case in CASES}
    other = "inan" if animate else "anim"
    superlative = "Supr" in reading.grammemes
    for form, grammemes in _lexeme(word.lower(), reading.index):
        if not grammemes & _ADJECTIVES or number not in grammemes or other in grammemes:
            continue
        if number == "sing" and gender not in grammemes:
            continue
        if ("Supr" in grammemes) != superlative:
            continue
        if reading.grammemes & {"past", "pres"} - grammemes or reading.grammemes & {"actv", "pssv"} - grammemes:
            continue
        case = next((tag for name, tag in CASE_OF.items() if name in grammemes), "")
        if case:
            rows[case].append(_cell(form, word, grammemes, guess=not reading.known))
    return _complete(rows, word)


def _cell(form: str, word: str, grammemes: frozenset[str], *, guess: bool) -> Cell:
    return Cell(respell(form, word), guess, bool(grammemes & {"V-oy", "V-ey"}))


def _complete(rows: dict[str, list[Cell]], word: str) -> Paradigm | None:
    if not all(any(not cell.old for cell in cells) for cells in rows.values()):
        return None
    return {case: _ordered(_nearest(cells, word)) for case, cells in rows.items()}


def _nearest(cells: list[Cell], word: str) -> list[Cell]:
    """A paradigm may hold several words (Аль-Каида and Аль-Кайда, высший and высочайший): only that which is meant."""
    shared = [_shared(_plain(cell.text), _plain(word)) for cell in cells]
    return [cell for cell, length in zip(cells, shared, strict=True) if length == max(shared)]


def _shared(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")


def _ordered(cells: list[Cell]) -> tuple[Cell, ...]:
    unique = {cell.text: cell for cell in reversed(cells)}
    return tuple(sorted((unique[text] for text in dict.fromkeys(c.text for c in cells)), key=lambda cell: cell.old))


def lemma(word: str, index: int) -> str:
    """The dictionary form of a reading of a word, in lower case."""
    return str(_parses(word.lower())[index].normal_form)

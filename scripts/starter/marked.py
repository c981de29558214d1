"""Cells of a report with their marked terms, and the dictionary form of what a mark holds.
A mark may hold a part of its term (a surname): then its lemma is the same part of the dictionary form."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scripts.reports_corpus import Term

__all__ = ["Cell", "Mark", "join_cells", "lemma_of", "parse_cell", "term_window"]

_MARK = re.compile(r"\{(\d+)\|([^{}|]*)\}")
_HARAKAT = re.compile("[\u064b-\u0652\u0670\u0640]")
_CLITICS = ("وال", "فال", "بال", "كال", "لل", "ال", "")


@dataclass(frozen=True)
class Mark:
    """Characters [start, end) of a cell are a form of a term."""

    term: int
    start: int
    end: int


@dataclass(frozen=True)
class Cell:
    """The text of one language of a bead, single-spaced, and its marks in order."""

    text: str
    marks: tuple[Mark, ...] = ()

    def surface(self, mark: Mark) -> str:
        """The form a mark stands on."""
        return self.text[mark.start : mark.end]


def parse_cell(cell: str) -> Cell:
    """A cell as it stands in a report, the signs of marks and sentences taken out."""
    text, marks, done = "", [], 0
    flat = " ".join(cell.replace(" ¶ ", " ").split())
    for found in _MARK.finditer(flat):
        text += flat[done : found.start()]
        marks.append(Mark(int(found[1]), len(text), len(text) + len(found[2])))
        text, done = text + found[2], found.end()
    return Cell(text + flat[done:], tuple(mark for mark in marks if mark.end > mark.start))


def join_cells(first: Cell, second: Cell) -> Cell:
    """Two cells one after the other."""
    shift = len(first.text) + 1
    moved = tuple(replace(mark, start=mark.start + shift, end=mark.end + shift) for mark in second.marks)
    return Cell(f"{first.text} {second.text}", first.marks + moved)


def term_window(surface: str, canonical: str, language: str) -> tuple[int, int] | None:
    """Which words [first, after) of the dictionary form a surface form is a form of; None if it cannot be told."""
    words, parts = canonical.split(), surface.split()
    for first in range(len(words) - len(parts) + 1):
        window = words[first : first + len(parts)]
        if all(_same_word(form, word, language) for form, word in zip(parts, window, strict=True)):
            return first, first + len(parts)
    return None


def _same_word(form: str, word: str, language: str) -> bool:
    form, word = _bare(form, language), _bare(word, language)
    if form == word:
        return True
    common = 0
    for a, b in zip(form, word, strict=False):
        if a != b:
            break
        common += 1
    return common >= 2 and common >= 0.6 * max(len(form), len(word)) and len(form) - common <= 4


def _bare(word: str, language: str) -> str:
    word = word.casefold().strip("«»\"“”'’.,")
    if language != "ar":
        return word.replace("ё", "е")
    word = _HARAKAT.sub("", word)
    return next(word.removeprefix(clitic) for clitic in _CLITICS if word.startswith(clitic))


def lemma_of(surface: str, term: Term, language: str) -> str | None:
    """The dictionary form of what a mark holds, from the term's table; None if the words do not match the table."""
    canonical = term.forms[language]
    window = term_window(surface, canonical, language)
    return None if window is None else " ".join(canonical.split()[window[0] : window[1]])

"""Swaps in a visited piece: other persons, numbers, weekdays and months, alike in both languages, marks kept.
Where a form would not be certain nothing is changed."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

from scripts.reports_corpus import LANGUAGES, Report

from .examples import Piece
from .figures import other_month, other_numbers, other_weekday
from .marked import Cell, Mark
from .persons import Person, find_persons

__all__ = ["Swapper"]

SWAPPED_SHARE = 0.4  # of the visits, for persons and for each kind of figure


class Swapper:
    """Exchanges the persons of given reports and makes up figures."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._persons = find_persons(reports)
        self._alike: dict[tuple[bool, ...], list[Person]] = {}
        for person in self._persons.values():
            self._alike.setdefault(person.kind, []).append(person)

    def swapped(self, piece: Piece, source: str, target: str, rng: random.Random) -> Piece:
        """The piece in two languages, perhaps with other names, numbers and dates."""
        if piece.kind in ("entry", "outside", "generated"):
            return piece
        piece = replace(piece, cells={language: piece.cells[language] for language in (source, target)})
        for number in piece.terms:
            if rng.random() < SWAPPED_SHARE:
                piece = self._with_other_person(piece, number, rng)
        for change in (other_numbers, other_weekday, other_month):
            if rng.random() < SWAPPED_SHARE:
                texts = change({language: cell.text for language, cell in piece.cells.items()}, rng)
                cells = {language: _retold(cell, texts[language]) for language, cell in piece.cells.items()}
                kept = {language: cell for language, cell in cells.items() if cell is not None}
                piece = replace(piece, cells=kept) if len(kept) == len(cells) else piece
        return piece

    def _with_other_person(self, piece: Piece, number: int, rng: random.Random) -> Piece:
        term = piece.terms[number]
        person = self._persons.get(tuple(term.forms[language] for language in LANGUAGES))
        if person is None or all(mark.term != number for cell in piece.cells.values() for mark in cell.marks):
            return piece
        other = rng.choice(self._alike[person.kind])
        if any(set(other.term.forms["en"].split()) & set(known.forms["en"].split()) for known in piece.terms.values()):
            return piece
        cells = {}
        for language, cell in piece.cells.items():
            renamed = _renamed(cell, number, person, other, language)
            if renamed is None:
                return piece
            cells[language] = renamed
        return replace(piece, cells=cells, terms={**piece.terms, number: other.term})


def _renamed(cell: Cell, number: int, person: Person, other: Person, language: str) -> Cell | None:
    """The cell with the other's name at each mark; None if a form is not certain or the name also stands unmarked."""
    text, marks, done = "", [], 0
    for mark in cell.marks:
        text += cell.text[done : mark.start]
        form: str | None = cell.surface(mark)
        if mark.term == number:
            form = other.instead_of(person, cell, cell.surface(mark), mark.start, language)
            if form is None:
                return None
        marks.append(Mark(mark.term, len(text), len(text) + len(form or "")))
        text, done = text + (form or ""), mark.end
    text += cell.text[done:]
    family = person.words(language, (1, 2))
    if family[: max(3, len(family) - 1)].casefold() in text.casefold():
        return None
    return Cell(text, tuple(marks))


def _retold(cell: Cell, text: str) -> Cell | None:
    """The marks of a cell over its text with other figures; None if a mark no longer stands on its form."""
    if text == cell.text:
        return cell
    marks, done = [], 0
    for mark in cell.marks:
        surface = cell.surface(mark)
        start = text.find(surface, done)
        if start < 0 or cell.text[: mark.start].count(surface) != text[:start].count(surface):
            return None
        done = start + len(surface)
        marks.append(Mark(mark.term, start, done))
    return Cell(text, tuple(marks))

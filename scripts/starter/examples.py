"""Training examples as text: beads, half beads, two beads, titles and dictionary entries of reports.
What an example says when it is visited (required terms, swapped names) is drawn from a generator that is handed in."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from scripts.reports_corpus import LANGUAGES, Report, Term

from .marked import Cell, Mark, join_cells, lemma_of, parse_cell
from .prompt import Required, clean, mark_terms

__all__ = ["KINDS", "Piece", "annotated", "render", "report_pieces", "required_terms", "worn"]

KINDS = ("bead", "half", "pair", "title", "entry", "outside", "generated")
ANNOTATED_SHARE = 1 / 3
WORN_SHARE = 0.15
_CUT = re.compile(r"(?<=[,،;؛:]) | (?=[—–] )")
_NUMBER = re.compile(r"\d+")
_LEAST_HALF = 25  # characters


@dataclass(frozen=True)
class Piece:
    """A text in two or three languages with its marks, and the terms these refer to."""

    kind: str
    cells: dict[str, Cell]
    terms: dict[int, Term] = field(default_factory=dict)


def report_pieces(reports: Iterable[Report]) -> Iterator[Piece]:
    """All pieces of the reports, in order; dictionary entries that several reports share come once."""
    entries: dict[tuple[str, ...], Term] = {}
    for report in reports:
        beads = [{language: parse_cell(cell) for language, cell in bead.cells.items() if cell} for bead in report.beads]
        for cells in beads:
            yield Piece("bead", cells, report.terms)
            yield from _halves(cells, report.terms)
        for first, second in pairwise(beads):
            both = {language: join_cells(first[language], second[language]) for language in first.keys() & second}
            if len(both) > 1:
                yield Piece(
                    "pair", {language: both[language] for language in LANGUAGES if language in both}, report.terms
                )
        yield Piece("title", {language: Cell(clean(title)) for language, title in report.titles.items()})
        for term in report.terms.values():
            entries.setdefault(tuple(term.forms.values()), term)
    for term in entries.values():
        yield Piece("entry", {language: Cell(form) for language, form in term.forms.items()})


def _halves(cells: dict[str, Cell], terms: dict[int, Term]) -> Iterator[Piece]:
    """The two halves of a bead, for each pair of languages that can be cut at clauses saying the same.

    A cut is taken only if names and numbers show that it is the same on both sides: each half has some, they are
    equal in number and kind on both sides, and no other pair of clause ends fulfils this.
    """
    for at, one in enumerate(LANGUAGES):
        for other in LANGUAGES[at + 1 :]:
            if one not in cells or other not in cells:
                continue
            ways = [
                (left, right)
                for left in _cuts(cells[one])
                for right in _cuts(cells[other])
                if left[0] == right[0] and left[1] == right[1] and left[0] and left[1]
            ]
            if len(ways) == 1:
                (_, _, cut), (_, _, cut_other) = ways[0]
                halves, others = _cut_at(cells[one], cut), _cut_at(cells[other], cut_other)
                for half, half_other in zip(halves, others, strict=True):
                    yield Piece("half", {one: half, other: half_other}, terms)


def _cuts(cell: Cell) -> Iterator[tuple[Counter[str], Counter[str], int]]:
    """The clause ends of a cell: names and numbers before, those after, and where."""
    for found in _CUT.finditer(cell.text):
        cut = found.start()
        if min(cut, len(cell.text) - found.end()) < _LEAST_HALF:
            continue
        if any(mark.start < cut < mark.end for mark in cell.marks) or _inside_quotes(cell.text[:cut]):
            continue
        yield _anchors(cell, 0, cut), _anchors(cell, cut, len(cell.text)), cut


def _inside_quotes(before: str) -> bool:
    return before.count('"') % 2 == 1 or before.count("«") > before.count("»") or before.count("(") > before.count(")")


def _anchors(cell: Cell, start: int, end: int) -> Counter[str]:
    names = Counter(f"@{mark.term}" for mark in cell.marks if start <= mark.start < end)
    return names + Counter(_NUMBER.findall(cell.text[start:end]))


def _cut_at(cell: Cell, cut: int) -> tuple[Cell, Cell]:
    left = Cell(cell.text[:cut], tuple(mark for mark in cell.marks if mark.end <= cut))
    shift = cut + 1
    right = tuple(Mark(m.term, m.start - shift, m.end - shift) for m in cell.marks if m.start >= shift)
    return left, Cell(cell.text[shift:], right)


def required_terms(piece: Piece, source: str, target: str) -> list[Required]:
    """The terms of the source text that may be required, each with the dictionary form its translation inflects.

    A term counts if both sides name it equally often and the form on the target side is one of the table's entry.
    """
    here, there = piece.cells[source], piece.cells[target]
    found = []
    for number in dict.fromkeys(mark.term for mark in here.marks):
        ours = [mark for mark in here.marks if mark.term == number]
        theirs = [mark for mark in there.marks if mark.term == number]
        if len(ours) != len(theirs) or number not in piece.terms:
            continue
        for mark, other in zip(ours, theirs, strict=True):
            lemma = lemma_of(there.surface(other), piece.terms[number], target)
            if lemma:
                found.append(Required(mark.start, mark.end, lemma))
    return sorted(found, key=lambda term: term.start)


def annotated(rng: random.Random, terms: Sequence[Required]) -> list[Required]:
    """The terms written into one visit of an example: none in two thirds of the visits, else one to all of them."""
    if not terms or rng.random() >= ANNOTATED_SHARE:
        return []
    return rng.sample(list(terms), rng.randint(1, len(terms)))


def render(piece: Piece, source: str, target: str, terms: Sequence[Required] = ()) -> tuple[str, str]:
    """The source text with the given terms required, and the target text."""
    return mark_terms(clean(piece.cells[source].text), terms), clean(piece.cells[target].text)


def worn(rng: random.Random, piece: Piece, source: str) -> Piece:
    """The piece, in some visits with the source spelt as it is often met: е for ё, curly quotes for straight ones.

    Letters are replaced one for one, so the marks stay where they are.
    """
    if rng.random() >= WORN_SHARE:
        return piece
    cell = piece.cells[source]
    text = cell.text.replace("ё", "е").replace("Ё", "Е") if source == "ru" else cell.text
    text = re.sub(r'"([^"]*)"', r"“\1”", text)
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    return replace(piece, cells={**piece.cells, source: replace(cell, text=text)})

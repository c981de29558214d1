"""Versions of a report side by side, as one HTML file that editors open in a browser or print."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from aligner import languages
from aligner.aligned.parallel import AlignedDocument, Unit
from aligner.bitext import TermUse
from aligner.pages.columns import Cell, Column, Highlight, Note, Row, render_columns

__all__ = ["page"]


def page(aligned: AlignedDocument) -> str:
    """The whole page as HTML: one row a unit, a column a language; equal input gives an equal page, byte for byte."""
    names = [languages.get(code).name for code in aligned.languages]
    shapes = Counter(unit.shape for unit in aligned.units)
    return render_columns(
        [Column(name, code) for name, code in zip(names, aligned.languages, strict=True)],
        (_row(aligned, number, unit) for number, unit in enumerate(aligned.units)),
        title=_title(aligned),
        document=", ".join(Path(version.name).name for version in aligned.versions),
        subject=" · ".join(names),
        facts=tuple(_facts(aligned)),
        shapes=tuple(shape for shape, _ in shapes.most_common()),
    )


def _title(aligned: AlignedDocument) -> str:
    """The heading with which the first version begins, or the name of the document."""
    first = aligned.versions[0]
    return first.segments[0] if first.kinds[:1] == ("heading",) else aligned.name


def _facts(aligned: AlignedDocument) -> Iterator[tuple[int, str]]:
    for version in aligned.versions:
        count = len(version.segments)
        yield count, f"{languages.get(version.language).name} {'sentence' if count == 1 else 'sentences'}"
    yield len(aligned.units), "bead" if len(aligned.units) == 1 else "beads"
    if alone := sum(not all(unit.segments) for unit in aligned.units):
        yield alone, "not in every version"
    yield sum(aligned.is_doubtful(unit) for unit in aligned.units), "doubtful"


def _row(aligned: AlignedDocument, number: int, unit: Unit) -> Row:
    marks: list[dict[tuple[int, int], str]] = [{} for _ in aligned.versions]
    missing: list[Note] = []
    for first, second in combinations(range(len(aligned.versions)), 2):
        of_units = aligned.terms.get((first, second), ())
        for use in of_units[number] if of_units else ():
            marks[first][use.source_start, len(use.source)] = use.concept
            if use.target:
                marks[second].setdefault((use.target_start, len(use.target)), use.concept)
            else:
                missing.append(_missing(aligned, use, first, second))
    flagged = aligned.is_doubtful(unit)
    cells = tuple(_cell(aligned, unit, place, marks[place].items()) for place in range(len(aligned.versions)))
    return Row(
        kind=_kind(aligned, unit),
        cells=cells,
        notes=(*_notes(aligned, unit), *dict.fromkeys(missing)),
        flagged=flagged,
        confidence=unit.confidence,
        shape=unit.shape,
    )


def _kind(aligned: AlignedDocument, unit: Unit) -> str:
    """That of the text, where all versions agree; so a heading is not made of what is none in another language."""
    kinds = {
        version.kinds[number] if version.kinds else "paragraph"
        for version, numbers in zip(aligned.versions, unit.segments, strict=True)
        for number in numbers
    }
    return kinds.pop() if len(kinds) == 1 else "paragraph"


def _cell(aligned: AlignedDocument, unit: Unit, place: int, marks: Iterable[tuple[tuple[int, int], str]]) -> Cell:
    """Each sentence on a line of its own."""
    text = aligned.text(unit, place, "\n")
    spans = tuple(Highlight(start, start + length, concept) for (start, length), concept in marks)
    return Cell(text, aligned.languages[place], spans)


def _notes(aligned: AlignedDocument, unit: Unit) -> Iterator[Note]:
    if aligned.is_doubtful(unit):
        yield Note("flag", "doubtful: check")
    absent = [languages.get(code).name for code, n in zip(aligned.languages, unit.segments, strict=True) if not n]
    if absent:
        yield Note("mark", f"not in {' and '.join(absent)}")
    elif set(unit.shape) - set("1-"):
        yield Note("mark", unit.shape.replace("-", "\u2009:\u2009"))
    if unit.confidence is not None and math.isfinite(unit.confidence):
        yield Note("figure", f"sure {math.floor(round(unit.confidence * 100, 6))}%")


def _missing(aligned: AlignedDocument, use: TermUse, first: int, second: int) -> Note:
    name = languages.get(aligned.languages[second]).name
    return Note("more", f"no approved name in {name}:", quoted=Cell(use.source, aligned.languages[first]))

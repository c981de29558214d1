"""Reads the marks of terms in a cell of a report as spans of its plain text."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Mark", "marked_text"]

_MARK = re.compile(r"\{(\d+)\|([^{}|]*)\}")


class Mark(NamedTuple):
    """A marked term: its number in the report, and its place in the plain text."""

    number: int
    start: int
    end: int


def marked_text(cell: str) -> tuple[str, list[Mark]]:
    """The text of a cell without marks, its sentences joined by a blank, and the places of the marks."""
    cell = cell.replace(" ¶ ", " ")
    pieces: list[str] = []
    marks: list[Mark] = []
    at = size = 0
    for match in _MARK.finditer(cell):
        pieces += [cell[at : match.start()], match[2]]
        size += match.start() - at
        marks.append(Mark(int(match[1]), size, size + len(match[2])))
        size, at = size + len(match[2]), match.end()
    return "".join([*pieces, cell[at:]]), marks

"""Rows of names that stand for each other in several scripts, as the tables of transliteration hold them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["NameRow", "rows"]


class NameRow(NamedTuple):
    """One name in three scripts, the usual spelling first."""

    en: tuple[str, ...]
    ar: tuple[str, ...]
    ru: tuple[str, ...]


def rows(text: str, order: Sequence[str]) -> tuple[NameRow, ...]:
    """The rows of a table in text: `cell = cell = cell`, rows parted by `;` or line ends.

    The spellings in a cell are parted by blanks; `_` is a blank inside one.
    ValueError for a row that has not as many cells as `order`.
    """
    found: list[NameRow] = []
    for entry in text.replace("\n", ";").split(";"):
        if entry.strip():
            cells = [tuple(text.replace("_", " ") for text in cell.split()) for cell in entry.split("=")]
            found.append(NameRow(**dict(zip(order, cells, strict=True))))
    return tuple(found)

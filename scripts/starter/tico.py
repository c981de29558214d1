"""Reads the translation memories of TICO-19 (CC0) from a folder outside the project.
Three files, one for each pair of our languages; all of it is training data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from .examples import Piece
from .marked import Cell
from .prompt import clean

__all__ = ["tico_pieces"]

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def tico_pieces(folder: Path) -> Iterator[Piece]:
    """The translation units of all.en-ar.tmx, all.en-ru.tmx and all.ar-ru.tmx, each text once a direction.

    ValueError names a file that is missing or not TMX.
    """
    for name in ("all.en-ar.tmx", "all.en-ru.tmx", "all.ar-ru.tmx"):
        path = folder / name
        try:
            root = ElementTree.parse(path).getroot()
        except (OSError, ElementTree.ParseError) as error:
            raise ValueError(f"{path}: cannot be read as TMX ({error}); give the folder of TICO-19 or none") from error
        seen = set()
        for unit in root.iter("tu"):
            cells = {}
            for variant in unit.iter("tuv"):
                language = (variant.get(_LANG) or variant.get("lang") or "")[:2].lower()
                cells[language] = Cell(clean("".join(variant.find("seg").itertext())))  # type: ignore[union-attr]
            key = tuple(cell.text for cell in cells.values())
            if len(cells) == 2 and all(key) and key not in seen:
                seen.add(key)
                yield Piece("outside", cells)

"""Alignments read back from files, as numbers of segments, whoever wrote them: what is scored against a gold."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path

from aligner.aligned.tables import BETWEEN
from aligner.alignment.gold import LANGUAGES, read_report
from aligner.alignment.links import Link
from aligner.bitext import Bitext
from aligner.errors import InputError

__all__ = ["links_of", "read_links"]

Pair = tuple[str, str]  # languages; ("", "") where the file does not say

_SIDE = r"\[([\d,\s]*)\]"
_RUNG = re.compile(rf"\s*{_SIDE}\s*:\s*{_SIDE}\s*(?::\s*([-+.\deE]+|nan|inf)\s*)?")
_SHAPE = re.compile(r"\d+(-\d+)+")


def read_links(path: Path) -> dict[tuple[str, Pair], list[Link]]:
    """The links in a file: (document, languages) -> links. What a file does not say is "".

    Bitext (.jsonl, .parquet) and TSV as Aligner writes them, a report whose beads are known (`alignment.gold`), else
    lines such as "[0, 1]:[0]:0.5", as vecalign writes them; the cost is optional. Of bitext and TSV the order of the
    beads gives the numbers. InputError says what is wrong and on which line.
    """
    suffix = path.suffix.lower()
    if suffix in (".jsonl", ".parquet"):
        return links_of(Bitext.read(path))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}, so no alignment") from error
    if suffix == ".txt" and " || " in text:
        report = read_report(path)
        return {("", pair): report.links(*pair) for pair in combinations(LANGUAGES, 2)}
    lines = text.splitlines()
    return _of_table(path, lines) if suffix == ".tsv" else {("", ("", "")): list(_of_ladder(path, lines))}


def links_of(bitext: Bitext) -> dict[tuple[str, Pair], list[Link]]:
    """The links of a bitext: (document, languages) -> links, numbered by the order of the beads."""
    shapes: dict[tuple[str, Pair], list[tuple[int, int, float | None]]] = {}
    for bead in bitext:
        key = (bead.document, (bead.source_language, bead.target_language))
        shapes.setdefault(key, []).append((len(bead.source), len(bead.target), bead.confidence))
    return {key: _numbered(rows) for key, rows in shapes.items()}


def _numbered(rows: Iterable[tuple[int, int, float | None]]) -> list[Link]:
    links, i, j = [], 0, 0
    for a, b, confidence in rows:
        links.append(Link(tuple(range(i, i + a)), tuple(range(j, j + b)), confidence))
        i, j = i + a, j + b
    return links


def _of_table(path: Path, lines: Sequence[str]) -> dict[tuple[str, Pair], list[Link]]:
    """A TSV of Aligner's: the column `shape` says how many segments stand in each cell."""
    table = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not table or table[0][:2] != ["confidence", "shape"] or len(table[0]) < 4:
        raise InputError(f"{path}:1: no heading of an alignment (confidence, shape, en, ar)")
    codes = table[0][2:]
    rows: list[tuple[tuple[int, ...], float | None]] = []
    for number, cells in enumerate(table[1:], 2):
        if not cells:
            continue
        try:
            rows.append((_shape(cells, len(codes)), float(cells[0]) if cells[0] else None))
        except ValueError as error:
            raise InputError(f"{path}:{number}: not a line of an alignment: {error}") from error
    return {
        ("", (codes[a], codes[b])): _numbered((s[a], s[b], sure) for s, sure in rows if s[a] or s[b])
        for a, b in combinations(range(len(codes)), 2)
    }


def _shape(cells: Sequence[str], versions: int) -> tuple[int, ...]:
    if len(cells) != versions + 2:
        raise ValueError(f"{len(cells)} cells, not {versions + 2}")
    if not _SHAPE.fullmatch(cells[1]) or cells[1].count("-") != versions - 1:
        raise ValueError(f"{cells[1]!r} is no shape of {versions} versions")
    shape = tuple(map(int, cells[1].split("-")))
    for size, cell in zip(shape, cells[2:], strict=True):
        if (cell.count(BETWEEN) + 1 if cell else 0) < size:
            raise ValueError(f"fewer segments in a cell than the shape {cells[1]} says")
    return shape


def _of_ladder(path: Path, lines: Sequence[str]) -> Iterator[Link]:
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _RUNG.fullmatch(line)
        if match is None:
            raise InputError(f"{path}:{number}: not a line of an alignment such as [0, 1]:[0]:0.5")
        try:
            yield Link(_numbers(match[1]), _numbers(match[2]), None)
        except ValueError as error:
            raise InputError(f"{path}:{number}: {error}") from error


def _numbers(text: str) -> tuple[int, ...]:
    numbers = tuple(int(part) for part in text.split(",")) if text.strip() else ()
    if any(later <= before for before, later in pairwise(numbers)):
        raise ValueError("the numbers of a side do not rise")
    return numbers

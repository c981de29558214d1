"""A document as plain tables: TSV, and the ladder of segment numbers that aligners and their scorers exchange."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.aligned.parallel import AlignedDocument

__all__ = ["BETWEEN", "ladder", "tsv"]

BETWEEN = " ¶ "  # between the segments of one cell
_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def tsv(aligned: AlignedDocument) -> Iterator[str]:
    """One unit a line under a heading: confidence, shape, and the text in each language, segments parted by " ¶ "."""
    yield "\t".join(("confidence", "shape", *aligned.languages)) + "\n"
    for unit in aligned.units:
        sure = "" if unit.confidence is None else f"{unit.confidence:.4f}"
        cells = (_cell(aligned.text(unit, place, BETWEEN)) for place in range(len(aligned.versions)))
        yield "\t".join((sure, unit.shape, *cells)) + "\n"


def ladder(aligned: AlignedDocument) -> Iterator[str]:
    """One unit a line as numbers of segments from 0, and its cost (1 - confidence): "[0, 1]:[0]:0.02"."""
    for unit in aligned.units:
        numbers = ":".join(f"[{', '.join(map(str, segments))}]" for segments in unit.segments)
        yield numbers + ("" if unit.confidence is None else f":{1 - unit.confidence:.4f}") + "\n"


def _cell(text: str) -> str:
    return _BREAKS.sub(" ", text)

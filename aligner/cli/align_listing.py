"""An alignment on a terminal: one bead below the other, each language on lines of its own."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator

from aligner import languages
from aligner.aligned.parallel import AlignedDocument, Unit
from aligner.cli.terminal import shown

__all__ = ["listing"]

_WIDEST = 110


def listing(aligned: AlignedDocument) -> Iterator[str]:
    """The lines: number, confidence and shape of each bead, then its sentences; "?" marks what is doubtful."""
    width = min(_WIDEST, shutil.get_terminal_size((100, 24)).columns)
    names = " · ".join(languages.get(code).name for code in aligned.languages)
    yield f"{shown(aligned.name)}: {names}"
    for number, unit in enumerate(aligned.units, 1):
        yield ""
        yield _heading(aligned, number, unit)
        for place, code in enumerate(aligned.languages):
            yield from _sentences(aligned, unit, place, code, width)
    doubtful = sum(map(aligned.is_doubtful, aligned.units))
    yield ""
    yield f"{len(aligned.units)} beads, {doubtful} doubtful" + (" (marked with ?)" if doubtful else "")


def _heading(aligned: AlignedDocument, number: int, unit: Unit) -> str:
    sure = "" if unit.confidence is None else f"  {int(unit.confidence * 100)}%"
    mark = "?" if aligned.is_doubtful(unit) else " "
    return f"{mark}{number:>4}{sure}  {unit.shape}"


def _sentences(aligned: AlignedDocument, unit: Unit, place: int, code: str, width: int) -> Iterator[str]:
    numbers = unit.segments[place]
    if not numbers:
        yield f"      {code}  -"
    for order, number in enumerate(numbers):
        head = code if order == 0 else " +"
        text = aligned.versions[place].segments[number]
        # Wrapped before it is isolated: each line is read in its own direction.
        for line in textwrap.wrap(text, max(20, width - 12)) or [""]:
            yield f"      {head}  {shown(line)}"
            head = "  "

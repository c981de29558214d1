"""What the starter learns from and what it is measured on: the reports, split by their names, TICO-19 if given,
and sentences of the demo's grammar."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scripts.reports_corpus import Report, read_reports

from .examples import Piece, report_pieces
from .generated import generated_pieces
from .heldout import is_held_out
from .tico import tico_pieces

__all__ = ["Data", "read_data"]


@dataclass(frozen=True)
class Data:
    """Reports on both sides of the split and the pieces of each."""

    reports: list[Report]
    pieces: list[Piece]
    held_out_reports: list[Report]
    held_out_pieces: list[Piece]


def read_data(folder: Path, tico: Path | None = None, generated: int = 0) -> Data:
    """The reports of a folder; into the pieces to learn also TICO-19 and so many generated sentences.

    ValueError if there is nothing to learn from.
    """
    reports = list(read_reports(folder))
    learnt = [report for report in reports if not is_held_out(report.name)]
    if not learnt:
        raise ValueError(f"{folder}: no reports to learn from; give their folder with --reports")
    kept_apart = [report for report in reports if is_held_out(report.name)]
    pieces = [*report_pieces(learnt), *(tico_pieces(tico) if tico else ())]
    pieces += generated_pieces(folder, (report.name for report in learnt), generated, seed=1)
    return Data(learnt, pieces, kept_apart, list(report_pieces(kept_apart)))

"""Trilingual reports for scripts: what aligner.alignment.gold reads, under the names that the scripts know."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aligner.alignment.gold import LANGUAGES, Report, ReportBead, Term, half, plain, read_report, read_reports

__all__ = ["LANGUAGES", "Report", "ReportBead", "Term", "half", "plain", "read_report", "read_reports"]

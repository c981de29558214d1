"""Reads trilingual reports in the format of scripts/data/reports/README.md: beads, marked terms, titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["LANGUAGES", "Report", "ReportBead", "Term", "plain", "read_reports"]

LANGUAGES = ("en", "ar", "ru")
_MARK = re.compile(r"\{(\d+)\|([^{}|]*)\}")


@dataclass(frozen=True)
class Term:
    """A term of a report's table."""

    kind: str
    forms: dict[str, str]  # language -> dictionary form


@dataclass(frozen=True)
class ReportBead:
    """One line of a report: a cell a language, with the marks of terms."""

    cells: dict[str, str]  # "" where the language omits it

    def sentences(self, language: str) -> list[str]:
        """The sentences of one language without marks."""
        return [plain(part) for part in self.cells[language].split(" ¶ ") if part]

    def text(self, language: str) -> str:
        """The cell of one language without marks."""
        return " ".join(self.sentences(language))

    def marks(self, language: str) -> list[tuple[int, str]]:
        """The marked terms of one language: number and surface form, in order."""
        return [(int(number), form) for number, form in _MARK.findall(self.cells[language])]


@dataclass(frozen=True)
class Report:
    """A report in three languages."""

    name: str
    topic: str
    titles: dict[str, str]
    terms: dict[int, Term]
    beads: tuple[ReportBead, ...]


def plain(text: str) -> str:
    """The text without the marks of terms."""
    return _MARK.sub(r"\2", text).strip()


def read_reports(folder: Path) -> Iterator[Report]:
    """The reports of a folder by name. ValueError names the file and line that does not follow the format."""
    for path in sorted(folder.glob("*.txt")):
        yield read_report(path)


def read_report(path: Path) -> Report:
    """One report file."""
    topic, titles, terms, beads = "", dict.fromkeys(LANGUAGES, ""), {}, []
    for number, line in enumerate(unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).splitlines(), 1):
        if line.startswith("#"):
            topic, *rest = (part.strip() for part in line[1:].split(" | "))
            titles = dict(zip(LANGUAGES, rest, strict=True))
        elif line.startswith("@"):
            head, *forms = (part.strip() for part in line[1:].split(" | "))
            index, kind = head.split()
            terms[int(index)] = Term(kind, dict(zip(LANGUAGES, forms, strict=True)))
        elif line.strip():
            cells = line.split(" || ")
            if len(cells) != len(LANGUAGES):
                raise ValueError(f"{path}:{number}: {len(cells)} cells instead of {len(LANGUAGES)}")
            stripped = (cell.strip() for cell in cells)
            beads.append(ReportBead({c: "" if t == "-" else t for c, t in zip(LANGUAGES, stripped, strict=True)}))
    return Report(path.stem, topic, titles, terms, tuple(beads))

"""How well the matcher finds the marked terms of reports: precision and recall, with the cases that went wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from aligner import languages
from aligner.glossary.matcher import Matcher
from aligner.glossary.occurrences import Occurrence
from scripts.report_glossary import concept_id, concepts_of
from scripts.reports_corpus import LANGUAGES, Report

__all__ = ["Case", "Mark", "Matching", "keeps_a_word", "marked_text", "measure"]

_MARK = re.compile(r"\{(\d+)\|([^{}|]*)\}")
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Mark:
    """A marked term of a cell: its number and where its surface form stands in the text without marks."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Case:
    """A mark that was not found, or an occurrence that is no mark."""

    report: str
    language: str
    bead: int
    kind: str
    canonical: str
    text: str
    around: str


@dataclass
class Matching:
    """Counts over reports. Held-back occurrences (certain=False) count neither as found nor as wrong."""

    marks: int = 0  # all
    kept: int = 0  # those that keep a word of the canonical term
    found: int = 0  # of these, where a certain occurrence of the term lies on the mark
    seen: int = 0  # of these, where any occurrence of it lies, held back or not
    occurrences: int = 0  # certain ones
    right: int = 0  # of these, on a mark of the same term
    held_back: int = 0
    missed: list[Case] = field(default_factory=list)
    wrong: list[Case] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the marks that keep a word which were found."""
        return self.found / self.kept if self.kept else 1.0

    @property
    def precision(self) -> float:
        """Share of the certain occurrences that lie on a mark of the same term."""
        return self.right / self.occurrences if self.occurrences else 1.0

    def add(self, other: Matching) -> None:
        """Count another set of reports in."""
        for name in ("marks", "kept", "found", "seen", "occurrences", "right", "held_back"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.missed += other.missed
        self.wrong += other.wrong


def marked_text(cell: str) -> tuple[str, list[Mark]]:
    """The text of a cell as `ReportBead.text` gives it, and its marks in it."""
    text, marks = "", []
    for part in cell.split(" ¶ "):
        text += " " if text else ""
        last = 0
        part = part.strip()
        for mark in _MARK.finditer(part):
            text += part[last : mark.start()]
            marks.append(Mark(int(mark[1]), len(text), len(text) + len(mark[2])))
            text += mark[2]
            last = mark.end()
        text += part[last:]
    return text, marks


def keeps_a_word(surface: str, canonical: str, language: str) -> bool:
    """Whether a surface form keeps a word of the canonical term, by stem: all but the ending is the same."""
    plain = languages.get(language).normal_form
    there = _WORD.findall(plain(surface).text)
    return any(_same_stem(a, b, language) for a in _WORD.findall(plain(canonical).text) for b in there)


def _same_stem(canonical: str, surface: str, language: str) -> bool:
    if language == "ar":  # clitics before it, the article fused with ل
        canonical = canonical.removeprefix("ال")
        return len(canonical) > 2 and canonical in surface
    shared = 0
    for a, b in zip(canonical, surface, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= max(3, len(canonical) - 2) and len(surface) - shared <= 3


def measure(reports: Iterable[Report], codes: Sequence[str] = LANGUAGES) -> dict[str, Matching]:
    """The counts for each language: every report with its own term table as glossary, as one document."""
    counts = {code: Matching() for code in codes}
    for report in reports:
        matcher = Matcher(concepts_of(report))
        for code in codes:
            counts[code].add(_measure_report(report, matcher, code))
    return counts


def _measure_report(report: Report, matcher: Matcher, code: str) -> Matching:
    counts = Matching()
    cells = [marked_text(bead.cells[code]) for bead in report.beads]
    found = matcher.find_in([text for text, _ in cells], code)
    ids = {concept_id(report, number): number for number in report.terms}
    for bead, ((text, marks), occurrences) in enumerate(zip(cells, found, strict=True)):
        certain = [o for o in occurrences if o.certain]
        counts.held_back += len(occurrences) - len(certain)
        counts.marks += len(marks)
        spans = [(mark.number, mark.start, mark.end) for mark in marks]

        def case(number: int, start: int, end: int, bead: int = bead, text: str = text) -> Case:
            term = report.terms[number]
            around = f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 40]}"
            return Case(report.name, code, bead, term.kind, term.forms[code], text[start:end], around)

        for number, start, end in spans:
            if not keeps_a_word(text[start:end], report.terms[number].forms[code], code):
                continue
            counts.kept += 1
            counts.seen += any(ids[o.concept] == number and _overlap(o, start, end) for o in occurrences)
            if any(ids[o.concept] == number and _overlap(o, start, end) for o in certain):
                counts.found += 1
            else:
                counts.missed.append(case(number, start, end))
        for o in certain:
            counts.occurrences += 1
            if any(number == ids[o.concept] and _overlap(o, start, end) for number, start, end in spans):
                counts.right += 1
            else:
                counts.wrong.append(case(ids[o.concept], o.start, o.end))
    return counts


def _overlap(occurrence: Occurrence, start: int, end: int) -> bool:
    return occurrence.start < end and start < occurrence.end


def cases(counts: dict[str, Matching], what: str) -> Iterator[Case]:
    """All cases of one kind ("missed" or "wrong")."""
    for matching in counts.values():
        yield from getattr(matching, what)

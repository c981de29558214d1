"""Reads trilingual reports whose beads are known (the format of scripts/data/reports/README.md), and what they tell:
the sentences of each language, where terms are marked in them, and which sentences translate each other."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from aligner.alignment.links import Link
from aligner.errors import InputError

__all__ = [
    "LANGUAGES",
    "Report",
    "ReportBead",
    "Term",
    "TermSpan",
    "half",
    "pair_links",
    "plain",
    "read_report",
    "read_reports",
]

LANGUAGES = ("en", "ar", "ru")
_MARK = re.compile(r"\{(\d+)\|([^{}|]*)\}")
_TERM_LINE = re.compile(r"@(\d+) +(\S+)")
_OMITTED = "-"
_NEXT_SENTENCE = " ¶ "


class TermSpan(NamedTuple):
    """Where a term stands in a sentence without marks: its number in the report's table, and characters."""

    number: int
    start: int
    end: int


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
        return [plain(part) for part in self._parts(language)]

    def spans(self, language: str) -> list[list[TermSpan]]:
        """For each of `sentences` the marked terms in it, in order."""
        return [_spans(part) for part in self._parts(language)]

    def text(self, language: str) -> str:
        """The cell of one language without marks."""
        return " ".join(self.sentences(language))

    def marks(self, language: str) -> list[tuple[int, str]]:
        """The marked terms of one language: number and surface form, in order."""
        return [(int(number), form) for number, form in _MARK.findall(self.cells[language])]

    def _parts(self, language: str) -> list[str]:
        return [part for part in self.cells[language].split(_NEXT_SENTENCE) if part.strip()]


@dataclass(frozen=True)
class Report:
    """A report in three languages."""

    name: str
    topic: str
    titles: dict[str, str]
    terms: dict[int, Term]
    beads: tuple[ReportBead, ...]

    def sentences(self, language: str) -> list[str]:
        """All sentences of one language, in order, without marks."""
        return [sentence for bead in self.beads for sentence in bead.sentences(language)]

    def spans(self, language: str) -> list[list[TermSpan]]:
        """For each of `sentences` the marked terms in it."""
        return [spans for bead in self.beads for spans in bead.spans(language)]

    def groups(self) -> list[dict[str, tuple[int, ...]]]:
        """The beads across all languages: language -> numbers of the sentences in `sentences`."""
        at = dict.fromkeys(LANGUAGES, 0)
        groups = []
        for bead in self.beads:
            group = {}
            for code in LANGUAGES:
                many = len(bead.sentences(code))
                group[code] = tuple(range(at[code], at[code] + many))
                at[code] += many
            if any(group.values()):
                groups.append(group)
        return groups

    def links(self, source: str, target: str) -> list[Link]:
        """The beads read for a pair of languages; see `pair_links`."""
        return pair_links(self.groups(), source, target)


def pair_links(groups: Sequence[Mapping[str, tuple[int, ...]]], source: str, target: str) -> list[Link]:
    """Beads across three languages, read for two of them.

    As many sentences on both sides are so many one-to-one beads, in order; a bead that both omit is none; any other
    stays as it is.
    """
    links = []
    for group in groups:
        here, there = group[source], group[target]
        if len(here) == len(there):
            links += [Link((one,), (other,)) for one, other in zip(here, there, strict=True)]
        else:
            links.append(Link(here, there))
    return links


def plain(text: str) -> str:
    """The text without the marks of terms."""
    return _MARK.sub(r"\2", text).strip()


def half(name: str) -> str:
    """The half of the corpus, "train" or "test", that a report of this name belongs to, with or without ".txt"."""
    digest = hashlib.sha256(name.removesuffix(".txt").encode()).hexdigest()
    return "train" if int(digest[:8], 16) % 2 == 0 else "test"


def read_reports(folder: Path) -> Iterator[Report]:
    """The reports of a folder by name. InputError names the file and line that does not follow the format."""
    for path in sorted(folder.glob("*.txt")):
        yield read_report(path)


def read_report(path: Path) -> Report:
    """One report file. InputError names the line that does not follow the format."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}: save the report as UTF-8") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {os.strerror(error.errno or 0)}") from error
    topic, titles, terms, beads = "", dict.fromkeys(LANGUAGES, ""), {}, []
    for number, line in enumerate(unicodedata.normalize("NFC", text).split("\n"), 1):
        try:
            if line.startswith("#"):
                topic, titles = _title(line)
            elif line.startswith("@"):
                index, term = _term(line)
                terms[index] = term
            elif line.strip():
                beads.append(_bead(line))
        except ValueError as error:
            raise InputError(f"{path}:{number}: {error}") from error
    return Report(path.stem, topic, titles, terms, tuple(beads))


def _title(line: str) -> tuple[str, dict[str, str]]:
    topic, *titles = (part.strip() for part in line[1:].split(" | "))
    if len(titles) != len(LANGUAGES):
        raise ValueError(f"{len(titles)} titles instead of {len(LANGUAGES)}: # TOPIC | ENGLISH | ARABIC | RUSSIAN")
    return topic, dict(zip(LANGUAGES, titles, strict=True))


def _term(line: str) -> tuple[int, Term]:
    head, *forms = (part.strip() for part in line.split(" | "))
    found = _TERM_LINE.fullmatch(head)
    if not found or len(forms) != len(LANGUAGES):
        raise ValueError("not a term: @NUMBER TYPE | ENGLISH | ARABIC | RUSSIAN")
    return int(found[1]), Term(found[2], dict(zip(LANGUAGES, forms, strict=True)))


def _bead(line: str) -> ReportBead:
    cells = [cell.strip() for cell in line.split(" || ")]
    if len(cells) != len(LANGUAGES):
        raise ValueError(f"{len(cells)} cells instead of {len(LANGUAGES)}")
    return ReportBead({code: "" if cell == _OMITTED else cell for code, cell in zip(LANGUAGES, cells, strict=True)})


def _spans(marked: str) -> list[TermSpan]:
    """The marks of one sentence, in its text as `plain` gives it."""
    bare = _MARK.sub(r"\2", marked)
    blank, length = len(bare) - len(bare.lstrip()), len(bare.strip())
    spans = []
    marking = 0  # characters of marks so far, which are not in the text
    for mark in _MARK.finditer(marked):
        start = mark.start() - marking - blank
        end = start + len(mark[2])
        spans.append(TermSpan(int(mark[1]), min(max(0, start), length), min(max(0, end), length)))
        marking += len(mark[0]) - len(mark[2])
    return spans

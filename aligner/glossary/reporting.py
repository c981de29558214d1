"""What a check found, for people, for programs, and as SARIF 2.1.0 for whatever shows findings beside the lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from aligner.glossary.findings import RULES, Finding
from aligner.glossary.pairs import Pair, Place

__all__ = ["Located", "located", "record", "sarif"]

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


@dataclass(frozen=True, slots=True)
class Located:
    """A finding and where it is."""

    finding: Finding
    pair: Pair

    @property
    def place(self) -> Place:
        """The first of its characters."""
        start = self.pair.source_place if self.finding.side == "source" else self.pair.target_place
        return Place(start.file, start.line, start.column + self.finding.start)

    @property
    def words(self) -> str:
        """The words that it is about; "" where something is missing."""
        text = self.pair.source if self.finding.side == "source" else self.pair.target
        return text[self.finding.start : self.finding.end]


def located(pairs: Sequence[Pair], findings: Iterable[Sequence[Finding]]) -> list[Located]:
    """The findings of each pair with their places, in the order of the files."""
    return [Located(finding, pair) for pair, group in zip(pairs, findings, strict=True) for finding in group]


def record(found: Located) -> dict[str, Any]:
    """A finding for programs: plain values."""
    finding, place = found.finding, found.place
    return {
        "file": str(place.file),
        "line": place.line,
        "column": place.column,
        "severity": finding.severity,
        "rule": finding.rule,
        "concept": finding.concept,
        "message": finding.message,
        "side": finding.side,
        "start": finding.start,
        "end": finding.end,
        "words": found.words,
        "expected": list(finding.expected),
        "source": found.pair.source,
        "target": found.pair.target,
        "from": found.pair.source_language,
        "to": found.pair.target_language,
        "about": found.pair.about,
    }


def sarif(found: Iterable[Located], version: str) -> Mapping[str, Any]:
    """The findings as SARIF (OASIS, Static Analysis Results Interchange Format 2.1.0)."""
    rules = list(RULES)
    return {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "aligner glossary check",
                        "version": version,
                        "rules": [
                            {
                                "id": rule.id,
                                "shortDescription": {"text": rule.title},
                                "fullDescription": {"text": rule.about},
                            }
                            for rule in RULES.values()
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(one, rules) for one in found],
            }
        ],
    }


def _result(found: Located, rules: Sequence[str]) -> dict[str, Any]:
    finding, place = found.finding, found.place
    region = {"startLine": place.line, "startColumn": place.column}
    if finding.end > finding.start:
        region["endColumn"] = place.column + finding.end - finding.start
    return {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": quote(place.file.as_posix())}, "region": region}}
        ],
        "properties": {"concept": finding.concept, "expected": list(finding.expected)},
    }

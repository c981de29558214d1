"""The term table of a report as glossary concepts: what the glossary benchmarks work with."""

from __future__ import annotations

from aligner.glossary.concepts import Concept, Names
from scripts.reports_corpus import LANGUAGES, Report

__all__ = ["concept_id", "concepts_of"]


def concept_id(report: Report, number: int) -> str:
    """The id of a report's term."""
    return f"{report.name}.{number}"


def concepts_of(report: Report) -> list[Concept]:
    """One approved concept a term, with its canonical names alone: no gender, no short forms, no acronym."""
    return [
        Concept(concept_id(report, n), term.kind, {code: Names(term.forms[code]) for code in LANGUAGES})
        for n, term in report.terms.items()
    ]

"""The figures of a corpus, each a small frozen record; `statistics` gathers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aligner.corpus.histograms import Histogram

__all__ = ["Cell", "Concept", "Count", "Example", "Form", "Lengths", "Ratios", "Reason", "Scores", "Shard"]


@dataclass(frozen=True)
class Count:
    """Beads that have something in common."""

    name: str  # "" where it is not known
    part: str  # more about the name: the fingerprint of an engine; "" mostly
    beads: int
    kept: int


@dataclass(frozen=True)
class Cell:
    """Beads of one direction and one split ("" for those in none)."""

    pair: str
    split: str
    beads: int
    kept: int


@dataclass(frozen=True)
class Lengths:
    """How long one side of the kept beads of a direction is."""

    pair: str
    side: str  # "source" or "target"
    language: str
    unit: str  # "words" or "characters"
    total: int
    mean: float
    least: int
    most: int
    percentiles: Mapping[int, float]
    histogram: Histogram


@dataclass(frozen=True)
class Ratios:
    """Characters of the target for one of the source, over the kept beads of a direction that have both."""

    pair: str
    beads: int
    percentiles: Mapping[int, float]
    histogram: Histogram


@dataclass(frozen=True)
class Scores:
    """How beads, kept and rejected, lie on the scale of a filter or of a confidence."""

    name: str  # of the filter; "confidence" and "score" are the columns
    doc: str
    filter: bool
    threshold: float | None  # accepted from here on
    beads: int  # with a score
    missing: int  # without one
    rejects: int  # beads with the filter's name among their reasons
    alone: int  # of these, with no other reason
    percentiles: Mapping[int, float]
    histogram: Histogram


@dataclass(frozen=True)
class Example:
    """A rejected bead, its texts shortened."""

    input: str
    place: str
    id: str
    source_language: str
    target_language: str
    source: str
    target: str
    reasons: tuple[str, ...]
    score: float | None  # of the filter that the reason names


@dataclass(frozen=True)
class Reason:
    """Why beads were rejected; a bead may have several reasons."""

    name: str  # "" for beads that are rejected and do not say why
    beads: int
    alone: int  # of these, with no other reason
    first: int  # of these, those whose first reason it is: these add up to all rejected beads
    pairs: Mapping[str, int]
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Form:
    """A form of a concept as it stands in the texts."""

    language: str
    text: str
    uses: int


@dataclass(frozen=True)
class Concept:
    """A concept of the glossary in the kept beads."""

    name: str
    uses: int
    missing: int  # of these, not found on the target side
    forms: tuple[Form, ...]  # the most frequent of each language


@dataclass(frozen=True)
class Shard:
    """A file of records."""

    name: str
    bytes: int
    beads: int
    sha256: str

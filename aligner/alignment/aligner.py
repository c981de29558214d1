"""Aligns the sentences of two versions of a text: which sentences translate each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aligner import languages
from aligner.alignment.describing import ORDER, describe
from aligner.alignment.encoder import Encoder, default_encoder
from aligner.alignment.evidence import LONGEST_RUN
from aligner.alignment.features import Described, features
from aligner.alignment.lexicon import Lexicon, lexicon
from aligner.alignment.links import Link
from aligner.alignment.model import Model, shipped
from aligner.alignment.search import SHAPES, best_way, posteriors, probabilities

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

__all__ = ["Version", "align", "decode", "described", "doubted", "score_beads"]

_ROWS = 256  # described at a time
_NUMBERS_APART = 0.5  # confidence of a bead whose sides have other numbers
_SWAPPED = 0.5  # by how much more sentences are alike crosswise (sum of two cosines) that changed places


@dataclass(frozen=True)
class Version:
    """One version of a text, ready for alignment."""

    segments: Sequence[str]
    language: str
    paragraphs: Sequence[int] | None = None  # the number of each segment's paragraph
    terms: Sequence[frozenset[str]] | None = None  # ids of the glossary's concepts in each segment


def align(
    source: Sequence[str],
    target: Sequence[str],
    source_language: str,
    target_language: str,
    *,
    encoder: Encoder | None = None,
    source_paragraphs: Sequence[int] | None = None,
    target_paragraphs: Sequence[int] | None = None,
    source_terms: Sequence[frozenset[str]] | None = None,
    target_terms: Sequence[frozenset[str]] | None = None,
    model: Model | None = None,
    words: Lexicon | None = None,
) -> list[Link]:
    """Which segments translate each other: every segment of both sides stands in one link, in order.

    Paragraphs are the number of each segment's paragraph; they count where both sides have them. Terms are for each
    segment the ids of the glossary's concepts in it. The confidence of a link is the probability that it is right.
    The result is the same with the sides exchanged. InputError for a language that Aligner does not know, or one
    language on both sides.
    """
    one = Version(source, source_language, source_paragraphs, source_terms)
    other = Version(target, target_language, target_paragraphs, target_terms)
    for version in (one, other):
        languages.get(version.language)
    if not source or not target:
        return [Link((i,), (), None) for i in range(len(source))] + [Link((), (j,), None) for j in range(len(target))]
    turned = ORDER.index(source_language) > ORDER.index(target_language)
    if turned:
        one, other = other, one
    encoder, model = encoder or default_encoder(), model or shipped()
    vectors = (encoder.overlaps(one.segments, LONGEST_RUN), encoder.overlaps(other.segments, LONGEST_RUN))
    found = described(one, other, vectors, model, words)
    links = decode(found, score_beads(found, model), model)
    return [Link(link.target, link.source, link.confidence) for link in links] if turned else links


def described(
    one: Version, other: Version, vectors: tuple[Array, Array], model: Model, words: Lexicon | None = None
) -> Described:
    """Two versions, in the order of languages that `ORDER` gives, and their overlap vectors, as the search wants it."""
    breaks: tuple[Array | None, Array | None] = (None, None)
    if one.paragraphs is not None and other.paragraphs is not None:
        breaks = (_breaks(one.paragraphs), _breaks(other.paragraphs))
    return describe(
        (one.segments, other.segments),
        (one.language, other.language),
        vectors,
        words or lexicon(one.language, other.language),
        lengths=model.lengths,
        openings=model.openings,
        breaks=breaks,
        terms=None if one.terms is None or other.terms is None else (one.terms, other.terms),
    )


def _breaks(paragraphs: Sequence[int]) -> Array | None:
    """1 before each line with which a paragraph begins, and at the end; None for a text of one paragraph."""
    import numpy as np

    if len(set(paragraphs)) < 2:
        return None
    numbers = np.asarray(paragraphs)
    return np.concatenate([[1.0], (numbers[1:] != numbers[:-1]).astype(np.float64), [1.0]])


def score_beads(found: Described, model: Model) -> Array:
    """The score of every bead in the band: one row a shape, one column a cell."""
    import numpy as np

    scores = np.empty((len(SHAPES), found.band.size), np.float32)
    offset = found.band.offset
    for first in range(0, len(offset) - 1, _ROWS):
        last = min(first + _ROWS, len(offset) - 1)
        for shape, table in enumerate(features(found, first, last)):
            scores[shape, offset[first] : offset[last]] = model.scores(table)
    return scores


def _swapped(found: Described, i: int, j: int) -> bool:
    """Whether the two sentences up to i are those up to j in the other order."""
    import numpy as np

    rows, columns = np.asarray([i - 1, i, i - 1, i]), np.asarray([j - 1, j, j, j - 1])
    cosine = np.maximum(found.cosine[1, 1][found.band.cell(rows, columns)], 0.0)
    return float(cosine[2:].sum() - cosine[:2].sum()) > _SWAPPED


def doubted(found: Described, i: int, j: int, shape: tuple[int, int], sure: float) -> float:
    """How sure a bead is that ends at i and j: no surer than _NUMBERS_APART where both sides have numbers, and none of
    one side is on the other. One bead of translators in two hundred is such; so are rows of a table side by side."""
    import numpy as np

    (a, b), numbers = shape, found.keys[0]
    here, there = numbers.source[i - a : i].sum(), numbers.target[j - b : j].sum()
    if not here or not there:
        return sure
    rows, columns = np.meshgrid(np.arange(i - a + 1, i + 1), np.arange(j - b + 1, j + 1))
    shared = numbers.shared[found.band.cell(rows.ravel(), columns.ravel())].sum()
    return sure if shared else min(sure, _NUMBERS_APART)


def decode(found: Described, scores: Array, model: Model) -> list[Link]:
    """The links of the most probable way, each with its confidence.

    Two sentences that are cut differently on both sides, but run in the same order, are read as two links, as
    translators' gold has them; two that change places stay one.
    """
    way = best_way(scores, found.band)
    probable, _ = posteriors(scores, found.band)
    links = []
    for (i, j, shape), probability in zip(way, probabilities(way, probable, found.band), strict=True):
        a, b = SHAPES[shape]
        sure = round(model.confidence(probability), 4)
        if (a, b) == (2, 2) and not _swapped(found, i, j):
            links += [Link((n - 1,), (m - 1,), doubted(found, n, m, (1, 1), sure)) for n, m in ((i - 1, j - 1), (i, j))]
            continue
        sure = doubted(found, i, j, (a, b), sure)
        links.append(Link(tuple(range(i - a, i)), tuple(range(j - b, j)), sure))
    return links

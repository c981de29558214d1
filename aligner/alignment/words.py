"""Words inside a bead: which translate each other, and where a span of one text is in the other.

For inline markup, for locating terms and for highlighting. The statistics come from the lexicon of the package; the
two texts themselves decide among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from aligner.alignment.lexicon import Lexicon
from aligner.alignment.lexicon import lexicon as lexicon_of
from aligner.alignment.projection import best_spans
from aligner.alignment.word_evidence import evidence
from aligner.errors import InputError
from aligner.languages import Span

__all__ = ["Projected", "WordLink", "align_words", "project", "project_with_scores"]

_LEAST = 0.12  # agreed probability of a pair of words that is a link
_NEAR = 0.35  # share of a word's best probability that another link of it must have, to be a part of the same phrase


class WordLink(NamedTuple):
    """Words of the two texts that translate each other: their places, and how probable that is (0 to 1)."""

    source: Span
    target: Span
    score: float


class Projected(NamedTuple):
    """Where a span is on the other side, and how sure that is (0 to 1)."""

    span: Span
    score: float


def align_words(
    source_text: str,
    target_text: str,
    source_language: str,
    target_language: str,
    *,
    lexicon: Lexicon | None = None,
    pairs: Sequence[tuple[tuple[int, int], tuple[int, int]]] = (),
) -> list[WordLink]:
    """The words that translate each other, in the order of the source; an Arabic clitic is a word of its own.

    `lexicon` is another than the package's, `pairs` are spans that are known to translate each other, such as
    occurrences of a glossary's terms. A word may be in several links where a word of one language takes several of the
    other. InputError for a pair of languages without a lexicon, and for pairs that are not in the texts.
    """
    found = evidence(
        source_text,
        target_text,
        _lexicon(source_language, target_language, lexicon),
        [(_span(one, source_text), _span(other, target_text)) for one, other in pairs],
    )
    table = found.posterior
    if not table.size:
        return []
    rows, columns = table.max(1), table.max(0)
    links = []
    for row in range(len(found.source)):
        for column in range(len(found.target)):
            value = float(table[row, column])
            if value >= _LEAST and value >= _NEAR * max(rows[row], columns[column]):
                one, other = found.source.stems[row], found.target.stems[column]
                links.append(WordLink(Span(one.start, one.end), Span(other.start, other.end), min(value, 1.0)))
    return links


def project(
    spans: Sequence[tuple[int, int]],
    source_text: str,
    target_text: str,
    source_language: str,
    target_language: str,
    *,
    lexicon: Lexicon | None = None,
    pairs: Sequence[tuple[tuple[int, int], tuple[int, int]]] = (),
) -> list[Span | None]:
    """Where each span of the source is in the target, without Arabic clitics before it; None where it is not there.

    Spans that do not overlap get spans that do not. Languages, `lexicon` and `pairs` as for `align_words`; InputError
    also for spans that are not in the text.
    """
    found = project_with_scores(
        spans, source_text, target_text, source_language, target_language, lexicon=lexicon, pairs=pairs
    )
    return [place.span if place else None for place in found]


def project_with_scores(
    spans: Sequence[tuple[int, int]],
    source_text: str,
    target_text: str,
    source_language: str,
    target_language: str,
    *,
    lexicon: Lexicon | None = None,
    pairs: Sequence[tuple[tuple[int, int], tuple[int, int]]] = (),
) -> list[Projected | None]:
    """As `project`, with the probability of each place."""
    chosen = [_span(span, source_text) for span in spans]
    found = evidence(
        source_text,
        target_text,
        _lexicon(source_language, target_language, lexicon),
        [(_span(one, source_text), _span(other, target_text)) for one, other in pairs],
    )
    return [Projected(*place) if place else None for place in best_spans(found, chosen)]


def _lexicon(source: str, target: str, given: Lexicon | None) -> Lexicon:
    if given is None:
        return lexicon_of(source, target)
    if (given.source.language, given.target.language) != (source, target):
        own = f"{given.source.language}-{given.target.language}"
        raise InputError(f"the lexicon is of {own}, the texts are {source}-{target}")
    return given


def _span(span: tuple[int, int], text: str) -> Span:
    start, end = span
    if not 0 <= start < end <= len(text):
        raise InputError(f"the span {start}-{end} is not in a text of {len(text)} characters")
    return Span(start, end)

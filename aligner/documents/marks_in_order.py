"""Marks of a sentence that has hundreds of them (an index, a table of contents) found in one pass, from left to right.

`marks` weighs every place for every mark, which takes time with the square of their number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aligner.documents.base import Mark, Segment
from aligner.documents.matching import whole_words
from aligner.documents.plain import one_line
from aligner.languages.base import Span

__all__ = ["InOrder"]

_REACH = 1000  # characters: words that stand further on than this are others


@dataclass
class InOrder:
    """Where the marks of a segment stand in its translation if they kept their order; `search` fills it."""

    segment: Segment
    fragments: Mapping[int, str]  # as Translated.fragments
    text: str  # the translation; what is found nowhere is added to it
    outer: Sequence[Sequence[int]]  # of each mark those around it, innermost first
    spans: dict[int, Span] = field(default_factory=dict)
    lost: list[int] = field(default_factory=list)  # marks whose words are not there
    moved: list[int] = field(default_factory=list)  # marks without text, put at the same relative place

    def __post_init__(self) -> None:
        self._found_up_to: dict[int | None, int] = {}  # by the mark around: where the last one in it ends

    def search(self, numbers: Sequence[int]) -> None:
        """Find the marks with these numbers, which are in order; a mark is found only after the one before it."""
        marks = self.segment.marks
        points = [i for i in numbers if marks[i].start == marks[i].end]
        for i in numbers:
            if marks[i].start < marks[i].end and not self._find(i, marks[i]):
                self.lost.append(i)
        for i in points:
            self._put_point(i, marks[i])

    def append(self, numbers: Sequence[int], at: int) -> None:
        """Add the words of lost marks in brackets at one place of the translation, of which no span begins after it."""
        pieces: list[str] = []
        grown = 0
        added: dict[int, Span] = {}
        for i in numbers:
            mark = self.segment.marks[i]
            words = self.segment.text[mark.start : mark.end]
            shown = words if mark.verbatim else one_line(self.fragments.get(i, "")) or words
            opening = " (" if at + grown else "("
            begin = at + grown + len(opening)
            added[i] = Span(begin, begin + len(shown))
            pieces.append(f"{opening}{shown})")
            grown = added[i].end + 1 - at
        for i, span in self.spans.items():
            start = span.start + grown * (span.start >= at and span.end > at)
            self.spans[i] = Span(start, span.end + grown * (span.end > at))
        self.text = self.text[:at] + "".join(pieces) + self.text[at:]
        self.spans.update(added)

    def _region(self, i: int) -> tuple[int | None, Span, Span]:
        """The innermost mark found around a mark, and what it covers of the source and of the translation."""
        for j in self.outer[i]:
            if j in self.spans:
                return j, Span(self.segment.marks[j].start, self.segment.marks[j].end), self.spans[j]
        return None, Span(0, len(self.segment.text)), Span(0, len(self.text))

    def _find(self, i: int, mark: Mark) -> bool:
        around, source, within = self._region(i)
        begin = self._found_up_to.get(around, within.start)
        words = self.segment.text[mark.start : mark.end]
        if mark.start == source.start and mark.end == source.end and not mark.verbatim and begin == within.start:
            span: Span | None = within
        else:
            last = max(begin, _expected(mark, source, within)) + _REACH
            span = self._next(words, begin, last, within, verbatim=mark.verbatim)
            if span is None and not mark.verbatim:
                span = self._next(one_line(self.fragments.get(i, "")), begin, last, within, verbatim=False)
        if span is None or span.end == span.start:
            return False
        self.spans[i] = span
        self._found_up_to[around] = span.end
        return True

    def _next(self, wanted: str, begin: int, last: int, within: Span, *, verbatim: bool) -> Span | None:
        """The next place from `begin` to `last` at which a text begins, as whole words if it is not verbatim."""
        if not verbatim and not any(character.isalnum() for character in wanted):
            return None
        end = min(last + len(wanted), within.end)
        at = self.text.find(wanted, begin, end)
        while at >= 0:
            span = Span(at, at + len(wanted))
            if verbatim or whole_words(self.text, span, within) == span:
                return span
            at = self.text.find(wanted, span.end, end)
        return None

    def _put_point(self, i: int, mark: Mark) -> None:
        """A mark without text goes behind the word that stands at the same relative place."""
        _, source, within = self._region(i)
        at = self.text.find(" ", _expected(mark, source, within), within.end)
        at = within.end if at < 0 else at
        self.spans[i] = Span(at, at)
        self.moved.append(i)


def _expected(mark: Mark, source: Span, within: Span) -> int:
    """Where a mark would begin in the translation if all of it had grown alike."""
    share = (mark.start - source.start) / max(source.end - source.start, 1)
    return within.start + round(share * (within.end - within.start))

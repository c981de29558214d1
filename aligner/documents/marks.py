"""Inline markup put back around the right words of a translation, or reported as moved or dropped."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from aligner.documents.base import Mark, MarkupChange, Segment, Translated
from aligner.documents.marks_in_order import InOrder
from aligner.documents.matching import find_phrase, whole_words, words_of
from aligner.documents.plain import one_line
from aligner.languages.base import Span

__all__ = ["Placed", "PlacedMark", "compose", "marked_fragments", "place"]

_ORNAMENTS = ("strong", "emphasis", "strike")  # what a reader can do without; a link or code is never lost
_MANY = 200  # marks in one sentence; more are found by a quicker and coarser way
_FINAL = re.compile(r"[.!?…؟۔。]+[\"'”’»)\]]*$")
_LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)  # which stands for a blank too
_QUOTES = "\"'“”„«»‘’‚‹›"


@dataclass(frozen=True)
class PlacedMark:
    """A mark and the span of the translation that it now stands around."""

    mark: Mark
    start: int
    end: int
    children: tuple[PlacedMark, ...] = ()


@dataclass(frozen=True)
class Placed:
    """A translation with its marks, which never overlap in part."""

    text: str
    marks: tuple[PlacedMark, ...] = ()  # the outermost, in order
    changes: tuple[MarkupChange, ...] = ()


def marked_fragments(segment: Segment) -> dict[int, str]:
    """The marked texts that should be translated alone, so that they can be found in the translation of the whole."""
    return {
        i: segment.text[mark.start : mark.end]
        for i, mark in enumerate(segment.marks)
        if not mark.verbatim
        and any(character.isalpha() for character in segment.text[mark.start : mark.end])
        and any(character.isalnum() for character in segment.text[: mark.start] + segment.text[mark.end :])
    }


def place(segment: Segment, translated: Translated, target_language: str, *, ornaments: bool = True) -> Placed:
    """Put the marks of a segment into its translation.

    In this order: a mark over the whole stays over the whole; marked text that stands in the translation unchanged;
    its translation alone (`Translated.fragments`), also inflected; a label up to its colon; where the alignment of
    words puts it (`Translated.project`). What is found nowhere is dropped if it is an ornament and else added in
    brackets at the end of the sentence. `ornaments=False` drops all of bold, italics and strike-through. Hundreds of
    marks are looked for in their order only.
    """
    if not segment.marks:
        return Placed(one_line(translated.text))
    placement = _Placement(segment, translated, one_line(translated.text), target_language)
    if len(segment.marks) > _MANY:
        placement.put_in_order(ornaments)
        return Placed(placement.text, placement.tree(), tuple(placement.changes))
    for i, mark in enumerate(segment.marks):
        if mark.kind in _ORNAMENTS and not ornaments:
            placement.report(i, "markup-dropped", "cannot stand there")
        elif mark.start == mark.end:
            placement.put_point(i)
        else:
            placement.put(i)
    return Placed(placement.text, placement.tree(), tuple(placement.changes))


def compose(placed: Placed, escape: Callable[[str, int, int], str]) -> str:
    """A translation written out with its markup; `escape(text, start, end)` writes the plain text of a stretch."""

    def stretch(start: int, end: int, marks: tuple[PlacedMark, ...], verbatim: bool) -> str:
        pieces = []
        for mark in marks:
            pieces.append(placed.text[start : mark.start] if verbatim else escape(placed.text, start, mark.start))
            inner = stretch(
                mark.start, mark.end, mark.children, verbatim or bool(mark.mark.verbatim and mark.mark.opening)
            )
            pieces += [mark.mark.opening, inner, mark.mark.closing]
            start = mark.end
        pieces.append(placed.text[start:end] if verbatim else escape(placed.text, start, end))
        return "".join(pieces)

    return stretch(0, len(placed.text), placed.marks, False)


@dataclass
class _Placement:
    segment: Segment
    translated: Translated
    text: str
    target_language: str
    spans: dict[int, Span] = field(default_factory=dict)
    changes: list[MarkupChange] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.outer = _nesting(self.segment.marks)  # of each mark those around it in the source, innermost first

    def report(self, i: int, change: str, why: str) -> None:
        mark = self.segment.marks[i]
        words = self.segment.text[mark.start : mark.end] or mark.opening
        self.changes.append(MarkupChange(self.segment.id, change, f"{mark.kind} of {words!r}: {why}"))

    def put(self, i: int) -> None:
        """Find the words for a mark, or do without."""
        mark = self.segment.marks[i]
        source, within = self._region(i)
        span = None
        if mark.verbatim:
            span = self._unchanged(i, source, within)
        elif within.end > within.start:
            span = (
                self._whole(i, source, within)
                or self._unchanged(i, source, within)
                or self._translated_alone(i, source, within)
                or self._label(i, source, within)
                or self._projected(i, within)
            )
        if span is not None:
            self.spans[i] = span
        elif mark.kind in _ORNAMENTS:
            self.report(i, "markup-dropped", "its words are not in the translation")
        else:
            self._append(i)

    def put_in_order(self, ornaments: bool) -> None:
        """Find the words for hundreds of marks, or do without."""
        marks = self.segment.marks
        kept = [i for i, mark in enumerate(marks) if ornaments or mark.kind not in _ORNAMENTS]
        found = InOrder(self.segment, self.translated.fragments, self.text, self.outer, self.spans)
        found.search(kept)
        added = [i for i in found.lost if marks[i].kind not in _ORNAMENTS]
        if added:
            found.append(added, self._end_of_sentence())
        self.text, added_marks, moved, stays = found.text, set(added), set(found.moved), set(kept)
        for i in range(len(marks)):
            if i in added_marks:
                self.report(i, "markup-moved", "put at the end of the sentence")
            elif i in moved:
                self.report(i, "markup-moved", "put at the same relative place")
            elif i not in self.spans:
                why = "its words are not in the translation" if i in stays else "cannot stand there"
                self.report(i, "markup-dropped", why)

    def put_point(self, i: int) -> None:
        """Put a mark without text between two words."""
        mark = self.segment.marks[i]
        source, within = self._region(i)
        before, after = self.segment.text[source.start : mark.start], self.segment.text[mark.start : source.end]
        if not _has_words(after):
            at = self._end_of_words(within) if after.strip() else within.end
        elif not before.strip():
            at = within.start
        else:
            at = self._between_words(i, before, after, within)
        if _LINE_BREAK.match(mark.opening):
            at = next((i for i in range(at, within.end) if self.text[i].isspace()), within.end)
        self.spans[i] = Span(at, at)

    def tree(self) -> tuple[PlacedMark, ...]:
        """The marks, each with those inside it."""
        literal = sorted(s for j, s in self.spans.items() if self.segment.marks[j].verbatim and s.end > s.start)
        for i, (at, end) in self.spans.items():
            before = bisect_left(literal, (at, at)) if at == end else 0
            if before and at < literal[before - 1].end:
                self.spans[i] = Span(literal[before - 1].end, literal[before - 1].end)
        inside: dict[int | None, list[int]] = {}
        for i, container in self._containers().items():
            inside.setdefault(container, []).append(i)

        def built(container: int | None) -> tuple[PlacedMark, ...]:
            # A point at the beginning of a neighbour comes before it.
            members = sorted(inside.get(container, []), key=lambda i: (self.spans[i].start, self.spans[i].end, i))
            return tuple(PlacedMark(self.segment.marks[i], *self.spans[i], built(i)) for i in members)

        return built(None)

    def _region(self, i: int) -> tuple[Span, Span]:
        """What of the source and of the translation the innermost placed mark covers."""
        for j in self.outer[i]:
            if j in self.spans:
                return Span(self.segment.marks[j].start, self.segment.marks[j].end), self.spans[j]
        return Span(0, len(self.segment.text)), Span(0, len(self.text))

    def _is_free(self, i: int, span: Span) -> bool:
        """Whether a span overlaps no other than the marks around this one in the source."""
        return next(self._free(i, [span]), None) is not None

    def _free(self, i: int, candidates: Iterable[Span]) -> Iterator[Span]:
        """Those of the spans that overlap no other than the marks around this one in the source."""
        outer = set(self.outer[i])
        taken = sorted(span for j, span in self.spans.items() if j not in outer and span.end > span.start)
        starts = [span.start for span in taken]
        reach = list(accumulate((span.end for span in taken), max))
        for span in candidates:
            before = bisect_left(starts, span.end)  # these begin before it ends
            if before == 0 or reach[before - 1] <= span.start:
                yield span

    def _whole(self, i: int, source: Span, within: Span) -> Span | None:
        mark, text = self.segment.marks[i], self.segment.text
        before, after = text[source.start : mark.start], text[mark.end : source.end]
        if _has_words(before) or _has_words(after):
            return None
        words = words_of(self.text, *within)
        if not words:
            return None
        start = words[0].start if before.strip() else within.start
        end = words[-1].end if after.strip() else within.end
        return Span(start, end) if self._is_free(i, Span(start, end)) else None

    def _unchanged(self, i: int, source: Span, within: Span) -> Span | None:
        mark, text = self.segment.marks[i], self.segment.text
        wanted = text[mark.start : mark.end]
        if not mark.verbatim and not _has_words(wanted):
            return None
        found = _occurrences(wanted, self.text, within)
        exact = [span for span in found if whole_words(self.text, span, within) == span]
        number = sum(span.end <= mark.start for span in _occurrences(wanted, text, source))
        if not exact and not mark.verbatim and len(wanted) > 2 and not wanted[0].isdigit():
            exact = [whole_words(self.text, span, within) for span in found]
        candidates = exact or (found if mark.verbatim else [])
        candidates = candidates[number:] + candidates[:number][::-1]
        return next(self._free(i, candidates), None)

    def _translated_alone(self, i: int, source: Span, within: Span) -> Span | None:
        mark = self.segment.marks[i]
        fragment = one_line(self.translated.fragments.get(i, ""))
        expected = (mark.start - source.start) / max(source.end - source.start, 1)
        clitics = self.target_language == "ar"
        places = find_phrase(fragment, self.text, within, expected, clitics=clitics)
        return next(self._free(i, (s for place in places for s in (self._widened(mark, place, within), place))), None)

    def _widened(self, mark: Mark, span: Span, within: Span) -> Span:
        """Quotation marks, a colon, a per cent sign: taken in if the marked text of the source has them too."""
        wanted = self.segment.text[mark.start : mark.end]
        start, end = span
        if start > within.start and _alike(self.text[start - 1], wanted[0]):
            start -= 1
        if end < within.end and _alike(self.text[end], wanted[-1]):
            end += 1
        return Span(start, end)

    def _label(self, i: int, source: Span, within: Span) -> Span | None:
        """`**Background:** ...`: the words up to the first colon."""
        mark, text = self.segment.marks[i], self.segment.text
        inside = text[mark.start : mark.end].endswith(":")
        if _has_words(text[source.start : mark.start]) or not (inside or text[mark.end : mark.end + 1] == ":"):
            return None
        colon = self.text.find(":", *within)
        if colon < 0 or not _has_words(self.text[within.start : colon]):
            return None
        if len(words_of(self.text, within.start, colon)) > 2 * len(words_of(text, mark.start, mark.end)) + 2:
            return None  # another colon, later in the sentence
        span = Span(within.start, colon + inside)
        return span if self._is_free(i, span) else None

    def _projected(self, i: int, within: Span) -> Span | None:
        """Where the alignment of words says that the marked words went."""
        mark = self.segment.marks[i]
        if self.translated.project is None or not _has_words(self.segment.text[mark.start : mark.end]):
            return None
        place = self.translated.project(Span(mark.start, mark.end), self.text)
        if place is None or place.start < within.start or place.end > within.end:
            return None
        place = whole_words(self.text, place, within)
        return next(self._free(i, (self._widened(mark, place, within), place)), None)

    def _between_words(self, i: int, before: str, after: str, within: Span) -> int:
        words = words_of(self.text, *within)
        ahead, rest = words_of(before), words_of(after)
        same = [word for word in words if ahead and word.of(self.text) == ahead[-1].of(before)]
        if len(same) == 1 and not before[-1:].isspace():
            return same[0].end
        self.report(i, "markup-moved", "put at the same relative place")
        if not words:
            return within.end
        count = min(max(round(len(words) * len(ahead) / (len(ahead) + len(rest))), 1), len(words))
        if before[-1:].isspace() and count < len(words):
            return words[count].start
        return words[count - 1].end

    def _end_of_words(self, within: Span) -> int:
        words = words_of(self.text, *within)
        return words[-1].end if words else within.end

    def _append(self, i: int) -> None:
        """Add a link, image or code in brackets at the end of the sentence, before its full stop."""
        mark = self.segment.marks[i]
        words = self.segment.text[mark.start : mark.end]
        fragment = words if mark.verbatim else one_line(self.translated.fragments.get(i, "")) or words
        at = self._end_of_sentence()
        opening = " (" if at else "("
        self.text = f"{self.text[:at]}{opening}{fragment}){self.text[at:]}"
        grown = len(opening) + len(fragment) + 1
        for j, span in self.spans.items():
            self.spans[j] = Span(
                span.start + grown if span.start >= at and span.end > at else span.start,
                span.end + grown if span.end > at else span.end,
            )
        start = at + len(opening)
        self.spans[i] = Span(start, start + len(fragment))
        self.report(i, "markup-moved", "put at the end of the sentence")

    def _end_of_sentence(self) -> int:
        """The place before the full stop, but not inside of a link or code."""
        final = _FINAL.search(self.text)
        at = final.start() if final else len(self.text)
        for j, span in self.spans.items():
            if self.segment.marks[j].kind not in _ORNAMENTS and span.start < at < span.end:
                at = span.end
        return at

    def _containers(self) -> dict[int, int | None]:
        """For each placed mark the smallest placed one around it; none overlap in part."""
        found: dict[int, int | None] = {}
        around: list[int] = []  # those that do not end before the mark that is looked at, the outermost first
        for i in sorted(self.spans, key=lambda i: (self.spans[i].start, -self.spans[i].end, i)):
            start, end = self.spans[i]
            while around and self.spans[around[-1]].end < start:
                around.pop()
            found[i] = next((j for j in reversed(around) if self._is_around(j, i)), None)
            if end > start:
                while around and self.spans[around[-1]].end <= start:
                    around.pop()
                around.append(i)
        return found

    def _is_around(self, j: int, i: int) -> bool:
        span, other = self.spans[i], self.spans[j]
        if not (other.start <= span.start and span.end <= other.end):
            return False
        at_edge = span.start == span.end and span.start in (other.start, other.end)
        return not at_edge or j in self.outer[i]


def _nesting(marks: Sequence[Mark]) -> list[list[int]]:
    """For each mark the marks around it, innermost first; a point at the end of a mark counts as behind it."""
    outer: list[list[int]] = []
    open_marks: list[int] = []
    for mark in marks:
        while open_marks and not _holds(marks[open_marks[-1]], mark):
            open_marks.pop()
        outer.append(open_marks[::-1])
        if mark.end > mark.start:
            open_marks.append(len(outer) - 1)
    return outer


def _holds(outer: Mark, mark: Mark) -> bool:
    return outer.start <= mark.start and mark.end <= outer.end and not (mark.start == mark.end == outer.end)


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _alike(one: str, other: str) -> bool:
    return not one.isalnum() and not one.isspace() and (one == other or (one in _QUOTES and other in _QUOTES))


def _occurrences(wanted: str, text: str, within: Span) -> list[Span]:
    found = []
    at = text.find(wanted, *within) if wanted else -1
    while at >= 0:
        found.append(Span(at, at + len(wanted)))
        at = text.find(wanted, at + len(wanted), within.end)
    return found

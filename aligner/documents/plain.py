"""Plain text with the way back: each character knows where in the file it came from.

Formats feed a `PlainText` with the prose of a block; `Segmentation` cuts it into sentences that markup does not cross.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from aligner.documents.base import Block, Mark, Segment, Splitter
from aligner.languages.base import Span

__all__ = [
    "PlainText",
    "Segmentation",
    "SourceMark",
    "add_addresses",
    "line_starts",
    "one_line",
    "trim_marks",
    "without_verbatim",
]

_LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029\0"
_ONE_LINE = str.maketrans(dict.fromkeys(_LINE_BREAKS, " "))
_BREAK = re.compile(r"\r\n|\r|\n")
_ADDRESS = re.compile(
    r"(?<![\w.+/-])(?:"
    r"(?:https?|ftp)://[^\s<>\"«»“”„؟،\\`|\[\]{}^]+"
    r"|www\.[^\s<>\"«»“”„؟،]+\.[^\s<>\"«»“”„؟،\\`|\[\]{}^]+"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
    r")",
    re.IGNORECASE,
)


def one_line(text: str) -> str:
    """A text as it may stand in a segment: NFC, no line break of any kind, no blanks around it."""
    return unicodedata.normalize("NFC", text.translate(_ONE_LINE)).strip()


def line_starts(text: str) -> list[int]:
    """Where each line begins; a line ends with a line feed, a carriage return, or both."""
    return [0, *(match.end() for match in _BREAK.finditer(text))]


@dataclass
class SourceMark:
    """Markup as a format finds it: over which plain text, written how, and where in the file."""

    kind: str
    start: int  # in the plain text of the block
    end: int
    opening: str
    closing: str
    source_start: int  # of the opening, in the file
    source_end: int  # of the end of the closing
    loose: bool = False  # there are blanks between its words and its markup

    @property
    def is_literal(self) -> bool:
        """Nothing inside it is a sentence: code, an address."""
        return self.kind in ("code", "url")


@dataclass
class PlainText:
    """The prose of one block, with the span of the file behind every character."""

    chars: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    marks: list[SourceMark] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)  # where a sentence ends whatever the words are: a hard line break

    def __len__(self) -> int:
        return len(self.chars)

    @property
    def text(self) -> str:
        """The prose itself."""
        return "".join(self.chars)

    def add(self, text: str, start: int) -> None:
        """Append text that stands in the file just so, from `start`."""
        self.chars.extend(text.translate(_ONE_LINE))
        self.starts.extend(range(start, start + len(text)))
        self.ends.extend(range(start + 1, start + len(text) + 1))

    def add_as(self, text: str, start: int, end: int) -> None:
        """Append text that the file writes in another way, between `start` and `end`: an entity, a line break."""
        self.chars.extend(text.translate(_ONE_LINE))
        self.starts.extend([start] * len(text))
        self.ends.extend([end] * len(text))

    def normalise(self) -> None:
        """Bring the text to NFC; characters that are composed share the span of all they are composed of."""
        text = self.text
        if unicodedata.is_normalized("NFC", text):
            return
        chars: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        moved = [0] * (len(text) + 1)
        begin = 0
        while begin < len(text):
            end = _cluster_end(text, begin)
            composed = unicodedata.normalize("NFC", text[begin:end])
            for position in range(begin, end):
                moved[position] = len(chars)
            chars.extend(composed)
            starts.extend([self.starts[begin]] * len(composed))
            ends.extend([self.ends[end - 1]] * len(composed))
            begin = end
        moved[len(text)] = len(chars)
        self.chars, self.starts, self.ends = chars, starts, ends
        for mark in self.marks:
            mark.start, mark.end = moved[mark.start], moved[mark.end]
        self.breaks = [moved[position] for position in self.breaks]


def add_addresses(plain: PlainText) -> None:
    """Mark bare web and mail addresses, which no language translates, where nothing verbatim is marked already."""
    text = plain.text
    taken = [(mark.start, mark.end) for mark in plain.marks if mark.is_literal]
    for match in _ADDRESS.finditer(text):
        start, end = match.start(), _address_end(text, match.start(), match.end())
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        crossed = any(
            start < mark.start < end < mark.end or mark.start < start < mark.end < end for mark in plain.marks
        )
        contiguous = plain.ends[end - 1] - plain.starts[start] == end - start
        if end > start and contiguous and not crossed:
            source = (plain.starts[start], plain.ends[end - 1])
            plain.marks.append(SourceMark("url", start, end, "", "", *source))


def without_verbatim(text: str, marks: tuple[Mark, ...]) -> str:
    """The words of a segment that a language may translate: blanks in place of code, addresses and the like."""
    for mark in marks:
        if mark.verbatim and mark.end > mark.start:
            text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return text


@dataclass
class Segmentation:
    """Collects the blocks and segments of one file, in order, and numbers them."""

    text: str
    split: Splitter
    blocks: list[Block] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.line_starts = line_starts(self.text)

    def add(self, block: Block, plain: PlainText) -> None:
        """Cut a block into segments; a block without a letter to translate is left out altogether."""
        trim_marks(plain, self.text)
        plain.normalise()
        plain.marks.sort(key=lambda mark: mark.start)
        mark_starts = [mark.start for mark in plain.marks]
        spans = _sentences(plain, self.split)
        found: list[Segment] = []
        for i, span in enumerate(spans):
            before = spans[i - 1].end if i else 0
            after = spans[i + 1].start if i + 1 < len(spans) else len(plain)
            near = plain.marks[bisect_left(mark_starts, before) : bisect_right(mark_starts, after)]
            segment = self._segment(span, near, plain, block, len(self.segments) + len(found) + 1)
            if segment is not None:
                found.append(segment)
        if found:
            self.blocks.append(block)
            self.segments.extend(found)

    def _segment(
        self, span: Span, near: list[SourceMark], plain: PlainText, block: Block, number: int
    ) -> Segment | None:
        """The segment of a sentence; `near` are the marks that begin between its neighbours."""
        inside = [m for m in near if span.start <= m.start < m.end <= span.end]
        start = min([plain.starts[span.start], *(m.source_start for m in inside)])
        end = max([plain.ends[span.end - 1], *(m.source_end for m in inside)])
        inside += [m for m in near if m.start == m.end and start < m.source_start and m.source_end < end]
        inside.sort(key=lambda m: (m.source_start, -m.source_end))
        text = "".join(plain.chars[span.start : span.end])
        marks = tuple(
            Mark(m.kind, _clipped(m.start, span), _clipped(m.end, span), m.opening, m.closing) for m in inside
        )
        if not any(character.isalpha() for character in without_verbatim(text, marks)):
            return None
        line = bisect_right(self.line_starts, start)
        return Segment(f"{number:04d}", text, len(self.blocks), block.kind, start, end, marks, line)


def _clipped(position: int, span: Span) -> int:
    """A position in a block as one in a sentence of it."""
    return min(max(position, span.start), span.end) - span.start


def _cluster_end(text: str, begin: int) -> int:
    """Where the characters end that canonical composition may join to the one at `begin`."""
    end = begin + 1
    while end < len(text):
        character = text[end]
        if not unicodedata.combining(character) and character.isascii():
            break
        if not unicodedata.combining(character):
            together = unicodedata.normalize("NFC", text[begin : end + 1])
            if together == unicodedata.normalize("NFC", text[begin:end]) + unicodedata.normalize("NFC", character):
                break
        end += 1
    return end


def _address_end(text: str, start: int, end: int) -> int:
    """Where an address ends when the punctuation of the sentence is taken off."""
    while end > start:
        last = text[end - 1]
        if last == ")" and text.count("(", start, end) >= text.count(")", start, end):
            break
        if last not in ".,;:!?'*_~)]}…":
            break
        end -= 1
    return end


def trim_marks(plain: PlainText, source: str) -> None:
    """Take the blanks at the ends out of marks (`[word ](url)`), so that marks begin and end with the words.

    A mark around nothing becomes a mark without text, written as it stands with all that is inside it.
    """
    text = plain.text
    hollow = []
    for mark in plain.marks:
        inner = text[mark.start : mark.end]
        if not inner.strip() and mark.closing:
            mark.opening, mark.closing = one_line(source[mark.source_start : mark.source_end]), ""
            mark.end = mark.start
            hollow.append(mark)
        elif mark.end > mark.start:
            mark.start, mark.end = mark.end - len(inner.lstrip()), mark.start + len(inner.rstrip())
            mark.loose = len(inner) != mark.end - mark.start
            if mark.kind == "code":
                mark.opening += " " * inner[:1].isspace()
                mark.closing = " " * inner[-1:].isspace() + mark.closing
    if hollow:
        plain.marks = [m for m in plain.marks if not any(_is_within(m, other) for other in hollow)]


def _is_within(mark: SourceMark, other: SourceMark) -> bool:
    return mark is not other and other.source_start <= mark.source_start and mark.source_end <= other.source_end


def _sentences(plain: PlainText, split: Splitter) -> list[Span]:
    """The sentences of a block, joined where one mark would begin in one and end in another."""
    text = plain.text
    spans: list[Span] = []
    for begin, end in pairwise([0, *plain.breaks, len(text)]):
        found = (_trimmed(text, Span(begin + span[0], begin + span[1])) for span in split(text[begin:end]))
        spans.extend(span for span in found if span.end > span.start)
    while len(spans) > 1:
        starts, ends = [span.start for span in spans], [span.end for span in spans]
        inseparable: set[int] = set()  # i: sentence i and the one after it
        for mark in plain.marks:
            first, last = bisect_right(ends, mark.start), bisect_left(starts, mark.end) - 1
            if mark.loose:
                first = max(first - (first < len(spans) and mark.start <= starts[first]), 0)
                last = min(last + (mark.end >= ends[last]), len(spans) - 1)
            elif first <= last and mark.start <= starts[first] and mark.end >= ends[last] and not mark.is_literal:
                continue  # whole sentences
            inseparable.update(range(first, last))
        if not inseparable:
            break
        joined = spans[:1]
        for i, span in enumerate(spans[1:]):
            if i in inseparable:
                joined[-1] = Span(joined[-1].start, span.end)
            else:
                joined.append(span)
        spans = joined
    return spans


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)

"""Plain text reports: paragraphs a line each or hard-wrapped, headlines, lists, speaker lines, columns.

Only the words of a paragraph are its segments; indentation, bullets, blank lines and line ends stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from aligner.documents.base import Block, Document, Format, MarkupChange, Parsed, Segment, Splitter, Translated
from aligner.documents.marks import place
from aligner.documents.plain import PlainText, Segmentation, add_addresses
from aligner.documents.wrapping import columns, ends_sentence, evened, fill, has_room, widths

__all__ = ["FORMAT", "parse", "render"]

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_SURE_BULLET = re.compile(r"[•‣◦▪●](?:\s+)(?=\S)")
# A letter counts with a bracket only: "A. Smith" is a name.
_BULLET = re.compile(r"(?:[-–—*+·]|\d{1,3}[.)]|\((?:\d{1,3}|[^\W\d_])\)|[^\W\d_]\))\s+(?=\S)")
_SPEAKER = re.compile(r"[^\W\d_][^\n:.!?،,;]{0,40}:\s")
_COLUMN_GAP = re.compile(r"[ ]*\t\s*| {4,}")
_BROKEN_WORD = re.compile(r"[^\W\d_][-‐\u00ad]$")
_LONGEST_HEADING = 120  # columns


@dataclass(frozen=True)
class _Line:
    start: int  # of what is neither indentation nor bullet
    end: int  # without the blanks at its end
    text: str  # the characters between
    indent: str
    bullet: str
    kind: str = "text"  # "blank", "cells", "rule" (no letter, no digit)

    @property
    def whole(self) -> str:
        return self.indent + self.bullet + self.text


@dataclass
class _Paragraph:
    lines: list[_Line] = field(default_factory=list)
    kind: str = "paragraph"
    width: int = 0


def parse(text: str, split: Splitter) -> Parsed:
    """The paragraphs of a plain text and their sentences."""
    segmentation = Segmentation(text, split)
    for paragraph in _paragraphs(list(_lines(text))):
        first, last = paragraph.lines[0], paragraph.lines[-1]
        if paragraph.kind == "cell":
            _add_cells(segmentation, first)
            continue
        indent = paragraph.lines[1].indent if len(paragraph.lines) > 1 else " " * columns(first.indent + first.bullet)
        block = Block(paragraph.kind, first.start, last.end, paragraph.width, indent)
        plain = PlainText()
        plain.add(first.text, first.start)
        for line, following in pairwise(paragraph.lines):
            if not (_BROKEN_WORD.search(line.text) and following.text[:1].isalpha()):
                plain.add_as(" ", line.end, following.start)
            plain.add(following.text, following.start)
        add_addresses(plain)
        segmentation.add(block, plain)
    return Parsed(tuple(segmentation.blocks), tuple(segmentation.segments))


def render(
    document: Document, translations: Mapping[str, Translated], target_language: str
) -> tuple[str, list[MarkupChange]]:
    """The text with its segments in the other language; filled paragraphs are filled again."""
    pieces: list[str] = []
    changes: list[MarkupChange] = []
    position = 0
    for block, segments in _by_block(document):
        if all(translations[segment.id].text == segment.text for segment in segments):
            continue
        pieces.append(document.text[position : block.start])
        pieces.append(_block(document, block, segments, translations, target_language, changes))
        position = block.end
    pieces.append(document.text[position:])
    return "".join(pieces), changes


FORMAT = Format("txt", parse, render)


def _by_block(document: Document) -> Iterator[tuple[Block, list[Segment]]]:
    segments: list[list[Segment]] = [[] for _ in document.blocks]
    for segment in document.segments:
        segments[segment.block].append(segment)
    return zip(document.blocks, segments, strict=True)


def _block(
    document: Document,
    block: Block,
    segments: Sequence[Segment],
    translations: Mapping[str, Translated],
    target_language: str,
    changes: list[MarkupChange],
) -> str:
    pieces: list[str] = []
    position = block.start
    for segment in segments:
        placed = place(segment, translations[segment.id], target_language)
        changes.extend(placed.changes)
        pieces += [document.text[position : segment.start], placed.text]
        position = segment.end
    pieces.append(document.text[position : block.end])
    content = "".join(pieces)
    if not block.width:
        return content
    content = re.sub(r"\s*(?:\r\n|\r|\n)\s*", " ", content)
    line_start = max(document.text.rfind("\n", 0, block.start), document.text.rfind("\r", 0, block.start)) + 1
    first = columns(document.text[line_start : block.start])
    return fill(content, width=block.width, first=first, indent=block.indent, newline=document.newline)


def _lines(text: str) -> Iterator[_Line]:
    for match in _LINE.finditer(text):
        line = match[1]
        body = line.strip()
        start = match.start() + (len(line) - len(line.lstrip()) if body else 0)
        indent = line[: start - match.start()]
        if not body:
            yield _Line(start, start, "", indent, "", "blank")
            continue
        bullet = _SURE_BULLET.match(body) or _BULLET.match(body)
        mark = bullet[0] if bullet else ""
        kind = "text"
        if not any(character.isalnum() for character in body):
            kind = "rule"
        elif _COLUMN_GAP.search(body, len(mark)):
            kind = "cells"
        yield _Line(start + len(mark), start + len(body), body[len(mark) :], indent, mark, kind)


def _add_cells(segmentation: Segmentation, line: _Line) -> None:
    position = 0
    gaps = [(match.start(), match.end()) for match in _COLUMN_GAP.finditer(line.text)]
    for start, end in [*gaps, (len(line.text), len(line.text))]:
        if start > position:
            plain = PlainText()
            plain.add(line.text[position:start], line.start + position)
            add_addresses(plain)
            segmentation.add(Block("cell", line.start + position, line.start + start), plain)
        position = end


def _paragraphs(lines: Sequence[_Line]) -> Iterator[_Paragraph]:
    """Lines put together to paragraphs, in order; blank lines and rules are left out."""
    runs = _runs(lines)
    longest = [max((columns(line.whole) for line in run if " " in line.text), default=0) for run in runs]
    filled = widths([_pairs(run) for run in runs], longest)
    for run, width, again in zip(runs, filled, evened(filled), strict=True):
        for paragraph in _joined(run, width):
            if len(run) == 1 and paragraph.kind == "paragraph" and _is_heading(run[0]):
                paragraph.kind = "heading"
            elif paragraph.kind != "cell":
                paragraph.width = again
            yield paragraph


def _runs(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Stretches of lines without a blank line or a rule between them."""
    runs: list[list[_Line]] = [[]]
    for line in lines:
        if line.kind in ("blank", "rule"):
            runs.append([])
        else:
            runs[-1].append(line)
    return [run for run in runs if run]


def _pairs(run: Sequence[_Line]) -> list[tuple[str, str]]:
    """Lines with the line after them, where that does not begin an item."""
    return [
        (line.whole, following.whole)
        for line, following in pairwise(run)
        if line.kind == following.kind == "text" and not following.bullet
    ]


def _joined(run: Sequence[_Line], width: int) -> Iterator[_Paragraph]:
    paragraph = _Paragraph()
    for line in run:
        if paragraph.lines and not _continues(paragraph, line, width):
            yield paragraph
            paragraph = _Paragraph()
        if not paragraph.lines:
            paragraph.kind = "cell" if line.kind == "cells" else "item" if line.bullet else "paragraph"
        paragraph.lines.append(line)
    yield paragraph


def _continues(paragraph: _Paragraph, line: _Line, width: int) -> bool:
    """Whether a line goes on with the paragraph above it; `width` is 0 where lines were not filled."""
    first, previous = paragraph.lines[0], paragraph.lines[-1]
    if line.kind == "cells" or previous.kind == "cells":
        return False
    ended = ends_sentence(previous.text)
    hanging = bool(first.bullet) and not line.bullet and columns(line.indent) > columns(first.indent)
    if not width:
        return hanging and not ended and len(paragraph.lines[0].indent) < len(line.indent)
    room = has_room(previous.whole, line.bullet + line.text, width)
    if line.bullet:
        # A dash or a number may begin a wrapped line by chance: only inside a sentence that had no more room.
        sure = _SURE_BULLET.match(line.bullet + line.text) is not None
        return not (sure or ended or room or first.bullet or previous.text.endswith((":", ";")))
    if ended and _SPEAKER.match(line.text + " "):
        return False
    if len(paragraph.lines) > 1 and not first.bullet and columns(line.indent) > columns(previous.indent):
        return False  # the indented first line of a new paragraph
    return not room or hanging or (not ended and line.text[:1].islower())


def _is_heading(line: _Line) -> bool:
    short = columns(line.text) <= _LONGEST_HEADING
    return (
        short
        and not line.text.endswith((".", "!", "?", "…", "؟", "۔", ":", ";", ",", "،"))
        and not line.text[0].islower()
    )

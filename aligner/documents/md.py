"""Markdown reports: CommonMark, tables, strike-through, footnotes, front matter; formulas and tags stay as they are.

Blocks are read with their places in the file, so that everything but the words comes out as it stands; what is written
is read again, and escaped more, or stripped of ornaments, until it says what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from aligner.documents import front_matter
from aligner.documents.base import Block, Document, Format, MarkupChange, Parsed, Segment, Splitter, Translated
from aligner.documents.markdown_text import escape_all, escape_apart, escape_needed, guard_heading_end, guard_line_start
from aligner.documents.marks import Placed, PlacedMark, compose, place
from aligner.documents.plain import Segmentation, add_addresses, line_starts, trim_marks
from aligner.documents.wrapping import columns, evened, fill, has_room, widths

if TYPE_CHECKING:
    from aligner.documents.markdown_blocks import Prose
    from aligner.documents.markdown_inline import InlineReader

__all__ = ["FORMAT", "parse", "render"]

_LINE_END = re.compile(r"(?:\r\n|\r|\n)")
_ESCAPES = (escape_needed, escape_all, escape_apart, escape_apart)  # tried in turn, the last time without ornaments
_HIGHEST = len(_ESCAPES) - 1
_BREAK = re.compile(r"(?P<hard>\\| {2,})\n| ?\n")
_NEXT_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t>]*")


def parse(text: str, split: Splitter) -> Parsed:
    """The paragraphs, headings, items, cells of a Markdown text and their sentences."""
    from aligner.documents.markdown_blocks import scan
    from aligner.documents.markdown_inline import InlineReader

    starts = line_starts(text)
    lines = _LINE_END.split(text)
    segmentation = Segmentation(text, split)
    front = front_matter.length(lines)
    if front:
        for block, plain in front_matter.fields(lines[:front], starts):
            add_addresses(plain)
            segmentation.add(block, plain)
    found = scan([""] * front + lines[front:], starts)

    def source_lines(prose: Prose) -> list[str]:
        return lines[prose.line : prose.line + prose.content.count("\n") + 1]

    reader = InlineReader(found.labels)
    runs = [[] if prose.style == "cell" else _soft_pairs(source_lines(prose)) for prose in found.prose]
    longest = [max((columns(line.rstrip()) for pair in run for line in pair), default=0) for run in runs]
    filled = [
        width if run and _is_full(run, width) else 0 for run, width in zip(runs, widths(runs, longest), strict=True)
    ]
    for prose, width in zip(found.prose, evened(filled), strict=True):
        plain = reader.read(prose.content, prose.where)
        add_addresses(plain)
        second = prose.content.find("\n") + 1
        indent = ""
        if second:
            second += len(prose.content) - second - len(prose.content[second:].lstrip(" \t"))
            indent = text[starts[prose.line + 1] : prose.where[second]]
        block = Block(prose.kind, prose.where[0], prose.where[-1], width, indent, prose.style)
        segmentation.add(block, plain)
    return Parsed(tuple(segmentation.blocks), tuple(segmentation.segments), found.labels)


def render(
    document: Document, translations: Mapping[str, Translated], target_language: str
) -> tuple[str, list[MarkupChange]]:
    """The text with its segments in the other language and their markup around the same words."""
    from aligner.documents.markdown_inline import InlineReader

    reader = InlineReader(document.labels)
    pieces: list[str] = []
    changes: list[MarkupChange] = []
    position = 0
    segments: list[list[Segment]] = [[] for _ in document.blocks]
    for segment in document.segments:
        segments[segment.block].append(segment)
    for block, members in zip(document.blocks, segments, strict=True):
        if all(translations[segment.id].text == segment.text for segment in members):
            continue
        pieces.append(document.text[position : block.start])
        if block.kind == "field":
            pieces.append(_field(document, block, members, translations, target_language, changes))
        else:
            writing = _Writing(document, block, members, translations, target_language, reader)
            pieces.append(writing.write())
            changes.extend(writing.changes())
        position = block.end
    pieces.append(document.text[position:])
    return "".join(pieces), changes


FORMAT = Format("md", parse, render)


def _soft_pairs(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Neighbouring lines of a paragraph, but those with a hard line break between them."""
    return [(line, following) for line, following in pairwise(lines) if not line.endswith(("  ", "\\"))]


def _is_full(run: Sequence[tuple[str, str]], width: int) -> bool:
    """Whether nearly all lines were as long as the width allows; lines a sentence each are not."""
    return sum(has_room(line, following.lstrip(" \t>"), width) for line, following in run) <= 0.25 * len(run)


def _field(
    document: Document,
    block: Block,
    segments: Sequence[Segment],
    translations: Mapping[str, Translated],
    target_language: str,
    changes: list[MarkupChange],
) -> str:
    """A value of the front matter in the other language."""
    quoted = int(block.style not in ("plain", "block"))
    position, end = block.start + quoted, block.end - quoted
    pieces = []
    for segment in segments:
        placed = place(segment, translations[segment.id], target_language)
        changes.extend(placed.changes)
        pieces += [_value(document.text[position : segment.start], block.style), placed.text]
        position = segment.end
    content = "".join([*pieces, _value(document.text[position:end], block.style)])
    if block.style != "block":
        return front_matter.encode_scalar(content, block.style)
    if not block.width:
        return content
    content = _NEXT_LINE.sub(" ", content)
    return fill(content, width=block.width, first=columns(block.indent), indent=block.indent, newline=document.newline)


def _value(raw: str, style: str) -> str:
    """What a stretch between the sentences of a value stands for; in a block scalar it is just that."""
    if style == "block":
        return raw
    plain = front_matter.decode_scalar(raw, style, 0)
    return plain.text if plain else ""


@dataclass
class _Piece:
    """A segment of a block, or what stands between two of them."""

    source: str  # as in the file
    content: str  # without what begins its lines, and in a cell without the backslash of `\\|`
    segment: Segment | None = None
    placed: Placed | None = None  # None: stays as it is


class _Writing:
    """One block in the other language, escaped no more than needed to say what is meant."""

    def __init__(
        self,
        document: Document,
        block: Block,
        segments: Sequence[Segment],
        translations: Mapping[str, Translated],
        target_language: str,
        reader: InlineReader,
    ) -> None:
        self.document, self.block, self.target_language, self.reader = document, block, target_language, reader
        self.translations = translations
        self.pieces: list[_Piece] = []
        position = block.start
        for segment in segments:
            self._add(position, segment.start)
            self._add(segment.start, segment.end, segment)
            position = segment.end
        self._add(position, block.end)

    def _add(self, start: int, end: int, segment: Segment | None = None) -> None:
        source = self.document.text[start:end]
        content = _NEXT_LINE.sub("\n", source)
        if self.block.width:  # to be filled again: only hard breaks are breaks
            content = _BREAK.sub(lambda match: match[0] if match["hard"] else " ", content)
        if self.block.style == "cell":
            content = content.replace("\\|", "|")
        self.pieces.append(_Piece(source, content, segment))

    def changes(self) -> Iterator[MarkupChange]:
        """What became of the marks."""
        for piece in self.pieces:
            if piece.placed is not None:
                yield from piece.placed.changes

    def write(self) -> str:
        """The block as it goes into the file."""
        wanted = self._survey([piece.content for piece in self.pieces])
        levels = [0] * len(self.pieces)
        while True:
            contents = [self._content(i, levels[i]) for i in range(len(self.pieces))]
            self._guard(contents)
            found = self._survey(contents)
            wrong = [i for i in range(len(self.pieces)) if found[i] != self._meant(i, wanted[i])]
            can_rise = [i for i in wrong or () if self._is_written(i) and levels[i] < _HIGHEST]
            if wrong and not can_rise:
                can_rise = [i for i in range(len(self.pieces)) if self._is_written(i) and levels[i] < _HIGHEST]
            if not can_rise:
                return self._laid_out(contents)
            for i in can_rise:
                levels[i] += 1

    def _is_written(self, i: int) -> bool:
        segment = self.pieces[i].segment
        return segment is not None and self.translations[segment.id].text != segment.text

    def _content(self, i: int, level: int) -> str:
        piece = self.pieces[i]
        if piece.segment is None or not self._is_written(i):
            return piece.content
        piece.placed = place(
            piece.segment, self.translations[piece.segment.id], self.target_language, ornaments=level < _HIGHEST
        )
        space = "&nbsp;" if "&nbsp;" in piece.source else "\u00a0"  # as the source writes it
        return compose(
            piece.placed, lambda text, start, end: _ESCAPES[level](text, start, end).replace("\u00a0", space)
        )

    def _guard(self, contents: list[str]) -> None:
        """Escape what would begin another kind of block, at the beginnings of lines and the end of a heading."""
        before = ""
        for i, content in enumerate(contents):
            placed = self.pieces[i].placed
            if placed is not None:
                begins_marked = bool(placed.marks) and placed.marks[0].start == 0 and bool(placed.marks[0].mark.opening)
                if self.block.style == "atx":
                    contents[i] = content if "".join(contents[i + 1 :]) else guard_heading_end(content)
                elif not begins_marked and (not before or before.endswith("\n")):
                    contents[i] = guard_line_start(content, item=self.block.kind == "item")
            before = contents[i] or before

    def _survey(self, contents: Sequence[str]) -> list[tuple[str, list[str]]]:
        """What a reader sees of each piece: its plain text and the kinds of its marks."""
        content = "".join(contents)
        plain = self.reader.read(content, range(len(content) + 1))
        trim_marks(plain, content)
        owner = [i for i, piece in enumerate(contents) for _ in piece]
        texts: list[list[str]] = [[] for _ in contents]
        kinds: list[list[str]] = [[] for _ in contents]
        for character, start in zip(plain.chars, plain.starts, strict=True):
            texts[owner[start]].append(character)
        for mark in plain.marks:
            kinds[owner[mark.source_start]].append(mark.kind)
        return [(_even("".join(text)), sorted(kind)) for text, kind in zip(texts, kinds, strict=True)]

    def _meant(self, i: int, source: tuple[str, list[str]]) -> tuple[str, list[str]]:
        """What a reader should see of a piece; `source` is what there is of it in the source."""
        placed = self.pieces[i].placed
        if placed is None:
            return source
        return _even(placed.text), sorted(_kinds(placed.marks))

    def _laid_out(self, contents: Sequence[str]) -> str:
        newline = self.document.newline + self.block.indent
        if not self.block.width:
            written = (
                content.replace("\n", newline) if self._is_written(i) else self.pieces[i].source
                for i, content in enumerate(contents)
            )
            if self.block.style == "cell":
                written = (text.replace("|", "\\|") if self._is_written(i) else text for i, text in enumerate(written))
            return "".join(written)
        content = "".join(contents)
        line_start = max(self.document.text.rfind(end, 0, self.block.start) for end in "\r\n") + 1
        first = columns(self.document.text[line_start : self.block.start])
        filled = []
        for line in content.split("\n"):
            body = fill(line, width=self.block.width, first=first, indent=self.block.indent, newline="\n")
            filled.append(body + line[len(line.rstrip(" ")) :])
            first = columns(self.block.indent)
        unfilled = content.replace("\n", newline)
        if self._survey([_NEXT_LINE.sub("\n", "\n".join(filled))]) != self._survey([content]):
            return unfilled  # a break fell where none may be, in an address in angle brackets for one
        return "\n".join(filled).replace("\n" + self.block.indent, "\n").replace("\n", newline)


def _kinds(marks: Sequence[PlacedMark]) -> Iterator[str]:
    for mark in marks:
        if mark.mark.opening:
            yield mark.mark.kind
        yield from _kinds(mark.children)


def _even(text: str) -> str:
    """A text without its blanks: a line break may take the place of one, or add one."""
    return re.sub(r"[ \t]+", "", text)

"""A document is its text, exactly as read, and the spans of it that are to be translated."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from aligner.languages.base import Span

__all__ = [
    "Block",
    "Document",
    "Format",
    "Mark",
    "MarkupChange",
    "Parsed",
    "Rendered",
    "Segment",
    "Splitter",
    "Translated",
    "Unreadable",
]

Splitter = Callable[[str], Sequence[Span]]  # the sentences of one paragraph, as Language.split gives them


class Unreadable(Exception):
    """A text that a format cannot take apart, and why; `parse` of the package makes it an InputError with the name."""


@dataclass(frozen=True)
class Mark:
    """Inline markup over part of a segment's plain text: `**bold**`, a link, a code span.

    Marks are nested or apart, and stand in the order in which the file opens them, so the outer one comes first.
    `start == end` is a mark without text: a footnote reference, a lone HTML tag, an image without alternative text.
    """

    kind: str  # "strong", "emphasis", "strike", "link", "image", "code", "url", "html"
    start: int  # in Segment.text
    end: int
    opening: str  # as in the file: "**", "[", "`"; "" for a bare address
    closing: str  # "**", "](https://example.org)", "`"

    @property
    def verbatim(self) -> bool:
        """The marked text is the same in every language (code, addresses, raw HTML)."""
        return self.kind in ("code", "html", "url")


@dataclass(frozen=True)
class Segment:
    """One sentence (or heading, list item, cell) of a document."""

    id: str  # stable within the document: "0007"
    text: str  # plain: no markup, no line break inside, NFC
    block: int  # the number of its paragraph: an index into Document.blocks
    kind: str  # "paragraph", "heading", "item", "quote", "cell", "field" (a value of the front matter)
    start: int  # where the segment, markup included, stands in Document.text
    end: int
    marks: tuple[Mark, ...] = ()
    line: int = 1  # the line of the file on which it begins, counted from 1


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, cell ...: a stretch of the text that holds segments, and how its lines were broken."""

    kind: str  # as Segment.kind
    start: int  # in Document.text, without indentation, bullets, heading marks and the line end
    end: int
    width: int = 0  # the columns it was filled to by hand or by an editor; 0: its lines were not filled
    indent: str = ""  # what begins every line of it but the first: "  ", "> "
    style: str = ""  # what the format must know to write it: "atx", "double" (quotes), ...


@dataclass(frozen=True)
class Translated:
    """What goes back into a document for one segment."""

    text: str  # plain
    fragments: Mapping[int, str] = field(default_factory=dict)  # mark number -> its text translated alone
    # Where the words of a span of the segment stand in a translation of it, by the alignment of words.
    project: Callable[[Span, str], Span | None] | None = None


@dataclass(frozen=True)
class Document:
    """A file taken apart so that it can be put together again in another language."""

    name: str  # as shown to people, usually a relative path
    format: str  # "txt", "md"
    text: str  # exactly as read (not normalised), without its byte-order mark
    language: str
    segments: tuple[Segment, ...]
    newline: str = "\n"  # the usual line end of the file: "\n", "\r\n" or "\r"
    byte_order_mark: bool = False
    path: Path | None = None
    encoding: str = "utf-8"  # how it is written back: "utf-8", "utf-16-le" or "utf-16-be"
    blocks: tuple[Block, ...] = ()
    labels: frozenset[str] = frozenset()  # Markdown: the labels of link references and footnotes, as in the file


class MarkupChange(NamedTuple):
    """What happened to a mark that could not be put back around the same words."""

    segment: str  # its id
    change: str  # "markup-moved" or "markup-dropped"
    detail: str


@dataclass(frozen=True)
class Parsed:
    """What a format finds in a text."""

    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...]
    labels: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rendered:
    """A document in the other language."""

    text: str  # without byte-order mark
    changes: tuple[MarkupChange, ...]
    encoding: str = "utf-8"
    byte_order_mark: bool = False

    @property
    def data(self) -> bytes:
        """The bytes of the file: same encoding (if it was Unicode) and byte-order mark as the source."""
        return (("\ufeff" if self.byte_order_mark else "") + self.text).encode(self.encoding)


@dataclass(frozen=True)
class Format:
    """What serves a kind of file. A new format is one module with one of these, and a line in `FORMATS`."""

    name: str
    parse: Callable[[str, Splitter], Parsed]
    render: Callable[[Document, Mapping[str, Translated], str], tuple[str, list[MarkupChange]]]

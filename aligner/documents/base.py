"""A document is its text, exactly as read, and the spans of it that are to be translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Document", "Mark", "Segment", "Translated"]


@dataclass(frozen=True)
class Mark:
    """Inline markup over part of a segment's plain text: `**bold**`, a link, a code span."""

    kind: str  # "strong", "emphasis", "link", "code", "image", "html", "strike"
    start: int  # in Segment.text
    end: int
    opening: str  # exactly as in the file: "**", "[", "`"
    closing: str  # "**", "](https://example.org)", "`"

    @property
    def verbatim(self) -> bool:
        """The marked text is the same in every language (code, raw HTML, image addresses)."""
        return self.kind in ("code", "html")


@dataclass(frozen=True)
class Segment:
    """One sentence (or heading, list item, cell) of a document."""

    id: str  # stable within the document: "0007"
    text: str  # plain: no markup, no line break inside
    block: int  # the number of its paragraph, counted from 0
    kind: str  # "paragraph", "heading", "item", "quote", "cell"
    start: int  # where the segment, markup included, stands in Document.text
    end: int
    marks: tuple[Mark, ...] = ()
    line: int = 1  # the line of the file on which it begins, counted from 1


@dataclass(frozen=True)
class Translated:
    """What goes back into a document for one segment."""

    text: str  # plain
    fragments: Mapping[int, str] = field(default_factory=dict)  # mark number -> its text translated alone


@dataclass(frozen=True)
class Document:
    """A file taken apart so that it can be put together again in another language."""

    name: str  # as shown to people, usually a relative path
    format: str  # "txt", "md"
    text: str  # NFC; the file without its byte-order mark
    language: str
    segments: tuple[Segment, ...]
    newline: str = "\n"  # as in the file: "\n" or "\r\n"
    byte_order_mark: bool = False
    path: Path | None = None

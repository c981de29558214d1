"""What the tests of documents share: a simple splitter, translations made up, and a way to read a result again."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from aligner.documents import Document, Mark, Translated, marked_fragments, parse, render
from aligner.languages.base import Span

DATA = Path(__file__).parents[1] / "data" / "documents"


def sentences(text: str) -> list[Span]:
    """Split after a full stop, question or exclamation mark that blanks follow."""
    ends = [match.end() for match in re.finditer(r"[.!?؟]+[\"»”)]*\s+", text)]
    starts = [0, *ends]
    return [Span(a, b) for a, b in zip(starts, [*ends, len(text)], strict=True) if b > a]


def whole(text: str) -> list[Span]:
    return [Span(0, len(text))]


def markdown(text: str) -> Document:
    return parse(text, "en", format="md", split=sentences)


def plain(text: str) -> Document:
    return parse(text, "en", split=sentences)


def texts(document: Document) -> list[str]:
    return [segment.text for segment in document.segments]


def translated(
    document: Document, translate: Callable[[str], str], target: str = "ru", *, fragments: bool = True
) -> str:
    """The text of a document with every segment put through a function."""
    translations = {
        segment.id: Translated(
            translate(segment.text),
            {i: translate(text) for i, text in marked_fragments(segment).items()} if fragments else {},
        )
        for segment in document.segments
    }
    return render(document, translations, target).text


def unchanged(document: Document) -> bytes:
    return render(document, {segment.id: Translated(segment.text) for segment in document.segments}, "ru").data


def only(
    source: str, translation: str, fragments: dict[int, str] | None = None, target: str = "ru"
) -> tuple[str, list[str]]:
    """The Markdown that a one-segment Markdown text becomes, and the changes of its markup."""
    document = parse(source, "en", format="md", split=whole)
    (segment,) = document.segments
    rendered = render(document, {segment.id: Translated(translation, fragments or {})}, target)
    return rendered.text, [change.change for change in rendered.changes]


def marked(document: Document) -> list[tuple[str, str]]:
    return [(mark.kind, _words(segment.text, mark)) for segment in document.segments for mark in segment.marks]


def _words(text: str, mark: Mark) -> str:
    return text[mark.start : mark.end]

"""The plain text and the marks of the inline content of a Markdown block, with their places in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from aligner.documents.markdown_grammar import Markdown
from aligner.documents.markdown_verbatim import Verbatim
from aligner.documents.plain import PlainText, SourceMark

__all__ = ["InlineReader"]

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^>]*?(/?)>$", re.DOTALL)
_PAIRED_TAGS = {
    "a": "link",
    "b": "strong",
    "strong": "strong",
    "s": "strike",
    "del": "strike",
    "strike": "strike",
    **dict.fromkeys(
        ("i", "em", "u", "ins", "mark", "small", "sub", "sup", "span", "q", "cite", "abbr", "dfn"), "emphasis"
    ),
}
_KINDS = {"strong": "strong", "em": "emphasis", "s": "strike", "link": "link"}


class InlineReader:
    """Reads inline content; `labels` are those of the scan of the same text."""

    def __init__(self, labels: Iterable[str]) -> None:
        labels = list(labels)
        self._parser = Markdown()
        self._env = {
            "references": {label: {"href": "#", "title": ""} for label in labels if not label.startswith("^")},
            "footnotes": {label for label in labels if label.startswith("^")},
        }

    def read(self, content: str, where: Sequence[int]) -> PlainText:
        """The plain text and the marks of a content; `where` has the offset of each character and of the end."""
        reader = _Reader(content, where)
        reader.read(self._parser.inline.parse(content, self._parser, self._env, []), 0)
        reader.leave_tags(0)
        reader.separate_images()
        return reader.plain


@dataclass
class _Open:
    """Markup that was opened and not closed yet."""

    kind: str
    tag: str  # of HTML; "" for Markdown
    plain_start: int
    start: int  # in the content
    end: int


@dataclass
class _Reader:
    content: str
    where: Sequence[int]
    plain: PlainText = field(default_factory=PlainText)
    open: list[_Open] = field(default_factory=list)

    def read(self, tokens: Sequence[Token], base: int) -> None:
        _straighten(tokens)
        for i, token in enumerate(tokens):
            start, end = token.meta["at"][0] + base, token.meta["at"][1] + base
            if token.type in ("text", "text_special"):
                self.add(token.content, start, end)
            elif token.type == "softbreak":
                self.add(" ", start, end)
            elif token.type == "hardbreak":
                self.point("<br>", start, end)  # so it is written if it has to move
                self.add(" ", start, end)
                self.plain.breaks.append(len(self.plain))
            elif token.type == "code_inline":
                self.code(token, start, end)
            elif token.type == "html_inline":
                self.html(token.content, start, end)
            elif token.type == "footnote":
                self.point(self.content[start:end], start, end)
            elif token.type == "verbatim":
                self.verbatim(token.meta["found"], start)
            elif token.type == "image":
                self.image(token, start, end)
            elif token.nesting > 0:
                kind = "url" if token.markup == "autolink" else _KINDS[token.type.removesuffix("_open")]
                begin = end - len(token.markup) if kind in ("strong", "emphasis", "strike") else start
                self.open.append(_Open(kind, "", len(self.plain), begin, end))
            elif token.nesting < 0:
                size = end - start if token.type == "link_close" else len(token.markup)
                self.close(start, start + size, tokens, i)

    def add(self, text: str, start: int, end: int) -> None:
        """Plain text, which the content may write in another way."""
        if not text:
            return  # the other half of `**`
        where = self.where
        if self.content[start:end] != text:
            self.plain.add_as(text, where[start], where[end])
            return
        for i, character in enumerate(text, start=start):
            self.plain.add_as(character, where[i], where[i + 1])

    def point(self, opening: str, start: int, end: int) -> None:
        """A mark without text."""
        at = len(self.plain)
        self.plain.marks.append(SourceMark("html", at, at, opening, "", self.where[start], self.where[end]))

    def close(self, start: int, end: int, tokens: Sequence[Token], i: int) -> None:
        while self.open and self.open[-1].tag:
            self.leave_tags(len(self.open) - 1)
        opened = self.open.pop()
        closing = self.content[start:end]
        if opened.kind in ("link", "image") and closing in ("]", "][]"):
            closing = f"][{self.content[opened.end : start]}]"  # the text will change, the label may not
        self.mark(opened, closing, end)

    def mark(self, opened: _Open, closing: str, end: int) -> None:
        opening = " ".join(self.content[opened.start : opened.end].split("\n"))
        closing = " ".join(closing.split("\n"))
        span = (self.where[opened.start], self.where[end])
        self.plain.marks.append(SourceMark(opened.kind, opened.plain_start, len(self.plain), opening, closing, *span))

    def code(self, token: Token, start: int, end: int) -> None:
        size = len(token.markup)
        blank = int(len(token.content) < end - start - 2 * size)
        opened = _Open("code", "", len(self.plain), start, start + size + blank)
        for i in range(start + size + blank, end - size - blank):
            self.plain.add_as(self.content[i].replace("\n", " "), self.where[i], self.where[i + 1])
        self.mark(opened, self.content[end - size - blank : end], end)

    def verbatim(self, found: Verbatim, start: int) -> None:
        """A formula, a template tag or a wiki link, found in a part of the content and standing at `start` of it."""
        shift = start - found.start
        begin, stop, end = found.text_start + shift, found.text_end + shift, found.end + shift
        if found.kind == "point":
            self.point(" ".join(self.content[start:end].split("\n")), start, end)
            return
        opened = _Open(found.kind, "", len(self.plain), start, begin)
        at = begin
        while at < stop:
            size = 1 + (found.kind == "link" and self.content[at] == "\\" and at + 1 < stop)
            self.plain.add_as(self.content[at + size - 1].replace("\n", " "), self.where[at], self.where[at + size])
            at += size
        self.mark(opened, self.content[stop:end], end)

    def image(self, token: Token, start: int, end: int) -> None:
        label_start = start + 2
        label_end = label_start + len(token.content)
        depth = len(self.open)
        opened = _Open("image", "", len(self.plain), start, label_start)
        self.read(token.children or [], label_start)
        self.leave_tags(depth)
        self.open.append(opened)
        self.close(label_end, end, [], 0)

    def separate_images(self) -> None:
        """A picture before or after the words of a line is not part of their sentence."""
        text, breaks = self.plain.text, self.plain.breaks
        for mark in self.plain.marks:
            if mark.kind == "image":
                before = max((at for at in breaks if at <= mark.start), default=0)
                after = min((at for at in breaks if at >= mark.end), default=len(text))
                if not text[before : mark.start].strip():
                    breaks.append(mark.end)
                if not text[mark.end : after].strip():
                    breaks.append(mark.start)
        self.plain.breaks = sorted(set(breaks))

    def html(self, raw: str, start: int, end: int) -> None:
        tag = _TAG.match(raw)
        name = tag[2].lower() if tag else ""
        if name == "br":
            self.point(raw, start, end)
            self.add(" ", start, end)
            self.plain.breaks.append(len(self.plain))
        elif tag and not tag[1] and not tag[3] and name in _PAIRED_TAGS:
            self.open.append(_Open(_PAIRED_TAGS[name], name, len(self.plain), start, end))
        elif tag and tag[1] and (depth := self.innermost(name)) is not None:
            self.leave_tags(depth + 1)
            self.mark(self.open.pop(), raw, end)
        else:
            self.point(" ".join(raw.split("\n")), start, end)

    def innermost(self, name: str) -> int | None:
        """Where among the open markup the HTML tag stands that a closing tag closes; none beyond Markdown's own."""
        for depth in reversed(range(len(self.open))):
            if self.open[depth].tag in (name, ""):
                return depth if self.open[depth].tag else None
        return None

    def leave_tags(self, depth: int) -> None:
        """HTML tags that were opened since and have no closing tag stand for themselves."""
        for opened in self.open[depth:]:
            opening = " ".join(self.content[opened.start : opened.end].split("\n"))
            span = (self.where[opened.start], self.where[opened.end])
            at = opened.plain_start
            self.plain.marks.append(SourceMark("html", at, at, opening, "", *span))
        del self.open[depth:]


def _straighten(tokens: Sequence[Token]) -> None:
    """Put the places of `~~` closers and a lone `~`, which markdown-it swaps, in order again."""
    i = 0
    while i + 1 < len(tokens):
        j = i
        while (
            j + 1 < len(tokens)
            and tokens[j].type == "s_close"
            and tokens[j + 1].meta["at"][0] < tokens[j].meta["at"][0]
        ):
            j += 1
        if j == i:
            i += 1
            continue
        first = i
        while (
            first > 0
            and tokens[first - 1].type == "s_close"
            and tokens[first - 1].meta["at"][1] >= tokens[j].meta["at"][0]
        ):
            first -= 1
        at = min(token.meta["at"][0] for token in tokens[first : j + 1])
        for token in tokens[first : j + 1]:
            size = 2 if token.type == "s_close" else len(token.content)
            token.meta["at"] = (at, at + size)
            at += size
        i = j + 1

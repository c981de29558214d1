"""What markdown-it finds in a Markdown text, with the place in the source of every piece of it.

markdown-it knows CommonMark and tables; it keeps line numbers of blocks only, so the inline parser here also notes
where each token stands. This module is imported when a Markdown file is read, not before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from aligner.documents.plain import PlainText, SourceMark

__all__ = ["InlineReader", "Prose", "Scan", "scan"]

_DEEPEST = 60  # blocks or brackets inside each other; beyond that the text stays as it is
_FOOTNOTE = re.compile(r"\[\^([^\]\s\[]+)\]")
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
# What may stand before the first cell of a row: marks of quotations, lists and footnotes.
_ROW_PREFIX = re.compile(r"(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t]|\[\^[^\]\s]+\]:)*")


@dataclass(frozen=True)
class Prose:
    """The inline content of one block: a paragraph, a heading, a table cell."""

    kind: str  # as Segment.kind
    style: str  # "paragraph", "atx", "setext", "cell"
    content: str  # without what begins its lines, lines separated by a line feed
    where: tuple[int, ...]  # (line, column) of each character as an offset into the file; one more for the end
    line: int  # of its beginning, counted from 0


@dataclass(frozen=True)
class Scan:
    """The blocks of a text that hold prose, and the labels that links and notes may refer to."""

    prose: tuple[Prose, ...]
    labels: frozenset[str]  # normalised by markdown-it; those of footnotes begin with "^"


def scan(lines: Sequence[str], starts: Sequence[int]) -> Scan:
    """The prose of a text given as lines (without line ends) and the offsets at which they begin."""
    parser = _Markdown()
    env: dict[str, object] = {}
    tokens = parser.parse("\n".join(lines), env)
    prose: list[Prose] = []
    around: list[str] = []
    cells: list[tuple[str, tuple[int, ...]]] = []
    for i, token in enumerate(tokens):
        if token.type == "tr_open" and token.map:
            cells = _cells(lines[token.map[0]], starts[token.map[0]])
        elif token.type == "inline" and token.map and token.content:
            opening = tokens[i - 1]
            if opening.type in ("th_open", "td_open"):
                cell, places = cells.pop(0)
                begin = cell.index(token.content)
                where = places[begin : begin + len(token.content) + 1]
                prose.append(Prose("cell", "cell", token.content, where, token.map[0]))
            else:
                line, where = _where(token.content, token.map[0], lines, starts)
                kind = "heading" if opening.type == "heading_open" else around[-1] if around else "paragraph"
                prose.append(_without_task_box(Prose(kind, _style(opening), token.content, where, line)))
        elif token.type == "inline" and tokens[i - 1].type in ("th_open", "td_open"):
            del cells[:1]  # an empty cell, or one that the row lacks
        elif token.type in ("blockquote_open", "list_item_open"):
            around.append("quote" if token.type == "blockquote_open" else "item")
        elif token.type in ("blockquote_close", "list_item_close"):
            around.pop()
    references = env.get("references")
    footnotes = env.get("footnotes")
    labels = [*(references if isinstance(references, dict) else ()), *(footnotes if isinstance(footnotes, set) else ())]
    return Scan(tuple(prose), frozenset(labels))


class InlineReader:
    """Reads inline content; `labels` are those of the scan of the same text."""

    def __init__(self, labels: Iterable[str]) -> None:
        labels = list(labels)
        self._parser = _Markdown()
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


class _Markdown(MarkdownIt):
    """CommonMark with tables, strike-through and footnotes; inline content is left to `InlineReader`."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"maxNesting": _DEEPEST})
        self.inline = _LocatingInline()
        self.enable(["table", "strikethrough"])
        self.disable(["inline", "text_join"])
        ends = {"alt": ["paragraph", "reference", "blockquote", "list"]}
        self.block.ruler.before("reference", "footnote", _footnote_definition, ends)
        self.inline.ruler.before("link", "footnote", _footnote_reference)
        self.inline.ruler.disable(["linkify"])
        self.inline.ruler2.disable(["fragments_join"])

    def validateLink(self, url: str) -> bool:  # noqa: N802 (the name is markdown-it's)
        """Any address is an address: none is ever followed, only kept."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Addresses stay as they are written."""
        return url


class _LocatingInline(ParserInline):
    """The inline parser, noting in each token's `meta["at"]` the span of the content it was made from."""

    label_end = 0  # where the link text that was parsed last ended

    def tokenize(self, state: StateInline) -> None:
        """Generate located tokens for the input range (as in the base class, which does not say where they are)."""
        rules = self.ruler.getRules("")
        end = state.posMax
        pending_at = state.pos
        while state.pos < end:
            start, count, had_pending = state.pos, len(state.tokens), bool(state.pending)
            if not had_pending:
                pending_at = start
            if state.level < _DEEPEST and any(rule(state, False) for rule in rules):
                self._locate(state, state.tokens[count:], pending_at if had_pending else start, start)
            else:
                state.append_pending(state.src[state.pos])
                state.pos += 1
        if state.pending:
            token = state.pushPending()
            token.meta["at"] = (pending_at, pending_at + len(token.content))
        self.label_end = end

    def _locate(self, state: StateInline, tokens: list[Token], pending_at: int, start: int) -> None:
        tokens = [token for token in tokens if "at" not in token.meta]
        end = state.pos
        if not tokens:
            return
        at = start
        line_break = tokens[-1].type in ("softbreak", "hardbreak")
        if pending_at < start or line_break:
            at = pending_at
            if not line_break or len(tokens) > 1:  # the text before, without the blanks that belong to a line break
                text = tokens.pop(0)
                at = pending_at + len(text.content)
                text.meta["at"] = (pending_at, at)
        if tokens[0].type == "link_open":
            closes = end - 1 if tokens[0].markup == "autolink" else self.label_end
            tokens[0].meta["at"], tokens[-1].meta["at"] = (start, start + 1), (closes, end)
            if tokens[0].markup == "autolink":
                tokens[1].meta["at"], tokens[1].content = (start + 1, closes), state.src[start + 1 : closes]
        elif tokens[0].type == "text":  # the delimiters of emphasis, each on its own
            for token in tokens:
                token.meta["at"] = (at, at + len(token.content))
                at += len(token.content)
        else:
            tokens[0].meta["at"] = (at, end)


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
        """A picture before or after the words of a line is none of their sentence: its alternative text stands alone."""
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
        elif tag and tag[1] and self.open and self.open[-1].tag == name:
            self.mark(self.open.pop(), raw, end)
        else:
            self.point(" ".join(raw.split("\n")), start, end)

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


def _where(content: str, first: int, lines: Sequence[str], starts: Sequence[int]) -> tuple[int, tuple[int, ...]]:
    """The line on which the content of a paragraph or heading begins, and the offset of each character and of its end.

    `first` is the first line of the block; a line of nothing but exotic blanks may stand before the content.
    """
    pieces = content.split("\n")
    bodies = [piece.lstrip(" \t") for piece in pieces]
    while not all(lines[first + i].endswith(body) for i, body in enumerate(bodies[:-1])) or (
        bodies[-1] not in lines[first + len(bodies) - 1]
    ):
        first += 1
    where: list[int] = []
    for number, (piece, body) in enumerate(zip(pieces, bodies, strict=True), start=first):
        last = number == first + len(pieces) - 1
        column = lines[number].rindex(body) if last else len(lines[number]) - len(body)
        begin = starts[number] + column
        blanks = len(piece) - len(body)  # of a continued line; a tab may have become several
        where += [max(begin - blanks + k, starts[number]) for k in range(blanks)]
        where += range(begin, begin + len(body) + 1)
    return first, tuple(where)


def _style(opening: Token) -> str:
    if opening.type != "heading_open":
        return "paragraph"
    return "atx" if opening.markup.startswith("#") else "setext"


def _without_task_box(prose: Prose) -> Prose:
    if prose.kind != "item" or prose.content[:4].lower() not in ("[ ] ", "[x] "):
        return prose
    return Prose(prose.kind, prose.style, prose.content[4:], prose.where[4:], prose.line)


def _cells(line: str, start: int) -> list[tuple[str, tuple[int, ...]]]:
    """The cells of a table row with the offset of each character of theirs, and of the end.

    As in markdown-it, a pipe after a backslash belongs to the cell, and the backslash does not.
    """
    prefix = _ROW_PREFIX.match(line)
    cells: list[list[tuple[str, int]]] = [[]]
    ends = []
    for i in range(prefix.end() if prefix else 0, len(line)):
        if line[i] != "|":
            cells[-1].append((line[i], start + i))
        elif cells[-1] and line[i - 1] == "\\":
            cells[-1][-1] = ("|", start + i - 1)
        else:
            cells.append([])
            ends.append(start + i)
    found = []
    for cell, end in zip(cells, [*ends, start + len(line)], strict=True):
        places = (*(offset for _, offset in cell), end)
        found.append(("".join(character for character, _ in cell), places))
    return found if found[0][0].strip() else found[1:]


def _footnote_definition(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`[^label]: text`, which goes on in lines that are indented by four columns."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.is_code_block(start_line):
        return False
    match = _FOOTNOTE.match(state.src, start, state.eMarks[start_line])
    if match is None or not state.src.startswith(":", match.end(), state.eMarks[start_line]):
        return False
    if silent:
        return True
    state.env.setdefault("footnotes", set()).add("^" + match[1])
    after = match.end() + 1
    text = state.skipSpaces(after)
    kept = (
        state.bMarks[start_line],
        state.tShift[start_line],
        state.sCount[start_line],
        state.parentType,
        state.blkIndent,
    )
    state.bMarks[start_line] = after
    state.tShift[start_line] = text - after
    state.blkIndent += 4
    state.sCount[start_line] = state.blkIndent + min(text - after, 0)
    state.push("footnote_open", "", 1)
    state.md.block.tokenize(state, start_line, end_line)
    state.push("footnote_close", "", -1)
    state.bMarks[start_line], state.tShift[start_line], state.sCount[start_line], state.parentType, state.blkIndent = (
        kept
    )
    return True


def _footnote_reference(state: StateInline, silent: bool) -> bool:
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if match is None or "^" + match[1] not in state.env.get("footnotes", ()):
        return False
    if not silent:
        state.push("footnote", "", 0)
    state.pos = match.end()
    return True

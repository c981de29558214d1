"""Markdown as markdown-it knows it (CommonMark and tables), with footnotes, and with the place of every inline token.

The modules around markdown-it are imported when a Markdown file is read, not before.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

__all__ = ["Markdown"]

_DEEPEST = 60  # blocks or brackets inside each other; beyond that the text stays as it is
_FOOTNOTE = re.compile(r"\[\^([^\]\s\[]+)\]")


class Markdown(MarkdownIt):
    """CommonMark with tables, strike-through and footnotes; inline content is left to `InlineReader`."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"maxNesting": _DEEPEST})
        self.inline = _LocatingInline()
        self.enable(["table", "strikethrough"])
        self.disable(["inline", "text_join"])
        ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
        self.block.ruler.before("table", "footnote", _footnote_definition, ends)
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
                state.pending += state.src[state.pos]
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

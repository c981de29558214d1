"""Markdown as markdown-it knows it (CommonMark and tables), with footnotes, and with the place of every inline token.

The modules around markdown-it are imported when a Markdown file is read, not before.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from aligner.documents.base import Unreadable
from aligner.documents.markdown_verbatim import is_fence_line, verbatim_at

__all__ = ["Markdown"]

_DEEPEST = 60  # brackets inside each other; beyond that they are text
_DEEPEST_BLOCKS = 100  # quotations and lists inside each other
_FOOTNOTE = re.compile(r"\[\^([^\]\s\[]+)\]")


class Markdown(MarkdownIt):
    """CommonMark with tables, strike-through, footnotes and what must stay verbatim.

    Inline content is left to `InlineReader`. Unreadable for a text with blocks too deep inside each other.
    """

    def __init__(self) -> None:
        super().__init__("commonmark", {"maxNesting": _DEEPEST})
        self.inline = _LocatingInline()
        self.enable(["table", "strikethrough"])
        self.disable(["inline", "text_join"])
        ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
        self.block.ruler.before("table", "depth", _too_deep)
        self.block.ruler.before("table", "verbatim", _verbatim_lines, ends)
        self.block.ruler.before("table", "footnote", _footnote_definition, ends)
        self.inline.ruler.before("link", "verbatim", _verbatim)
        self.inline.ruler.before("link", "footnote", _footnote_reference)
        self.inline.ruler.disable(["linkify"])
        self.inline.ruler2.disable(["fragments_join"])

    def parse_blocks(self, src: str, env: dict[str, object]) -> list[Token]:
        """The tokens of the blocks of a text; what `env` gathers is that of markdown-it, and "footnotes"."""
        self.options["maxNesting"] = _DEEPEST_BLOCKS + 10  # so that `_too_deep` sees what is beyond the limit
        try:
            return self.parse(src, env)
        finally:
            self.options["maxNesting"] = _DEEPEST

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


def _too_deep(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Refuses words that stand too deep to be read; what has no words (a line of `>>>>`) is passed over."""
    if state.level < _DEEPEST_BLOCKS:
        return False
    start = state.bMarks[start_line] + state.tShift[start_line]
    if any(character.isalpha() for character in state.src[start : state.eMarks[end_line - 1]]):
        raise Unreadable(
            f"nested too deeply to be read (line {start_line + 1} is inside more than {_DEEPEST_BLOCKS} quotations "
            "and lists); take some of them away"
        )
    state.line = end_line
    return True


def _verbatim_lines(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Lines that open or close a container, template tags on their own, `$$` formulas: no prose, so no tokens."""
    if state.is_code_block(start_line):
        return False
    line = _line(state, start_line)
    end = start_line + 1 if is_fence_line(line) else _formula_end(state, start_line, end_line)
    if end is None:
        return False
    if not silent:
        state.line = end
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _formula_end(state: StateBlock, start_line: int, end_line: int) -> int | None:
    """The line after a formula that begins with `$$` at the beginning of a line and ends with `$$` at an end of one."""
    first = _line(state, start_line)
    if not first.startswith("$$"):
        return None
    at = first.find("$$", 2)
    if at >= 0:
        return start_line + 1 if at == len(first) - 2 and first[2:at].strip() else None
    for number in range(start_line + 1, end_line):
        line = _line(state, number)
        if not line or state.sCount[number] < state.blkIndent:
            return None
        if "$$" in line:
            return number + 1 if line.index("$$") == len(line) - 2 else None
    return None


def _verbatim(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "${[!":
        return False
    found = verbatim_at(state.src, state.pos, state.posMax)
    if found is None:
        return False
    label = state.src[found.start + 2 : found.end - 2]
    if state.src[state.pos] == "[" and normalizeReference(label) in state.env.get("references", ()):
        return False  # a link in brackets
    if not silent:
        state.push("verbatim", "", 0).meta["found"] = found
    state.pos = found.end
    return True


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

"""What tools around Markdown add to it and no language translates: formulas, template tags, wiki links, containers.

Found in plain text with regular expressions, by the parser and by what escapes a translation alike.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["ALERT", "Verbatim", "is_fence_line", "verbatim_at"]

# The first line of an alert (GitHub) or a callout (Obsidian), which may have a title: `> [!NOTE]`, `> [!tip]- Title`.
ALERT = re.compile(r"\[![A-Za-z][\w-]*\][+-]?(?:[ \t]+|(?=\n)|$)")

_NAME = r"(?:[^\[\]\n|\\]|\\.)+"
_WIKI_LINK = re.compile(rf"(?P<embedded>!?)\[\[(?!\^)(?P<target>{_NAME})(?:\|(?P<text>{_NAME}))?\]\](?![(\[])")
_TAG = re.compile(r"\{%.{0,1000}?%\}|\{\{[<%].{0,1000}?[>%]\}\}|\{#.{0,1000}?#\}", re.DOTALL)
_VARIABLE = re.compile(r"\{\{(?P<text>[^{}]{1,1000})\}\}")
_DISPLAYED = re.compile(r"\$\$(?P<text>[^$]+)\$\$")
# As Pandoc has it: no blank inside the dollars, no digit after them ("$5 and $6" is money).
_FORMULA = re.compile(r"\$(?P<text>(?![\s$])(?:[^$\\]|\\.)+(?<!\s))\$(?![\d$])", re.DOTALL)
_AMOUNT = re.compile(r"\d[^\\^_{}=<>+]*\s[^\\^_{}=<>+]*$")  # "$5m in A$": what stands between is no formula
_CONTAINER = re.compile(r":{3,}[^\n]*$")


class Verbatim(NamedTuple):
    """A stretch that stays as it is, but for the text of a link."""

    kind: str  # "code", "link" (its text is translated), "point" (nothing of it is part of a sentence)
    start: int
    text_start: int
    text_end: int
    end: int


def verbatim_at(text: str, at: int, end: int) -> Verbatim | None:
    """The formula, template tag or wiki link that begins at a place of a text and ends before `end`; None if none."""
    character = text[at]
    if character == "$":
        return _formula(text, at, end)
    if character == "{":
        match = _TAG.match(text, at, end)
        return _point(match) if match else _code(_VARIABLE.match(text, at, end))
    if character in "![":
        match = _WIKI_LINK.match(text, at, end)
        if match is None or not match["target"].strip() or text[end : end + 1] in ("(", "["):
            return None
        if match["embedded"]:
            return _point(match)
        if match["text"] and match["text"].strip():
            return Verbatim("link", match.start(), *match.span("text"), match.end())
        return Verbatim("code", match.start(), match.start() + 2, match.end() - 2, match.end())
    return None


def is_fence_line(line: str) -> bool:
    """Whether a line is no prose but opens or closes a container (`:::note`), or holds nothing but template tags."""
    if _CONTAINER.match(line):
        return True
    at, line = 0, line.rstrip()
    while at < len(line):
        match = _TAG.match(line, at)
        if match is None:
            return False
        at = match.end()
        at += len(line[at:]) - len(line[at:].lstrip())
    return bool(line)


def _formula(text: str, at: int, end: int) -> Verbatim | None:
    if at and text[at - 1].isalnum():
        return None  # US$5
    if match := _DISPLAYED.match(text, at, end):
        return _code(match)
    match = _FORMULA.match(text, at, end)
    if match is None or text[match.end() : match.end() + 1].isdigit() or _AMOUNT.match(match["text"]):
        return None
    return _code(match)


def _point(match: re.Match[str]) -> Verbatim:
    return Verbatim("point", match.start(), match.start(), match.start(), match.end())


def _code(match: re.Match[str] | None) -> Verbatim | None:
    """A formula or a variable; the blanks around its text belong to its marks."""
    if match is None or not match["text"].strip():
        return None
    start, end = match.span("text")
    inner = match["text"]
    return Verbatim("code", match.start(), end - len(inner.lstrip()), start + len(inner.rstrip()), match.end())

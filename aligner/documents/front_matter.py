"""Front matter, YAML between `---` or TOML between `+++`: where it ends, and the few values in it that are prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from aligner.documents.base import Block
from aligner.documents.plain import PlainText
from aligner.documents.wrapping import columns, is_filled

__all__ = ["decode_scalar", "encode_scalar", "fields", "length"]

_FIELD = re.compile(r"(title|subtitle|description|summary)([ \t]*:[ \t]+|[ \t]*=[ \t]*)(?=\S)", re.IGNORECASE)
_BLOCK_SCALAR = re.compile(r"[|>][+-]?[ \t]*(?:[ \t]#.*)?$")  # without the digit that gives an indentation
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.)*)"[ \t]*(?:#.*)?$')
_SINGLE = re.compile(r"'((?:[^']|'')*)'[ \t]*(?:#.*)?$")
_LITERAL = re.compile(r"'([^']*)'[ \t]*(?:#.*)?$")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/"}
_NOT_TEXT = re.compile(r"(?:true|false|null|yes|no|on|off|~|[\d.,:T+\- ]+)$", re.IGNORECASE)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def length(lines: Sequence[str]) -> int:
    """How many lines the front matter takes, its marks included; 0 without any."""
    if not lines or lines[0].rstrip() not in ("---", "+++"):
        return 0
    closing = ("---", "...") if lines[0].startswith("-") else ("+++",)
    return next((i + 1 for i, line in enumerate(lines[1:], start=1) if line.rstrip() in closing), 0)


def fields(lines: Sequence[str], starts: Sequence[int]) -> Iterator[tuple[Block, PlainText]]:
    """The values of title, subtitle, description and summary, with their plain text.

    Read are values of one line, and YAML's block scalars (`|`, `>`) whose lines are all indented alike; a block scalar
    gives a block for each of its paragraphs, of the style "block".
    """
    toml = lines[0].startswith("+")
    for i, line in enumerate(lines[1:-1], start=1):
        match = _FIELD.match(line)
        if match is None or ("=" in match[2]) != toml:
            continue
        if not toml and _BLOCK_SCALAR.match(line, match.end()):
            yield from _block_scalar(lines, starts, i + 1, folded=line[match.end()] == ">")
            continue
        if not toml and lines[i + 1].startswith((" ", "\t")):
            continue
        begin = match.end()
        style, inner_start, inner_end, end = _scalar(line[begin:], toml)
        if not style:
            continue
        plain = decode_scalar(line[begin + inner_start : begin + inner_end], style, starts[i] + begin + inner_start)
        if plain is not None:
            yield Block("field", starts[i] + begin, starts[i] + begin + end, style=style), plain


def decode_scalar(raw: str, style: str, offset: int) -> PlainText | None:
    """The text that a value stands for; None if it holds an escape other than quotation marks and code points."""
    plain = PlainText()
    i = 0
    while i < len(raw):
        if style == "single" and raw.startswith("''", i):
            plain.add_as("'", offset + i, offset + i + 2)
            i += 2
        elif style.startswith("double") and raw[i] == "\\":
            code = _CODE_POINT.match(raw, i)
            number = int(code[1] or code[2], 16) if code else 0
            character = _ESCAPES.get(raw[i + 1 : i + 2]) or (chr(number) if 32 <= number < 0xD800 else "")
            size = len(code[0]) if code else 2
            if not character:
                return None
            plain.add_as(character, offset + i, offset + i + size)
            i += size
        else:
            plain.add(raw[i], offset + i)
            i += 1
    return plain


def encode_scalar(text: str, style: str) -> str:
    """A value with its quotation marks; they change only where the text cannot stand in those of the source."""
    if style == "plain" and _is_plain(text):
        return text
    if style == "single":
        return "'" + text.replace("'", "''") + "'"
    if style == "literal" and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _block_scalar(
    lines: Sequence[str], starts: Sequence[int], first: int, *, folded: bool
) -> Iterator[tuple[Block, PlainText]]:
    """The paragraphs of the block scalar that begins at line `first`; none if its lines are not indented alike.

    The lines of a folded scalar (`>`) go on from one to the next, those of a literal one (`|`) only where they were
    filled to a width.
    """
    last = next((i for i in range(first, len(lines)) if lines[i].strip() and lines[i][0] not in " \t"), len(lines))
    words = [i for i in range(first, last) if lines[i].strip()]
    indents = {lines[i][: len(lines[i]) - len(lines[i].lstrip())] for i in words}
    if len(indents) != 1 or set(indent := indents.pop()) != {" "}:
        return
    for has_words, group in groupby(range(first, last), lambda i: bool(lines[i].strip())):
        run = list(group)
        if not has_words:
            continue
        longest = max(columns(lines[i].rstrip()) for i in run)
        filled = is_filled([(lines[a].rstrip(), lines[b].strip()) for a, b in pairwise(run)], longest)
        for paragraph in [run] if folded or filled else [[i] for i in run]:
            yield _paragraph(lines, starts, paragraph, longest if filled else 0, indent)


def _paragraph(
    lines: Sequence[str], starts: Sequence[int], run: Sequence[int], width: int, indent: str
) -> tuple[Block, PlainText]:
    plain = PlainText()
    for i in run:
        body = lines[i].strip()
        begin = starts[i] + len(indent)
        if len(plain):
            plain.add_as(" ", plain.ends[-1], begin)
        plain.add(body, begin)
    return Block("field", starts[run[0]] + len(indent), plain.ends[-1], width, indent, "block"), plain


def _scalar(value: str, toml: bool) -> tuple[str, int, int, int]:
    """How a value is written ("" if it is not simple), where its text stands in it, and where it ends."""
    single = _LITERAL if toml else _SINGLE
    for style, pattern in (("double", _DOUBLE), ("literal" if toml else "single", single)):
        match = pattern.match(value)
        if match:
            return style, match.start(1), match.end(1), match.end(1) + 1
    text = re.split(r"[ \t]#", value, maxsplit=1)[0].rstrip()
    if toml or not _is_plain(text):
        return "", 0, 0, 0
    return "plain", 0, len(text), len(text)


def _is_plain(text: str) -> bool:
    """Whether YAML reads a text without quotation marks as just this text."""
    if not text or text[0] in "[]{}&*!|>%@`\"'#,?:-" or text != text.strip() or _NOT_TEXT.match(text):
        return False
    return ": " not in text and " #" not in text and not text.endswith(":") and "\t" not in text

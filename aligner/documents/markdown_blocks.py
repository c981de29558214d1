"""The blocks of a Markdown text that hold prose, with the place in the file of every character of theirs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from aligner.documents.markdown_grammar import Markdown
from aligner.documents.markdown_verbatim import ALERT

__all__ = ["Prose", "Scan", "scan"]


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
    parser = Markdown()
    env: dict[str, object] = {}
    tokens = parser.parse_blocks("\n".join(lines), env)
    prose: list[Prose] = []
    around: list[str] = []
    cells: list[tuple[int, ...]] = []
    for i, token in enumerate(tokens):
        if token.type == "tr_open" and token.map:
            row = itertools.takewhile(lambda token: token.type != "tr_close", tokens[i:])
            contents = [token.content for token in row if token.type == "inline"]
            cells = _cells(lines[token.map[0]], starts[token.map[0]], contents)
        elif token.type == "inline" and token.map and token.content:
            opening = tokens[i - 1]
            if opening.type in ("th_open", "td_open"):
                prose.append(Prose("cell", "cell", token.content, cells.pop(0), token.map[0]))
            else:
                line, where = _where(token.content, token.map[0], lines, starts)
                kind = "heading" if opening.type == "heading_open" else around[-1] if around else "paragraph"
                found = _without_task_box(Prose(kind, _style(opening), token.content, where, line))
                first = kind == "quote" and tokens[i - 2].type == "blockquote_open"
                prose.extend(_without_alert(found) if first else (found,))
        elif token.type == "inline" and tokens[i - 1].type in ("th_open", "td_open"):
            cells.pop(0)
        elif token.type in ("blockquote_open", "list_item_open"):
            around.append("quote" if token.type == "blockquote_open" else "item")
        elif token.type in ("blockquote_close", "list_item_close"):
            around.pop()
    references = env.get("references")
    footnotes = env.get("footnotes")
    labels = [*(references if isinstance(references, dict) else ()), *(footnotes if isinstance(footnotes, set) else ())]
    return Scan(tuple(prose), frozenset(labels))


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


def _without_alert(prose: Prose) -> Iterator[Prose]:
    """The beginning of a quotation without the kind of alert that it is, whose title is a paragraph of its own."""
    match = ALERT.match(prose.content)
    if match is None:
        yield prose
        return
    end_of_line = prose.content.find("\n")
    end_of_title = len(prose.content) if end_of_line < 0 else end_of_line
    for start, end, line in ((match.end(), end_of_title, 0), (end_of_title + 1, len(prose.content), 1)):
        if content := prose.content[start:end]:
            yield Prose(prose.kind, prose.style, content, prose.where[start : end + 1], prose.line + line)


def _cells(line: str, start: int, contents: Sequence[str]) -> list[tuple[int, ...]]:
    """For each cell of a table row the offsets of the characters of its content, and of its end.

    As in markdown-it, a pipe after a backslash belongs to the cell, and the backslash does not. What stands before the
    first pipe is the first cell, after the marks of quotations and lists, or these marks only.
    """
    cells: list[list[tuple[str, int]]] = [[]]
    for i, character in enumerate([*line, "|"]):
        if character != "|" or i == len(line):
            cells[-1].append((character, start + i))
        elif line[i - 1 : i] == "\\":
            cells[-1][-1] = ("|", start + i - 1)
        else:
            cells[-1].append((character, start + i))
            cells.append([])
    texts = ["".join(character for character, _ in cell[:-1]) for cell in cells]
    for skipped in (0, 1):
        found = texts[skipped:] + [""] * len(contents)
        if contents[0] and all(
            cell.strip() == content.strip() or (i == 0 == skipped and cell.rstrip().endswith(content.rstrip()))
            for i, (cell, content) in enumerate(zip(found, contents, strict=False))
        ):
            break
    places = []
    for cell, text, content in zip(cells[skipped:], texts[skipped:], contents, strict=False):
        at = text.rindex(content)
        places.append(tuple(offset for _, offset in cell[at : at + len(content) + 1]))
    return places + [(start,)] * (len(contents) - len(places))

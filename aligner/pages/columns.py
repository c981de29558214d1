"""Texts in two languages or more side by side, as one HTML page that needs nothing but itself.

What stands in the columns is the caller's business; here it is laid out, escaped and locked by a content policy.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources

from aligner import languages

__all__ = ["Cell", "Column", "Highlight", "Note", "Row", "render_columns"]


@dataclass(frozen=True)
class Highlight:
    """A range of characters to be marked in a cell, and what to say of it."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Cell:
    """A text in a language. Highlights that reach outside it or into an earlier one are left out."""

    text: str
    language: str = ""  # "" where it is not known
    highlights: tuple[Highlight, ...] = ()


@dataclass(frozen=True)
class Column:
    """A heading, and the language of what stands below it ("" where that differs)."""

    heading: str
    language: str = ""


@dataclass(frozen=True)
class Note:
    """Something to know about a row: a few words, perhaps a word of the report, perhaps more behind a click."""

    kind: str  # "flag" and "missing" stand out; "repair", "mark", "more", "figure" are quieter
    text: str
    quoted: Cell | None = None  # shown after the text
    details: tuple[Cell, ...] = ()  # shown when the reader opens the note


@dataclass(frozen=True)
class Row:
    """One line of the page: a cell for each column."""

    kind: str  # as Bead.kind
    cells: tuple[Cell, ...]
    notes: tuple[Note, ...] = ()
    flagged: bool = False  # what "show only flagged" shows
    confidence: float | None = None  # 0 to 1; colours the edge of the row
    shape: str = ""  # as Bead.shape; what the choice of shapes shows


_KINDS = ("paragraph", "heading", "item", "quote", "cell")


def render_columns(
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    title: str,
    document: str,
    subject: str,
    engines: Sequence[str] = (),
    facts: Sequence[tuple[int, str]] = (),
    notices: Sequence[str] = (),
    shapes: Sequence[str] = (),
) -> str:
    """The whole page. `subject` says what is side by side: "English → Arabic".

    Where the rows are beads of an alignment, `shapes` are the shapes that they have: the reader can choose by shape
    and by confidence and have the least sure first, and doubtful rows stand out.

    All texts may hold anything: they are escaped, kept apart from their neighbours' direction, and characters that HTML
    cannot carry are shown as their pictures (U+2400 and on). ValueError where a row has another number of cells.
    """
    style = _asset("page.css") + f":root {{ --columns: {len(columns)}; }}\n"
    script = _asset("page.js")
    body = [
        *_header(title, document, subject, engines, facts, notices),
        _controls(shapes),
        *_table(columns, rows),
        "</main>\n",
    ]
    return _FRAME.format(
        policy=_policy(style, script),
        title=_escaped(f"{title} · {subject}" if subject else title),
        style=style,
        body="".join(body),
        script=script,
    )


_FRAME = """<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}<script>{script}</script>
</body>
</html>
"""

# Shown by the script: without it the page is a plain table, and a button that does nothing is worse than none.
_CONTROLS = """<div class="controls" role="search" hidden>
<label><input type="checkbox" id="only-flagged"> Show only flagged</label>
<button type="button" id="next-flagged">Next flagged <kbd>n</kbd></button>
{choices}<label class="find">Search
<input type="search" id="find" autocomplete="off" spellcheck="false" dir="auto"></label>
<output id="shown" aria-live="polite"></output>
</div>
"""

_CHOICES = """<label>Confidence <select id="confidence">
<option value="">all</option><option value="doubtful">below 80%</option><option value="doubtful fair">below 90%</option>
</select></label>
<label>Shape <select id="shape"><option value="">all</option>{options}</select></label>
<label><input type="checkbox" id="least-sure"> Least sure first</label>
"""


def _controls(shapes: Sequence[str]) -> str:
    if not shapes:
        return _CONTROLS.format(choices="")
    several = '<option value="*">not 1-1</option>' if len(shapes) > 1 else ""
    options = several + "".join(f'<option value="{_escaped(shape)}">{_escaped(shape)}</option>' for shape in shapes)
    return _CONTROLS.format(choices=_CHOICES.format(options=options))


@cache
def _asset(name: str) -> str:
    """A file that is kept beside this module, with the line ends that a browser would hash."""
    return resources.files(__package__).joinpath(name).read_text("utf-8").replace("\r\n", "\n")


def _policy(style: str, script: str) -> str:
    """Nothing may be loaded or sent, and only our own style and script run (CSP level 2, hash sources)."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _header(
    title: str,
    document: str,
    subject: str,
    engines: Sequence[str],
    facts: Sequence[tuple[int, str]],
    notices: Sequence[str],
) -> Iterator[str]:
    yield f"<header>\n<h1>{_isolated(title)}</h1>\n"
    about = [_isolated(text) for text in (subject, document) if text]
    if engines:
        about.append(("Engine: " if len(engines) == 1 else "Engines: ") + ", ".join(map(_isolated, engines)))
    yield '<p class="about">' + "".join(f"<span>{text}</span> " for text in about) + "</p>\n"
    if facts:
        counts = "".join(f"<li><b>{number:,}</b> {_escaped(word)}</li>" for number, word in facts)
        yield f'<ul class="facts">{counts}</ul>\n'
    for notice in notices:
        yield f'<p class="notice" role="note">{_isolated(notice)}</p>\n'
    yield "</header>\n<main>\n"


def _table(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[str]:
    # The roles are said again because a table laid out as a grid loses them in some browsers.
    yield '<table role="table" id="rows">\n<thead role="rowgroup">\n<tr role="row">'
    yield '<th role="columnheader" scope="col" class="number">No.</th>'
    for column in columns:
        side = f"text {languages.get(column.language).direction}" if column.language else "text"
        yield f'<th role="columnheader" scope="col" class="{side}">{_isolated(column.heading)}</th>'
    yield '<th role="columnheader" scope="col" class="notes">Notes</th></tr>\n</thead>\n<tbody role="rowgroup">\n'
    number = 0
    for number, row in enumerate(rows, 1):
        if len(row.cells) != len(columns):
            raise ValueError(f"row {number} has {len(row.cells)} cells for {len(columns)} columns")
        yield _row(number, row)
    yield "</tbody>\n</table>\n"
    if not number:
        yield '<p class="nothing">There is no text in this report.</p>\n'


def _row(number: int, row: Row) -> str:
    kind = row.kind if row.kind in _KINDS else "paragraph"
    classes = [kind, *(["flagged"] if row.flagged else []), *_confidence_class(row.confidence)]
    spoken = "" if kind == "paragraph" else f'<span class="spoken"> {kind}</span>'
    shape = f' data-shape="{_escaped(row.shape)}"' if row.shape else ""
    if row.shape and row.confidence is not None:
        shape += f' data-sure="{row.confidence:.4f}"'
    parts = [
        f'<tr role="row" id="row-{number}" class="{" ".join(classes)}"{shape}>',
        f'<th role="rowheader" scope="row" class="number"><a href="#row-{number}">{number}</a>{spoken}</th>',
        *(f'<td role="cell" class="text"{_language(cell)}>{_content(cell)}</td>' for cell in row.cells),
        f'<td role="cell" class="notes">{"".join(map(_note, row.notes))}</td></tr>\n',
    ]
    return "".join(parts)


def _confidence_class(confidence: float | None) -> list[str]:
    if confidence is None:
        return []
    return ["sure" if confidence >= 0.9 else "fair" if confidence >= 0.8 else "doubtful"]


def _note(note: Note) -> str:
    words = _escaped(note.text)
    if note.quoted is not None:
        words += f" <bdi{_language(note.quoted)}>{_content(note.quoted)}</bdi>"
    if not note.details:
        return f'<p class="note {note.kind}"><bdi>{words}</bdi></p>'
    details = "".join(f"<p{_language(cell)}>{_content(cell)}</p>" for cell in note.details)
    return f'<details class="note {note.kind}"><summary><bdi>{words}</bdi></summary>{details}</details>'


def _language(cell: Cell) -> str:
    """The attributes that say how a text is read; the browser finds the direction where the language is not known."""
    if not cell.language:
        return ' lang="" dir="auto"'
    return f' lang="{_escaped(cell.language)}" dir="{languages.get(cell.language).direction}"'


def _content(cell: Cell) -> str:
    if not cell.text.strip():
        return '<span class="blank" lang="en" dir="ltr">(blank)</span>'
    parts, done = [], 0
    for highlight in sorted(cell.highlights, key=lambda h: (h.start, -h.end)):
        if done <= highlight.start < highlight.end <= len(cell.text):
            marked = _escaped(cell.text[highlight.start : highlight.end])
            parts.append(_escaped(cell.text[done : highlight.start]))
            parts.append(f'<mark title="{_escaped(highlight.label)}">{marked}</mark>')
            done = highlight.end
    return "".join((*parts, _escaped(cell.text[done:])))


# NUL and the other control characters would be dropped by the browser, half a surrogate pair cannot be written at all.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
_PICTURES |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)


def _escaped(text: str) -> str:
    return escape(text.translate(_PICTURES))


def _isolated(text: str) -> str:
    return f"<bdi>{_escaped(text)}</bdi>"

"""XLIFF 1.2, which every CAT tool takes, and 2.1: a `file` a document, a unit a bead."""

from __future__ import annotations

import re
from contextlib import ExitStack
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from aligner import __version__
from aligner.corpus.exports.base import TEXTS, Export, Format, Part
from aligner.corpus.exports.tmx import count_forbidden
from aligner.tmx import FORBIDDEN, text

__all__ = ["XLIFF_1", "XLIFF_2"]

_COLUMNS = ("id", "document", "kind", *TEXTS, "origin", "state", "note", "licence", "place")
_PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'
# XLIFF 1.2, state of a target, by the editor's state
_STATES_1 = {
    "draft": "needs-review-translation",
    "accepted": "final",
    "edited": "final",
    "rejected": "needs-translation",
}
_QUALIFIERS = {"machine": "mt-suggestion", "memory": "exact-match"}
# XLIFF 2.1, state of a segment
_STATES_2 = {"draft": "translated", "accepted": "final", "edited": "final", "rejected": "initial"}


class _One:
    """XLIFF 1.2."""

    suffix = "xlf"

    def head(self, part: Part) -> str:
        return f'{_PROLOGUE}<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n'

    def file(self, part: Part, number: int, document: str) -> str:
        return (
            f'<file original={_attribute(document or "-")} source-language="{part.source}" '
            f'target-language="{part.target}" datatype="plaintext">\n'
            f'<header><tool tool-id="aligner" tool-name="Aligner" '
            f"tool-version={quoteattr(__version__)}/></header>\n<body>\n"
        )

    def unit(self, number: int, row: dict[str, Any]) -> str:
        approved = "yes" if row["state"] in ("accepted", "edited") else "no"
        qualifier = _QUALIFIERS.get(row["origin"])
        qualified = f' state-qualifier="{qualifier}"' if qualifier and approved == "no" else ""
        contexts = "".join(
            f'<context context-type="x-{name}">{text(row[name])}</context>'
            for name in ("kind", "origin", "licence", "place")
            if row[name]
        )
        group = f'<context-group purpose="information">{contexts}</context-group>\n' if contexts else ""
        state = f'state="{_STATES_1[row["state"] or "draft"]}"{qualified}'
        note = f"<note>{text(row['note'])}</note>\n" if row["note"] else ""
        return (
            f'<trans-unit id="{number}" resname={_attribute(row["id"])} approved="{approved}" xml:space="preserve">\n'
            f"<source>{text(row['source_text'] or '')}</source>\n"
            f"<target {state}>{text(row['target_text'] or '')}</target>\n"
            f"{group}{note}</trans-unit>\n"
        )

    end_of_file = "</body>\n</file>\n"


class _Two:
    """XLIFF 2.1; its elements of the core are those of 2.0. Control characters stand in `cp`."""

    suffix = "xlf"

    def head(self, part: Part) -> str:
        return (
            f'{_PROLOGUE}<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" '
            f'srcLang="{part.source}" trgLang="{part.target}">\n'
        )

    def file(self, part: Part, number: int, document: str) -> str:
        return f'<file id="f{number}" original={_attribute(document or "-")}>\n'

    def unit(self, number: int, row: dict[str, Any]) -> str:
        notes = [(name, row[name]) for name in ("kind", "origin", "licence", "place", "note") if row[name]]
        said = "".join(f'<note category="{name}">{text(value)}</note>' for name, value in notes)
        return (
            f'<unit id="u{number}" name={_attribute(row["id"])}>\n'
            + (f"<notes>{said}</notes>\n" if said else "")
            + f'<segment state="{_STATES_2[row["state"] or "draft"]}">'
            f'<source xml:space="preserve">{_points(row["source_text"] or "")}</source>'
            f'<target xml:space="preserve">{_points(row["target_text"] or "")}</target></segment>\n</unit>\n'
        )

    end_of_file = "</file>\n"


def _points(content: str) -> str:
    parts = []
    place = 0
    for match in FORBIDDEN.finditer(content):
        parts += [escape(content[place : match.start()], {"\r": "&#13;"}), f'<cp hex="{ord(match[0]):04X}"/>']
        place = match.end()
    return "".join([*parts, escape(content[place:], {"\r": "&#13;"})])


def _attribute(value: str) -> str:
    return quoteattr(re.sub(r"[\t\n\r]+", " ", FORBIDDEN.sub("\ufffd", value)))


def _write(export: Export, version: _One | _Two) -> None:
    files: dict[Part, IO[bytes]] = {}
    now: dict[Part, tuple[str, int, int]] = {}  # document, its number, number of the last unit
    with ExitStack() as stack:
        for part, frame in export.frames(_COLUMNS):
            pieces: list[str] = []
            if part not in files:
                name = f"{export.options.name}.{part.split}.{part.pair}.{version.suffix}"
                files[part] = stack.enter_context(export.path(name).open("wb"))
                pieces.append(version.head(part))
            for row in frame.iter_rows(named=True):
                document = row["document"] or ""
                last, number, unit = now.get(part, (None, 0, 0))
                if last != document:
                    pieces += [version.end_of_file] if number else []
                    number += 1
                    pieces.append(version.file(part, number, document))
                pieces.append(version.unit(unit + 1, row))
                now[part] = document, number, unit + 1
            export.written[part] += frame.height
            if isinstance(version, _One):
                count_forbidden(export, frame)
            files[part].write("".join(pieces).encode())
        for file in files.values():
            file.write(f"{version.end_of_file}</xliff>\n".encode())


XLIFF_1 = Format(
    "xliff",
    "XLIFF 1.2: name.train.en-ar.xlf, a file element a document",
    lambda export: _write(export, _One()),
    keeps=_COLUMNS,
    lines=False,
)
XLIFF_2 = Format(
    "xliff-2",
    "XLIFF 2.1: name.train.en-ar.xlf, a file element a document",
    lambda export: _write(export, _Two()),
    keeps=_COLUMNS,
    lines=False,
)

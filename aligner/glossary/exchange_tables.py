"""Tables with tabs or commas: Aligner's own columns, or any table that has a column for each language."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from aligner.glossary import files, rows
from aligner.glossary.concepts import KINDS, STATUSES, Concept
from aligner.glossary.exchange_base import (
    Content,
    Lost,
    Pairing,
    clean,
    code_of,
    from_cells,
    guarded,
    unguarded,
    with_name,
)

__all__ = ["cells", "decoded", "header_of", "read", "table", "write_csv", "write_tsv"]

_MOST_ROWS = 500_000
# Headings of a plain table, and the field that they mean.
_HEADINGS = {
    **dict.fromkeys(("id", "concept", "concept id", "concept_id"), "id"),
    **dict.fromkeys(("kind", "type", "category"), "kind"),
    **dict.fromkeys(("gender", "sex"), "gender"),
    **dict.fromkeys(("domain", "subject", "subject field"), "domain"),
    **dict.fromkeys(("status", "state"), "status"),
    **dict.fromkeys(("note", "notes", "comment", "comments", "description", "explanation"), "note"),
    **dict.fromkeys(("source of names", "reference", "url"), "source"),
    "context": "context",
}


def decoded(data: bytes) -> str:
    """The text of a table. ValueError where it is none."""
    encoding, called = "utf-8-sig", "not UTF-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding, called = "utf-16", "damaged UTF-16"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(f"{called} text (byte {error.start:,}): save the table as UTF-8") from error
    if "\0" in text:
        half = encoding != "utf-16" and text.count("\0") * 3 > len(text)
        held = "it is UTF-16 without its mark: save it as UTF-8" if half else "it holds NUL characters"
        raise ValueError(f"not a table: {held}")
    return text


def cells(text: str, delimiter: str, *, quoting: bool = True) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table that are not blank, with the line on which each ends."""
    csv.field_size_limit(1 << 20)
    lines = io.StringIO(text, newline="")
    if quoting:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
    else:
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)
    try:
        for number, row in enumerate(reader):
            if number > _MOST_ROWS:
                raise ValueError(f"more than {_MOST_ROWS:,} lines")
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: not a table: {error}") from error


def table(data: bytes, suffix: str) -> list[tuple[int, list[str]]]:
    """The rows of a file: tabs where its suffix or its first line says so, else commas or semicolons."""
    text = decoded(data)
    first = text.split("\n", 1)[0]
    if suffix in (".tsv", ".tab", ".utf8", ".txt") or "\t" in first:
        return list(cells(text, "\t", quoting=suffix == ".csv"))
    return list(cells(text, ";" if first.count(";") > first.count(",") else ","))


def header_of(row: Sequence[str]) -> dict[int, str]:
    """Which columns a first row names: a language code, or a field of a concept; {} where it names no language."""
    named: dict[int, str] = {}
    for place, cell in enumerate(row):
        meaning = code_of(cell) or _HEADINGS.get(cell.strip().casefold(), "")
        if meaning and meaning not in named.values():
            named[place] = meaning
    return named if any(code_of(meaning) for meaning in named.values()) else {}


def read(data: bytes, pairing: Pairing) -> Content:
    """A table with our own columns, with a column a language, or of pairs whose languages were given."""
    found = table(data, pairing.suffix)
    if not found:
        return Content()
    heading = [cell.strip() for cell in found[0][1]]
    if "id" in heading and "kind" in heading and len(set(heading) & set(rows.COLUMNS)) > 6:
        if "\t" in decoded(data).split("\n", 1)[0]:
            return Content([
                concept if "status" in heading else replace(concept, status="")  # the command says which
                for concept in files.read_bytes(data, pairing.path).concepts
            ])  # fmt: skip
        return _read_own(heading, found[1:])
    if columns := header_of(heading):
        return _read_columns(heading, columns, found[1:])
    if pairing.source and pairing.target:
        from aligner.glossary.exchange_pairs import read_pairs

        return read_pairs(data, pairing)
    raise ValueError(
        "its first line names no language: head the columns en, ar, ru, or say --from and --to for a list of pairs"
    )


def _read_own(heading: Sequence[str], found: Sequence[tuple[int, list[str]]]) -> Content:
    content, lost = Content(), Lost()
    for line, row in found:
        if len(row) > len(heading):
            raise ValueError(f"line {line}: {len(row)} cells for {len(heading)} columns")
        given = dict(zip(heading, (clean(cell, f"line {line}") for cell in row), strict=False))
        given = {name: unguarded(cell, f"line {line}, column {name}", lost) for name, cell in given.items()}
        try:
            content.drafts.append(from_cells(given))
        except ValueError as error:
            raise ValueError(f"line {line}: {error}") from error
    content.lost = lost.lines()
    return content


def _read_columns(
    heading: Sequence[str], columns: Mapping[int, str], found: Sequence[tuple[int, list[str]]]
) -> Content:
    lost = Lost()
    for place, name in enumerate(heading):
        if place not in columns and name:
            filled = sum(bool(row[place].strip()) for _, row in found if place < len(row))
            lost.add(f"cell of the column {name!r}", filled)
    drafts = []
    for line, row in found:
        concept = Concept("", "", {}, status="")
        for place, meaning in columns.items():
            where = f"line {line}, column {heading[place]}"
            text = unguarded(clean(row[place], where), where, lost) if place < len(row) else ""
            concept = _with_field(concept, meaning, text, where)
        if concept.names:
            drafts.append(concept)
    return Content(drafts, lost.lines())


def _with_field(concept: Concept, meaning: str, text: str, where: str) -> Concept:
    if not text:
        return concept
    if code_of(meaning):
        try:
            for number, name in enumerate(rows.split_list(text)):
                concept = with_name(concept, meaning, name, "admitted" if number else "preferred")
        except ValueError as error:
            raise ValueError(f"{where}: {error}") from error
        return concept
    known = {"kind": KINDS, "status": STATUSES, "gender": ("m", "f", "n")}.get(meaning)
    if known and text not in known:
        raise ValueError(f"{where}: {text!r} is none of {', '.join(known)}")
    if meaning == "context":
        return replace(concept, context=tuple(rows.split_list(text)))
    return replace(concept, **{meaning: text})  # type: ignore[arg-type]


def write_tsv(concepts: Sequence[Concept], pairing: Pairing) -> tuple[bytes, list[str]]:
    """Our own file; see `store`."""
    return files.canonical(concepts), []


def write_csv(concepts: Sequence[Concept], pairing: Pairing) -> tuple[bytes, list[str]]:
    """Our own columns with commas, quoted as RFC 4180 says, with a byte-order mark so that Excel reads it as UTF-8."""
    extra = list(dict.fromkeys(name for concept in concepts for name in concept.extra))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((*rows.COLUMNS, *extra))
    for concept in concepts:
        row = rows.to_row(concept)
        writer.writerow([guarded(row.get(name, "")) for name in (*rows.COLUMNS, *extra)])
    return out.getvalue().encode("utf-8-sig"), []

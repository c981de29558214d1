"""Lists of pairs as translation services and tools take them: DeepL, Google, Amazon, OmegaT, Weblate.

They hold names only. Where the concept has more than one name in the source language, each becomes an entry that leads
to the preferred name (or its short form, its acronym) in the target language; forbidden names lead nowhere.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from aligner.glossary.concepts import Concept
from aligner.glossary.exchange_base import Content, Lost, Pairing, clean, code_of, unguarded, with_name
from aligner.glossary.exchange_tables import header_of, read, table

__all__ = [
    "read_pairs",
    "read_weblate",
    "write_amazon",
    "write_deepl",
    "write_google",
    "write_omegat",
    "write_weblate",
]

_DEEPL_BYTES = 1024  # of a phrase
_AMAZON_BYTES = 200
_SERVICE_FILE = 10 * 2**20  # bytes: DeepL for a dictionary, Amazon for a file
_SKIPPED = "concept that is not approved"


def read_pairs(data: bytes, pairing: Pairing) -> Content:
    """Source, target and perhaps a comment or the two languages; without a heading, or with one that says codes.

    Lines with the same source belong together: the first target is preferred, the others are admitted.
    """
    found = table(data, pairing.suffix)
    if found and header_of(found[0][1][:2]):
        return read(data, pairing)
    lost, drafts = Lost(), dict[tuple[str, str, str], Concept]()
    for line, row in found:
        if row[0].startswith("#"):  # as OmegaT marks comments
            lost.add("comment line")
            continue
        if len(row) < 2:
            raise ValueError(f"line {line}: a source and a target are wanted, and there is one cell")
        where = f"line {line}"
        first, second, *rest = (unguarded(clean(cell, where), where, lost) for cell in row)
        codes = [code_of(cell) for cell in rest[:2]]
        source, target = (codes[0], codes[1]) if len(codes) == 2 and all(codes) else (pairing.source, pairing.target)
        if not (source and target):
            raise ValueError("which languages are these? Say --from and --to")
        if not first or not second:
            lost.add("pair with an empty side", not (row[0].strip() and row[1].strip()))  # a formula is told already
            continue
        concept = drafts.get((source, target, first), Concept("", "", {}, status=""))
        concept = with_name(with_name(concept, source, first), target, second)
        comment = "" if all(codes) and codes else " ".join(cell for cell in rest if cell)
        if comment and comment not in concept.note:
            concept = replace(concept, note=f"{concept.note}; {comment}" if concept.note else comment)
        drafts[source, target, first] = concept
    return Content(list(drafts.values()), lost.lines())


def read_weblate(data: bytes, pairing: Pairing) -> Content:
    """CSV with columns source and target; the languages were given."""
    found = table(data, pairing.suffix)
    heading = [cell.strip().casefold() for cell in found[0][1]] if found else []
    if "source" not in heading or "target" not in heading:
        raise ValueError("its first line does not name the columns source and target")
    if not (pairing.source and pairing.target):
        raise ValueError("which languages are these? Say --from and --to")
    lost, drafts = Lost(), dict[tuple[str, str], Concept]()
    kept = {"source", "target", "context", "developer_comments", "translator_comments"}
    for line, row in found[1:]:
        given = {
            name: unguarded(clean(cell, f"line {line}"), f"line {line}", lost)
            for name, cell in zip(heading, row, strict=False)
        }
        for name in sorted(set(given) - kept - {"id", "location"}):
            lost.add(f"value of the column {name!r}", bool(given[name]))
        key = given["source"], given.get("context", "")
        if not given["source"] or not given.get("target"):
            lost.add("term without a translation")
            continue
        comments = [given.get(name, "") for name in ("developer_comments", "translator_comments")]
        concept = drafts.get(key) or Concept("", "", {}, status="", note=" ".join(filter(None, comments)))
        if key[1]:
            concept = replace(concept, domain=concept.domain or key[1])
        concept = with_name(concept, pairing.source, given["source"])
        drafts[key] = with_name(concept, pairing.target, given["target"])
    return Content(list(drafts.values()), lost.lines())


def write_deepl(concepts: Sequence[Concept], pairing: Pairing) -> tuple[bytes, list[str]]:
    """Two columns without a heading. Each source phrase once, at most 1,024 bytes, as DeepL demands."""
    lost = _unheld(concepts)
    lines = [
        (source, target)
        for source, target, _ in _entries(concepts, pairing.source, pairing.target, lost)
        if _fits((source, target), _DEEPL_BYTES, lost)
    ]
    return _bounded(_delimited(lines, "," if pairing.suffix == ".csv" else "\t"), "DeepL"), lost.lines()


def write_google(concepts: Sequence[Concept], pairing: Pairing) -> tuple[bytes, list[str]]:
    """An equivalent term set: one row a concept, a column a language; two columns, a row a name, for one direction."""
    lost = _unheld(concepts)
    if pairing.source and pairing.target:
        entries = _entries(concepts, pairing.source, pairing.target, lost)
        rows = [(source, target) for source, target, _ in entries]
        return _delimited(rows, "\t" if pairing.suffix == ".tsv" else ","), lost.lines()
    return _delimited(_by_language(concepts, lost), ","), lost.lines()


def write_amazon(concepts: Sequence[Concept], pairing: Pairing) -> tuple[bytes, list[str]]:
    """A heading of language codes, the source first; names of at most 200 bytes, as Amazon demands."""
    lost = _unheld(concepts)
    if pairing.source and pairing.target:
        entries = _entries(concepts, pairing.source, pairing.target, lost)
        rows = [(pairing.source, pairing.target), *((source, target) for source, target, _ in entries)]
    else:
        rows = list(_by_language(concepts, lost))  # type: ignore[arg-type]
    kept = [row for row in rows if _fits(row, _AMAZON_BYTES, lost)]
    return _bounded(_delimited(kept, "\t" if pairing.suffix == ".tsv" else ","), "Amazon"), lost.lines()


def write_omegat(concepts: Sequence[Concept], pairing: Pairing) -> tuple[bytes, list[str]]:
    """Source, target, comment."""
    lost = _unheld(concepts, notes=False)
    return _delimited(_entries(concepts, pairing.source, pairing.target, lost), "\t"), lost.lines()


def write_weblate(concepts: Sequence[Concept], pairing: Pairing) -> tuple[bytes, list[str]]:
    """source, target, context (the domain), developer_comments (the note)."""
    lost = _unheld(concepts, notes=False)
    domains = {concept.id: concept.domain for concept in concepts}
    rows: list[Sequence[str]] = [("source", "target", "context", "developer_comments")]
    for concept in concepts:
        for source, target, note in _entries([concept], pairing.source, pairing.target, lost):
            rows.append((source, target, domains[concept.id], note))
    return _delimited(rows, ","), lost.lines()


def _entries(concepts: Sequence[Concept], source: str, target: str, lost: Lost) -> Iterator[tuple[str, str, str]]:
    """Source name, target name and note of every approved concept that has both; each source name once."""
    seen: set[str] = set()
    for concept in concepts:
        names = concept.names.get(target)
        if concept.status != "approved" or source not in concept.names or names is None or not names.preferred:
            lost.add(_SKIPPED if concept.status != "approved" else "concept without a name in both languages")
            continue
        alike = {"short": next(iter(names.short), ""), "acronym": names.acronym}
        for designation in concept.designations(source):
            if designation.role == "forbidden":
                continue
            if designation.text in seen:
                lost.add("source name that another entry has already")
                continue
            seen.add(designation.text)
            yield designation.text, alike.get(designation.role) or names.preferred, concept.note


def _by_language(concepts: Sequence[Concept], lost: Lost) -> Iterator[tuple[str, ...]]:
    codes = [code for code in ("en", "ar", "ru") if any(code in concept.names for concept in concepts)]
    yield tuple(codes)
    for concept in concepts:
        row = tuple(concept.names[code].preferred if code in concept.names else "" for code in codes)
        if concept.status != "approved":
            lost.add(_SKIPPED)
        elif not all(row):
            lost.add("concept without a name in every language")
        else:
            lost.add("further name", sum(len(list(concept.designations(code))) - 1 for code in codes))
            yield row


def _unheld(concepts: Sequence[Concept], *, notes: bool = True) -> Lost:
    """Counts what no list of pairs holds."""
    lost = Lost()
    for concept in concepts:
        lost.add("kind, gender, who and when")
        lost.add("note", bool(notes and concept.note))
        for names in concept.names.values():
            lost.add("forbidden name", len(names.forbidden))
            lost.add("table of forms", bool(names.morphology.table))
    return lost


def _fits(row: Sequence[str], limit: int, lost: Lost) -> bool:
    if any(len(cell.encode()) > limit for cell in row):
        lost.add(f"name of more than {limit:,} bytes")
        return False
    return True


def _delimited(rows: Iterator[tuple[str, ...]] | Sequence[Sequence[str]], delimiter: str) -> bytes:
    out = io.StringIO(newline="")
    if delimiter == "\t":  # no tool of these reads quotes there
        for row in rows:
            out.write("\t".join(" ".join(cell.split()) for cell in row) + "\n")
    else:
        csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def _bounded(data: bytes, service: str) -> bytes:
    if len(data) > _SERVICE_FILE:
        raise ValueError(f"{len(data) / 2**20:.0f} MB: {service} takes at most {_SERVICE_FILE >> 20} MB")
    return data

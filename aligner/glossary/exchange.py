"""Glossaries of other tools, read and written: which formats there are, and what one of them cannot hold.

Every writer says what it left out and every reader what it could not keep; "tsv", "csv", "xlsx" and both kinds of TBX
hold all that Aligner knows, so that what we write and read again is the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from aligner import languages
from aligner.errors import InputError
from aligner.files import write_atomically
from aligner.glossary import exchange_pairs, exchange_tables, exchange_tbx, exchange_xlsx
from aligner.glossary.concepts import KINDS, STATUSES, Concept
from aligner.glossary.exchange_base import Content, Pairing, unique_ids
from aligner.glossary.lint_text import may_be

__all__ = ["FORMATS", "Format", "Imported", "export", "format_of", "import_"]

_LARGEST = 64 * 2**20  # bytes of a file that is read


@dataclass(frozen=True)
class Format:
    """One kind of file."""

    name: str
    about: str
    suffixes: tuple[str, ...]  # the first is the usual one; those that only this format has choose it
    whole: bool  # holds all that a glossary holds
    directed: bool  # holds one source and one target language, and cannot be written without them
    read: Callable[[bytes, Pairing], Content]
    write: Callable[[Sequence[Concept], Pairing], tuple[bytes, list[str]]]


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format(
            "tsv",
            "table with tabs: Aligner's own columns, or a column a language",
            (".tsv", ".tab"),
            True,
            False,
            exchange_tables.read,
            exchange_tables.write_tsv,
        ),
        Format(
            "csv",
            "table with commas: Aligner's own columns, or a column a language",
            (".csv",),
            True,
            False,
            exchange_tables.read,
            exchange_tables.write_csv,
        ),
        Format(
            "xlsx",
            "workbook for editors: one sheet for all names, one for each language",
            (".xlsx",),
            True,
            False,
            exchange_xlsx.read,
            exchange_xlsx.write,
        ),
        Format(
            "tbx",
            "TBX, ISO 30042:2019 (TBX-Basic)",
            (".tbx",),
            True,
            False,
            exchange_tbx.read,
            exchange_tbx.write,
        ),
        Format(
            "tbx-2008",
            "the older TBX-Basic (martif), for OmegaT and Weblate",
            (".tbx", ".xml"),
            True,
            False,
            exchange_tbx.read,
            exchange_tbx.write_older,
        ),
        Format(
            "deepl",
            "DeepL glossary: source and target, CSV or TSV without a heading",
            (".tsv", ".csv"),
            False,
            True,
            exchange_pairs.read_pairs,
            exchange_pairs.write_deepl,
        ),
        Format(
            "google",
            "Google glossary: equivalent term set, CSV with a heading of language codes",
            (".csv",),
            False,
            False,
            exchange_pairs.read_pairs,
            exchange_pairs.write_google,
        ),
        Format(
            "amazon",
            "Amazon custom terminology: CSV with a heading of language codes",
            (".csv",),
            False,
            False,
            exchange_pairs.read_pairs,
            exchange_pairs.write_amazon,
        ),
        Format(
            "omegat",
            "OmegaT glossary: source, target and comment, with tabs",
            (".utf8", ".txt", ".tab"),
            False,
            True,
            exchange_pairs.read_pairs,
            exchange_pairs.write_omegat,
        ),
        Format(
            "weblate",
            "Weblate glossary: CSV with source, target, context and comments",
            (".csv",),
            False,
            True,
            exchange_pairs.read_weblate,
            exchange_pairs.write_weblate,
        ),
    )
}

_BY_SUFFIX = {
    ".tsv": "tsv",
    ".tab": "tsv",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".tbx": "tbx",
    ".xml": "tbx-2008",
    ".utf8": "omegat",
}


@dataclass(frozen=True)
class Imported:
    """What a file gave."""

    concepts: tuple[Concept, ...]
    lost: tuple[str, ...] = field(default=())  # what it holds and a glossary cannot, a line each


def format_of(path: Path, name: str = "") -> Format:
    """The format of this name, or the one that the file's suffix tells. InputError where neither says."""
    if name and name not in FORMATS:
        raise InputError(f"unknown glossary format {name!r}: the known ones are {', '.join(FORMATS)}")
    name = name or _BY_SUFFIX.get(path.suffix.lower(), "")
    if not name:
        raise InputError(f"{path}: its name does not tell the format: say --format, one of {', '.join(FORMATS)}")
    return FORMATS[name]


def import_(
    path: Path,
    *,
    format: str = "",
    source: str = "",
    target: str = "",
    kind: str = "other",
    status: str = "proposed",
    taken: Sequence[str] = (),
) -> Imported:
    """The concepts of a file. `kind` and `status` are given to those of which the file does not say them.

    `source` and `target` say the languages of a file of pairs; `taken` are ids that new concepts must not get.
    InputError, one line, where the file is damaged, too large, hostile, or says something that cannot be meant.
    """
    if kind not in KINDS or status not in STATUSES:
        raise InputError(f"{kind!r}, {status!r}: a kind is one of {', '.join(KINDS)}; a status {', '.join(STATUSES)}")
    chosen = format_of(path, format)
    data = _bytes(path)
    try:
        content = chosen.read(data, Pairing(source, target, path))
    except ValueError as error:
        raise InputError(f"{path}: {error}") from error
    if not content.drafts:
        raise InputError(f"{path}: there are no names in it" + (f" ({content.lost[0]})" if content.lost else ""))
    _check_scripts([draft for draft in content.drafts if not draft.id], path)
    concepts = [
        replace(concept, kind=concept.kind or kind, status=concept.status or status)
        for concept in unique_ids(content.drafts, taken)
    ]
    return Imported(tuple(concepts), tuple(content.lost))


def _check_scripts(drafts: Sequence[Concept], path: Path) -> None:
    """InputError where most names of a language cannot be of it: two columns, or --from and --to, are mixed up."""
    for code, language in languages.LANGUAGES.items():
        names = [one.names[code].preferred for one in drafts if code in one.names and one.names[code].preferred]
        wrong = [name for name in names if not may_be(name, code)]
        if len(wrong) * 2 > len(names):
            raise InputError(
                f"{path}: {len(wrong)} of {len(names)} {language.name} names cannot be {language.name}, such as "
                f"{wrong[0][:60]}: are two columns, or --from and --to, the wrong way round?"
            )


def export(
    concepts: Sequence[Concept], path: Path, *, format: str = "", source: str = "", target: str = ""
) -> tuple[str, ...]:
    """Write concepts to a file, whole or not at all; gives what the format could not hold, a line each."""
    chosen = format_of(path, format)
    if chosen.directed and not (source and target):
        raise InputError(f"{chosen.name} holds one direction: say --from and --to")
    try:
        data, lost = chosen.write(list(concepts), Pairing(source, target, path))
    except ValueError as error:
        raise InputError(f"{path}: {error}") from error
    with write_atomically(path) as file:
        file.write(data)
    return tuple(lost)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise InputError(f"{path}: {size / 2**20:.0f} MB is more than a glossary may have ({_LARGEST >> 20} MB)")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {os.strerror(error.errno or 0)}") from error

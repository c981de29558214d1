"""A file becomes a Document of Segments with stable ids, and goes back into a file in another language.

What is not prose comes out byte for byte. A new format is one module and a line in `FORMATS`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from aligner.documents import md, txt
from aligner.documents.base import (
    Block,
    Document,
    Format,
    Mark,
    MarkupChange,
    Rendered,
    Segment,
    Splitter,
    Translated,
    Unreadable,
)
from aligner.documents.decoding import decode, usual_newline
from aligner.documents.marks import marked_fragments
from aligner.documents.plain import without_verbatim
from aligner.errors import InputError
from aligner.files import write_atomically
from aligner.languages.base import Span

__all__ = [
    "FORMATS",
    "Block",
    "Document",
    "Format",
    "Mark",
    "MarkupChange",
    "Rendered",
    "Segment",
    "Translated",
    "detectable",
    "marked_fragments",
    "output_name",
    "parse",
    "read",
    "render",
    "write",
]

FORMATS: Mapping[str, Format] = MappingProxyType(
    {".txt": txt.FORMAT, ".text": txt.FORMAT, ".md": md.FORMAT, ".markdown": md.FORMAT}
)

LARGEST = 100_000_000  # bytes: a report is a few thousand; more is another kind of file

UNKNOWN_LANGUAGE = "und"  # of a document that is read to find its language: each paragraph is one segment


def read(
    path: str | os.PathLike[str],
    language: str,
    *,
    split: Splitter | None = None,
    name: str | None = None,
    encoding: str | None = None,
    largest: int = LARGEST,
) -> Document:
    """The document in a file, whose format its extension tells (`FORMATS`).

    `language` is a code ("en"), or "und" to read a file whose language is not known yet. `split` cuts a paragraph into
    sentences (default: that of the language). `encoding` is for files that are neither UTF-8 nor marked UTF-16.
    InputError if the file cannot be read, is larger than `largest` bytes, or holds no text.
    """
    path = Path(path)
    name = str(path) if name is None else name
    extension = path.suffix.lower()
    if extension not in FORMATS:
        raise InputError(f"{name}: no format is known for {extension or 'a file without extension'}; {_known()}")
    try:
        if not path.is_file():
            raise InputError(
                f"{name}: {'is not a file' if path.exists() else 'no such file'}; give the path of a text file"
            )
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({_reason(error)}); check its permissions") from error
    return parse(
        data, language, format=extension[1:], name=name, split=split, encoding=encoding, largest=largest, path=path
    )


def parse(
    content: str | bytes,
    language: str,
    *,
    format: str = "txt",
    name: str = "-",
    split: Splitter | None = None,
    encoding: str | None = None,
    largest: int = LARGEST,
    path: Path | None = None,
) -> Document:
    """The document in a text, or in the bytes of a file. `format` is an extension of `FORMATS` without its dot."""
    served = FORMATS.get("." + format.lower())
    if served is None:
        raise InputError(f"{name}: no format is called {format!r}; {_known()}")
    if len(content) > largest:
        raise InputError(f"{name}: larger than {largest / 1e6:g} MB; cut it into several files")
    decoded = decode(content, name, language, encoding)
    try:
        parsed = served.parse(decoded.text, split or _splitter(language))
    except Unreadable as error:
        raise InputError(f"{name}: {error}") from error
    return Document(
        name=name,
        format=served.name,
        text=decoded.text,
        language=language,
        segments=parsed.segments,
        newline=usual_newline(decoded.text),
        byte_order_mark=decoded.byte_order_mark,
        path=path,
        encoding=decoded.encoding,
        blocks=parsed.blocks,
        labels=parsed.labels,
    )


def render(document: Document, translations: Mapping[str, Translated], target_language: str) -> Rendered:
    """The document with every segment replaced by its translation, and what became of its markup.

    Translations equal to their segments give the same file, byte for byte. InputError if a segment has no translation
    or a translation no segment.
    """
    ids = {segment.id for segment in document.segments}
    missing, unknown = sorted(ids - translations.keys()), sorted(translations.keys() - ids)
    if missing or unknown:
        what = f"no translation of segment {missing[0]}" if missing else f"no segment {unknown[0]} in the document"
        count = len(missing) + len(unknown)
        raise InputError(f"{document.name}: {what} ({count} such); give one translation for each segment")
    text, changes = FORMATS["." + document.format].render(document, translations, target_language)
    return Rendered(text, tuple(changes), document.encoding, document.byte_order_mark)


def write(
    document: Document,
    translations: Mapping[str, Translated],
    target_language: str,
    path: str | os.PathLike[str],
) -> tuple[MarkupChange, ...]:
    """Render a document into a file, which is there complete or not at all; gives what became of the markup.

    Line ends, byte-order mark and (if it was Unicode) encoding are those of the source. InputError if it cannot be
    written.
    """
    rendered = render(document, translations, target_language)
    try:
        with write_atomically(Path(path)) as file:
            file.write(rendered.data)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({_reason(error)}); choose another place") from error
    return rendered.changes


def detectable(source: Document | str, *, format: str = "txt") -> str:
    """The prose of a document without code, addresses and front matter, a block a line: what tells its language."""
    document = source
    if isinstance(document, str):
        document = parse(document, UNKNOWN_LANGUAGE, format=format)
    prose = (without_verbatim(s.text, s.marks) for s in document.segments if s.kind != "field")
    return "\n".join(" ".join(text.split()) for text in prose)


def output_name(path: str | os.PathLike[str], source: str, target: str) -> str:
    """The file name of a translation: `report.txt` gives `report.ar.txt`, and so does `report.en.txt`.

    A tag of the source language may also be set off by a hyphen or an underline, which stays: `report-en.txt` gives
    `report-ar.txt`, `Report_EN.TXT` gives `Report_AR.TXT`. Only the name is given, without the folder.
    """
    path = Path(path)
    stem = path.name[: len(path.name) - len(path.suffix)]
    tag = re.search(rf"(?<=.)([.\-_])({re.escape(source)})$", stem, re.IGNORECASE)
    if tag is None:
        return f"{stem}.{target}{path.suffix}"
    written = target.upper() if tag[2].isupper() else target
    return f"{stem[: tag.start()]}{tag[1]}{written}{path.suffix}"


def _splitter(language: str) -> Splitter:
    if language == UNKNOWN_LANGUAGE:
        return lambda text: [Span(0, len(text))]
    from aligner import languages

    return languages.get(language).split


def _reason(error: OSError) -> str:
    """Why a file cannot be used, without its name, which the message has already."""
    return error.strerror or type(error).__name__


def _known() -> str:
    return "use one of " + ", ".join(FORMATS)

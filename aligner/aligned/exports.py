"""What an aligned document is written as: bitext, TMX, TSV, ladder, page; one name a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from aligner.aligned.page import page
from aligner.aligned.parallel import AlignedDocument
from aligner.aligned.tables import ladder, tsv
from aligner.aligned.tmx import tmx
from aligner.errors import InputError
from aligner.files import write_atomically

__all__ = ["FORMATS", "format_of", "pieces", "write"]

FORMATS: Mapping[str, Callable[[AlignedDocument], Iterable[str | bytes]]] = MappingProxyType(
    {
        "jsonl": lambda aligned: (aligned.bitext.to_jsonl(),),
        "parquet": lambda aligned: (aligned.bitext.to_parquet(),),
        "html": lambda aligned: (page(aligned),),
        "tmx": tmx,
        "tsv": tsv,
        "ladder": ladder,
    }
)


def format_of(path: Path) -> str | None:
    """The format that the name of a file asks for; None where its extension is none of ours."""
    suffix = path.suffix.lower().removeprefix(".")
    return {"htm": "html"}.get(suffix, suffix) if suffix in (*FORMATS, "htm") else None


def pieces(aligned: AlignedDocument, format: str) -> Iterable[bytes]:
    """The bytes of the document in a format, in pieces."""
    if format not in FORMATS:
        raise InputError(f"no format is called {format!r}: use one of {', '.join(FORMATS)}")
    for piece in FORMATS[format](aligned):
        yield piece.encode("utf-8", "replace") if isinstance(piece, str) else piece


def write(aligned: AlignedDocument, path: Path, format: str) -> None:
    """Write the document to a file, whole or not at all. InputError where that cannot be."""
    try:
        with write_atomically(path) as file:
            file.writelines(pieces(aligned, format))
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}; choose another --output") from error
    except UnicodeError as error:
        raise InputError(f"{aligned.name}: its name holds bytes that are no characters; rename it") from error

"""Argos Train: a zip file a direction and split, which holds one folder with source, target and metadata.json."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

from aligner.corpus.exports.base import Export, Format
from aligner.corpus.exports.pairs import directions, write_pairs
from aligner.errors import InputError

__all__ = ["FORMAT"]

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # of every entry, that equal beads give equal bytes
_PIECE = 1 << 20


def _write(export: Export) -> None:
    names = {True: "source", False: "target"}
    # beside one another under a name of ours, until they are packed
    write_pairs(export, lambda part, suffix: f".{part.pair}-{part.split}/{names[suffix == part.source]}", features=True)
    stem = export.options.name.lower()  # as the tool writes it
    for parts in directions(export).values():
        for split, part in parts.items():
            plain = export.folder / f".{part.pair}-{split}"
            name = stem if split == "train" else f"{stem}_{split}"
            inner = f"{name}-{part.source}_{part.target}"
            licences = sorted(licence for licence in export.licences[part] if licence)
            metadata = {
                "name": name,
                "type": "data",
                "from_code": part.source,
                "to_code": part.target,
                "size": export.written[part],
                "reference": f"{export.options.title or name}; licences: {', '.join(licences) or 'unknown'}",
                "links": [],
            }
            text = json.dumps(metadata, ensure_ascii=False, indent=2) + "\n"
            _pack(export.path(f"{inner}.argosdata"), inner, plain, text, export.written[part])
            shutil.rmtree(plain)


def _pack(path: Path, inner: str, plain: Path, metadata: str, lines: int) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        folder = zipfile.ZipInfo(f"{inner}/", _LONG_AGO)
        folder.external_attr = 0o40755 << 16 | 0x10
        archive.writestr(folder, b"")  # Argos Train wants the folder itself, first
        archive.writestr(_entry(f"{inner}/metadata.json"), metadata)
        for name in ("source", "target"):
            with (
                (plain / name).open("rb") as file,
                archive.open(_entry(f"{inner}/{name}"), "w", force_zip64=True) as out,
            ):
                shutil.copyfileobj(file, out, _PIECE)
    with zipfile.ZipFile(path) as archive:
        for name in ("source", "target"):
            with archive.open(f"{inner}/{name}") as file:
                found = sum(piece.count(b"\n") for piece in iter(lambda: file.read(_PIECE), b""))
            if found != lines:
                raise InputError(f"{path.name}: {name} reads back with {found:,} lines instead of {lines:,}")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    return entry


FORMAT = Format("argos", "Argos Train: name-en_ar.argosdata, one a direction and split", _write)

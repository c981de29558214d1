"""The pairs of an export that `aligner corpus build` made: Argos Train's files or Moses pairs, and nothing beside them.
Every file is checked against the export's own checksums before a line of it is learnt."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path

__all__ = ["FORMATS", "SPLITS", "read_export", "receipt_digest"]

FORMATS = ("argos", "moses")
SPLITS = ("train", "validation", "test")
Pairs = list[tuple[str, str]]


def read_export(folder: Path, source: str, target: str) -> dict[str, Pairs]:
    """The pairs of each split in one direction; an export of the other direction is read backwards.

    ValueError says what is wrong with the export and what to do.
    """
    receipt = _receipt(folder)
    if receipt["format"] not in FORMATS:
        raise ValueError(f"{folder}: is an export as {receipt['format']}: export the corpus as {' or '.join(FORMATS)}")
    for one, other in ((source, target), (target, source)):
        found = {split: _read(folder, receipt, one, other, split) for split in SPLITS}
        if found["train"]:
            break
    else:
        pairs = sorted({part.partition(" ")[0] for part in receipt["parts"]})
        raise ValueError(f"{folder}: has nothing to train {source}-{target} on, only {', '.join(pairs)}")
    if one != source:
        found = {split: [(a, b) for b, a in pairs] for split, pairs in found.items()}
    return found


def receipt_digest(folder: Path) -> str:
    """A text that is another one whenever the export is."""
    return hashlib.sha256((folder / "export.json").read_bytes()).hexdigest()


def _receipt(folder: Path) -> dict[str, object]:
    try:
        receipt = json.loads((folder / "export.json").read_bytes())
        files = receipt["files"]
        receipt["format"], receipt["parts"]
    except (OSError, ValueError, KeyError, TypeError):
        raise ValueError(f"{folder}: is no export of aligner: name a folder below exports/ of a corpus") from None
    for name, digest in files.items():
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise ValueError(f"{path}: is not as it was exported: build the corpus again")
    return receipt


def _read(folder: Path, receipt: dict[str, object], source: str, target: str, split: str) -> Pairs:
    if f"{source}-{target} {split}" not in receipt["parts"]:  # type: ignore[operator]
        return []
    files = [folder / name for name in receipt["files"]]  # type: ignore[attr-defined]
    if receipt["format"] == "argos":
        return _argos(files, f"-{source}_{target}.argosdata", split)
    sides = []
    for code in (source, target):
        ends = tuple(f".{split}.{source}-{target}.{code}{packed}" for packed in ("", ".gz"))
        found = [path for path in files if path.name.endswith(ends)]
        if not found:
            return []
        data = found[0].read_bytes()
        sides.append(_lines(gzip.decompress(data) if found[0].suffix == ".gz" else data))
    return list(zip(*sides, strict=True))


def _argos(files: list[Path], ending: str, split: str) -> Pairs:
    """The pairs of name-en_ar.argosdata, which is train, or of name_test-en_ar.argosdata."""
    named = {path.name.removesuffix(ending): path for path in files if path.name.endswith(ending)}
    stem = min(named, key=len, default="")
    path = named.get(stem if split == "train" else f"{stem}_{split}")
    if path is None:
        return []
    with zipfile.ZipFile(path) as archive:
        top = path.name.removesuffix(".argosdata")
        sides = [_lines(archive.read(f"{top}/{side}")) for side in ("source", "target")]
    return list(zip(*sides, strict=True))


def _lines(data: bytes) -> list[str]:
    return [line.rstrip("\n") for line in io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="\n")]

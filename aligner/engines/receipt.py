"""What is written down when a package is installed: where it came from and the sha256 of each of its files.

The receipt (`aligner.json` in the package folder) is what `aligner models verify` compares with, and it saves
hashing a model of 100 MB at every start. For folders that are not ours the hashes are kept in the cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from aligner.engines.places import cache_root
from aligner.files import write_atomically

__all__ = [
    "RECEIPT_NAME",
    "FileRecord",
    "Receipt",
    "hash_file",
    "known_hashes",
    "read_receipt",
    "record_file",
    "write_receipt",
]

RECEIPT_NAME = "aligner.json"
_CHUNK = 1 << 20
_MALFORMED = (KeyError, TypeError, ValueError, AttributeError, OverflowError)


@dataclass(frozen=True)
class FileRecord:
    """One file as it was when it was hashed. Size (bytes) and mtime tell whether the hash can still be trusted."""

    sha256: str
    size: int
    mtime_ns: int


@dataclass(frozen=True)
class Receipt:
    """Where a package came from, when (UTC, ISO 8601), and its files by their path inside the folder."""

    archive_sha256: str
    origin: str  # address or path of the archive
    installed_at: str
    files: Mapping[str, FileRecord]


def read_receipt(folder: Path) -> Receipt | None:
    """The receipt of a package folder, or None where there is none that can be read."""
    data = _read_json(folder / RECEIPT_NAME)
    try:
        return Receipt(
            archive_sha256=str(data["archive_sha256"]),
            origin=str(data["origin"]),
            installed_at=str(data["installed_at"]),
            files=_records(data["files"]),
        )
    except _MALFORMED:
        return None


def write_receipt(folder: Path, receipt: Receipt) -> None:
    """Write the receipt into a package folder."""
    with write_atomically(folder / RECEIPT_NAME) as file:
        file.write(_as_json(asdict(receipt)))


def record_file(path: Path) -> FileRecord:
    """Hash a file now."""
    status = path.stat()
    return FileRecord(hash_file(path), status.st_size, status.st_mtime_ns)


def hash_file(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def known_hashes(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The sha256 of some files of a package folder: from its receipt, else from the cache, else computed.

    A recorded hash counts only while size and mtime of the file are those recorded.
    """
    receipt = read_receipt(folder)
    recorded = dict(receipt.files) if receipt else {}
    note = cache_root() / "digests" / f"{hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:32]}.json"
    cached: dict[str, FileRecord] = {}
    hashes: dict[str, str] = {}
    fresh: dict[str, FileRecord] = {}
    for name in names:
        status = (folder / name).stat()
        record = recorded.get(name)
        if not _still_true(record, status):
            cached = cached or _cached_records(note)
            record = cached.get(name)
        if record is None or not _still_true(record, status):
            record = fresh[name] = record_file(folder / name)
        hashes[name] = record.sha256
    if fresh:
        files = {name: asdict(record) for name, record in {**cached, **fresh}.items()}
        # A cache that cannot be written costs time at the next start, nothing else.
        with contextlib.suppress(OSError), write_atomically(note) as file:
            file.write(_as_json({"folder": str(folder), "files": files}))
    return hashes


def _still_true(record: FileRecord | None, status: os.stat_result) -> bool:
    return record is not None and record.size == status.st_size and record.mtime_ns == status.st_mtime_ns


def _cached_records(note: Path) -> dict[str, FileRecord]:
    try:
        return _records(_read_json(note)["files"])
    except _MALFORMED:
        return {}


def _records(files: Mapping[str, Mapping[str, Any]]) -> dict[str, FileRecord]:
    return {
        str(name): FileRecord(str(record["sha256"]), int(record["size"]), int(record["mtime_ns"]))
        for name, record in files.items()
    }


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}


def _as_json(value: object) -> bytes:
    return json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True).encode() + b"\n"

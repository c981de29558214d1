"""Compiled forms of large glossaries on the disk: a glossary that did not change is not declined again."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import metadata
from mmap import ACCESS_READ, mmap
from pathlib import Path
from zlib import crc32

from aligner.files import data_home, write_atomically
from aligner.glossary.concepts import Concept
from aligner.glossary.match_patterns import Shard, compile_shard

__all__ = ["CACHED_FROM", "open_shards"]

CACHED_FROM = 400  # concepts; fewer are declined faster than anyone notices
_SHARD = 6500  # concepts in one file, about: what is done again when one concept changes
_KEPT_DAYS = 30  # after its last use
_KEPT_BYTES = 1 << 30


def open_shards(concepts: Sequence[Concept], language: str) -> Iterator[tuple[list[Concept], Shard]]:
    """The concepts in groups with their compiled forms, from the cache where they are in it."""
    count = 1
    while count * _SHARD < len(concepts):
        count *= 2
    groups: list[list[Concept]] = [[] for _ in range(count)]
    for concept in concepts:
        groups[crc32(concept.id.encode()) % count].append(concept)
    cached = len(concepts) >= CACHED_FROM and bool(_rules())
    for group in groups:
        yield group, _cached(group, language) if cached else Shard(compile_shard(group, language))
    if cached:
        _forget()


def _cached(concepts: Sequence[Concept], language: str) -> Shard:
    path = _folder() / f"{language}-{_key(concepts, language)}.forms"
    try:
        shard = _open(path)
        os.utime(path)
        return shard
    except (OSError, ValueError):
        pass  # not there, or not whole: made again
    data = compile_shard(concepts, language)
    try:
        with write_atomically(path) as file:
            file.write(data)
        return _open(path)
    except OSError:  # no place, or not ours: then it stays in memory
        return Shard(data)


def _open(path: Path) -> Shard:
    with path.open("rb") as file:
        return Shard(mmap(file.fileno(), 0, access=ACCESS_READ))


def _folder() -> Path:
    return data_home() / "cache" / "forms"


def _key(concepts: Sequence[Concept], language: str) -> str:
    """What the forms depend on: the rules, and what the concepts say of themselves."""
    told = hashlib.sha256(_rules().encode())
    for concept in concepts:
        names = concept.names.get(language)
        # The names in the other languages may tell the sex.
        others = [concept.names[code].preferred for code in sorted(concept.names)] if concept.kind == "person" else []
        told.update(repr((concept.id, concept.kind, concept.gender, names, others)).encode())
        told.update(b"\n")
    return told.hexdigest()[:40]


@lru_cache(maxsize=1)
def _rules() -> str:
    """A hash of the code that makes forms and of its dictionary; "" where the code cannot be read (then no cache)."""
    package = Path(__file__).resolve().parent.parent
    sources = [*sorted((package / "languages").rglob("*.py")), *sorted((package / "glossary").glob("match_*.py"))]
    told = hashlib.sha256()
    try:
        for path in (*sources, package / "glossary" / "forms.py", package / "glossary" / "concepts.py"):
            told.update(path.name.encode() + b"\n" + path.read_bytes())
    except OSError:
        return ""
    for name in ("pymorphy3", "pymorphy3-dicts-ru"):
        try:
            told.update(metadata.version(name).encode())
        except metadata.PackageNotFoundError:
            told.update(b"-")
    return told.hexdigest()


def _forget() -> None:
    """Remove files that nobody has used for long, and the oldest where all together are too many bytes."""
    try:
        files = sorted(((file.stat(), file) for file in _folder().glob("*.forms")), key=lambda pair: -pair[0].st_mtime)
        now = time.time()
        size = 0
        for status, file in files:
            size += status.st_size
            if size > _KEPT_BYTES or now - status.st_mtime > _KEPT_DAYS * 86400:
                file.unlink(missing_ok=True)
    except OSError:
        pass  # another process is at it, or the folder is not ours: nothing depends on it

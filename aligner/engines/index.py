"""What packages there are to install: Argos's index on the web, a mirror of it, or a folder of .argosmodel files.

Reading an index installs nothing. What an index says is checked; an entry that makes no sense is left out with a note.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import urllib.parse
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from aligner.engines.archive import read_archive_metadata
from aligner.engines.download import Transfer, fetch_bytes
from aligner.engines.packages import Metadata, check_metadata, version_key
from aligner.engines.places import argos_setting
from aligner.errors import AlignerError, InputError, ModelError

__all__ = ["DEFAULT_INDEX", "Index", "IndexEntry", "index_address", "newest", "read_index"]

DEFAULT_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"

_TRANSFER = Transfer(timeout=15, attempts=3)  # somebody is waiting for an answer
_MAX_INDEX = 16 << 20  # bytes; Argos's has 40 KB


@dataclass(frozen=True)
class IndexEntry:
    """One package that can be installed."""

    metadata: Metadata
    links: tuple[str, ...]  # http and https addresses, in the order given
    file: Path | None = None  # where the archive is on this machine already
    sha256: str | None = None
    size: int | None = None  # bytes
    note: str = ""  # why it cannot be fetched, if it cannot

    @property
    def pair(self) -> tuple[str, str]:
        """Source and target."""
        return self.metadata.source, self.metadata.target


@dataclass(frozen=True)
class Index:
    """The entries of an index, and one line about each thing in it that was passed over."""

    address: str
    entries: tuple[IndexEntry, ...]
    notes: tuple[str, ...] = ()


def index_address(chosen: str | None = None) -> str:
    """The index to use: the one chosen, else $ALIGNER_INDEX, else Argos Translate's own setting, else Argos's."""
    return chosen or os.environ.get("ALIGNER_INDEX") or argos_setting("ARGOS_PACKAGE_INDEX") or DEFAULT_INDEX


def read_index(address: str, *, transfer: Transfer | None = None) -> Index:
    """Read the index at a URL (with or without index.json), in a folder (index.json, or just packages), or in a file.

    NetworkError where a URL does not answer, InputError where there is no such file, ModelError where it is no index.
    """
    scheme = urllib.parse.urlsplit(address).scheme if "://" in address else ""
    if scheme in ("http", "https"):
        url = address if address.endswith(".json") else address.rstrip("/") + "/index.json"
        return _parsed(fetch_bytes(url, limit=_MAX_INDEX, transfer=transfer or _TRANSFER), url, None)
    if scheme == "file":
        address = urllib.parse.unquote(urllib.parse.urlsplit(address).path)
    elif scheme:
        raise InputError(f"{address}: an index is an http or https address, a folder or a file")
    path = Path(address).expanduser()
    if path.is_dir() and not (path / "index.json").is_file():
        return _folder_index(path)
    path = path / "index.json" if path.is_dir() else path
    try:
        if path.stat().st_size > _MAX_INDEX:
            raise ModelError(f"{path}: larger than {_MAX_INDEX} bytes, which no index is")
        return _parsed(path.read_bytes(), str(path), path.parent)
    except OSError as error:
        raise InputError(f"{path}: the index cannot be read: {error.strerror or error}") from error


def newest(entries: Iterable[IndexEntry], source: str, target: str, version: str | None = None) -> IndexEntry | None:
    """The entry for a direction: a real one before a demo, then the newest version (or just the one asked for)."""
    fitting = [
        entry for entry in entries if entry.pair == (source, target) and version in (None, entry.metadata.version)
    ]
    rank = [(not entry.metadata.demo, version_key(entry.metadata.version)) for entry in fitting]
    return fitting[rank.index(max(rank))] if fitting else None


def _parsed(content: bytes, where: str, folder: Path | None) -> Index:
    """Read the JSON of an index. `folder` is where it lies, for an index on this machine."""
    try:
        listed = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{where}: not a package index: {error}") from error
    if not isinstance(listed, list):
        raise ModelError(f"{where}: not a package index: it should be a JSON list of packages")
    entries: list[IndexEntry] = []
    notes: list[str] = []
    for number, item in enumerate(listed, 1):
        if isinstance(item, dict) and item.get("type", "translate") != "translate":
            continue  # sentence splitters and the like, which Argos lists too
        try:
            entries.append(_entry(item, f"{where}: entry {number}", where, folder))
        except ModelError as error:
            notes.append(str(error))
    return Index(where, tuple(entries), tuple(notes))


def _entry(item: object, which: str, where: str, folder: Path | None) -> IndexEntry:
    metadata = check_metadata(item, which)
    assert isinstance(item, dict)
    listed = item.get("links")
    if not isinstance(listed, list) or not all(isinstance(link, str) for link in listed):
        raise ModelError(f"{which}: links should be a list of addresses")
    sha256 = item.get("sha256")
    if sha256 is not None and not (isinstance(sha256, str) and re.fullmatch(r"[0-9a-fA-F]{64}", sha256)):
        raise ModelError(f"{which}: sha256 should be 64 hexadecimal digits")
    size = item.get("size")
    if size is not None and (type(size) is not int or size <= 0):
        raise ModelError(f"{which}: size should be a number of bytes")
    links, file = _links(listed, where, folder)
    note = ""
    if not links and file is None:
        schemes = sorted({found[1] for link in listed if (found := re.match(r"([a-z][a-z0-9+.-]{1,15})://", link))})
        note = f"only at {', '.join(schemes)} addresses, which are not fetched" if schemes else "no address given"
    return IndexEntry(metadata, tuple(links), file, sha256.lower() if sha256 else None, size, note)


def _links(listed: list[str], where: str, folder: Path | None) -> tuple[list[str], Path | None]:
    """The web addresses among the links, and the file on this machine if an index on this machine has one.

    A copy of Argos's index with the packages beside it is a mirror: files there are taken before the web.
    """
    links: list[str] = []
    file: Path | None = None
    for link in listed:
        with contextlib.suppress(ValueError, OSError):  # an address or a file name that cannot be one
            full = urllib.parse.urljoin(where, link) if folder is None else link
            scheme = urllib.parse.urlsplit(full).scheme
            if scheme in ("http", "https"):
                links.append(full)
            if folder is not None and file is None:
                beside = folder / (PurePosixPath(link).name if scheme else urllib.parse.unquote(link))
                file = beside if beside.is_file() else None
    return links, file


def _folder_index(folder: Path) -> Index:
    """A folder that holds packages and no index.json."""
    entries: list[IndexEntry] = []
    notes: list[str] = []
    for path in sorted(folder.glob("*.argosmodel")):
        try:
            entries.append(IndexEntry(read_archive_metadata(path), (), path, size=path.stat().st_size))
        except (AlignerError, OSError) as error:
            notes.append(str(error))
    if not entries and not notes:
        raise InputError(f"{folder}: neither index.json nor any .argosmodel file in it")
    return Index(str(folder), tuple(entries), tuple(notes))

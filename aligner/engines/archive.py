"""Unpacking a .argosmodel, which is a zip from outside and is trusted in nothing.

Every refusal is a ModelError of one line that names the file and the reason. Sizes are checked while inflating,
since the headers of a zip say what its maker wants.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aligner.engines.packages import Metadata, parse_metadata
from aligner.engines.receipt import RECEIPT_NAME
from aligner.errors import InputError, ModelError

__all__ = ["ArchiveLimits", "read_archive_metadata", "unpack"]

_CHUNK = 1 << 20
_METADATA_LIMIT = 1 << 20
_ODD_NAME = re.compile(r"[\x00-\x1f\x7f\\:]")  # control characters, backslashes, drive letters and alternate streams
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError)


@dataclass(frozen=True)
class ArchiveLimits:
    """How much an archive may hold. A real package has some 100 MB, a few dozen files, and shrinks less than 3:1."""

    total_bytes: int = 8 << 30
    ratio: int = 100  # inflated to packed, over the whole archive ...
    ratio_from: int = 64 << 20  # ... once this many bytes have come out: small text files may well shrink 100:1
    files: int = 5_000


def read_archive_metadata(path: Path) -> Metadata:
    """What metadata.json inside an archive says, with the names in the archive checked, and nothing unpacked."""
    with _opened(path) as archive:
        entries, top = _checked_entries(archive, path, ArchiveLimits())
        return _metadata(archive, entries, top, path)


def unpack(path: Path, into: Path, limits: ArchiveLimits | None = None) -> Metadata:
    """Unpack an archive into the existing empty folder `into`, without its top folder, and give its metadata.

    ModelError where anything is wrong with the archive; what was unpacked so far is then left to the caller,
    who knows what `into` is for. A receipt found inside is not unpacked: ours says what we saw.
    """
    limits = limits or ArchiveLimits()
    with _opened(path) as archive:
        entries, top = _checked_entries(archive, path, limits)
        metadata = _metadata(archive, entries, top, path)
        allowed = min(limits.total_bytes, max(limits.ratio_from, path.stat().st_size * limits.ratio))
        written = 0
        for info in entries:
            inside = info.filename.removeprefix(f"{top}/")
            if not inside or inside == RECEIPT_NAME:
                continue
            target = into / inside
            if info.is_dir():
                target.mkdir(parents=True, exist_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            written += _inflate(archive, info, target, path, allowed - written)
    return metadata


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open the archive, and tell of every kind of damage met in it, now or later, in one line."""
    if not path.is_file():
        raise InputError(f"{path}: " + ("is a folder, not a .argosmodel file" if path.is_dir() else "no such file"))
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _DAMAGE as error:
        reason = str(error) or type(error).__name__
        raise ModelError(f"{path}: damaged or cut short, fetch it again: {reason}") from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # zipfile was led to a place before the beginning of the file
            raise ModelError(f"{path}: damaged or cut short, fetch it again: its directory points nowhere") from error
        raise ModelError(f"{path}: cannot be unpacked: {error.strerror or error}") from error


def _checked_entries(archive: zipfile.ZipFile, path: Path, limits: ArchiveLimits) -> tuple[list[zipfile.ZipInfo], str]:
    """The entries and the name of the one top folder. ModelError for any entry that a package has no use for."""
    entries = archive.infolist()
    if len(entries) > limits.files:
        raise ModelError(f"{path}: {len(entries)} files inside, more than a package may have ({limits.files})")
    spelling: dict[str, str] = {}
    kinds: dict[str, bool] = {}
    for info in entries:
        _check_kind(info, path)
        _check_name(info, path)
        _check_unique(info, path, spelling, kinds)
    tops = {info.filename.split("/")[0] for info in entries}
    loose = [info.filename for info in entries if "/" not in info.filename]
    if loose or len(tops) != 1:
        found = f"{_shown(loose[0])} is in none" if loose else f"it has {len(tops)}"
        raise ModelError(f"{path}: not a package: everything must be in one top folder, and {found}")
    declared = sum(info.file_size for info in entries)
    if declared > limits.total_bytes:
        raise ModelError(f"{path}: would unpack to {declared} bytes, more than the limit of {limits.total_bytes}")
    return entries, tops.pop()


def _check_kind(info: zipfile.ZipInfo, path: Path) -> None:
    shown = _shown(info.filename)
    if info.flag_bits & 0x2041:  # encrypted, strongly encrypted, masked headers
        raise ModelError(f"{path}: {shown} is encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # Besides being foreign to packages, bzip2 and LZMA cannot be inflated with a bound on memory.
        raise ModelError(f"{path}: {shown} is compressed by method {info.compress_type}; only deflate is read")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise ModelError(f"{path}: {shown} is a symbolic link")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or (kind == stat.S_IFDIR) > info.is_dir():
        raise ModelError(f"{path}: {shown} is neither a plain file nor a folder")
    if info.is_dir() and info.file_size:
        raise ModelError(f"{path}: {shown} is a folder with content of its own")


def _check_name(info: zipfile.ZipInfo, path: Path) -> None:
    # zipfile cuts a name at NUL; orig_filename is what the archive really says.
    name = info.orig_filename
    parts = name.removesuffix("/").split("/")
    if _ODD_NAME.search(name) or name.startswith("/") or any(part in ("", ".", "..") for part in parts):
        raise ModelError(f"{path}: unsafe name inside: {_shown(name)}")
    if any(len(part.encode("utf-8", "replace")) > 200 for part in parts) or len(parts) > 16:
        raise ModelError(f"{path}: name too long inside: {_shown(name)}")


def _check_unique(info: zipfile.ZipInfo, path: Path, spelling: dict[str, str], kinds: dict[str, bool]) -> None:
    """Refuse names that would fall together, here or on a system that does not tell A from a."""
    name = info.filename.removesuffix("/")
    steps = name.split("/")
    for depth in range(1, len(steps) + 1):
        prefix = "/".join(steps[:depth])
        folded = unicodedata.normalize("NFC", prefix).casefold()
        is_folder = depth < len(steps) or info.is_dir()
        known = spelling.setdefault(folded, prefix)
        if known != prefix:
            raise ModelError(f"{path}: two names inside differ only in case: {_shown(known)} and {_shown(prefix)}")
        if folded not in kinds:
            kinds[folded] = is_folder
        elif not (is_folder and kinds[folded]):
            raise ModelError(f"{path}: the name {_shown(prefix)} is there twice")


def _metadata(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], top: str, path: Path) -> Metadata:
    for info in entries:
        if info.filename == f"{top}/metadata.json":
            with archive.open(info) as stream:
                return parse_metadata(stream.read(_METADATA_LIMIT + 1), str(path))
    raise ModelError(f"{path}: not a package: no metadata.json inside")


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, path: Path, allowed: int) -> int:
    """Write one file and give its size; reading to the end makes zipfile compare the CRC."""
    size = 0
    with archive.open(info) as source, target.open("xb") as out:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > allowed:
                raise ModelError(
                    f"{path}: {_shown(info.filename)} unpacks to far more than its archive may hold (bomb)"
                )
            out.write(chunk)
        if size != info.file_size:
            raise ModelError(f"{path}: damaged or cut short, fetch it again: {_shown(info.filename)} ends early")
        out.flush()
        os.fsync(out.fileno())
    return size


def _shown(name: str) -> str:
    """A name from outside, fit for one line of a terminal."""
    text = name.encode("unicode_escape").decode("ascii") if not name.isprintable() else name
    return f'"{text if len(text) <= 80 else text[:77] + "..."}"'

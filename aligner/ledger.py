"""What a job has written to its output folder, so that it can go on after a kill and never overwrites an editor.

One line of JSON a finished report and direction, in OUT/.aligner/ledger.jsonl. The ledger is only ever appended to
while a job runs; when the job ends it is sorted, so that a run that was killed leaves the same bytes as one that was
not. Shares of a job that run side by side have a ledger each; the next job that is no share makes them one again.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Any

from aligner.errors import InputError
from aligner.files import write_atomically

__all__ = ["Done", "Ledger", "digest", "files_in", "is_output", "kept", "records", "written"]

_HOME = ".aligner"
_LEDGER = "ledger.jsonl"
_OF_SHARES = "ledger.*.jsonl"


def is_output(folder: Path) -> bool:
    """Whether a job has written to this folder."""
    return bool(_ledgers(folder))


def written(folder: Path) -> set[str]:
    """The files that jobs have written to this folder, relative to it."""
    return {name for path in _ledgers(folder) for entry in _entries(path) for name in (*entry.files, *entry.ours)}


def files_in(folder: Path, output: Path, suffixes: Collection[str]) -> Iterator[Path]:
    """The files of a folder with these suffixes, in order, but for what jobs have written.

    Hidden files and folders, `output` and other folders of a job's output are passed over. InputError where there is no
    such folder.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder")
    ours = written(folder)
    for place, folders, files in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (here / name).resolve() != output and not is_output(here / name)
        )
        for name in sorted(files):
            path = here / name
            if name.startswith(".") or path.suffix.lower() not in suffixes:
                continue
            if path.relative_to(folder).as_posix() not in ours:
                yield path


def records(folder: Path) -> list[Done]:
    """What jobs have done in this folder, the newest record of each report and direction; nothing is locked."""
    entries = (entry for path in _ledgers(folder) for entry in _entries(path))
    return [*{(entry.document, entry.pair): entry for entry in entries}.values()]


def kept(entry: Done) -> list[str]:
    """The files of others that were left alone: ours went beside them."""
    return [name for name in entry.names if name not in entry.files]


def digest(data: bytes) -> str:
    """The sha256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Done:
    """A report that was translated in one direction."""

    document: str
    pair: str
    key: str  # what the result depends on: the text, the engine, the options, what editors approved
    files: Mapping[str, str]  # what was written: path in the output folder -> sha256
    names: Sequence[str] = ()  # where it belongs; elsewhere than in `files` where somebody's file was kept
    ours: Sequence[str] = ()  # all that was ever written for it, also what an editor has changed since
    counts: Mapping[str, int] = field(default_factory=dict)  # for the summary of a run that has nothing to do


class Ledger:
    """The open ledger of an output folder; one process holds it at a time. InputError where another does.

    With `share`, the name of a share ("3-of-8"), those of other shares are held beside it.
    """

    def __init__(self, folder: Path, share: str = "") -> None:
        self.folder, self._share = folder, share
        tag = f".{share}" if share else ""
        home = folder / _HOME
        self._path = home / f"ledger{tag}.jsonl"
        self._part = home / f"part{tag}"  # the file that is being written; a kill may leave one behind
        self._own: set[tuple[str, str]] = set()  # what stands in our file
        self._done: dict[tuple[str, str], Done] = {}
        self._written: dict[str, set[str]] = {}
        try:
            home.mkdir(parents=True, exist_ok=True)
            self._locks: list[IO[bytes]] = [(home / "lock").open("wb")]
            if share:
                self._locks.append((home / f"lock{tag}").open("wb"))
            if self._path.is_dir():
                raise IsADirectoryError(None, "ledger.jsonl is a folder")
        except OSError as error:
            raise InputError(f"{folder}: cannot be used as the output folder: {error.strerror}") from error
        try:
            for lock, kind in zip(reversed(self._locks), (fcntl.LOCK_EX, fcntl.LOCK_SH), strict=False):
                fcntl.flock(lock, kind | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._unlock()
            message = f"{folder}: another job is writing there: wait for it or choose another --output"
            raise InputError(message) from error
        self._read()
        self._file = self._path.open("ab")

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def done(self, document: str, pair: str, key: str, *, overwrite: bool = False) -> Done | None:
        """The record of a report whose files all stand, as they were written or as an editor left them.

        With `overwrite` a report of which something was kept is not done.
        """
        entry = self._done.get((document, pair))
        if entry is None or entry.key != key or (overwrite and kept(entry)):
            return None
        return entry if all((self.folder / name).is_file() for name in {*entry.files, *entry.names}) else None

    def write(self, name: PurePosixPath, data: bytes, *, overwrite: bool = False) -> str:
        """Write a file of the output, atomically, and give the name that it went to.

        A file that somebody has changed since we wrote it, or that we did not write, stays as it is; ours goes beside
        it ("report.ar.new.txt", or "report.ar.new2.txt" where that was changed too), unless `overwrite`.
        """
        plain, number = name, 1
        while not overwrite and self._is_somebody_elses(name, data):
            name = plain.with_name(f"{plain.stem}.new{number if number > 1 else ''}{plain.suffix}")
            number += 1
        with write_atomically(self.folder / name, part=self._part) as file:
            file.write(data)
        return str(name)

    def record(self, entry: Done) -> None:
        """Note that a report is done. Its files must have been written."""
        before = self._done.get((entry.document, entry.pair))
        ours = {*entry.files, *(before.files if before else ()), *(before.ours if before else ())}
        entry = replace(entry, ours=sorted(ours))
        self._remember(entry)
        self._own.add((entry.document, entry.pair))
        self._file.write(_line(entry))
        self._file.flush()

    def close(self) -> None:
        """Sort the ledger and let go of the folder."""
        if self._file.closed:
            return
        self._file.close()
        with write_atomically(self._path, part=self._part) as file:
            file.writelines(_line(self._done[key]) for key in sorted(self._own))
        if not self._share:  # all of it is in ours now
            for path in [*self._path.parent.glob(_OF_SHARES), *self._path.parent.glob("*.*-of-*")]:
                path.unlink(missing_ok=True)
        self._unlock()

    def _unlock(self) -> None:
        for lock in self._locks:
            lock.close()

    def _is_somebody_elses(self, name: PurePosixPath, data: bytes) -> bool:
        try:
            there = digest((self.folder / name).read_bytes())
        except FileNotFoundError:
            return False
        return there != digest(data) and there not in self._written.get(str(name), ())

    def _remember(self, entry: Done) -> None:
        self._done[entry.document, entry.pair] = entry
        for name, value in entry.files.items():
            self._written.setdefault(name, set()).add(value)

    def _read(self) -> None:
        newest: dict[tuple[str, str], Path] = {}
        for path in _ledgers(self.folder):
            for entry in _entries(path):
                self._remember(entry)
                newest[entry.document, entry.pair] = path
        self._own = {key for key, path in newest.items() if not self._share or path == self._path}
        if self._path.exists() and not _ends_with_newline(self._path):
            with self._path.open("ab") as file:
                file.write(b"\n")


def _ledgers(folder: Path) -> list[Path]:
    """The ledgers in a folder, that of the whole and those of shares, the newest last."""
    home = folder / _HOME
    found = []
    for path in (home / _LEDGER, *sorted(home.glob(_OF_SHARES))):
        try:
            if path.is_file():
                found.append((path.stat().st_mtime_ns, path))
        except OSError:
            continue  # it went away meanwhile
    return [path for _, path in sorted(found, key=lambda one: one[0])]


def _entries(path: Path) -> Iterator[Done]:
    """The records of a ledger; none where there is no ledger."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return
    for line in lines:
        try:
            yield Done(**json.loads(line))
        except (ValueError, TypeError, AttributeError):
            continue  # the last line of a job that was killed: its report is simply done again


def _line(entry: Done) -> bytes:
    row: dict[str, Any] = asdict(entry)
    return json.dumps(row, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"

"""What a build has done: each task leaves a folder with its files and a receipt, and the whole one manifest.

A task's folder is named by the hash of all that its files depend on, and takes that name in one step when it is
finished. So a build that was killed goes on with what is not there, on however many machines.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import IO, Any

from aligner import __version__
from aligner.errors import InputError
from aligner.files import write_atomically

__all__ = [
    "Outcome",
    "Receipt",
    "Store",
    "Task",
    "code_version",
    "file_digest",
    "key_of",
    "perform",
    "read_receipt",
    "write_json",
]

_RECEIPT = "receipt.json"
_UNFINISHED = (".*.part", ".*.old")
_KEY = re.compile(r"[0-9a-f]{24}")


@dataclass(frozen=True)
class Outcome:
    """What the function of a task has to say besides the files that it wrote."""

    counts: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)  # what could not be used -> why
    said: Mapping[str, str] = field(default_factory=dict)  # anything that later stages want to know


@dataclass(frozen=True)
class Task:
    """A piece of work: `function(given, folder)` writes its files to the folder."""

    stage: str
    key: str  # of all that its files depend on
    store: str  # the folder of the store
    function: Callable[[Any, Path], Outcome]  # of a module, so that it can be named to another process
    given: Any


@dataclass(frozen=True)
class Receipt:
    """What a finished task has written."""

    stage: str
    key: str
    files: Mapping[str, tuple[int, str]]  # name -> bytes, sha256
    counts: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)


def key_of(*parts: object) -> str:
    """The key of what depends on these: texts, numbers, and lists and mappings of them."""
    text = json.dumps(parts, ensure_ascii=True, sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _plain(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    return asdict(value)  # type: ignore[call-overload]


def file_digest(path: Path) -> str:
    """The sha256 of a file, in hexadecimal. InputError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error


@lru_cache(maxsize=1)
def code_version() -> str:
    """A text that is another one whenever the code of this package, or what it has learnt, is."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(_files(resources.files("aligner.corpus")), key=lambda entry: entry[0]):
        digest.update(path[0].encode() + b"\0" + path[1])
    return digest.hexdigest()[:16]


def _files(folder: Any, above: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry, f"{above}{entry.name}/")
        elif entry.name.endswith((".py", ".json")):
            yield above + entry.name, entry.read_bytes()


def perform(task: Task) -> Receipt:
    """Do a task: its files and its receipt are there together, or not at all."""
    home = Path(task.store) / task.stage
    home.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f".{task.key}.", suffix=".part", dir=home))
    try:
        outcome = task.function(task.given, unfinished)
        files = {}
        for path in sorted(unfinished.rglob("*")):
            if path.is_file():
                files[path.relative_to(unfinished).as_posix()] = (path.stat().st_size, file_digest(path))
        receipt = Receipt(task.stage, task.key, files, **asdict(outcome))
        with write_atomically(unfinished / _RECEIPT) as out:
            out.write(json.dumps(asdict(receipt), ensure_ascii=True, sort_keys=True).encode() + b"\n")
        unfinished.chmod(0o755)
        try:
            unfinished.replace(home / task.key)
        except OSError:
            if read_receipt(home / task.key) is None:  # damaged: ours is better
                shutil.rmtree(home / task.key, ignore_errors=True)
                unfinished.replace(home / task.key)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return read_receipt(home / task.key) or receipt  # as a later run reads it


def read_receipt(folder: Path) -> Receipt | None:
    """The receipt of a task's folder where all its files are there in full; else None."""
    try:
        row = json.loads((folder / _RECEIPT).read_bytes())
        row["files"] = {name: (int(size), str(digest)) for name, (size, digest) in row["files"].items()}
        receipt = Receipt(**row)
        whole = all((folder / name).stat().st_size == size for name, (size, _) in receipt.files.items())
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return receipt if whole else None


class Store:
    """The work folder of a build: tasks' folders by stage and key, and a lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def task(self, stage: str, key: str, function: Callable[[Any, Path], Outcome], given: Any) -> Task:
        """A task of this store."""
        return Task(stage, key, str(self.folder), function, given)

    def place(self, receipt: Receipt) -> Path:
        """Where the files of a receipt are."""
        return self.folder / receipt.stage / receipt.key

    def paths(self, receipt: Receipt, suffix: str = ".parquet") -> list[Path]:
        """Its files with this suffix, in order."""
        return [self.place(receipt) / name for name in sorted(receipt.files) if name.endswith(suffix)]

    def done(self, task: Task) -> Receipt | None:
        """The receipt of a task that is done."""
        return read_receipt(self.folder / task.stage / task.key)

    @contextmanager
    def locked(self, *, shared: bool = False) -> Iterator[None]:
        """Hold the store: alone, or beside others who also do a share. InputError where that cannot be."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock: IO[bytes] = (self.folder / "lock").open("ab")
        except OSError as error:
            raise InputError(f"{self.folder.parent}: cannot be written: {error.strerror}") from error
        with lock:
            try:
                fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            except BlockingIOError as error:
                message = f"{self.folder.parent}: another build is at work there: wait for it or name another output"
                raise InputError(message) from error
            if not shared:
                self._sweep()
            yield

    def _sweep(self) -> None:
        """Remove what killed workers left unfinished, here and in the folder of the build around."""
        around = self.folder.parent
        unfinished = (*_UNFINISHED, *(f"exports/{name}" for name in _UNFINISHED))
        left = [*self.folder.glob("*/.*.part"), *(path for name in unfinished for path in around.glob(name))]
        for path in left:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def forget(self, task: Task) -> None:
        """Remove what a task has done: it does not hold any more."""
        shutil.rmtree(self.folder / task.stage / task.key, ignore_errors=True)

    def keep_only(self, receipts: Iterable[Receipt]) -> None:
        """Remove the folders of tasks that are none of these: of files and settings that are no more."""
        wanted = {(receipt.stage, receipt.key) for receipt in receipts}
        for path in self.folder.glob("*/*"):
            if _KEY.fullmatch(path.name) and (path.parent.name, path.name) not in wanted:
                shutil.rmtree(path, ignore_errors=True)


def write_json(path: Path, value: Mapping[str, object] | Sequence[object]) -> None:
    """Write JSON for people and programs, whole or not at all."""
    with write_atomically(path) as out:
        out.write(json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "surrogateescape") + b"\n")

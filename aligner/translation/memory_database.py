"""The SQLite file under a translation memory: opening it, its schema, its transactions, and what its errors mean.

Knows nothing of translations but their tables; `memory` is the part that the rest of Aligner uses.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from aligner.errors import MemoryStoreError

__all__ = ["MIGRATIONS", "Database", "chunks"]

T = TypeVar("T")

_APPLICATION = 0x616C6D65  # "alme", in the header of the file: a memory of Aligner, not some other program's database

# Each step takes the schema from one version to the next; a step that was ever released is never changed.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # What a machine translation depends on besides its source text.
        """CREATE TABLE setting (
            id INTEGER PRIMARY KEY,
            source TEXT NOT NULL, target TEXT NOT NULL,
            engine TEXT NOT NULL, options TEXT NOT NULL, glossary TEXT NOT NULL,
            UNIQUE (source, target, engine, options, glossary))""",
        """CREATE TABLE machine (
            id INTEGER PRIMARY KEY,
            key BLOB NOT NULL,
            setting INTEGER NOT NULL REFERENCES setting (id),
            text TEXT NOT NULL, translation TEXT NOT NULL,
            score REAL, flags TEXT, repairs TEXT, terms TEXT, pivot TEXT NOT NULL,
            made INTEGER NOT NULL)""",  # seconds since 1970
        "CREATE INDEX machine_key ON machine (key)",  # not unique: the text is compared as well
        "CREATE INDEX machine_setting ON machine (setting, made)",
        # Every approval that was ever given; `undone` is empty or says when it was taken back.
        """CREATE TABLE approval (
            id INTEGER PRIMARY KEY,
            key BLOB NOT NULL,
            source TEXT NOT NULL, target TEXT NOT NULL,
            text TEXT NOT NULL, translation TEXT NOT NULL,
            editor TEXT NOT NULL, document TEXT NOT NULL, note TEXT NOT NULL,
            given TEXT NOT NULL, undone TEXT NOT NULL DEFAULT '')""",
        "CREATE INDEX approval_key ON approval (key)",
        # The approvals in force, one for each source text and pair, with their words for fuzzy search.
        """CREATE TABLE approved (
            approval INTEGER PRIMARY KEY REFERENCES approval (id),
            key BLOB NOT NULL, plain BLOB NOT NULL,
            words BLOB NOT NULL, back BLOB NOT NULL)""",
        "CREATE INDEX approved_key ON approved (key)",
        "CREATE INDEX approved_plain ON approved (plain)",
        # Of each pair the sum of the digests of what is in force: changes when, and only when, an approval does.
        """CREATE TABLE approved_sum (
            source TEXT NOT NULL, target TEXT NOT NULL, sum BLOB NOT NULL, PRIMARY KEY (source, target))""",
        # `reverse` is 1 for the words of translations: what an approved pair offers to the other direction.
        """CREATE TABLE word (
            id INTEGER PRIMARY KEY,
            source TEXT NOT NULL, target TEXT NOT NULL, reverse INTEGER NOT NULL,
            word TEXT NOT NULL, entries INTEGER NOT NULL,
            UNIQUE (source, target, reverse, word))""",
        """CREATE TABLE posting (
            word INTEGER NOT NULL, length INTEGER NOT NULL, approval INTEGER NOT NULL,
            PRIMARY KEY (word, length, approval)) WITHOUT ROWID""",
    ),
)


def chunks(items: Sequence[T], size: int = 400) -> Iterator[Sequence[T]]:
    """Pieces of a list, short enough for the variables of one statement (older SQLite takes 999)."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


class Database:
    """One open memory file. Threads may share it; each process opens its own."""

    def __init__(self, path: Path | str, *, create: bool = True, timeout: float = 60.0, journal: str = "wal") -> None:
        """Open the file, make or bring up to date its tables.

        `timeout` is how many seconds to wait for another writer. `journal` is "wal", or "rollback" for folders that
        several machines mount; where a file system cannot do "wal" the attribute `journal` says "rollback" afterwards.
        MemoryStoreError where the file cannot serve; it is never changed then.
        """
        self.name = str(path)
        self.timeout = timeout
        self._lock = threading.RLock()
        self._process = os.getpid()
        self._connection: sqlite3.Connection | None = None
        if self.name != ":memory:":
            self._find(Path(path), create)
        with self._explained():
            self._connection = sqlite3.connect(
                self.name, timeout=timeout, isolation_level=None, check_same_thread=False
            )
            try:
                self._recognise(self._connection)
                self.journal = self._choose_journal(self._connection, journal)
                self._connection.execute("PRAGMA cache_size = -32000")  # KiB; the word lists are written all over
                self._connection.execute("PRAGMA journal_size_limit = 32000000")  # after a long transaction
                self._migrate(self._connection)
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """Close the file; closing again does nothing."""
        with self._lock, self._explained():
            if self._connection is not None and self._process == os.getpid():
                self._connection.close()
                self._connection = None

    def size(self) -> int:
        """Bytes on the disk, with the journal; 0 for a memory without a file."""
        if self.name == ":memory:":
            return 0
        parts = [Path(self.name + ending) for ending in ("", "-wal", "-journal")]
        return sum(part.stat().st_size for part in parts if part.exists())

    def is_file(self, path: Path) -> bool:
        """Whether this path is the file of the database itself, or one of those beside it."""
        own = [Path(self.name + ending).resolve() for ending in ("", "-wal", "-shm", "-journal")]
        return self.name != ":memory:" and path.resolve() in own

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for statements that see one state of the file throughout."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
        """The connection within a transaction that alone may write; all of it is stored, or none.

        What was stored outlives the death of the process; with `durable` also the loss of power.
        """
        with self._lock, self._explained():
            connection = self._opened()
            relaxed = self.journal == "wal" and not durable
            connection.execute(f"PRAGMA synchronous = {'NORMAL' if relaxed else 'FULL'}")
            with self._transaction("BEGIN IMMEDIATE"):
                yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._lock, self._explained():
            connection = self._opened()
            connection.execute(begin)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk, for one, has ended it already
                    connection.execute("ROLLBACK")
                raise

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            raise MemoryStoreError(f"{self.name}: the memory is closed: open it again")
        if self._process != os.getpid():
            # SQLite's locks do not survive a fork; going on would damage the file.
            raise MemoryStoreError(f"{self.name}: opened by another process: open the memory after the fork")
        return self._connection

    def _find(self, path: Path, create: bool) -> None:
        try:
            if path.is_dir():
                raise MemoryStoreError(f"{path}: is a folder: name a file, such as {path / 'memory.sqlite'}")
            if not create and not path.exists():
                raise MemoryStoreError(f"{path}: there is no translation memory: translate first, or name another file")
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise MemoryStoreError(f"{path}: {os.strerror(error.errno or 0)}: {_ELSEWHERE}") from error

    def _recognise(self, connection: sqlite3.Connection) -> None:
        """Refuse files of other programs and of newer versions, before anything is written to them."""
        alone = not connection.in_transaction
        if alone:
            connection.execute("BEGIN")  # one view of the file: another process may be making it just now
        try:
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        finally:
            if alone and connection.in_transaction:
                connection.execute("COMMIT")
        if application != _APPLICATION and (tables or application or version):
            raise MemoryStoreError(f"{self.name}: is a database of another program: name another file")
        if version > len(MIGRATIONS):
            raise MemoryStoreError(
                f"{self.name}: was written by a newer Aligner (schema {version}, this one knows {len(MIGRATIONS)}): "
                "update Aligner, or name another file"
            )

    def _choose_journal(self, connection: sqlite3.Connection, wanted: str) -> str:
        if wanted not in ("wal", "rollback"):
            raise ValueError(f"journal is 'wal' or 'rollback', not {wanted!r}")
        # SQLite does not wait by itself when two processes change the journal of a new file at once.
        deadline = time.monotonic() + self.timeout
        while True:
            try:
                mode = "WAL" if wanted == "wal" else "DELETE"
                (now,) = connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()
                return "wal" if now == "wal" else "rollback"
            except sqlite3.OperationalError as error:
                kind = _kind(error)
                if kind in ("SQLITE_BUSY", "SQLITE_LOCKED") and time.monotonic() < deadline:
                    time.sleep(0.01)
                elif kind in ("SQLITE_PROTOCOL", "SQLITE_IOERR") and wanted == "wal":
                    wanted = "rollback"  # no shared memory on this file system
                else:
                    raise

    def _migrate(self, connection: sqlite3.Connection) -> None:
        if connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS):
            return
        with self.writing(durable=True):
            # Read again: another process may have been quicker.
            self._recognise(connection)
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            for statements in MIGRATIONS[version:]:
                for statement in statements:
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            advice = _ADVICE.get(_kind(error), "{error}")
            message = advice.format(error=error, seconds=self.timeout)
            raise MemoryStoreError(f"{self.name}: {message}") from error


_ELSEWHERE = "give yourself the right to write there, or name another file (--memory, or the folder in ALIGNER_DATA)"

_ADVICE = {
    "SQLITE_NOTADB": "is not a translation memory: name another file, or move this one away",
    "SQLITE_CORRUPT": "is damaged: move it away and import your last export into a new one (aligner memory import), "
    "or rescue what is left with  sqlite3 FILE .recover",
    "SQLITE_READONLY": f"cannot be written: {_ELSEWHERE}",
    "SQLITE_CANTOPEN": f"cannot be opened: {_ELSEWHERE}",
    "SQLITE_PERM": f"cannot be opened: {_ELSEWHERE}",
    "SQLITE_FULL": "the disk is full, the last step was not stored: make room and run again, it goes on from there",
    "SQLITE_IOERR": "cannot be read or written ({error}): look after the disk, then run again",
    "SQLITE_BUSY": "another process has kept it locked for {seconds:g} seconds: run again when that one has ended",
    "SQLITE_LOCKED": "is locked ({error}): run again when the other one has ended",
}


def _kind(error: sqlite3.Error) -> str:
    """The primary result code, such as SQLITE_IOERR for SQLITE_IOERR_WRITE."""
    name: str = getattr(error, "sqlite_errorname", "") or ""
    return "_".join(name.split("_")[:2])

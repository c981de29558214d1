"""The translation memory: what machines translated, so that it is done once, and what people approved, which wins.

One SQLite file, safe for several jobs at once. Approvals are kept with their history and are never forgotten.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from aligner.errors import InputError
from aligner.files import data_home
from aligner.translation import fuzzy, memory_approvals
from aligner.translation.memory_database import Database
from aligner.translation.memory_entries import (
    Approval,
    Approved,
    FuzzyMatch,
    Key,
    MachineEntry,
    Setting,
    Stored,
    nfc,
    timestamp,
)
from aligner.translation.memory_exchange import LoadReport, export_records, load_records
from aligner.translation.memory_machine import find_entries, setting_number, store_entries

__all__ = [
    "Approval",
    "Approved",
    "FuzzyMatch",
    "Key",
    "LoadReport",
    "MachineEntry",
    "Memory",
    "Statistics",
    "default_path",
]


@dataclass(frozen=True)
class Statistics:
    """What a memory holds."""

    path: str
    bytes: int  # of the file, with its journal
    machine: int  # entries
    approved: int  # texts with an approved translation in force
    approvals: int  # with the history
    pairs: tuple[tuple[str, str, int, int], ...]  # source, target, machine entries, approved texts
    engines: tuple[tuple[str, str, str, int], ...]  # source, target, fingerprint, machine entries


def default_path() -> Path:
    """The memory that is used when none is named: memory.sqlite in the data folder (see `data_home`)."""
    return data_home() / "memory.sqlite"


class Memory:
    """An open translation memory. Threads may share it; a process opens its own."""

    def __init__(self, path: Path | str, *, create: bool = True, timeout: float = 60.0, journal: str = "wal") -> None:
        """Open the memory in this file, or a new one that lasts as long as the object where `path` is ":memory:".

        `create=False` refuses a file that is not there. `timeout` is how many seconds to wait for another writer.
        `journal` is "wal", or "rollback" for a folder that several machines mount.
        MemoryStoreError says what is wrong with the file and what to do; the file is left as it is.
        """
        self.path = path
        self._database = Database(path, create=create, timeout=timeout, journal=journal)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing again does nothing."""
        self._database.close()

    @property
    def journal(self) -> str:
        """How SQLite keeps the file whole: "wal", or "rollback" where that was asked for or nothing else works."""
        return self._database.journal

    # What machines translated.

    def machine(
        self, source: str, target: str, engine: str, options: str, glossary: str, texts: Sequence[str]
    ) -> dict[str, MachineEntry]:
        """The entries that are there for these source texts, by text as given."""
        setting = Setting(source, target, engine, options, glossary)
        wanted = {text: nfc(text) for text in texts}
        with self._database.reading() as connection:
            number = setting_number(connection, setting)
            found = {} if number is None else find_entries(connection, number, setting, wanted.values())
        return {text: found[key] for text, key in wanted.items() if key in found}

    def store(
        self, source: str, target: str, engine: str, options: str, glossary: str, entries: Mapping[str, MachineEntry]
    ) -> dict[str, MachineEntry]:
        """Store translations by source text; gives what the memory holds for each of these texts now.

        That is another entry than the given one where another job was first: use it, and both jobs say the same.
        The entries outlive the death of the process once this returns.
        """
        return self.store_together(source, target, engine, options, {glossary: entries})[glossary]

    def store_together(
        self,
        source: str,
        target: str,
        engine: str,
        options: str,
        entries: Mapping[str, Mapping[str, MachineEntry]],
    ) -> dict[str, dict[str, MachineEntry]]:
        """As `store`, for several glossaries at once: glossary -> source text -> entry. All are stored, or none."""
        result: dict[str, dict[str, MachineEntry]] = {}
        with self._database.writing() as connection:
            for glossary, group in entries.items():
                given: dict[str, MachineEntry] = {}
                for text, entry in group.items():
                    given.setdefault(nfc(text), entry)
                setting = Setting(source, target, engine, options, glossary)
                held = store_entries(connection, setting, given, int(time.time()))
                result[glossary] = {text: held[nfc(text)] for text in group}
        return result

    def translations(self) -> Iterator[Stored]:
        """Every text with every translation that is kept of it, by machines and people, each pair of texts once."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT source, target, text, translation FROM machine JOIN setting ON setting.id = machine.setting"
                " UNION SELECT source, target, text, translation FROM approval WHERE undone = ''"
            )
            for row in rows:
                yield Stored(*row)

    def machine_by_engine(self, source: str, target: str, text: str) -> dict[Key, MachineEntry]:
        """Every machine translation of this text, whatever the engine, options and glossary."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, engine, options, glossary FROM setting WHERE source = ? AND target = ? ORDER BY id",
                (source, target),
            ).fetchall()
            found: dict[Key, MachineEntry] = {}
            for number, *rest in rows:
                entries = find_entries(connection, number, Setting(source, target, *rest), [nfc(text)])
                found.update((Key(nfc(text), source, target, *rest), entry) for entry in entries.values())
        return found

    def forget(
        self,
        *,
        engine: str | None = None,
        source: str | None = None,
        target: str | None = None,
        before: datetime | str | None = None,
        everything: bool = False,
    ) -> int:
        """Delete the machine translations for which all that is given holds; gives how many there were.

        `before` is a time. Approvals stay: they are people's work (see `undo`). ValueError where nothing is given
        but not `everything`.
        """
        wanted = {"engine": engine, "source": source, "target": target}
        given = {name: value for name, value in wanted.items() if value is not None}
        if not given and before is None and not everything:
            raise ValueError("say what to forget, or everything=True")
        where = " AND ".join(["1", *(f"{name} = ?" for name in given)])
        limit = (1 << 62) if before is None else int(datetime.fromisoformat(timestamp(before)).timestamp())
        with self._database.reading() as connection:
            settings = [
                row[0] for row in connection.execute(f"SELECT id FROM setting WHERE {where}", [*given.values()])
            ]
        deleted = 0
        for setting in settings:
            while True:  # a piece at a time, so that a job that writes need not wait long
                with self._database.writing() as connection:
                    count = connection.execute(
                        "DELETE FROM machine WHERE id IN"
                        " (SELECT id FROM machine WHERE setting = ? AND made < ? LIMIT 10000)",
                        (setting, limit),
                    ).rowcount
                if not count:
                    break
                deleted += count
        return deleted

    # What people approved.

    def approve(
        self,
        source: str,
        target: str,
        text: str,
        translation: str,
        *,
        editor: str,
        document: str = "",
        when: datetime | str | None = None,
        note: str = "",
    ) -> Approved:
        """Approve a translation of a text; gives what is in force for it now.

        The newest approval wins, and one without `when` is the newest. The older ones stay in the history.
        InputError where a text is empty or `when` is not a time. What returns outlives a loss of power.
        """
        given = timestamp(when) if when is not None else ""
        self.approve_all([Approval(source, target, text, translation, editor, document, note, given)])
        return self.approved(source, target, [text], normalised=False)[text]

    def approve_all(self, given: Iterable[Approval]) -> int:
        """Approve many at once, all or none; gives how many were new (the others were in force already)."""
        checked = [approval.checked() for approval in given]
        with self._database.writing(durable=True) as connection:
            return sum(memory_approvals.record(connection, approval) for approval in checked)

    def undo(self, source: str, target: str, text: str) -> Approved | None:
        """Take back the approval in force for this text; gives the older one that is in force now, if any.

        InputError where nothing is approved for it.
        """
        with self._database.writing(durable=True) as connection:
            if not memory_approvals.undo(connection, source, target, nfc(text)):
                raise InputError(f"nothing is approved for this text from {source} to {target}: {text[:60]!r}")
        return self.approved(source, target, [text], normalised=False).get(text)

    def approved(
        self, source: str, target: str, texts: Sequence[str], *, normalised: bool = True
    ) -> dict[str, Approved]:
        """The approved translations in force for these texts, by text as given.

        First by the very text (in NFC), then, with `normalised`, by its plain form: see `Approved.match`. Approvals
        of the other direction are never given here.
        """
        with self._database.reading() as connection:
            return memory_approvals.in_force(connection, source, target, texts, normalised)

    def approved_version(self, source: str, target: str) -> str:
        """A text that is another one whenever any approval in force for this pair is; "" where there is none.

        Equal in two memories where the same approvals are in force.
        """
        with self._database.reading() as connection:
            return memory_approvals.version(connection, source, target)

    def approved_history(self, source: str, target: str, text: str) -> list[Approval]:
        """Every approval ever given for this text, newest first, with those that were undone."""
        with self._database.reading() as connection:
            return [approval for _, approval in memory_approvals.history(connection, source, target, nfc(text))]

    def fuzzy(
        self,
        source: str,
        target: str,
        text: str,
        *,
        threshold: float = 0.75,
        limit: int = 3,
        reverse: bool = False,
    ) -> list[FuzzyMatch]:
        """The approved translations of the most similar texts, best first: see `fuzzy.similarity` for the measure.

        None that reaches `threshold` (0 to 1) is missed, but those that share no word with the text. With `reverse`
        also translations approved for the other direction, turned round: `FuzzyMatch.reverse`.
        """
        if not 0 <= threshold <= 1 or limit < 1:
            raise ValueError(f"a threshold is between 0 and 1 and a limit at least 1, not {threshold} and {limit}")
        matches: list[FuzzyMatch] = []
        with self._database.reading() as connection:
            for turned in (False, True) if reverse else (False,):
                near = fuzzy.search(connection, source, target, nfc(text), threshold, limit, reverse=turned)
                matches += memory_approvals.fuzzy_matches(connection, near, turned)
        matches.sort(key=lambda match: (-match.similarity, match.reverse))
        return matches[:limit]

    # The memory as a whole.

    def statistics(self) -> Statistics:
        """How much there is, by pair and by engine."""
        with self._database.reading() as connection:
            engines = connection.execute(
                "SELECT source, target, engine, count(*) FROM machine JOIN setting ON setting.id = machine.setting"
                " GROUP BY source, target, engine ORDER BY source, target, engine"
            ).fetchall()
            pairs = connection.execute(
                "SELECT source, target, count(*) FROM approved JOIN approval ON approval.id = approved.approval"
                " GROUP BY source, target"
            ).fetchall()
            (history,) = connection.execute("SELECT count(*) FROM approval").fetchone()
        counts: dict[tuple[str, str], list[int]] = {}
        for source, target, _, count in engines:
            counts.setdefault((source, target), [0, 0])[0] += count
        for source, target, count in pairs:
            counts.setdefault((source, target), [0, 0])[1] += count
        return Statistics(
            path=str(self.path),
            bytes=self._database.size(),
            machine=sum(machine for machine, _ in counts.values()),
            approved=sum(approved for _, approved in counts.values()),
            approvals=history,
            pairs=tuple((*pair, machine, approved) for pair, (machine, approved) in sorted(counts.items())),
            engines=tuple(tuple(row) for row in engines),
        )

    def export(self, path: Path | str) -> int:
        """Write all entries and the whole history as JSON lines, whole or not at all; gives how many records."""
        if self._database.is_file(Path(path)):
            raise InputError(f"{path}: is the memory itself: name another file for the export")
        with self._database.reading() as connection:
            return export_records(connection, Path(path))

    def load(self, path: Path | str) -> LoadReport:
        """Add what `export` wrote. A machine translation that is here stays; of two approvals the newer one wins.

        A file with a faulty line changes nothing: InputError says which.
        """
        return load_records(self._database, Path(path))

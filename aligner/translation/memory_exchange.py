"""A translation memory as JSON lines: to keep a copy, to carry it to another machine, to join two."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, cast

from aligner.bitext import Repair, TermUse
from aligner.errors import InputError
from aligner.files import write_atomically
from aligner.translation import memory_approvals
from aligner.translation.memory_database import Database
from aligner.translation.memory_entries import Approval, MachineEntry, Setting, nfc, now
from aligner.translation.memory_machine import store_entries

__all__ = ["Conflict", "LoadReport", "export_records", "load_records"]

_FORMAT = 1
_CONFLICTS_SHOWN = 100
_BATCH = 1000  # records a transaction: a job that writes at the same time waits no longer than that


@dataclass(frozen=True)
class Conflict:
    """Two memories that say different things of one text."""

    line: int
    kind: str  # "machine" or "approval"
    text: str
    loaded: str  # the translation in the file
    kept: str  # the one that is in force now


@dataclass
class LoadReport:
    """What came of loading a file into a memory."""

    machine_added: int = 0
    machine_present: int = 0  # were here already, the conflicts among them
    machine_conflicts: int = 0  # with another translation, which stayed
    approvals_added: int = 0
    approvals_present: int = 0
    approval_conflicts: int = 0  # another translation was in force; the newer one is now
    conflicts: list[Conflict] = field(default_factory=list)  # the first hundred of both kinds

    def _note(self, conflict: Conflict) -> None:
        if len(self.conflicts) < _CONFLICTS_SHOWN:
            self.conflicts.append(conflict)


def export_records(connection: sqlite3.Connection, path: Path) -> int:
    """Write every entry and approval to a file, whole or not at all; gives how many."""
    count = 0
    try:
        with write_atomically(path) as file:
            file.write(_line({"aligner_memory": _FORMAT, "written": now()}))
            for record in _records(connection):
                file.write(_line(record))
                count += 1
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {os.strerror(error.errno or 0)}") from error
    return count


def load_records(database: Database, path: Path) -> LoadReport:
    """Add the records of a file; the file is read to its end before the memory changes."""
    for _ in _read(path):
        pass
    report = LoadReport()
    batch: list[tuple[int, _Record]] = []
    for item in _read(path):
        batch.append(item)
        if len(batch) == _BATCH:
            _load(database, batch, report)
            batch.clear()
    _load(database, batch, report)
    return report


@dataclass(frozen=True)
class _MachineRecord:
    setting: Setting
    text: str
    entry: MachineEntry
    made: int


_Record = _MachineRecord | Approval


def _load(database: Database, batch: list[tuple[int, _Record]], report: LoadReport) -> None:
    with database.writing(durable=True) as connection:
        for line, record in batch:
            if isinstance(record, Approval):
                _load_approval(connection, line, record, report)
            else:
                _load_machine(connection, line, record, report)


def _load_machine(connection: sqlite3.Connection, line: int, record: _MachineRecord, report: LoadReport) -> None:
    held = store_entries(connection, record.setting, {record.text: record.entry}, record.made)[record.text]
    if held is record.entry:
        report.machine_added += 1
        return
    report.machine_present += 1
    if held.text != record.entry.text:
        report.machine_conflicts += 1
        report._note(Conflict(line, "machine", record.text, record.entry.text, held.text))


def _load_approval(connection: sqlite3.Connection, line: int, approval: Approval, report: LoadReport) -> None:
    where = (approval.source, approval.target, [approval.text])
    before = memory_approvals.in_force(connection, *where, False).get(approval.text)
    if not memory_approvals.add_to_history(connection, approval):
        report.approvals_present += 1
        return
    report.approvals_added += 1
    if before is not None and not approval.undone and before.translation != approval.translation:
        after = memory_approvals.in_force(connection, *where, False)[approval.text]
        report.approval_conflicts += 1
        report._note(Conflict(line, "approval", approval.text, approval.translation, after.translation))


def _records(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    rows = connection.execute(
        "SELECT source, target, engine, options, glossary, text, made,"
        " translation, score, flags, repairs, terms, pivot"
        " FROM machine JOIN setting ON setting.id = machine.setting ORDER BY machine.id"
    )
    for source, target, engine, options, glossary, text, made, *entry in rows:
        record = asdict(MachineEntry.from_row(entry))
        yield {
            "kind": "machine",
            "source": source,
            "target": target,
            "engine": engine,
            "options": options,
            "glossary": glossary,
            "text": text,
            "translation": record.pop("text"),
            **record,
            "made": made,
        }
    names = [f.name for f in fields(Approval)]
    for row in connection.execute(
        "SELECT source, target, text, translation, editor, document, note, given, undone FROM approval ORDER BY id"
    ):
        yield {"kind": "approval", **dict(zip(names, row, strict=True))}


def _line(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def _read(path: Path) -> Iterator[tuple[int, _Record]]:
    """The records of an export with their lines. InputError where a line is none."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    record = json.loads(line)
                    if number == 1:
                        _check_format(record)
                    else:
                        yield number, _record(record)
                except InputError as error:
                    raise InputError(f"{path}:{number}: {error}") from error
                except (ValueError, KeyError, TypeError, RecursionError) as error:
                    raise InputError(f"{path}:{number}: not a record of a translation memory: {error}") from error
            if file.tell() == 0:
                raise InputError(f"{path}: is empty, not the export of a translation memory")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {os.strerror(error.errno or 0)}") from error


def _check_format(header: Any) -> None:
    version = header.get("aligner_memory") if isinstance(header, dict) else None
    if not isinstance(version, int):
        raise InputError("not the export of a translation memory (aligner memory export writes one)")
    if version > _FORMAT:
        raise InputError(f"written by a newer Aligner (format {version}, this one knows {_FORMAT}): update Aligner")


def _record(record: dict[str, Any]) -> _Record:
    if record["kind"] == "approval":
        values = {name: _text(record[name]) for name in (f.name for f in fields(Approval))}
        if not values["when"]:
            raise ValueError("an approval without its time")
        return Approval(**values).checked()
    if record["kind"] != "machine":
        raise ValueError(f"its kind is {record['kind']!r}")
    names = ("source", "target", "engine", "options", "glossary")
    setting = Setting(*(_text(record[name]) for name in names))
    return _MachineRecord(setting, nfc(_text(record["text"])), _entry(record), _whole(record["made"]))


def _entry(record: dict[str, Any]) -> MachineEntry:
    score = record["score"]
    if score is not None and not isinstance(score, int | float):
        raise TypeError(f"the score is {score!r}")
    return MachineEntry(
        text=_text(record["translation"]),
        score=None if score is None else float(score),
        flags=tuple(_text(flag) for flag in record["flags"]),
        repairs=tuple(_same_types(Repair(**repair), Repair("", "", "")) for repair in record["repairs"]),
        pivot=_text(record["pivot"]),
        terms=tuple(_term(term) for term in record["terms"]),
    )


def _term(record: dict[str, Any]) -> TermUse:
    use = TermUse.from_record(record)
    for form in use.alternatives:
        _text(form)
    return cast(
        TermUse, _same_types(use, TermUse("", "", "", 0, 0, confidence=None if use.confidence is None else 0.0))
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    nfc(value)
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 1 << 62:
        raise TypeError(f"{value!r} is not a time in seconds since 1970")
    return value


def _same_types(value: Any, example: Any) -> Any:
    """The value, when its fields are of the types that those of the example have."""
    for f in fields(example):
        held = getattr(value, f.name)
        if type(held) is not type(getattr(example, f.name)):
            raise TypeError(f"{f.name} is {held!r}")
        if isinstance(held, str):
            _text(held)
    return value

"""The machine's side of a translation memory: its entries in the database. Callers bring the transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from aligner.translation.memory_database import chunks
from aligner.translation.memory_entries import Key, MachineEntry, Setting

__all__ = ["find_entries", "setting_number", "store_entries"]


def setting_number(connection: sqlite3.Connection, setting: Setting) -> int | None:
    """The number of a setting in this memory, or None where nothing was stored under it."""
    row = connection.execute(
        "SELECT id FROM setting WHERE source = ? AND target = ? AND engine = ? AND options = ? AND glossary = ?",
        setting.values(),
    ).fetchone()
    return None if row is None else int(row[0])


def find_entries(
    connection: sqlite3.Connection, number: int, setting: Setting, texts: Iterable[str]
) -> dict[str, MachineEntry]:
    """The entries for these NFC texts, by text."""
    wanted = set(texts)
    keys = {Key(text, *setting.values()).digest() for text in wanted}
    found: dict[str, MachineEntry] = {}
    for piece in chunks([*keys]):
        rows = connection.execute(
            "SELECT setting, text, translation, score, flags, repairs, terms, pivot FROM machine"
            f" WHERE key IN ({','.join('?' * len(piece))}) ORDER BY id",
            piece,
        )
        for held_under, text, *row in rows:
            # The digest alone proves nothing: what it found must be the very text.
            if held_under == number and text in wanted:
                found.setdefault(text, MachineEntry.from_row(row))
    return found


def store_entries(
    connection: sqlite3.Connection, setting: Setting, entries: Mapping[str, MachineEntry], made: int
) -> dict[str, MachineEntry]:
    """Store entries by NFC text where there is none yet; gives what is held for each of the texts now.

    The transaction is one that alone may write, so nobody stores between the look and the insertion.
    """
    number = setting_number(connection, setting)
    if number is None:
        cursor = connection.execute(
            "INSERT INTO setting (source, target, engine, options, glossary) VALUES (?, ?, ?, ?, ?)", setting.values()
        )
        number = int(cursor.lastrowid or 0)
    held = find_entries(connection, number, setting, entries)
    connection.executemany(
        "INSERT INTO machine (key, setting, text, translation, score, flags, repairs, terms, pivot, made)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (Key(text, *setting.values()).digest(), number, text, *entry.row(), made)
            for text, entry in entries.items()
            if text not in held
        ],
    )
    return {**entries, **held}

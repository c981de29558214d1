"""The editors' side of a translation memory: approvals, their history, and which one is in force.

Callers bring the transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from aligner.translation import fuzzy
from aligner.translation.memory_database import chunks
from aligner.translation.memory_entries import (
    Approval,
    Approved,
    FuzzyMatch,
    nfc,
    now,
    pair_digest,
    plain,
    timestamp,
)

__all__ = ["add_to_history", "fuzzy_matches", "history", "in_force", "record", "undo", "version"]

_COLUMNS = "source, target, text, translation, editor, document, note, given, undone"


def history(connection: sqlite3.Connection, source: str, target: str, text: str) -> list[tuple[int, Approval]]:
    """The approvals of an NFC text with their numbers, newest first."""
    rows = connection.execute(
        f"SELECT id, {_COLUMNS} FROM approval WHERE key = ? AND source = ? AND target = ? AND text = ?"
        " ORDER BY given DESC, id DESC",
        (pair_digest(source, target, text), source, target, text),
    )
    return [(number, Approval(*values)) for number, *values in rows]


def record(connection: sqlite3.Connection, approval: Approval) -> bool:
    """Give an approval (`Approval.checked`); False where it was given before and stands, or says nothing new.

    One without a time is newer than every other, even where the clock of another machine was ahead.
    """
    past = [old for _, old in history(connection, approval.source, approval.target, approval.text)]
    standing = [old for old in past if not old.undone]
    if approval.when:
        told = (approval.translation, approval.editor, approval.when)
        if any((old.translation, old.editor, old.when) == told for old in standing):
            return False
        _insert(connection, approval)
        return True
    if standing and replace(standing[0], when="") == approval:
        return False
    when = now()
    if past and past[0].when >= when:
        when = timestamp(datetime.fromisoformat(past[0].when) + timedelta(microseconds=1))
    _insert(connection, replace(approval, when=when))
    return True


def add_to_history(connection: sqlite3.Connection, approval: Approval) -> bool:
    """Add an approval of another memory as it is, with its time; False where this one is in the history already."""
    for number, old in history(connection, approval.source, approval.target, approval.text):
        if replace(old, undone=approval.undone) == approval:
            if approval.undone and not old.undone:
                _take_back(connection, number, approval)
            return False
    _insert(connection, approval)
    return True


def undo(connection: sqlite3.Connection, source: str, target: str, text: str) -> bool:
    """Take back the approval in force for an NFC text; False where there is none."""
    for number, old in history(connection, source, target, text):
        if not old.undone:
            _take_back(connection, number, replace(old, undone=now()))
            return True
    return False


def in_force(
    connection: sqlite3.Connection, source: str, target: str, texts: Sequence[str], normalised: bool
) -> dict[str, Approved]:
    """The approvals in force for these texts, by text as given; with `normalised` by the plain form where need be."""
    exact = {text: nfc(text) for text in texts}
    rows = _by_digest(connection, "key", source, target, exact.values())
    held = {approval.text: approval for approval in rows}
    found = {text: _approved(held[key], "exact") for text, key in exact.items() if key in held}
    if normalised:
        rest = {text: form for text in texts if text not in found and (form := plain(text))}
        for approval in _by_digest(connection, "plain", source, target, rest.values()):
            held[plain(approval.text)] = approval  # the rows come oldest first: the newest stays
        found.update((text, _approved(held[form], "normalised")) for text, form in rest.items() if form in held)
    return found


def version(connection: sqlite3.Connection, source: str, target: str) -> str:
    """A text that is another one whenever anything in force for this pair is; "" where nothing ever was."""
    row = connection.execute(
        "SELECT sum FROM approved_sum WHERE source = ? AND target = ?", (source, target)
    ).fetchone()
    return "" if row is None or not any(row[0]) else bytes(row[0]).hex()


def fuzzy_matches(connection: sqlite3.Connection, near: Mapping[int, float], reverse: bool) -> list[FuzzyMatch]:
    """The approvals of these numbers as suggestions, with their similarities."""
    matches = []
    for number, similarity in near.items():
        (values,) = connection.execute(f"SELECT {_COLUMNS} FROM approval WHERE id = ?", (number,)).fetchall()
        approval = Approval(*values)
        sides = (approval.text, approval.translation)
        text, translation = reversed(sides) if reverse else sides
        matches.append(FuzzyMatch(text, translation, similarity, reverse, approval.editor, approval.when))
    return matches


def _by_digest(
    connection: sqlite3.Connection, column: str, source: str, target: str, forms: Iterable[str]
) -> list[Approval]:
    """The approvals in force for texts, or plain forms of texts, with the digests of these; oldest first."""
    digests = [*{pair_digest(source, target, form) for form in forms}]
    approvals = []
    for piece in chunks(digests):
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM approved JOIN approval ON approval.id = approved.approval"
            f" WHERE approved.{column} IN ({','.join('?' * len(piece))}) AND source = ? AND target = ?"
            " ORDER BY given, approval.id",
            [*piece, source, target],
        )
        approvals += [Approval(*row) for row in rows]
    return approvals


def _approved(approval: Approval, match: str) -> Approved:
    return Approved(
        source_text=approval.text,
        translation=approval.translation,
        match=match,
        editor=approval.editor,
        document=approval.document,
        note=approval.note,
        when=approval.when,
    )


def _insert(connection: sqlite3.Connection, approval: Approval) -> None:
    connection.execute(
        f"INSERT INTO approval (key, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            pair_digest(approval.source, approval.target, approval.text),
            approval.source,
            approval.target,
            approval.text,
            approval.translation,
            approval.editor,
            approval.document,
            approval.note,
            approval.when,
            approval.undone,
        ),
    )
    _settle(connection, approval)


def _take_back(connection: sqlite3.Connection, number: int, approval: Approval) -> None:
    connection.execute("UPDATE approval SET undone = ? WHERE id = ?", (approval.undone, number))
    _settle(connection, approval)


def _settle(connection: sqlite3.Connection, approval: Approval) -> None:
    """Put the newest standing approval of this text in force."""
    past = dict(history(connection, approval.source, approval.target, approval.text))
    newest = next((number for number, old in past.items() if not old.undone), None)
    key = pair_digest(approval.source, approval.target, approval.text)
    rows = connection.execute("SELECT approval FROM approved WHERE key = ?", (key,)).fetchall()
    held = next((number for (number,) in rows if number in past), None)
    if held == newest:
        return
    if held is not None:
        _shift_sum(connection, past[held], -1)
        fuzzy.remove(connection, held)
        connection.execute("DELETE FROM approved WHERE approval = ?", (held,))
    if newest is not None:
        source, target, standing = approval.source, approval.target, past[newest]
        _shift_sum(connection, standing, +1)
        words = fuzzy.add(connection, newest, (source, target), standing.text, reverse=False)
        back = fuzzy.add(connection, newest, (target, source), standing.translation, reverse=True)
        connection.execute(
            "INSERT INTO approved (approval, key, plain, words, back) VALUES (?, ?, ?, ?, ?)",
            (newest, key, pair_digest(source, target, plain(standing.text)), words, back),
        )


def _shift_sum(connection: sqlite3.Connection, approval: Approval, sign: int) -> None:
    """Count an approval in or out of the version of its pair. A sum, so that the order of approvals plays no part."""
    pair = (approval.source, approval.target)
    row = connection.execute("SELECT sum FROM approved_sum WHERE source = ? AND target = ?", pair).fetchone()
    old = int.from_bytes(row[0], "little") if row else 0
    new = (old + sign * int.from_bytes(approval.digest(), "little")) % (1 << 128)
    connection.execute(
        "INSERT OR REPLACE INTO approved_sum (source, target, sum) VALUES (?, ?, ?)",
        (*pair, new.to_bytes(16, "little")),
    )

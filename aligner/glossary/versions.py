"""Two versions of a glossary compared, and three merged, by concept and column: lines of text are too coarse for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from aligner.glossary.concepts import Concept
from aligner.glossary.rows import COLUMNS, LIST_COLUMNS, cell_values, from_row, to_row

__all__ = [
    "BOOKKEEPING",
    "MERGE_MARK",
    "Change",
    "Clash",
    "Difference",
    "Merge",
    "changes",
    "differences",
    "merge",
    "unmarked",
]

BOOKKEEPING = ("changed_by", "changed")  # who changed a concept last, and when; every change changes them
MERGE_MARK = "[merge]"  # begins a line in the note of a concept that an editor must look at

_APPROVAL = ("approved_by", "approved")
_CONFIRMED = "confirmed"  # in a morphology: an editor has looked at the whole table
_TOGETHER = (BOOKKEEPING, _APPROVAL)  # columns that only make sense together, the time last


@dataclass(frozen=True)
class Change:
    """One column of a concept in two versions, as cells of the file."""

    column: str
    before: str
    after: str

    @property
    def removed(self) -> tuple[str, ...]:
        """Values of a list that are gone; of another column the whole cell, if it held something."""
        return _without(cell_values(self.column, self.before), cell_values(self.column, self.after))

    @property
    def added(self) -> tuple[str, ...]:
        """Values of a list that are new; of another column the whole cell, if it holds something."""
        return _without(cell_values(self.column, self.after), cell_values(self.column, self.before))


@dataclass(frozen=True)
class Difference:
    """A concept that is not the same in two versions."""

    concept: str
    kind: Literal["added", "removed", "changed"]
    changes: tuple[Change, ...]  # of an added or removed concept every column that holds something


@dataclass(frozen=True)
class Clash:
    """What both sides of a merge have changed, each in its own way. Ours is kept."""

    concept: str
    column: str  # "" where one side has deleted the concept
    base: str
    ours: str
    theirs: str
    message: str


@dataclass(frozen=True)
class Merge:
    """What came of a merge."""

    concepts: tuple[Concept, ...]
    clashes: tuple[Clash, ...]


def changes(before: Concept | None, after: Concept | None) -> tuple[Change, ...]:
    """The columns in which two versions of a concept differ; None where it was not there or is no more."""
    old = to_row(before) if before else {}
    new = to_row(after) if after else {}
    columns = dict.fromkeys((*COLUMNS, *old, *new))
    found = (Change(column, old.get(column, ""), new.get(column, "")) for column in columns)
    return tuple(change for change in found if change.before != change.after)


def differences(before: Mapping[str, Concept], after: Mapping[str, Concept]) -> tuple[Difference, ...]:
    """The concepts that differ, by id. Who changed a concept, and when, is no difference by itself."""
    found = []
    for identity in sorted({*before, *after}):
        old, new = before.get(identity), after.get(identity)
        if old == new:
            continue
        kind: Literal["added", "removed", "changed"] = "added" if not old else "removed" if not new else "changed"
        what = changes(old, new)
        if any(change.column not in BOOKKEEPING for change in what):
            found.append(Difference(identity, kind, what))
    return tuple(found)


def merge(base: Mapping[str, Concept], ours: Mapping[str, Concept], theirs: Mapping[str, Concept]) -> Merge:
    """Both sides' changes together: concept by concept, column by column, lists value by value.

    Where both have changed one thing in different ways ours is kept, and a line in the concept's note, which begins
    with MERGE_MARK, says what theirs was. A concept that one side deleted and the other changed is kept with its
    changes and such a line.
    """
    concepts: list[Concept] = []
    clashes: list[Clash] = []
    for identity in sorted({*base, *ours, *theirs}):
        old, our, their = base.get(identity), ours.get(identity), theirs.get(identity)
        if _same(our, their) or _same(their, old):
            kept = our
        elif _same(our, old):
            kept = their
        elif our is None or their is None:
            kept, clash = _deleted(identity, our, their)
            clashes.append(clash)
        else:
            kept, found = _merged(old, our, their)
            clashes += found
        if kept is not None:
            concepts.append(kept)
    return Merge(tuple(concepts), tuple(clashes))


def _same(one: Concept | None, other: Concept | None) -> bool:
    return one == other or (one is not None and other is not None and to_row(one) == to_row(other))


def _deleted(identity: str, our: Concept | None, their: Concept | None) -> tuple[Concept, Clash]:
    kept = our or their
    assert kept is not None
    message = "theirs deletes it, ours changes it: kept" if our else "ours deletes it, theirs changes it: kept"
    clash = Clash(identity, "", "", "changed" if our else "deleted", "changed" if their else "deleted", message)
    return _marked(to_row(kept), [message]), clash


def _merged(old: Concept | None, our: Concept, their: Concept) -> tuple[Concept, list[Clash]]:
    base, ours, theirs = to_row(old) if old else {}, to_row(our), to_row(their)
    row: dict[str, str] = {}
    clashes: list[Clash] = []
    marks: list[str] = []
    for column in dict.fromkeys((*ours, *theirs)):
        cells = [side.get(column, "") for side in (base, ours, theirs)]
        if column in LIST_COLUMNS:
            row[column], clash = _merged_list(column, *cells)
        else:
            row[column], clash = _merged_text(*cells)
        if clash and not any(column in pair for pair in _TOGETHER):
            told = f"{column}: ours is {cells[1] or 'empty'}, theirs {cells[2] or 'empty'}"
            clashes.append(Clash(our.id, column, cells[0], cells[1], cells[2], told))
            marks.append(f"{column}: theirs was {cells[2] or 'empty'}")
    for pair in _TOGETHER:
        row |= _newer(pair, base, ours, theirs)
    return _marked(row, marks), clashes


def _merged_text(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    if ours == theirs or theirs == base:
        return ours, False
    return (theirs, False) if ours == base else (ours, True)


def _merged_list(column: str, base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """Ours with what theirs added and without what theirs took out; values that have a key are merged by it."""
    values = [cell_values(column, cell) for cell in (base, ours, theirs)]
    keyed = all(len({_key(column, value) for value in side}) == len(side) for side in values)  # no tag twice
    sides = [{_key(column, value) if keyed else value: value for value in side} for side in values]
    kept: list[str] = []
    clash = False
    for key in dict.fromkeys((*sides[1], *sides[2])):
        value, differs = _merged_text(*(side.get(key, "") for side in sides))
        clash |= differs
        kept += [value] if value else []
    if (
        column.endswith(".morphology")
        and _CONFIRMED in kept
        and not any(_CONFIRMED in side and set(side) == set(kept) for side in values)
    ):
        kept.remove(_CONFIRMED)  # nobody has seen the table that the two make together
        clash = True
    return " | ".join(kept), clash


def _key(column: str, value: str) -> str:
    """What makes two values of a list the same one: a forbidden name without its reason, the tag of a form."""
    if column.endswith(".forbidden"):
        return value.partition(" = ")[0]
    if column.endswith(".morphology"):
        return value.partition(":")[0]
    return value


def _newer(pair: Sequence[str], *sides: Mapping[str, str]) -> dict[str, str]:
    """Name and time together, from the side that changed them; where both did, the later one."""
    base, ours, theirs = ({column: side.get(column, "") for column in pair} for side in sides)
    if theirs in (ours, base):
        return ours
    return theirs if ours == base or theirs[pair[-1]] > ours[pair[-1]] else ours


def _marked(row: Mapping[str, str], marks: Sequence[str]) -> Concept:
    if not marks:
        return from_row(row)
    lines = [row["note"]] if row["note"] else []
    return from_row({**row, "note": r"\n".join([*lines, *(f"{MERGE_MARK} {mark}" for mark in marks)])})


def _without(values: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    there = set(others)
    return tuple(value for value in values if value not in there)


def unmarked(note: str, columns: Iterable[str] = ()) -> str:
    """A note without the marks of a merge: those of these columns, or all."""
    wanted = [f"{MERGE_MARK} {column}:" for column in columns] or [MERGE_MARK]
    return "\n".join(_kept_lines(note, wanted))


def _kept_lines(note: str, starts: Sequence[str]) -> Iterator[str]:
    return (line for line in note.split("\n") if not any(line.startswith(start) for start in starts))

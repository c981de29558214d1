"""Changing a glossary file: one editor at a time, whole or not at all, and every change in the history."""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from aligner.errors import InputError
from aligner.glossary import history
from aligner.glossary.concepts import Concept
from aligner.glossary.files import GlossaryFile, canonical, read_bytes, read_content, write_file
from aligner.glossary.rows import COLUMNS, LIST_COLUMNS, CellError, cell_values, from_row, join_list, to_row
from aligner.glossary.versions import BOOKKEEPING, changes, unmarked

__all__ = ["Edit", "columns_of", "editing", "identity_for", "rewrite", "with_cells", "with_values"]

WAIT_SECONDS = 10.0
_PAUSE = 0.05

# Columns whose change needs nobody's approval: they change nothing in a translation, or say by themselves who approves.
_UNTOUCHED_APPROVAL = frozenset({"domain", "note", "source", "status", "approved_by", "approved", *BOOKKEEPING})


class Edit:
    """A glossary file that is held for changes. They are written when the block of `editing` ends well."""

    def __init__(self, file: GlossaryFile, who: str) -> None:
        self.path = file.path
        self.concepts: dict[str, Concept] = {concept.id: concept for concept in file.concepts}
        self.who = who
        self.when = history.now()
        self.entries: list[history.Entry] = []

    def put(self, concept: Concept, what: str) -> Concept:
        """Add a concept, or put it in the place of the one with its id; gives it as it is kept, dated and signed.

        `what` is for the history. Where nothing changes, nothing is kept of it.
        """
        before = self.concepts.get(concept.id)
        if before is not None and all(change.column in BOOKKEEPING for change in changes(before, concept)):
            return before
        kept = replace(concept, changed_by=self.who, changed=self.when)
        self.entries.append(history.entry(what, self.who, self.when, before, kept))
        self.concepts[kept.id] = kept
        return kept

    def remove(self, identity: str, what: str) -> None:
        """Take a concept out; InputError where there is none with this id."""
        if identity not in self.concepts:
            raise InputError(f"{self.path}: no concept {identity}")
        before = self.concepts.pop(identity)
        self.entries.append(history.entry(what, self.who, self.when, before, None))

    def approve(self, concept: Concept, what: str = "approve") -> Concept:
        """Keep a concept as approved by who edits, from now on."""
        return self.put(replace(concept, status="approved", approved_by=self.who, approved=self.when), what)


@contextmanager
def editing(path: Path, who: str, *, create: bool = False) -> Iterator[Edit]:
    """Hold a glossary file for changes; other editors wait for ten seconds, then are told so.

    When the block ends well, the file is written in the canonical way and its history gets an entry a change; an error
    leaves both as they were. InputError where a program that asks for no lock has changed the file meanwhile.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _locked(path):
        content = b"" if create and not path.exists() else read_content(path)
        file = read_bytes(content, path) if content or not create else GlossaryFile(path, (), (), ())
        edit = Edit(file, who)
        yield edit
        if not edit.entries:
            return
        if (read_content(path) if path.exists() else b"") != content:
            raise InputError(f"{path}: another program has changed it meanwhile, nothing is written: do it again")
        write_file(path, edit.concepts.values(), file.extra)
        history.append(path, edit.entries)


def rewrite(path: Path) -> bool:
    """Write a glossary file in the canonical way, with the columns it lacked; gives whether it was not so before."""
    with _locked(path):
        content = read_content(path)
        file = read_bytes(content, path)
        if canonical(file.concepts, file.extra) == content:
            return False
        write_file(path, file.concepts, file.extra)
        return True


def with_cells(concept: Concept, cells: Mapping[str, str]) -> Concept:
    """The concept with other cells, given as texts; the cells of lists as in the file, with " | " between the values.

    InputError for an unknown column, and for a cell that cannot be meant. A change that matters makes an approved
    concept a proposed one; marks of a merge of these columns go from the note.
    """
    row = to_row(concept)
    for column, text in cells.items():
        if column not in row:
            near = get_close_matches(column.strip().lower(), COLUMNS, 1)
            meant = f"{near[0]} is meant?" if near else f"the columns are {', '.join(COLUMNS)}"
            raise InputError(f"no column {column}: {meant}")
        if column in ("id", *BOOKKEEPING, "approved_by", "approved"):
            raise InputError(f"the column {column} is not set by hand")
        row[column] = text if column in LIST_COLUMNS else _cell(column, text)
    changed = _read(concept.id, row)
    if concept.names and not any(names.preferred for names in changed.names.values()):
        raise InputError(f"{concept.id} would have no name left: deprecate it, or give it another")
    changed = replace(changed, note=unmarked(changed.note, cells))
    touched = {change.column for change in changes(concept, changed)} - _UNTOUCHED_APPROVAL
    if concept.status == "approved" == changed.status and any(not column.endswith(".morphology") for column in touched):
        return replace(changed, status="proposed", approved_by="", approved="")
    if changed.status != concept.status and changed.status != "approved":
        return replace(changed, approved_by="", approved="")
    return changed


def with_values(
    concept: Concept, added: Iterable[tuple[str, str]] = (), removed: Iterable[tuple[str, str]] = ()
) -> Concept:
    """The concept with values added to its lists and removed from them, as (column, value).

    A forbidden name is given as NAME or NAME = REASON, and removed by its name; of a morphology a value with the same
    tag is replaced. InputError for a column that is no list, and for a value to remove that is not there.
    """
    cells: dict[str, str] = {}
    row = to_row(concept)
    for column, value, adds in (*((*pair, True) for pair in added), *((*pair, False) for pair in removed)):
        if column not in LIST_COLUMNS:
            lists = ", ".join(name for name in COLUMNS if name in LIST_COLUMNS)
            raise InputError(f"{column} is no list: use --set {column}=...; the lists are {lists}")
        values = list(cell_values(column, cells.get(column, row[column])))
        cell = value.strip() if column.endswith((".forbidden", ".morphology")) else _cell(column, value.strip(), True)
        same = [one for one in values if _names_same(column, one, cell)]
        if adds:
            place = values.index(same[0]) if same else len(values)
            values = [one for one in values if one not in same]
            values.insert(place, cell)
        elif not same:
            raise InputError(f"{concept.id}: {column} does not hold {value}: it holds {row[column] or 'nothing'}")
        else:
            values = [one for one in values if one not in same]
        cells[column] = " | ".join(values)
    return with_cells(concept, cells) if cells else concept


def identity_for(name: str, taken: Iterable[str] = ()) -> str:
    """An id made from a name in Latin letters: "Ahmed al-Sharaa" gives ahmed-al-sharaa; "" where it has none.

    A number is added where it is `taken`.
    """
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    words = "".join(
        ch if ch.isascii() and ch.isalnum() else "" if unicodedata.combining(ch) or ch in "'’‘ʼʿʾ`" else " "
        for ch in letters
    ).split()
    made = "-".join(words)[:100].rstrip("-")
    there = set(taken)
    return next((one for n in range(1, len(there) + 2) if (one := f"{made}-{n}" if n > 1 else made) not in there), made)


def _cell(column: str, text: str, listed: bool = False) -> str:
    """The cell of a text that an editor typed."""
    try:
        return join_list([text]) if listed or text else ""
    except ValueError as error:
        raise InputError(f"column {column}: {error}") from error


def _read(identity: str, row: Mapping[str, str]) -> Concept:
    try:
        return from_row(row)
    except CellError as error:
        raise InputError(f"{identity}: {error}") from error


def _names_same(column: str, one: str, other: str) -> bool:
    if column.endswith(".forbidden"):
        return one.partition(" = ")[0] == other.partition(" = ")[0]
    if column.endswith(".morphology"):
        return one.partition(":")[0] == other.partition(":")[0]
    return one == other


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock of a glossary file: a file beside it, which is gone afterwards."""
    import fcntl

    lock = path.with_name(f".{path.name}.lock")
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        file = lock.open("wb")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_at(lock, file.fileno()):
                break
        except BlockingIOError:
            if time.monotonic() > deadline:
                file.close()
                raise InputError(f"{path}: another editor is changing it: try again in a moment") from None
            time.sleep(_PAUSE)
        file.close()  # whoever had it has deleted it: it locks nothing any more
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        file.close()


def _is_at(path: Path, descriptor: int) -> bool:
    """Whether the open file is still the one at the path."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def columns_of(pairs: Sequence[str]) -> list[tuple[str, str]]:
    """COLUMN=VALUE as it was typed; InputError where there is no such column."""
    found = []
    for pair in pairs:
        column, equals, value = pair.partition("=")
        if not equals:
            raise InputError(f"{pair}: write it as COLUMN=VALUE, for example note=checked")
        found.append((column.strip(), value))
    return found

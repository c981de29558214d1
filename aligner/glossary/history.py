"""The history of a glossary file: one JSON object a line beside it, only ever added to."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aligner.errors import InputError
from aligner.glossary.concepts import Concept
from aligner.glossary.versions import BOOKKEEPING, changes

__all__ = ["Entry", "append", "entry", "history_path", "now", "read"]

MOST_IN_LINE = 2_000_000  # characters


@dataclass(frozen=True)
class Entry:
    """One change of one concept. `before` and `after` hold the cells of the columns that changed."""

    when: str  # ISO 8601, UTC
    who: str
    what: str  # "add", "edit", "approve", "deprecate", "forms", "import"
    concept: str
    before: Mapping[str, str]
    after: Mapping[str, str]


def history_path(glossary: Path) -> Path:
    """Where the history of a glossary file is: names.history.jsonl beside names.tsv."""
    return glossary.with_name(f"{glossary.name.removesuffix('.tsv')}.history.jsonl")


def now() -> str:
    """The time of a change: ISO 8601, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def entry(what: str, who: str, when: str, before: Concept | None, after: Concept | None) -> Entry:
    """The entry for a change; None is a concept that was not there, or is no more."""
    concept = after or before
    assert concept is not None
    changed = [change for change in changes(before, after) if change.column not in BOOKKEEPING]
    return Entry(
        when,
        who,
        what,
        concept.id,
        {change.column: change.before for change in changed if change.before},
        {change.column: change.after for change in changed if change.after},
    )


def append(glossary: Path, entries: Iterable[Entry]) -> None:
    """Add entries to the history of a glossary file. They are on the disk when this returns."""
    lines = "".join(json.dumps(_record(one), ensure_ascii=False) + "\n" for one in entries)
    path = history_path(glossary)
    with path.open("a+b") as file:
        if file.tell() and not _ends_whole(file.fileno(), file.tell()):
            file.write(b"\n")  # a line that was cut off, by a full disk or by hand, spoils no other
        file.write(lines.encode())
        file.flush()
        os.fsync(file.fileno())


def read(glossary: Path) -> Iterator[Entry]:
    """The entries of a glossary file's history, the oldest first; none where it has none.

    InputError names the line that is no entry.
    """
    path = history_path(glossary)
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _entry(line, f"{path}:{number}")
    except FileNotFoundError:
        return
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8: put it back from a copy, or move it away") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {os.strerror(error.errno or 0)}") from error


def _ends_whole(descriptor: int, size: int) -> bool:
    return os.pread(descriptor, 1, size - 1) == b"\n"


def _record(one: Entry) -> dict[str, object]:
    return {**vars(one), "before": dict(one.before), "after": dict(one.after)}


def _entry(line: str, where: str) -> Entry:
    try:
        if len(line) > MOST_IN_LINE:
            raise ValueError(f"longer than {MOST_IN_LINE:,} characters")
        found = json.loads(line)
        made = Entry(**{name: found[name] for name in Entry.__dataclass_fields__})
        texts = [made.when, made.who, made.what, made.concept]
        texts += [text for cells in (made.before, made.after) for pair in cells.items() for text in pair]
        if not all(isinstance(text, str) for text in texts):
            raise ValueError("not all of it is text")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        told = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise InputError(f"{where}: is no entry of a history ({told}): delete the line") from error
    return made

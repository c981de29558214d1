"""TMX 1.4b for translation memories of other tools: a unit a bead, with where it came from in `prop` elements."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, Any

from aligner import tmx as units
from aligner.corpus.exports.base import TEXTS, Export, Format, Part
from aligner.corpus.exports.lines import compress

if TYPE_CHECKING:
    import polars as pl

__all__ = ["FORMAT", "PROPERTIES", "count_forbidden", "write_memories"]

PROPERTIES = (
    "document", "revision", "position", "kind", "shape", "origin", "engine", "state", "score", "confidence", "input",
    "place", "licence", "flags",
)  # fmt: skip
_COLUMNS = ("id", *TEXTS, *PROPERTIES, "source", "target", "editor", "edited", "note")
_STAMP = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|\+00:00)?")
Place = Callable[[Part, dict[str, Any]], str]


def write_memories(export: Export, place: Place) -> list[str]:
    """Write each bead to the file that `place` names for its part and row; gives the names."""
    files: dict[str, IO[bytes]] = {}
    with ExitStack() as stack:
        for part, frame in export.frames(_COLUMNS):
            pieces: dict[str, list[str]] = {}
            count_forbidden(export, frame)
            for row in frame.iter_rows(named=True):
                if row["source_text"] and row["target_text"]:
                    pieces.setdefault(place(part, row), []).append(_unit(export, part, row))
                    export.written[part] += 1
                else:
                    export.lost.add("bead with an empty side left out")
            for name, written in pieces.items():
                if name not in files:
                    files[name] = stack.enter_context(export.path(name).open("wb"))
                    files[name].write(units.header(part.source).encode())
                files[name].write("".join(written).encode())
        for file in files.values():
            file.write(units.FOOTER.encode())
    return list(files)


def _unit(export: Export, part: Part, row: dict[str, Any]) -> str:
    attributes = {"segtype": "sentence" if len(row["source"]) == len(row["target"]) == 1 else "block"}
    if row["state"] in ("accepted", "edited") and row["editor"]:
        attributes["changeid"] = row["editor"]
    if row["edited"]:
        if stamp := _STAMP.fullmatch(row["edited"]):
            attributes["changedate"] = "{}{}{}T{}{}{}Z".format(*stamp.groups())
        else:
            export.lost.add("time of an edit that is no UTC time left out")
    return units.unit(
        ((part.source, row["source_text"]), (part.target, row["target_text"])),
        id=row["id"],
        attributes=attributes,
        properties=[(f"x-{name}", value) for name in PROPERTIES if (value := _value(row[name]))],
        note=row["note"] or "",
    )


def _value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4f}"
    return " ".join(value) if isinstance(value, list) else str(value)


def count_forbidden(export: Export, frame: pl.DataFrame) -> None:
    """Count the texts with characters that become U+FFFD in XML."""
    for column in TEXTS:
        found = int(frame[column].str.contains(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u{fffe}\u{ffff}]").sum())
        side = column.removesuffix("_text")
        export.lost.add(f"{side} with a character that XML cannot hold, written as U+FFFD", found)


def _write(export: Export) -> None:
    stem = export.options.name
    for name in write_memories(export, lambda part, row: f"{stem}.{part.split}.{part.pair}.tmx"):
        compress(export.path(name), export.options.compress)


FORMAT = Format(
    "tmx",
    "TMX 1.4b: name.train.en-ar.tmx, with where each unit came from",
    _write,
    keeps=_COLUMNS,
    lines=False,
    compresses=("", "gz"),
)

"""Two files of lines for each direction and split, which is what most trainers read; they differ in names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from aligner.corpus.exports.base import TEXTS, Export, Part
from aligner.corpus.exports.lines import LineFiles, clean, compress, prepared

__all__ = ["directions", "write_pairs"]

Name = Callable[[Part, str], str]  # of a part and a language, or "ids", the file


def write_pairs(export: Export, name: Name, *, ids: bool = False, features: bool = False) -> list[Path]:
    """Write the files and give them, compressed as the options say; `ids` adds a third with the beads' ids."""
    names: dict[str, None] = {}
    with LineFiles(export) as files:
        for part, frame in export.frames([*TEXTS, "id"]):
            frame = prepared(frame, part, export, features=features)
            for suffix, column in ((part.source, "source_text"), (part.target, "target_text")):
                files.write(name(part, suffix), frame, column)
                names[name(part, suffix)] = None
            if ids:
                files.write(name(part, "ids"), clean(frame, ["id"], export), "id")
                names[name(part, "ids")] = None
            export.written[part] += frame.height
    return [compress(export.path(one), export.options.compress) for one in names]


def directions(export: Export) -> dict[tuple[str, str], dict[str, Part]]:
    """The parts that hold something, by direction and split."""
    found: dict[tuple[str, str], dict[str, Part]] = {}
    for part in export.parts:
        if export.written[part]:
            found.setdefault((part.source, part.target), {})[part.split] = part
    return found

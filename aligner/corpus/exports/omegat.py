"""OmegaT: a project folder a direction, the beads as memories (machine drafts in tm/mt) and the glossary."""

from __future__ import annotations

import shutil
from typing import Any

from aligner.corpus.exports.base import Export, Format, Part
from aligner.corpus.exports.lines import write_text
from aligner.corpus.exports.pairs import directions
from aligner.corpus.exports.tmx import FORMAT as TMX
from aligner.corpus.exports.tmx import write_memories
from aligner.errors import InputError

__all__ = ["FORMAT"]

_FOLDERS = ("source", "target", "tm", "tm/auto", "tm/mt", "glossary", "dictionary", "omegat")
_GLOSSARIES = (".txt", ".utf8", ".tab", ".tsv", ".csv", ".tbx")  # that OmegaT reads
_DEFAULTS = ("source", "target", "tm", "glossary", "dictionary")


def _write(export: Export) -> None:
    stem = export.options.name
    for path in export.options.glossary:
        if path.suffix.lower() not in _GLOSSARIES:
            raise InputError(f"{path}: OmegaT reads no such glossary: give it as {' '.join(_GLOSSARIES)}")

    def place(part: Part, row: dict[str, Any]) -> str:
        folder = "mt" if row["origin"] == "machine" and row["state"] not in ("accepted", "edited") else "auto"
        return f"{part.pair}/tm/{folder}/{stem}.{part.split}.tmx"

    write_memories(export, place)
    for source, target in directions(export):
        for folder in _FOLDERS:
            (export.folder / f"{source}-{target}" / folder).mkdir(parents=True, exist_ok=True)
        for path in export.options.glossary:
            shutil.copyfile(path, export.path(f"{source}-{target}/glossary/{path.name}"))
        places = "".join(f"        <{name}_dir>__DEFAULT__</{name}_dir>\n" for name in _DEFAULTS)
        write_text(
            export,
            f"{source}-{target}/omegat.project",
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<omegat>\n    <project version="1.0">\n'
            f"{places}        <source_lang>{source.upper()}</source_lang>\n"
            f"        <target_lang>{target.upper()}</target_lang>\n        <sentence_seg>true</sentence_seg>\n"
            "        <support_default_translations>true</support_default_translations>\n"
            "        <remove_tags>false</remove_tags>\n    </project>\n</omegat>\n",
        )


FORMAT = Format(
    "omegat",
    "OmegaT project folder a direction: memories in tm/auto and tm/mt, the glossary in glossary",
    _write,
    keeps=TMX.keeps,
    lines=False,
)

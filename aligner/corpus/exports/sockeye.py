"""Sockeye: files of lines in a folder a direction, the call of sockeye-prepare-data, and a configuration to train."""

from __future__ import annotations

from aligner.corpus.exports.base import Export, Format
from aligner.corpus.exports.lines import write_text
from aligner.corpus.exports.pairs import directions, write_pairs

__all__ = ["FORMAT"]


def _write(export: Export) -> None:
    ending = f".{export.options.compress}" if export.options.compress else ""
    write_pairs(export, lambda part, suffix: f"{part.pair}/{part.split}.{suffix}")
    for (source, target), parts in directions(export).items():
        folder = f"{source}-{target}"
        if "train" in parts:
            files = f"--source train.{source}{ending} --target train.{target}{ending}"
            write_text(
                export,
                f"{folder}/prepare.sh",
                "#!/bin/sh\n# Cut the lines into pieces first where you want that (SentencePiece).\nset -e\n"
                f'cd "$(dirname "$0")"\nsockeye-prepare-data {files} --shared-vocab --output prepared\n',
            )
        lines = ["prepared_data: prepared", "shared_vocab: true"] if "train" in parts else []
        if "validation" in parts:
            lines += [
                f"validation_source: validation.{source}{ending}",
                f"validation_target: validation.{target}{ending}",
            ]
        write_text(export, f"{folder}/sockeye.yml", "\n".join([*lines, "output: model", ""]))


FORMAT = Format(
    "sockeye",
    "Sockeye: pairs of files, prepare.sh and sockeye.yml (sockeye-train --config)",
    _write,
    compresses=("", "gz"),
)

"""Marian: files of lines in a folder a direction, and a configuration whose paths are relative to it."""

from __future__ import annotations

from aligner.corpus.exports.base import Export, Format
from aligner.corpus.exports.lines import write_text
from aligner.corpus.exports.pairs import directions, write_pairs

__all__ = ["FORMAT"]


def _write(export: Export) -> None:
    ending = f".{export.options.compress}" if export.options.compress else ""
    write_pairs(export, lambda part, suffix: f"{part.pair}/{part.split}.{suffix}")
    for (source, target), parts in directions(export).items():
        lines = ["relative-paths: true"]
        for key, split in (("train-sets", "train"), ("valid-sets", "validation")):
            if split in parts:
                lines += [f"{key}:", *(f"  - {split}.{code}{ending}" for code in (source, target))]
        lines += ["vocabs:", "  - vocab.spm", "  - vocab.spm", ""]
        write_text(export, f"{source}-{target}/marian.yml", "\n".join(lines))


FORMAT = Format("marian", "Marian: pairs of files and marian.yml (marian --config)", _write, compresses=("", "gz"))

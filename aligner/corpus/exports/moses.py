"""Moses pairs, as most tools exchange them: a file of lines in each language, and the ids of the beads."""

from __future__ import annotations

from aligner.corpus.exports.base import TEXTS, Export, Format
from aligner.corpus.exports.pairs import write_pairs

__all__ = ["FORMAT"]


def _write(export: Export) -> None:
    stem = export.options.name
    write_pairs(export, lambda part, suffix: f"{stem}.{part.split}.{part.pair}.{suffix}", ids=True)


FORMAT = Format(
    "moses",
    "Moses pairs: name.train.en-ar.en, name.train.en-ar.ar, and the ids of the beads",
    _write,
    keeps=(*TEXTS, "id"),
    compresses=("", "gz", "zst"),
)

"""fairseq: {train,valid,test}.{en,ar} in a folder a direction, and the call of fairseq-preprocess."""

from __future__ import annotations

from aligner.corpus.exports.base import Export, Format
from aligner.corpus.exports.lines import write_text
from aligner.corpus.exports.pairs import directions, write_pairs

__all__ = ["FORMAT"]

_NAMES = {"train": "train", "validation": "valid", "test": "test"}


def _write(export: Export) -> None:
    write_pairs(export, lambda part, suffix: f"{part.pair}/{_NAMES[part.split]}.{suffix}")
    for (source, target), parts in directions(export).items():
        prefixes = " ".join(f"--{_NAMES[split]}pref {_NAMES[split]}" for split in parts)
        write_text(
            export,
            f"{source}-{target}/preprocess.sh",
            "#!/bin/sh\n# Cut the lines into pieces first where you want that (SentencePiece).\n"
            'set -e\ncd "$(dirname "$0")"\n'
            f"fairseq-preprocess --source-lang {source} --target-lang {target} {prefixes} --destdir data-bin\n",
        )


FORMAT = Format("fairseq", "fairseq: {train,valid,test}.{en,ar} in a folder a direction", _write)

"""eole and OpenNMT-py: files of lines in a folder a direction, and a YAML file that names them.

Not compressed: eole 0.6.4 and OpenNMT-py 3.5.1 open .gz files as if they were plain ones.
"""

from __future__ import annotations

import json

from aligner.corpus.exports.base import Export, Format
from aligner.corpus.exports.lines import write_text
from aligner.corpus.exports.pairs import directions, write_pairs

__all__ = ["EOLE", "OPENNMT"]


def _write(export: Export, file: str) -> None:
    root = export.options.root.rstrip("/") + "/" if export.options.root else ""
    write_pairs(export, lambda part, suffix: f"{part.pair}/{part.split}.{suffix}", features=True)
    for (source, target), parts in directions(export).items():
        folder = f"{root}{source}-{target}"
        lines = [
            "# Paths are seen from where the trainer runs." + ("" if root else " Run it in the folder of the export."),
            f"save_data: {json.dumps(folder + '/run')}",
            f"src_vocab: {json.dumps(folder + '/vocab.src')}",
            f"tgt_vocab: {json.dumps(folder + '/vocab.tgt')}",
            "data:",
        ]
        for key, split in (("corpus_1", "train"), ("valid", "validation")):
            if split in parts:
                lines += [
                    f"  {key}:",
                    f"    path_src: {json.dumps(f'{folder}/{split}.{source}', ensure_ascii=False)}",
                    f"    path_tgt: {json.dumps(f'{folder}/{split}.{target}', ensure_ascii=False)}",
                ]
                lines += ["    weight: 1"] if split == "train" else []
        write_text(export, f"{source}-{target}/{file}", "\n".join([*lines, ""]))


EOLE = Format(
    "eole",
    "eole: pairs of files and eole.yaml with its section data",
    lambda export: _write(export, "eole.yaml"),
)
OPENNMT = Format(
    "opennmt",
    "OpenNMT-py: pairs of files and opennmt.yaml with its section data",
    lambda export: _write(export, "opennmt.yaml"),
)

"""mozilla's training pipeline: name.en.zst and name.ar.zst, and the section `datasets` of its configuration.

The pipeline fetches them from a server (importer `url`); the option `root` is the address where they will stand.
"""

from __future__ import annotations

from dataclasses import replace

from aligner.corpus.exports.base import Export, Format
from aligner.corpus.exports.lines import write_text
from aligner.corpus.exports.pairs import directions, write_pairs

__all__ = ["FORMAT"]

_SECTIONS = {"train": "train", "devtest": "validation", "test": "test"}


def _write(export: Export) -> None:
    stem, root = export.options.name, export.options.root.rstrip("/")
    export.options = replace(export.options, compress="zst")
    write_pairs(export, lambda part, suffix: f"{part.pair}/{stem}-{part.split}.{suffix}")
    if "://" not in root:
        export.lost.add("configuration without addresses left out: say in root where the files will stand (https://…)")
        return
    for (source, target), parts in directions(export).items():
        lines = ["experiment:", f"  src: {source}", f"  trg: {target}", "datasets:"]
        for section, split in _SECTIONS.items():
            if split in parts:
                lines += [f"  {section}:", f"    - url_{root}/{source}-{target}/{stem}-{split}.[LANG].zst"]
        write_text(export, f"{source}-{target}/config.yml", "\n".join([*lines, ""]))


FORMAT = Format(
    "mozilla", "mozilla's pipeline: name.en.zst and name.ar.zst, and the section datasets of its configuration", _write
)

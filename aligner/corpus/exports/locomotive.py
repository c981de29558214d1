"""Locomotive (LibreTranslate): a folder a source with source.txt and target.txt, and model-config.json."""

from __future__ import annotations

import json

from aligner import languages
from aligner.corpus.exports.base import Export, Format
from aligner.corpus.exports.lines import write_text
from aligner.corpus.exports.pairs import directions, write_pairs

__all__ = ["FORMAT"]


def _write(export: Export) -> None:
    root = export.options.root.rstrip("/") + "/" if export.options.root else ""
    # Locomotive looks for these two words in the whole path, not in the file's name.
    if any(word in root.lower() for word in ("source", "target")):
        export.lost.add('warning: Locomotive mistakes files below a folder whose name holds "source" or "target"')
    names = {True: "source.txt", False: "target.txt"}
    write_pairs(export, lambda part, suffix: f"{part.pair}/{part.split}/{names[suffix == part.source]}", features=True)
    for (source, target), parts in directions(export).items():
        if "train" not in parts:
            continue
        config = {
            "from": {"name": languages.get(source).name, "code": source},
            "to": {"name": languages.get(target).name, "code": target},
            "version": "1.0",
            "sources": [f"file://{root}{source}-{target}/train"],
        }
        write_text(
            export, f"{source}-{target}/model-config.json", json.dumps(config, ensure_ascii=False, indent=2) + "\n"
        )


FORMAT = Format(
    "locomotive", "Locomotive: source.txt and target.txt in a folder a split, and model-config.json", _write
)

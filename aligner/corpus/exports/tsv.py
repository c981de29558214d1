"""TSV without a heading and without quotes: source, target, then the columns asked for (OpusTrainer, bicleaner)."""

from __future__ import annotations

from aligner.corpus.exports.base import TEXTS, Export, Format
from aligner.corpus.exports.lines import LineFiles, clean, compress, prepared
from aligner.errors import InputError

__all__ = ["FORMAT"]


def _write(export: Export) -> None:
    import polars as pl

    further = [name for name in dict.fromkeys(export.options.columns) if name not in TEXTS]
    unknown = [name for name in further if name not in export.columns]
    if unknown:
        raise InputError(f"there is no column {', '.join(unknown)} in the records")
    names: dict[str, None] = {}
    with LineFiles(export) as files:
        for part, frame in export.frames([*TEXTS, *further]):
            nested = [name for name in further if frame.schema[name].is_nested()]
            if nested:
                raise InputError(f"a cell of TSV cannot hold the column {', '.join(nested)}: export jsonl or parquet")
            frame = prepared(frame, part, export)
            texts = [name for name in further if frame.schema[name] == pl.String]
            frame = clean(frame, texts, export)
            name = f"{export.options.name}.{part.split}.{part.pair}.tsv"
            names[name] = None
            files.write(name, frame, *TEXTS, *further)
            export.written[part] += frame.height
    for name in names:
        compress(export.path(name), export.options.compress)


FORMAT = Format(
    "tsv",
    "TSV without heading or quotes: source, target, and the columns asked for",
    _write,
    compresses=("", "gz", "zst"),
)

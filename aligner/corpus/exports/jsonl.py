"""JSON lines: the whole record, which is also a bitext, with `translation` as Hugging Face names the two texts."""

from __future__ import annotations

import io

from aligner.corpus.exports.base import Export, Format
from aligner.corpus.exports.lines import compress

__all__ = ["FORMAT"]

# What JSON may hold and some readers of lines take for the end of one.
_ESCAPED = {"\x85": b"\\u0085", "\u2028": b"\\u2028", "\u2029": b"\\u2029"}


def _write(export: Export) -> None:
    import polars as pl

    names: dict[str, None] = {}
    columns = [name for name in export.columns if name != "translation"]
    for part, frame in export.frames(columns):
        frame = frame.with_columns(
            translation=pl.struct(pl.col("source_text").alias(part.source), pl.col("target_text").alias(part.target))
        )
        buffer = io.BytesIO()
        frame.write_ndjson(buffer)
        data = buffer.getvalue()
        for sign, escaped in _ESCAPED.items():
            data = data.replace(sign.encode(), escaped)
        name = f"{export.options.name}.{part.split}.{part.pair}.jsonl"
        with export.path(name).open("ab") as file:
            file.write(data)
        names[name] = None
        export.written[part] += frame.height
    for name in names:
        compress(export.path(name), export.options.compress)


FORMAT = Format(
    "jsonl",
    "JSON lines: the whole record and a struct `translation`; reads as a bitext too",
    _write,
    keeps=("*",),
    lines=False,
    compresses=("", "gz", "zst"),
)

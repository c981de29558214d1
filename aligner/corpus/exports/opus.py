"""OPUS: name.ar-en.ar, name.ar-en.en and name.ar-en.ids in a folder a split, the languages in alphabetical order.

A line of ids is: document of the first language, document of the second, sentences of each, with tabs between. OPUS
numbers sentences in their document; here they are BEAD.SENTENCE, both counted from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligner.corpus.exports.base import TEXTS, Export, Format
from aligner.corpus.exports.lines import LineFiles, clean, compress, prepared

if TYPE_CHECKING:
    import polars as pl

__all__ = ["FORMAT"]


def _write(export: Export) -> None:
    import polars as pl

    names: dict[str, None] = {}
    with LineFiles(export) as files:
        for part, frame in export.frames([*TEXTS, "document", "position", "source", "target"]):
            frame = prepared(frame, part, export)
            first, second = sorted((part.source, part.target))
            sides = {part.source: "source", part.target: "target"}
            document = pl.col("document").str.replace_all(r"[\s/]+", "_")
            frame = frame.with_columns(
                *(
                    pl.concat_str(pl.lit(f"{code}/"), document, pl.lit(".xml.gz")).alias(f"document_{code}")
                    for code in (first, second)
                ),
                *(_numbers(sides[code]).alias(f"ids_{code}") for code in (first, second)),
            )
            columns = [f"{what}_{code}" for what in ("document", "ids") for code in (first, second)]
            frame = clean(frame, columns, export)
            stem = f"{part.split}/{export.options.name}.{first}-{second}"
            for code in (first, second):
                files.write(f"{stem}.{code}", frame, f"{sides[code]}_text")
            files.write(f"{stem}.ids", frame, *columns)
            names |= dict.fromkeys(f"{stem}.{suffix}" for suffix in (first, second, "ids"))
            export.written[part] += frame.height
    for name in names:
        compress(export.path(name), export.options.compress)


def _numbers(side: str) -> pl.Expr:
    """ "12.1 12.2" for a side of two segments in the bead at position 11."""
    import polars as pl

    bead = (pl.col("position") + 1).cast(pl.String)
    several = pl.int_ranges(1, pl.col(side).list.len().cast(pl.Int64) + 1).cast(pl.List(pl.String))
    return pl.concat_str(bead, pl.lit("."), several.list.join(pl.concat_str(pl.lit(" "), bead, pl.lit("."))))


FORMAT = Format(
    "opus",
    "OPUS: name.ar-en.ar, name.ar-en.en and name.ar-en.ids in a folder a split",
    _write,
    keeps=(*TEXTS, "document", "position"),
    compresses=("", "gz", "zst"),
)

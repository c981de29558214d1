"""The record of a corpus: one row a bead, a bitext with where it came from, its keys, its scores and what became of it.

Shards are Parquet files of records; the keys are those of `aligner.corpus.keys`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner import bitext
from aligner.corpus.keys import KEYS, keys
from aligner.files import write_atomically

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "KEYS",
    "NO_TEXT",
    "PAIR",
    "SHARD",
    "from_bitext",
    "schema",
    "write_shard",
]

SHARD = 100_000  # beads of a shard, at most
PAIR = ("source_language", "target_language")
NO_TEXT = "no-text"  # the reason of a bead that has only one side


def schema(filters: Iterable[str] = ()) -> dict[str, Any]:
    """The columns of a record and their polars types, in order; `filters` are the names of those that were asked."""
    import polars as pl

    text = pl.String()
    return {
        **bitext.schema(),
        **dict.fromkeys(("input", "place", "licence", "source_text", "target_text", *KEYS), text),
        **{f"filter.{name}": pl.Float32() for name in filters},
        "reasons": pl.List(text),
        "kept": pl.Boolean(),
        "component": text,
        "split": text,
    }


def from_bitext(frame: pl.DataFrame, *, input: str, licence: str, place: str | pl.Expr | pl.Series) -> pl.DataFrame:
    """The records of a frame of beads: sides joined and in NFC, keys, nothing judged yet.

    `place` says where they came from: a text, an expression over the frame, or a column. A bead that has no text on a
    side is not kept, and one that an editor rejected is not.
    """
    import polars as pl

    sides = [
        pl.col(side).list.join(" ").fill_null("").str.normalize("NFC").alias(f"{side}_text")
        for side in ("source", "target")
    ]
    frame = frame.with_columns(
        pl.lit(input).alias("input"),
        (pl.lit(place) if isinstance(place, str) else place).alias("place"),
        pl.lit(licence).alias("licence"),
        *sides,
    )
    bare = [pl.col(f"{side}_text").str.strip_chars() == "" for side in ("source", "target")]
    empty = pl.when(bare[0] | bare[1]).then(pl.lit(NO_TEXT))
    refused = pl.when(pl.col("state") == "rejected").then(pl.lit("editor"))
    reasons = pl.concat_list(pl.concat_list(one).list.drop_nulls() for one in (empty, refused))
    frame = keys(frame).with_columns(
        reasons.alias("reasons"),
        pl.lit("").alias("component"),
        pl.lit("").alias("split"),
    )
    return frame.with_columns((pl.col("reasons").list.len() == 0).alias("kept")).select(
        pl.col(name).cast(kind) for name, kind in schema().items()
    )


def write_shard(frame: pl.DataFrame, path: Path, metadata: Mapping[str, str] | None = None) -> None:
    """Write records to a Parquet file, whole or not at all; equal frames give equal bytes."""
    about = {"aligner.corpus": "1", **(metadata or {})}
    with write_atomically(path) as file:
        # One row group, from one chunk: how the rows came together leaves no trace.
        frame.rechunk().write_parquet(
            file, compression="zstd", compression_level=3, row_group_size=max(frame.height, 1), metadata=about
        )

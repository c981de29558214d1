"""Shards of records read a piece at a time, and the order in which a seed draws from them.

A piece fits memory however many beads there are; the drawing depends on the beads and the seed alone, not on shards.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.errors import InputError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["DRAWN", "NEEDED", "compact", "drawn", "lengths", "pair", "pieces", "shortened"]

ROWS = 50_000  # read at once: some 60 MB with all columns
NEEDED = (
    "id", "document", "revision", "kind", "shape", "source_language", "target_language", "origin", "engine",
    "fingerprint", "score", "confidence", "terms", "state", "input", "place", "licence", "source_text", "target_text",
    "pair_key", "source_key", "target_key", "reasons", "kept", "component", "split",
)  # fmt: skip
DRAWN = "_drawn"  # the column of `drawn`


def lengths(shards: Sequence[Path], columns: Sequence[str] = NEEDED) -> list[int]:
    """How many beads each shard holds. InputError where one cannot be read or lacks one of these columns."""
    import polars as pl

    found = []
    for shard in shards:
        try:
            rows = pl.scan_parquet(shard, glob=False)
            names = rows.collect_schema().names()
            found.append(int(rows.select(pl.len()).collect().item()))
        except (pl.exceptions.PolarsError, OSError) as error:
            raise InputError(f"{shard}: cannot be read as a shard of records: {_line(error)}") from error
        if missing := [name for name in columns if name not in names]:
            raise InputError(f"{shard}: not a shard of records: no column {', '.join(missing)}")
    return found


def pieces(shard: Path, columns: Sequence[str] | None = None) -> Iterator[pl.DataFrame]:
    """The beads of a shard in their order, at most ROWS at a time, with these columns (all where None)."""
    import polars as pl

    rows = pl.scan_parquet(shard, glob=False)
    length = int(rows.select(pl.len()).collect().item())
    for start in range(0, length, ROWS):
        part = rows.slice(start, ROWS)
        try:
            yield (part if columns is None else part.select(columns)).collect()
        except (pl.exceptions.PolarsError, OSError) as error:
            raise InputError(f"{shard}: cannot be read as a shard of records: {_line(error)}") from error


def _line(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno)
    return " ".join(str(error).split())[:200]


def pair() -> pl.Expr:
    """The direction of a bead: "en-ar"."""
    import polars as pl

    sides = (pl.col(f"{side}_language").fill_null("") for side in ("source", "target"))
    return pl.concat_str(*sides, separator="-").alias("pair")


def drawn(frame: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The frame with a column DRAWN: a number for each bead, in whose order a seed draws them (UInt64).

    It is blake2b of input, id and place under the seed: the same whatever shard the bead lies in, and whichever polars
    reads it.
    """
    import polars as pl

    key = seed.to_bytes(16, "big", signed=True)
    names = frame.select(
        pl.concat_str(*(pl.col(name).fill_null("") for name in ("input", "id", "place")), separator="\x1f")
    ).to_series()
    digests = [int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8, key=key).digest(), "big") for name in names]
    return frame.with_columns(pl.Series(DRAWN, digests, dtype=pl.UInt64))


def compact(frame: pl.DataFrame) -> pl.DataFrame:
    """The same rows in memory of their own: a few rows that were picked out of a frame keep all of its texts alive."""
    import polars as pl

    return pl.DataFrame({name: frame[name].to_list() for name in frame.columns}, schema=frame.schema)


def shortened(text: str, most: int) -> str:
    """At most so many characters and an ellipsis; never cut between a letter and its marks."""
    import unicodedata

    if len(text) <= most:
        return text
    end = most
    while end > 0 and (unicodedata.combining(text[end]) or text[end] in "\u200c\u200d\ufe0f"):
        end -= 1
    return text[: end or most].rstrip() + "…"

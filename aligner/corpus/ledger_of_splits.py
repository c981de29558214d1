"""The ledger of splits: which document went to which split, and what texts were ever in validation and test.

It is a Parquet file that goes with a corpus from build to build, so that what a model was measured on is never trained
on. Columns: kind ("document", "revision", "text", "near"), key (64 bits), split; sorted, so that equal ledgers are
equal bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.corpus.records import write_shard
from aligner.errors import InputError

if TYPE_CHECKING:
    import numpy
    import polars as pl

    Keys = numpy.ndarray[Any, numpy.dtype[numpy.uint64]]
    Codes = numpy.ndarray[Any, numpy.dtype[numpy.uint8]]

__all__ = ["KINDS", "SPLITS", "Ledger"]

SPLITS = ("train", "validation", "test")  # a bead's split as a number; the greater is the one that is protected
KINDS = ("document", "revision", "text", "near")


@dataclass
class Ledger:
    """Keys of each kind, sorted, and the splits that they belong to, as numbers."""

    entries: dict[str, tuple[Keys, Codes]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Ledger:
        """The ledger of a file; empty where there is none. InputError where it is no ledger."""
        import numpy as np
        import polars as pl

        if not path.exists():
            return cls()
        try:
            frame = pl.read_parquet(path, glob=False)
            numbers = {name: number for number, name in enumerate(SPLITS)}
            splits = pl.col("split").replace_strict(numbers, return_dtype=pl.UInt8)
            frame = frame.select("kind", pl.col("key").cast(pl.UInt64), splits).sort("kind", "key")
        except (pl.exceptions.PolarsError, OSError) as error:
            raise InputError(f"{path}: cannot be read as a ledger of splits: {error}") from error
        entries = {}
        for kind in KINDS:
            rows = frame.filter(pl.col("kind") == kind)
            if rows["key"].is_duplicated().any():
                raise InputError(f"{path}: a {kind} stands in two splits: the ledger was changed by hand")
            entries[kind] = rows["key"].to_numpy().astype(np.uint64), rows["split"].to_numpy().astype(np.uint8)
        return cls(entries)

    def splits_of(self, kind: str, keys: Keys) -> numpy.ndarray[Any, numpy.dtype[numpy.int8]]:
        """The split of each key, -1 for one that the ledger does not know."""
        import numpy as np

        known, splits = self.entries.get(kind, (np.empty(0, np.uint64), np.empty(0, np.uint8)))
        if not len(known):
            return np.full(len(keys), -1, np.int8)
        place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        return np.where(known[place] == keys, splits[place], -1).astype(np.int8)

    def add(self, kind: str, keys: Keys, splits: Codes) -> None:
        """Note keys that are new; those that are there keep their split."""
        import numpy as np

        new, first = np.unique(keys, return_index=True)
        unknown = self.splits_of(kind, new) < 0
        known = self.entries.get(kind, (np.empty(0, np.uint64), np.empty(0, np.uint8)))
        both = np.concatenate((known[0], new[unknown]))
        codes = np.concatenate((known[1], splits[first][unknown])).astype(np.uint8)
        order = np.argsort(both, kind="stable")
        self.entries[kind] = both[order], codes[order]

    def write(self, path: Path) -> None:
        """Write the ledger, whole or not at all."""
        write_shard(self._frame(), path, {"aligner.splits": "1"})

    def _frame(self) -> pl.DataFrame:
        import numpy as np
        import polars as pl

        names = np.array(SPLITS)
        parts = [
            pl.DataFrame({"key": keys, "split": pl.Series(names[splits].tolist(), dtype=pl.String)}).select(
                pl.lit(kind).alias("kind"), pl.col("key").cast(pl.UInt64), "split"
            )
            for kind, (keys, splits) in sorted(self.entries.items())
        ]
        empty = pl.DataFrame(schema={"kind": pl.String, "key": pl.UInt64, "split": pl.String})
        return pl.concat([empty, *parts])

"""The stages of a build that go shard by shard: filtering, and the last word on each bead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.corpus.filters import FILTERS, judged
from aligner.corpus.inputs import Tools
from aligner.corpus.manifest import Outcome
from aligner.corpus.records import schema, write_shard

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Filtering", "counted", "filter_beads"]

_ROWS = 10_000  # beads that are judged at once: what filters find out of them fits memory


@dataclass(frozen=True)
class Filtering:
    """What a task of the filters reads and asks."""

    pieces: tuple[str, ...]  # files of records, which become one shard
    names: tuple[str, ...]
    params: Mapping[str, Mapping[str, Any]]
    lexicon: bool
    encoder: bool
    tools: Tools
    qualified: tuple[str, ...] = ()  # inputs of which ids are not alone: their file is added


def filter_beads(given: Filtering, folder: Path) -> Outcome:
    """Judge the beads of some pieces by the filters; the function of the task."""
    import polars as pl

    params = _params(given)
    order = list(schema(given.names))
    shard = pl.concat(
        judged(_qualified(frame, given.qualified), given.names, params).select(order)
        for piece in given.pieces
        for frame in _by_documents(pl.read_parquet(piece, glob=False))
    )
    write_shard(shard, folder / "shard.parquet")
    return Outcome(counted(shard))


def _params(given: Filtering) -> dict[str, dict[str, Any]]:
    params: dict[str, dict[str, Any]] = {name: dict(given.params.get(name, {})) for name in given.names}
    for wanted, asked, make in (
        ("glosses", given.lexicon, given.tools.glosses),
        ("encoder", given.encoder, given.tools.encoder),
    ):
        takers = [name for name in given.names if wanted in FILTERS[name].defaults]
        if asked and takers and make is not None:
            model = make()
            for name in takers:
                params[name][wanted] = model
    return params


def _by_documents(frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """A frame in pieces of whole documents, for filters that look at the beads around."""
    import polars as pl

    first = frame.select(pl.struct("input", "document").rle_id().alias("run")).with_row_index("row")
    starts = first.group_by("run").agg(pl.col("row").min()).sort("row")["row"].to_list()
    begin = 0
    for here, after in zip(starts, [*starts[1:], frame.height], strict=True):
        if after - begin > _ROWS and here > begin:
            yield frame.slice(begin, here - begin)
            begin = here
    if frame.height > begin:
        yield frame.slice(begin)


def _qualified(frame: pl.DataFrame, inputs: Sequence[str]) -> pl.DataFrame:
    """The ids of these inputs with the file that the bead is from."""
    import polars as pl

    if not inputs:
        return frame
    file = pl.col("place").str.replace(r":[^:]*$", "")
    own = pl.concat_str("id", pl.lit("@"), file)
    return frame.with_columns(pl.when(pl.col("input").is_in(list(inputs))).then(own).otherwise("id").alias("id"))


def counted(shard: pl.DataFrame) -> dict[str, int]:
    """How many beads there are, are kept, and are rejected for each reason and in each split."""
    counts = Counter({"beads": shard.height, "kept": int(shard["kept"].sum())})
    reasons = shard["reasons"].explode(empty_as_null=False) if shard.height else shard["reasons"].explode()
    for reason, beads in reasons.drop_nulls().value_counts().sort("reasons").iter_rows():
        counts[f"reason {reason}"] += beads
    kept = shard.filter("kept")
    for split, beads in kept["split"].value_counts().sort("split").iter_rows():
        if split:
            counts[f"split {split}"] += beads
    return dict(counts)

"""One shard counted: a small table of facts that add up over shards, and a few rejected beads of each reason.

A fact is a row (what, name, part, value, kept, beads): "length" of "en-ar" in "source words" is 12 for 310 kept beads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.corpus.filter_base import PREFIX
from aligner.corpus.pieces import DRAWN, NEEDED, compact, drawn, pair, pieces

if TYPE_CHECKING:
    import polars as pl

__all__ = ["GROUPS", "SHORT", "Counting", "Tally", "added", "tally"]

# name of a group of beads -> columns that say it: the first is the name, the second more about it
GROUPS = {
    "pair": ("pair",),
    "split": ("split",),
    "input": ("input",),
    "origin": ("origin",),
    "engine": ("engine", "fingerprint"),
    "licence": ("licence",),
    "state": ("state",),
    "kind": ("kind",),
    "shape": ("shape",),
    "cell": ("pair", "split"),
}
SHORT = 3  # words: a bead with no more on either side is short
_WORD = r"[^\s]+"
_FIGURES = 4  # significant figures that a score keeps, for its histogram
_FAR = 1e9
_FACT = ("what", "name", "part", "value", "kept")
_EXAMPLE = ("input", "id", "place", "source_language", "target_language", "source_text", "target_text", "reasons")


@dataclass(frozen=True)
class Counting:
    """What is to be counted: a shard, and how many beads of each reason are drawn by the seed."""

    shard: str
    seed: int
    examples: int


@dataclass(frozen=True)
class Tally:
    """What a shard holds."""

    facts: pl.DataFrame
    examples: pl.DataFrame  # rejected beads, a row for each of their reasons, in the order of `reason` and DRAWN
    sha256: str
    bytes: int
    beads: int


def tally(task: Counting) -> Tally:
    """Count one shard; a module-level function, so that any executor can run it."""
    import polars as pl

    path = Path(task.shard)
    names = pl.scan_parquet(path, glob=False).collect_schema().names()
    filters = [name for name in names if name.startswith(PREFIX)]
    facts, examples, beads = [], [], 0
    for frame in pieces(path, [*NEEDED, *filters]):
        frame = _prepared(frame)
        beads += frame.height
        facts.append(compact(added(_facts(frame, filters))))
        examples.append(compact(_examples(frame, filters, task)))
    with path.open("rb") as file:
        checksum = hashlib.file_digest(file, "sha256").hexdigest()
    return Tally(
        added(facts),
        first_examples(examples, task.examples),
        checksum,
        path.stat().st_size,
        beads,
    )


def added(facts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Facts of several tables as one, their beads summed."""
    import polars as pl

    schema = {"what": pl.String, "name": pl.String, "part": pl.String, "value": pl.Float64, "kept": pl.Boolean}
    empty = pl.DataFrame(schema={**schema, "beads": pl.Int64})
    return pl.concat([empty, *facts]).group_by(*_FACT).agg(pl.col("beads").sum()).sort(*_FACT)


def first_examples(examples: Sequence[pl.DataFrame], most: int) -> pl.DataFrame:
    """Of each reason, the beads that were drawn first."""
    import polars as pl

    if not examples:
        return pl.DataFrame()
    order = ("reason", DRAWN, "input", "id", "place")
    return (
        pl.concat(examples).sort(*order).group_by("reason", maintain_order=True).head(most).select(examples[0].columns)
    )


def _prepared(frame: pl.DataFrame) -> pl.DataFrame:
    """No nulls in what is counted by, and the columns that are found from the texts."""
    import polars as pl

    plain = {name for columns in GROUPS.values() for name in columns} - {"pair"} | {"source_text", "target_text"}
    frame = frame.with_columns(pl.col(name).fill_null("") for name in sorted(plain))
    frame = frame.with_columns(pair(), pl.col("kept").fill_null(value=False), pl.col("reasons").fill_null([]))
    texts = [(side, pl.col(f"{side}_text")) for side in ("source", "target")]
    return frame.with_columns(
        *(text.str.count_matches(_WORD).alias(f"{side} words") for side, text in texts),
        *(text.str.len_chars().alias(f"{side} characters") for side, text in texts),
    )


def _facts(frame: pl.DataFrame, filters: Sequence[str]) -> Iterator[pl.DataFrame]:
    import polars as pl

    for what, columns in GROUPS.items():
        yield _counted(frame, what, *(pl.col(name) for name in columns))
    kept = frame.filter("kept")
    for unit in ("words", "characters"):
        for side in ("source", "target"):
            length = pl.col(f"{side} {unit}").cast(pl.Float64)
            yield _counted(kept, "length", pl.col("pair"), pl.lit(f"{side} {unit}"), value=length)
    both = kept.filter((pl.col("source characters") > 0) & (pl.col("target characters") > 0))
    ratio = (pl.col("target characters") / pl.col("source characters")).log().round(3).exp().round(4)
    yield _counted(both, "ratio", pl.col("pair"), value=ratio)
    yield _counted(kept.filter(pl.max_horizontal("source words", "target words") <= SHORT), "short", pl.col("pair"))
    yield from _reasons(frame)
    for name in (*filters, "score", "confidence"):
        yield from _scores(frame, name)
    yield from _terms(kept)


def _counted(
    frame: pl.DataFrame, what: str, name: pl.Expr, part: pl.Expr | None = None, *, value: pl.Expr | None = None
) -> pl.DataFrame:
    """Facts of one kind."""
    import polars as pl

    return (
        frame.lazy()
        .select(
            pl.lit(what).alias("what"),
            name.cast(pl.String).alias("name"),
            (pl.lit("") if part is None else part).cast(pl.String).alias("part"),
            (pl.lit(None) if value is None else value).cast(pl.Float64).alias("value"),
            "kept",
        )
        .group_by(*_FACT)
        .agg(pl.len().cast(pl.Int64).alias("beads"))
        .collect()
    )


def _reasons(frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    import polars as pl

    rejected = frame.filter(pl.col("reasons").list.len() > 0).select("pair", "kept", "reasons")
    for what, some in (("reason", rejected), ("alone", rejected.filter(pl.col("reasons").list.len() == 1))):
        yield _counted(some.explode("reasons"), what, pl.col("reasons"), pl.col("pair"))
    first = rejected.with_columns(pl.col("reasons").list.first().alias("first"))
    yield _counted(first, "first", pl.col("first"))
    unexplained = frame.filter(~pl.col("kept") & (pl.col("reasons").list.len() == 0))
    yield _counted(unexplained, "unexplained", pl.col("pair"))


def _scores(frame: pl.DataFrame, name: str) -> Iterator[pl.DataFrame]:
    """How the beads lie on the scale of a score; a score that is missing or no number is a fact of its own."""
    import polars as pl

    score = pl.col(name).cast(pl.Float64)
    there = score.is_not_null() & score.is_not_nan()
    rounded = score.clip(-_FAR, _FAR).round_sig_figs(_FIGURES)
    yield _counted(frame.filter(there), "score", pl.lit(name), value=rounded.round(9) + 0.0)
    yield _counted(frame.filter(~there), "no score", pl.lit(name))


def _terms(kept: pl.DataFrame) -> Iterator[pl.DataFrame]:
    import polars as pl

    if not isinstance(kept.schema["terms"], pl.List):
        return
    uses = kept.select("source_language", "target_language", "kept", "terms").explode("terms").drop_nulls("terms")
    uses = uses.with_columns(pl.col("terms").struct.field("concept", "source", "target")).drop("terms")
    missing = pl.col("target").fill_null("") == ""
    state = pl.when(missing).then(pl.lit("missing")).otherwise(pl.lit("there"))
    yield _counted(uses, "concept", pl.col("concept").fill_null(""), state)
    for side in ("source", "target"):
        said = uses.filter(pl.col(side).fill_null("") != "")
        form = pl.concat_str(pl.col(f"{side}_language").fill_null(""), pl.col(side), separator=":")
        yield _counted(said, "form", pl.col("concept").fill_null(""), form)


def _examples(frame: pl.DataFrame, filters: Sequence[str], task: Counting) -> pl.DataFrame:
    """Rejected beads, drawn by the seed, a row for each reason."""
    import polars as pl

    rejected = drawn(frame.filter(~pl.col("kept")), task.seed)
    scores = [pl.col(name).cast(pl.Float64) for name in filters]
    named = [
        pl.struct(pl.lit(name).alias("name"), score.alias("score")) for name, score in zip(filters, scores, strict=True)
    ]
    struct = pl.List(pl.Struct({"name": pl.String, "score": pl.Float64}))
    listed = pl.concat_list(named) if named else pl.lit([], dtype=struct)
    given = pl.when(pl.col("reasons").list.len() > 0).then("reasons").otherwise(pl.lit([""])).alias("reason")
    rows = rejected.select(*_EXAMPLE, DRAWN, listed.cast(struct).alias("scores"), given).explode("reason")
    return first_examples([rows], task.examples)

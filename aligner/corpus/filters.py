"""The filters of beads by name, their scores as columns of a frame, and the judgement: kept, or why not.

Expressions are asked first and together; filters that read words or models follow, row by row or in batches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from aligner.corpus.filter_base import PREFIX, Encoder, Filter, Glosses, Params, Reading, present
from aligner.corpus.filter_learnt import LEARNT, Learnt
from aligner.corpus.filter_models import LANGUAGE, MARGIN
from aligner.corpus.filter_names import LONE_NAMES, NAMES
from aligner.corpus.filter_numbers import NUMBERS
from aligner.corpus.filter_script import SCRIPT
from aligner.corpus.filter_shape import SHAPE
from aligner.corpus.filter_terms import TERMS
from aligner.corpus.filter_words import COVERAGE
from aligner.errors import InputError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["FILTERS", "Encoder", "Filter", "Glosses", "judged", "scored"]

FILTERS: dict[str, Filter] = {
    entry.name: entry
    for entry in (*SHAPE, *SCRIPT, NUMBERS, NAMES, LONE_NAMES, TERMS, COVERAGE, LANGUAGE, MARGIN, LEARNT)
}
DEFAULT = tuple(name for name in FILTERS if name != "language")


def _asked(names: Iterable[str] | None) -> list[Filter]:
    chosen = DEFAULT if names is None else tuple(dict.fromkeys(names))
    for name in chosen:
        if name not in FILTERS:
            raise InputError(f"unknown filter {name!r}: the known ones are {', '.join(FILTERS)}")
    return [entry for name, entry in FILTERS.items() if name in chosen]


def _params(entry: Filter, params: Mapping[str, Params] | None) -> Params:
    try:
        return entry.params((params or {}).get(entry.name))
    except KeyError as error:
        raise InputError(str(error.args[0])) from None


def scored(
    frame: pl.DataFrame, names: Iterable[str] | None = None, params: Mapping[str, Params] | None = None
) -> pl.DataFrame:
    """The frame with a column filter.<name>, Float32, for each filter asked (default: all but "language").

    `params` are by filter; {"words": {"glosses": ...}, "names": {"glosses": ...}, "margin": {"encoder": ...}} hands in
    what some cannot do without; a filter that misses it leaves nulls. InputError for an unknown filter or parameter,
    MissingExtra where a filter needs a package that is not there.
    """
    import polars as pl

    asked = _asked(names)
    ready = [(entry, _params(entry, params)) for entry in asked]
    there = present(frame)
    if frame.schema.get("terms", pl.Null()) == pl.Null():  # no glossary has been asked
        ready = [(entry, given) for entry, given in ready if entry is not TERMS]
        frame = frame.with_columns(pl.lit(None, pl.Float32).alias(PREFIX + TERMS.name)) if TERMS in asked else frame
    expressions = [
        entry.score({**given, **there}).cast(pl.Float32).alias(PREFIX + entry.name)
        for entry, given in ready
        if entry.score
    ]
    frame = frame.with_columns(expressions)
    reading = Reading(frame)
    columns = []
    for entry, given in ready:
        if entry.batch is not None:
            batch = entry.batch(given)
            if batch is None:
                scores = pl.Series([None] * frame.height, dtype=pl.Float32)
            else:
                scores = batch.score(reading)
            columns.append(scores.alias(PREFIX + entry.name))
    frame = frame.with_columns(columns)
    if LEARNT in asked:
        frame = frame.with_columns(Learnt().score(frame).alias(PREFIX + LEARNT.name))
    return frame


def judged(
    frame: pl.DataFrame, names: Iterable[str] | None = None, params: Mapping[str, Params] | None = None
) -> pl.DataFrame:
    """`scored`, and `reasons`: the names of the filters that reject the bead, after those it had; `kept`: none do.

    What the filter "learnt" rejects has as its reason "learnt:" and the filter whose score spoke most against it.
    """
    import polars as pl

    frame = scored(frame, names, params)
    asked = _asked(names)
    old = pl.col("reasons") if "reasons" in frame.columns else pl.lit([], dtype=pl.List(pl.String))
    rejected = []
    for entry in asked:
        reason: pl.Expr = pl.lit(entry.name)
        if entry is LEARNT:
            frame = frame.with_columns(Learnt().reason(frame).alias("_learnt"))
            reason = pl.concat_str(pl.lit("learnt:"), pl.col("_learnt"))
        rejected.append(pl.when(~entry.accept(_params(entry, params))).then(reason))
    reasons = pl.concat_list(
        old.fill_null([]), *(pl.concat_list(one).list.drop_nulls() for one in rejected)
    ).list.unique(maintain_order=True)
    return (
        frame.with_columns(reasons.alias("reasons"))
        .with_columns((pl.col("reasons").list.len() == 0).alias("kept"))
        .drop("_learnt", strict=False)
    )

"""The filter of terms: what the glossary asks for stands in the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligner.corpus.filter_base import Filter, Params, at_least

if TYPE_CHECKING:
    import polars as pl

__all__ = ["TERMS"]


def _terms(params: Params) -> pl.Expr:
    """The share of the uses of terms in the source that have a form in the target, one more counted on both sides: a
    single name that the target leaves to a pronoun or an adjective is no fault. Null where there are none."""
    import polars as pl

    uses = pl.col("terms")
    there = uses.list.eval(
        (pl.element().struct.field("target").fill_null("") != "") & (pl.element().struct.field("target_start") >= 0)
    )
    share = (there.list.sum() + 1) / (uses.list.len() + 1)
    return pl.when(uses.list.len() > 0).then(share).otherwise(None).cast(pl.Float32)


TERMS = Filter("terms", "the terms of the glossary are in the target", at_least("terms"), _terms, {"least": 0.5})

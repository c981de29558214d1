"""The learnt filter: one judgement from all scores together, by weights learnt from translations and planted damage.

It is a sum: every score gives its part by a curve of straight pieces, so the part that spoke most against a bead names
the reason. There is a model for each set of scores that may be there: with a lexicon, an encoder, both or neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from aligner.corpus.filter_base import PREFIX, Filter, column
from aligner.corpus.filter_data import learnt

if TYPE_CHECKING:
    import polars as pl

__all__ = ["LEARNT", "Learnt", "model_name"]


def model_name(*, words: bool, margin: bool) -> str:
    """The model for what was handed in."""
    return {(0, 0): "plain", (1, 0): "words", (0, 1): "margin", (1, 1): "all"}[int(words), int(margin)]


class Learnt:
    """Scores from scores."""

    def __init__(self, models: dict[str, Any] | None = None) -> None:
        self._models = learnt()["models"] if models is None else models

    def score(self, frame: pl.DataFrame) -> pl.Series:
        """How far above the threshold of its pair of languages each bead is; null where scores are missing."""
        model = self._model(frame)
        if model is None:
            import polars as pl

            return pl.Series([None] * frame.height, dtype=pl.Float32)
        import polars as pl

        pair = pl.concat_str("source_language", pl.lit("-"), "target_language")
        bias = pair.replace_strict(
            list(model["bias"]),
            list(model["bias"].values()),
            default=min(model["bias"].values()),
            return_dtype=pl.Float64,
        )
        total = pl.sum_horizontal(bias, *(part for _, part in self._parts(model)))
        return frame.select(total.cast(pl.Float32).alias("learnt"))["learnt"]

    def reason(self, frame: pl.DataFrame) -> pl.Series:
        """The name of the filter that speaks most against each bead."""
        import polars as pl

        model = self._model(frame)
        if model is None:
            return pl.Series([None] * frame.height, dtype=pl.String)
        names = [name for name, _ in self._parts(model)]
        worst = pl.concat_list([part.cast(pl.Float64) for _, part in self._parts(model)]).list.arg_min()
        said = worst.replace_strict(list(range(len(names))), names, default=None, return_dtype=pl.String)
        return frame.select(said.alias("reason"))["reason"]

    def _model(self, frame: pl.DataFrame) -> dict[str, Any] | None:
        def present(name: str) -> bool:
            return PREFIX + name in frame.columns and frame[PREFIX + name].null_count() < max(frame.height, 1)

        found = self._models.get(model_name(words=present("words"), margin=present("margin")))
        if found is None or not all(PREFIX + name in frame.columns for name in found["curves"]):
            return None
        model: dict[str, Any] = found
        return model

    @staticmethod
    def _parts(model: dict[str, Any]) -> list[tuple[str, pl.Expr]]:
        """For each score what it adds: at most 0 where it is as good as can be."""
        return [(name, curve(name, at, value)) for name, (at, value) in model["curves"].items()]


def curve(name: str, at: Sequence[float], value: Sequence[float]) -> pl.Expr:
    """A line of straight pieces through the points (at, value), flat before the first and after the last; null is 0."""
    import polars as pl

    x = column(name).cast(pl.Float64).clip(at[0], at[-1])
    total: pl.Expr = pl.lit(value[0])
    for low, high, one, other in zip(at, at[1:], value, value[1:], strict=False):
        total = total + (x - low).clip(0, high - low) * ((other - one) / (high - low))
    return total.fill_null(0.0)


LEARNT = Filter(
    "learnt",
    "all scores weighed together; the reason names the score that spoke most against the bead",
    lambda params: (column("learnt") >= params["least"]).fill_null(value=True),
    defaults={"least": 0.0},
)

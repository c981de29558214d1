"""What a filter of beads is: a score and what score is accepted, as polars expressions or, for models, in batches.

Every score is a number for which a greater one is better; null where the filter has nothing to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy
    import polars as pl

__all__ = [
    "PREFIX",
    "SCRIPTS",
    "Batch",
    "Encoder",
    "Filter",
    "Glosses",
    "Params",
    "Reading",
    "at_least",
    "by_language",
    "column",
    "lower_of",
    "present",
    "text",
]

PREFIX = "filter."
SIDES = ("source", "target")
SCRIPTS = {"en": "Latin", "ar": "Arabic", "ru": "Cyrillic"}
Params = Mapping[str, Any]


class Encoder(Protocol):
    """Sentences in, unit vectors out, alike for texts that mean the same in whatever language."""

    def encode(self, texts: Sequence[str]) -> numpy.ndarray[Any, Any]:
        """One unit vector a text: float32 of shape (texts, width)."""
        ...


class Glosses(Protocol):
    """A lexicon: stems of printed words, and which stems of another language translate them."""

    def stems(self, word: str, language: str) -> Sequence[str]:
        """The stems of one word as printed; an Arabic word may be its clitics and itself."""
        ...

    def weight(self, stem: str, language: str) -> float:
        """How much a stem says, from 0 ("the") to 1 (a rare word); above 1 for one that the lexicon does not know."""
        ...

    def translations(self, stem: str, source: str, target: str) -> Mapping[str, float]:
        """The stems of the target language that translate it, each with its probability."""
        ...


class Batch(Protocol):
    """The scores of a filter that are no expression; built once, then asked frame by frame."""

    def score(self, reading: Reading) -> pl.Series:
        """One score a row of the frame that is read, Float32, in the order of its rows."""
        ...


@dataclass(frozen=True)
class Filter:
    """One filter: `score` over the texts or `batch` where it takes more than that, and `accept` over the score."""

    name: str
    doc: str
    accept: Callable[[Params], pl.Expr]
    score: Callable[[Params], pl.Expr] | None = None
    defaults: Params = field(default_factory=dict)
    batch: Callable[[Params], Batch | None] | None = None  # None from it: what it needs was not handed in

    def params(self, given: Params | None = None) -> dict[str, Any]:
        """The parameters with their defaults. KeyError for one that the filter does not have."""
        for key in given or {}:
            if key not in self.defaults:
                raise KeyError(f"the filter {self.name} has no parameter {key!r}: {', '.join(self.defaults) or 'none'}")
        return {**self.defaults, **(given or {})}


class Reading:
    """A frame of beads while it is scored; what several filters want to know of it is found once."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame
        self._remembered: dict[object, Any] = {}

    def remembered(self, key: object, find: Callable[[], Any]) -> Any:
        """What `find` gives, found once for a key."""
        if key not in self._remembered:
            self._remembered[key] = find()
        return self._remembered[key]

    @cached_property
    def rows(self) -> list[tuple[str, str, str, str]]:
        """Source language, target language, source text, target text of every row."""
        import polars as pl

        names = ("source_language", "target_language", "source_text", "target_text")
        return self.frame.select(pl.col(name).cast(pl.String).fill_null("") for name in names).rows()

    @cached_property
    def words(self) -> tuple[list[list[str]], list[list[str]]]:
        """The words and figures of every source and of every target, in order."""

        both = self.frame.select(text(side).str.extract_all(WORD) for side in SIDES)
        return both["source_text"].to_list(), both["target_text"].to_list()

    def filled(self, scores: Sequence[float | None]) -> pl.Series:
        """Scores as a series, one a row."""
        import polars as pl

        return pl.Series(scores, dtype=pl.Float32)


WORD = r"[\p{L}\p{M}'’ʼ]+|\p{Nd}+(?:[.,:/٫٬]\p{Nd}+)*[½¼¾]?"


def text(side: str) -> pl.Expr:
    """The text of a side, "" where it is null."""
    import polars as pl

    return pl.col(f"{side}_text").fill_null("")


def column(name: str) -> pl.Expr:
    """The score of a filter that has been asked."""
    import polars as pl

    return pl.col(PREFIX + name)


def at_least(name: str) -> Callable[[Params], pl.Expr]:
    """Accepts scores from the parameter "least" on, and nulls."""
    return lambda params: (column(name) >= params["least"]).fill_null(value=True)


def by_language(side: str, make: Callable[[str], pl.Expr], otherwise: pl.Expr, params: Params) -> pl.Expr:
    """An expression that depends on the language of a side; `params` may say which ones there are (`present`)."""
    import polars as pl

    code = pl.col(f"{side}_language")
    there = params.get(f"{side} languages", tuple(SCRIPTS))
    if len(there) == 1:
        return make(there[0]) if there[0] in SCRIPTS else otherwise
    chosen = otherwise
    for language in (known for known in SCRIPTS if known in there):
        chosen = pl.when(code == language).then(make(language)).otherwise(chosen)
    return chosen


def present(frame: pl.DataFrame) -> dict[str, tuple[str, ...]]:
    """The languages of either side of a frame, for `by_language`: what is not there is not worked out."""
    return {f"{side} languages": tuple(frame[f"{side}_language"].unique().drop_nulls().sort()) for side in SIDES}


def lower_of(make: Callable[[str], pl.Expr]) -> pl.Expr:
    """The lower score of the two sides."""
    import polars as pl

    return pl.min_horizontal(make("source"), make("target")).cast(pl.Float32)

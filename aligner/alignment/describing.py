"""From two lists of sentences to all that the search needs to know of them."""

from __future__ import annotations

import re
import statistics
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from aligner import languages
from aligner.alignment.anchors import anchors
from aligner.alignment.band import Band, around
from aligner.alignment.evidence import LONGEST_RUN, coverage, shared_keys, units_of
from aligner.alignment.features import Described, Side
from aligner.alignment.lexicon import Lexicon
from aligner.alignment.search import SHAPES

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

__all__ = ["ORDER", "describe", "first_word"]

ORDER = ("en", "ar", "ru")  # of the two sides: alignment is the same in both directions
_PAIRS = (("en", "ar"), ("en", "ru"), ("ar", "ru"))
_FEW = 5  # anchors; as many count as much as what is usual between the languages
_SAMPLE = 64  # lines of the other text that a line is compared with, to see how near it is to anything
_CLAUSE = re.compile(r"[,;:،؛—–](?=\s)")
_QUESTION = re.compile(r"[?؟]")
_QUOTES = re.compile(r"[\"“”„«»]")
_FIRST = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"\w+")


def first_word(text: str, language: str) -> str:
    """The first word of a sentence in normal form; "" where there is none."""
    found = _FIRST.search(text)
    return languages.get(language).normal_form(found[0]).text if found else ""


def describe(
    texts: tuple[Sequence[str], Sequence[str]],
    codes: tuple[str, str],
    vectors: tuple[Array, Array],
    lexicon: Lexicon,
    *,
    lengths: Mapping[str, float],
    openings: Mapping[str, Mapping[str, float]],
    breaks: tuple[Array | None, Array | None] = (None, None),
    terms: tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]] | None = None,
) -> Described:
    """Describe two texts of at least one line each, in the order of languages that `ORDER` gives."""
    sure = anchors(vectors[0][0], vectors[1][0])
    band = around(sure, len(texts[0]), len(texts[1]))
    one, other = units_of(*texts, lexicon)
    size = 1 + max(int(units.ids.max(initial=0)) for units in (one, other))
    size = max(size, *(int(ids.max(initial=0)) for units in (one, other) for ids, _ in units.answers)) + 1
    cosines = _cosines(vectors, band)
    forth = coverage(one, other, band, transposed=False, size=size)
    back = coverage(other, one, band, transposed=True, size=size)
    nearest = (
        _best_of_rows((cosines[1, 1], back[0], back[1]), band),
        _best_of_columns((cosines[1, 1], forth[0], forth[1]), band),
    )
    hubs = _hubs(vectors)
    sides = [
        _side(texts[k], codes[k], (one, other)[k].totals, hubs[k], nearest[k], openings.get(codes[k], {}), breaks[k])
        for k in (0, 1)
    ]
    numbers = [_numbers(text, code) for text, code in zip(texts, codes, strict=True)]
    none: list[Sequence[frozenset[str]]] = [[frozenset()] * len(text) for text in texts]
    named = terms or (none[0], none[1])
    return Described(
        band,
        sides[0],
        sides[1],
        cosines,
        forth,
        back,
        (shared_keys(numbers[0], numbers[1], band), shared_keys(named[0], named[1], band)),
        _ratio(texts, sure, lengths[codes[1]] / lengths[codes[0]]),
        _PAIRS.index(codes) if codes in _PAIRS else -1,
    )


def _numbers(text: Sequence[str], code: str) -> list[frozenset[str]]:
    """The values of the numbers of each line."""
    read = languages.get(code).numbers
    return [frozenset(str(number.value) for number in read(line)) for line in text]


def _side(
    texts: Sequence[str],
    code: str,
    weights: Array,
    hub: Array,
    nearest: Array,
    openings: Mapping[str, float],
    breaks: Array | None,
) -> Side:
    import numpy as np

    def running(values: Sequence[float] | Array) -> Array:
        return np.concatenate([[0.0], np.cumsum(np.asarray(values, np.float64))])

    return Side(
        running([len(text) for text in texts]),
        running(weights),
        running([len(_WORDS.findall(text)) for text in texts]),
        running([len(_CLAUSE.findall(text)) for text in texts]),
        running([len(_QUESTION.findall(text)) for text in texts]),
        running(_open_quotes(texts)),
        np.asarray([openings.get(first_word(text, code), 0.0) for text in texts], np.float32),
        hub,
        nearest,
        breaks,
    )


def _open_quotes(texts: Sequence[str]) -> list[int]:
    """For each line the quotations that it opens less those that it closes; straight marks open and close in turn."""
    found = []
    straight = False
    for text in texts:
        change = 0
        for mark in _QUOTES.findall(text):
            if mark == '"':
                change += -1 if straight else 1
                straight = not straight
            else:
                change += 1 if mark in "“„«" else -1
        found.append(change)
    return found


def _best_of_rows(values: Sequence[Array], band: Band) -> Array:
    """The largest value of each row but the first, for each source line."""
    import numpy as np

    return np.stack([np.maximum.reduceat(of[: band.size], band.offset[:-1])[1:] for of in values])


def _best_of_columns(values: Sequence[Array], band: Band) -> Array:
    """The largest value of each column but the first, for each target line."""
    import numpy as np

    found = np.full((len(values), int(band.high[-1]) + 1), -9.0, np.float32)
    for place, of in enumerate(values):
        np.maximum.at(found[place], band.columns, of[: band.size])
    return found[:, 1:]


def _hubs(vectors: tuple[Array, Array]) -> list[Array]:
    """How near each run is to the other text as a whole: the mean cosine with a sample of its lines."""
    import numpy as np

    found = []
    for own, other in (vectors, vectors[::-1]):
        sample = np.linspace(0, other.shape[1] - 1, min(_SAMPLE, other.shape[1])).astype(np.int64)
        found.append(own[:LONGEST_RUN] @ other[0, sample].mean(axis=0))
    return found


def _cosines(vectors: tuple[Array, Array], band: Band) -> dict[tuple[int, int], Array]:
    """The cosine of every bead without omissions in the band; -9 where it would begin before the text."""
    import numpy as np

    source, target = vectors
    shapes = [shape for shape in SHAPES if 0 not in shape]
    found = {shape: np.full(band.size + 1, -9.0, np.float32) for shape in shapes}
    low, high, offset = band.low.tolist(), band.high.tolist(), band.offset.tolist()
    for i in range(1, len(low)):
        runs = np.ascontiguousarray(source[:, i - 1].T)  # width, run
        for b in range(1, LONGEST_RUN + 1):
            first = max(b, low[i])
            if first > high[i]:
                continue
            product = target[b - 1, first - 1 : high[i]] @ runs
            start = offset[i] - low[i]
            for a in range(1, min(i, LONGEST_RUN) + 1):
                if (a, b) in found:
                    found[a, b][start + first : start + high[i] + 1] = product[:, a - 1]
    return found


def _ratio(texts: tuple[Sequence[str], Sequence[str]], sure: Sequence[tuple[int, int]], usual: float) -> float:
    """Target characters for one of the source: as usual between the languages, and as the anchors show."""
    if not sure:
        return usual
    shown = statistics.median((len(texts[1][j]) + 5) / (len(texts[0][i]) + 5) for i, j in sure)
    weight = len(sure) / (len(sure) + _FEW)
    return float(usual ** (1 - weight) * shown**weight)

"""Aligns more than two versions of a text at once, so that their beads agree with each other.

Two alignments may say of one sentence what a third denies. Here a bead has a side for each version, and the best
sequence of such beads is looked for by the sum of what each pair of versions says of it, among the places in the texts
that each pair holds to be possible at all.
"""

from __future__ import annotations

import itertools
import math
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from aligner import languages
from aligner.alignment.aligner import Version, decode, described, doubted, score_beads
from aligner.alignment.band import Band
from aligner.alignment.describing import ORDER
from aligner.alignment.encoder import Encoder, default_encoder
from aligner.alignment.evidence import LONGEST_RUN
from aligner.alignment.features import Described
from aligner.alignment.lexicon import Lexicon
from aligner.alignment.links import Link
from aligner.alignment.model import Model, shipped
from aligner.alignment.search import SHAPES, passing

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

__all__ = ["Group", "align_versions"]

_POSSIBLE = (1e-7, 1e-14, 0.0)  # probability of a place in the pair's alignment; the next where no way is found
_MOST = 30_000, 60  # places looked at: so many, or so many a segment; texts that agree have a dozen a segment
_LONGEST = 3  # segments of one version in a bead of three
_NEVER = float("-inf")
_WEIGHT = 0.8  # of a pair's score: each text is heard twice, which makes too sure


@dataclass(frozen=True)
class Group:
    """A bead of several versions: the numbers of its segments in each of them, from 0; empty where one omits it."""

    segments: Mapping[str, tuple[int, ...]]
    confidence: float | None = None


Cell = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class _Pair:
    """What two of the versions say: scores of beads, and which places are possible."""

    band: Band
    described: Described
    scores: Array
    possible: Array  # probability that the way passes a cell


def align_versions(
    texts: Mapping[str, Sequence[str]],
    *,
    encoder: Encoder | None = None,
    paragraphs: Mapping[str, Sequence[int]] | None = None,
    terms: Mapping[str, Sequence[frozenset[str]]] | None = None,
    model: Model | None = None,
    words: Mapping[tuple[str, str], Lexicon] | None = None,
) -> list[Group]:
    """Which segments of two or three versions translate each other; each stands in one group, in order.

    `texts` are the segments by language; `paragraphs` and `terms` as `align` has them. InputError for an unknown
    language. A version without segments is left out of all groups.
    """
    for code in texts:
        languages.get(code)
    codes = [code for code in ORDER if texts.get(code)]
    if len(codes) < 2:
        return [Group({code: (n,)}) for code in codes for n in range(len(texts[code]))]
    encoder, model = encoder or default_encoder(), model or shipped()
    versions = {
        code: Version(texts[code], code, (paragraphs or {}).get(code), (terms or {}).get(code)) for code in codes
    }
    vectors = {code: encoder.overlaps(texts[code], LONGEST_RUN) for code in codes}
    pairs = {}
    for one, other in itertools.combinations(range(len(codes)), 2):
        x, y = codes[one], codes[other]
        found = described(versions[x], versions[y], (vectors[x], vectors[y]), model, (words or {}).get((x, y)))
        scores = score_beads(found, model)
        pairs[one, other] = _Pair(found.band, found, scores, passing(scores, found.band))
    sizes = tuple(len(texts[code]) for code in codes)
    way: list[tuple[Cell, Cell, float]] = []
    for least in _POSSIBLE:
        cells = _cells(pairs, sizes, least)
        way = _best(cells, pairs, sizes) if cells is not None else []
        if way or cells is None:
            break
    if not way:  # the pairs contradict each other from one end to the other: long passages have changed places
        links = [decode(pairs[0, n].described, pairs[0, n].scores, model) for n in range(1, len(codes))]
        return _joined(codes, links, sizes[0])
    groups = []
    for end, shape, posterior in way:
        segments = {
            code: tuple(range(place - many, place)) for code, place, many in zip(codes, end, shape, strict=True)
        }
        sure = round(model.confidence(posterior), 4)
        for (one, other), pair in pairs.items():
            if shape[one] and shape[other]:
                sure = doubted(pair.described, end[one], end[other], (shape[one], shape[other]), sure)
        groups.append(Group(segments, sure))
    return groups


def _joined(codes: Sequence[str], links: Sequence[Sequence[Link]], size: int) -> list[Group]:
    """The alignments of the first version, of so many segments, with each other one, joined where they share its
    segments; what stands in another version only follows what stands before it there."""
    nothing: dict[str, tuple[int, ...]] = dict.fromkeys(codes, ())
    whole = [[link for link in own if link.source] for own in links]
    inside = {place for own in whole for link in own for place in link.source[1:]}
    cuts = [place for place in range(size + 1) if place not in inside]
    waiting = [deque(own) for own in links]
    groups = []
    for begin, end in itertools.pairwise([*cuts, size]):
        sides, sure = {**nothing, codes[0]: tuple(range(begin, end))}, 1.0
        for code, own in zip(codes[1:], waiting, strict=True):
            while own and not own[0].source:
                alone = own.popleft()
                groups.append(Group({**nothing, code: alone.target}, alone.confidence))
            part = []
            while any(link.source and link.source[-1] < end for link in own):
                part.append(own.popleft())
            sides[code] = tuple(place for link in part for place in link.target)
            sure = min([sure, *(link.confidence or 0.0 for link in part)])
        if begin < end:
            groups.append(Group(sides, sure))
    return groups


def _cells(pairs: Mapping[tuple[int, int], _Pair], sizes: Cell, least: float) -> list[Cell] | None:
    """The places (a number of segments done with in each version) that all pairs hold to be possible, in order.

    None where there are too many of them.
    """
    most = max(_MOST[0], _MOST[1] * sum(sizes))
    partners = {key: _partners(pair, least) for key, pair in pairs.items()}
    if len(sizes) == 2:
        return [(i, j) for i in range(sizes[0] + 1) for j in partners[0, 1][i]]
    sets = [set(row) for row in partners[1, 2]]
    cells: list[Cell] = []
    for i in range(sizes[0] + 1):
        cells += [(i, j, k) for j in partners[0, 1][i] for k in partners[0, 2][i] if k in sets[j]]
        if len(cells) > most:
            return None
    return cells


def _partners(pair: _Pair, least: float) -> list[list[int]]:
    """For each place in the one version the possible places in the other."""
    import numpy as np

    low, offset = pair.band.low.tolist(), pair.band.offset.tolist()
    return [
        (np.flatnonzero(pair.possible[offset[i] : offset[i + 1]] >= least) + low[i]).tolist() for i in range(len(low))
    ]


@lru_cache(maxsize=4)
def _shapes(versions: int) -> tuple[Cell, ...]:
    """Beads of so many versions: each pair of sides must be a shape of a pair, or as many, or one of them empty."""
    longest = LONGEST_RUN if versions == 2 else _LONGEST
    shapes = [shape for shape in itertools.product(range(longest + 1), repeat=versions) if any(shape)]
    if versions == 2:
        return tuple(shape for shape in shapes if shape in SHAPES)
    return tuple(shape for shape in shapes if _allowed(shape))


def _allowed(shape: Cell) -> bool:
    sides = [many for many in shape if many]
    if len(sides) == 1:
        return sides[0] == 1
    return all(one == two or (one, two) in SHAPES for one, two in itertools.combinations(sides, 2))


def _best(cells: Sequence[Cell], pairs: Mapping[tuple[int, int], _Pair], sizes: Cell) -> list[tuple[Cell, Cell, float]]:
    """The best way through these places: end, shape and probability of each bead; [] where there is none."""
    import numpy as np

    shapes = _shapes(len(sizes))
    heard = {key: _Heard(pair) for key, pair in pairs.items()}
    weight = _WEIGHT if len(sizes) > 2 else 1.0
    start = (0,) * len(sizes)
    best: dict[Cell, tuple[float, Cell]] = {start: (0.0, start)}
    summed: dict[Cell, float] = {start: 0.0}
    steps: dict[Cell, list[tuple[Cell, Cell, float]]] = {}  # of each place: the place before, the shape, the score
    for cell in cells:
        if cell == start:
            continue
        value, chosen, total = _NEVER, start, []
        for shape in shapes:
            before = tuple([place - many for place, many in zip(cell, shape, strict=True)])
            known = best.get(before)
            if known is None:
                continue
            score = weight * _score(heard, cell, shape)
            if score == _NEVER:
                continue
            steps.setdefault(cell, []).append((before, shape, score))
            total.append(summed[before] + score)
            if known[0] + score > value:
                value, chosen = known[0] + score, shape
        if total:
            best[cell], summed[cell] = (value, chosen), float(np.logaddexp.reduce(total))
    if sizes not in best:
        return []
    after = {sizes: 0.0}
    for cell in reversed(cells):
        if cell in after:
            for before, _, score in steps.get(cell, ()):
                after[before] = float(np.logaddexp(after.get(before, _NEVER), after[cell] + score))
    probable: dict[tuple[Cell, Cell], float] = {}
    for cell, edges in steps.items():
        for before, shape, score in edges:
            if cell in after:
                what = _what(cell, shape)
                share = math.exp(min(0.0, summed[before] + score + after[cell] - summed[sizes]))
                probable[what] = probable.get(what, 0.0) + share
    way = []
    cell = sizes
    while cell != start:
        shape = best[cell][1]
        way.append((cell, shape, min(1.0, probable[_what(cell, shape)])))
        cell = tuple(place - many for place, many in zip(cell, shape, strict=True))
    return way[::-1]


def _what(cell: Cell, shape: Cell) -> tuple[Cell, Cell]:
    """The same for beads that say the same: that sides omit a segment, wherever between theirs that is said."""
    return tuple(place if many else -1 for place, many in zip(cell, shape, strict=True)), shape


def _score(heard: Mapping[tuple[int, int], _Heard], cell: Cell, shape: Cell) -> float:
    """What all pairs say of a bead. As many segments on all sides are one bead only where a pair crosses in it."""
    score, least = 0.0, math.inf
    for (one, other), pair in heard.items():
        whole, apart = pair(cell[one], cell[other], shape[one], shape[other])
        if max(whole, apart) == _NEVER:
            return _NEVER
        score += max(whole, apart)
        if shape[one] and shape[other]:
            least = min(least, max(whole, apart) - whole)
    sides = {many for many in shape if many}
    return score - least if len(sides) == 1 and sides != {1} else score


class _Heard:
    """What one pair of versions says of beads of more."""

    def __init__(self, pair: _Pair) -> None:
        self._scores, self._low = pair.scores.astype(float).tolist(), pair.band.low.tolist()
        self._high, self._offset = pair.band.high.tolist(), pair.band.offset.tolist()
        self._place = {shape: place for place, shape in enumerate(SHAPES)}

    def __call__(self, i: int, j: int, a: int, b: int) -> tuple[float, float]:
        """The score of `a` and `b` segments up to i and j, as one bead and as several; minus infinity: never."""
        if not a and not b:
            return 0.0, _NEVER
        if a == b:
            return self._of(i, j, (a, b)), sum(self._of(i - x, j - x, (1, 1)) for x in range(a)) if a > 1 else _NEVER
        if a and b:
            return self._of(i, j, (a, b)), _NEVER
        alone = sum(self._of(i - x, j, (1, 0)) for x in range(a)) + sum(self._of(i, j - y, (0, 1)) for y in range(b))
        return _NEVER, alone

    def _of(self, i: int, j: int, shape: tuple[int, int]) -> float:
        place = self._place.get(shape)
        if place is None or not self._low[i] <= j <= self._high[i]:
            return _NEVER
        return float(self._scores[place][self._offset[i] + j - self._low[i]])

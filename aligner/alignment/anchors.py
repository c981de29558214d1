"""Sure pairs of sentences to hold on to: nearest neighbours both ways, then the heaviest chain of them in order.

In a text of thousands of lines every eighth line is compared with all lines of the other side, which shows the way;
the others are compared with the lines near it only. So a gap of any length is found, and the work grows with the
length of the texts rather than with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

__all__ = ["anchors", "heaviest_chain"]

_MOST = 4  # neighbours of a sentence that are looked at
_LEAST_COSINE = 0.25
_MARGIN = 0.9  # of a pair's cosine over those of its neighbours
_SMALL = 4_000_000  # cells: up to here everything is compared
_STEP = 8  # of the first look at a longer text
_ROWS = 512  # at a time
_REACH = 400  # lines to both sides of the way that the first look showed
_NEAR = ((1, 1), (-1, -1), (1, 2), (-1, -2), (2, 1), (-2, -1), (2, 2), (-2, -2))


def anchors(source: Array, target: Array) -> list[tuple[int, int]]:
    """Pairs (i, j), strictly increasing in both, of lines that surely belong together.

    `source` and `target` are unit vectors, (lines, width).
    """
    import numpy as np

    if not len(source) or not len(target):
        return []
    if len(source) * len(target) <= _SMALL:
        found = _mutual(source, target, np.arange(len(source)), None)
    else:
        rows = np.arange(0, len(source), _STEP)
        first = heaviest_chain(_weighed(_mutual(source, target, rows, None), _STEP))
        found = _mutual(source, target, np.arange(len(source)), _corridor(first, len(source), len(target)))
    return heaviest_chain(_weighed(found, 1))


def _mutual(
    source: Array, target: Array, rows: Array, corridor: tuple[Array, Array] | None
) -> dict[tuple[int, int], float]:
    """Pairs that are among the nearest of each other, with their margin; `corridor` bounds the columns of each row."""
    import numpy as np

    many = min(_MOST, len(source), len(target))
    near = np.full((len(rows), many), -2.0, np.float32)
    where = np.zeros((len(rows), many), np.int64)
    back = np.full((len(target), many), -2.0, np.float32)
    back_where = np.zeros((len(target), many), np.int64)
    for begin in range(0, len(rows), _ROWS):
        part = rows[begin : begin + _ROWS]
        low, high = 0, len(target)
        if corridor is not None:
            low, high = int(corridor[0][part].min()), int(corridor[1][part].max()) + 1
        cosine = source[part] @ target[low:high].T
        columns = np.arange(low, high)
        for rank in range(min(many, high - low)):  # the columns' best rows first, as the rows' search spoils the matrix
            best = cosine.argmax(axis=1)
            line = np.arange(len(part))
            near[begin : begin + len(part), rank] = cosine[line, best]
            where[begin : begin + len(part), rank] = columns[best]
            if rank == 0:
                top = _top(cosine, min(many, len(part)))
                values = np.take_along_axis(cosine, top, axis=0).T
                joined = np.concatenate([back[low:high], values], axis=1)
                which = np.concatenate([back_where[low:high], part[top.T]], axis=1)
                keep = np.argsort(-joined, axis=1, kind="stable")[:, :many]
                back[low:high] = np.take_along_axis(joined, keep, axis=1)
                back_where[low:high] = np.take_along_axis(which, keep, axis=1)
            cosine[line, best] = -2.0
    forth = dict[tuple[int, int], float]()
    usual = near.mean(axis=1)
    for number, row in enumerate(rows.tolist()):
        for rank in range(many):
            if near[number, rank] > _LEAST_COSINE:
                forth[row, int(where[number, rank])] = float(near[number, rank])
    place = {row: number for number, row in enumerate(rows.tolist())}
    back_usual = back.mean(axis=1)
    found: dict[tuple[int, int], float] = {}
    for column in range(len(target)):
        for rank in range(many):
            pair = (int(back_where[column, rank]), column)
            if pair in forth and back[column, rank] > _LEAST_COSINE:
                found[pair] = forth[pair] / (1e-6 + (float(usual[place[pair[0]]]) + float(back_usual[column])) / 2)
    return found


def _top(cosine: Array, many: int) -> Array:
    """The rows of the largest values of each column, (many, columns)."""
    import numpy as np

    top: Array = np.argpartition(cosine, cosine.shape[0] - many, axis=0)[cosine.shape[0] - many :]
    return top


def _weighed(found: dict[tuple[int, int], float], step: int) -> list[tuple[int, int, float]]:
    """The pairs with weights: their margin, and how many pairs beside them on the diagonal support them."""
    weighed = []
    for (i, j), margin in found.items():
        weight = max(0.0, margin - _MARGIN) * (0.25 + _support(found, i, j, step))
        if weight > 0:
            weighed.append((i, j, weight))
    return weighed


def _support(found: dict[tuple[int, int], float], i: int, j: int, step: int) -> int:
    """How many pairs beside this one on the diagonal there are; of thinned rows, about as far on."""
    if step == 1:
        return sum((i + di, j + dj) in found for di, dj in _NEAR)
    return sum((i + di * step, j + dj) in found for di in (-1, 1) for dj in range(di * step - 3, di * step + 4))


def heaviest_chain(pairs: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The heaviest chain of weighed pairs (i, j, weight) that increases strictly in both; O(n log n)."""
    ends: list[int] = []  # j of the last pairs of the best chains, increasing, as are their weights
    weights: list[float] = []
    last: list[int] = []
    before: list[int] = [-1] * len(pairs)
    order = sorted(range(len(pairs)), key=lambda n: (pairs[n][0], -pairs[n][1]))
    for number in order:
        _, j, weight = pairs[number]
        place = bisect_left(ends, j)
        if place:
            weight += weights[place - 1]
            before[number] = last[place - 1]
        if place < len(ends) and ends[place] == j and weights[place] >= weight:
            continue
        stop = place
        while stop < len(ends) and weights[stop] <= weight:
            stop += 1
        ends[place:stop], weights[place:stop], last[place:stop] = [j], [weight], [number]
    chain = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append((pairs[number][0], pairs[number][1]))
        number = before[number]
    return chain[::-1]


def _corridor(chain: list[tuple[int, int]], rows: int, columns: int) -> tuple[Array, Array]:
    """The first and last column to look at in each row: around the chain, and all between where it has a hole."""
    import numpy as np

    low, high = np.full(rows, columns - 1, np.int64), np.zeros(rows, np.int64)
    points = [(0, 0), *chain, (rows - 1, columns - 1)]
    for (i, j), (next_i, next_j) in pairwise(points):
        part = slice(i, max(i, next_i) + 1)
        low[part] = np.minimum(low[part], max(0, j - _REACH))
        high[part] = np.maximum(high[part], min(columns - 1, next_j + _REACH))
    return low, high

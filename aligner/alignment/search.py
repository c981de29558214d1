"""The search for beads: dynamic programming over all shapes in the band, for the best way and for probabilities.

A way through the texts is a sequence of beads; its probability is proportional to the exponential of the sum of its
beads' scores (a semi-Markov conditional random field: Sarawagi and Cohen 2004). Each row of the band is worked at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aligner.alignment.band import Band

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

__all__ = ["SHAPES", "Way", "best_way", "passing", "posteriors", "probabilities"]

# Segments of the source, segments of the target. Those that take nothing from one side come last.
SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1), (2, 3), (3, 2), (1, 0), (0, 1))
_NEVER = -1e30
Way = list[tuple[int, int, int]]  # the cell's row and column where a bead ends, and its shape's place in SHAPES


def best_way(scores: Array, band: Band) -> Way:
    """The sequence of beads with the highest sum of scores, from the beginning to the end of both texts.

    `scores` has one row a shape and one column a cell: of the bead of this shape that ends there.
    """
    import numpy as np

    reached = _forward(scores, band, np.maximum)
    way: Way = []
    i, j = len(band.low) - 1, int(band.high[-1])
    low, offset = band.low.tolist(), band.offset.tolist()
    high = band.high.tolist()
    while i or j:
        here = offset[i] + j - low[i]
        best, chosen = -np.inf, -1
        for shape, (a, b) in enumerate(SHAPES):
            row, column = i - a, j - b
            if row >= 0 and column >= 0 and low[row] <= column <= high[row]:
                value = reached[offset[row] + column - low[row]] + scores[shape, here]
                if value > best:
                    best, chosen = value, shape
        way.append((i, j, chosen))
        i, j = i - SHAPES[chosen][0], j - SHAPES[chosen][1]
    return way[::-1]


def posteriors(scores: Array, band: Band) -> tuple[Array, float]:
    """The probability of each bead, of the shape of `scores`; and the logarithm of the sum over all ways."""
    import numpy as np

    forward = _forward(scores, band, np.logaddexp)
    backward = _backward(scores, band)
    total = float(forward[-1])
    out = np.zeros(scores.shape, np.float32)
    rows, columns = band.rows, band.columns
    known = np.concatenate([forward, [_NEVER]])
    for shape, (a, b) in enumerate(SHAPES):
        start = known[band.cell(rows - a, columns - b)]
        out[shape] = np.exp(np.minimum(start + scores[shape] + backward - total, 0.0))
    return out, total


def probabilities(way: Way, probable: Array, band: Band) -> list[float]:
    """The probability of each bead of a way, from those of all beads.

    That a line is omitted is one thing, wherever between the other side's lines that is said.
    """
    import numpy as np

    alone = {
        SHAPES.index((1, 0)): np.bincount(band.rows, probable[SHAPES.index((1, 0))]),
        SHAPES.index((0, 1)): np.bincount(band.columns, probable[SHAPES.index((0, 1))]),
    }
    found = []
    for i, j, shape in way:
        if shape in alone:
            found.append(float(alone[shape][j if SHAPES[shape][0] == 0 else i]))
        else:
            found.append(float(probable[shape, int(band.offset[i]) + j - int(band.low[i])]))
    return [min(1.0, probability) for probability in found]


def passing(scores: Array, band: Band) -> Array:
    """The probability of each cell that the way passes it."""
    import numpy as np

    forward = _forward(scores, band, np.logaddexp)
    result: Array = np.exp(np.minimum(forward + _backward(scores, band) - forward[-1], 0.0))
    return result


def _forward(scores: Array, band: Band, join: Any) -> Array:
    """The best (or summed) score of all ways to each cell. `join` is numpy.maximum or numpy.logaddexp."""
    import numpy as np

    reached = np.full(band.size, _NEVER)
    low, high, offset = band.low.tolist(), band.high.tolist(), band.offset.tolist()
    steps = [(shape, a, b) for shape, (a, b) in enumerate(SHAPES) if a]
    right = scores[SHAPES.index((0, 1))].astype(np.float64)
    for i in range(len(low)):
        begin, end = offset[i], offset[i + 1]
        row = reached[begin:end]
        if i == 0:
            row[0] = 0.0
        for shape, a, b in steps:
            if i < a:
                continue
            first, last = max(low[i] - b, low[i - a]), min(high[i] - b, high[i - a])
            if first > last:
                continue
            source = offset[i - a] - low[i - a]
            target = b - low[i]
            cells = slice(begin + target + first, begin + target + last + 1)
            value = reached[source + first : source + last + 1] + scores[shape, cells]
            part = row[target + first : target + last + 1]
            join(part, value, out=part)
        _along(row, right[begin:end], join)
    return reached


def _along(row: Array, step: Array, join: Any) -> None:
    """Ways that go on within a row, each step to the right at its price; in place."""
    import numpy as np

    price = np.cumsum(step) - step[0]
    row -= price
    join.accumulate(row, out=row)
    row += price


def _backward(scores: Array, band: Band) -> Array:
    """The summed score of all ways from each cell to the end."""
    import numpy as np

    left = np.full(band.size, _NEVER)
    low, high, offset = band.low.tolist(), band.high.tolist(), band.offset.tolist()
    steps = [(shape, a, b) for shape, (a, b) in enumerate(SHAPES) if a]
    right = scores[SHAPES.index((0, 1))].astype(np.float64)
    last_row = len(low) - 1
    for i in range(last_row, -1, -1):
        begin, end = offset[i], offset[i + 1]
        row = left[begin:end]
        if i == last_row:
            row[-1] = 0.0
        for shape, a, b in steps:
            if i + a > last_row:
                continue
            first, last = max(low[i] + b, low[i + a]), min(high[i] + b, high[i + a])
            if first > last:
                continue
            source = offset[i + a] - low[i + a]
            value = left[source + first : source + last + 1] + scores[shape, source + first : source + last + 1]
            part = row[first - b - low[i] : last - b - low[i] + 1]
            np.logaddexp(part, value, out=part)
        # a step from j to j + 1 costs what the cell j + 1 says
        shifted = np.concatenate([right[begin + 1 : end], [0.0]])
        price = np.cumsum(shifted[::-1])[::-1]
        row -= price
        row[:] = np.logaddexp.accumulate(row[::-1])[::-1]
        row += price
    return left

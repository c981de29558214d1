"""The cells that the search looks at: around the anchors, and all between them where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

__all__ = ["Band", "around"]

_WIDTH = 8  # cells to either side of an anchor
_CELLS = 60_000  # in a hole between two anchors; a larger one is crossed on a wide diagonal


@dataclass(frozen=True, eq=False)
class Band:
    """Cells (i, j): the first i lines of the source and the first j of the target are done with.

    Row i has the columns low[i] to high[i], both included; the cells lie row by row in one array, row i from offset[i].
    """

    low: Array
    high: Array
    offset: Array

    @property
    def size(self) -> int:
        """How many cells there are."""
        return int(self.offset[-1])

    @cached_property
    def rows(self) -> Array:
        """The row of each cell."""
        import numpy as np

        return np.repeat(np.arange(len(self.low), dtype=np.int32), np.diff(self.offset))

    @cached_property
    def columns(self) -> Array:
        """The column of each cell."""
        import numpy as np

        within = np.arange(self.size, dtype=np.int64) - np.repeat(self.offset[:-1], np.diff(self.offset))
        columns: Array = (within + np.repeat(self.low, np.diff(self.offset))).astype(np.int32)
        return columns

    def cell(self, i: Array, j: Array) -> Array:
        """The numbers of cells; those outside of the band have the number `size`."""
        import numpy as np

        inside_rows = (i >= 0) & (i < len(self.low))
        row = np.where(inside_rows, i, 0)
        inside = inside_rows & (j >= self.low[row]) & (j <= self.high[row])
        cells: Array = np.where(inside, self.offset[row] + j - self.low[row], self.size)
        return cells


def around(anchors: Sequence[tuple[int, int]], rows: int, columns: int) -> Band:
    """The band around anchors of texts of so many lines; an anchor (i, j) says that line i answers to line j.

    Anchors are trusted but for a few lines to either side, so that beads can go round a wrong one.
    """
    import numpy as np

    points = [(0, 0), *anchors, (rows, columns)]
    low, high = np.full(rows + 1, columns, np.int64), np.zeros(rows + 1, np.int64)
    for (i, j), (next_i, next_j) in pairwise(points):
        begin, end = max(0, i - _WIDTH), min(rows, next_i + _WIDTH)
        part = slice(begin, end + 1)
        tall, wide = max(1, next_i - i), max(1, next_j - j)
        if tall * wide <= _CELLS or tall <= 1:
            first, last = np.full(end + 1 - begin, j - _WIDTH), np.full(end + 1 - begin, next_j + _WIDTH)
        else:
            # The corner that a gap on one side makes lies within; so does the diagonal.
            half = max(_CELLS // tall // 2, 4 * _WIDTH)
            middle = j + wide * (np.clip(np.arange(begin, end + 1), i, next_i) - i) // tall
            first, last = middle - half, middle + half
        low[part] = np.minimum(low[part], np.maximum(0, first))
        high[part] = np.maximum(high[part], np.minimum(columns, last))
    low[0], high[rows] = 0, columns
    low = np.minimum.accumulate(low[::-1])[::-1]
    high = np.maximum.accumulate(high)
    return Band(low, high, np.concatenate([[0], np.cumsum(high - low + 1)]))

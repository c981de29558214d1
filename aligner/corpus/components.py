"""Connected components of a graph of many millions of nodes, in numpy: union-find without a step in Python for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

    Numbers = numpy.ndarray[Any, numpy.dtype[numpy.int64]]

__all__ = ["components"]


def components(count: int, first: Numbers, second: Numbers) -> Numbers:
    """For each of `count` nodes the least node of its component; the edges join `first` with `second`.

    Labels sink along edges and paths are halved until nothing changes, as in FastSV (Zhang, Azad and Hu 2020): about as
    many rounds as the logarithm of the longest path.
    """
    import numpy as np

    label = np.arange(count, dtype=np.int64)
    while True:
        ours, theirs = label[first], label[second]
        apart = ours != theirs
        if not apart.any():
            return label
        first, second = first[apart], second[apart]
        ours, theirs = ours[apart], theirs[apart]
        np.minimum.at(label, np.maximum(ours, theirs), np.minimum(ours, theirs))
        while True:
            above = label[label]
            if np.array_equal(above, label):
                break
            label = above

"""Histograms and percentiles of values that have been counted; bins are round numbers that a reader can say.

A threshold is always an edge between two bins, so that what it parts is seen to be parted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["PERCENTILES", "Histogram", "histogram", "percentiles", "round_step"]

PERCENTILES = (1, 5, 25, 50, 75, 95, 99)
_SLACK = 1e-9  # of a step: what adding up binary fractions may be off


@dataclass(frozen=True)
class Histogram:
    """Beads by value: bin i holds what is at least edges[i] and below edges[i + 1]."""

    edges: tuple[float, ...]  # one more than there are bins; none where there is no value
    kept: tuple[int, ...]
    rejected: tuple[int, ...]
    below: int = 0  # of the first bin, how many are lower than its edge
    above: int = 0  # of the last bin, how many are higher than its end


def histogram(
    values: Sequence[tuple[float, int, int]], *, bins: int = 32, edge: float | None = None, whole: bool = False
) -> Histogram:
    """The histogram of (value, kept, rejected): at most about `bins` bins where most values are.

    Single values far out are counted in the first or last bin. `edge` (a threshold) is an edge where it is not further
    out than the values reach; `whole` says that values are whole numbers.
    """
    if not values:
        return Histogram((), (), ())
    low, high = _reach(values, edge)
    if edge is not None and low - (high - low) <= edge <= high + (high - low):
        low, high = min(low, edge), max(high, edge)
    finest = 1e-8 * max(1, abs(low), abs(high), abs(edge or 0))  # so that edges are different numbers as written
    step = round_step(max(finest, (high - low) / bins if high > low else abs(low) / 10 or 0.1))
    if whole:
        step = max(1.0, step)
    origin = edge if edge is not None else 0.0
    first, last = _place(low, origin, step), _place(high, origin, step)
    kept, rejected = ([0] * (last - first + 1) for _ in range(2))
    below = above = 0
    for value, here, there in values:
        place = _place(value, origin, step)
        below += (here + there) * (place < first)
        above += (here + there) * (place > last)
        place = min(max(place, first), last) - first
        kept[place] += here
        rejected[place] += there
    edges = tuple(_tidy(origin + step * number, step) for number in range(first, last + 2))
    return Histogram(edges, tuple(kept), tuple(rejected), below, above)


def _reach(values: Sequence[tuple[float, int, int]], edge: float | None) -> tuple[float, float]:
    """From where to where most values lie: of the kept, of the rejected, and of those below the edge."""
    ends: list[float] = []
    below = [(value, here + there) for value, here, there in values if edge is not None and value < edge]
    kept = [(value, here) for value, here, _ in values if here]
    rejected = [(value, there) for value, _, there in values if there]
    for counted, outside in ((kept, 0.5), (rejected, 5.0), (below, 5.0)):
        ends += percentiles(counted, (outside, 100 - outside)).values()
    return min(ends), max(ends)


def _place(value: float, origin: float, step: float) -> int:
    return math.floor((value - origin) / step + _SLACK)


def _tidy(value: float, step: float) -> float:
    return float(f"{round(value / step, 6) * step:.9g}") + 0.0  # no -0.0, no 1e-16 for 0


def round_step(least: float) -> float:
    """The smallest of 1, 2, 5 times a power of ten that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * number for number in (1, 2, 5, 10) if power * number >= least * (1 - _SLACK))


def percentiles(values: Sequence[tuple[float, int]], shares: Sequence[float] = PERCENTILES) -> dict[float, float]:
    """For each share of a hundred the lowest value that so many are not above; of (value, how many)."""
    ordered = sorted(values)
    total = sum(number for _, number in ordered)
    found: dict[float, float] = {}
    if not total:
        return found
    wanted = sorted(shares)
    counted = 0
    for value, number in ordered:
        counted += number
        while len(found) < len(wanted) and counted * 100 >= wanted[len(found)] * total:
            found[wanted[len(found)]] = value
    return found

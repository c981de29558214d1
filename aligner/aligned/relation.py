"""Whether texts are versions of each other at all: the aligner puts any two texts side by side as well as it can."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from aligner.aligned.parallel import Unit, Version
from aligner.errors import InputError

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

__all__ = ["LEAST", "kinship", "refuse_unrelated"]

# Of the pairs of different reports among 585 in three languages at most 0.08 % reach this, of the true pairs all; of
# single sentences (the first of each report) 1 % do with another one, 99.7 % with their translation
# (scripts/bench_unrelated.py).
LEAST = 0.34

_ASKED = 48  # segments of each version that are asked
_AROUND = 4  # segments before and after the place where the alignment has its translation


def refuse_unrelated(versions: Sequence[Version], units: Sequence[Unit]) -> None:
    """InputError where two of the versions have nothing in common."""
    for first, second in combinations(range(len(versions)), 2):
        found = kinship(versions, units, first, second)
        if not found >= LEAST:  # nor where nothing could be compared
            raise InputError(
                f"{versions[first].name} and {versions[second].name} do not look like versions of one report "
                f"(likeness {max(0.0, found):.2f}, versions have {LEAST} and more); --force aligns them anyway"
            )
        if not any(unit.segments[first] and unit.segments[second] for unit in units):
            raise InputError(
                f"{versions[first].name} and {versions[second].name}: no sentence of the one answers to one of the "
                "other; are they cut into sentences? (--force keeps what came of it)"
            )


def kinship(versions: Sequence[Version], units: Sequence[Unit], first: int, second: int) -> float:
    """How near the sentences of one version are to those that stand about where their translations should, from 0 to 1.

    The mean, over some sentences of a version, of the cosine with the nearest of the other's around the place that the
    alignment gives; that of the version which finds more, since the other may be much longer.
    """
    import numpy as np

    from aligner.alignment.encoder import default_encoder

    asked = [_asked(units, a, b, len(versions[b].segments)) for a, b in ((first, second), (second, first))]
    ours = sorted({*asked[0], *(n for span in asked[1].values() for n in span)})
    theirs = sorted({*asked[1], *(n for span in asked[0].values() for n in span)})
    encoder = default_encoder()
    near: Array = (
        encoder.encode([versions[first].segments[n] for n in ours])
        @ encoder.encode([versions[second].segments[n] for n in theirs]).T
    )
    found = []
    for table, rows, columns, spans in ((near, ours, theirs, asked[0]), (near.T, theirs, ours, asked[1])):
        row, column = {n: at for at, n in enumerate(rows)}, {n: at for at, n in enumerate(columns)}
        best = [table[row[n], column[span[0]] : column[span[-1]] + 1].max() for n, span in spans.items()]
        found.append(float(np.mean(best)))
    return max(found)


def _asked(units: Sequence[Unit], one: int, other: int, size: int) -> dict[int, range]:
    """Some segments of a version, evenly spread, and the segments of the other among which their translations are."""
    places = []  # segment of the one, and what stands before it and with it in the other
    before = 0
    for unit in units:
        after = before + len(unit.segments[other])
        places += [(number, before, after) for number in unit.segments[one]]
        before = after
    step = max(1.0, len(places) / _ASKED)
    some = [places[int(at * step)] for at in range(min(len(places), _ASKED))]
    return {
        number: range(max(0, min(low - _AROUND, size - 1)), min(size, high + _AROUND)) for number, low, high in some
    }

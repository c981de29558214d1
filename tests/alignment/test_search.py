"""The search against a search of all ways, and the places it looks at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment.anchors import anchors, heaviest_chain
from aligner.alignment.band import Band, around
from aligner.alignment.search import SHAPES, best_way, passing, posteriors

Way = tuple[tuple[int, int, int], ...]


def ways(rows: int, columns: int, i: int = 0, j: int = 0) -> Iterator[Way]:
    """All sequences of beads from (i, j) to the end."""
    if (i, j) == (rows, columns):
        yield ()
    for shape, (a, b) in enumerate(SHAPES):
        if i + a <= rows and j + b <= columns:
            for rest in ways(rows, columns, i + a, j + b):
                yield ((i + a, j + b, shape), *rest)


def cell(band: Band, i: int, j: int) -> int:
    return int(band.offset[i]) + j - int(band.low[i])


@pytest.mark.parametrize(("rows", "columns"), [(3, 4), (5, 2), (1, 1), (0, 2), (3, 0), (5, 5)])
def test_the_search_finds_what_a_search_of_all_ways_finds(rows: int, columns: int) -> None:
    band = around([], rows, columns)
    scores = np.random.default_rng(rows * 10 + columns).normal(size=(len(SHAPES), band.size)).astype(np.float32) * 2
    every = list(ways(rows, columns))
    sums = np.array([sum(scores[k, cell(band, i, j)] for i, j, k in way) for way in every], np.float64)
    assert tuple(best_way(scores, band)) == every[int(sums.argmax())]
    probable, total = posteriors(scores, band)
    assert total == pytest.approx(np.logaddexp.reduce(sums), abs=1e-4)
    expected = np.zeros_like(probable)
    through = np.zeros(band.size)
    for way, probability in zip(every, np.exp(sums - np.logaddexp.reduce(sums)), strict=True):
        through[0] += probability
        for i, j, k in way:
            expected[k, cell(band, i, j)] += probability
            through[cell(band, i, j)] += probability
    assert np.abs(probable - expected).max() < 1e-5
    assert np.abs(passing(scores, band) - through).max() < 1e-5


def test_a_way_goes_through_the_whole_text_in_a_narrow_band() -> None:
    sure = [(n, n) for n in range(300)]
    band = around(sure, 300, 300)
    assert band.size < 300 * 40
    scores = np.random.default_rng(3).normal(size=(len(SHAPES), band.size)).astype(np.float32)
    i = j = 0
    for row, column, shape in best_way(scores, band):
        assert (row - i, column - j) == SHAPES[shape]
        i, j = row, column
    assert (i, j) == (300, 300)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(0.1, 5)), max_size=9))
def test_the_heaviest_chain_is_the_heaviest(pairs: list[tuple[int, int, float]]) -> None:
    def best(last: tuple[int, int], left: list[tuple[int, int, float]]) -> float:
        return max(
            (w + best((i, j), left) for i, j, w in left if i > last[0] and j > last[1]),
            default=0.0,
        )

    unique = list({(i, j): (i, j, w) for i, j, w in pairs}.values())
    chain = heaviest_chain(unique)
    weight = {(i, j): w for i, j, w in unique}
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(chain))
    assert sum(weight[pair] for pair in chain) == pytest.approx(best((-1, -1), unique))


def vectors(seed: int, many: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    rows = np.random.default_rng(seed).normal(size=(many, 64)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.mark.parametrize("many", [60, 2600])  # the longer is looked at with a first pass over every eighth line
def test_anchors_find_the_way_round_gaps(many: int) -> None:
    source = vectors(1, many)
    noise = vectors(2, many) * 0.5
    gap = many // 6
    keep = [n for n in range(many) if not many // 2 <= n < many // 2 + gap]
    target = (source + noise)[keep]
    target /= np.linalg.norm(target, axis=1, keepdims=True)
    found = anchors(source, target)
    assert len(found) > 0.95 * len(keep)
    assert all(keep[j] == i for i, j in found)


@settings(max_examples=30)
@given(st.integers(1, 40), st.integers(1, 40), st.data())
def test_a_band_holds_its_anchors_and_both_ends(rows: int, columns: int, data: st.DataObject) -> None:
    size = min(rows, columns)
    chosen = data.draw(st.lists(st.integers(0, size - 1), unique=True).map(sorted))
    band = around([(n, n) for n in chosen], rows, columns)
    places = [(0, 0), *((n, n) for n in chosen), (rows, columns)]
    numbers = band.cell(np.array([i for i, _ in places]), np.array([j for _, j in places]))
    assert (numbers < band.size).all()
    assert (band.rows[numbers] == [i for i, _ in places]).all()
    assert (band.columns[numbers] == [j for _, j in places]).all()
    assert band.cell(np.array([-1, 0, rows + 1]), np.array([0, -1, 0])).tolist() == [band.size] * 3

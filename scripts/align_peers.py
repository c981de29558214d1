"""Other aligners beside ours, for scripts/bench_align.py: hunalign, Gale-Church, vecalign and bertalign's algorithm.

Those that work on vectors get the vectors of the same encoder as ours, so that only the algorithms differ. Bertalign's
program is not used: its algorithm is written here after its paper (Liu and Zhu 2022, "Bertalign: Improved Word
Embedding-based Sentence Alignment for Chinese-English Parallel Corpora of Literary Texts").
"""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aligner.alignment.links import Link
from aligner.errors import AlignerError, MissingExtra

if TYPE_CHECKING:
    import numpy

    from aligner.alignment.encoder import Encoder

    Array = numpy.ndarray[Any, Any]

__all__ = ["OVERLAPS", "PEERS", "Peer", "bertalign", "gale_church", "hunalign", "links_of_shapes", "vecalign"]

OVERLAPS = 7  # the longest run of lines that a peer looks at
_SEED = 42


class Peer(NamedTuple):
    """Another aligner."""

    align: Callable[[Sequence[str], Sequence[str], Encoder], list[Link]]
    most_lines: int  # longer texts take it too long, or too much memory
    needs: str  # what has to be installed


def links_of_shapes(shapes: Sequence[tuple[int, int]]) -> list[Link]:
    """Links that follow one another, from the number of segments on both sides; omitted segments stand alone."""
    links = []
    i = j = 0
    for a, b in shapes:
        if a and b:
            links.append(Link(tuple(range(i, i + a)), tuple(range(j, j + b))))
        else:
            links += [Link((n,), ()) for n in range(i, i + a)] + [Link((), (n,)) for n in range(j, j + b)]
        i, j = i + a, j + b
    return links


def gale_church(source: Sequence[str], target: Sequence[str], encoder: Encoder | None = None) -> list[Link]:
    """Gale and Church 1993, by the number of characters, as nltk has it. MissingExtra without nltk."""
    try:
        from nltk.translate.gale_church import align_blocks  # type: ignore[import-untyped, unused-ignore]
    except ImportError as error:
        raise MissingExtra("Gale-Church", "nltk") from error
    pairs = align_blocks([len(line) for line in source], [len(line) for line in target])
    # It gives all pairs of lines of a bead, and nothing for an omission.
    of_source: dict[int, list[int]] = {}
    for i, j in pairs:
        of_source.setdefault(i, []).append(j)
    shapes: list[tuple[int, int]] = []
    i = j = 0
    while i < len(source) or j < len(target):
        partners = sorted(of_source.get(i, ()))
        if i < len(source) and not partners:
            shapes.append((1, 0))
            i += 1
        elif not partners or partners[0] > j:
            shapes.append((0, 1))
            j += 1
        else:
            many = 1
            while sorted(of_source.get(i + many, ())) == partners:
                many += 1
            shapes.append((many, len(partners)))
            i, j = i + many, j + len(partners)
    return links_of_shapes(shapes)


def hunalign(source: Sequence[str], target: Sequence[str], encoder: Encoder | None = None) -> list[Link]:
    """Varga et al. 2005, without a dictionary: the program `hunalign`. AlignerError where it is not."""
    program = shutil.which("hunalign")
    if program is None:
        raise AlignerError("the program hunalign is not on the PATH")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("none.dic", "source", "target")]
        for path, lines in zip(paths, ([], source, target), strict=True):
            path.write_text("".join(" ".join(line.split()) + "\n" for line in lines), encoding="utf-8")
        done = subprocess.run([program, *map(str, paths)], capture_output=True, check=False)
    if done.returncode:
        raise AlignerError(f"hunalign: {done.stderr.decode(errors='replace').strip()[-200:]}")
    rungs = [tuple(map(int, line.split()[:2])) for line in done.stdout.decode().splitlines() if line.strip()]
    # A rung is a place in both texts where a bead begins; the last one is their end.
    ladder = [(0, 0), *((i, j) for i, j in rungs), (len(source), len(target))]
    shapes = [(i - before[0], j - before[1]) for before, (i, j) in pairwise(ladder)]
    return links_of_shapes([shape for shape in shapes if any(shape)])


def vecalign(
    source: Sequence[str], target: Sequence[str], encoder: Encoder, *, most: int = 8, deletion: float = 0.2
) -> list[Link]:
    """Thompson and Koehn 2019, as the package sentalign has it (their code, in memory). MissingExtra without it.

    `most` segments on both sides of a bead together; `deletion` is the share of random pairs that cost less than an
    omission. The defaults are those of the paper.
    """
    import numpy as np

    try:
        from sentalign.dp_utils import make_alignment_types  # type: ignore[import-untyped, unused-ignore]
        from sentalign.dp_utils import vecalign as search
    except ImportError as error:
        raise MissingExtra("vecalign", "sentalign") from error
    # It normalises the vectors where they stand, and takes its samples from numpy's own generator.
    vectors = [np.array(encoder.overlaps(lines, most - 1), np.float32) for lines in (source, target)]
    state = np.random.get_state()
    np.random.seed(_SEED)
    try:
        stack = search(
            *vectors,
            final_alignment_types=make_alignment_types(most),
            del_percentile_frac=deletion,
            width_over2=math.ceil(most / 2) + 5,
            max_size_full_dp=300,
            costs_sample_size=20_000,
            num_samps_for_norm=100,
        )
    finally:
        np.random.set_state(state)
    return [Link(tuple(map(int, here)), tuple(map(int, there))) for here, there in stack[0]["final_alignments"]]


_SHAPES = tuple((a, b) for a in range(1, 5) for b in range(1, 5) if a + b <= 5)


def bertalign(
    source: Sequence[str],
    target: Sequence[str],
    encoder: Encoder,
    *,
    skip: float = -0.1,
    near: int = 3,
    around: int = 5,
) -> list[Link]:
    """Bertalign's algorithm: sure pairs first, then beads of up to five segments near to them.

    First the best chain of pairs out of the `near` nearest targets of each source, not farther from the diagonal than
    250 lines or 6 %. Then the best sequence of beads, at most `around` lines beside the chain: the score of a bead is
    the cosine of its sides less their mean cosine with the neighbours of the other side, times log2(1 + ratio of the
    lengths); an omission costs `skip`.
    """
    sides = encoder.overlaps(source, 4), encoder.overlaps(target, 4)
    chain = _chain(sides[0][0], sides[1][0], near)
    low, high = _corridor(chain, len(source), len(target), around)
    scores = _bead_scores(sides, source, target, low, high)
    return links_of_shapes(_best_beads(scores, low, high, skip))


def _chain(source: Array, target: Array, near: int) -> list[tuple[int, int]]:
    """The heaviest chain of one-to-one pairs near the diagonal; omissions are free."""
    import numpy as np

    size, other = len(source), len(target)
    cosines = source @ target.T
    near = min(near, other)
    keep = np.argpartition(cosines, other - near, axis=1)[:, other - near :]
    pairs = np.full((size, other), -np.inf, np.float32)
    np.put_along_axis(pairs, keep, np.take_along_axis(cosines, keep, axis=1), axis=1)
    window = max(250, int(0.06 * max(size, other)))
    away = np.abs(np.arange(other)[None, :] - np.arange(size)[:, None] * (other / size))
    pairs[away > window] = -np.inf
    best = np.zeros((size + 1, other + 1), np.float32)
    for i in range(size):
        row = np.maximum(best[i, 1:], best[i, :-1] + pairs[i])
        best[i + 1, 1:] = np.maximum.accumulate(row)
    chain = []
    i, j = size, other
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            chain.append((i, j))
    return chain[::-1]


def _corridor(chain: Sequence[tuple[int, int]], size: int, other: int, around: int) -> tuple[list[int], list[int]]:
    """For each number of source lines done the fewest and the most target lines done."""
    low, high = [other] * (size + 1), [0] * (size + 1)
    points = [(0, 0), *((i + 1, j + 1) for i, j in chain), (size, other)]
    for (i, j), (next_i, next_j) in pairwise(points):
        for row in range(i, next_i + 1):
            low[row], high[row] = min(low[row], max(0, j - around)), max(high[row], min(other, next_j + around))
    return low, high


def _bead_scores(
    sides: tuple[Array, Array], source: Sequence[str], target: Sequence[str], low: Sequence[int], high: Sequence[int]
) -> list[Mapping[tuple[int, int], Array]]:
    """For each row of the corridor and each shape the scores of the beads that end there; -inf where there is none."""
    import numpy as np

    ours, theirs = sides
    size, other = len(source), len(target)
    here = np.concatenate([[0], np.cumsum([len(line) for line in source])])
    there = np.concatenate([[0], np.cumsum([len(line) for line in target])])
    ratio = here[-1] / max(1, there[-1])
    nothing = np.full(1, np.nan, np.float32)
    rows: list[Mapping[tuple[int, int], Array]] = []
    for i in range(size + 1):
        ends = np.arange(low[i], high[i] + 1)
        row = {}
        for a, b in _SHAPES:
            if a > i:
                continue
            scores = np.full(len(ends), -np.inf, np.float32)
            inside = ends >= b
            end = ends[inside]
            left, vectors = ours[a - 1, i - 1], theirs[b - 1, end - 1]
            cosines = vectors @ left
            # The neighbours just outside of the bead, on the other side: nan where the text begins or ends.
            padded = np.concatenate([nothing, theirs[0, max(0, low[i] - b) : high[i] + 1] @ left, nothing])
            first = max(0, low[i] - b) - 1
            after = np.where(end < other, padded[np.minimum(end, other - 1) - first], np.nan)
            before = np.where(end > b, padded[np.maximum(end - b - 1, 0) - first], np.nan)
            above = vectors @ ours[0, i - a - 1] if i > a else np.full(len(end), np.nan)
            below = vectors @ ours[0, i] if i < size else np.full(len(end), np.nan)
            mean = (_mean(before, after) + _mean(above, below)) / 2
            lengths = float(here[i] - here[i - a]), (there[end] - there[end - b]) * ratio
            share = (np.minimum(*lengths) + 1e-6) / (np.maximum(*lengths) + 1e-6)
            scores[inside] = (cosines - mean) * np.log2(1 + share)
            row[a, b] = scores
        rows.append(row)
    return rows


def _mean(one: Array, other: Array) -> Array:
    """The mean of what is there of two numbers; 0 where nothing is."""
    import numpy as np

    there = (~np.isnan(one)).astype(np.float32) + ~np.isnan(other)
    return cast("Array", (np.nan_to_num(one) + np.nan_to_num(other)) / np.maximum(there, 1))


def _best_beads(
    scores: Sequence[Mapping[tuple[int, int], Array]], low: Sequence[int], high: Sequence[int], skip: float
) -> list[tuple[int, int]]:
    """The shapes of the beads with the highest sum of scores."""
    import numpy as np

    best: list[Array] = []
    choice: list[list[tuple[int, int]]] = []
    for i, row in enumerate(scores):
        width = high[i] - low[i] + 1
        value = np.full(width, -np.inf)
        picked = np.full(width, -1)
        steps = [((1, 0), np.full(width, skip)), *row.items()]
        for number, ((a, b), own) in enumerate(steps):
            if a > i:
                continue
            came = np.full(width, -np.inf)
            start = np.arange(low[i], high[i] + 1) - b - low[i - a]
            inside = (start >= 0) & (start < len(best[i - a]))
            came[inside] = best[i - a][start[inside]] + own[inside]
            better = came > value
            value[better], picked[better] = came[better], number
        if i == 0 and low[0] == 0:
            value[0] = 0.0
        shapes = [steps[number][0] if number >= 0 else (0, 1) for number in picked]
        for j in range(1, width):
            if value[j - 1] + skip > value[j]:
                value[j], shapes[j] = value[j - 1] + skip, (0, 1)
        best.append(value)
        choice.append(shapes)
    found = []
    i, j = len(scores) - 1, high[-1]
    while i or j:
        a, b = choice[i][j - low[i]]
        found.append((a, b))
        i, j = i - a, j - b
    return found[::-1]


PEERS: dict[str, Peer] = {
    "gale-church": Peer(gale_church, 500, "nltk"),
    "hunalign": Peer(hunalign, 20_000, "the program hunalign"),
    "vecalign": Peer(vecalign, 20_000, "sentalign"),
    "vecalign .02": Peer(partial(vecalign, deletion=0.02), 20_000, "sentalign"),
    "bertalign": Peer(bertalign, 5_000, ""),
    "bertalign -.05": Peer(partial(bertalign, skip=-0.05), 5_000, ""),
}

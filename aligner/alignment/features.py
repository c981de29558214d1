"""What is said of a bead by numbers: the features that its score is learned from.

All beads of all shapes that end in the cells of some rows are described at once. Each shape has its own table of
features, one column a feature; a bead that takes nothing from one side has fewer of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aligner.alignment.band import Band
from aligner.alignment.evidence import LONGEST_RUN, Keys
from aligner.alignment.search import SHAPES

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

__all__ = ["FEATURES", "Described", "Side", "features"]

_OUTSIDE = -9.0  # a cosine that is not there
_GROUPS = ("1-1", "1-2", "2-1", "1-3", "3-1", "2-2", "1-4", "4-1", "2-3", "3-2", "1-0", "0-1")


@dataclass(frozen=True, eq=False)
class Side:
    """The sentences of one side, counted."""

    characters: Array  # (n + 1,) running sums, beginning with 0
    weights: Array  # (n + 1,) running sums of what the words say
    words: Array  # (n + 1,)
    clauses: Array  # (n + 1,) commas and the like within sentences
    questions: Array  # (n + 1,)
    quotes: Array  # (n + 1,) opening less closing quotation marks
    opening: Array  # (n,) how much the first words look like those of a sentence that goes on from another
    hub: Array  # (LONGEST_RUN, n) mean cosine with the other text
    nearest: Array  # (3, n) best cosine with a line in the band; most of it that one line, and two, cover there
    breaks: Array | None  # (n + 1,) 1 where a paragraph ends before this line; None where unknown

    @property
    def size(self) -> int:
        """The number of sentences."""
        return len(self.characters) - 1


@dataclass(frozen=True, eq=False)
class Described:
    """Two texts, described; cells as `Band` numbers them, with one more for all that lies outside."""

    band: Band
    source: Side
    target: Side
    cosine: dict[tuple[int, int], Array]  # a shape without omissions -> (cells + 1,)
    forth: Array  # (LONGEST_RUN, cells + 1) weight of a target sentence that a run of source sentences covers
    back: Array  # (LONGEST_RUN, cells + 1) weight of a source sentence that a run of target sentences covers
    keys: Sequence[Keys]  # numbers, terms
    ratio: float  # target characters a source character
    pair: int  # 0, 1, 2: which pair of languages; -1 another


FEATURES = (
    *(f"shape {name}" for name in _GROUPS),
    "pair 0",
    "pair 1",
    "pair 2",
    "cosine",
    "gain",
    "beside mean",
    "beside most",
    "hub",
    "length",
    "length signed",
    "deviation",
    "covered least",
    "covered source",
    "covered target",
    "uncovered source",
    "uncovered target",
    "gain in words",
    "end covered",
    "cut",
    "next target",
    "previous target",
    "next source",
    "previous source",
    "numbers shared",
    "numbers missing",
    "terms shared",
    "terms missing",
    "questions",
    "quotes apart",
    "break in quotes",
    "clauses",
    "words of the one",
    "opening",
    "opening after",
    "breaks inside",
    "breaks apart",
    "breaks together",
    "best cosine",
    "best covered",
    "size",
    "best pair covered",
)
_PLACE = {name: place for place, name in enumerate(FEATURES)}


def features(found: Described, first_row: int, last_row: int) -> list[Array]:
    """Tables of the features of all beads that end in rows first_row to last_row (not included), one a shape.

    Each has the shape (cells of these rows, features). Beads that would begin before the text or outside of the band
    have a row, too; it means nothing.
    """
    look = _Look(found, first_row, last_row)
    return [_omission(look, a, b) if 0 in (a, b) else _bead(look, a, b) for a, b in SHAPES]


class _Look:
    """The cells of some rows, and what is where around them."""

    def __init__(self, found: Described, first_row: int, last_row: int) -> None:
        band = found.band
        self.found, self.band = found, band
        self.cells = slice(int(band.offset[first_row]), int(band.offset[last_row]))
        self.i = band.rows[self.cells].astype("int64")
        self.j = band.columns[self.cells].astype("int64")
        self._known: dict[tuple[int, int], Array] = {}

    def at(self, values: Array, back_i: int = 0, back_j: int = 0) -> Array:
        """The values of the cells (i - back_i, j - back_j)."""
        place = self._known.get((back_i, back_j))
        if place is None:
            place = self._known[back_i, back_j] = self.band.cell(self.i - back_i, self.j - back_j)
        result: Array = values[place]
        return result

    def table(self, a: int, b: int) -> Array:
        """An empty table with the shape and the pair of languages filled in."""
        import numpy as np

        table = np.zeros((len(self.i), len(FEATURES)), np.float32)
        table[:, SHAPES.index((a, b))] = 1.0
        if self.found.pair >= 0:
            table[:, _PLACE["pair 0"] + self.found.pair] = 1.0
        return table

    def sums(self, running: Array, side: int, many: int, shift: int = 0) -> Array:
        """What a running sum says of the `many` lines up to i (side 0) or j (side 1), `shift` lines before that."""
        import numpy as np

        end = np.clip((self.i if side == 0 else self.j) - shift, 0, len(running) - 1)
        result: Array = running[end] - running[np.maximum(end - many, 0)]
        return result

    def pick(self, values: Array, side: int, shift: int = 0) -> Array:
        """The value of the line that ends at i or j, `shift` lines before that (negative: after)."""
        import numpy as np

        line = (self.i if side == 0 else self.j) - 1 - shift
        result: Array = values[np.clip(line, 0, len(values) - 1)]
        return np.where((line >= 0) & (line < len(values)), result, 0.0)

    def covered_source(self, a: int, b: int, back_i: int = 0, back_j: int = 0) -> Array:
        """The weight of `a` source lines covered by `b` target lines."""
        return sum(self.at(self.found.back[b - 1], back_i + x, back_j) for x in range(a))  # type: ignore[return-value]

    def covered_target(self, a: int, b: int, back_i: int = 0, back_j: int = 0) -> Array:
        """The weight of `b` target lines covered by `a` source lines."""
        return sum(self.at(self.found.forth[a - 1], back_i, back_j + y) for y in range(b))  # type: ignore[return-value]


def _bead(look: _Look, a: int, b: int) -> Array:
    import numpy as np

    found = look.found
    table = look.table(a, b)
    put = _Putter(table)
    cosine = look.at(found.cosine[a, b])
    put("cosine", np.where(cosine > -2, cosine, 0.0))
    _neighbours(look, put, a, b)
    put("hub", (look.pick(found.source.hub[a - 1], 0) + look.pick(found.target.hub[b - 1], 1)) / 2)
    _lengths(look, put, a, b)
    weight_source = look.sums(found.source.weights, 0, a)
    weight_target = look.sums(found.target.weights, 1, b)
    source, target = look.covered_source(a, b), look.covered_target(a, b)
    share_source, share_target = source / (weight_source + 0.3), target / (weight_target + 0.3)
    put("covered least", np.minimum(share_source, share_target))
    put("covered source", share_source)
    put("covered target", share_target)
    put("uncovered source", np.minimum((weight_source - source) / 5, 3.0))
    put("uncovered target", np.minimum((weight_target - target) / 5, 3.0))
    if a > 1 or b > 1:
        _runs(look, put, a, b, cosine, source, target)
    _beyond(look, put, a, b, source, target, weight_source, weight_target)
    for name, keys in zip(("numbers", "terms"), found.keys, strict=True):
        totals = [np.concatenate([[0.0], np.cumsum(keys.source)]), np.concatenate([[0.0], np.cumsum(keys.target)])]
        one, other = look.sums(totals[0], 0, a), look.sums(totals[1], 1, b)
        shared = sum(look.at(keys.shared, x, y) for x in range(a) for y in range(b))
        shared = np.minimum(shared, np.minimum(one, other))
        put(f"{name} shared", np.minimum(shared, 3.0) / 3)
        put(f"{name} missing", np.minimum(one + other - 2 * shared, 4.0) / 4)
    _marks(look, put, a, b)
    _breaks(look, put, a, b)
    return table


class _Putter:
    """Writes columns of a table."""

    def __init__(self, table: Array) -> None:
        self._table = table

    def __call__(self, name: str, values: Any) -> None:
        self._table[:, _PLACE[name]] = values


def _neighbours(look: _Look, put: Callable[[str, Any], None], a: int, b: int) -> None:
    """Cosines of the runs with the single lines just outside of the bead."""
    import numpy as np

    cosine = look.found.cosine
    outside = [
        look.at(cosine[a, 1], 0, -1),
        look.at(cosine[a, 1], 0, b),
        look.at(cosine[1, b], -1, 0),
        look.at(cosine[1, b], a, 0),
    ]
    values = np.stack(outside)
    there = values > -2
    many = there.sum(axis=0)
    put("beside mean", np.where(there, values, 0.0).sum(axis=0) / np.maximum(many, 1))
    put("beside most", np.where(many > 0, values.max(axis=0), 0.0))


def _lengths(look: _Look, put: Callable[[str, Any], None], a: int, b: int) -> None:
    """How far the lengths are from each other; signed so that a run of many is long."""
    import numpy as np

    one = look.sums(look.found.source.characters, 0, a) * look.found.ratio
    other = look.sums(look.found.target.characters, 1, b)
    ratio = np.log((one + 5.0) / (other + 5.0))
    put("length", np.minimum(np.abs(ratio), 2.0))
    put("length signed", np.clip(ratio if a >= b else -ratio, -2.0, 2.0))
    put("deviation", np.minimum((other - one) ** 2 / (6.8 * (one + other + 2.0) / 2), 25.0) / 25)
    most = one if a <= b else other
    put("size", np.log1p(most) / 5)


def _runs(
    look: _Look, put: Callable[[str, Any], None], a: int, b: int, cosine: Array, source: Array, target: Array
) -> None:
    """What each end of a run of several lines brings: to the cosine, to the words covered on the other side."""
    import numpy as np

    found = look.found
    gain, words, ends = [], [], []
    for side, many in ((1, b), (0, a)):
        if many < 2:
            continue
        rest = (a, b - 1) if side else (a - 1, b)
        for last in (True, False):
            back = ((0, 1) if side else (1, 0)) if last else (0, 0)
            if rest in found.cosine:
                less = look.at(found.cosine[rest], *back)
                gain.append(np.where(less > -2, cosine - less, 0.0))
            if side:
                before = look.covered_source(a, b - 1, *back)
                own = look.at(found.forth[a - 1], 0, 0 if last else b - 1)
                weight = look.sums(found.target.weights, 1, 1, 0 if last else b - 1)
                words.append((source - before) / (weight + 0.3))
            else:
                before = look.covered_target(a - 1, b, *back)
                own = look.at(found.back[b - 1], 0 if last else a - 1, 0)
                weight = look.sums(found.source.weights, 0, 1, 0 if last else a - 1)
                words.append((target - before) / (weight + 0.3))
            ends.append(own / (weight + 0.3))
    if gain:
        put("gain", np.minimum.reduce(gain))
    put("gain in words", np.clip(np.minimum.reduce(words), -1.0, 1.5))
    put("end covered", np.minimum.reduce(ends))
    if a > 1 and b > 1:
        cuts = [
            np.minimum(look.at(found.cosine[x, y], a - x, b - y), look.at(found.cosine[a - x, b - y]))
            for x in range(1, a)
            for y in range(1, b)
            if (x, y) in found.cosine and (a - x, b - y) in found.cosine
        ]
        put("cut", np.maximum(np.maximum.reduce(cuts), 0.0))


def _beyond(
    look: _Look,
    put: Callable[[str, Any], None],
    a: int,
    b: int,
    source: Array,
    target: Array,
    weight_source: Array,
    weight_target: Array,
) -> None:
    """How much more of the bead's one side the line before or after it on the other side would cover."""
    import numpy as np

    if b < LONGEST_RUN:
        more = (look.covered_source(a, b + 1, 0, -1) - source) / (weight_source + 0.3)
        put("next target", np.where(look.j < look.found.target.size, np.clip(more, 0.0, 1.0), 0.0))
        more = (look.covered_source(a, b + 1) - source) / (weight_source + 0.3)
        put("previous target", np.where(look.j > b, np.clip(more, 0.0, 1.0), 0.0))
    if a < LONGEST_RUN:
        more = (look.covered_target(a + 1, b, -1, 0) - target) / (weight_target + 0.3)
        put("next source", np.where(look.i < look.found.source.size, np.clip(more, 0.0, 1.0), 0.0))
        more = (look.covered_target(a + 1, b) - target) / (weight_target + 0.3)
        put("previous source", np.where(look.i > a, np.clip(more, 0.0, 1.0), 0.0))


def _marks(look: _Look, put: Callable[[str, Any], None], a: int, b: int) -> None:
    """Question marks, quotation marks, clauses, and how sentences of a run begin."""
    import numpy as np

    source, target = look.found.source, look.found.target
    put("questions", np.minimum(np.abs(look.sums(source.questions, 0, a) - look.sums(target.questions, 1, b)), 2.0))
    one, other = look.sums(source.quotes, 0, a), look.sums(target.quotes, 1, b)
    put("quotes apart", np.minimum(np.abs(one - other), 2.0))
    inside = np.zeros(len(look.i))
    for side, many, running in ((0, a, source.quotes), (1, b, target.quotes)):
        for x in range(1, many):
            inside += look.sums(running, side, many - x, x) > 0
    put("break in quotes", np.minimum(inside, 2.0))
    clauses = look.sums(source.clauses, 0, a) - look.sums(target.clauses, 1, b)
    put("clauses", np.clip(clauses if a <= b else -clauses, -4.0, 4.0) / 4)
    words = look.sums(source.words, 0, a) if a <= b else look.sums(target.words, 1, b)
    put("words of the one", np.log1p(words) / 4)
    opening = np.zeros(len(look.i))
    for side, many, values in ((0, a, source.opening), (1, b, target.opening)):
        for x in range(many - 1):
            opening += look.pick(values, side, x)
    put("opening", opening / max(1, a + b - 2))
    put("opening after", look.pick(source.opening, 0, -1) + look.pick(target.opening, 1, -1))


def _breaks(look: _Look, put: Callable[[str, Any], None], a: int, b: int) -> None:
    """Whether paragraphs end inside the bead, and whether they begin with it on both sides."""
    import numpy as np

    inside = np.zeros(len(look.i))
    begins = []
    for side, many, breaks in ((0, a, look.found.source.breaks), (1, b, look.found.target.breaks)):
        if breaks is None:
            return
        end = look.i if side == 0 else look.j
        for x in range(1, many):
            inside += breaks[np.maximum(end - x, 0)]
        begins.append(breaks[np.maximum(end - many, 0)])
    put("breaks inside", np.minimum(inside, 2.0))
    put("breaks apart", np.abs(begins[0] - begins[1]))
    put("breaks together", begins[0] * begins[1])


def _omission(look: _Look, a: int, b: int) -> Array:
    """A line that the other side does not have: how near the nearest of the other side is."""
    import numpy as np

    found = look.found
    table = look.table(a, b)
    put = _Putter(table)
    side, own = (0, found.source) if a else (1, found.target)
    weight = look.sums(own.weights, side, 1)
    # Whatever its place between the lines of the other side: else a long gap would slide to where it costs least.
    put("best cosine", np.maximum(look.pick(own.nearest[0], side), 0.0))
    put("best covered", look.pick(own.nearest[1], side) / (weight + 0.3))
    put("best pair covered", look.pick(own.nearest[2], side) / (weight + 0.3))
    put("size", np.log1p(look.sums(own.characters, side, 1)) / 5)
    put("uncovered source" if a else "uncovered target", np.minimum(weight / 5, 3.0))
    put("hub", look.pick(own.hub[0], side))
    put("opening", look.pick(own.opening, side))
    put("opening after", look.pick(own.opening, side, -1))
    for name, keys in zip(("numbers", "terms"), found.keys, strict=True):
        many = keys.source if a else keys.target
        put(f"{name} missing", np.minimum(look.pick(many, side), 4.0) / 4)
    if own.breaks is not None:
        end = look.i if a else look.j
        put("breaks inside", own.breaks[np.maximum(end - 1, 0)] * own.breaks[np.minimum(end, own.size)])
    return table

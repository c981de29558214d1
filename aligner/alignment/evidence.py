"""What speaks for a pair of sentences besides their vectors: words that translate each other, names, numbers.

Every word of a text becomes a unit: what it weighs, and the ids that may answer to it on the other side: its stem in
the lexicon, its sound (names, in whatever script), its value (numbers). How much of a sentence is covered by a run of
sentences of the other side is then a matter of looking up its units.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from aligner import languages
from aligner.alignment.band import Band
from aligner.alignment.lexicon import Lexicon, Table, Vocabulary, stems
from aligner.languages.transliteration_keys import sounds

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

__all__ = ["LONGEST_RUN", "Keys", "Units", "coverage", "shared_keys", "units_of"]

LONGEST_RUN = 4  # sentences of one side in a bead
_BY_SOUND = 0.9  # how sure we are of a name that sounds alike
_LEAST_SOUND = 3  # consonants; with fewer, too many words sound alike
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, eq=False)
class Units:
    """The words of the sentences of one side: sentence i has the words begin[i] to begin[i + 1] (not included)."""

    begin: Array  # int64, (sentences + 1,)
    ids: Array  # int32, (3, words): stem, sound, value in the space of ids of this side; 0 where there is none
    weights: Array  # float32, (words,): how much a word says, 0 to 1
    answers: tuple[tuple[Array, Array], ...]  # per sentence: ids of the other side that it covers, and how surely

    @property
    def totals(self) -> Array:
        """The weight of each sentence."""
        import numpy as np

        sums = np.concatenate([[0.0], np.cumsum(self.weights, dtype=np.float64)])
        totals: Array = (sums[self.begin[1:]] - sums[self.begin[:-1]]).astype(np.float32)
        return totals


def units_of(source: Sequence[str], target: Sequence[str], lexicon: Lexicon) -> tuple[Units, Units]:
    """The words of both sides in one space of ids."""
    import numpy as np

    sides = []
    shared: dict[str, int] = {}  # sounds and values that both sides may have
    for texts, vocabulary in ((source, lexicon.source), (target, lexicon.target)):
        known: dict[tuple[str, str], tuple[int, int, int, float]] = {}
        begin, found = [0], list[tuple[int, int, int, float]]()
        for text in texts:
            for stem, start, end in stems(text, vocabulary.language):
                word = (stem, text[start:end])
                unit = known.get(word)
                if unit is None:
                    unit = known[word] = _unit(*word, vocabulary, shared)
                found.append(unit)
            begin.append(len(found))
        units = np.asarray(found, np.float64).reshape(-1, 4)
        sides.append((np.asarray(begin, np.int64), units[:, :3].astype(np.int64), units[:, 3].astype(np.float32)))
    one, other = len(lexicon.source.words), len(lexicon.target.words)
    return _side(*sides[0], lexicon.forward, one, other), _side(*sides[1], lexicon.backward, other, one)


def _unit(stem: str, word: str, vocabulary: Vocabulary, shared: dict[str, int]) -> tuple[int, int, int, float]:
    """Ids of a word, stem, sound and value, each from 1, 0 being none; and what it weighs."""
    value = sound = 0
    language = vocabulary.language
    if _DIGITS.search(word):
        for mention in languages.get(language).numbers(word):
            value = shared.setdefault(f"={mention.value}", len(shared) + 1)
    number = vocabulary.numbers.get(stem, -1) + 1
    if not value and (language == "ar" or word[:1].isupper() or not number):
        key = _skeleton(word, language)
        if len(key) >= _LEAST_SOUND:
            sound = shared.setdefault(key, len(shared) + 1)
    return number, sound, value, vocabulary.weight(stem)


_ALIKE = str.maketrans("pvgxhtdszSZjCcq", "bfkkktDsssssssk", "aiuAwy")


@lru_cache(maxsize=65536)
def _skeleton(word: str, language: str) -> str:
    """The consonants of a word as they may be heard in any of the scripts."""
    heard = sounds(word, language).translate(_ALIKE).replace("D", "t")
    return "".join(ch for place, ch in enumerate(heard) if place == 0 or heard[place - 1] != ch)


def _side(begin: Array, ids: Array, weights: Array, table: Table, own: int, other: int) -> Units:
    """`own` and `other` are the sizes of the two vocabularies: shared ids come after those of the stems."""
    import numpy as np

    own_ids = ids.copy()
    own_ids[:, 1:] = np.where(ids[:, 1:] > 0, ids[:, 1:] + own, 0)
    answers = []
    for first, last in zip(begin[:-1].tolist(), begin[1:].tolist(), strict=True):
        part = ids[first:last]
        covered, sure = _answers(part[:, 0], table)
        plus = part[:, 1:][part[:, 1:] > 0] + other
        covered = np.concatenate([covered, plus])
        sure = np.concatenate([sure, np.full(len(plus), _BY_SOUND, np.float32)])
        order = np.argsort(sure, kind="stable")  # the surest is written last where an id comes twice
        answers.append((covered[order], sure[order]))
    return Units(begin, np.ascontiguousarray(own_ids.T.astype(np.int32)), weights, tuple(answers))


def _answers(stems_of: Array, table: Table) -> tuple[Array, Array]:
    """What the stems of a sentence translate to: ids (from 1) and probabilities."""
    import numpy as np

    start, ids, probabilities = table.indptr, table.ids, table.probabilities
    known = stems_of[stems_of > 0] - 1
    lengths = start[known + 1] - start[known]
    total = int(lengths.sum())
    if not total:
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    shift = np.repeat(start[known] - np.concatenate([[0], np.cumsum(lengths[:-1])]), lengths)
    places = np.arange(total) + shift
    return ids[places].astype(np.int64) + 1, probabilities[places].astype(np.float32)


def coverage(units: Units, others: Units, band: Band, *, transposed: bool, size: int) -> Array:
    """How much of each sentence is covered by runs of sentences of the other side.

    Gives weights of shape (LONGEST_RUN, cells): at cell (i, j) what the run of k + 1 source sentences up to the i-th
    covers of the j-th target sentence. `transposed`: `units` are those of the target, and what a run of them up to the
    j-th covers of the i-th source sentence is asked. `size` is the number of ids of the covered side.
    """
    import numpy as np

    out = np.zeros((LONGEST_RUN, band.size + 1), np.float32)
    sure = np.zeros(size + 1, np.float32)
    low, high = _columns_as_rows(band) if transposed else (band.low, band.high)
    for line in range(1, len(low)):
        first, last = max(1, int(low[line])), int(high[line])
        if first > last:
            continue
        begin, end = int(others.begin[first - 1]), int(others.begin[last])
        edges = others.begin[first - 1 : last] - begin
        filled = others.begin[first : last + 1] > others.begin[first - 1 : last]
        stem, sound, value = others.ids[:, begin:end]
        weights = others.weights[begin:end]
        touched = []
        cells = _cells(band, line, first, last, transposed)
        for run in range(min(LONGEST_RUN, line)):
            covered, probability = units.answers[line - 1 - run]
            sure[covered] = np.maximum(sure[covered], probability)
            touched.append(covered)
            if end > begin:
                words = np.maximum(np.maximum(sure[stem], sure[sound]), sure[value]) * weights
                sums = np.add.reduceat(words, np.minimum(edges, end - begin - 1))
                out[run, cells] = np.where(filled, sums, 0.0)
        for covered in touched:
            sure[covered] = 0.0
    return out


def _cells(band: Band, line: int, first: int, last: int, transposed: bool) -> Any:
    import numpy as np

    if not transposed:
        start = int(band.offset[line] - band.low[line])
        return slice(start + first, start + last + 1)
    rows = np.arange(first, last + 1)
    return band.offset[rows] + line - band.low[rows]


def _columns_as_rows(band: Band) -> tuple[Array, Array]:
    """The first and last row of each column of a band."""
    import numpy as np

    columns = np.arange(int(band.high[-1]) + 1)
    return np.searchsorted(band.high, columns), np.searchsorted(band.low, columns, side="right") - 1


@dataclass(frozen=True, eq=False)
class Keys:
    """Things that both sides name alike, and how much of them two sentences share."""

    source: Array  # per source sentence the number of its keys
    target: Array
    shared: Array  # per cell; the last is for what lies outside of the band


def shared_keys(source: Sequence[frozenset[str]], target: Sequence[frozenset[str]], band: Band) -> Keys:
    """Count the keys (values of numbers, ids of terms) that two sentences have in common."""
    import numpy as np

    places: dict[str, list[int]] = {}
    for j, keys in enumerate(target, 1):
        for key in sorted(keys):
            places.setdefault(key, []).append(j)
    shared = np.zeros(band.size + 1, np.float32)
    for i, keys in enumerate(source, 1):
        low, high = int(band.low[i]), int(band.high[i])
        start = int(band.offset[i]) - low
        for key in sorted(keys):
            for j in places.get(key, ()):
                if low <= j <= high:
                    shared[start + j] += 1
    return Keys(
        np.asarray([len(keys) for keys in source], np.float32),
        np.asarray([len(keys) for keys in target], np.float32),
        shared,
    )

"""Trains word translations: IBM model 1 with a diagonal prior, then a hidden Markov model, both ways at once.

The two directions are trained to agree: counts are products of their posteriors (Liang, Taskar and Klein, 2006). The
models are those of Brown et al. (1993), Dyer et al. (2013, the diagonal) and Vogel et al. (1996, the jumps).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["Counts", "train"]

Array = np.ndarray[Any, Any]
_NULL = 0.15  # share of words that translate nothing
_TENSION = 6.0  # of the diagonal
_JUMP = 12  # longest jump that has a probability of its own
_CELLS = 300_000  # of a batch
_FLOOR = 1e-7


@dataclass(frozen=True, eq=False)
class Counts:
    """How often words were aligned: sums of agreed posteriors, an entry a pair of words that met."""

    source: Array  # (entries,) word numbers, in order
    target: Array  # (entries,)
    together: Array  # (entries,) float
    source_total: Array  # (source words,) occurrences
    target_total: Array  # (target words,)


@dataclass(frozen=True, eq=False)
class _Batch:
    pair: Array  # (b, j, i) entry number of target word j and source word i; the last entry for cells outside
    source: Array  # (b, i) words, the last for cells outside
    target: Array  # (b, j)
    weight: Array  # (b,)
    inside: Array  # (b, j, i) bool
    near: Array  # (b, j, i) the diagonal prior, sums to 1 over i (source) and, transposed, over j
    near_back: Array


class _Direction:
    """Translation and jump probabilities in one direction; arrays come with the generated word's axis first."""

    def __init__(self, entries: int, words: int) -> None:
        self.probability = np.full(entries + 1, 1.0)
        self.null = np.full(words + 1, 1.0 / max(words, 1))
        distance = np.abs(np.arange(-_JUMP, _JUMP + 1) - 1)
        self.jump = np.exp(-0.4 * distance)
        self.jump /= self.jump.sum()

    def first_posterior(self, pair: Array, made: Array, inside: Array, near: Array) -> Array:
        """Of model 1: (b, j, i), how probable it is that word i made word j."""
        scores = self.probability[pair] * near * inside * (1 - _NULL)
        return scores / (scores.sum(2, keepdims=True) + _NULL * self.null[made][:, :, None] + 1e-30)

    def posterior(self, pair: Array, made: Array, inside: Array, jumps: Array) -> Array:
        """Of the hidden Markov model, by forward and backward; `jumps` gathers expected jumps (2 _JUMP + 1,)."""
        emit = np.maximum(self.probability[pair], _FLOOR) * inside
        there = inside.any(2)
        nothing = np.where(there, np.maximum(self.null[made], _FLOOR), 1.0)
        size, steps, width = emit.shape
        places = np.arange(width)
        table = self.jump[np.clip(places[None, :] - places[:, None], -_JUMP, _JUMP) + _JUMP] * (1 - _NULL)
        begin = self.jump[np.clip(places + 1, -_JUMP, _JUMP) + _JUMP]
        forward = np.zeros((size, steps, 2, width))
        state = np.zeros((size, width))
        for step in range(steps):
            if step == 0:
                real, null = emit[:, 0] * begin * (1 - _NULL), nothing[:, :1] * begin * _NULL * inside[:, 0]
            else:
                real, null = emit[:, step] * (state @ table), nothing[:, step, None] * _NULL * state
            scale = (real + null).sum(1, keepdims=True) + 1e-300
            forward[:, step, 0], forward[:, step, 1] = real / scale, null / scale
            state = forward[:, step].sum(1)
        backward = np.ones((size, width))
        posterior = np.zeros_like(emit)
        expected = np.zeros((width, width))
        for step in range(steps - 1, -1, -1):
            real, null = forward[:, step, 0] * backward, forward[:, step, 1] * backward
            total = (real + null).sum(1, keepdims=True) + 1e-300
            posterior[:, step] = real / total
            if step:
                reached = emit[:, step] * backward
                before = forward[:, step - 1].sum(1)
                norm = (before * ((reached @ table.T) + nothing[:, step, None] * _NULL * backward)).sum(1) + 1e-300
                expected += (before * (there[:, step] / norm)[:, None]).T @ reached
                backward = reached @ table.T + nothing[:, step, None] * _NULL * backward
                backward /= backward.max(1, keepdims=True) + 1e-300
        expected *= table
        for jump in range(-width + 1, width):
            jumps[int(np.clip(jump, -_JUMP, _JUMP)) + _JUMP] += np.trace(expected, offset=jump)
        return posterior * there[:, :, None]

    def update(self, together: Array, given: Array, totals: Array, nulls: Array, prior: float) -> None:
        """Sets the probabilities from counts: `together` an entry, `given` the generating word of each."""
        sums = np.bincount(given, together, minlength=len(totals)) + prior
        self.probability[:-1] = together / sums[given]
        self.null[:-1] = (nulls + 0.1) / (nulls + 0.1).sum()


def train(
    pairs: Sequence[tuple[Array, Array, float]],
    source_words: int,
    target_words: int,
    *,
    first: int = 5,
    hidden: int = 5,
) -> Counts:
    """Word counts from pairs of texts (source word numbers, target word numbers, weight), after EM of both models.

    `first` and `hidden` are the rounds of model 1 and of the hidden Markov model. The same input gives the same counts.
    """
    keys = np.unique(np.concatenate([np.unique(np.add.outer(s * target_words, t)) for s, t, _ in pairs]))
    source, target = keys // target_words, keys % target_words
    batches = list(_batches(pairs, keys, source_words, target_words))
    totals = [_totals(pairs, side, size) for side, size in ((0, source_words), (1, target_words))]
    forth, back = _Direction(len(keys), target_words), _Direction(len(keys), source_words)
    together = np.zeros(len(keys))
    for turn in range(first + hidden):
        together = np.zeros(len(keys) + 1)
        jumps = np.zeros(2 * _JUMP + 1), np.zeros(2 * _JUMP + 1)
        for batch in batches:
            turned = batch.pair.transpose(0, 2, 1)
            outside = batch.inside.transpose(0, 2, 1)
            if turn < first:
                one = forth.first_posterior(batch.pair, batch.target, batch.inside, batch.near)
                other = back.first_posterior(turned, batch.source, outside, batch.near_back)
            else:
                one = forth.posterior(batch.pair, batch.target, batch.inside, jumps[0])
                other = back.posterior(turned, batch.source, outside, jumps[1])
            agreed = one * other.transpose(0, 2, 1) * batch.weight[:, None, None]
            together += np.bincount(batch.pair.ravel(), agreed.ravel(), minlength=len(together))
        together = together[:-1]
        made = (
            np.bincount(target, together, minlength=target_words),
            np.bincount(source, together, minlength=source_words),
        )
        forth.update(together, source, totals[0], np.maximum(totals[1] - made[0], 0), 0.05)
        back.update(together, target, totals[1], np.maximum(totals[0] - made[1], 0), 0.05)
        if turn >= first:
            for direction, found in zip((forth, back), jumps, strict=True):
                direction.jump = (found + 1.0) / (found + 1.0).sum()
    return Counts(source, target, together, *totals)


def _totals(pairs: Sequence[tuple[Array, Array, float]], side: int, words: int) -> Array:
    ids = np.concatenate([pair[side] for pair in pairs])
    weights = np.concatenate([np.full(len(pair[side]), pair[2]) for pair in pairs])
    return np.bincount(ids, weights, minlength=words)


def _batches(
    pairs: Sequence[tuple[Array, Array, float]], keys: Array, source_words: int, target_words: int
) -> Iterator[_Batch]:
    order = sorted(range(len(pairs)), key=lambda n: (len(pairs[n][0]), len(pairs[n][1]), n))
    chosen: list[int] = []
    width = height = 0
    for number in order:
        s, t, _ = pairs[number]
        wide, high = max(width, len(s)), max(height, len(t))
        if chosen and (wide * high * (len(chosen) + 1) > _CELLS):
            yield _batch([pairs[n] for n in chosen], keys, source_words, target_words)
            chosen, wide, high = [], len(s), len(t)
        chosen.append(number)
        width, height = wide, high
    if chosen:
        yield _batch([pairs[n] for n in chosen], keys, source_words, target_words)


def _batch(pairs: Sequence[tuple[Array, Array, float]], keys: Array, source_words: int, target_words: int) -> _Batch:
    width, height = max(len(s) for s, _, _ in pairs), max(len(t) for _, t, _ in pairs)
    shape = (len(pairs), height, width)
    source, target = np.full((len(pairs), width), source_words), np.full((len(pairs), height), target_words)
    pair = np.full(shape, len(keys), dtype=np.int32)
    near, near_back = np.zeros(shape), np.zeros((len(pairs), width, height))
    inside = np.zeros(shape, dtype=bool)
    for row, (s, t, _) in enumerate(pairs):
        n, m = len(s), len(t)
        source[row, :n], target[row, :m] = s, t
        pair[row, :m, :n] = np.searchsorted(keys, s[None, :] * target_words + t[:, None])
        inside[row, :m, :n] = True
        off = np.abs((np.arange(n) + 0.5)[None, :] / n - (np.arange(m) + 0.5)[:, None] / m)
        prior = np.exp(-_TENSION * off)
        near[row, :m, :n] = prior / prior.sum(1, keepdims=True)
        near_back[row, :n, :m] = (prior / prior.sum(0, keepdims=True)).T
    return _Batch(pair, source, target, np.array([w for _, _, w in pairs]), inside, near, near_back)

"""The endless stream of training batches: seeded, and a function of its position alone, so that it can be taken up.
A chunk holds fixed numbers of examples of each kind and direction; every example is seen before one is seen again."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .examples import KINDS, Piece, annotated, render, required_terms, worn
from .prompt import DIRECTIONS, Codec
from .swaps import Swapper

__all__ = ["Example", "Stream"]

# Of a hundred examples, how many are of each kind and (below) of each direction.
KIND_SHARES = {"bead": 54, "half": 4, "pair": 9, "title": 4, "entry": 5, "outside": 12, "generated": 12}
DIRECTION_SHARES = {"en-ru": 20, "en-ar": 20, "ru-en": 15, "ar-en": 15, "ru-ar": 15, "ar-ru": 15}
CHUNK = 2000  # examples
MOST = 320  # ids in prompt and answer together; longer examples are passed over


@dataclass(frozen=True)
class Example:
    """The ids of a prompt and of its answer."""

    prompt: list[int]
    answer: list[int]

    def __len__(self) -> int:
        return len(self.prompt) + len(self.answer)


class Stream:
    """Batches of examples drawn from pieces; chunk(i) is always the same list of batches."""

    def __init__(self, pieces: Sequence[Piece], codec: Codec, swapper: Swapper, seed: int, tokens: int) -> None:
        self._codec, self._swapper, self._seed, self._tokens = codec, swapper, seed, tokens
        self._orders: dict[tuple[str, str, int], list[int]] = {}
        self._pools: dict[tuple[str, str], list[Piece]] = {}
        for kind in KINDS:
            for direction in DIRECTIONS:
                languages = direction.split("-")
                self._pools[kind, direction] = [
                    piece for piece in pieces if piece.kind == kind and all(one in piece.cells for one in languages)
                ]
        self._quotas = self._shared_out()

    def _shared_out(self) -> dict[tuple[str, str], int]:
        """How many examples of a chunk each kind and direction gives; kinds without examples leave theirs to beads."""
        quotas = {}
        for direction, share in DIRECTION_SHARES.items():
            left = CHUNK * share // 100
            for kind in (*KINDS[1:], "bead"):
                wanted = left if kind == "bead" else CHUNK * share * KIND_SHARES[kind] // 10_000
                quotas[kind, direction] = wanted if self._pools[kind, direction] else 0
                left -= quotas[kind, direction]
        return quotas

    def chunk(self, index: int) -> list[list[Example]]:
        """The batches of chunk `index` (from 0), of at most `tokens` ids with padding, in random order."""
        rng = random.Random(f"{self._seed} {index}")
        examples = [example for example in self._examples(index, rng) if len(example) <= MOST]
        examples.sort(key=len)
        batches = list(self._batches(examples))
        rng.shuffle(batches)
        return batches

    def _examples(self, index: int, rng: random.Random) -> Iterator[Example]:
        for (kind, direction), quota in self._quotas.items():
            pool = self._pools[kind, direction]
            source, target = direction.split("-")
            for place in range(index * quota, (index + 1) * quota):
                turn, at = divmod(place, len(pool))
                yield self._example(pool[self._order(kind, direction, turn, len(pool))[at]], source, target, rng)

    def _order(self, kind: str, direction: str, turn: int, count: int) -> list[int]:
        key = (kind, direction, turn)
        if key not in self._orders:
            self._orders = {known: order for known, order in self._orders.items() if known[:2] != key[:2]}
            self._orders[key] = random.Random(f"{self._seed} {key}").sample(range(count), count)
        return self._orders[key]

    def _example(self, piece: Piece, source: str, target: str, rng: random.Random) -> Example:
        piece = self._swapper.swapped(piece, source, target, rng)
        piece = worn(rng, piece, source)
        terms = annotated(rng, required_terms(piece, source, target))
        given, wanted = render(piece, source, target, terms)
        return Example(self._codec.prompt(given, target), self._codec.answer(wanted))

    def _batches(self, examples: Sequence[Example]) -> Iterator[list[Example]]:
        batch: list[Example] = []
        for example in examples:  # ascending: the newest is the longest
            if batch and len(example) * (len(batch) + 1) > self._tokens:
                yield batch
                batch = []
            batch.append(example)
        if batch:
            yield batch

"""Translates through a third language, segment by segment, so that every segment keeps its place and its id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aligner.engines.base import Candidate, Capabilities, DecodingOptions, Engine
from aligner.errors import ModelError

__all__ = ["PivotEngine"]

_FIRST_WEIGHT = 0.5  # of the first step's score in the combined one; equal weights keep it a mean log-probability
_DEFAULTS = DecodingOptions()


class PivotEngine:
    """Two engines in a row: `first` into the language between, `second` out of it."""

    def __init__(self, first: Engine, second: Engine) -> None:
        """ModelError where the second does not begin with the language the first ends with."""
        if first.target != second.source:
            raise ModelError(f"{first.name} and {second.name} do not meet: {first.target} is not {second.source}")
        self.first, self.second = first, second
        self.source, self.target = first.source, second.target
        self.name = f"{first.name} + {second.name}"
        self.fingerprint = f"pivot/{first.fingerprint}/{second.fingerprint}"
        both_scored = first.capabilities.scores and second.capabilities.scores
        self.capabilities = Capabilities(
            nbest=first.capabilities.nbest or second.capabilities.nbest,
            scores=both_scored,
            prefix=second.capabilities.prefix,
            suppress=second.capabilities.suppress,
            scoring=first.capabilities.scores and second.capabilities.scoring,
            attention=False,  # the pieces of the two steps are cut differently, so weights cannot be chained
        )

    def translate(
        self,
        texts: Sequence[str],
        options: DecodingOptions = _DEFAULTS,
        *,
        prefixes: Sequence[str] | None = None,
        suppress: str | None = None,
    ) -> list[list[Candidate]]:
        """Translate segments; see `Engine.translate`. Prefixes and forbidden letters are those of the last language.

        For n best, each of the n best of the first step is translated n times, and the n best by the mean of both
        scores are kept; without scores, by the sum of both ranks. `Candidate.pivot` is the text between, and
        `Candidate.source_tokens` stay empty, since what the second step saw was the pivot.
        """
        middle = self.first.translate(texts, replace(options, attention=False))
        places = [place for place, candidates in enumerate(middle) for _ in candidates[: options.nbest]]
        pivots = [candidate for candidates in middle for candidate in candidates[: options.nbest]]
        ends = self.second.translate(
            [pivot.text for pivot in pivots],
            replace(options, attention=False),
            prefixes=None if prefixes is None else [prefixes[place] for place in places],
            suppress=suppress,
        )
        found: list[list[tuple[Candidate, Candidate, int]]] = [[] for _ in texts]
        ranks = [0] * len(texts)
        for place, pivot, candidates in zip(places, pivots, ends, strict=True):
            found[place] += [(pivot, end, ranks[place] + rank) for rank, end in enumerate(candidates)]
            ranks[place] += 1
        return [self._best(choices, options.nbest) for choices in found]

    def score(self, texts: Sequence[str], translations: Sequence[str]) -> list[float]:
        """The score of each given translation through the best text between, comparable with `Candidate.score`."""
        if not self.capabilities.scoring:
            raise ModelError(f"{self.name}: cannot score given translations")
        middle = [candidates[0] for candidates in self.first.translate(texts, _DEFAULTS)]
        ends = self.second.score([pivot.text for pivot in middle], translations)
        return [_combined(pivot.score or 0.0, end) for pivot, end in zip(middle, ends, strict=True)]

    def close(self) -> None:
        """Give back the memory of both models."""
        self.first.close()
        self.second.close()

    def _best(self, choices: list[tuple[Candidate, Candidate, int]], nbest: int) -> list[Candidate]:
        best: dict[str, tuple[float, Candidate]] = {}
        for pivot, end, rank in choices:
            score = None
            if self.capabilities.scores and pivot.score is not None and end.score is not None:
                score = _combined(pivot.score, end.score)
            candidate = Candidate(end.text, score, tokens=end.tokens, pivot=pivot.text)
            worth = -float(rank) if score is None else score
            if end.text not in best or worth > best[end.text][0]:
                best[end.text] = (worth, candidate)
        ordered = sorted(best.values(), key=lambda pair: -pair[0])  # stable: the search's order among equals
        return [candidate for _, candidate in ordered[:nbest]]


def _combined(first: float, second: float) -> float:
    return _FIRST_WEIGHT * first + (1 - _FIRST_WEIGHT) * second

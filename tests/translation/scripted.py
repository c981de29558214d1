"""An engine whose answers a test writes down: for faults that no real model can be asked to make."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aligner.engines.base import Candidate, Capabilities, DecodingOptions

Answer = Callable[[str, DecodingOptions, str | None], list[str]]


class ScriptedEngine:
    """Answers as `answer(text, options, suppress)` says, best first; remembers what it was asked."""

    def __init__(
        self,
        answer: Answer,
        *,
        source: str = "en",
        target: str = "ar",
        name: str = "scripted",
        capabilities: Capabilities = Capabilities(nbest=True, scores=True, suppress=True),  # noqa: B008 - frozen
        pivot: str | None = None,
    ) -> None:
        self.name, self.source, self.target = name, source, target
        self.fingerprint, self.capabilities = f"{name} 1", capabilities
        self._answer, self._pivot = answer, pivot
        self.asked: list[tuple[list[str], DecodingOptions, str | None]] = []

    def translate(
        self,
        texts: Sequence[str],
        options: DecodingOptions = DecodingOptions(),  # noqa: B008 - frozen
        *,
        prefixes: Sequence[str] | None = None,
        suppress: str | None = None,
    ) -> list[list[Candidate]]:
        """The scripted answers, at most `options.nbest` of them."""
        assert suppress is None or self.capabilities.suppress
        self.asked.append((list(texts), options, suppress))
        return [
            [
                Candidate(answer, -0.1 * (rank + 1), pivot=self._pivot)
                for rank, answer in enumerate(self._answer(text, options, suppress)[: options.nbest])
            ]
            for text in texts
        ]

    def score(self, texts: Sequence[str], translations: Sequence[str]) -> list[float]:
        """Not asked for in these tests."""
        raise AssertionError

    def close(self) -> None:
        """Nothing to close."""

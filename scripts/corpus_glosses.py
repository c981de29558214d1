"""A lexicon of aligner.alignment as filters of corpora want it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from aligner.alignment.lexicon import Lexicon, lexicon
from aligner.alignment.stems import stems

__all__ = ["LexiconGlosses"]


class LexiconGlosses:
    """Stems, their weights and their translations; `load` gives the lexicon of a pair, by default the package's."""

    def __init__(self, load: Callable[[str, str], Lexicon] = lexicon) -> None:
        self._load = lru_cache(maxsize=None)(load)

    def stems(self, word: str, language: str) -> Sequence[str]:
        """The stems of one printed word."""
        return [entry.stem for entry in stems(word, language)]

    def weight(self, stem: str, language: str) -> float:
        """How much a stem says, 0 to 1; 1.1 for an unknown one."""
        other = "ru" if language == "en" else "en"
        vocabulary = self._load(language, other).source
        return vocabulary.weight(stem) if stem in vocabulary.numbers else 1.1

    def translations(self, stem: str, source: str, target: str) -> Mapping[str, float]:
        """The stems that translate it."""
        return self._load(source, target).translations(stem)

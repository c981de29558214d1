"""Known concepts that sound like a suggested name: it may be another spelling of one of them, and no new name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from aligner.glossary.concepts import Concept
from aligner.languages.transliteration_keys import similarity, sounds

__all__ = ["Near", "NearNames"]

_FIRST = 70.0  # of 100, on the letters of the sounds: what is looked at more closely
_NEAR = 0.88
_SHORTEST = 4  # sounds


class Near(NamedTuple):
    """A known concept that a name may be another spelling of."""

    concept: str  # its id
    language: str
    text: str  # the name of it that is near
    similarity: float


class NearNames:
    """The names of known concepts, ready to be compared by their sounds in whatever script."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._names: list[tuple[str, str, str]] = []
        self._heard: list[str] = []
        for concept in concepts:
            for code in concept.names:
                for designation in concept.designations(code):
                    if designation.role != "acronym" and (heard := sounds(designation.text, code)):
                        self._names.append((concept.id, code, designation.text))
                        self._heard.append(heard)

    def to(self, names: Mapping[str, str], limit: int = 3) -> tuple[Near, ...]:
        """The concepts near a name that is called so in these languages, the nearest first."""
        from rapidfuzz import fuzz, process

        best: dict[str, Near] = {}
        for code, name in names.items():
            heard = sounds(name, code)
            if len(heard) < _SHORTEST:
                continue
            for _, _, place in process.extract(heard, self._heard, scorer=fuzz.ratio, score_cutoff=_FIRST, limit=20):
                concept, language, text = self._names[place]
                how = similarity(name, code, text, language)
                if how >= _NEAR and (concept not in best or how > best[concept].similarity):
                    best[concept] = Near(concept, language, text, how)
        return tuple(sorted(best.values(), key=lambda near: (-near.similarity, near.concept))[:limit])

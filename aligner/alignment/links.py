"""A link: which segments of two versions of a text translate each other."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Link"]


@dataclass(frozen=True, slots=True)
class Link:
    """Segment numbers from 0, in order; one side is empty where it omits what the other says."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float | None = None  # probability that the link is right, where something estimated it

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments of either side."""
        return len(self.source), len(self.target)

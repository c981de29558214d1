"""Lists of words, written in the source as running text so that an editor of the language can read and extend them."""

from __future__ import annotations

__all__ = ["words"]


def words(text: str) -> tuple[str, ...]:
    """The words of a text, split at its blanks and line breaks."""
    return tuple(text.split())

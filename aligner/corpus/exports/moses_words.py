"""Punctuation and words as the Moses scripts have them, by sacremoses: for tools that are used to such lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aligner.corpus.exports.base import Options

__all__ = ["moses_words"]


def moses_words(texts: Sequence[str | None], language: str, options: Options) -> list[str]:
    """Each text with normal punctuation, with its words apart, or both, as the options say. Never more than a line.

    Nothing is escaped (&apos; and the like), as only Moses itself wants that.
    """
    normaliser, tokeniser = _tools(language)
    result = []
    for text in texts:
        text = text or ""
        if options.normalise:
            text = normaliser.normalize(text)
        if options.tokenise:
            text = tokeniser.tokenize(text, return_str=True, escape=False)
        result.append(" ".join(text.split("\n")).strip())
    return result


@lru_cache(maxsize=8)
def _tools(language: str) -> tuple[Any, Any]:
    from sacremoses import MosesPunctNormalizer, MosesTokenizer

    return MosesPunctNormalizer(lang=language), MosesTokenizer(lang=language)

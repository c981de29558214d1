"""Sentences by Stanza's neural tokenizer, from models that are on this machine."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from aligner.languages.base import Span
from aligner.languages.stanza_models import open_pipeline

__all__ = ["open_stanza"]

_BLANK = re.compile(r"\s")


def open_stanza(code: str, folder: str | os.PathLike[str] | None = None) -> Callable[[str], list[Span]]:
    """A splitter of one paragraph that uses the Stanza tokenizer for a language.

    `folder` and the errors are those of `stanza_models.open_pipeline`.
    """
    pipeline = open_pipeline(
        code, "tokenize", folder, purpose="splitting with Stanza", model="tokenizer", otherwise="split with the rules"
    )
    return lambda text: _split(text, pipeline)


def _split(text: str, pipeline: Any) -> list[Span]:
    # Stanza takes an empty line for the end of a paragraph; to us the text is one paragraph.
    plain = _BLANK.sub(" ", text)
    if not plain.strip():
        return []
    sentences = pipeline(plain).sentences
    return _cover(text, [sentence.tokens[0].start_char for sentence in sentences if sentence.tokens])


def _cover(text: str, starts: Sequence[int]) -> list[Span]:
    """Spans that begin at these places and together hold every character but the blanks between them."""
    spans: list[Span] = []
    places = [0, *sorted({start for start in starts if 0 < start < len(text)}), len(text)]
    for begin, after in pairwise(places):
        piece = text[begin:after]
        if bare := piece.strip():
            start = begin + piece.index(bare)
            spans.append(Span(start, start + len(bare)))
    return spans

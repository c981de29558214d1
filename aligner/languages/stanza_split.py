"""Sentences by Stanza's neural tokenizer, from models that are on this machine: nothing is ever fetched.

The models are those of Qi et al. (2020), "Stanza: A Python Natural Language Processing Toolkit for Many Human
Languages".
"""

from __future__ import annotations

import os
import pickle
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from aligner.errors import MissingExtra, ModelError
from aligner.languages.base import Span

__all__ = ["open_stanza"]

_BLANK = re.compile(r"\s")


def open_stanza(code: str, folder: str | os.PathLike[str] | None = None) -> Callable[[str], list[Span]]:
    """A splitter of one paragraph that uses the Stanza tokenizer for a language.

    `folder` holds `resources.json` and the models; without it Stanza's own default folder is taken
    (STANZA_RESOURCES_DIR, or `stanza_resources` in the user's cache or home). MissingExtra where stanza is not
    installed, ModelError where the model is missing or cannot be read.
    """
    try:
        import stanza
        from stanza.resources.common import DEFAULT_MODEL_DIR
    except ImportError as error:
        raise MissingExtra("splitting with Stanza", "stanza") from error
    models = Path(folder if folder is not None else DEFAULT_MODEL_DIR)
    advice = (
        f"fetch it once with  python -c \"import stanza; stanza.download('{code}', processors='tokenize')\"  "
        "or split with the rules"
    )
    if not (models / "resources.json").is_file():
        raise ModelError(f"{models}: no Stanza models here (resources.json is missing); {advice}")
    try:
        pipeline = stanza.Pipeline(
            code,
            dir=str(models),
            processors="tokenize",
            download_method=None,
            use_gpu=False,
            logging_level="ERROR",
        )
    except FileNotFoundError as error:
        raise ModelError(f"{models}: no Stanza tokenizer for {code!r}; {advice}") from error
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RuntimeError,
        OSError,
        EOFError,
        pickle.UnpicklingError,
    ) as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise ModelError(
            f"{models}: the Stanza tokenizer for {code!r} cannot be opened ({reason}); {advice}"
        ) from error
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

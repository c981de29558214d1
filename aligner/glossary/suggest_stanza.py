"""Names by Stanza's neural recogniser, from models that are on this machine: nothing is ever fetched.

The models are those of Qi et al. (2020), "Stanza: A Python Natural Language Processing Toolkit for Many Human
Languages".
"""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

from aligner.errors import MissingExtra, ModelError
from aligner.glossary.suggester import Recogniser

__all__ = ["open_recogniser", "recogniser_of"]

# The labels of Stanza's models for the three languages (OntoNotes, CoNLL, AQMAR), and our kinds.
_KINDS = {
    "PERSON": "person",
    "PER": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "org",
    "ORGANIZATION": "org",
    "LOCATION": "place",
}


def open_recogniser(code: str, folder: str | os.PathLike[str] | None = None) -> Recogniser:
    """A recogniser of the names in a text of this language.

    `folder` holds `resources.json` and the models; without it Stanza's own default folder is taken. MissingExtra where
    stanza is not installed, ModelError where the model is missing or cannot be read.
    """
    try:
        import stanza
        from stanza.resources.common import DEFAULT_MODEL_DIR
    except ImportError as error:
        raise MissingExtra("finding names with Stanza", "stanza") from error
    models = Path(folder if folder is not None else DEFAULT_MODEL_DIR)
    advice = (
        f"fetch it once with  python -c \"import stanza; stanza.download('{code}', processors='tokenize,ner')\"  "
        "or leave --stanza out"
    )
    if not (models / "resources.json").is_file():
        raise ModelError(f"{models}: no Stanza models here (resources.json is missing); {advice}")
    try:
        pipeline = stanza.Pipeline(
            code,
            dir=str(models),
            processors="tokenize,ner",
            download_method=None,
            use_gpu=False,
            logging_level="ERROR",
        )
    except FileNotFoundError as error:
        raise ModelError(f"{models}: no Stanza model of names for {code!r}; {advice}") from error
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
            f"{models}: the Stanza model of names for {code!r} cannot be opened ({reason}); {advice}"
        ) from error
    return recogniser_of(pipeline)


def recogniser_of(pipeline: Any) -> Recogniser:
    """The recogniser that an open Stanza pipeline is: labels that are no kind of ours are left out."""

    def recognise(text: str) -> list[tuple[int, int, str]]:
        if not text.strip():
            return []
        found = []
        for entity in pipeline(text).ents:
            kind = _KINDS.get(str(entity.type).upper())
            if kind is not None and 0 <= entity.start_char < entity.end_char <= len(text):
                found.append((entity.start_char, entity.end_char, kind))
        return found

    return recognise

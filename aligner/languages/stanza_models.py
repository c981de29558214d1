"""Stanza's neural models, those that are on this machine: nothing is ever fetched.

The models are those of Qi et al. (2020), "Stanza: A Python Natural Language Processing Toolkit for Many Human
Languages".
"""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

from aligner.errors import MissingExtra, ModelError

__all__ = ["open_pipeline"]

# What torch, pickle and Stanza raise for files that are cut off or of another version.
_DAMAGE = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RuntimeError,
    OSError,
    EOFError,
    pickle.UnpicklingError,
)


def open_pipeline(
    code: str, processors: str, folder: str | os.PathLike[str] | None, *, purpose: str, model: str, otherwise: str
) -> Any:
    """The Stanza pipeline of a language with these processors ("tokenize,ner").

    `folder` holds `resources.json` and the models; without it Stanza's own default folder is taken
    (STANZA_RESOURCES_DIR, or `stanza_resources` in the user's cache or home). MissingExtra, in the words of `purpose`,
    where stanza is not installed; ModelError, with those of `model` and `otherwise`, where the model is missing or
    cannot be read.
    """
    try:
        import stanza
        from stanza.resources.common import DEFAULT_MODEL_DIR
    except ImportError as error:
        raise MissingExtra(purpose, "stanza") from error
    models = Path(folder if folder is not None else DEFAULT_MODEL_DIR)
    advice = (
        f"fetch it once with  python -c \"import stanza; stanza.download('{code}', processors='{processors}')\"  "
        f"or {otherwise}"
    )
    if not (models / "resources.json").is_file():
        raise ModelError(f"{models}: no Stanza models here (resources.json is missing); {advice}")
    try:
        return stanza.Pipeline(
            code,
            dir=str(models),
            processors=processors,
            download_method=None,
            use_gpu=False,
            logging_level="ERROR",
        )
    except FileNotFoundError as error:
        raise ModelError(f"{models}: no Stanza {model} for {code!r}; {advice}") from error
    except _DAMAGE as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise ModelError(f"{models}: the Stanza {model} for {code!r} cannot be opened ({reason}); {advice}") from error

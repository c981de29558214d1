"""Other encoders: any model of the package sentence-transformers (LaBSE, multilingual-e5), from a folder or its hub.

Needs the extra `encoders`. Such a model is slower by a factor of ten to fifty on a processor, and the weights of the
shipped alignment model were learned with the default encoder: measure before you change it (docs/alignment.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.alignment.encoder import pooled
from aligner.errors import InputError, ModelError

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

__all__ = ["TransformerEncoder"]

_BATCH = 32


class TransformerEncoder:
    """A sentence-transformers model. Its vectors are centred on the mean of the text: many such models need it."""

    def __init__(self, model: str, *, download: bool = False) -> None:
        """`model` is a folder, or with `download` a name on the hub.

        InputError where there is no such folder and nothing may be downloaded; ModelError where it does not load.
        """
        if not download and not Path(model).is_dir():
            raise InputError(f"{model}: no such folder; a model is downloaded only where that is asked for")
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ModelError("other encoders need sentence-transformers: pip install 'aligner[encoders]'") from error
        try:
            self._model = SentenceTransformer(model, device="cpu", local_files_only=not download)
        except Exception as error:  # whatever the library raises for a damaged folder
            raise ModelError(f"{model} does not load as a sentence-transformers model: {error}") from error
        self.name = f"sentence-transformers:{Path(model).name}"

    def encode(self, texts: Sequence[str]) -> Array:
        """One unit vector a text: float32 of shape (texts, width)."""
        import numpy as np

        if not len(texts):
            return np.zeros((0, self._width()), np.float32)
        places: dict[str, int] = {}
        index = [places.setdefault(text, len(places)) for text in texts]
        vectors = self._model.encode(
            list(places), batch_size=_BATCH, convert_to_numpy=True, normalize_embeddings=True, show_progress_bar=False
        ).astype(np.float32)[index]
        centred = vectors - vectors.mean(axis=0) if len(places) > 2 else vectors
        length = np.linalg.norm(centred, axis=1, keepdims=True)
        result: Array = centred / np.maximum(length, 1e-9)
        return result

    def overlaps(self, texts: Sequence[str], most: int) -> Array:
        """Vectors of runs of texts, as sums of those of the single ones; see `Encoder`."""
        return pooled(self.encode(texts), most)

    def _width(self) -> int:
        return int(self._model.get_sentence_embedding_dimension() or 0)

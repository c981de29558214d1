"""The learned part of alignment: what a bead's features are worth. Trained by scripts/train_aligner.py."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.alignment.features import FEATURES
from aligner.alignment.search import SHAPES
from aligner.errors import ModelError

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

__all__ = ["Model", "shipped"]


@dataclass(frozen=True, eq=False)
class Model:
    """A small network from features to a bead's score, and what else was learned from aligned reports."""

    hidden: Array  # (features, units)
    hidden_bias: Array  # (units,)
    output: Array  # (units,) of their hyperbolic tangents
    linear: Array  # (features,) straight to the score
    constant: float
    openings: dict[str, dict[str, float]]  # language -> first word -> log-odds that the sentence goes on from another
    lengths: dict[str, float]  # language -> characters for one of English
    reliability: tuple[tuple[float, ...], ...]  # posterior probability -> share of right beads
    encoder: str  # the name of the encoder that the network was trained with

    def scores(self, table: Array) -> Array:
        """Scores of beads from their features, (beads,)."""
        import numpy as np

        units = table @ self.hidden
        units += self.hidden_bias
        np.tanh(units, out=units)
        result: Array = units @ self.output + table @ self.linear + np.float32(self.constant)
        return result

    def confidence(self, posterior: float) -> float:
        """The probability that a bead is right, from its probability in the search."""
        import numpy as np

        return float(np.interp(posterior, self.reliability[0], self.reliability[1]))

    def write(self, path: Path) -> None:
        """Store as JSON."""
        stored = {
            "features": list(FEATURES),
            "shapes": ["-".join(map(str, shape)) for shape in SHAPES],
            "encoder": self.encoder,
            "hidden": [_rounded(row) for row in self.hidden],
            "hidden_bias": _rounded(self.hidden_bias),
            "output": _rounded(self.output),
            "linear": _rounded(self.linear),
            "constant": round(self.constant, 5),
            "openings": self.openings,
            "lengths": self.lengths,
            "reliability": [list(part) for part in self.reliability],
        }
        path.write_text(json.dumps(stored, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n", "utf-8")

    @classmethod
    def read(cls, path: Path) -> Model:
        """Read what `write` has stored. ModelError where it is none, or of another version."""
        import numpy as np

        try:
            stored = json.loads(path.read_text("utf-8"))
            if stored["features"] != list(FEATURES) or len(stored["shapes"]) != len(SHAPES):
                raise ModelError(f"{path}: alignment weights of another version of Aligner; train them again")
            hidden, bias, output, linear = (
                np.asarray(stored[name], np.float32) for name in ("hidden", "hidden_bias", "output", "linear")
            )
            if hidden.shape != (len(FEATURES), len(bias)) or output.shape != bias.shape or len(linear) != len(FEATURES):
                raise ValueError("the network does not fit together")
            return cls(
                hidden,
                bias,
                output,
                linear,
                float(stored["constant"]),
                stored["openings"],
                stored["lengths"],
                (tuple(stored["reliability"][0]), tuple(stored["reliability"][1])),
                stored["encoder"],
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{path}: not the weights of an alignment model ({error})") from error


def _rounded(values: Array) -> list[float]:
    return [round(float(value), 4) for value in values]


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model that comes with Aligner."""
    return Model.read(Path(str(resources.files("aligner.alignment"))) / "data" / "model.json")

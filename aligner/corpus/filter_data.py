"""What was learnt from professional translations and is kept with the package (scripts/train_filters.py writes it)."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any

__all__ = ["learnt", "ratio_table"]


@lru_cache(maxsize=1)
def learnt() -> dict[str, Any]:
    """The file as it is: "ratio" and "models"."""
    packed = (resources.files("aligner.corpus") / "data" / "filters.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(packed)
    return found


@lru_cache(maxsize=1)
def ratio_table() -> dict[str, tuple[float, float, float]]:
    """For each pair in both directions: mean log of the ratio, and a and b of its variance a + b / length."""
    table: dict[str, tuple[float, float, float]] = {}
    for pair, (mean, a, b) in learnt()["ratio"].items():
        source, target = pair.split("-")
        table[pair] = (mean, a, b)
        table[f"{target}-{source}"] = (-mean, a, b)
    return table

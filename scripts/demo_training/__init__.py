"""The training of the demo packages: data, model, package, scores.
Used by scripts/train_demo.py only; the text it learns from comes from scripts/demo_grammar."""

from __future__ import annotations

__all__: list[str] = []

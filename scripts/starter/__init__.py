"""The starter: LoRA over Gemma 3 270M that translates reports between English, Arabic and Russian.
Data, prompt, vocabulary, training and measuring; scripts/train_starter.py runs the stages."""

from __future__ import annotations

__all__: list[str] = []

"""A trilingual grammar of agency news: one derivation gives a sentence in English, Arabic and Russian.
The words stand in words/, the sentences in sentences/; russian.py and arabic.py know how their language inflects."""

from __future__ import annotations

from demo_grammar.derive import Grammar, Trio

__all__ = ["Grammar", "Trio"]

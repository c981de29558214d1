"""Aligner: translate reports between English, Arabic and Russian, and keep what was translated as a bitext."""

__version__ = "0.1.0"

"""Engines: segments in, candidates out. `open_engine("en", "ar")` gives the best one that is there."""

from __future__ import annotations

from aligner.engines.base import Candidate, Capabilities, DecodingOptions, Engine, EngineProvider
from aligner.engines.registry import open_engine, open_other, providers

__all__ = [
    "Candidate",
    "Capabilities",
    "DecodingOptions",
    "Engine",
    "EngineProvider",
    "open_engine",
    "open_other",
    "providers",
]

"""What an engine is: segments in, candidates out. Nothing here loads a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

__all__ = ["Candidate", "Capabilities", "DecodingOptions", "Engine", "EngineProvider"]


@dataclass(frozen=True)
class Capabilities:
    """What an engine can do besides giving one translation a segment."""

    nbest: bool = False  # several candidates a segment, best first
    scores: bool = False  # Candidate.score is set
    prefix: bool = False  # translate(prefixes=...) forces the beginning of the translation
    suppress: bool = False  # translate(suppress=...) forbids pieces that hold these characters
    scoring: bool = False  # score() of a given translation
    attention: bool = False  # Candidate.attention is set when asked for


@dataclass(frozen=True)
class DecodingOptions:
    """How to search. Equal options and an equal fingerprint give equal text, so both are keys of the memory."""

    beam: int = 4
    nbest: int = 1
    length_penalty: float = 0.2
    batch_tokens: int = 1024  # does not change the text, only the speed
    repetition_penalty: float = 1.0
    no_repeat_ngram: int = 0
    max_length: int = 256  # target pieces
    attention: bool = False

    def key(self) -> str:
        """The part of the options that may change the text, as a short string."""
        return (
            f"b{self.beam}n{self.nbest}l{self.length_penalty:g}r{self.repetition_penalty:g}"
            f"g{self.no_repeat_ngram}m{self.max_length}"
        )


@dataclass(frozen=True)
class Candidate:
    """One hypothesis for one segment."""

    text: str
    score: float | None = None  # mean log-probability a target piece, natural log, <= 0
    tokens: tuple[str, ...] = ()  # target pieces, as the model has them
    source_tokens: tuple[str, ...] = ()
    attention: tuple[tuple[float, ...], ...] = field(default=(), repr=False)  # [target piece][source piece]
    pivot: str | None = None  # the text in the language between, where there was one


@runtime_checkable
class Engine(Protocol):
    """A loaded engine for one direction."""

    name: str  # as shown to people: "argos en-ar 1.0"
    source: str  # language codes
    target: str
    fingerprint: str  # name, version and content of the model; equal fingerprints translate alike
    capabilities: Capabilities

    def translate(
        self,
        texts: Sequence[str],
        options: DecodingOptions = ...,
        *,
        prefixes: Sequence[str] | None = None,
        suppress: str | None = None,
    ) -> list[list[Candidate]]:
        """Translate segments; the answer has one list (best first, never empty) for each text, in order.

        `prefixes` holds one forced beginning a text ("" for none); `suppress` names a script whose letters
        may not come out ("Latin"). Both raise ModelError where the engine has no such capability.
        """
        ...

    def score(self, texts: Sequence[str], translations: Sequence[str]) -> list[float]:
        """Mean log-probability a target piece of each given translation. ModelError without the capability."""
        ...

    def close(self) -> None:
        """Give back the memory of the model."""
        ...


class EngineProvider(Protocol):
    """What stands behind an entry point of the group `aligner.engines`: it knows which directions it can open."""

    name: str  # "argos", "fx", "libretranslate"

    def pairs(self) -> list[tuple[str, str]]:
        """The directions that can be opened now, without loading a model or touching the network."""
        ...

    def open(self, source: str, target: str, *, threads: int = 0, compute_type: str = "default") -> Engine:
        """Load the engine for a direction. ModelError where it has none."""
        ...

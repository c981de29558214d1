"""Checkpoints: factors, optimiser and place in the stream, written beside and renamed; the last two are kept.
One process trains in a folder at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch

__all__ = ["Checkpoint", "Position", "latest", "locked", "read_checkpoint", "save_checkpoint"]

KEPT = 2


@dataclass
class Position:
    """How far the training is."""

    step: int = 0
    visits: int = 0
    tokens: int = 0
    chunk: int = 0
    batch: int = 0  # of the chunk, the next one
    seconds: float = 0.0
    finishing: float = 0.0  # of the finish, the part done (0 to 1)


@dataclass
class Checkpoint:
    """Everything that the next session needs."""

    settings: dict[str, Any]  # rank, seed, vocabulary: what must be the same
    position: Position
    factors: dict[str, torch.Tensor]
    optimizer: dict[str, Any] = field(default_factory=dict)


def save_checkpoint(folder: Path, prefix: str, checkpoint: Checkpoint) -> Path:
    """Write PREFIX-STEP.pt whole or not at all, then delete all but the last two of that prefix."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{prefix}-{checkpoint.position.step:08d}.pt"
    part = path.with_suffix(".part")
    stored = {
        "settings": checkpoint.settings,
        "position": asdict(checkpoint.position),
        "factors": checkpoint.factors,
        "optimizer": checkpoint.optimizer,
    }
    with part.open("wb") as file:
        torch.save(stored, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    for old in _all(folder, prefix)[:-KEPT]:
        old.unlink()
    return path


def _all(folder: Path, prefix: str) -> list[Path]:
    return sorted(folder.glob(f"{prefix}-????????.pt"))


def latest(folder: Path, prefix: str = "*") -> Path | None:
    """The checkpoint of that prefix (or of any) that has seen the most steps."""
    found = sorted(_all(folder, prefix), key=lambda path: path.stem[-8:])
    return found[-1] if found else None


def read_checkpoint(path: Path, settings: dict[str, Any]) -> Checkpoint:
    """Read a checkpoint; ValueError if it was made with other settings than the given ones."""
    stored = torch.load(path, weights_only=True)
    differing = {key for key in settings | stored["settings"] if settings.get(key) != stored["settings"].get(key)}
    if differing:
        raise ValueError(f"{path}: made with another {', '.join(sorted(differing))}; use another --work folder")
    position = Position(**stored["position"])
    return Checkpoint(stored["settings"], position, stored["factors"], stored["optimizer"])


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder for this process; BlockingIOError if another trains in it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield

"""The stages of a build that look at all shards: duplicates and splits; and what they mean for the beads of a shard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.corpus import duplicates, splits
from aligner.corpus.executors import Executor
from aligner.corpus.manifest import Outcome, file_digest
from aligner.corpus.records import write_shard
from aligner.corpus.stages import counted
from aligner.errors import InputError

__all__ = ["Deciding", "Finishing", "Splitting", "decide", "finish", "ledger_version", "split"]


@dataclass(frozen=True)
class Deciding:
    """What the search for duplicates reads and is asked."""

    shards: tuple[str, ...]
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class Splitting:
    """What the splits are made of."""

    shards: tuple[str, ...]
    decisions: tuple[str, ...]  # of the duplicates, a file a shard
    ledger: str
    seed: int
    shares: Mapping[str, float]  # of validation and test
    protect: tuple[str, ...]
    near: float | None
    boilerplate_documents: int


@dataclass(frozen=True)
class Finishing:
    """A shard, and what was decided of it."""

    shard: str
    decisions: str
    assignment: str


def decide(given: Deciding, folder: Path, executor: Executor) -> Outcome:
    """Find the duplicates: a file a shard; the function of the task."""
    shards = [Path(shard) for shard in given.shards]
    made = duplicates.decide(shards, folder, executor=executor, **given.settings)
    return Outcome({f"reason {reason}": beads for reason, beads in sorted(made.counts.items()) if beads})


def split(given: Splitting, folder: Path, executor: Executor) -> Outcome:
    """Split: a file a shard; the function of the task. The ledger is written by it, too."""
    made = splits.assign(
        [Path(shard) for shard in given.shards],
        folder,
        ledger=Path(given.ledger),
        seed=given.seed,
        shares=given.shares,
        protect=[Path(path) for path in given.protect],
        decisions=[Path(path) for path in given.decisions],
        near=given.near,
        boilerplate_documents=given.boilerplate_documents,
        executor=executor,
    )
    counts = {
        **{f"split {name}": beads for name, beads in made.beads.items() if beads},
        f"reason {splits.PROTECTED}": made.protected,
        "components": made.components,
        "largest component": made.largest,
    }
    return Outcome(counts, said={"ledger": ledger_version(Path(given.ledger))})


def ledger_version(path: Path) -> str:
    """A text that is another one whenever the ledger is; "" where there is none."""
    try:
        return file_digest(path)
    except InputError:
        return ""


def finish(given: Finishing, folder: Path) -> Outcome:
    """Write the last word on each bead of a shard; the function of the task."""
    import polars as pl

    frame = pl.read_parquet(given.shard, glob=False)
    order = frame.columns
    decided = duplicates.marked(frame, Path(given.decisions))
    shard = splits.marked(decided, Path(given.assignment)).select(order)
    write_shard(shard, folder / "shard.parquet")
    return Outcome(counted(shard))

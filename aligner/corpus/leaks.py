"""The proof that nothing leaks: what beads in two splits share, found from the texts themselves."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.corpus import crossings
from aligner.corpus.crossings import DOCUMENT, NEAR, REVISION, TEXT, Side
from aligner.corpus.executors import Executor, InProcess
from aligner.corpus.ledger_of_splits import SPLITS
from aligner.corpus.sketches import read, row_counts

if TYPE_CHECKING:
    import numpy

    Table = numpy.ndarray[Any, Any]

__all__ = ["Leak", "check"]

_NAMES = {DOCUMENT: "document", REVISION: "revision", TEXT: "text", NEAR: "figures"}


@dataclass(frozen=True)
class Leak:
    """Two kept beads in two splits that share what they should not."""

    kind: str  # "document", "revision", "text", "figures" (equal but for figures), "near"
    splits: tuple[str, str]
    shards: tuple[str, str]
    rows: tuple[int, int]  # in their shards
    ids: tuple[str, str]

    def __str__(self) -> str:
        places = (f"{i} ({split})" for i, split in zip(self.ids, self.splits, strict=True))
        return f"{self.kind}: {' and '.join(places)}"


def check(
    shards: Sequence[Path],
    *,
    near: float | None = 0.8,
    most: int = 1000,
    executor: Executor | None = None,
    work: Path | None = None,
) -> list[Leak]:
    """The leaks between the splits of these shards, `most` at most, one for each key and pair of splits; [] is good.

    Only kept beads that are in a split count. Keys are made anew from the texts, not read. Beads are near as
    `duplicates.decide` has it. `work` is a folder for what does not fit in memory.
    """
    import numpy as np

    counts = row_counts(shards)
    executor = executor or InProcess()
    if not shards:
        return []
    folder = Path(tempfile.mkdtemp(prefix=".leaks.", suffix=".part", dir=work))
    try:
        sides = [
            Side(str(shard), number, sum(counts[:number]), counts[number], str(folder), fresh=True, near=near)
            for number, shard in enumerate(shards)
        ]
        crossings.prepare(sides, executor)
        found = _shared(crossings.shared(sides, executor))[:most]
        if near is not None:
            close = crossings.near(sides, executor, np.empty(0, np.int64))
            found += [
                ("near", (int(one["split"]), int(one["other_split"])), (int(one["row"]), int(one["other"])))
                for one in close[: most - len(found)]
            ]
        return _named(found, shards, [side.first for side in sides])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_Found = tuple[str, tuple[int, int], tuple[int, int]]  # kind, splits, rows


def _shared(shared: Table) -> list[_Found]:
    """The first bead of each split that a key is found in, where it is found in several."""
    import numpy as np

    shared = shared[np.lexsort((shared["row"], shared["split"], shared["key"], shared["kind"]))]
    if not len(shared):
        return []
    first = np.concatenate(
        ([True], (shared["key"][1:] != shared["key"][:-1]) | (shared["split"][1:] != shared["split"][:-1]))
    )
    shared = shared[first]
    pairs = np.flatnonzero(shared["key"][1:] == shared["key"][:-1])
    return [
        (
            _NAMES[int(ours["kind"])],
            (int(ours["split"]), int(theirs["split"])),
            (int(ours["row"]), int(theirs["row"])),
        )
        for ours, theirs in zip(shared[pairs], shared[pairs + 1], strict=True)
    ]


def _named(found: Sequence[_Found], shards: Sequence[Path], firsts: Sequence[int]) -> list[Leak]:
    """The leaks with the ids of their beads."""
    import numpy as np

    rows = sorted({row for _, _, pair in found for row in pair})
    places = {row: int(np.searchsorted(firsts, row, side="right")) - 1 for row in rows}
    ids: dict[int, str] = {}
    for number in sorted(set(places.values())):
        here = [row for row in rows if places[row] == number]
        column = read(shards[number], lambda lazy: lazy.select("id"))["id"]
        ids.update((row, column[row - firsts[number]]) for row in here)
    return [
        Leak(
            kind,
            (SPLITS[splits[0]], SPLITS[splits[1]]),
            (str(shards[places[pair[0]]]), str(shards[places[pair[1]]])),
            (pair[0] - firsts[places[pair[0]]], pair[1] - firsts[places[pair[1]]]),
            (ids[pair[0]], ids[pair[1]]),
        )
        for kind, splits, pair in found
    ]

"""Deduplication: of beads that are copies of each other, by a side or nearly, the best is kept.

In turn: equal pairs, pairs equal on a side, pairs equal but for figures, near copies; each step looks at what the steps
before have left, and keeps of each group the bead that is best (see `decide`). Only what the filters have kept takes
part, and nothing is compared across pairs of languages. Out of core: nothing holds more than a few numbers a bead.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.corpus.executors import Executor, InProcess
from aligner.corpus.near import similar
from aligner.corpus.records import write_shard
from aligner.corpus.sketches import (
    ROW,
    Bucket,
    Sketch,
    bucket_entries,
    buckets,
    marks_of,
    read,
    row_counts,
    sketch,
)
from aligner.errors import InputError

if TYPE_CHECKING:
    import numpy
    import polars as pl

    Rows = numpy.ndarray[Any, numpy.dtype[numpy.uint32]]
    Table = numpy.ndarray[Any, Any]

__all__ = ["BEST", "REASONS", "Decisions", "decide", "marked"]

REASONS = ("", "duplicate", "near-duplicate", "boilerplate")
BEST = ("filter.learnt", "filter.margin", "confidence", "score")
_DUPLICATE, _NEAR, _BOILERPLATE = 1, 2, 3
_TURNS = 16  # beads of one group that are each compared with the rest of it, at most


@dataclass(frozen=True)
class Decisions:
    """What is to be dropped: a Parquet file for each shard, in order, and how many beads for which reason.

    Columns: row (in the shard), id, input, reason, and what is kept in its place: instead_shard, instead_row.
    """

    files: tuple[Path, ...]
    counts: dict[str, int] = field(default_factory=dict)


def decide(
    shards: Sequence[Path],
    out: Path,
    *,
    by: Sequence[str] = ("pair", "target"),
    near: float | None = 0.8,
    boilerplate_documents: int = 20,
    keep_boilerplate: bool = True,
    best: Sequence[str] = BEST,
    executor: Executor | None = None,
) -> Decisions:
    """Write to the folder `out` which kept beads of the shards are to be dropped, a file a shard.

    `by` are the parts by which equal beads are known: "pair", "source", "target". Equal by target alone is what trains
    better than equal pairs (mozilla/translations#1201). `near` is the share of five-letter pieces that near copies have
    in common at least; None asks for no near copies, not even those that differ in figures. A pair found in
    `boilerplate_documents` documents or more, whatever its figures, is boilerplate (0: nothing is): its copies get that
    reason, and the best one too unless `keep_boilerplate`.

    The best bead of a group: approved by an editor, else translated by people; then the greatest value of the first
    column of `best` that all shards have; then the first in the order of the shards. InputError where a shard cannot be
    read.
    """
    unknown = [part for part in by if part not in ("pair", "source", "target")]
    if unknown:
        raise InputError(f"beads are equal by pair, source or target, not by {unknown[0]!r}")
    if near is not None and not 0 < near <= 1:
        raise InputError(f"near copies have a share from 0 to 1 in common, not {near}")
    out.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".duplicates.", suffix=".part", dir=out))
    try:
        search = _Search([Path(shard) for shard in shards], work, executor or InProcess())
        search.sketch([*by, *(["bands"] if near else [])], _score(shards, best))
        search.run(by, near, boilerplate_documents, keep_boilerplate)
        return search.write(out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def marked(frame: pl.DataFrame, decisions: Path) -> pl.DataFrame:
    """The frame of a shard with what `decide` says of it: reasons and kept."""
    import polars as pl

    dropped = pl.read_parquet(decisions, columns=["row", "reason"], glob=False)
    frame = frame.with_row_index("_row").join(
        dropped, left_on="_row", right_on="row", how="left", maintain_order="left"
    )
    more = pl.concat_list(pl.col("reason")).list.drop_nulls()
    return frame.with_columns(
        pl.col("reasons").list.concat(more),
        pl.col("kept") & pl.col("reason").is_null(),
    ).drop("_row", "reason")


def _score(shards: Sequence[Path], best: Sequence[str]) -> str:
    names: set[str] | None = None
    for shard in shards:
        here = set(read(shard, lambda lazy: lazy.limit(0)).columns)
        names = here if names is None else names & here
    for name in best:
        if names is None or name in names:
            return name
    raise InputError(f"no column by which the best of equal beads is known: none of {', '.join(best)} is in all shards")


class _Search:
    """The search for copies: which rows are left, and for each of the others why and what is kept instead."""

    def __init__(self, shards: Sequence[Path], work: Path, executor: Executor) -> None:
        import numpy as np

        self.shards, self.work, self.executor = shards, work, executor
        counts = row_counts(shards)
        self.firsts = [sum(counts[:place]) for place in range(len(counts))]
        self.entries: dict[str, int] = {}
        self.left = np.ones(sum(counts), bool)
        self.reason = np.zeros(sum(counts), np.uint8)
        self.instead = np.zeros(sum(counts), np.uint32)

    def sketch(self, kinds: Sequence[str], best: str) -> None:
        """Make the files that the rest reads."""
        asked = tuple(dict.fromkeys([*kinds, "near"]))
        tasks = [
            Sketch(str(shard), number, self.firsts[number], str(self.work), asked, best)
            for number, shard in enumerate(self.shards)
        ]
        for counts in self.executor.map(sketch, tasks):
            for kind, count in counts.items():
                self.entries[kind] = self.entries.get(kind, 0) + count

    def run(self, by: Sequence[str], near: float | None, documents: int, keep_boilerplate: bool) -> None:
        """Drop what is not the best of its group, step by step."""
        import numpy as np

        common = np.zeros(len(self.left), bool)
        if documents:
            tasks = [(bucket, documents) for turn in self._buckets("near") for bucket in turn]
            for rows in self.executor.map(_common, tasks):
                common[rows] = True
        for part in (part for part in ("pair", "target", "source") if part in by):
            self._step(part, _DUPLICATE, self.left)
        self._step("near", _NEAR, self.left if near else self.left & common)
        if near:
            self._step("bands", _NEAR, self.left, near)
        self.reason[common & (self.reason != 0)] = _BOILERPLATE
        if not keep_boilerplate:
            last = np.flatnonzero(common & (self.reason == 0))
            self.reason[last], self.instead[last] = _BOILERPLATE, last

    def write(self, out: Path) -> Decisions:
        """Write the decisions, shard by shard."""
        import numpy as np

        bounds = [*self.firsts, len(self.left)]
        tasks = []
        for number, shard in enumerate(self.shards):
            rows = bounds[number] + np.flatnonzero(self.reason[bounds[number] : bounds[number + 1]])
            others = np.searchsorted(self.firsts, self.instead[rows], side="right") - 1
            tasks.append(
                _Written(
                    str(shard),
                    str(out / f"duplicates-{number:05d}.parquet"),
                    rows - bounds[number],
                    self.reason[rows],
                    others,
                    self.instead[rows] - np.array(self.firsts, np.int64)[others] if len(rows) else rows,
                )
            )
        files = tuple(Path(name) for name in self.executor.map(_write, tasks))
        counts = np.bincount(self.reason, minlength=len(REASONS)).tolist()
        return Decisions(files, dict(zip(REASONS[1:], counts[1:], strict=True)))

    def _buckets(self, kind: str) -> list[list[Bucket]]:
        return buckets(self.work, kind, len(self.shards), self.entries.get(kind, 0))

    def _step(self, kind: str, reason: int, left: Table, near: float | None = None) -> None:
        """Keep the best of each group of this kind among the rows that are left."""
        import numpy as np

        for turn in self._buckets(kind):
            np.save(self.work / "left.npy", left)
            tasks = [_Step(bucket, str(self.work / "left.npy"), near, tuple(self.firsts)) for bucket in turn]
            for rows, others in self.executor.map(_dropped, tasks):
                self.left[rows] = False
                self.reason[rows], self.instead[rows] = reason, others


@dataclass(frozen=True)
class _Step:
    bucket: Bucket
    left: str
    near: float | None
    firsts: tuple[int, ...]


@dataclass(frozen=True)
class _Written:
    shard: str
    out: str
    rows: Table
    reasons: Table
    other_shards: Table
    other_rows: Table


def _common(task: tuple[Bucket, int]) -> Rows:
    """The rows of a bucket whose key is found in so many documents or more."""
    import numpy as np

    bucket, least = task
    entries = bucket_entries(bucket)
    entries = entries[np.lexsort((entries["document"], entries["key"]))]
    if not len(entries):
        return np.empty(0, np.uint32)
    new_key = np.concatenate(([True], entries["key"][1:] != entries["key"][:-1]))
    new = new_key | np.concatenate(([True], entries["document"][1:] != entries["document"][:-1]))
    group = np.cumsum(new_key) - 1
    documents = np.bincount(group, weights=new)
    rows: Rows = (entries["order"][documents[group] >= least] & np.uint64(ROW)).astype(np.uint32)
    return rows


def _dropped(task: _Step) -> tuple[Rows, Rows]:
    """The rows of a bucket that a better one stands for, and these better ones."""
    import numpy as np

    entries = bucket_entries(task.bucket)
    rows = (entries["order"] & np.uint64(ROW)).astype(np.uint32)
    entries = entries[np.load(task.left, mmap_mode="r")[rows]]
    entries = entries[np.lexsort((entries["order"], entries["key"]))]
    key = entries["key"]
    alike = key[1:] == key[:-1]
    several = np.concatenate((alike, [False])) | np.concatenate(([False], alike)) if len(key) else np.empty(0, bool)
    key, rows = key[several], (entries["order"][several] & np.uint64(ROW)).astype(np.uint32)
    first = _firsts(key)
    if task.near is None:
        return rows[first != np.arange(len(rows))], rows[first][first != np.arange(len(rows))]
    return _near(key, rows, task)


def _near(key: Table, rows: Rows, task: _Step) -> tuple[Rows, Rows]:
    """The best of a group drops what is near it; then the best of those that remain, and so on."""
    import numpy as np

    unique, place = np.unique(rows, return_inverse=True)
    marks = marks_of(task.bucket.folder, unique, task.firsts)
    gone, instead = [rows[:0]], [rows[:0]]
    for _ in range(_TURNS):
        first = _firsts(key)
        others = np.flatnonzero(first != np.arange(len(key)))
        if not len(others):
            break
        alike = similar(marks[place[others]], marks[place[first[others]]], task.near or 0.0)
        gone.append(rows[others[alike]])
        instead.append(rows[first[others[alike]]])
        rest = others[~alike]
        key, rows, place = key[rest], rows[rest], place[rest]
    return np.concatenate(gone), np.concatenate(instead)


def _firsts(key: Table) -> Table:
    """For each place of sorted keys the first place with the same key."""
    import numpy as np

    new = np.concatenate(([True], key[1:] != key[:-1])) if len(key) else np.empty(0, bool)
    return np.maximum.accumulate(np.where(new, np.arange(len(key)), 0)) if len(key) else np.empty(0, np.int64)


def _write(task: _Written) -> str:
    import numpy as np
    import polars as pl

    names = read(task.shard, lambda lazy: lazy.select("id", "input"))
    frame = names[task.rows].with_columns(
        pl.Series("row", task.rows.astype(np.uint32)),
        pl.Series("reason", np.array(REASONS)[task.reasons].tolist(), dtype=pl.String),
        pl.Series("instead_shard", task.other_shards.astype(np.uint32)),
        pl.Series("instead_row", task.other_rows.astype(np.uint32)),
    )
    write_shard(frame.select("row", "id", "input", "reason", "instead_shard", "instead_row"), Path(task.out))
    return task.out

"""Measures how a corpus of many million beads is made: filters, duplicates, splits, the proof of no leak, an export.

    python -m scripts.bench_corpus WORK --beads 100000 1000000 10000000 --workers 2

The corpus is that of scripts/synthetic_corpus.py, made in WORK/input unless it is there; each size is its beginning.
`--filters` names those that are asked (none: the stage is left out). Seconds are of the wall, cpu of all processes;
memory is the greatest sum over the processes of what they hold (RSS), in MB, looked at five times a second. The last
line is one JSON object:

sizes      for each size and stage: seconds, cpu, beads a second, memory; and what came of it
growth     seconds of CPU a bead, by stage: of each size against the size before (1: linear)
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from aligner.corpus import duplicates, leaks, splits
from aligner.corpus.executors import Executor, open_executor
from aligner.corpus.exports import export
from aligner.corpus.filters import judged
from aligner.corpus.records import write_shard
from scripts.synthetic_corpus import shards as synthetic

__all__ = ["Stage", "measured"]

PIECE = 10_000  # beads that are filtered at once
FILTERS = ["length", "ratio", "long-words", "punctuation", "links", "html", "copy", "script", "symbols", "encoding"]
_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Stage:
    """What a stage took."""

    seconds: float = 0.0
    cpu: float = 0.0
    memory: int = 0

    def row(self, beads: int) -> dict[str, float]:
        """As it is printed."""
        rate = round(beads / max(self.seconds, 1e-9))
        return {"seconds": round(self.seconds, 2), "cpu": round(self.cpu, 2), "beads/s": rate, "memory": self.memory}


@dataclass(frozen=True)
class _Filtering:
    shard: str
    out: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class _Finishing:
    shard: str
    out: str
    duplicates: str
    splits: str


def measured(shards: Sequence[Path], work: Path, names: Sequence[str], form: str, executor: Executor) -> dict[str, Any]:
    """The figures of one size. The stages' files are left in `work`."""
    beads = int(pl.scan_parquet([*shards]).select(pl.len()).collect().item())
    stages: dict[str, Stage] = {}
    if names:
        (work / "filtered").mkdir(parents=True)
        with _watched(stages, "filter"):
            tasks = [_Filtering(str(one), str(work / "filtered" / one.name), tuple(names)) for one in shards]
            shards = [Path(name) for name in executor.map(_filter, tasks)]
    with _watched(stages, "dedupe"):
        decisions = duplicates.decide(shards, work / "duplicates", executor=executor)
    with _watched(stages, "split"):
        ledger = work / "ledger.parquet"
        made = splits.assign(shards, work / "splits", ledger=ledger, decisions=decisions.files, executor=executor)
    with _watched(stages, "finish"):
        parts = zip(shards, decisions.files, made.files, strict=True)
        asked = [_Finishing(str(s), str(work / "shards" / s.name), str(d), str(p)) for s, d, p in parts]
        finished = [Path(name) for name in executor.map(_finish, asked)]
    with _watched(stages, "check"):
        found = leaks.check(finished, executor=executor, work=work)
    with _watched(stages, "export"):
        exported = export(finished, work / "export", form)
    total = Stage(
        sum(stage.seconds for stage in stages.values()),
        sum(stage.cpu for stage in stages.values()),
        max(stage.memory for stage in stages.values()),
    )
    return {
        "beads": beads,
        "stages": {name: stage.row(beads) for name, stage in {**stages, "all": total}.items()},
        "dropped": decisions.counts,
        "split": made.beads,
        "documents": made.documents,
        "protected": made.protected,
        "components": made.components,
        "largest": made.largest,
        "leaks": len(found),
        "exported": exported.beads,
    }


def _filter(task: _Filtering) -> str:
    frame = pl.read_parquet(task.shard, glob=False)
    pieces = [judged(piece, task.names) for piece in frame.iter_slices(PIECE)]
    write_shard(pl.concat(pieces), Path(task.out))
    return task.out


def _finish(task: _Finishing) -> str:
    frame = duplicates.marked(pl.read_parquet(task.shard, glob=False), Path(task.duplicates))
    write_shard(splits.marked(frame, Path(task.splits)), Path(task.out))
    return task.out


@contextmanager
def _watched(stages: dict[str, Stage], name: str) -> Iterator[None]:
    """Measure what is done within."""
    stage, over = Stage(), threading.Event()

    def look() -> None:
        while True:
            stage.memory = max(stage.memory, sum(_resident(pid) for pid in _family()) // 1_000_000)
            if over.wait(0.2):
                return

    watcher = threading.Thread(target=look)
    begin, cpu = time.perf_counter(), _cpu()
    watcher.start()
    try:
        yield
    finally:
        stage.seconds, stage.cpu = time.perf_counter() - begin, _cpu() - cpu
        over.set()
        watcher.join()
    stages[name] = stage


def _family() -> list[int]:
    """This process and its children, and theirs."""
    found = [os.getpid()]
    for pid in found:
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return found


def _resident(pid: int) -> int:
    return _read(pid, "statm", lambda text: int(text.split()[1]) * _PAGE)


def _cpu() -> float:
    """Seconds of CPU of all processes that live: the workers do, until the last stage."""
    spent = (
        _read(pid, "stat", lambda text: sum(map(int, text.rpartition(")")[2].split()[11:13]))) for pid in _family()
    )
    return sum(spent) / _TICK


def _read(pid: int, name: str, ask: Callable[[str], int]) -> int:
    try:
        return ask(Path(f"/proc/{pid}/{name}").read_text())
    except OSError:
        return 0


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--beads", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--filters", nargs="*", default=FILTERS)
    parser.add_argument("--format", default="moses", help="of the export")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    folder = given.work / "input"
    if not folder.exists():
        for _ in synthetic(folder, max(given.beads), seed=given.seed, workers=given.workers):
            pass
    paths = sorted(folder.glob("shard-*.parquet"))
    sizes = []
    for beads in sorted(given.beads):
        shutil.rmtree(given.work / "run", ignore_errors=True)
        with open_executor("processes", given.workers) as executor:
            chosen = _beginning(paths, beads)
            sizes.append(measured(chosen, given.work / "run", given.filters, given.format, executor))
        print(json.dumps(sizes[-1]), flush=True)
    shutil.rmtree(given.work / "run", ignore_errors=True)
    print(json.dumps({"workers": given.workers, "sizes": sizes, "growth": _growth(sizes)}))


def _beginning(paths: Sequence[Path], beads: int) -> list[Path]:
    """The first shards that have so many beads together, but for less than a document."""
    chosen, have = [], 0
    for path in paths:
        if have + 100 >= beads:
            break
        chosen.append(path)
        have += int(pl.scan_parquet(path).select(pl.len()).collect().item())
    return chosen


def _growth(sizes: Sequence[dict[str, Any]]) -> list[dict[str, float]]:
    grown = []
    for small, large in itertools.pairwise(sizes):
        ratio = {}
        for name, stage in large["stages"].items():
            before = small["stages"][name]["cpu"] / small["beads"]
            ratio[name] = round(stage["cpu"] / large["beads"] / max(before, 1e-12), 2)
        grown.append({"beads": large["beads"], **ratio})
    return grown


if __name__ == "__main__":
    main()

"""Builds a corpus: reads the inputs, filters, finds duplicates, splits, writes the shards, exports and reports.

Every stage is a list of tasks, each with one outcome on the disk under the hash of what it depends on (`manifest`). So
a build that was killed goes on where it was, one that has nothing to do does nothing, and a share of the tasks can be
done elsewhere. What is written is a function of the inputs, the configuration and the seed.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from aligner.corpus import inputs
from aligner.corpus.config import Config
from aligner.corpus.executors import Executor, InProcess
from aligner.corpus.inputs import Tools
from aligner.corpus.manifest import Receipt, Store, Task, code_version, file_digest, key_of, perform
from aligner.corpus.publish import publish
from aligner.corpus.stages import Filtering, filter_beads
from aligner.corpus.stages_whole import Deciding, Finishing, Splitting, decide, finish, ledger_version, split
from aligner.errors import InputError

__all__ = ["STAGES", "Progress", "Share", "Summary", "build"]

STAGES = ("read", "filter", "dedupe", "split", "build")  # a build may end after any of them
WORK = ".work"


class Progress:
    """What a build tells while it works; this one says nothing."""

    def start(self, stage: str, tasks: int) -> None:
        """A stage begins that has so many tasks to do."""

    def advance(self, beads: int) -> None:
        """A task is done, with so many beads."""

    def close(self) -> None:
        """A stage is over."""


@dataclass(frozen=True)
class Share:
    """One of several processes that build the same corpus, each on a machine of its own perhaps."""

    number: int  # from 1
    of: int

    def has(self, place: int) -> bool:
        """Whether the task at this place of a stage is ours."""
        return place % self.of == self.number - 1


@dataclass
class Summary:
    """What came of a build."""

    output: str
    stage: str = ""  # the last that is done in full
    waiting: str = ""  # what the next stage waits for, in a share
    done: int = 0  # tasks that were done now
    skipped: int = 0  # tasks that were done before
    beads: int = 0
    kept: int = 0
    inputs: dict[str, int] = field(default_factory=dict)  # name -> beads
    reasons: dict[str, int] = field(default_factory=dict)  # a bead may have several
    splits: dict[str, int] = field(default_factory=dict)
    exports: dict[str, dict[str, Any]] = field(default_factory=dict)  # folder -> format, beads, what was lost
    refused: dict[str, str] = field(default_factory=dict)  # what could not be used -> why
    signature: str = ""
    seconds: float = 0.0

    def count(self, receipts: Sequence[Receipt]) -> None:
        """Take the counts of beads from the shards of a stage."""
        total: Counter[str] = Counter()
        for receipt in receipts:
            total.update(receipt.counts)
        self.beads, self.kept = total["beads"], total["kept"]
        for what in ("reason", "split"):
            named = {name.partition(" ")[2]: n for name, n in sorted(total.items()) if name.startswith(f"{what} ")}
            setattr(self, f"{what}s", named)


class _Waits(Exception):
    """A stage cannot begin, as others have not done their share of the one before."""


def build(
    config: Config,
    tools: Tools,
    *,
    executor: Executor | None = None,
    share: Share | None = None,
    until: str = "build",
    progress: Progress | None = None,
) -> Summary:
    """Build the corpus as far as `until`, or do one share of what can be done of it.

    InputError, one line, where something cannot be used; nothing is half-written then, and the same call goes on.
    """
    began = time.monotonic()
    work = _Build(config, tools, executor or InProcess(), share, progress or Progress())
    with work.store.locked(shared=share is not None):
        try:
            work.run(until)
        except _Waits as reason:
            work.summary.waiting = str(reason)
    work.summary.seconds = time.monotonic() - began
    return work.summary


class _Build:
    """One build under way."""

    def __init__(
        self, config: Config, tools: Tools, executor: Executor, share: Share | None, progress: Progress
    ) -> None:
        self.config, self.tools, self.executor, self.share, self.progress = config, tools, executor, share, progress
        self.store = Store(config.output / WORK)
        self.summary = Summary(str(config.output))
        self.receipts: list[Receipt] = []  # of all stages: what is to be kept

    def run(self, until: str) -> None:
        """Stage by stage."""
        read = self._read()
        if until == "read":
            return
        shards = self._filter(read)
        if until == "filter":
            return
        duplicates = self._whole("dedupe", self._deciding(shards))
        if until == "dedupe":
            self._tell(duplicates)
            return
        splits = self._whole("split", self._splitting(shards, duplicates), self._ledger_stands)
        if until == "split":
            self._tell(duplicates, splits)
            return
        finished = self._finish(shards, duplicates, splits)
        if self.share is not None:
            raise _Waits("all shares are done: call it once without --shard for exports and report")
        publish(self, finished)
        self.store.keep_only(self.receipts)
        self.summary.stage = "build"

    def _tell(self, *whole: Receipt) -> None:
        """What stages say of all shards, before the shards say it themselves."""
        for receipt in whole:
            reasons = {name.removeprefix("reason "): n for name, n in receipt.counts.items() if name[:7] == "reason "}
            self.summary.reasons |= {name: beads for name, beads in sorted(reasons.items()) if beads}
            self.summary.kept -= sum(reasons.values())
            found = {name.removeprefix("split "): n for name, n in receipt.counts.items() if name[:6] == "split "}
            self.summary.splits |= dict(sorted(found.items()))

    # The stages.

    def _read(self) -> list[tuple[str, Receipt]]:
        tasks: list[Task] = []
        of: list[str] = []
        for entry in self.config.inputs:
            more, refused = inputs.plan(entry, self.tools, self.store, self.config.shard)
            tasks += more
            of += [entry.name] * len(more)
            self.summary.refused |= refused
        receipts = self._run("read", tasks)
        for name, receipt in zip(of, receipts, strict=True):
            self.summary.inputs[name] = self.summary.inputs.get(name, 0) + receipt.counts["beads"]
            self.summary.refused |= receipt.refused
        self.summary.beads = sum(self.summary.inputs.values())
        if not self.summary.beads:
            raise InputError(f"{self.config.path}: there is not one bead in all inputs")
        return list(zip(of, receipts, strict=True))

    def _filter(self, read: Sequence[tuple[str, Receipt]]) -> list[Receipt]:
        asked = self.config.filters
        qualified = _qualified(self.store, read)
        pieces = [
            (path, receipt.files[path.name][1], receipt.counts[f"rows {path.name}"], name)
            for name, receipt in read
            for path in self.store.paths(receipt)
        ]
        tasks = []
        for group in _shards(pieces, self.config.shard):
            given = Filtering(
                tuple(str(path) for path, *_ in group),
                asked.names, asked.params, asked.lexicon, asked.encoder, self.tools,
                tuple(name for name in qualified if any(name == entry[3] for entry in group)),
            )  # fmt: skip
            content = [digest for _, digest, *_ in group]
            settings = (asked.names, asked.params, asked.lexicon, asked.encoder, given.qualified)
            key = key_of("filter", code_version(), settings, content)
            tasks.append(self.store.task("filter", key, filter_beads, given))
        receipts = self._run("filter", tasks)
        self.summary.count(receipts)
        return receipts

    def _deciding(self, shards: Sequence[Receipt]) -> Task:
        given = Deciding(self._paths(shards), self.config.duplicates)
        key = key_of("dedupe", code_version(), self.config.duplicates, _contents(shards))
        return self.store.task("dedupe", key, partial(decide, executor=self.executor), given)

    def _splitting(self, shards: Sequence[Receipt], duplicates: Receipt) -> Task:
        config = self.config
        asked = config.duplicates
        given = Splitting(
            self._paths(shards),
            self._paths([duplicates]),
            str(config.splits.ledger),
            config.seed,
            {name: share for name, share in config.splits.shares.items() if name != "train"},
            tuple(str(path) for path in config.splits.protect),
            asked["near"],
            asked["boilerplate_documents"],
        )
        settings = (given.seed, given.shares, given.near, given.boilerplate_documents)
        protected = [file_digest(path) for path in config.splits.protect]
        contents = [*_contents(shards), *_contents([duplicates])]
        key = key_of("split", code_version(), settings, protected, contents)
        return self.store.task("split", key, partial(split, executor=self.executor), given)

    def _ledger_stands(self, receipt: Receipt) -> bool:
        return receipt.said.get("ledger") == ledger_version(self.config.splits.ledger)

    def _finish(self, shards: Sequence[Receipt], duplicates: Receipt, splits: Receipt) -> list[Receipt]:
        tasks = []
        decided, placed = self._paths([duplicates]), self._paths([splits])
        for number, receipt in enumerate(shards):
            given = Finishing(self._paths([receipt])[0], decided[number], placed[number])
            contents = [_contents([one])[n] for one, n in ((receipt, 0), (duplicates, number), (splits, number))]
            tasks.append(self.store.task("finish", key_of("finish", code_version(), contents), finish, given))
        receipts = self._run("finish", tasks)
        self.summary.count(receipts)
        return receipts

    # How stages run.

    def _run(self, stage: str, tasks: Sequence[Task]) -> list[Receipt]:
        """The receipts of all tasks of a stage. _Waits where some of them are for others."""
        found = [self.store.done(task) for task in tasks]
        todo = [n for n, receipt in enumerate(found) if receipt is None and (not self.share or self.share.has(n))]
        self.summary.skipped += len(tasks) - found.count(None)
        if todo:
            self.progress.start(stage, len(todo))
            try:
                for place, receipt in zip(todo, self.executor.map(perform, [tasks[n] for n in todo]), strict=True):
                    found[place] = receipt
                    self.summary.done += 1
                    self.progress.advance(receipt.counts.get("beads", 0))
            finally:
                self.progress.close()
        receipts = [receipt for receipt in found if receipt is not None]
        if missing := len(found) - len(receipts):
            raise _Waits(f"{stage}: {missing} of {len(found)} parts are for other shares: call it again after them")
        self.receipts += receipts
        self.summary.stage = stage
        return receipts

    def _whole(self, stage: str, task: Task, stands: Callable[[Receipt], bool] = lambda receipt: True) -> Receipt:
        """The receipt of a stage that looks at all shards at once."""
        receipt = self.store.done(task)
        if receipt is None or not stands(receipt):
            if self.share is not None:
                raise _Waits(f"{stage} looks at all shards at once: call  aligner corpus split  once without --shard")
            self.store.forget(task)
            self.progress.start(stage, 1)
            try:
                receipt = perform(task)
            finally:
                self.progress.close()
            self.summary.done += 1
        else:
            self.summary.skipped += 1
        self.receipts.append(receipt)
        self.summary.stage = stage
        return receipt

    def _paths(self, receipts: Sequence[Receipt]) -> tuple[str, ...]:
        return tuple(str(path) for receipt in receipts for path in self.store.paths(receipt))


def _contents(receipts: Sequence[Receipt]) -> list[str]:
    """What the files of receipts hold, whatever they are called."""
    return [digest for receipt in receipts for _, (_, digest) in sorted(receipt.files.items())]


def _shards(pieces: Sequence[tuple[Path, str, int, str]], size: int) -> list[list[tuple[Path, str, int, str]]]:
    """The pieces that go into each shard: in order, and no more beads than a shard has."""
    groups: list[list[tuple[Path, str, int, str]]] = []
    beads = 0
    for piece in pieces:
        if not groups or beads + piece[2] > size:
            groups.append([])
            beads = 0
        groups[-1].append(piece)
        beads += piece[2]
    return groups


def _qualified(store: Store, read: Sequence[tuple[str, Receipt]]) -> list[str]:
    """The inputs in which one document stands in several files: there an id says too little."""
    import polars as pl

    found: dict[str, list[Path]] = {}
    for name, receipt in read:
        found.setdefault(name, []).extend(store.paths(receipt, ".index"))
    several = []
    for name, paths in found.items():
        documents = pl.concat([pl.read_parquet(path, glob=False) for path in paths]).unique()
        if documents["document"].n_unique() < documents.height:
            several.append(name)
    return several

"""What a corpus is, in figures: counted shard by shard, so that memory does not grow with the number of beads.

Card, report and signature are written from these figures alone; `Statistics.to_json` keeps them beside the shards.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aligner
from aligner.corpus.biases import Bias, biases
from aligner.corpus.counted import concepts, counts, lengths, of, ratios, reasons, scores
from aligner.corpus.figures import Cell, Concept, Count, Example, Form, Lengths, Ratios, Reason, Scores, Shard
from aligner.corpus.filter_base import Params
from aligner.corpus.filters import FILTERS
from aligner.corpus.histograms import Histogram
from aligner.corpus.pieces import compact, pair
from aligner.corpus.pieces import lengths as shard_lengths
from aligner.corpus.tally import GROUPS, Counting, Tally, added, first_examples, tally
from aligner.errors import InputError

if TYPE_CHECKING:
    import polars as pl

    from aligner.corpus.executors import Executor

__all__ = ["STATISTICS_VERSION", "Statistics", "statistics"]

STATISTICS_VERSION = 1
SPLITS = ("train", "validation", "test")
_AT_ONCE = 16  # tallies that are added up together


@dataclass(frozen=True)
class Statistics:
    """The figures of a corpus. All lists are in an order that the beads alone decide."""

    name: str
    version: str  # of Aligner
    seed: int
    beads: int
    kept: int
    distinct: Mapping[str, int]  # of the kept: documents, components, sources, targets, pairs; largest component
    short: int  # kept beads of three words at most on either side
    groups: Mapping[str, tuple[Count, ...]]  # by the names of `tally.GROUPS` but "cell"
    cells: tuple[Cell, ...]  # by pair and split
    lengths: tuple[Lengths, ...]
    ratios: tuple[Ratios, ...]
    scores: tuple[Scores, ...]  # filters, then confidence and the score of aligner or engine
    reasons: tuple[Reason, ...]
    concepts: tuple[Concept, ...]  # the most frequent
    terms: Mapping[str, int]  # concepts, uses, missing
    shards: tuple[Shard, ...]
    biases: tuple[Bias, ...] = ()

    @property
    def rejected(self) -> int:
        """Beads that are not kept."""
        return self.beads - self.kept

    @property
    def pairs(self) -> tuple[str, ...]:
        """The directions that have kept beads: "en-ar"."""
        return tuple(sorted(count.name for count in self.groups["pair"] if count.kept))

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages of kept beads."""
        return tuple(sorted({code for pair in self.pairs for code in pair.split("-")}))

    def held(self, pair: str, split: str) -> int:
        """Kept beads of a direction in a split; "" stands for all that is none of train, validation and test."""
        named = (cell for cell in self.cells if cell.pair == pair)
        return sum(cell.kept for cell in named if (cell.split if cell.split in SPLITS else "") == split)

    def removed(self, *names: str) -> int:
        """How many beads are rejected for these reasons, counted once for each reason."""
        return sum(reason.beads for reason in self.reasons if reason.name in names)

    def to_json(self) -> bytes:
        """The figures as JSON, UTF-8, ending in a line end; equal corpora give equal bytes."""
        record = {"schema_version": STATISTICS_VERSION, **asdict(self)}
        return (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")

    @classmethod
    def from_json(cls, data: bytes | str) -> Statistics:
        """What `to_json` wrote. InputError for anything else."""
        try:
            record = json.loads(data)
            if record.pop("schema_version") != STATISTICS_VERSION:
                raise InputError("statistics of another version of Aligner: count the corpus again")
            return cls(**{name: _READ.get(name, lambda value: value)(value) for name, value in record.items()})
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise InputError(f"not the statistics of a corpus: {error!r}") from error


def statistics(
    shards: Sequence[Path],
    *,
    name: str = "corpus",
    seed: int = 0,
    params: Mapping[str, Params] | None = None,
    examples: int = 5,
    executor: Executor | None = None,
) -> Statistics:
    """Count the beads of the shards; `params` are those the filters were asked with, for their thresholds.

    `seed` draws the examples of rejected beads and is told in the signature. InputError where a shard cannot be read.
    """
    paths = [Path(shard) for shard in shards]
    if not paths:
        raise InputError("there is no shard to count")
    shard_lengths(paths)
    tasks = [Counting(str(path), seed, examples) for path in paths]
    tallies = map(tally, tasks) if executor is None else executor.map(tally, tasks)
    facts, drawn, files = _together(zip(_names(paths), tallies, strict=True), examples)
    groups = {what: counts(of(facts, what)) for what in GROUPS if what != "cell"}
    uses = of(facts, "concept")
    found = Statistics(
        name=name,
        version=aligner.__version__,
        seed=seed,
        beads=sum(file.beads for file in files),
        kept=sum(count.kept for count in groups["pair"]),
        distinct=_distinct(paths),
        short=int(of(facts, "short")["beads"].sum()),
        groups=groups,
        cells=tuple(Cell(count.name, count.part, count.beads, count.kept) for count in counts(of(facts, "cell"))),
        lengths=lengths(of(facts, "length")),
        ratios=ratios(of(facts, "ratio")),
        scores=scores(facts, thresholds(params)),
        reasons=reasons(facts, drawn),
        concepts=concepts(facts),
        terms={
            "concepts": uses["name"].n_unique(),
            "uses": int(uses["beads"].sum()),
            "missing": int(uses.filter(part="missing")["beads"].sum()),
        },
        shards=tuple(files),
    )
    return replace(found, biases=biases(found))


def thresholds(params: Mapping[str, Params] | None = None) -> dict[str, float]:
    """The score from which each filter accepts a bead, where it has one."""
    found = {}
    for name, entry in FILTERS.items():
        given = entry.params((params or {}).get(name))
        if "least" in given:
            found[name] = float(given["least"])
        elif "most" in given:
            found[name] = -float(given["most"])
    return found


def _together(tallies: Iterable[tuple[str, Tally]], examples: int) -> tuple[pl.DataFrame, pl.DataFrame, list[Shard]]:
    """The tallies of all shards as one; a few wait at a time, so that they do not add up in memory."""
    facts: list[pl.DataFrame] = []
    drawn: list[pl.DataFrame] = []
    files = []
    for name, one in tallies:
        facts.append(one.facts)
        if one.examples.width:
            drawn.append(one.examples)
        files.append(Shard(name, one.bytes, one.beads, one.sha256))
        if len(facts) >= _AT_ONCE:
            facts = [compact(added(facts))]
            drawn = [first_examples(_same_columns(drawn), examples)] if drawn else []
    return added(facts), first_examples(_same_columns(drawn), examples), files


def _same_columns(frames: list[pl.DataFrame]) -> list[pl.DataFrame]:
    return [frame.select(frames[0].columns) for frame in frames]


def _names(paths: Sequence[Path]) -> list[str]:
    """The shards as they are called from the folder that holds them all: nothing of where that folder stands."""
    if len(paths) == 1:
        return [paths[0].name]
    folder = os.path.commonpath([path.absolute().parent for path in paths])
    return [path.absolute().relative_to(folder).as_posix() for path in paths]


_DIFFERENT = {"sources": ("source_key",), "targets": ("target_key",), "pairs": ("pair_key",)}
_WHOLES = {"documents": ("input", "document", "revision"), "components": ("component",)}


def _distinct(paths: Sequence[Path]) -> dict[str, int]:
    """How many different ones there are among the kept beads, counted one after the other by their hashes.

    64 bits of hash for ten million names: the chance that one is missed is 3 in a million.
    """
    import polars as pl

    kept = pl.scan_parquet(list(paths), glob=False, extra_columns="ignore").filter(pl.col("kept"))
    found = {}
    for name, columns in {**_WHOLES, **_DIFFERENT}.items():
        said = [pl.col(column).fill_null("") for column in columns]
        way = [pair()] if name in _DIFFERENT else []
        key = pl.concat_str([*way, *said], separator="\x1f").hash()
        known = said[0] != ""
        number = key.filter(known).n_unique()
        if name in _DIFFERENT:
            number = number + (~known).sum()  # what has no key is like nothing else
        found[name] = int(kept.select(number).collect(engine="streaming").item())
    sizes = kept.filter(pl.col("component").fill_null("") != "").group_by(pl.col("component").hash()).len()
    largest = sizes.select(pl.col("len").max()).collect(engine="streaming").item()
    return {**found, "largest component": int(largest or 0)}


def _list(one: Callable[..., Any]) -> Callable[[Any], tuple[Any, ...]]:
    return lambda rows: tuple(one(**row) for row in rows)


def _histogram(row: Mapping[str, Any]) -> Histogram:
    lists = {name: tuple(row[name]) for name in ("edges", "kept", "rejected")}
    return Histogram(**lists, below=row["below"], above=row["above"])


def _with_histogram(one: Callable[..., Any]) -> Callable[..., Any]:
    return lambda **row: one(
        **{
            **row,
            "histogram": _histogram(row["histogram"]),
            "percentiles": {int(share): value for share, value in row["percentiles"].items()},
        }
    )


def _reason(**row: Any) -> Reason:
    drawn = (Example(**{**one, "reasons": tuple(one["reasons"])}) for one in row["examples"])
    return Reason(**{**row, "examples": tuple(drawn)})


def _concept(**row: Any) -> Concept:
    return Concept(**{**row, "forms": tuple(Form(**form) for form in row["forms"])})


_READ: dict[str, Callable[[Any], Any]] = {
    "groups": lambda groups: {name: _list(Count)(rows) for name, rows in groups.items()},
    "cells": _list(Cell),
    "lengths": _list(_with_histogram(Lengths)),
    "ratios": _list(_with_histogram(Ratios)),
    "scores": _list(_with_histogram(Scores)),
    "reasons": _list(_reason),
    "concepts": _list(_concept),
    "shards": _list(Shard),
    "biases": _list(Bias),
}

"""Splits without leaks: whole documents go to train, validation or test, together with all that they share texts with.

Documents are joined that have a revision or a text in common, or a pair but for its figures (union-find); what many
documents say joins nothing, or one sentence would make them all one. A hash with a seed tells where a component goes, a
ledger where it went before. Beads that still have a text, or nearly one, on the other side of a border are withheld:
the reason is "protected", and nothing is ever moved.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.corpus import crossings, links
from aligner.corpus.crossings import NEAR, REVISION, TEXT, Side, salted
from aligner.corpus.executors import Executor, InProcess
from aligner.corpus.keys import as_whole, side_keys
from aligner.corpus.ledger_of_splits import SPLITS, Ledger
from aligner.corpus.records import write_shard
from aligner.corpus.sketches import documents_of, read, row_counts
from aligner.errors import InputError

if TYPE_CHECKING:
    import numpy
    import polars as pl

    Table = numpy.ndarray[Any, Any]

__all__ = ["PROTECTED", "SHARES", "Assignment", "assign", "marked"]

SHARES = {"validation": 0.01, "test": 0.01}
PROTECTED = "protected"
_LARGE = 0.05  # of the beads: a component with more is train, unless more than that is asked for


@dataclass(frozen=True)
class Assignment:
    """Where the beads go: a Parquet file for each shard, in order, row by row: component, split, reason."""

    files: tuple[Path, ...]
    beads: dict[str, int] = field(default_factory=dict)  # kept ones by split
    documents: dict[str, int] = field(default_factory=dict)  # by split
    protected: int = 0  # beads that are withheld
    components: int = 0
    largest: int = 0  # documents of the largest component
    least: int = 0  # keys that two documents had to share to be joined; a copied bead is three


def assign(
    shards: Sequence[Path],
    out: Path,
    *,
    ledger: Path,
    seed: int = 1,
    shares: Mapping[str, float] = SHARES,
    protect: Sequence[Path] = (),
    decisions: Sequence[Path] | None = None,
    near: float | None = 0.8,
    boilerplate_documents: int = 20,
    executor: Executor | None = None,
) -> Assignment:
    """Write to the folder `out` where each bead of the shards goes, a file a shard; and the ledger.

    `shares` are parts of the documents' components, so about parts of the beads; the rest is train. `decisions` are the
    files of `duplicates.decide`. Of beads that share a text across a border the one that is in train is withheld, or
    the one in validation where the other is in test; but of a text in more than `boilerplate_documents` documents those
    outside train are. `protect` are files of sentences, one a line, or shards (.parquet): beads with such a text are
    withheld from train and validation. What the ledger knows stays as it is: a bead whose text was ever in test, and
    that is now found in a document of train, is withheld. InputError for shares or files that cannot be used.
    """
    unknown = [name for name in shares if name not in SPLITS[1:]]
    if unknown or not all(share >= 0 for share in shares.values()) or sum(shares.values()) >= 1:
        raise InputError("shares are given for validation and test, and are less than 1 together")
    if decisions is not None and len(decisions) != len(shards):
        raise InputError(f"{len(decisions)} files of duplicates for {len(shards)} shards")
    book = Ledger.read(ledger)
    guarded = _guarded(book, protect)
    executor = executor or InProcess()
    counts = row_counts(shards)
    out.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".splits.", suffix=".part", dir=out))
    try:
        graph = links.join(shards, work, boilerplate_documents, executor)
        splits = _places(graph, book, seed, shares)
        graph.write(work / "documents.npz", splits)
        sides = [
            Side(
                str(shard),
                number,
                sum(counts[:number]),
                counts[number],
                str(work),
                placed=str(work / "documents.npz"),
                decisions=str(decisions[number]) if decisions is not None else "",
                near=near,
            )
            for number, shard in enumerate(shards)
        ]
        shared, withheld = _withheld(sides, executor, guarded, boilerplate_documents)
        tasks = [
            _Written(side, str(out / f"splits-{side.number:05d}.parquet"), _slice(withheld, side.first, count))
            for side, count in zip(sides, counts, strict=True)
        ]
        made = list(executor.map(_write, tasks))
        _note(book, graph, splits, shared, withheld)
        book.write(ledger)
        return Assignment(
            tuple(Path(task.out) for task in tasks),
            {name: sum(part[name] for part in made) for name in SPLITS},
            {name: int((splits == code).sum()) for code, name in enumerate(SPLITS)},
            len(withheld),
            graph.components,
            graph.largest,
            graph.least,
        )
    finally:
        shutil.rmtree(work, ignore_errors=True)


def marked(frame: pl.DataFrame, assignment: Path) -> pl.DataFrame:
    """The frame of a shard, in its order, with what `assign` says of it: component, split, reasons, kept.

    A bead that is not kept has no split.
    """
    import polars as pl

    said = pl.read_parquet(assignment, glob=False).select(pl.all().name.prefix("_"))
    if said.height != frame.height:
        raise InputError(f"{assignment}: {said.height} beads for a shard of {frame.height}")
    more = pl.concat_list(pl.col("_reason")).list.drop_nulls()
    kept = pl.col("kept") & pl.col("_reason").is_null()
    return (
        pl.concat([frame.drop("component", "split", strict=False), said], how="horizontal")
        .with_columns(
            pl.when("kept").then(pl.col("reasons").list.concat(more)).otherwise("reasons").alias("reasons"),
            kept.alias("kept"),
            pl.col("_component").alias("component"),
            pl.when(kept).then("_split").otherwise(pl.lit("")).alias("split"),
        )
        .select(*frame.columns, *(name for name in ("component", "split") if name not in frame.columns))
    )


def _places(graph: links.Graph, book: Ledger, seed: int, shares: Mapping[str, float]) -> Table:
    """The split of each document: what the ledger says, else that of its component.

    A component is where the ledger has its documents. A new document between documents of two splits is train.
    """
    import numpy as np

    known = book.splits_of("document", graph.documents)
    seen = np.zeros((len(graph.documents), len(SPLITS)), bool)
    for code in range(len(SPLITS)):
        seen[graph.label[known == code], code] = True
    renamed = book.splits_of("revision", graph.revisions)
    for code in range(len(SPLITS)):
        seen[graph.label[graph.of_revision[renamed == code]], code] = True
    by_hash = _hashed(graph, seed, shares)
    told = np.where(seen.sum(axis=1) == 1, seen.argmax(axis=1), 0)
    places = np.where(seen.any(axis=1), told, by_hash)[graph.label]
    return np.where(known >= 0, known, places).astype(np.uint8)


def _hashed(graph: links.Graph, seed: int, shares: Mapping[str, float]) -> Table:
    """Where a hash puts each component; given at its least document, which names it."""
    import numpy as np

    places = np.zeros(len(graph.documents), np.int64)
    beads = np.bincount(graph.label, graph.beads, minlength=len(places))
    total = max(int(beads.sum()), 1)
    for node in np.unique(graph.label).tolist():
        name = f"{seed}\0{int(graph.documents[node]):016x}".encode()
        value = int.from_bytes(blake2b(name, digest_size=8).digest(), "big") / 2**64
        for code, split in reversed([*enumerate(SPLITS)][1:]):
            share = shares.get(split, 0.0)
            if value < share and beads[node] / total <= max(_LARGE, share):
                places[node] = code
            value -= share
            if value < 0:
                break
    return places


def _withheld(sides: Sequence[Side], executor: Executor, ledger: Ledger, common: int) -> tuple[Table, Table]:
    """What beads share with those of validation and test, and the rows that are withheld, sorted."""
    import numpy as np

    if not sides:
        return np.empty(0, crossings.SHARED), np.empty(0, np.int64)
    crossings.prepare(sides, executor, ledger)
    shared = crossings.shared(sides, executor, ledger)
    withheld = _on_both_sides(shared, common)
    if sides[0].near is not None:
        withheld = np.union1d(withheld, crossings.near(sides, executor, withheld)["row"].astype(np.int64))
    return shared, withheld


def _on_both_sides(shared: Table, common: int) -> Table:
    """The rows that are withheld for a text or a revision."""
    import numpy as np

    shared = shared[(shared["kind"] == REVISION) | (shared["kind"] == TEXT) | (shared["kind"] == NEAR)]
    noted = np.unique(shared["row"][(shared["noted"] >= 0) & (shared["noted"] != shared["split"])])
    shared = shared[~np.isin(shared["row"], noted)]
    shared = shared[np.lexsort((shared["document"], shared["key"]))]
    gone = [noted]
    if len(shared):
        new = np.concatenate(([True], shared["key"][1:] != shared["key"][:-1]))
        other = new | np.concatenate(([True], shared["document"][1:] != shared["document"][:-1]))
        begins = np.flatnonzero(new)
        group = np.cumsum(new) - 1
        documents = np.bincount(group, weights=other)
        least, most = (np.minimum.reduceat(shared["split"], begins), np.maximum.reduceat(shared["split"], begins))
        many = (documents > common)[group] & (shared["kind"] != REVISION)
        wanted = np.where(many, least[group], most[group])
        gone.append(shared["row"][shared["split"] != wanted])
    return np.unique(np.concatenate(gone)).astype(np.int64)


def _slice(rows: Table, first: int, count: int) -> Table:
    import numpy as np

    begin, end = np.searchsorted(rows, [first, first + count])
    return rows[begin:end] - first


def _note(book: Ledger, graph: links.Graph, splits: Table, shared: Table, withheld: Table) -> None:
    """Write down where the documents went, and the texts that are now in validation and test."""
    import numpy as np

    book.add("document", graph.documents, splits)
    book.add("revision", graph.revisions, splits[graph.of_revision])
    stays = (shared["split"] > 0) & ~np.isin(shared["row"], withheld)
    for kind, name in ((TEXT, "text"), (NEAR, "near")):
        rows = shared[stays & (shared["kind"] == kind)]
        book.add(name, rows["key"], rows["split"])


def _guarded(book: Ledger, protect: Sequence[Path]) -> Ledger:
    """The ledger with the texts that are to be protected, as if they were in test."""
    import numpy as np
    import polars as pl

    guarded = Ledger(dict(book.entries))
    for path in protect:
        found: dict[str, list[Table]] = {"text": [], "near": []}
        if path.suffix == ".parquet":
            frame = read(path, lambda lazy: lazy.select("source_key", "target_key", "near_key"))
            found["text"] = [salted(TEXT, as_whole(frame[name])) for name in ("source_key", "target_key")]
            found["near"] = [salted(NEAR, as_whole(frame["near_key"]))]
        else:
            try:
                lines = path.read_text("utf-8").splitlines()
            except (OSError, UnicodeDecodeError) as error:
                raise InputError(f"{path}: cannot be read as lines of text in UTF-8: {error}") from error
            texts = pl.Series([line for line in lines if line.strip()], dtype=pl.String)
            found["text"] = [salted(TEXT, side_keys(texts)[0])]
        for name, columns in found.items():
            for keys in columns:
                guarded.add(name, keys, np.full(len(keys), len(SPLITS) - 1, np.uint8))
    return guarded


@dataclass(frozen=True)
class _Written:
    side: Side
    out: str
    withheld: Table


def _write(task: _Written) -> dict[str, int]:
    """Write the file of a shard; gives how many kept beads each split has."""
    import numpy as np
    import polars as pl

    frame = read(task.side.shard, lambda lazy: lazy.select("input", "document", "kept"))
    placed = np.load(task.side.placed)
    place = np.searchsorted(placed["document"], documents_of(frame))
    names = placed["document"][placed["label"][place]].astype(">u8").tobytes().hex()
    splits = placed["split"][place]
    reason = np.full(frame.height, None, object)
    reason[task.withheld] = PROTECTED
    kept = frame["kept"].to_numpy() & (reason == None)  # noqa: E711
    if task.side.decisions:
        kept[pl.read_parquet(task.side.decisions, columns=["row"], glob=False)["row"].to_numpy().astype(np.int64)] = (
            False
        )
    told = pl.DataFrame(
        {
            "component": [names[begin : begin + 16] for begin in range(0, len(names), 16)],
            "split": np.array(SPLITS)[splits].tolist(),
            "reason": reason.tolist(),
        },
        schema=dict.fromkeys(("component", "split", "reason"), pl.String),
    )
    write_shard(told, Path(task.out))
    return {name: int((kept & (splits == code)).sum()) for code, name in enumerate(SPLITS)}

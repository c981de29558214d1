"""What stands on both sides of a border between splits: beads that share a text, a document, a revision or are near.

Validation and test are small: what is asked of them is held in memory, some 250 bytes a bead, and train is read past it
shard by shard, side by side where there are workers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.corpus.executors import Executor
from aligner.corpus.keys import KEYS, as_whole, keys, mixed
from aligner.corpus.ledger_of_splits import SPLITS, Ledger
from aligner.corpus.near import BANDS, MARKS, similar, sketched
from aligner.corpus.sketches import documents_of, file_of, numbered, read

if TYPE_CHECKING:
    import numpy
    import polars as pl

    Table = numpy.ndarray[Any, Any]

__all__ = [
    "DOCUMENT",
    "NEAR",
    "REVISION",
    "SHARED",
    "TEXT",
    "Side",
    "near",
    "prepare",
    "revisions_of",
    "salted",
    "shared",
]

DOCUMENT, REVISION, TEXT, NEAR = range(4)  # kinds of keys
_SALT = 0x9E3779B97F4A7C15
SHARED = [("key", "<u8"), ("document", "<u8"), ("row", "<u4"), ("kind", "u1"), ("split", "u1"), ("noted", "i1")]
_NEAR = [("row", "<u4"), ("other", "<u4"), ("split", "u1"), ("other_split", "u1")]


@dataclass(frozen=True)
class Side:
    """A shard to look at: who tells the splits of its beads, and by which keys they are compared."""

    shard: str
    number: int
    first: int  # how many rows the shards before it have
    count: int  # how many it has
    folder: str
    placed: str = ""  # a file of documents and their splits; "": the column split tells
    decisions: str = ""  # a file of `duplicates.decide`
    fresh: bool = False  # make the keys anew from the texts
    near: float | None = None


def prepare(sides: Sequence[Side], executor: Executor, ledger: Ledger | None = None) -> None:
    """Write down what the beads of validation and test have, for `shared` and `near`, in the folder of the sides.

    The texts that a ledger knows are asked for too.
    """
    import numpy as np

    parts = [dict(np.load(name)) for name in executor.map(_evaluation, sides)]
    known = [np.empty(0, np.uint64), *(part["key"] for part in parts)]
    if ledger is not None:
        known += [ledger.entries[kind][0] for kind in ("text", "near") if kind in ledger.entries]
    folder = Path(sides[0].folder)
    np.save(folder / "keys.npy", np.unique(np.concatenate(known)))
    if sides[0].near is not None:
        _write_near(parts, folder)


def shared(sides: Sequence[Side], executor: Executor, ledger: Ledger | None = None) -> Table:
    """The keys that beads of validation or test have, or a ledger, with every kept bead that has them.

    Columns: key, kind, row, split, document, and `noted`, the split that the ledger knows for the key, or -1.
    """
    import numpy as np

    found = np.concatenate([np.empty(0, SHARED), *executor.map(_shared, sides)])
    if ledger is not None:
        for kind, name in ((TEXT, "text"), (NEAR, "near")):
            here = found["kind"] == kind
            found["noted"][here] = ledger.splits_of(name, found["key"][here])
    return found


def near(sides: Sequence[Side], executor: Executor, withheld: Table) -> Table:
    """The kept beads that are near one in a greater split; neither is one of those that are withheld already.

    Columns: row, split, and the first that it is near: other, other_split.
    """
    import numpy as np

    tasks = [
        (side, withheld[slice(*np.searchsorted(withheld, [side.first, side.first + side.count]))]) for side in sides
    ]
    if sides:
        beads = np.load(Path(sides[0].folder) / "bead_row.npy")
        np.save(Path(sides[0].folder) / "bead_out.npy", np.isin(beads, withheld))
    return np.concatenate([np.empty(0, _NEAR), *executor.map(_near, tasks)])


def salted(kind: int, numbers: Table) -> Table:
    """Keys of a kind, so that they are equal to none of another kind."""
    import numpy as np

    return mixed(numbers ^ np.uint64(_SALT * (kind + 1) & 0xFFFFFFFFFFFFFFFF))


def revisions_of(frame: pl.DataFrame) -> Table:
    """The revision of each row as a number, 0 where none is known."""
    import numpy as np

    texts = frame["revision"].fill_null("")
    return np.where((texts == "").to_numpy(), np.uint64(0), numbered(texts))


def _evaluation(side: Side) -> str:
    """Write what is asked of the beads of a shard that are in validation and test."""
    import numpy as np

    frame = _kept(side, least=1, texts=side.fresh or side.near is not None)
    found, marks = np.empty((0, BANDS), np.uint64), np.empty((0, MARKS), np.uint8)
    if side.near is not None and frame.height:
        marks, found = sketched(frame)
    path = file_of(side.folder, "evaluation", side.number).with_suffix(".npz")
    keyed = _keyed(keys(frame) if side.fresh else frame)
    np.savez(
        path,
        key=np.unique(np.concatenate([column for _, column in keyed])),
        bands=found,
        marks=marks,
        row=frame["_row"].to_numpy(),
        split=frame["_split"].to_numpy(),
    )
    return str(path)


def _write_near(parts: Sequence[dict[str, Table]], folder: Path) -> None:
    """The beads of validation and test by band."""
    import numpy as np

    bands = np.concatenate([part["bands"] for part in parts])
    bead, band = np.nonzero(bands)
    values = bands[bead, band]
    order = np.argsort(values, kind="stable")
    np.save(folder / "band.npy", values[order])
    np.save(folder / "bead.npy", bead[order].astype(np.uint32))
    for name in ("marks", "row", "split"):
        np.save(folder / f"bead_{name}.npy", np.concatenate([part[name] for part in parts]))


def _shared(side: Side) -> Table:
    """The keys of a shard that are asked for."""
    import numpy as np

    frame = _kept(side, least=0, texts=side.fresh)
    known = np.load(Path(side.folder) / "keys.npy", mmap_mode="r")
    rows, splits = frame["_row"].to_numpy(), frame["_split"].to_numpy()
    documents = documents_of(frame)
    parts = []
    for kind, column in _keyed(keys(frame) if side.fresh else frame):
        hit = np.flatnonzero(_within(column, known))
        part = np.empty(len(hit), SHARED)
        part["key"], part["kind"], part["noted"] = column[hit], kind, -1
        part["row"], part["split"], part["document"] = rows[hit], splits[hit], documents[hit]
        parts.append(part)
    return np.unique(np.concatenate(parts))  # the sides of a bead may be equal


def _near(task: tuple[Side, Table]) -> Table:
    """The beads of a shard that are near: all are compared that have a band in common, until one is."""
    import numpy as np
    import polars as pl

    side, withheld = task
    frame = _kept(side, least=0, texts=True).filter(pl.col("_split") < len(SPLITS) - 1)
    frame = frame.filter(~np.isin(frame["_row"].to_numpy(), withheld))
    least = side.near or 0.0
    folder = Path(side.folder)
    band, bead = np.load(folder / "band.npy", mmap_mode="r"), np.load(folder / "bead.npy", mmap_mode="r")
    if not frame.height or not len(band):
        return np.empty(0, _NEAR)
    marks_of_bead = np.load(folder / "bead_marks.npy", mmap_mode="r")
    row_of_bead, split_of_bead = np.load(folder / "bead_row.npy"), np.load(folder / "bead_split.npy")
    split_of_bead = np.where(np.load(folder / "bead_out.npy"), 0, split_of_bead)
    marks, found = sketched(frame)
    splits = frame["_split"].to_numpy()
    begin, end = np.searchsorted(band, found, side="left"), np.searchsorted(band, found, side="right")
    end[found == 0] = begin[found == 0]
    rows, columns = np.nonzero(begin < end)
    place, stop = begin[rows, columns], end[rows, columns]
    other = np.full(frame.height, -1, np.int64)
    while len(rows):
        beads = bead[place].astype(np.int64)
        right = np.flatnonzero(split_of_bead[beads] > splits[rows])
        alike = right[similar(marks[rows[right]], marks_of_bead[beads[right]], least)]
        other[rows[alike]] = beads[alike]
        place = place + 1
        on = (place < stop) & (other[rows] < 0)
        rows, place, stop = rows[on], place[on], stop[on]
    hit = np.flatnonzero(other >= 0)
    near = np.empty(len(hit), _NEAR)
    near["row"], near["split"] = frame["_row"].to_numpy()[hit], splits[hit]
    near["other"], near["other_split"] = row_of_bead[other[hit]], split_of_bead[other[hit]]
    return near


def _kept(side: Side, least: int, *, texts: bool) -> pl.DataFrame:
    """The kept beads of a shard in this split or a greater one; with "_row", counted over all shards, and "_split"."""
    import numpy as np
    import polars as pl

    names = ["input", "document", "revision", "kept", "split"]
    names += KEYS if not side.fresh else []
    names += ["source_text", "target_text"] if texts else []
    frame = read(side.shard, lambda lazy: lazy.select(names).with_row_index("_row", offset=side.first))
    if side.placed:
        placed = np.load(side.placed)
        place = np.searchsorted(placed["document"], documents_of(frame))
        codes = pl.Series("_split", placed["split"][place].astype(np.int8))
    else:
        numbers = {name: number for number, name in enumerate(SPLITS)}
        codes = frame["split"].replace_strict(numbers, default=-1, return_dtype=pl.Int8).alias("_split")
    frame = frame.with_columns(codes)
    kept = pl.col("kept") & (pl.col("_split") >= least)
    if side.decisions:
        dropped = pl.read_parquet(side.decisions, columns=["row"], glob=False)["row"].to_numpy().astype(np.int64)
        left = np.ones(frame.height, bool)
        left[dropped] = False
        kept &= pl.lit(pl.Series(left))
    return frame.filter(kept).with_columns(pl.col("_split").cast(pl.UInt8))


def _keyed(frame: pl.DataFrame) -> list[tuple[int, Table]]:
    """The keys of the rows by kind. A row without revision has its document for it."""
    import numpy as np

    documents, revisions = documents_of(frame), revisions_of(frame)
    return [
        (DOCUMENT, salted(DOCUMENT, documents)),
        (REVISION, salted(REVISION, np.where(revisions == 0, documents, revisions))),
        (TEXT, salted(TEXT, as_whole(frame["source_key"]))),
        (TEXT, salted(TEXT, as_whole(frame["target_key"]))),
        (NEAR, salted(NEAR, as_whole(frame["near_key"]))),
    ]


def _within(values: Table, known: Table) -> Table:
    """Whether each value is among the known ones, which are sorted."""
    import numpy as np

    if not len(known):
        return np.zeros(len(values), bool)
    place = np.minimum(np.searchsorted(known, values), len(known) - 1)
    there: Table = known[place] == values
    return there

"""What deduplication needs of the beads of a shard, a few numbers each, in files sorted by key.

All the beads of a corpus whose keys begin alike are then a bucket, read from the files of all shards without reading
the rest of them: so the groups of equal keys are found piece by piece, in as little memory as one wants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.corpus.keys import as_whole, mixed
from aligner.corpus.near import BANDS, MARKS, sketched
from aligner.errors import InputError

if TYPE_CHECKING:
    import numpy
    import polars as pl

    Table = numpy.ndarray[Any, Any]

__all__ = [
    "KINDS",
    "MOST",
    "ROW",
    "Bucket",
    "Sketch",
    "bucket_entries",
    "buckets",
    "documents_of",
    "entries_of",
    "file_of",
    "marks_of",
    "numbered",
    "read",
    "row_counts",
    "sketch",
    "write_entries",
]

KINDS = ("pair", "source", "target", "near", "bands")
MOST = 1 << 30  # rows of a corpus that is deduplicated at once
ROW = MOST - 1  # the bits of an order that are the number of the row
_PREFIXES = 4096  # a file knows where the keys begin that have these first twelve bits
_BAND_PREFIXES = 256  # of these for each band: four bits are its number
_FIELDS = {"near": ("key", "order", "document"), "links": ("key", "document")}  # of entries; of others key and order
_BUCKET = 1_500_000  # entries of a bucket, about


@dataclass(frozen=True)
class Sketch:
    """A shard to be sketched."""

    shard: str
    number: int  # of the shard
    first: int  # how many rows the shards before it have
    folder: str
    kinds: tuple[str, ...]
    best: str  # the column by which the best of equal beads is known; greater is better


@dataclass(frozen=True)
class Bucket:
    """The entries of one kind whose first twelve bits are from `low` on and below `high`."""

    folder: str
    kind: str
    shards: int
    low: int
    high: int


def row_counts(shards: Sequence[Path]) -> list[int]:
    """How many rows each shard has. InputError where one is no Parquet file, or where they are too many."""
    import polars as pl

    counts = [int(read(shard, lambda frame: frame.select(pl.len())).item()) for shard in shards]
    if sum(counts) >= MOST:
        raise InputError(
            f"{sum(counts)} beads are more than are deduplicated at once ({MOST}): cut the corpus in parts"
        )
    return counts


def read(shard: Path | str, ask: Callable[[pl.LazyFrame], pl.LazyFrame]) -> pl.DataFrame:
    """What is asked of a shard. InputError where it cannot be read."""
    import polars as pl

    try:
        return ask(pl.scan_parquet(shard, glob=False)).collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise InputError(f"{shard}: cannot be read as a shard of records: {error}") from error


def sketch(task: Sketch) -> dict[str, int]:
    """Write the files of a shard: for each kind the kept beads' keys and orders; gives how many entries each has."""
    import numpy as np
    import polars as pl

    names = ["input", "document", "source_language", "target_language", "state", "origin", task.best]
    names += [f"{kind}_key" for kind in task.kinds if kind != "bands"]
    names += ["source_text", "target_text"] if "bands" in task.kinds else []
    frame = read(
        task.shard,
        lambda lazy: lazy.with_row_index("_row").filter("kept").select("_row", *dict.fromkeys(names)),
    )
    rows = frame["_row"].to_numpy().astype(np.uint64)
    order = _order(frame, task.best, rows + np.uint64(task.first))
    pair = pl.concat_str("source_language", pl.lit("-"), "target_language")
    salt = numbered(frame.select(pair.alias("pair"))["pair"])
    counts = {}
    for kind in task.kinds:
        path = file_of(task.folder, kind, task.number)
        if kind == "bands":
            marks, found = sketched(frame)
            height = int(read(task.shard, lambda lazy: lazy.select(pl.len())).item())
            every = np.zeros((height, MARKS), np.uint8)
            every[rows] = marks
            every.tofile(file_of(task.folder, "marks", task.number))
            row, band = np.nonzero(found)
            keys = (mixed(found[row, band] ^ salt[row]) >> np.uint64(4)) | (band.astype(np.uint64) << np.uint64(60))
            entries = entries_of(keys, order=order[row])
        elif kind == "near":
            keys = mixed(as_whole(frame["near_key"]) ^ salt)
            entries = entries_of(keys, order=order, document=documents_of(frame))
        else:
            entries = entries_of(mixed(as_whole(frame[f"{kind}_key"]) ^ salt), order=order)
        write_entries(path, entries)
        counts[kind] = len(entries)
    return counts


def write_entries(path: Path, entries: Table) -> None:
    """Write entries, sorted by key, after a table of where each prefix begins."""
    import numpy as np

    bounds = np.arange(1, _PREFIXES, dtype=np.uint64) << np.uint64(52)
    begins = np.concatenate(([0], np.searchsorted(entries["key"], bounds), [len(entries)])).astype("<u8")
    with path.open("wb") as file:
        begins.tofile(file)
        entries.tofile(file)


def buckets(folder: Path | str, kind: str, shards: int, entries: int) -> list[list[Bucket]]:
    """The buckets of a kind, in rounds: those of a round can be worked on side by side. One band is one round."""
    rounds = BANDS if kind == "bands" else 1
    span = _BAND_PREFIXES if kind == "bands" else _PREFIXES
    pieces = 1
    while pieces < span and entries / rounds / pieces > _BUCKET:
        pieces *= 2
    width = span // pieces
    return [
        [
            Bucket(str(folder), kind, shards, turn * span + piece * width, turn * span + (piece + 1) * width)
            for piece in range(pieces)
        ]
        for turn in range(rounds)
    ]


def bucket_entries(bucket: Bucket) -> Table:
    """The entries of a bucket, in no order."""
    import numpy as np

    dtype = _dtype(bucket.kind)
    parts = []
    for number in range(bucket.shards):
        with file_of(bucket.folder, bucket.kind, number).open("rb") as file:
            begins = np.fromfile(file, "<u8", _PREFIXES + 1)
            begin, end = int(begins[bucket.low]), int(begins[bucket.high])
            file.seek(begin * dtype.itemsize, 1)
            parts.append(np.fromfile(file, dtype, end - begin))
    return np.concatenate(parts) if parts else np.empty(0, dtype)


def marks_of(folder: str, rows: Table, firsts: Sequence[int]) -> Table:
    """The signatures of rows, which are sorted; `firsts` are the numbers of the first rows of the shards."""
    import numpy as np

    found = np.empty((len(rows), MARKS), np.uint8)
    for number, begin, end in _by_shard(rows, firsts):
        path = file_of(folder, "marks", number)
        marks = np.memmap(path, np.uint8, "r").reshape(-1, MARKS)
        found[begin:end] = marks[rows[begin:end].astype(np.int64) - firsts[number]]
    return found


def _by_shard(rows: Table, firsts: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    import numpy as np

    bounds = np.searchsorted(rows, np.array([*firsts, MOST]))
    for number, (begin, end) in enumerate(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)):
        if begin < end:
            yield number, begin, end


def documents_of(frame: pl.DataFrame) -> Table:
    """The document of each row, as a number that is made of the names of the input and of the document."""
    import polars as pl

    return numbered(frame.select(pl.concat_str("input", pl.lit("\0"), "document").alias("name"))["name"])


def numbered(texts: pl.Series) -> Table:
    """Each text as 64 bits of its BLAKE2b; what is repeated is hashed once."""
    import numpy as np
    import polars as pl

    if not len(texts):
        return np.empty(0, np.uint64)
    names = texts.unique(maintain_order=True)
    digests = b"".join(blake2b((name or "").encode(), digest_size=8).digest() for name in names)
    numbers = pl.Series(np.frombuffer(digests, "<u8").astype(np.uint64))
    return texts.replace_strict(names, numbers, return_dtype=pl.UInt64).to_numpy()


def _order(frame: pl.DataFrame, best: str, rows: Table) -> Table:
    """A number for each bead that is the less, the better the bead is; its last thirty bits are the row.

    What an editor has approved is before the rest, what people have translated before what a machine has; then the
    score counts, then which comes first.
    """
    import numpy as np
    import polars as pl

    approved = pl.col("state").is_in(["accepted", "edited"]).fill_null(value=False)
    machine = pl.col("origin").is_in(["machine", "copied"]).fill_null(value=False)
    value = pl.col(best).cast(pl.Float32).fill_nan(None)
    found = frame.select(
        pl.when(approved).then(0).when(~machine).then(1).otherwise(2).cast(pl.UInt64).alias("made"),
        (value + 0.0).fill_null(float("-inf")).alias("score"),
    )
    bits = found["score"].to_numpy().view(np.uint32)
    rising = np.where(bits >> np.uint32(31), ~bits, bits | np.uint32(1 << 31)).astype(np.uint64)
    worse = np.uint64(0xFFFFFFFF) - rising
    return (found["made"].to_numpy() << np.uint64(62)) | (worse << np.uint64(30)) | rows


def _dtype(kind: str) -> numpy.dtype[Any]:
    import numpy as np

    return np.dtype([(name, "<u8") for name in _FIELDS.get(kind, ("key", "order"))])


def entries_of(keys: Table, **columns: Table) -> Table:
    """Entries sorted by key, with these columns."""
    import numpy as np

    sort = np.argsort(keys, kind="stable")
    entries = np.empty(len(keys), np.dtype([(name, "<u8") for name in ("key", *columns)]))
    entries["key"] = keys[sort]
    for name, column in columns.items():
        entries[name] = column[sort]
    return entries


def file_of(folder: Path | str, kind: str, number: int) -> Path:
    """The file of a kind of a shard."""
    return Path(folder) / f"{kind}-{number:05d}"

"""What joins documents: texts, pairs but for their figures, and revisions; and the components that come of it.

Out of core, as deduplication is: the keys of each shard are written sorted, and the documents of equal keys found
bucket by bucket.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.corpus.components import components
from aligner.corpus.crossings import NEAR, TEXT, revisions_of, salted
from aligner.corpus.executors import Executor
from aligner.corpus.keys import as_whole
from aligner.corpus.sketches import Bucket, bucket_entries, buckets, documents_of, entries_of, file_of, read
from aligner.corpus.sketches import write_entries as write

if TYPE_CHECKING:
    import numpy

    Table = numpy.ndarray[Any, Any]

__all__ = ["Graph", "join"]

_LARGE = 0.05  # of the documents: where a component has more, documents must share more to be joined
_SMALL = 20  # documents that may always be one component


@dataclass(frozen=True)
class Graph:
    """The documents, in the order of their numbers, and their components."""

    documents: Table
    beads: Table  # of each document
    label: Table  # the place of the least document of its component
    revisions: Table  # each pair of a revision and
    of_revision: Table  # the place of a document that it is of
    least: int  # keys that two documents must share to be joined

    @property
    def components(self) -> int:
        """How many components there are."""
        import numpy as np

        return len(np.unique(self.label))

    @property
    def largest(self) -> int:
        """The documents of the largest component."""
        import numpy as np

        return int(np.bincount(self.label).max()) if len(self.label) else 0

    def write(self, path: Path, splits: Table) -> None:
        """Write the documents with their splits, for the workers."""
        import numpy as np

        np.savez(path, document=self.documents, label=self.label, split=splits)


def join(shards: Sequence[Path], work: Path, cap: int, executor: Executor) -> Graph:
    """The graph of the documents of these shards. A text in more than `cap` documents joins none of them.

    Where so much is said again that one component has more than a twentieth of the documents, only those are joined
    that share more: what then stands on both sides of a border has to be withheld. A copied bead is three keys: its
    sides, and the pair without its figures.
    """
    import numpy as np

    tasks = [_Links(str(shard), number, str(work)) for number, shard in enumerate(shards)]
    found = list(executor.map(_links, tasks))
    parts = [dict(np.load(name)) for name, _ in found]
    every = np.concatenate([part["document"] for part in parts]) if parts else np.empty(0, np.uint64)
    documents, place = np.unique(every, return_inverse=True)
    beads = np.bincount(place, np.concatenate([part["beads"] for part in parts]), len(documents)) if parts else place
    pairs = np.unique(np.concatenate([part["pairs"] for part in parts]), axis=0) if parts else np.empty((0, 2), "<u8")
    of_revision = np.searchsorted(documents, pairs[:, 1])
    np.save(work / "documents.npy", documents)
    entries = sum(count for _, count in found)
    asked = [_Edges(bucket, str(work), cap) for turn in buckets(work, "links", len(shards), entries) for bucket in turn]
    edges = [np.empty(0, _EDGE), *executor.map(_edges, asked)]
    joined = _summed(np.concatenate(edges))
    same = np.flatnonzero(pairs[1:, 0] == pairs[:-1, 0])
    renamed = of_revision[same], of_revision[same + 1]
    least = 1
    while True:
        edge = joined["edge"][joined["keys"] >= least]
        first, second = (edge >> np.uint64(32)).astype(np.int64), (edge & np.uint64(0xFFFFFFFF)).astype(np.int64)
        label = components(len(documents), np.concatenate([first, renamed[0]]), np.concatenate([second, renamed[1]]))
        if not len(edge) or np.bincount(label).max() <= max(_SMALL, _LARGE * len(documents)):
            break
        least = 3 * least + 1
    return Graph(documents, beads, label, pairs[:, 0], of_revision, least)


@dataclass(frozen=True)
class _Links:
    shard: str
    number: int
    folder: str


@dataclass(frozen=True)
class _Edges:
    bucket: Bucket
    folder: str
    cap: int


_EDGE = [("edge", "<u8"), ("keys", "<u4")]  # two places of documents, and how many keys they share


def _links(task: _Links) -> tuple[str, int]:
    """Write the keys of a shard with their documents; gives the file of the documents, and how many keys there are."""
    import numpy as np

    names = ("input", "document", "revision", "source_text", "target_text", "source_key", "target_key", "near_key")
    frame = read(task.shard, lambda lazy: lazy.select(names))
    numbers, revisions = documents_of(frame), revisions_of(frame)
    full = ((frame["source_text"] != "") & (frame["target_text"] != "")).fill_null(value=False).to_numpy()
    columns = [
        salted(TEXT, as_whole(frame["source_key"])),
        salted(TEXT, as_whole(frame["target_key"])),
        salted(NEAR, as_whole(frame["near_key"])),
    ]
    keys = np.concatenate([column[full] for column in columns])
    entries = entries_of(keys, document=np.tile(numbers[full], len(columns)))
    write(file_of(task.folder, "links", task.number), entries)
    document, beads = np.unique(numbers, return_counts=True)
    known = revisions != 0
    pairs = np.unique(np.stack([revisions[known], numbers[known]], axis=1), axis=0)
    path = file_of(task.folder, "documents", task.number).with_suffix(".npz")
    np.savez(path, document=document, beads=beads, pairs=pairs)
    return str(path), len(entries)


def _edges(task: _Edges) -> Table:
    """The documents that keys of a bucket join, each with the least of its group."""
    import numpy as np

    documents = np.load(Path(task.folder) / "documents.npy", mmap_mode="r")
    entries = np.unique(bucket_entries(task.bucket))  # by key, then by document
    if not len(entries):
        return np.empty(0, _EDGE)
    new = np.concatenate(([True], entries["key"][1:] != entries["key"][:-1]))
    begins = np.flatnonzero(new)
    group = np.cumsum(new) - 1
    size = np.diff(np.concatenate((begins, [len(entries)])))[group]
    joins = ~new & (size <= task.cap)
    place = np.searchsorted(documents, entries["document"][joins]).astype(np.uint64)
    first = np.searchsorted(documents, entries["document"][begins[group[joins]]]).astype(np.uint64)
    edges = np.empty(len(place), _EDGE)
    edges["edge"], edges["keys"] = (first << np.uint64(32)) | place, 1
    return _summed(edges)


def _summed(edges: Table) -> Table:
    """Each edge once, with the keys of all."""
    import numpy as np

    if not len(edges):
        return edges
    edges = edges[np.argsort(edges["edge"], kind="stable")]
    begins = np.flatnonzero(np.concatenate(([True], edges["edge"][1:] != edges["edge"][:-1])))
    summed = edges[begins]
    summed["keys"] = np.add.reduceat(edges["keys"], begins)
    return summed

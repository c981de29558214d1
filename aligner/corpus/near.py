"""Near copies: signatures of beads, whose agreement estimates how many five-letter pieces two beads have in common.

MinHash of one permutation (Li, Owen and Zhang 2012, "One permutation hashing") with optimal densification
(Shrivastava 2017), in numpy over the code points of a few thousand beads at a time: each piece is hashed once, whatever
the length of the signature. rensa 0.5 (MIT) was weighed: it wants a list of Python strings for each text, and to cut
texts into those takes four times as long as all of this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aligner.corpus.keys import ROWS, folded, mixed

if TYPE_CHECKING:
    import numpy
    import polars as pl

    from aligner.corpus.keys import Codes, Whole

    Marks = numpy.ndarray[Any, numpy.dtype[numpy.uint8]]

__all__ = ["BANDS", "MARKS", "bands", "signatures", "similar", "sketched"]

MARKS = 64  # of a signature, one byte each
BANDS = 12  # of five marks: two beads of which 0.8 is common meet in one of them 99 times in 100, of 0.5 32 times
_WIDTH = 5  # letters of a piece, and marks of a band
_LEAST = 16  # pieces that a bead must have on both sides together: below it only equal beads are alike
_EMPTY = 0xFFFFFFFF
_FACTOR = 0x9E3779B97F4A7C15  # of the polynomial of a piece


def sketched(frame: pl.DataFrame) -> tuple[Marks, Whole]:
    """Signature and bands of each row, from source_text and target_text.

    Bytes of shape (rows, MARKS), and numbers of shape (rows, BANDS) that are 0 for a bead too short to be compared.
    Which side a text is on does not count, and neither do the figures in it.
    """
    import numpy as np

    marks, found = np.empty((frame.height, MARKS), np.uint8), np.empty((frame.height, BANDS), np.uint64)
    for start in range(0, frame.height, ROWS):
        chunk = frame.slice(start, ROWS)
        here = slice(start, start + chunk.height)
        least = signatures(chunk["source_text"], chunk["target_text"])
        marks[here] = mixed(least.astype(np.uint64)).astype(np.uint8)
        found[here] = bands(least)
    return marks, found


def signatures(source: pl.Series, target: pl.Series) -> Codes:
    """The least hash of the pieces that fall in each of MARKS bins, 32 bits, shape (rows, MARKS).

    A row of a bead too short to be compared is 0 throughout.
    """
    import numpy as np

    rows = len(source)
    least = np.full(rows * MARKS, _EMPTY, np.uint32)
    count = np.zeros(rows, np.int64)
    for texts in (source, target):
        codes, ends = folded(texts)
        codes[(codes >= 48) & (codes <= 57)] = 48
        begins = np.concatenate(([0], ends[:-1]))
        pieces = np.maximum(ends - begins - _WIDTH + 1, 0)
        count += pieces
        if not len(codes) or not pieces.any():
            continue
        hashes = _pieces(codes)
        row = np.repeat(np.arange(rows), pieces)
        first = np.concatenate(([0], np.cumsum(pieces)[:-1]))
        place = np.arange(len(row)) + np.repeat(begins - first, pieces)
        hashes = hashes[place]
        bins = (hashes >> np.uint64(58)).astype(np.int64)
        np.minimum.at(least, row * MARKS + bins, (hashes >> np.uint64(20)).astype(np.uint32))
    shaped = _dense(least.reshape(rows, MARKS))
    shaped[count < _LEAST] = 0
    return shaped


def bands(least: Codes) -> Whole:
    """Numbers that two beads have alike where a whole band of their signatures is; 0 for beads too short for it."""
    import numpy as np

    columns = least[:, : BANDS * _WIDTH].reshape(len(least), BANDS, _WIDTH).astype(np.uint64)
    found = np.broadcast_to(np.arange(1, BANDS + 1, dtype=np.uint64), columns.shape[:2])
    for place in range(_WIDTH):
        found = mixed(found + columns[:, :, place])
    found[found == 0] = 1
    found[~least.any(axis=1)] = 0
    return found


def similar(ours: Marks, theirs: Marks, least: float) -> numpy.ndarray[Any, numpy.dtype[numpy.bool_]]:
    """Whether the pieces of beads, by their signatures, have at least this share of all of both in common.

    One byte agrees by chance once in 256 times, which is taken off the estimate (Li and König 2010).
    """
    import numpy as np

    agreed = np.count_nonzero(ours == theirs, axis=1) / MARKS
    alike: numpy.ndarray[Any, numpy.dtype[numpy.bool_]] = (agreed - 1 / 256) / (1 - 1 / 256) >= least
    return alike


def _pieces(codes: Codes) -> Whole:
    """The hash of the five letters that begin at each place."""
    import numpy as np

    size = max(len(codes) - _WIDTH + 1, 0)
    hashes = np.zeros(size, np.uint64)
    for place in range(_WIDTH):
        hashes *= np.uint64(_FACTOR)
        hashes += codes[place : place + size]
    return mixed(hashes)


def _dense(least: Codes) -> Codes:
    """Each empty bin gets what is in a full one of its row; which one hangs on nothing but the numbers of the bins."""
    import numpy as np

    full = least != _EMPTY
    dense = least.copy()
    row, column = np.nonzero(~full & full.any(axis=1, keepdims=True))
    attempt = 0
    while len(row):
        attempt += 1
        given = mixed((column + MARKS * attempt).astype(np.uint64)) >> np.uint64(58)
        other = given.astype(np.int64)
        hit = full[row, other]
        dense[row[hit], column[hit]] = least[row[hit], other[hit]]
        row, column = row[~hit], column[~hit]
    return dense

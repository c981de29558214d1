"""The keys of beads: hashes of the normal forms of their sides, by which copies and near copies find each other.

The normal form is made by a table of characters and the hash is BLAKE2b, both from Python's own library: polars
promises its hash for one version only, and a package for hashing would save some two microseconds a bead.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import numpy
    import polars as pl

    Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)
    Whole = numpy.ndarray[Any, numpy.dtype[numpy.uint64]]
    Codes = numpy.ndarray[Any, numpy.dtype[numpy.uint32]]
    Ends = numpy.ndarray[Any, numpy.dtype[numpy.int64]]

__all__ = ["KEYS", "as_whole", "folded", "key_of_text", "keys", "mixed", "normal_form", "side_keys"]

KEYS = ("pair_key", "source_key", "target_key", "near_key")
ROWS = 8192  # that are worked on at a time: what is made of them stays in the cache

_LETTERS = {"ё": "е", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ς": "σ"}
_DROPPED = {0x640, *range(0x2B0, 0x300)}  # letters by their category: tatweel, ʿ and its like
_BARE = b"\x00bare"  # before a text without letter or figure, so that it is no copy of one with them
_MANY = 0xFFFFFFFF
_ZERO, _NINE = 48, 57


def keys(frame: Frame) -> Frame:
    """The frame with the columns of KEYS: 64 bits in hexadecimal, from source_text and target_text.

    `source_key` and `target_key` are hashes of the normal form of a side, `pair_key` is made of both, and `near_key`
    too but with each run of figures as one. A text without any letter or figure is its own normal form: "***" is no
    copy of "!!!".
    """
    import polars as pl

    if isinstance(frame, pl.LazyFrame):
        return frame.map_batches(keys, schema={**frame.collect_schema(), **dict.fromkeys(KEYS, pl.String())})
    source, near_source = side_keys(frame["source_text"])
    target, near_target = side_keys(frame["target_text"])
    values = (_both(source, target), source, target, _both(near_source, near_target))
    return frame.with_columns(_hexadecimal(name, whole) for name, whole in zip(KEYS, values, strict=True))


def normal_form(text: str) -> str:
    """What is compared of a text: letters and figures, case folded, without marks, ё as е, the forms of alef as one."""
    import polars as pl

    codes, _ = folded(pl.Series([text]))
    return codes.tobytes().decode("utf-32-le")


def key_of_text(text: str) -> str:
    """The key of one side: what `keys` gives for source_key and target_key."""
    import polars as pl

    return f"{int(side_keys(pl.Series([text]))[0][0]):016x}"


def side_keys(texts: pl.Series) -> tuple[Whole, Whole]:
    """The keys of texts, and the same with each run of figures as one: two arrays of unsigned 64 bits."""
    import numpy as np

    plain, near = np.empty(len(texts), np.uint64), np.empty(len(texts), np.uint64)
    for start in range(0, len(texts), ROWS):
        chunk = texts.slice(start, ROWS)
        codes, ends = folded(chunk)
        here = slice(start, start + len(chunk))
        begins = np.concatenate(([0], ends[:-1]))
        plain[here] = near[here] = _hashed(codes, begins, ends)
        masked, masked_ends, changed = _masked(codes, begins, ends)
        masked_begins = np.concatenate(([0], masked_ends[:-1]))
        near[start + changed] = _hashed(masked, masked_begins[changed], masked_ends[changed])
        for row in np.flatnonzero(begins == ends).tolist():
            bare = _digest(_BARE + (chunk[row] or "").encode())
            plain[start + row] = near[start + row] = int.from_bytes(bare, "little")
    return plain, near


def folded(texts: pl.Series) -> tuple[Codes, Ends]:
    """The normal forms of texts, one after the other: code points, and where each text ends among them."""
    import numpy as np

    texts = texts.fill_null("")
    table, many = _table()
    joined = texts.str.join("").item()
    codes = table[np.frombuffer(joined.encode("utf-32-le"), "<u4")]
    ends = np.cumsum(texts.str.len_chars().to_numpy(), dtype=np.int64)
    if (codes == _MANY).any():
        rows = np.unique(np.searchsorted(ends, np.flatnonzero(codes == _MANY), side="right"))
        values = texts.to_list()
        for row in rows.tolist():
            values[row] = values[row].translate(many)
        return folded(type(texts)(values))
    keep = codes != 0
    before = np.concatenate(([0], np.cumsum(keep, dtype=np.int64)))
    return codes[keep], before[ends]


def as_whole(column: pl.Series) -> Whole:
    """Keys in hexadecimal as unsigned 64 bits."""
    import polars as pl

    return column.str.decode("hex").bin.reinterpret(dtype=pl.UInt64, endianness="big").to_numpy()


def mixed(values: Whole) -> Whole:
    """Each of 64 bits made to depend on each: the finalizer of SplitMix64 (Steele, Lea and Flood 2014)."""
    import numpy as np

    values = values + np.uint64(0x9E3779B97F4A7C15)
    values ^= values >> np.uint64(30)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


def _both(source: Whole, target: Whole) -> Whole:
    return mixed(mixed(source) + target)


def _hashed(codes: Codes, begins: Ends, ends: Ends) -> Whole:
    import numpy as np

    data = codes.astype("<u4", copy=False).tobytes()
    bounds = zip((begins * 4).tolist(), (ends * 4).tolist(), strict=True)
    digests = [blake2b(data[begin:end], digest_size=8).digest() for begin, end in bounds]
    return np.frombuffer(b"".join(digests), "<u8").astype(np.uint64, copy=False)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=8).digest()


def _masked(codes: Codes, begins: Ends, ends: Ends) -> tuple[Codes, Ends, Ends]:
    """The same with "0" for each run of figures; and the rows that have one."""
    import numpy as np

    figure = (codes >= _ZERO) & (codes <= _NINE)
    places = np.flatnonzero(figure)
    changed = np.unique(np.searchsorted(ends, places, side="right"))
    again = figure.copy()
    again[1:] &= figure[:-1]
    again[begins[begins < len(codes)]] = False
    before = np.concatenate(([0], np.cumsum(~again, dtype=np.int64)))
    masked = codes.copy()
    masked[places] = _ZERO
    return masked[~again], before[ends], changed


def _hexadecimal(name: str, values: Whole) -> pl.Series:
    import polars as pl

    text = values.astype(">u8").tobytes().hex()
    return pl.Series(name, [text[place : place + 16] for place in range(0, len(text), 16)], dtype=pl.String)


@lru_cache(maxsize=1)
def _table() -> tuple[Codes, dict[int, str]]:
    """What becomes of each character: one code point, 0 for nothing, or many, which the second value spells out."""
    import numpy as np

    table = np.zeros(0x110000, np.uint32)
    many = {}
    for code in range(0x20000):
        form = _form(chr(code))
        if len(form) > 1:
            many[code] = form
        table[code] = _MANY if len(form) > 1 else ord(form) if form else 0
    table[0x20000:0x2F800] = np.arange(0x20000, 0x2F800)  # ideographs, each its own form
    table[0x30000:0x323B0] = np.arange(0x30000, 0x323B0)
    return table, many


def _form(character: str) -> str:
    if ord(character) in _DROPPED or not character.isprintable():
        return ""
    form = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    kept = []
    for one in form:
        category = unicodedata.category(one)
        if category == "Nd":
            kept.append(str(unicodedata.digit(one)))
        elif category.startswith("L") and ord(one) not in _DROPPED:
            kept.append(_LETTERS.get(one, one))
    return "".join(kept)

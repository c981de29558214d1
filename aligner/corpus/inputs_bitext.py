"""Bitexts as inputs of a corpus: the Parquet and JSONL files that Aligner writes, and rows that are handed in."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner import bitext, languages
from aligner.bitext import ORIGINS, STATES, Bead, Bitext
from aligner.errors import InputError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["framed", "placed", "read_bitext", "read_rows"]

_ROWS = 20_000  # beads that are read at once
_LONGEST = 1 << 24  # bytes of a line of JSON
_NEEDED = ("id", "document", "source_language", "target_language", "source", "target")


def read_bitext(path: Path, name: str) -> Iterator[pl.DataFrame]:
    """The beads of a file, a piece at a time, with their `place`. InputError says what is wrong, and where."""
    yield from _read_parquet(path, name) if path.suffix.lower() == ".parquet" else _read_jsonl(path, name)


def placed(frame: pl.DataFrame, name: str, first: int = 1) -> pl.DataFrame:
    """The frame with the column `place`: the file, and the number of the bead in it."""
    import polars as pl

    numbers = pl.int_range(first, first + frame.height).cast(pl.String)
    return frame.with_columns(pl.concat_str(pl.lit(f"{name}:"), numbers).alias("place"))


def framed(columns: Mapping[str, Any]) -> pl.DataFrame:
    """A frame of beads from some of their columns (series or values for all); what is not given is empty."""
    import polars as pl

    height = max(len(values) for values in columns.values() if isinstance(values, pl.Series))
    given = [pl.Series(name, values) if isinstance(values, pl.Series) else pl.lit(values).alias(name)
             for name, values in columns.items()]  # fmt: skip
    frame = pl.select(pl.int_range(height).alias("_row")).with_columns(given)
    return _completed(frame.drop("_row"))


def _completed(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with all columns of the bitext, in order: texts empty, lists empty, the state a draft."""
    import polars as pl

    columns = []
    for column, kind in bitext.schema().items():
        default = _default(column, kind)
        if column not in frame.columns:
            columns.append(pl.lit(default, kind).alias(column))
        elif default is None:
            columns.append(pl.col(column).cast(kind))
        else:
            columns.append(pl.col(column).cast(kind).fill_null(pl.lit(default, kind)))
    more = [name for name in ("place",) if name in frame.columns]
    frame = frame.with_columns(columns)
    if "shape" in frame.columns:
        shape = pl.format("{}-{}", pl.col("source").list.len(), pl.col("target").list.len())
        frame = frame.with_columns(shape.alias("shape"))
    return frame.select(*bitext.schema(), *more)


def _default(column: str, kind: Any) -> Any:
    import polars as pl

    if isinstance(kind, pl.List):
        return []
    if column in ("position", "line"):
        return 0
    if column == "state":
        return "draft"
    if column == "kind":
        return "paragraph"
    return "" if kind == pl.String() else None


def read_rows(rows: Iterable[Mapping[str, Any]], name: str) -> Iterator[pl.DataFrame]:
    """The beads of rows that other rooms hand in; `place` is the name and, where a row has one, its `place`."""
    import polars as pl

    given = iter(rows)
    while batch := list(islice(given, _ROWS)):
        places = [f"{name}:{row.get('place', '')}" for row in batch]
        beads = [Bead.from_record({key: value for key, value in row.items() if key != "place"}) for row in batch]
        yield Bitext.of(beads).frame().with_columns(pl.Series("place", places, dtype=pl.String))


def _read_jsonl(path: Path, name: str) -> Iterator[pl.DataFrame]:
    import polars as pl

    beads: list[Bead] = []
    places: list[str] = []

    def frame() -> pl.DataFrame:
        return Bitext.of(beads).frame().with_columns(pl.Series("place", places, dtype=pl.String))

    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(_LONGEST + 1):
                number += 1
                if len(line) > _LONGEST:
                    raise InputError(f"{path}:{number}: a line of more than {_LONGEST >> 20} MB is no bead of a bitext")
                if not line.strip():
                    continue
                try:
                    beads.append(Bead.from_record(json.loads(line)))
                except (ValueError, RecursionError) as error:
                    raise InputError(f"{path}:{number}: not a bead of a bitext: {error}") from error
                places.append(f"{name}:{number}")
                if len(beads) == _ROWS:
                    yield frame()
                    beads, places = [], []
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {os.strerror(error.errno or 0)}") from error
    except UnicodeEncodeError as error:  # half a surrogate pair, which JSON can hold and UTF-8 cannot
        raise InputError(f"{path}: holds a text that is no Unicode: {error.reason}") from error
    if beads:
        yield frame()


def _read_parquet(path: Path, name: str) -> Iterator[pl.DataFrame]:
    import polars as pl

    try:
        rows = pl.scan_parquet(path, glob=False)
        there = rows.collect_schema().names()
        if missing := [column for column in _NEEDED if column not in there]:
            raise InputError(f"{path}: not a bitext: no column {', '.join(missing)}")
        length = int(rows.select(pl.len()).collect().item())
        wanted = [column for column in bitext.schema() if column in there]
        for start in range(0, length, _ROWS):
            frame = _completed(rows.slice(start, _ROWS).select(wanted).collect())
            _check(frame, path)
            yield placed(frame, name, start + 1)
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read as a bitext: {' '.join(str(error).split())[:200]}") from error


def _check(frame: pl.DataFrame, path: Path) -> None:
    for column, known in (
        ("source_language", tuple(languages.LANGUAGES)),
        ("target_language", tuple(languages.LANGUAGES)),
        ("origin", ORIGINS),
        ("state", STATES),
    ):
        for value in frame[column].unique().sort().to_list():
            if value not in known:
                raise InputError(f"{path}: not a bitext: {column} {value!r} is none of {', '.join(known)}")

"""Moses pairs and tables as inputs of a corpus: a line a bead, plain or packed by gzip, read a piece at a time."""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self, TypeVar, cast

from aligner import languages
from aligner.corpus.config import Input
from aligner.corpus.inputs_bitext import framed
from aligner.errors import InputError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Opened", "pairs_of", "read_moses", "read_tsv"]

T = TypeVar("T")

_ROWS = 20_000  # lines that are read at once
_LONGEST = 1 << 20  # bytes of a line: a bead is some sentences
_SIDE = re.compile(rf"(.+)\.({'|'.join(languages.LANGUAGES)})(?:\.gz)?")
_PAIR = re.compile(r"\.([a-z]{2})-([a-z]{2})$")


def pairs_of(input: Input, output: Path) -> list[tuple[str, tuple[Path, ...], tuple[str, ...]]]:
    """The pairs of files of an input: name, paths and languages of source and target; `output` is passed over."""
    if len(input.paths) == 2 and all(path.is_file() for path in input.paths):
        one, other = (_SIDE.fullmatch(path.name) for path in input.paths)
        codes = input.languages or tuple(found[2] for found in (one, other) if found)
        if len(codes) != 2 or codes[0] == codes[1]:
            raise InputError(f"{input.paths[0]}: which languages? Write languages of the input {input.name!r}")
        name = one[1] if one else input.paths[0].name
        return [(name, input.paths, codes)]
    found: list[tuple[str, tuple[Path, ...], tuple[str, ...]]] = []
    for path in input.paths:
        if not path.is_dir():
            raise InputError(f"{path}: name a folder of pairs, or source and target (input {input.name!r})")
        found += _pairs_in(path, input, output)
    return found


def _pairs_in(folder: Path, input: Input, output: Path) -> Iterator[tuple[str, tuple[Path, ...], tuple[str, ...]]]:
    """news.en and news.ar, news.en-ar.en and news.en-ar.ar; the pair in a name says which is the source."""
    stems: dict[str, dict[str, Path]] = {}
    for path in _walked(folder, output):
        if side := _SIDE.fullmatch(path.name):
            stem = (path.relative_to(folder).parent / side[1]).as_posix()
            if (twin := stems.setdefault(stem, {}).setdefault(side[2], path)) != path:
                raise InputError(f"{path}: {twin.name} is there too: remove one of them")
    count = 0
    for stem, sides in stems.items():
        pair = _PAIR.search(stem)
        wanted = input.languages or (pair.groups() if pair else tuple(code for code in languages.LANGUAGES))
        codes = tuple(code for code in wanted if code in sides)
        if len(codes) == 2:
            count += 1
            yield stem, tuple(sides[code] for code in codes), codes
        elif len(codes) > 2:
            raise InputError(f"{folder / stem}: more than two languages: write languages of the input {input.name!r}")
    if not count:
        raise InputError(f"{folder}: no pairs of files such as news.en and news.ar (input {input.name!r})")


def _walked(folder: Path, output: Path) -> Iterator[Path]:
    """The files of a folder in order; what is hidden is passed over, and so are corpora."""
    from aligner.corpus.inputs import is_corpus

    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_file():
            yield path
        elif path.is_dir() and not is_corpus(path, output):
            yield from _walked(path, output)


def read_moses(paths: Sequence[Path], name: str, codes: Sequence[str], input: Input) -> Iterator[pl.DataFrame]:
    """The beads of a pair of files. InputError where one has more lines than the other."""
    import polars as pl

    first = 0
    with _lines(paths[0]) as sources, _lines(paths[1]) as targets:
        while True:
            ours, theirs = list(islice(sources, _ROWS)), list(islice(targets, _ROWS))
            if len(ours) != len(theirs):
                short, long = (paths[0], paths[1]) if len(ours) < len(theirs) else (paths[1], paths[0])
                lines = first + min(len(ours), len(theirs))
                raise InputError(f"{short}: has {lines} lines and {long.name} has more: they are no pair")
            if not ours:
                return
            yield _frame({"source": pl.Series(ours), "target": pl.Series(theirs)}, first, name, codes, input)
            first += len(ours)


def read_tsv(path: Path, name: str, input: Input) -> Iterator[pl.DataFrame]:
    """The beads of a table; quotes are text, a column ends at a tab. InputError where a line has too few columns."""
    import polars as pl

    wanted = [(place, column) for place, column in enumerate(input.columns) if column != "-"]
    with _lines(path) as lines:
        first = len(list(islice(lines, 1))) if input.header else 0
        while batch := list(islice(lines, _ROWS)):
            rows = [line.split("\t") for line in batch]
            for number, row in enumerate(rows, first + 1):
                if len(row) < len(input.columns):
                    raise InputError(f"{path}:{number}: {len(row)} columns instead of {len(input.columns)}")
            columns = {column: pl.Series([row[place] for row in rows], dtype=pl.String) for place, column in wanted}
            if "confidence" in columns:
                columns["confidence"] = _numbers(columns["confidence"], path, first)
            yield _frame(columns, first, name, input.languages, input)
            first += len(batch)


def _numbers(texts: pl.Series, path: Path, first: int) -> pl.Series:
    import polars as pl

    numbers = texts.str.strip_chars().cast(pl.Float64, strict=False)
    for row, (number, text) in enumerate(zip(numbers, texts, strict=True), first + 1):
        if number is None and text.strip():
            raise InputError(f"{path}:{row}: the confidence {text[:40]!r} is no number")
    return numbers


def _frame(columns: dict[str, pl.Series], first: int, name: str, codes: Sequence[str], input: Input) -> pl.DataFrame:
    """Lines as beads; where no column says the document, so many lines in a row are one."""
    import polars as pl

    height = len(columns["source"])
    rows = pl.DataFrame({"n": range(first, first + height)}, schema={"n": pl.Int64})
    pair = f"{codes[0]}-{codes[1]}"
    made = rows.select(
        place=pl.concat_str(pl.lit(f"{name}:"), pl.col("n") + 1),
        id=pl.concat_str(pl.lit(f"{name}#"), pl.col("n").cast(pl.String).str.zfill(6), pl.lit(f":{pair}")),
        document=pl.concat_str(pl.lit(f"{name}/"), (pl.col("n") // input.block).cast(pl.String).str.zfill(6)),
        position=pl.col("n").cast(pl.Int32),
        line=(pl.col("n") + 1).cast(pl.Int32),
    )
    texts = pl.DataFrame({side: columns[side] for side in ("source", "target")}).select(
        pl.when(pl.col(side).str.strip_chars() == "").then(pl.lit([], pl.List(pl.String)))
        .otherwise(pl.concat_list(side)).alias(side)
        for side in ("source", "target")
    )  # fmt: skip
    given = {**made.to_dict(), **texts.to_dict(), **{k: v for k, v in columns.items() if k not in ("source", "target")}}
    more = {"source_language": codes[0], "target_language": codes[1], "origin": input.origin}
    return framed({**given, **more})


class Opened:
    """The bytes of a file, unpacked where its name ends in .gz. InputError where it cannot be read or is damaged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        opener = gzip.open if path.suffix.lower() == ".gz" else open
        self._file: IO[bytes] = self._asked(lambda: cast(IO[bytes], opener(path, "rb")))

    def read(self, size: int) -> bytes:
        """At most so many bytes; none at the end."""
        return self._asked(lambda: self._file.read(size))

    def readline(self, size: int) -> bytes:
        """A line, or so many bytes of one."""
        return self._asked(lambda: self._file.readline(size))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *given: object) -> None:
        self._file.close()

    def _asked(self, ask: Callable[[], T]) -> T:
        try:
            return ask()
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise InputError(f"{self._path}: is not whole, or was not packed by gzip: {error}") from error
        except OSError as error:
            raise InputError(f"{self._path}: cannot be read: {os.strerror(error.errno or 0)}") from error


@contextmanager
def _lines(path: Path) -> Iterator[Iterator[str]]:
    with Opened(path) as file:
        yield _decoded(file, path)


def _decoded(file: Opened, path: Path) -> Iterator[str]:
    number = 0
    while line := file.readline(_LONGEST + 1):
        number += 1
        if len(line) > _LONGEST:
            raise InputError(f"{path}:{number}: a line of more than {_LONGEST >> 20} MB is no bead")
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise InputError(f"{path}:{number}: is not UTF-8 at byte {error.start + 1}") from error
        yield text.rstrip("\r\n")

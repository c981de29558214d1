"""A bead a line: what would break a line is taken out, the files are read again and counted."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Sequence
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from aligner.corpus.exports.base import TEXTS, Export, Part
from aligner.errors import InputError, MissingExtra

if TYPE_CHECKING:
    import polars as pl

__all__ = ["LineFiles", "clean", "compress", "prepared", "write_text"]

# What one reader or another takes for the end of a line or a column: str.splitlines, CSV readers, Unicode (UAX 14).
_BREAK = r"\t\n\x0b\x0c\r\x1c-\x1f\u{85}\u{2028}\u{2029}"
_BREAKS = f" *[{_BREAK}][ {_BREAK}]*"
# Other control characters, the byte order mark that readers swallow, what is no character.
_DROPPED = r"[\x00-\x08\x0e-\x1b\x7f-\u{84}\u{86}-\u{9f}\u{feff}\u{fffe}\u{ffff}]"
_BREAK_BYTES = re.compile(rb"[\t\x0b\x0c\r\x1c-\x1f]|\xc2\x85|\xe2\x80[\xa8\xa9]")
_PIECE = 1 << 20
SEPARATOR = "￨"  # of features, in OpenNMT


def clean(frame: pl.DataFrame, columns: Sequence[str], export: Export, *, features: bool = False) -> pl.DataFrame:
    """The frame with each of these columns on one line; what had to be changed is counted.

    Tabs and ends of lines, with the blanks around them, become one blank; control characters are dropped, blanks at
    either end too. `features` writes the sign that parts features in OpenNMT as the bar that it looks like.
    """
    import polars as pl

    steps = [
        ("tab or end of line written as a blank", _BREAKS, " "),
        ("control character dropped", _DROPPED, ""),
    ]
    if features:
        steps.append(("U+FFE8 written as |", SEPARATOR, "|"))
    for column in columns:
        for what, pattern, instead in steps:
            changed = frame[column].str.contains(pattern)
            if number := int(changed.sum()):
                export.lost.add(f"{column.removesuffix('_text')} with a {what}", number)
                frame = frame.with_columns(pl.col(column).str.replace_all(pattern, instead))
    stripped = frame.with_columns(pl.col(column).str.strip_chars() for column in columns)
    for column in columns:
        export.lost.add(
            f"{column.removesuffix('_text')} with blanks at an end, dropped",
            int((stripped[column] != frame[column]).sum()),
        )
    return stripped


def prepared(frame: pl.DataFrame, part: Part, export: Export, *, features: bool = False) -> pl.DataFrame:
    """The texts of a frame as lines: clean, as the options want them, and none of them empty."""
    import polars as pl

    frame = clean(frame, TEXTS, export, features=features)
    if export.options.normalise or export.options.tokenise:
        from aligner.corpus.exports.moses_words import moses_words

        frame = frame.with_columns(
            pl.Series(column, moses_words(frame[column].to_list(), language, export.options), dtype=pl.String)
            for column, language in zip(TEXTS, (part.source, part.target), strict=True)
        )
    there = (pl.col("source_text") != "") & (pl.col("target_text") != "")
    filled = frame.filter(there.fill_null(False))
    export.lost.add("bead with an empty side left out", frame.height - filled.height)
    return filled


class LineFiles:
    """The files of an export of lines, written side by side; `close` reads them again.

    A bead is one line in each file of its part: misalignment is an error, never a result.
    """

    def __init__(self, export: Export) -> None:
        self._export = export
        self._files: dict[Path, tuple[IO[bytes], int]] = {}  # with the number of columns
        self._lines: dict[Path, int] = {}
        self._open = ExitStack()

    def __enter__(self) -> LineFiles:
        return self

    def __exit__(self, *error: object) -> None:
        self._open.close()
        if error[0] is None:
            self._verify()

    def write(self, name: str, frame: pl.DataFrame, *columns: str) -> None:
        """Add these columns of a frame to a file, with tabs between them."""
        path = self._export.path(name)
        if path not in self._files:
            self._files[path] = self._open.enter_context(path.open("wb")), len(columns)
            self._lines[path] = 0
        frame.select(columns).write_csv(
            self._files[path][0], include_header=False, separator="\t", quote_style="never", line_terminator="\n"
        )
        self._lines[path] += frame.height

    def _verify(self) -> None:
        for path, (_, columns) in self._files.items():
            lines, tabs, others = _count(path)
            if lines != self._lines[path] or tabs != lines * (columns - 1) or others:
                raise InputError(
                    f"{path.name}: {self._lines[path]:,} beads gave {lines:,} lines, {tabs:,} tabs "
                    f"and {others:,} other ends of lines: nothing was exported; this is a fault of Aligner, please "
                    "report it"
                )


def _count(path: Path) -> tuple[int, int, int]:
    """Ends of lines, tabs, and whatever else some reader takes for the end of a line."""
    lines = tabs = others = 0
    with path.open("rb") as file:
        for line in iter(lambda: file.readlines(_PIECE), []):
            piece = b"".join(line)
            lines += piece.count(b"\n")
            here = piece.count(b"\t")
            tabs += here
            others += len(_BREAK_BYTES.findall(piece)) - here
            if not piece.endswith(b"\n"):
                others += 1
    return lines, tabs, others


def compress(path: Path, kind: str) -> Path:
    """The file, compressed; the plain one goes. The same bytes in give the same bytes out."""
    if not kind:
        return path
    packed = path.with_name(f"{path.name}.{kind}")
    with path.open("rb") as plain, packed.open("wb") as file, _compressor(file, kind) as out:
        while piece := plain.read(_PIECE):
            out.write(piece)
    with path.open("rb") as plain, _decompressor(packed, kind) as again:
        while piece := plain.read(_PIECE):
            if again.read(len(piece)) != piece:
                raise InputError(f"{packed.name}: does not read back as it was written: is the disk sound?")
        if again.read(1):
            raise InputError(f"{packed.name}: reads back longer than it was written: is the disk sound?")
    path.unlink()
    return packed


def _compressor(file: IO[bytes], kind: str) -> Any:
    if kind == "gz":  # without a name and a time, which would change the bytes
        return gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=file, mtime=0)
    return _zstandard().ZstdCompressor(level=6, threads=0).stream_writer(file, closefd=False)


def _decompressor(path: Path, kind: str) -> Any:
    if kind == "gz":
        return gzip.open(path, "rb")
    reader = _zstandard().ZstdDecompressor().stream_reader(path.open("rb"), closefd=True)
    return io.BufferedReader(reader)


def _zstandard() -> Any:
    try:
        return import_module("zstandard")
    except ImportError as error:
        raise MissingExtra("compressing as zst (or choose gz)", "zstandard") from error


def write_text(export: Export, name: str, text: str) -> None:
    """A small file beside the data: a configuration, a card, a script."""
    export.path(name).write_text(text, encoding="utf-8", newline="\n")

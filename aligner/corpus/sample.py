"""Some beads of a corpus to look at, drawn by a seed and spread over what matters: reasons, splits, directions.

Small groups are drawn whole before great ones get more, so that rare reasons are seen too.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner import languages
from aligner.corpus.markup import reads_as
from aligner.corpus.pieces import DRAWN, compact, drawn, lengths, pair, pieces
from aligner.errors import InputError
from aligner.files import write_atomically
from aligner.pages.columns import Cell, Column, Note, Row, render_columns

if TYPE_CHECKING:
    import polars as pl

__all__ = ["BY", "FORMATS", "render_sample", "sample", "write_sample"]

BY = ("reason", "split", "pair", "input", "origin", "licence", "state")
FORMATS = (".tsv", ".jsonl", ".html")
_ORDER = ("input", "id", "place")
_TEXTS = ("source_text", "target_text")
_TABLE = ("id", "input", "place", "source_language", "target_language", *_TEXTS, "split", "origin", "licence", "state")


def sample(
    shards: Sequence[Path], n: int, seed: int = 0, *, by: Sequence[str] = ("reason", "split", "pair")
) -> pl.DataFrame:
    """About evenly over the groups that `by` makes (names of BY), n beads with all columns and the column `reason`.

    The reason is the first one of a rejected bead, "kept" for a kept one. The beads are in the order of groups, and
    within a group in that of the drawing; the same beads and seed give the same sample, however they lie in shards.
    InputError for an unknown name or a shard that cannot be read.
    """
    import polars as pl

    if n < 1:
        raise InputError("a sample wants one bead at least")
    for name in by:
        if name not in BY:
            raise InputError(f"a sample cannot be spread by {name!r}: use {', '.join(BY)}")
    paths = [Path(shard) for shard in shards]
    if not paths:
        raise InputError("there is no shard to draw from")
    lengths(paths, (*_ORDER, *_TEXTS, "reasons", "kept", "split", "origin", "licence", "state"))
    chosen = _shares(_candidates(paths, n, seed, by), n)
    groups = [f"by {name}" for name in by]
    frames = []
    for number, path in enumerate(paths):
        wanted = chosen.filter(pl.col("shard") == number).select("row", DRAWN)
        start = 0
        for frame in pieces(path) if wanted.height else ():
            rows = frame.with_row_index("row", start).with_columns(pl.col("row").cast(pl.Int64))
            start += frame.height
            picked = rows.join(wanted, on="row", how="inner").drop("row")
            if picked.height:
                frames.append(compact(picked))
    if not frames:
        return pl.read_parquet(paths[0], n_rows=0).with_columns(pl.lit("").alias("reason"))
    found = pl.concat(frames, how="diagonal").with_columns(_group(name).alias(f"by {name}") for name in by)
    found = found.sort(*groups, DRAWN, *_ORDER).with_columns(_group("reason").alias("reason"))
    return found.drop(*groups, DRAWN)


def _group(name: str) -> pl.Expr:
    import polars as pl

    if name == "pair":
        return pair()
    if name == "reason":
        first = pl.col("reasons").list.first().fill_null("rejected")
        return pl.when(pl.col("kept")).then(pl.lit("kept")).otherwise(first)
    return pl.col(name).fill_null("")


def _candidates(paths: Sequence[Path], n: int, seed: int, by: Sequence[str]) -> pl.DataFrame:
    """Of each group the n beads that are drawn first: the group's number in the order of names, and where they lie."""
    import polars as pl

    needed = (*_ORDER, "source_language", "target_language", "reasons", "kept", "split", "origin", "licence", "state")
    names: dict[tuple[str, ...], int] = {}
    first: pl.DataFrame | None = None
    for number, path in enumerate(paths):
        start = 0
        for frame in pieces(path, needed):
            rows = drawn(frame, seed).select(
                _numbered(frame, by, names),
                DRAWN,
                pl.lit(number).cast(pl.Int64).alias("shard"),
                (pl.int_range(pl.len(), dtype=pl.Int64) + start).alias("row"),
            )
            start += frame.height
            rows = (rows if first is None else pl.concat([first, rows])).sort(DRAWN, "shard", "row")
            first = rows.group_by("group", maintain_order=True).head(n).select(rows.columns)
    if first is None:
        return pl.DataFrame(schema={"group": pl.Int64, DRAWN: pl.UInt64, "shard": pl.Int64, "row": pl.Int64})
    order = {old: new for new, old in enumerate(number for _, number in sorted(names.items()))}
    return first.with_columns(pl.col("group").replace_strict(order, return_dtype=pl.Int64))


def _numbered(frame: pl.DataFrame, by: Sequence[str], names: dict[tuple[str, ...], int]) -> pl.Series:
    """The number of the group of each bead; new groups get the next ones."""
    import polars as pl

    groups = frame.select(_group(name).alias(name) for name in by)
    if not by:
        names.setdefault((), 0)
        return pl.Series("group", [0] * frame.height, dtype=pl.Int64)
    there = groups.unique(maintain_order=True)
    numbers = [names.setdefault(row, len(names)) for row in there.rows()]
    numbered = there.with_columns(pl.Series("group", numbers, dtype=pl.Int64))
    return groups.join(numbered, on=list(by), how="left", maintain_order="left")["group"]


def _shares(candidates: pl.DataFrame, n: int) -> pl.DataFrame:
    """n of the candidates: one of each group in turn, as long as a group has some."""
    import polars as pl

    rows = candidates.sort("group", DRAWN, "shard", "row")
    turn = pl.int_range(pl.len(), dtype=pl.Int64).over("group").alias("turn")
    return rows.with_columns(turn).sort("turn", "group").head(n)


def write_sample(frame: pl.DataFrame, out: Path) -> None:
    """Write a sample as its name says: .tsv for a spreadsheet, .jsonl with all columns, .html to read."""
    out = Path(out)
    if out.suffix not in FORMATS:
        raise InputError(f"{out}: a sample is written as {', '.join(FORMATS)}")
    write = {".tsv": _tsv, ".jsonl": _json_lines, ".html": render_sample}[out.suffix]
    with write_atomically(out) as file:
        file.write(write(frame).encode("utf-8", "replace"))


def _tsv(frame: pl.DataFrame) -> str:
    """A header and a line a bead; tabs and ends of line within a text become blanks."""
    names = [name for name in _TABLE if name in frame.columns]
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    writer.writerow([*names, "reasons"])
    for row in frame.iter_rows(named=True):
        writer.writerow([_cell(row[name]) for name in names] + [_cell(", ".join(row["reasons"] or ()))])
    return buffer.getvalue()


def _cell(value: Any) -> str:
    return " ".join(str("" if value is None else value).replace("\0", "").split())


def _json_lines(frame: pl.DataFrame) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in frame.iter_rows(named=True))


def render_sample(frame: pl.DataFrame, *, title: str = "Sample of a corpus") -> str:
    """The sample as one HTML page, a row a bead; rejected beads are flagged with their reasons."""
    rows = list(frame.iter_rows(named=True))
    directions = sorted({f"{row['source_language']}-{row['target_language']}" for row in rows})
    subject = ", ".join(directions) if len(directions) <= 6 else f"{len(directions)} directions"
    kept = sum(bool(row["kept"]) for row in rows)
    heads = [Column("Source"), Column("Target")]
    if len(directions) == 1 and all(code in languages.LANGUAGES for code in directions[0].split("-", 1)):
        heads = [Column(languages.get(code).name, code) for code in directions[0].split("-", 1)]
    return render_columns(
        heads,
        (_row(row) for row in rows),
        title=title,
        document=_reasons(rows),
        subject=subject,
        facts=((len(rows), "bead" if len(rows) == 1 else "beads"), (kept, "kept"), (len(rows) - kept, "rejected")),
    )


def _reasons(rows: Sequence[dict[str, Any]]) -> str:
    counted = [(name, len(list(some))) for name, some in groupby(sorted(row["reason"] for row in rows))]
    return ", ".join(f"{name} {number}" for name, number in sorted(counted, key=lambda one: (-one[1], one[0])))


def _row(row: dict[str, Any]) -> Row:
    codes = itemgetter("source_language", "target_language")(row)
    return Row(
        row["kind"] or "paragraph",
        tuple(_shown(row[name] or "", code or "") for name, code in zip(_TEXTS, codes, strict=True)),
        tuple(_notes(row)),
        flagged=not row["kept"],
        confidence=row["confidence"] if row["kept"] else None,
    )


def _shown(text: str, code: str) -> Cell:
    return Cell(text, code if reads_as(code, text) else "")


def _notes(row: dict[str, Any]) -> Iterator[Note]:
    for reason in row["reasons"] or ():
        yield Note("flag", reason)
    known = (row["split"], row["origin"], row["state"])
    yield Note("mark", " · ".join(word for word in known if word))
    yield Note("more", f"{row['input'] or 'input without a name'}: {row['place'] or row['id']}")
    scores = [
        Cell(f"{name.removeprefix('filter.')} {value:.3g}")
        for name, value in row.items()
        if name.startswith("filter.") and value is not None
    ]
    if scores:
        yield Note("more", "scores", details=tuple(scores))

"""What changed from one build of a corpus to the next: beads that came, went, were reworded, judged anew or moved.

A bead is first looked for by its texts within its document, so that a sentence put in before it does not count as a
change; what is left is matched by id. Both are joined a part at a time, by hashes: memory does not grow with the
corpus.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

from aligner.corpus.pieces import DRAWN, drawn, lengths, pieces, shortened

if TYPE_CHECKING:
    import polars as pl

__all__ = ["CHANGES", "Change", "Differences", "differences"]

CHANGES = ("added", "removed", "text", "split", "reasons")
_PART = 1_000_000  # beads of either build that are compared at a time
_LETTERS = 240  # of a text in an example
_NEEDED = (
    "input", "id", "place", "document", "source_language", "target_language", "source_text", "target_text", "reasons",
    "kept", "split",
)  # fmt: skip
_SIDES = ("old", "new")


@dataclass(frozen=True)
class Change:
    """One bead that changed; of a side where it is not, all is ""."""

    what: str  # one of CHANGES
    input: str
    id: str
    source_language: str
    target_language: str
    old: tuple[str, str]  # source and target text, shortened
    new: tuple[str, str]
    old_split: str
    new_split: str
    old_reasons: tuple[str, ...]
    new_reasons: tuple[str, ...]


@dataclass(frozen=True)
class Differences:
    """How two builds differ. A bead may be changed in several ways and is counted in each."""

    old: int  # beads
    new: int
    same: int  # that are in both with the same texts, split and reasons
    inputs: Mapping[str, Mapping[str, int]]  # input -> CHANGES -> beads; only what changed
    moves: Mapping[str, int]  # "train -> test" -> beads
    reasons: Mapping[str, tuple[int, int]]  # reason -> beads that got it, beads that lost it, of those in both
    kept: int  # rejected before and kept now, of those in both
    rejected: int  # kept before and rejected now
    examples: tuple[Change, ...] = field(default=())

    @property
    def any(self) -> bool:
        """Whether there is any."""
        return bool(self.inputs)

    def count(self, what: str) -> int:
        """Beads changed in this way (one of CHANGES), over all inputs."""
        return sum(counts.get(what, 0) for counts in self.inputs.values())

    def to_json(self) -> bytes:
        """As JSON, UTF-8, ending in a line end."""
        record = {"schema_version": 1, **asdict(self)}
        return (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")

    def text(self) -> str:
        """For people to read in a terminal; texts of beads stand on lines of their own."""
        return "\n".join(_told(self)) + "\n"


def differences(
    old: Sequence[Path], new: Sequence[Path], *, seed: int = 0, examples: int = 5, scratch: Path | None = None
) -> Differences:
    """Compare two builds. `examples` of each kind of change are drawn by the seed.

    Beads that found no equal are put down in `scratch` (default: the system's temporary folder) and matched by id.
    InputError where a shard cannot be read.
    """
    builds = [[Path(path) for path in paths] for paths in (old, new)]
    sizes = [sum(lengths(paths, _NEEDED)) for paths in builds]
    found = _Found(examples)
    parts = max(1, -(-max(sizes) // _PART))
    with tempfile.TemporaryDirectory(dir=scratch, prefix="aligner-diff-") as folder:
        narrow = [_narrowed(paths, Path(folder), side, seed) for paths, side in zip(builds, _SIDES, strict=True)]
        left: tuple[list[Path], list[Path]] = ([], [])
        for part in range(parts):
            sides = [_part(paths, "texts", part, parts) for paths in narrow]
            matched, rest = _matched(sides, "texts")
            found.add(matched, texts_differ=False)
            for side, frame, files in zip(_SIDES, rest, left, strict=True):
                files.append(Path(folder) / f"{side}-left-{part:05d}.parquet")
                frame.write_parquet(files[-1])
        for part in range(parts):
            sides = [_part(paths, "key", part, parts) for paths in left]
            matched, rest = _matched(sides, "key")
            found.add(matched, texts_differ=True)
            found.add_alone("removed", rest[0])
            found.add_alone("added", rest[1])
    return found.differences(builds, sizes)


def _narrowed(paths: Sequence[Path], folder: Path, side: str, seed: int) -> list[Path]:
    """Of each bead what the comparison wants, a file a shard: hashes, split, reasons, and where it lies."""
    import polars as pl

    def digest(*columns: str) -> pl.Expr:
        return pl.concat_str((pl.col(name).fill_null("") for name in columns), separator="\x1f").hash()

    languages = ("source_language", "target_language")
    files = []
    for number, path in enumerate(paths):
        frames, start = [pl.DataFrame()], 0
        for frame in pieces(path, _NEEDED):
            rows = drawn(frame, seed).select(
                pl.col("input").fill_null(""),
                digest("input", "id", *languages).alias("key"),
                digest("input", "document", *languages, "source_text", "target_text").alias("texts"),
                pl.col("split").fill_null(""),
                pl.col("reasons").fill_null([]).list.unique().list.sort(),
                pl.col("kept").fill_null(value=False),
                DRAWN,
                pl.lit(number).cast(pl.Int64).alias("shard"),
                (pl.int_range(pl.len(), dtype=pl.Int64) + start).alias("row"),
            )
            start += frame.height
            frames.append(rows)
        if start:
            files.append(folder / f"{side}-{number:05d}.parquet")
            pl.concat(frames[1:]).write_parquet(files[-1])
    return files


def _part(paths: Sequence[Path], column: str, part: int, parts: int) -> pl.DataFrame:
    """One part of the beads by their hash; `nth` tells apart those that are alike."""
    import polars as pl

    if not paths:
        return pl.DataFrame(schema=_narrow_schema()).with_columns(pl.lit(0, pl.Int64).alias("nth"))
    rows = pl.scan_parquet(list(paths), glob=False).filter(pl.col(column) % parts == part).collect()
    rows = rows.select(*_narrow_schema()).sort("shard", "row")
    return rows.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).over(column).alias("nth"))


def _narrow_schema() -> dict[str, Any]:
    import polars as pl

    hashes = dict.fromkeys(("key", "texts", DRAWN), pl.UInt64())
    return {
        "input": pl.String(),
        **hashes,
        "split": pl.String(),
        "reasons": pl.List(pl.String()),
        "kept": pl.Boolean(),
        "shard": pl.Int64(),
        "row": pl.Int64(),
    }


def _matched(sides: Sequence[pl.DataFrame], column: str) -> tuple[pl.DataFrame, tuple[pl.DataFrame, pl.DataFrame]]:
    """The beads that both have, old columns and "... new" ones, and those that only the old or the new build has."""
    old, new = sides
    on = [column, "nth"]
    both = old.join(new, on=on, how="inner", suffix=" new")
    return both, (old.join(new, on=on, how="anti").drop("nth"), new.join(old, on=on, how="anti").drop("nth"))


class _Found:
    """The differences while they are found."""

    def __init__(self, examples: int) -> None:
        self.examples = examples
        self.inputs: dict[str, Counter[str]] = {}
        self.moves: Counter[str] = Counter()
        self.got: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self.same = self.kept = self.rejected = 0
        self.first: dict[str, pl.DataFrame] = {}

    def add(self, matched: pl.DataFrame, *, texts_differ: bool) -> None:
        """Beads of both builds."""
        import polars as pl

        kept, kept_now = pl.col("kept"), pl.col("kept new")
        moved = kept & kept_now & (pl.col("split") != pl.col("split new"))
        judged = pl.col("reasons") != pl.col("reasons new")
        if texts_differ:
            self._changed("text", matched)
        else:
            self.same += int(matched.select((~moved & ~judged & (kept == kept_now)).sum()).item())
        splits = matched.filter(moved)
        self._changed("split", splits)
        for before, after, beads in splits.group_by("split", "split new").len().rows():
            self.moves[f"{before or '(none)'} \u2192 {after or '(none)'}"] += beads
        others = matched.filter(judged | (kept != kept_now))
        self._changed("reasons", others)
        self.kept += int(others.select((~kept & kept_now).sum()).item())
        self.rejected += int(others.select((kept & ~kept_now).sum()).item())
        for counter, here, there in ((self.got, "reasons new", "reasons"), (self.lost, "reasons", "reasons new")):
            more = others.select(pl.col(here).list.set_difference(pl.col(there)).alias("name")).explode("name")
            counter.update(dict(more.drop_nulls().group_by("name").len().rows()))

    def add_alone(self, what: str, rows: pl.DataFrame) -> None:
        """Beads of one build: "added" or "removed"."""
        import polars as pl

        if what == "added":
            rows = rows.rename({"shard": "shard new", "row": "row new"})
        missing = [name for name in ("shard", "row", "shard new", "row new") if name not in rows.columns]
        self._changed(what, rows.with_columns(pl.lit(None, pl.Int64).alias(name) for name in missing))

    def _changed(self, what: str, rows: pl.DataFrame) -> None:
        import polars as pl

        for name, beads in rows.group_by("input").len().rows():
            self.inputs.setdefault(name, Counter())[what] += beads
        places = rows.select(DRAWN, "shard", "row", "shard new", "row new")
        so_far = [self.first[what]] if what in self.first else []
        ordered = pl.concat([*so_far, places]).sort(DRAWN, "shard", "row", "shard new", "row new")
        self.first[what] = ordered.head(self.examples)

    def differences(self, builds: Sequence[Sequence[Path]], sizes: Sequence[int]) -> Differences:
        """All that was found, in order."""
        inputs = {
            name: {what: self.inputs[name][what] for what in CHANGES if self.inputs[name][what]}
            for name in sorted(self.inputs)
        }
        reasons = {name: (self.got[name], self.lost[name]) for name in sorted({*self.got, *self.lost})}
        return Differences(
            old=sizes[0],
            new=sizes[1],
            same=self.same,
            inputs={name: counts for name, counts in inputs.items() if counts},
            moves={name: self.moves[name] for name in sorted(self.moves)},
            reasons=reasons,
            kept=self.kept,
            rejected=self.rejected,
            examples=tuple(_examples(self.first, builds)),
        )


def _examples(first: Mapping[str, pl.DataFrame], builds: Sequence[Sequence[Path]]) -> Iterator[Change]:
    """The beads that were drawn, with their texts; read where they lie."""
    wanted: list[set[tuple[int, int]]] = [set(), set()]
    places = {what: first[what].drop(DRAWN).rows() for what in CHANGES if what in first}
    for rows in places.values():
        for shard, row, shard_new, row_new in rows:
            if shard is not None:
                wanted[0].add((shard, row))
            if shard_new is not None:
                wanted[1].add((shard_new, row_new))
    old, new = (_read(paths, some) for paths, some in zip(builds, wanted, strict=True))
    for what, rows in places.items():
        for shard, row, shard_new, row_new in rows:
            yield _change(what, old.get((shard, row)), new.get((shard_new, row_new)))


def _read(paths: Sequence[Path], wanted: set[tuple[int, int]]) -> dict[tuple[int, int], dict[str, Any]]:
    import polars as pl

    found = {}
    for number in sorted({shard for shard, _ in wanted}):
        rows = sorted(row for shard, row in wanted if shard == number)
        beads = pl.scan_parquet(paths[number], glob=False).select(_NEEDED).with_row_index("row")
        for bead in beads.filter(pl.col("row").is_in(rows)).collect().iter_rows(named=True):
            found[number, bead["row"]] = bead
    return found


def _change(what: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> Change:
    known = new or old or {}

    def texts(bead: Mapping[str, Any] | None) -> tuple[str, str]:
        sides = [shortened((bead or {}).get(f"{side}_text") or "", _LETTERS) for side in ("source", "target")]
        return sides[0], sides[1]

    return Change(
        what=what,
        input=known.get("input") or "",
        id=known.get("id") or "",
        source_language=known.get("source_language") or "",
        target_language=known.get("target_language") or "",
        old=texts(old),
        new=texts(new),
        old_split=(old or {}).get("split") or "",
        new_split=(new or {}).get("split") or "",
        old_reasons=tuple((old or {}).get("reasons") or ()),
        new_reasons=tuple((new or {}).get("reasons") or ()),
    )


_TOLD = {"added": "added", "removed": "removed", "text": "text changed", "split": "split changed",
         "reasons": "reasons changed"}  # fmt: skip


def _told(found: Differences) -> Iterator[str]:
    yield f"{found.old:,} beads before, {found.new:,} now, {found.same:,} the same"
    if not found.any:
        yield "no difference"
        return
    width = max(len(_line(name) or "(no input)") for name in (*found.inputs, "all inputs"))
    yield ""
    yield f"{'':{width}}  " + "  ".join(f"{_TOLD[what]:>15}" for what in CHANGES)
    for name, counts in found.inputs.items():
        numbers = "  ".join(f"{counts.get(what, 0):>15,}" for what in CHANGES)
        yield f"{_line(name) or '(no input)':{width}}  {numbers}"
    if len(found.inputs) > 1:
        yield f"{'all inputs':{width}}  " + "  ".join(f"{found.count(what):>15,}" for what in CHANGES)
    if found.kept or found.rejected:
        yield from ("", f"kept now: {found.kept:,}   rejected now: {found.rejected:,}")
    for name, (got, lost) in found.reasons.items():
        yield f"  {_line(name)}: {got:,} more, {lost:,} fewer"
    if found.moves:
        yield ""
    for name, beads in found.moves.items():
        yield f"  {_line(name)}: {beads:,}"
    for change in found.examples:
        yield from _example(change)


def _example(change: Change) -> Iterator[str]:
    yield from ("", f"{_TOLD[change.what]}: {_line(change.input)} {_line(change.id)}")
    if change.what == "split":
        yield f"  {change.old_split or '(none)'} \u2192 {change.new_split or '(none)'}"
    if change.what == "reasons":
        before, after = (", ".join(map(_line, names)) or "kept" for names in (change.old_reasons, change.new_reasons))
        yield f"  {before} \u2192 {after}"
    shown = [("-", change.old), ("+", change.new)] if change.what == "text" else [(" ", change.new)]
    if change.what == "removed":
        shown = [(" ", change.old)]
    for sign, texts in shown:
        for text in texts:
            yield f"  {sign} {_isolated(text)}"


def _line(text: str) -> str:
    """One line without control characters, which a terminal would obey."""
    return " ".join(
        "".join(ch if ch.isprintable() or ch.isspace() or ch in "\u200c\u200d" else "\ufffd" for ch in text).split()
    )


def _isolated(text: str) -> str:
    """A text in its own direction (first strong isolate), so that signs before it stay where they are."""
    line = _line(text)
    return f"\u2068{line}\u2069" if any(bidirectional(ch) in ("R", "AL") for ch in line) else line

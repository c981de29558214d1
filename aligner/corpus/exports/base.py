"""What every export has in common: its options, its rows in order, and what it could not keep."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from aligner import languages
from aligner.corpus.annotations import Marks
from aligner.errors import InputError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["SPLITS", "TEXTS", "Export", "Exported", "Format", "Lost", "Options", "Part"]

SPLITS = ("train", "validation", "test")
TEXTS = ("source_text", "target_text")
_ROWS = 50_000  # read at once: some 30 MB of texts
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*", re.ASCII)


@dataclass(frozen=True)
class Options:
    """What an export may be asked; each format takes what concerns it."""

    name: str = "corpus"  # stem of the files
    splits: tuple[str, ...] = ()  # only these of SPLITS; empty: all
    pairs: tuple[str, ...] = ()  # only these: "en-ar"; empty: all
    normalise: bool = False  # punctuation as Moses has it, in formats of lines
    tokenise: bool = False  # words and punctuation apart as Moses has them, in formats of lines
    compress: str = ""  # "gz" or "zst", in formats whose tool reads them
    root: str = ""  # folder where the export will stand, for configuration files; "" they are relative to it
    title: str = ""  # for the card
    columns: tuple[str, ...] = ()  # further columns, in TSV
    rows: int = 250_000  # beads of a Parquet file
    glossary: tuple[Path, ...] = ()  # files that go with the corpus: TBX, TSV
    lemmas: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # concept -> language -> its lemma
    marks: Marks = field(default_factory=Marks)
    share: float = 1.0  # of the terms that are annotated, 0 to 1
    seed: int = 0  # which terms those are

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise InputError(f"{self.name!r} cannot be the name of an export: use letters, figures, . _ -")
        for split in self.splits:
            if split not in SPLITS:
                raise InputError(f"no split is called {split!r}: use {', '.join(SPLITS)}")
        if self.compress not in ("", "gz", "zst"):
            raise InputError(f"cannot compress as {self.compress!r}: use gz or zst")
        if self.rows < 1 or not 0 <= self.share <= 1:
            raise InputError("an export wants one row a file at least, and a share of terms from 0 to 1")
        if re.search(r"[\x00-\x1f\x7f]", self.root + self.title):
            raise InputError("the root and the title of an export are one line each, without control characters")


@dataclass(frozen=True, order=True)
class Part:
    """The beads of one direction and one split."""

    source: str
    target: str
    split: str  # one of SPLITS

    @property
    def pair(self) -> str:
        """As files are called: "en-ar"."""
        return f"{self.source}-{self.target}"


class Lost:
    """Counts what a format cannot keep, for one line each."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, what: str, number: int = 1) -> None:
        """So many more of it."""
        if number:
            self._counts[what] += number

    def lines(self) -> tuple[str, ...]:
        """ "12 × tab or end of line written as a blank", the most frequent first."""
        ordered = sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))
        return tuple(f"{number} × {what}" for what, number in ordered)


@dataclass(frozen=True)
class Exported:
    """What was written and what was not."""

    files: tuple[Path, ...]  # in the order of their names
    beads: int  # that were written
    parts: Mapping[Part, int]  # of these in each direction and split
    lost: tuple[str, ...] = ()  # what was left out or changed, a line each with its number
    omitted: tuple[str, ...] = ()  # columns of the record that the format does not hold


class Export:
    """One export under way: where its rows come from, the folder that it fills, what it counts."""

    def __init__(self, shards: Sequence[Path], folder: Path, options: Options) -> None:
        self.shards = tuple(shards)
        self.folder = folder  # unfinished; the whole takes the place of the last one when all is well
        self.options = options
        self.lost = Lost()
        self.columns = self._columns()
        self.licences: dict[Part, Counter[str]] = {}
        self.parts = self._census()  # beads that are there, by part, in order
        self.written: Counter[Part] = Counter()  # beads that the format wrote

    def path(self, name: str) -> Path:
        """A file of the export; its folder is made."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def frames(self, columns: Sequence[str]) -> Iterator[tuple[Part, pl.DataFrame]]:
        """The kept beads in the order of the shards, in pieces that belong to one part each."""
        import polars as pl

        keys = ["source_language", "target_language", "split"]
        wanted = list(dict.fromkeys([*columns, *keys]))
        for shard in self.shards:
            length = pl.scan_parquet(shard, glob=False).select(pl.len()).collect().item()
            for start in range(0, length, _ROWS):
                rows = pl.scan_parquet(shard, glob=False).slice(start, _ROWS).filter(pl.col("kept")).select(wanted)
                for key, frame in rows.collect().partition_by(keys, maintain_order=True, as_dict=True).items():
                    part = self._part(str(key[0]), str(key[1]), str(key[2] or ""))
                    if part in self.parts:
                        yield part, frame.select(columns)

    def _part(self, source: str, target: str, split: str) -> Part:
        return Part(source, target, split or ("" if self._is_split else "train"))

    def _columns(self) -> tuple[str, ...]:
        import polars as pl

        found: list[str] | None = None
        for shard in self.shards:
            try:
                names = pl.scan_parquet(shard, glob=False).collect_schema().names()
            except (pl.exceptions.PolarsError, OSError) as error:
                raise InputError(f"{shard}: cannot be read as a shard of records: {str(error)[:200]}") from error
            if found is not None and names != found:
                odd = sorted(set(names) ^ set(found)) or ["their order"]
                raise InputError(f"{shard}: has other columns than {self.shards[0]}: {', '.join(odd)}")
            found = names
        missing = [name for name in (*TEXTS, "id", "kept", "split") if name not in (found or [])]
        if missing:
            raise InputError(f"{self.shards[0]}: not a shard of records: no column {', '.join(missing)}")
        return tuple(found or ())

    def _census(self) -> dict[Part, int]:
        import polars as pl

        keys = ["source_language", "target_language", "split", "licence"]
        counts = (
            pl.scan_parquet(list(self.shards), glob=False)
            .filter(pl.col("kept"))
            .group_by(keys)
            .agg(pl.len().alias("beads"))
            .collect(engine="streaming")
            .sort(keys)
        )
        self._is_split = any(counts["split"].fill_null("") != "")
        parts: Counter[Part] = Counter()
        for source, target, split, licence, beads in counts.iter_rows():
            for code in (source, target):
                if code not in languages.LANGUAGES:
                    raise InputError(
                        f"{self.shards[0]}: the language {code!r} is none of {', '.join(languages.LANGUAGES)}"
                    )
            if source == target:
                raise InputError(
                    f"{self.shards[0]}: holds beads from {languages.get(source).name} to the same language"
                )
            part = self._part(source, target, split or "")
            if part.split not in ("", *SPLITS):
                raise InputError(f"{self.shards[0]}: the split {part.split!r} is none of {', '.join(SPLITS)}")
            if self.options.pairs and part.pair not in self.options.pairs:
                continue  # as asked
            if not part.split:
                self.lost.add("bead without a split left out, as others have one", beads)
            elif not self.options.splits or part.split in self.options.splits:
                parts[part] += beads
                self.licences.setdefault(part, Counter())[licence or ""] += beads
        for pair in self.options.pairs:
            if pair not in {part.pair for part in parts}:
                raise InputError(f"there are no beads to export for the pair {pair!r}")
        return {part: parts[part] for part in sorted(parts, key=lambda p: (p.source, p.target, SPLITS.index(p.split)))}


@dataclass(frozen=True)
class Format:
    """One layout of files."""

    name: str
    about: str  # one line
    write: Callable[[Export], None]
    keeps: tuple[str, ...] = TEXTS  # columns of the record that it holds; ("*",) all
    lines: bool = True  # a bead is a line; normalise and tokenise are for these
    compresses: tuple[str, ...] = ("",)  # values of the option that its tool reads
    annotates: bool = False  # wants the options about terms

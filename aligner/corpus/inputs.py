"""What goes into a corpus: which files an input is, which of them are read together, and reading them to shards.

A task reads some files of one input and writes records, whole documents to a shard. What it depends on is in its key:
the contents of the files, their names below the input, and the settings.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner import __version__
from aligner.corpus.config import Input
from aligner.corpus.config_table import meant
from aligner.corpus.filter_base import Encoder, Glosses
from aligner.corpus.manifest import Outcome, Store, Task, file_digest, key_of
from aligner.corpus.records import SHARD, from_bitext, schema, write_shard
from aligner.errors import InputError

if TYPE_CHECKING:
    import polars as pl

    from aligner.bitext import Bitext

__all__ = ["STAGE", "Source", "Tools", "Versions", "is_corpus", "plan", "read"]

STAGE = "read"
_LAYOUT = 1  # of what is read from a file: another number reads all again
_TOGETHER = 16 << 20  # bytes of small files that one task reads
_REPORTS = 8  # reports that one task aligns
_SUFFIXES = {
    "bitext": (".jsonl", ".parquet"),
    "tmx": (".tmx", ".tmx.gz"),
    "tsv": (".tsv", ".tsv.gz", ".txt", ".txt.gz"),
}
Refused = dict[str, str]


@dataclass(frozen=True)
class Versions:
    """The files of one report in several languages."""

    name: str
    paths: tuple[Path, ...]
    codes: tuple[str | None, ...]  # None where its name or its text must tell


@dataclass(frozen=True)
class Tools:
    """What other rooms do for a corpus: functions of modules, so that they can be named to other processes."""

    # the sets of versions in folders, but for those below one folder; and what has no other version: path -> why
    find: Callable[[Sequence[Path], Sequence[str], Path], tuple[list[Versions], Refused]] | None = None
    align: Callable[[Versions, Input], Bitext] | None = None
    memory: Callable[[Path, bool], Iterator[Mapping[str, Any]]] | None = None  # rows of beads; all, or the approved
    memory_version: Callable[[Path, bool], str] | None = None  # another text whenever `memory` gives other rows
    glosses: Callable[[], Glosses] | None = None
    encoder: Callable[[], Encoder] | None = None
    # the approved names of glossary files by concept and language
    lemmas: Callable[[Sequence[Path]], Mapping[str, Mapping[str, str]]] | None = None


@dataclass(frozen=True)
class Source:
    """Some files that belong together: one file, a pair of files, the versions of a report."""

    name: str  # below the input, as it stands in the column `place`
    paths: tuple[Path, ...]
    codes: tuple[str | None, ...] = ()


@dataclass(frozen=True)
class _Given:
    """What a task reads."""

    input: Input
    sources: tuple[Source, ...]
    tools: Tools
    shard: int


Beads = Iterator["pl.DataFrame"]  # columns of the bitext, and `place`


def plan(input: Input, tools: Tools, store: Store, shard: int = SHARD) -> tuple[list[Task], Refused]:
    """The tasks that read an input, in order, and what cannot be read of it. InputError where there is nothing.

    `shard` is how many beads a file has at most. The folder around the store is the build's own: nothing is read there.
    """
    sources, refused = _sources(input, tools, store.folder.parent)
    settings = replace(input, paths=(), glossary=())
    tasks = []
    for group in _groups(input, sources):
        versions = [[source.name, [_digest(input, path, tools) for path in source.paths]] for source in group]
        glossary = [file_digest(path) for path in input.glossary]
        key = key_of(STAGE, _LAYOUT, __version__, settings, shard, glossary, versions)
        tasks.append(store.task(STAGE, key, read, _Given(input, tuple(group), tools, shard)))
    return tasks, refused


def _digest(input: Input, path: Path, tools: Tools) -> str:
    if input.kind == "memory" and tools.memory_version:
        return tools.memory_version(path, input.machine)
    return file_digest(path)


def _groups(input: Input, sources: Sequence[Source]) -> Iterator[list[Source]]:
    """Small files are read together, as long as they do not come to too many bytes or, to be aligned, reports."""
    group: list[Source] = []
    size = 0
    for source in sources:
        own = sum(path.stat().st_size for path in source.paths)
        if group and (size + own > _TOGETHER or (input.kind == "versions" and len(group) >= _REPORTS)):
            yield group
            group, size = [], 0
        group.append(source)
        size += own
    if group:
        yield group


def _sources(input: Input, tools: Tools, output: Path) -> tuple[list[Source], Refused]:
    for path in input.paths:
        if not path.exists():
            raise InputError(f"{path}: there is no such file or folder (input {input.name!r})")
    if input.kind == "versions":
        return _versions(input, tools, output)
    if input.kind == "moses":
        from aligner.corpus.inputs_lines import pairs_of

        return [Source(*one) for one in pairs_of(input, output)], {}
    found: list[Source] = []
    for path in input.paths:
        if input.kind == "memory":
            found.append(Source(path.name, (path,)))
        elif path.is_dir():
            files = _files(path, _SUFFIXES[input.kind], output)
            if not files:
                raise InputError(
                    f"{path}: no files ending in {', '.join(_SUFFIXES[input.kind])} (input {input.name!r})"
                )
            found += [Source(file.relative_to(path).as_posix(), (file,)) for file in files]
        else:
            _check_suffix(input, path)
            found.append(Source(path.name, (path,)))
    return _named_apart(found), {}


def _check_suffix(input: Input, path: Path) -> None:
    known = _SUFFIXES[input.kind]
    if not path.name.lower().endswith(known):
        raise InputError(f"{path}: an input of the kind {input.kind} ends in {', '.join(known)} (input {input.name!r})")


def _files(folder: Path, suffixes: tuple[str, ...], output: Path) -> list[Path]:
    """The files of a folder in the order of their names; of a bitext that is there twice the one that people edit.

    What is hidden is passed over, and so are corpora.
    """
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name[0] != "." and not is_corpus(Path(place, name), output))
        found += [Path(place) / name for name in names if name.lower().endswith(suffixes) and name[0] != "."]
    found.sort(key=lambda path: path.relative_to(folder).as_posix())
    lines = {path for path in found if path.suffix == ".jsonl"}
    return [path for path in found if path.suffix != ".parquet" or path.with_suffix(".jsonl") not in lines]


def _named_apart(sources: list[Source]) -> list[Source]:
    """Sources of several paths may have one name: these get that of their folder before it."""
    names = [source.name for source in sources]
    seen: dict[str, int] = {}
    apart = []
    for source in sources:
        name = source.name
        if names.count(name) > 1:
            seen[name] = seen.get(name, 0) + 1
            name = f"{name}~{seen[name]}"
        apart.append(replace(source, name=name))
    return apart


def is_corpus(folder: Path, output: Path) -> bool:
    """Whether a folder is the one that is being built, or a corpus that was: these are no inputs."""
    if folder.resolve() == output.resolve():
        return True
    return (folder / "manifest.json").is_file() and (folder / "beads").is_dir()


def _versions(input: Input, tools: Tools, output: Path) -> tuple[list[Source], Refused]:
    if tools.find is None or tools.align is None:
        raise InputError(f"input {input.name!r}: reports cannot be aligned from here: use aligner corpus build")
    sets, alone = tools.find(input.paths, input.languages, output)
    if not sets:
        path, reason = next(iter(alone.items()), (str(input.paths[0]), "no reports found"))
        raise InputError(f"{path}: {reason}; nothing to align (input {input.name!r})")
    return [Source(one.name, one.paths, one.codes) for one in sets], alone


# ---------------------------------------------------------------------------------------------------------------------
# Reading


def read(given: _Given, folder: Path) -> Outcome:
    """Read the files of a task to shards in a folder; the function of the task."""
    writer, refused = _Writer(given.input, folder, given.shard), Refused()
    for source in given.sources:
        for frame in _beads(given, source, refused):
            writer.add(frame, source.name)
    writer.close()
    counts = {"beads": writer.beads, **{f"rows {name}": rows for name, rows in writer.sizes.items()}}
    return Outcome(counts, refused)


def _beads(given: _Given, source: Source, refused: Refused) -> Beads:
    input, tools = given.input, given.tools
    if input.kind == "bitext":
        from aligner.corpus.inputs_bitext import read_bitext

        return read_bitext(source.paths[0], source.name)
    if input.kind == "tmx":
        from aligner.corpus.inputs_tmx import read_tmx

        return read_tmx(source.paths[0], source.name, input)
    if input.kind == "tsv":
        from aligner.corpus.inputs_lines import read_tsv

        return read_tsv(source.paths[0], source.name, input)
    if input.kind == "moses":
        from aligner.corpus.inputs_lines import read_moses

        return read_moses(source.paths, source.name, [str(code) for code in source.codes], input)
    if input.kind == "memory":
        from aligner.corpus.inputs_bitext import read_rows

        if tools.memory is None:
            raise InputError(f"{source.paths[0]}: a memory cannot be read from here: use aligner corpus build")
        return read_rows(tools.memory(source.paths[0], input.machine), source.name)
    if input.kind == "versions":
        return _aligned(given, source, refused)
    raise InputError(f"no kind of input is called {input.kind!r}: {meant(input.kind, ('versions', 'bitext'))}")


def _aligned(given: _Given, source: Source, refused: Refused) -> Beads:
    from aligner.corpus.inputs_bitext import placed

    assert given.tools.align is not None  # `plan` has seen to it
    try:
        bitext = given.tools.align(Versions(source.name, source.paths, source.codes), given.input)
    except InputError as error:  # texts that are no versions of each other: the others are read all the same
        refused[source.name] = str(error)
        return
    wanted = given.input.languages
    beads = [bead for bead in bitext if not wanted or {bead.source_language, bead.target_language} <= {*wanted}]
    if beads:
        yield placed(type(bitext).of(beads).frame(), source.name)


class _Writer:
    """Writes records to shards: as many whole documents as go into one, and ids that are there once."""

    def __init__(self, input: Input, folder: Path, shard: int) -> None:
        self.beads = 0
        self.sizes: dict[str, int] = {}  # of each shard
        self._input, self._folder, self._shard = input, folder, shard
        self._waiting: list[pl.DataFrame] = []
        self._rows = 0
        self._starts: list[int] = []  # rows of what waits at which a document begins
        self._last: tuple[object, ...] | None = None  # the document at the end of what was added
        self._seen: dict[tuple[object, ...], int] = {}  # document and pair -> how often it began
        self._documents: dict[tuple[str, str], None] = {}

    def add(self, frame: pl.DataFrame, source: str) -> None:
        """More beads, in the order of the file."""
        import polars as pl

        if not frame.height:
            return
        input = self._input
        records = from_bitext(frame.drop("place"), input=input.name, licence=input.licence, place=frame["place"])
        records = _settled(records, input)
        runs = records.select(
            pl.struct("document", "source_language", "target_language").rle_id().alias("run"),
            "document", "source_language", "target_language",
        )  # fmt: skip
        starts = runs.with_row_index("row").group_by("run", maintain_order=True).first().sort("row")
        suffixes, cuts = [], []
        for _, row, *document in starts.iter_rows():
            key = (source, *document)
            if key != self._last:
                self._seen[key] = self._seen.get(key, 0) + 1
                cuts.append(row)
            suffixes.append("" if self._seen[key] == 1 else f"~{self._seen[key]}")
            self._last = key
            self._documents[source, "\x1f".join(map(str, document))] = None
        if any(suffixes):
            again = pl.Series("again", suffixes)[runs["run"].to_numpy()]
            records = records.with_columns(pl.concat_str("id", again).alias("id"))
        self._starts += [self._rows + row for row in cuts]
        self._waiting.append(_unique(records))
        self._rows += records.height
        while self._rows > self._shard:
            fitting = [row for row in self._starts if 0 < row <= self._shard]
            self._flush(fitting[-1] if fitting else self._shard)  # else a document larger than a shard

    def _flush(self, rows: int) -> None:
        """Write so many of the beads that wait."""
        import polars as pl

        if not rows:
            return
        frame = pl.concat(self._waiting)
        name = f"{len(self.sizes):05d}.parquet"
        write_shard(frame.head(rows), self._folder / name)
        self.beads += rows
        self.sizes[name] = rows
        self._waiting, self._rows = [frame.slice(rows)], frame.height - rows
        self._starts = [row - rows for row in self._starts if row >= rows]

    def close(self) -> None:
        """Write what waits, and which documents there were in which file."""
        import polars as pl

        self._flush(self._rows)
        rows = [(source, document) for source, document in self._documents]
        frame = pl.DataFrame(rows, schema={"source": pl.String, "document": pl.String}, orient="row")
        write_shard(frame, self._folder / "documents.index")


def _settled(records: pl.DataFrame, input: Input) -> pl.DataFrame:
    """What the settings of the input reject."""
    import polars as pl

    reasons = []
    if input.confidence > 0:
        unsure = (pl.col("confidence") < input.confidence).fill_null(value=False)
        reasons.append(pl.when(unsure).then(pl.lit("confidence")))
    if input.origins:
        reasons.append(pl.when(~pl.col("origin").is_in(list(input.origins))).then(pl.lit("origin")))
    if not reasons:
        return records
    more = [pl.concat_list(one).list.drop_nulls() for one in reasons]
    records = records.with_columns(pl.concat_list("reasons", *more).alias("reasons"))
    return records.with_columns((pl.col("reasons").list.len() == 0).alias("kept")).select(list(schema()))


def _unique(records: pl.DataFrame) -> pl.DataFrame:
    """Of beads with one id the second and the next get another one."""
    import polars as pl

    if records["id"].n_unique() == records.height:
        return records
    times = pl.int_range(1, pl.len() + 1).over("id")
    again = pl.when(times > 1).then(pl.format("={}", times)).otherwise(pl.lit(""))
    return records.with_columns(pl.concat_str("id", again).alias("id"))

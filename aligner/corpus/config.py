"""The configuration of a corpus: a TOML file that says what goes in, what is asked of it and what comes out."""

from __future__ import annotations

import inspect
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from aligner import languages
from aligner.corpus import duplicates
from aligner.corpus.config_table import Table, meant
from aligner.corpus.exports import FORMATS, Options
from aligner.corpus.exports.base import SPLITS
from aligner.corpus.filters import DEFAULT, FILTERS
from aligner.corpus.records import SHARD
from aligner.errors import InputError

__all__ = ["KINDS", "Config", "Export", "Filters", "Input", "Splits", "read_config"]

KINDS = {
    "versions": "folders of report versions, which are aligned first",
    "bitext": "bitexts that aligner wrote: .jsonl, .parquet, or folders of them",
    "memory": "a translation memory of aligner",
    "tmx": "TMX files, or folders of them",
    "moses": "pairs of files, a line each: source and target, or a folder of such pairs",
    "tsv": "tables, columns apart by tabs",
}
COLUMNS = ("source", "target", "document", "confidence", "note", "")
_KEYS = {
    "versions": ("languages", "glossary", "lines", "force"),
    "bitext": (),
    "memory": ("machine",),
    "tmx": ("languages", "block", "origin"),
    "moses": ("source", "target", "languages", "block", "origin"),
    "tsv": ("languages", "columns", "header", "block", "origin"),
}
_PARTS = ("pair", "source", "target")  # by which equal beads are known
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*", re.ASCII)
_ORIGINS = ("human", "machine", "aligned")


@dataclass(frozen=True)
class Input:
    """One input: files of one kind, with one licence."""

    name: str
    kind: str  # one of KINDS
    paths: tuple[Path, ...]
    licence: str = ""
    languages: tuple[str, ...] = ()  # of "moses" and "tsv" source and target; of others those that are wanted, or all
    confidence: float = 0.0  # beads that are known to be less sure are rejected
    origin: str = "human"  # who translated what the files do not tell that of
    origins: tuple[str, ...] = ()  # only beads of these; empty: all
    block: int = 50  # lines or units that are taken as one document, where the file does not part them
    columns: tuple[str, ...] = ("source", "target")  # of "tsv", in order; "" one that is passed over
    header: bool = False  # of "tsv": the first line names columns and is passed over
    machine: bool = False  # of "memory": also what nobody approved
    glossary: tuple[Path, ...] = ()  # of "versions": the terms that are looked for
    lines: bool = False  # of "versions": each line is a segment
    force: bool = False  # of "versions": align also what looks unrelated


@dataclass(frozen=True)
class Filters:
    """The filters that are asked, and their parameters."""

    names: tuple[str, ...] = DEFAULT
    params: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    lexicon: bool = True  # hand in the lexicon that comes with aligner
    encoder: bool = False  # hand in the encoder: four times the work


@dataclass(frozen=True)
class Splits:
    """How the corpus is split."""

    shares: Mapping[str, float] = field(default_factory=lambda: {"train": 0.9, "validation": 0.05, "test": 0.05})
    ledger: Path = Path()  # what was ever split, that nothing moves from test to train
    protect: tuple[Path, ...] = ()  # texts that may not be in train, a line each: test sets of others


@dataclass(frozen=True)
class Export:
    """One export."""

    format: str
    folder: str  # below the folder exports
    options: Options = field(default_factory=Options)


@dataclass(frozen=True)
class Config:
    """A whole configuration, checked."""

    path: Path
    name: str
    output: Path
    inputs: tuple[Input, ...]
    seed: int = 1
    title: str = ""
    shard: int = SHARD  # beads of a shard, at most
    filters: Filters = field(default_factory=Filters)
    duplicates: Mapping[str, Any] = field(default_factory=dict)  # what `duplicates.decide` is asked
    splits: Splits = field(default_factory=Splits)
    exports: tuple[Export, ...] = ()
    report: bool = True  # write statistics, card and report


def read_config(path: Path | str) -> Config:
    """Read a configuration; relative paths in it are relative to its folder.

    InputError says file, table, key and what to do.
    """
    path = Path(path)
    try:
        values = tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{path}: is not TOML: {error}") from error
    top = Table(values, path, "")
    corpus = top.table("corpus")
    name = corpus.get("name", path.stem)
    if not _NAME.fullmatch(name):
        raise corpus.error("name", f"{name!r} cannot be a name: use letters, figures, . _ -")
    base = path.parent
    output = base / corpus.get("output", name)
    found = Config(
        path=path,
        name=name,
        output=output,
        seed=corpus.get("seed", 1, least=0),
        title=corpus.get("title", ""),
        shard=corpus.get("shard", SHARD, least=1, most=SHARD),
        report=corpus.get("report", True),
        inputs=tuple(_input(table, base) for table in top.tables("input")),
        filters=_filters(top.table("filters")),
        duplicates=_duplicates(top.table("duplicates")),
        splits=_splits(top.table("splits"), base, output),
        exports=tuple(_export(table, base, name) for table in top.tables("export")),
    )
    corpus.close()
    top.close()
    _check_names(found)
    return found


def _check_names(config: Config) -> None:
    if not config.inputs:
        raise InputError(f"{config.path}: no [[input]]: name at least one, with kind and path")
    for what, names in (
        ("input", [entry.name for entry in config.inputs]),
        ("export", [entry.folder for entry in config.exports]),
    ):
        for number, name in enumerate(names, 1):
            if name in names[: number - 1]:
                key = "name" if what == "input" else "folder"
                raise InputError(f"{config.path}: [[{what}]] {number} {key}: {name!r} is there already: choose another")


def _input(table: Table, base: Path) -> Input:
    kind = table.choice("kind", KINDS, "")
    paths = [base / Path(text).expanduser() for text in table.texts("path")]
    codes = table.texts("languages") if "languages" in _KEYS[kind] else ()
    if kind == "moses" and (table.there("source") or table.there("target")):
        if paths:
            raise table.error("path", "either a path, or source and target")
        paths = [base / table.get(side, "") for side in ("source", "target") if table.there(side)]
        if len(paths) < 2:
            raise table.error("source", "and target go together: name both files")
    if not paths:
        raise table.error("path", "is missing: name a file or a folder, relative to this configuration")
    for code in codes:
        if code not in languages.LANGUAGES:
            raise table.error("languages", f"{code!r} is none of {', '.join(languages.LANGUAGES)}")
    if kind == "tsv" and len(codes) != 2:
        raise table.error("languages", 'is missing: write that of source and target, as ["en", "ar"]')
    if len(set(codes)) < len(codes):
        raise table.error("languages", "the same language twice")
    known = set(_KEYS[kind])
    name = table.get("name", paths[0].name.partition(".")[0] or kind)
    if not _NAME.fullmatch(name):
        raise table.error("name", f"{name!r} cannot be a name: use letters, figures, . _ -")
    columns = table.texts("columns") if "columns" in known else ()
    made = Input(
        name=name,
        kind=kind,
        paths=tuple(paths),
        licence=table.get("licence", ""),
        languages=codes,
        confidence=table.get("confidence", 0.0, least=0, most=1),
        origin=table.choice("origin", _ORIGINS, "human") if "origin" in known else "human",
        origins=table.texts("origins"),
        block=table.get("block", 50, least=1) if "block" in known else 50,
        columns=columns or ("source", "target"),
        header=table.get("header", False) if "header" in known else False,
        machine=table.get("machine", False) if "machine" in known else False,
        glossary=tuple(base / text for text in table.texts("glossary")) if "glossary" in known else (),
        lines=table.get("lines", False) if "lines" in known else False,
        force=table.get("force", False) if "force" in known else False,
    )
    for column in made.columns:
        if column not in COLUMNS and column != "-":
            raise table.error("columns", f"{column!r} is unknown: {meant(column, COLUMNS[:-1])}, or - for none")
    if not {"source", "target"} <= set(made.columns):
        raise table.error("columns", "source and target must be among them")
    table.close([key for keys in _KEYS.values() for key in keys])
    return made


def _filters(table: Table) -> Filters:
    use, skip = table.texts("use"), table.texts("skip")
    lexicon, encoder = table.get("lexicon", True), table.get("encoder", False)
    for key, names in (("use", use), ("skip", skip)):
        for name in names:
            if name not in FILTERS:
                raise table.error(key, f"no filter is called {name!r}: {meant(name, FILTERS)}")
    params: dict[str, dict[str, Any]] = {}
    for name, value in table.rest().items():
        if name not in FILTERS:
            raise table.error(name, f"unknown key: {meant(name, ['use', 'skip', 'lexicon', 'encoder', *FILTERS])}")
        if not isinstance(value, dict):
            raise table.error(name, f"write its parameters as a table: [filters.{name}]")
        defaults = {key: one for key, one in FILTERS[name].defaults.items() if key not in ("glosses", "encoder")}
        given = Table(value, table._file, f"[filters.{name}]")
        for key in value:
            if key not in defaults:
                raise given.error(key, f"unknown parameter: {meant(key, defaults) if defaults else 'it has none'}")
            params.setdefault(name, {})[key] = (
                given.get(key, defaults[key]) if defaults[key] is not None else value[key]
            )
    asked = tuple(name for name in FILTERS if name in (use or DEFAULT) and name not in skip)
    if encoder and "margin" not in asked:
        raise table.error("encoder", "nothing asks it: put margin among the filters that are used")
    return Filters(asked, params, lexicon, encoder)


def _duplicates(table: Table) -> dict[str, Any]:
    """What `duplicates.decide` is asked."""
    given = inspect.signature(duplicates.decide).parameters.values()
    known = {one.name: one.default for one in given if one.kind is one.KEYWORD_ONLY and one.name != "executor"}
    found = {key: table.get(key, default) for key, default in known.items()}
    for part in found["by"]:
        if part not in _PARTS:
            raise table.error("by", f"{part!r} is unknown: {meant(part, _PARTS)}")
    if not 0 <= found["near"] <= 1:
        raise table.error("near", "write a share from 0 to 1; 0 looks for no near copies")
    if found["boilerplate_documents"] < 0:
        raise table.error("boilerplate_documents", "write a whole number; 0 takes nothing for boilerplate")
    table.close()
    return {**found, "near": found["near"] or None}


def _splits(table: Table, base: Path, output: Path) -> Splits:
    shares = {split: table.get(split, default, least=0, most=1) for split, default in Splits().shares.items()}
    if abs(sum(shares.values()) - 1) > 1e-6:
        if table.there("train"):
            raise table.error("train", f"with validation and test it makes {sum(shares.values()):g}, not 1")
        shares["train"] = 1 - shares["validation"] - shares["test"]
        if shares["train"] <= 0:
            raise table.error("validation", "with test it leaves nothing to train on")
    ledger = table.get("ledger", "")
    protect = tuple(base / text for text in table.texts("protect"))
    for place in protect:
        if not place.is_file():
            raise table.error("protect", f"{place}: there is no such file")
    table.close()
    return Splits(shares, base / ledger if ledger else output / "splits.ledger", protect)


def _export(table: Table, base: Path, name: str) -> Export:
    format = table.choice("format", FORMATS, "")
    folder = table.get("folder", format)
    if not _NAME.fullmatch(folder):
        raise table.error("folder", f"{folder!r} cannot be a folder: use letters, figures, . _ -")
    given: dict[str, Any] = {"name": table.get("name", name)}
    for entry in fields(Options):
        if entry.name in ("name", "marks", "lemmas") or not table.there(entry.name):
            continue
        default = getattr(Options(), entry.name)
        if isinstance(default, tuple):
            texts = table.texts(entry.name)
            given[entry.name] = tuple(base / text for text in texts) if entry.name == "glossary" else texts
        else:
            given[entry.name] = table.get(entry.name, default)
    for split in given.get("splits", ()):
        if split not in SPLITS:
            raise table.error("splits", f"{split!r} is unknown: {meant(split, SPLITS)}")
    known = [entry.name for entry in fields(Options) if entry.name not in ("marks", "lemmas")]
    for key in table.rest():
        raise table.error(key, f"unknown key: {meant(key, ['format', 'folder', *known])}")
    try:
        options = Options(**given)
    except InputError as error:
        raise table.error("", str(error)) from None
    if options.compress not in FORMATS[format].compresses:
        kinds = ", ".join(kind for kind in FORMATS[format].compresses if kind) or "leave the key out"
        raise table.error("compress", f"{format} cannot be compressed as {options.compress!r}: {kinds}")
    return Export(format, folder, options)

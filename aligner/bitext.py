"""The joint of the house: a bitext is a table of beads, whoever made it (the job, the aligner, an editor).

The columns are defined here, once; docs/bitext.md describes them for people and a test keeps the two together.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner import languages
from aligner.errors import InputError
from aligner.files import write_atomically

if TYPE_CHECKING:
    import polars

__all__ = ["SCHEMA_VERSION", "Bead", "Bitext", "Repair", "TermUse", "bead_id", "schema"]

SCHEMA_VERSION = 1

ORIGINS = ("machine", "memory", "human", "aligned", "copied")
STATES = ("draft", "accepted", "edited", "rejected")


@dataclass(frozen=True)
class Repair:
    """One thing that was wrong with a machine translation and what was done about it."""

    fault: str  # what was found: "copy", "script", "truncated", "repetition", "numbers", "parentheses", "ending"
    step: str  # what mended it: "hypothesis", "suppress", "clauses", "engine", "edit"; "" where nothing did
    before: str  # the translation before this repair


@dataclass(frozen=True)
class TermUse:
    """One occurrence of a glossary term in a bead."""

    concept: str
    source: str  # the form in the source text
    target: str  # the form in the target text; "" where it is missing
    source_start: int
    target_start: int  # -1 where it is missing
    strategy: str = ""  # how it came there: "free", "stand-in", "replaced", "prefix", "scored"; "" unknown
    verified: bool = False  # an approved form of the concept stands there
    form: str = ""  # its grammatical form, in the words of the language: "dat", "ل"
    confidence: float | None = None  # probability that it is the form that the sentence needs, 0 to 1
    alternatives: tuple[str, ...] = ()  # other forms that were thought of, best first

    def record(self) -> dict[str, Any]:
        """The use as an entry of the column `terms`."""
        return {**vars(self), "alternatives": list(self.alternatives)}

    @classmethod
    def from_record(cls, entry: dict[str, Any]) -> TermUse:
        """The use of one entry; TypeError where it does not follow the schema."""
        return cls(**{**entry, "alternatives": tuple(entry.get("alternatives") or ())})


@dataclass(frozen=True)
class Bead:
    """The smallest group of segments that translate each other, with all that is known of it."""

    id: str
    document: str
    revision: str  # sha256 of the source file, the first 16 hexadecimal figures
    position: int  # order within the document, counted from 0
    kind: str  # "paragraph", "heading", "item", "quote", "cell"
    line: int  # where the bead begins in the source file, counted from 1; 0 where there is no file
    source_language: str
    target_language: str
    source: tuple[str, ...]  # the segments, in order; empty where the side omits it
    target: tuple[str, ...]
    origin: str  # one of ORIGINS
    engine: str = ""  # as shown to people
    fingerprint: str = ""  # the engine's; equal fingerprints translate alike
    score: float | None = None  # mean log-probability a target piece, as the engine gives it
    confidence: float | None = None  # probability that the bead is right, where something estimated it
    flags: tuple[str, ...] = ()  # what an editor should look at; empty is good
    repairs: tuple[Repair, ...] = ()
    terms: tuple[TermUse, ...] = ()
    pivot: str = ""  # the text in the language between, where there was one
    fuzzy: str = ""  # the nearest approved translation in the memory; with the flag "changed" the former translation
    fuzzy_source: str = ""  # what that is the translation of
    fuzzy_match: float | None = None  # how near its source is, 0 to 1
    state: str = "draft"  # one of STATES
    editor: str = ""
    edited: str = ""  # ISO 8601, UTC
    note: str = ""

    @property
    def shape(self) -> str:
        """Segments on either side: "1-1", "2-1", "0-1"."""
        return f"{len(self.source)}-{len(self.target)}"

    @property
    def source_text(self) -> str:
        """The source side as one text."""
        return " ".join(self.source)

    @property
    def target_text(self) -> str:
        """The target side as one text."""
        return " ".join(self.target)

    def flagged(self, *flags: str) -> Bead:
        """The same bead with more flags, each once."""
        return replace(self, flags=tuple(dict.fromkeys((*self.flags, *flags))))

    def record(self) -> dict[str, Any]:
        """The bead as one row of the schema."""
        row = {name: getattr(self, name) for name in _COLUMNS}
        for name in ("source", "target", "flags"):
            row[name] = list(row[name])
        row["repairs"] = [vars(entry) for entry in self.repairs]
        row["terms"] = [use.record() for use in self.terms]
        return row

    @classmethod
    def from_record(cls, row: dict[str, Any]) -> Bead:
        """The bead of one row. ValueError says which column does not follow the schema."""
        if not isinstance(row, dict):
            raise ValueError("not a row with names")
        values = {f.name: row[f.name] for f in fields(cls) if row.get(f.name) is not None}
        for name in ("source", "target", "flags"):
            values[name] = _texts(name, values.get(name, ()))
        try:
            values["repairs"] = tuple(Repair(**r) for r in values.get("repairs", ()))
            values["terms"] = tuple(TermUse.from_record(t) for t in values.get("terms", ()))
            bead = cls(**values)
        except TypeError as error:
            raise ValueError(str(error).removeprefix("Bead.__init__() ")) from error
        _check(bead)
        return bead


def _texts(column: str, value: object) -> tuple[str, ...]:
    """A list of texts; a text alone, as somebody may write it by hand, is a list of one."""
    if isinstance(value, str):
        return (value,) if value else ()
    if not isinstance(value, (list, tuple)) or not all(isinstance(text, str) for text in value):
        raise ValueError(f"{column} is not a list of texts")
    return tuple(value)


def _check(bead: Bead) -> None:
    """ValueError where a column holds something that cannot be meant."""
    for name, known in (("origin", ORIGINS), ("state", STATES)):
        if getattr(bead, name) not in known:
            raise ValueError(f"{name} {getattr(bead, name)!r} is none of {', '.join(known)}")
    for name in ("source_language", "target_language"):
        if getattr(bead, name) not in languages.LANGUAGES:
            raise ValueError(f"{name} {getattr(bead, name)!r} is none of {', '.join(languages.LANGUAGES)}")
    for entry in fields(bead):
        value = getattr(bead, entry.name)
        if entry.type == "str" and not isinstance(value, str):
            raise ValueError(f"{entry.name} is not a text")
        if entry.type == "int" and (not isinstance(value, int) or isinstance(value, bool)):
            raise ValueError(f"{entry.name} is not a whole number")
        if entry.type == "float | None" and not isinstance(value, (int, float, type(None))):
            raise ValueError(f"{entry.name} is not a number")


_FIRST = ("id", "document", "revision", "position", "kind", "line")
_COLUMNS = (*_FIRST, "shape", *(f.name for f in fields(Bead) if f.name not in _FIRST))


def bead_id(document: str, source: str, target: str, position: int) -> str:
    """The id of a bead: the same whenever the same report is translated again to the same language."""
    return f"{document}#{position:04d}:{source}-{target}"


def schema() -> dict[str, Any]:
    """The columns of a bitext and their polars types, in order."""
    import polars as pl

    text, texts, whole, real = pl.String(), pl.List(pl.String()), pl.Int32(), pl.Float64()
    repair = pl.List(pl.Struct({f.name: text for f in fields(Repair)}))
    term = pl.List(
        pl.Struct(
            {
                "concept": text,
                "source": text,
                "target": text,
                "source_start": whole,
                "target_start": whole,
                "strategy": text,
                "verified": pl.Boolean(),
                "form": text,
                "confidence": real,
                "alternatives": texts,
            }
        )
    )
    special: dict[str, Any] = {
        "position": whole,
        "line": whole,
        "source": texts,
        "target": texts,
        "flags": texts,
        "score": real,
        "confidence": real,
        "fuzzy_match": real,
        "repairs": repair,
        "terms": term,
    }
    return {name: special.get(name, text) for name in _COLUMNS}


@dataclass(frozen=True)
class Bitext:
    """An ordered table of beads."""

    beads: tuple[Bead, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.beads)

    def __iter__(self) -> Iterator[Bead]:
        return iter(self.beads)

    @classmethod
    def of(cls, beads: Iterable[Bead]) -> Bitext:
        """A bitext of these beads."""
        return cls(tuple(beads))

    @property
    def flagged(self) -> tuple[Bead, ...]:
        """The beads that an editor should look at."""
        return tuple(bead for bead in self.beads if bead.flags)

    def frame(self) -> polars.DataFrame:
        """The bitext as a polars frame with the columns of `schema()`."""
        import polars as pl

        return pl.DataFrame([bead.record() for bead in self.beads], schema=schema(), orient="row")

    @classmethod
    def from_frame(cls, frame: polars.DataFrame) -> Bitext:
        """The beads of a frame. InputError where columns are missing."""
        missing = [name for name in ("id", "source", "target", "source_language") if name not in frame.columns]
        if missing:
            raise InputError(f"not a bitext: no column {', '.join(missing)}")
        return cls(tuple(Bead.from_record(row) for row in frame.iter_rows(named=True)))

    def write(self, path: Path | str) -> None:
        """Write to a file whose name ends in .jsonl or .parquet, whole or not at all."""
        path = Path(path)
        if path.suffix not in (".jsonl", ".parquet"):
            raise InputError(f"{path}: a bitext is written as .jsonl or .parquet")
        data = self.to_jsonl() if path.suffix == ".jsonl" else self.to_parquet()
        with write_atomically(path) as file:
            file.write(data)

    def to_jsonl(self) -> bytes:
        """The bitext as JSON lines, UTF-8, one bead a line."""
        return b"".join(json.dumps(bead.record(), ensure_ascii=False).encode() + b"\n" for bead in self.beads)

    def to_parquet(self) -> bytes:
        """The bitext as a Parquet file; equal bitexts give equal bytes."""
        buffer = io.BytesIO()
        self.frame().write_parquet(buffer, metadata={"aligner.bitext": str(SCHEMA_VERSION)})
        return buffer.getvalue()

    @classmethod
    def read(cls, path: Path | str) -> Bitext:
        """Read what `write` wrote. InputError says what is wrong and on which line."""
        path = Path(path)
        if path.suffix == ".jsonl":
            return cls(tuple(_read_json_lines(path)))
        if path.suffix == ".parquet":
            import polars as pl

            try:
                return cls.from_frame(pl.read_parquet(path))
            except (pl.exceptions.PolarsError, OSError, ValueError) as error:
                raise InputError(f"{path}: cannot be read as a bitext: {error}") from error
        raise InputError(f"{path}: a bitext is a .jsonl or .parquet file")


def _read_json_lines(path: Path) -> Iterator[Bead]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue  # as editors of text leave them at the end
                try:
                    yield Bead.from_record(json.loads(line))
                except ValueError as error:
                    raise InputError(f"{path}:{number}: not a bead of a bitext: {error}") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {os.strerror(error.errno or 0)}") from error

"""Glossaries as they are used: one file or several that stack, with what in them contradicts each other."""

from __future__ import annotations

import gc
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from aligner.errors import InputError
from aligner.files import data_home
from aligner.glossary.concepts import Concept
from aligner.glossary.files import GlossaryFile, read_file, write_file
from aligner.glossary.rows import to_row

__all__ = ["Conflict", "Glossary", "default_paths", "glossary_files"]

# What makes no difference to how a text is translated or checked.
_IMMATERIAL = ("domain", "note", "source", "changed_by", "changed", "approved_by", "approved")


@dataclass(frozen=True)
class Conflict:
    """Two places in stacked glossaries that contradict each other."""

    kind: str  # "overridden": one id with other content; "name": one name for concepts that differ elsewhere
    concepts: tuple[str, ...]  # ids
    places: tuple[str, ...]  # file:line, the one in force last
    message: str


def default_paths(given: Sequence[Path | str] = ()) -> tuple[Path, ...]:
    """Where an editor's glossaries are.

    What was given; else $ALIGNER_GLOSSARY (several, separated as in $PATH); else ./glossaries; else the folder
    glossaries in `files.data_home()`. The last two only where they are there; () where there is nothing.
    """
    if given:
        return tuple(Path(path) for path in given)
    if told := os.environ.get("ALIGNER_GLOSSARY"):
        return tuple(Path(path).expanduser() for path in told.split(os.pathsep) if path)
    return next(((folder,) for folder in (Path("glossaries"), data_home() / "glossaries") if folder.is_dir()), ())


def glossary_files(paths: Iterable[Path | str]) -> tuple[Path, ...]:
    """The files that these paths mean: a folder is its *.tsv by name. InputError for a path that is not there."""
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            found += sorted(file for file in path.glob("*.tsv") if not file.name.startswith("."))
        elif path.exists():
            found.append(path)
        else:
            raise InputError(f"{path}: no such glossary file or folder")
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Glossary:
    """Concepts by id. Where files stack, those of a later one win."""

    concepts: Mapping[str, Concept]
    files: tuple[GlossaryFile, ...] = ()
    _places: Mapping[str, tuple[int, int]] = field(default_factory=dict, repr=False)  # id -> file, line

    @classmethod
    def open(cls, *paths: Path | str) -> Glossary:
        """The concepts of files and folders (a folder's *.tsv by name), the later ones before the earlier.

        InputError names the file, line and column that cannot be used.
        """
        concepts: dict[str, Concept] = {}
        places: dict[str, tuple[int, int]] = {}
        with _no_collection():
            files = tuple(read_file(path) for path in glossary_files(paths))
            for n, file in enumerate(files):
                for concept, line in zip(file.concepts, file.lines, strict=True):
                    concepts[concept.id] = concept
                    places[concept.id] = (n, line)
        return cls(MappingProxyType(concepts), files, places)

    @classmethod
    def of(cls, concepts: Iterable[Concept]) -> Glossary:
        """A glossary of these concepts, in no file. InputError where two have one id."""
        held: dict[str, Concept] = {}
        for concept in concepts:
            if concept.id in held:
                raise InputError(f"two concepts have the id {concept.id}: give one of them another")
            held[concept.id] = concept
        return cls(MappingProxyType(held))

    def __len__(self) -> int:
        return len(self.concepts)

    @cached_property
    def version(self) -> str:
        """Changes when, and only when, something changes that matters to a translation; 16 hexadecimal figures.

        Notes, sources, domains and who approved what and when do not matter, nor do files and their order.
        """
        digest = hashlib.sha256()
        for identity in sorted(self.concepts):
            row = to_row(self.concepts[identity])
            kept = {column: cell for column, cell in row.items() if cell and column not in _IMMATERIAL}
            for column in self.concepts[identity].extra:
                kept.pop(column, None)
            digest.update(json.dumps(kept, sort_keys=True).encode())
        return digest.hexdigest()[:16]

    def origin(self, identity: str) -> str:
        """Where the concept in force stands, as file:line; "" where it is in no file."""
        if identity not in self._places:
            return ""
        n, line = self._places[identity]
        return f"{self.files[n].path}:{line}"

    def file_of(self, identity: str) -> Path | None:
        """The file that the concept in force stands in."""
        return self.files[self._places[identity][0]].path if identity in self._places else None

    def write(self, path: Path | str) -> None:
        """Write all concepts to one file in the canonical way, whole or not at all."""
        write_file(Path(path), self.concepts.values(), [column for file in self.files for column in file.extra])

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What contradicts itself: an id with other content in another file, one name for concepts that differ."""
        return (*self._overridden(), *self._same_names())

    def _overridden(self) -> Iterable[Conflict]:
        standing: dict[str, tuple[Concept, str]] = {}
        for file in self.files:
            for concept, line in zip(file.concepts, file.lines, strict=True):
                place = f"{file.path}:{line}"
                earlier = standing.get(concept.id)
                if earlier and earlier[0] != concept:
                    old, new = to_row(earlier[0]), to_row(concept)
                    differ = [column for column in new if old.get(column, "") != new[column]]
                    message = f"{concept.id}: {place} is in force, {earlier[1]} says otherwise: {', '.join(differ)}"
                    yield Conflict("overridden", (concept.id,), (earlier[1], place), message)
                standing[concept.id] = (concept, place)

    def _same_names(self) -> Iterable[Conflict]:
        named: dict[tuple[str, str], list[Concept]] = {}
        for concept in self.concepts.values():
            if concept.status != "deprecated":
                for language, names in concept.names.items():
                    if names.preferred:
                        named.setdefault((language, names.preferred), []).append(concept)
        for (language, name), concepts in named.items():
            if len(concepts) == 1:
                continue
            others = {
                tuple((code, c.names[code].preferred) for code in sorted(c.names) if code != language) for c in concepts
            }
            if len(others) > 1:
                ids = tuple(concept.id for concept in concepts)
                message = f"{language}: {name} is the name of {', '.join(ids)}, which differ in the other languages"
                yield Conflict("name", ids, tuple(map(self.origin, ids)), message)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hundreds of thousands of new objects, none of them garbage: to look for some costs a third of the time.

    At the end they are all made old ones, which `freeze` and `unfreeze` do without looking at each.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():  # what somebody else has frozen stays so
            gc.freeze()
            gc.unfreeze()
        gc.enable()

"""Which files are versions of one report: files that are named together, folders matched by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from aligner import documents, languages
from aligner.aligned.opening import language_in_name, untagged
from aligner.errors import InputError
from aligner.ledger import files_in

__all__ = ["FileSet", "Found", "find"]


@dataclass(frozen=True)
class FileSet:
    """The files of one report, in the order of the folders or of the languages."""

    name: str  # without extension and tag: "march/talks"
    paths: tuple[Path, ...]
    codes: tuple[str | None, ...]  # the language said of each; None where its name or its text must tell


@dataclass
class Found:
    """The sets in some folders, and what could not be matched: path -> why."""

    sets: list[FileSet] = field(default_factory=list)
    alone: dict[str, str] = field(default_factory=dict)


def find(folders: Sequence[Path], output: Path, codes: Sequence[str | None]) -> Found:
    """The sets of files in one folder, whose names tell the languages, or in two or three with equal names.

    `codes` are the languages said: of one folder those to be aligned, in their order; of several that of each. Hidden
    files, other formats and what Aligner has written are passed over. InputError where nothing is found.
    """
    codes = [*codes, *([None] * (len(folders) - len(codes)))]
    found = Found()
    by_key: dict[str, list[tuple[int, str | None, Path]]] = {}
    for number, folder in enumerate(folders):
        for path in files_in(folder, output.resolve(), documents.FORMATS):
            key = _key(path.relative_to(folder))
            said = codes[number] if len(folders) > 1 else language_in_name(path)
            by_key.setdefault(key, []).append((number, said, path))
    if not by_key:
        wanted = ", ".join(sorted(documents.FORMATS))
        raise InputError(f"{', '.join(map(str, folders))}: no reports found (files ending in {wanted})")
    wanted_codes = [code for code in codes if code] or list(languages.LANGUAGES)
    for key, files in sorted(by_key.items()):
        if len(folders) == 1:
            files = [file for file in files if file[1] is None or file[1] in wanted_codes]
            files.sort(key=lambda file: (wanted_codes.index(file[1]) if file[1] else -1, file[2]))
            _match(found, key, files, [file[1] for file in files], "no version of it in another language is beside it")
        else:
            _match(found, key, files, [file[0] for file in files], "no file of this name in the other folder")
    return found


def _match(
    found: Found, key: str, files: Sequence[tuple[int, str | None, Path]], sides: Sequence[object], lonely: str
) -> None:
    """A set of the files with one key, if there are two or three, one for each side."""
    paths = [path for _, _, path in files]
    if len(files) == 1:
        found.alone[str(paths[0])] = lonely
    elif len(set(sides)) < len(files):
        twins = ", ".join(path.name for path in paths)
        found.alone[str(paths[0])] = f"more than one file of this name ({twins}): rename all but one"
    elif files:
        found.sets.append(FileSet(key, tuple(paths), tuple(said for _, said, _ in files)))


def _key(path: Path) -> str:
    """What versions of a report have in common: "talks" of "talks.en.txt" and of "en/talks.md"."""
    parts = [part for part in path.parent.parts if part.lower() not in languages.LANGUAGES]
    return PurePosixPath(*parts, untagged(path.name)).as_posix()

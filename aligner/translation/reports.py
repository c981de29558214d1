"""Which files a job is about, in which language each is, and where what comes out of it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from aligner import documents, languages
from aligner.documents import Document
from aligner.errors import AlignerError, InputError
from aligner.languages import Span
from aligner.ledger import files_in

__all__ = ["Outputs", "Report", "find", "language_of", "open_document", "outputs", "source_language"]


@dataclass(frozen=True)
class Report:
    """A file to be translated."""

    path: Path
    name: str  # relative to what the user named, with "/" between the parts: "march/grain-deal.txt"


@dataclass(frozen=True)
class Outputs:
    """The files made of one report in one direction, relative to the output folder."""

    translation: PurePosixPath
    jsonl: PurePosixPath
    parquet: PurePosixPath
    page: PurePosixPath


def find(paths: Sequence[Path], output: Path) -> list[Report]:
    """The reports under these files and folders, in a stable order; what jobs have written is passed over.

    Hidden files and folders are left alone, and so are files of other formats inside a folder; a file that is named
    itself must be of a known format. InputError where a path does not exist or nothing is found.
    """
    reports: dict[Path, Report] = {}
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder")
        if path.is_dir():
            for file in files_in(path, output.resolve(), documents.FORMATS):
                reports.setdefault(file.resolve(), Report(file, file.relative_to(path).as_posix()))
        else:
            _check_format(path)
            reports.setdefault(path.resolve(), Report(path, path.name))
    if not reports:
        wanted = ", ".join(sorted(documents.FORMATS))
        raise InputError(f"{', '.join(map(str, paths))}: no reports found (files ending in {wanted})")
    _refuse_twins(reports.values())
    return list(reports.values())


def _check_format(path: Path) -> None:
    if path.suffix.lower() not in documents.FORMATS:
        raise InputError(
            f"{path}: files ending in {path.suffix or 'nothing'} are not read yet; these are: "
            + ", ".join(sorted(documents.FORMATS))
        )


def _refuse_twins(reports: Iterable[Report]) -> None:
    seen: dict[str, Report] = {}
    for report in reports:
        twin = seen.setdefault(report.name.casefold(), report)
        if twin is not report:
            raise InputError(
                f"{report.path} and {twin.path} would both become {report.name} in the output: "
                "give the folder above them, or translate them one after the other with different --output folders"
            )


def source_language(report: Report, wanted: str | None) -> str:
    """The language of a report: the one asked for, else the one its text is in. InputError where that is not clear."""
    if wanted:
        return wanted
    prose = documents.detectable(documents.read(report.path, "und", name=report.name))
    found = language_of(prose)
    if found is None:
        known = ", ".join(language.name for language in languages.LANGUAGES.values())
        raise InputError(f"{report.path}: is it in {known}? Say so with --from en, ar or ru")
    return found


def language_of(prose: str) -> str | None:
    """The language that a text is in, or None where that is not clear. A text without letters is as good as English."""
    return languages.detect(prose).code if any(ch.isalpha() for ch in prose) else "en"


def open_document(report: Report, language: str, split: Callable[[str], list[Span]]) -> Document:
    """The report taken apart. InputError where it cannot be read, naming the file."""
    try:
        return documents.read(report.path, language, split=split, name=report.name)
    except InputError:
        raise
    except OSError as error:
        raise InputError(f"{report.path}: cannot be read: {error.strerror}") from error
    except RecursionError as error:  # markup nested beyond reason
        raise AlignerError(f"{report.path}: nested too deeply to be read") from error


def outputs(name: str, source: str, target: str) -> Outputs:
    """Where the files of a report go: the translation on top, the bitext and the page in folders of their own."""
    path = PurePosixPath(name)
    translation = path.with_name(documents.output_name(path.name, source, target))
    stem = f"{name}.{source}-{target}"
    return Outputs(
        translation,
        PurePosixPath("bitext") / f"{stem}.jsonl",
        PurePosixPath("bitext") / f"{stem}.parquet",
        PurePosixPath("pages") / f"{stem}.html",
    )

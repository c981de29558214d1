"""A job over folders: every set of versions is aligned, its files are written, and nothing is done twice."""

from __future__ import annotations

import errno
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from aligner import __version__
from aligner.aligned import exports
from aligner.aligned.aligning import align_versions_of
from aligner.aligned.opening import open_version
from aligner.aligned.parallel import DOUBTFUL, AlignedDocument, Version
from aligner.aligned.sets import FileSet
from aligner.aligned.terms import Terms
from aligner.errors import AlignerError, InputError
from aligner.glossary.store import Glossary
from aligner.ledger import Done, Ledger, digest, kept

__all__ = ["AlignJob", "AlignProgress", "AlignSummary", "counts", "run"]

_LAYOUT = 1  # of the files that are written: another number aligns all again
_PLACES = {"jsonl": "bitext", "parquet": "bitext", "html": "pages"}


class AlignProgress:
    """What a job tells while it works; this one says nothing."""

    def start(self, sets: int) -> None:
        """A job over so many sets begins."""

    def advance(self, name: str, segments: int) -> None:
        """A set is done."""


@dataclass(frozen=True)
class AlignJob:
    """What is to be aligned, and how."""

    sets: Sequence[FileSet]
    output: Path
    formats: Sequence[str] = ("jsonl", "parquet", "html")
    lines: bool = False
    force: bool = False
    doubtful: float = DOUBTFUL
    glossary: Glossary | None = None
    overwrite: bool = False
    share: str = ""  # of a job that is done by several processes: the name of ours, "3-of-8"


@dataclass
class AlignSummary:
    """What came of a job."""

    documents: int = 0
    unchanged: int = 0  # of them, done already
    segments: int = 0
    beads: int = 0
    doubtful: int = 0
    omitted: int = 0  # beads that are not in every version
    terms: int = 0
    terms_missing: int = 0
    seconds: float = 0.0
    refused: dict[str, str] = field(default_factory=dict)  # name -> why
    kept: list[str] = field(default_factory=list)  # somebody's files: ours went beside them

    def count(self, numbers: dict[str, int], *, unchanged: bool = False) -> None:
        """Add the counts of one document."""
        self.documents += 1
        self.unchanged += unchanged
        for name in ("segments", "beads", "doubtful", "omitted", "terms", "terms_missing"):
            setattr(self, name, getattr(self, name) + numbers.get(name, 0))


def counts(aligned: AlignedDocument) -> dict[str, int]:
    """What a summary says of one document."""
    uses = [use for pair in aligned.terms.values() for unit in pair for use in unit]
    return {
        "segments": sum(len(version.segments) for version in aligned.versions),
        "beads": len(aligned.units),
        "doubtful": sum(map(aligned.is_doubtful, aligned.units)),
        "omitted": sum(not all(unit.segments) for unit in aligned.units),
        "terms": len(uses),
        "terms_missing": sum(not use.verified for use in uses),
    }


def run(job: AlignJob, progress: AlignProgress | None = None) -> AlignSummary:
    """Align all sets. One that cannot be aligned is named in `refused`; the others are done all the same.

    InputError where the output folder cannot be used.
    """
    progress, summary, began = progress or AlignProgress(), AlignSummary(), time.monotonic()
    terms = Terms(job.glossary)
    with Ledger(job.output, job.share) as ledger:
        progress.start(len(job.sets))
        for files in job.sets:
            before = summary.segments
            try:
                _one(job, files, terms, ledger, summary)
            except AlignerError as error:
                summary.refused[files.name] = str(error)
            except OSError as error:
                reason = error.strerror or str(error)
                if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
                    raise InputError(f"{job.output}: {reason}; the same command goes on") from error
                summary.refused[files.name] = f"{files.name}: cannot be written: {reason}"
            except UnicodeError:
                summary.refused[files.name] = f"{files.name}: its name holds bytes that are no characters; rename it"
            progress.advance(files.name, summary.segments - before)
    summary.seconds = time.monotonic() - began
    return summary


def _one(job: AlignJob, files: FileSet, terms: Terms, ledger: Ledger, summary: AlignSummary) -> None:
    versions = [
        open_version(path, code, lines=job.lines, force=job.force)
        for path, code in zip(files.paths, files.codes, strict=True)
    ]
    pair = "-".join(version.language for version in versions)
    key = _key(job, versions, terms)
    if (done := ledger.done(files.name, pair, key, overwrite=job.overwrite)) is not None:
        summary.kept += kept(done)
        summary.count(dict(done.counts), unchanged=True)
        return
    aligned = align_versions_of(files.name, versions, terms, force=job.force, doubtful=job.doubtful)
    written, names = {}, []
    for format in job.formats:
        name = PurePosixPath(_PLACES.get(format, format)) / f"{files.name}.{pair}.{format}"
        data = b"".join(exports.pieces(aligned, format))
        written[ledger.write(name, data, overwrite=job.overwrite)] = digest(data)
        names.append(str(name))
    entry = Done(files.name, pair, key, written, names, counts=counts(aligned))
    ledger.record(entry)
    summary.kept += kept(entry)
    summary.count(dict(entry.counts))


def _key(job: AlignJob, versions: Sequence[Version], terms: Terms) -> str:
    """What the result depends on."""
    parts = [f"{version.language} {version.revision} {version.name}" for version in versions]
    options = f"{_LAYOUT} {__version__} {','.join(job.formats)} {job.lines} {job.force} {job.doubtful}"
    return digest("\n".join((*parts, options, terms.version)).encode("utf-8", "surrogateescape"))

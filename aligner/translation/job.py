"""The translation job: reports in, the same reports in other languages out, with their bitexts and pages.

Reports go through the engine in windows of some dozens of new segments, whatever the size of the reports, so that small
ones fill a batch too. What a window gave is put into the memory in one transaction before a file is written. A job
that is killed and started again forms the same windows, hence the same text to the byte.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from aligner import engines, languages
from aligner.documents import Document
from aligner.engines.base import DecodingOptions, Engine
from aligner.errors import AlignerError, InputError, ModelError
from aligner.glossary.store import Glossary
from aligner.languages import Span
from aligner.ledger import Done, Ledger, digest, kept
from aligner.translation import reports as _reports
from aligner.translation.former import Former, Previous
from aligner.translation.memory import Memory
from aligner.translation.page import render_page
from aligner.translation.reports import Report
from aligner.translation.segments import CHUNK, Prepared, Translator, Wanted
from aligner.translation.summary import Summary, counts_of
from aligner.translation.terms import Terms

__all__ = ["Job", "Progress", "Summary", "plan", "run"]

# New texts that end a window. Half a chunk, since a chunk is never smaller than that: so a window that was killed
# between two of its chunks is the same window again.
_WINDOW = CHUNK // 2

# What the output depends on besides text, engine and options: raise it when the same translations would be written
# to the files in another way.
_LAYOUT = 1


@dataclass(frozen=True)
class Job:
    """What is to be done."""

    reports: Sequence[Report]
    output: Path
    targets: Sequence[str]
    source: str | None = None  # None: detected, report by report
    engine: str | None = None
    options: DecodingOptions = field(default_factory=DecodingOptions)
    splitter: str = "rules"
    threads: int = 0
    repair: bool = True
    page: bool = True
    overwrite: bool = False
    glossary: Glossary | None = None  # whose approved terms are enforced
    previous: Previous | None = None  # former translations of the reports, of which what still stands is kept
    share: str = ""  # of a job that is done by several processes: the name of ours, "3-of-8"


class Progress:
    """Who wants to know how far the job is; this one does not. The command line draws a bar."""

    def start(self, source: str, target: str, engine: str, reports: int, size: int) -> None:
        """A direction begins, with so many reports of so many bytes together."""

    def advance(self, *, size: int = 0, segments: int = 0, reports: int = 0) -> None:
        """So many bytes, segments (through the engine) and reports more are done."""


def run(job: Job, memory: Memory, progress: Progress | None = None) -> Summary:
    """Do the job. A report that cannot be read is named in `Summary.failed`; the others are done all the same.

    ModelError where no engine serves a direction (before anything is written); InputError where the output folder
    cannot be used or two reports would be written to one file.
    """
    progress, summary, began = progress or Progress(), Summary(), time.monotonic()
    directions = _plan(job, summary)
    if job.previous is not None:
        job.previous.check(directions)
    with ExitStack() as opened:
        loaded = {
            pair: opened.enter_context(closing(engines.open_engine(*pair, engine=job.engine, threads=job.threads)))
            for pair in directions
        }
        splitters = {source: languages.splitter(source, job.splitter) for source in {pair[0] for pair in directions}}
        ledger = opened.enter_context(Ledger(job.output, job.share))
        terms = Terms(job.glossary, [code for pair in directions for code in pair])
        for (source, target), reports in directions.items():
            engine = loaded[source, target]
            summary.engines[f"{source}-{target}"] = engine.name
            size = sum(_size(report.path) for report in reports)
            progress.start(source, target, engine.name, len(reports), size)
            _Direction(job, engine, splitters[source], memory, terms, ledger, progress, summary).run(reports)
    summary.seconds = time.monotonic() - began
    return summary


def plan(job: Job, memory: Memory) -> list[dict[str, object]]:
    """What `run` would do, a row for each report and direction, or with a "problem" where it could not."""
    summary, rows = Summary(), []
    directions = _plan(job, summary)
    if job.previous is not None:
        job.previous.check(directions)
    terms = Terms(job.glossary, [code for pair in directions for code in pair])
    for (source, target), reports in directions.items():
        engine = engines.open_engine(source, target, engine=job.engine, threads=job.threads)
        try:
            translator = Translator(engine, job.options, memory, mend=job.repair, terms=terms)
            split = languages.splitter(source, job.splitter)
            for report in reports:
                rows.append(_plan_row(report, split, translator, summary, job.previous))
                translator.forget()
        finally:
            engine.close()
    problems: list[dict[str, object]] = [{"report": name, "problem": reason} for name, reason in summary.failed.items()]
    return [row for row in rows if row] + problems


def _plan_row(
    report: Report,
    split: Callable[[str], list[Span]],
    translator: Translator,
    summary: Summary,
    previous: Previous | None,
) -> dict[str, object]:
    source, target = translator.engine.source, translator.engine.target
    try:
        document = _reports.open_document(report, source, split)
        former = previous.of(report, (source, target)) if previous is not None else None
        prepared = _prepared(translator, document, "", former)
    except AlignerError as error:
        summary.failed[report.name] = str(error)
        return {}
    kept = {"kept": len(prepared.inherited.kept)} if prepared.inherited else {}
    return {
        "report": report.name,
        "from": source,
        "to": target,
        "segments": len(document.segments),
        "words": sum(len(segment.text.split()) for segment in document.segments),
        "new": len(translator.unknown(prepared)),
        **kept,
        "engine": translator.engine.name,
        "translation": str(_reports.outputs(report.name, source, target).translation),
    }


def _prepared(translator: Translator, document: Document, revision: str, former: Former | None) -> Prepared:
    if former is None:
        return translator.prepare(document, revision)
    return translator.prepare(document, revision, former.beads, related=former.named)


def _plan(job: Job, summary: Summary) -> dict[tuple[str, str], list[Report]]:
    """The reports of each direction, in order."""
    plan: dict[tuple[str, str], list[Report]] = {}
    writer: dict[str, Report] = {}
    ours = {report.path.resolve() for report in job.reports}
    for report in job.reports:
        try:
            source = _reports.source_language(report, job.source)
        except InputError as error:
            summary.failed[report.name] = _at(report, str(error))
            continue
        for target in job.targets:
            if target == source:
                summary.passed_over.append(report.name)
                continue
            name = str(_reports.outputs(report.name, source, target).translation)
            if (twin := writer.setdefault(name.casefold(), report)) is not report:
                reason = f"its translation would be written to {name}, as that of {twin.path}: rename one of them"
                summary.failed[report.name] = f"{report.path}: {reason}"
                continue
            if (there := (job.output / name).resolve()) in ours:
                reason = f"its translation would overwrite the report {there.name}: choose another --output"
                summary.failed[report.name] = f"{report.path}: {reason}"
                continue
            plan.setdefault((source, target), []).append(report)
    return plan


@dataclass(frozen=True)
class _Waiting:
    """A report on its way through the engine."""

    report: Report
    size: int  # bytes
    key: str
    prepared: Prepared
    fresh: int  # texts that the engine translates now


class _Direction:
    """The reports of one direction on their way through one engine."""

    def __init__(
        self,
        job: Job,
        engine: Engine,
        split: Callable[[str], list[Span]],
        memory: Memory,
        terms: Terms,
        ledger: Ledger,
        progress: Progress,
        summary: Summary,
    ) -> None:
        self._job, self._ledger, self._progress, self._summary = job, ledger, progress, summary
        self._translator = Translator(engine, job.options, memory, second=self._second, mend=job.repair, terms=terms)
        self._waiting: list[_Waiting] = []  # reports opened, whose window is not full yet
        self._other: Engine | None = None
        self._tried = False
        self._split = split
        self._approvals = memory.approved_version(engine.source, engine.target)
        self._source, self._target = engine.source, engine.target

    def run(self, reports: Sequence[Report]) -> None:
        """Translate and write them all."""
        for window in self._windows(reports):
            self._translate(window)
            for waiting in window:
                try:
                    self._write(waiting)
                except (OSError, UnicodeError) as error:
                    self._fail(waiting.report, f"its translation cannot be written: {_reason(error)}")
                    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
                        raise InputError(f"{self._job.output}: {_reason(error)}; the same command goes on") from error
            self._translator.forget(waiting.prepared for waiting in self._waiting)
        if self._other is not None:
            self._other.close()

    def _translate(self, window: Sequence[_Waiting]) -> None:
        fresh = max(1, sum(waiting.fresh for waiting in window))
        size = sum(waiting.size for waiting in window)
        texts = [text for waiting in window for text in waiting.prepared.texts]
        told = 0

        def advance(segments: int) -> None:
            nonlocal told
            share = min(size - told, size * segments // fresh)
            told += share
            self._progress.advance(size=share, segments=segments)

        self._translator.translate(texts, advance)
        self._progress.advance(size=size - told)

    def _windows(self, reports: Iterable[Report]) -> Iterator[list[_Waiting]]:
        """Reports with some dozens of new texts together; one that has nothing new goes alone and at once."""
        window = self._waiting
        fresh: set[Wanted] = set()
        for report in reports:
            waiting = self._open(report)
            if waiting is None:
                continue
            new = set(self._translator.unknown(waiting.prepared))
            if not new:
                yield [waiting]
                continue
            window.append(replace(waiting, fresh=len(new - fresh)))
            fresh |= new
            if len(fresh) >= _WINDOW:
                yield [window.pop(0) for _ in range(len(window))]
                fresh = set()
        if window:
            yield [window.pop(0) for _ in range(len(window))]

    def _open(self, report: Report) -> _Waiting | None:
        """The report taken apart, or None where it is done already or cannot be read."""
        try:
            data = report.path.read_bytes()
            previous = self._job.previous
            former = previous.of(report, (self._source, self._target)) if previous is not None else None
            key = self._key(data, former)
            if (done := self._ledger.done(report.name, self._pair, key, overwrite=self._job.overwrite)) is not None:
                self._finish(done, unchanged=True)
                self._progress.advance(size=len(data))
                return None
            document = _reports.open_document(report, self._source, self._split)
            prepared = _prepared(self._translator, document, digest(data)[:16], former)
        except AlignerError as error:
            self._fail(report, str(error))
            return None
        except (OSError, UnicodeError) as error:
            self._fail(report, _reason(error))
            return None
        return _Waiting(report, len(data), key, prepared, 0)

    def _fail(self, report: Report, reason: str) -> None:
        self._summary.failed[report.name] = _at(report, reason)

    def _write(self, waiting: _Waiting) -> None:
        """Write the files of a report and record it as done."""
        data, bitext = self._translator.finished(waiting.prepared)
        names = _reports.outputs(waiting.report.name, self._source, self._target)
        files = {
            names.translation: data,
            names.jsonl: bitext.to_jsonl(),
            names.parquet: bitext.to_parquet(),
        }
        if self._job.page:
            heading = next((bead.source_text for bead in bitext if bead.kind == "heading"), waiting.report.name)
            files[names.page] = render_page(bitext, title=heading, document=waiting.report.name).encode()
        written = {}
        for name, content in files.items():
            written[self._ledger.write(name, content, overwrite=self._job.overwrite)] = digest(content)
        names_of_all = [str(name) for name in files]
        counts = counts_of(bitext, waiting.prepared, self._translator.engine)
        done = Done(waiting.report.name, self._pair, waiting.key, written, names_of_all, counts=counts)
        self._ledger.record(done)
        self._summary.translated += waiting.fresh
        self._finish(done)

    def _finish(self, done: Done, *, unchanged: bool = False) -> None:
        self._summary.kept += kept(done)
        self._summary.count(done.counts, unchanged=unchanged)
        self._progress.advance(reports=1)

    def _key(self, data: bytes, former: Former | None) -> str:
        job = self._job
        parts = [digest(data), self._translator.key, job.splitter, str(self._approvals), f"{_LAYOUT} {job.page}"]
        if former is not None:
            parts.append(former.version)
        return digest("\n".join(parts).encode())

    def _second(self) -> Engine | None:
        """Another engine for the direction, where one can be opened; tried once."""
        if not self._tried:
            self._tried = True
            with suppress(ModelError):  # it would only be a second chance
                self._other = engines.open_other(self._translator.engine, threads=self._job.threads)
        return self._other

    @property
    def _pair(self) -> str:
        return f"{self._source}-{self._target}"


def _size(path: Path) -> int:
    """Bytes of a file; 0 where it is gone meanwhile, which is told when it is its turn."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _at(report: Report, reason: str) -> str:
    """The reason with the path of the report, unless it says it already."""
    place = str(report.path)
    return reason if place in reason else f"{place}: {reason.removeprefix(f'{report.name}: ')}"


def _reason(error: OSError | UnicodeError) -> str:
    if isinstance(error, UnicodeError):
        return "its name or text holds bytes that are no characters"
    return error.strerror or str(error)

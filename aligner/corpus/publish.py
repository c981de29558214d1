"""The end of a build: the shards under their names, exports, statistics with card and report, and the manifest.

Each is written beside and takes its place when it is whole; the manifest is written last. It says what the build is of
and what it holds, without times and places of this machine, so that equal builds have equal manifests.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner import __version__
from aligner.corpus import exports
from aligner.corpus.config import Config
from aligner.corpus.config import Export as ExportConfig
from aligner.corpus.manifest import Outcome, Receipt, code_version, file_digest, key_of, perform, write_json
from aligner.errors import InputError
from aligner.files import write_atomically

if TYPE_CHECKING:
    from aligner.corpus.build import _Build

__all__ = ["MANIFEST", "finished", "publish"]

MANIFEST = "manifest.json"
_BEADS = "beads"
_EXPORTS = "exports"
_REPORTS = ("statistics.json", "README.md", "report.html", "signature.txt")


def publish(work: _Build, shards: Sequence[Receipt]) -> None:
    """Write all that people and other programs read of a build."""
    config, store = work.config, work.store
    paths = [path for receipt in shards for path in store.paths(receipt)]
    contents = [digest for receipt in shards for _, digest in receipt.files.values()]
    before = _manifest(config.output)
    named = {f"{_BEADS}/part-{n:05d}.parquet": path for n, path in enumerate(paths)}
    _link(config.output, named)
    reported = _report(work, [config.output / name for name in named], contents) if config.report else None
    written = _export(work, paths, contents)
    for folder in {*before.get("exports", {})} - {one.folder for one in config.exports}:
        _remove_export(config.output / _EXPORTS / folder)
    for name in _REPORTS if reported is None else ():
        (config.output / name).unlink(missing_ok=True)
    record = {
        "schema_version": 1,
        "name": config.name,
        "title": config.title,
        "aligner": __version__,
        "seed": config.seed,
        "signature": work.summary.signature,
        "beads": work.summary.beads,
        "kept": work.summary.kept,
        "inputs": {
            entry.name: {"kind": entry.kind, "licence": entry.licence, "beads": work.summary.inputs.get(entry.name, 0)}
            for entry in config.inputs
        },
        "filters": {"names": config.filters.names, "params": config.filters.params, "lexicon": config.filters.lexicon,
                    "encoder": config.filters.encoder},
        "duplicates": config.duplicates,
        "splits": {"shares": config.splits.shares, "beads": work.summary.splits},
        "reasons": work.summary.reasons,
        "refused": work.summary.refused,
        "shards": {name: {"sha256": digest, "beads": receipt.counts["beads"], "kept": receipt.counts["kept"]}
                   for name, digest, receipt in zip(named, contents, shards, strict=True)},
        "exports": {one.folder: {"format": one.format, "export.json": receipt.said["receipt"]}
                    for one, receipt in zip(config.exports, written, strict=True)},
        "reports": reported.said if reported else {},
    }  # fmt: skip
    write_json(config.output / MANIFEST, record)


def finished(folder: Path) -> tuple[dict[str, Any], list[Path]]:
    """The manifest of a build and its shards. InputError where the folder holds no finished build."""
    record = _manifest(folder)
    if not record:
        hint = "build it with  aligner corpus build" if (folder / ".work").is_dir() else "name the output of a build"
        raise InputError(f"{folder}: holds no finished corpus (no {MANIFEST}): {hint}")
    paths = [folder / name for name in record["shards"]]
    for path in paths:
        if not path.is_file():
            raise InputError(f"{path}: is gone: build the corpus again")
    return record, paths


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        record = json.loads((folder / MANIFEST).read_bytes())
        return record if isinstance(record["shards"], dict) and isinstance(record["exports"], dict) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _link(output: Path, named: Mapping[str, Path]) -> None:
    """Put the shards under their names: the same files, where the disk can give a file two names."""
    target = output / _BEADS
    there = {path.name for path in target.iterdir()} if target.is_dir() else set()
    if there == {Path(name).name for name in named} and all(
        (output / name).samefile(path) for name, path in named.items()
    ):
        return
    for path in target.iterdir() if target.is_dir() else ():
        if not (path.name.startswith("part-") and path.suffix == ".parquet"):
            raise InputError(f"{path}: is in the way, as shards are written to its folder: move it elsewhere")
    beside = Path(tempfile.mkdtemp(prefix=f".{_BEADS}.", suffix=".part", dir=output))
    try:
        for name, path in named.items():
            try:
                os.link(path, beside / Path(name).name)
            except OSError:  # another disk, or one that has no links
                shutil.copyfile(path, beside / Path(name).name)
        beside.chmod(0o755)
        (output / MANIFEST).unlink(missing_ok=True)  # it does not hold from here on, until it is written again
        shutil.rmtree(target, ignore_errors=True)
        beside.replace(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


# ---------------------------------------------------------------------------------------------------------------------
# Exports


@dataclass(frozen=True)
class _Exporting:
    """What a task of an export does."""

    shards: tuple[str, ...]
    out: str
    export: ExportConfig


def export_one(given: _Exporting, folder: Path) -> Outcome:
    """Write one export to its place; the function of the task, whose own folder stays empty."""
    made = exports.export(
        [Path(shard) for shard in given.shards], Path(given.out), given.export.format, options=given.export.options
    )
    parts = {f"{part.pair} {part.split}": beads for part, beads in made.parts.items()}
    said = {"receipt": file_digest(Path(given.out) / exports.RECEIPT), "lost": "\n".join(made.lost)}
    return Outcome({"beads": made.beads, **parts}, said=said)


def _export(work: _Build, shards: Sequence[Path], contents: Sequence[str]) -> list[Receipt]:
    tasks = []
    for one in work.config.exports:
        out = work.config.output / _EXPORTS / one.folder
        glossary = [file_digest(path) for path in one.options.glossary]
        if exports.FORMATS[one.format].annotates and work.tools.lemmas:
            one = replace(one, options=replace(one.options, lemmas=work.tools.lemmas(one.options.glossary)))
        settings = {**asdict(one.options), "glossary": glossary, "lemmas": {}}
        key = key_of("export", code_version(), one.format, one.folder, settings, contents)
        given = _Exporting(tuple(map(str, shards)), str(out), one)
        task = work.store.task("export", key, export_one, given)
        receipt = work.store.done(task)
        if receipt is not None and not _stands(out, receipt):
            work.store.forget(task)
        tasks.append(task)
    receipts = work._run("export", tasks) if tasks else []
    for one, receipt in zip(work.config.exports, receipts, strict=True):
        lost = [line for line in receipt.said["lost"].split("\n") if line]
        work.summary.exports[one.folder] = {"format": one.format, "beads": receipt.counts["beads"], "lost": lost}
    return receipts


def _stands(out: Path, receipt: Receipt) -> bool:
    """Whether an export is still there as it was written."""
    try:
        names = json.loads((out / exports.RECEIPT).read_bytes())["files"]
        return file_digest(out / exports.RECEIPT) == receipt.said["receipt"] and all(
            (out / name).is_file() for name in names
        )
    except (OSError, ValueError, KeyError, TypeError, InputError):
        return False


def _remove_export(folder: Path) -> None:
    """Remove an export that the configuration has no more, if nothing else is in its folder."""
    try:
        known = {*json.loads((folder / exports.RECEIPT).read_bytes())["files"], exports.RECEIPT}
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    except (OSError, ValueError, KeyError, TypeError):
        return
    if there <= known:
        shutil.rmtree(folder, ignore_errors=True)


# ---------------------------------------------------------------------------------------------------------------------
# Statistics, card, report


def _report(work: _Build, shards: Sequence[Path], contents: Sequence[str]) -> Receipt:
    """Statistics, card and report, which are written again only where a bead or a setting has changed."""
    config = work.config
    loaded = [one.folder for one in config.exports if one.format == "huggingface"]
    settings = (config.name, config.title, config.seed, config.filters.params, loaded)
    task = work.store.task("report", key_of("report", code_version(), settings, contents), _reported, config)
    receipt = work.store.done(task)
    if receipt is None or any(
        not (config.output / name).is_file() or file_digest(config.output / name) != digest
        for name, digest in receipt.said.items()
        if name in _REPORTS
    ):
        work.store.forget(task)
        work.progress.start("report", len(shards))
        try:
            _write_report(work, shards)
        finally:
            work.progress.close()
        receipt = perform(task)
        work.summary.done += 1
    else:
        work.summary.skipped += 1
    work.receipts.append(receipt)
    work.summary.signature = (config.output / "signature.txt").read_text(encoding="utf-8").strip()
    return receipt


def _reported(config: Config, folder: Path) -> Outcome:
    """Note what the reports hold; the function of the task."""
    return Outcome(said={name: file_digest(config.output / name) for name in _REPORTS})


def _write_report(work: _Build, shards: Sequence[Path]) -> None:
    from aligner.corpus import card, report, signature, statistics

    config = work.config
    found = statistics.statistics(
        shards, name=config.name, seed=config.seed, params=config.filters.params, executor=work.executor
    )
    loaded = next((f"{_EXPORTS}/{one.folder}" for one in config.exports if one.format == "huggingface"), None)
    card.write_card(found, config.output / "README.md", data=loaded)
    report.write_report(found, config.output / "report.html")
    for name, data in (
        ("statistics.json", found.to_json()),
        ("signature.txt", f"{signature.signature(found)}\n".encode()),
    ):
        with write_atomically(config.output / name) as out:
            out.write(data)

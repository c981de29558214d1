"""A corpus as its readers want it: each format is a folder that a trainer or a CAT tool opens with no glue.

An export reads shards of records, keeps what is `kept`, goes through them once and a piece at a time, and is there
whole or not at all. The same rows in the same order give the same bytes, however they lie in shards.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from aligner.corpus.annotations import Marks
from aligner.corpus.exports import (
    argos,
    fairseq,
    huggingface,
    jsonl,
    locomotive,
    marian,
    moses,
    mozilla,
    omegat,
    opennmt,
    opus,
    sockeye,
    terms,
    tmx,
    tsv,
    xliff,
)
from aligner.corpus.exports.base import Export, Exported, Format, Options, Part
from aligner.errors import InputError

__all__ = ["FORMATS", "RECEIPT", "Exported", "Format", "Marks", "Options", "Part", "export"]

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        one.name: one
        for one in (
            huggingface.FORMAT,
            moses.FORMAT,
            tsv.FORMAT,
            jsonl.FORMAT,
            tmx.FORMAT,
            xliff.XLIFF_1,
            xliff.XLIFF_2,
            opus.FORMAT,
            argos.FORMAT,
            locomotive.FORMAT,
            marian.FORMAT,
            opennmt.EOLE,
            opennmt.OPENNMT,
            fairseq.FORMAT,
            mozilla.FORMAT,
            sockeye.FORMAT,
            omegat.FORMAT,
            terms.LEMMAS,
            terms.STAND_INS,
        )
    }
)
RECEIPT = "export.json"  # what was written: files with checksums, beads, what was left out


def export(shards: Sequence[Path], out: Path, format: str, *, options: Options | None = None) -> Exported:
    """Write the kept beads of the shards, in their order, to the folder `out` in one of FORMATS.

    A former export in that folder is replaced; a folder with anything else in it is not touched. InputError, one line,
    where a shard cannot be read, there is nothing to export, or the options do not fit the format.
    """
    options = options or Options()
    if format not in FORMATS:
        raise InputError(f"no format is called {format!r}: use one of {', '.join(FORMATS)}")
    chosen = FORMATS[format]
    _check(chosen, shards, options)
    out = Path(os.path.abspath(out))  # noqa: PTH100 - resolve() would write through a link instead of over it
    _check_place(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{out.name[:80]}.", suffix=".part", dir=out.parent))
    except OSError as error:
        raise InputError(f"{out}: cannot be written: {error.strerror}") from error
    try:
        job = Export(shards, folder, options)
        if not job.parts:
            raise InputError("there are no kept beads to export" + (" in these splits" if options.splits else ""))
        chosen.write(job)
        _copy_glossary(job, chosen)
        done = _receipt(job, chosen)
        _take_place(folder, out)
    except OSError as error:
        raise InputError(f"{out}: cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    files = tuple(out / name for name in done)
    parts = {part: job.written[part] for part in job.parts}
    return Exported(files, sum(parts.values()), parts, job.lost.lines(), _omitted(job, chosen))


def _check(chosen: Format, shards: Sequence[Path], options: Options) -> None:
    if not shards:
        raise InputError("there are no shards to export")
    if options.compress not in chosen.compresses and not (chosen.name == "mozilla" and options.compress == "zst"):
        kinds = ", ".join(kind for kind in chosen.compresses if kind) or "it is written as its tool reads it"
        raise InputError(f"{chosen.name} cannot be compressed as {options.compress}: {kinds}")
    if not chosen.lines and (options.normalise or options.tokenise):
        raise InputError(f"{chosen.name} keeps texts as they are: normalise and tokenise are for formats of lines")
    if len({path.name for path in options.glossary}) < len(options.glossary):
        raise InputError("two files of the glossary have the same name: rename one")
    for path in options.glossary:
        if not path.is_file():
            raise InputError(f"{path}: there is no such file of a glossary")


def _check_place(out: Path) -> None:
    """InputError where the folder holds what no export wrote: it would be gone."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise InputError(f"{out}: is not a folder: name another one")
    if not out.exists() or not any(out.iterdir()):
        return
    try:
        known = set(json.loads((out / RECEIPT).read_text(encoding="utf-8"))["files"]) | {RECEIPT}
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(f"{out}: holds files and is no export: name another folder") from None
    found = (path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir())
    for name in found:
        if name not in known:
            raise InputError(f"{out}: holds {name}, which no export wrote: move it away or name another folder")


def _copy_glossary(job: Export, chosen: Format) -> None:
    for path in job.options.glossary if chosen.name != "omegat" else ():
        shutil.copyfile(path, job.path(f"glossary/{path.name}"))


def _receipt(job: Export, chosen: Format) -> list[str]:
    """Write what was written, with checksums, once all of it is on the disk; gives the names."""
    sums = {}
    for path in sorted(job.folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                sums[path.relative_to(job.folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
                os.fsync(file.fileno())
    receipt = {
        "format": chosen.name,
        "beads": sum(job.written.values()),
        "parts": {f"{part.pair} {part.split}": job.written[part] for part in job.parts},
        "lost": job.lost.lines(),
        "omitted": _omitted(job, chosen),
        "files": sums,
    }
    path = job.folder / RECEIPT
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(json.dumps(receipt, ensure_ascii=False, indent=2) + "\n")
        out.flush()
        os.fsync(out.fileno())
    return sorted([*sums, RECEIPT])


def _omitted(job: Export, chosen: Format) -> tuple[str, ...]:
    kept = {*chosen.keeps, *(job.options.columns if chosen.name == "tsv" else ())}
    if "*" in kept:
        return tuple(name for name in job.columns if f"-{name}" in kept)
    parted = {"source", "target"} if "source_text" in kept else set()  # the sides, joined
    return tuple(
        name
        for name in job.columns
        if name not in kept | parted | {"source_language", "target_language", "split", "kept"}
    )


def _take_place(folder: Path, out: Path) -> None:
    """Put the finished folder where the last export stands, which goes."""
    mask = os.umask(0)
    os.umask(mask)
    folder.chmod(0o777 & ~mask)  # mkdtemp makes 0700
    if not out.exists():
        folder.replace(out)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{out.name[:80]}.", suffix=".old", dir=out.parent))
    out.replace(aside / "old")
    try:
        folder.replace(out)
    except OSError:
        (aside / "old").replace(out)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)

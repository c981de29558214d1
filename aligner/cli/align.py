"""`aligner align`: versions of a report side by side, as a bitext, a page, TMX or TSV."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.glossary_paths import glossary_option, open_glossary
from aligner.cli.share import ShareType, in_share, share_name
from aligner.cli.terminal import counted, shown
from aligner.errors import InputError
from aligner.languages import LANGUAGES

if TYPE_CHECKING:
    from aligner.aligned.job import AlignSummary
    from aligner.aligned.parallel import AlignedDocument

__all__ = ["align"]

_CODES = tuple(LANGUAGES)
_FORMATS = ("jsonl", "parquet", "html", "tmx", "tsv", "ladder")
_LARGE = 1_000_000  # bytes of a text that takes seconds
_OF_FOLDERS = ("jsonl", "parquet", "html")


@click.command()
@click.argument("paths", nargs=-1, metavar="A B [C]")
@click.option("-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path), help="File or folder.")
@click.option("--format", "formats", multiple=True, type=click.Choice(_FORMATS), help="Several times for a folder.")
@click.option("--from", "first", type=click.Choice(_CODES), help="Language of A; found out when not given.")
@click.option("--to", "second", type=click.Choice(_CODES), help="Language of B.")
@click.option("--third", type=click.Choice(_CODES), help="Language of C.")
@click.option("--lines", is_flag=True, help="One segment a line: nothing is split; empty lines part paragraphs.")
@glossary_option
@click.option(
    "--doubtful",
    type=click.FloatRange(0, 1),
    default=0.8,
    show_default=True,
    help="Beads that are less sure than this are flagged.",
)
@click.option("--force", is_flag=True, help="Also align what looks like another language or another report.")
@click.option("--overwrite", is_flag=True, help="Also replace files of the output that somebody has changed.")
@click.option("--shard", "share", type=ShareType(), help="Do this share of the folders, beside other processes.")
@click.option("--revision", is_flag=True, help="A and B are an old and a new text in one language.")
@click.option("--score", "gold", type=click.Path(path_type=Path), metavar="GOLD", help="Score against this alignment.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def align(
    paths: tuple[str, ...],
    outputs: tuple[Path, ...],
    formats: tuple[str, ...],
    first: str | None,
    second: str | None,
    third: str | None,
    lines: bool,
    glossaries: tuple[Path, ...],
    doubtful: float,
    force: bool,
    overwrite: bool,
    share: tuple[int, int] | None,
    revision: bool,
    gold: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Align two or three versions of a report: which sentences translate each other, and how sure that is.

    \b
    aligner align talks.en.txt talks.ar.txt                  look at it here
    aligner align talks.en.txt talks.ar.txt -o talks.html    or .jsonl .parquet .tmx .tsv
    aligner align english/ arabic/ russian/ -o out           folders, by equal names
    aligner align reports/ -o out                            report.en.txt beside report.ar.txt
    aligner align --score GOLD talks.jsonl                   precision, recall, F1
    aligner align --revision old.txt new.txt                 what was changed in a text

    A folder is aligned where an interrupted job stopped; nothing is done twice. Exit status 0: done; 1: done, and some
    documents were refused; 2: something could not be used.
    """
    codes = (first, second, third)
    given: dict[str, object]
    if revision:
        from aligner.cli.align_revision import compare_revisions

        given = {"--score": gold, "--to": second, "--third": third, "--format": formats, "--glossary": glossaries}
        given.update({"--overwrite": overwrite, "--shard": share})
        _refuse("--revision", given)
        return compare_revisions(paths, outputs, first, lines=lines, force=force, as_json=as_json, quiet=quiet)
    if gold is not None and len(paths) == 1:
        from aligner.cli.align_score import score_file

        given = {"--output": outputs, "--format": formats, "--lines": lines, "--from": first, "--to": second}
        given.update(
            {"--third": third, "--glossary": glossaries, "--force": force, "--overwrite": overwrite, "--shard": share}
        )
        _refuse("--score GOLD TEST", given)
        return score_file(gold, Path(paths[0]), as_json=as_json)
    if not paths:
        raise click.UsageError("what? Name two versions of a report, or folders of them")
    if len(paths) > 3:
        raise click.UsageError(f"{len(paths)} versions: two or three can be aligned at a time")
    if third and len(paths) == 2:
        raise click.UsageError("--third is the language of a third version: name one")
    folders = [path for path in paths if path != "-" and Path(path).is_dir()]
    if folders:
        if len(folders) < len(paths):
            odd = next(path for path in paths if path not in folders)
            if odd != "-" and not Path(odd).exists():
                raise InputError(f"{odd}: no such file or folder")
            raise click.UsageError(f"files or folders, not both: {shown(odd)} is no folder")
        if gold is not None:
            raise click.UsageError("--score is for one report: name its files")
        return _folders(
            paths, outputs, formats, codes, lines, glossaries, doubtful, force, overwrite, share, as_json, quiet
        )
    if share is not None:
        raise click.UsageError("--shard is for folders: a report is aligned in one piece")
    if len(paths) == 1:
        raise click.UsageError(f"{shown(paths[0])} with what? Name two versions of a report, or a folder of them")
    if paths.count("-") > 1:
        raise click.UsageError("-: standard input can be one version only")
    return _files(paths, outputs, formats, codes, lines, glossaries, doubtful, force, overwrite, gold, as_json, quiet)


def _refuse(mode: str, options: Mapping[str, object]) -> None:
    if unfit := [name for name, value in options.items() if value]:
        raise click.UsageError(f"{', '.join(unfit)}: not with {mode}")


def _files(
    paths: tuple[str, ...],
    outputs: tuple[Path, ...],
    formats: tuple[str, ...],
    codes: tuple[str | None, ...],
    lines: bool,
    glossaries: tuple[Path, ...],
    doubtful: float,
    force: bool,
    overwrite: bool,
    gold: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """The versions of one report."""
    from aligner.aligned import exports
    from aligner.aligned.aligning import align_documents
    from aligner.aligned.job import counts

    targets = _targets(outputs, formats)
    if not outputs and len(formats) > 1:
        raise click.UsageError("standard output takes one --format: give files with --output")
    if max(_size(path) for path in paths) > _LARGE and sys.stderr.isatty() and not (quiet or as_json):
        click.echo("aligning long texts: this may take a minute ...", err=True)
    missing = next((path for path in paths if path != "-" and not Path(path).exists()), None)
    if missing is not None:
        raise InputError(f"{missing}: no such file or folder")
    contents = [sys.stdin.buffer.read() if path == "-" else Path(path) for path in paths]
    aligned = align_documents(
        *contents,
        languages=codes[: len(paths)],
        glossary=open_glossary(glossaries),
        lines=lines,
        force=force,
        doubtful=doubtful,
    )
    _write(aligned, targets(aligned), [Path(path) for path in paths if path != "-"], overwrite)
    if gold is not None:
        from aligner.cli.align_score import score_document

        return score_document(gold, aligned, as_json=as_json)
    numbers = counts(aligned)
    if as_json:
        _print_json({"output": [str(path) for path, _ in targets(aligned)], "name": aligned.name, **numbers})
    elif formats and not outputs:
        sys.stdout.buffer.writelines(exports.pieces(aligned, formats[0]))
        sys.stdout.flush()
    elif not outputs:
        from aligner.cli.align_listing import listing

        for line in listing(aligned):
            click.echo(line)
    elif not quiet:
        where = ", ".join(shown(path) for path, _ in targets(aligned))
        click.echo(f"{counted(numbers['beads'], 'bead')} in {where}")
        _print_counts(numbers)
    return 0


def _write(aligned: AlignedDocument, targets: list[tuple[Path, str]], inputs: list[Path], overwrite: bool) -> None:
    """Write the files of one report; none where one of them is an input, or somebody's."""
    from aligner.aligned import exports

    data = {path: b"".join(exports.pieces(aligned, format)) for path, format in targets}
    for path in data:
        if path.exists() and any(path.samefile(one) for one in inputs):
            raise InputError(f"{path}: is one of the texts to align: choose another --output")
        if path.is_file() and not overwrite and path.read_bytes() != data[path]:
            raise InputError(f"{path}: is there already and holds something else; --overwrite replaces it")
    for path, format in targets:
        exports.write(aligned, path, format)


def _size(path: str) -> int:
    """Bytes of a file; 0 of standard input, or where there is none, which is told later."""
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0


class _Targets:
    """Where the files of one report go."""

    def __init__(self, outputs: tuple[Path, ...], formats: tuple[str, ...]) -> None:
        from aligner.aligned import exports

        self._files: list[tuple[Path, str]] = []
        self._folder: Path | None = None
        self._formats = formats or _OF_FOLDERS
        for output in outputs:
            format = exports.format_of(output)
            if output.is_dir() or (format is None and not (formats and len(outputs) == 1 and output.suffix)):
                if output.suffix and not output.is_dir():
                    known = ", ".join(f".{name}" for name in exports.FORMATS)
                    raise InputError(f"{output}: files are written as {known}; name one of these, or a folder")
                if len(outputs) > 1:
                    raise click.UsageError("--output: one folder, or several files")
                self._folder = output
            elif formats and len(formats) > 1:
                raise click.UsageError("--format several times is for a folder: each file is of one format")
            else:
                self._files.append((output, formats[0] if formats else str(format)))

    def __call__(self, aligned: AlignedDocument) -> list[tuple[Path, str]]:
        if self._folder is None:
            return self._files
        stem = f"{aligned.name if aligned.name != '-' else 'aligned'}.{'-'.join(aligned.languages)}"
        return [(self._folder / f"{stem}.{format}", format) for format in self._formats]


def _targets(outputs: tuple[Path, ...], formats: tuple[str, ...]) -> _Targets:
    return _Targets(outputs, formats)


def _folders(
    paths: tuple[str, ...],
    outputs: tuple[Path, ...],
    formats: tuple[str, ...],
    codes: tuple[str | None, ...],
    lines: bool,
    glossaries: tuple[Path, ...],
    doubtful: float,
    force: bool,
    overwrite: bool,
    share: tuple[int, int] | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Folders, matched by name, into a folder."""
    from aligner.aligned import exports, sets
    from aligner.aligned.job import AlignJob, run
    from aligner.cli.progress import align_progress

    if len(outputs) != 1:
        raise click.UsageError("where to? Give one folder with --output")
    output = outputs[0]
    if exports.format_of(output) is not None and not output.is_dir():
        raise click.UsageError(f"{output}: folders are aligned into a folder; --format says what is written there")
    found = sets.find([Path(path) for path in paths], output, codes if len(paths) == 1 else codes[: len(paths)])
    if not found.sets:
        path, reason = next(iter(found.alone.items()))
        raise InputError(f"{path}: {reason}; nothing to align")
    if share is not None and share[0] > 1:  # what has no other version is told once
        found.alone.clear()
    job = AlignJob(
        sets=[one for one in found.sets if in_share(one.name, share)],
        output=output,
        formats=tuple(dict.fromkeys(formats)) or _OF_FOLDERS,
        lines=lines,
        force=force,
        doubtful=doubtful,
        glossary=open_glossary(glossaries),
        overwrite=overwrite,
        share=share_name(share),
    )
    with align_progress(quiet=quiet or as_json) as bar:
        summary = run(job, bar)
    for reason in summary.refused.values():
        click.echo(f"aligner: {shown(reason)}", err=True)
    for path, reason in found.alone.items():
        click.echo(f"aligner: {shown(path)}: {reason}", err=True)
    if as_json:
        _print_json({"output": str(output), **asdict(summary), "alone": found.alone})
    elif not quiet:
        _print_summary(summary, output)
    return 1 if summary.refused or found.alone else 0


def _print_json(value: dict[str, object]) -> None:
    click.echo(json.dumps({"schema_version": 1, **value}))  # ASCII: a file name may be no text at all


def _print_summary(summary: AlignSummary, output: Path) -> None:
    there = f", {summary.unchanged} of them there already" if summary.unchanged else ""
    beads = counted(summary.beads, "bead")
    click.echo(f"{counted(summary.documents, 'document')} in {shown(output)}{there}: {beads} ({summary.seconds:.1f} s)")
    _print_counts(asdict(summary))
    if summary.refused:
        click.echo(f"  {counted(len(summary.refused), 'document')} refused")
    for name in summary.kept:
        click.echo(
            f"  {shown(name)}: not written by Aligner or changed since, so it was kept; the new one is beside it (.new)"
        )


def _print_counts(numbers: dict[str, int]) -> None:
    said = [
        f"{numbers['doubtful']} doubtful: look at these first" if numbers["doubtful"] else "none doubtful",
        *([f"{numbers['omitted']} not in every version"] if numbers["omitted"] else []),
    ]
    click.echo(f"  {', '.join(said)}")
    if numbers["terms"]:
        named = numbers["terms"] - numbers["terms_missing"]
        click.echo(f"  {named} of {counted(numbers['terms'], 'glossary term')} with an approved name on the other side")

"""`aligner translate`: files, folders or standard input, to one or more languages."""

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
    from aligner.engines.base import DecodingOptions
    from aligner.glossary.store import Glossary
    from aligner.translation.job import Summary
    from aligner.translation.memory import Memory

__all__ = ["print_flags", "translate"]

_CODES = tuple(LANGUAGES)


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--from", "source", type=click.Choice(_CODES), help="Language of the reports; found out when not given.")
@click.option("--to", "targets", multiple=True, required=True, type=click.Choice(_CODES), help="May be given twice.")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Folder for what comes out.")
@click.option("--engine", help="argos, fx, libretranslate, or a model folder; the best installed when not given.")
@click.option("--fast", is_flag=True, help="About three times as fast, somewhat worse (beam 1).")
@click.option("--beam", type=click.IntRange(1, 32), help="Width of the search.  [default: 4]")
@click.option("--threads", type=click.IntRange(0, 256), default=0, help="0: what the machine has.")
@click.option("--splitter", type=click.Choice(["rules", "stanza"]), default="rules", show_default=True)
@click.option("--memory", "memory_path", help="Translation memory; 'none' for none.  [default: one for this user]")
@click.option(
    "--previous",
    type=click.Path(path_type=Path),
    metavar="OLDOUT",
    help="A former output folder, or a bitext: only what changed in the reports since is translated.",
)
@glossary_option
@click.option(
    "--format", "text_format", type=click.Choice(["txt", "md"]), default="txt", help="Format of standard input."
)
@click.option("--no-repair", is_flag=True, help="Keep the engine's words as they come; faults are only flagged.")
@click.option("--no-page", is_flag=True, help="No bilingual pages.")
@click.option("--overwrite", is_flag=True, help="Also replace files in the output folder that somebody has changed.")
@click.option("--shard", "share", type=ShareType(), help="Do this share of the reports, beside other processes.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def translate(
    paths: tuple[str, ...],
    source: str | None,
    targets: tuple[str, ...],
    output: Path | None,
    engine: str | None,
    fast: bool,
    beam: int | None,
    threads: int,
    splitter: str,
    memory_path: str | None,
    previous: Path | None,
    glossaries: tuple[Path, ...],
    text_format: str,
    no_repair: bool,
    no_page: bool,
    overwrite: bool,
    share: tuple[int, int] | None,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Translate reports: files and folders into the folder --output, or standard input to standard output.

    \b
    aligner translate reports/ --to ar --to ru -o out
    aligner translate note.md --from ru --to en -o out
    aligner translate - --from en --to ar < note.txt
    aligner translate reports/ --to ar -o new --previous out    what changed since, and no more

    A job that was stopped goes on where it was when the same command is given again; nothing is translated twice.
    Exit status 0: done; 1: done, and some sentences are flagged for an editor; 2: something could not be used.
    """
    from aligner.engines.base import DecodingOptions

    if fast and beam:
        raise click.UsageError("--fast is --beam 1: give one of the two")
    options = DecodingOptions(beam=beam or (1 if fast else 4))
    targets = tuple(dict.fromkeys(targets))
    if not paths and (output is not None or sys.stdin.isatty()):
        raise click.UsageError("what? Name files or folders, or give a text on standard input")
    if paths in ((), ("-",)):
        for_files: dict[str, object] = {
            "--output": output,
            "--dry-run": dry_run,
            "--json": as_json,
            "--overwrite": overwrite,
        }
        for_files |= {"--previous": previous, "--shard": share}
        if unfit := [name for name, value in for_files.items() if value]:
            raise click.UsageError(f"{', '.join(unfit)}: only for files; standard input goes to standard output")
        glossary = open_glossary(glossaries)
        return _stream(
            source, targets, engine, options, splitter, threads, memory_path, glossary, text_format, not no_repair
        )
    if "-" in paths:
        raise click.UsageError("-: standard input cannot be translated together with files")
    if output is None:
        raise click.UsageError("where to? Give a folder with --output")
    from aligner.translation import reports
    from aligner.translation.former import Previous
    from aligner.translation.job import Job, plan, run

    job = Job(
        reports=[one for one in reports.find([Path(path) for path in paths], output) if in_share(one.name, share)],
        output=output,
        targets=targets,
        source=source,
        engine=engine,
        options=options,
        splitter=splitter,
        threads=threads,
        repair=not no_repair,
        page=not no_page,
        overwrite=overwrite,
        glossary=open_glossary(glossaries),
        previous=Previous(previous) if previous is not None else None,
        share=share_name(share),
    )
    with _memory(memory_path) as memory:
        if dry_run:
            return _print_plan(plan(job, memory), as_json)
        from aligner.cli.progress import progress

        with progress(quiet=quiet or as_json) as bar:
            summary = run(job, memory, bar)
    for reason in summary.failed.values():
        click.echo(f"aligner: {shown(reason)}", err=True)
    if as_json:
        _print_json({"output": str(output), **asdict(summary)})
    elif not quiet:
        _print_summary(summary, output, job.glossary)
    if summary.failed:
        return 2
    return 1 if summary.flagged else 0


def _memory(path: str | None) -> Memory:
    from aligner.translation.memory import Memory, default_path

    if path == "none":
        return Memory(":memory:")
    if path is not None and not Path(path).absolute().parent.is_dir():
        raise InputError(f"{path}: there is no folder {Path(path).parent}")
    return Memory(path or default_path())


def _stream(
    source: str | None,
    targets: tuple[str, ...],
    engine: str | None,
    options: DecodingOptions,
    splitter: str,
    threads: int,
    memory_path: str | None,
    glossary: Glossary | None,
    text_format: str,
    repair: bool,
) -> int:
    """Standard input to standard output."""
    from aligner.translation.text import translate_text

    if len(targets) != 1:
        raise click.UsageError("standard input is translated to one language at a time: give one --to")
    with _memory(memory_path) as memory:
        result = translate_text(
            sys.stdin.buffer.read(),
            targets[0],
            source=source,
            format=text_format,
            engine=engine,
            options=options,
            repair=repair,
            splitter=splitter,
            threads=threads,
            memory=memory,
            glossary=glossary,
        )
    sys.stdout.buffer.write(result.data)
    sys.stdout.flush()
    for bead in result.bitext.flagged:
        click.echo(f"aligner: line {bead.line}: {', '.join(bead.flags)}: {shown(bead.source_text[:70])}", err=True)
    return 1 if result.bitext.flagged else 0


def _print_plan(rows: list[dict[str, object]], as_json: bool) -> int:
    status = 2 if any("problem" in row for row in rows) else 0
    if as_json:
        _print_json({"plan": rows})
        return status
    for row in rows:
        if "problem" in row:
            click.echo(f"aligner: {shown(row['problem'])}", err=True)
            continue
        sizes = f"{counted(int(str(row['segments'])), 'segment')}, {counted(int(str(row['words'])), 'word')}"
        kept = f"{row['kept']} kept, " if "kept" in row else ""
        click.echo(
            f"{shown(row['report'])}: {row['from']} → {row['to']}, {sizes}, {kept}{row['new']} new, "
            f"by {row['engine']}, to {shown(row['translation'])}"
        )
    return status


def _print_json(value: dict[str, object]) -> None:
    click.echo(json.dumps({"schema_version": 1, **value}))  # ASCII: a file name may be no text at all


def _print_summary(summary: Summary, output: Path, glossary: Glossary | None) -> None:
    """What an editor wants to know, in a few lines."""
    rate = f", {summary.translated / summary.seconds:.1f} sentences a second" if summary.translated else ""
    there = f", {summary.unchanged} of them there already" if summary.unchanged else ""
    click.echo(f"{counted(summary.reports, 'translation')} in {shown(output)}{there} ({summary.seconds:.1f} s{rate})")
    for pair, engine in summary.engines.items():
        click.echo(f"  {pair.replace('-', ' → ')}: {engine}")
    if glossary is not None:
        approved = sum(concept.status == "approved" for concept in glossary.concepts.values())
        places = ", ".join(shown(file.path) for file in glossary.files)
        click.echo(f"  glossary: {counted(approved, 'approved concept')} in {places}")
    made = [counted(summary.segments, "segment")]
    for number, text in (
        (summary.approved, "approved by editors"),
        (summary.copied, "copied as they are"),
        (summary.repaired, "repaired"),
    ):
        if number:
            made.append(f"{number} {text}")
    click.echo(f"  {', '.join(made)}")
    if summary.previous:
        _print_previous(summary)
    if summary.terms:
        enforced = f"{summary.terms - summary.terms_missing} of {counted(summary.terms, 'approved term')} in place"
        click.echo(f"  {enforced}")
    if summary.flagged:
        print_flags(summary.flagged, summary.flags, output)
    if summary.passed_over:
        number = len(summary.passed_over)
        what = f"{shown(summary.passed_over[0])} is" if number == 1 else f"{number} reports are"
        click.echo(f"  {what} in the target language already and passed over")
    for name in summary.kept:
        click.echo(
            f"  {shown(name)}: not written by Aligner or changed since, so it was kept; the new one is beside it (.new)"
        )


def print_flags(flagged: int, flags: Mapping[str, int], output: Path) -> None:
    """How many sentences are flagged, and for what; one may be flagged for several reasons."""
    from aligner.translation.page import FLAG_TEXTS

    faults = ", ".join(
        f"{name} {count}" + (f" ({FLAG_TEXTS[name]})" if name in FLAG_TEXTS else "")
        for name, count in sorted(flags.items())
    )
    reasons = sum(flags.values())
    several = f", for {reasons} reasons" if reasons > flagged else ""
    click.echo(f"  {flagged} flagged for an editor{several}: {faults}; see {shown(output / 'pages')}")


def _print_previous(summary: Summary) -> None:
    """What was kept of former translations, and what was not."""
    counts = summary.previous
    kept = [
        f"{counts[name]} {text}"
        for name, text in (("by_editors", "in an editor's words"), ("moved", "moved"))
        if counts[name]
    ]
    said = [f"{counts['kept']} kept" + (f" ({', '.join(kept)})" if kept else "")]
    said.append(f"{counts['changed']} changed and translated again")
    if counts["terms"]:
        said.append(f"{counts['terms']} translated again for a changed term")
    said += [f"{counts[name]} {name}" for name in ("added", "removed")]
    click.echo(f"  since the former translation: {', '.join(said)}")
    if counts["other_engines"]:
        click.echo(f"  {counts['other_engines']} of the kept are in the words of another engine than this one")
    if new := summary.reports - counts["reports"]:
        click.echo(f"  {counted(new, 'translation')} without a former one, all translated")

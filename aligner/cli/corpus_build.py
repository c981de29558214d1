"""`aligner corpus build`, and its stages one by one."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aligner.cli.share import ShareType
from aligner.cli.terminal import counted, shown

if TYPE_CHECKING:
    from aligner.corpus.build import Share, Summary

__all__ = ["build", "dedupe", "filter_", "split"]

Command = TypeVar("Command", bound=Callable[..., Any])


def _options(command: Command) -> Command:
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors."),
        click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON."),
        click.option(
            "--address", default="", metavar="auto|HOST:PORT", help="Of a Ray cluster that is there.  [default: none]"
        ),
        click.option("--executor", default="processes", metavar="NAME", help="processes, or ray for a cluster."),
        click.option("--shard", "share", type=ShareType(), help="Do this share of the work, beside other processes."),
        click.option("--workers", type=click.IntRange(1), help="Processes.  [default: one a core]"),
        click.argument("config", metavar="CONFIG.toml", type=click.Path(path_type=Path)),
    ):
        command = option(command)
    return command


@click.command()
@_options
def build(**given: Any) -> int:
    """Build the corpus that CONFIG.toml describes.

    It goes on where it was interrupted, and does again only what a change of the inputs, of the configuration or of
    Aligner has an effect on. The same inputs, configuration and seed give the same bytes, whatever the --workers.

    Exit status 0: done; 1: done, and some inputs were refused; 2: something could not be used.
    """
    return _run("build", **given)


@click.command("filter")
@_options
def filter_(**given: Any) -> int:
    """Read the inputs and ask the filters; says what each of them rejects."""
    return _run("filter", **given)


@click.command()
@_options
def dedupe(**given: Any) -> int:
    """As `filter`, and find duplicates."""
    return _run("dedupe", **given)


@click.command()
@_options
def split(**given: Any) -> int:
    """As `dedupe`, and split into train, validation and test."""
    return _run("split", **given)


def _run(
    until: str,
    config: Path,
    workers: int | None,
    share: tuple[int, int] | None,
    executor: str,
    address: str,
    as_json: bool,
    quiet: bool,
) -> int:
    from aligner.cli.corpus_progress import corpus_progress
    from aligner.cli.corpus_tools import tools
    from aligner.corpus.build import Share, build
    from aligner.corpus.config import read_config
    from aligner.corpus.executors import open_executor

    read = read_config(config)
    part: Share | None = Share(*share) if share else None
    if address and executor != "ray":
        raise click.UsageError("--address is that of a Ray cluster: give --executor ray")
    count = workers or (None if address else len(os.sched_getaffinity(0)))
    with open_executor(executor, count, address) as pool, corpus_progress(quiet=quiet or as_json) as bar:
        summary = build(read, tools(), executor=pool, share=part, until=until, progress=bar)
    for name, reason in summary.refused.items():
        click.echo(f"aligner: {shown(reason if name in reason else f'{name}: {reason}')}", err=True)
    if as_json:
        click.echo(json.dumps({"schema_version": 1, **asdict(summary)}))  # ASCII: a name may be no text at all
    elif not quiet:
        _print(summary)
    return 1 if summary.refused else 0


def _print(summary: Summary) -> None:
    rejected = summary.beads - summary.kept
    if summary.waiting:
        click.echo(f"{counted(summary.done, 'part')} done, {summary.skipped} there already; {summary.waiting}")
        return
    there = "" if summary.done else ", all there already"
    click.echo(f"{counted(summary.beads, 'bead')} in {shown(summary.output)}{there} ({summary.seconds:.1f} s)")
    click.echo(f"  {summary.kept:,} kept, {rejected:,} rejected")
    for reason, beads in sorted(summary.reasons.items(), key=lambda item: (-item[1], item[0])):
        click.echo(f"  {beads:>10,}  {shown(reason)}")
    if summary.splits:
        click.echo("  " + ", ".join(f"{shown(name)} {beads:,}" for name, beads in summary.splits.items()))
    for folder, made in summary.exports.items():
        click.echo(f"  exports/{shown(folder)}: {counted(made['beads'], 'bead')} as {made['format']}")
        for line in made["lost"]:
            click.echo(f"    {shown(line)}")
    if summary.refused:
        click.echo(f"  {counted(len(summary.refused), 'file')} refused")
    if summary.signature:
        click.echo(f"  {shown(summary.signature)}")

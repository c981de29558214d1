"""`aligner corpus`: what a finished corpus holds, beads to look at, what another build changed, one more export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aligner.cli.terminal import counted, shown

if TYPE_CHECKING:
    from aligner.corpus.statistics import Statistics

__all__ = ["diff", "export", "leaks", "sample", "stats"]

_folder = click.argument("folder", metavar="CORPUS", type=click.Path(path_type=Path))
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def _print_formats(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from aligner.corpus.exports import FORMATS

        click.echo("\n".join(f"{name:<12}{one.about}" for name, one in FORMATS.items()))
        context.exit()


@click.command()
@_folder
@click.option("--formats", is_flag=True, is_eager=True, expose_value=False, callback=_print_formats, help="List them.")
@click.option("--format", "format", required=True, metavar="NAME", help="One of those that --formats lists.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Folder.")
@click.option("--name", default="", help="Stem of the files.  [default: the name of the corpus]")
@click.option("--pair", "pairs", multiple=True, metavar="en-ar", help="Only these directions; several times.")
@click.option("--split", "splits", multiple=True, metavar="NAME", help="Only train, validation or test.")
@click.option("--normalise", is_flag=True, help="Punctuation as Moses has it.")
@click.option("--tokenise", is_flag=True, help="Words and punctuation apart as Moses has them.")
@click.option("--compress", default="", metavar="gz|zst", help="Where the tool reads such files.")
@click.option("--glossary", multiple=True, type=click.Path(path_type=Path), help="A file that goes with it.")
@_json
def export(
    folder: Path,
    format: str,
    output: Path,
    name: str,
    pairs: tuple[str, ...],
    splits: tuple[str, ...],
    normalise: bool,
    tokenise: bool,
    compress: str,
    glossary: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Write the kept beads of a finished CORPUS in one more format."""
    from aligner.cli.corpus_tools import lemmas
    from aligner.corpus import exports
    from aligner.corpus.publish import finished

    record, shards = finished(folder)
    annotates = format in exports.FORMATS and exports.FORMATS[format].annotates
    options = exports.Options(
        name=name or str(record["name"]),
        title=str(record.get("title", "")),
        pairs=pairs,
        splits=splits,
        normalise=normalise,
        tokenise=tokenise,
        compress=compress,
        glossary=glossary,
        lemmas=lemmas(glossary) if annotates else {},
    )
    made = exports.export(shards, output, format, options=options)
    if as_json:
        parts = {f"{part.pair} {part.split}": beads for part, beads in made.parts.items()}
        _print_json({"output": str(output), "format": format, "beads": made.beads, "parts": parts, "lost": made.lost})
        return 0
    click.echo(f"{counted(made.beads, 'bead')} in {shown(output)}")
    for line in made.lost:
        click.echo(f"  {shown(line)}")
    return 0


@click.command()
@_folder
@_json
def stats(folder: Path, as_json: bool) -> int:
    """Say what a finished CORPUS holds. Its report.html says more, with charts."""
    from aligner.corpus.publish import finished

    finished(folder)
    found = _statistics(folder)
    if as_json:
        click.echo(found.to_json(), nl=False)
        return 0
    click.echo(f"{counted(found.beads, 'bead')}, {found.kept:,} kept, {found.rejected:,} rejected")
    rows = [("", "beads", "kept")]
    for what in ("pair", "split", "input", "origin", "licence"):
        rows.append((f"{what}s" if what != "split" else "splits", "", ""))
        rows += [(f"  {shown(one.name) or 'unknown'}", f"{one.beads:,}", f"{one.kept:,}") for one in found.groups[what]]
    width = max(len(name) for name, *_ in rows) + 2
    for name, beads, kept in rows:
        click.echo(f"{name:<{width}}{beads:>12}{kept:>12}".rstrip())
    click.echo("rejected for")
    for reason in found.reasons:
        click.echo(f"  {shown(reason.name):<{width - 2}}{reason.beads:>12,}")
    return 0


def _statistics(folder: Path) -> Statistics:
    """The statistics that the build wrote, or, where it wrote none, made now."""
    from aligner.corpus import statistics
    from aligner.corpus.publish import finished

    record, shards = finished(folder)
    path = folder / "statistics.json"
    if path.is_file():
        return statistics.Statistics.from_json(path.read_bytes())
    params = record["filters"]["params"]
    return statistics.statistics(shards, name=str(record["name"]), seed=int(record["seed"]), params=params)


@click.command()
@_folder
@click.option("-n", "number", type=click.IntRange(1), default=20, show_default=True, help="Beads.")
@click.option("--seed", type=int, default=0, help="Another seed draws other beads.")
@click.option("--by", metavar="NAMES", help="Spread over these.  [default: reason,split,pair]")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="To a file: .tsv, .jsonl or .html.")
def sample(folder: Path, number: int, seed: int, by: str | None, output: Path | None) -> int:
    """Draw some beads of a finished CORPUS to look at, kept and rejected."""
    from aligner.corpus import sample as samples
    from aligner.corpus.publish import finished

    _, shards = finished(folder)
    spread = {"by": tuple(by.split(","))} if by else {}
    frame = samples.sample(shards, number, seed, **spread)
    if output is not None:
        samples.write_sample(frame, output)
        return 0
    for row in frame.iter_rows(named=True):
        about = (row["reason"], row["split"], row["input"], row["place"])
        click.echo("  ".join(shown(word) for word in about if word))
        for side in ("source", "target"):
            click.echo(f"  {row[f'{side}_language']}  {shown(row[f'{side}_text'])}")
    return 0


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--examples", type=click.IntRange(0), default=5, show_default=True, help="Of each kind of change.")
@_json
def diff(old: Path, new: Path, examples: int, as_json: bool) -> int:
    """Say what is different in another build: beads that came, went, were reworded, judged anew or moved.

    Exit status 0: nothing; 1: something.
    """
    from aligner.corpus.differences import differences
    from aligner.corpus.publish import finished

    found = differences(finished(old)[1], finished(new)[1], examples=examples)
    click.echo(found.to_json() if as_json else found.text(), nl=False)
    return 1 if found.any else 0


@click.command()
@_folder
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, help="Leaks that are told.")
@_json
def leaks(folder: Path, most: int, as_json: bool) -> int:
    """Look for beads of a finished CORPUS that share a text, or nearly, with a bead in another split.

    Texts are compared anew, whatever the build has noted. Exit status 0: there are none; 1: there are some.
    """
    from aligner.corpus.leaks import check
    from aligner.corpus.publish import finished

    record, shards = finished(folder)
    found = check(shards, near=record["duplicates"].get("near"), most=most)
    if as_json:
        _print_json({"leaks": [{"kind": one.kind, "splits": one.splits, "ids": one.ids} for one in found]})
    else:
        for one in found:
            click.echo(shown(one))
        click.echo("no leak" if not found else f"{len(found)} told", err=bool(found))
    return 1 if found else 0


def _print_json(value: dict[str, Any]) -> None:
    click.echo(json.dumps({"schema_version": 1, **value}))  # ASCII: a file name may be no text at all

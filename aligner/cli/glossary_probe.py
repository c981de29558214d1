"""`aligner glossary probe`: what an installed model does with names, measured and kept for the enforcer."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aligner.cli.glossary_paths import glossary_option, open_glossary
from aligner.cli.terminal import counted, shown
from aligner.errors import InputError
from aligner.languages import LANGUAGES

if TYPE_CHECKING:
    from aligner.glossary.concepts import Concept
    from aligner.glossary.probe import ProbeTable

__all__ = ["probe"]

_KINDS = ("person", "place", "org", "title", "event")


@click.command()
@click.argument("direction", metavar="SOURCE-TARGET")
@glossary_option
@click.option("--engine", help="argos, fx, libretranslate, or a model folder; the best installed when not given.")
@click.option(
    "--names", type=click.IntRange(0, 100_000), default=60, show_default=True,
    help="How many names of the glossary to try, spread over it.",
)  # fmt: skip
@click.option("--threads", type=click.IntRange(0, 256), default=0, help="0: what the machine has.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole table as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def probe(
    direction: str,
    glossaries: tuple[Path, ...],
    engine: str | None,
    names: int,
    threads: int,
    as_json: bool,
    quiet: bool,
) -> int:
    """Measure which stand-ins a model keeps, and how many names of the glossary it gets right by itself.

    \b
    aligner glossary probe en-ru
    aligner glossary probe ar-en --glossary glossaries/names.tsv --names 200

    Each name is tried in twelve sentences. The table is kept for this model; translating with a glossary then takes
    the stand-ins that came out in 99 of 100 sentences before all others. Probe again after a new model.
    """
    from aligner.engines import open_engine
    from aligner.glossary.probe import count_sentences
    from aligner.glossary.probe import probe as measure

    source, target = _pair(direction)
    glossary = open_glossary(glossaries)
    concepts = _some([c for c in glossary.concepts.values() if c.status == "approved"], names) if glossary else []
    opened = open_engine(source, target, engine=engine, threads=threads)
    with _bar(count_sentences(len(concepts)), f"{source}-{target}", quiet=quiet) as bar:
        table = measure(opened, concepts, advance=bar.update if bar else lambda _: None)
    path = table.write()
    if as_json:
        click.echo(json.dumps({**asdict(table), "path": str(path)}, ensure_ascii=False, indent=1))
    elif not quiet:
        _print(table, {concept.id: concept for concept in concepts})
        click.echo(f"Kept in {shown(path)}")
    return 0


def _pair(direction: str) -> tuple[str, str]:
    source, dash, target = direction.partition("-")
    if not dash or source not in LANGUAGES or target not in LANGUAGES or source == target:
        raise InputError(f"no direction {direction!r}: give two of {', '.join(LANGUAGES)}, for example en-ru")
    return source, target


def _some(concepts: list[Concept], number: int) -> list[Concept]:
    """At most this many, evenly spread."""
    if len(concepts) <= number:
        return concepts
    return [concepts[i * len(concepts) // number] for i in range(number)]


def _bar(total: int, description: str, *, quiet: bool) -> Any:
    """A bar where stderr is a terminal and nobody asked for quiet."""
    if quiet or not sys.stderr.isatty():
        return nullcontext()
    from tqdm import tqdm

    return tqdm(total=total, desc=description, unit=" sentences", dynamic_ncols=True)


def _print(table: ProbeTable, concepts: dict[str, Concept]) -> None:
    from aligner.glossary.probe import KEPT
    from aligner.glossary.standins import stand_ins

    click.echo(f"{table.engine} ({table.source}-{table.target})\n")
    click.echo(f"{'stand-ins':<12}{'tried':>8}{'reliable':>10}{'kept':>8}{'doubled':>9}{'right form':>12}")
    for kind in _KINDS:
        of_kind = [table.stand_ins[s.id] for s in stand_ins() if s.kind == kind and s.id in table.stand_ins]
        tries = sum(count.tries for count in of_kind)
        kept, doubled = sum(c.kept for c in of_kind), sum(c.doubled for c in of_kind)
        form = sum(count.form for count in of_kind)
        click.echo(
            f"{kind:<12}{len(of_kind):>8}{sum(c.rate >= KEPT for c in of_kind):>10}{_share(kept, tries):>8}"
            f"{_share(doubled, tries):>9}{_share(form, kept):>12}"
        )
    best = [s.names[table.target][0] for s in stand_ins() if table.kept.get(s.id, 0.0) >= KEPT]
    click.echo(
        f"\nReliable (kept in at least {KEPT:.0%} of the sentences): {shown(', '.join(best)) if best else 'none'}"
    )
    signs = ", ".join(f"{sign} {count.rate:.0%}" for sign, count in table.signs.items())
    click.echo(f"Signs in the place of a name: {signs}")
    if not table.names:
        return
    right, tries = sum(c.right for c in table.names.values()), sum(c.tries for c in table.names.values())
    click.echo(
        f"Names of the glossary, without help: {counted(len(table.names), 'name')}, {_share(right, tries)} right"
    )
    worst = sorted(table.names.items(), key=lambda pair: (pair[1].rate, pair[0]))
    for ident, count in [pair for pair in worst if pair[1].rate < KEPT][:10]:
        name = concepts[ident].names[table.source].preferred if ident in concepts else ident
        click.echo(f"  {count.right:>2} of {count.tries}  {shown(name)}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "-"

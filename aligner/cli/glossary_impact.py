"""`aligner glossary impact`: what a change of the glossary would mean for what is translated already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.glossary_editor import json_option, meant, print_json, print_table, say
from aligner.cli.glossary_paths import glossary_option, needed_glossary
from aligner.cli.terminal import counted, shown

if TYPE_CHECKING:
    from aligner.glossary.concepts import Concept
    from aligner.glossary.impact import Stored

__all__ = ["impact"]


@click.command()
@click.argument("term", metavar="ID|NAME")
@click.argument("files", nargs=-1, metavar="[BITEXT...]", type=click.Path(path_type=Path))
@click.option(
    "--memory",
    "memories",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Translation memory to look through.  [default: this user's, where no BITEXT is given]",
)
@click.option("--set", "settings", multiple=True, metavar="COLUMN=VALUE", help="As in `edit`: what would be changed.")
@click.option("--add", "added", multiple=True, metavar="COLUMN=VALUE", help="As in `edit`.")
@click.option("--remove", "removed", multiple=True, metavar="COLUMN=VALUE", help="As in `edit`.")
@click.option("--examples", type=click.IntRange(0), default=5, show_default=True, help="So many sentences are shown.")
@glossary_option
@json_option
def impact(
    term: str,
    files: tuple[Path, ...],
    memories: tuple[Path, ...],
    settings: tuple[str, ...],
    added: tuple[str, ...],
    removed: tuple[str, ...],
    examples: int,
    glossaries: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Say how many stored sentences a change of a concept would alter, before it is made.

    Looked through are the bitexts given (what `aligner translate` wrote: .jsonl, .parquet) and the memories given; the
    memory of this user where nothing is given. Without --set, --add and --remove: how many sentences
    name the concept, and how many of their translations would have to be written otherwise if it were enforced.
    Nothing is changed.

    \b
    aligner glossary impact ahmed-al-sharaa
    aligner glossary impact ahmed-al-sharaa out/bitext/*.jsonl
    aligner glossary impact ahmed-al-sharaa --set "ru=Ахмад аш-Шараа"
    """
    from aligner.glossary.editing import columns_of, with_cells, with_values
    from aligner.glossary.impact import impact as impact_of

    opened = needed_glossary(glossaries)
    held = meant(opened, term)
    cells, more, less = (columns_of(pairs) for pairs in (settings, added, removed))
    before: Concept | None = None
    after = held
    if cells or more or less:
        before = held
        after = with_values(with_cells(held, dict(cells)) if cells else held, more, less)
    if ("status", "deprecated") not in cells:
        after = replace(after, status="approved")  # what the change means once it is in force
    found = impact_of(before, after, _stored(files, memories), examples=examples)
    if as_json:
        pairs = [{"source": s, "target": t, **asdict(one)} for (s, t), one in sorted(found.pairs.items())]
        shown_examples = [asdict(one) for one in found.examples]
        print_json({"altered": found.altered, "mentioned": found.mentioned, "pairs": pairs, "examples": shown_examples})
        return
    if not found.pairs:
        say("nothing is stored yet: no sentence to alter (`aligner translate` fills the memory; a BITEXT may be named)")
        return
    if not found.mentioned:
        stored = sum(one.stored for one in found.pairs.values())
        say(f"{held.id}: none of {counted(stored, 'stored sentence')} names it")
        return
    rights = ("right now", "right then") if before else ("right",)
    rows: list[tuple[str, ...]] = [("pair", "stored", "name it", *rights, "to alter")]
    for (s, t), one in sorted(found.pairs.items()):
        right = (one.right_before, one.right_after) if before else (one.right_after,)
        rows.append((f"{s}-{t}", *(f"{n:,}" for n in (one.stored, one.mentioned, *right, one.altered))))
    print_table(rows)
    for example in found.examples:
        click.echo(f"{example.source_language}-{example.target_language}: {shown(example.source)}")
        click.echo(f"       {shown(example.target)}")
    say(f"{held.id}: {found.altered:,} of {sum(one.stored for one in found.pairs.values()):,} sentences to alter")


def _stored(files: tuple[Path, ...], memories: tuple[Path, ...]) -> Iterator[Stored]:
    from aligner.bitext import Bitext
    from aligner.translation.memory import Memory, default_path

    for path in files:
        yield from Bitext.read(path)
    own = () if files or not default_path().exists() else (default_path(),)  # none before the first translation
    for path in memories or own:
        with Memory(path, create=False) as memory:
            yield from memory.translations()

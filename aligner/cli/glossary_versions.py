"""`aligner glossary diff` and `merge`: two versions of a glossary, and three."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.glossary_editor import json_option, legible, print_json, say
from aligner.cli.terminal import counted, shown

if TYPE_CHECKING:
    from aligner.glossary.concepts import Concept

__all__ = ["diff", "merge"]

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("before", metavar="A", type=_PATH)
@click.argument("after", metavar="B", type=_PATH)
@json_option
@click.pass_context
def diff(ctx: click.Context, before: Path, after: Path, as_json: bool) -> None:
    """Say what differs between two versions of a glossary, concept by concept. Exit status 1 where something does.

    A and B are files, or folders of glossaries. Who changed a concept last, and when, is no difference by itself.

    \b
    git show HEAD:glossaries/names.tsv > before.tsv
    aligner glossary diff before.tsv glossaries/names.tsv
    """
    from aligner.glossary.store import Glossary
    from aligner.glossary.versions import differences

    old, new = Glossary.open(before), Glossary.open(after)
    found = differences(old.concepts, new.concepts)
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        signs = {"added": "+", "removed": "-", "changed": "~"}
        for one in found:
            name = _name((new.concepts if one.concept in new.concepts else old.concepts)[one.concept])
            click.echo(f"{signs[one.kind]} {one.concept}  {shown(name)}".rstrip())
            for change in one.changes if one.kind != "removed" else ():
                marks = [f"- {shown(value)}" for value in change.removed] + [
                    f"+ {shown(value)}" for value in change.added
                ]
                click.echo(f"    {change.column}: {'  '.join(marks) or 'another order'}")
        counts = Counter(one.kind for one in found)
        say(f"{counts['added']} added, {counts['removed']} removed, {counts['changed']} changed")
    if found:
        ctx.exit(1)


@click.command()
@click.argument("base", type=_PATH)
@click.argument("ours", type=_PATH)
@click.argument("theirs", type=_PATH)
@click.option("-o", "--output", required=True, type=_PATH, help="Where the merged glossary goes.")
@json_option
@click.pass_context
def merge(ctx: click.Context, base: Path, ours: Path, theirs: Path, output: Path, as_json: bool) -> None:
    """Merge two versions of a glossary file, OURS and THEIRS, that both come from BASE.

    What only one of them has changed is taken from it, column by column; of lists, what either has added or taken out.
    Where both have changed one thing in different ways, ours is kept, a line in the concept's note that begins with
    [merge] says what theirs was (`aligner glossary lint` finds it), and the exit status is 1.

    For git to merge glossaries so, once for a clone:

    \b
    git config merge.aligner-glossary.driver "aligner glossary merge %O %A %B -o %A"

    and in .gitattributes:

    \b
    glossaries/*.tsv merge=aligner-glossary
    glossaries/*.history.jsonl merge=union
    """
    from aligner.glossary.files import read_bytes, read_content, write_file
    from aligner.glossary.versions import merge as merge_versions

    sides = []
    for path in (base, ours, theirs):
        content = read_content(path)
        # Where both sides have made a file of one name, git gives an empty one as their common ancestor.
        sides.append(read_bytes(content, path) if content or path != base else None)
    concepts = [{one.id: one for one in side.concepts} if side else {} for side in sides]
    merged = merge_versions(*concepts)
    write_file(output, merged.concepts, [column for side in sides[1:] if side for column in side.extra])
    if as_json:
        print_json([asdict(clash) for clash in merged.clashes])
    else:
        for clash in merged.clashes:
            click.echo(f"{clash.concept}: {legible(clash.message)}")
        kept = f", {counted(len(merged.clashes), 'conflict')}: ours is kept, see the notes" if merged.clashes else ""
        say(f"{counted(len(merged.concepts), 'concept')} in {output}{kept}")
    if merged.clashes:
        ctx.exit(1)


def _name(concept: Concept) -> str:
    names: Mapping[str, str] = {code: one.preferred for code, one in concept.names.items() if one.preferred}
    return next(iter(names.values()), "")

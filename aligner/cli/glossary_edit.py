"""`aligner glossary edit`, `approve` and `deprecate`: changing concepts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.glossary_editor import by_option, check_names, file_of, meant, say, tell_remarks, who
from aligner.cli.glossary_paths import glossary_option, needed_glossary
from aligner.cli.terminal import shown
from aligner.errors import InputError

if TYPE_CHECKING:
    from aligner.glossary.concepts import Concept
    from aligner.glossary.store import Glossary

__all__ = ["approve", "deprecate", "edit"]


@click.command()
@click.argument("term", metavar="ID|NAME")
@click.option("--set", "settings", multiple=True, metavar="COLUMN=VALUE", help="Give a column another value.")
@click.option("--add", "added", multiple=True, metavar="COLUMN=VALUE", help="Add a value to a list.")
@click.option("--remove", "removed", multiple=True, metavar="COLUMN=VALUE", help="Take a value out of a list.")
@click.option("--approve", "approved", is_flag=True, help="Approve the concept as it is then.")
@glossary_option
@by_option
def edit(
    term: str,
    settings: tuple[str, ...],
    added: tuple[str, ...],
    removed: tuple[str, ...],
    approved: bool,
    glossaries: tuple[Path, ...],
    by: str | None,
) -> None:
    """Change what a concept says.

    The columns are those of the file: kind, gender, en, en.admitted, en.short, ru.variants, ar.forbidden, note and so
    on; of a list, --set takes all values with " | " between, --add and --remove one.

    An approved concept whose names were changed is only proposed until somebody approves it again (--approve does).

    \b
    aligner glossary edit ahmed-al-sharaa --add "en.variants=Ahmad al-Shara"
    aligner glossary edit ahmed-al-sharaa --add "en.forbidden=Jolani = nom de guerre" --approve
    aligner glossary edit idlib --set "ru=Идлиб" --set "note=see the style book"
    """
    from aligner.glossary.editing import columns_of, with_cells, with_values

    cells, more, less = (columns_of(pairs) for pairs in (settings, added, removed))
    if not (cells or more or less or approved):
        raise click.UsageError("Say what: --set, --add, --remove or --approve.")
    twice = {column for column, _ in cells if [name for name, _ in cells].count(column) > 1}
    if twice:
        raise click.UsageError(f"{', '.join(sorted(twice))} is set twice.")

    def changed(concept: Concept) -> Concept:
        concept = with_cells(concept, dict(cells)) if cells else concept
        return with_values(concept, more, less)

    opened = needed_glossary(glossaries)
    _change(opened, meant(opened, term), changed, "edit", by, approve=approved or ("status", "approved") in cells)


@click.command()
@click.argument("terms", nargs=-1, required=True, metavar="ID|NAME...")
@glossary_option
@by_option
def approve(terms: tuple[str, ...], glossaries: tuple[Path, ...], by: str | None) -> None:
    """Approve concepts: from then on they are enforced.

    \b
    aligner glossary approve ali-keda latakia-port-authority
    """
    opened = needed_glossary(glossaries)
    for concept in [meant(opened, term) for term in terms]:
        _change(opened, concept, lambda one: one, "approve", by, approve=True)


@click.command()
@click.argument("term", metavar="ID|NAME")
@click.option("--reason", required=True, metavar="TEXT", help="Why it is no longer used.")
@click.option("--instead", metavar="ID", help="The concept to use instead.")
@glossary_option
@by_option
def deprecate(term: str, reason: str, instead: str | None, glossaries: tuple[Path, ...], by: str | None) -> None:
    """Take a concept out of use: it stays in the file, and is not enforced any more.

    \b
    aligner glossary deprecate syrian-salvation-government --reason "dissolved" --instead syrian-government
    """
    opened = needed_glossary(glossaries)
    concept = meant(opened, term)
    other = meant(opened, instead) if instead else None
    if other is concept:
        raise InputError(f"{concept.id} cannot be used instead of itself")
    told = f"deprecated: {' '.join(reason.split())}" + (f"; instead: {other.id}" if other else "")

    def changed(one: Concept) -> Concept:
        note = f"{one.note}\n{told}" if one.note else told
        return replace(one, status="deprecated", note=note, approved_by="", approved="")

    _change(opened, concept, changed, "deprecate", by)


def _change(
    opened: Glossary, concept: Concept, changed: object, what: str, by: str | None, *, approve: bool = False
) -> None:
    """Change a concept in its file, as it stands there now, and say what came of it."""
    from aligner.glossary.editing import editing
    from aligner.glossary.versions import BOOKKEEPING, changes

    assert callable(changed)
    path = file_of(opened, concept)
    with editing(path, who(by)) as held:
        before = held.concepts.get(concept.id)
        if before is None:
            raise InputError(f"{path}: {concept.id} is not there any more")
        new = changed(before)
        check_names(new, None if approve else before)  # what is approved is enforced: it must be whole
        kept = held.approve(new, what) if approve and _needs_approval(before, new) else held.put(new, what)
    found = [change for change in changes(before, kept) if change.column not in BOOKKEEPING]
    if not found:
        say(f"{kept.id}: nothing changes")
        return
    click.echo(f"{kept.id} in {path}:")
    for change in found:
        for sign, values in (("-", change.removed), ("+", change.added)):
            for value in values:
                click.echo(f"  {sign} {change.column}: {shown(value)}")
    if before.status == "approved" and kept.status == "proposed":
        say(f"{kept.id} is not enforced until it is approved again:  aligner glossary approve {kept.id}")
    if kept.status != "deprecated":
        tell_remarks(kept, before if kept.status == before.status else None)


def _needs_approval(before: Concept, new: Concept) -> bool:
    return new != before or before.status != "approved"

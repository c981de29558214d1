"""`aligner glossary import` and `export`: the glossaries of other tools, and workbooks for editors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.glossary_paths import glossary_option, glossary_with, needed_glossary
from aligner.cli.terminal import counted, shown
from aligner.errors import InputError
from aligner.languages import LANGUAGES
from aligner.languages.names import KINDS

if TYPE_CHECKING:
    from aligner.glossary.concepts import Concept
    from aligner.glossary.joining import Joined
    from aligner.glossary.store import Glossary

__all__ = ["export", "import_"]

_CODES = tuple(LANGUAGES)


def _formats() -> str:
    from aligner.glossary.exchange import FORMATS

    return "\n".join(f"  {one.name:<9} {one.about}" for one in FORMATS.values())


class _WithFormats(click.Command):
    """A command whose help ends with the formats."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(f"\nFormats:\n{_formats()}\n")


@click.command("import", cls=_WithFormats)
@click.argument("file", type=click.Path(path_type=Path))
@glossary_option
@click.option("--into", type=click.Path(dir_okay=False, path_type=Path), help="Glossary file for new concepts.")
@click.option("--format", "format_name", default="", help="When the file's name does not tell; see below.")
@click.option("--from", "source", type=click.Choice(_CODES), default=None, help="Source language of a list of pairs.")
@click.option("--to", "target", type=click.Choice(_CODES), default=None, help="Target language of a list of pairs.")
@click.option("--kind", type=click.Choice(KINDS), default="other", show_default=True, help="Where the file says none.")
@click.option("--approve", is_flag=True, help="Take new concepts as approved; else they are proposed.")
@click.option("--overwrite", is_flag=True, help="Where the file says otherwise, take the file's word.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--by", default=None, help="Who does this, for the history.")
def import_(
    file: Path,
    glossaries: tuple[Path, ...],
    into: Path | None,
    format_name: str,
    source: str | None,
    target: str | None,
    kind: str,
    approve: bool,
    overwrite: bool,
    dry_run: bool,
    by: str | None,
) -> int:
    """Join the names of another file to the glossary.

    \b
    aligner glossary import editors.xlsx --into glossaries/names.tsv
    aligner glossary import partner.tbx --dry-run
    aligner glossary import names.csv --from en --to ar --kind person

    New concepts are added, known ones get the names that they lack. What the file says otherwise is told and left as
    it is, unless --overwrite is given. Exit status 1: something was told and left.
    """
    from aligner.glossary.exchange import import_ as read
    from aligner.glossary.joining import join
    from aligner.glossary.store import Glossary

    held = glossary_with(glossaries, into) or Glossary.of(())
    home = _home(held, into)
    found = read(
        file,
        format=format_name,
        source=source or "",
        target=target or "",
        kind=kind,
        status="approved" if approve else "proposed",
        taken=list(held.concepts),
    )
    joined = join(held.concepts, _unless_trusted(found.concepts, held, approve=approve), overwrite=overwrite)
    if not dry_run:
        _write(held, home, joined, by)
    _tell(joined, found.lost, home, dry_run=dry_run)
    _tell_errors(joined)
    return 1 if joined.conflicts or found.lost else 0


def _unless_trusted(concepts: Sequence[Concept], held: Glossary, *, approve: bool) -> list[Concept]:
    """A new concept that the file calls approved, naming nobody who approved it, is proposed; that is told."""
    kept = []
    for concept in concepts:
        if concept.status == "approved" and not concept.approved_by and not approve and concept.id not in held.concepts:
            click.echo(f"  {shown(concept.id)}: the file calls it approved and does not say by whom: it is proposed")
            concept = replace(concept, status="proposed")
        kept.append(concept)
    return kept


def _home(held: Glossary, into: Path | None) -> Path:
    """The file that gets new concepts."""
    if into is not None:
        return into
    if len(held.files) == 1:
        return held.files[0].path
    if not held.files:
        raise InputError("there is no glossary yet: say which file to begin with --into, e.g. glossaries/names.tsv")
    raise InputError(f"there are {len(held.files)} glossary files: say with --into which of them gets new concepts")


def _write(held: Glossary, home: Path, joined: Joined, by: str | None) -> None:
    from aligner.cli.glossary_editor import who
    from aligner.glossary.editing import editing

    groups: dict[Path, list[Concept]] = {}
    for concept in joined.concepts.values():
        groups.setdefault(held.file_of(concept.id) or home, []).append(concept)
    for path, concepts in groups.items():
        with editing(path, who(by), create=True) as edit:
            for concept in concepts:
                edit.put(concept, "import")


def _tell(joined: Joined, lost: Sequence[str], home: Path, *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    click.echo(
        f"{counted(len(joined.added), 'new concept')} {would}added to {shown(home)}, "
        f"{counted(len(joined.filled), 'known concept')} {would}filled up, {len(joined.same)} the same already"
    )
    for name in joined.added:
        names = joined.concepts[name].names
        click.echo(f"  + {name}: {shown(' / '.join(names[code].preferred for code in names))}")
    for name in joined.filled:
        click.echo(f"  * {name}")
    if joined.conflicts:
        click.echo("The file says otherwise, and the glossary was kept (--overwrite takes the file's word):")
        for line in joined.conflicts:
            click.echo(f"  ! {shown(line)}")
    if lost:
        click.echo("Not kept, since a glossary has no place for it:")
        for line in lost:
            click.echo(f"  - {shown(line)}")


def _tell_errors(joined: Joined) -> None:
    """The first of the errors that `lint` finds in what came in."""
    from aligner.glossary.lint import RULES, lint_concept

    grave = [rule for rule, (severity, _) in RULES.items() if severity == "error"]
    found = [remark for concept in joined.concepts.values() for remark in lint_concept(concept, rules=grave)]
    if found:
        first = f"{found[0].concept}: {found[0].message}"
        click.echo(f"{counted(len(found), 'error')} in what came in (see  aligner glossary lint), first {shown(first)}")


@click.command(cls=_WithFormats)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@glossary_option
@click.option("--format", "format_name", default="", help="When the file's name does not tell; see below.")
@click.option("--from", "source", type=click.Choice(_CODES), default=None, help="Source language of a list of pairs.")
@click.option("--to", "target", type=click.Choice(_CODES), default=None, help="Target language of a list of pairs.")
@click.option("--status", "statuses", multiple=True, help="Only concepts with this status; several times.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only concepts of this kind.")
@click.option("--overwrite", is_flag=True, help="Replace FILE where it is there.")
def export(
    file: Path,
    glossaries: tuple[Path, ...],
    format_name: str,
    source: str | None,
    target: str | None,
    statuses: tuple[str, ...],
    kinds: tuple[str, ...],
    overwrite: bool,
) -> int:
    """Write the glossary to FILE for another tool, or as a workbook for editors.

    \b
    aligner glossary export editors.xlsx
    aligner glossary export names.tbx
    aligner glossary export deepl.tsv --format deepl --from en --to ru

    What the format cannot hold is told.
    """
    from aligner.glossary.exchange import export as write
    from aligner.glossary.exchange import format_of

    if file.exists() and not overwrite:
        raise InputError(f"{file} is there already: choose another name, or say --overwrite")
    held = needed_glossary(glossaries)
    chosen = [
        concept
        for concept in held.concepts.values()
        if (not statuses or concept.status in statuses) and (not kinds or concept.kind in kinds)
    ]
    if not chosen:
        raise InputError("no concept is left to write: see  aligner glossary list")
    taken = chosen if format_of(file, format_name).whole else [c for c in chosen if _is_enforced(c, source, target)]
    if not taken:
        raise InputError("no approved concept with these names is left to write: see  aligner glossary list")
    lost = write(chosen, file, format=format_name, source=source or "", target=target or "")
    click.echo(f"{counted(len(taken), 'concept')} written to {shown(file)}")
    if lost:
        click.echo("The format has no place for:")
        for line in lost:
            click.echo(f"  - {shown(line)}")
    return 0


def _is_enforced(concept: Concept, *codes: str | None) -> bool:
    """Whether a list of names for translators has it: approved, with a name in each of the languages, or in all."""
    wanted = [code for code in codes if code] or list(concept.names)
    return concept.status == "approved" and all(
        code in concept.names and concept.names[code].preferred for code in wanted
    )

"""`aligner glossary show`, `find`, `list` and `history`: looking at a glossary."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aligner.cli.glossary_editor import json_option, meant, print_json, print_table, say
from aligner.cli.glossary_paths import glossary_option, needed_glossary
from aligner.cli.terminal import counted, shown
from aligner.languages import LANGUAGES
from aligner.languages.names import KINDS

if TYPE_CHECKING:
    from aligner.glossary.concepts import Concept, Names
    from aligner.glossary.history import Entry
    from aligner.glossary.store import Glossary

__all__ = ["find", "history", "list_", "show"]

_GENDERS = {"m": "man", "f": "woman", "n": "neuter"}
_STATUSES = ("draft", "proposed", "approved", "deprecated")


@click.command()
@click.argument("term", metavar="ID|NAME")
@glossary_option
@json_option
def show(term: str, glossaries: tuple[Path, ...], as_json: bool) -> None:
    """Show all that is known of a concept.

    \b
    aligner glossary show ahmed-al-sharaa
    aligner glossary show Шараа
    """
    opened = needed_glossary(glossaries)
    concept = meant(opened, term)
    if as_json:
        print_json(_as_dict(opened, concept))
        return
    about = [concept.kind, _GENDERS.get(concept.gender, ""), concept.domain, concept.status]
    click.echo(f"{concept.id}: {', '.join(filter(None, about))}")
    for code, names in concept.names.items():
        for n, (what, told) in enumerate(_lines(names)):
            language = LANGUAGES[code].name if n == 0 else ""
            click.echo(f"  {language:<9}{what}{told}")
        click.echo(f"  {'':<9}forms: {_forms_state(concept, code)}")
    for what, text in (
        ("context", ", ".join(concept.context)),
        ("note", concept.note),
        ("source", concept.source),
        *((column, text) for column, text in concept.extra.items()),
    ):
        if text:
            click.echo(f"  {what}: {shown(text)}")
    if concept.changed_by or concept.changed:
        click.echo(f"  changed: {shown(concept.changed_by)} {concept.changed}".rstrip())
    if concept.approved_by or concept.approved:
        click.echo(f"  approved: {shown(concept.approved_by)} {concept.approved}".rstrip())
    click.echo(f"  in {opened.origin(concept.id)}")


@click.command()
@click.argument("text")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Most concepts.")
@glossary_option
@json_option
@click.pass_context
def find(ctx: click.Context, text: str, limit: int, glossaries: tuple[Path, ...], as_json: bool) -> None:
    """Find concepts by any of their names, in any script and form, and nearly spelled right.

    Exact names come first, then forms of names, then near spellings. Exit status 1 where nothing is found.

    \b
    aligner glossary find Bogdanow
    aligner glossary find للشرع
    """
    from aligner.glossary.finding import find as found_in

    opened = needed_glossary(glossaries)
    found = found_in(opened.concepts, text, limit=limit)
    if as_json:
        print_json([vars(one) | {"origin": opened.origin(one.concept)} for one in found])
    else:
        rows = []
        for one in found:
            how = {"exact": "exact", "form": f"form {one.tag}".rstrip(), "near": f"near {one.score:.0%}"}[one.match]
            named = f"{one.name} ({one.role})" if one.role != "id" else one.name
            rows.append((one.concept, how, named, opened.concepts[one.concept].status))
        print_table(rows)
    if not found:
        say("nothing like it")
        ctx.exit(1)


@click.command("list")
@click.option("--kind", type=click.Choice(KINDS), help="Only this kind.")
@click.option("--status", type=click.Choice(_STATUSES), help="Only these.")
@click.option("--domain", metavar="WORD", help="Only of this domain.")
@click.option("--missing", type=click.Choice(tuple(LANGUAGES)), help="Only those without a name in this language.")
@glossary_option
@json_option
def list_(
    kind: str | None,
    status: str | None,
    domain: str | None,
    missing: str | None,
    glossaries: tuple[Path, ...],
    as_json: bool,
) -> None:
    """List the concepts, one a line.

    \b
    aligner glossary list --kind place
    aligner glossary list --status proposed
    aligner glossary list --missing ru
    """
    opened = needed_glossary(glossaries)
    wanted = [
        concept
        for concept in sorted(opened.concepts.values(), key=lambda one: one.id)
        if (kind is None or concept.kind == kind)
        and (status is None or concept.status == status)
        and (domain is None or domain.casefold() in concept.domain.casefold().split())
        and (missing is None or not _preferred(concept, missing))
    ]
    if as_json:
        print_json([_as_dict(opened, concept) for concept in wanted])
        return
    print_table(
        [(one.id, one.kind, one.status, *(_preferred(one, code) or "-" for code in LANGUAGES)) for one in wanted]
    )
    files = ", ".join(str(file.path) for file in opened.files)
    say(f"{counted(len(wanted), 'concept')} of {len(opened):,} in {files}")
    for conflict in opened.conflicts:
        say(f"conflict: {conflict.message}")


@click.command()
@click.argument("term", metavar="[ID|NAME]", default="")
@click.option("--last", type=click.IntRange(1), default=50, show_default=True, help="So many changes, the newest.")
@glossary_option
@json_option
def history(term: str, last: int, glossaries: tuple[Path, ...], as_json: bool) -> None:
    """Say who changed what, and when: of one concept, or of all.

    \b
    aligner glossary history
    aligner glossary history ahmed-al-sharaa
    """
    opened = needed_glossary(glossaries)
    entries = [entry for file in opened.files for entry in _entries(file.path)]
    if term:
        gone = {entry.concept for entry in entries} - {*opened.concepts}
        identity = term if term in gone else meant(opened, term).id
        entries = [entry for entry in entries if entry.concept == identity]
    entries = sorted(entries, key=lambda entry: entry.when)[-last:]
    if as_json:
        print_json([vars(entry) | {"before": dict(entry.before), "after": dict(entry.after)} for entry in entries])
        return
    for entry in entries:
        click.echo(f"{entry.when}  {shown(entry.who)}  {entry.what}  {entry.concept}")
        for column in dict.fromkeys((*entry.before, *entry.after)):
            before, after = entry.before.get(column, ""), entry.after.get(column, "")
            if before:
                click.echo(f"    {column}: {shown(before)} → {shown(after) if after else 'empty'}")
            else:
                click.echo(f"    {column}: {shown(after)}")
    if not entries:
        say("nothing was changed with aligner yet")


def _entries(path: Path) -> Iterator[Entry]:
    from aligner.glossary.history import read

    return read(path)


def _preferred(concept: Concept, code: str) -> str:
    names = concept.names.get(code)
    return names.preferred if names else ""


def _lines(names: Names) -> Iterator[tuple[str, str]]:
    yield "", shown(names.preferred or "-")
    for what, texts in (
        ("admitted", names.admitted),
        ("short", names.short),
        ("acronym", (names.acronym,) if names.acronym else ()),
        ("variants", names.variants),
    ):
        if texts:
            yield f"{what}: ", ", ".join(map(shown, texts))
    for entry in names.forbidden:
        reason = f" ({shown(entry.reason)})" if entry.reason else ""
        yield "not: ", f"{shown(entry.text)}{reason}"


def _forms_state(concept: Concept, code: str) -> str:
    from aligner.glossary.forms import terms
    from aligner.glossary.tables import table_of

    names = concept.names[code]
    if not names.preferred:
        return "none"
    if names.morphology.confirmed:
        return "confirmed"
    stems = table_of(next(terms(concept, code)).stems())
    guesses = sum(form.guess for form in stems)
    own = f", {len(names.morphology.table)} set by an editor" if names.morphology.table else ""
    if not guesses:
        return f"{len(stems)} by rule, none a guess{own}"
    return f"{len(stems)}, of which {guesses} a guess{own}: see  aligner glossary forms {concept.id}"


def _as_dict(opened: Glossary, concept: Concept) -> dict[str, Any]:
    from aligner.glossary.rows import to_row

    return {**{column: cell for column, cell in to_row(concept).items() if cell}, "origin": opened.origin(concept.id)}

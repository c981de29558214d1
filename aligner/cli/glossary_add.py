"""`aligner glossary add`: a new concept, from options or step by step."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aligner.cli.glossary_editor import by_option, check_names, destination, say, tell_remarks, who
from aligner.cli.glossary_paths import glossary_option, glossary_with, open_glossary
from aligner.errors import InputError
from aligner.languages import LANGUAGES
from aligner.languages.names import KINDS

if TYPE_CHECKING:
    from aligner.glossary.concepts import Concept
    from aligner.glossary.store import Glossary

__all__ = ["add"]

_LISTS = ("admitted", "short", "variants", "forbidden")
_ABOUT = {
    "admitted": "another name that may be written",
    "short": "the name short, such as the surname alone",
    "variants": "a spelling that is found in texts, and never written",
    "forbidden": "a name that must not be used, as NAME = REASON",
    "acronym": "the acronym",
}


def _language_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--en NAME, --en-short NAME and so on for each language."""
    for code, language in reversed(LANGUAGES.items()):
        for field in reversed((*_LISTS, "acronym")):
            command = click.option(
                f"--{code}-{field.removesuffix('s') if field == 'variants' else field}",
                f"{code}_{field}",
                multiple=field != "acronym",
                metavar="NAME",
                help=f"{language.name}: {_ABOUT[field]}.",
            )(command)
        command = click.option(f"--{code}", code, metavar="NAME", help=f"The name in {language.name}.")(command)
    return command


@click.command()
@click.option("--kind", type=click.Choice(KINDS), help="What it is.")
@_language_options
@click.option("--gender", type=click.Choice(("m", "f")), help="Of a person.")
@click.option("--domain", metavar="WORDS", help="Free words, such as syria.")
@click.option(
    "--context", multiple=True, metavar="WORD", help="One of these must be near a name that is a common word."
)
@click.option("--note", metavar="TEXT", help="What other editors should know.")
@click.option("--source", metavar="TEXT", help="Where the names were found.")
@click.option("--id", "identity", metavar="ID", help="[default: made from the English name]")
@click.option("--approve", is_flag=True, help="Approve it at once; else it is proposed.")
@click.option(
    "--into", type=click.Path(dir_okay=False, path_type=Path), help="The file.  [default: with most of the kind]"
)
@glossary_option
@by_option
@click.pass_context
def add(
    ctx: click.Context, /, glossaries: tuple[Path, ...], into: Path | None, approve: bool, by: str | None, **given: Any
) -> None:
    """Add a concept. At a terminal, without names, it asks step by step.

    \b
    aligner glossary add
    aligner glossary add --kind person --gender m --en "Hassan al-Adl" --ar "حسن العدل" \\
        --ru "Хасан аль-Адль" --en-short al-Adl --ar-short العدل --ru-short аль-Адль
    aligner glossary add --kind place --en Idlib --ar إدلب --ru Идлиб --domain syria --approve
    """
    from aligner.glossary.finding import near_duplicates

    opened = glossary_with(glossaries, into, alone=True)
    asked = not any(given[code] for code in LANGUAGES)
    if asked:
        if not sys.stdin.isatty():
            raise click.UsageError("Give the names: --en, --ar, --ru.")
        with _no_change_on_abort(ctx):
            _ask(given)
    concept = _concept(given, opened)
    check_names(concept)
    near = near_duplicates(opened.concepts, concept) if opened else ()
    for found in near:
        say(f"near: {found.concept} is called {found.name} already ({opened.origin(found.concept) if opened else ''})")
    if asked:
        with _no_change_on_abort(ctx):
            if not _confirmed(concept, near=bool(near)):
                say("nothing is added")
                ctx.exit(1)
            approve = approve or click.confirm("Approve it now? Else it is proposed, not enforced yet", default=False)
    path = destination(opened, glossaries, concept.kind, into)
    _tell_of_usual(concept, opened, glossaries)
    _write(path, concept, who(by), glossaries, approve=approve)


@contextmanager
def _no_change_on_abort(ctx: click.Context) -> Iterator[None]:
    """Ctrl-C and the end of input at a question: the answers are gone, and that is said."""
    try:
        yield
    except click.Abort:
        say("\nstopped: nothing is added")
        ctx.exit(130)


def _ask(given: dict[str, Any]) -> None:
    """Ask for what an editor knows; an empty answer leaves it out."""
    say("A new concept. Enter leaves a question out, Ctrl-C ends it all without a change.")
    given["kind"] = given["kind"] or click.prompt("Kind", type=click.Choice(KINDS), default="person")
    for code, language in LANGUAGES.items():
        given[code] = _answer(f"{language.name} name")
    if not any(given[code] for code in LANGUAGES):
        raise InputError("a concept without a name is none: nothing is added")
    if given["kind"] == "person":
        told = click.prompt(
            "Man or woman (m, f)", type=click.Choice(("m", "f", "")), default="", show_default=False, show_choices=False
        )
        given["gender"] = told or None
        for code, language in LANGUAGES.items():
            if given[code]:
                given[f"{code}_short"] = _answers(f"{language.name} short name, such as the surname alone")
    for code, language in LANGUAGES.items():
        if given[code]:
            given[f"{code}_forbidden"] = _answers(f"{language.name}, not to be used (NAME = REASON)")
    given["source"] = _answer("Source (a style book, a web page)")
    given["note"] = _answer("Note for other editors")


def _answer(question: str) -> str | None:
    text: str = click.prompt(question, default="", show_default=False)
    return text.strip() or None


def _answers(question: str) -> tuple[str, ...]:
    """Several values, with a bar between."""
    return tuple(value.strip() for value in (_answer(question) or "").split("|") if value.strip())


def _confirmed(concept: Concept, *, near: bool) -> bool:
    """Show what was understood, with the Russian forms, and ask whether it is right."""
    from aligner.cli.glossary_forms import print_forms

    click.echo(f"{concept.id} ({concept.kind})")
    for code in concept.names:
        if LANGUAGES[code].naming.tags and not LANGUAGES[code].naming.before:
            print_forms(concept, code)
    question = "There is something like it already. Add it all the same?" if near else "Add it?"
    return click.confirm(question, default=not near)


def _concept(given: dict[str, Any], opened: Glossary | None) -> Concept:
    """The concept of the options; InputError says what is missing or cannot be."""
    from aligner.glossary.editing import identity_for
    from aligner.glossary.rows import from_row, join_list

    if not given["kind"]:
        raise click.UsageError(f"Say what it is with --kind: {', '.join(KINDS)}.")
    taken = opened.concepts if opened else {}
    identity = given["identity"] or identity_for(given["en"] or "")
    if not identity and given["en"] and any(map(str.isalpha, given["en"])):
        raise InputError(f"{given['en']} has no Latin letter: it is no English name")
    if not identity:
        raise click.UsageError("Without an English name, give it an id with --id.")
    if identity in taken and opened:
        where = opened.origin(identity)
        raise InputError(f"{identity} is there already ({where}): change it with  aligner glossary edit {identity}, "
                         "or give this one another --id")  # fmt: skip
    try:
        row = {"id": identity, "kind": given["kind"], "status": "proposed", "gender": given["gender"] or ""}
        for column in ("domain", "note", "source"):
            row[column] = join_list([given[column]]) if given[column] else ""
        row["context"] = join_list(given["context"])
        for code in LANGUAGES:
            row[code] = join_list([given[code].strip()]) if given[code] else ""
            row[f"{code}.acronym"] = join_list([given[f"{code}_acronym"]]) if given[f"{code}_acronym"] else ""
            for field in ("admitted", "short", "variants"):
                row[f"{code}.{field}"] = join_list(given[f"{code}_{field}"])
            row[f"{code}.forbidden"] = " | ".join(given[f"{code}_forbidden"])
        return from_row(row)
    except ValueError as error:
        raise InputError(f"{identity}: {error}") from error


def _tell_of_usual(concept: Concept, opened: Glossary | None, glossaries: tuple[Path, ...]) -> None:
    """Where the new concept goes to a file beside the usual glossaries that have its id: which of them counts."""
    usual = None if glossaries else open_glossary()
    if usual and concept.id in usual.concepts and not (opened and concept.id in opened.concepts):
        say(
            f"note: {concept.id} is in {usual.origin(concept.id)}, too: where both files are used, the one named last "
            "counts; to keep both, give this one another --id"
        )


def _write(path: Path, concept: Concept, editor: str, glossaries: tuple[Path, ...], *, approve: bool) -> None:
    from aligner.glossary.editing import editing
    from aligner.glossary.store import default_paths, glossary_files

    new_file = not path.exists()
    with editing(path, editor, create=True) as held:
        if concept.id in held.concepts:
            raise InputError(f"{path}: {concept.id} is there already: give this one another --id")
        kept = held.approve(concept, "add") if approve else held.put(concept, "add")
    click.echo(f"{kept.id} is added to {path}{', a new file,' if new_file else ''} as {kept.status}")
    tell_remarks(kept)
    if kept.status != "approved":
        usual = () if glossaries else glossary_files(path for path in default_paths() if path.exists())
        where = "" if path.resolve() in [file.resolve() for file in usual] else f" -g {path}"
        say(f"It is enforced once it is approved:  aligner glossary approve {kept.id}{where}")

"""`aligner glossary forms`: the forms of a name as a table, to be looked at, corrected and confirmed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aligner import languages
from aligner.cli.glossary_editor import by_option, file_of, json_option, known, print_json, print_table, say, who
from aligner.cli.glossary_paths import glossary_option, open_glossary
from aligner.cli.terminal import counted, shown
from aligner.errors import InputError
from aligner.languages.names import KINDS

if TYPE_CHECKING:
    from aligner.glossary.concepts import Concept, Morphology
    from aligner.glossary.forms import Term
    from aligner.languages.names import Form

__all__ = ["forms", "print_forms"]

_TAGS = {
    "nom": "nominative", "gen": "genitive", "dat": "dative", "acc": "accusative", "ins": "instrumental",
    "loc": "prepositional", "poss": "possessive", "pl": "plural", "sg": "singular", "head": "alone",
    "indef": "indefinite",
}  # fmt: skip
_LIKE_AN_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


@click.command()
@click.argument("term", metavar="[TERM|ID]", default="")
@click.option("--language", type=click.Choice(tuple(languages.LANGUAGES)), help="Only this language.")
@click.option("--set", "settings", multiple=True, metavar="TAG=FORM", help="Correct a form, such as gen=Касры.")
@click.option("--class", "declension", metavar="CLASS", help="Decline the name by this class; none: by rule again.")
@click.option("--fixed", multiple=True, metavar="WORD", help="A word of the name that never changes; none: all change.")
@click.option("--number", type=click.Choice(("sg", "pl", "none")), help="The name is singular or plural.")
@click.option("--confirm", is_flag=True, help="I have looked at the table: all its forms are right.")
@click.option("--all", "everything", is_flag=True, help="Every name, and the guesses at other numbers and genders.")
@click.option("--classes", is_flag=True, help="Say which declension classes there are.")
@click.option("--kind", type=click.Choice(KINDS), default="person", show_default=True, help="Of a TERM of no glossary.")
@click.option("--gender", type=click.Choice(("m", "f")), help="Of a TERM of no glossary.")
@glossary_option
@by_option
@json_option
def forms(
    term: str,
    language: str | None,
    settings: tuple[str, ...],
    declension: str | None,
    fixed: tuple[str, ...],
    number: str | None,
    confirm: bool,
    everything: bool,
    classes: bool,
    kind: str,
    gender: str | None,
    glossaries: tuple[Path, ...],
    by: str | None,
    as_json: bool,
) -> None:
    """Show the forms of a concept's names, or of any TERM; correct and confirm them.

    A form marked ? is a guess: neither a dictionary nor an editor stands behind it.

    \b
    aligner glossary forms murhaf-abu-qasra --language ru
    aligner glossary forms murhaf-abu-qasra --set "gen=Мурхафа Абу Касры"
    aligner glossary forms murhaf-abu-qasra --language ru --class a_masc --confirm
    aligner glossary forms "Анас Хаттаб" --kind person --gender m
    """
    if classes:
        _print_classes(language)
        return
    if not term:
        raise click.UsageError("Say which: a TERM or an ID (or --classes).")
    from aligner.glossary.finding import closest

    opened = open_glossary(glossaries)
    concept = known(opened, term) if opened else None
    change = _Change(language, settings, declension, fixed, number, confirm)
    if concept is None:
        if change:
            near = ", ".join(closest(opened.concepts, term)) if opened else ""
            told = f"did you mean {near}?" if near else "add it first, with  aligner glossary add"
            raise InputError(f"{term} is in no glossary here: {told}")
        near = ", ".join(closest(opened.concepts, term)) if opened else ""
        if near and _LIKE_AN_ID.fullmatch(term):
            raise InputError(f"no concept {term} here: did you mean {near}?")
        concept = _unknown(term, language, kind, gender)
        if not as_json:
            told = f"; did you mean {near}?" if near else ""
            say(f"{term} is in no glossary here: these are the forms by rule, of the kind {kind}{told}")
    elif change and opened:
        concept = _changed(file_of(opened, concept), concept, change, by)
    codes = [code for code in concept.names if language in (None, code) and concept.names[code].preferred]
    if language and not codes:
        raise InputError(f"{concept.id} has no name in {languages.get(language).name}")
    if as_json:
        print_json([one for code in codes for one in _records(concept, code, everything)])
        return
    guessed = [print_forms(concept, code, everything=everything) for code in codes]
    if any(guessed):
        click.echo("? marks a guess: neither a dictionary nor an editor stands behind the form.")
        if concept.id:
            click.echo(f"If the table is right:  aligner glossary forms {concept.id} --confirm")


def print_forms(concept: Concept, code: str, *, everything: bool = False) -> bool:
    """Print the table of a concept's names in a language; gives whether any of its forms is a guess."""
    from aligner.glossary.tables import table_of

    guessed = False
    for term in _terms(concept, code, everything):
        found = table_of(term.forms(), everything=everything)
        more = len(term.forms()) - len(found)
        role = "" if term.role == "preferred" else f" ({term.role if term.part == 'full' else term.part})"
        click.echo(f"{languages.get(code).name}: {shown(term.text)}{role}{_told(concept, code, term)}")
        rows = [(form.tag or "-", _spelled_out(form.tag), form.text, "?" * form.guess) for form in found]
        print_table(rows, indent="  ")
        if more:
            click.echo(f"  and {more} guessed for other numbers, genders and the like: --all")
        guessed |= any(form.guess for form in found)
    return guessed


class _Change:
    """What an editor wants of the forms."""

    def __init__(
        self,
        language: str | None,
        settings: Sequence[str],
        declension: str | None,
        fixed: Sequence[str],
        number: str | None,
        confirm: bool,
    ) -> None:
        self.confirm = confirm
        self.language = language
        self._set = [self._setting(one) for one in settings]
        self._declension = declension
        self._fixed = fixed
        self._number = number
        if (declension or fixed or number) and not language:
            raise click.UsageError("Say of which language, with --language.")

    def __bool__(self) -> bool:
        return self.confirm or bool(self._set or self._declension or self._fixed or self._number)

    def made(self, concept: Concept) -> Concept:
        """The concept with what was corrected."""
        names = dict(concept.names)
        for code in [self.language] if self.language else names:
            if code not in names or not names[code].preferred:
                raise InputError(f"{concept.id} has no name in {languages.get(code).name}")
            names[code] = replace(names[code], morphology=self._morphology(names[code].morphology, code, concept))
        strange = [code for code, _, _ in self._set if code not in names]
        if strange:
            raise InputError(f"{concept.id} has no name in {languages.get(strange[0]).name}")
        return replace(concept, names=names)

    def _morphology(self, held: Morphology, code: str, concept: Concept) -> Morphology:
        if self._declension:
            known_classes = getattr(languages.get(code).naming, "classes", {})
            if self._declension != "none" and known_classes and self._declension not in known_classes:
                raise InputError(
                    f"{self._declension} is no declension class of {languages.get(code).name}: "
                    f"it has {', '.join(known_classes)} (aligner glossary forms --classes says what they are)"
                )
            held = replace(held, declension="" if self._declension == "none" else self._declension)
        if self._fixed:
            held = replace(held, fixed=() if self._fixed == ("none",) else tuple(self._fixed))
            words = concept.names[code].preferred.split()
            if missing := [word for word in held.fixed if word not in words]:
                raise InputError(f"{missing[0]} is no word of {concept.names[code].preferred}")
        if self._number:
            held = replace(held, number="" if self._number == "none" else self._number)
        wanted = [(tag, form) for language, tag, form in self._set if language == code]
        if wanted:
            tags = {form.tag for term in _terms(concept, code, False) for form in (*term.forms(), *term.stems())}
            for tag, _ in wanted:
                if tag not in tags:
                    has = ", ".join(one or "-" for one in sorted(tags))
                    raise InputError(
                        f'{languages.get(code).name} has no form "{tag or "-"}" of this name: it has {has}'
                    )
            replaced = {tag for tag, _ in wanted}
            kept = [entry for entry in held.table if entry[0] not in replaced]
            order = {tag: n for n, tag in enumerate(languages.get(code).naming.tags)}
            table = sorted([*kept, *wanted], key=lambda entry: order.get(entry[0], len(order)))
            held = replace(held, table=tuple(table))
        return held

    def _setting(self, text: str) -> tuple[str, str, str]:
        tag, equals, form = (part.strip() for part in text.partition("="))
        if not equals or not form:
            raise InputError(f"{text}: write it as TAG=FORM, for example gen=Касры")
        shares = languages.script_share(form)
        written = max(languages.LANGUAGES.values(), key=lambda one: shares[one.script]).code
        return self.language or written, "" if tag == "-" else tag, form


def _changed(path: Path, concept: Concept, change: _Change, by: str | None) -> Concept:
    from aligner.glossary.editing import editing

    with editing(path, who(by)) as held:
        if concept.id not in held.concepts:
            raise InputError(f"{path}: {concept.id} is not there any more")
        made = change.made(held.concepts[concept.id])
        if change.confirm:
            made = _confirmed(made, change.language)
        kept = held.put(made, "forms")
    say(f"{concept.id} is changed in {path}" if held.entries else f"{concept.id}: nothing changes")
    return kept


def _confirmed(concept: Concept, language: str | None) -> Concept:
    """The concept with the whole table of a language confirmed; where none is named, of all that have guesses."""
    from aligner.glossary.tables import table_of

    names = dict(concept.names)
    for code in [language] if language else names:
        if not names[code].preferred:
            continue
        term = next(iter(_terms(concept, code, False)))
        stems = table_of(term.stems())
        if not language and not any(form.guess for form in stems):
            continue
        table = tuple(dict.fromkeys((form.tag, form.text) for form in stems))
        names[code] = replace(names[code], morphology=replace(names[code].morphology, table=table, confirmed=True))
        say(f"{languages.get(code).name}: {counted(len(table), 'form')} confirmed")
    return replace(concept, names=names)


def _unknown(text: str, language: str | None, kind: str, gender: str | None) -> Concept:
    """A concept for a name of no glossary, in the language of its script."""
    from aligner.glossary.concepts import Concept, Names

    shares = languages.script_share(text)
    written = max(languages.LANGUAGES.values(), key=lambda one: shares[one.script])
    if language and not shares[languages.get(language).script]:
        raise InputError(f"{text} is in no glossary here, and is not {languages.get(language).name}")
    if not shares[written.script]:
        raise InputError(f"{text} has no letters of {', '.join(one.name for one in languages.LANGUAGES.values())}")
    return Concept("", kind, {language or written.code: Names(text)}, gender or "")


def _terms(concept: Concept, code: str, everything: bool) -> list[Term]:
    from aligner.glossary.forms import terms

    return [term for term in terms(concept, code) if everything or term.role == "preferred"][
        : None if everything else 1
    ]


def _records(concept: Concept, code: str, everything: bool) -> list[dict[str, Any]]:
    return [
        {"language": code, "name": term.text, "role": term.role, "part": term.part, **_record(form)}
        for term in _terms(concept, code, everything)
        for form in term.forms()
    ]


def _record(form: Form) -> dict[str, Any]:
    return {"tag": form.tag, "form": form.text, "guess": form.guess}


def _told(concept: Concept, code: str, term: Term) -> str:
    """What an editor has said of the forms."""
    held = concept.names[code].morphology
    said = [f"class {held.declension}"] if held.declension and term.role == "preferred" else []
    said += [f"number {held.number}"] if held.number else []
    said += [f"fixed {shown(' '.join(held.fixed))}"] if held.fixed else []
    if term.role == "preferred" and (held.confirmed or held.table):
        said.append("confirmed" if held.confirmed else f"{counted(len(held.table), 'form')} set by an editor")
    return f" [{'; '.join(said)}]" if said else ""


def _spelled_out(tag: str) -> str:
    """A tag in words, where it is made of words: "plural genitive" for pl.gen."""
    parts = [part for piece in tag.split("/") for part in piece.split(".")]
    return " ".join(_TAGS[part] for part in parts if part in _TAGS)


def _print_classes(language: str | None) -> None:
    for code, one in languages.LANGUAGES.items():
        found = getattr(one.naming, "classes", {})
        if language in (None, code) and found:
            click.echo(f"{one.name}:")
            print_table([*found.items()], indent="  ")

"""Paradigms compared: the form of one name that answers to a form of another, and what its endings tell of a phrase."""

from __future__ import annotations

from functools import lru_cache

from aligner import languages
from aligner.glossary.forms import Term
from aligner.languages.names import Form

__all__ = ["clitics_of", "forms_for", "nature", "plain_tag", "table_of"]


@lru_cache(maxsize=16384)
def table_of(term: Term) -> tuple[Form, ...]:
    """The whole table of a name, clitics included."""
    return term.forms()


def clitics_of(tag: str) -> str:
    """The clitics of an Arabic tag without the state after the slash; the tag itself elsewhere."""
    return tag.partition("/")[0]


def forms_for(term: Term, tag: str) -> tuple[Form, ...]:
    """The forms of a name that answer to the tag of another name: one, or several where the tag does not say enough.

    The tag itself where the name has it. Else, in Arabic, the same clitics in any state (a preposition asks for the
    genitive); in Russian the same case without the number that only the other name needs.
    """
    if term.language == "ru":
        form = term.form(tag) or term.form(tag.removeprefix("pl.").removeprefix("sg."))
        return (form,) if form else ()
    if term.language != "ar":
        form = term.form(tag)
        return (form,) if form else ()
    if exact := next((form for form in table_of(term) if form.tag == tag), None):
        return (exact,)
    clitics, _, state = tag.partition("/")
    same = [form for form in table_of(term) if clitics_of(form.tag) == clitics and plain_tag("ar", form.tag)]
    if state:
        same = [form for form in same if form.tag in (clitics, f"{clitics}/{state}")] or same
    elif clitics[-1:] in ("ب", "ل", "ك"):
        same = [form for form in same if form.tag.endswith("/gen")] or same
    return tuple({form.text: form for form in reversed(same)}.values())[::-1]


def plain_tag(language: str, tag: str) -> bool:
    """Whether this is a form of the name as it is: not of another number, of its head alone, or of an abbreviation."""
    if language == "ru":
        return tag in languages.get("ru").naming.tags
    if language == "en":
        return tag in ("", "poss")
    return tag.partition("/")[2] in ("", "nom", "gen", "acc")


@lru_cache(maxsize=16384)
def nature(term: Term) -> str:
    """Gender or number that the words around a name agree with: "m", "f", "n", "pl"; "" where the name does not tell.

    Russian endings tell by the first word that declines; Arabic by the first word; English only number.
    """
    if term.facts.kind == "person" and term.facts.gender:
        return term.facts.gender
    if term.language == "ru":
        return _russian_nature(term)
    first = languages.get(term.language).normal_form(term.text).text.split()[:1]
    if term.language == "ar" and first:
        return "f" if term.facts.kind == "place" or first[0].endswith(("ه", "ات", "اء", "ى")) else ""
    last = term.text.split()[-1:]
    return "pl" if last and last[0].endswith("s") and not last[0].endswith(("ss", "us", "is")) else ""


def _russian_nature(term: Term) -> str:
    plain, instrumental = term.form("nom"), term.form("ins")
    if plain is None or instrumental is None:
        return ""
    for one, other in zip(plain.text.casefold().split(), instrumental.text.casefold().split(), strict=False):
        if one == other:
            continue
        if other.endswith(("ми", "мя")):
            return "pl"
        if other.endswith(("ой", "ей", "ёй", "ью", "ою", "ею")):
            return "f"
        return "n" if one.endswith(("о", "е", "ё")) else "m"
    return ""

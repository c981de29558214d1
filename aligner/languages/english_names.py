"""The forms of names in English: possessives and plurals, what of a name stands alone, other Latin spellings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from aligner.languages.english_given_names import gender_of
from aligner.languages.english_parts import parts_of
from aligner.languages.english_plurals import head_of, plural_of, singular_of
from aligner.languages.english_spellings import name_key, spellings_of
from aligner.languages.names import Form, Government, NameFacts, NamePart

__all__ = ["EnglishNaming", "name_key"]

_POSSESSIVES = ("'s", "'")
_QUOTES = dict.fromkeys(map(ord, '"«»“”„'))
_COUNTED = frozenset({"title", "other", "event", "org"})  # kinds whose names are common nouns, with a plural


class EnglishNaming:
    """`languages.names.Naming` for English.

    Tags: "", "poss", "pl", "pl.poss"; "sg", "sg.poss" where the dictionary form is a plural ("border posts");
    "short" and "acronym" for the two halves of "United Nations (UN)"; "head" (and "head.pl") for the noun that reports
    put for the whole once it has been named: "the ministry".
    """

    tags: tuple[str, ...] = ("", "poss", "pl", "pl.poss")
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = _POSSESSIVES
    classes: Mapping[str, str] = {"fixed": "has no plural and no short forms; only 's"}

    def stems(self, name: str, facts: NameFacts) -> tuple[Form, ...]:
        """The name, its plural (or singular, or the halves of a name with its acronym); an editor's forms win."""
        return _stems(name, facts)

    def attach(self, form: Form, before: str, after: str) -> str | None:
        """The tag of a stem form with a possessive: a lone apostrophe only after s, x or z, 's not after a plural s."""
        if before or after not in ("", *_POSSESSIVES):
            return None
        if not after:
            return form.tag
        last = form.text[-1:].casefold()
        plural = "pl" in form.tag.split(".")
        if (after == "'" and last not in ("s", "x", "z")) or (after == "'s" and plural and last == "s"):
            return None
        return f"{form.tag}.poss" if form.tag else "poss"

    def forms(self, name: str, facts: NameFacts) -> tuple[Form, ...]:
        """The table: the name, its possessive, its plural and that one's possessive."""
        found: dict[tuple[str, str], Form] = {}
        for stem in self.stems(name, facts):
            for after in ("", *_POSSESSIVES):
                tag = self.attach(stem, "", after)
                if tag is not None:
                    form = Form(stem.text + after, tag, stem.guess)
                    found.setdefault((form.text, form.tag), form)
        return tuple(found.values())

    def form(self, name: str, facts: NameFacts, tag: str) -> Form | None:
        """The form with this tag; of two (James's, James') the longer one."""
        return next((form for form in self.forms(name, facts) if form.tag == tag), None)

    def spellings(self, name: str, facts: NameFacts) -> tuple[str, ...]:
        """Other Latin spellings that texts have, the likeliest first; at most 60."""
        return spellings_of(name, facts.kind)

    def parts(self, name: str) -> tuple[NamePart, ...]:
        """The surname with its particles, then the given names; () for one word."""
        return parts_of(name)

    def gender(self, name: str) -> str:
        """What the given name tells; "" where it is not known or borne by both."""
        return gender_of(name)

    def government(self, text: str, start: int, end: int) -> Government | None:
        """English asks no form of a name."""
        return None


@lru_cache(maxsize=65536)
def _stems(name: str, facts: NameFacts) -> tuple[Form, ...]:
    found: dict[tuple[str, str], Form] = {}

    def add(text: str, tag: str, guess: bool = False) -> None:
        if text:
            found.setdefault((text, tag), Form(text, tag, guess))

    table = dict(facts.table)
    add(table.get("", name), "")
    for tag, text in facts.table:
        if not tag.endswith("poss"):
            add(text, tag)
    if facts.declension == "fixed":
        return tuple(found.values())
    if (plain := " ".join(name.translate(_QUOTES).split())) and plain != " ".join(name.split()):
        add(plain, "")
        name = plain
    bare, acronym = split_acronym(name)
    if acronym:
        add(bare, "short")
        add(acronym, "acronym")
    # The name of a body is not counted (the Kremlin, Hamas); a common noun for one is: "joint commissions".
    counted = facts.kind in _COUNTED and (facts.kind != "org" or bare == bare.lower() or facts.number == "pl")
    if "pl" not in table and "sg" not in table:
        single = singular_of(bare) if counted and facts.number != "sg" else ""
        if single:
            add(single, "sg", facts.number != "pl")
        elif counted:
            add(plural_of(bare), "pl")
        elif facts.kind == "person" and not parts_of(name):
            add(plural_of(name, name=True), "pl", True)
    if facts.kind in _COUNTED and (head := head_of(bare)):
        add(head, "head", True)
        other = singular_of(head)
        add(other or plural_of(head), "head.sg" if other else "head.pl", True)
    return tuple(found.values())


def split_acronym(name: str) -> tuple[str, str]:
    """A name with its acronym in brackets after it as the two; the name itself and "" where there is none."""
    if name.endswith(")") and " (" in name:
        bare, _, acronym = name[:-1].rpartition(" (")
        if bare and acronym and "(" not in acronym:
            return bare, acronym
    return name, ""

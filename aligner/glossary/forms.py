"""The forms of a concept: each of its names, and each part of a person's name that stands alone, declined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from aligner import languages
from aligner.glossary.concepts import Concept, Designation
from aligner.languages.names import Form, NameFacts

__all__ = ["Term", "facts_of", "form_of", "gender_of", "terms"]

_IN = re.compile("[иы]н$")
_NOT_RUSSIAN = re.compile("w|au|ck|th|ph|q")  # letters that no romanisation of a Russian surname in -ин has
_WRITTEN = frozenset({"preferred", "admitted", "short", "acronym"})


@dataclass(frozen=True, slots=True)
class Term:
    """A name of a concept in one language in its dictionary form, ready to be declined."""

    concept: str
    language: str
    text: str
    role: str  # see `concepts.ROLES`; that of the designation it comes from
    part: str  # "full", "surname", "given", "patronymic"
    facts: NameFacts
    reason: str = ""

    @property
    def written(self) -> bool:
        """Whether it may stand in a translation."""
        return self.role in _WRITTEN

    def stems(self) -> tuple[Form, ...]:
        """Its stem forms; see `languages.names.Naming`."""
        return languages.get(self.language).naming.stems(self.text, self.facts)

    def forms(self) -> tuple[Form, ...]:
        """Its whole table."""
        return languages.get(self.language).naming.forms(self.text, self.facts)

    def form(self, tag: str) -> Form | None:
        """The form with this tag."""
        return languages.get(self.language).naming.form(self.text, self.facts, tag)


def gender_of(concept: Concept) -> str:
    """A person's sex: what the editor said, else what the names tell, the language that tells most first."""
    if concept.gender or concept.kind != "person":
        return concept.gender
    for code in ("ru", "ar", "en"):
        names = concept.names.get(code)
        if names and (told := languages.get(code).naming.gender(names.preferred)):
            return told
    return ""


def facts_of(concept: Concept, language: str, designation: Designation) -> NameFacts:
    """What is known of one name. The editor's table is of the preferred name only."""
    morphology = concept.names[language].morphology
    preferred = designation.role == "preferred"
    return NameFacts(
        kind=concept.kind,
        gender=gender_of(concept),
        number=morphology.number,
        declension=(morphology.declension if preferred else "") or _class_of(concept, language, designation.text),
        fixed=morphology.fixed,
        table=morphology.table if preferred else (),
    )


def _class_of(concept: Concept, language: str, name: str) -> str:
    """The class of a man's surname in -ин that English spells as no Russian name is: Austin, Остином; else ""."""
    english = concept.names.get("en")
    if language != "ru" or concept.kind != "person" or gender_of(concept) != "m" or english is None:
        return ""
    surname = english.preferred.split()[-1:] or [""]
    return "cons" if _IN.search(name) and _NOT_RUSSIAN.search(surname[0].lower()) else ""


def terms(concept: Concept, language: str, *, spellings: bool = False) -> Iterator[Term]:
    """The names of a concept in a language: the given ones, the preferred first, then the parts that stand alone.

    With `spellings`, then the other spellings of all of them, as the role "variant". Each text comes once.
    """
    naming = languages.get(language).naming
    found: dict[str, Term] = {}
    for designation in concept.designations(language):
        facts = facts_of(concept, language, designation)
        part = "surname" if designation.role == "short" and concept.kind == "person" else "full"
        term = Term(concept.id, language, designation.text, designation.role, part, facts, designation.reason)
        found.setdefault(term.text, term)
    if concept.kind == "person":
        for term in [term for term in found.values() if term.role in ("preferred", "admitted", "variant")]:
            role = "short" if term.role == "preferred" else term.role
            for piece in naming.parts(term.text):
                alone = _facts_of_part(term, piece.text)
                found.setdefault(piece.text, replace(term, text=piece.text, role=role, part=piece.role, facts=alone))
    yield from found.values()
    if spellings:
        for term in [term for term in found.values() if term.role not in ("acronym", "forbidden")]:
            for text in naming.spellings(term.text, term.facts):
                if text not in found:
                    found[text] = replace(term, text=text, role="variant")
                    yield found[text]


def _facts_of_part(term: Term, part: str) -> NameFacts:
    """What an editor said of a whole name as far as it says something of a part of it: Абу Касры of Мурхафа Абу Касры.

    Only where a form has the words of the name one by one, and nothing is written together with the first.
    """
    words, own = term.text.split(), part.split()
    at = next((i for i in range(len(words)) if words[i : i + len(own)] == own), None)
    if term.language != "ru" or at is None:
        return replace(term.facts, declension="", table=())
    table = [(tag, form.split()) for tag, form in term.facts.table]
    known = tuple(
        (tag, " ".join(form[at : at + len(own)])) for tag, form in table if len(form) == len(words) and "." not in tag
    )
    last = at + len(own) == len(words)
    return replace(term.facts, declension=term.facts.declension if last else "", table=known)


def form_of(concept: Concept, language: str, part: str, tag: str) -> Form | None:
    """The form to write: of the preferred name, or of that part of it, with this tag; None where there is none."""
    for term in terms(concept, language):
        if term.part == part and term.role in ("preferred", "short"):
            return term.form(tag)
    return None

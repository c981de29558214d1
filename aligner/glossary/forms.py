"""The forms of a concept: each of its names, and each part of a person's name that stands alone, declined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from aligner import languages
from aligner.glossary.concepts import Concept, Designation
from aligner.languages.names import Form, NameFacts

__all__ = ["Term", "facts_of", "form_of", "gender_of", "terms"]

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
        declension=morphology.declension if preferred else "",
        fixed=morphology.fixed,
        table=morphology.table if preferred else (),
    )


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
            alone = replace(term.facts, declension="", table=())
            for piece in naming.parts(term.text):
                found.setdefault(piece.text, replace(term, text=piece.text, role=role, part=piece.role, facts=alone))
    yield from found.values()
    if spellings:
        for term in [term for term in found.values() if term.role not in ("acronym", "forbidden")]:
            for text in naming.spellings(term.text, term.facts):
                if text not in found:
                    found[text] = replace(term, text=text, role="variant")
                    yield found[text]


def form_of(concept: Concept, language: str, part: str, tag: str) -> Form | None:
    """The form to write: of the preferred name, or of that part of it, with this tag; None where there is none."""
    for term in terms(concept, language):
        if term.part == part and term.role in ("preferred", "short"):
            return term.form(tag)
    return None

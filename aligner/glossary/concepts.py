"""What a glossary holds: concepts, what each is called in each language, and how those names are declined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from aligner.languages.names import KINDS

__all__ = ["KINDS", "ROLES", "STATUSES", "Concept", "Designation", "Forbidden", "Morphology", "Names"]

STATUSES = ("draft", "proposed", "approved", "deprecated")
ROLES = ("preferred", "admitted", "short", "acronym", "variant", "forbidden")


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A name that must not be used, and why."""

    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Morphology:
    """What an editor knows of the forms of a name; empty where the language's own rules are right."""

    declension: str = ""  # a class of the language: see `aligner glossary forms --classes`
    number: str = ""  # "sg", "pl"
    fixed: tuple[str, ...] = ()  # words that never change
    table: tuple[tuple[str, str], ...] = ()  # (tag, form): confirmed forms of the preferred name
    confirmed: bool = False  # an editor has looked at the whole table and found it right


@dataclass(frozen=True, slots=True)
class Names:
    """What a concept is called in one language."""

    preferred: str
    admitted: tuple[str, ...] = ()  # may be written as well
    short: tuple[str, ...] = ()  # the same name short: the surname alone. Written where the source is short, too
    acronym: str = ""
    variants: tuple[str, ...] = ()  # spellings that are found in texts, and never written
    forbidden: tuple[Forbidden, ...] = ()
    morphology: Morphology = Morphology()


@dataclass(frozen=True, slots=True)
class Designation:
    """One name of a concept in one language, and what kind of name it is."""

    concept: str
    language: str
    text: str
    role: str  # one of ROLES
    reason: str = ""  # of a forbidden one


@dataclass(frozen=True, slots=True)
class Concept:
    """A person, place, body, office, event or thing that the glossary names. It is enforced when it is approved."""

    id: str  # unique in a glossary: "ahmed-al-sharaa"
    kind: str  # one of KINDS
    names: Mapping[str, Names]  # language -> what it is called there
    gender: str = ""  # of a person: "m", "f"
    domain: str = ""  # "syria", "un": free words
    status: str = "approved"  # one of STATUSES
    context: tuple[str, ...] = ()  # words of which one must be near where a name of it is also a common word
    note: str = ""
    source: str = ""  # where the names were found
    changed_by: str = ""
    changed: str = ""  # ISO 8601 date or time
    approved_by: str = ""
    approved: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)  # columns that Aligner does not know; kept as they are

    def designations(self, language: str) -> Iterator[Designation]:
        """Every name of the concept in a language, the preferred one first; nothing where it has none."""
        names = self.names.get(language)
        if names is None:
            return
        if names.preferred:
            yield Designation(self.id, language, names.preferred, "preferred")
        for role, texts in (
            ("admitted", names.admitted),
            ("short", names.short),
            ("acronym", (names.acronym,) if names.acronym else ()),
            ("variant", names.variants),
        ):
            for text in texts:
                yield Designation(self.id, language, text, role)
        for entry in names.forbidden:
            yield Designation(self.id, language, entry.text, "forbidden", entry.reason)

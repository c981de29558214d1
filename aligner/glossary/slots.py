"""What is to be written for each term of a source text: the same part of the approved name in the target language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from aligner.glossary.concepts import Concept
from aligner.glossary.forms import Term, gender_of, terms
from aligner.glossary.occurrences import Occurrence
from aligner.languages.names import NameFacts

__all__ = ["Key", "Slot", "enforceable", "slots_of", "wanted_term"]


class Key:
    """A concept as a key: it is the same object for as long as the glossary is open."""

    __slots__ = ("concept",)

    def __init__(self, concept: Concept) -> None:
        self.concept = concept

    def __hash__(self) -> int:
        return hash(self.concept.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and other.concept is self.concept


@dataclass(frozen=True, slots=True)
class Slot:
    """An occurrence in the source and the name that must answer to it."""

    number: int  # its place among the slots of the text
    occurrence: Occurrence
    source: Term
    wanted: Term

    @property
    def plural(self) -> bool:
        """Whether the source has the name in the plural, though its dictionary form is singular."""
        tags = self.occurrence.tags
        return bool(tags) and all("pl" in re.split(r"[./]", tag) for tag in tags)


def enforceable(concept: Concept | None, language: str) -> bool:
    """Whether the concept is approved and has a name to be written in this language."""
    return (
        concept is not None and concept.status == "approved" and wanted_term(concept, "full", "", language) is not None
    )


def slots_of(
    occurrences: Sequence[Occurrence], concepts: Mapping[str, Concept], source: str, target: str
) -> tuple[Slot, ...]:
    """The occurrences that are to be enforced; those that are held back are not."""
    found: list[Slot] = []
    for occurrence in occurrences:
        concept = concepts.get(occurrence.concept)
        if concept is None or not occurrence.certain or not enforceable(concept, target):
            continue
        wanted = wanted_term(concept, occurrence.part, occurrence.role, target)
        if wanted is not None:
            facts = NameFacts(concept.kind, gender_of(concept))
            own = Term(concept.id, source, occurrence.term, occurrence.role, occurrence.part, facts)
            found.append(Slot(len(found), occurrence, own, _without_brackets(wanted, occurrence)))
    return tuple(found)


def wanted_term(concept: Concept, part: str, role: str, language: str) -> Term | None:
    """The name to write where the source has this part of a name in this role; None where there is none.

    A surname for a surname, an acronym for an acronym, where the target language has one; else the preferred name.
    """
    return _wanted(Key(concept), part, role, language)


def _without_brackets(term: Term, occurrence: Occurrence) -> Term:
    """Of "Security Service (SBU)" what the source has of it: the name, the acronym, or both."""
    match = re.fullmatch(r"(.+?) \(([^()]+)\)", term.text)
    if match is None or "(" in occurrence.text:
        return term
    own = re.fullmatch(r"(.+?) \(([^()]+)\)", occurrence.term)
    acronym = occurrence.text in own[2] if own else occurrence.role == "acronym"
    return replace(term, text=match[2] if acronym else match[1], facts=replace(term.facts, table=()))


@lru_cache(maxsize=16384)
def _wanted(key: Key, part: str, role: str, language: str) -> Term | None:
    found = [term for term in terms(key.concept, language) if term.written]
    if part != "full":
        alone = [term for term in found if term.part == part and term.role == "short"]
        if alone:
            return alone[0]
    elif role in ("acronym", "short"):
        same = [term for term in found if term.role == role and term.part == "full"]
        if same:
            return same[0]
    return next((term for term in found if term.role == "preferred"), None)

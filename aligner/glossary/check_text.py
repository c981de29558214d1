"""A text and its translation with the terms found in both, and how names are written in messages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from aligner import languages
from aligner.glossary.concepts import Concept
from aligner.glossary.forms import Term, terms
from aligner.glossary.occurrences import Occurrence
from aligner.glossary.slots import wanted_term
from aligner.glossary.verify import WRITTEN, Verification

__all__ = ["Checked", "Stranger", "forms_with", "quoted", "right_forms", "right_name", "term_of"]


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name in the translation that stands where the source names somebody else who is called so as well."""

    source: Occurrence
    there: Occurrence
    known: bool  # the translation has the person of the glossary, and the source has another one


@dataclass(frozen=True, slots=True)
class Checked:
    """One pair of texts under examination."""

    source: str
    target: str
    source_language: str
    target_language: str
    source_terms: tuple[Occurrence, ...]
    target_terms: tuple[Occurrence, ...]
    verified: Verification
    concepts: Mapping[str, Concept]
    recent: frozenset[str]  # concepts that the translation named a moment ago
    strangers: tuple[Stranger, ...] = ()
    # What answers to a source occurrence that no occurrence does, by the id() of that: inside a longer name, an
    # adjective.
    otherwise: Mapping[int, Occurrence] = field(default_factory=dict)

    def sure(self) -> Iterator[tuple[Occurrence, Occurrence | None]]:
        """The target occurrences that are beyond doubt, each with the source occurrence that it answers to."""
        answered = {id(use.target): use.source for use in self.verified.uses if use.target is not None}
        strange = {id(one.there) for one in self.strangers}
        for occurrence in self.target_terms:
            source = answered.get(id(occurrence))
            if _head(occurrence) or id(occurrence) in strange:
                continue
            if occurrence.certain or (source is not None and source.certain):
                yield occurrence, source


def _head(occurrence: Occurrence) -> bool:
    """Whether it is the head noun of a name alone: "the ministry"."""
    return any("head" in tag for tag in occurrence.tags)


def quoted(text: str) -> str:
    """A name in a message."""
    return f"“{text}”"


def right_name(concept: Concept, part: str, role: str, language: str) -> str:
    """What to write for this part of a name, in its dictionary form; "" where the glossary has nothing."""
    wanted = wanted_term(concept, part, role, language)
    return wanted.text if wanted else ""


def term_of(concept: Concept, language: str, occurrence: Occurrence) -> Term | None:
    """The name of which an occurrence is a form."""
    for term in terms(concept, language, spellings=occurrence.role == "variant"):
        if term.text == occurrence.term:
            return term
    return None


def forms_with(term: Term, tags: Collection[str]) -> tuple[str, ...]:
    """The forms of a name that have one of these tags, in the order of its table, each once."""
    return tuple(dict.fromkeys(form.text for form in term.forms() if form.tag in tags and not form.guess)) or tuple(
        dict.fromkeys(form.text for form in term.forms() if form.tag in tags)
    )


def right_forms(text: Checked, occurrence: Occurrence, tags: Collection[str]) -> tuple[str, ...]:
    """What should stand in the place of an occurrence: the approved name in one of these forms."""
    concept = text.concepts[occurrence.concept]
    language = text.target_language
    if occurrence.role in WRITTEN:
        term = term_of(concept, language, occurrence)
    else:
        term = wanted_term(concept, occurrence.part, occurrence.role, language)
    if term is None:
        return ()
    order = languages.get(language).naming.tags
    number = {prefix for tag in occurrence.tags for prefix in [tag.rpartition(".")[0]]}
    same = [tag for tag in tags if tag.rpartition(".")[0] in number] if language == "ru" else list(tags)
    found = forms_with(term, same)
    return found if len(order) < 12 else found[:6]

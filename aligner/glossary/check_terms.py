"""Terms that are missing, forbidden, spelt otherwise, out of use, or called now so and now so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from aligner.glossary.check_otherwise import another_name, said_otherwise
from aligner.glossary.check_text import Checked, quoted, right_name, term_of
from aligner.glossary.concepts import Concept
from aligner.glossary.derived import derived
from aligner.glossary.findings import Finding
from aligner.glossary.forms import Term, terms
from aligner.glossary.occurrences import Occurrence
from aligner.glossary.verify import Use

__all__ = ["inconsistencies", "source_findings", "term_findings"]

_PRONOUNS_FOR = frozenset({"surname", "given", "patronymic"})  # parts for which the next sentence may say "he"


def source_findings(text: Checked) -> Iterator[Finding]:
    """Forbidden names in the source: no fault of the translator, but good to know."""
    for one in text.source_terms:
        concept = text.concepts[one.concept]
        if one.role == "forbidden" and one.certain and concept.status == "approved":
            reason = _reason(concept, text.source_language, one)
            yield Finding(
                "forbidden",
                "info",
                one.concept,
                f"the source has {quoted(one.text)}, which the glossary forbids{reason}",
                "source",
                one.outer_start,
                one.outer_end,
            )


def term_findings(text: Checked) -> Iterator[Finding]:
    """What the translation lacks, and names in it that should be others."""
    if text.target.strip():
        for use in text.verified.uses:
            if use.target is None and use.source.certain:
                yield from _missing(text, use)
    for occurrence, source in text.sure():
        concept = text.concepts[occurrence.concept]
        if concept.status == "deprecated":
            yield _deprecated(concept, occurrence)
        elif occurrence.role == "forbidden":
            yield _forbidden(text, concept, occurrence, source)
        elif occurrence.role == "variant":
            yield _variant(text, concept, occurrence, source)


def _missing(text: Checked, use: Use) -> Iterator[Finding]:
    source = use.source
    concept = text.concepts[source.concept]
    right = right_name(concept, source.part, source.role, text.target_language)
    if not right or concept.status == "deprecated":
        return
    if not use.repeated and said_otherwise(text.target, concept, source, text.target_language):
        return
    there = text.otherwise.get(id(source))
    if there is not None and there.tags != ("adj",):
        return  # inside a longer name: Иордания in «король Иордании»
    if not use.repeated and (other := another_name(text.target, concept, text.target_language)) is not None:
        yield _variant(text, concept, other, source)
        return
    severity, why = "error", ""
    if use.repeated:
        severity, why = "warning", " a second time"
    elif source.part in _PRONOUNS_FOR and source.concept in text.recent:
        severity, why = "warning", " here"  # it named the person a moment ago, and may say "he"
    elif there is not None:
        severity, why = "info", " but for an adjective"
    elif _as_adjective(text, concept):
        severity, why = "warning", " but for an adjective, which may say something else"  # «сирийский министр уехал»
    yield Finding(
        "missing",
        severity,
        source.concept,
        f"{quoted(source.text)} is not in the translation{why}: expected {right}",
        "source",
        source.outer_start,
        source.outer_end,
        (right,),
    )


def _as_adjective(text: Checked, concept: Concept) -> bool:
    """Whether there are more adjectives of a place than in the source: "the Syrian minister left" for "left Syria"."""
    there = _adjectives(text.target, concept, text.target_language)
    return there > 0 and there > _adjectives(text.source, concept, text.source_language)


def _adjectives(text: str, concept: Concept, language: str) -> int:
    spans: set[tuple[int, int]] = set()
    for term in terms(concept, language):
        if term.written:
            spans.update(derived(text, term))
    return len(spans)


def _deprecated(concept: Concept, occurrence: Occurrence) -> Finding:
    note = f": {concept.note}" if concept.note else ""
    return Finding(
        "deprecated",
        "warning",
        concept.id,
        f"{quoted(occurrence.text)} is out of use{note}",
        "target",
        occurrence.outer_start,
        occurrence.outer_end,
    )


def _forbidden(text: Checked, concept: Concept, occurrence: Occurrence, source: Occurrence | None) -> Finding:
    part = source.part if source else occurrence.part
    right = right_name(concept, part, source.role if source else "preferred", text.target_language)
    reason = _reason(concept, text.target_language, occurrence)
    return Finding(
        "forbidden",
        "error" if source is not None and source.certain else "warning",
        concept.id,
        f"{quoted(occurrence.text)} must not be used{reason}" + (f": expected {right}" if right else ""),
        "target",
        occurrence.outer_start,
        occurrence.outer_end,
        (right,) if right else (),
    )


def _reason(concept: Concept, language: str, occurrence: Occurrence) -> str:
    term = term_of(concept, language, occurrence)
    return f" ({term.reason})" if term and term.reason else ""


def _variant(text: Checked, concept: Concept, occurrence: Occurrence, source: Occurrence | None) -> Finding:
    wanted = right_name(concept, occurrence.part, "preferred", text.target_language)
    return Finding(
        "variant",
        "warning",
        concept.id,
        f"{quoted(occurrence.text)} is not how the glossary spells it: {wanted}",
        "target",
        occurrence.outer_start,
        occurrence.outer_end,
        (wanted,) if wanted else (),
    )


def inconsistencies(texts: Sequence[Checked]) -> Iterator[tuple[int, Finding]]:
    """Where a document that calls a concept by one approved name now and then uses another one.

    Short names and acronyms go with the full one; every use of a name that is not the document's usual one is found.
    """
    used: dict[str, Counter[str]] = {}
    places: list[tuple[int, Occurrence, Term]] = []
    for number, text in enumerate(texts):
        for occurrence, _ in text.sure():
            concept = text.concepts[occurrence.concept]
            if occurrence.role in ("preferred", "admitted") and occurrence.part == "full":
                term = term_of(concept, text.target_language, occurrence)
                if term is not None:
                    used.setdefault(concept.id, Counter())[term.text] += 1
                    places.append((number, occurrence, term))
    for number, occurrence, term in places:
        names = used[occurrence.concept]
        if len(names) == 1:
            continue
        preferred = texts[number].concepts[occurrence.concept].names[texts[number].target_language].preferred
        usual = max(names, key=lambda name: (names[name], name == preferred, name))
        if term.text != usual:
            yield (
                number,
                Finding(
                    "inconsistent",
                    "warning",
                    occurrence.concept,
                    f"{quoted(term.text)} here, {quoted(usual)} elsewhere in this document",
                    "target",
                    occurrence.outer_start,
                    occurrence.outer_end,
                    (usual,),
                ),
            )

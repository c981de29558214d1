"""Verbs right beside a person's name that have the other gender."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from aligner import languages
from aligner.glossary.check_text import Checked, quoted
from aligner.glossary.concepts import Concept
from aligner.glossary.findings import Finding, at_most
from aligner.glossary.occurrences import Occurrence
from aligner.languages import arabic_agreement, russian_agreement

__all__ = ["gender_findings"]

# What a language can say of the gender beside a name; the others have no gender there.
_WRONG: dict[str, Callable[[str, int, int, Collection[str], str], tuple[int, int, str] | None]] = {
    "ar": arabic_agreement.wrong_gender,
    "ru": russian_agreement.wrong_gender,
}
_CALLED = {"m": "a man", "f": "a woman"}


def gender_findings(text: Checked) -> Iterator[Finding]:
    """The verbs beside persons' names that have the other gender than the glossary says.

    It is an error where the verb can have no other subject, else a warning. A gender that nobody wrote down is told by
    the names; it counts where two languages tell the same, as an info.
    """
    wrong = _WRONG.get(text.target_language)
    if wrong is None:
        return
    for occurrence, _ in text.sure():
        concept = text.concepts[occurrence.concept]
        gender = concept.gender or _told(concept)
        if concept.kind != "person" or gender not in _CALLED:
            continue
        found = wrong(text.target, occurrence.start, occurrence.end, occurrence.tags, gender)
        if found is not None:
            finding = _finding(text, occurrence, gender, found)
            if not concept.gender:
                finding = at_most(finding, "info")
            elif not _is_certain(text, occurrence, found):
                finding = at_most(finding, "warning")
            yield finding


def _is_certain(text: Checked, occurrence: Occurrence, found: tuple[int, int, str]) -> bool:
    """Whether the name cannot but be the subject of the verb: it is a nominative alone, or it follows قال."""
    if text.target_language == "ar":
        return arabic_agreement.speaks_only(text.target[found[0] : found[1]])
    return bool(found[2]) and {tag.rpartition(".")[2] for tag in occurrence.tags} == {"nom"}


def _told(concept: Concept) -> str:
    """The gender that the names in at least two languages tell, and none denies."""
    told = [languages.get(code).naming.gender(names.preferred) for code, names in concept.names.items()]
    told = [gender for gender in told if gender]
    return told[0] if len(told) > 1 and len(set(told)) == 1 else ""


def _finding(text: Checked, occurrence: Occurrence, gender: str, found: tuple[int, int, str]) -> Finding:
    start, end, right = found
    expected = f": expected {right}" if right else ""
    message = (
        f"{quoted(text.target[start:end])} is said of {quoted(occurrence.text)}, who is {_CALLED[gender]}{expected}"
    )
    return Finding("gender", "error", occurrence.concept, message, "target", start, end, (right,) if right else ())

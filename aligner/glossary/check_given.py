"""A person's given name and surname in two cases: с Мурхафом Абу Касра."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aligner import languages
from aligner.glossary.check_text import Checked, forms_with, quoted
from aligner.glossary.findings import Finding
from aligner.glossary.forms import Term, terms
from aligner.glossary.occurrences import Occurrence
from aligner.languages.names import Form

__all__ = ["apart_from_given"]

_WORDS_BEFORE = re.compile(r"(?<![\w-])(\w[\w-]*)\s+$")
_REACH = 60  # characters
_MOST_FORMS = 3  # that advice names


def apart_from_given(text: Checked, there: Occurrence) -> Finding | None:
    """The finding for a surname right behind the person's own given name, where no case is that of both.

    Which of the two is right is told by the words before them; where those do not tell, the given name leads. It is an
    error where an editor or a dictionary stands behind the forms.
    """
    concept = text.concepts[there.concept]
    if text.target_language != "ru" or concept.kind != "person" or there.part != "surname" or not there.tags:
        return None
    before = _WORDS_BEFORE.search(text.target, max(0, there.outer_start - _REACH), there.outer_start)
    if before is None:
        return None
    names = list(terms(concept, text.target_language, spellings=True))
    cases = {form.tag for term in names if term.part == "given" for form in term.stems() if form.text == before[1]}
    if not cases or cases & set(there.tags):
        return None
    start, end = before.start(1), there.outer_end
    asking = languages.get(text.target_language).naming.government(text.target, start, there.end)
    asked = cases | set(there.tags)
    if asking is not None and asking.certain and asking.tags & asked:
        cases = set(asking.tags & asked)
    expected = _whole_in(names, cases)
    guessed = all(form.guess for form in _forms(names) if form.text in expected)
    if guessed and not concept.gender:
        return None  # a woman's name, perhaps, which does not change
    wanted = f": expected {' or '.join(expected)}" if expected else ""
    message = f"{quoted(text.target[start:end])}: given name and surname stand in different cases{wanted}"
    severity = "warning" if guessed else "error"
    return Finding("case", severity, concept.id, message, "target", start, end, expected)


def _whole_in(names: Sequence[Term], cases: set[str]) -> tuple[str, ...]:
    """The whole name in these cases."""
    whole = _whole(names)
    return forms_with(whole, cases)[:_MOST_FORMS] if whole is not None else ()


def _forms(names: Sequence[Term]) -> tuple[Form, ...]:
    whole = _whole(names)
    return whole.forms() if whole is not None else ()


def _whole(names: Sequence[Term]) -> Term | None:
    return next((term for term in names if term.part == "full" and term.role == "preferred"), None)

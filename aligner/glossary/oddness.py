"""Whether a term stands oddly in a translation: in a form without a reason, or beside a verb of the other gender."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aligner.glossary.check_forms import asked_of
from aligner.glossary.concepts import Concept
from aligner.glossary.occurrences import Occurrence
from aligner.languages import arabic_agreement, russian_agreement

__all__ = ["is_odd"]

_WRONG_GENDER = {"ar": arabic_agreement.wrong_gender, "ru": russian_agreement.wrong_gender}


def is_odd(there: Sequence[Occurrence], text: str, language: str, concepts: Mapping[str, Concept]) -> bool:
    """Whether one of the terms of a text does not fit its surroundings, as `glossary check` would warn."""
    for place, one in enumerate(there):
        beside = [*there[:place], *there[place + 1 :]]
        asking = asked_of(one, text, language, beside, concepts)
        if asking is not None and not asking.tags & set(one.tags):
            return True
        if _other_gender(one, text, language, concepts[one.concept]):
            return True
    return False


def _other_gender(one: Occurrence, text: str, language: str, concept: Concept) -> bool:
    """Whether a verb right beside a person's name has the other gender: «Захарова заявил»."""
    wrong = _WRONG_GENDER.get(language)
    if concept.kind != "person" or wrong is None or not concept.gender:
        return False
    return wrong(text, one.start, one.end, one.tags, concept.gender) is not None

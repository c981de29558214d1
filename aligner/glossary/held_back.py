"""Terms of a source text that may be something else, and of which a translation has to be looked at all the same.

Jordan and Chad at the beginning of a sentence may be a man or a word with a capital, and of two persons with one
surname nobody may know which is meant. Nothing is put into a translation for them. Where it has no answer to one,
an editor should know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from aligner import languages
from aligner.bitext import TermUse
from aligner.glossary.concepts import Concept
from aligner.glossary.derived import derived
from aligner.glossary.occurrences import Occurrence
from aligner.glossary.slots import enforceable, wanted_term
from aligner.languages.homographs import hints, is_common
from aligner.languages.wordlist import words

__all__ = ["HELD", "is_looked_for", "is_met", "unanswered"]

HELD = "held"  # the strategy of the use of such a term
_SMALL = {"en": frozenset(words("in or an at be by it us who was will more long little short young new no"))}


def is_looked_for(found: Occurrence, concepts: Mapping[str, Concept], source: str, target: str) -> bool:
    """Whether a term that is held back should have an answer in the translation.

    One of several persons; a name that is a common word, too, and stands with a capital where any word has one. Not a
    common word with a small letter (china), the noun that heads a name, a part of a person's name where the document
    has no more of it (Brown bears) or after another given name, nor a country's letters before a noun (US envoy).
    """
    concept = concepts.get(found.concept)
    if found.certain or found.role == "forbidden" or not enforceable(concept, target) or concept is None:
        return False
    if found.part in ("given", "patronymic") or any("head" in tag for tag in found.tags):
        return False
    word = languages.get(source).normal_form(found.text).text
    common = is_common(word, source, concept.kind)
    if languages.get(source).script == "Arabic":
        return bool(found.rivals) and not common
    if not found.text[:1].isupper() or word in hints(source).always or word in _SMALL.get(source, ()):
        return False
    return bool(found.rivals) or (common and found.part == "full" and " " not in word)


def is_met(found: Occurrence, text: str, concepts: Mapping[str, Concept], target: str) -> bool:
    """Whether an Arabic surname that is a common word is whom somebody meets: التقى بوتين بالشرع."""
    concept = concepts.get(found.concept)
    if found.doubt != "word" or found.part != "surname" or concept is None or not enforceable(concept, target):
        return False
    if concept.kind != "person" or found.role == "forbidden":
        return False
    before = text[: found.outer_start]
    joined = text[found.outer_start : found.start] == "ب" or _WITH.search(before) is not None
    return joined and _MEETS.search(before) is not None


_WITH = re.compile(r"(?<!\w)مع\s+$")
_MEETS = re.compile(
    r"(?<!\w)[وف]?(?:(?:الت|يلت|تلت|سيلت|ست?لت)ق(?:ى|ي|ت|يا|وا|ون)|[ايت]?جتمع(?:ت|وا)?|يجتمع|تجتمع|لقاء|لقائه|اجتماع)"
    r"(?:\s+[^\s.!؟،؛:]+){0,5}\s+$"
)


def unanswered(
    held: Iterable[Occurrence],
    text: str,
    targets: Iterable[Occurrence],
    concepts: Mapping[str, Concept],
    languages_of: tuple[str, str],
) -> tuple[TermUse, ...]:
    """A use for each of these terms to which nothing answers in a translation, and none of those it may be as well.

    `targets` are the terms in the translation, certain or not. An adjective of a place is an answer.
    """
    there = {ident for one in targets for ident in (one.concept, *one.rivals)}
    return tuple(
        TermUse(found.concept, found.text, "", found.start, -1, HELD)
        for found in held
        if there.isdisjoint((found.concept, *found.rivals)) and not _as_adjective(found, text, concepts, languages_of)
    )


def _as_adjective(found: Occurrence, text: str, concepts: Mapping[str, Concept], languages_of: tuple[str, str]) -> bool:
    wanted = wanted_term(concepts[found.concept], found.part, found.role, languages_of[1])
    return wanted is not None and bool(derived(text, wanted))

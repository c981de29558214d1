"""Terms that a translation has in a shape that is nobody's form of them: with words between, as a family, owned."""

from __future__ import annotations

import re
from functools import lru_cache

from aligner import languages
from aligner.glossary.concepts import Concept, Names
from aligner.glossary.derived import other_names
from aligner.glossary.forms import Term, terms
from aligner.glossary.matcher import Matcher
from aligner.glossary.occurrences import Occurrence
from aligner.languages.russian_families import family_forms

__all__ = ["another_name", "said_otherwise"]

_GAP = 2  # words of others that may stand between the words of a title: المبعوث الأميركي الخاص
_BETWEEN = {  # what such a word looks like: an adjective, or an acronym
    "ar": r"ال\w+|\w+ي(?:ة|ين)?",
    "en": r"[A-Z]\w*(?:\.[A-Z])*\.?",
    "ru": r"\w+(?:ий|ый|ой|его|ого|ему|ому|им|ым|ем|ом|ая|яя|ей|ую|юю|ое|ее|ие|ые|их|ых|ими|ыми)|[А-ЯЁ]{2,}",
}
_CLITICS = {"ar": "[وف]?[بكل]?"}
_OWNERS = "نا|كم|هم|هما|ها"  # our, your, their Damascus
_REMEMBERED = 2_000  # words
_QUESTION = re.compile(r"[؟?]")


def said_otherwise(text: str, concept: Concept, source: Occurrence, language: str) -> bool:
    """Whether a text that has no form of a concept's names has it all the same, for an occurrence of the source.

    A title or organisation whose words stand in order with adjectives between them; Лавровы for "the Lavrovs"; in
    Arabic a name behind the question's hamza (ألافروف جاء؟) and a place that is somebody's (دمشقنا).
    """
    for term in terms(concept, language):
        if not term.written:
            continue
        if concept.kind in ("title", "org") and _gapped(term).search(text):
            return True
        if language == "ar" and concept.kind in ("person", "place") and _arabic(term, text):
            return True
        if language == "ru" and concept.kind == "person" and _is_family(source) and _family(term.text, text):
            return True
    return False


def another_name(text: str, concept: Concept, language: str) -> Occurrence | None:
    """Where a text calls a country by a name that the glossary does not have: سورية for سوريا."""
    names = concept.names.get(language)
    if concept.kind != "place" or names is None:
        return None
    for term in terms(concept, language):
        if term.role == "preferred":
            for name in other_names(term):
                found = _finder(name, language).find(text, language)
                if found:
                    return found[0]
    return None


@lru_cache(maxsize=256)
def _finder(name: str, language: str) -> Matcher:
    """A matcher of one name of a place."""
    return Matcher([Concept("", "place", {language: Names(name)})], (language,), remembered=_REMEMBERED)


@lru_cache(maxsize=4096)
def _gapped(term: Term) -> re.Pattern[str]:
    """The forms of a title, with something between two of their words."""
    between = _BETWEEN[term.language]
    clitics = _CLITICS.get(term.language, "")
    wanted: dict[str, None] = {}
    for form in languages.get(term.language).naming.stems(term.text, term.facts):
        pieces = [re.escape(word) for word in form.text.split()]
        if "head" in form.tag or not 1 < len(pieces) < 6:
            continue
        for place in range(1, len(pieces)):
            left, right = r"\s+".join(pieces[:place]), r"\s+".join(pieces[place:])
            wanted[rf"{left}(?:\s+(?:{between})){{1,{_GAP}}}\s+{right}"] = None
    if not wanted:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w){clitics}(?:{'|'.join(map(_either_case, wanted))})(?!\w)")


def _either_case(pattern: str) -> str:
    """A pattern with a capital or a small letter at the beginning."""
    return f"(?i:{pattern[0]}){pattern[1:]}" if pattern[0].isalpha() else pattern


def _arabic(term: Term, text: str) -> bool:
    forms = {form.text for form in languages.get("ar").naming.stems(term.text, term.facts) if "head" not in form.tag}
    for form in forms:
        if _QUESTION.search(text) and re.search(rf"(?<!\w)[وف]?أ[وف]?{re.escape(form)}(?!\w)", text):
            return True
        if term.facts.kind == "place" and " " not in form:
            owned = form[:-1] + "ت" if form.endswith("ة") else form
            if re.search(rf"(?<!\w){_CLITICS['ar']}{re.escape(owned)}(?:{_OWNERS})(?!\w)", text):
                return True
    return False


def _is_family(source: Occurrence) -> bool:
    """Whether the source has the name in the plural: the Lavrovs."""
    return bool(source.tags) and all("pl" in re.split(r"[./]", tag) for tag in source.tags)


def _family(name: str, text: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) for form in family_forms(name.split()[-1]))

"""Chooses the well-known name that stands in for a glossary name while an engine translates the sentence.

A stand-in is good for a name when every form of it tells which form of the name is meant: the map from its forms to
those of the name is a function. That is decided by both paradigms, not by labels of declension classes, so it holds in
every language and for tables that editors filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from aligner import languages
from aligner.glossary.concepts import Concept, Names
from aligner.glossary.derived import is_country
from aligner.glossary.forms import Term
from aligner.glossary.paradigms import clitics_of, forms_for, nature, plain_tag
from aligner.glossary.standin_names import GROUPS
from aligner.languages.names import NameFacts

__all__ = [
    "StandIn",
    "by_id",
    "clashes",
    "plain_words",
    "ranked",
    "source_form",
    "stand_ins",
    "standing_for",
    "stems_of_words",
    "takes_article",
    "words_of",
]

LANGUAGES = ("en", "ar", "ru")

_NEXT_KINDS = {
    "person": ("person",),
    "place": ("place",),
    "org": ("org", "event"),
    "title": ("title",),
    "event": ("event", "org"),
    "other": ("event", "org"),
}


@dataclass(frozen=True, slots=True)
class StandIn:
    """A well-known name in all three languages."""

    id: str
    kind: str
    gender: str  # of a person "m", "f"; else what the Russian phrase is: "m", "f", "n", "pl", "" never declined
    part: str  # "full", "surname", "given"
    names: Mapping[str, tuple[str, ...]] = field(hash=False)  # language -> renderings, the dictionary form first
    article: bool  # English says "the"

    def term(self, language: str) -> Term:
        """Its name in a language, ready to be declined."""
        return _term(self.id, language)

    def concept(self) -> Concept:
        """Itself as a concept, to be found by a matcher in all its renderings."""
        gender = self.gender if self.kind in ("person", "title") else ""
        return Concept(
            self.id, self.kind, {code: Names(texts[0], texts[1:]) for code, texts in self.names.items()}, gender=gender
        )


@cache
def _term(ident: str, language: str) -> Term:
    standin = by_id()[ident]
    gender = standin.gender if standin.kind in ("person", "title") else ""
    facts = NameFacts(kind=standin.kind, gender=gender)
    return Term(ident, language, standin.names[language][0], "preferred", standin.part, facts)


@cache
def stand_ins() -> tuple[StandIn, ...]:
    """All of them, in the order of the data."""
    found = []
    for (kind, gender, part), lines in GROUPS.items():
        for number, line in enumerate(filter(None, map(str.strip, lines.splitlines()))):
            cells = [tuple(text.strip() for text in cell.split(" / ")) for cell in line.split(" | ")]
            article = cells[0][0].startswith("the ")
            cells[0] = tuple(text.removeprefix("the ") for text in cells[0])
            ident = f"{kind}-{gender or 'fixed'}-{part}-{number}"
            found.append(StandIn(ident, kind, gender, part, dict(zip(LANGUAGES, cells, strict=True)), article))
    return tuple(found)


@cache
def by_id() -> Mapping[str, StandIn]:
    """All of them by id."""
    return {standin.id: standin for standin in stand_ins()}


def ranked(
    source: Term,
    source_tags: Sequence[str],
    target: Term,
    *,
    article: bool | None = None,
    known: Mapping[str, float] | None = None,
) -> list[StandIn]:
    """The stand-ins for a name, the best first.

    `source` stands in the source text in a form with one of `source_tags`, `target` is to be written. `article` says
    whether English has "the" before the name there (None: not known). `known` are the shares of tries in which an
    engine kept a stand-in, by id; those that are often lost come last.
    """
    known = known or {}
    order = []
    for place, (standin, fit) in enumerate(_fitting(source, tuple(source_tags), target)):
        wrong_article = article is not None and article != standin.article
        kept = known.get(standin.id)
        doubt = 1 if kept is None and known else 0
        lost = 2 if kept is not None and kept < _KEPT else doubt
        seldom = round(4 * (1 - kept)) if kept is not None else 0
        order.append(((lost, fit[0], seldom, wrong_article, *fit[1:], place), standin))
    return [standin for _, standin in sorted(order, key=lambda pair: pair[0])]


_KEPT = 0.99


@lru_cache(maxsize=4096)
def _fitting(source: Term, tags: tuple[str, ...], target: Term) -> tuple[tuple[StandIn, tuple[int, ...]], ...]:
    kinds = _NEXT_KINDS.get(target.facts.kind, ("event", "org"))
    part = _part(target)
    wanted = nature(target)
    found = []
    for standin in stand_ins():
        if standin.kind not in kinds:
            continue
        if standin.kind == "person":
            if standin.gender != (target.facts.gender or "m"):
                continue
        elif wanted and target.language == "ru" and standin.gender not in (wanted, ""):
            continue  # the words around would agree with another gender or number
        fit = (
            _ambiguity(standin.term(target.language), target) + _source_ambiguity(standin, source.language, tags),
            int(standin.part != part),
            kinds.index(standin.kind),
            int(
                standin.kind == "place" and is_country(standin.term("en")) != (is_country(target) or is_country(source))
            ),
            int(bool(wanted) and nature(standin.term(target.language)) != wanted),
            int(_is_abu(standin.term("ar")) != (_is_abu(target) or _is_abu(source))),
            abs(len(standin.names[source.language][0].split()) - len(source.text.split())),
        )
        found.append((standin, fit))
    return tuple(found)


def _is_abu(term: Term) -> bool:
    return any(word in ("أبو", "Абу", "Abu", "Abou") for word in term.text.split())


def _part(term: Term) -> str:
    """Which group of names to take: a person known by one word is like a surname."""
    if term.facts.kind != "person":
        return "full"
    if term.part == "given":
        return "given"
    return "surname" if term.part == "surname" or len(term.text.split()) == 1 else "full"


@lru_cache(maxsize=65536)
def _ambiguity(standin: Term, target: Term) -> int:
    """For how many forms of the stand-in it cannot be told which form of the name is meant."""
    tags: dict[str, set[str]] = {}
    for form in standin.stems():
        if plain_tag(standin.language, form.tag):
            tags.setdefault(form.text, set()).add(form.tag)
    unclear = 0
    for of_form in tags.values():
        texts = {form.text for tag in of_form for form in forms_for(target, tag)}
        unclear += abs(len(texts) - 1)
    return unclear


def _source_ambiguity(standin: StandIn, language: str, tags: tuple[str, ...]) -> int:
    """How many forms of the stand-in may be meant by the form that stands in the source, besides one."""
    texts = {form.text for tag in tags for form in forms_for(standin.term(language), tag)}
    return abs(len(texts) - 1)


@lru_cache(maxsize=8192)
def stems_of_words(standin: StandIn, language: str) -> frozenset[str]:
    """What the words of a stand-in begin with in all their forms, in plain letters: to see what is left of it."""
    found = set()
    for text in standin.names[language]:
        for word in plain_words(text, language):
            bare = word.removeprefix("ال") if language == "ar" else word
            if len(bare) >= 3 and bare not in _COMMON:
                found.add(bare[:-1] if len(bare) >= 5 and language == "ru" else bare)
    return frozenset(found)


_COMMON = frozenset(("абу", "ابو", "abu", "the", "of", "for", "and", "аль"))

_HEAD_NOUNS = """
academy administration agency alliance army assembly association authority bank battalion board brigade brigades
bureau cabinet center centre chamber coalition command commission committee commonwealth conference congress
convoy corps council court department directorate division duma embassy emirate faction federation fleet force
forces foundation front fund government group guard guards hospital initiative institute kingdom kremlin league
legion majlis militia ministry mission movement navy observatory office organisation organization parliament party
pentagon police presidency programme program republic resistance secretariat senate service shura society staff
state states syndicate tribunal troops union university vatican white
"""
_HEADS = frozenset(_HEAD_NOUNS.split())


def takes_article(term: Term) -> bool:
    """Whether English prose says "the" before a name: bodies named by a common noun do, persons and towns do not."""
    if term.language != "en" or term.facts.kind in ("person", "title"):
        return False
    head = re.split(r" (?:of|for|on|in|to|against|and) ", term.text)[0].split()
    if not head:
        return False
    if term.facts.kind == "place":
        return head[-1].casefold() in (
            "sea",
            "river",
            "ocean",
            "gulf",
            "strait",
            "straits",
            "islands",
            "heights",
            "states",
        )
    last = head[-1].casefold()
    return last in _HEADS or (term.facts.kind == "event" and len(head) > 1)


def clashes(standin: StandIn, language: str, texts: Iterable[str]) -> bool:
    """Whether a person or place has a word in common with one of these texts, or another name all of its words."""
    least = 1 if standin.kind in ("person", "place") else len(stems_of_words(standin, language))
    return any(len(set(words_of(standin, language, plain_words(text, language)))) >= least for text in texts)


def words_of(standin: StandIn, language: str, words: Iterable[str]) -> list[str]:
    """Those of some plain words that are words of the stand-in in any form: declined, derived, with clitics."""
    stems = stems_of_words(standin, language)
    return [word for word in words if any(_begins(word, stem, language) for stem in stems)]


def _begins(word: str, stem: str, language: str) -> bool:
    if language == "ar":
        at = word.find(stem)
        return at >= 0 and _CLITICS.fullmatch(word[:at]) is not None and len(word) <= at + len(stem) + 3
    return word.startswith(stem) and (len(stem) >= 5 or len(word) <= len(stem) + 3)


def standing_for(word: str, language: str) -> list[StandIn]:
    """The persons and places among the stand-ins of which this plain word is a word."""
    index = _by_beginning(language)
    clitics = _CLITICS.match(word) if language == "ar" else None
    starts = {word[at:] for at in range(clitics.end() + 1)} if clitics else {word}
    found = {standin.id: standin for start in starts for standin in index.get(start[:3], ())}
    return [standin for standin in found.values() if words_of(standin, language, [word])]


@cache
def _by_beginning(language: str) -> Mapping[str, tuple[StandIn, ...]]:
    """The persons and places by the first letters of their words."""
    found: dict[str, list[StandIn]] = {}
    for standin in stand_ins():
        if standin.kind in ("person", "place"):
            for beginning in {stem[:3] for stem in stems_of_words(standin, language)}:
                found.setdefault(beginning, []).append(standin)
    return {beginning: tuple(standins) for beginning, standins in found.items()}


_CLITICS = re.compile("[وف]?[بلك]?(?:ال|ل)?")


def plain_words(text: str, language: str) -> list[str]:
    """The words of a text in plain letters, those of a compound one by one."""
    return re.findall(r"[^\W\d_]+", languages.get(language).normal_form(text).text)


def source_form(standin: StandIn, language: str, tags: Sequence[str]) -> str:
    """The form of the stand-in that takes the place of a name with these tags in the source."""
    term = standin.term(language)
    for tag in tags:
        for form in forms_for(term, tag):
            if clitics_of(form.tag) == clitics_of(tag):
                return form.text
    return term.text

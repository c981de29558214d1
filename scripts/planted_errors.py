"""Plants errors in human translations at the places that are marked: what a check should find, by kind."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from aligner import languages
from aligner.glossary.check_text import term_of
from aligner.glossary.concepts import Concept, Forbidden
from aligner.glossary.forms import Term, terms
from aligner.glossary.matcher import Matcher
from aligner.glossary.occurrences import Occurrence
from scripts.report_glossary import concept_id, concepts_of
from scripts.reports_corpus import Report
from scripts.term_matching import Mark, keeps_a_word, marked_text

__all__ = ["KINDS", "Planted", "plant"]

KINDS = ("name", "case", "forbidden", "missing", "clitic")
_PRONOUNS = {  # by language and gender, in the form that a subject has
    "en": {"m": "he", "f": "she", "": "it"},
    "ru": {"m": "он", "f": "она", "": "это"},
    "ar": {"m": "هو", "f": "هي", "": "ذلك"},
}


@dataclass(frozen=True)
class Planted:
    """One error in one bead of a report."""

    kind: str  # one of KINDS
    source: str  # languages
    target: str
    bead: int
    concept: str  # the concept whose name was spoilt
    text: str  # the translation with the error
    start: int  # where the error stands in it; where a name is gone, where it stood
    end: int
    right: str  # what stood there
    concepts: tuple[Concept, ...]  # the glossary, with a forbidden name where one was planted


@dataclass(frozen=True)
class _Site:
    """A mark in the target text that answers to one in the source, as the matcher reads it."""

    report: Report
    concepts: dict[str, Concept]
    target: str
    bead: int
    text: str
    mark: Mark
    occurrence: Occurrence | None

    @property
    def concept(self) -> Concept:
        return self.concepts[concept_id(self.report, self.mark.number)]

    def planted(self, kind: str, source: str, wrong: str, start: int, end: int, **changes: Concept) -> Planted:
        concepts = {**self.concepts, **{c.id: c for c in changes.values()}}
        text = self.text[:start] + wrong + self.text[end:]
        return Planted(
            kind,
            source,
            self.target,
            self.bead,
            self.concept.id,
            text,
            start,
            start + len(wrong),
            self.text[start:end],
            tuple(concepts.values()),
        )


def plant(
    report: Report, others: Sequence[Report], source: str, target: str, kind: str, rng: random.Random, count: int
) -> Iterator[Planted]:
    """Up to so many errors of a kind, each in the report as it was, at marks drawn by lot.

    Left out are marks that keep no word of the term (names that the table does not have), those of beads in which the
    source does not mark the term, and those where this kind of error cannot be made: names that do not decline.
    """
    sites = list(_sites(report, source, target))
    rng.shuffle(sites)
    for site in sites:
        if count == 0:
            return
        error = _MAKERS[kind](site, source, others, rng)
        if error is not None and error.text != site.text:
            count -= 1
            yield error


def _sites(report: Report, source: str, target: str) -> Iterator[_Site]:
    concepts = {concept.id: concept for concept in concepts_of(report)}
    cells = [marked_text(bead.cells[target]) for bead in report.beads]
    found = Matcher(concepts.values(), (target,)).find_in([text for text, _ in cells], target)
    for number, (bead, (text, marks)) in enumerate(zip(report.beads, cells, strict=True)):
        source_text, source_marks = marked_text(bead.cells[source])
        known = {
            mark.number
            for mark in source_marks
            if keeps_a_word(source_text[mark.start : mark.end], report.terms[mark.number].forms[source], source)
        }
        for mark in marks:
            canonical = report.terms[mark.number].forms[target]
            if mark.number not in known or not keeps_a_word(text[mark.start : mark.end], canonical, target):
                continue
            ident = concept_id(report, mark.number)
            there = [
                o for o in found[number] if o.concept == ident and o.outer_start < mark.end and mark.start < o.outer_end
            ]
            yield _Site(report, concepts, target, number, text, mark, there[0] if there else None)


def _form_like(term: Term, occurrence: Occurrence | None) -> str:
    """A name in the form that an occurrence has, as far as it has that form."""
    for tag in occurrence.tags if occurrence else ():
        form = term.form(tag.replace("head.", ""))
        if form is not None:
            return form.text
    return term.text


def _name(site: _Site, source: str, others: Sequence[Report], rng: random.Random) -> Planted | None:
    """Another name of the same kind in its place."""
    here = site.report.beads[site.bead]
    named = {number for number, _ in here.marks(source)} | {number for number, _ in here.marks(site.target)}
    pool = [
        (site.concepts[concept_id(site.report, number)])
        for number, term in site.report.terms.items()
        if number not in named and term.kind == site.concept.kind
    ]
    other = rng.choice(pool) if pool else _stranger(site, others, rng)
    return _replaced(site, "name", source, other) if other else None


def _stranger(site: _Site, others: Sequence[Report], rng: random.Random) -> Concept | None:
    """A concept of the same kind from another report that shares no name with this one."""
    taken = {name.preferred.casefold() for concept in site.concepts.values() for name in concept.names.values()}
    for report in rng.sample(list(others), min(20, len(others))):
        pool = [c for c in concepts_of(report) if c.kind == site.concept.kind]
        pool = [c for c in pool if all(name.preferred.casefold() not in taken for name in c.names.values())]
        if pool and report.name != site.report.name:
            return rng.choice(pool)
    return None


def _replaced(site: _Site, kind: str, source: str, other: Concept, **changes: Concept) -> Planted:
    term = next(iter(terms(other, site.target)))
    start, end = _outer(site)
    return site.planted(kind, source, _form_like(term, site.occurrence), start, end, **changes)


def _outer(site: _Site) -> tuple[int, int]:
    """The mark with the clitics that are written together with it."""
    if site.occurrence is None:
        return site.mark.start, site.mark.end
    return min(site.mark.start, site.occurrence.outer_start), max(site.mark.end, site.occurrence.outer_end)


def _forbidden(site: _Site, source: str, others: Sequence[Report], rng: random.Random) -> Planted | None:
    """A name that the glossary forbids for this concept: one from another report is declared to be so."""
    other = _stranger(site, others, rng)
    if other is None:
        return None
    concept = site.concept
    names = concept.names[site.target]
    wrong = Forbidden(other.names[site.target].preferred, "planted")
    changed = replace(concept, names={**concept.names, site.target: replace(names, forbidden=(wrong,))})
    return _replaced(site, "forbidden", source, other, changed=changed)


def _missing(site: _Site, source: str, others: Sequence[Report], rng: random.Random) -> Planted | None:
    """The name left out, or a pronoun in its place."""
    start, end = _outer(site)
    if rng.random() < 0.5:
        gender = languages.get(site.target).naming.gender(site.concept.names[site.target].preferred)
        gender = gender or ("m" if site.concept.kind == "person" else "")
        return site.planted("missing", source, _PRONOUNS[site.target][gender], start, end)
    while start > 0 and site.text[start - 1] == " " and (end == len(site.text) or not site.text[end].isalnum()):
        start -= 1
    return site.planted("missing", source, "", start, end)


def _case(site: _Site, source: str, others: Sequence[Report], rng: random.Random) -> Planted | None:
    """Another case of the same name, wherever that is another form. The place may allow it: that is a part of it."""
    if site.target != "ru" or site.occurrence is None:
        return None
    term = term_of(site.concept, site.target, site.occurrence)
    if term is None or any("head" in tag for tag in site.occurrence.tags):
        return None
    right = site.occurrence.text
    plain = languages.get(site.target).normal_form
    number = site.occurrence.tags[0].rpartition(".")[0]
    wrong = {
        form.text: None
        for form in term.forms()
        if form.tag.rpartition(".")[0] == number and plain(form.text).text != plain(right).text
    }
    same = {form.text for form in term.forms() if form.tag in site.occurrence.tags}
    choices = [text for text in wrong if text not in same]
    if not choices:
        return None
    text = rng.choice(choices)
    if right[:1] not in '«“„"':  # the glossary may write a name with quotation marks, and the text does too, outside
        text = text.strip('«»“”„"')
    if right[:1].isupper():
        text = text[:1].upper() + text[1:]
    return site.planted("case", source, text, site.occurrence.start, site.occurrence.end)


def _clitic(site: _Site, source: str, others: Sequence[Report], rng: random.Random) -> Planted | None:
    """A clitic written as nobody writes it; أبو that does not follow its preposition."""
    if site.target != "ar" or site.occurrence is None:
        return None
    found = list(dict.fromkeys(_wrong_clitics(site.text, site.occurrence)))
    if not found:
        return None
    start, end, wrong = rng.choice(found)
    return site.planted("clitic", source, wrong, start, end)


def _wrong_clitics(text: str, occurrence: Occurrence) -> Iterable[tuple[int, int, str]]:
    start, end = occurrence.start, occurrence.end
    before, name = text[occurrence.outer_start : start], occurrence.text
    link, preposition = ("", before)
    if before[:1] in ("و", "ف") and len(before) > 1:
        link, preposition = before[0], before[1:]
    preposition = preposition.rstrip("ـ")
    fused = re.match(r"لل(?=\w{2})", name)
    outer = (occurrence.outer_start, end)
    if fused and any(tag.lstrip("وف").startswith("ل") for tag in occurrence.tags):
        for wrong in ("لال", "ل ال"):
            yield (start, end, wrong + name[2:])
    elif name.startswith("ال") and not preposition:
        yield (start, end, "ال" + name)
    elif name.startswith("ال") and preposition in ("ب", "ك"):
        yield (*outer, f"{link}{preposition}ل{name[2:]}")
        yield (*outer, f"{link}{preposition} {name}")
    elif preposition in ("ب", "ك", "ل"):
        yield (*outer, f"{link}{preposition} {name}")
        yield (*outer, f"{link}لل{name}" if preposition == "ل" else f"{link}{preposition}ال{name}")
    if name.startswith("أبي ") and any(tag.endswith("/gen") for tag in occurrence.tags):
        yield (start, end, "أبو" + name[3:])


_MAKERS = {"name": _name, "case": _case, "forbidden": _forbidden, "missing": _missing, "clitic": _clitic}

"""What an editor should look at in a glossary: contradictions, gaps, names that may be taken for other words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from aligner import languages
from aligner.glossary.common_words import COMMON_WORDS
from aligner.glossary.concepts import Concept, Designation
from aligner.glossary.forms import gender_of, terms
from aligner.glossary.lint_text import text_remarks
from aligner.glossary.tables import table_of
from aligner.glossary.versions import MERGE_MARK

__all__ = ["RULES", "SEVERITIES", "Remark", "lint", "lint_concept"]

SEVERITIES = ("error", "warning", "info")

# rule -> how grave it is, and what it is about
RULES: Mapping[str, tuple[str, str]] = {
    "no-name": ("error", "a language has names, but no preferred one; or there is no name at all"),
    "duplicate": ("error", "two concepts of one kind have the same preferred names"),
    "forbidden-preferred": ("error", "a forbidden name is an allowed one of the same or of another concept"),
    "formula": ("error", "a cell that a spreadsheet takes for a formula"),
    "mixed-script": ("error", "a word with letters of two scripts"),
    "merge": ("error", "a merge left something to decide, see the note"),
    "unknown-class": ("error", "a declension class that the language does not have"),
    "wrong-script": ("error", "a name that cannot be of its language: Cyrillic as English, Arabic as Russian"),
    "shared-name": ("warning", "one name in two concepts"),
    "common-word": ("warning", "a name that is a common word, too, and no context words"),
    "missing-language": ("warning", "no name in one of the languages"),
    "other-script": ("warning", "a preferred name in Latin letters in Arabic or Russian"),
    "quotes": ("warning", "quotation marks or brackets that do not close"),
    "blanks": ("warning", "blanks at the edge of a name, two together, or not plain"),
    "invisible": ("warning", "a character that nobody sees in a name"),
    "repeated": ("warning", "one name twice in a concept"),
    "unconfirmed": ("warning", "forms that are a guess, and nobody has confirmed the table"),
    "gender": ("warning", "a person whose gender nobody can tell, or whose names say otherwise"),
    "capital-word": ("info", "a name that is a common word but for its capital"),
    "shared-short": ("info", "two persons with one short name: the context decides"),
    "nested": ("info", "a name within a longer one: the longer one wins"),
    "no-reason": ("info", "a forbidden name without a reason"),
}

_OFTEN = 25  # a name within more names than so many is a word of the trade, and told once


@dataclass(frozen=True)
class Remark:
    """One thing to look at."""

    rule: str
    concept: str  # id
    language: str  # "" where it concerns all
    message: str
    others: tuple[str, ...] = ()  # ids of other concepts that it concerns

    @property
    def severity(self) -> str:
        """One of SEVERITIES."""
        return RULES[self.rule][0]


def lint(concepts: Mapping[str, Concept], *, rules: Iterable[str] = RULES) -> tuple[Remark, ...]:
    """The remarks on the concepts that are not deprecated: the gravest first, then by concept."""
    wanted = frozenset(rules)
    living = [concept for concept in concepts.values() if concept.status != "deprecated"]
    found: list[Remark] = []
    for concept in living:
        found += lint_concept(concept, rules=wanted)
    for among in (_duplicates, _shared, _forbidden, _nested):
        found += among(living)
    order = {severity: n for n, severity in enumerate(SEVERITIES)}
    kept = dict.fromkeys(remark for remark in found if remark.rule in wanted)
    return tuple(sorted(kept, key=lambda one: (order[one.severity], one.concept, one.rule, one.language)))


def lint_concept(concept: Concept, *, rules: Iterable[str] = RULES) -> Iterator[Remark]:
    """The remarks on one concept alone."""
    checks: dict[str, Callable[[Concept], Iterator[Remark]]] = {
        "no-name": _no_name,
        "missing-language": _missing_language,
        "merge": _merge_marks,
        "gender": _gender,
        "unknown-class": _unknown_class,
        "common-word": _common_word,
        "capital-word": _common_word,
        "unconfirmed": _unconfirmed,
        "repeated": _repeated,
        "no-reason": _no_reason,
    }
    wanted = frozenset(rules)
    for check in dict.fromkeys(check for rule, check in checks.items() if rule in wanted):
        yield from (remark for remark in check(concept) if remark.rule in wanted)
    for rule, language, message in text_remarks(concept):
        if rule in wanted:
            yield Remark(rule, concept.id, language, message)


def _no_name(concept: Concept) -> Iterator[Remark]:
    if not any(names.preferred for names in concept.names.values()):
        yield Remark("no-name", concept.id, "", "it has no name: add one, or delete the concept")
        return
    for language, names in concept.names.items():
        if not names.preferred:
            yield Remark(
                "no-name", concept.id, language, f"{language} has names, but no preferred one: fill in {language}"
            )


def _missing_language(concept: Concept) -> Iterator[Remark]:
    missing = [code for code in languages.LANGUAGES if not (concept.names.get(code) and concept.names[code].preferred)]
    if missing and len(missing) < len(languages.LANGUAGES):
        told = " and ".join(languages.get(code).name for code in missing)
        yield Remark("missing-language", concept.id, missing[0], f"no name in {told}: it is not enforced there")


def _merge_marks(concept: Concept) -> Iterator[Remark]:
    for line in concept.note.split("\n"):
        if line.startswith(MERGE_MARK):
            told = line.removeprefix(MERGE_MARK).strip()
            yield Remark("merge", concept.id, "", f"{told}: decide, set the column, and take the line out of the note")


def _gender(concept: Concept) -> Iterator[Remark]:
    if concept.kind != "person":
        return
    if not gender_of(concept):
        yield Remark("gender", concept.id, "", "nothing tells whether it is a man or a woman: set gender to m or f")
        return
    told = {
        code: sounds
        for code, names in concept.names.items()
        if names.preferred and (sounds := languages.get(code).naming.gender(names.preferred))
    }
    if told and concept.gender not in ("", *told.values()):  # one language alone may well be mistaken
        names_told = ", ".join(concept.names[code].preferred for code in told)
        yield Remark("gender", concept.id, "", f"gender is {concept.gender}, but {names_told} sounds otherwise")


def _unknown_class(concept: Concept) -> Iterator[Remark]:
    for code, names in concept.names.items():
        known: Mapping[str, str] = getattr(languages.get(code).naming, "classes", {})
        told = names.morphology.declension
        if told and known and told not in known:
            message = f"{told} is no declension class of {languages.get(code).name}: it has {', '.join(known)}"
            yield Remark("unknown-class", concept.id, code, message)


def _common_word(concept: Concept) -> Iterator[Remark]:
    """Names of one word that are common words. Offices are so by nature, and given names alone are never enforced."""
    if concept.context or concept.kind == "title":
        return
    for code in concept.names:
        plain = languages.get(code).normal_form
        common = _common(code)
        for term in terms(concept, code):
            if term.role == "forbidden" or term.part not in ("full", "surname") or " " in term.text.strip():
                continue
            form = next((form for form in term.stems() if plain(form.text).text in common), None)
            if form is None:
                continue
            how = "is" if form.text == term.text else f"has the form {form.text}, which is"
            if form.text != form.text.lower():  # its capital tells it from the word, but at the head of a sentence
                yield Remark("capital-word", concept.id, code, f"{term.text} {how} a common word but for the capital")
            else:
                message = f"{term.text} {how} a common word, too: give words in context of which one must be near"
                yield Remark("common-word", concept.id, code, message)


@cache
def _common(code: str) -> frozenset[str]:
    return frozenset(_plain(code, word) for word in COMMON_WORDS.get(code, ()))


def _unconfirmed(concept: Concept) -> Iterator[Remark]:
    for code, names in concept.names.items():
        if names.morphology.confirmed or not names.preferred:
            continue
        preferred = next(terms(concept, code))
        guesses = dict.fromkeys(form.text for form in table_of(preferred.stems()) if form.guess)
        if guesses:
            told = ", ".join([*guesses][:3]) + (", ..." if len(guesses) > 3 else "")
            message = f"guessed: {told}: look at them with  aligner glossary forms {concept.id}"
            yield Remark("unconfirmed", concept.id, code, message)


def _repeated(concept: Concept) -> Iterator[Remark]:
    for code in concept.names:
        seen: dict[str, Designation] = {}
        for name in concept.designations(code):
            if name.role != "forbidden" and (first := seen.setdefault(name.text, name)) is not name:
                message = f"{name.text} is {_role(first)} and {_role(name)}: take one out"
                yield Remark("repeated", concept.id, code, message)


def _no_reason(concept: Concept) -> Iterator[Remark]:
    for code, names in concept.names.items():
        for entry in names.forbidden:
            if not entry.reason:
                message = f"{entry.text} is forbidden without a reason: write it as NAME = REASON"
                yield Remark("no-reason", concept.id, code, message)


def _duplicates(concepts: Iterable[Concept]) -> Iterator[Remark]:
    """Concepts of one kind that are called the same in every language that both have, and in more than one."""
    named: defaultdict[tuple[str, str, str], list[Concept]] = defaultdict(list)
    for concept in concepts:
        for code, names in concept.names.items():
            if names.preferred:
                named[concept.kind, code, _plain(code, names.preferred)].append(concept)
    for group in named.values():
        for second in group[1:]:
            first = group[0]
            both = [
                c for c in first.names if c in second.names and first.names[c].preferred and second.names[c].preferred
            ]
            same = [c for c in both if _plain(c, first.names[c].preferred) == _plain(c, second.names[c].preferred)]
            if same == both and first.id != second.id:
                message = f"has the same names as {first.id}: merge the two"
                yield Remark("duplicate", second.id, "", message, (first.id,))


def _shared(concepts: Iterable[Concept]) -> Iterator[Remark]:
    """One name in two concepts. Two persons with one surname are no fault."""
    held: defaultdict[tuple[str, str], dict[str, Designation]] = defaultdict(dict)
    persons = set()
    for concept in concepts:
        if concept.kind == "person":
            persons.add(concept.id)
        for code in concept.names:
            for name in concept.designations(code):
                if name.role != "forbidden":
                    held[code, _plain(code, name.text)].setdefault(concept.id, name)
    for (code, _), names in held.items():
        if len(names) == 1:
            continue
        first, *others = names.values()
        for name in others:
            short = name.role == first.role == "short" and {name.concept, first.concept} <= persons
            message = f"{name.text} is {_role(name)} here and {_role(first)} of {first.concept}"
            yield Remark("shared-short" if short else "shared-name", name.concept, code, message, (first.concept,))


def _forbidden(concepts: Iterable[Concept]) -> Iterator[Remark]:
    """A forbidden name that the same concept, or another, allows to be written."""
    listed = list(concepts)
    written: defaultdict[tuple[str, str], list[Designation]] = defaultdict(list)
    for concept in listed:
        for code in concept.names:
            for name in concept.designations(code):
                if name.role in ("preferred", "admitted", "short", "acronym"):
                    written[code, name.text].append(name)
    for concept in listed:
        for code, names in concept.names.items():
            for entry in names.forbidden:
                for name in written.get((code, entry.text), ()):
                    whose = "of the same concept" if name.concept == concept.id else f"of {name.concept}"
                    message = f"{entry.text} is forbidden, but is {_role(name)} {whose}"
                    others = () if name.concept == concept.id else (name.concept,)
                    yield Remark("forbidden-preferred", concept.id, code, message, others)


def _nested(concepts: Iterable[Concept]) -> Iterator[Remark]:
    """Preferred names that stand, as whole words, in the preferred name of another concept."""
    whole: dict[tuple[str, str], str] = {}
    listed = list(concepts)
    for concept in listed:
        for code, names in concept.names.items():
            if names.preferred:
                whole.setdefault((code, _plain(code, names.preferred)), concept.id)
    inside: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for concept in listed:
        for code, names in concept.names.items():
            tokens = _plain(code, names.preferred).split()
            for size in range(1, len(tokens)):
                for start in range(len(tokens) - size + 1):
                    part = " ".join(tokens[start : start + size])
                    other = whole.get((code, part))
                    if other is not None and other != concept.id:
                        inside[other, code, part].append(concept.id)
    for (identity, code, part), around in inside.items():
        told = around[0] if len(around) == 1 else f"{around[0]} and {len(around) - 1} more"
        message = f"{part} stands within the name of {told}: there the longer name counts"
        yield Remark("nested", identity, code, message, tuple(dict.fromkeys(around[:_OFTEN])))


def _plain(code: str, text: str) -> str:
    return languages.get(code).normal_form(text).text


def _role(name: Designation) -> str:
    return {
        "preferred": "the preferred name",
        "admitted": "an admitted name",
        "short": "a short name",
        "acronym": "the acronym",
        "variant": "a variant",
        "forbidden": "a forbidden name",
    }[name.role]

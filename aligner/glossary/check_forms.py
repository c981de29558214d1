"""Names in the wrong form: a case that nothing around allows, clitics wrongly written."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import groupby

from aligner import languages
from aligner.glossary.check_given import apart_from_given
from aligner.glossary.check_text import Checked, quoted, right_forms
from aligner.glossary.concepts import Concept
from aligner.glossary.findings import Finding
from aligner.glossary.forms import terms
from aligner.glossary.occurrences import Occurrence
from aligner.languages.names import Government
from aligner.languages.russian_doubt import Neighbour

__all__ = ["asked_of", "form_findings"]

# What a language can say beyond its `Naming`: module and function, both optional.
_DOUBT = {"ru": "aligner.languages.russian_doubt:doubt"}
_CLITICS = {"ar": "aligner.languages.arabic_names:wrong_clitics"}

# Words before a name that make it the name of several: the family, the brothers.
_FAMILY = re.compile(
    r"(?<!\w)(?:آل|عائلة|أسرة|بيت|الأخوين|(?:семь|семей|чет|брать|сест|супруг)\w*)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_REACH = 40  # characters before a name that are looked at
_BESIDE = 3  # names on either side that are looked at together with one

Doubt = Callable[[str, int, int, Collection[str], str, Sequence[Neighbour]], Government | None]


WrongClitics = Callable[[str, str], Iterator[tuple[int, int, str]]]


@lru_cache(maxsize=16)
def _function(place: str) -> Callable[..., object]:
    module, _, name = place.partition(":")
    found: Callable[..., object] = getattr(importlib.import_module(module), name)
    return found


def form_findings(text: Checked) -> Iterator[Finding]:
    """The findings in the form of names in the translation."""
    sure = [occurrence for occurrence, _ in text.sure()]
    aparts = [one for one in map(partial(apart_from_given, text), sure) if one is not None]
    yield from aparts
    for place, occurrence in enumerate(sure):
        if any(one.start < occurrence.outer_end and occurrence.outer_start < one.end for one in aparts):
            continue
        beside = sure[max(0, place - _BESIDE) : place] + sure[place + 1 : place + 1 + _BESIDE]
        yield from _case(text, occurrence, beside)
    if text.target_language in _CLITICS:
        yield from _clitics(text)
    if text.target_language == "en":
        for occurrence, source in text.sure():
            if source is not None:
                yield from _plural(text, occurrence, source)


def _plural(text: Checked, occurrence: Occurrence, source: Occurrence) -> Iterator[Finding]:
    """The Bogdanovs for one Bogdanov: the plural of a person's name, which is a family."""
    if text.concepts[occurrence.concept].kind != "person" or not _is_plural(occurrence) or _is_plural(source):
        return
    if _FAMILY.search(text.source, max(0, source.outer_start - _REACH), source.outer_start):
        return
    expected = right_forms(text, occurrence, [_singular(tag) for tag in occurrence.tags])
    wanted = f": expected {' or '.join(expected)}" if expected else ""
    message = f"{quoted(occurrence.text)} is a plural, the source has one{wanted}"
    start, end = occurrence.outer_start, occurrence.outer_end
    yield Finding("case", "warning", occurrence.concept, message, "target", start, end, expected)


def _is_plural(occurrence: Occurrence) -> bool:
    return bool(occurrence.tags) and all("pl" in tag.split(".") for tag in occurrence.tags)


def _singular(tag: str) -> str:
    return ".".join(part for part in tag.split(".") if part != "pl")


def _case(text: Checked, occurrence: Occurrence, beside: Sequence[Occurrence]) -> Iterator[Finding]:
    asking = asked_of(occurrence, text.target, text.target_language, beside, text.concepts)
    if asking is None or asking.tags & set(occurrence.tags):
        return
    expected = right_forms(text, occurrence, asking.tags)
    if occurrence.text in expected:
        return
    wanted = f": expected {' or '.join(expected)}" if expected else ""
    yield Finding(
        "clitic" if text.target_language in _CLITICS else "case",
        "error" if asking.certain and occurrence.certain else "warning",
        occurrence.concept,
        f"{quoted(occurrence.text)}{_why(asking)}{wanted}",
        "target",
        occurrence.outer_start,
        occurrence.outer_end,
        expected,
    )


def _why(asking: Government) -> str:
    """What is wrong with a form, in words: it is certain, or it looks so."""
    if not asking.by:
        return " is in the wrong form" if asking.certain else " may be in the wrong form here"
    if asking.certain:
        return f" is in the wrong form after {quoted(asking.by)}"
    return f" may be in the wrong form: it does not go with {quoted(asking.by)}"


def asked_of(
    occurrence: Occurrence,
    text: str,
    language: str,
    beside: Sequence[Occurrence],
    concepts: Mapping[str, Concept],
) -> Government | None:
    """What the words around ask of a term; what is certain counts first, then what the language holds to be odd.

    `beside` are other terms near it in the text.
    """
    if not occurrence.tags:
        return None
    start, end = occurrence.start, occurrence.end
    asking = languages.get(language).naming.government(text, start, end)
    if asking is not None and asking.certain and not asking.tags & set(occurrence.tags):
        return asking
    if language in _DOUBT:
        doubt: Doubt = _function(_DOUBT[language])  # type: ignore[assignment]
        near = [Neighbour(o.start, o.end, o.tags, concepts[o.concept].kind) for o in beside]
        return doubt(text, start, end, occurrence.tags, concepts[occurrence.concept].kind, near)
    return asking


def _clitics(text: Checked) -> Iterator[Finding]:
    """Names of the source with clitics in the translation as nobody writes them."""
    wrong_clitics: WrongClitics = _function(_CLITICS[text.target_language])  # type: ignore[assignment]
    found: dict[tuple[int, int], Finding] = {}
    concepts = dict.fromkeys(o.concept for o in (*text.source_terms, *text.target_terms))
    for ident in concepts:
        for term in terms(text.concepts[ident], text.target_language):
            stems = [form for form in term.stems() if not form.tag.startswith("ل")] if term.written else []
            genitive = next((form.text for form in stems if form.tag == "/gen"), "")
            for form in dict.fromkeys(form.text for form in stems):
                if not _may_stand(form, text.target):
                    continue
                wrong = list(wrong_clitics(text.target, form))
                if genitive and form != genitive and any(o.text == form and o.tag == "/nom" for o in stems):
                    wrong += _not_genitive(text.target, form, genitive)
                for start, end, right in wrong:
                    right = _genitive(right, form, genitive)
                    if not _must_be_bare(text, ident) and _has_article(text.target[start:end], right):
                        continue  # بالكوليرا: what is no proper name takes the article
                    message = f"{quoted(text.target[start:end])} {_how(text.target[start:end])}: expected {right}"
                    finding = Finding("clitic", "error", ident, message, "target", start, end, (right,))
                    found.setdefault((start, end), finding)
    yield from _longest(sorted(found.values(), key=lambda f: (f.start, -f.end)))


def _how(wrong: str) -> str:
    """What is wrong with clitics and a name, in words."""
    if re.match(r"[وف]?(?:[بكل]|ال|[بكل]ال|لل)ـ?\s", wrong):
        return "is written apart"  # ل الشرع
    return "is wrongly written together"


def _genitive(right: str, form: str, genitive: str) -> str:
    """What is right with the genitive, where a preposition is joined to the name: لأبو سلمى is لأبي سلمى."""
    clitics = right.removesuffix(form)
    return clitics + genitive if genitive and clitics != right and clitics.endswith(("ب", "ك", "ل")) else right


def _not_genitive(text: str, form: str, genitive: str) -> Iterator[tuple[int, int, str]]:
    """لأبو سلمى: the preposition is joined well, the name is in the nominative."""
    for match in re.finditer(rf"(?<!\w)([وف]?[بكل]){re.escape(form)}(?!\w)", text):
        yield match.start(), match.end(), match[1] + genitive


def _must_be_bare(text: Checked, ident: str) -> bool:
    """Whether a name of the concept that has no article takes none: a person's or a place's."""
    return text.concepts[ident].kind in ("person", "place")


def _has_article(wrong: str, right: str) -> bool:
    """Whether what is called wrong has an article that the name has not."""
    return ("ال" in wrong or "لل" in wrong) and "ال" not in right and "لل" not in right


def _may_stand(form: str, text: str) -> bool:
    """Whether the letters of the last word of a name are in a text, hamza aside: a quick look before the long one."""
    word = form.split()[-1].removeprefix("ال")
    return max((part for _, part in _without_hamza(word)), key=len, default="") in text


def _without_hamza(word: str) -> Iterator[tuple[bool, str]]:
    for weak, letters in groupby(word, key=lambda letter: letter in "اأإآٱىيةهؤئ"):
        if not weak:
            yield weak, "".join(letters)


def _longest(findings: list[Finding]) -> Iterator[Finding]:
    reach = -1
    for finding in findings:
        if finding.start >= reach:
            yield finding
            reach = finding.end

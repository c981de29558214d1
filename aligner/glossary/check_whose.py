"""Whose the names in a translation are: somebody else's, a name written twice, what answers to a term in other words.

All of it is judged as the enforcer judges its own work, see `namesakes`, `slips` and `examining`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from aligner.glossary.check_text import Checked, Stranger, forms_with, quoted
from aligner.glossary.concepts import Concept
from aligner.glossary.derived import is_country
from aligner.glossary.examining import Examiner, Status
from aligner.glossary.findings import Finding
from aligner.glossary.matcher import Matcher
from aligner.glossary.namesakes import is_namesake
from aligner.glossary.occurrences import Occurrence
from aligner.glossary.slips import doubles
from aligner.glossary.slots import Slot, slots_of, wanted_term
from aligner.glossary.verify import Verification, verify

__all__ = ["Answers", "answers", "whose_findings"]

_WORD_BEFORE = re.compile(r"(?<![\w.'’ʼ-])([^\W\d_]+(?:['’ʼ-][^\W\d_]+)*)[ \u00a0\u202f]$")
_ADJECTIVE_AFTER = re.compile(r" (?:ال)?\w+ي[ةه]?(?!\w)")
_BESIDE = 2  # words on either side of a part of a name
_LEAST_STEM = 4  # letters that two forms of a word have in common
_STEM = 0.6  # and this much of the word
_REACH = 60  # characters
_MOST_FORMS = 2  # that advice names


@dataclass(frozen=True, slots=True)
class Answers:
    """What answers to the terms of a source in its translation, and what only looks as if it did."""

    verified: Verification
    strangers: tuple[Stranger, ...]
    otherwise: Mapping[int, Occurrence]  # id() of a source occurrence that nothing else answers to -> what does


def answers(
    source: str,
    target: str,
    found: tuple[Sequence[Occurrence], Sequence[Occurrence]],
    matcher: Matcher,
    codes: tuple[str, str],
) -> Answers:
    """Find what answers to the terms in a source; `found` are those of both texts, `codes` their languages."""
    ours, theirs = found
    verified = verify(ours, target, theirs, matcher.concepts, codes[1])
    left = [one for one in theirs if not _is_mangled(one, target, matcher.concepts[one.concept], codes[1])]
    strangers: dict[int, Stranger] = {}
    if len(left) < len(theirs):
        verified = verify(ours, target, left, matcher.concepts, codes[1])
    while more := list(_strangers(source, target, verified, matcher, codes)):
        strangers.update((id(one.source), one) for one in more)
        gone = {id(one.there) for one in more}
        left = [one for one in left if id(one) not in gone]
        verified = verify(ours, target, left, matcher.concepts, codes[1])
    answered = {id(use.source) for use in verified.uses if use.target is not None}
    alone = [one for ident, one in strangers.items() if ident not in answered]
    alone += _known_strangers(source, target, verified, matcher, codes)
    return Answers(verified, tuple(alone), _otherwise(source, target, verified, theirs, matcher, codes))


def _is_mangled(there: Occurrence, text: str, concept: Concept, language: str) -> bool:
    """Whether a given name or a head noun has beside it what is meant to be the rest: Сергеем Лавровой.

    Where a document has the whole name elsewhere, either may stand for it alone; it does not there.
    """
    head = any("head" in tag for tag in there.tags)
    if not head and there.part not in ("given", "patronymic"):
        return False
    words = re.findall(r"[^\W\d_]{4,}", concept.names[language].preferred.casefold())
    before = re.findall(r"[^\W\d_]+", text[max(0, there.outer_start - _REACH) : there.outer_start])[-_BESIDE:]
    after = re.findall(r"[^\W\d_]+", text[there.outer_end : there.outer_end + _REACH])[:_BESIDE]
    beside = [word.casefold() for word in (*(before if head else ()), *after)]
    own = there.text.casefold()
    return any(
        other.startswith(word[: max(_LEAST_STEM, ceil(_STEM * len(word)))])
        for word in words
        for other in beside
        if not own.startswith(word[:_LEAST_STEM])
    )


def _strangers(
    source: str, target: str, verified: Verification, matcher: Matcher, codes: tuple[str, str]
) -> Iterator[Stranger]:
    """Who answers to a term of the source and is another: Андрей Богданов to Mikhail Bogdanov."""
    for use in verified.uses:
        if use.target is None or not use.source.certain:
            continue
        concept = matcher.concepts[use.source.concept]
        if concept.kind == "person" and use.target.part == "full":
            continue  # its own given name stands in it, whatever stands before: врач Петра Джавахир Шаммари
        own = _words_of(target, [other.target for other in verified.uses], use.target)
        for slot in slots_of([use.source], matcher.concepts, *codes):
            known = concept.kind == "person" or use.target.doubt == "place" or is_country(slot.wanted)
            if known and is_namesake(use.target, target, slot, source, concept, own):
                yield Stranger(use.source, use.target, known=False)


def _known_strangers(
    source: str, target: str, verified: Verification, matcher: Matcher, codes: tuple[str, str]
) -> Iterator[Stranger]:
    """Whole names that answer to another person of the source: Mikhail Bogdanov to Андрей Богданов."""
    for use in verified.uses:
        there = use.target
        if there is None or use.source.doubt != "person" or not there.certain or there.part != "full":
            continue
        own = _words_of(source, [other.source for other in verified.uses if other.target is not None], use.source)
        for slot in slots_of([there], matcher.concepts, codes[1], codes[0]):
            if is_namesake(use.source, source, slot, target, matcher.concepts[there.concept], own):
                yield Stranger(use.source, there, known=True)


def _words_of(text: str, others: Collection[Occurrence | None], one: Occurrence) -> list[str]:
    spans = [(o.outer_start, o.outer_end) for o in others if o is not None and o is not one]
    return [word for start, end in spans for word in text[start:end].split()]


def _otherwise(
    source: str,
    target: str,
    verified: Verification,
    theirs: Sequence[Occurrence],
    matcher: Matcher,
    codes: tuple[str, str],
) -> dict[int, Occurrence]:
    """What answers to terms that no occurrence does: the term inside a longer one, an adjective of a place."""
    if all(use.target is not None or not use.source.certain for use in verified.uses):
        return {}
    slots: list[Slot] = []
    statuses: list[Status] = []
    for use in verified.uses:
        for slot in slots_of([use.source], matcher.concepts, *codes):
            slots.append(replace(slot, number=len(slots)))
            statuses.append(Status(use.target, use.right, use.asked))
    examiner = Examiner(matcher, *codes, lambda _source, _text: 0.0)
    found = examiner.answered(source, target, slots, statuses, theirs)
    return {
        id(slot.occurrence): now.target
        for slot, before, now in zip(slots, statuses, found, strict=True)
        if before.target is None and now.target is not None
    }


def whose_findings(text: Checked) -> Iterator[Finding]:
    """Names of others, and names that stand twice."""
    for one in text.strangers:
        yield _stranger(text, one)
    for first, second in doubles(text.target, text.target_terms):
        if (finding := _doubled(text, first, second)) is not None:
            yield finding
    for occurrence, source in text.sure():
        yield from _given_twice(text, occurrence, source)


def _stranger(text: Checked, one: Stranger) -> Finding:
    concept, there = text.concepts[one.there.concept], one.there
    start, end = _span(text.target, there, renamed=concept.kind == "place")
    start = there.outer_start if one.known else start
    said = text.target[start:end]
    if one.known:
        named = text.source[_with_word_before(text.source, one.source) : one.source.outer_end]
        message = f"{quoted(said)} is somebody else than {quoted(named)} in the source"
        return Finding("namesake", "error", concept.id, message, "target", start, end)
    right = _in_its_form(text, one)
    severity = "error" if one.source.part == "full" and concept.kind == "person" else "warning"
    other = "somebody" if concept.kind == "person" else "something"
    message = (
        f"{quoted(said)} is {other} else than {quoted(one.source.text)} in the source: expected {' or '.join(right)}"
    )
    return Finding("namesake", severity, concept.id, message, "target", start, end, right)


def _in_its_form(text: Checked, one: Stranger) -> tuple[str, ...]:
    """The right name in the form that the wrong one has."""
    wanted = wanted_term(text.concepts[one.there.concept], one.source.part, one.source.role, text.target_language)
    if wanted is None:
        return ()
    return forms_with(wanted, one.there.tags)[:_MOST_FORMS] or (wanted.text,)


def _span(text: str, there: Occurrence, *, renamed: bool) -> tuple[int, int]:
    """Where a name begins and ends, with the word that makes another one of it: Андрей Богданов, كوريا الجنوبية."""
    after = _ADJECTIVE_AFTER.match(text, there.outer_end) if renamed else None
    if after is not None:
        return there.outer_start, there.outer_end + after.end()
    return _with_word_before(text, there), there.outer_end


def _with_word_before(text: str, there: Occurrence) -> int:
    """Where the given name, or South, begins that stands before a name."""
    before = _WORD_BEFORE.search(text, max(0, there.outer_start - _REACH), there.outer_start)
    return before.start(1) if before else there.outer_start


def _doubled(text: Checked, first: Occurrence, second: Occurrence) -> Finding | None:
    """The finding for a name right behind itself; None where the source names it as often, and grammar allows it."""
    said = Counter(ident for one in text.source_terms for ident in (one.concept, *one.rivals))
    written = sum(one.concept == first.concept for one in text.target_terms)
    subjects = text.target_language == "ru" and first.tags == second.tags == ("nom",)
    if written <= said[first.concept] and not subjects:
        return None
    longer = max(first, second, key=lambda one: len(one.text))
    return _twice(text, first.concept, first.outer_start, second.outer_end, longer.text)


def _given_twice(text: Checked, there: Occurrence, source: Occurrence | None) -> Iterator[Finding]:
    """Владимир Владимир Путин, unless the source has the given name twice as well: Boutros Boutros-Ghali."""
    if there.part != "full" or text.concepts[there.concept].kind != "person" or " " not in there.text:
        return
    if not _first_word_twice(text.target, there) or (source is not None and _first_word_twice(text.source, source)):
        return
    yield _twice(text, there.concept, _with_word_before(text.target, there), there.outer_end, there.text)


def _first_word_twice(text: str, there: Occurrence) -> bool:
    before = _WORD_BEFORE.search(text, max(0, there.outer_start - _REACH), there.outer_start)
    return before is not None and before[1].casefold() == there.text.split()[0].casefold()


def _twice(text: Checked, ident: str, start: int, end: int, right: str) -> Finding:
    said = text.target[start:end]
    # A father's name may be his son's; behind a comma it may be said twice on purpose.
    severity = "warning" if text.target_language == "ar" or "," in said else "error"
    message = f"{quoted(said)} has the name twice: expected {right}"
    return Finding("doubled", severity, ident, message, "target", start, end, (right,))

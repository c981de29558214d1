"""Who does what to whom: two names of which a source and its translation say the opposite, Лаврова критиковал Путин."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from aligner.glossary.occurrences import Occurrence
from aligner.languages.russian_doubt import cases_of
from aligner.languages.russian_sentence import around
from aligner.languages.wordlist import words

__all__ = ["swapped"]

_MOST = 4  # words between the two names of an English or Russian sentence
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# English words with which what stands first need not be who does it to the other.
_OTHERWISE = frozenset(
    words("""
    by is are was were be been being am get gets got to with and or but nor as like than of from for in on at about
    said says told that who whom which he she they it not his her their over against after before between alongside
    """)
)


def swapped(pairs: Sequence[tuple[Occurrence, Occurrence]], source: str, text: str, codes: tuple[str, str]) -> bool:
    """Whether of two persons, each with what answers to it, the source has the one as the doer, the translation the
    other; only where both sentences are plain: doer, verb and object, with little between."""
    for one in pairs:
        for other in pairs:
            if one[0].concept == other[0].concept or not _ACTS[codes[0]](source, one[0], other[0]):
                continue
            if _ACTS[codes[1]](text, other[1], one[1]):
                return True
    return False


def _acts_in_english(text: str, doer: Occurrence, done: Occurrence) -> bool:
    if doer.outer_end >= done.outer_start or doer.outer_end > doer.end or "poss" in (*doer.tags, *done.tags):
        return False
    between = text[doer.outer_end : done.outer_start]
    said = _WORD.findall(between)
    if not 0 < len(said) <= _MOST - 2 or re.search(r"[^\w\s'’-]", between) or _after_title(text, doer):
        return False
    return said[0].islower() and not any(word.lower() in _OTHERWISE for word in said)


def _after_title(text: str, one: Occurrence) -> bool:
    """Whether anything but a mark stands before a name in its sentence: it may be what stands there that acts."""
    return re.search(r"(?:^|[.!?:;\"“«—]\s*)$", text[: one.outer_start]) is None


def _acts_in_arabic(text: str, doer: Occurrence, done: Occurrence) -> bool:
    between = text[doer.outer_end : done.outer_start] if doer.outer_end <= done.outer_start else "x"
    if not between.isspace() or doer.outer_start < doer.start or done.outer_start < done.start:
        return False
    before = re.search(r"(?:^|[.!؟،:؛]\s*)(?:و?قد\s+)?[^\W\d_]+\s+$", text[: doer.outer_start])
    return before is not None and not text.startswith("لل", done.start)


def _acts_in_russian(text: str, doer: Occurrence, done: Occurrence) -> bool:
    first, second = sorted((doer, done), key=lambda one: one.start)
    if first.end > second.start or cases_of(doer.tags) != {"nom"} or not cases_of(done.tags) <= {"gen", "acc"}:
        return False
    between = text[first.end : second.start]
    said = _WORD.findall(between)
    if not 0 < len(said) <= _MOST or re.search(r"[^\w\s-]", between) or not done.tags:
        return False
    found = around(text, first.start, first.end)
    follows = [word for word in map(found.after, range(1, len(said) + 1)) if word is not None]
    if len(follows) != len(said) or any(not word.pos("VERB", "ADVB", "PRCL") for word in follows):
        return False
    verbs = [word for word in follows if word.verb is not None]
    before = found.before()
    return len(verbs) == 1 and verbs[0].transitive and (before is None or not before.noun)


_ACTS: dict[str, Callable[[str, Occurrence, Occurrence], bool]] = {
    "en": _acts_in_english,
    "ar": _acts_in_arabic,
    "ru": _acts_in_russian,
}

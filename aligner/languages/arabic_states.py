"""The forms of an Arabic name without clitics: its cases, where they are written, and its other states."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.languages.arabic_phrases import phrase_states
from aligner.languages.names import Form, NameFacts

__all__ = ["states_of"]

# Nouns of a name that show their case in letters, and the three cases.
_DECLINED = {
    "أبو": ("أبو", "أبي", "أبا"),
    "ابو": ("ابو", "ابي", "ابا"),
    "أخو": ("أخو", "أخي", "أخا"),
    "ذو": ("ذو", "ذي", "ذا"),
}
_NOMINATIVES = {form: cases[0] for cases in _DECLINED.values() for form in cases}
_QUOTES = dict.fromkeys(map(ord, '"«»“”„'))
_CASES = ("nom", "gen", "acc")


def states_of(name: str, facts: NameFacts) -> Iterator[Form]:
    """The states of a name, the dictionary form first; see `arabic_phrases.phrase_states` for the tags."""
    if facts.declension == "fixed" or not name.split():
        yield Form(name, "")
        return
    bare, acronym = split_acronym(name)
    if acronym:
        yield Form(name, "")
        yield Form(acronym, "/acronym")
        for form in _states(bare, facts):
            yield form._replace(tag=f"/short.{form.tag[1:]}" if form.tag else "/short")
        return
    plain = unquoted(name)
    if plain != name:
        yield Form(name, "")
    yield from _states(plain or name, facts)


def unquoted(name: str) -> str:
    """A name without quotation marks around it or a word of it: حركة فتح."""
    return " ".join(name.translate(_QUOTES).split())


def _states(name: str, facts: NameFacts) -> Iterator[Form]:
    words = name.split()
    declined = [
        n
        for n, word in enumerate(words[:-1])
        if _NOMINATIVES.get(word) in _DECLINED and word not in facts.fixed and facts.declension != "abu_fixed"
    ]
    if declined and facts.kind in ("person", "place", "org"):
        yield from _declined(words, declined, facts)
    elif facts.kind in ("person", "place"):
        yield Form(name, "")
    else:
        yield from phrase_states(name, facts)


def _declined(words: list[str], declined: list[int], facts: NameFacts) -> Iterator[Form]:
    """أبو قصرة with its three cases.

    Inside a name (مرهف أبو قصرة) and in places (أبو ظبي) أبو mostly stays in every case, so that the dictionary form
    is no nominative there but the plain form. A name in أبي (فؤاد أبي راشد) is fixed so by its family.
    """
    name = " ".join(words)
    if any(not _is_case(words[n], 0) for n in declined):
        yield Form(name, "")
        return
    plain = facts.kind == "place" or 0 not in declined
    for number, case in enumerate(_CASES):
        turned = [_case_of(word, number) if n in declined else word for n, word in enumerate(words)]
        yield Form(" ".join(turned), "" if plain and not number else f"/{case}")


def _is_case(word: str, case: int) -> bool:
    return _case_of(word, case) == word


def _case_of(word: str, case: int) -> str:
    return _DECLINED[_NOMINATIVES[word]][case]


def split_acronym(name: str) -> tuple[str, str]:
    """A name with its acronym in brackets after it as the two; the name itself and "" where there is none."""
    if name.endswith(")") and " (" in name:
        bare, _, acronym = name[:-1].rpartition(" (")
        if bare and acronym and "(" not in acronym:
            return bare, acronym
    return name, ""

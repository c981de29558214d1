"""Finds the place of a name as the place where translations differ that were made with other names in the source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aligner.glossary.forms import Term
from aligner.glossary.paradigms import plain_tag, table_of
from aligner.glossary.wording import choices
from aligner.languages.names import Form

__all__ = ["Place", "differing"]

_WORD = re.compile(r"\w+(?:['’ʼ\-‑]\w+)*")
_LEAST_ALIKE = 0.6  # of the words of the free translation stand in the others, too
_LONGEST = 3  # words that differ
_WITNESSES = 2  # other translations that must show the same place


@dataclass(frozen=True, slots=True)
class Place:
    """Where the translations differ, and what stands there in each of them."""

    start: int
    end: int
    words: tuple[str, ...]  # in the translation itself first

    def forms(self, term: Term) -> tuple[Form, ...]:
        """The forms of a name that may be meant there; the words that stand there do not tell the Russian case."""
        language = term.language
        if language == "ar":
            return choices(term, (_shared_clitics(self.words),), language)
        if language == "en":
            possessive = all(re.search(r"['’]s$", word) for word in self.words if word)
            return choices(term, ("poss" if possessive else "",), language)
        return choices(term, [form.tag for form in table_of(term) if plain_tag(language, form.tag)], language)


def differing(text: str, others: Sequence[str], term: Term) -> Place | None:
    """The one place where `text` differs from the others, each of which was made with another name in the source.

    The others may have nothing there: an engine leaves out what it does not know. None where it is not the same place
    for all that differ in a few words only, or fewer than two show it. In Russian and English the words there must
    begin with a capital where the name does.
    """
    places: dict[tuple[int, int], list[str]] = {}
    for other in others:
        found = _between(text, other)
        if found is not None:
            places.setdefault(found[0], []).append(found[1])
    if len(places) != 1:
        return None
    (start, end), witnesses = next(iter(places.items()))
    stretch = text[start:end]
    if len(witnesses) < _WITNESSES:
        return None
    if term.language != "ar" and term.text[:1].isupper() and not stretch[:1].isupper():
        return None
    return Place(start, end, (stretch, *witnesses))


def _between(text: str, other: str) -> tuple[tuple[int, int], str] | None:
    """Where two texts differ, if they have all but a few words in common; and what the other has there."""
    one, two = list(_WORD.finditer(text)), list(_WORD.finditer(other))
    most = min(len(one), len(two))
    before = next((i for i in range(most) if one[i][0] != two[i][0]), most)
    after = next((i for i in range(most - before) if one[-1 - i][0] != two[-1 - i][0]), most - before)
    here, there = one[before : len(one) - after], two[before : len(two) - after]
    if not here or len(here) > _LONGEST or len(there) > _LONGEST + 1:
        return None
    if before + after < max(2, _LEAST_ALIKE * len(one)):
        return None
    return (here[0].start(), here[-1].end()), other[there[0].start() : there[-1].end()] if there else ""


def _shared_clitics(words: Sequence[str]) -> str:
    """The clitics that all of these words begin with: different names hardly begin with the same ones by chance."""
    words = [word for word in words if word]
    for link in ("و", "ف", ""):
        for preposition in ("ب", "ل", "ك", ""):
            clitics = link + preposition
            if (
                clitics
                and len(words) > 1
                and all(word.startswith(clitics) and len(word) > len(clitics) + 2 for word in words)
            ):
                return clitics
    return ""

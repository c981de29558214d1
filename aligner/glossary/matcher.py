"""Finds the terms of a glossary in texts: every occurrence, in every form, with its place in the text as given."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence

from aligner.errors import InputError
from aligner.glossary.concepts import Concept
from aligner.glossary.match_context import Decision, Document
from aligner.glossary.match_hits import Hit
from aligner.glossary.match_index import Index
from aligner.glossary.match_scan import REMEMBERED, Scanner
from aligner.glossary.occurrences import Occurrence

__all__ = ["Matcher"]


class Matcher:
    """The names of many concepts, ready to be found.

    The forms of a language are made when a text of it comes first; those of a large glossary are kept in a cache
    (`match_cache`). Occurrences are in the order of the text and do not overlap; of several names that fit, the
    longest is taken, then the leftmost. An occurrence with `certain=False` is held back: the words may mean something
    else, or nobody knows which of the `rivals`.
    """

    def __init__(
        self,
        concepts: Iterable[Concept],
        languages: Sequence[str] = ("en", "ar", "ru"),
        *,
        remembered: int = REMEMBERED,
    ) -> None:
        """`remembered` is how many words it keeps in mind at most: few, where there are many matchers."""
        self.concepts: Mapping[str, Concept] = {concept.id: concept for concept in concepts}
        self.languages = tuple(languages)
        self._remembered = remembered
        self._scanners: dict[str, Scanner] = {}
        self._lock = threading.Lock()

    def find(self, text: str, language: str) -> tuple[Occurrence, ...]:
        """The terms in one text alone."""
        return self.find_in([text], language)[0]

    def find_in(self, texts: Sequence[str], language: str) -> list[tuple[Occurrence, ...]]:
        """The terms in consecutive segments of one document, which tells of surnames and common words what they are."""
        if language not in self.languages:
            raise InputError(f"this matcher was made for {', '.join(self.languages)}, not for {language!r}")
        with self._lock:
            scanner = self._scanner(language)
            return _occurrences(Document(texts, scanner, language, self.concepts), texts)

    def _scanner(self, language: str) -> Scanner:
        scanner = self._scanners.get(language)
        if scanner is None:
            index = Index(self.concepts.values(), language)
            scanner = self._scanners[language] = Scanner(index, language, self._remembered)
        return scanner


def _occurrences(document: Document, texts: Sequence[str]) -> list[tuple[Occurrence, ...]]:
    found: list[list[Occurrence]] = [[] for _ in texts]
    number = 0
    for hit in document.hits:
        while hit.start >= document.starts[number + 1]:
            number += 1
        if (decision := document.decide(hit)) is not None:
            found[number].append(_occurrence(texts[number], document.starts[number], hit, decision))
    return [tuple(group) for group in found]


def _occurrence(text: str, base: int, hit: Hit, decision: Decision) -> Occurrence:
    reading = decision.reading
    return Occurrence(
        concept=decision.concept,
        start=hit.start - base,
        end=hit.end - base,
        outer_start=hit.outer_start - base,
        outer_end=hit.outer_end - base,
        text=text[hit.start - base : hit.end - base],
        term=reading.term.text,
        role=reading.term.role,
        part=reading.term.part,
        tags=reading.tags,
        guess=reading.guess,
        certain=decision.certain,
        rivals=decision.rivals,
        doubt=decision.doubt,
    )

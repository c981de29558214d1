"""The glossary's part in an alignment: which concepts each segment names, and how each bead renders them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from aligner.aligned.parallel import Unit, Version
from aligner.bitext import TermUse
from aligner.glossary.concepts import Concept
from aligner.glossary.matcher import Matcher
from aligner.glossary.occurrences import Occurrence
from aligner.glossary.store import Glossary
from aligner.glossary.verify import Use, verify

__all__ = ["Found", "Terms"]

Found = Sequence[Sequence[Occurrence]]  # the occurrences in each segment of a version


class Terms:
    """The approved concepts of a glossary, looked for in the versions of reports."""

    def __init__(self, glossary: Glossary | None) -> None:
        concepts = [] if glossary is None else glossary.concepts.values()
        approved: list[Concept] = [concept for concept in concepts if concept.status == "approved"]
        self._matcher = Matcher(approved) if approved else None
        self.version = "" if glossary is None else Glossary.of(approved).version

    def find(self, version: Version) -> Found | None:
        """The terms in each segment of a version; None without a glossary."""
        return None if self._matcher is None else self._matcher.find_in(version.segments, version.language)

    def uses(
        self, versions: Sequence[Version], units: Sequence[Unit], found: Sequence[Found]
    ) -> dict[tuple[int, int], tuple[tuple[TermUse, ...], ...]]:
        """For each pair of versions what answers, in each unit, to the certain terms of the first of them."""
        return {
            (first, second): tuple(self._uses(versions, unit, found, first, second) for unit in units)
            for first, second in combinations(range(len(versions)), 2)
        }

    def _uses(
        self, versions: Sequence[Version], unit: Unit, found: Sequence[Found], first: int, second: int
    ) -> tuple[TermUse, ...]:
        """Of one unit. Where a side is left out, nothing is missing from it."""
        if self._matcher is None or not unit.segments[first] or not unit.segments[second]:
            return ()
        language = versions[second].language
        source, _ = _joined(versions[first], unit.segments[first], found[first])
        targets, text = _joined(versions[second], unit.segments[second], found[second])
        concepts = self._matcher.concepts
        asked = [one for one in source if one.certain and any(concepts[one.concept].designations(language))]
        checked = verify(asked, text, targets, concepts, language, repeats=True)
        return tuple(_use(use, text) for use in checked.uses if use.target is not None or not use.right)


def _joined(version: Version, numbers: Iterable[int], found: Found) -> tuple[list[Occurrence], str]:
    """The occurrences in some segments, with their places in the text of them all."""
    occurrences: list[Occurrence] = []
    text = ""
    for number in numbers:
        base = len(text) + bool(text)
        text = f"{text} {version.segments[number]}" if text else version.segments[number]
        occurrences += (
            replace(
                one,
                start=one.start + base,
                end=one.end + base,
                outer_start=one.outer_start + base,
                outer_end=one.outer_end + base,
            )
            for one in found[number]
        )
    return occurrences, text


def _use(use: Use, text: str) -> TermUse:
    one, there = use.source, use.target
    if there is None:
        return TermUse(one.concept, one.text, "", one.start, -1)
    return TermUse(
        one.concept,
        one.text,
        text[there.outer_start : there.outer_end],
        one.start,
        there.outer_start,
        verified=use.right,
        form=there.tags[0] if len(there.tags) == 1 else "",
    )

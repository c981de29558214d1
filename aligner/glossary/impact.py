"""What a change of a concept would mean for sentences that are stored: how many would have to be written otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from aligner.glossary.concepts import Concept
from aligner.glossary.matcher import Matcher
from aligner.glossary.occurrences import Occurrence

__all__ = ["Example", "Impact", "PairImpact", "Stored", "impact"]

_WRITTEN = frozenset({"preferred", "admitted", "short", "acronym"})


class Stored(Protocol):
    """A sentence and its translation, wherever they are kept. A `bitext.Bead` is one."""

    @property
    def source_language(self) -> str: ...  # noqa: D102 - as in Bead
    @property
    def target_language(self) -> str: ...  # noqa: D102
    @property
    def source_text(self) -> str: ...  # noqa: D102
    @property
    def target_text(self) -> str: ...  # noqa: D102


@dataclass(frozen=True)
class Example:
    """A sentence that would have to be written otherwise."""

    source_language: str
    target_language: str
    source: str
    target: str


@dataclass
class PairImpact:
    """The counts of one pair of languages."""

    stored: int = 0  # sentences looked at
    mentioned: int = 0  # whose source names the concept, as it is now or as it would be
    right_before: int = 0  # whose translation carries an allowed name as often, as things stand
    right_after: int = 0  # and after the change
    altered: int = 0  # that are in order now and would not be: these would have to be written otherwise
    wrong_before: int = 0  # that are not in order now


@dataclass(frozen=True)
class Impact:
    """What a change would mean."""

    pairs: dict[tuple[str, str], PairImpact] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()

    @property
    def altered(self) -> int:
        """How many stored sentences the change would alter."""
        return sum(pair.altered for pair in self.pairs.values())

    @property
    def mentioned(self) -> int:
        """How many stored sentences name the concept."""
        return sum(pair.mentioned for pair in self.pairs.values())


def impact(before: Concept | None, after: Concept | None, stored: Iterable[Stored], *, examples: int = 5) -> Impact:
    """What changes for stored sentences when a concept that was `before` becomes `after`.

    None, and a concept that is not approved, asks nothing of a translation. A translation is in order where it carries
    an allowed name at least as often as its source names the concept.
    """
    old, new = _Demand(before), _Demand(after)
    pairs: defaultdict[tuple[str, str], PairImpact] = defaultdict(PairImpact)
    shown: list[Example] = []
    for one in stored:
        pair = pairs[one.source_language, one.target_language]
        pair.stored += 1
        was, would = old.met(one), new.met(one)
        if was is None and would is None:
            continue
        # A full name of which only the surname is still right would be written anew, too.
        spoilt = was is not None and would is not None and would.full < was.full
        right_after = would is not None and would.right and not spoilt
        pair.mentioned += 1
        pair.right_before += was is not None and was.right
        pair.wrong_before += was is not None and not was.right
        pair.right_after += right_after
        if would is not None and not right_after and (was is None or was.right):
            pair.altered += 1
            if len(shown) < examples:
                shown.append(Example(one.source_language, one.target_language, one.source_text, one.target_text))
    return Impact(dict(pairs), tuple(shown))


class _Met(NamedTuple):
    """How a translation meets a demand."""

    right: bool  # it carries the name as often as its source does
    full: int  # how often in full


class _Demand:
    """What a version of a concept asks of translations."""

    def __init__(self, concept: Concept | None) -> None:
        self._concept = concept if concept is not None and concept.status == "approved" else None
        named: Sequence[str] = [code for code, names in concept.names.items() if names.preferred] if concept else ()
        self._languages = frozenset(named)
        self._matcher = Matcher([self._concept], tuple(named)) if self._concept and named else None

    def met(self, one: Stored) -> _Met | None:
        """How a translation carries the name; None where nothing is asked of it."""
        if self._matcher is None or not {one.source_language, one.target_language} <= self._languages:
            return None
        asked = sum(found.certain for found in self._matcher.find(one.source_text, one.source_language))
        if not asked:
            return None
        there = [*filter(_stands_for_it, self._matcher.find(one.target_text, one.target_language))]
        return _Met(len(there) >= asked, sum(found.part == "full" for found in there))


def _stands_for_it(found: Occurrence) -> bool:
    """Whether an occurrence in a translation is an allowed name: no given name alone, no head noun alone.

    One that is held back because it is a common word, too, counts: the source has the name.
    """
    alone = found.part == "given" or any("head" in tag for tag in found.tags)
    return found.role in _WRITTEN and not alone

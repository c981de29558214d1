"""Two versions of a report or more, sentence by sentence: which sentences of each stand together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from aligner.bitext import Bead, Bitext, TermUse, bead_id

__all__ = ["DOUBTFUL", "AlignedDocument", "Unit", "Version"]

DOUBTFUL = 0.8  # a bead that is less sure to be right is flagged "doubtful"


@dataclass(frozen=True)
class Version:
    """A report in one language, as its sentences."""

    name: str  # of its file, as shown to people
    language: str
    segments: tuple[str, ...]
    paragraphs: tuple[int, ...] | None = None  # of each segment the number of its paragraph, where that is known
    kinds: tuple[str, ...] = ()  # as Bead.kind, of each segment
    lines: tuple[int, ...] = ()  # of each segment the line of the file on which it begins
    revision: str = ""  # sha256 of the file, the first 16 hexadecimal figures


@dataclass(frozen=True)
class Unit:
    """Sentences that translate each other: for each version the numbers of its segments, from 0, in order."""

    segments: tuple[tuple[int, ...], ...]
    confidence: float | None = None  # the probability that it is right

    @property
    def shape(self) -> str:
        """Segments of each version: "1-1", "2-1", "1-0-1"."""
        return "-".join(str(len(numbers)) for numbers in self.segments)


@dataclass(frozen=True)
class AlignedDocument:
    """Versions of one report and the units in which they stand together; every segment is in one unit."""

    name: str
    versions: tuple[Version, ...]
    units: tuple[Unit, ...]
    terms: dict[tuple[int, int], tuple[tuple[TermUse, ...], ...]] = field(default_factory=dict)  # pair -> of each unit
    doubtful: float = DOUBTFUL

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the versions, in order."""
        return tuple(version.language for version in self.versions)

    @cached_property
    def bitext(self) -> Bitext:
        """One bead a unit. Of three versions there are the beads of each pair, one pair after the other."""
        pairs = combinations(range(len(self.versions)), 2)
        return Bitext.of(bead for pair in pairs for bead in self._beads(*pair))

    def text(self, unit: Unit, version: int, between: str = " ") -> str:
        """What the unit is in one of the versions."""
        return between.join(self.versions[version].segments[n] for n in unit.segments[version])

    def is_doubtful(self, unit: Unit) -> bool:
        """Whether an editor should look at it first."""
        return unit.confidence is not None and unit.confidence < self.doubtful

    def _beads(self, first: int, second: int) -> Iterator[Bead]:
        source, target = self.versions[first], self.versions[second]
        terms = self.terms.get((first, second), ())
        position = 0
        for number, unit in enumerate(self.units):
            for ours, theirs in _pieces(unit, first, second):
                place, holder = (ours[0], source) if ours else (theirs[0], target)
                whole = (ours, theirs) == (unit.segments[first], unit.segments[second])
                yield Bead(
                    id=bead_id(self.name, source.language, target.language, position),
                    document=self.name,
                    revision=source.revision,
                    position=position,
                    kind=holder.kinds[place] if holder.kinds else "paragraph",
                    line=holder.lines[place] if holder.lines else 0,
                    source_language=source.language,
                    target_language=target.language,
                    source=tuple(source.segments[n] for n in ours),
                    target=tuple(target.segments[n] for n in theirs),
                    origin="aligned",
                    confidence=unit.confidence,
                    flags=("doubtful",) if self.is_doubtful(unit) else (),
                    terms=terms[number] if terms and whole else (),
                )
                position += 1


def _pieces(unit: Unit, first: int, second: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """What a unit is for one pair: where only a third version holds sentences together, they are apart for the pair."""
    ours, theirs = unit.segments[first], unit.segments[second]
    if not ours and not theirs:
        return []
    held = any(len(others) not in (0, len(ours)) for others in unit.segments)
    if held and len(ours) == len(theirs) > 1:
        return [((one,), (other,)) for one, other in zip(ours, theirs, strict=True)]
    return [(ours, theirs)]

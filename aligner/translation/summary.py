"""What a job has done, counted: for the people who started it and, report by report, for the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from aligner.bitext import Bitext
from aligner.engines.base import Engine
from aligner.glossary.held_back import HELD
from aligner.translation.previous import is_editors
from aligner.translation.segments import Prepared

__all__ = ["Summary", "counts_of"]


@dataclass
class Summary:
    """What a job has done, counted in segments unless said otherwise."""

    reports: int = 0  # a report in one direction
    unchanged: int = 0  # of these, those that were there already
    segments: int = 0
    machine: int = 0  # translated by an engine, now or earlier
    translated: int = 0  # texts that went through the engine now
    approved: int = 0  # translated by a person, from the memory
    copied: int = 0  # in the target language already
    repaired: int = 0
    flagged: int = 0
    terms: int = 0  # occurrences of approved terms in what machines translated
    terms_missing: int = 0  # of these, those that are not in an approved form; their segments are flagged "term"
    flags: dict[str, int] = field(default_factory=dict)
    # With former translations, counted in segments: "kept" (of these "by_editors", "moved" and "other_engines"),
    # translated again as "changed" or for "terms", "added", "removed"; and "reports" that had one.
    previous: dict[str, int] = field(default_factory=dict)
    engines: dict[str, str] = field(default_factory=dict)  # direction -> engine
    passed_over: list[str] = field(default_factory=list)  # reports that are in the target language already
    failed: dict[str, str] = field(default_factory=dict)  # report -> why it could not be read
    kept: list[str] = field(default_factory=list)  # files changed by somebody, which were left alone
    seconds: float = 0.0

    def count(self, counts: Mapping[str, int], *, unchanged: bool = False) -> None:
        """Add the counts of one report in one direction."""
        self.reports += 1
        self.unchanged += unchanged
        for name, number in counts.items():
            group, _, entry = name.partition(":")
            if entry:
                named = self.flags if group == "flag" else self.previous
                named[entry] = named.get(entry, 0) + number
            else:
                setattr(self, name, getattr(self, name) + number)


def counts_of(beads: Bitext, prepared: Prepared, engine: Engine) -> dict[str, int]:
    """What the summary says of a report, as `Summary.count` takes it."""
    origins = Counter(bead.origin for bead in beads)
    flags = Counter(f"flag:{flag}" for bead in beads for flag in bead.flags)
    return {
        "segments": len(beads),
        "machine": origins["machine"],
        "approved": origins["human"],
        "copied": origins["copied"],
        "repaired": sum(bool(bead.repairs) for bead in beads),
        "flagged": sum(bool(bead.flags) for bead in beads),
        "terms": sum(use.strategy != HELD for bead in beads for use in bead.terms),
        "terms_missing": sum(not use.verified and use.strategy != HELD for bead in beads for use in bead.terms),
        **dict(sorted(flags.items())),
        **_inherited_counts(prepared, engine),
    }


def _inherited_counts(prepared: Prepared, engine: Engine) -> dict[str, int]:
    """What the summary says of a report that had a former translation."""
    inherited = prepared.inherited
    if inherited is None:
        return {}
    kept = [*inherited.kept.values()]
    elsewhere = [one.bead for one in kept if one.bead.origin == "machine" and not is_editors(one.bead)]
    return {
        "previous:reports": 1,
        "previous:kept": len(kept),
        "previous:by_editors": sum(is_editors(one.bead) for one in kept),
        "previous:moved": sum(one.moved for one in kept),
        "previous:other_engines": sum(bead.fingerprint not in ("", engine.fingerprint) for bead in elsewhere),
        "previous:changed": len(inherited.changed),
        "previous:terms": prepared.again,
        "previous:added": inherited.added,
        "previous:removed": inherited.removed,
    }

"""The ladder of repair: what a check finds wrong is tried again in better and better ways; what stays bad is flagged.

A whole batch of segments climbs together, so that each rung costs one call of the engine:

    hypothesis   the engine's other candidates
    suppress     again, with the letters of the source's script forbidden
    clauses      again, in parts cut at clause boundaries
    engine       another engine for the pair, where one is installed

At each rung the candidate with the least weight of faults is kept (`checks.weight`), the better score among equals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from aligner import languages
from aligner.bitext import Repair
from aligner.engines.base import Candidate, DecodingOptions, Engine
from aligner.engines.clauses import split_to_fit
from aligner.translation import checks, edits

__all__ = ["VERSION", "Outcome", "other_engine", "reworded", "translate", "variants"]

VERSION = 1  # part of the memory's key: raise it when the same candidates would be repaired to other text

_REPAIR_BEAM = 4
_VARIANTS = 6  # a wider search now and then has what the first candidates drop; wider still costs more than it finds
_SHORTEST_CUT = 30  # characters: what is shorter is not cut
_LONGEST_PART = 150
_DOUBTFUL = -1.5  # mean log-probability of a target piece below which a model is guessing
_ELSEWHERE = "engine "  # the step of words that another engine found, with its name
_FATAL_BETWEEN = ("empty", "copy", "script", "repetition", "truncated")  # in the text between, where we pivot


@dataclass(frozen=True)
class Outcome:
    """The translation of one segment after repair."""

    text: str
    score: float | None
    flags: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    pivot: str = ""

    @property
    def weight(self) -> float:
        """How bad it still is; 0 is sound."""
        return sum(checks.SERIOUS.get(flag, 0.0) for flag in self.flags)


def translate(
    engine: Engine,
    texts: Sequence[str],
    options: DecodingOptions,
    *,
    second: Callable[[], Engine | None] = lambda: None,
    mend: bool = True,
) -> list[Outcome]:
    """Translate segments and repair what comes out, one outcome a text, in order.

    `second` opens another engine for the pair; it is only called when something is left to repair. Without `mend`
    the engine's words stay as they are, and faults are only flagged.
    """
    first = [candidates[0] for candidates in engine.translate(texts, options)]
    if not mend:
        return [_faulted(engine, text, candidate.text, candidate) for text, candidate in zip(texts, first, strict=True)]
    best = [_judged(engine, text, candidate, "") for text, candidate in zip(texts, first, strict=True)]
    for climb in (_hypotheses, _suppressed, _clauses, _elsewhere):
        bad = [i for i, outcome in enumerate(best) if outcome.weight > 0]
        if not bad:
            break
        found = climb(engine, [texts[i] for i in bad], options, second)
        for i, outcomes in zip(bad, found, strict=True):
            best[i] = _better(best[i], outcomes)
    return best


def other_engine(repairs: Sequence[Repair]) -> str:
    """The name of the engine whose words these are, where they are not the first one's; else ""."""
    steps = [repair.step for repair in repairs if repair.step.startswith(_ELSEWHERE)]
    return steps[-1].removeprefix(_ELSEWHERE) if steps else ""


def reworded(engine: Engine, source: str, text: str, outcome: Outcome) -> Outcome:
    """The outcome with other words, its faults found anew; the same where the words are the same."""
    if text == outcome.text:
        return outcome
    found = _faulted(engine, source, text, Candidate(text, outcome.score, pivot=outcome.pivot or None))
    return replace(found, repairs=outcome.repairs)


def variants(engine: Engine, texts: Sequence[str], options: DecodingOptions) -> list[list[Outcome]]:
    """Other translations of each text by the same engine, sound ones first: its other candidates, and part by part."""
    found: list[list[Outcome]] = [[] for _ in texts]
    wide = replace(options, beam=max(options.beam, _VARIANTS))
    for climb in (_hypotheses, _clauses):
        for outcomes, more in zip(found, climb(engine, list(texts), wide, None), strict=True):
            outcomes += [replace(one, repairs=_filled(one)) for one in more]
    return [sorted(outcomes, key=lambda outcome: outcome.weight) for outcomes in found]


def _filled(outcome: Outcome) -> tuple[Repair, ...]:
    """The record of repairs of an outcome that took the place of nothing: small edits only."""
    return tuple(repair for repair in outcome.repairs if repair.step == "edit")


_Climb = list[list[Outcome]]


def _hypotheses(engine: Engine, texts: list[str], options: DecodingOptions, second: object) -> _Climb:
    if not engine.capabilities.nbest:
        return [[] for _ in texts]
    wide = replace(options, beam=max(options.beam, _REPAIR_BEAM), nbest=max(options.beam, _REPAIR_BEAM))
    answers = engine.translate(texts, wide)
    return [[_judged(engine, t, c, "hypothesis") for c in cs] for t, cs in zip(texts, answers, strict=True)]


def _suppressed(engine: Engine, texts: list[str], options: DecodingOptions, second: object) -> _Climb:
    mother, other = languages.get(engine.source).script, languages.get(engine.target).script
    if not engine.capabilities.suppress or mother == other:
        return [[] for _ in texts]
    wide = replace(options, beam=max(options.beam, _REPAIR_BEAM))
    answers = engine.translate(texts, wide, suppress=mother)
    return [[_judged(engine, t, c, "suppress") for c in cs[:1]] for t, cs in zip(texts, answers, strict=True)]


def _clauses(engine: Engine, texts: list[str], options: DecodingOptions, second: object) -> _Climb:
    """Each text in parts; with the letters of the source forbidden where the engine can."""
    parts = [_cut(text) for text in texts]
    flat = [part for cut in parts if len(cut) > 1 for part in cut]
    if not flat:
        return [[] for _ in texts]
    mother, other = languages.get(engine.source).script, languages.get(engine.target).script
    suppress = mother if engine.capabilities.suppress and mother != other else None
    answers: Iterator[list[Candidate]] = iter(engine.translate(flat, options, suppress=suppress))
    climb: _Climb = []
    for text, cut in zip(texts, parts, strict=True):
        if len(cut) < 2:
            climb.append([])
            continue
        pieces = [next(answers)[0] for _ in cut]
        climb.append([_judged(engine, text, _joined(pieces, cut), "clauses")])
    return climb


def _elsewhere(
    engine: Engine, texts: list[str], options: DecodingOptions, second: Callable[[], Engine | None]
) -> _Climb:
    other = second()
    if other is None:
        return [[] for _ in texts]
    answers = other.translate(texts, replace(options, nbest=1))
    step = _ELSEWHERE + other.name
    return [[_judged(other, t, c, step) for c in cs[:1]] for t, cs in zip(texts, answers, strict=True)]


def _judged(engine: Engine, source: str, candidate: Candidate, step: str) -> Outcome:
    """A candidate with small mends made and its faults named; `step` says which rung it comes from."""
    text, mended = edits.edit(source, candidate.text, engine.source, engine.target)
    repairs = [Repair(fault=name, step="edit", before=candidate.text) for name in mended]
    if step:
        repairs.insert(0, Repair(fault="", step=step, before=""))  # filled in by `_better`
    return replace(_faulted(engine, source, text, candidate), repairs=tuple(repairs))


def _faulted(engine: Engine, source: str, text: str, candidate: Candidate) -> Outcome:
    """The outcome with its faults as flags; those of the text between count where the text itself hides them."""
    flags = [fault.name for fault in checks.faults(source, text, engine.source, engine.target)]
    if candidate.score is not None and candidate.score < _DOUBTFUL and len(source.split()) > 1:
        flags.append("doubtful")
    if candidate.pivot is not None and "copy" not in flags and "script" not in flags:
        between = checks.faults(source, candidate.pivot, engine.source, "en")
        flags += [fault.name for fault in between if fault.name in _FATAL_BETWEEN and fault.name not in flags]
    return Outcome(text, candidate.score, tuple(flags), pivot=candidate.pivot or "")


def _better(kept: Outcome, outcomes: Sequence[Outcome]) -> Outcome:
    """The best of the outcomes, if it is better than what is kept, with the record of what was repaired."""
    rival = min(outcomes, key=lambda o: (o.weight, -(o.score if o.score is not None else -99.0)), default=kept)
    if rival.weight >= kept.weight:
        return kept
    gone = [flag for flag in kept.flags if flag not in rival.flags] or list(kept.flags)
    step = rival.repairs[0].step
    climbed = tuple(Repair(fault=fault, step=step, before=kept.text) for fault in gone)
    earlier = tuple(repair for repair in kept.repairs if repair.step != "edit")
    return replace(rival, repairs=(*earlier, *climbed, *rival.repairs[1:]))


def _cut(text: str) -> list[str]:
    """The text in parts of some length, cut at clauses where there are any; a short one stays whole."""
    longest = max(_SHORTEST_CUT, min(len(text) * 3 // 4, _LONGEST_PART))
    parts = [part.text for part in split_to_fit(text, lambda part: len(part) <= longest)]
    return parts if all(any(ch.isalpha() for ch in part) for part in parts) else [text]


def _joined(pieces: Sequence[Candidate], parts: Sequence[str]) -> Candidate:
    """The translations of the parts as one; marks that a model adds at the end of a part are taken off."""
    texts = [piece.text.strip() for piece in pieces]
    for i in range(len(texts) - 1):
        texts[i] = texts[i].rstrip(".!?؟…") if not parts[i].rstrip().endswith((".", "!", "?", "؟", "…")) else texts[i]
    for i in range(1, len(texts)):
        # What begins in the middle of a sentence, and is no name as far as the source shows.
        if texts[i][:2].istitle() and parts[i].islower():
            texts[i] = texts[i][:1].lower() + texts[i][1:]
    known = [(piece.score, len(part)) for piece, part in zip(pieces, parts, strict=True) if piece.score is not None]
    score = sum(s * n for s, n in known) / sum(n for _, n in known) if known else None
    between = [piece.pivot for piece in pieces if piece.pivot]
    return Candidate(" ".join(texts), score, pivot=" ".join(between) or None)

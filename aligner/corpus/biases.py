"""What a corpus leans to, said from its figures: what somebody who trains on it should know before they do.

Each rule looks at the kept beads and says nothing where there is nothing to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from aligner import languages
from aligner.corpus.pieces import shortened

if TYPE_CHECKING:
    from aligner.corpus.statistics import Statistics

__all__ = ["Bias", "biases"]

SPLITS = ("train", "validation", "test")
_MOST = 0.5  # share of one input or licence from which it is told
_MACHINE = 0.01
_SHORT = 0.2
_AGAIN = 0.1
_COMPONENT = 0.1
_APART = 0.15  # between the shares that the filters keep of two directions
_FEW = 500  # beads of a validation or test set from which a score says something
_UNEVEN = 10  # times as many beads
_LETTERS = 60  # of a name
_TURNS = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Bias:
    """One thing to know."""

    kind: str  # "input", "machine", "licence", ...: for programs
    text: str  # one or two sentences: for people
    share: float | None = None  # of the kept beads, 0 to 1


def biases(figures: Statistics) -> tuple[Bias, ...]:
    """All that there is to say, in a fixed order."""
    if not figures.kept:
        return (Bias("empty", "No bead is kept: there is nothing to train on."),)
    return tuple(bias for rule in _RULES for bias in rule(figures))


def _percent(share: float) -> str:
    """ "0.3 %"; never 0 % or 100 % of what is neither."""
    if 0 < share < 0.001:
        return "less than 0.1 %"
    if 0.999 < share < 1:
        return "more than 99.9 %"
    return f"{share:.1%}".replace(".0%", "%").replace("%", " %")


def _count(figures: Statistics, group: str, *names: str) -> int:
    return sum(count.kept for count in figures.groups[group] if count.name in names)


def _licences(figures: Statistics) -> Iterator[Bias]:
    if unknown := _count(figures, "licence", ""):
        share = unknown / figures.kept
        yield Bias("licence", f"{_percent(share)} of the beads come without a licence ({unknown:,} beads).", share)


def _machine(figures: Statistics) -> Iterator[Bias]:
    share = _count(figures, "origin", "machine") / figures.kept
    if share >= _MACHINE:
        engines = {count.name for count in figures.groups["engine"] if count.kept and count.name}
        told = f" by {len(engines):,} engines" if len(engines) > 1 else f" by {_name(*engines)}" if engines else ""
        text = f"{_percent(share)} of the targets are machine translation{told}: a model that learns from them learns"
        yield Bias("machine", f"{text} its faults too.", share)


def _unread(figures: Statistics) -> Iterator[Bias]:
    read = _count(figures, "state", "accepted", "edited") / figures.kept
    if read < 0.01:
        told = (
            "Editors have accepted or edited less than 1 % of the beads." if read else "No editor has seen the beads."
        )
        yield Bias("unread", told, read)


def _one_source(figures: Statistics) -> Iterator[Bias]:
    inputs = [count for count in figures.groups["input"] if count.kept]
    first = max(inputs, key=lambda count: count.kept)
    share = first.kept / figures.kept
    if len(inputs) == 1:
        yield Bias("input", f"All beads come from one input, {_name(first.name)}: one style, one subject.", 1.0)
    elif share >= _MOST:
        yield Bias("input", f"{_percent(share)} of the beads come from one of {len(inputs):,} inputs, "
                   f"{_name(first.name)}.", share)  # fmt: skip
    origins = [count for count in figures.groups["origin"] if count.kept and count.name != "machine"]
    for count in origins:
        if count.kept / figures.kept >= 0.8 and len(figures.groups["origin"]) > 1:
            share = count.kept / figures.kept
            yield Bias("origin", f"{_percent(share)} of the beads have one origin: {_name(count.name)}.", share)


def _name(name: str) -> str:
    """A name from outside within a sentence: one line, not long, and in its own direction."""
    plain = shortened(" ".join(_TURNS.sub(" ", name).split()), _LETTERS)
    if any(bidirectional(ch) in ("R", "AL") for ch in plain):
        plain = f"\u2068{plain}\u2069"
    return f"“{plain}”" if plain else "one without a name"


def _directions(figures: Statistics) -> Iterator[Bias]:
    kept = {count.name: count.kept for count in figures.groups["pair"] if count.kept}
    for pair in sorted(kept):
        source, _, target = pair.partition("-")
        if f"{target}-{source}" not in kept and len(figures.languages) == 2:
            yield Bias(
                "direction",
                f"{_language(source)} is always the source and {_language(target)} always the target: turned round for "
                f"the other direction, they teach a model to read {_language(target)} that was translated.",
                kept[pair] / figures.kept,
            )
    sources = {pair.partition("-")[0] for pair in kept}
    if len(sources) == 1 and len(kept) > 1:
        yield Bias("direction", f"{_language(next(iter(sources)))} is the source of every bead.", 1.0)
    most, least = max(kept, key=lambda pair: (kept[pair], pair)), min(kept, key=lambda pair: (kept[pair], pair))
    if kept[most] >= _UNEVEN * kept[least]:
        yield Bias(
            "uneven",
            f"{_pair(most)} has {kept[most]:,} beads and {_pair(least)} {kept[least]:,}: a model of all directions "
            "learns the first one best.",
            kept[most] / figures.kept,
        )


def _language(code: str) -> str:
    return languages.get(code).name if code in languages.LANGUAGES else _name(code)


def _pair(pair: str) -> str:
    return " to ".join(_language(code) for code in pair.split("-", 1))


def _texts(figures: Statistics) -> Iterator[Bias]:
    share = figures.short / figures.kept
    if share >= _SHORT:
        yield Bias("short", f"{_percent(share)} of the beads have three words at most on either side.", share)
    for side in ("sources", "targets"):
        again = 1 - figures.distinct[side] / figures.kept
        if again >= _AGAIN:
            yield Bias("again", f"{_percent(again)} of the {side} say what another one in the same direction says.",
                       again)  # fmt: skip


def _skew(figures: Statistics) -> Iterator[Bias]:
    shares = {count.name: count.kept / count.beads for count in figures.groups["pair"] if count.beads >= 100}
    if len(shares) > 1:
        most, least = max(shares, key=lambda p: (shares[p], p)), min(shares, key=lambda p: (shares[p], p))
        if shares[most] - shares[least] >= _APART:
            yield Bias(
                "skew",
                f"{_percent(shares[most])} of the beads from {_pair(most)} are kept and {_percent(shares[least])} of "
                f"those from {_pair(least)}: look at the reasons before you compare the two.",
                shares[most] - shares[least],
            )


def _splits(figures: Statistics) -> Iterator[Bias]:
    held: dict[str, int] = {name: _count(figures, "split", name) for name in SPLITS}
    if not any(held.values()):
        yield Bias("split", "The corpus is not split: nothing is held back to measure a model on.")
        return
    for name in SPLITS[1:]:
        beads = {
            pair: sum(cell.kept for cell in figures.cells if (cell.pair, cell.split) == (pair, name))
            for pair in figures.pairs
        }
        if few := [f"{_pair(pair)} ({number:,})" for pair, number in beads.items() if number < _FEW]:
            told = f"The {name} set is small for {', '.join(few)}: a score on fewer than {_FEW} beads says little."
            yield Bias("split", told, held[name] / figures.kept)
    if (left := _count(figures, "split", "")) > 0:
        yield Bias("split", f"{left:,} kept beads are in no split.", left / figures.kept)
    share = figures.distinct["largest component"] / figures.kept
    if share >= _COMPONENT and figures.distinct["components"] > 1:
        yield Bias(
            "component",
            f"{_percent(share)} of the beads hang together through near-duplicates and lie in one split.",
            share,
        )


def _terms(figures: Statistics) -> Iterator[Bias]:
    uses, missing = figures.terms["uses"], figures.terms["missing"]
    if uses and missing / uses >= 0.05:
        yield Bias("terms", f"{_percent(missing / uses)} of the terms found in a source are not found in its target.",
                   missing / uses)  # fmt: skip


_RULES: tuple[Callable[[Statistics], Iterator[Bias]], ...] = (
    _licences,
    _machine,
    _unread,
    _one_source,
    _directions,
    _skew,
    _texts,
    _splits,
    _terms,
)

"""Chooses among the forms that a place in a translation may ask for: by the words around it, then by the engine."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from aligner import languages
from aligner.glossary.governing import is_immediate
from aligner.glossary.wording import Placed, Wording
from aligner.languages.names import Government
from aligner.languages.russian_valency import takes_from

if TYPE_CHECKING:
    from aligner.engines.base import Engine

__all__ = ["settle"]

_GOVERNED = 0.96  # what the words around ask for with certainty
_LOOSELY = 0.65  # the same, but by words further off, where nothing else tells the form
_HINTED = 0.75  # what they hint at
_WHERE = 0.65  # the locative rather than the accusative
_USUAL_FORM = 0.5  # the most frequent form, nothing else known
_CHARACTERS_A_PIECE = 4
_NARROW = 3  # forms that an ending, or the form of a stand-in, leaves open
_REACH = 80  # characters before a name in which a word may stand that takes something from it
_MOST_ROUNDS = 4  # open places in one sentence that the engine is asked about, one after another


def settle(sources: Sequence[str], wordings: Sequence[Wording], engine: Engine) -> list[Wording]:
    """The wordings with every form chosen; what only the engine can tell is asked of it, all texts in one call.

    The order of trust: what governs the place with certainty (a preposition, a title beside it), the engine's own
    score of the sentence in each of the forms, what the words around hint at, the form that is the most frequent.
    """
    settled = [_governed(wording) for wording in wordings]
    if engine.capabilities.scoring:
        for _ in range(_MOST_ROUNDS):
            if not any(wording.open for wording in settled):
                break
            settled = _scored(sources, settled, engine)
    return [_guessed(wording) for wording in settled]


def _asked(wording: Wording, placed: Placed) -> Government | None:
    naming = languages.get(placed.term.language).naming
    return naming.government(wording.text, placed.start, placed.end)


def _governed(wording: Wording) -> Wording:
    """With the forms that what governs a place with certainty leaves open, and no others.

    Where nothing has shown the form yet, only a preposition right before the name decides.
    """
    for slot in [placed.slot for placed in wording.open]:
        placed = wording.at(slot)
        asked = placed and _asked(wording, placed)
        if placed and asked and asked.certain and (_shown(placed) or _immediate(wording, placed, asked)):
            wording = _narrowed(wording, placed, asked, _GOVERNED)
    return wording


def _shown(placed: Placed) -> bool:
    """Whether something narrowed the forms down: what stood there before, not the name's whole table."""
    return len({form.tag for form in placed.options}) <= _NARROW


def _immediate(wording: Wording, placed: Placed, asked: Government) -> bool:
    return is_immediate(wording.text, placed.start, placed.end, asked, placed.term.language)


def _narrowed(wording: Wording, placed: Placed, asked: Government, confidence: float) -> Wording:
    """The form that is asked for, where it is the only one of the possible ones; where there are several, those."""
    fitting = [form for form in placed.options if form.tag in asked.tags]
    if asked.by.casefold() in _ABOUT:
        fitting = [form for form in fitting if form.tag == "loc"] or fitting
    if _is_with(wording, placed, asked):
        fitting = [form for form in fitting if form.tag == "ins"] or fitting
    if len(fitting) == 1:
        return wording.decided(placed, fitting[0], confidence)
    return wording.put(replace(placed, options=tuple(fitting))) if fitting else wording


_ABOUT = ("о", "об", "обо")  # with the accusative only of what somebody knocks against
_WITH = ("с", "со")


def _is_with(wording: Wording, placed: Placed, asked: Government) -> bool:
    """Whether «с» before a person says with whom: something is taken from a person only by few words, снять с."""
    if placed.term.language != "ru" or placed.term.facts.kind != "person" or asked.by.casefold() not in _WITH:
        return False
    before = re.findall(r"[^\W\d_]+", wording.text[max(0, placed.start - _REACH) : placed.start])
    return not any(takes_from(word) for word in before)


def _scored(sources: Sequence[str], wordings: Sequence[Wording], engine: Engine) -> list[Wording]:
    """The first open place of every text, chosen by the engine's score of the whole sentence."""
    asked: list[tuple[int, Wording]] = []
    for number, wording in enumerate(wordings):
        for placed in wording.open[:1]:
            asked += [(number, wording.decided(placed, form, 0.0, "scored")) for form in placed.options]
    scores = engine.score([sources[number] for number, _ in asked], [variant.text for _, variant in asked])
    best = list(wordings)
    for number, wording in enumerate(wordings):
        rivals = [(score, variant) for (n, variant), score in zip(asked, scores, strict=True) if n == number]
        if rivals:
            score, variant = max(rivals, key=lambda pair: pair[0])
            slot = wording.open[0].slot
            chosen = variant.at(slot)
            if chosen is not None:
                sure = _share(score, [other for other, _ in rivals], len(variant.text))
                best[number] = variant.decided(chosen, chosen.form, sure)
    return best


def _share(score: float, scores: Sequence[float], characters: int) -> float:
    """The probability of the best among these sentences, from mean log-probabilities a piece."""
    pieces = max(1, characters // _CHARACTERS_A_PIECE)
    return round(min(0.95, 1.0 / sum(math.exp((other - score) * pieces) for other in scores)), 3)


def _guessed(wording: Wording) -> Wording:
    for slot in [placed.slot for placed in wording.open]:
        placed = wording.at(slot)
        if placed is None:
            continue
        asked = _asked(wording, placed)
        if asked:
            loose = asked.certain and not _immediate(wording, placed, asked)
            wording = _narrowed(wording, placed, asked, _LOOSELY if loose else _HINTED)
        still = wording.at(slot)
        if still is not None and not still.decided:
            by_tag = {form.tag: form for form in still.options}
            if set(by_tag) == {"acc", "loc"}:  # "в", "на": where more often than whither
                wording = wording.decided(still, by_tag["loc"], _WHERE)
            else:
                wording = wording.decided(still, still.form, _USUAL_FORM)
    return wording

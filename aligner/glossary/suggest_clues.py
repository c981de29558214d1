"""What the words before and after a run of capitals, and those in it, say of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from aligner.glossary.suggest_tokens import CASE_ENDING, Token
from aligner.glossary.suggest_words import ENGLISH, RUSSIAN, Cues

__all__ = ["clues_around"]


def clues_around(tokens: Sequence[Token], begin: int, end: int, cues: Cues, text: str) -> set[str]:
    """What the words before and after a run, and those in it, say of its kind."""
    clues: set[str] = set()
    inside = tokens[begin : end + 1]
    before = tokens[begin - 1] if begin else None
    after = tokens[end + 1] if end + 1 < len(tokens) else None
    touching = before is not None and text[before.end : inside[0].start].strip() == ""
    if before is not None and touching and before.plain in _titles(cues, before.plain):
        clues.add("title")
    if after is not None and after.plain in cues.speech and text[inside[-1].end : after.start].strip(" ,\u00a0") == "":
        clues.add("speech")
    if before is not None and touching and before.plain in cues.speech and cues is not ENGLISH:
        clues.add("speech")
    if any(_base(token.plain, cues) in cues.bodies for token in inside):
        clues.add("body")
    if any(_base(token.plain, cues) in cues.places for token in inside):
        clues.add("place")
    if (before is not None and touching and _base(before.plain, cues) in cues.places) or (
        after is not None
        and cues is ENGLISH
        and after.plain in cues.places
        and text[inside[-1].end : after.start] == " "
    ):
        clues.add("place beside")
    if before is not None and touching and before.plain in _IN:
        clues.add("in")
    if before is not None and touching and before.plain == "the":
        clues.add("the")
    if begin == end and inside[0].text.isupper() and len(inside[0].text) > 1:
        clues.add("acronym")
    return clues


_IN = frozenset({"in", "at", "near", "from", "в", "во", "из", "под", "близ"})


@lru_cache(maxsize=1 << 14)
def _base(word: str, cues: Cues) -> str:
    """The dictionary form of a word, as far as the lists of cues go."""
    if cues is ENGLISH:
        return word if word in cues.bodies or word in cues.places else word.rstrip("s")
    return _nominative(word)


@lru_cache(maxsize=1 << 14)
def _nominative(word: str) -> str:
    stem = CASE_ENDING.sub("", word).rstrip("ьй")
    for known in (*RUSSIAN.bodies, *RUSSIAN.places, *RUSSIAN.titles):
        if CASE_ENDING.sub("", known).rstrip("ьй") == stem:
            return known
    return word


def _titles(cues: Cues, word: str) -> frozenset[str]:
    if cues is ENGLISH or word in cues.titles:
        return cues.titles
    return frozenset({word}) if _nominative(word) in cues.titles else frozenset()

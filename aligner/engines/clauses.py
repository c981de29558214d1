"""Cuts a segment that is too long for a model where it hurts least: after a sentence, a clause, a word.

Models are trained on sentences; what is far longer they cut off or garble without a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

__all__ = ["Part", "split_to_fit"]

_CONJUNCTIONS = "|".join(
    (
        "and|but|or|that|which|who|whose|where|when|while|after|before|because|since|if",
        "и|а|но|или|что|чтобы|котор\\w+|где|когда|пока|если|хотя",
        "الذي|التي|الذين|حيث|حين|بينما|لكن|ولكن|إذ|أو|كما|وقد|بعدما|قبل أن|لأن",
    )
)

# Where a text may be cut, the best place first. Each matches the blanks that stand between two parts.
_PLACES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=[.!?…؟۔])[\"'”»’)\]]*(?P<gap>\s+)",
        r"(?<=[;:؛])(?P<gap>\s+)",
        r"(?<=[,،)])(?P<gap>\s+)|(?P<dash>\s+)(?=[—–-]\s)",
        rf"(?P<gap>\s+)(?=(?:{_CONJUNCTIONS})\s)",
        r"(?P<gap>\s+)",
    )
)


class Part(NamedTuple):
    """A piece of a segment, and the blanks after it."""

    text: str
    gap: str


def split_to_fit(text: str, fits: Callable[[str], bool]) -> list[Part]:
    """Halve `text` until each part fits. The parts and their gaps, put together, are the text again.

    A cut is made at the best kind of place within the middle half, as near to the middle as may be; only a text
    without any blank is cut inside a word, and never between a letter and its marks. A part of one character is
    not cut whatever `fits` says.
    """
    parts: list[Part] = []
    waiting = [Part(text, "")]
    while waiting:
        part = waiting.pop()
        cut = None if fits(part.text) else _best_cut(part.text)
        if cut is None:
            parts.append(part)
        else:
            start, end = cut
            waiting.append(Part(part.text[end:], part.gap))
            waiting.append(Part(part.text[:start], part.text[start:end]))
    return parts


def _best_cut(text: str) -> tuple[int, int] | None:
    """Start and end of the gap to cut at; None where nothing can be cut."""
    middle = len(text) / 2
    for place in _PLACES:
        gaps = [
            next(match.span(name) for name in match.groupdict() if match[name] is not None)
            for match in place.finditer(text)
        ]
        central = [gap for gap in gaps if len(text) / 4 <= gap[0] <= len(text) * 3 / 4 and gap[1] < len(text)]
        if central:
            return min(central, key=lambda gap: abs(gap[0] - middle))
    inner = [match.span() for match in re.finditer(r"\s+", text) if match.start() > 0 and match.end() < len(text)]
    if inner:
        return min(inner, key=lambda gap: abs(gap[0] - middle))
    places = sorted(range(1, len(text)), key=lambda at: abs(at - middle))
    return next(((at, at) for at in places if not _clings(text[at])), None)


def _clings(char: str) -> bool:
    """Whether a character belongs to the one before it."""
    return unicodedata.combining(char) > 0 or char in "\u200d\ufe0f"

"""Hard-wrapped text: telling it from one paragraph a line, and filling a paragraph to the same width again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["columns", "ends_sentence", "evened", "fill", "has_room", "is_filled", "widths"]

NARROWEST, WIDEST = 45, 132  # columns: below are verses and lists, above nobody wraps by hand

_SENTENCE_END = re.compile(r"[.!?…؟۔。][\"'”’»)\]]*$")
# A line that begins so would be read as a list item, a heading, a quotation, a rule, a table ...
_BEGINS_A_BLOCK = re.compile(
    r"[-+*•‣◦▪●·–—](?:\s|$)|#{1,6}(?:\s|$)|>|\(?(?:\d{1,3}|[^\W\d_])\)(?:\s|$)|\d{1,9}[.)](?:\s|$)"
    r"|[-=:|_*]+$|```|~~~|:::|\$\$|\||<|\[[^\]]*\]:|\+\+\+"
)
_ENDS_OPEN = re.compile(r"[^\W\d_][-‐\u00ad]$")  # a word cut in two: a break after it would join the halves


def columns(text: str) -> int:
    """The width of a text in columns: vowel marks and invisible characters take none, East Asian letters two."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(character) in ("Mn", "Me", "Cf")
        else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _SENTENCE_END.search(line[-12:]) is not None


def has_room(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line would still have fitted on this line."""
    words = following.split(maxsplit=1)
    return columns(line.rstrip()) + 1 + columns(words[0] if words else "") <= width


def is_filled(pairs: Sequence[tuple[str, str]], width: int) -> bool:
    """Whether lines were filled to a width: `pairs` are lines with the line that follows, none of which begins an item.

    They were, where most lines that do not end a sentence had no room for the next word (which a greedy filler
    guarantees and separate lines do not), and what follows them goes on in small letters, if the script has them.
    """
    if not NARROWEST <= width <= WIDEST:
        return False
    broken = [(line, following) for line, following in pairs if not ends_sentence(line)]
    if not broken:
        return False
    full = sum(not has_room(line, following, width) for line, following in broken)
    capital = sum(following.lstrip(" \t\"'«“(")[:1].isupper() for _, following in broken)
    return full >= 0.75 * len(broken) and capital <= 0.5 * len(broken)


def widths(runs: Sequence[Sequence[tuple[str, str]]], longest: Sequence[int]) -> list[int]:
    """The width to which each run of lines was filled, 0 where it was not.

    A run is given by its pairs of neighbours as in `is_filled` and by the columns of its longest line. Runs of three
    lines or more speak for themselves, shorter ones go by the whole file.
    """
    widest = max((own for run, own in zip(runs, longest, strict=True) if run), default=0)
    if not is_filled([pair for run in runs for pair in run], widest):
        widest = 0
    found = []
    for run, own in zip(runs, longest, strict=True):
        alone = len(run) > 1 and is_filled(run, own)
        if own <= widest and (not alone or is_filled(run, widest)):
            found.append(widest)
        else:
            found.append(own if alone else 0)
    return found


def evened(filled: Sequence[int]) -> list[int]:
    """Widths to fill to again: runs of one file that differ a little were filled to the same, the largest."""
    widest = max(filled, default=0)
    return [widest if width >= 0.85 * widest else width for width in filled]


def fill(text: str, *, width: int, first: int = 0, indent: str = "", newline: str = "\n") -> str:
    """Break a text (one line) into lines of at most `width` columns where words allow it.

    `first` is the column at which its first line begins, `indent` what begins each other line. A line is not broken
    where the next one would begin like an item, a heading or a rule, nor after a hyphen.
    """
    lines = []
    words = text.strip(" \t").split(" ")  # more blanks than one are not broken at: they give empty words
    current, used, margin = words[0], first + columns(words[0]), columns(indent)
    for i, word in enumerate(words[1:], start=1):
        size = columns(word)
        kept = not word or not words[i - 1] or _ENDS_OPEN.search(current) or _begins_a_block(words, i)
        if used + 1 + size <= width or kept:
            current, used = f"{current} {word}", used + 1 + size
        else:
            lines.append(current)
            current, used = word, margin + size
    lines.append(current)
    return (newline + indent).join(lines)


def _begins_a_block(words: Sequence[str], i: int) -> bool:
    start = words[i] + (" " if i + 1 < len(words) else "")
    return _BEGINS_A_BLOCK.match(start) is not None

"""Changes between two revisions for people and programs: lines of text with marks, and records for JSON."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from aligner import languages

if TYPE_CHECKING:
    from aligner.alignment.revisions import Change

__all__ = ["marked", "record", "rendered", "summary"]

_TOKEN = re.compile(r"\s+|[^\W_]+(?:[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]+[^\W_]*)*|[^\w\s]|_")
_FIRST_STRONG, _POP = "\u2068", "\u2069"
_SIGNS = {"kept": " ", "edited": "~", "moved": ">", "moved and edited": "≈", "split": "<", "merged": "&"}
_SIGNS |= {"added": "+", "removed": "-"}


def rendered(changes: Sequence[Change], old: Sequence[str], new: Sequence[str], language: str) -> Iterator[str]:
    """The changes as lines: a sign, the numbers of the segments from 1, the text with what was changed in it.

    Words taken out stand in [-...-], new ones in {+...+}; what was kept in its place is counted only. Text that runs
    from right to left is isolated, so that a terminal keeps the marks where they belong. The last line sums up.
    """
    isolate = languages.get(language).direction == "rtl"
    kept = 0
    for change in changes:
        if change.kind == "kept":
            kept += 1
            continue
        if kept:
            yield _pause(kept)
            kept = 0
        yield f"{_SIGNS[change.kind]} {_where(change)}  {change.kind}"
        before, after = _text(old, change.old), _text(new, change.new)
        for line in _lines(change, before, after, isolate):
            yield f"      {line}"
    if kept:
        yield _pause(kept)
    yield summary(changes)


def summary(changes: Sequence[Change]) -> str:
    """How many changes there are of each kind: "12 kept, 1 edited"."""
    counts = Counter(change.kind for change in changes)
    return ", ".join(f"{counts[kind]} {kind}" for kind in _SIGNS if counts[kind]) or "no text"  # type: ignore[index]


def record(change: Change, old: Sequence[str], new: Sequence[str]) -> dict[str, Any]:
    """A change for JSON: kind, numbers of the segments from 0, similarity, and the texts of either side."""
    return {
        "kind": change.kind,
        "old": list(change.old),
        "new": list(change.new),
        "similarity": round(change.similarity, 3),
        "old_text": [old[number] for number in change.old],
        "new_text": [new[number] for number in change.new],
    }


def marked(before: str, after: str, *, isolate: bool = False) -> str:
    """One text with the words that went out as [-word-] and those that came in as {+word+}."""
    pieces = [
        part if sign == "=" else f"{_OPEN[sign]}{_isolated(part) if isolate else part}{_CLOSE[sign]}"
        for sign, part in _pieces(_TOKEN.findall(before), _TOKEN.findall(after))
    ]
    return "".join(pieces)


_OPEN, _CLOSE = {"-": "[-", "+": "{+"}, {"-": "-]", "+": "+}"}


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Runs of equal ("="), removed ("-") and new ("+") words, the removed before the new."""
    from rapidfuzz.distance import Indel

    out: list[str] = []
    came: list[str] = []
    steps = [*Indel.opcodes(before, after)]
    for number, (tag, start, end, new_start, new_end) in enumerate(steps):
        part = before[start:end]
        inside = 0 < number < len(steps) - 1
        if tag == "equal" and not (inside and (out or came) and len(part) == 1 and part[0].isspace()):
            yield from _flushed(out, came)
            yield "=", "".join(part)
            continue
        # A blank between two changed words belongs to both: one change rather than two.
        out += part
        came += part if tag == "equal" else after[new_start:new_end]
    yield from _flushed(out, came)


def _flushed(out: list[str], came: list[str]) -> Iterator[tuple[str, str]]:
    """What was gathered, without the blanks at its end that both sides share."""
    tail = ""
    while out and came and out[-1] == came[-1] and out[-1].isspace():
        tail = out.pop() + tail
        came.pop()
    if out:
        yield "-", "".join(out)
    if came:
        yield "+", "".join(came)
    if tail:
        yield "=", tail
    out.clear()
    came.clear()


def _lines(change: Change, before: str, after: str, isolate: bool) -> Iterator[str]:
    if change.kind == "removed":
        yield _line(f"[-{before}-]", isolate)
    elif change.kind == "added":
        yield _line(f"{{+{after}+}}", isolate)
    elif change.kind == "moved":
        yield _line(after, isolate)
    else:
        yield _line(marked(before, after, isolate=isolate), isolate)


def _line(text: str, isolate: bool) -> str:
    return _isolated(text) if isolate else text


def _isolated(text: str) -> str:
    return f"{_FIRST_STRONG}{text}{_POP}"


def _text(segments: Sequence[str], numbers: Sequence[int]) -> str:
    """The segments on one line, without what a terminal would obey."""
    return " ".join("".join(map(_visible, segments[number])) for number in numbers)


def _visible(ch: str) -> str:
    if ch in "\t\n\r":
        return " "
    return "\ufffd" if unicodedata.category(ch) in ("Cc", "Cs") or "\u202a" <= ch <= "\u202e" else ch


def _where(change: Change) -> str:
    """ "3 → 4", "3 → 4+5", "3 →", "→ 4"."""
    here, there = ("+".join(str(number + 1) for number in numbers) for numbers in (change.old, change.new))
    return f"{here} → {there}".strip()


def _pause(kept: int) -> str:
    return f"  ({kept} kept)"

"""Text that is safe and readable on a terminal, whatever a file name or a report holds."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["counted", "shown"]

_FIRST_STRONG, _POP = "\u2068", "\u2069"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def shown(text: object) -> str:
    """The text on one line, without control characters, and kept apart where it runs from right to left."""
    plain = "".join(_visible(ch) for ch in str(text))
    return f"{_FIRST_STRONG}{plain}{_POP}" if _RIGHT_TO_LEFT.search(plain) else plain


def _visible(ch: str) -> str:
    if ch in "\t\n\r":
        return " "
    return "\ufffd" if unicodedata.category(ch) in ("Cc", "Cs") or "\u202a" <= ch <= "\u202e" else ch


def counted(number: int, noun: str) -> str:
    """The number with its noun: "1 report", "2 reports"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

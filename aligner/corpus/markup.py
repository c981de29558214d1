"""Texts as HTML and figures as people write them, for the report's page and its charts.

Whatever a text holds it is shown and never obeyed: it is escaped, and kept apart from its neighbours' direction.
"""

from __future__ import annotations

import base64
import hashlib
import math
import unicodedata
from html import escape

from aligner import languages

__all__ = ["escaped", "figure", "isolated", "language_attributes", "policy", "reads_as", "share", "text_in"]

# NUL and the other control characters would be dropped by the browser, half a surrogate pair cannot be written at all.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
_PICTURES |= dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], 0xFFFD)


def escaped(text: str) -> str:
    """Fit for a text or an attribute, in HTML and in SVG."""
    return escape(text.translate(_PICTURES))


def isolated(text: str, missing: str = "not known") -> str:
    """A name from outside, in its own direction; `missing` where there is none."""
    return f"<bdi>{escaped(text)}</bdi>" if text.strip() else f'<span class="blank">{escaped(missing)}</span>'


def language_attributes(code: str) -> str:
    """The attributes that say how a text is read; the browser finds the direction where the language is not known."""
    if code not in languages.LANGUAGES:
        return ' lang="" dir="auto"'
    return f' lang="{code}" dir="{languages.get(code).direction}"'


def text_in(code: str, text: str, tag: str = "p") -> str:
    """A text of the corpus as an element of its own.

    A text in another script than its language's, as rejected beads have it, is read in the direction of its letters.
    """
    if not reads_as(code, text):
        code = ""
    inside = escaped(text) if text.strip() else '<span class="blank" lang="en" dir="ltr">(blank)</span>'
    return f"<{tag}{language_attributes(code)}>{inside}</{tag}>"


def reads_as(code: str, text: str) -> bool:
    """Whether we know the language, and no more letters of the text run the other way."""
    if code not in languages.LANGUAGES:
        return False
    kinds = [unicodedata.bidirectional(ch) for ch in text]
    right = sum(kind in ("R", "AL") for kind in kinds)
    left = kinds.count("L")
    return right >= left if languages.get(code).direction == "rtl" else left >= right


def figure(value: float, digits: int = 4) -> str:
    """A number with thousands separators, a true minus and no more figures than say something."""
    if value == math.floor(value) and abs(value) < 1e15:
        told = f"{int(value):,}"
    elif abs(value) >= 1000:
        told = f"{value:,.0f}"
    else:
        told = f"{value:.{digits}g}"
    return told.replace("-", "\u2212")


def share(part: float, whole: float) -> str:
    """ "12.3 %"; a little is never 0 % and nearly all never 100 %."""
    if not whole or not part:
        return "0\u202f%"
    percent = 100 * part / whole
    if percent < 0.1:
        return "< 0.1\u202f%"
    if 99.9 < percent < 100:
        return "> 99.9\u202f%"
    return f"{percent:.1f}\u202f%"


def policy(style: str) -> str:
    """Nothing may be loaded, sent or run; only our own style is obeyed (CSP level 2, hash sources)."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"

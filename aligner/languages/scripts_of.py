"""Which scripts the letters of a text are in: to see a language, and to see output that was left untranslated."""

from __future__ import annotations

import re

__all__ = ["SCRIPTS", "letters_of", "script_share"]

SCRIPTS = ("Latin", "Arabic", "Cyrillic", "other")

_LETTER = re.compile(r"[^\W\d_]")
_RUNS = {
    "Latin": re.compile(
        r"[A-Za-zªº\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1d00-\u1d25\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua7ff\ufb00-\ufb06]+"
    ),
    "Arabic": re.compile(
        r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdfb\ufe70-\ufefc]+"
    ),
    "Cyrillic": re.compile(r"[\u0400-\u0481\u048a-\u052f\u1c80-\u1c88\u2de0-\u2dff\ua640-\ua66e\ua680-\ua69b]+"),
}


def letters_of(script: str) -> re.Pattern[str]:
    """A pattern for runs of letters of a script: "Latin", "Arabic" or "Cyrillic"."""
    return _RUNS[script]


def script_share(text: str) -> dict[str, float]:
    """The share of the letters of a text in each script, from 0 to 1: Latin, Arabic, Cyrillic, other.

    Digits, marks and blanks do not count. A text without letters gives 0 for each.
    """
    counts = {script: sum(map(len, run.findall(text))) for script, run in _RUNS.items()}
    letters = len(_LETTER.findall(text))
    if not letters:
        return dict.fromkeys(SCRIPTS, 0.0)
    counts["other"] = max(0, letters - sum(counts.values()))
    return {script: counts[script] / max(letters, sum(counts.values())) for script in SCRIPTS}

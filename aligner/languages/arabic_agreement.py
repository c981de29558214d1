"""Whether the verb of speech before a person's name in an Arabic text has the person's gender: قال زاخاروفا."""

from __future__ import annotations

import re
from collections.abc import Collection

from aligner.languages.wordlist import words

__all__ = ["speaks_only", "wrong_gender"]

# In the masculine; the feminine has ت more. After these a name is who speaks.
_SPEECH = frozenset(words("قال أضاف أكد صرح صرّح أوضح شدد شدّد أشار تابع أجاب"))
# Of these, what nobody does to a person: behind them a name can be nothing but who speaks. Not أجابت لافروف.
_NO_OBJECT = frozenset(words("قال صرح صرّح أكد أوضح شدد شدّد أشار"))
_VERB = re.compile(r"(?<!\w)([وف]?)([\w\u0651]+)\s+$")


def wrong_gender(text: str, start: int, end: int, tags: Collection[str], gender: str) -> tuple[int, int, str] | None:
    """The verb right before the name text[start:end] that has the other gender: where it stands, what is right.

    `tags` are not looked at. None: there is no such verb.
    """
    match = _VERB.search(text, 0, start)
    if match is None or gender not in ("m", "f"):
        return None
    link, verb = match.groups()
    if gender == "f" and verb in _SPEECH:
        return match.start(), match.end(2), f"{link}{verb}ت"
    if gender == "m" and verb.endswith("ت") and verb[:-1] in _SPEECH:
        return match.start(), match.end(2), link + verb[:-1]
    return None


def speaks_only(verb: str) -> bool:
    """Whether a verb that `wrong_gender` found has no object that is a person: قالت, not أجابت."""
    bare = verb[1:] if verb[:1] in "وف" and verb[1:] and verb not in _NO_OBJECT else verb
    return bool({bare, bare.removesuffix("ت")} & _NO_OBJECT)

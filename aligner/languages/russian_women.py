"""A man's surname in another case than the nominative that is a woman's in the nominative: Алиева заявила."""

from __future__ import annotations

import re
from collections.abc import Collection

from aligner.languages.russian_sentence import around
from aligner.languages.russian_valency import PREPOSITIONS

__all__ = ["is_woman"]

_AFTER = re.compile(r"\s+([^\W\d_]+)")
_BEFORE = re.compile(r"(?<![\w-])([^\W\d_]+)\s+$")
_REACH = 80  # characters before a name that are looked at


def is_woman(text: str, start: int, end: int, tags: Collection[str]) -> bool:
    """Whether a man's surname, whose form has these tags, is the subject of a feminine verb right beside it.

    Not where the verb may have another subject, nor where a preposition asks for the form.
    """
    if not text[start:end].endswith(("ва", "на", "ая")) or "nom" in {tag.rpartition(".")[2] for tag in tags}:
        return False
    found = around(text, start, end)
    one = found.before()
    if one is not None and (one.low in PREPOSITIONS or one.person):
        return False
    after, before = _AFTER.match(text, end), _BEFORE.search(text, max(0, start - _REACH), start)
    for match, word in ((after, found.after()), (before, one)):
        if match is None or word is None or word.text != match[1] or word.verb is None:
            continue
        verb = word.verb
        if {"past", "sing", "femn"} <= verb.grammemes and not any(
            other.may_be_subject_of(verb) for _, other in found.free() if other is not word
        ):
            return True
    return False

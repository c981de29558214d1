"""Whether a verb beside a person's name in a Russian text has the person's gender: Захарова заявил."""

from __future__ import annotations

import re
from collections.abc import Collection

from aligner.languages.russian_sentence import Around, Word, around
from aligner.languages.russian_valency import PREPOSITIONS, SPEECH

__all__ = ["wrong_gender"]

_GENDERS = {"m": "masc", "f": "femn"}
_AFTER = re.compile(r"\s+([^\W\d_]+)")
_REACH = 80  # characters before a name that are looked at
_BEFORE = re.compile(r"([^\W\d_]+)\s+$")


def wrong_gender(text: str, start: int, end: int, tags: Collection[str], gender: str) -> tuple[int, int, str] | None:
    """The verb right beside the subject text[start:end] that has the other gender: where it stands, what is right.

    The third is "" where the right form is not known. None: there is no such verb, or it may belong to another subject.
    """
    cases = {tag.rpartition(".")[2] for tag in tags}
    if gender not in _GENDERS or "nom" not in cases:
        return None
    found = around(text, start, end)
    one = found.before()
    if one is not None and (one.low in PREPOSITIONS or one.person):
        return None
    after, before = _AFTER.match(text, end), _BEFORE.search(text, max(0, start - _REACH), start)
    for match, word in ((after, found.after()), (before, _told(found))):
        if match and word is not None and word.text == match[1] and (right := _other(word, found, gender)) is not None:
            return match.start(1), match.end(1), right
    return None


def _told(found: Around) -> Word | None:
    """The verb of speech before the name in «…», — сказал Асад."""
    one = found.before()
    first, _ = found.stretch
    if one is None or first == 0 or first != found.at - 1 or not any(map(SPEECH.match, one.lemmas)):
        return None
    return one


def _other(word: Word, found: Around, gender: str) -> str | None:
    """What the verb should be; None where it is right or may have another subject."""
    verb = word.verb
    if verb is None or not {"past", "sing"} <= verb.grammemes or "neut" in verb.grammemes:
        return None
    if _GENDERS[gender] in verb.grammemes or word.text[:1].isupper():
        return None
    if any(other.may_be_subject_of(verb) for _, other in found.free() if other is not word):
        return None
    return _in_gender(word.text, gender)


def _in_gender(verb: str, gender: str) -> str:
    """The past tense in the other gender where its ending alone tells it: заявила, заявил; "" elsewhere."""
    pairs = (("ла", "л"), ("лась", "лся")) if gender == "m" else (("л", "ла"), ("лся", "лась"))
    for wrong, right in pairs:
        if verb.endswith(wrong):
            changed = verb.removesuffix(wrong) + right
            if any(reading.known for reading in Word(changed).readings):
                return changed
    return ""

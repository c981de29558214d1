"""What can be seen to be wrong with a machine translation without a reference.

The bounds are wide enough that professional translations pass: on the reports in scripts/data/reports hardly one human
translation in a thousand has a fault in its words, and about one in a hundred in its numbers (a test holds bounds).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from aligner import languages
from aligner.languages import Language, NumberMention

__all__ = ["SERIOUS", "Fault", "faults"]

# How bad a fault is; the ladder of repair climbs for these and keeps the candidate with the least sum. What weighs
# nothing is only flagged: it may be right, and forcing it would do harm.
SERIOUS = {
    "empty": 10.0,
    "copy": 6.0,
    "script": 4.0,
    "repetition": 4.0,
    "truncated": 3.0,
    "long": 2.0,
    "unknown": 2.0,
    "quotes": 1.5,
    "numbers": 1.5,
    "doubtful": 1.0,
    "latin": 0.0,
}

# Characters of the target for one of the source, over the whole of scripts/data/reports.
_LENGTH = {
    ("en", "ar"): 0.84,
    ("en", "ru"): 0.98,
    ("ar", "en"): 1.19,
    ("ar", "ru"): 1.16,
    ("ru", "en"): 1.02,
    ("ru", "ar"): 0.86,
}
# Relative to that: the shortest and longest of 6,000 human translations lie within .54 and 1.86 (sources of 40
# characters and more), .59 and 1.50 (100 and more).
_BOUNDS = ((100, 0.56, 1.7), (40, 0.5, 2.0), (12, 0.3, 3.0))


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, by name, with what shows it."""

    name: str
    detail: str = ""


def faults(source: str, target: str, source_language: str, target_language: str) -> list[Fault]:
    """The faults of `target` as a translation of `source`, worst first; none where it looks sound."""
    if not any(ch.isalnum() for ch in target):
        return [Fault("empty")]
    mother, other = languages.get(source_language), languages.get(target_language)
    found = [
        _script(source, target, mother, other),
        _unknown(source, target),
        _quotes(source, target),
        _repetition(source, target),
        _length(source, target, source_language, target_language),
        _numbers(source, target, mother, other),
    ]
    return sorted((fault for fault in found if fault), key=lambda fault: -SERIOUS[fault.name])


_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")


def _script(source: str, target: str, mother: Language, other: Language) -> Fault | None:
    """Text left in the source language, or letters of a script that neither language uses."""
    if mother.script == other.script:
        same = source.casefold().split() == target.casefold().split() and len(source.split()) > 3
        return Fault("copy", target[:60]) if same else None
    shares = languages.script_share(target)
    left = shares[mother.script]
    if left >= 0.5:
        return Fault("copy", target[:60])
    if shares[other.script] == 1.0:
        return None
    foreign = [word for word in _WORD.findall(target) if languages.script_share(word)[other.script] < 1.0]
    wrong = [word for word in foreign if not _may_stay(word, other)]
    if wrong or left > 0.45 or _SHOUT.search(target):
        return Fault("script", " ".join((wrong or foreign)[:6]))
    names = [word for word in foreign if len(word) > 3 and not word.isupper() and word in source]
    return Fault("latin", " ".join(names[:6])) if names else None


_SHOUT = re.compile(r"\b[A-Z]{2,}(?:\W+[A-Z]{2,}){2,}\b")  # three words in capitals are no acronym


def _may_stay(word: str, other: Language) -> bool:
    """An acronym, a model number, or (not in Arabic, which writes them out) the name of a company or a ship."""
    if languages.script_share(word)["Latin"] == 0.0:
        return False
    return word.isupper() or (other.script != "Arabic" and not word.islower())


def _quotes(source: str, target: str) -> Fault | None:
    """Quotation marks or brackets that open and do not close, or the other way, where those of the source are whole."""
    if not _is_whole(source):
        return None
    return None if _is_whole(target) else Fault("quotes")


def _is_whole(text: str) -> bool:
    marks = Counter(ch for ch in text if ch in '"«»“”„()[]')
    low, high = marks["“"] + marks["„"], marks["”"] + (marks["“"] if marks["„"] else 0)
    curly = low == high or marks["„"] == marks["“"] + marks["”"]
    straight = marks['"'] % 2 == 0
    return straight and curly and marks["«"] == marks["»"] and marks["("] == marks[")"] and marks["["] == marks["]"]


_UNKNOWN = ("⁇", "\ufffd")


def _unknown(source: str, target: str) -> Fault | None:
    """The sign that a tokenizer or a decoder prints for what it does not know."""
    found = [sign for sign in _UNKNOWN if sign in target and sign not in source]
    return Fault("unknown", found[0]) if found else None


_MARKS = "".join(ch for ch in map(chr, range(0x2100)) if unicodedata.category(ch).startswith("P"))
_RUN = re.compile(r"(\S)\1{6,}")


def _repetition(source: str, target: str) -> Fault | None:
    """The same words over and over, as a decoder that has lost its way writes them."""
    if (run := _RUN.search(target)) and run[1] * 7 not in source:
        return Fault("repetition", run[0][:20])
    words = [bare for word in target.casefold().split() if (bare := word.strip(_MARKS))]
    for size, times in ((1, 3), (2, 3), (3, 2), (4, 2), (5, 2), (6, 2), (7, 2), (8, 2)):
        for start in range(len(words) - size * times + 1):
            first = words[start : start + size]
            if all(words[start + k * size : start + (k + 1) * size] == first for k in range(1, times)):
                return Fault("repetition", " ".join(first))
    fours = Counter(tuple(words[i : i + 4]) for i in range(len(words) - 3))
    if fours and (most := fours.most_common(1)[0])[1] >= 3:
        return Fault("repetition", " ".join(most[0]))
    return None


def _length(source: str, target: str, source_language: str, target_language: str) -> Fault | None:
    """Much shorter or longer than a translation of this pair ever is."""
    ratio = len(target) / max(1, len(source)) / _LENGTH.get((source_language, target_language), 1.0)
    for least, low, high in _BOUNDS:
        if len(source) >= least:
            if ratio < low:
                return Fault("truncated", f"{ratio:.2f} of the usual length")
            if ratio > high:
                return Fault("long", f"{ratio:.2f} of the usual length")
            return None
    return Fault("long", target[:60]) if len(target) > 60 + 4 * len(source) else None


def _numbers(source: str, target: str, mother: Language, other: Language) -> Fault | None:
    """Numbers of the source that the target has lost, and numbers that it has made up."""
    here, there = mother.numbers(source), other.numbers(target)
    lost, made_up = _unmatched(source, here, there), _unmatched(target, there, here)
    if not lost and not made_up:
        return None
    before, after = _Meanings(source, here, mother), _Meanings(target, there, other)
    lost, made_up = _unexplained(lost, before, after), _unexplained(made_up, after, before)
    if not (lost and made_up):  # a number in the place of another is never let pass
        lost, made_up = _exact(lost, before, after), _exact(made_up, after, before)
    if not lost and not made_up:
        return None
    named = [f"{label} {', '.join(sorted(values))}" for label, values in (("lost", lost), ("new", made_up)) if values]
    return Fault("numbers", "; ".join(named))


def _unmatched(text: str, mentions: Sequence[NumberMention], others: Sequence[NumberMention]) -> Counter[str]:
    """The numbers of one side that the other has not: figures as often as they stand there, words from three on."""
    figures = Counter(n.value for n in mentions if _in_figures(text, n)) - Counter(n.value for n in others)
    spoken = {n.value for n in mentions if not _in_figures(text, n)} - {n.value for n in others}
    figures.update(value for value in spoken if _above(value, 2) and value not in figures)
    return figures


def _above(value: str, least: int) -> bool:
    return value.isdecimal() and int(value) > least


def _in_figures(text: str, mention: NumberMention) -> bool:
    return any(ch.isdigit() for ch in text[mention.start : mention.end])


class _Meanings:
    """The numbers of one side and all that they and the words of that side may stand for."""

    def __init__(self, text: str, mentions: Sequence[NumberMention], language: Language) -> None:
        self.dual = language.code == "ar"  # "جنديين": no number is written for two
        self._readings: dict[str, set[str]] = {}
        for mention, readings in zip(mentions, languages.other_readings(text, mentions), strict=True):
            self._readings.setdefault(mention.value, set()).update(readings)
        self.values = {n.value for n in mentions}
        self.hints = language.number_hints(text)
        parts = {part for value in self.values for part in _parts_of_time(value)}
        self._other_values = parts.union(*self._readings.values())
        figures = {n.value for n in mentions if _in_figures(text, n)}
        self.spoken = self.values - figures
        self.days = {n.value for n in mentions if _day_of_month(text, n, language)}
        self.codes = {n.value for n in mentions if languages.is_code(text, n)}

    def readings_of(self, value: str) -> set[str]:
        """What the numbers of this value may stand for besides it."""
        return self._readings.get(value, set())

    def may_mean(self, value: str) -> bool:
        """Whether a word, or a number of another value, may stand for this one."""
        return value in self.hints or value in self._other_values


def _day_of_month(text: str, mention: NumberMention, language: Language) -> bool:
    """Whether a small figure stands beside the name of a month, where it is never left out."""
    if mention.value not in ("1", "2"):
        return False
    around = text[max(0, mention.start - 12) : mention.start] + " " + text[mention.end : mention.end + 16]
    return any(hint.startswith("month") for hint in language.number_hints(around))


def _parts_of_time(value: str) -> frozenset[str]:
    parts = languages.time_parts(value)
    return frozenset() if parts is None else parts[0] | {parts[1]}


def _unexplained(values: Counter[str], mine: _Meanings, theirs: _Meanings) -> Counter[str]:
    """Those of the values of one side that nothing on the other side may stand for."""
    return Counter({value: count for value, count in values.items() if not _explained(value, mine, theirs)})


def _explained(value: str, mine: _Meanings, theirs: _Meanings) -> bool:
    if theirs.may_mean(value):
        return True
    if any(reading in theirs.values or reading in theirs.hints for reading in mine.readings_of(value)):
        return True
    parts = languages.time_parts(value)
    if parts is None:
        return False
    hours, minutes = parts
    known = theirs.values | theirs.hints
    return not known.isdisjoint(hours) and (minutes == "0" or minutes in known)


def _exact(values: Counter[str], mine: _Meanings, theirs: _Meanings) -> Counter[str]:
    """Without what a translator may leave out or add: one, a number below ten in words, two by the Arabic dual, and
    the one figure of a name ("T4")."""
    free = {"1", "2"} if mine.dual or theirs.dual else {"1"}
    free -= mine.days
    free |= {value for value in mine.codes if len(value) == 1}
    free |= {value for value in mine.spoken if not _above(value, 9)}
    return Counter({value: count for value, count in values.items() if value not in free})

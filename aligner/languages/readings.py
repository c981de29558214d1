"""What else the numbers of a text may mean: "24" after "2023–" is 2024, 15.30 may be a time, 7/10 may name October."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from aligner.languages.base import NumberMention
from aligner.languages.hints import decade, month
from aligner.languages.numerals import plain_value

__all__ = ["is_code", "other_readings", "time_parts"]

_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_YEARS = re.compile(r"(?<!\d)(1[89]|20)\d\d\s?[-‑–—/]\s?$")
_DATES = re.compile(r"(?<![\d/.-])\d{1,4}([/.-])\d{1,2}\1\d{1,4}(?![\d/-])|(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])")
_RANGE = re.compile(r"\s*(?:[-‑–—]|to|and|or|до|и|или|إلى|الى|و|أو|حتى)\s*", re.IGNORECASE)
_DECADE = re.compile(r"['’]?s\b|-(?:е|х|ми?|ых|ые)\b", re.IGNORECASE)
_MILLIONS = re.compile(r"m\b(?!\s*/)", re.IGNORECASE)
_YEAR_OF_LIFE = re.compile(r"-?(?:м|й|ом|ый) год(?:у)? (?:жизни|от роду)|(?:st|nd|rd|th) year\b")
_SCALED = re.compile(r"[^\W\d_]{2}")
_MONTHS = frozenset(str(number) for number in range(1, 13))
_WESTERN = {0x660 + n: str(n) for n in range(10)} | {0x6F0 + n: str(n) for n in range(10)}


def time_parts(value: str) -> tuple[frozenset[str], str] | None:
    """The hours, in 24 and in 12, and the minutes of a time as `numbers` gives it; None for what is no time."""
    found = _TIME.fullmatch(value)
    if found is None:
        return None
    hour = int(found[1])
    return frozenset({str(hour), str(hour - 12 if hour > 12 else hour), str(hour or 12)}), str(int(found[2]))


def is_code(text: str, mention: NumberMention) -> bool:
    """Whether a figure is a part of a name in letters: "T4", "E3", "F-16", "Т-4"."""
    return re.search(r"[A-Za-zА-Я]-?$", text[max(0, mention.start - 2) : mention.start]) is not None


def other_readings(text: str, mentions: Sequence[NumberMention]) -> list[frozenset[str]]:
    """For each number of the text what it may mean besides its value, in the notation of `numbers` and its hints."""
    western = text.translate(_WESTERN)
    dates = [found.span() for found in _DATES.finditer(western)]
    readings = []
    for place, mention in enumerate(mentions):
        following = mentions[place + 1] if place + 1 < len(mentions) else None
        found = _of_value(western, mention) | _of_range(western, mention, following)
        if any(start <= mention.start < end for start, end in dates) and mention.value in _MONTHS:
            found.add(month(int(mention.value)))
        readings.append(frozenset(found - {mention.value}))
    return readings


def _of_value(text: str, mention: NumberMention) -> set[str]:
    value = mention.value
    parts = time_parts(value)
    if parts is not None:
        hours, minutes = parts
        two = minutes.zfill(2)
        return {form for hour in hours for form in (f"{hour}:{two}", plain_value(Decimal(f"{hour}.{two}")), hour + two)}
    found: set[str] = set()
    if _MILLIONS.match(text, mention.end):
        found.add(plain_value(Decimal(value) * 10**6))
    if not value.isdecimal() or len(value) > 4:
        return found
    if len(value) == 2 and _YEARS.search(text, max(0, mention.start - 8), mention.start):
        found.add(text[: mention.start].rstrip(" -‑–—/")[-4:-2] + value)
    if re.fullmatch(r"(?:1[89]|20)?[1-9]0", value) and _DECADE.match(text, mention.end):
        found.update(decade(int(value)) if len(value) == 2 else {value[-2:]})
    if _YEAR_OF_LIFE.match(text, mention.end):
        found.add(str(int(value) - 1))
    return found


def _of_range(text: str, mention: NumberMention, following: NumberMention | None) -> set[str]:
    """The value with the scale of the number after it: 24000 for "from 24 to 41 thousand"."""
    if following is None or not _RANGE.fullmatch(text, mention.end, following.start):
        return set()
    if not _SCALED.search(text, following.start, following.end):
        return set()
    value, reach = Decimal(mention.value.replace(":", ".")), Decimal(following.value.replace(":", "."))
    return {plain_value(value * scale) for scale in (10**3, 10**6, 10**9) if value < 1000 and scale <= reach}

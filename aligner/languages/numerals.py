"""Numbers in running text, in figures and in words, as plain values, so that a fact has one value in every language.

A figure is read by the separators of its language; words are composed by their kind, in the order of the language.
"One" alone says little in any of the languages and is left out, and so are round plurals without a count ("thousands").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from aligner.languages.base import NumberMention

__all__ = ["Kind", "NumberWord", "NumeralRules", "plain_value", "read_numbers"]

Kind = Literal[
    "figure",  # a number in itself: 12.5 in digits, "полтора"
    "unit",  # 1 to 9
    "ordinal unit",  # the same as "first" to "ninth": counts only together with tens, "twenty-first"
    "ten",  # 20, 30 ... 90, and 10 where units come before it ("ثلاثة عشر")
    "teen",  # 10 to 19, as one word
    "hundred",  # 100, 200 ... 900, as one word
    "times hundred",  # "hundred": multiplies a unit before it
    "scale",  # thousand, million ...: multiplies what stands before it
    "bare scale",  # the same, and one of it where nothing stands before: "миллион"
    "dual",  # two of a scale in one word: "مليونان"
    "dual or scale",  # "ألفا": a scale after a number, otherwise two of it
    "half",  # "half a million"
    "and a half",
    "article",  # "a million"
    "nothing",  # a phrase that only looks like a number: "في المئة"
]


class NumberWord(NamedTuple):
    """What a number word means; for a dual the value of its scale."""

    kind: Kind
    value: int | Decimal


@dataclass(frozen=True, eq=False)  # compared and hashed as itself: there is one of it for a language
class NumeralRules:
    """What the reader must know of a language."""

    words: Mapping[str, NumberWord]
    lookup: Callable[
        [str], tuple[str, bool]
    ]  # a word as printed: its entry in `words`, and whether "and" is prefixed to it
    phrases: Mapping[str, NumberWord]  # of several words, case folded: "and a half"
    decimal_comma: bool  # "1,250" is 1.25
    blank_groups: bool  # "1 250" is 1250
    linked: bool  # parts are joined by a prefixed "and", units before tens
    conjunction: str = ""  # a word that may stand between parts: "and"
    over: str = ""  # a word before the hundreds of an ordinal: "الثلاثون بعد المئة"
    not_before: re.Pattern[str] | None = None  # what turns a number word into a part of something else: "two-thirds"
    morning: re.Pattern[str] | None = None  # after a time in figures: " a.m."
    afternoon: re.Pattern[str] | None = None  # the same: " p.m."; twelve hours are added


class _Item(NamedTuple):
    kind: Kind
    value: Decimal
    start: int
    end: int
    linked: bool
    written: str  # as printed, "" for a figure


_DIGITS = {0x660 + n: str(n) for n in range(10)} | {0x6F0 + n: str(n) for n in range(10)}
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_TIME = r"(?<!\d)\d{1,2}:\d{2}(?![\d:])"
_PLAIN = r"\d+(?:[.,٫٬'’]\d+)*[½¼¾]?|[½¼¾]"
_THIN = r"\d{1,3}(?:[\u00a0\u202f\u2009]\d{3}(?!\d))+(?:[.,٫]\d+)?"
_BLANK = r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3}(?!\d))+(?:[.,٫]\d+)?"
_LETTERS = r"[^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f\u0640\u064b-\u0655\u0670]+[^\W\d_]*)*"
_LONGEST = 24  # digits: a longer row of figures is a code, kept as it is


def read_numbers(text: str, rules: NumeralRules) -> list[NumberMention]:
    """The numbers of a text in order, each with its value in plain decimal notation: "1250.5"; times as "10:30"."""
    western = text if text.isascii() else text.translate(_DIGITS)
    reader = _Reader(western, rules)
    for item_or_time in _items(western, rules):
        reader.take(item_or_time)
    reader.finish()
    return reader.mentions


@lru_cache
def _pattern(rules: NumeralRules) -> re.Pattern[str]:
    grouped = _BLANK if rules.blank_groups else _THIN
    phrases = "|".join(rf"\b{re.escape(phrase)}\b" for phrase in rules.phrases)
    extra = f"|(?P<phrase>{phrases})" if phrases else ""
    return re.compile(rf"(?P<time>{_TIME})|(?P<figure>{grouped}|{_PLAIN}){extra}|(?P<word>{_LETTERS})", re.IGNORECASE)


def _items(text: str, rules: NumeralRules) -> list[_Item | NumberMention]:
    """Everything in the text that is, or may be a part of, a number."""
    items: list[_Item | NumberMention] = []
    for found in _pattern(rules).finditer(text):
        kind, start, end = found.lastgroup, found.start(), found.end()
        if kind == "word":
            entry, linked = rules.lookup(found.group())
            word = rules.words.get(entry)
            if word is not None and word.kind == "ordinal unit" and _hour_follows(text, end, rules):
                items.append(NumberMention(_hour(int(word.value), text, end, rules), start, end))
            elif word is not None and not (rules.not_before and rules.not_before.match(text, end)):
                items.append(_Item(word.kind, Decimal(word.value), start, end, linked, found.group()))
        elif kind == "phrase":
            word = rules.phrases[found.group().casefold()]
            if word.kind != "nothing":
                items.append(_Item(word.kind, Decimal(word.value), start, end, True, found.group()))
        elif kind == "time":
            items.append(NumberMention(_time(text, found, rules), start, end))
        else:
            items.extend(_figures(text, found, rules))
    return items


def _hour(hour: int, text: str, end: int, rules: NumeralRules, minutes: str = "00") -> str:
    """A time of the day in 24 hours, by what follows at `end`: "17:05" for "5.05 p.m."."""
    if rules.afternoon is not None and hour < 12 and rules.afternoon.match(text, end):
        hour += 12
    return f"{hour}:{minutes}"


def _hour_follows(text: str, end: int, rules: NumeralRules) -> bool:
    return any(after is not None and after.match(text, end) for after in (rules.morning, rules.afternoon))


def _time(text: str, found: re.Match[str], rules: NumeralRules) -> str:
    hours, _, minutes = found.group().replace(".", ":").partition(":")
    return _hour(int(hours), text, found.end(), rules, minutes or "00")


def _figures(text: str, found: re.Match[str], rules: NumeralRules) -> list[_Item | NumberMention]:
    """One number, or several where the separators are those of a date or an address: "12.05.2024"."""
    written, start, end = found.group(), found.start(), found.end()
    if re.fullmatch(r"\d{1,2}(?:\.\d{2})?", written) and _hour_follows(text, end, rules):
        return [NumberMention(_time(text, found, rules), start, end)]
    if len(written) > _LONGEST and written.isdecimal():
        return [NumberMention(written.lstrip("0") or "0", start, end)]
    value = figure_value(written, rules.decimal_comma) if len(written) <= _LONGEST else None
    linked = start > 0 and text[start - 1] == "و"
    if value is not None:
        return [_Item("figure", value, start, end, linked, "")]
    return [
        NumberMention(part.group().lstrip("0") or "0", start + part.start(), start + part.end())
        for part in re.finditer(r"\d+", written)
    ]


def plain_value(value: Decimal | int) -> str:
    """A value in plain decimal notation: "1250", "0.5"."""
    if value == int(value):
        return str(int(value))
    return f"{value:f}".rstrip("0")


def figure_value(written: str, decimal_comma: bool) -> Decimal | None:
    """The value of a figure with its separators, or None where they are those of no number.

    A single separator before exactly three figures is ambiguous; the habit of the language decides: with
    `decimal_comma` "1,250" is 1.25 and "1.250" is 1250, otherwise the reverse.
    """
    fraction = _FRACTIONS.get(written[-1])
    if fraction is not None:
        whole = figure_value(written[:-1], decimal_comma) if written[:-1] else Decimal(0)
        return None if whole is None else whole + fraction
    plain = re.sub(r"[ \u00a0\u202f\u2009'’٬]", "", written).replace("٫", "," if decimal_comma else ".")
    if plain.isdecimal():
        return Decimal(plain)
    parts = re.split(r"[.,]", plain)
    marks = re.findall(r"[.,]", plain)
    point, group = (",", ".") if decimal_comma else (".", ",")
    grouped = all(len(part) == 3 for part in parts[1:]) and 0 < len(parts[0]) <= 3 and parts[0] != "0"
    if set(marks) == {group} and grouped:
        return Decimal("".join(parts))
    if len(marks) == 1:
        return Decimal(".".join(parts))
    if len(set(marks)) == 1:
        return Decimal("".join(parts)) if grouped else None
    last = marks[-1]
    if marks.count(last) == 1 and all(len(part) == 3 for part in parts[1:-1]) and point in marks:
        return Decimal("".join(parts[:-1]) + "." + parts[-1])
    return None


class _Reader:
    """Puts items together to numbers; `mentions` holds the finished ones."""

    def __init__(self, text: str, rules: NumeralRules) -> None:
        self.mentions: list[NumberMention] = []
        self._text = text
        self._rules = rules
        self._clear()

    def _clear(self) -> None:
        self._total: Decimal | None = None  # what scales have already multiplied
        self._current: Decimal | None = None  # what is still below the next scale
        self._scale = Decimal(0)
        self._figure = False
        self._halved = False  # "and a half" of the scale was added
        self._weak = False  # only "half" or an article so far
        self._start = self._end = 0
        self._parts: list[_Item] = []

    def take(self, item: _Item | NumberMention) -> None:
        """The next item of the text: a part of the number being read, or the beginning of another."""
        if isinstance(item, NumberMention):
            self.finish()
            self.mentions.append(item)
            return
        if not (self._parts and self._joined(item) and self._add(item)):
            self.finish()
            self._add(item)
        if self._total is not None or self._current is not None or item.kind == "article":
            if not self._parts:
                self._start = item.start
            self._parts.append(item)
            self._end = item.end

    def finish(self) -> None:
        """The number being read is complete."""
        if self._total is not None or self._current is not None:
            value = (self._total or Decimal(0)) + (self._current or Decimal(0))
            words = [part for part in self._parts if part.kind != "article"]
            alone = len(words) == 1 and words[0].written != ""
            if not self._weak and not (alone and (value == 1 or words[0].kind == "ordinal unit")):
                self.mentions.append(NumberMention(plain_value(value), words[0].start, words[-1].end))
        self._clear()

    def _joined(self, item: _Item) -> bool:
        between = self._text[self._end : item.start].strip()
        last = self._parts[-1]
        if item.kind == "figure" and item.linked:
            between = between.removesuffix("و")
        if item.kind == "ordinal unit" and between == "" and self._text.startswith("-", item.end):
            return False  # "forty first-year students"
        if between in ("", "-", "‑") or (between == "." and last.kind in ("scale", "bare scale")):
            return True
        if between == self._rules.over != "":
            return item.kind in ("hundred", "times hundred") and self._total is None and not self._figure
        return between.strip("-") == self._rules.conjunction != "" and (
            last.kind in ("times hundred", "scale", "bare scale")
            and item.kind in ("unit", "ordinal unit", "teen", "ten", "article")
        )

    def _add(self, item: _Item) -> bool:
        if item.kind in ("scale", "bare scale", "dual", "dual or scale"):
            return self._add_scale(item)
        if item.kind == "and a half":
            return self._add_half()
        if item.kind == "article":
            return self._weak or not self._parts
        if self._parts and self._text[self._end : item.start].strip() == self._rules.over != "":
            self._current = (self._current or Decimal(0)) + item.value
            return True
        if self._rules.linked and self._parts and not item.linked and item.kind not in ("times hundred", "ten"):
            return False
        room = self._current is None or (not self._figure and self._room_for(item))
        if not room or (item.kind == "figure" and self._total is not None and not self._goes_on(item)):
            return False
        if item.kind == "times hundred":
            if not self._rules.linked and self._current is None and not self._parts:
                return False
            self._current = (self._current or Decimal(1)) * 100
        else:
            self._current = (self._current or Decimal(0)) + item.value
        self._figure = item.kind == "figure"
        self._weak = item.kind == "half"
        return True

    def _room_for(self, item: _Item) -> bool:
        """Whether a part fits below those already read: a unit after a ten, a ten after a hundred."""
        below = int(self._current or 0) % 100
        if item.kind == "times hundred":
            most = 10 if self._rules.linked else 100  # "twelve hundred"
            return 0 < (self._current or 0) < most and below % 10 != 0 and not item.linked
        if item.kind in ("unit", "ordinal unit"):
            return below == 0 if self._rules.linked else below % 10 == 0 and below != 10
        if item.kind == "ten":
            if not self._rules.linked:
                return below == 0
            teen = item.value == 10 and below > 0  # "أربعة عشر"; "الرابعة وعشر دقائق" are two numbers
            return below < 10 and item.linked != teen
        return item.kind == "teen" and below == 0

    def _goes_on(self, item: _Item) -> bool:
        """Whether whole millions stand before a figure and a smaller scale after it: "2 млн 300 тыс."."""
        if self._total is None or self._total % self._scale:
            return False
        following = re.compile(r"\s*([^\W\d_]+)").match(self._text, item.end)
        if following is None:
            return False
        word = self._rules.words.get(self._rules.lookup(following.group(1))[0])
        return word is not None and "scale" in word.kind and 1000 <= word.value < self._scale

    def _add_scale(self, item: _Item) -> bool:
        dual = item.kind == "dual" or (item.kind == "dual or scale" and self._current is None)
        count = Decimal(2) if dual else self._current
        if dual and self._current is not None:
            return False
        if self._halved and item.value == self._scale:
            return True  # "مليون ونصف المليون"
        if self._total is not None and (item.value >= self._scale or (self._current is None and not item.linked)):
            return False
        if count is None:
            article = bool(self._parts) and self._parts[-1].kind == "article"
            if not article and item.kind != "bare scale" and self._total is None:
                return False
            count = Decimal(1)
        self._total = (self._total or Decimal(0)) + count * item.value
        self._current, self._scale, self._figure, self._weak = None, item.value, False, False
        return True

    def _add_half(self) -> bool:
        if self._current is not None:
            self._current += Decimal("0.5")
            self._figure = True
            return True
        if self._total is None:
            return False
        self._total += self._scale / 2
        self._halved = True
        return True

"""Sentences of one paragraph, by rule: where a full stop ends a sentence and where it belongs to an abbreviation.

The machinery is here, in one pass over the stops of the text; what a language calls an abbreviation, a title or a date
is in its own module, as `SentenceRules`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from aligner.languages.base import Span

__all__ = ["Abbreviation", "SentenceRules", "split_paragraph"]


class Abbreviation(Enum):
    """What the full stop after an abbreviation may do."""

    TITLE = auto()  # stands before what it belongs to, so never ends a sentence: "Dr.", "г-н", "د."
    NUMBERED = auto()  # before a number: "No. 5", "p. 14"; otherwise an ordinary word
    CLOSING = auto()  # may end a sentence: "p.m.", "etc.", "тыс."; ends none before a figure or a small letter
    NAME = auto()  # part of names, so ends a sentence only before a word that begins sentences: "U.S.", "Inc."
    UNIT = auto()  # CLOSING after a figure, otherwise TITLE: "12 км. Он" and "г. Москва"


@dataclass(frozen=True)
class SentenceRules:
    """What the splitter must know of a language."""

    abbreviations: Mapping[str, Abbreviation]  # without the last full stop, case as printed
    starters: frozenset[str]  # words that begin sentences and no names
    label: re.Pattern[str]  # a run-in heading or dateline, which stays with its sentence: "3 March."
    pairs: frozenset[str] = frozenset()  # two-part abbreviations that may end a sentence: "т. д"
    answers: frozenset[str] = frozenset()  # one-word sentences: "Yes."
    date: re.Pattern[str] | None = None  # a date that begins a sentence, though a figure comes first: "4 марта"
    clock: frozenset[str] = frozenset()  # what goes on after "5 p.m.": "GMT", "Monday"
    speech: re.Pattern[str] | None = None  # what follows a quoted question that ends no sentence: `Smith asked`
    reporting: re.Pattern[str] | None = None  # a verb of speech after a dash: ", — сказал он"
    cased: bool = True  # has capital letters
    conjunctions: str = ""  # prefixed letters that begin a sentence where there are no capitals: "وقال"
    glued: re.Pattern[str] | None = None  # a stop that ends a sentence with no blank after it
    initial: re.Pattern[str] = re.compile(r"[^\W\d_]")  # what an initial may be: "A", "Yu"


# Marks that are drawn with no width: direction marks, joiners, the byte-order mark.
_UNSEEN = "\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u061c"
_CLOSING = "\"'”’“»›)\\]}"
_OPENING = "\"'“‘„‚«‹”’(\\[{¿¡"
_STOP = re.compile(rf"([.!?…؟۔‼⁇⁈⁉]+)([{_CLOSING}{_UNSEEN}\ufe0e\ufe0f]*)(\s*)")
_LEAD = re.compile(rf"[{_OPENING}{_UNSEEN}]*(?:([-—–―]+)\s*[{_OPENING}{_UNSEEN}]*)?")
_OTHER_BLANK = re.compile(r"[^\S ]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SECTION = re.compile(r"\d{1,4}(?:\.\d{1,3}){0,4}|[IVXivx]{1,5}|[^\W\d_]")
_ROMAN = re.compile(r"[IVXLC]+\b")
_NUMERIC = re.compile(r"[-–~≈$€£(«\"]*\d[\d.,:٫٬–—-]*(?:-\w{1,3})?%?|[IVXLCХ]+(?:[-–—][IVXLCХ]+)?")
_SPEECH_DASH = re.compile(r"[,?!…»\"”] [—–-] ")

_GOES_ON = frozenset(",;:،؛)]}»”%.!?…؟/*+=")
_QUOTES = frozenset("\"'”’“»›")
_LOOK_BACK = 32  # characters: longer than any abbreviation with its neighbour
_LABEL_SIZE = 72
_SPEECH_SIZE = 400


def split_paragraph(text: str, rules: SentenceRules) -> list[Span]:
    """The sentences of a paragraph as spans without blanks at their ends; every other character is in exactly one.

    Line breaks count as blanks. Time grows linearly with the text, whatever the text.
    """
    plain = text if text.isascii() and "\n" not in text else _OTHER_BLANK.sub(" ", text)
    size = len(plain.rstrip())
    start = size - len(plain[:size].lstrip())
    spans: list[Span] = []
    quotes = _QuoteDepth(plain)
    for stop in _STOP.finditer(plain, start):
        end, after = stop.end(2), stop.end()
        if after >= size:
            break
        if end == after:
            if rules.glued is None or not rules.glued.match(plain, stop.end(1) - 1):
                continue
        elif not _ends_sentence(plain, start, stop, rules, quotes):
            continue
        spans.append(Span(start, end))
        start = after
    if start < size:
        spans.append(Span(start, size))
    return spans


class _QuoteDepth:
    """Whether a quotation is open at a place; asked at growing places, so that the text is counted once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self._straight = False

    def open_at(self, place: int) -> bool:
        piece = self._text[self._at : place]
        self._depth = max(0, self._depth + piece.count("«") + piece.count("„") - piece.count("»") - piece.count("“"))
        self._straight ^= piece.count('"') % 2 == 1
        self._at = place
        return self._depth > 0 or self._straight


def _ends_sentence(text: str, start: int, stop: re.Match[str], rules: SentenceRules, quotes: _QuoteDepth) -> bool:
    """Whether the stop, which has a blank after it, is the end of the sentence that began at `start`."""
    marks, close = stop.group(1), stop.group(2)
    at = stop.end()
    first = text[at]
    dash = False
    if not first.isalnum():
        lead = _LEAD.match(text, at)
        if lead is not None:
            at, dash = lead.end(), lead.group(1) is not None
        if at >= len(text):
            return False
        first = text[at]
    if first in _GOES_ON or (first.islower() and not text[at + 1 : at + 2].isupper()):
        return False
    where = stop.start()
    if where == start or (text[where - 1] in "([<" and close[:1] in (")", "]", ">")):
        return False  # "... and so on" at the beginning, "(!)" and "[...]" in the middle
    if dash and _speech_goes_on(text, start, where, rules, quotes):
        return False
    if marks == ".":
        return _full_stop_ends(text, start, where, close, at, rules)
    if close and not _QUOTES.isdisjoint(close) and (dash or _speech_follows(text, at, rules)):
        return False
    if not rules.cased and not marks.strip(".…"):
        return bool(close) or _begins_sentence(text, at, rules)
    return True


def _speech_goes_on(text: str, start: int, where: int, rules: SentenceRules, quotes: _QuoteDepth) -> bool:
    """«Это не победа, — сказал он. — Это компромисс»: the same sentence of the reporter on both sides of the dash."""
    if rules.reporting is None:
        return False
    begin = max(start, where - _SPEECH_SIZE)
    dashes = [m.end() for m in _SPEECH_DASH.finditer(text, begin, where)]
    if not dashes:
        return False
    if quotes.open_at(where):
        return True
    return text[start] in "-—–" and rules.reporting.match(text, dashes[-1], where) is not None


def _speech_follows(text: str, at: int, rules: SentenceRules) -> bool:
    return rules.speech is not None and rules.speech.match(text, at, at + 80) is not None


def _begins_sentence(text: str, at: int, rules: SentenceRules) -> bool:
    """Whether the word at this place is one that begins sentences (and no initial: "A. B. Smith")."""
    word = _WORD.match(text, at, at + 40)
    if word is None:
        return not rules.cased
    if text[word.end() : word.end() + 1] == ".":
        return False
    found = word.group()
    if found in rules.starters:
        return True
    return len(found) > 3 and found[0] in rules.conjunctions and rules.conjunctions != ""


def _full_stop_ends(text: str, start: int, where: int, close: str, at: int, rules: SentenceRules) -> bool:
    """Whether a single full stop ends the sentence, by the word before it and the word after it."""
    back = max(start, where - _LOOK_BACK)
    cut = text.rfind(" ", back, where) + 1 or back
    word = text[cut:where].lstrip("\"'“‘„«‹([{")
    if not word:
        return True
    if where - start <= _LABEL_SIZE and not close and _is_label(text, start, where, word, rules):
        return False
    if rules.pairs and f"{_token_before(text, back, cut)} {word}" in rules.pairs:
        return _after_closing(text, back, cut, at, rules)
    kind = rules.abbreviations.get(word)
    if kind is None and len(word) > 1 and word[0].isupper():
        kind = rules.abbreviations.get(word.lower())
    if kind is not None:
        return _BY_KIND[kind](text, back, cut, at, rules)
    if rules.initial.fullmatch(word):
        return _initial_ends(text, start, back, cut, at, rules)
    if len(word) > 2 and word[-2] == "." and word[-1].isalpha() and all(len(part) <= 2 for part in word.split(".")):
        return _begins_sentence(text, at, rules)  # a dotted acronym not in the list: "N.A.T.O. The"
    return True


def _is_label(text: str, start: int, where: int, word: str, rules: SentenceRules) -> bool:
    """A section number, a date or a single noun, set before its sentence as a heading is."""
    if where - start == len(word):
        if _SECTION.fullmatch(word):
            return True
        if rules.cased and word[0].isupper() and word.isalpha() and len(word) > 3:
            return word not in rules.answers
    return rules.label.fullmatch(text, start, where) is not None


def _token_before(text: str, back: int, cut: int) -> str:
    """The token before the one that begins at `cut`, as far as `back`."""
    piece = text[back:cut].rstrip()
    return piece[piece.rfind(" ") + 1 :]


def _initial_ends(text: str, start: int, back: int, cut: int, at: int, rules: SentenceRules) -> bool:
    """«Богданов А. В. Он сказал»: initials end a sentence after a name or another initial, before a beginning word."""
    if not _begins_sentence(text, at, rules):
        return False
    before = _token_before(text, back, cut)
    if not rules.cased:
        return bool(_NUMERIC.fullmatch(before)) or (before.endswith(".") and cut > start)
    return bool(before) and cut > start


def _after_title(text: str, back: int, cut: int, at: int, rules: SentenceRules) -> bool:
    return False


def _after_numbered(text: str, back: int, cut: int, at: int, rules: SentenceRules) -> bool:
    return not (text[at].isdigit() or text[at] == "№" or _ROMAN.match(text, at))


def _after_closing(text: str, back: int, cut: int, at: int, rules: SentenceRules) -> bool:
    if text[at].isdigit():
        return rules.date is not None and rules.date.match(text, at) is not None
    word = _WORD.match(text, at, at + 40)
    return word is None or word.group() not in rules.clock


def _after_name(text: str, back: int, cut: int, at: int, rules: SentenceRules) -> bool:
    return _begins_sentence(text, at, rules)


def _after_unit(text: str, back: int, cut: int, at: int, rules: SentenceRules) -> bool:
    before = _token_before(text, back, cut)
    if _NUMERIC.fullmatch(before) or rules.abbreviations.get(before.rstrip(".")) is Abbreviation.CLOSING:
        return _after_closing(text, back, cut, at, rules)
    return False


_BY_KIND: dict[Abbreviation, Callable[[str, int, int, int, SentenceRules], bool]] = {
    Abbreviation.TITLE: _after_title,
    Abbreviation.NUMBERED: _after_numbered,
    Abbreviation.CLOSING: _after_closing,
    Abbreviation.NAME: _after_name,
    Abbreviation.UNIT: _after_unit,
}

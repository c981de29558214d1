"""What a language is to the rest of Aligner. A fourth language is one new module and a line in `__init__`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from aligner.languages.names import Naming

__all__ = ["Language", "NormalForm", "NumberMention", "Punctuation", "Span"]


class Span(NamedTuple):
    """A half-open range of characters in a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]


class NumberMention(NamedTuple):
    """A number in running text: its value in one plain notation ("1250.5"), and where it stands."""

    value: str
    start: int
    end: int


@dataclass(frozen=True)
class NormalForm:
    """A text made plain for matching, with the way back: `offsets[i]` is where character i came from.

    `offsets` has one entry more than `text`, the length of the original.
    """

    text: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> Span:
        """The span of the original that a span of the normal form stands for."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start])


@dataclass(frozen=True)
class Punctuation:
    """The habits of a language in print."""

    full_stop: str
    question: str
    exclamation: str
    comma: str
    semicolon: str
    quotes: tuple[tuple[str, str], ...]  # opening and closing marks, the preferred pair first
    ellipsis: str = "…"


class Language(Protocol):
    """One language."""

    code: str  # ISO 639-1: "en"
    name: str  # in English: "Russian"
    native_name: str  # "русский"
    script: str  # Unicode script: "Latin", "Arabic", "Cyrillic"
    direction: Literal["ltr", "rtl"]
    punctuation: Punctuation
    naming: Naming

    def split(self, text: str) -> list[Span]:
        """The sentences of one paragraph, in order, without the blanks between them; all else is in one of them."""
        ...

    def normal_form(self, text: str) -> NormalForm:
        """The text for matching: case folded, vowel marks and tatweel dropped, hamza and ё evened out, and the like."""
        ...

    def numbers(self, text: str) -> Sequence[NumberMention]:
        """Numbers written in digits (western or Arabic-Indic) and the common number words, in order."""
        ...

    def number_hints(self, text: str) -> frozenset[str]:
        """Values that words may stand for and `numbers` leaves out: "tenth", "the nineties"; "month 10" for a month."""
        ...

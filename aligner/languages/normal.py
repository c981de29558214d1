"""Plain forms of a text for matching, with the offset of every character in the text that was given."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from aligner.languages.base import NormalForm

__all__ = ["COMMON", "Folding"]

_DASHES = "‐‑‒–—―−﹘﹣－"
_APOSTROPHES = "’‘ʼ‛′`´＇ꞌ"
_DOUBLE_QUOTES = "“”„‟«»″＂"
_UNSEEN = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"

# What all three languages even out. A character maps to what stands for it; "" drops it.
COMMON: Mapping[str, str] = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_UNSEEN, ""),
    **{chr(0x660 + n): str(n) for n in range(10)},
    **{chr(0x6F0 + n): str(n) for n in range(10)},
    "…": "...",
}


@dataclass(frozen=True)
class Folding:
    """How the characters of a language are made plain.

    `table` says what a character (as in the text, or after decomposition and case folding) becomes. Combining marks
    that are not in `kept_marks` are dropped; a kept mark is composed with the letter before it.
    """

    table: Mapping[str, str]
    kept_marks: frozenset[str] = frozenset()
    # One character at a time is remembered: a text has few different ones. Marks of their own are never in here.
    _seen: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def apply(self, text: str) -> NormalForm:
        """The plain text; runs of blanks become one, and every character knows where it came from."""
        pieces: list[str] = []
        offsets: list[int] = []
        blank = True
        for place, character in enumerate(text):
            plain = self._seen.get(character)
            if plain is None:
                plain = self._seen[character] = self._plain(character)
            if plain == " ":
                if blank:
                    continue
                blank = True
            elif plain in self.kept_marks:
                if pieces and not blank:
                    pieces[-1] = _with_mark(pieces[-1], plain)
                continue
            elif plain:
                blank = False
            for one in plain:
                pieces.append(one)
                offsets.append(place)
        if pieces and pieces[-1] == " ":
            pieces.pop()
            offsets.pop()
        return NormalForm("".join(pieces), (*offsets, len(text)))

    def _plain(self, character: str) -> str:
        if character.isspace():
            return " "
        if character in self.kept_marks:
            return character
        decomposed = unicodedata.normalize("NFKD", self.table.get(character, character)).casefold()
        letters: list[str] = []
        for one in unicodedata.normalize("NFKD", decomposed):
            if one in self.kept_marks and letters:
                letters[-1] = _with_mark(letters[-1], one)
            elif not unicodedata.combining(one) and unicodedata.category(one) not in ("Mn", "Me"):
                letters.append(self.table.get(one, one))
        return "".join(letters)


def _with_mark(letter: str, mark: str) -> str:
    """The letter with the mark as one character, or the bare letter where there is no such character."""
    composed = unicodedata.normalize("NFC", letter + mark)
    return composed if len(composed) == 1 else letter

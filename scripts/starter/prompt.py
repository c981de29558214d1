"""The text the starter reads and writes: direction, source with its required terms, a newline, target, end.
Training, measuring and the engine all build prompts here; the format is part of the trained model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["CLOSE", "DIRECTIONS", "MIDDLE", "OPEN", "SEPARATOR", "Codec", "Required", "clean", "head", "mark_terms"]

DIRECTIONS = ("en-ru", "en-ar", "ru-en", "ar-en", "ru-ar", "ar-ru")
# A required term is written 【source words｜target lemma】. Each of the three is one piece that no report uses.
OPEN, MIDDLE, CLOSE = "【", "｜", "】"
SEPARATOR = "\n"
_PLAIN = str.maketrans({OPEN: "[", MIDDLE: "|", CLOSE: "]"})
_NAMES = {"en": "English", "ar": "Arabic", "ru": "Russian"}


@dataclass(frozen=True)
class Required:
    """A term of a source text: characters [start, end) are to be translated by a form of `lemma`."""

    start: int
    end: int
    lemma: str


def clean(text: str) -> str:
    """The text as the model sees it: NFC, runs of white space one space, the three term signs made ordinary."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_PLAIN).split())


def mark_terms(text: str, terms: Sequence[Required]) -> str:
    """The source text with its required terms written into it; a space before a term goes inside its bracket.

    `text` must be clean and `terms` disjoint, else ValueError.
    """
    parts, done = [], 0
    for term in sorted(terms, key=lambda term: term.start):
        if not done <= term.start < term.end <= len(text):
            raise ValueError(f"required term {term} overlaps another or lies outside the text")
        before, inside = text[done : term.start], text[term.start : term.end]
        space = " " if before.endswith(" ") or term.start == 0 else ""
        parts.append(f"{before.removesuffix(' ')}{OPEN}{space}{inside}{MIDDLE} {clean(term.lemma)}{CLOSE}")
        done = term.end
    return "".join(parts) + text[done:]


def head(target: str) -> list[str]:
    """The pieces every prompt into the language `target` begins with: a static prompt for the decoder."""
    return ["<bos>", _NAMES[target], ":"]


class Codec:
    """Turns texts into ids of the kept pieces and back."""

    def __init__(self, tokenizer) -> None:  # type: ignore[no-untyped-def]  # a tokenizers.Tokenizer
        self._tokenizer = tokenizer
        self._heads = {language: [self._id(piece) for piece in head(language)] for language in _NAMES}
        self.separator, self.end, self.pad = self._id(SEPARATOR), self._id("<eos>"), self._id("<pad>")

    def _id(self, piece: str) -> int:
        found = self._tokenizer.token_to_id(piece)
        if found is None:
            raise ValueError(f"the vocabulary lacks the piece {piece!r}: choose the pieces again")
        return int(found)

    def encode(self, text: str) -> list[int]:
        """The ids of a clean text, marked or not, as it stands after a space."""
        spaced = text if text.startswith(OPEN) else f" {text}"
        return list(self._tokenizer.encode(spaced, add_special_tokens=False).ids)

    def prompt(self, source: str, target_language: str) -> list[int]:
        """The ids of a prompt: everything before the first piece of the translation."""
        return [*self._heads[target_language], *self.encode(source), self.separator]

    def answer(self, target: str) -> list[int]:
        """The ids of a translation with its end."""
        return [*self.encode(target), self.end]

    def decode(self, ids: Sequence[int]) -> str:
        """The text of ids that the model wrote, up to the end sign."""
        kept = list(ids)
        if self.end in kept:
            kept = kept[: kept.index(self.end)]
        return re.sub(r"\s+", " ", self._tokenizer.decode(kept, skip_special_tokens=False)).strip()

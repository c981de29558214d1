"""A language put together from tables: rules for sentences, a folding of characters, a reading of numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from aligner.languages.base import NormalForm, NumberMention, Punctuation, Span
from aligner.languages.hints import HintRules, number_hints
from aligner.languages.names import Naming
from aligner.languages.normal import Folding
from aligner.languages.splitting import SentenceRules, split_paragraph

__all__ = ["DescribedLanguage"]


@dataclass(eq=False)  # not frozen: the protocol's attributes are plain ones
class DescribedLanguage:
    """A `Language` whose behaviour is the common machinery over its own tables."""

    code: str
    name: str
    native_name: str
    script: str
    direction: Literal["ltr", "rtl"]
    punctuation: Punctuation
    sentence_rules: SentenceRules
    folding: Folding
    read_numbers: Callable[[str], Sequence[NumberMention]]
    hint_rules: HintRules
    naming: Naming

    def split(self, text: str) -> list[Span]:
        """The sentences of one paragraph, in order; see `splitting.split_paragraph`."""
        return split_paragraph(text, self.sentence_rules)

    def normal_form(self, text: str) -> NormalForm:
        """The text for matching, with the way back; see `normal.Folding`."""
        return self.folding.apply(text)

    def numbers(self, text: str) -> Sequence[NumberMention]:
        """The numbers of the text in digits and words, in order; see `numerals`."""
        return self.read_numbers(text)

    def number_hints(self, text: str) -> frozenset[str]:
        """Values that words of the text may stand for; see `hints`."""
        return number_hints(text, self.hint_rules)

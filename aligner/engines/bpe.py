"""Byte-pair segmentation with the codes of subword-nmt, and Moses words: the tokenizer of OPUS-MT's older models.

The method is that of Sennrich, Haddow and Birch (2016), "Neural Machine Translation of Rare Words with Subword Units".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from aligner.errors import MissingExtra, ModelError

__all__ = ["BytePairCodes", "MosesWords", "covering_pieces", "join_pieces"]

_END = "</w>"
_MARK = "@@"  # at the end of a piece: the word goes on
_CACHED_WORDS = 50_000


class BytePairCodes:
    """The merges of a bpe.model, applied to words."""

    def __init__(self, path: Path) -> None:
        """Read the codes. ModelError where a line is not two symbols."""
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError) as error:
            raise ModelError(f"{path}: byte-pair codes cannot be read: {error}") from error
        self._joined_end = True  # version 0.1 has the end of the word as a symbol of its own
        first = 0
        if lines and lines[0].startswith("#version:"):
            self._joined_end = _version(lines[0], path) >= (0, 2)
            first = 1
        else:
            self._joined_end = False
        self._rank: dict[tuple[str, str], int] = {}
        for number, line in enumerate(lines[first:], first + 1):
            symbols = line.strip("\r\n ").split(" ")
            if len(symbols) != 2:
                raise ModelError(f"{path}, line {number}: not a byte-pair code: two symbols are expected")
            self._rank.setdefault((symbols[0], symbols[1]), number)
        self._known: dict[str, tuple[str, ...]] = {}

    def pieces(self, word: str) -> tuple[str, ...]:
        """The pieces of one word, all but the last with the mark @@."""
        known = self._known.get(word)
        if known is None:
            symbols = self._merged(word)
            known = (*(symbol + _MARK for symbol in symbols[:-1]), symbols[-1])
            if len(self._known) >= _CACHED_WORDS:
                self._known.clear()
            self._known[word] = known
        return known

    def _merged(self, word: str) -> tuple[str, ...]:
        if len(word) == 1:
            return (word,)
        symbols = (*word[:-1], word[-1] + _END) if self._joined_end else (*word, _END)
        while len(symbols) > 1:
            best = min(pairwise(symbols), key=lambda pair: self._rank.get(pair, len(self._rank) + 9))
            if best not in self._rank:
                break
            symbols = _merge(symbols, best)
        if symbols[-1] == _END:
            return symbols[:-1]
        return (*symbols[:-1], symbols[-1].removesuffix(_END))


class MosesWords:
    """Sentences into Moses words and back, as sacremoses does it."""

    def __init__(self, source: str, target: str) -> None:
        """Languages by code; MissingExtra without sacremoses."""
        try:
            import sacremoses
        except ImportError as error:
            raise MissingExtra("this model's tokenizer (bpe.model)", "sacremoses") from error
        self._normalizer: Any = sacremoses.MosesPunctNormalizer(source)
        self._source: Any = sacremoses.MosesTokenizer(source)
        self._target: Any = sacremoses.MosesTokenizer(target)
        self._target_normalizer: Any = sacremoses.MosesPunctNormalizer(target)
        self._detokenizer: Any = sacremoses.MosesDetokenizer(target)

    def source_words(self, text: str) -> list[str]:
        """The words of a sentence in the source language, as the model was taught them."""
        return [str(word) for word in self._source.tokenize(self._normalizer.normalize(text))]

    def target_words(self, text: str) -> list[str]:
        """The words of a text in the target language."""
        return [str(word) for word in self._target.tokenize(self._target_normalizer.normalize(text))]

    def text(self, words: Sequence[str]) -> str:
        """Words put together again."""
        return str(self._detokenizer.detokenize(list(words)))


def join_pieces(pieces: Sequence[str]) -> list[str]:
    """Words from pieces: a piece with the mark @@ is glued to the next."""
    words = " ".join(pieces).replace(_MARK + " ", "").removesuffix(_MARK).split(" ")
    return [word for word in words if word]


def covering_pieces(word: str, vocabulary: Collection[str]) -> tuple[str, ...]:
    """Pieces of a vocabulary that spell a word, the longest first; a letter that is in none stands for itself."""
    pieces: list[str] = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = word[start:end] + ("" if end == len(word) else _MARK)
            if piece in vocabulary or end == start + 1:
                pieces.append(piece)
                start = end
                break
    return tuple(pieces)


def _merge(symbols: tuple[str, ...], pair: tuple[str, str]) -> tuple[str, ...]:
    merged: list[str] = []
    at = 0
    while at < len(symbols):
        if symbols[at : at + 2] == pair:
            merged.append(pair[0] + pair[1])
            at += 2
        else:
            merged.append(symbols[at])
            at += 1
    return tuple(merged)


def _version(line: str, path: Path) -> tuple[int, ...]:
    try:
        version = tuple(int(part) for part in line.split()[-1].split("."))
    except ValueError as error:
        raise ModelError(f"{path}, line 1: not a version of byte-pair codes: {line[:40]!r}") from error
    if version[:2] not in ((0, 1), (0, 2)):
        raise ModelError(
            f"{path}, line 1: byte-pair codes of version {line.split()[-1][:20]}: only 0.1 and 0.2 are known"
        )
    return version

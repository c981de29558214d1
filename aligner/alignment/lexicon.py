"""What words translate what: probabilities of stems, both ways, learned from parallel reports; kept with the package.

A file of lexicons holds all languages at once; a `Lexicon` is one pair of it, in one direction, as arrays.
"""

from __future__ import annotations

import json
import lzma
import os
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from aligner import languages
from aligner.alignment.stems import Stem, is_number, stems
from aligner.errors import InputError, ModelError

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

__all__ = ["Lexicon", "Stem", "Table", "Vocabulary", "lexicon", "pack", "stems"]

UNKNOWN = -1
UNKNOWN_WEIGHT = 0.9  # what a word says that no report had: nearly as much as one word can
NUMBER_WEIGHT = 0.6
PAIRS = (("en", "ar"), ("en", "ru"), ("ar", "ru"))
_MAGIC = b"ALNLEX1\n"
_LARGEST = 1 << 26  # bytes of a file, unpacked
_FINEST = 255  # probabilities are kept as steps of their square root


class Table(NamedTuple):
    """Probabilities of the words of the other side, a row a word (compressed sparse rows)."""

    indptr: Array  # (words + 1,) int64
    ids: Array  # (entries,) int32, rising within a row
    probabilities: Array  # (entries,) float32

    def row(self, word: int) -> tuple[Array, Array]:
        """The other side's words that translate this one, and how probable each is."""
        first, last = self.indptr[word], self.indptr[word + 1]
        return self.ids[first:last], self.probabilities[first:last]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The stems of one language, numbered in the order of their characters."""

    language: str
    words: tuple[str, ...]
    weights: Array  # (words,) float32: how much a word says, 0 to 1
    numbers: Mapping[str, int] = field(repr=False)

    def ids(self, text: str) -> Array:
        """The number of each stem of a text, int32; UNKNOWN (-1) for those that are not here."""
        import numpy as np

        number = self.numbers.get
        return np.array([number(stem[0], UNKNOWN) for stem in stems(text, self.language)], dtype=np.int32)

    def weight(self, stem: str) -> float:
        """How much a stem says, 0 to 1."""
        place = self.numbers.get(stem)
        if place is not None:
            return float(self.weights[place])
        return NUMBER_WEIGHT if is_number(stem) else UNKNOWN_WEIGHT


@dataclass(frozen=True, eq=False)
class Lexicon:
    """One pair of languages: which words of the target translate a word of the source, and the other way."""

    source: Vocabulary
    target: Vocabulary
    forward: Table  # rows are source words: p(target word | source word)
    backward: Table  # rows are target words: p(source word | target word)

    @property
    def source_weight(self) -> Array:
        """(source words,) float32: how much each word says, 0 to 1."""
        return self.source.weights

    @property
    def target_weight(self) -> Array:
        """(target words,) float32."""
        return self.target.weights

    def source_ids(self, text: str) -> Array:
        """The number of each stem of a text of the source language, int32; -1 for those that are not known."""
        return self.source.ids(text)

    def target_ids(self, text: str) -> Array:
        """The number of each stem of a text of the target language, int32; -1 for those that are not known."""
        return self.target.ids(text)

    def translations(self, stem: str) -> dict[str, float]:
        """The stems of the target that translate a stem of the source, best first; none for an unknown one."""
        place = self.source.numbers.get(stem)
        if place is None:
            return {}
        ids, probabilities = self.forward.row(place)
        found = sorted(zip(ids.tolist(), probabilities.tolist(), strict=True), key=lambda entry: (-entry[1], entry[0]))
        return {self.target.words[word]: probability for word, probability in found}

    @classmethod
    def load(cls, path: str | os.PathLike[str], source_language: str, target_language: str) -> Lexicon:
        """The lexicon of a pair from a file that scripts/train_lexicon.py wrote. InputError, ModelError."""
        try:
            return _open(Path(path).read_bytes(), str(path), source_language, target_language)
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error


@lru_cache(maxsize=len(PAIRS) * 2)
def lexicon(source_language: str, target_language: str) -> Lexicon:
    """The lexicon of a pair of languages that comes with the package. InputError where there is none."""
    packed = (resources.files("aligner.alignment") / "data" / "lexicon.bin").read_bytes()
    return _open(packed, "the package's lexicon", source_language, target_language)


def pack(vocabularies: Sequence[Vocabulary], tables: Mapping[tuple[str, str], tuple[Table, Table]]) -> bytes:
    """A file of lexicons; the same bytes for the same content. Tables are those of PAIRS, forward and backward."""
    import numpy as np

    header: dict[str, Any] = {"languages": [], "pairs": []}
    pieces: list[bytes] = []

    def add(array: Array) -> None:
        pieces.append(array.tobytes())

    for vocabulary in vocabularies:
        text = "\n".join(vocabulary.words).encode()
        header["languages"].append([vocabulary.language, len(vocabulary.words), len(text)])
        pieces.append(text)
        add(np.rint(vocabulary.weights * 255).astype(np.uint8))
    for (source, target), both in sorted(tables.items()):
        header["pairs"].append([source, target, *(len(table.ids) for table in both)])
        for table in both:
            counts = np.diff(table.indptr)
            first = np.repeat(table.indptr[:-1], counts) == np.arange(len(table.ids))
            steps = np.where(first, table.ids, np.diff(table.ids, prepend=0)).astype("<u4")
            add(counts.astype("<u2"))
            for shift in (0, 8, 16):  # byte by byte: much the same bytes together pack better
                add((steps >> shift & 255).astype(np.uint8))
            add(np.clip(np.rint(np.sqrt(table.probabilities) * _FINEST), 1, _FINEST).astype(np.uint8))
    head = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    body = struct.pack("<I", len(head)) + head + b"".join(pieces)
    return _MAGIC + lzma.compress(body, format=lzma.FORMAT_XZ, preset=9 | lzma.PRESET_EXTREME)


def _open(packed: bytes, name: str, source: str, target: str) -> Lexicon:
    for code in (source, target):
        languages.get(code)
    vocabularies, tables = _unpack(packed, name)
    if (source, target) in tables:
        forward, backward = tables[source, target]
    elif (target, source) in tables:
        backward, forward = tables[target, source]
    else:
        raise InputError(f"{name} has no lexicon for {source}-{target}")
    return Lexicon(vocabularies[source], vocabularies[target], forward, backward)


_Content = tuple[dict[str, Vocabulary], dict[tuple[str, str], tuple[Table, Table]]]


@lru_cache(maxsize=2)
def _unpack(packed: bytes, name: str) -> _Content:
    if not packed.startswith(_MAGIC):
        raise ModelError(f"{name} is not a file of lexicons")
    try:
        opened = lzma.LZMADecompressor(memlimit=1 << 28)
        body = opened.decompress(packed[len(_MAGIC) :], max_length=_LARGEST)
        if not opened.eof or opened.unused_data:
            raise ValueError("it does not end where it should")
        return _Body(body).content()
    except (lzma.LZMAError, ValueError, KeyError, TypeError, IndexError, struct.error, EOFError) as error:
        raise ModelError(f"{name} is damaged: {error}") from error


class _Body:
    """The unpacked bytes of a file, read from the beginning; ValueError where they are not as `pack` writes them."""

    def __init__(self, body: bytes) -> None:
        size = struct.unpack_from("<I", body)[0]
        self._body, self._at = body, 4
        self._header = json.loads(self._take(size))

    def _take(self, size: int) -> bytes:
        if size < 0 or self._at + size > len(self._body):
            raise ValueError("it ends too early")
        self._at += size
        return self._body[self._at - size : self._at]

    def _array(self, kind: str, size: int) -> Array:
        import numpy as np

        return np.frombuffer(self._take(size * np.dtype(kind).itemsize), dtype=kind)

    def content(self) -> _Content:
        """All that the file holds."""
        import numpy as np

        vocabularies: dict[str, Vocabulary] = {}
        for language, count, size in self._header["languages"]:
            text = self._take(size).decode()
            words = tuple(text.split("\n")) if text else ()
            if len(words) != count:
                raise ValueError(f"{len(words)} words of {language} instead of {count}")
            weights = (self._array("u1", count) / 255).astype(np.float32)
            numbers = {word: place for place, word in enumerate(words)}
            vocabularies[language] = Vocabulary(language, words, weights, numbers)
        tables: dict[tuple[str, str], tuple[Table, Table]] = {}
        for source, target, forth, back in self._header["pairs"]:
            one, other = len(vocabularies[source].words), len(vocabularies[target].words)
            tables[source, target] = (self._table(one, other, forth), self._table(other, one, back))
        if self._at != len(self._body):
            raise ValueError("it goes on after its end")
        return vocabularies, tables

    def _table(self, rows: int, columns: int, entries: int) -> Table:
        import numpy as np

        indptr = np.concatenate(([0], np.cumsum(self._array("<u2", rows), dtype=np.int64)))
        if indptr[-1] != entries:
            raise ValueError("its tables do not fit together")
        steps = sum(self._array("u1", entries).astype(np.int64) << shift for shift in (0, 8, 16))
        running = np.concatenate(([0], np.cumsum(steps)))
        ids = running[1:] - np.repeat(running[indptr[:-1]], np.diff(indptr))
        if entries and (ids.min() < 0 or ids.max() >= columns):
            raise ValueError("its tables name words that it does not have")
        probabilities = np.square(self._array("u1", entries).astype(np.float32) / _FINEST)
        return Table(indptr, ids.astype(np.int32), probabilities)

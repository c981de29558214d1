"""What speaks for two words of a bead translating each other, and how probable that is in the company of the others.

Evidence is the lexicon, the sound of names, equal numbers and pairs that are known; a hidden Markov model each way
with that evidence as its emissions turns it into posteriors, and the two are multiplied to agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from aligner import languages
from aligner.alignment.lexicon import UNKNOWN, Lexicon, Vocabulary
from aligner.alignment.stems import Stem, fold, is_number, stems
from aligner.languages.transliteration_keys import distance, similarity, sounds

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

__all__ = ["Evidence", "Words", "evidence"]

_NULL = 0.1  # share of words that translate nothing
_NOTHING = 3e-4  # emission of a word that translates nothing
_FLOOR = 2e-6  # emission of words that nothing says translate each other
_STRANGE = 2e-3  # of two words of which neither is in the lexicon
_JUMP = 10
_STEP = 0.35  # how much less probable each word more of a jump is
_FAR = 0.004
_ALIKE = 0.62  # names that sound less alike are not the same
_CLITICS = frozenset("وفبلك")
_GLUED = 0.7  # a name that is two words on the other side sounds at least this much like both together
_SURE = 0.7  # how much a word sounds like a name, for its clitics to be decided by it
_RARE = 0.6  # weight of a word below which its clitics are never in doubt
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_JOINT = re.compile(r"[-‐‑–'’ ]*[\u064b-\u0652]*")
_LONGEST_NAME = 24  # characters of words that may be one name
_LONGEST = 400  # words of a side; longer ones are cut


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one side."""

    text: str
    language: str
    stems: tuple[Stem, ...]
    ids: Array  # (words,) of the lexicon
    weights: Array  # (words,) what they say, 0 to 1
    capital: Array  # (words,) bool
    values: tuple[str, ...]  # the number that each word is, in figures or in words; "" for none

    def __len__(self) -> int:
        return len(self.stems)

    def surface(self, place: int) -> str:
        """The word as it stands."""
        return self.text[self.stems[place].start : self.stems[place].end]


@dataclass(frozen=True, eq=False)
class Evidence:
    """Two texts with what joins their words."""

    source: Words
    target: Words
    likeness: Array  # (source words, target words) how well two words translate each other by themselves, 0 to 1
    names: Array  # (source words, target words) how alike names sound; 0 for what is likely not the same
    posterior: Array  # (source words, target words) agreed probability that they do here


def evidence(
    source_text: str,
    target_text: str,
    lexicon: Lexicon,
    pairs: Sequence[tuple[languages.Span, languages.Span]] = (),
) -> Evidence:
    """Weighs every pair of words of two texts; `pairs` are spans that are known to translate each other."""
    import numpy as np

    source = _words(source_text, lexicon.source, target_text, lexicon.target.language)
    target = _words(target_text, lexicon.target, source_text, lexicon.source.language)
    shape = (len(source), len(target))
    if not all(shape):
        return Evidence(source, target, np.zeros(shape), np.zeros(shape), np.zeros(shape))
    forth = _looked_up(source.ids, target.ids, lexicon.forward)
    back = _looked_up(target.ids, source.ids, lexicon.backward).T
    names = _names(source, target)
    sure = np.maximum(names, _numbers(source, target))
    likeness = np.maximum(np.sqrt(forth * back), np.maximum(0.5 * np.maximum(forth, back), sure))
    floor = _floor(source, target, likeness)
    forth = np.maximum(np.maximum(forth, 0.8 * sure**3), floor)
    back = np.maximum(np.maximum(back, 0.8 * sure**3), floor)
    for one, other in pairs:
        rows, columns = _inside(source, one), _inside(target, other)
        joined = rows[:, None] & columns[None, :]
        apart = rows[:, None] ^ columns[None, :]
        for table in (forth, back):
            table[joined] = np.maximum(table[joined], 0.3)
            table[apart] = _FLOOR
        likeness = np.where(apart, 0.0, np.where(joined, np.maximum(likeness, 0.3), likeness))
    return Evidence(source, target, likeness, names, _posterior(forth.T).T * _posterior(back))


def _floor(source: Words, target: Words, likeness: Array) -> Array:
    """Emissions of words that nothing joins: more for two that say much and that nothing explains on the other side."""
    import numpy as np

    open_source = source.weights**2 * (1 - np.minimum(1, 1.5 * likeness.max(1)))
    open_target = target.weights**2 * (1 - np.minimum(1, 1.5 * likeness.max(0)))
    return _FLOOR + _STRANGE * np.outer(open_source, open_target)


def _inside(words: Words, span: languages.Span) -> Array:
    import numpy as np

    return np.array([stem.start < span[1] and stem.end > span[0] for stem in words.stems], dtype=bool)


def _words(text: str, vocabulary: Vocabulary, other: str, other_language: str) -> Words:
    import numpy as np

    found = stems(text, vocabulary.language)[:_LONGEST]
    if vocabulary.language == "ar":
        found = _cut_clitics(text, found, vocabulary, other, other_language)
    ids = np.array([vocabulary.numbers.get(stem.stem, UNKNOWN) for stem in found], dtype=np.int32)
    weights = np.array([vocabulary.weight(stem.stem) for stem in found])
    capital = np.array([text[stem.start].isupper() for stem in found], dtype=bool)
    values = [""] * len(found)
    for place, stem in enumerate(found):
        if is_number(stem.stem):
            values[place] = stem.stem
    for mention in languages.get(vocabulary.language).numbers(text):
        for place, stem in enumerate(found):
            if mention.start < stem.end and stem.start < mention.end and len(stem.stem) > 1:
                values[place] = mention.value
    return Words(text, vocabulary.language, tuple(found), ids, weights, capital, tuple(values))


def _cut_clitics(
    text: str, found: Sequence[Stem], vocabulary: Vocabulary, other: str, other_language: str
) -> list[Stem]:
    """Takes clitics off words, or leaves them on, as it makes them more like a name of the other side.

    Only words are looked at of which the lexicon does not know what the rules of `stems` have left.
    """
    names = [word for word in _LONG_WORD.findall(other) if other_language == "ar" or word[0].isupper()]
    if not names:
        return list(found)
    made: list[Stem] = []
    for stem in found:
        word = text[stem.start : stem.end]
        clitic = made[-1] if made and made[-1].end == stem.start and made[-1].end - made[-1].start == 1 else None
        if stem.stem in vocabulary.numbers and vocabulary.weight(stem.stem) < _RARE:
            made.append(stem)
        elif clitic and text[clitic.start] in _CLITICS and len(word) > 2:
            joined = text[clitic.start : stem.end]
            whole, rest = (_best(names, other_language, part) for part in (joined, word))
            if whole > max(rest, _SURE):
                made[-1] = Stem(_last_stem(joined), clitic.start, stem.end)
            else:
                made.append(stem)
        elif word[:1] in _CLITICS and len(word) > 3 and not clitic:
            whole, rest = (_best(names, other_language, part) for part in (word, word[1:]))
            if rest > max(whole, _SURE):
                made.append(Stem(word[0], stem.start, stem.start + 1))
                made.append(Stem(_last_stem(word[1:]), stem.start + 1, stem.end))
            else:
                made.append(stem)
        else:
            made.append(stem)
    return made


def _last_stem(word: str) -> str:
    found = stems(word, "ar")
    return found[-1].stem if found else word


@lru_cache(maxsize=1 << 16)
def _sound(one: str, language: str, other: str, other_language: str) -> float:
    return similarity(one, language, other, other_language)


def _best(names: Sequence[str], language: str, word: str) -> float:
    """How much an Arabic word sounds like the most like one; clitics count against it."""
    return max(_nearness(name, language, word) for name in names)


@lru_cache(maxsize=1 << 16)
def _nearness(name: str, language: str, word: str) -> float:
    size = (len(sounds(name, language)) + len(sounds(word, "ar"))) / 2
    return 1 - distance(name, language, word, "ar") / max(size, 1)


def _looked_up(rows: Array, columns: Array, table: Any) -> Array:
    """(rows, columns) probabilities of a table."""
    import numpy as np

    found = np.zeros((len(rows), len(columns)))
    for place, word in enumerate(rows.tolist()):
        if word != UNKNOWN:
            ids, probabilities = table.row(word)
            if len(ids):
                at = np.minimum(np.searchsorted(ids, columns), len(ids) - 1)
                found[place] = np.where(ids[at] == columns, probabilities[at], 0.0)
    return found


def _names(source: Words, target: Words) -> Array:
    """How alike names sound, 0 below what is likely the same."""
    import numpy as np

    found = np.zeros((len(source), len(target)))
    one, other = _name_like(source), _name_like(target)
    for row in one:
        for column in other:
            alike = _sound(source.surface(row), source.language, target.surface(column), target.language)
            if alike >= _ALIKE:
                found[row, column] = alike
    _glue(source, target, one, found)
    _glue(target, source, other, found.T)
    return found


def _glue(source: Words, target: Words, places: Sequence[int], found: Array) -> None:
    """Joins a name of one side to two or three words in a row of the other that together sound like it."""
    for row in places:
        if found[row].max() >= 0.9 or source.stems[row].end - source.stems[row].start < 5:
            continue
        best = (max(_GLUED, float(found[row].max()) + 0.02), 0, 0)
        for first in range(len(target)):
            for last in range(first + 1, min(first + 3, len(target))):
                start, end = target.stems[first].start, target.stems[last].end
                if target.stems[first].end >= target.stems[last].start or end - start > _LONGEST_NAME:
                    break
                if target.language != "ar" and not target.capital[first]:
                    break
                text = target.text[start:end]
                if not _JOINT.fullmatch("".join(letter for letter in text if not letter.isalpha())):
                    break
                alike = _sound(source.surface(row), source.language, text.replace(" ", ""), target.language)
                if alike > best[0]:
                    best = (alike, first, last)
        if best[2]:
            found[row, best[1] : best[2] + 1] = best[0]


def _name_like(words: Words) -> list[int]:
    """Words that may be names: capitals where the script has them, rare words else."""
    return [
        place
        for place, stem in enumerate(words.stems)
        if (
            stem.end - stem.start > 1
            and not is_number(stem.stem)
            and (words.capital[place] if words.language != "ar" else len(stem.stem) > 1 and words.weights[place] > 0.35)
        )
        or (words.ids[place] == UNKNOWN and stem.end - stem.start > 3 and not is_number(stem.stem))
    ]


def _numbers(source: Words, target: Words) -> Array:
    import numpy as np

    found = np.zeros((len(source), len(target)))
    for row, value in enumerate(source.values):
        if value:
            for column, other in enumerate(target.values):
                if value == other:
                    found[row, column] = 1.0
    latin = {fold(target.surface(place), target.language): place for place in range(len(target))}
    for row in range(len(source)):
        place = latin.get(fold(source.surface(row), source.language))
        if place is not None and not source.values[row]:
            found[row, place] = 1.0
    return found


@lru_cache(maxsize=256)
def _jumps(width: int) -> Array:
    import numpy as np

    places = np.arange(width)
    jump = places[None, :] - places[:, None]
    table: Array = (1 - _NULL) * np.maximum(0.35 * np.exp(-_STEP * np.abs(np.clip(jump, -_JUMP, _JUMP) - 1)), _FAR)
    return table


def _posterior(emit: Array) -> Array:
    """(steps, states) of a hidden Markov model whose states are words and, for each, a word that nothing made.

    Forward and backward sums (Vogel, Ney and Tillmann, 1996; the empty word as in Och and Ney, 2003).
    """
    import numpy as np

    steps, width = emit.shape
    table = _jumps(width)
    idle = _NULL * _NOTHING
    forward = np.empty((steps, 2, width))
    state = np.full(width, 1.0 / width)
    for step in range(steps):
        forward[step, 0] = emit[step] * (state @ table)
        forward[step, 1] = idle * state
        forward[step] /= forward[step].sum()
        state = forward[step, 0] + forward[step, 1]
    backward = np.ones(width)
    posterior = np.empty((steps, width))
    for step in range(steps - 1, -1, -1):
        total = ((forward[step, 0] + forward[step, 1]) * backward).sum()
        posterior[step] = forward[step, 0] * backward / total
        backward = table @ (emit[step] * backward) + idle * backward
        backward /= backward.max()
    return posterior

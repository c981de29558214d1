"""Fuzzy matches: how similar two texts are, and the index that finds the similar ones among many.

The measure is the fuzzy match score of translation memories, 1 − edits ÷ length of the longer text (Koehn and
Senellart 2010, "Convergence of Translation Memory and Statistical Machine Translation", section 3), taken once over
words and once over characters; the similarity is the mean of the two. Over words alone an inflected form counts as
much as another word, which is hard on Russian and Arabic; over characters alone a short word such as "not" hardly
counts. The edit distance is Levenshtein's, computed bit-parallel (Hyyrö 2003, "A bit-vector algorithm for computing
Levenshtein and Damerau edit distances").

The index is an inverted list of words with prefix filtering (Chaudhuri, Ganti and Kaushik 2006, "A primitive operator
for similarity joins in data cleaning"): texts that share enough words with the one asked for must share one of its
rarest, so the long lists of common words are never read. The filters are bounds, not guesses: nothing is missed.
"""

from __future__ import annotations

import math
import re
import sqlite3
import sys
import unicodedata
from array import array
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence

from aligner.translation.memory_database import chunks

__all__ = ["add", "edit_distance", "folded_words", "remove", "search", "similarity"]

_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
_WORD = re.compile(r"\w+")
_LONGEST_WORD = 64  # characters that count; more is not a word
_READS_PER_COMPARISON = 10  # entries of a list that are read in the time that comparing one candidate takes


def folded_words(text: str) -> list[str]:
    """The words of a text without case, accents, vowel marks and tatweel, as the word side of the measure has them."""
    folded = _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return [word[:_LONGEST_WORD] for word in _WORD.findall(folded)]


def edit_distance(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """The least number of insertions, deletions and replacements that make one sequence the other."""
    return _distance(_positions(one), len(one), other)


def similarity(one: str, other: str) -> float:
    """How similar two texts are, 0 to 1; 1 only where they are equal. The measure is described above."""
    words, other_words = folded_words(one), folded_words(other)
    by_character = _ratio(edit_distance(one, other), len(one), len(other))
    if not words and not other_words:
        return by_character
    return (_ratio(edit_distance(words, other_words), len(words), len(other_words)) + by_character) / 2


def add(connection: sqlite3.Connection, approval: int, pair: tuple[str, str], text: str, *, reverse: bool) -> bytes:
    """Put a text into the index that answers questions for this pair; gives its words for the row of the approval."""
    words = folded_words(text)
    numbers = _word_numbers(connection, pair, words, reverse)
    for word in dict.fromkeys(words):
        if word not in numbers:
            cursor = connection.execute(
                "INSERT INTO word (source, target, reverse, word, entries) VALUES (?, ?, ?, ?, 0)",
                (*pair, reverse, word),
            )
            numbers[word] = (int(cursor.lastrowid or 0), 0)
    distinct = [(number,) for number, _ in numbers.values()]
    connection.executemany("UPDATE word SET entries = entries + 1 WHERE id = ?", distinct)
    connection.executemany(
        "INSERT INTO posting (word, length, approval) VALUES (?, ?, ?)",
        [(number, len(words), approval) for (number,) in distinct],
    )
    return _to_bytes([numbers[word][0] for word in words])


def remove(connection: sqlite3.Connection, approval: int) -> None:
    """Take both sides of an approval out of the index."""
    (sides,) = connection.execute("SELECT words, back FROM approved WHERE approval = ?", (approval,)).fetchall()
    for side in sides:
        words = _from_bytes(side)
        distinct = [(number,) for number in set(words)]
        connection.executemany("UPDATE word SET entries = entries - 1 WHERE id = ?", distinct)
        connection.executemany(
            "DELETE FROM posting WHERE word = ? AND length = ? AND approval = ?",
            [(number, len(words), approval) for (number,) in distinct],
        )


def search(
    connection: sqlite3.Connection,
    source: str,
    target: str,
    text: str,
    threshold: float,
    limit: int,
    *,
    reverse: bool,
) -> dict[int, float]:
    """The numbers of the `limit` most similar approvals in force, best first, with their similarities.

    `reverse` searches the translations of approvals for target → source. Those that share no word are not found.
    """
    words = folded_words(text)
    known = _word_numbers(connection, (source, target), words, reverse)
    query = _Query(text, [known[word][0] if word in known else 0 for word in words])
    entries = {number: count for number, count in known.values() if count}
    best: dict[int, float] = {}
    bar = threshold
    for bound, piece in _candidates(connection, query, entries, _least_by_word(threshold)):
        if (bound + 1) / 2 < bar:
            break  # the pieces come best bound first
        best.update((number, near) for number, near in _compare(connection, query, piece, bar, reverse) if near >= bar)
        best = dict(sorted(best.items(), key=lambda item: (-item[1], -item[0]))[:limit])
        if len(best) == limit:
            bar = max(threshold, min(best.values()))
    return best


class _Query:
    """The text asked for, made ready to be compared with many."""

    def __init__(self, text: str, words: Sequence[int]) -> None:
        self.text = text
        self.words = words  # 0 for words that the memory has never seen
        self.weights = Counter(number for number in words if number)
        self._characters = _positions(text)
        self._numbers = _positions(words)

    def by_word(self, words: Sequence[int]) -> float:
        return _ratio(_distance(self._numbers, len(self.words), words), len(self.words), len(words))

    def by_character(self, text: str) -> float:
        return _ratio(_distance(self._characters, len(self.text), text), len(self.text), len(text))


def _least_by_word(threshold: float) -> float:
    """What the similarity over words must be at least, when that over characters is at its best."""
    return max(0.0, 2 * threshold - 1)


def _candidates(
    connection: sqlite3.Connection, query: _Query, entries: Mapping[int, int], least: float
) -> Iterator[tuple[float, list[int]]]:
    """Approvals that may be similar enough over words, in pieces, with a bound of that similarity; best bound first."""
    bounds: dict[float, list[int]] = {}
    for approval, bound in _bounds(connection, query, entries, least).items():
        bounds.setdefault(bound, []).append(approval)
    for bound in sorted(bounds, reverse=True):
        for piece in chunks(bounds[bound]):
            yield bound, [*piece]


def _bounds(
    connection: sqlite3.Connection, query: _Query, entries: Mapping[int, int], least: float
) -> dict[int, float]:
    """What the similarity over words can be at most, of the approvals for which that is `least` or more.

    An edit distance leaves no more words unchanged than the two texts share. The lists of the rarest words are read
    first: once those not yet read cannot make up the shared words that are needed, they bring no new candidates and
    serve only to rule some out, as long as reading a list costs less than comparing those left.
    """
    size = len(query.words)
    need = max(1, math.ceil(least * size - 1e-9))
    longest = (1 << 62) if least == 0 else math.floor(size / least + 1e-9)
    rest = sum(query.weights[number] for number in entries)  # what the lists not yet read may add to the words shared
    shared: dict[int, int] = {}
    lengths: dict[int, int] = {}
    for number in sorted(entries, key=entries.__getitem__):
        if rest < need:
            missing = need - rest
            shared = {approval: count for approval, count in shared.items() if count >= missing}
            if entries[number] > _READS_PER_COMPARISON * len(shared):
                break
        weight = query.weights[number]
        rows = connection.execute(
            "SELECT approval, length FROM posting WHERE word = ? AND length BETWEEN ? AND ?", (number, need, longest)
        )
        if rest < need:
            for approval, _ in rows:
                if approval in shared:
                    shared[approval] += weight
        else:
            for approval, length in rows:
                shared[approval] = shared.get(approval, 0) + weight
                lengths[approval] = length
        rest -= weight
    found = {}
    for approval, count in shared.items():
        length = lengths[approval]
        bound = min(count + rest, size, length) / max(size, length)
        if bound >= least - 1e-9:
            found[approval] = bound
    return found


def _compare(
    connection: sqlite3.Connection, query: _Query, approvals: list[int], bar: float, reverse: bool
) -> Iterator[tuple[int, float]]:
    """The similarities of those approvals that may reach `bar`; cheap bounds first."""
    column, side = ("back", "translation") if reverse else ("words", "text")
    marks = ",".join("?" * len(approvals))
    near: dict[int, float] = {}
    for approval, packed in connection.execute(
        f"SELECT approval, {column} FROM approved WHERE approval IN ({marks})", approvals
    ):
        words = _from_bytes(packed)
        shared = sum(query.weights[number] for number in query.weights.keys() & set(words))
        if (shared / max(len(words), len(query.words)) + 1) / 2 < bar - 1e-9:
            continue
        by_word = query.by_word(words)
        if (by_word + 1) / 2 >= bar - 1e-9:
            near[approval] = by_word
    for piece in chunks([*near]):
        marks = ",".join("?" * len(piece))
        for approval, text in connection.execute(f"SELECT id, {side} FROM approval WHERE id IN ({marks})", piece):
            closest = min(len(text), len(query.text)) / max(len(text), len(query.text))
            if (near[approval] + closest) / 2 >= bar - 1e-9:
                yield approval, (near[approval] + query.by_character(text)) / 2


def _word_numbers(
    connection: sqlite3.Connection, pair: tuple[str, str], words: Sequence[str], reverse: bool
) -> dict[str, tuple[int, int]]:
    """The number of each known word, and in how many texts it is."""
    numbers: dict[str, tuple[int, int]] = {}
    for piece in chunks([*dict.fromkeys(words)]):
        rows = connection.execute(
            "SELECT word, id, entries FROM word WHERE source = ? AND target = ? AND reverse = ?"
            f" AND word IN ({','.join('?' * len(piece))})",
            (*pair, reverse, *piece),
        )
        numbers.update((word, (number, count)) for word, number, count in rows)
    return numbers


def _positions(sequence: Sequence[Hashable]) -> dict[Hashable, int]:
    """For each item a number whose bits say where in the sequence it stands."""
    positions: dict[Hashable, int] = {}
    for place, item in enumerate(sequence):
        positions[item] = positions.get(item, 0) | 1 << place
    return positions


def _distance(positions: Mapping[Hashable, int], size: int, other: Sequence[Hashable]) -> int:
    """Levenshtein's distance between the sequence of these positions and another; one column of the table a step.

    `more` and `less` hold where the column grows or falls by one from row to row, as in Hyyrö's figure 3 (VP, VN).
    """
    if size == 0:
        return len(other)
    every, last = (1 << size) - 1, 1 << (size - 1)
    more, less, distance = every, 0, size
    for item in other:
        equal = positions.get(item, 0)
        diagonal = (((equal & more) + more) ^ more) | equal | less
        across_more = less | (every & ~(diagonal | more))
        across_less = more & diagonal
        if across_more & last:
            distance += 1
        elif across_less & last:
            distance -= 1
        across_more = (across_more << 1) | 1
        across_less <<= 1
        more = every & (across_less | ~(diagonal | across_more))
        less = every & across_more & diagonal
    return distance


def _ratio(distance: int, one: int, other: int) -> float:
    return 1 - distance / max(one, other) if one or other else 1.0


def _to_bytes(numbers: Sequence[int]) -> bytes:
    return _little_endian(array("I", numbers)).tobytes()


def _from_bytes(packed: bytes) -> array[int]:
    numbers = array("I")
    numbers.frombytes(packed)
    return _little_endian(numbers)


def _little_endian(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":  # a memory may be carried from one machine to another
        numbers.byteswap()
    return numbers

"""The forms of a glossary in one language, found by their plain text."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from aligner.glossary.concepts import Concept
from aligner.glossary.match_cache import open_shards
from aligner.glossary.match_patterns import FormRecord, Shard, TermRecord, hash_of

__all__ = ["Entry", "Index"]


_OWNED = 500_000  # concepts that are remembered by their given names and head nouns


class Entry(NamedTuple):
    """A form of a name of a concept."""

    concept: str
    kind: str
    term: TermRecord
    text: str
    tags: tuple[str, ...]
    guess: bool
    capitals: str  # see `match_patterns.capitals_of`


class Index:
    """The forms of concepts in one language."""

    def __init__(self, concepts: Iterable[Concept], language: str) -> None:
        named = [concept for concept in concepts if language in concept.names]
        self._shards = list(open_shards(named, language)) if named else []
        self._numbers = {
            concept.id: (number, place)
            for number, (group, _) in enumerate(self._shards)
            for place, concept in enumerate(group)
        }
        self._owners: dict[tuple[int, ...], frozenset[str]] = {}
        self._owned = 0
        shards = [shard for _, shard in self._shards]
        self._hashes, self._rows = _merged(shards)
        self._beginnings = _united(shards)
        # Most words of a text are in no name: a bit for each hash says so at once.
        size = 1 << (16 * (len(self._hashes) + len(self._beginnings)) + 1024).bit_length()
        self._mask = size - 1
        self._bits = bytearray(size // 8)
        for hashes in (self._hashes, self._beginnings):
            for hashed in hashes:
                self._bits[(hashed & self._mask) >> 3] |= 1 << (hashed & 7)

    def may_know(self, pattern: str) -> bool:
        """Whether this may be a form or begin one; False is sure."""
        hashed = hash_of(pattern)
        return (self._bits[(hashed & self._mask) >> 3] >> (hashed & 7)) & 1 == 1

    def entries(self, pattern: str) -> tuple[list[Entry], tuple[int, ...]]:
        """The forms with this plain text, and where the others are that only a document tells of (`local`)."""
        found: list[Entry] = []
        local: tuple[int, ...] = ()
        hashed = hash_of(pattern)
        if not (self._bits[(hashed & self._mask) >> 3] >> (hashed & 7)) & 1:
            return found, local
        hashes = self._hashes
        place = bisect_left(hashes, hashed)
        while place < len(hashes) and hashes[place] == hashed:
            number, row = divmod(self._rows[place], 1 << 40)
            shard = self._shards[number][1]
            if shard.has_names(row):
                found += [self._entry(number, record) for record in shard.names(row, pattern)]
            if shard.has_local(row):
                local = (*local, self._rows[place])
            place += 1
        return found, local

    def local(self, places: tuple[int, ...], pattern: str, concept: str) -> list[Entry]:
        """The given name of a person alone, the head noun of a body alone, in the places that `entries` told."""
        here, numbered = self._numbers.get(concept, (-1, 0))
        found: list[Entry] = []
        for place in places:
            number, row = divmod(place, 1 << 40)
            if number == here:
                shard = self._shards[number][1]
                found += [self._entry(number, one) for one in shard.local_forms(row, pattern, numbered)]
        return found

    def owners(self, places: tuple[int, ...]) -> frozenset[str]:
        """Whose given names and head nouns are in these places, and now and then somebody else."""
        found = self._owners.get(places)
        if found is None:
            ids: set[str] = set()
            for place in places:
                number, row = divmod(place, 1 << 40)
                concepts, shard = self._shards[number]
                ids.update(concepts[one].id for one in shard.local_concepts(row))
            self._owned += len(ids)
            if self._owned > _OWNED:
                self._owners.clear()
                self._owned = len(ids)
            found = self._owners[places] = frozenset(ids)
        return found

    def _entry(self, number: int, record: FormRecord) -> Entry:
        concept = self._shards[number][0][record.concept]
        return Entry(concept.id, concept.kind, record.term, record.text, record.tags, record.guess, record.capitals)

    def begins(self, beginning: str) -> bool:
        """Whether a longer form begins with these words; once in many thousand times wrongly yes."""
        hashed = hash_of(beginning)
        if not (self._bits[(hashed & self._mask) >> 3] >> (hashed & 7)) & 1:
            return False
        place = bisect_left(self._beginnings, hashed)
        return place < len(self._beginnings) and self._beginnings[place] == hashed


def _merged(shards: Sequence[Shard]) -> tuple[Sequence[int], Sequence[int]]:
    """The hashes of all shards in order, and for each the number of its shard (upper bits) and its row there."""
    if not shards:
        return (), ()
    if len(shards) == 1:
        return shards[0].hashes, range(len(shards[0].hashes))
    import numpy

    hashes = numpy.concatenate([numpy.frombuffer(shard.hashes, numpy.uint32) for shard in shards])
    rows = [numpy.arange(len(shard.hashes), dtype=numpy.uint64) + (number << 40) for number, shard in enumerate(shards)]
    order = numpy.argsort(hashes, kind="stable")
    return array("I", hashes[order].tobytes()), array("Q", numpy.concatenate(rows)[order].tobytes())


def _united(shards: Sequence[Shard]) -> Sequence[int]:
    if not shards:
        return ()
    if len(shards) == 1:
        return shards[0].beginnings
    import numpy

    united = numpy.concatenate([numpy.frombuffer(shard.beginnings, numpy.uint32) for shard in shards])
    return array("I", numpy.unique(united).tobytes())

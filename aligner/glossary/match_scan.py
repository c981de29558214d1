"""The places in one text where a form of a name stands, before anybody asks which of several names is meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, repeat
from typing import NamedTuple

from aligner import languages
from aligner.glossary.match_hits import Hit, Local, Reading, Readings, better, outer, select
from aligner.glossary.match_index import Entry, Index
from aligner.glossary.match_patterns import letters_of
from aligner.glossary.match_words import Head, Tail, Word, cut, reader_of
from aligner.languages.homographs import same_letters
from aligner.languages.names import Form
from aligner.languages.wordlist import words

__all__ = ["REMEMBERED", "Scanned", "Scanner"]

REMEMBERED = 200_000  # words, and runs of words
_SHORT = 5  # letters: a shorter word must have the very letters of the name
_HYPHENS = frozenset("-‐‑")
# What is written before a name with a hyphen and is a part of it: аль-, эль-; what is written after it: -то.
_ARTICLES = frozenset(
    words("al el ad an ar as ash at az ath adh аль эль ад ан ар ас ат аш аз эд эн эр эс эт эш эз ибн бин бен абу")
)
_PARTICLES = frozenset(("то", "ка", "таки", "де"))


@dataclass(frozen=True, slots=True)
class Scanned:
    """A text with its hits, in order; they do not overlap."""

    text: str
    pieces: list[str]
    hits: list[Hit]


class _Known(NamedTuple):
    """A word that may be a name or begin one."""

    outer_start: int
    single: bool  # whether it may be one alone
    longer: tuple[tuple[Head, str], ...]  # where a longer one may begin, and the plain word from there on


_Single = tuple[int, int, int, int, Readings, tuple[Local, ...]]  # the offsets in the word, as those of a hit
_UNSEEN = _Known(0, False, ())


class Scanner:
    """Finds the forms of an index in texts of its language."""

    def __init__(self, index: Index, language: str, remembered: int = REMEMBERED) -> None:
        self._index = index
        self._language = language
        self._remembered = remembered
        self._naming = languages.get(language).naming
        self._cased = languages.get(language).script != "Arabic"
        self._reader = reader_of(language)
        self._known: dict[str, _Known | None] = {}
        self._singles: dict[str, tuple[_Single, ...]] = {}
        self._begins: dict[str, bool] = {}
        self._ends: dict[str, bool] = {}  # runs of words: whether they may be a name
        self._runs: dict[tuple[str, str, str], tuple[Readings, tuple[Local, ...]]] = {}
        self._resolved: dict[tuple[Local, str], Reading | None] = {}

    def scan(self, text: str) -> Scanned:
        """All hits of a text: of those that overlap the longest, then the leftmost."""
        pieces = cut(text)
        known = self._known
        there = pieces[1::2]
        scanned = Scanned(text, pieces, [])
        starts = list(accumulate(map(len, pieces), initial=0))
        single: list[int] = []
        runs: list[Hit] = []
        for number, one in enumerate(map(known.get, there, repeat(_UNSEEN))):
            if one is None:
                continue
            word = one if one is not _UNSEEN else self._learned(there[number])
            if word is not None:
                place = 2 * number + 1
                if word.single:
                    single.append(place)
                for head, rest in word.longer:
                    self._add_longer(runs, (place, head, word.outer_start), rest, scanned, starts)
        scanned.hits.extend(self._choose(runs, single, pieces, starts))
        self._forget()
        return scanned

    def _choose(self, runs: list[Hit], single: list[int], pieces: list[str], starts: list[int]) -> list[Hit]:
        """Runs of words before words alone, for they are longer; what only the document tells of gives way to names."""
        hits = select([run for run in runs if run.readings])
        covered = {place for hit in hits for place in range(hit.first, hit.last + 1, 2)}
        others = [run for run in runs if not run.readings and covered.isdisjoint(range(run.first, run.last + 1, 2))]
        for place in single:
            if place not in covered:
                base = starts[place]
                for start, end, outer_start, outer_end, readings, local in self._single(pieces[place]):
                    if self._apart(pieces, place, place, readings):
                        span = (base + start, base + end, base + outer_start, base + outer_end)
                        others.append(Hit(*span, place, place, readings, local))
        if others:
            hits = sorted(hits + select(others), key=outer)
        return hits

    def _forget(self) -> None:
        if len(self._known) + len(self._singles) > self._remembered:
            self._known.clear()
            self._singles.clear()
        if len(self._begins) + len(self._ends) + len(self._runs) > self._remembered:
            self._begins.clear()
            self._ends.clear()
            self._runs.clear()
        if len(self._resolved) > self._remembered:
            self._resolved.clear()

    def plain(self, raw: str) -> str:
        """The plain form of a word."""
        return self._reader.plain(raw)

    def is_name(self, raw: str) -> bool:
        """Whether the word alone is a name in the glossary."""
        return any(readings for *_, readings, _ in self._single(raw))

    def locals_of(self, raw: str) -> list[Local]:
        """What given names and head nouns a word alone may be."""
        return [local for *_, locals_ in self._single(raw) for local in locals_]

    def _learned(self, raw: str) -> _Known | None:
        """What a word is; most are nothing, and that is seen at once."""
        if raw in self._known:
            return self._known[raw]
        plain = self._reader.plain(raw)
        known = None
        if self._may_matter(plain):
            word = self._reader.word(raw)
            heads = ((head, plain[head.place :]) for head in word.heads)
            longer = tuple((head, rest) for head, rest in heads if self._index.begins(rest))
            known = _Known(word.outer_start, True, longer)
        self._known[raw] = known
        return known

    def _may_matter(self, plain: str) -> bool:
        may_know = self._index.may_know
        if may_know(plain) or "'" in plain:
            return True
        clitics = self._reader.clitics(plain)
        return bool(clitics) and any(may_know(plain[len(clitic) :]) for clitic in clitics)

    def _single(self, raw: str) -> tuple[_Single, ...]:
        """What a word alone may be; read when it is asked for: in a longer name nobody asks."""
        found = self._singles.get(raw)
        if found is None:
            word = self._reader.word(raw)
            read = (self._read(word, head, tail) for head in word.heads for tail in word.tails)
            found = self._singles[raw] = tuple(one for one in read if one is not None)
            if not found and raw in self._known:
                known = self._known[raw]
                self._known[raw] = known._replace(single=False) if known and known.longer else None
        return found

    def _read(self, word: Word, head: Head, tail: Tail) -> _Single | None:
        core = word.plain[head.place : tail.place]
        entries, places = self._index.entries(core) if core else ([], ())
        if not entries and not places:
            return None
        printed = word.raw[head.start : tail.end]
        letters = (letters_of(printed),)
        if len(core) < _SHORT:
            entries = [entry for entry in entries if same_letters(printed, entry.text, self._language)]
        readings = self._readings(entries, head.before, tail.after, letters)
        if not readings and not places:
            return None
        local = (Local(places, core, head.before, tail.after, letters),) if places else ()
        outer_start = word.outer_start if head.before else head.start
        return head.start, tail.end, outer_start, tail.outer, readings, local

    def resolve(self, local: Local, concept: str) -> Reading | None:
        """What a place is as a given name or head noun of this concept, if anything."""
        key = (local, concept)
        if key not in self._resolved:
            entries = self._index.local(local.places, local.pattern, concept)
            found = self._readings(entries, local.before, local.after, local.letters)
            self._resolved[key] = found.get(concept)
        return self._resolved[key]

    def owners(self, local: Local) -> frozenset[str]:
        """The concepts that a place may be a given name or head noun of."""
        return self._index.owners(local.places)

    def _readings(self, entries: Iterable[Entry], before: str, after: str, letters: tuple[str, ...]) -> Readings:
        """What entries with these clitics may be, where the capitals in the text allow it."""
        readings: dict[str, Reading] = {}
        for entry in entries:
            if entry.capitals and not _fits(entry, letters):
                continue
            tags = self._attached(entry, before, after) if before or after else entry.tags
            if tags:
                capital = self._cased and not entry.text.islower()
                reading = Reading(entry.kind, entry.term, tags, entry.guess, capital)
                if entry.concept in readings:
                    reading = better(readings[entry.concept], reading)
                readings[entry.concept] = reading
        return readings

    def _attached(self, entry: Entry, before: str, after: str) -> tuple[str, ...]:
        tags = (self._naming.attach(Form(entry.text, tag, entry.guess), before, after) for tag in entry.tags)
        return tuple(tag for tag in tags if tag is not None)

    def _add_longer(
        self, found: list[Hit], begin: tuple[int, Head, int], beginning: str, scanned: Scanned, starts: list[int]
    ) -> None:
        pieces = scanned.pieces
        last = begin[0]
        while last + 2 < len(pieces):
            gap = pieces[last + 1]
            if gap != " " and not (gap := self._reader.gap(gap)):
                return
            last += 2
            plain = self._reader.plain(pieces[last])
            if not plain:  # a bidi mark between two blanks
                beginning = beginning.removesuffix(gap)
                continue
            beginning += gap
            longer = beginning + plain
            may_end = self._ends.get(longer)
            if may_end is None:
                may_end = self._ends[longer] = "'" in plain or self._index.may_know(longer)
            if may_end:
                for tail in self._reader.tails(pieces[last]):
                    self._add_run(found, beginning + plain[: tail.place], begin, (tail, last), scanned, starts)
            begins = self._begins.get(longer)
            if begins is None:
                begins = self._begins[longer] = self._index.begins(longer)
            if not begins:
                return
            beginning = longer

    def _add_run(
        self,
        found: list[Hit],
        pattern: str,
        begin: tuple[int, Head, int],
        end: tuple[Tail, int],
        scanned: Scanned,
        starts: list[int],
    ) -> None:
        first, head, outer_start = begin
        tail, last = end
        here, there = starts[first], starts[last]
        key = (scanned.text[here + head.start : there + tail.end], head.before, tail.after)
        run = self._runs.get(key)
        if run is None:
            run = self._runs[key] = self._read_run(pattern, key)
        readings, local = run
        if (readings or local) and self._apart(scanned.pieces, first, last, readings):
            outer = here + (outer_start if head.before else head.start)
            span = (here + head.start, there + tail.end, outer, there + tail.outer)
            found.append(Hit(*span, first, last, readings, local))

    def _read_run(self, pattern: str, key: tuple[str, str, str]) -> tuple[Readings, tuple[Local, ...]]:
        printed, before, after = key
        entries, places = self._index.entries(pattern)
        letters: tuple[str, ...] = ()
        if self._cased and (entries or places):
            letters = tuple(letters_of(one) for one in cut(printed)[1::2] if one.strip("'’‘ʼ`´"))
        readings = self._readings(entries, before, after, letters)
        return readings, (Local(places, pattern, before, after, letters),) if places else ()

    def _apart(self, pieces: list[str], first: int, last: int, readings: Readings) -> bool:
        """Whether the words are no part of a longer word that is written with hyphens: Нью-Дамаск, vice-president.

        Pro-Assad, Iran-backed, Israel-Lebanon, аль-Асад are names all the same.
        """
        if (pieces[first - 1] not in _HYPHENS and pieces[last + 1] not in _HYPHENS) or not self._cased:
            return True
        before, after = _chain(pieces, first, -2), _chain(pieces, last, 2)
        if not before and not after:
            return True
        after = after[1:] if after and after[0].casefold() in _PARTICLES else after
        if not any(reading.capital for reading in readings.values()):
            return not before and not after
        return all(
            not one[:1].isupper() or one.casefold() in _ARTICLES or self.is_name(one) for one in (*before, *after)
        )


def _chain(pieces: list[str], place: int, step: int) -> list[str]:
    """The words that hang together with one by hyphens, in one direction."""
    found: list[str] = []
    while 0 < place + step < len(pieces) and pieces[place + step // 2] in _HYPHENS:
        place += step
        found.append(pieces[place])
    return found


def _fits(entry: Entry, letters: tuple[str, ...]) -> bool:
    """Whether the words of a text have the capitals that a form asks for."""
    for place, (asked, there) in enumerate(zip(entry.capitals, letters, strict=False)):
        if asked == "A" and not there[:1].isupper():
            return False
        if asked == "X":
            here = letters_of([word for word in cut(entry.text)[1::2] if word.strip("'’‘ʼ`´")][place])
            if not all(one.isupper() for letter, one in zip(here, there, strict=False) if letter.isupper()):
                return False
    return True

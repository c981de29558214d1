"""The places in one text where a form of a name stands, before anybody asks which of several names is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, repeat
from operator import attrgetter
from typing import NamedTuple

from aligner import languages
from aligner.glossary.concepts import ROLES
from aligner.glossary.match_index import Entry, Index
from aligner.glossary.match_patterns import TermRecord, letters_of
from aligner.glossary.match_words import Head, Tail, Word, WordReader, cut
from aligner.languages.homographs import same_letters
from aligner.languages.names import Form
from aligner.languages.wordlist import words

__all__ = ["Hit", "Local", "Reading", "Scanned", "Scanner"]

_RANKS = {role: rank for rank, role in enumerate(ROLES)}
_REMEMBERED = 200_000  # words, and runs of words
_SHORT = 5  # letters: a shorter word must have the very letters of the name
_HYPHENS = frozenset("-‐‑")
# What is written before a name with a hyphen and is a part of it: аль-, эль-; what is written after it: -то.
_ARTICLES = frozenset(
    words("al el ad an ar as ash at az ath adh аль эль ад ан ар ас ат аш аз эд эн эр эс эт эш эз ибн бин бен абу")
)
_PARTICLES = frozenset(("то", "ка", "таки", "де"))


class Reading(NamedTuple):
    """What a place in a text may be: a name of a concept in these forms."""

    kind: str
    term: TermRecord
    tags: tuple[str, ...]
    guess: bool
    capital: bool  # whether the glossary writes it with a capital

    @property
    def rank(self) -> int:
        """Which of several names of a concept it is rather: the lower the better."""
        return _RANKS[self.term.role]


Readings = Mapping[str, Reading]  # concept -> what it may be of it


class Local(NamedTuple):
    """Where in the index there are forms that only a document tells of, and how they are written here."""

    places: tuple[int, ...]
    pattern: str
    before: str
    after: str
    letters: tuple[str, ...]


class Hit(NamedTuple):
    """A place in a text with all that it may be; never nothing at all."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    first: int  # the piece with the first word, see `match_words.cut`
    last: int
    readings: Readings
    locals: tuple[Local, ...]  # what of given names and head nouns that it may be where the document has the whole name


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

    def __init__(self, index: Index, language: str) -> None:
        self._index = index
        self._language = language
        self._naming = languages.get(language).naming
        self._cased = languages.get(language).script != "Arabic"
        self._reader = WordReader(languages.get(language))
        self._known: dict[str, _Known | None] = {}
        self._singles: dict[str, tuple[_Single, ...]] = {}
        self._words: dict[str, Word] = {}
        self._begins: dict[str, bool] = {}
        self._no_names: set[str] = set()  # runs of words
        self._runs: dict[tuple[str, str, str], tuple[Readings, tuple[Local, ...]]] = {}
        self._resolved: dict[tuple[Local, str], Reading | None] = {}

    def scan(self, text: str) -> Scanned:
        """All hits of a text: of those that overlap the longest, then the leftmost."""
        pieces = cut(text)
        known = self._known
        there = pieces[1::2]
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
                    self._add_longer(runs, (place, head, word.outer_start), rest, pieces, starts)
        hits = self._choose(runs, single, pieces, starts)
        self._forget()
        return Scanned(text, pieces, hits)

    def _choose(self, runs: list[Hit], single: list[int], pieces: list[str], starts: list[int]) -> list[Hit]:
        """Runs of words before words alone, for they are longer; what only the document tells of gives way to names."""
        hits = _select([run for run in runs if run.readings])
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
            hits = sorted(hits + _select(others), key=_outer)
        return hits

    def _forget(self) -> None:
        if len(self._known) + len(self._singles) > _REMEMBERED:
            self._known.clear()
            self._singles.clear()
        if len(self._begins) + len(self._no_names) + len(self._words) + len(self._runs) > _REMEMBERED:
            self._begins.clear()
            self._no_names.clear()
            self._words.clear()
            self._runs.clear()
        if len(self._resolved) > _REMEMBERED:
            self._resolved.clear()

    def plain(self, raw: str) -> str:
        """The plain form of a word."""
        return self._reader.plain(raw)

    def is_name(self, raw: str) -> bool:
        """Whether the word alone is a name in the glossary."""
        return any(readings for *_, readings, _ in self._single(raw))

    def _word(self, raw: str) -> Word:
        word = self._words.get(raw)
        if word is None:
            word = self._words[raw] = self._reader.word(raw)
        return word

    def _learned(self, raw: str) -> _Known | None:
        """What a word is; most are nothing, and that is seen at once."""
        if raw in self._known:
            return self._known[raw]
        plain = self._reader.plain(raw)
        known = None
        if self._may_matter(plain):
            word = self._word(raw)
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
            word = self._word(raw)
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
                    reading = _better(readings[entry.concept], reading)
                readings[entry.concept] = reading
        return readings

    def _attached(self, entry: Entry, before: str, after: str) -> tuple[str, ...]:
        tags = (self._naming.attach(Form(entry.text, tag, entry.guess), before, after) for tag in entry.tags)
        return tuple(tag for tag in tags if tag is not None)

    def _add_longer(
        self, found: list[Hit], begin: tuple[int, Head, int], beginning: str, pieces: list[str], starts: list[int]
    ) -> None:
        last = begin[0]
        while last + 2 < len(pieces):
            gap = self._reader.gap(pieces[last + 1])
            if not gap:
                return
            last += 2
            plain = self._reader.plain(pieces[last])
            if not plain:  # a bidi mark between two blanks
                beginning = beginning.removesuffix(gap)
                continue
            beginning += gap
            longer = beginning + plain
            if longer not in self._no_names:
                ends = [(tail, beginning + plain[: tail.place]) for tail in self._word(pieces[last]).tails]
                ends = [(tail, pattern) for tail, pattern in ends if self._index.may_know(pattern)]
                for tail, pattern in ends:
                    self._add_run(found, pattern, begin, (tail, last), pieces, starts)
                if not ends:
                    self._no_names.add(longer)
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
        pieces: list[str],
        starts: list[int],
    ) -> None:
        first, head, outer_start = begin
        tail, last = end
        printed = [pieces[first][head.start :], *pieces[first + 1 : last], pieces[last][: tail.end]]
        key = ("".join(printed), head.before, tail.after)
        run = self._runs.get(key)
        if run is None:
            entries, places = self._index.entries(pattern)
            letters: tuple[str, ...] = ()
            if self._cased and (entries or places):
                letters = tuple(letters_of(one) for one in printed[::2] if one.strip("'’‘ʼ`´"))
            readings = self._readings(entries, head.before, tail.after, letters)
            run = readings, (Local(places, pattern, head.before, tail.after, letters),) if places else ()
            self._runs[key] = run
        readings, local = run
        if (readings or local) and self._apart(pieces, first, last, readings):
            outer = starts[first] + (outer_start if head.before else head.start)
            span = (starts[first] + head.start, starts[last] + tail.end, outer, starts[last] + tail.outer)
            found.append(Hit(*span, first, last, readings, local))

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


def _better(old: Reading, new: Reading) -> Reading:
    """The better of two readings of a concept; those of one part of a name give their forms together."""
    best, other = (new, old) if new.rank < old.rank else (old, new)
    forbidden = "forbidden" in (best.term.role, other.term.role)
    if best.term == other.term or (best.term.part == other.term.part and not forbidden):
        tags = tuple(dict.fromkeys(best.tags + other.tags))
        best = best._replace(tags=tags, guess=best.guess and other.guess)
    return best


def _select(hits: list[Hit]) -> list[Hit]:
    """Of hits that overlap the longest, then the leftmost; hits on the same words become one."""
    if len(hits) < 2:
        return hits
    hits.sort(key=_widest)
    chosen: list[Hit] = []
    group = [hits[0]]
    reach = hits[0].outer_end
    for hit in hits[1:]:
        if hit.outer_start >= reach:
            chosen += _best(group) if len(group) > 1 else group
            group = [hit]
            reach = hit.outer_end
        else:
            group.append(hit)
            reach = max(reach, hit.outer_end)
    return chosen + (_best(group) if len(group) > 1 else group)


_outer = attrgetter("outer_start")


def _widest(hit: Hit) -> tuple[int, int]:
    return hit.outer_start, -hit.outer_end


def _best(group: list[Hit]) -> list[Hit]:
    first = group[0]  # the leftmost, and of those the longest
    if first.readings and first.start == first.outer_start and not any(_rivals(first, hit) for hit in group[1:]):
        return [first]  # the full name over its parts
    same: dict[tuple[int, int], Hit] = {}
    for hit in group:
        there = same.get((hit.start, hit.end))
        same[hit.start, hit.end] = hit if there is None else _together(there, hit)
    taken: list[Hit] = []
    # What only the document tells of gives way to every name.
    for hit in sorted(same.values(), key=lambda hit: (not hit.readings, hit.start - hit.end, hit.start)):
        if all(hit.outer_end <= other.outer_start or other.outer_end <= hit.outer_start for other in taken):
            taken.append(hit)
    return sorted(taken, key=_outer)


def _rivals(first: Hit, hit: Hit) -> bool:
    """Whether a hit is not merely a part of the words of another."""
    return hit.outer_end > first.outer_end or (hit.start == first.start and hit.end >= first.end)


def _together(one: Hit, other: Hit) -> Hit:
    readings = dict(one.readings)
    for concept, reading in other.readings.items():
        readings[concept] = _better(readings[concept], reading) if concept in readings else reading
    outer = (min(one.outer_start, other.outer_start), max(one.outer_end, other.outer_end))
    return one._replace(outer_start=outer[0], outer_end=outer[1], readings=readings, locals=one.locals + other.locals)

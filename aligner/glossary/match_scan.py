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


@dataclass(frozen=True, slots=True)
class _Known:
    """A word that is a name or begins one."""

    word: Word
    single: tuple[tuple[Head, Tail, Readings, tuple[Local, ...]], ...]
    longer: tuple[tuple[Head, str], ...]  # and the plain word from there on


_UNSEEN = _Known(Word("", "", (), (), 0), (), ())


class Scanner:
    """Finds the forms of an index in texts of its language."""

    def __init__(self, index: Index, language: str) -> None:
        self._index = index
        self._language = language
        self._naming = languages.get(language).naming
        self._cased = languages.get(language).script != "Arabic"
        self._reader = WordReader(languages.get(language))
        self._known: dict[str, _Known | None] = {}
        self._words: dict[str, Word] = {}
        self._begins: dict[str, bool] = {}
        self._entries: dict[str, tuple[list[Entry], tuple[int, ...]]] = {}
        self._runs: dict[tuple[str, str, str], tuple[Readings, tuple[Local, ...]]] = {}
        self._resolved: dict[tuple[Local, str], Reading | None] = {}

    def scan(self, text: str) -> Scanned:
        """All hits of a text: of those that overlap the longest, then the leftmost."""
        pieces = cut(text)
        known = self._known
        there = pieces[1::2]
        places = [(place, one) for place, one in enumerate(map(known.get, there, repeat(_UNSEEN))) if one is not None]
        found: list[Hit] = []
        starts: list[int] = []
        for place, one in places:
            word = one if one is not _UNSEEN else self._learned(there[place])
            if word is not None:
                starts = starts or list(accumulate(map(len, pieces), initial=0))
                self._add(found, word, pieces, starts, 2 * place + 1)
        if len(known) > _REMEMBERED:
            known.clear()
        if len(self._begins) + len(self._entries) + len(self._words) + len(self._runs) > _REMEMBERED:
            self._begins.clear()
            self._entries.clear()
            self._words.clear()
            self._runs.clear()
        if len(self._resolved) > _REMEMBERED:
            self._resolved.clear()
        return Scanned(text, pieces, _select(found) if len(found) > 1 else found)

    def plain(self, raw: str) -> str:
        """The plain form of a word."""
        return self._reader.plain(raw)

    def is_name(self, raw: str) -> bool:
        """Whether the word alone is a name in the glossary."""
        known = self._learned(raw)
        return known is not None and any(readings for _, _, readings, _ in known.single)

    def _word(self, raw: str) -> Word:
        word = self._words.get(raw)
        if word is None:
            word = self._words[raw] = self._reader.word(raw)
        return word

    def _learned(self, raw: str) -> _Known | None:
        """What a word is; most are nothing, and that is seen at once."""
        if raw in self._known:
            return self._known[raw]
        known = self._look_up(raw) if self._may_matter(self._reader.plain(raw)) else None
        self._known[raw] = known
        return known

    def _may_matter(self, plain: str) -> bool:
        may_know = self._index.may_know
        if may_know(plain) or "'" in plain:
            return True
        clitics = self._reader.clitics(plain)
        return bool(clitics) and any(may_know(plain[len(clitic) :]) for clitic in clitics)

    def _look_up(self, raw: str) -> _Known | None:
        word = self._reader.word(raw)
        single, longer = [], []
        for head in word.heads:
            for tail in word.tails:
                core = word.plain[head.place : tail.place]
                entries, places = self._entries_of(core) if core else ([], ())
                if not entries and not places:
                    continue
                printed = raw[head.start : tail.end]
                letters = (letters_of(printed),)
                if len(core) < _SHORT:
                    entries = [e for e in entries if same_letters(printed, e.text, self._language)]
                readings = self._readings(entries, head.before, tail.after, letters)
                if readings or places:
                    local = (Local(places, core, head.before, tail.after, letters),) if places else ()
                    single.append((head, tail, readings, local))
            rest = word.plain[head.place :]
            if rest and self._index.begins(rest):
                longer.append((head, rest))
        return _Known(word, tuple(single), tuple(longer)) if single or longer else None

    def _entries_of(self, pattern: str) -> tuple[list[Entry], tuple[int, ...]]:
        entries = self._entries.get(pattern)
        if entries is None:
            entries = self._entries[pattern] = self._index.entries(pattern)
        return entries

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
            tags: Iterable[str | None] = entry.tags
            if before or after:
                forms = (Form(entry.text, tag, entry.guess) for tag in entry.tags)
                tags = [self._naming.attach(form, before, after) for form in forms]
            kept = tuple(tag for tag in tags if tag is not None)
            if kept:
                capital = entry.text != entry.text.lower()
                _put(readings, entry.concept, Reading(entry.kind, entry.term, kept, entry.guess, capital))
        return readings

    def _add(self, found: list[Hit], known: _Known, pieces: list[str], starts: list[int], place: int) -> None:
        base = starts[place]
        for head, tail, readings, local in known.single:
            if self._apart(pieces, place, place, readings):
                outer = known.word.outer_start if head.before else head.start
                found.append(
                    Hit(
                        base + head.start,
                        base + tail.end,
                        base + outer,
                        base + tail.outer,
                        place,
                        place,
                        readings,
                        local,
                    )
                )
        for head, rest in known.longer:
            self._add_longer(found, known.word, head, rest, pieces, starts, place)

    def _add_longer(
        self, found: list[Hit], word: Word, head: Head, beginning: str, pieces: list[str], starts: list[int], first: int
    ) -> None:
        last = first
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
            if "'" in plain or longer in self._entries or self._index.may_know(longer):
                next_word = self._word(pieces[last])
                for tail in next_word.tails:
                    pattern = beginning + plain[: tail.place]
                    entries = self._entries_of(pattern)
                    if entries[0] or entries[1]:
                        self._add_run(found, pattern, (word, head, first), (tail, last), pieces, starts)
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
        begin: tuple[Word, Head, int],
        end: tuple[Tail, int],
        pieces: list[str],
        starts: list[int],
    ) -> None:
        word, head, first = begin
        tail, last = end
        printed = [pieces[first][head.start :], *pieces[first + 1 : last], pieces[last][: tail.end]]
        key = ("".join(printed), head.before, tail.after)
        run = self._runs.get(key)
        if run is None:
            entries = self._entries_of(pattern)
            letters: tuple[str, ...] = ()
            if self._cased:
                letters = tuple(letters_of(one) for one in printed[::2] if one.strip("'’‘ʼ`´"))
            told = (Local(entries[1], pattern, head.before, tail.after, letters),) if entries[1] else ()
            run = self._runs[key] = self._readings(entries[0], head.before, tail.after, letters), told
        readings, local = run
        if (readings or local) and self._apart(pieces, first, last, readings):
            outer = starts[first] + (word.outer_start if head.before else head.start)
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


def _put(readings: dict[str, Reading], concept: str, new: Reading) -> None:
    """Keep the better of two readings of a concept; those of one part of a name give their forms together."""
    old = readings.get(concept)
    if old is None:
        readings[concept] = new
        return
    best, other = (new, old) if new.rank < old.rank else (old, new)
    if best.term.part == other.term.part and "forbidden" not in (best.term.role, other.term.role):
        tags = tuple(dict.fromkeys(best.tags + other.tags))
        best = best._replace(tags=tags, guess=best.guess and other.guess)
    elif best.term == other.term:
        best = best._replace(tags=tuple(dict.fromkeys(best.tags + other.tags)), guess=best.guess and other.guess)
    readings[concept] = best


def _select(hits: list[Hit]) -> list[Hit]:
    """Of hits that overlap the longest, then the leftmost; hits on the same words become one."""
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
        _put(readings, concept, reading)
    outer = (min(one.outer_start, other.outer_start), max(one.outer_end, other.outer_end))
    return one._replace(outer_start=outer[0], outer_end=outer[1], readings=readings, locals=one.locals + other.locals)

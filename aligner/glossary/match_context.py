"""Which name is meant where words may be several, or no name at all: decided by what else stands in the document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from aligner import languages
from aligner.glossary.concepts import Concept
from aligner.glossary.match_hits import Hit, Reading, Readings
from aligner.glossary.match_patterns import is_head
from aligner.glossary.match_persons import is_of_another, joined
from aligner.glossary.match_scan import Scanned, Scanner
from aligner.languages.given_names import is_given_name
from aligner.languages.homographs import hints, is_common, is_in_phrase

__all__ = ["Decision", "Document"]

_TITLE_REACH = 4  # words before a name in which its title may stand: الرئيس السوري المؤقت الشرع
_ENDS = frozenset('.!?…؟:;؛\n«“„"(')  # after these a capital may be that of a sentence
_STOPS = frozenset(".!?…؟;؛\n")
_BETWEEN = "\n\n"  # a paragraph's end, over which no name goes
_MOST_RIVALS = 20
_FEW = 20  # persons; a given name that more of them have says nothing


class Decision(NamedTuple):
    """What a hit is."""

    concept: str
    reading: Reading
    certain: bool
    rivals: tuple[str, ...] = ()
    doubt: str = ""  # see `occurrences`


class Document:
    """The texts of one document with their hits, and what they tell of names."""

    def __init__(self, texts: Sequence[str], scanner: Scanner, language: str, concepts: Mapping[str, Concept]) -> None:
        self._texts = texts
        self.starts = list(accumulate((len(text) + len(_BETWEEN) for text in texts), initial=0))
        scanned = scanner.scan(_BETWEEN.join(texts))
        self._scanned = Scanned(scanned.text, scanned.pieces, joined(scanned, scanner, language, concepts))
        self._scanner = scanner
        self._language = language
        self._concepts = concepts
        self._plain_texts: dict[int, str] = {}  # those of the texts that somebody looked into
        self._hints = hints(language)
        self._cased = languages.get(language).script != "Arabic"
        self._full: dict[str, list[int]] = {}  # concept -> where its full name stands
        self._proven: dict[str, bool] = {}  # concept -> whether it is named somewhere beyond doubt
        for hit in self._scanned.hits:
            for concept, reading in hit.readings.items():
                if reading.term.part == "full" and reading.term.role != "forbidden":
                    self._full.setdefault(concept, []).append(hit.start)

    @property
    def hits(self) -> list[Hit]:
        """The hits in order; their offsets count from the beginning of the document, see `starts`."""
        return self._scanned.hits

    def decide(self, hit: Hit) -> Decision | None:
        """What a hit is; None: nothing, a word that is the name of something only where that was named in full."""
        readings, heads = (hit.readings, {}) if not hit.locals else self._with_locals(hit)
        if not readings:
            return self._latest(hit, heads) if heads else self._given_alone(hit)
        if len(readings) > 1:
            return self._among(hit, readings)
        ((concept, reading),) = readings.items()
        doubt = self._no_use(hit, concept, reading) or ("" if self._is_name(hit, concept, reading) else "word")
        return Decision(concept, reading, not doubt, (), doubt)

    def _is_name(self, hit: Hit, concept: str, reading: Reading) -> bool:
        if not self._doubtful(hit, reading):
            return True
        if self._is_proven(concept) and not (self._cased and self._plain(hit) in self._hints.always):
            return True
        return self._told(hit, concept, reading)

    def _is_proven(self, concept: str) -> bool:
        """Whether the document names a concept somewhere beyond doubt."""
        known = self._proven.get(concept)
        if known is None:
            alone = [hit for hit in self._scanned.hits if len(hit.readings) == 1 and concept in hit.readings]
            readings = [(hit, hit.readings[concept]) for hit in alone]
            known = any(not self._doubtful(hit, one) or self._told(hit, concept, one) for hit, one in readings)
            self._proven[concept] = known
        return known

    # What only the document tells of.

    def _with_locals(self, hit: Hit) -> tuple[Readings, Readings]:
        """The names that a hit may be, with the given names of persons of this document; and head nouns."""
        readings, heads = dict(hit.readings), {}
        for local in hit.locals:
            for concept in self._scanner.owners(local).intersection(self._full):
                reading = self._scanner.resolve(local, concept)
                if reading is None:
                    continue
                if not is_head(reading.tags[0]):
                    readings.setdefault(concept, reading)
                elif self._full[concept][0] < hit.start:
                    heads[concept] = reading
        return readings, heads

    def _latest(self, hit: Hit, heads: Readings) -> Decision:
        """The head noun of what was named last before."""
        latest = max(heads, key=lambda c: self._full[c][bisect_left(self._full[c], hit.start) - 1])
        return Decision(latest, heads[latest], False, (), "part")

    def _given_alone(self, hit: Hit) -> Decision | None:
        """A given name of somebody whom the document does not name in full: held back, where there are few such."""
        found: dict[str, Reading] = {}
        for local in hit.locals:
            owners = self._scanner.owners(local)
            for concept in owners if len(owners) <= _FEW else ():
                reading = self._scanner.resolve(local, concept)
                if reading is not None and not is_head(reading.tags[0]):
                    found[concept] = reading
        if not found:
            return None
        first, *rest = sorted(found)
        return Decision(first, found[first], False, tuple(rest), "part")

    # Several names.

    def _among(self, hit: Hit, readings: Readings) -> Decision:
        left = [c for c in readings if readings[c].term.role != "forbidden"] or list(readings)
        if len(left) > 1 and (near := [c for c in left if self._near(hit, c)]):
            left = near
        if len(left) > 1:
            words = _words_before(self._scanned.pieces, hit.first, _TITLE_REACH)
            before = [self._scanner.plain(raw) for raw in words]
            left = [c for c in left if self._introduced(readings[c].kind, before)] or left
        if len(left) > 1:
            left = self._by_part(hit, {c: readings[c] for c in left})
        best = min(left, key=lambda c: (readings[c].rank, c))
        reading = readings[best]
        doubt = "" if self._is_name(hit, best, reading) else "word"
        doubt = "rivals" if len(left) > 1 else doubt
        rivals = tuple(sorted(set(readings) - {best})[:_MOST_RIVALS]) if doubt else ()
        doubt = self._no_use(hit, best, reading) or doubt
        return Decision(best, reading, not doubt, rivals, doubt)

    def _by_part(self, hit: Hit, readings: Readings) -> list[str]:
        """Whole names before parts of persons' names, names before mere spellings, persons by the nearest full name."""
        whole = [c for c, reading in readings.items() if reading.term.part == "full"]
        named = [c for c in readings if readings[c].term.part != "full" and c in self._full]
        if whole and not named:
            return [c for c in whole if readings[c].term.role != "variant"] or whole
        if not whole and named:
            return [self._nearest(hit, named)]
        return list(readings)

    def _nearest(self, hit: Hit, concepts: Sequence[str]) -> str:
        """The one whose full name stands nearest before, else nearest after."""
        before: list[tuple[int, str]] = []
        after: list[tuple[int, str]] = []
        for concept in concepts:
            places = self._full[concept]
            here = bisect_left(places, hit.start)
            if here:
                before.append((places[here - 1], concept))
            else:
                after.append((places[0], concept))
        return max(before)[1] if before else min(after)[1]

    # Names and common words.

    def _plain(self, hit: Hit) -> str:
        return self._scanner.plain(self._scanned.text[hit.start : hit.end])

    def _doubtful(self, hit: Hit, reading: Reading) -> bool:
        """Whether one word may as well be a common word here."""
        if hit.first != hit.last:
            return False
        pieces, word = self._scanned.pieces, self._plain(hit)
        if not self._cased:
            if reading.kind not in ("person", "place", "org"):
                return False
            short = len(word) <= 3 and hit.outer_start < hit.start and self._scanned.text[hit.start - 1] in "بكلف"
            # للشرع is a word of its own; the name without its clitics is the common word.
            forms = (word, self._scanner.plain(pieces[hit.first]), self._scanner.plain(reading.term.text))
            return short or any(is_common(form, self._language, reading.kind) for form in forms)
        if not reading.capital:
            return False
        if word in self._hints.always:
            return True
        shouted = pieces[hit.first].isupper() and len(word) > 1
        if shouted and reading.term.text.split("-")[-1].isupper():
            return self._all_capitals(hit) and is_common(word, self._language, reading.kind)
        return (shouted or _starts_sentence(pieces, hit.first)) and is_common(word, self._language, reading.kind)

    def _all_capitals(self, hit: Hit) -> bool:
        pieces = self._scanned.pieces
        beside = [pieces[place] for place in (hit.first - 2, hit.last + 2) if 0 < place < len(pieces)]
        return bool(beside) and all(len(one) > 1 and one.isupper() for one in beside)

    def _told(self, hit: Hit, concept: str, reading: Reading) -> bool:
        """Whether the full name, a title, a verb of speech or a word of its context says that it is the name."""
        if reading.kind == "person" and reading.term.part != "full" and concept in self._full:
            return True
        kind, pieces = reading.kind, self._scanned.pieces
        plain = [self._scanner.plain(raw) for raw in _words_before(pieces, hit.first, _TITLE_REACH)]
        if self._introduced(kind, plain):
            return True
        if self._plain(hit) in self._hints.adjectives and plain and plain[0] in self._hints.prepositions:
            return True  # an adjective would have its noun before it
        beside = plain[:1]
        if self._hints.speech_after and hit.last + 2 < len(pieces):
            beside.append(self._scanner.plain(pieces[hit.last + 2]))
        if kind != "place" and any(self._hints.speaks(word) for word in beside):
            return True
        return self._near(hit, concept)

    def _introduced(self, kind: str, before: Sequence[str]) -> bool:
        """Whether one of the words before, the nearest first, is one for what has such a name: president, city."""
        return any(self._hints.introduces(word, kind) for word in before[: _TITLE_REACH if kind == "person" else 1])

    def _near(self, hit: Hit, concept: str) -> bool:
        """Whether a word of the concept's context stands in the same text."""
        asked = self._concepts[concept].context
        if not asked:
            return False
        number = bisect_right(self.starts, hit.start) - 1
        found = self._plain_texts.get(number)
        if found is None:
            found = self._plain_texts[number] = f" {_plain_text(self._texts[number], self._language)}"
        return any(f" {_plain_word(word, self._language)}" in found for word in asked)

    def _no_use(self, hit: Hit, concept: str, reading: Reading) -> str:
        """Why the name does not stand here for what it names; "" where it does, as far as anybody can tell."""
        if not self._cased and self._in_phrase(hit):
            return "word"
        if reading.term.part == "surname":
            other = is_of_another(hit, self._concepts[concept], self._scanned, self._scanner, self._language)
            return "person" if other else ""
        if not self._cased or reading.kind != "place":
            return ""
        if self._attribute(hit):
            return "attribute"
        return "place" if self._of_another(hit) or self._of_person(hit) else ""

    def _in_phrase(self, hit: Hit) -> bool:
        """Whether an Arabic name is the common word in a phrase: زئير الأسد."""
        pieces = self._scanned.pieces
        if hit.first != hit.last:
            return False
        alone = hit.first > 1 and hit.outer_start == hit.start and pieces[hit.first - 1].isspace()
        before = self._scanner.plain(pieces[hit.first - 2]) if alone else ""
        there = hit.last + 2 < len(pieces) and pieces[hit.last + 1].isspace()
        after = self._scanner.plain(pieces[hit.last + 2]) if there else ""
        return is_in_phrase(self._plain(hit), before, after, self._language)

    def _of_person(self, hit: Hit) -> bool:
        """Whether a place's name is somebody's surname or first name: Michael Jordan."""
        if self._language != "en" or hit.first < 3 or hit.first != hit.last:
            return False
        if self._plain(hit) not in self._hints.common:
            return False
        before, gap = self._scanned.pieces[hit.first - 2], self._scanned.pieces[hit.first - 1]
        return gap.isspace() and "\n" not in gap and is_given_name(before, self._language)

    def _of_another(self, hit: Hit) -> bool:
        """Whether a place's name is a part of another place's that the glossary does not have: Port Sudan."""
        if hit.first < 3 or hit.first != hit.last:
            return False
        raw = self._scanned.pieces[hit.first - 2]
        return (
            self._scanned.pieces[hit.first - 1].isspace()
            and raw[:1].isupper()
            and self._hints.renames(self._scanner.plain(raw))
        )

    def _attribute(self, hit: Hit) -> bool:
        """Whether a country's letters stand before a noun: "US envoy" is an adjective in other languages."""
        if self._language != "en" or hit.last + 2 >= len(self._scanned.pieces):
            return False
        letters = [one for one in self._scanned.text[hit.start : hit.end] if one.isalpha()]
        if len(letters) > 3 or not all(one.isupper() for one in letters) or hit.outer_end > hit.end:
            return False
        gap, after = self._scanned.pieces[hit.last + 1], self._scanner.plain(self._scanned.pieces[hit.last + 2])
        return gap.lstrip(".").isspace() and not self._hints.follows_name(after)


def _plain_text(text: str, language: str) -> str:
    return languages.get(language).normal_form(text).text


_plain_word = lru_cache(maxsize=4096)(_plain_text)  # the words of contexts, which are asked for again and again


def _starts_sentence(pieces: Sequence[str], place: int) -> bool:
    """Whether the word may be written with a capital because it begins a sentence, a heading or a quotation."""
    gap = pieces[place - 1]
    return place == 1 or not _ENDS.isdisjoint(gap) or gap.strip() in ("-", "–", "—")


def _words_before(pieces: Sequence[str], place: int, count: int) -> list[str]:
    """The words before one in its sentence, the nearest first."""
    found: list[str] = []
    while len(found) < count and place > 1 and _STOPS.isdisjoint(pieces[place - 1]):
        place -= 2
        found.append(pieces[place])
    return found

"""A Russian sentence around a name, cut into words and stretches between marks, with what the dictionary knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from aligner.languages.russian_paradigm_dictionary import Reading, lemma, readings
from aligner.languages.russian_valency import CLASS_NOUNS, LINKS, allows
from aligner.languages.wordlist import words

__all__ = ["Around", "OtherName", "Word", "around"]

_TOKEN = re.compile(r"[^\W_]+(?:[-‑’'][^\W_]+)*|[^\w\s]")
_CYRILLIC = re.compile("[А-Яа-яЁё]")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?…]+[»”\"')]*\s+(?=[«“\"(—–-]*\s*[A-ZА-ЯЁ\d])|\n")
_MARKS = frozenset(',;:()[]—–«»„“”"!?…')
_OPENING, _CLOSING = frozenset('«„“"'), frozenset('»“”"')
_LIKELY = 0.05  # readings less likely than this are not thought of
_RATHER = 0.2
_MOST = 400  # characters on either side that are looked at


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark."""

    text: str
    name: bool = False  # the name itself, however many words it has
    known: frozenset[str] | None = None  # the cases of the other name that it is a part of
    human: bool = False  # whether that is the name of a person

    @property
    def mark(self) -> bool:
        """Whether it is a mark that ends a stretch."""
        return not self.name and self.text in _MARKS

    @property
    def low(self) -> str:
        """In lower case, with е for ё."""
        return self.text.lower().replace("ё", "е")

    @property
    def lemmas(self) -> frozenset[str]:
        """Its dictionary forms."""
        return _facts(self.text).lemmas

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Its likely readings."""
        return _facts(self.text).likely

    @property
    def noun_cases(self) -> frozenset[str]:
        """The cases that it can be as a noun."""
        return _facts(self.text).noun_cases

    @property
    def noun(self) -> bool:
        """Whether it is a noun of the dictionary rather than anything else."""
        found = self.readings
        return bool(found) and found[0].pos == "NOUN" and found[0].known

    @property
    def verb(self) -> Reading | None:
        """The reading as a finite verb, where that is what it most likely is."""
        return _facts(self.text).verb

    @property
    def predicate(self) -> Reading | None:
        """The reading as a finite verb, or as the short participle that does its work: подписан."""
        found = self.readings
        return self.verb or (found[0] if found and found[0].pos == "PRTS" else None)

    @property
    def person(self) -> bool:
        """Whether it is a noun for a man or woman other than a name."""
        return _facts(self.text).person

    @property
    def transitive(self) -> bool:
        """Whether it is a form of a verb that takes an object."""
        return any(
            "tran" in r.grammemes
            for r in self.readings
            if r.pos in ("VERB", "INFN", "GRND") or (r.pos == "PRTF" and "actv" in r.grammemes)
        )

    def may_be_subject_of(self, verb: Reading) -> bool:
        """Whether it can be the subject of a finite verb in the singular, as far as anybody knows."""
        if self.known is not None and ("nom" not in self.known or (self.human and "neut" in verb.grammemes)):
            return False
        return _facts(self.text).subject_of(verb)

    def allows(self, case: str) -> bool:
        """Whether it can govern this case without a preposition: "dat", "ins" or "gen"."""
        return case in _facts(self.text).allows

    def pos(self, *names: str) -> bool:
        """Whether its likeliest reading is one of these parts of speech."""
        found = self.readings
        return bool(found) and found[0].pos in names


@dataclass(frozen=True, slots=True)
class _Facts:
    text: str
    likely: tuple[Reading, ...]
    lemmas: frozenset[str]
    noun_cases: frozenset[str]
    verb: Reading | None
    person: bool
    allows: frozenset[str]

    def subject_of(self, verb: Reading) -> bool:
        text = self.text
        if text in ("Что", "Кто", "Это", "это"):
            return True
        if text.isdigit():
            return "intr" in verb.grammemes
        if len(text) > 1 and not text.islower():
            adjectival = bool(self.likely) and all(r.adjectival for r in self.likely)
            unknown = not any(r.known for r in self.likely) and not adjectival
            if text.isupper() or "-" in text or unknown:
                return True  # a name that nobody knows, perhaps one that does not change
        return any(_agrees(reading, verb, lower=text.islower()) for reading in self.likely)


def _agrees(reading: Reading, verb: Reading, *, lower: bool) -> bool:
    """Whether a reading is a nominative that goes with a verb in the singular."""
    if reading.case != "nom" and "Fixd" not in reading.grammemes:
        return False
    if reading.pos == "NUMR":
        return "intr" in verb.grammemes  # else it is counted what is done: потерял девятнадцать килограммов
    if lower and reading.grammemes & {"Surn", "Name", "Patr"}:
        return False  # долгов, no Mr Долгов
    numeral = reading.pos == "ADJF" and reading.grammemes & {"Apro", "Anum"}
    if not (numeral or reading.pos in ("NOUN", "NPRO")) or reading.number == "plur":
        return False
    if "past" not in verb.grammemes or not reading.gender or reading.gender == "ms-f":
        return True
    # A woman may be called by a masculine noun: врач сказала.
    return reading.gender in verb.grammemes or ("anim" in reading.grammemes and reading.gender == "masc")


@lru_cache(maxsize=1 << 15)
def _facts(text: str) -> _Facts:
    base = _last_part(text)
    found = readings(base) if _CYRILLIC.search(base) else ()
    likely = tuple(r for r in found if r.score >= _LIKELY) or found[:1]
    lemma_of = {r: lemma(base, r.index).replace("ё", "е") for r in likely}
    verbs = [r for r in likely if _finite(r, lemma_of[r])]
    return _Facts(
        text,
        likely,
        frozenset(lemma_of.values()),
        frozenset(r.case for r in likely if r.pos in ("NOUN", "NPRO") and r.case),
        max(verbs, key=lambda r: r.score) if sum(r.score for r in verbs) >= 0.4 else None,
        any(_person(r) for r in likely if r.score >= _RATHER),
        frozenset(case for case in ("dat", "ins", "gen") for r in likely if allows(lemma_of[r], r.pos, case)),
    )


def _person(reading: Reading) -> bool:
    names = {"Name", "Surn", "Patr"}
    return reading.pos == "NOUN" and reading.known and "anim" in reading.grammemes and not reading.grammemes & names


_PREDICATES = frozenset(
    words("""
    должный намеренный намерен готовый обязанный уверенный вынужденный согласный способный рад убежденный
    заинтересованный виновный довольный недовольный
    """)
)
_PREDICATES_OF = frozenset(words("намерить обязать уверить вынудить убедить заинтересовать"))  # the dictionary's verbs
_FIRST_PARTS = (
    "спец",
    "гос",
    "зам",
    "экс",
    "вице",
    "обер",
    "пресс",
    "генерал",
    "штаб",
    "унтер",
    "супер",
    "теле",
    "кино",
)


def _finite(reading: Reading, base: str) -> bool:
    """Whether a reading is a finite verb, or a short adjective that does its work: должен, намерен."""
    if reading.pos in ("ADJS", "PRTS"):
        return base in (_PREDICATES if reading.pos == "ADJS" else _PREDICATES_OF)
    return reading.pos == "VERB" and "impr" not in reading.grammemes


def _last_part(text: str) -> str:
    """The word, or the last part of a word that the dictionary does not have: спецпосланник, госминистр."""
    low = text.lower()
    head, _, rest = low.rpartition("-")
    if head and text.islower() and len(rest) > 3 and any(r.known and _person(r) for r in readings(rest)[:1]):
        return rest  # политолог-эмигрант
    if _CYRILLIC.search(low) and not any(r.known for r in readings(low)[:1]):
        for first in _FIRST_PARTS:
            rest = low.removeprefix(first).lstrip("-")
            if rest != low and len(rest) > 3 and any(r.known for r in readings(rest)[:1]):
                return rest
    return low


@dataclass(frozen=True, slots=True)
class Around:
    """A sentence with the name as one word."""

    words: tuple[Word, ...]
    at: int  # where the name stands
    quoted: bool = False  # whether the name alone stands between quotation marks

    @property
    def name(self) -> Word:
        """The name."""
        return self.words[self.at]

    def before(self, count: int = 1) -> Word | None:
        """The word so many places before the name; None at the beginning and where a mark stands between."""
        return self._beside(-count)

    def after(self, count: int = 1) -> Word | None:
        """The word so many places after it, likewise."""
        return self._beside(count)

    def _beside(self, offset: int) -> Word | None:
        place = self.at + offset
        if not 0 <= place < len(self.words):
            return None
        low, high = sorted((self.at, place))
        return None if any(word.mark for word in self.words[low : high + 1]) else self.words[place]

    @property
    def stretch(self) -> tuple[int, int]:
        """The stretch between marks in which the name stands."""
        first = last = self.at
        while first > 0 and not self.words[first - 1].mark:
            first -= 1
        while last + 1 < len(self.words) and not self.words[last + 1].mark:
            last += 1
        return first, last + 1

    def near(self) -> list[Word]:
        """The other words of that stretch."""
        first, last = self.stretch
        return [word for place, word in enumerate(self.words[first:last], first) if place != self.at]

    def begins(self, place: int) -> bool:
        """Whether a word begins the sentence, or a quotation in it."""
        return place == 0 or self.words[place - 1].mark

    def free(self) -> Iterator[tuple[int, Word]]:
        """The other words of the stretch that hang on no preposition and on no infinitive, with their places."""
        first, last = self.stretch
        bound = False
        for place in range(first, last):
            word = self.words[place]
            if word.pos("PREP"):
                bound = True
            elif bound and not word.pos("ADJF", "PRTF", "NUMR", "ADVB"):
                bound = self._joins_unchanging(place + 1)  # the noun of the preposition: между ней и Баку
            elif word.pos("INFN") and place > self.at and word.transitive:
                return
            elif not bound and place != self.at:
                yield place, word

    def _joins_unchanging(self, place: int) -> bool:
        """Whether «и» and a name that does not change stand there."""
        if place + 1 >= len(self.words):
            return False
        link, name = self.words[place : place + 2]
        if link.low not in ("и", "или") or name.name:
            return False
        return name.text.isupper() or any("Fixd" in reading.grammemes for reading in name.readings)

    def tail(self, place: int) -> bool:
        """Whether the word there is an acronym that hangs on the noun or name before it: программой ООН, МИД РФ."""
        word = self.words[place]
        if place == 0 or len(word.text) < 2 or not word.text.isupper() or word.name:
            return False
        one = self.words[place - 1]
        return one.name or one.noun or (len(one.text) > 1 and one.text.isupper())

    def class_noun(self) -> Word | None:
        """The noun of a class of things before the name: город Дамаск, пункт пропуска Баб-эль-Хава."""
        one, two = self.before(), self.before(2)
        if one is None or not one.noun:
            return None
        if not one.lemmas.isdisjoint(CLASS_NOUNS):
            return one
        return two if two is not None and "gen" in one.noun_cases and not two.lemmas.isdisjoint(CLASS_NOUNS) else None

    def listed(self) -> bool:
        """Whether the name is one of several: a comma or «и» stands beside it."""
        beside = self.words[max(0, self.at - 1) : self.at] + self.words[self.at + 1 : self.at + 2]
        return any(word.text == "," or word.low in LINKS for word in beside)

    @property
    def plural(self) -> bool:
        """Whether the name may be a plural: Силы быстрой поддержки."""
        for piece in self.name.text.split():
            nouns = [reading for reading in Word(piece).readings if reading.pos == "NOUN"]
            if nouns:
                return any(reading.number == "plur" and reading.case == "nom" for reading in nouns)
        return False

    def close(self) -> list[Word]:
        """The four words before the name, marks aside."""
        return [word for word in self.words[max(0, self.at - 4) : self.at] if not word.mark]

    def reach(self) -> list[Word]:
        """The words of the sentence before the name, and those after it in the stretch."""
        _, last = self.stretch
        return [word for place, word in enumerate(self.words[:last]) if place != self.at and not word.mark]


class OtherName(NamedTuple):
    """The place of another name in the text."""

    start: int
    end: int
    cases: frozenset[str]
    human: bool  # whether it is the name of a person


def around(text: str, start: int, end: int, names: Sequence[OtherName] = ()) -> Around:
    """The sentence in which text[start:end] stands, with what is known of the other names in it."""
    left = max(0, start - _MOST)
    right = min(len(text), end + _MOST)
    for match in _SENTENCE_END.finditer(text, left, right):
        if match.end() <= start:
            left = match.end()
        elif match.start() >= end:
            right = match.end()
            break
    before = [_word(m[0], m.start(), names) for m in _TOKEN.finditer(text, left, start)]
    after = [_word(m[0], m.start(), names) for m in _TOKEN.finditer(text, end, right)]
    quoted = bool(before and after and before[-1].text in _OPENING and after[0].text in _CLOSING)
    if quoted:  # «Роснефть»: the marks are a part of the name
        before, after = before[:-1], after[1:]
    return Around((*before, Word(text[start:end], True), *after), len(before), quoted)


def _word(text: str, place: int, names: Sequence[OtherName]) -> Word:
    other = next((name for name in names if name.start <= place < name.end), None)
    return Word(text) if other is None else Word(text, known=other.cases, human=other.human)

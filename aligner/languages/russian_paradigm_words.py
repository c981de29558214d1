"""One word of a Russian phrase: the ways it can be read as a noun or an adjective, and its forms under each.

A word here may be more than the dictionary has: вице-премьер, 150-летие, страна-участница, Рашид-3, 36-е, Минтранс.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from aligner.languages.russian_paradigm import Cell, Paradigm, combine, decline, fixed, guessed, merged
from aligner.languages.russian_paradigm_dictionary import Reading, adjective_table, noun_table, readings
from aligner.languages.russian_persons import ARTICLE
from aligner.languages.wordlist import words

__all__ = [
    "Adjective",
    "Noun",
    "Sort",
    "adjectives",
    "is_acronym",
    "nouns",
    "oblique_only",
    "unlisted",
    "unlisted_plural",
]

_UNCHANGED = frozenset(
    words("""
    вице экс пресс премьер генерал контр обер унтер лейб штаб капитан интернет онлайн веб бизнес медиа кибер спец мини
    макси блок стоп бета топ арт шеф гала кино аудио видео ток пиар блиц альфа гамма рок поп джаз дизель газ нефте фан
    тайм брейн стресс экспресс крекинг инженер лорд панк лазер вакуум тест дзюдо ушу арм фитнес йога плей офф усть
    """)
)
_PERSONAL = frozenset({"Name", "Surn", "Patr"})
_NUMBERED = re.compile(r"(?P<base>[^\W\d_]{3,})(?P<tail>-(?:\d[\w/.-]*|[A-ZА-Я]{1,2}\d*))")
_COUNTED = re.compile(r"(?P<count>\d[\d,.]*-)(?P<base>[^\W\d_]{3,})")
_ORDINAL = re.compile(r"(?P<count>\d+|[IVXLC]+)-(?P<end>ый|ой|ий|й|ая|яя|я|ое|ее|ье|е|ые|ие|ье)")
_ORDINAL_ENDS = {
    "m": ("й", "го", "му", "й", "м", "м"),
    "f": ("я", "й", "й", "ю", "й", "й"),
    "n": ("е", "го", "му", "е", "м", "м"),
    "pl": ("е", "х", "м", "е", "ми", "х"),
}
_REGULAR = re.compile(r"(?i)(?:[нвмлкшщт]|ск|цк)(?:ий|ый|ой|ая|яя|ое|ее|ие|ые)$")
_RELATIVE = re.compile("[^-](?:ск|цк)(ий|ая|ое|ие)$")  # surnames in the dictionary: Веденский
_ADJECTIVE_ENDS = {"ий": ("sing", "masc"), "ая": ("sing", "femn"), "ое": ("sing", "neut"), "ие": ("plur", "")}
_VOWELS = "аеёиоуыэюя"


# What nouns of offices and bodies begin with; «муха» is there for мухафаза, which declines like фаза.
_FIRST_PARTS = words("спец ген гос зам экс вице пост пресс обер теле радио авиа нефте газо внеш сов муха")


@dataclass(frozen=True, slots=True)
class Noun:
    """A word read as a noun in the nominative."""

    word: str
    number: str  # "sing", "plur"
    gender: str  # "masc", "femn", "neut", "ms-f"; "" of a plural
    animate: bool
    common: bool  # the dictionary has it, and not as a name
    reading: Reading | None  # None: it goes by its ending
    head: str = ""  # what stands before it in the same word and stays: "вице-"
    tail: str = ""  # and after: "-3"
    first: Noun | None = None  # the other half where both are declined: страна-участница

    def table(self, number: str = "") -> Paradigm | None:
        """Its forms, in its own number or the other one."""
        if self.reading is None:
            if number not in ("", self.number):
                return None
            sort: Sort = "name" if self.word[:1].isupper() else "word"
            return unlisted(self.word, sort, self.gender[:1], self.animate)
        inner = noun_table(self.word, self.reading, number or self.number)
        if inner is None or (self.first is None and not self.head and not self.tail):
            return inner
        if self.first is None:
            return combine([self.head, inner, self.tail])
        other = self.first.table(number)
        return None if other is None else combine([other, "-", inner])


@dataclass(frozen=True, slots=True)
class Adjective:
    """A word read as an adjective in the nominative."""

    word: str
    number: str
    gender: str
    reading: Reading | None  # None: an ordinal in figures, or an adjective that the dictionary lacks

    def agrees(self, noun: Noun) -> bool:
        """Whether it may stand beside the noun."""
        if not self.number:
            return True
        if self.number != noun.number:
            return False
        return self.number == "plur" or noun.gender in (self.gender, "ms-f")

    def table(self, number: str, gender: str, animate: bool) -> Paradigm | None:
        """Its forms beside a noun. Adjectives are regular: also those that the dictionary lacks are sure."""
        if not self.number:
            return _ordinal(self.word, number, gender, animate)
        if self.reading is None:
            return decline(self.word, "adj", animate=animate) if number == self.number else None
        table = adjective_table(self.word, self.reading, number, gender, animate)
        return table and {case: tuple(cell._replace(guess=False) for cell in cells) for case, cells in table.items()}


def is_acronym(word: str) -> bool:
    """ООН, МИД, ХТШ."""
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and word.upper() == word


def oblique_only(word: str) -> bool:
    """Whether the dictionary has the word, and no nominative of it."""
    known = [reading for reading in readings(word) if reading.known]
    return bool(known) and all(reading.case != "nom" for reading in known)


@lru_cache(maxsize=1 << 14)
def adjectives(word: str) -> tuple[Adjective, ...]:
    """The ways to read a word as an adjective in the nominative."""
    if _ORDINAL.fullmatch(word):
        return (Adjective(word, "", "", None),)
    found = [
        Adjective(word, reading.number, reading.gender, reading)
        for reading in readings(word)
        if reading.adjectival and reading.case == "nom" and len(word) > 3 and (reading.known or _REGULAR.search(word))
    ]
    if not found and (ending := _RELATIVE.search(word.lower())):
        found.append(Adjective(word, *_ADJECTIVE_ENDS[ending[1]], None))
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def nouns(word: str) -> tuple[Noun, ...]:
    """The ways to read a word as a noun in the nominative, those that the dictionary has; the likeliest first."""
    if counted := _COUNTED.fullmatch(word):
        return tuple(_with(noun, head=counted["count"]) for noun in nouns(counted["base"]))
    if (numbered := _NUMBERED.fullmatch(word)) and not is_acronym(numbered["base"]):
        return tuple(_with(noun, tail=numbered["tail"]) for noun in nouns(numbered["base"]) if noun.first is None)
    if word == word.lower() and (len(word) < 2 or any(r.pos in ("PREP", "CONJ", "PRCL") for r in readings(word))):
        return ()
    found = [_noun(word, reading) for reading in readings(word) if reading.known and _nominative(reading)]
    if not found and word == word.lower() and "-" not in word:
        return _unlisted_compound(word)
    if found or "-" not in word:
        return tuple(found)
    start, last = word.rsplit("-", 1)
    halves = nouns(last) if len(last) > 2 else ()
    if start.lower() in _UNCHANGED or not halves:
        return tuple(_with(noun, head=start + "-") for noun in halves if noun.common)
    pairs = [
        _with(noun, first=other)
        for other in nouns(start)
        for noun in halves
        if other.common and noun.common and other.number == noun.number and last == last.lower()
    ]
    if pairs:
        return tuple(pairs)
    return tuple(_with(noun, head=start + "-") for noun in halves if noun.common and word == word.lower())


def _unlisted_compound(word: str) -> tuple[Noun, ...]:
    """A noun that the dictionary lacks, by its last part: спецпосланник, генсекретарь, мухафаза."""
    if any(reading.known for reading in readings(word)):
        return ()
    for first in _FIRST_PARTS:
        rest = word.removeprefix(first)
        if rest != word and len(rest) > 3 and (found := [noun for noun in nouns(rest) if noun.common]):
            return tuple(_with(noun, head=first) for noun in found)
    return ()


def _with(noun: Noun, *, head: str = "", tail: str = "", first: Noun | None = None) -> Noun:
    return Noun(noun.word, noun.number, noun.gender, noun.animate, noun.common, noun.reading, head, tail, first)


def _nominative(reading: Reading) -> bool:
    return reading.pos == "NOUN" and reading.case == "nom" and reading.number != ""


def _noun(word: str, reading: Reading) -> Noun:
    grammemes = reading.grammemes
    common = not grammemes & (_PERSONAL | {"Geox", "Orgn", "Trad", "Abbr", "Fixd", "Init"})
    return Noun(word, reading.number, reading.gender, "anim" in grammemes, common, reading)


def _ordinal(word: str, number: str, gender: str, animate: bool) -> Paradigm:
    match = _ORDINAL.fullmatch(word)
    assert match is not None
    count = match["count"] + "-"
    row = _ORDINAL_ENDS["pl" if number == "plur" else {"femn": "f", "neut": "n"}.get(gender, "m")]
    _, gen, dat, acc, ins, loc = (Cell(count + end) for end in row)
    if animate and (number == "plur" or gender == "masc"):
        acc = gen
    return {"nom": (Cell(word),), "gen": (gen,), "dat": (dat,), "acc": (acc,), "ins": (ins,), "loc": (loc,)}


Sort = Literal["place", "name", "word"]


def unlisted_plural(word: str) -> Paradigm | None:
    """The plural of a common word that the dictionary lacks, a currency or an office: риял, хоким, махалля."""
    low = word.lower()
    if word != low or not re.fullmatch("[а-яё]{3,}", word):
        return None
    soft = low[-1] in "йья"
    if low[-1] in "ая" and low[-2] not in _VOWELS:
        stem = word[:-1]
        gen = stem + ("ей" if low[-1] == "я" else "")
    elif low[-1] in _VOWELS:
        return None
    else:
        stem = word[:-1] if soft else word
        gen = stem + ("ев" if low[-1] == "й" else "ей" if low[-1] in "ьжшчщ" else "ов")
    a = "я" if soft else "а"
    nom = stem + ("и" if soft or stem[-1].lower() in "гкхжшчщ" else "ы")
    forms = {"nom": nom, "gen": gen, "dat": stem + a + "м", "acc": nom, "ins": stem + a + "ми", "loc": stem + a + "х"}
    return {case: (Cell(form, guess=True),) for case, form in forms.items()}


@lru_cache(maxsize=1 << 14)
def unlisted(word: str, sort: Sort, gender: str, animate: bool) -> Paradigm:
    """The forms of a word that the dictionary lacks, by its ending.

    `sort`: a place, another proper name, or a common word (which is seldom fixed).
    """
    if numbered := _NUMBERED.fullmatch(word):
        if is_acronym(numbered["base"]):
            return fixed(word)
        return combine([unlisted(numbered["base"], sort, gender, animate), numbered["tail"]])
    if "-" in word:
        if not all(word.split("-")):
            return fixed(word)
        return _compound(word, sort, gender, animate)
    low = word.lower().replace("ё", "е")
    if not re.fullmatch(r"[а-я’'ʼ`]+", low) or not set(low) & set(_VOWELS) or len(low) < 2:
        return fixed(word)
    if is_acronym(word):
        return _acronym(word, low)
    if re.search(r"[а-я][А-Я]", word) and low[-1] not in "аяй":
        return merged(fixed(word, guess=True), guessed(decline(word, "cons")))
    return _by_ending(word, low, sort, gender, animate)


def _acronym(word: str, low: str) -> Paradigm:
    """МИДа is admitted beside МИД where the letters are read as a word that ends in a consonant."""
    for noun in nouns(word):
        if noun.gender == "masc" and (table := noun.table()) and table["gen"][0].text != word:
            return merged(fixed(word), guessed(table))
    if len(low) > 2 and re.fullmatch(r"[бвгджзклмнпрстфхцчш]{0,2}[аеиоуыэюя][бвгджзклмнпрстфхцчш]{1,2}", low):
        return merged(fixed(word), guessed(decline(word, "cons")))
    return fixed(word)


def _compound(word: str, sort: Sort, gender: str, animate: bool) -> Paradigm:
    """Дейр-эз-Зор, Порт-Судан, Каменск-Уральский, Ростов-на-Дону, Франкфурт-ам-Майн, Эль-Кувейт."""
    parts = word.split("-")
    low = [part.lower() for part in parts]
    for index, part in enumerate(low[1:-1], 1):
        if part in ("на", "ам", "сюр", "он", "апон", "под", "ан", "им", "об") and not (
            part == "ан" and sort != "place"
        ):
            first = _one("-".join(parts[:index]), sort, gender, animate)
            return combine([first, "-" + "-".join(parts[index:])])
    last = adjectives(parts[-1])
    heads = nouns(parts[0]) if len(parts) == 2 else ()
    if len(parts) == 2 and not heads and low[0][-1] not in _VOWELS + "ьй":
        heads = (Noun(parts[0], "sing", "masc", False, False, None),)
    for adjective in last:
        for noun in heads:
            if adjective.agrees(noun) and not ARTICLE.fullmatch(low[0]) and sort == "place":
                table, other = noun.table(), adjective.table(noun.number, noun.gender, False)
                if table and other and parts[-1][:1].isupper():
                    return combine([table, "-", other])
    if is_acronym(parts[0]) and not is_acronym(parts[-1]):  # ООН-Хабитат
        return guessed(
            merged(fixed(word), combine(["-".join(parts[:-1]) + "-", _one(parts[-1], sort, gender, animate)]))
        )
    if parts[-1] == low[-1] and sort != "word" and not any(ARTICLE.fullmatch(part) for part in low[:1]):
        return guessed(
            merged(fixed(word), combine(["-".join(parts[:-1]) + "-", _one(parts[-1], sort, gender, animate)]))
        )
    whole = combine(["-".join(parts[:-1]) + "-", _one(parts[-1], sort, gender, animate)])
    if len(parts) == 3 and ARTICLE.fullmatch(low[1]) and low[0][-1] in "ая":  # в Махалле-эль-Кубре
        both = combine([decline(parts[0], "a"), f"-{parts[1]}-", _one(parts[-1], sort, gender, animate)])
        return merged(whole, guessed(both))
    return whole


def _one(word: str, sort: Sort, gender: str, animate: bool) -> Paradigm:
    for noun in nouns(word):
        lifeless = noun.number == "sing" and not noun.animate and noun.reading
        if lifeless and not lifeless.grammemes & _PERSONAL and (table := noun.table()):
            return table
    return unlisted(word, sort, gender, animate)


def _by_ending(word: str, low: str, sort: Sort, gender: str, animate: bool) -> Paradigm:
    last, before = low[-1], low[-2:-1]
    if last == "й" or last not in _VOWELS + "ьъ":
        return _consonant(word, low, sort, gender, animate)
    if last == "ь":
        man, woman = decline(word, "cons", animate=animate), decline(word, "soft_f")
        feminine = low.endswith(("сть", "вь", "ань", "янь", "знь", "чь", "шь", "жь", "дь", "зь", "нефть"))
        if gender in ("m", "f"):
            feminine = gender == "f"
            return guessed(woman if feminine else man)
        return guessed(merged(woman, man) if feminine else merged(man, woman))
    if last == "а" and before in _VOWELS + "ъ":  # Деръа
        return fixed(word)
    if last in "ая":
        sure = sort != "name" and len(low) > 3
        if low.endswith(("ская", "цкая")):
            return decline(word, "adj")
        return decline(word, "a") if sure else guessed(decline(word, "a"))
    return _vowel(word, low, sort, animate)


def _consonant(word: str, low: str, sort: Sort, gender: str, animate: bool) -> Paradigm:
    if gender == "f":
        return fixed(word, guess=True)
    if low.endswith(("ский", "цкий", "ый")) or (low.endswith("ий") and low[-3:-2] in "гкхжчшщн" and sort == "word"):
        return decline(word, "adj", animate=animate)
    if low.endswith(("нец", "вец", "лец", "рец")) and sort != "name":
        return guessed(merged(decline(word, "fleeting", animate=animate), decline(word, "cons", animate=animate)))
    return decline(word, "cons", animate=animate)


def _vowel(word: str, low: str, sort: Sort, animate: bool) -> Paradigm:
    if low[-1] in "уюэё":
        return fixed(word)
    if low.endswith(("ово", "ево", "ино", "ыно")) and sort == "place" and len(low) > 4:
        return merged(fixed(word), guessed(decline(word, "neuter")))
    if sort == "word" and not animate:
        for reading in readings(word):
            if _nominative(reading) and (table := noun_table(word, reading, reading.number)):
                return table
    if low[-1] == "ы" and sort != "name" and len(low) > 4:
        return guessed(merged(decline(word, "plural"), fixed(word)))
    if low.endswith(("ие", "ье", "ство")):
        return guessed(merged(decline(word, "neuter"), fixed(word)))
    return fixed(word, guess=low[-1] == "ы" or (low[-1] == "и" and sort == "place"))

"""What stands right beside a Russian name and has to be in its case, or to govern it: titles, adjectives, numerals."""

from __future__ import annotations

import re

from aligner.languages.russian_doubt_cases import Asked, asked
from aligner.languages.russian_doubt_subject import has_predicate
from aligner.languages.russian_sentence import Around, Word
from aligner.languages.russian_valency import (
    FAMILIES,
    LINKS,
    PREPOSITIONS,
    PREPOSITIONS_OF,
    RELATIONS,
    TIME_NOUNS,
)
from aligner.languages.wordlist import words

__all__ = [
    "adjective",
    "after_noun",
    "class_noun",
    "numeral",
    "of_title",
    "only_tail",
    "participle",
    "source_of_words",
    "title",
]

_PLAIN = re.compile(r"[\w\s-]+")
_ALONE = frozenset(("последний", "единственный", "главный", "самый"))  # as nouns: последним прибыл Асад
_TOLD = frozenset(
    words("""
    слово мнение данные сведение сообщение подсчет прогноз выражение оценка версия утверждение расчет информация
    инициатива приказ поручение просьба замечание признание заявление наблюдение свидетельство замысел план решение
    """)
)
_THOUSANDS = frozenset(("тысяча", "миллион", "миллиард", "тыс", "млн", "млрд"))


def title(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """президента Асад, министром обороны Касра: a title and the name behind it are in one case."""
    if kind != "person":
        return None
    own: set[str] = set()
    titles: list[Word] = []
    count = 1
    phrase = False  # whether the words so far are in a phrase with a preposition: по правам ребенка
    while (word := found.before(count)) is not None and count < 9:
        if word.person and (word.text[:1].islower() or found.begins(found.at - count)):
            own.update(r.case for r in word.readings if r.pos == "NOUN" and r.case)
            titles.append(word)
            if word.lemmas & RELATIONS and _takes_genitive(found, count):
                own.add("gen")
            if "gen" not in word.noun_cases:
                break
        elif word.low in PREPOSITIONS:
            if titles:
                break
            phrase = True
        elif not _tail(word) and (titles or not _may_hang(word)):
            outer = found.before(count + 2) if _hangs(found, count) else None
            if titles and outer is not None and (outer.person or outer.pos("ADJF")):  # уполномоченный по правам ребенка
                own.update(r.case for r in outer.readings if r.case)
            break
        count += 1
    if not titles or not own or (phrase and len(titles) > 1):
        return None
    outer = found.before(count + 1) if titles[-1] is found.before(count) else None
    if outer is not None and outer.low == "из":  # один из лидеров Даница Пейчич
        return None
    if "nom" in cases and not cases & own and has_predicate(found, cases, kind):
        return None  # обвинил президента Асад
    return frozenset(own), titles[-1].text


def _takes_genitive(found: Around, count: int) -> bool:
    """Whether a name in the genitive can be whose адвокат or посланник it is: nothing else is said to be it."""
    if count == 1:
        return True
    word = found.before()
    return word is not None and (word.person or bool(word.lemmas & FAMILIES))


def _tail(word: Word) -> bool:
    """Whether a word may stand in the tail of a title: обороны, Сирии, ООН, иностранных, Sonatrach."""
    if word.low in PREPOSITIONS or word.verb is not None or word.low in LINKS:
        return False
    if word.text.isupper() or not word.readings or word.readings[0].pos == "":
        return True
    return any(r.case == "gen" or "Fixd" in r.grammemes for r in word.readings)


def _may_hang(word: Word) -> bool:
    """Whether a word may hang on a preposition."""
    return word.verb is None and word.low not in LINKS and word.pos("NOUN", "ADJF", "NUMR")


def only_tail(gap: str) -> bool:
    """Whether what stands between an office and a name is the rest of the office: «обороны Сирии»."""
    return gap.isspace() or (_PLAIN.fullmatch(gap) is not None and all(_tail(Word(piece)) for piece in gap.split()))


def of_title(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """с представителями хуситам, инспекторы Комитет: what a person is of stands in the genitive."""
    noun = found.before()
    if kind in ("person", "title") or noun is None or not noun.person or not noun.noun or noun.text[:1].isupper():
        return None
    if cases & (noun.noun_cases | {"gen"}):
        return None
    if "nom" in cases or ("nom" in noun.noun_cases and cases & {"dat", "ins"}):
        return None
    return asked("gen", noun)


def adjective(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """61-летнего Маскареньясом: an adjective right before a name is in its case."""
    word = found.before()
    if word is None or word.low in PREPOSITIONS or (found.begins(found.at - 1) and not word.pos("ADJF")):
        return None
    reading = word.readings[0] if word.readings else None
    if reading is None or not (word.pos("ADJF") or word.low.partition("-")[2].startswith("летн")):
        return None
    if reading.grammemes & {"Apro", "Anum"} or word.lemmas & _ALONE or not (reading.known or "летн" in word.low):
        return None
    if any(r.pos in ("NOUN", "PRTF") for r in word.readings):
        return None
    own = frozenset(r.case for r in word.readings if r.adjectival and r.case)
    return (own, word.text) if own and not own & cases else None


def numeral(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """95 тысяч риалами: what is counted stands in the genitive."""
    word = found.before()
    if kind != "other" or word is None or found.name.low[-1:] in "иоеуюэ":
        return None
    thousands = bool(word.lemmas & _THOUSANDS) or word.low in _THOUSANDS
    if not (thousands or (word.text.isdigit() and not word.text.endswith("1")) or word.pos("NUMR")):
        return None
    count = 1
    while (before := found.before(count)) is not None and (before.text.isdigit() or before.pos("NUMR") or count == 1):
        count += 1
    allowed = {"gen"}
    if not thousands:
        for case, prepositions in PREPOSITIONS_OF.items():
            if before is not None and before.low in prepositions:
                allowed.add(case)
    if word.pos("NUMR") and not word.text.isdigit():
        allowed |= {r.case for r in word.readings if r.pos == "NUMR" and r.case not in ("nom", "acc")}
    return frozenset(allowed), word.text


def source_of_words(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """по подсчетам Красный Полумесяц, …: whose words they are stands in the genitive."""
    noun, one = found.before(), found.before(2)
    if noun is None or one is None or one.low != "по" or found.after() is not None or "dat" not in noun.noun_cases:
        return None
    return asked("gen", noun) if noun.lemmas & _TOLD else None


def participle(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """Гончарук, возглавляющая …: a participle behind a name that begins the clause agrees with it."""
    one = found.before()
    place = found.at + 1
    if kind != "person" or (one is not None and not one.person) or place + 1 >= len(found.words):
        return None
    word = found.words[place + 1]
    if found.words[place].text != "," or not word.pos("PRTF"):
        return None
    own = frozenset(r.case for r in word.readings if r.pos == "PRTF" and r.number == "sing" and r.case)
    return (own, word.text) if own and not own & cases else None


def class_noun(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """в провинции Латакией: the name of a place agrees with the noun before it, or stays as it is."""
    noun = found.class_noun()
    if noun is None or noun is not found.before() or kind == "person":
        return None
    if found.quoted:  # фильм «Соляная дорога», редактор газеты «Известия»
        return asked("nom gen", noun)
    own = {r.case for r in noun.readings if r.pos == "NOUN" and r.number == "sing" and r.case}
    if not own and "nom" in cases and "gen" not in cases and not found.listed():
        return asked("gen", noun)  # во всех провинциях Сирия
    if cases & (own | {"gen"}) or "nom" in cases:
        return None
    if "dat" in cases and any(word.allows("dat") for word in found.near()):
        return None
    return frozenset(own | {"gen"}), noun.text


def after_noun(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """рынок Эн-Набатию, на пляже Александрию: an accusative right after a noun, and no verb that has it as object."""
    noun = found.before()
    if noun is None or not noun.noun or (noun.text[:1].isupper() and not found.begins(found.at - 1)) or noun.person:
        return None
    if noun.lemmas & TIME_NOUNS or cases & {"nom", "gen", "dat", "ins", "loc"}:
        return None
    if kind in ("place", "org") and _hangs(found, 1):
        return asked("gen", noun)
    return None if any(word.transitive for word in found.reach()) else asked("gen", noun)


def _hangs(found: Around, count: int) -> bool:
    """Whether the word so many places before the name hangs on a preposition."""
    count += 1
    while (word := found.before(count)) is not None and word.pos("ADJF", "PRTF", "NUMR"):
        count += 1
    return word is not None and word.low in PREPOSITIONS

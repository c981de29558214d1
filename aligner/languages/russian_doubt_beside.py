"""What stands right beside a Russian name and has to be in its case, or to govern it: titles, adjectives, numerals."""

from __future__ import annotations

import re

from aligner.languages.russian_doubt_cases import Asked, asked
from aligner.languages.russian_doubt_subject import has_predicate
from aligner.languages.russian_sentence import Around, Word
from aligner.languages.russian_valency import (
    CLASS_NOUNS,
    FAMILIES,
    LINKS,
    OF_STATES,
    PREPOSITIONS,
    PREPOSITIONS_OF,
    RELATIONS,
    TIME_NOUNS,
)
from aligner.languages.wordlist import words

__all__ = [
    "adjective",
    "after_noun",
    "apposed",
    "class_noun",
    "numeral",
    "of_person",
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
_MEASURES = frozenset(words("тонна килограмм грамм литр баррель кубометр центнер унция фунт галлон мешок ящик пачка"))
_THOUSANDS = frozenset(words("тысяча миллион миллиард триллион тыс млн млрд трлн"))


def title(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """президента Асад, министром обороны Касра: a title and the name behind it are in one case."""
    if kind != "person":
        return None
    own: set[str] = set()
    titles: list[Word] = []
    count = 1
    phrase = False  # whether the words so far are in a phrase with a preposition: по правам ребенка
    while (word := found.before(count)) is not None and count < 9:
        if not titles and word.pos("ADJF") and any(word.allows(case) for case in cases & {"dat", "ins"}):
            return None  # близкие Асаду люди
        if word.person and (word.text[:1].islower() or found.begins(found.at - count)):
            title_cases = _title_cases(word)
            own.update(title_cases & (_agreed_before(found, count) or title_cases))
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


def _agreed_before(found: Around, count: int) -> frozenset[str]:
    """The cases of the adjective right before the title that stands so many places before the name."""
    word = found.before(count + 1)
    return _agreeing(word, "title") if word is not None and word.pos("ADJF") else frozenset()


def _title_cases(word: Word) -> set[str]:
    """The cases of a noun of persons before one name: сторож is nobody's «сторожа» in the genitive plural."""
    persons = [r for r in word.readings if r.pos == "NOUN" and r.case and "anim" in r.grammemes]
    alone = [r for r in persons if r.number == "sing"]
    return {r.case for r in (persons if "человек" in word.lemmas else alone or persons)}


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
    if kind in ("person", "title") or noun is None or not noun.person or not noun.noun:
        return None
    if noun.text[:1].isupper() and not found.begins(found.at - 1):
        return None
    if cases & (noun.noun_cases | {"gen"}):
        return None
    if "nom" in cases or ("nom" in noun.noun_cases and cases & {"dat", "ins"}):
        return None
    if "acc" in cases and "dat" in noun.noun_cases and any(word.transitive for word in found.near()):
        return None  # показал журналистам Латакию
    return asked("gen", noun)


def of_person(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """посла Латвию, жителям Тегеран: whose people they are stands in the genitive."""
    noun = found.before()
    if kind not in ("place", "org") or noun is None or not noun.person or not noun.noun or found.quoted:
        return None
    if cases - {"nom", "acc"} or cases & noun.noun_cases == {"nom"} or noun.lemmas & OF_STATES:
        return None
    if noun.text[:1].isupper() and not found.begins(found.at - 1):
        return None
    _, last = found.stretch
    links = (place for place in range(found.at + 1, last) if found.words[place].low in LINKS)
    last = next(links, last)
    behind = [word for word in found.words[found.at + 1 : last] if word.verb is not None or word.pos("INFN", "PRTS")]
    if cases == {"acc"}:
        before = [word for word in found.near() if word.transitive and word not in behind]
        shown = "dat" in noun.noun_cases or ("nom" in noun.noun_cases and before)
        return None if shown or any(word.transitive for word in behind) else asked("gen", noun)
    if "nom" in noun.noun_cases or (found.at + 1 < len(found.words) and found.words[found.at + 1].text in "—–-"):
        return None
    if "acc" in cases and "dat" in noun.noun_cases and any(w.transitive for w in found.near() if w not in behind):
        return None  # показал журналистам Дамаск
    return None if has_predicate(found, cases - {"acc"}, kind) else asked("gen", noun)


def adjective(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """61-летнего Маскареньясом: an adjective right before a name is in its case."""
    word = found.before()
    if word is None or word.low in PREPOSITIONS or (found.begins(found.at - 1) and not word.pos("ADJF")):
        return None
    reading = word.readings[0] if word.readings else None
    if reading is None or not (word.pos("ADJF") or word.low.partition("-")[2].startswith("летн")):
        return None
    if (reading.grammemes & {"Apro", "Anum"} and "сам" not in word.lemmas) or word.lemmas & _ALONE:
        return None
    if not reading.known and "летн" not in word.low:
        return None
    if any(r.pos in ("NOUN", "PRTF") for r in word.readings):
        return None
    own = _agreeing(word, kind)
    if any(word.allows(case) for case in cases & {"gen", "dat", "ins"}):
        return None  # лояльных Адену
    return (own, word.text) if own and not own & cases else None


def _agreeing(word: Word, kind: str) -> frozenset[str]:
    """The cases of an adjective or participle beside a name: with a man, «последний» is no accusative."""
    found = [r for r in word.readings if r.adjectival and r.case]
    return frozenset(r.case for r in found if kind not in ("person", "title") or "inan" not in r.grammemes)


def numeral(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """95 тысяч риалами: what is counted stands in the genitive."""
    word = found.before()
    if kind != "other" or word is None or found.name.low[-1:] in "иоеюэ":
        return None
    if word.lemmas & _MEASURES and word.noun and not cases & {"gen"}:
        before = found.before(2)
        if before is None or not (before.text.isdigit() or before.pos("NUMR") or before.lemmas & _THOUSANDS):
            return None
        return asked("gen", word)
    thousands = bool(word.lemmas & _THOUSANDS) or word.low in _THOUSANDS
    if not (thousands or (word.text.isdigit() and not word.text.endswith("1")) or word.pos("NUMR")):
        return None
    count = 1
    while (before := found.before(count)) is not None and (before.text.isdigit() or before.pos("NUMR") or count == 1):
        count += 1
    allowed = {"gen"}
    if not thousands:
        for case, prepositions in PREPOSITIONS_OF.items():
            if before is not None and before.low in prepositions and not (before.low == "по" and word.text.isdigit()):
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
    if kind == "title" or (one is not None and not one.person) or place + 1 >= len(found.words):
        return None
    if kind != "person" and found.at > 0:
        return None
    word = found.words[place + 1]
    if found.words[place].text != "," or not word.pos("PRTF"):
        return None
    alone = any(r.pos == "PRTF" and r.number == "sing" for r in word.readings)
    own = _agreeing(word, kind) if alone else frozenset()
    return (own, word.text) if own and not own & cases else None


def apposed(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """Ковальчику, сотрудник службы, …: who somebody is said to be after a comma is in the case of the name."""
    if kind != "person" or found.at != 0 or "nom" in cases or [word.text for word in found.words[1:2]] != [","]:
        return None
    for word in found.words[2:4]:
        if word.person and word.noun:
            own = _title_cases(word)
            return (frozenset(own), word.text) if own == {"nom"} and found.words.count(Word(",")) > 1 else None
        if not word.pos("ADJF"):
            return None
    return None


def class_noun(found: Around, cases: frozenset[str], kind: str) -> Asked:
    """в провинции Латакией: the name of a place agrees with the noun before it, or stays as it is."""
    noun = found.class_noun()
    if noun is None or noun is not found.before() or kind == "person":
        return None
    if found.quoted:  # фильм «Соляная дорога», редактор газеты «Известия»
        return asked("nom gen", noun)
    own = {r.case for r in noun.readings if r.pos == "NOUN" and r.number == "sing" and r.case}
    if not own and "гора" not in noun.lemmas and "nom" in cases and "gen" not in cases and not found.listed():
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
    if not CLASS_NOUNS.isdisjoint(noun.lemmas) and cases & noun.noun_cases:
        return None  # вошли в город Ракку
    if kind in ("place", "org") and _hangs(found, 1):
        return asked("gen", noun)
    return None if any(word.transitive for word in found.reach()) else asked("gen", noun)


def _hangs(found: Around, count: int) -> bool:
    """Whether the word so many places before the name hangs on a preposition."""
    count += 1
    while (word := found.before(count)) is not None and word.pos("ADJF", "PRTF", "NUMR"):
        count += 1
    return word is not None and word.low in PREPOSITIONS

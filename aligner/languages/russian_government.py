"""Which case the words before a name in a Russian text ask of it.

Only what grammar leaves no choice in is certain: a preposition right before the name, or before an agreeing adjective
or title that stands right before it (с президентом Сирии Ахмедом аш-Шараа). Everything else is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from aligner.languages.names import Government
from aligner.languages.russian_paradigm import CASES
from aligner.languages.russian_paradigm_dictionary import Reading, readings
from aligner.languages.wordlist import words

__all__ = ["government"]

_PREFIXES = ("", "pl.", "sg.", "head.", "head.pl.", "head.sg.")
_CONTEXT = 160  # characters before the name that are looked at
_STEPS = 9  # words
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


def _table(rows: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    return {word.replace("_", " "): frozenset(cases.split()) for cases, row in rows for word in words(row)}


_SIMPLE = _table(
    [
        ("dat", "к ко благодаря согласно вопреки"),
        ("gen", "от ото из изо у для до без безо ради из-за из-под против среди кроме вместо вне помимо ввиду"),
        ("gen", "после около вокруг возле внутри вдоль вследствие посредством близ вблизи касательно насчет"),
        ("acc", "через про сквозь"),
        ("ins", "над надо перед передо"),
        ("loc acc", "о об обо"),
        ("loc", "при"),
        ("ins gen", "с со"),
        ("acc loc", "в во на"),
        ("acc ins", "за под подо"),
        ("dat loc acc", "по"),
        ("ins gen", "между"),
    ]
)
# These are adverbs as well (накануне Лавров заявил; внутри Россия меняется), or govern more than one may list.
_LOOSE = frozenset(words("после около вокруг внутри возле вдоль вблизи близ насчет кроме вместо"))

_COMPLEX = _table(
    [
        ("ins", "в_связи_с в_соответствии_с в_сотрудничестве_с во_главе_с вместе_с наряду_с рядом_с по_сравнению_с"),
        ("ins", "в_контакте_с совместно_с вслед_за параллельно_с одновременно_с в_координации_с"),
        ("dat", "по_отношению_к применительно_к"),
        ("acc", "несмотря_на невзирая_на в_ответ_на со_ссылкой_на"),
        ("gen", "по_словам со_слов по_мнению по_данным по_сообщению по_приказу по_поручению по_просьбе по_инициативе"),
        (
            "gen",
            "по_приглашению по_указанию по_версии по_оценке по_оценкам по_утверждению по_заявлению по_свидетельству",
        ),
        (
            "gen",
            "в_адрес в_отношении в_пользу в_присутствии в_преддверии в_ходе в_рамках в_интересах за_счет",
        ),
        ("gen", "при_поддержке при_посредничестве при_содействии при_участии под_руководством под_председательством"),
        (
            "gen",
            "под_эгидой со_стороны от_имени от_лица с_помощью с_согласия на_имя вплоть_до недалеко_от неподалеку_от",
        ),
        ("gen", "за_исключением исходя_из начиная_с на_фоне с_участием"),
    ]
)
_LONGEST = max(name.count(" ") + 1 for name in _COMPLEX)

# Adjectives of these endings and words have no complement of their own (в подконтрольной Анкаре провинции has).
_PLAIN_ADJECTIVE = re.compile(r"(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")
_PLAIN_ADJECTIVES = frozenset(
    words("""
    новый старый бывший нынешний соседний северный южный восточный западный центральный молодой современный сегодняшний
    верхний нижний великий малый большой ближний дальний весь сам покойный действующий прежний будущий
    """)
)


# Past stems of verbs that a name beside them is the subject of, or the one spoken to; of some also the object.
_SPEECH = words("заяви сообщи сказа рассказа ответи посетова")
_WITH_OBJECT = words("подчеркну отмети добави поясни уточни указа призна напомни объясни констатирова резюмирова")
_SUBJECT = words("встрети_ся прибы выступи подчеркну отмети добави поясни уточни заяви договори_ся вступи отправи_ся")
_SUBJECT += words("верну_ся приеха прилете обрати_ся согласи_ся отказа_ся намерева_ся надея_ся собира_ся")
_SINGULAR = ("л", "ла", "ло")  # what many did, they may have done to the name: Лаврова добавили в список
_ENDS = ("л", "ла", "ло", "ли")
_SAID: dict[str, tuple[str, ...]] = {stem + end: ("nom", "dat") for stem in _SPEECH for end in _ENDS}
_SAID |= {stem + end: ("nom", "dat", "acc") for stem in _WITH_OBJECT for end in _ENDS}
_ACTED = frozenset(
    stem.removesuffix("_ся") + end + (("сь" if end[-1] in "аои" else "ся") if stem.endswith("_ся") else "")
    for stem in _SUBJECT
    for end in _SINGULAR
)
_MAY_TAKE = tuple(_WITH_OBJECT)  # ... and some of these: Лаврова отметил президент


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def government(text: str, start: int, end: int) -> Government | None:
    """What the words before text[start:end] ask; `languages.names.Naming.government`."""
    before = _words_before(text, start)
    if not before:
        return _before_verb(text, start, end)
    if (said := before[0].text.lower()) in _SAID:
        return _asked(_SAID[said], said, certain=True)
    return (
        _preposition(before)
        or _through_adjectives(before, text, end)
        or _coordinated(before)
        or _apposition(before, text, end)
        or _noun(before)
    )


def _words_before(text: str, start: int) -> list[_Word]:
    """The words before a place that belong to its clause, the nearest first: no mark of punctuation between them."""
    at = max(0, start - _CONTEXT)
    found: list[_Word] = []
    right = start
    matches = list(_WORD.finditer(text, at, start))
    for match in reversed(matches):
        gap = text[match.end() : right]
        if gap.strip(" \u00a0\t") or not gap or len(found) >= _STEPS:
            break
        if match.start() == at and at > 0:
            break
        found.append(_Word(match[0], match.start(), match.end()))
        right = match.start()
    return found


def _before_verb(text: str, start: int, end: int) -> Government | None:
    """«Лавров заявил» at the beginning of a sentence: the subject."""
    left = text[:start].rstrip(" \u00a0")
    if left and left[-1] not in ".!?…\n¶":
        return None
    after = _WORD.match(text, end + 1) if text[end : end + 1] in (" ", "\u00a0") else None
    if after is None or after[0] not in _ACTED:
        return None
    return _asked(("nom",), after[0], certain=not after[0].startswith(_MAY_TAKE))


def _asked(cases: Iterable[str], by: str, *, certain: bool) -> Government:
    return Government(frozenset(prefix + case for prefix in _PREFIXES for case in cases), by, certain)


def _governor(before: list[_Word], index: int) -> tuple[frozenset[str], str, bool] | None:
    """The preposition that ends at before[index]: its cases, itself, and whether it is nothing else."""
    for length in range(_LONGEST, 1, -1):
        if index + length <= len(before):
            phrase = " ".join(word.text.lower() for word in reversed(before[index : index + length])).replace("ё", "е")
            if phrase in _COMPLEX:
                return _COMPLEX[phrase], phrase, True
    word = before[index].text
    cases = _SIMPLE.get(word.lower())
    if cases is None or (word[0].isupper() and index + 1 < len(before)):
        return None  # У Цзинтай, a name
    return cases, word.lower(), word.lower() not in _LOOSE


def _preposition(before: list[_Word]) -> Government | None:
    governor = _governor(before, 0)
    if governor is None:
        return None
    cases, by, certain = governor
    return _asked(cases, by, certain=certain)


@lru_cache(maxsize=1 << 14)
def _cases(word: str, adjective: bool) -> frozenset[str]:
    """The cases a word may be in, as an adjective or as a noun."""
    found = {r.case for r in readings(word) if (r.adjectival if adjective else r.pos == "NOUN") and r.case}
    return frozenset(found)


def _through_adjectives(before: list[_Word], text: str, end: int) -> Government | None:
    """к соседней Сирии: the preposition and the adjectives have to agree on a case."""
    cases = frozenset(CASES)
    plain = True
    for index, word in enumerate(before[:-1]):
        low = word.text.lower()
        own = _cases(low, True)
        if not own or any(reading.pos in ("PREP", "CONJ", "VERB") and reading.known for reading in readings(low)[:1]):
            return None
        cases &= own
        plain = plain and _is_plain(low)
        governor = _governor(before, index + 1)
        if governor is None:
            continue
        asked, by, certain = governor
        if not asked & cases:
            return None
        by = f"{by} {' '.join(w.text for w in reversed(before[: index + 1]))}"
        # "Во всём Россия винит Запад", "на русском Лавров ответил": with an adjective the phrase may be at its end.
        return _asked(asked & cases, by, certain=certain and plain and not _verb_follows(text, end))
    return None


@lru_cache(maxsize=1 << 12)
def _is_plain(low: str) -> bool:
    if _PLAIN_ADJECTIVE.search(low):
        return True
    return any(reading.adjectival and _lemma(low, reading) in _PLAIN_ADJECTIVES for reading in readings(low))


@lru_cache(maxsize=1 << 12)
def _lemma(low: str, reading: Reading) -> str:
    from aligner.languages.russian_paradigm_dictionary import lemma

    return lemma(low, reading.index)


def _coordinated(before: list[_Word]) -> Government | None:
    """между Россией и Сирией; с Россией и Сирией: the preposition goes for both, but a clause may begin at «и»."""
    if before[0].text.lower() not in ("и", "или") or len(before) < 3:
        return None
    for index in range(2, len(before)):
        governor = _governor(before, index)
        if governor is not None:
            cases, by, _ = governor
            return _asked(cases, f"{by} … {before[0].text.lower()}", certain=False)
        if any(reading.pos in ("VERB", "INFN", "PRTS", "GRND") for reading in readings(before[index].text)[:1]):
            return None
    return None


def _apposition(before: list[_Word], text: str, end: int) -> Government | None:
    """с президентом Сирии Ахмедом аш-Шараа; заместитель министра Кадыркулов: in the case of a title, or a genitive.

    Of several titles that hang on one another any may be the one. A title in the nominative or after a preposition
    is certain; the other cases stand before a subject as well (сказал президенту Лавров), and after a preposition
    so they do where a verb follows: после встречи с президентом Лавров уехал.
    """
    titles = _titles(before)
    if not titles:
        return None
    first = titles[-1]
    cases, position = _person_cases(before[first].text.lower()), first + 1
    while position < len(before) and (own := _cases(before[position].text.lower(), True)) and own & cases:
        if _governor(before, position) is not None:
            break
        cases &= own
        position += 1
    governor = _governor(before, position) if position < len(before) else None
    by = " ".join(word.text for word in reversed(before[: first + 1]))
    if governor is not None and governor[0] & cases:
        asked, preposition, certain = governor
        return _asked(asked & cases | {"gen"}, f"{preposition} {by}", certain=certain and not _verb_follows(text, end))
    others = frozenset[str]().union(*(_person_cases(before[index].text.lower()) for index in titles))
    return _asked(cases | others | {"gen"}, by, certain=cases == {"nom"})


def _verb_follows(text: str, end: int) -> bool:
    """Whether the next word is a finite verb, whose subject the name may be."""
    after = _WORD.match(text, end + 1) if text[end : end + 1] in (" ", "\u00a0") else None
    return after is not None and any(r.pos == "VERB" for r in readings(after[0].lower())[:1])


@lru_cache(maxsize=1 << 12)
def _person_cases(low: str) -> frozenset[str]:
    return frozenset(r.case for r in readings(low) if r.pos == "NOUN" and "anim" in r.grammemes and r.case)


def _titles(before: list[_Word]) -> list[int]:
    """Where nouns of persons stand of which the words right before the name are the rest (Сирии, по правам)."""
    found: list[int] = []
    for index, word in enumerate(before[:7]):
        low = word.text.lower()
        known = [reading for reading in readings(low) if reading.known]
        opening = word.text == low or index == len(before) - 1  # Министр, at the beginning of a sentence
        if opening and known and all(_person(reading) for reading in known):
            found.append(index)
            if "gen" not in _person_cases(low):
                break
        elif not _tail(word.text, low):
            break
    return found


def _person(reading: Reading) -> bool:
    return (
        reading.known
        and reading.pos == "NOUN"
        and "anim" in reading.grammemes
        and reading.number == "sing"
        and reading.gender in ("masc", "femn", "ms-f")
        and not reading.grammemes & {"Name", "Surn", "Patr", "Geox"}
    )


def _tail(text: str, low: str) -> bool:
    """Whether a word may stand in the tail of a title: обороны, Сирии, ООН, иностранных, РФ."""
    if text.isupper():
        return True
    return any(reading.case == "gen" and (reading.adjectival or reading.pos == "NOUN") for reading in readings(low))


def _noun(before: list[_Word]) -> Government | None:
    """визит Асада, правительство Сирии: a hint."""
    low = before[0].text.lower()
    first = readings(low)[0] if readings(low) else None
    if (
        first is None
        or first.pos != "NOUN"
        or not first.known
        or "anim" in first.grammemes
        or (before[0].text != low and len(before) > 1)
    ):
        return None
    return _asked({"gen"}, before[0].text, certain=False)

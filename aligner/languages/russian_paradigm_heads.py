"""The head of a Russian phrase: the noun that its other words hang on, with the adjectives that agree with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aligner.languages.names import NameFacts
from aligner.languages.russian_paradigm_dictionary import readings
from aligner.languages.russian_paradigm_words import Adjective, Noun, adjectives, is_acronym, nouns, oblique_only
from aligner.languages.wordlist import words

__all__ = ["AGREEING", "GENERIC", "Head", "find_head", "is_foreign", "may_be_genitive"]

_ADJECTIVAL_END = re.compile(r"[^-]-[А-ЯЁ][а-яё]+(?:ий|ый|ой|ая|ое|ые)$")  # Каменск-Уральский
_FARTHEST = 10  # words; no head has more before it
_PERSONAL = frozenset({"Name", "Surn", "Patr"})
# Nouns that a name follows; of the agreeing ones it is declined with them (в городе Дамаске, though papers vary).
AGREEING = frozenset(words("город село деревня река столица страна республика станица поселок посёлок хутор"))
GENERIC = AGREEING | frozenset(
    words("""
    озеро остров полуостров гора хребет пустыня порт аэропорт станция провинция область район округ префектура штат
    мухафаза вилайет канал залив пролив мыс кратер вулкан водопад оазис лагерь долина плато плотина база авиабаза
    кратон микрорайон квартал улица площадь мост шахта рудник месторождение завод фабрика компания корпорация фирма
    банк фонд агентство газета журнал телеканал радиостанция клуб университет больница госпиталь школа гостиница отель
    судно корабль танкер сухогруз паром яхта крейсер фрегат эсминец ракета спутник проект операция программа циклон
    ураган шторм тайфун кинофестиваль фестиваль турнир группировка движение партия фракция бригада дивизия батальон
    трубопровод газопровод нефтепровод волость уезд земля департамент кантон коммуна муниципалитет горы острова
    """)
)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a phrase: where its adjectives and its noun stand; without a noun the last adjective is the head."""

    adjectives: tuple[tuple[int, Adjective], ...]
    index: int
    noun: Noun | None


def find_head(tokens: list[str], start: int, facts: NameFacts) -> Head | None:
    """The longest run of adjectives that agree with a noun after them; else the noun or adjective at `start`."""
    if start >= min(len(tokens), _FARTHEST) or tokens[start] in facts.fixed:
        return None
    if facts.kind == "place" and len(tokens) == 1 and _ADJECTIVAL_END.search(tokens[0]):
        return None
    token = tokens[start]
    for adjective in adjectives(token):
        following = start + 1
        while following < len(tokens) and tokens[following].lower() in ("и", ",", "—"):
            following += 1
        rest = find_head(tokens, following, facts) or _unlisted_head(tokens, following, adjective, facts)
        if rest is None or not all(_same(adjective, other) for _, other in rest.adjectives):
            continue
        if adjective.agrees(rest.noun) if rest.noun else following == start + 1:
            return Head(((start, adjective), *rest.adjectives), rest.index, rest.noun)
    if re.fullmatch(r"[IVXLC]+|\d+", token) and start + 1 < len(tokens):
        return find_head(tokens, start + 1, facts)
    noun = _best(nouns(token), token, len(tokens) == 1, facts)
    if noun is not None:
        if not noun.common and start + 1 < len(tokens) and (other := _compounded(tokens, start + 1, facts)):
            return other
        return Head((), start, noun)
    for adjective in adjectives(token):
        if adjective.reading is not None and adjective.gender != "neut":
            return Head(((start, adjective),), start, None)
    return None


def _compounded(tokens: list[str], index: int, facts: NameFacts) -> Head | None:
    """The common noun after a trade name, which bears the case: «Газпром нефти»."""
    token = tokens[index]
    if facts.kind == "place" or token != token.lower() or index != len(tokens) - 1 or may_be_genitive(token):
        return None
    noun = _best(nouns(token), token, True, facts)
    return Head((), index, noun) if noun else None


def _unlisted_head(tokens: list[str], index: int, adjective: Adjective, facts: NameFacts) -> Head | None:
    """The noun that an adjective asks for though the dictionary lacks it: Северный Вазиристан, Верхний Ларс."""
    if index != len(tokens) - 1 or not adjective.number or not re.fullmatch("[А-Яа-яЁё-]{3,}", tokens[index]):
        return None
    ending = tokens[index][-1].lower()
    fits = {"masc": ending not in "аяоеэиуюы", "femn": ending in "аяь", "neut": ending in "оеи", "": ending in "ыи"}
    if (
        not fits[adjective.gender if adjective.number == "sing" else ""]
        or _known(tokens[index])
        or oblique_only(tokens[index])
    ):
        return None
    return Head((), index, Noun(tokens[index], adjective.number, adjective.gender, False, False, None))


def _same(one: Adjective, other: Adjective) -> bool:
    return not one.number or not other.number or one.number == other.number


def _best(found: tuple[Noun, ...], token: str, alone: bool, facts: NameFacts) -> Noun | None:
    """The reading that suits the kind: people for titles, places for places, never a person's name for the rest."""
    if is_acronym(token) or (facts.kind == "place" and _ADJECTIVAL_END.search(token)):
        return None
    wanted = {"pl": "plur", "sg": "sing"}.get(facts.number, "")
    fit = [noun for noun in found if noun.reading and not (noun.reading.grammemes & _PERSONAL)]
    fit = [noun for noun in fit if not wanted or noun.number == wanted] or fit

    def rank(noun: Noun) -> tuple[bool, ...]:
        grammemes = noun.reading.grammemes if noun.reading else frozenset()
        return (
            facts.kind == "title" and not noun.animate,
            facts.kind == "place" and token[:1].isupper() and "Geox" not in grammemes,
            facts.kind != "place" and token[:1].islower() and "Geox" in grammemes,
            facts.kind in ("place", "org", "event") and noun.animate and noun.number == "sing",
            noun.number == "plur" and alone and not wanted,
        )

    fit.sort(key=rank)
    if fit and alone and (fit[0].animate if facts.kind == "place" else facts.kind == "title" and not fit[0].animate):
        return None  # вали, no plural of валь
    return fit[0] if fit else None


def is_foreign(tokens: list[str], head: Head, facts: NameFacts) -> bool:
    """Whether words that look Russian are a foreign name: Хан Юнис, Рас Лануф."""
    if facts.kind == "title" or head.adjectives or len(tokens) < 2 or head.noun is None:
        return False
    if tokens[0].lower() in GENERIC or any(token != token.strip('«»"„“') for token in tokens):
        return False
    if not all(token[:1].isupper() for token in tokens):
        return False
    rest = tokens[head.index + 1 :]
    if any(oblique_only(token) or _known(token) for token in rest):
        return False
    return not head.noun.animate or (facts.kind == "place" and len(tokens) == 2)


def _known(token: str) -> bool:
    return (
        is_acronym(token)
        or bool(adjectives(token))
        or any(noun.common for noun in nouns(token))
        or may_be_genitive(token)
    )


def may_be_genitive(token: str) -> bool:
    """Whether the dictionary has a genitive that is written so."""
    return any(reading.known and reading.case == "gen" for reading in readings(token))

"""What an engine knows of a famous person and says beside the name though nobody asked: the German physicist."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from aligner import languages

__all__ = ["adds_attribute", "adds_title"]

_REACH = 2  # words on either side of a name
_LOOK_BACK = 60  # characters

# English | Arabic | Russian, in plain letters, beginnings of words; Arabic without clitics and article.
_TABLE = """
physicist,scientist,mathematician | فيزيايي,عالم,رياضيات | физик,учен,математик
writer,author,novelist,playwright | كاتب,موءلف,مولف,روايي,اديب | писател,автор,романист,драматург,литератор
poet | شاعر | поэт
composer,musician,pianist | موسيقار,ملحن,موسيقي,عازف | композитор,музыкант,пианист
painter,artist,sculptor | رسام,فنان,نحات | художник,скульптор,живописец
singer | مغن,مطرب | певец,певиц,певц
dancer,ballerina | راقص | танцор,танцовщи,балерин
actor,actress | ممثل | актер,актрис
director,filmmaker | مخرج | режиссер,кинорежиссер
footballer,athlete | لاعب,رياضي | футболист,спортсмен
cosmonaut,astronaut | رايد | космонавт,астронавт
philosopher,thinker | فيلسوف,مفكر | философ,мыслител
president | رييس | президент
premier,prime | وزرا,رييس | премьер
chancellor | مستشار | канцлер
revolutionary,activist,dissident | ثوري,ثاير,ناشط,مناضل | революционер,активист,диссидент,борец,борц
nobel,laureate | نوبل | нобелевск,лауреат
legendary,famous,celebrated,renowned,late | اسطوري,شهير,راحل | легендарн,знаменит,известн,покойн
african | افريقي | африканск,юаровск
american | امريكي,اميركي | американск
austrian | نمساوي | австрийск
british,english | بريطاني,انجليزي,انكليزي | британск,английск
chilean | تشيلي | чилийск
czech | تشيكي | чешск
egyptian | مصري | египетск
french | فرنسي | французск
german | الماني | немецк,германск
indian | هندي | индийск
israeli | اسراييلي | израильск
italian | ايطالي | итальянск
japanese | ياباني | японск
argentine,argentinian | ارجنتيني | аргентинск
lebanese | لبناني | ливанск
pakistani | باكستاني | пакистанск
palestinian | فلسطيني | палестинск
russian | روسي | российск,русск
soviet | سوفييتي,سوفيتي | советск
ukrainian | اوكراني | украинск
"""
# Titles that an engine puts before a name of its own accord, the same way; what answers to one another in one line.
# A word with ~ answers to others and is too general to be put before a name for nothing.
_TITLES = """
envoy,representative,ambassador,delegate,emissary,diplomat,~spokesm,~spokesw,~spokesp | \
مبعوث,ممثل,مندوب,سفير,موفد,دبلوماسي,ديبلوماسي,~متحدث,~ناطق | \
посланник,спецпосланник,спецпредставител,эмиссар,представител,постпред,посол,посла,послу,послом,дипломат,~делегат
minister,secretary,~interior | وزير,وزرا,~امين,سكرتير | министр,секретар,замминистр,госсекретар,~генсек,~мид,~мвд
president,presidential,premier,prime,chief,~head,chair,chairman,~leader,speaker,~mayor,~foreman,~rector,~governor | \
رييس,وزرا,~زعيم,~مسءول,~مسوول,~مفوض,~منسق,~قايد,~عميد,~حاكم,~محافظ | \
президент,премьер,~глав,председател,~лидер,~руководител,спикер,~начальник,~верховн,~мэр,~ректор,~проректор,~командир
spokesman,spokeswoman,spokesperson,~speaker,~representative | متحدث,ناطق,~ممثل | пресс,спикер,~представител
colonel,~commander,admiral,marshal,~general,~chief,~brigadier,~leader | \
جنرال,عقيد,~قايد,~عميد,~ادميرال,~اميرال,~لواء,~فريق | полковник,~командир,командующ,адмирал,вице,~генерал
adviser,advisor,aide,~assistant,~consultant | ~مستشار,~مساعد | советник,помощник,~консультант
"""
_OFFICE = re.compile("посольств|представительств|embass|سفارة")  # no title, though its word begins like one
_CODES = ("en", "ar", "ru")
_CLITICS = re.compile(r"[وف]?[بكل]?(?:ال|ل)?")


def adds_attribute(
    text: str, spans: Iterable[tuple[int, int]], others: Iterable[tuple[str, str]], language: str
) -> bool:
    """Whether a profession, a nation or praise stands beside one of these stretches that no other text has anywhere.

    `others` are texts and their languages: the source, another translation of it.
    """
    near = {key for span in spans for word in _beside(text, span) for key in _keys(word, language)}
    if not near:
        return False
    return not near <= {key for other, code in others for word in _words(other) for key in _keys(word, code)}


def adds_title(text: str, start: int, others: Iterable[tuple[str, str]], language: str) -> bool:
    """Whether a title stands right before a name at `start` though no other text has one like it anywhere.

    `others` are texts and their languages.
    """
    near = _words(text[max(0, start - _LOOK_BACK) : start])
    gap = text[:start]
    if not near or not gap.endswith((" ", "\u00a0")):
        return False
    before = [word for word in (near[-_REACH:] if language == "ar" else near[-1:]) if not _OFFICE.match(word)]
    keys = {key for word in before for key in _keys(word, language, _TITLES)}
    if not keys:
        return False
    said = {
        key for other, code in others for word in _words(other) for key in _keys(word, code, _TITLES, answering=True)
    }
    return not keys & said


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def _beside(text: str, span: tuple[int, int]) -> list[str]:
    return _words(text[: span[0]])[-_REACH:] + _words(text[span[1] :])[:_REACH]


@lru_cache(maxsize=1 << 14)
def _keys(word: str, language: str, table: str = _TABLE, *, answering: bool = False) -> frozenset[int]:
    plain = languages.get(language).normal_form(word).text
    clitics = _CLITICS.match(plain) if language == "ar" else None
    starts = {plain[at:] for at in range(clitics.end() + 1)} if clitics else {plain}
    return frozenset(
        key
        for key, beginnings in enumerate(_rows(table, answering)[language])
        if any(
            start.startswith(beginnings) and len(start) <= max(map(len, beginnings), default=0) + 5 for start in starts
        )
    )


@lru_cache
def _rows(table: str, answering: bool) -> dict[str, tuple[tuple[str, ...], ...]]:
    rows = [line.split("|") for line in filter(None, map(str.strip, table.splitlines()))]
    return {code: tuple(_beginnings(row[place], answering) for row in rows) for place, code in enumerate(_CODES)}


def _beginnings(cell: str, answering: bool) -> tuple[str, ...]:
    words = cell.strip().split(",")
    return tuple(word.removeprefix("~") for word in words if answering or not word.startswith("~"))

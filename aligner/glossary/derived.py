"""Adjectives of places: "президент Сирии" is "the Syrian president", and the place is not missing there.

English and Arabic say with an adjective what Russian says with a genitive, and the other way. An adjective stands for a
place only where the source has no adjective of it that asks for one itself, and only where the source has the place
beside a noun that it belongs to: who "left Syria" left it in Russian, too. Whoever enforces a name must not write it
over such a word either.
"""

from __future__ import annotations

import re
from functools import lru_cache

from aligner import languages
from aligner.glossary.attributive import may_be_another
from aligner.glossary.forms import Term

__all__ = ["derived", "has_adjective", "is_country", "other_names"]

# English | Arabic | Russian names : adjectives; the Russian and Arabic ones without endings.
_TABLE = """
Afghanistan|أفغانستان|Афганистан : Afghan|أفغاني|афганск
Algeria|الجزائر|Алжир : Algerian|جزائري|алжирск
Argentina|الأرجنتين|Аргентина : Argentine,Argentinian|أرجنتيني|аргентинск
Armenia|أرمينيا|Армения : Armenian|أرميني,أرمني|армянск
Australia|أستراليا|Австралия : Australian|أسترالي|австралийск
Austria|النمسا|Австрия : Austrian|نمساوي|австрийск
Azerbaijan|أذربيجان|Азербайджан : Azerbaijani,Azeri|أذربيجاني,أذري|азербайджанск
Bahrain|البحرين|Бахрейн : Bahraini|بحريني|бахрейнск
Belarus|بيلاروسيا|Белоруссия,Беларусь : Belarusian|بيلاروسي|белорусск
Belgium|بلجيكا|Бельгия : Belgian|بلجيكي|бельгийск
Brazil|البرازيل|Бразилия : Brazilian|برازيلي|бразильск
Britain,United Kingdom,UK,Great Britain|بريطانيا,المملكة المتحدة|Великобритания,Британия : British|بريطاني|британск
Bulgaria|بلغاريا|Болгария : Bulgarian|بلغاري|болгарск
Canada|كندا|Канада : Canadian|كندي|канадск
Chile|تشيلي|Чили : Chilean|تشيلي|чилийск
Nepal|نيبال|Непал : Nepalese,Nepali|نيبالي|непальск
Peru|بيرو|Перу : Peruvian|بيروفي|перуанск
Philippines,the Philippines|الفلبين|Филиппины : Philippine,Filipino|فلبيني|филиппинск
Thailand|تايلاند|Таиланд : Thai|تايلاندي|таиландск,тайск
Chad|تشاد|Чад : Chadian|تشادي|чадск
China|الصين|Китай : Chinese|صيني|китайск
Cuba|كوبا|Куба : Cuban|كوبي|кубинск
Cyprus|قبرص|Кипр : Cypriot|قبرصي|кипрск
Egypt|مصر|Египет : Egyptian|مصري|египетск
Ethiopia|إثيوبيا|Эфиопия : Ethiopian|إثيوبي|эфиопск
Europe|أوروبا|Европа : European|أوروبي|европейск
France|فرنسا|Франция : French|فرنسي|французск
Georgia|جورجيا|Грузия : Georgian|جورجي|грузинск
Germany|ألمانيا|Германия : German|ألماني|германск,немецк
Greece|اليونان|Греция : Greek|يوناني|греческ
Hungary|المجر,هنغاريا|Венгрия : Hungarian|مجري,هنغاري|венгерск
India|الهند|Индия : Indian|هندي|индийск
Indonesia|إندونيسيا|Индонезия : Indonesian|إندونيسي|индонезийск
Iran|إيران|Иран : Iranian|إيراني|иранск
Iraq|العراق|Ирак : Iraqi|عراقي|иракск
Ireland|أيرلندا,إيرلندا|Ирландия : Irish|أيرلندي,إيرلندي|ирландск
Israel|إسرائيل|Израиль : Israeli|إسرائيلي|израильск
Italy|إيطاليا|Италия : Italian|إيطالي|итальянск
Japan|اليابان|Япония : Japanese|ياباني|японск
Jordan|الأردن|Иордания : Jordanian|أردني|иорданск
Kazakhstan|كازاخستان|Казахстан : Kazakh,Kazakhstani|كازاخستاني,كازاخي|казахстанск,казахск
Kuwait|الكويت|Кувейт : Kuwaiti|كويتي|кувейтск
Kyrgyzstan|قيرغيزستان|Киргизия,Кыргызстан : Kyrgyz|قيرغيزي,قرغيزي|киргизск,кыргызск
Lebanon|لبنان|Ливан : Lebanese|لبناني|ливанск
Libya|ليبيا|Ливия : Libyan|ليبي|ливийск
Mali|مالي|Мали : Malian|مالي|малийск
Mauritania|موريتانيا|Мавритания : Mauritanian|موريتاني|мавританск
Mexico|المكسيك|Мексика : Mexican|مكسيكي|мексиканск
Moldova|مولدوفا,مولدافيا|Молдавия,Молдова : Moldovan|مولدوفي,مولدافي|молдавск
Morocco|المغرب|Марокко : Moroccan|مغربي|марокканск
the Netherlands,Netherlands,Holland|هولندا|Нидерланды,Голландия : Dutch|هولندي|нидерландск,голландск
Niger|النيجر|Нигер : Nigerien|نيجري|нигерск
Nigeria|نيجيريا|Нигерия : Nigerian|نيجيري|нигерийск
North Korea|كوريا الشمالية|Северная Корея,КНДР : North Korean|كوري شمالي|северокорейск
Norway|النرويج|Норвегия : Norwegian|نرويجي|норвежск
Oman|عمان,سلطنة عمان|Оман : Omani|عماني|оманск
Pakistan|باكستان|Пакистан : Pakistani|باكستاني|пакистанск
Palestine|فلسطين|Палестина : Palestinian|فلسطيني|палестинск
Poland|بولندا|Польша : Polish|بولندي|польск
Portugal|البرتغال|Португалия : Portuguese|برتغالي|португальск
Qatar|قطر|Катар : Qatari|قطري|катарск
Romania|رومانيا|Румыния : Romanian|روماني|румынск
Russia,Russian Federation|روسيا,روسيا الاتحادية|Россия,Российская Федерация,РФ : Russian|روسي|российск,русск
Saudi Arabia|السعودية,المملكة العربية السعودية|Саудовская Аравия : Saudi|سعودي|саудовск
Serbia|صربيا|Сербия : Serbian|صربي|сербск
Somalia|الصومال|Сомали : Somali|صومالي|сомалийск
South Korea|كوريا الجنوبية|Южная Корея,Республика Корея : South Korean|كوري جنوبي|южнокорейск
Spain|إسبانيا|Испания : Spanish|إسباني|испанск
Sudan|السودان|Судан : Sudanese|سوداني|суданск
Sweden|السويد|Швеция : Swedish|سويدي|шведск
Switzerland|سويسرا|Швейцария : Swiss|سويسري|швейцарск
Syria|سوريا,سورية|Сирия : Syrian|سوري|сирийск
Tajikistan|طاجيكستان|Таджикистан : Tajik|طاجيكي,طاجيكستاني|таджикск
Tunisia|تونس|Тунис : Tunisian|تونسي|тунисск
Turkey,Turkiye,Türkiye|تركيا|Турция : Turkish|تركي|турецк
Turkmenistan|تركمانستان|Туркмения,Туркменистан : Turkmen|تركماني|туркменск
Ukraine|أوكرانيا|Украина : Ukrainian|أوكراني|украинск
United Arab Emirates|الإمارات العربية المتحدة|Объединенные Арабские Эмираты : Emirati|إماراتي|эмиратск
UAE,Emirates|الإمارات|ОАЭ,Эмираты : Emirati|إماراتي|эмиратск
United States|الولايات المتحدة|США,Соединенные Штаты : American|أمريكي,أميركي|американск
US,USA|الولايات المتحدة الأمريكية|Соединенные Штаты Америки : American|أمريكي,أميركي|американск
America|أمريكا,أميركا,الولايات المتحدة الأميركية|Америка : American|أمريكي,أميركي|американск
Uzbekistan|أوزبكستان|Узбекистан : Uzbek|أوزبكي,أوزبكستاني|узбекск
Venezuela|فنزويلا|Венесуэла : Venezuelan|فنزويلي|венесуэльск
Vietnam|فيتنام|Вьетнам : Vietnamese|فيتنامي|вьетнамск
Yemen|اليمن|Йемен : Yemeni|يمني|йеменск
"""

_CODES = ("en", "ar", "ru")
_RUSSIAN = "(?:ий|ый|ой|ая|ое|ие|ого|ому|им|ом|ей|ой|ую|их|ими|о)"
_ARABIC = "[وف]?([بلك](?!ل))?(?:ال|لل?)?{0}(?:[هة]|ين|ون|ات|تين|تان|ان)?"
_ENGLISH = "(?:an|ian|n|i|ese|ish|ine|ite|er|is|ans|ians)"


def derived(text: str, term: Term, *, sure: bool = False) -> list[tuple[int, int]]:
    """Where a text has an adjective of a place; nothing for other kinds of names.

    `sure` leaves out what only the rules make and what may be another word: хамский, думский, عيني.
    """
    if term.facts.kind != "place":
        return []
    pattern = _pattern(term.text, term.language)
    if pattern is None:
        return []
    normal = languages.get(term.language).normal_form(text)
    matches = [match for match in pattern.finditer(normal.text) if not _is_name(normal.text, match, term.language)]
    spans = [(span.start, span.end) for span in (normal.original(one.start(), one.end()) for one in matches)]
    if sure and _normal_of(term) not in _known(term.language):
        spans = [span for span in spans if not may_be_another(text[slice(*span)], term.text, term.language)]
    return spans


def has_adjective(text: str, term: Term) -> bool:
    """Whether a text has a word that may be an adjective of a place, be it a name of the country as well: السعودية."""
    pattern = _pattern(term.text, term.language) if term.facts.kind == "place" else None
    return pattern is not None and pattern.search(languages.get(term.language).normal_form(text).text) is not None


def _is_name(text: str, match: re.Match[str], language: str) -> bool:
    """Whether an Arabic adjective is the name of the country itself, as السعودية but behind a noun with the article."""
    if language != "ar":
        return False
    before = text[: match.start()].split()
    if match[1] or (before and before[-1].removeprefix("و") in _PREPOSITIONS):
        return True  # whatever it is, it stands where a name does
    if match[0].removeprefix("و") not in _known(language):
        return False
    return not before or re.match("(?:[وف]?[بك]?ال|[وف]?لل)", before[-1]) is None


_PREPOSITIONS = frozenset(("من", "في", "الي", "علي", "عن", "مع", "بين", "نحو", "ضد", "لدي", "منذ", "حتي", "خلال"))


def is_country(term: Term) -> bool:
    """Whether this is the name of a country that we know."""
    return _normal_of(term) in _known(term.language)


def _normal_of(term: Term) -> str:
    """The plain form of a name."""
    return languages.get(term.language).normal_form(term.text).text


@lru_cache(maxsize=4096)
def _pattern(name: str, language: str) -> re.Pattern[str] | None:
    plain = languages.get(language).normal_form(name).text
    known = _known(language).get(plain)
    if known is not None:
        adjectives = [re.escape(languages.get(language).normal_form(word).text) for word in known]
        joined = "(?:" + "|".join(sorted(adjectives, key=len, reverse=True)) + ")"
        if language == "ru":
            return re.compile(rf"\b{joined}{_RUSSIAN}\b")
        if language == "ar":
            return re.compile(rf"\b{_ARABIC.format(joined)}\b")
        return re.compile(rf"\b{joined}\b")
    return _by_rule(plain, language)


def _by_rule(plain: str, language: str) -> re.Pattern[str] | None:
    """Adjectives of a town or region of one word, made by the usual endings."""
    if " " in plain or len(plain) < 4:
        return None
    if language == "ru":
        stem = re.sub(r"[аяоеиыьйу]+$", "", plain).removesuffix("ск").removesuffix("к")
        return (
            re.compile(rf"\b{re.escape(stem)}(?:ий|ов|ин|ан|ен|[ьи])?(?:с|ц|сс)?к{_RUSSIAN}\b")
            if len(stem) >= 3
            else None
        )
    if language == "ar":
        stem = re.sub(r"(?:يا|ا|[هة]|ى)$", "", plain.removeprefix("ال"))
        return re.compile(rf"\b{_ARABIC.format(re.escape(stem) + 'ي')}\b") if len(stem) >= 3 else None
    stem = re.sub(r"[aeoy]+$", "", plain)
    return re.compile(rf"\b{re.escape(stem)}[aeiou]?{_ENGLISH}\b") if len(stem) >= 4 else None


@lru_cache(maxsize=4)
def _known(language: str) -> dict[str, tuple[str, ...]]:
    place = _CODES.index(language)
    plain = languages.get(language).normal_form
    found = {}
    for line in filter(None, map(str.strip, _TABLE.splitlines())):
        names, adjectives = (part.split("|") for part in line.split(" : "))
        for name in names[place].split(","):
            found[plain(name.strip()).text] = tuple(word.strip() for word in adjectives[place].split(","))
    return found


def other_names(term: Term) -> tuple[str, ...]:
    """Other names of a country that we know, in the same language: سورية for سوريا."""
    plain = _normal_of(term)
    names = languages.get(term.language).normal_form
    for row in _rows(term.language):
        if any(names(name).text == plain for name in row):
            return tuple(name for name in row if names(name).text != plain)
    return ()


@lru_cache(maxsize=4)
def _rows(language: str) -> tuple[tuple[str, ...], ...]:
    place = _CODES.index(language)
    lines = filter(None, map(str.strip, _TABLE.splitlines()))
    return tuple(tuple(map(str.strip, line.split(" : ")[0].split("|")[place].split(","))) for line in lines)

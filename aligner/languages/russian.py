"""Russian: the abbreviations, dates and turns of speech of its news, its plain forms and its numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from aligner.languages.base import Language, Punctuation
from aligner.languages.described import DescribedLanguage
from aligner.languages.english import ABBREVIATIONS as LATIN_ABBREVIATIONS
from aligner.languages.hints import HintRules, decade, month
from aligner.languages.normal import COMMON, Folding
from aligner.languages.numerals import Kind, NumberWord, NumeralRules, read_numbers
from aligner.languages.russian_names import RussianNaming
from aligner.languages.splitting import Abbreviation, SentenceRules
from aligner.languages.wordlist import words

__all__ = ["RUSSIAN"]

_MONTH = (
    "(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    "|мухаррама|сафара|раби|джумады|раджаба|шаабана|рамадана|шавваля|зуль-каада|зуль-хиджа)"
)
_MONTH_NAME = "(?:Январь|Февраль|Март|Апрель|Май|Июнь|Июль|Август|Сентябрь|Октябрь|Ноябрь|Декабрь)"

_TITLES = words("""
    г-н г-жа г-на г-ну г-ном г-не г-жи г-же г-жу гг г-да г-д ул просп пл наб бул б-р пр-т ш корп вл ср напр т.е
    т.к т.н т.ч т.о
    в.ч проф акад доц подп подполк лейт л-т адм серж ст п пп гл зам.пред корр соб дер с св о оз р м инж канд д-р
    докт арх нем
    англ фр рус араб д т и.о и.д вр врио пгт аэр ж.-д в/ч уч засл стр кв пер пр см ч ген-м ген-л ген.-майор ген.-лейт
""")
_NUMBERED = words("№ ном п.п абз разд прил рис тел факс табл илл вып кн л стб")
_CLOSING = words("""
    тыс млн млрд трлн руб коп долл евр т.д т.п др проч чел экз шт ед мес нед гг вв н.э г.р г.в обл респ р-н р-на
    р-не р-ну
    барр кВт МВт ГВт куб мин сек вкл искл
""")
_MEASURES = words("г в м см км кг мм т ц л ч га кв стр р с о д п мл экв ст")
_NAMES = words("им ген зам зав пом нач дир кап изд ред мл нар гос чл пос")

_STARTERS = frozenset(
    words("""
    А И Но В Во На По При За До От Из Под Над Для Без С Со К Ко О Об У Через После Перед Между Среди Он Она Оно
    Они Его Её Ее Их
    Ему Им Ей Мы Вы Я Ты Это Этот Эта Эти Того Тот Та Те Так Также Там Тут Здесь Теперь Тогда Затем Потом Когда
    Если Хотя Однако
    Впрочем Между Ранее Раньше Позже Сейчас Сегодня Вчера Завтра Как Кто Что Где Куда Почему Зачем Не Ни Нет Да
    Все Всё Всего Всех
    Каждый Один Одна Два Две Три Четыре Пять Многие Некоторые Несколько Другие Другой По-прежнему Кроме Вместо
    Согласно Накануне
    """)
)

_RULES = SentenceRules(
    abbreviations={
        **LATIN_ABBREVIATIONS,
        **dict.fromkeys(_TITLES, Abbreviation.TITLE),
        **dict.fromkeys(_NUMBERED, Abbreviation.NUMBERED),
        **dict.fromkeys(_CLOSING, Abbreviation.CLOSING),
        **dict.fromkeys(_MEASURES, Abbreviation.UNIT),
        **dict.fromkeys(_NAMES, Abbreviation.NAME),
    },
    starters=_STARTERS,
    pairs=frozenset(
        {"т. д", "т. п", "и др", "и пр", "и т.д", "и т.п", "н. э", "г. р", "г. в", "куб. м", "кв. м", "кв. км"}
    ),
    date=re.compile(rf"\d{{1,2}} {_MONTH}"),
    answers=frozenset(
        words("""
        Нет Никогда Никто Ничто Ничего Возможно Конечно Правда Неправда Точно Верно Неверно Спасибо Хорошо Плохо Хватит
        Довольно Тишина Ладно Именно Стоп Разумеется Безусловно Напрасно Исключено Невозможно Пожалуйста Здравствуйте
        """)
    ),
    label=re.compile(
        rf"(?:[А-ЯЁ][\w-]*(?: [А-ЯЁ][\w-]*){{0,3}}, )?"
        rf"(?:\d{{1,2}} {_MONTH}(?: \d{{4}} (?:года|г))?|(?:[12]\d{{3}}) (?:год|г)|{_MONTH_NAME}(?: \d{{4}} года)?)"
        r"(?: \([^()]*\))?"
        r"|(?:В|Во|С|Со|К|До|По|На|После|Летом|Весной|Осенью|Зимой|Около)(?: [а-яё]+){0,3}"
        r" [\dIVXХ][\dIVXХ–-]*(?:-\w{1,2})? (?:гг?|вв?)(?: до)?(?: н\. ?э)?"
        r"|(?:Весна|Лето|Осень|Зима|Начало|Конец|Середина)(?: \d{4} года| прошлого года| этого года| \d{4}-го)"
        r"|(?:Эта|Нынешняя|Прошлая|Следующая) неделя"
        r"|(?:День|Неделя|Месяц|Год|Глава|Часть|Статья|Раздел|Этап|Шаг|Пункт|Приложение|Параграф|Вопрос)"
        r" (?:\d{1,4}(?:-\w{1,3})?|[IVXL]+|перв\w+|втор\w+|трет\w+)(?: \([^()]*\))?"
    ),
    initial=re.compile(r"[^\W\d_]|Дж|Ал|Ев|Вл|Вс|Вяч|Св|Сл|Ст|Вас|Мих|Ник|Yu|Ya|Zh|Sh|Kh|Ch|Ts"),
    reporting=re.compile(
        r"[^.!?]{0,60}?\b(?:сказал|говор|ответ|отвеч|спрос|спраш|добав|замет|отмет|отмеч|продолж|призна|вспом|крикн|"
        r"возраз|улыбн|засме|поясн|поясня|уточн|пиш|напис|заяв|подчерк|удив|воскл|рассказ|повтор|отрез|шут|пошут|усмехн)"
    ),
)

# Every case of the cardinals, and the collective numerals ("двое"). "семью" is left out: far oftener it is "a family".
_UNITS = {
    1: "один одна одно одного одной одному одним одном одну",
    2: "два две двух двум двумя двое двоих двоим двоими",
    3: "три трех трем тремя трое троих троим троими",
    4: "четыре четырех четырем четырьмя четверо четверых четверым четверыми",
    5: "пять пяти пятью пятеро пятерых пятерым пятерыми",
    6: "шесть шести шестью шестеро шестерых шестерым шестерыми",
    7: "семь семи семеро семерых семерым семерыми",
    8: "восемь восьми восемью восьмью восьмеро восьмерых",
    9: "девять девяти девятью",
}
_TEEN_STEMS = words(
    "десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат"
)
_TENS = {
    20: "двадцать двадцати двадцатью",
    30: "тридцать тридцати тридцатью",
    40: "сорок сорока",
    50: "пятьдесят пятидесяти пятьюдесятью",
    60: "шестьдесят шестидесяти шестьюдесятью",
    70: "семьдесят семидесяти семьюдесятью",
    80: "восемьдесят восьмидесяти восемьюдесятью восьмьюдесятью",
    90: "девяносто девяноста",
}
_HUNDREDS = {
    100: "сто ста",
    200: "двести двухсот двумстам двумястами двухстах",
    300: "триста трехсот тремстам тремястами трехстах",
    400: "четыреста четырехсот четыремстам четырьмястами четырехстах",
    500: "пятьсот пятисот пятистам пятьюстами пятистах",
    600: "шестьсот шестисот шестистам шестьюстами шестистах",
    700: "семьсот семисот семистам семьюстами семистах",
    800: "восемьсот восьмисот восьмистам восемьюстами восьмистах",
    900: "девятьсот девятисот девятистам девятьюстами девятистах",
}
# The singular means one of it where no number stands before.
_SCALES = {
    10**3: ("тысяча тысячу тысяче тысячей тысячью", "тысячи тысяч тысячам тысячами тысячах тыс"),
    10**6: (
        "миллион миллиона миллиону миллионом миллионе",
        "миллионы миллионов миллионам миллионами миллионах млн",
    ),
    10**9: (
        "миллиард миллиарда миллиарду миллиардом миллиарде",
        "миллиарды миллиардов миллиардам миллиардами миллиардах млрд",
    ),
    10**12: (
        "триллион триллиона триллиону триллионом триллионе",
        "триллионы триллионов триллионам триллионами триллионах трлн",
    ),
}
_HALVES = {
    "полтора": "1.5",
    "полторы": "1.5",
    "полутора": "1.5",
    "полтораста": "150",
    "полмиллиона": "500000",
    "полумиллиона": "500000",
    "полумиллиону": "500000",
    "полумиллионом": "500000",
    "полмиллиарда": "500000000",
    "полтысячи": "500",
    "полсотни": "50",
}


def _forms(kind: Kind, table: Mapping[int, str]) -> dict[str, NumberWord]:
    return {form: NumberWord(kind, value) for value, forms in table.items() for form in forms.split()}


_ORDINAL_TENS = {20: "двадцат", 30: "тридцат", 40: "сороков", 50: "пятидесят", 60: "шестидесят", 70: "семидесят"}
_ORDINAL_TENS |= {80: "восьмидесят", 90: "девяност"}
_HARD = words("ый ого ому ым ом ая ой ую ые ых ыми ое")


def _ordinals() -> dict[str, NumberWord]:
    """The ordinals in all cases: from "одиннадцатый", and below ten those that count after a ten only."""
    soft = words("ий ьего ьему ьим ьем ья ьей ью ье ьи ьих ьими")
    units = {1: "перв", 2: "втор", 4: "четверт", 5: "пят", 6: "шест", 7: "седьм", 8: "восьм", 9: "девят"}
    found = {"трет" + end: NumberWord("ordinal unit", 3) for end in soft}
    found |= {stem + end: NumberWord("ordinal unit", n) for n, stem in units.items() for end in _HARD}
    found |= {stem + end: NumberWord("teen", n) for n, stem in enumerate(_TEEN_STEMS[1:], 11) for end in _HARD}
    return found | {stem + end: NumberWord("ten", n) for n, stem in _ORDINAL_TENS.items() for end in _HARD}


_NUMERALS = NumeralRules(
    words={
        **_forms("unit", _UNITS),
        **{stem + end: NumberWord("teen", n) for n, stem in enumerate(_TEEN_STEMS, 10) for end in ("ь", "и", "ью")},
        **_forms("teen", {10: "десятеро десятерых десятерым десятерыми", 12: "дюжина дюжину дюжины дюжиной дюжине"}),
        **_forms("ten", _TENS),
        **_ordinals(),
        **_forms("hundred", _HUNDREDS),
        **{form: NumberWord("bare scale", n) for n, (forms, _) in _SCALES.items() for form in forms.split()},
        **{form: NumberWord("scale", n) for n, (_, forms) in _SCALES.items() for form in forms.split()},
        **{word: NumberWord("figure", Decimal(value)) for word, value in _HALVES.items()},
    },
    lookup=lambda word: (word.casefold().replace("\u0301", "").replace("е\u0308", "е").replace("ё", "е"), False),
    phrases={"с половиной": NumberWord("and a half", 0)},
    decimal_comma=True,
    blank_groups=True,
    linked=False,
    morning=re.compile(r"(?: час(?:ов|а)?)? утра\b| час(?:ов|а)? ночи\b"),
    afternoon=re.compile(r"(?: час(?:ов|а)?)? вечера\b| час(?:ов|а)? дня\b"),
    not_before=re.compile(r" (?:трет(?:и|ей|ям)|четверт(?:и|ей|ых)|пятых|шестых|седьмых|восьмых|десятых)\b"),
)

_MONTHS = words("январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр")
_MONTH_ENDS = words("я ь е ю ем а у ем й")
# The genitive numbers at the head of an adjective: "двадцативосьмилетний".
_HEAD = re.compile(
    "(?P<hundred>сто|двухсот|трехсот|четырехсот|пятисот|шестисот|семисот|восьмисот|девятисот)?"
    "(?:(?P<teen>десяти|одиннадцати|двенадцати|тринадцати|четырнадцати|пятнадцати|шестнадцати|семнадцати|восемнадцати|девятнадцати)"
    "|(?P<ten>двадцати|тридцати|сорока|пятидесяти|шестидесяти|семидесяти|восьмидесяти|девяносто)?"
    "(?P<unit>одно|двух|трех|четырех|пяти|шести|семи|восьми|девяти)?)"
    "(?P<rest>.*)"
)
_HEADS = {
    part: {form: value for value, form in enumerate(forms.split("|"), 1)}
    for part, forms in re.findall(r"\(\?P<(hundred|teen|ten|unit)>([^()]+)\)", _HEAD.pattern)
}


def _compound(word: str) -> tuple[str, ...]:
    """The number at the head of a longer word, and for a decade or an ordinal what else it may stand for."""
    found = _HEAD.match(word)
    if found is None or len(found["rest"]) < 3 or word.startswith("семинар"):
        return ()
    if found["hundred"] == "сто" and not (found["teen"] or found["ten"] or found["unit"] or "лет" in found["rest"][:3]):
        return ()  # "столица", "стоимость"
    value = 0
    for part, step in (("hundred", 100), ("teen", 1), ("ten", 10), ("unit", 1)):
        if found[part]:
            value += _HEADS[part][found[part]] * step + (9 if part == "teen" else 10 if part == "ten" else 0)
    if not value:
        return ()
    thousands = found["rest"].startswith(("тысяч", "миллион"))
    return (str(value), str(value * 1000)) if thousands else (str(value),)


_HINTS = HintRules(
    numerals=_NUMERALS,
    words={
        **{stem + end: (month(n),) for n, stem in enumerate(_MONTHS, 1) for end in ("", *_MONTH_ENDS)},
        **{stem + end: decade(n) for n, stem in _ORDINAL_TENS.items() for end in words("ые ых ым ыми")},
        **{"десят" + end: ("10",) for end in _HARD},
        **{"сот" + end: ("100",) for end in _HARD},
        **dict.fromkeys(words("тысяч тысячи тысячам тысячами тысячный тысячного тысячной"), ("1000",)),
        **dict.fromkeys(words("десяток десятка десятке десятков декада декады"), ("10",)),
        **dict.fromkeys(words("оба обе обоих обеих обоим обеим дважды вдвое пара пару пары двойка двойки"), ("2",)),
        **dict.fromkeys(words("трижды втрое тройка тройки тройке тройку тройкой"), ("3",)),
        **dict.fromkeys(words("сутки суток суткам сутками сутках суточный суточная круглосуточно"), ("24", "1")),
        **dict.fromkeys(words("полтора полторы полутора"), ("1.5", "18", "90")),
        **dict.fromkeys(words("половина половину половины половине половиной наполовину"), ("0.5", "30", "50")),
        **dict.fromkeys(words("четверть четверти четвертью"), ("0.25", "15", "25", "45")),
        "полпроцента": ("0.5",),
        "полпункта": ("0.5",),
        **dict.fromkeys(words("полчаса получаса полчасика получасовой получасовая получасового"), ("30",)),
        **dict.fromkeys(words("полгода полугода полугодие полугодия полугодовой"), ("6",)),
        **dict.fromkeys(words("полдень полудня полудню"), ("12", "12:00")),
        **dict.fromkeys(words("полночь полночи полуночи"), ("0:00", "24:00", "12")),
        "час": ("1",),
        **dict.fromkeys(words("нулевые нулевых нулевым двухтысячные двухтысячных двухтысячным"), ("2000",)),
        **dict.fromkeys(words("век века столетие столетия столетию столетний столетняя сотня сотню сотни"), ("100",)),
    },
    phrases=(
        *(
            (re.compile(rf"(?i)\b(?:\w{{0,5}}){stem}(?:ка|ки|ке|ку|кой)\b"), (str(n),))
            for n, stem in enumerate(words("трой четв[её]р пят[её]р шест[её]р сем[её]р восьм[её]р девят десят"), 3)
        ),
        (re.compile(r"(?i)\bдвадцатк(?:а|и|е|у|ой)\b"), ("20",)),
        (re.compile(r"(?i)\bдв(?:ое|ух) суток\b|\bдва дня\b|\bдвух дней\b"), ("48",)),
        (re.compile(r"(?i)\bтр(?:и|ех|ёх) недел[ьи]\b"), ("21",)),
        (re.compile(r"(?i)\bдв(?:е|ух) недел[ьи]\b"), ("14",)),
        (re.compile(r"(?i)\b(?:на|за|через) год\b|\bгодов(?:ой|ая|ого|ую|ые|ых|ом)\b"), ("12",)),
        (re.compile(r"(?i)\bдва десятилетия\b|\bдвух десятилетий\b"), ("20",)),
        (re.compile(r"(?i)\bтр(?:и|ех|ёх) десятилети[яй]\b"), ("30",)),
        (re.compile(r"(?i)\bполвека\b|\bполувек"), ("50",)),
    ),
    compound=_compound,
)

RUSSIAN: Language = DescribedLanguage(
    code="ru",
    name="Russian",
    native_name="русский",
    script="Cyrillic",
    direction="ltr",
    punctuation=Punctuation(
        full_stop=".",
        question="?",
        exclamation="!",
        comma=",",
        semicolon=";",
        quotes=(("«", "»"), ("„", "“")),
    ),
    sentence_rules=_RULES,
    folding=Folding({**COMMON, "ё": "е", "Ё": "е"}, kept_marks=frozenset("\u0306")),
    read_numbers=lambda text: read_numbers(text, _NUMERALS),
    hint_rules=_HINTS,
    naming=RussianNaming(),
)

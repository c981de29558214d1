"""What a sentence says of amounts and dates without a figure (dozens, both, in May), and how often it says no."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from aligner import languages
from aligner.languages.wordlist import words

__all__ = ["amounts", "dates", "negations"]

# Per language, in the plain form of its words. Numbers in words are read elsewhere; these have no value of their own.
_AMOUNTS = {
    "en": {
        "dozens": "dozens|tens|scores", "hundreds": "hundreds", "thousands": "thousands", "millions": "millions",
        "billions": "billions", "both": "both", "half": "half|halves|halved", "twice": "twice|doubled?|doubling",
    },
    "ru": {
        "dozens": r"десят(?:ки|ков|кам|ками|ках)|дюжин\w*", "hundreds": "сотн(?:и|ям|ями|ях|ю|я|ей)|сотен",
        "thousands": "тысяч(?:и|ам|ами|ах|у|ей)?", "millions": r"миллион\w*", "billions": r"миллиард\w*",
        "both": "оба|обе|обо?их|обо?им|обо?ими|обеих|обеим|обеими", "half": r"половин\w{0,2}|вполовину",
        "twice": r"вдвое|дважды|удво\w+",
    },
    "ar": {
        "dozens": "عشرات", "hundreds": "ميات", "thousands": "الاف|الوف", "millions": "ملايين",
        "billions": "مليارات|بلايين", "both": "كلا|كلتا|كلي|كلتي|كلاهما|كليهما|كلتاهما|كلتيهما", "half": "نصف",
        "twice": "ضعف|ضعفي|ضعفين|ضعفا|مرتين",
    },
}  # fmt: skip
_MONTHS_AND_DAYS = {
    "en": words("""
        january february march april may june july august september october november december
        monday tuesday wednesday thursday friday saturday sunday
    """),
    "ru": words(r"""
        январ\w{1,3} феврал\w{1,3} март(?:а|е|у|ом)? апрел\w{1,3} ма(?:й|я|е|ю|ем) июн\w{1,2} июл\w{1,2}
        август(?:а|е|у|ом)? сентябр\w{1,3} октябр\w{1,3} ноябр\w{1,3} декабр\w{1,3}
        понедельник\w{0,3} вторник\w{0,3} сред(?:а|у|ы|е|ой|ам) четверг\w{0,3} пятниц\w{1,3} суббот\w{1,3}
        воскресень\w{1,3}
    """),
    "ar": words("""
        يناير|كانون_الثاني فبراير|شباط مارس|اذار ابريل|نيسان مايو|ايار يونيو|حزيران يوليو|تموز اغسطس|(?<![بكل])اب
        سبتمبر|ايلول اكتوبر|تشرين_الاول نوفمبر|تشرين_الثاني ديسمبر|كانون_الاول
        الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت الاحد
    """),
}
_NEGATIONS = {
    "en": re.compile(r"\b(?:not|no|never|none|nor|neither|nobody|nothing|without|cannot)\b|n['’]t\b"),
    "ru": re.compile(r"\b(?:не|нет|нельзя|без)\b"),  # of «никто не пришел» one is enough
    "ar": re.compile(r"\b[وف]?(?:لا|لم|لن|ليس|ليست|ليسوا|لست|لسنا|غير|دون|بدون|بلا|عدم|لسن)\b"),
}
_WEAKLY = {"ru": re.compile(r"\b(?:ни|никогда|никто|ничего)\b")}
_PREFIXED = {"ar": r"[وف]?[بكل]?(?:ال|ل)?"}


def amounts(text: str, language: str) -> Counter[str]:
    """The amounts that a text names by words that are no numbers: dozens, both, half. A thousand in "3 thousand" is
    a part of a number."""
    known = languages.get(language)
    for mention in reversed(known.numbers(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return _counted(known.normal_form(text).text, _pattern(language, "amounts"))


def dates(text: str, language: str) -> Counter[str]:
    """The months and days of the week that a text names, each by one key in all its names."""
    if language == "en":
        text = re.sub(r"\b(?:may|march)\b", " ", text)  # the verbs
    return _counted(languages.get(language).normal_form(text).text, _pattern(language, "dates"))


def negations(text: str, language: str) -> tuple[int, bool]:
    """How often a text says no, and whether it says so at all; what only strengthens a no is not counted."""
    plain = languages.get(language).normal_form(text).text
    count = len(_NEGATIONS[language].findall(plain))
    weakly = _WEAKLY.get(language)
    return count, count > 0 or bool(weakly and weakly.search(plain))


def _counted(plain: str, pattern: re.Pattern[str]) -> Counter[str]:
    return Counter(found.lastgroup or "" for found in pattern.finditer(plain))


@lru_cache
def _pattern(language: str, what: str) -> re.Pattern[str]:
    if what == "dates":
        table = {f"d{at}": written.replace("_", " ") for at, written in enumerate(_MONTHS_AND_DAYS[language])}
    else:
        table = _AMOUNTS[language]
    rows = "|".join(f"(?P<{key}>{written})" for key, written in table.items())
    return re.compile(rf"\b{_PREFIXED.get(language, '')}(?:{rows})\b")

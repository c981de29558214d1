"""Other numbers, weekdays and months in a piece, the same in both its languages and with the grammar left as it was."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable

__all__ = ["other_month", "other_numbers", "other_weekday"]

_NUMBER = re.compile(
    r"(?<![\w.,:/–-])(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+)(?!\w|[.,:/–-]\d|-(?:th|nd|st|rd|[а-я]{1,2}\b))"
)
_NO_DIGIT = re.compile(r"\D")
_AFTER_WEEKDAY = re.compile(r" (?:الماضي|الماضية|المقبل|المقبلة|القادم|القادمة|المنصرم|الفائت|الجاري|الأول|الأخير)")
_DAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "ar": ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
    "ru": ["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"],
}
_MONTHS = {
    "en": [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ],
    "ar": [
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
        "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ],
    "ru": ["январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"],
}  # fmt: skip
_LEVANT = [
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
]  # fmt: skip
Texts = dict[str, str]


def other_numbers(texts: Texts, rng: random.Random) -> Texts:
    """The texts with other values for numbers from 32 on that stand once in each of them.

    Digits that decide the form of the counted noun (the last two, of two-digit numbers the last) stay; years from 1900
    to 2099 become others of these, which nothing agrees with.
    """
    found = [Counter(_NO_DIGIT.sub("", hit) for hit in _NUMBER.findall(text)) for text in texts.values()]
    taken = {digits for counts in found for digits in counts}
    for digits in sorted(taken):
        if not all(counts[digits] == 1 for counts in found) or int(digits) < 32 or digits[0] == "0":
            continue
        new = _other(digits, rng)
        if new not in taken:
            taken.add(new)
            texts = {language: _put(text, digits, new) for language, text in texts.items()}
    return texts


def _other(digits: str, rng: random.Random) -> str:
    if len(digits) == 4 and 1900 <= int(digits) < 2100:
        return str(rng.randint(1946, 2025))
    kept = 1 if len(digits) == 2 else 2
    first = rng.choice("3456789" if len(digits) == 2 else "123456789")
    return first + "".join(rng.choice("0123456789") for _ in digits[1:-kept]) + digits[-kept:]


def _put(text: str, old: str, new: str) -> str:
    def digits(match: re.Match[str]) -> str:
        if _NO_DIGIT.sub("", match[0]) != old:
            return match[0]
        following = iter(new)
        return re.sub(r"\d", lambda _: next(following), match[0])

    return _NUMBER.sub(digits, text)


def other_weekday(texts: Texts, rng: random.Random) -> Texts:
    """The texts on another day of the week, if each names one day once, in Russian as в среду and the like."""
    return _renamed(texts, rng, {"en": _english_days, "ar": _arabic_days, "ru": _russian_days})


def other_month(texts: Texts, rng: random.Random) -> Texts:
    """The texts in another month, if each names one month once and no day that some month lacks."""
    if any(re.search(r"\b(?:29|30|31)\b", text) for text in texts.values()):
        return texts
    return _renamed(texts, rng, {"en": _english_months, "ar": _arabic_months, "ru": _russian_months})


# A finder gives the hits in a text: what stands there (start, end), which day or month it is, and how another is put.
_Hit = tuple[int, int, int, Callable[[int], str]]


def _renamed(texts: Texts, rng: random.Random, finders: dict[str, Callable[[str], list[_Hit]]]) -> Texts:
    hits = {language: finders[language](text) for language, text in texts.items()}
    if any(len(found) != 1 for found in hits.values()) or len({found[0][2] for found in hits.values()}) != 1:
        return texts
    names = 7 if finders["en"] is _english_days else 12
    new = rng.randrange(names)
    changed = {}
    for language, ((start, end, _, put),) in hits.items():
        changed[language] = texts[language][:start] + put(new) + texts[language][end:]
    return changed


def _english_days(text: str) -> list[_Hit]:
    return [
        (hit.start(), hit.end(), _DAYS["en"].index(hit[0]), _DAYS["en"].__getitem__)
        for hit in re.finditer(rf"\b(?:{'|'.join(_DAYS['en'])})\b", text)
    ]


def _arabic_days(text: str) -> list[_Hit]:
    found: list[_Hit] = []
    for hit in re.finditer(rf"(?<![\w])(?:{'|'.join(_DAYS['ar'])}|الإثنين)(?!\w)", text):
        day = _DAYS["ar"].index(hit[0].replace("الإثنين", "الاثنين"))
        found += [(hit.start(), hit.end(), day, _DAYS["ar"].__getitem__)] * (
            2 if _AFTER_WEEKDAY.match(text, hit.end()) else 1  # an adjective agrees with it: two hits, left alone
        )
    return found


def _russian_days(text: str) -> list[_Hit]:
    stems = r"понедельник|вторник|сред[аыеу]|четверг|пятниц|суббот|воскресень"
    if len(re.findall(rf"\b(?:{stems})", text, re.IGNORECASE)) != 1:
        return []
    hit = re.search(rf"\b([Вв])о? ({'|'.join(_DAYS['ru'])})\b", text)
    if hit is None:
        return []
    letter = hit[1]

    def put(day: int) -> str:
        return f"{letter}{'о' if day == 1 else ''} {_DAYS['ru'][day]}"

    return [(hit.start(), hit.end(), _DAYS["ru"].index(hit[2]), put)]


def _english_months(text: str) -> list[_Hit]:
    return [
        (hit.start(), hit.end(), _MONTHS["en"].index(hit[0]), _MONTHS["en"].__getitem__)
        for hit in re.finditer(rf"\b(?:{'|'.join(_MONTHS['en'])})\b", text)
    ]


def _arabic_months(text: str) -> list[_Hit]:
    pair = "|".join(f"{a}/{b}|{b}/{a}" for a, b in zip(_MONTHS["ar"], _LEVANT, strict=True))
    alone = "|".join((*_MONTHS["ar"], *_LEVANT))
    found: list[_Hit] = []
    for hit in re.finditer(rf"(?<![\w])(?:{pair}|{alone})(?!\w)", text):
        first, _, second = hit[0].partition("/")
        tables = [_LEVANT if name in _LEVANT else _MONTHS["ar"] for name in (first, second) if name]

        def put(month: int, tables: list[list[str]] = tables) -> str:
            return "/".join(table[month] for table in tables)

        found.append((hit.start(), hit.end(), tables[0].index(first), put))
    return found


def _russian_months(text: str) -> list[_Hit]:
    found: list[_Hit] = []
    for hit in re.finditer(
        r"\b(?:(январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)([яеь])|(март|август)(а|е|)|(ма)([яей]))\b", text
    ):
        stem, ending = next((hit[at], hit[at + 1]) for at in (1, 3, 5) if hit[at])
        case = "gen" if ending in "яа" and ending else "prep" if ending == "е" else "nom"

        def put(month: int, case: str = case) -> str:
            stem = _MONTHS["ru"][month]
            endings = {"март": "ае ", "август": "ае ", "ма": "яей"}.get(stem, "яеь")
            return (stem + endings[("gen", "prep", "nom").index(case)]).strip()

        found.append((hit.start(), hit.end(), _MONTHS["ru"].index(stem), put))
    return found

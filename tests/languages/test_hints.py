"""Hints: what words may stand for without being a number; readings: what a figure may mean besides its value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.languages import LANGUAGES, get, is_code, other_readings, time_parts

HINTS = {
    "en": {
        "the tenth time": "10",
        "since the nineties": "1990",
        "7 October": "month 10",
        "in May": "month 5",
        "half a percent": "0.5",
        "it rang at noon": "12:00",
        "the XVIII congress": "18",
    },
    "ru": {
        "в десятый раз": "10",
        "пятилетний мальчик": "5",
        "двадцативосьмилетнего": "28",
        "стопятидесятилетие": "150",
        "в девяностых": "1990",
        "нулевые годы": "2000",
        "«Большая семёрка»": "7",
        "евротройки": "3",
        "полпроцента": "0.5",
        "7 октября": "month 10",
        "в мае": "month 5",
        "в час дня": "1",
        "XV века": "15",
    },
    "ar": {
        "للمرة العاشرة": "10",
        "في الخامسة من عمره": "5",
        "التسعينيات": "1990",
        "ثمانينات القرن الماضي": "1980",
        "مجموعة السبع": "7",
        "نصف في المئة": "0.5",
        "7 أكتوبر": "month 10",
        "في تشرين الأول": "month 10",
        "الأول من مارس": "1",
    },
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, cases in HINTS.items() for text in cases])
def test_words_hint_at_values(code: str, text: str) -> None:
    assert HINTS[code][text] in get(code).number_hints(text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Troops may march on the city and I saw Israel."),
        ("ru", "Президент посетил столицу страны. Стоимость семинара неизвестна."),
        ("ar", "زار الرئيس العاصمة."),
    ],
)
def test_plain_prose_hints_at_nothing(code: str, text: str) -> None:
    assert get(code).number_hints(text) == frozenset()


@pytest.mark.parametrize(
    ("code", "text", "reading"),
    [
        ("en", "in 2023–24", "2024"),
        ("ru", "в 1998/99 году", "1999"),
        ("en", "at 15:05", "15.05"),
        ("en", "at 3:30 p.m.", "3:30"),
        ("ru", "в 8:40", "840"),
        ("en", "on 7/10/2023", "month 10"),
        ("en", "since 9/11", "month 9"),
        ("ar", "٧/١٠/٢٠٢٣", "month 10"),
        ("en", "worth $2m", "2000000"),
        ("en", "worth $2.5m", "2500000"),
        ("ru", "с 24 до 41 тысячи", "24000"),
        ("ru", "в 90-е годы", "1990"),
        ("ru", "на 92-м году жизни", "91"),
    ],
)
def test_figures_have_other_readings(code: str, text: str, reading: str) -> None:
    assert reading in frozenset().union(*other_readings(text, get(code).numbers(text)))


@pytest.mark.parametrize("text", ["in 2023", "24 men and 41 women", "2 metres", "5990s", "3.5 of 7", "$2 more"])
def test_plain_figures_have_none(text: str) -> None:
    assert not any(other_readings(text, get("en").numbers(text)))


def test_times_and_codes() -> None:
    assert time_parts("15:30") == (frozenset({"15", "3"}), "30")
    assert time_parts("0:05") == (frozenset({"0", "12"}), "5")
    assert time_parts("1530") is None
    text = "An F-16 left T4 after 3 hours"
    assert [is_code(text, mention) for mention in get("en").numbers(text)] == [True, True, False]


@given(st.text(), st.sampled_from(sorted(LANGUAGES)))
def test_any_text_is_read(text: str, code: str) -> None:
    language = get(code)
    mentions = language.numbers(text)
    assert len(other_readings(text, mentions)) == len(mentions)
    assert all(hint for hint in language.number_hints(text))

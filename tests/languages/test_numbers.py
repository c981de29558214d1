"""Numbers: each language's figures and words, and that one fact has one value in the three of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.languages import LANGUAGES, get
from aligner.languages.wordlist import words

CASES = {
    "en": {
        "two hundred and fourteen people": ["214"],
        "12 thousand, 3.5 million and 5bn": ["12000", "3500000", "5000000000"],
        "half a million dollars, two and a half million": ["500000", "2500000"],
        "a hundred men, a dozen more": ["100", "12"],
        "twelve hundred kilometres, two hundred and forty first-year students": ["1200", "240"],
        "1,250.5 and 1.250 and 12,000": ["1250.5", "1.25", "12000"],
        "5–7 or 2020-2021": ["5", "7", "2020", "2021"],
        "at 11.40 p.m., 10:30 and 5 a.m.": ["23:40", "10:30", "5:00"],
        "one man, thousands of others": [],
        "twenty-two, the twenty-first, the seventeenth, the second": ["22", "21", "17"],
        "two-thirds of them, a tenth": [],
        "3rd of May 2012, the 1980s": ["3", "2012", "1980"],
        "one hundred twenty-three thousand four hundred fifty-six": ["123456"],
        "five, six; seven and eight": ["5", "6", "7", "8"],
        "a 40-year-old": ["40"],
        "12.05.2024": ["12", "5", "2024"],
        "29.4% and 1½": ["29.4", "1.5"],
    },
    "ru": {
        "двести четырнадцать": ["214"],
        "12 тыс. человек, 3,5 миллиона, 5 млрд": ["12000", "3500000", "5000000000"],
        "полмиллиона, два с половиной миллиона, полторы тысячи": ["500000", "2500000", "1500"],
        "сто человек, миллион": ["100", "1000000"],
        "1 250,5 и 11 206 и 1.250.000": ["1250.5", "11206", "1250000"],
        "3-го мая 2012 г., 31-е место, 1980-х": ["3", "2012", "31", "1980"],
        "один, тысячи других": [],
        "2 млн 300 тыс.": ["2300000"],
        "пятьюдесятью тремя, двадцати двух, сорока": ["53", "22", "40"],
        "сорок третий, двадцать второго, семнадцатая, вторая": ["43", "22", "17"],
        "две трети": [],
        "от пяти до семи, двое": ["5", "7", "2"],
        "сто двадцать три тысячи четыреста пятьдесят шесть": ["123456"],
        "в 10:30, в 5 часов вечера": ["10:30", "17:00"],
        "трёхсот": ["300"],
    },
    "ar": {
        "مئتان وأربعة عشر": ["214"],
        "12 ألف شخص و3.5 مليون و11 ألفا": ["12000", "3500000", "11000"],
        "نصف مليون، مليون ونصف المليون": ["500000", "1500000"],
        "١٬٢٥٠٫٥ و٢٠٢٤": ["1250.5", "2024"],
        "أحد عشر، اثني عشر، اثنتين وعشرين": ["11", "12", "22"],
        "خمسة وعشرون، واحد وعشرون": ["25", "21"],
        "ثلاثة آلاف وخمسمئة": ["3500"],
        "ألفين، مليونان، مليوني دولار، ألفا شخص": ["2000", "2000000", "2000000", "2000"],
        "مليونين و300 ألف": ["2300000"],
        "اليوم الحادي والخمسون بعد المئة، المئة والعشرون": ["151", "120"],
        "اليوم السادس بعد المئتين": ["206"],
        "أعضاء الجامعة الاثنين والعشرين، ثمانمئة": ["22", "800"],
        "الرابعة وعشر دقائق، عُثر عليه ميتا": ["10"],
        "مئة وعشرة": ["110"],
        "ثلاث مئة، ثلاثمائة وخمسة وستين يوما": ["300", "365"],
        "واحد، عشرات، آلاف": [],
        "يوم الاثنين": [],
        "100 في المئة، 5 بالمئة": ["100", "5"],
        "ألف ومئة طالب": ["1100"],
        "مائة وثلاثة وعشرون ألفا وأربعمئة وستة وخمسون": ["123456"],
        "السابعة عشرة، الثاني والعشرين": ["17", "22"],
        "بين 5 و7": ["5", "7"],
        "الساعة 23:40، السادسة مساء": ["23:40", "18:00"],
        "كل كمية، لست": [],
    },
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, cases in CASES.items() for text in cases])
def test_values(code: str, text: str) -> None:
    assert [mention.value for mention in get(code).numbers(text)] == CASES[code][text]


def test_mentions_say_where_they_stand() -> None:
    text = "Up to 12 тыс. человек или two"
    assert [text[m.start : m.end] for m in get("ru").numbers(text)] == ["12 тыс"]
    text = "killed two hundred and fourteen people"
    assert [text[m.start : m.end] for m in get("en").numbers(text)] == ["two hundred and fourteen"]


@pytest.mark.parametrize(
    ("english", "arabic", "russian"),
    [
        ("Some 743,000 people in 39 districts", "نحو 743 ألف شخص في 39 دائرة", "743 тыс. человек в 39 округах"),
        ("two million dollars", "مليوني دولار", "два миллиона долларов"),
        ("twenty-two officials", "اثنين وعشرين مسؤولا", "двадцатью двумя чиновниками"),
        ("29.4 per cent in 2021", "29.4 بالمئة في ٢٠٢١", "29,4% в 2021 году"),
        ("1.6 million workers", "1.6 مليون عامل", "1,6 млн работников"),
    ],
)
def test_a_fact_has_one_value(english: str, arabic: str, russian: str) -> None:
    values = [
        [mention.value for mention in get(code).numbers(text)]
        for code, text in (("en", english), ("ar", arabic), ("ru", russian))
    ]
    assert values[0] == values[1] == values[2] != []


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from(sorted(LANGUAGES)))
def test_plain_figures_keep_their_value(value: int, code: str) -> None:
    arabic = str(value).translate({ord("0") + n: 0x660 + n for n in range(10)})
    for written in (str(value), arabic):
        assert [m.value for m in get(code).numbers(f"x {written} x")] == [str(value)]
    grouped = f"{value:,}".replace(",", " " if code == "ru" else ",")
    assert [m.value for m in get(code).numbers(grouped)] == [str(value)]


_PIECES = st.sampled_from(
    words(
        "1 12 1.5 1,250 10:30 two hundred thousand and a half million twenty-one 12.05.2024 двадцать тысяч с половиной "
        "млн сто полтора مئة و ألف وعشرين ونصف نصف مليونان ½ ٣ . , - –"
    )
)


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=15).map(" ".join)), st.sampled_from(sorted(LANGUAGES)))
def test_mentions_are_in_order_and_plain(text: str, code: str) -> None:
    at = 0
    for mention in get(code).numbers(text):
        assert at <= mention.start < mention.end <= len(text)
        at = mention.end
        assert mention.value.replace(":", "").replace(".", "", 1).isascii()
        assert mention.value.replace(":", "").replace(".", "", 1).isdecimal()


def test_a_number_of_a_million_figures_is_read_at_once() -> None:
    assert get("en").numbers("9" * 1_000_000)[0].value == "9" * 1_000_000
    assert len(get("ru").numbers("1 111" + " 111" * 100_000)) >= 1

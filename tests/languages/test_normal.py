"""Plain forms: what they even out, and that the way back is right for any text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.languages import LANGUAGES, get


@pytest.mark.parametrize(
    ("code", "left", "right"),
    [
        ("en", "Al‑Shara’s “plan”", 'al-shara\'s "plan"'),
        ("en", "Sanʿa", "san'a"),
        ("en", "Khamīs Mushayṭ", "khamis mushayt"),
        ("en", "Erdoğan Diyarbakır", "erdogan diyarbakir"),
        ("en", "\ufeffThe  end", "the end"),
        ("ar", "مُحَمَّـد", "محمد"),
        ("ar", "أحمد إلى آخر ٱلليل", "احمد الي اخر الليل"),
        ("ar", "هٰذا", "هذا"),
        ("ar", "کتاب علی", "كتاب علي"),
        ("ar", "١٢٣ و۴۵۶", "123 و456"),
        ("ar", "ﻣﺤﻤﺪ", "محمد"),
        ("ar", "مسؤول شؤون", "مسوول شوون"),
        ("ar", "مكتبة", "مكتبة"),
        ("ru", "Ёлка — Сёмга", "елка - семга"),
        ("ru", "за́мок", "замок"),
        ("ru", "МОСКВА", "москва"),
    ],
)
def test_evens_out(code: str, left: str, right: str) -> None:
    folded = get(code).normal_form
    assert folded(left).text == folded(right).text == right
    assert folded(unicodedata.normalize("NFD", left)).text == right


def test_russian_short_i_is_a_letter_of_its_own_composed_or_not() -> None:
    folded = get("ru").normal_form
    assert folded("й").text == folded("и\u0306").text == "й"
    assert folded("й").text != folded("и").text


def test_the_way_back_points_into_the_text_as_given() -> None:
    text = "قال  الرَّئِيسُ  أمس"
    form = get("ar").normal_form(text)
    start = form.text.index("الرييس")
    assert form.original(start, start + 6).of(text) == "الرَّئِيس"


def test_the_way_back_from_a_character_that_became_three() -> None:
    form = get("en").normal_form("a… b")
    assert form.text == "a... b"
    assert form.original(1, 4) == (1, 2)
    assert form.original(5, 6) == (3, 4)


_TEXT = st.one_of(
    st.text(),
    st.text(alphabet="аеёиЙй\u0306\u0308\u0301 أإآٱىئؤةـًّٰﻻﷺ–—’“…ʿﬁßİıA\u200d½²5٥ \n\u00a0"),
)


@given(_TEXT, st.sampled_from(sorted(LANGUAGES)))
def test_offsets_lead_back(text: str, code: str) -> None:
    form = get(code).normal_form(text)
    assert len(form.offsets) == len(form.text) + 1
    assert form.offsets[-1] == len(text)
    assert all(a <= b for a, b in zip(form.offsets, form.offsets[1:], strict=False))
    assert all(0 <= place < len(text) for place in form.offsets[:-1])
    for place in range(len(form.text)):
        span = form.original(place, place + 1)
        assert get(code).normal_form("x" + span.of(text) + "x").text[1:-1] != "" or form.text[place] == " "


@given(_TEXT, st.sampled_from(sorted(LANGUAGES)))
def test_a_plain_form_is_its_own_plain_form(text: str, code: str) -> None:
    plain = get(code).normal_form(text).text
    assert get(code).normal_form(plain).text == plain
    assert plain == plain.strip()
    assert "  " not in plain

"""Which language a text is in, which script its letters are in, and how languages are asked for."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.languages import LANGUAGES, detect, get, script_share

KNOWN = {
    "The minister said that the talks in Moscow had failed.": "en",
    "The talks failed.": "en",
    "The talks": "en",
    "Путин посетил Минск.": "ru",
    "Пожар в Омске": "ru",
    "Сербия выбирает президента": "ru",
    "زار سلام جنيف.": "ar",
    "الرئيس يزور موسكو": "ar",
    "حريق قرب بيروت": "ar",
    "Missile strike on Odesa port kills five": "en",
    "Министр заявил, что переговоры в Дамаске провалились.": "ru",
    "Удар по порту Одессы, пятеро погибших": "ru",
    "وقال الوزير إن المحادثات في موسكو فشلت.": "ar",
    "قَالَ الرَّئِيسُ إِنَّ الوَضْعَ فِي البِلَادِ خَطِيرٌ": "ar",
    "قال المتحدث باسم شركة Gazprom Export إن عقد LNG Supply مع شركة Sonatrach سيوقع في الجزائر هذا الأسبوع.": "ar",
}
UNKNOWN = [
    "Le président a déclaré que la situation est grave dans le pays.",
    "Der Präsident sagte, dass die Lage im Land sehr ernst ist.",
    "El presidente dijo que la situación en el país es grave.",
    "Il presidente ha detto che la situazione nel paese è grave.",
    "O presidente disse que a situação no país é grave.",
    "De president zei dat de situatie in het land ernstig is.",
    "Cumhurbaşkanı, ülkedeki durumun ciddi olduğunu söyledi.",
    "Prezydent powiedział, że sytuacja w kraju jest poważna.",
    "Presiden mengatakan bahwa situasi di negara itu serius.",
    "Президент заявив, що ситуація в країні дуже складна.",
    "Прэзідэнт заявіў, што сітуацыя ў краіне вельмі складаная.",
    "Президентът заяви, че положението в страната е сериозно.",
    "Председник је рекао да је ситуација у земљи озбиљна.",
    "Президент елдегі жағдай күрделі екенін айтты.",
    "رئیس جمهور گفت که وضعیت کشور بسیار جدی است.",
    "رئيس جمهور گفت كه وضعيت كشور بسيار جدي است.",
    "صدر نے کہا کہ ملک کی صورتحال بہت سنگین ہے۔",
    "سەرۆک گوتی کە دۆخی وڵات زۆر سەختە.",
    "הנשיא אמר כי המצב במדינה חמור.",
    "总统表示该国局势严峻。",
    "Путін відвідав Мінськ.",
    "Зеленський приїхав.",
    "Президентът посети София.",
    "Избори в България",
    "Председник посетио Београд",
    "Пуцін наведаў Мінск.",
    "Қазақстан Президенті",
    "سلام دنیا",
    "دولت پاکستان",
    "وزير خارجه ايران",
    "پاکستان کا دورہ",
    "Hello world",
    "Putin visita Minsk.",
    "La casa blanca",
    "Москва",
    "دمشق",
    "123 456 — !",
    "",
]


@pytest.mark.parametrize("text", KNOWN)
def test_known_languages(text: str) -> None:
    for form in ("NFC", "NFD"):
        found = detect(unicodedata.normalize(form, text))
        assert found.code == KNOWN[text]
        assert found.confidence >= 0.5


@pytest.mark.parametrize("text", UNKNOWN)
def test_other_languages_are_not_taken_for_a_known_one(text: str) -> None:
    found = detect(text)
    assert found.code is None
    assert found.confidence < 0.5


@given(st.text())
def test_confidence_is_a_share(text: str) -> None:
    found = detect(text)
    assert 0 <= found.confidence <= 1
    assert found.code is None or found.code in LANGUAGES


def test_script_share() -> None:
    assert script_share("abc где 123, !") == {"Latin": 0.5, "Arabic": 0.0, "Cyrillic": 0.5, "other": 0.0}
    assert script_share("قَال ab")["Arabic"] == pytest.approx(0.6)
    assert script_share("日本 ab")["other"] == pytest.approx(0.5)
    assert set(script_share("12 !").values()) == {0.0}


@given(st.text())
def test_shares_are_of_one(text: str) -> None:
    total = sum(script_share(text).values())
    assert total == pytest.approx(1) or total == 0


def test_languages_in_order_and_by_code() -> None:
    assert list(LANGUAGES) == ["en", "ar", "ru"]
    for code, language in LANGUAGES.items():
        assert get(code) is language
        assert language.code == code
    assert [(x.script, x.direction) for x in LANGUAGES.values()] == [
        ("Latin", "ltr"),
        ("Arabic", "rtl"),
        ("Cyrillic", "ltr"),
    ]
    assert get("ru").punctuation.quotes[0] == ("«", "»")
    assert get("ar").punctuation.question == "؟"


@pytest.mark.parametrize("code", ["de", "EN", "", "eng"])
def test_an_unknown_code_names_the_known_ones(code: str) -> None:
    with pytest.raises(InputError, match=r"en \(English\), ar \(Arabic\), ru \(Russian\)"):
        get(code)

"""Names carried between scripts in the house style, and how alike they sound."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.languages.scripts_of import script_share
from aligner.languages.transliteration import similarity, transliterate
from aligner.languages.transliteration_rows import rows
from aligner.languages.transliteration_rules import Rules, Spelling, best_of

SCRIPTS = {"en": "Latin", "ar": "Arabic", "ru": "Cyrillic"}


@pytest.mark.parametrize(
    ("name", "source", "target", "first"),
    [
        ("الشرع", "ar", "ru", "аш-Шараа"),
        ("السيسي", "ar", "ru", "ас-Сиси"),
        ("al-Duwaisan", "en", "ru", "ад-Дувейсан"),
        ("al-Nakkaa", "en", "ru", "ан-Наккаа"),
        ("al-Rubaie", "en", "ru", "ар-Рубаие"),
        ("al-Zubaidi", "en", "ru", "аз-Зубейди"),
        ("Anas al-Mardini", "en", "ru", "Анас аль-Мардини"),
        ("Abu Mazen", "en", "ru", "Абу Мазен"),
        ("Saad bin Nasser", "en", "ru", "Саад бен Насер"),
        ("Stromov", "en", "ru", "Стромов"),
        ("Grushevsky", "en", "ru", "Грушевский"),
        ("Levchenko", "en", "ru", "Левченко"),
        ("George Blackburn", "en", "ru", "Джордж Блакбурн"),
        ("Богданов", "ru", "ar", "بوغدانوف"),
        ("Левченко", "ru", "ar", "ليفتشينكو"),
        ("Щукин", "ru", "ar", "شتشوكين"),
        ("Жданов", "ru", "ar", "جدانوف"),
        ("Цветков", "ru", "ar", "تسفيتكوف"),
        ("Хабаров", "ru", "ar", "خاباروف"),
        ("Bogdanov", "en", "ar", "بوغدانوف"),
        ("Ahmed al-Sharaa", "en", "ar", "أحمد الشرع"),
        ("Murhaf Abu Hassoun", "en", "ar", "مرهف أبو حسون"),
        ("Сергей Богданов", "ru", "en", "Sergei Bogdanov"),
        ("Грушевский", "ru", "en", "Grushevsky"),
        ("Анас аль-Мардини", "ru", "en", "Anas al-Mardini"),
        ("Мурхаф Абу Касра", "ru", "en", "Murhaf Abu Qasra"),
        ("Абу Мазен", "ru", "ar", "أبو مازن"),
        ("سيرغي بوغدانوف", "ar", "en", "Sergei Bogdanov"),
        ("سيرغي بوغدانوف", "ar", "ru", "Сергей Богданов"),
        ("أحمد النجار", "ar", "en", "Ahmed al-Najjar"),
        ("عبد الله", "ar", "en", "Abdullah"),
        ("عبد العزيز الحربي", "ar", "en", "Abdulaziz al-Harbi"),
    ],
)
def test_the_first_proposal(name: str, source: str, target: str, first: str) -> None:
    proposals = transliterate(name, source, target)
    assert proposals[0] == first
    assert 1 <= len(proposals) <= 5 and len(set(proposals)) == len(proposals)


@pytest.mark.parametrize(
    ("name", "source", "target", "among"),
    [
        ("Sergei Stromov", "en", "ar", "سيرغي ستروموف"),
        ("al-Mardini", "en", "ar", "المارديني"),
        ("Халед ад-Дандаши", "ru", "ar", "خالد الدندشي"),
        ("Абдель Малик", "ru", "en", "Abdulmalik"),
        ("Abdel Fattah al-Sisi", "en", "ar", "عبد الفتاح السيسي"),
        ("Хишам", "ru", "en", "Hisham"),
        ("محمود السلوم", "ar", "ru", "Махмуд ас-Саллум"),
    ],
)
def test_among_the_proposals(name: str, source: str, target: str, among: str) -> None:
    assert among in transliterate(name, source, target)


def test_the_article_before_sun_and_moon_letters() -> None:
    sun = {
        "Saleh": "ас-",
        "Shami": "аш-",
        "Dandan": "ад-",
        "Tariq": "ат-",
        "Najjar": "ан-",
        "Rashid": "ар-",
        "Zubi": "аз-",
    }
    for name, article in sun.items():
        assert transliterate(f"Ali al-{name}", "en", "ru")[0].split()[1].startswith(article), name
    for name in ("Jabbar", "Harbi", "Malki", "Qassar", "Bitar", "Khatib", "Ghoul", "Wazir"):
        assert transliterate(f"Ali al-{name}", "en", "ru")[0].split()[1].startswith("аль-"), name


def test_places_have_the_article_of_places() -> None:
    assert transliterate("al-Jufra", "en", "ru", kind="place")[0].startswith("Эль-Дж")
    assert "-эш-Ш" in transliterate("Jisr al-Shughur", "en", "ru", kind="place")[0]
    assert " " not in transliterate("Jisr al-Shughur", "en", "ru", kind="place")[0]


def test_limit_and_ends() -> None:
    assert len(transliterate("Mohammed al-Khatib", "en", "ru", limit=2)) == 2
    assert transliterate("  ", "en", "ru") == ()
    with pytest.raises(InputError, match="'de'"):
        transliterate("Stromov", "en", "de")


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=40),
    st.sampled_from(list(SCRIPTS)),
    st.sampled_from(list(SCRIPTS)),
)
def test_any_text_is_survived(name: str, source: str, target: str) -> None:
    for proposal in transliterate(name, source, target):
        assert proposal and unicodedata.is_normalized("NFC", proposal)


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщьыэюя", min_size=3, max_size=12))
def test_proposals_are_in_the_other_script(word: str) -> None:
    for target in ("en", "ar"):
        for proposal in transliterate(word.capitalize(), "ru", target):
            assert script_share(proposal)[SCRIPTS[target]] == 1


@pytest.mark.parametrize(
    ("one", "first", "other", "second"),
    [
        ("Stromov", "en", "Стромовым", "ru"),
        ("Stromov", "en", "ستروموف", "ar"),
        ("Bogdanov's", "en", "ولبوغدانوف", "ar"),
        ("al-Mardini", "en", "للمارديني", "ar"),
        ("аш-Шараа", "ru", "الشرع", "ar"),
        ("Sharaa", "en", "ash-Shara", "en"),
        ("Abu Qasra", "en", "أبو قصرة", "ar"),
        ("Chernykh", "en", "تشيرنيخ", "ar"),
        ("George Hall", "en", "Джорджу Холлу", "ru"),
    ],
)
def test_the_same_name_sounds_alike(one: str, first: str, other: str, second: str) -> None:
    assert similarity(one, first, other, second) >= 0.8
    assert similarity(other, second, one, first) == similarity(one, first, other, second)


@pytest.mark.parametrize(
    ("one", "first", "other", "second"),
    [
        ("Stromov", "en", "Москва", "ru"),
        ("al-Mardini", "en", "الرئيس", "ar"),
        ("Kozlov", "en", "وزارة", "ar"),
        ("Абу Касра", "ru", "Damascus", "en"),
    ],
)
def test_other_names_do_not(one: str, first: str, other: str, second: str) -> None:
    assert similarity(one, first, other, second) < 0.6


@given(st.text(max_size=20), st.sampled_from(list(SCRIPTS)), st.text(max_size=20), st.sampled_from(list(SCRIPTS)))
def test_similarity_is_a_share(one: str, first: str, other: str, second: str) -> None:
    assert 0.0 <= similarity(one, first, other, second) <= 1.0


def test_rules_take_the_first_that_fits_and_rank_choices() -> None:
    rules = Rules("sh -> X\ns -> S Z:0.5\nh$ -> _ H\nh -> H")
    assert rules.spell("sh") == (Spelling(0.0, "X"),)
    assert [way.text for way in rules.spell("s?h")] == ["S", "Z", "SH", "ZH"]
    assert best_of([Spelling(2, "a"), Spelling(1, "a"), Spelling(0, "b")], 5) == [Spelling(0, "b"), Spelling(1, "a")]
    with pytest.raises(ValueError, match="without anything to write"):
        Rules("a -> ")


def test_tables_are_read_whole() -> None:
    assert rows("a_b = c d = e;\nf = g = h", ("en", "ar", "ru"))[0].en == ("a b",)
    with pytest.raises(ValueError):
        rows("a = b", ("en", "ar", "ru"))

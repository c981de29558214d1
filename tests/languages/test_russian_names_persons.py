"""Persons' names in Russian: their parts, whose they are, and how else they are spelt."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner import languages
from aligner.languages.names import NameFacts

_WORDS = ["Абу", "аль-Касим", "Мухаммед", "ибн", "аш-Шараа", "VI", "оглы", "де", "Хусейн", "—", "эль-Саид", "».", "Бен"]
RU = languages.get("ru").naming


@pytest.mark.parametrize(
    ("name", "surname", "given"),
    [
        ("Сергей Лавров", "Лавров", "Сергей"),
        ("Анас аль-Мардини", "аль-Мардини", "Анас"),
        ("Мурхаф Абу Касра", "Абу Касра", "Мурхаф"),
        ("Хади бен Мукбиль", "бен Мукбиль", "Хади"),
        ("Урсула фон дер Ляйен", "фон дер Ляйен", "Урсула"),
        ("Абдель Фаттах ас-Сиси", "ас-Сиси", "Абдель Фаттах"),
        ("Абд аль-Карим Касем", "Касем", "Абд аль-Карим"),
        ("Абу Фахд аль-Мутайри", "аль-Мутайри", "Абу Фахд"),
        ("Си Цзиньпин", "Си", "Цзиньпин"),
        ("Ким Чен Ын", "Ким", "Чен Ын"),
        ("Ван И", "Ван", "И"),
        ("Ким Филби", "Филби", "Ким"),
        ("Бен Аффлек", "Аффлек", "Бен"),
        ("Жан-Поль Бельмондо", "Бельмондо", "Жан-Поль"),
    ],
)
def test_the_surname_comes_first_with_its_particles(name: str, surname: str, given: str) -> None:
    parts = RU.parts(name)
    assert (parts[0].text, parts[0].role) == (surname, "surname")
    assert (given, "given") in parts


def test_patronymics_go_with_the_given_name() -> None:
    assert set(RU.parts("Владимир Владимирович Путин")) == {
        ("Путин", "surname"),
        ("Владимир", "given"),
        ("Владимир Владимирович", "patronymic"),
    }
    assert ("Ильхам Гейдар оглы", "patronymic") in RU.parts("Ильхам Гейдар оглы Алиев")
    assert RU.parts("Путин Владимир Владимирович")[0] == ("Путин", "surname")


def test_what_stands_alone_of_long_names_kings_and_single_words() -> None:
    assert "Абу Сейф Гиргис" in {part.text for part in RU.parts("Магда Абу Сейф Гиргис")}
    assert RU.parts("Мухаммед VI") == (("Мухаммед", "given"),)
    assert RU.parts("хаджа Сакина") == (("Сакина", "given"),)
    assert RU.parts("Лавров") == ()
    assert RU.parts("Абу Касра") == ()
    assert RU.parts("") == ()


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("Мария Захарова", "f"),
        ("Сергей Лавров", "m"),
        ("Ксения Коссович", "f"),
        ("Розалин Хиггинс", "f"),
        ("Никита Хрущев", "m"),
        ("Яхья Синвар", "m"),
        ("Абдалла Хамдок", "m"),
        ("Хинд Кабават", "f"),
        ("Латифа аш-Шараа", "f"),
        ("Сайфулла бен Наср", "m"),
        ("Тугба Демирель кызы Алиева", "f"),
        ("Анна Петров", "f"),
        ("Путин Владимир Владимирович", "m"),
        ("хаджа Сакина", "f"),
        ("король Абдалла II", "m"),
        ("Абу Мазен", "m"),
        ("Захарова", "f"),
        ("Лавров", "m"),
        ("Си Цзиньпин", ""),
        ("Ким Браун", ""),
        ("Мурхаф Касем", ""),
        ("", ""),
    ],
)
def test_sex(name: str, sex: str) -> None:
    assert RU.gender(name) == sex


@pytest.mark.parametrize(
    ("name", "kind", "spelling"),
    [
        ("Ахмед аш-Шараа", "person", "Ахмед аль-Шараа"),
        ("Ахмед аш-Шараа", "person", "Ахмад аш-Шараа"),
        ("Ахмед аш-Шараа", "person", "Ахмед аш-Шара"),
        ("Ахмед аш-Шараа", "person", "Ахмед аш Шараа"),
        ("аль-Шараа", "person", "аш-Шараа"),
        ("Мухаммед бен Салман", "person", "Мухаммед бин Салман"),
        ("Эр-Рияд", "place", "Ар-Рияд"),
        ("«Аль-Каида»", "org", "«Аль Каида»"),
    ],
)
def test_other_spellings(name: str, kind: str, spelling: str) -> None:
    assert spelling in RU.spellings(name, NameFacts(kind))


@pytest.mark.parametrize(
    ("name", "kind"), [("Шараа", "person"), ("Лавров", "person"), ("«Дружба»", "org"), ("Дамаск", "place")]
)
def test_no_spelling_is_a_common_word(name: str, kind: str) -> None:
    assert RU.spellings(name, NameFacts(kind)) == ()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=12))
def test_parts_and_spellings_stay_within_bounds(words: list[str]) -> None:
    name = " ".join(words)
    spellings = RU.spellings(name, NameFacts("person"))
    assert name not in spellings
    assert len(spellings) == len(set(spellings)) <= 24
    for part in RU.parts(name):
        assert part.text in name
        assert part.text != name


def test_letters_that_no_dictionary_has_are_no_error() -> None:
    naming = languages.get("ru").naming
    for name in ("A𗀀", "𗀀𗀁", "Иван 𗀀", "中村", "Али 😀"):
        assert naming.stems(name, NameFacts(kind="person"))[0].text == name
        naming.parts(name), naming.gender(name), naming.spellings(name, NameFacts(kind="person"))
        naming.government(f"визит {name} в Москву", 6, 6 + len(name))

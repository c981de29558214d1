"""A Russian case is doubted where nothing asks for it, and left alone where something may."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.languages.names import Government, NameFacts
from aligner.languages.russian_agreement import wrong_gender
from aligner.languages.russian_doubt import Neighbour, cases_of, doubt
from aligner.languages.russian_names import RussianNaming

NAMING = RussianNaming()


def doubted(text: str, name: str, dictionary: str, kind: str) -> Government | None:
    """What the doubt asks for of the form `name` of a name."""
    forms = NAMING.stems(dictionary, NameFacts(kind, "m" if kind == "person" else ""))
    tags = [form.tag for form in forms if form.text == name]
    assert tags, f"{name} is no form of {dictionary}"
    start = text.index(name)
    return doubt(text, start, start + len(name), tags, kind)


WRONG = [
    # a verb without its subject
    ("Гаджиева призвал всех вернуть инсулин.", "Гаджиева", "Гаджиев", "person", "nom"),
    ("«Так и будет», — сказал по телефону Гаджиеву.", "Гаджиеву", "Гаджиев", "person", "nom"),
    ("Еврокомиссии до сих пор отказывается платить.", "Еврокомиссии", "Еврокомиссия", "org", "nom"),
    # beside nouns and titles
    ("Он назвал визит Гаджиеву историческим.", "Гаджиеву", "Гаджиев", "person", "gen"),
    ("Об этом сообщил министр обороны Гаджиеву.", "Гаджиеву", "Гаджиев", "person", "nom"),
    ("Бои идут в провинции Латакией.", "Латакией", "Латакия", "place", "loc"),
    ("Спасатели работают в порту Бейрутом.", "Бейрутом", "Бейрут", "place", "gen"),
    ("Суд отстранил 61-летнего Гаджиевым от должности.", "Гаджиевым", "Гаджиев", "person", "acc"),
    ("По подсчетам Еврокомиссия, вырос экспорт.", "Еврокомиссия", "Еврокомиссия", "org", "gen"),
    # prepositions with two cases
    ("Переговоры прошли в Женеву 15 октября.", "Женеву", "Женева", "place", "loc"),
    ("Министр прибыл в Женеве рано утром.", "Женеве", "Женева", "place", "acc"),
    # cases that nothing asks for
    ("Жители Латакией хоронят близких.", "Латакией", "Латакия", "place", "gen"),
    ("Правительство напомнило Гаджиева об обещании.", "Гаджиева", "Гаджиев", "person", "dat"),
    ("Делегация посетила Дамаска.", "Дамаска", "Дамаск", "place", "acc"),
]

RIGHT = [
    ("Гаджиев призвал всех вернуть инсулин.", "Гаджиев", "Гаджиев", "person"),
    ("Гаджиева встретил на вокзале министр.", "Гаджиева", "Гаджиев", "person"),
    ("Гаджиеву удалось вернуть инсулин.", "Гаджиеву", "Гаджиев", "person"),
    ("Гаджиеву 67 лет.", "Гаджиеву", "Гаджиев", "person"),
    ("В пятницу Гаджиева арестовали.", "Гаджиева", "Гаджиев", "person"),
    ("На встрече Гаджиев заявил, что доволен.", "Гаджиев", "Гаджиев", "person"),
    ("Письмо Гаджиеву осталось без ответа.", "Гаджиеву", "Гаджиев", "person"),
    ("Подписание договора Гаджиевым отложено.", "Гаджиевым", "Гаджиев", "person"),
    ("Дом построен Гаджиевым.", "Гаджиевым", "Гаджиев", "person"),
    ("Адвокат Гаджиева подал жалобу.", "Гаджиева", "Гаджиев", "person"),
    ("Уполномоченный по правам человека Гаджиев приехал.", "Гаджиев", "Гаджиев", "person"),
    ("В провинции Латакия идут бои.", "Латакия", "Латакия", "place"),
    ("Министр прибыл в Женеву рано утром.", "Женеву", "Женева", "place"),
    ("Встреча в Женеве отложена.", "Женеве", "Женева", "place"),
    ("Правительство помогает Латакии.", "Латакии", "Латакия", "place"),
    ("Таков новый закон Латакии.", "Латакии", "Латакия", "place"),
    ("Они не посетили Дамаска.", "Дамаска", "Дамаск", "place"),
]


@pytest.mark.parametrize(("text", "name", "dictionary", "kind", "asked"), WRONG)
def test_what_nothing_allows_is_doubted(text: str, name: str, dictionary: str, kind: str, asked: str) -> None:
    found = doubted(text, name, dictionary, kind)
    assert found is not None
    assert asked in cases_of(found.tags)
    assert not found.certain


@pytest.mark.parametrize(("text", "name", "dictionary", "kind"), RIGHT)
def test_what_is_good_russian_is_left_alone(text: str, name: str, dictionary: str, kind: str) -> None:
    assert doubted(text, name, dictionary, kind) is None


def test_names_joined_by_and_are_in_one_case() -> None:
    text = "Переговоры Ирака и Сирией идут."
    iraq = Neighbour(11, 16, ("gen",), "place")
    found = doubt(text, 19, 25, ["ins"], "place", [iraq])
    assert found is not None
    assert cases_of(found.tags) == {"gen"}


def test_an_office_and_its_holder_are_in_one_case() -> None:
    text = "Министра транспорта Гаджиев прилетел."
    person = Neighbour(20, 27, ("nom",), "person")
    found = doubt(text, 0, 19, ["gen", "acc"], "title", [person])
    assert found is not None
    assert cases_of(found.tags) == {"nom"}


@pytest.mark.parametrize(
    ("text", "name", "gender", "right"),
    [
        ("Захарова заявил об этом.", "Захарова", "f", "заявила"),
        ("«Да», — сказал Захарова.", "Захарова", "f", "сказала"),
        ("Гаджиев отказалась приехать.", "Гаджиев", "m", "отказался"),
        ("Захарова пришел поздно.", "Захарова", "f", ""),
    ],
)
def test_a_verb_of_the_other_gender_is_found(text: str, name: str, gender: str, right: str) -> None:
    start = text.index(name)
    found = wrong_gender(text, start, start + len(name), ["nom"], gender)
    assert found is not None
    assert found[2] == right
    assert text[found[0] : found[1]] in [*text.split()[:3], "сказал"]


@pytest.mark.parametrize(
    ("text", "name", "tags", "gender"),
    [
        ("Захарова заявила об этом.", "Захарова", ["nom"], "f"),
        ("Мужа Захаровой заявил об этом суд.", "Захаровой", ["gen", "dat", "ins", "loc"], "f"),
        ("Представитель МИД Захарова сказала, врач сказал иначе.", "Захарова", ["nom"], "f"),
        ("Захарова суд оправдал.", "Захарова", ["nom"], "f"),
        ("Это Захарова заявило министерство.", "Захарова", ["nom"], "f"),
    ],
)
def test_a_verb_that_may_belong_to_somebody_else_is_not(text: str, name: str, tags: list[str], gender: str) -> None:
    start = text.index(name)
    assert wrong_gender(text, start, start + len(name), tags, gender) is None


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.sampled_from(["person", "place", "other"]))
def test_any_text_is_read(text: str, one: int, two: int, kind: str) -> None:
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    if start < end:
        for tag in ("nom", "gen", "dat", "acc", "ins", "loc"):
            doubt(text, start, end, [tag], kind)
        wrong_gender(text, start, end, ["nom"], "f")

"""Names in Russian sentences that have a subject already, or words that leave no other case."""

from __future__ import annotations

import pytest

from aligner.languages.names import Government, NameFacts
from aligner.languages.russian_doubt import Neighbour, cases_of, doubt
from aligner.languages.russian_names import RussianNaming

NAMING = RussianNaming()


def doubted(text: str, name: str, dictionary: str, kind: str, beside: tuple[Neighbour, ...] = ()) -> Government | None:
    """What the doubt asks for of the form `name` of a name."""
    forms = NAMING.stems(dictionary, NameFacts(kind, "m" if kind == "person" else ""))
    tags = [form.tag for form in forms if form.text == name and not form.tag.startswith("head.")]
    assert tags, f"{name} is no form of {dictionary}"
    start = text.index(name)
    return doubt(text, start, start + len(name), tags, kind, beside)


WRONG = [
    # two nominatives beside one another
    ("Визит Гаджиев завершён.", "Гаджиев", "Гаджиев", "person", "gen"),
    ("Магазины Бейрут вновь открылись.", "Бейрут", "Бейрут", "place", "gen"),
    ("Инструкторы Еврокомиссия обучили солдат.", "Еврокомиссия", "Еврокомиссия", "org", "gen"),
    # the verb has its subject
    ("Он сообщил Гаджиев об этом.", "Гаджиев", "Гаджиев", "person", "dat"),
    ("Комиссия посетила Латакия.", "Латакия", "Латакия", "place", "acc"),
    ("Министр вчера поблагодарил Россия.", "Россия", "Россия", "place", "acc"),
    ("Аш-Шараа поблагодарил Россия.", "Россия", "Россия", "place", "acc"),
    ("Министр вручил Гаджиева награду.", "Гаджиева", "Гаджиев", "person", "dat"),
    # whose people they are
    ("Жители Латакию празднуют.", "Латакию", "Латакия", "place", "gen"),
    ("Он вызвал посла Латакию к себе.", "Латакию", "Латакия", "place", "gen"),
    ("Послам Бейрут вручили ноты.", "Бейрут", "Бейрут", "place", "gen"),
    # prepositions
    ("Рейсы между Латакии и Бейрутом возобновятся.", "Латакии", "Латакия", "place", "ins"),
    ("Переговоры между Лавровым и Гаджиев прошли.", "Гаджиев", "Гаджиев", "person", "ins"),
    ("Контракт с «Еврокомиссию» подписан.", "Еврокомиссию", "Еврокомиссия", "org", "ins"),
    ("Автобус идёт из Бейрута в Латакии.", "Латакии", "Латакия", "place", "acc"),
    ("Следующая встреча состоится в Латакию.", "Латакию", "Латакия", "place", "loc"),
    # what must agree
    ("Сторож Гаджиева одиннадцать лет охранял дом.", "Гаджиева", "Гаджиев", "person", "nom"),
    ("Йеменский политолог-эмигрант Гаджиева доволен.", "Гаджиева", "Гаджиев", "person", "nom"),
    ("Командир, 61-летний Гаджиева из Баку, устал.", "Гаджиева", "Гаджиев", "person", "nom"),
    ("Бывший военный атташе Гаджиеву не согласен.", "Гаджиеву", "Гаджиев", "person", "nom"),
    ("Гаджиеву, сотрудник службы, ждёт колонну.", "Гаджиеву", "Гаджиев", "person", "nom"),
    ("Если Латакии и её партнёры не найдут сумму, помощи не будет.", "Латакии", "Латакия", "place", "nom"),
    ("Новый договор, организованный Еврокомиссия, вступил в силу.", "Еврокомиссия", "Еврокомиссия", "org", "ins"),
    # verbs of another kind
    ("Латакии подписала договор.", "Латакии", "Латакия", "place", "nom"),
    ("Гаджиевым вынужден уйти.", "Гаджиевым", "Гаджиев", "person", "nom"),
    ("Кремля сообщили, что договор готов.", "Кремля", "Кремль", "org", "dat"),
    ("В пятницу Латакию пришла в движение.", "Латакию", "Латакия", "place", "nom"),
    ("Он стал министра обороны.", "министра обороны", "министр обороны", "title", "ins"),
    ("Министерства обороны пообещало помощь.", "Министерства обороны", "Министерство обороны", "org", "nom"),
    ("Добыто 64 тонны золотом.", "золотом", "золото", "other", "gen"),
]

RIGHT = [
    ("Визит Гаджиев завершил вчера.", "Гаджиев", "Гаджиев", "person"),
    ("Такой закон Еврокомиссия приняла.", "Еврокомиссия", "Еврокомиссия", "org"),
    ("Такого достижения Бейрут добился впервые.", "Бейрут", "Бейрут", "place"),
    ("Он показал журналистам Латакию.", "Латакию", "Латакия", "place"),
    ("Он был Гаджиев.", "Гаджиев", "Гаджиев", "person"),
    ("Город Бейрут открылся туристам.", "Бейрут", "Бейрут", "place"),
    ("Рейс Москва — Бейрут задержан.", "Москва", "Москва", "place"),
    ("Женщины, получившие гражданство по браку с подданными Латакии, довольны.", "Латакии", "Латакия", "place"),
    ("Комиссия приняла решение, и Гаджиев уехал.", "Гаджиев", "Гаджиев", "person"),
    ("Об этом сообщил премьер-министр Гаджиев.", "Гаджиев", "Гаджиев", "person"),
    ("Об этом сообщила министр обороны Гаджиева.", "министр обороны", "министр обороны", "title"),
    ("Адвокат Гаджиева доволен.", "Гаджиева", "Гаджиев", "person"),
    ("Главный враг Гаджиева — не ржавчина.", "Гаджиева", "Гаджиев", "person"),
    ("От базара в Латакии отправлялся автобус.", "Латакии", "Латакия", "place"),
    ("Капитан с Латакии не приехал.", "Латакии", "Латакия", "place"),
    ("Латакия и её жители рады.", "Латакия", "Латакия", "place"),
    ("Латакии не хватает воды.", "Латакии", "Латакия", "place"),
    ("Латакии вернули свет.", "Латакии", "Латакия", "place"),
    ("Россией подписан договор.", "Россией", "Россия", "place"),
    ("Министр вручил Гаджиеву награду.", "Гаджиеву", "Гаджиев", "person"),
    ("Министр отправил Гаджиева домой.", "Гаджиева", "Гаджиев", "person"),
    ("Гаджиева не стало в пятницу.", "Гаджиева", "Гаджиев", "person"),
    ("Переговоры между тем и Гаджиев одобрил.", "Гаджиев", "Гаджиев", "person"),
]


@pytest.mark.parametrize(("text", "name", "dictionary", "kind", "asked"), WRONG)
def test_what_grammar_forbids_is_doubted(text: str, name: str, dictionary: str, kind: str, asked: str) -> None:
    found = doubted(text, name, dictionary, kind)
    assert found is not None
    assert asked in cases_of(found.tags)
    assert not found.certain


@pytest.mark.parametrize(("text", "name", "dictionary", "kind"), RIGHT)
def test_what_is_good_russian_is_left_alone(text: str, name: str, dictionary: str, kind: str) -> None:
    assert doubted(text, name, dictionary, kind) is None


def test_another_name_of_the_glossary_in_another_case_is_no_subject() -> None:
    """Гаприндашвили is no word of the dictionary and might be the subject; the glossary knows that it is a dative."""
    text = "Еврокомиссию направила письмо Ноне Гаприндашвили."
    assert doubted(text, "Еврокомиссию", "Еврокомиссия", "org") is None
    found = doubted(text, "Еврокомиссию", "Еврокомиссия", "org", (Neighbour(30, 48, ("dat",), "person"),))
    assert found is not None
    assert "nom" in cases_of(found.tags)


def test_of_two_names_the_one_behind_the_preposition_is_right() -> None:
    text = "Переговоры между Лавровым и Гаджиев прошли."
    other = Neighbour(28, 35, ("nom",), "person")
    assert doubted(text, "Лавровым", "Лавров", "person", (other,)) is None


def test_a_title_that_is_a_genitive_of_its_own_is_not_in_the_case_of_the_name() -> None:
    text = "Пост министра обороны Гаджиев занимает год."
    title, person = Neighbour(5, 21, ("gen", "acc"), "title"), Neighbour(22, 29, ("nom",), "person")
    assert text[5:21] == "министра обороны"
    assert doubt(text, 5, 21, title.tags, "title", (person,)) is None
    assert doubt(text, 22, 29, person.tags, "person", (title,)) is None

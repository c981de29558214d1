"""What the words before a Russian name ask of it, and when that is certain enough to accuse a translator."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner import languages
from aligner.languages.names import Government

RU = languages.get("ru").naming


def asked(marked: str) -> Government | None:
    """The government of the place in brackets."""
    match = re.search(r"\[(.*?)\]", marked)
    assert match
    text = marked[: match.start()] + match[1] + marked[match.end() :]
    return RU.government(text, match.start(), match.start() + len(match[1]))


@pytest.mark.parametrize(
    ("marked", "cases", "by"),
    [
        ("Он обратился к [Богданову] вчера.", "dat", "к"),
        ("Встреча с [Богдановым] прошла.", "ins gen", "с"),
        ("Говорили о [Богданове].", "loc acc", "о"),
        ("По словам [Богданова], все готово.", "gen", "по словам"),
        ("Делегация во главе с [Богдановым] прибыла.", "ins", "во главе с"),
        ("В связи с [хаджем] рейсы отменены.", "ins", "в связи с"),
        ("Благодаря [Богданову] все вышло.", "dat", "благодаря"),
        ("Он прибыл в соседнюю [Сирию] днем.", "acc", "в соседнюю"),
        ("Он работал в соседней [Сирии] год.", "loc", "в соседней"),
        ("Переговоры между [Богдановым] и другими.", "ins gen", "между"),
        ("Он встретился с президентом Сирии [Ахмедом аш-Шараа].", "ins gen", "с президентом Сирии"),
        (
            "Письмо новому министру [Лаврову] ушло к послу [Иванову].".replace("[Лаврову]", "Лаврову"),
            "dat gen",
            "к послу",
        ),
        ("Министр обороны Сирии [Мурхаф Абу Касра] прибыл.", "nom gen", "Министр обороны Сирии"),
        ("Так заявил [Песков].", "nom dat", "заявил"),
        ("[Песков] заявил об этом.", "nom", "заявил"),
    ],
)
def test_certain(marked: str, cases: str, by: str) -> None:
    found = asked(marked)
    assert found is not None
    assert found.certain
    assert {tag for tag in found.tags if "." not in tag} == set(cases.split())
    assert found.by.lower() == by.lower()
    assert {f"pl.{case}" for case in cases.split()} <= found.tags


@pytest.mark.parametrize(
    "marked",
    [
        "В подконтрольной [Анкаре] провинции тихо.",  # the adjective governs
        "Накануне [Лавров] заявил об этом.",  # an adverb as well
        "Внутри [Россия] меняется.",
        "Об этом он сказал президенту [Лавров] не ответил.",
        "Визит [Асада] отложен.",
        "С Россией и [Сирия] договорится.",
        "Он был назначен министром [Абу Касра] вчера.",
    ],
)
def test_no_accusation_where_grammar_leaves_a_choice(marked: str) -> None:
    found = asked(marked)
    assert found is None or not found.certain


@pytest.mark.parametrize(
    "marked",
    [
        "Он ушел от дел. [Лавров] нет.",
        "Встреча с министром, [Лавров] опоздал.",
        "Разговор с (по-русски) [Лавров].",
        "У Цзинтай и [Лавров] встретились.".replace("и [", "[").replace(" [", ", ["),
        "[Лавров].",
    ],
)
def test_nothing_is_asked_across_a_mark_of_punctuation(marked: str) -> None:
    assert asked(marked) is None


def test_a_hint_after_a_noun() -> None:
    found = asked("Визит [Асада] отложен.")
    assert found is not None
    assert "gen" in found.tags
    assert found.by == "Визит"


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="впоск ктор,«».Асадминистр \n", max_size=40), st.integers(0, 40), st.integers(0, 10))
def test_any_place_of_any_text_can_be_asked(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    found = RU.government(text, start, min(len(text), start + length))
    assert found is None or (found.tags and found.by)

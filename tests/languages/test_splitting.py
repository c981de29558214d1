"""Sentence splitting: hard cases of news in the three languages, and what holds for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.languages import LANGUAGES, Span, get
from aligner.languages.wordlist import words

# Sentences of a paragraph are separated by " | ".
ENGLISH = [
    "Dr. Smith met Gen. Lt. Col. Brown. | He left at 5 p.m. | The talks failed.",
    "He met U.S. Treasury officials in Washington, D.C. | The minister left the U.S. | She stayed.",
    "Talks at 5 p.m. Moscow time ended. | At 5 p.m. Monday he left. | Jan. 5 was cold. | It began in Jan. | All left.",
    "Polls opened at 7 a.m. and will close at 9 p.m. local time. | Nobody came.",
    "Acme Inc. Chairman John Doe said so. | He works for Acme Inc. | It is big.",
    "It cost $3.5 million. | He paid 1,250.50 for No. 5. | See example.com. | Write to a.b@c.org. | Done.",
    "Visit www.gazeta.ru/news.html?id=1. | Then read on.",
    "J. R. R. Tolkien wrote it. | George W. Bush came. | Yu. Ivanov and Sh. Petrov left.",
    '"Why?" he asked. | "Why?" Levchenko asked. | "Stop!" shouted the man. | He asked why... and left.',
    "He left... | Then came back. | What?! | No! | Really?",
    'He said: "I came. | I saw. | I won." | Then he left.',
    'He said "it is over". | The rest is history. | He said (it was late). | Then he left.',
    "Apples, pears, etc. | The rest, i.e. the others, vs. them, stay, e.g. here.",
    "The vote was 5 to 3. | 14 people left. | It ended in 2012. | The end.",
    "1. The coastal road is open. | 2. The other is not.",
    "3 March. A story named the wrong town. | Day 3. Niger closes the road. | LONDON, 14 January. Copper rose.",
    'The so-called "U.N. Plan" failed. | The U.N. Security Council met. | He left the U.N. | It met.',
    "He (!) left. | He said [...] that. | It was over.",
    "“It is late.” | She left. | “Really?” Dr. Smith asked.",
    "St. Petersburg and Mt. Hermon are places. | Sen. John Doe, R-Ariz., said no.",
    "He met Mr. X. | They left\nat once.\nNobody knew.".replace("once.\n", "once. | "),
]
RUSSIAN = [
    "В 2012 г. Россия вступила в ВТО. | В г. Москве, ул. Ленина, д. 5, кв. 10, живет г-н Петров. | Он ушел.",
    "«Это не победа, — сказал он. — Это компромисс». | Все ушли. | Он был там с А. В. Богдановым. | Он ушел.",
    "Богданов А.В. ушел. | Пришел Богданов А. В. | Он ушел. | Дж. Байден и Ю. Петров пришли.",
    "Собрали 12 тыс. тонн, 5 млн руб. и т. д. | Потом ушли. | Яблоки, груши и т.п. | Потом и др. | Все.",
    "Погибли 743 тыс. человек. | Всего 30 тыс. | Потом еще. | Завод им. Кирова стоит. | Он помог им. | Они ушли.",
    "В 140–141 годах н. э. караванщик жил. | Это было в 5 в. до н. э. | Потом все кончилось.",
    "В XIX в. Россия росла, т.е. крепла, в т. ч. за счет торговли, т. к. иначе не могла.",
    "«Что?» — спросил он. | «Стоп!» — крикнул он. | Он замолчал... и ушел. | Он замолчал… | Потом ушел.",
    "Он сказал: «Я ушел. | Потом пришел». | Вот. | „Это лапки“. | Вот они. | (Это скобки.) | Вот они.",
    "1. Дорога открыта. | 2. Вторая закрыта. | 3 марта. В сообщении ошибка. | День 3-й. Нигер закрыл дорогу.",
    "Сайт lenta.ru и Газета.Ru. | Почта a@b.ru. | См. стр. 5 и рис. 3. | Площадь 5 тыс. кв. м. | Дальше лес.",
    "Стоит 1 250,5 руб. | Цена 3.5 долл. | Встреча в 10.30. | Приходите! | «Уходим!» | Ушли.",
    "Он рос в 5 м. от леса. | Вот станция м. Охотный Ряд. | Он судим по п. 2 ст. 105 УК РФ. | Все.",
    "Их было 78 тел. | Потом договор о запрете мин. | В июне все кончилось. | Прибыл полк. | Он стоял.",
    "Сумма 74 млн. | 4 марта он ушел. | И. о. министра Петров ушел. | И.о. главы Иванов пришел.",
    "— Сколько нефти вы теряете? | — Мы ее не теряем. | — Почему?",
]
ARABIC = [
    "قال د. أحمد وأ.د. محمود وم. علي إن الأمر انتهى. | وغادر الجميع.",
    "ولد في 500 ق.م. | وقال ب. ن. إن الأمر انتهى. | وصل عام 1445 هـ. | ثم غادر.",
    'هل انتهى؟ | نعم. | قال: "هل انتهى؟". | وقال آخر؛ ثم مضى. | سعره 3.5 مليون. | وصل في 10:30.',
    "1. يعاد فتح الطريق. | 2. يغلق الآخر.",
    "حضر وفد ج.م.ع. برئاسة الوزير. | وقالت شركة U.S. Steel إن الأمر انتهى. | زار موقع example.com. | ثم مضى!",
    "قال «انتهى الأمر». | ثم مضى. | كان يقول... ثم سكت. | لندن، 14 يناير. قفز السعر. | انتهى .",
    'حضر جون ف. كينيدي. | "هل انتهى؟" سأل الرجل. | فرد: "نعم". | انتهى الأمر!! | ثم عاد. | 16 شخصا ماتوا.',
    "انتهى الأمر. | - لماذا؟ | - لا أعرف.",
]
CASES = [*(("en", case) for case in ENGLISH), *(("ru", case) for case in RUSSIAN), *(("ar", case) for case in ARABIC)]


@pytest.mark.parametrize(("code", "case"), CASES)
def test_a_paragraph_of_news(code: str, case: str) -> None:
    sentences = case.split(" | ")
    text = " ".join(sentences)
    assert [span.of(text) for span in get(code).split(text)] == sentences


def test_a_stop_with_no_blank_after_it_ends_an_arabic_sentence() -> None:
    text = "انتهى الاجتماع.وقال الوزير كلمته"
    assert [span.of(text) for span in get("ar").split(text)] == ["انتهى الاجتماع.", "وقال الوزير كلمته"]


def test_direction_marks_stay_with_the_sentence_before() -> None:
    text = "انتهى الأمر.\u200f وغادر الجميع."
    assert [span.of(text) for span in get("ar").split(text)] == ["انتهى الأمر.\u200f", "وغادر الجميع."]


def test_line_breaks_are_blanks() -> None:
    text = "  He left.\r\nThen he\ncame back.\n"
    assert get("en").split(text) == [Span(2, 10), Span(12, 30)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_gives_no_sentence(code: str) -> None:
    assert get(code).split("") == []
    assert get(code).split(" \n\u00a0") == []


def _check_spans(text: str, spans: list[Span]) -> None:
    at = 0
    for span in spans:
        assert span.start < span.end
        assert not text[at : span.start].strip()
        assert not text[span.start].isspace()
        assert not text[span.end - 1].isspace()
        at = span.end
    assert not text[at:].strip()


_MARKS = [*'.?!…؟"«»“”()[]—- \n\u00a0\u200f،🙂é\u0301']
_WORDS = [*words("... Dr U.S г тыс им д د ق.م A я Он The و قال 5 12"), ", — сказал", "  "]
_SHARP = st.sampled_from([*_MARKS, *_WORDS])


@given(st.one_of(st.text(), st.lists(_SHARP, max_size=40).map("".join)), st.sampled_from(sorted(LANGUAGES)))
def test_every_character_but_blanks_is_in_exactly_one_sentence(text: str, code: str) -> None:
    _check_spans(text, get(code).split(text))


@given(st.lists(_SHARP, max_size=40).map("".join), st.sampled_from(sorted(LANGUAGES)))
def test_blanks_of_any_kind_split_alike(text: str, code: str) -> None:
    split = get(code).split
    assert split(text) == split(text.replace("\n", " ").replace("\u00a0", "\t"))


_MEGABYTE = 1_000_000
HOSTILE = {
    "dots": "." * _MEGABYTE,
    "dots and blanks": ". " * (_MEGABYTE // 2),
    "quotes": '"' * _MEGABYTE,
    "quotes and blanks": '" ' * (_MEGABYTE // 2),
    "capitals": "A" * _MEGABYTE,
    "initials": "A. " * (_MEGABYTE // 3),
    "dashes": "— , — A. " * (_MEGABYTE // 9),
    "speech": "«, — a. — A" * (_MEGABYTE // 11),
    "blanks": "." + " " * _MEGABYTE + "A",
    "brackets": ". ((((((" * (_MEGABYTE // 8),
    "questions": '?" A ' * (_MEGABYTE // 5),
    "labels": "Day 1. " * (_MEGABYTE // 7),
    "one word": "a" * _MEGABYTE + ". B",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_linear_time(name: str) -> None:
    text = HOSTILE[name]
    for code in LANGUAGES:
        began = time.process_time()
        _check_spans(text[:2000], get(code).split(text[:2000]))
        get(code).split(text)
        assert time.process_time() - began < 8  # under a second when linear; hours when not

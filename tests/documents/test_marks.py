from __future__ import annotations

import time

import pytest

from aligner.documents import Translated, marked_fragments, parse, render
from tests.documents.texts import markdown, only, translated, unchanged, whole


def test_fragments_are_what_has_to_be_translated_alone() -> None:
    document = parse("**All** [the *news*](u), `code`, [12](v), <https://x.org>", "en", format="md", split=whole)
    (segment,) = document.segments
    assert marked_fragments(segment) == {0: "All", 1: "the news", 2: "news"}
    (segment,) = parse("**All of it**", "en", format="md", split=whole).segments
    assert marked_fragments(segment) == {}


@pytest.mark.parametrize(
    ("source", "translation", "fragments", "expected"),
    [
        # unchanged: names, numbers, code
        ("The **BBC** says", "Как сообщает BBC", {}, "Как сообщает **BBC**"),
        ("It costs **15** of 115", "Стоит 15 из 115", {}, "Стоит **15** из 115"),
        ("115 and **15**", "115 и 15", {}, "115 и **15**"),
        ("BBC and **BBC**", "BBC и BBC", {}, "BBC и **BBC**"),
        ("Run `ls -l` now", "Запустите ls -l сейчас", {}, "Запустите `ls -l` сейчас"),
        # translated alone, also inflected
        ("A **big** day", "Большой день", {0: "Большой"}, "**Большой** день"),
        (
            "Talks in **Moscow** began",
            "Переговоры в Москве начались",
            {0: "Москва"},
            "Переговоры в **Москве** начались",
        ),
        (
            "The *central bank* cut",
            "Решение центрального банка",
            {0: "Центральный банк."},
            "Решение *центрального банка*",
        ),
        # a mark over the whole stays so
        ("**All of it**", "Всё это", {}, "**Всё это**"),
        ("**Note**:", "Примечание:", {}, "**Примечание**:"),
        ("**[Read it](u)**", "Читать", {}, "**[Читать](u)**"),
        # a label
        ("**Background:** they met", "Справка: они встретились", {0: "Фон"}, "**Справка:** они встретились"),
        # nested and side by side
        (
            "[the *new* law](u) passed",
            "новый закон принят",
            {0: "новый закон", 1: "новый"},
            "[*новый* закон](u) принят",
        ),
        ("*red* and **blue**", "синий и красный", {0: "красный", 1: "синий"}, "**синий** и *красный*"),
        # quotation marks that are marked in the source are marked in the translation
        ('He said **"no"** twice', "Он сказал «нет» дважды", {0: "нет"}, "Он сказал **«нет»** дважды"),
        ('He said "**no**" twice', "Он сказал «нет» дважды", {0: "нет"}, "Он сказал «**нет**» дважды"),
        # notes
        ("A word[^1].\n\n[^1]: 1", "Одно слово.", {}, "Одно слово[^1].\n\n[^1]: 1"),
        ("BBC[^1] said it.\n\n[^1]: 1", "Сказала BBC вчера.", {}, "Сказала BBC[^1] вчера.\n\n[^1]: 1"),
    ],
)
def test_marks_find_their_words(source: str, translation: str, fragments: dict[int, str], expected: str) -> None:
    assert only(source, translation, fragments) == (expected, [])


@pytest.mark.parametrize(
    ("translation", "fragment", "expected"),
    [
        ("قال والوزير إن", "وزير", "قال **والوزير** إن"),
        ("ذهب إلى القاهرة أمس", "قاهرة", "ذهب إلى **القاهرة** أمس"),
        ("اجتمع بالرئيس المصري", "الرئيس", "اجتمع **بالرئيس** المصري"),
        ("للحكومة قرار", "الحكومة", "**للحكومة** قرار"),
        ("قَالَ الوَزِيرُ أمس", "الوزير", "قَالَ **الوَزِيرُ** أمس"),
    ],
)
def test_arabic_clitics(translation: str, fragment: str, expected: str) -> None:
    assert only("The **minister** said", translation, {0: fragment}, "ar") == (expected, [])


def test_ornaments_that_find_no_words_are_dropped_and_reported() -> None:
    assert only("A **big** _old_ day", "Совсем другое.", {0: "крупный"}) == ("Совсем другое.", ["markup-dropped"] * 2)


@pytest.mark.parametrize(
    ("source", "translation", "fragments", "expected"),
    [
        ("See [the site](u) now.", "Совсем другое.", {0: "сайт"}, "Совсем другое ([сайт](u))."),
        ("See [the site](u) now.", "Совсем другое.", {}, "Совсем другое ([the site](u))."),
        ("See `x = 1` now.", "Другое!", {}, "Другое (`x = 1`)!"),
        ("See ![a chart](c.png) now.", "Другое", {0: "график"}, "Другое (![график](c.png))"),
        ("See <https://x.org> now.", "«Другое».", {}, "«Другое» (<https://x.org>)."),
        ("See [`x`](u) now.", "Другое.", {}, "Другое ([`x`](u))."),
        ("**See [it](u) now.**", "Другое.", {1: "это"}, "**Другое ([это](u)).**"),
        ("A[^1] b c d.\n\n[^1]: 1", "Совсем иные слова тут.", {}, "Совсем[^1] иные слова тут.\n\n[^1]: 1"),
        ("One <span>two", "Раз два", {}, "Раз <span>два"),
    ],
)
def test_nothing_but_ornaments_is_lost(source: str, translation: str, fragments: dict[int, str], expected: str) -> None:
    text, changes = only(source, translation, fragments)
    assert text == expected
    assert set(changes) == {"markup-moved"}


def test_emphasis_that_cannot_stand_is_dropped() -> None:
    text, changes = only('a **"b"** c', 'а"б"в', {0: "б"})  # no CommonMark reader takes **"б"** within a word
    assert text == 'а"б"в'
    assert changes == ["markup-dropped"]


def test_the_text_of_a_picture_before_a_sentence_is_not_part_of_it() -> None:
    document = parse("![Oil prices](a.png) They fell. [![Logo here](b.png)](u)", "en", format="md", split=whole)
    assert [segment.text for segment in document.segments] == ["Oil prices", "They fell.", "Logo here"]


def test_hundreds_of_marks_find_their_words() -> None:
    def source(link: str, text: str) -> str:
        return " ".join(f"**{link}{i}** [{link} {i}](u{i}) `c{i}` {text}[^1]" for i in range(100)) + "\n\n[^1]: 1\n"

    document = parse(source("one", "two"), "en", format="md", split=whole)
    assert len(document.segments[0].marks) == 399  # the last note is behind the sentence
    assert unchanged(document).decode() == source("one", "two")

    def translate(text: str) -> str:
        return text.replace("one", "один").replace("two", "другое")

    text = translated(document, translate)
    assert text.replace("[^1]", "") == source("один", "другое").replace("[^1]", "")
    assert text.count("[^1]") == 101


def test_of_hundreds_of_marks_only_ornaments_are_lost() -> None:
    words = " ".join(f"**a{i}** [b{i}](u{i}) `c{i}` ![d{i}](v{i}) e[^1]" for i in range(60))
    document = parse(f"{words}.\n\n[^1]: 1\n", "en", format="md", split=whole)
    (segment,) = document.segments
    rendered = render(document, {segment.id: Translated("Совсем *другое*.")}, "ru")
    again = parse(rendered.text, "ru", format="md", split=whole)
    assert again.segments[0].text.startswith("Совсем *другое* (b0) (c0)")
    assert [(m.kind, m.opening, m.closing) for m in again.segments[0].marks if m.kind != "html"] == [
        (m.kind, m.opening, m.closing) for m in segment.marks if m.kind not in ("strong", "html")
    ]
    assert rendered.text.count("[^1]") == 61
    changes = [change.change for change in rendered.changes]
    assert (changes.count("markup-dropped"), changes.count("markup-moved")) == (60, 240)


def test_a_mark_around_hundreds_stays_around_them() -> None:
    source = "**" + " ".join(f"[a{i}](u)" for i in range(300)) + "** and *more*"
    document = parse(source, "en", format="md", split=whole)
    (segment,) = document.segments
    fragments = {0: " ".join(f"a{i}" for i in range(300))}
    rendered = render(document, {segment.id: Translated(segment.text.replace("and", "и"), fragments)}, "ru")
    assert rendered.text == source.replace(" and ", " и ")


@pytest.mark.parametrize(
    "text",
    [
        " ".join(f"[word{i} more](http://x.org/{i}) text" for i in range(1000)),
        " ".join(f"**word{i}** text" for i in range(2000)),
        " ".join(f"`word{i}` text" for i in range(2000)),
        "e" + "\u0301" * 20_000 + " text",
        "e" + "\u0323\u0301" * 10_000 + " text",
    ],
)
def test_time_does_not_grow_with_the_square(text: str) -> None:
    begin = time.process_time()
    document = markdown(text)
    translated(document, str.upper)
    render(document, {segment.id: Translated("Совсем другое.") for segment in document.segments}, "ru")
    assert time.process_time() - begin < 3  # a tenth of it is usual; it was five to ten seconds

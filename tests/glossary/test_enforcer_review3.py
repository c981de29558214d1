"""What a third review found wrong in enforced translations: two prepositions, roles, names that come apart, titles."""

from __future__ import annotations

import pytest

from aligner.languages.arabic_names import wrong_clitics
from aligner.languages.russian_doubt import Neighbour, doubt
from tests.glossary.engines import (
    BOGDANOV,
    IDLIB,
    QASRA,
    RAQQA,
    SHARAA,
    ScriptedEngine,
    concept,
    enforce,
)

PUTIN = concept("putin", "person", "Vladimir Putin", "فلاديمير بوتين", "Владимир Путин", gender="m")
LAVROV = concept("lavrov", "person", "Sergei Lavrov", "سيرغي لافروف", "Сергей Лавров", gender="m")
JORDAN = concept("jordan", "place", "Jordan", "الأردن", "Иордания")
CHAD = concept("chad", "place", "Chad", "تشاد", "Чад")
DEIR = concept("deir", "place", "Deir ez-Zor", "دير الزور", "Дейр-эз-Зор")
TURKEY = concept("turkey", "place", "Turkey", "تركيا", "Турция")
ALL = (BOGDANOV, IDLIB, QASRA, RAQQA, SHARAA, PUTIN, LAVROV, JORDAN, CHAD, DEIR, TURKEY)


def said(languages: str, source: str, free: str):
    """What becomes of a free translation."""
    here, there = languages.split("-")
    (result,) = enforce(ScriptedEngine(here, there, {source: free}), source, *ALL)
    return result


@pytest.mark.parametrize(
    ("source", "free", "right"),
    [
        ("He spoke to al-Sharaa.", "تحدث إلى ل الشرع.", "تحدث إلى الشرع."),
        ("He spoke to al-Sharaa.", "تحدث إلى للشرع.", "تحدث إلى الشرع."),
        ("They met in Jordan.", "التقوا في بالأردن.", "التقوا في الأردن."),
        ("He came from Idlib.", "جاء من لإدلب.", "جاء من إدلب."),
        ("He spoke to Abu Qasra.", "تحدث إلى لأبي قصرة.", "تحدث إلى أبي قصرة."),
    ],
)
def test_a_second_preposition_goes(source: str, free: str, right: str) -> None:
    result = said("en-ar", source, free)
    assert result.text == right
    assert not result.flags


def test_ali_and_who_is_met_are_no_second_preposition() -> None:
    assert not list(wrong_clitics("قال علي للشرع إنه قادم.", "الشرع"))
    assert [fault.right for fault in wrong_clitics("تحدث على للشرع.", "الشرع")] == ["الشرع"]
    result = said("en-ar", "Ali said to al-Sharaa: yes.", "قال علي للشرع: نعم.")
    assert (result.text, result.flags) == ("قال علي للشرع: نعم.", ())


def test_a_given_name_leaves_abu_as_reports_write_it() -> None:
    frozen = said("en-ar", "He spoke to Murhaf Abu Qasra.", "تحدث إلى مرهف أبو قصرة.")
    assert (frozen.text, frozen.flags) == ("تحدث إلى مرهف أبو قصرة.", ())
    assert said("en-ar", "He spoke to Abu Qasra.", "تحدث إلى أبو قصرة.").text == "تحدث إلى أبي قصرة."


@pytest.mark.parametrize(
    ("source", "free"),
    [
        ("He gave Putin a map of Raqqa.", "Он дал Путину карту Ракку."),
        ("The capital of Turkey is old.", "Столица Турция стара."),
        ("Fighting continued near Deir ez-Zor.", "Бои продолжались под Дейр-эз-Зор."),
        (
            "The decision, made in Idlib by Mikhail Bogdanov, was wrong.",
            "Решение, принятое в Идлибе Михаила Богданова, было ошибкой.",
        ),
    ],
)
def test_a_case_that_nothing_allows_is_shown(source: str, free: str) -> None:
    assert "form" in said("en-ru", source, free).flags


@pytest.mark.parametrize(
    ("source", "free"),
    [
        ("The army entered Raqqa yesterday.", "Армия вчера вошла в город Ракку."),
        ("The city of Raqqa is old.", "Город Ракка стар."),
        ("The army withdrew to near Deir ez-Zor.", "Армия отошла под Дейр-эз-Зор."),
        ("He received Mikhail Bogdanov in Idlib.", "Он принял в Идлибе Михаила Богданова."),
        ("The army shells Raqqa every week.", "Армия каждую неделю Ракку обстреливает."),
    ],
)
def test_a_case_that_may_stand_is_not_shown(source: str, free: str) -> None:
    result = said("en-ru", source, free)
    assert (result.text, result.flags) == (free, ())


def test_the_capital_may_have_its_own_name() -> None:
    assert doubt("Сирийская столица Дамаск пострадала.", 18, 24, ("nom", "acc"), "place") is None
    text = "Решение, принятое в Идлибе Михаила Богданова, было ошибкой."
    answer = doubt(text, 27, 44, ("gen", "acc"), "person", [Neighbour(20, 26, ("loc",), "place")])
    assert answer is not None
    assert "ins" in answer.tags


@pytest.mark.parametrize(
    ("languages", "source", "free"),
    [
        ("en-ru", "Lavrov criticised Putin.", "Лаврова критиковал Путин."),
        ("ar-ru", "انتقد لافروف بوتين.", "Лаврова критиковал Путин."),
        ("ar-en", "انتقد لافروف بوتين.", "Putin criticised Lavrov."),
        ("ru-en", "Лаврова критиковал Путин.", "Lavrov criticised Putin."),
        ("ru-ar", "Лаврова критиковал Путин.", "انتقد لافروف بوتين."),
    ],
)
def test_swapped_roles_are_shown(languages: str, source: str, free: str) -> None:
    assert "doubt" in said(languages, source, free).flags


@pytest.mark.parametrize(
    ("languages", "source", "free"),
    [
        ("en-ru", "Lavrov criticised Putin.", "Путина критиковал Лавров."),
        ("en-ru", "Lavrov was criticised by Putin.", "Лаврова критиковал Путин."),
        ("ar-en", "انتقد لافروف بوتين.", "Putin was criticised by Lavrov."),
        ("ru-en", "Лаврова критиковал Путин.", "Putin criticised Lavrov."),
    ],
)
def test_roles_said_otherwise_are_not(languages: str, source: str, free: str) -> None:
    assert not said(languages, source, free).flags


@pytest.mark.parametrize(
    "free", ["Путин, Путин похвалил аш-Шараа.", "Путин аш-Шараа на аш-Шараа.", "Путин Путин похвалил аш-Шараа."]
)
def test_a_name_twice_is_shown(free: str) -> None:
    assert said("en-ru", "Putin praised al-Sharaa.", free).flags


def test_a_name_that_the_source_has_twice_is_right() -> None:
    source, free = "From Idlib to Idlib.", "من إدلب إلى إدلب."
    assert not said("en-ar", source, free).flags


@pytest.mark.parametrize(
    ("source", "free"),
    [
        ("Он прибыл в Чад.", "He arrived in smoke from Chad Smith."),
        ("Он прибыл в Иорданию.", "He met Michael Jordan."),
    ],
)
def test_a_place_inside_a_persons_name_is_no_answer(source: str, free: str) -> None:
    assert said("ru-en", source, free).flags == ("term",)


@pytest.mark.parametrize(
    ("source", "free"),
    [
        ("Он прибыл в Чад в понедельник.", "He arrived in Chad Monday."),
        ("Прибыл президент Чада Деби.", "Chad President Deby arrived."),
        ("Приехал Деби из Чада.", "Chad Deby came."),
    ],
)
def test_a_place_before_other_words_with_a_capital_is(source: str, free: str) -> None:
    assert "term" not in said("ru-en", source, free).flags


def test_a_whole_name_that_has_come_apart_is_shown() -> None:
    result = said("en-ar", "Ahmed al-Sharaa spoke about religion.", "تحدث أحمد عن الشرع.")
    assert (result.text, result.flags) == ("تحدث أحمد عن الشرع.", ("doubt",))
    other = said("en-ar", "Ahmed al-Sharaa spoke with Ahmed Daoud.", "تحدث الشرع مع أحمد داود.")
    assert not other.flags


def test_an_arabic_surname_after_a_meeting_is_looked_for() -> None:
    assert said("ar-en", "التقى بوتين بالشرع.", "Putin met the law.").flags == ("doubt",)
    assert not said("ar-en", "التقى بوتين بالشرع.", "Putin met al-Sharaa.").flags
    assert not said("ar-en", "هذا مخالف للشرع.", "This is against the law.").flags


def test_a_title_that_the_source_lacks_is_shown() -> None:
    free = "Асаад встретился с представителем Богдановым в Москве."
    assert said("en-ru", "Asaad met Mikhail Bogdanov in Moscow.", free).flags == ("doubt",)
    assert not said("en-ru", "Asaad met envoy Mikhail Bogdanov in Moscow.", free).flags
    arabic = "سافر المبعوث الروسي أبو قصرة إلى الرقة."
    assert said("en-ar", "Defence Minister Abu Qasra travelled to Raqqa.", arabic).flags == ("doubt",)


def test_whom_one_meets_is_in_the_instrumental() -> None:
    result = said("ar-ru", "التقى بوتين ببوغدانوف.", "Путин встретился с Богданову.")
    assert (result.text, result.flags) == ("Путин встретился с Богдановым.", ())
    taken = said("ar-ru", "رفعوا العقوبات عن بوغدانوف.", "Санкции сняли с Богданову.")
    assert taken.text == "Санкции сняли с Богданова."


def test_another_translation_is_not_called_free() -> None:
    source = "Putin praised al-Sharaa."
    engine = ScriptedEngine("en", "ru", {source: "Он похвалил его."})

    def draft(text: str):
        from tests.glossary.engines import Draft

        return Draft(text, 0.0)

    from aligner.glossary.enforcer import Enforcer
    from aligner.glossary.matcher import Matcher

    enforcer = Enforcer(Matcher(ALL, ("en", "ru")), engine)
    other = "Путин похвалил аш-Шараа."
    (result,) = enforcer.translate(
        [source],
        enforcer.occurrences([source]),
        lambda texts: [draft(answer[0].text) for answer in engine.translate(texts)],
        lambda _source, _text: 0.0,
        lambda texts: [[draft(other)] for _ in texts],
    )
    assert (result.text, result.strategy) == (other, "other")


@pytest.mark.parametrize("written", ["لالبنك", "لـالبنك", "ل البنك", "لـ البنك"])
def test_a_preposition_wrongly_written_before_the_article_stays_one(written: str) -> None:
    bank = concept("bank", "org", "World Bank", "البنك الدولي", "Всемирный банк")
    source = "He gave it to the World Bank."
    (result,) = enforce(ScriptedEngine("en", "ar", {source: f"سلمها {written} الدولي."}), source, bank)
    assert (result.text, result.flags) == ("سلمها للبنك الدولي.", ())


@pytest.mark.parametrize(
    ("languages", "source", "free"),
    [
        ("en-ar", "Russian presidential envoy Mikhail Bogdanov left.", "غادر مبعوث الرئيس الروسي ميخائيل بوغدانوف."),
        ("ru-en", "Представитель Кремля Михаил Богданов ушёл.", "Kremlin spokesman Mikhail Bogdanov left."),
        ("ar-en", "غادر مسؤول الأمن ميخائيل بوغدانوف.", "Security chief Mikhail Bogdanov left."),
        ("en-ar", "Syrian President Ahmed al-Sharaa left.", "غادر الرئيس السوري أحمد الشرع."),
    ],
)
def test_a_title_that_answers_to_one_is_not_added(languages: str, source: str, free: str) -> None:
    assert said(languages, source, free).flags == ()

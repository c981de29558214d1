"""What enforcement makes of translations in which names are wrong, with engines that say what a test tells them."""

from __future__ import annotations

import pytest

from aligner.engines.pivot import PivotEngine
from aligner.glossary.concepts import Concept, Names
from aligner.glossary.enforcer import Enforcer
from aligner.glossary.matcher import Matcher
from tests.glossary.engines import (
    BOGDANOV,
    IDLIB,
    MARDINI,
    MINISTER,
    QASRA,
    SDF,
    SHARAA,
    ZAKHAROVA,
    ScriptedEngine,
    enforce,
    in_russian,
    only,
)

# the free translation


def test_a_right_translation_stays_as_it_is_and_costs_nothing_more():
    engine = ScriptedEngine("en", "ru", {"Bogdanov arrived.": "Богданов прибыл."})
    (result,) = enforce(engine, "Bogdanov arrived.", BOGDANOV)
    assert (result.text, result.flags, result.strategy) == ("Богданов прибыл.", (), "free")
    assert engine.calls == [["Bogdanov arrived."]]
    use = only(result.terms)
    assert (use.concept, use.source, use.target, use.strategy) == ("bogdanov", "Bogdanov", "Богданов", "free")
    assert (use.source_start, use.target_start, use.verified, use.form) == (0, 0, True, "nom")


def test_texts_without_terms_are_only_translated():
    engine = ScriptedEngine("en", "ru", {"It rained.": "Шёл дождь."})
    (result,) = enforce(engine, "It rained.", BOGDANOV)
    assert (result.text, result.terms, result.flags, result.strategy) == ("Шёл дождь.", (), (), "")
    assert len(engine.calls) == 1


def test_all_texts_go_in_one_call_and_only_the_wrong_ones_in_the_next():
    engine = ScriptedEngine(
        "en",
        "ru",
        {"Bogdanov arrived.": "Богданов прибыл.", "Bogdanov left.": "Он уехал.", "It rained.": "Шёл дождь."},
        {"Johnson left.": "Джонсон уехал."},
        finish=lambda source, target: target,
    )
    results = enforce(engine, ["Bogdanov arrived.", "Bogdanov left.", "It rained."], BOGDANOV)
    assert len(engine.calls[0]) == 3
    assert len(engine.calls[1]) == 1
    assert [result.text for result in results] == ["Богданов прибыл.", "Богданов уехал.", "Шёл дождь."]


# stand-ins


@pytest.mark.parametrize(
    ("source", "free", "stand_in", "expected", "form"),
    [
        ("The letter to {}.", "Письмо Кассару.", "Письмо Омару Абу Рише.", "Письмо Мурхафу Абу Касре.", "dat"),
        ("They saw {}.", "Видели Кассара.", "Видели Омара Абу Ришу.", "Видели Мурхафа Абу Касру.", "acc"),
        ("Without {}.", "Без Кассара.", "Без Омара Абу Риши.", "Без Мурхафа Абу Касры.", "gen"),
        ("And with {}.", "И с Хасаном.", "И с Омаром Абу Ришей.", "И с Мурхафом Абу Касрой.", "ins"),
        ("About {}.", "О нём.", "Об Омаре Абу Рише.", "Об Мурхафе Абу Касре.", "loc"),
    ],
)  # fmt: skip
def test_the_case_of_the_stand_in_is_carried_over(source, free, stand_in, expected, form):
    text = source.format("Murhaf Abu Qasra")
    engine = ScriptedEngine("en", "ru", {text: free, source.format("Omar Abu Risha"): stand_in})
    (result,) = enforce(engine, text, QASRA)
    assert (result.text, result.flags, result.strategy) == (expected, (), "stand-in")
    use = only(result.terms)
    assert (use.form, use.verified, use.strategy) == (form, True, "stand-in")
    assert result.text[use.target_start :].startswith(use.target)
    assert use.confidence is not None
    assert use.confidence > 0.8


@pytest.mark.parametrize(
    ("free", "stand_in", "expected", "form"),
    [
        ("سافر الضيف.", "سافر الضيف وألبرت أينشتاين.", "سافر الضيف وميخائيل بوغدانوف.", "و"),
        ("رسالة إلى الضيف.", "رسالة لألبرت أينشتاين.", "رسالة لميخائيل بوغدانوف.", "ل"),
        ("ترحيب.", "ترحيب بألبرت أينشتاين.", "ترحيب بميخائيل بوغدانوف.", "ب"),
    ],
)
def test_arabic_clitics_stay(free, stand_in, expected, form):
    engine = ScriptedEngine(
        "en", "ar", {"X Mikhail Bogdanov.": free},
        finish=lambda source, target: stand_in if "Einstein" in source else "",
    )  # fmt: skip
    result = enforce_with(engine, "X Mikhail Bogdanov.", BOGDANOV)
    assert (result.text, result.flags) == (expected, ())
    assert only(result.terms).form == form


def enforce_with(engine, text, *concepts):
    """The stand-ins that come before Einstein are lost, as `finish` has it."""
    (result,) = enforce(engine, text, *concepts)
    return result


def test_the_preposition_grows_together_with_the_article():
    engine = ScriptedEngine(
        "en", "ar", {"A letter to al-Sharaa.": "رسالة إليه."},
        finish=lambda s, t: "رسالة للحريري." if "Hariri" in s else "رسالة لجونسون." if "Johnson" in s else "؟",
    )  # fmt: skip
    (result,) = enforce(engine, "A letter to al-Sharaa.", SHARAA)
    assert (result.text, result.flags) == ("رسالة للشرع.", ())
    assert only(result.terms).form == "ل"


@pytest.mark.parametrize(
    ("stand_in", "expected"),
    [("قال {nom} إن", "قال مرهف أبو قصرة إن"), ("رأيت {acc} هناك", "رأيت مرهف أبا قصرة هناك"),
     ("مع {gen} هناك", "مع مرهف أبي قصرة هناك")],
)  # fmt: skip
def test_abu_keeps_its_case(stand_in, expected):
    def finish(source: str, target: str) -> str:
        for name, arabic in (("Ahmed Abu Bakr", "أحمد {} بكر"), ("Omar Abu Risha", "عمر {} ريشة")):
            if name in source:
                forms = {"nom": arabic.format("أبو"), "acc": arabic.format("أبا"), "gen": arabic.format("أبي")}
                return stand_in.format(**forms)
        return "؟"

    engine = ScriptedEngine("en", "ar", {"So Murhaf Abu Qasra.": "هكذا."}, finish=finish)
    (result,) = enforce(engine, "So Murhaf Abu Qasra.", QASRA)
    assert (result.text, result.flags) == (expected, ())


def test_a_fixed_name_stays_in_every_case():
    text = "The letter to Ahmed al-Sharaa."
    engine = ScriptedEngine("en", "ru", {text: "Письмо ему."}, finish=in_russian("Письмо {}.", "dat"))
    (result,) = enforce(engine, text, SHARAA)
    assert (result.text, result.flags) == ("Письмо Ахмеду аш-Шараа.", ())


def test_two_names_swapped_by_the_engine_keep_their_own_cases():
    text = "Bogdanov was received by al-Mardini."

    def finish(source: str, target: str) -> str:
        first, _, second = source.rstrip(".").partition(" was received by ")
        nominative, accusative = (
            {"Johnson": "Джонсона", "Lincoln": "Линкольна"},
            {"Johnson": "Джонсон", "Lincoln": "Линкольн"},
        )
        return f"{accusative.get(second, '?')} принял {nominative.get(first, '?')}."

    engine = ScriptedEngine("en", "ru", {text: "Его приняли."}, finish=finish)
    (result,) = enforce(engine, text, BOGDANOV, MARDINI)
    assert result.flags == ()
    assert result.text == "Аль-Мардини принял Богданова."
    assert [use.target for use in result.terms] == ["Богданова", "Аль-Мардини"]


def test_a_small_first_letter_becomes_a_capital_at_the_beginning_of_a_sentence_only():
    text = "Al-Mardini met al-Mardini."
    engine = ScriptedEngine("en", "ru", {text: "Он."}, finish=in_russian("{} встретил «Сам». «{}».", "nom", "acc"))
    (result,) = enforce(engine, text, MARDINI)
    assert result.text == "Аль-Мардини встретил «Сам». «Аль-Мардини»."
    text = "They met al-Mardini."
    engine = ScriptedEngine("en", "ru", {text: "Они."}, finish=in_russian("Встретили «{}».", "acc"))
    (result,) = enforce(engine, text, MARDINI)
    assert result.text == "Встретили «аль-Мардини»."


def test_the_verb_around_a_woman_stays_feminine():
    text = "Maria Zakharova said no."
    engine = ScriptedEngine(
        "en", "ru", {text: "Мария Захаров сказал нет."}, finish=in_russian("{} сказала нет.", "nom")
    )
    (result,) = enforce(engine, text, ZAKHAROVA)
    assert (result.text, result.flags) == ("Мария Захарова сказала нет.", ())


def test_names_from_arabic_and_russian_into_english_keep_the_possessive():
    for source, text, found in (("ru", "Визит Богданова.", "Джонсона"), ("ar", "زيارة بوغدانوف.", "جونسون")):
        engine = ScriptedEngine(
            source, "en", {text: "His visit."},
            finish=lambda asked, target, found=found: "Johnson’s visit." if found in asked else "A visit.",
        )  # fmt: skip
        (result,) = enforce(engine, text, BOGDANOV)
        assert (result.text, result.flags) == ("Bogdanov’s visit.", ())
        assert only(result.terms).form == "poss"


def test_english_a_and_an_follow_the_name():
    engine = ScriptedEngine(
        "ru", "en", {"Сторонник Идлиба.": "A supporter."}, {}, finish=lambda s, t: "A London supporter."
    )
    (result,) = enforce(engine, "Сторонник Идлиба.", IDLIB)
    assert result.text == "An Idlib supporter."


def test_a_stand_in_that_stands_in_the_text_is_not_taken():
    text = "Mandela, Kafka and Einstein wrote to Mikhail Bogdanov."
    engine = ScriptedEngine("en", "ru", {text: "Письмо."}, finish=lambda s, t: "Письмо.")
    enforce(engine, text, BOGDANOV)
    for call in engine.calls[1:]:
        for asked in call:
            assert [asked.count(name) for name in ("Mandela", "Kafka", "Einstein")] == [1, 1, 1]


def test_another_stand_in_is_taken_where_the_first_gets_lost():
    text = "They saw Mikhail Bogdanov."
    engine = ScriptedEngine(
        "en", "ru", {text: "Видели его."},
        finish=lambda s, t: "Видели Альберта Эйнштейна." if "Einstein" in s else "Видели его.",
    )  # fmt: skip
    (result,) = enforce(engine, text, BOGDANOV)
    assert (result.text, result.flags) == ("Видели Михаила Богданова.", ())


def test_an_engine_that_says_every_stand_in_twice_gets_a_flag():
    text = "Bogdanov spoke."
    engine = ScriptedEngine("en", "ru", {text: "Он выступил."}, finish=in_russian("{0} и ещё раз {0} выступил.", "nom"))
    (result,) = enforce(engine, text, BOGDANOV)
    assert (result.text, result.flags) == ("Он выступил.", ("term",))


def test_what_is_left_of_a_stand_in_never_goes_out():
    text = "Mikhail Bogdanov spoke of peace."
    engine = ScriptedEngine(
        "en", "ru", {text: "Он говорил."},
        finish=lambda s, t: "Нельсон Мандела, как всегда по-манделовски, говорил." if "Mandela" in s else "Говорил.",
    )  # fmt: skip
    (result,) = enforce(engine, text, BOGDANOV)
    assert result.flags == ("term",)
    assert "андел" not in result.text


def test_a_draft_with_faults_is_not_taken_for_a_sound_one():
    text = "Bogdanov sent 12 letters."
    weights = {"Джонсон прислал 120 писем.": 1.5}
    engine = ScriptedEngine("en", "ru", {text: "Прислал 12 писем."}, finish=in_russian("{} прислал 120 писем.", "nom"))
    (result,) = enforce(engine, text, BOGDANOV, judge=lambda s, t: 1.5 if "120" in t else 0.0, weights=weights)
    assert result.flags == ("term",)
    assert result.text == "Прислал 12 писем."


def test_what_the_checks_of_the_caller_find_worse_is_not_taken():
    text = "Mikhail Bogdanov spoke."
    engine = ScriptedEngine("en", "ru", {text: "Он выступил."}, finish=in_russian("{} выступил ⁇.", "nom"))
    (result,) = enforce(engine, text, BOGDANOV, judge=lambda s, t: 2.0 if "⁇" in t else 0.0)
    assert (result.text, result.flags) == ("Он выступил.", ("term",))


def test_negation_must_stay():
    text = "Mikhail Bogdanov did not agree."
    engine = ScriptedEngine("en", "ru", {text: "Он не согласился."}, finish=in_russian("{} согласился.", "nom"))
    (result,) = enforce(engine, text, BOGDANOV)
    assert (result.text, result.flags) == ("Он не согласился.", ("term",))


# titles and bodies


def test_a_title_is_mended_in_its_case():
    text = "A letter to the minister of defence."
    engine = ScriptedEngine("en", "ru", {text: "Письмо военачальнику."}, finish=in_russian("Письмо {}.", "dat"))
    (result,) = enforce(engine, text, MINISTER)
    assert (result.text, result.flags) == ("Письмо министру обороны.", ())


def test_a_plural_body_takes_a_plural_stand_in():
    text = "The Syrian Democratic Forces agreed."
    engine = ScriptedEngine("en", "ru", {text: "Войско согласилось."}, finish=in_russian("{} согласились.", "nom"))
    (result,) = enforce(engine, text, SDF)
    assert (result.text, result.flags) == ("Сирийские демократические силы согласились.", ())


# the memory's key


def test_the_version_says_what_the_result_depends_on():
    enforcer = Enforcer(Matcher([BOGDANOV, QASRA]), ScriptedEngine("en", "ru"))
    none, one, other = enforcer.occurrences(["It rained.", "Mikhail Bogdanov came.", "Murhaf Abu Qasra came."])
    assert enforcer.version(none) == ""
    assert len({enforcer.version(one), enforcer.version(other)}) == 2
    renamed = Concept("bogdanov", "person", {**BOGDANOV.names, "ru": Names("Михаил Леонидович Богданов")}, gender="m")
    again = Enforcer(Matcher([renamed, QASRA]), ScriptedEngine("en", "ru"))
    changed = again.occurrences(["It rained.", "Mikhail Bogdanov came."])[1]
    assert again.version(changed) != enforcer.version(one)
    same = Enforcer(Matcher([BOGDANOV]), ScriptedEngine("en", "ru"))
    assert same.version(same.occurrences(["Mikhail Bogdanov came."])[0]) == enforcer.version(one)


# through another language


def test_through_a_pivot_the_stand_in_is_looked_for_in_the_last_language():
    text = "رسالة إلى مرهف أبو قصرة."
    first = ScriptedEngine(
        "ar", "en", {text: "A letter to Cassara."},
        {"رسالة إلى": "A letter to", "عمر أبو ريشة": "Omar Abu Risha", "عمر أبي ريشة": "Omar Abu Risha"},
    )  # fmt: skip
    second = ScriptedEngine(
        "en", "ru", {"A letter to Cassara.": "Письмо кому-то.", "A letter to Omar Abu Risha.": "Письмо Омару Абу Рише."}
    )
    (result,) = enforce(PivotEngine(first, second), text, QASRA)
    assert (result.text, result.flags, result.strategy) == ("Письмо Мурхафу Абу Касре.", (), "stand-in")
    assert only(result.terms).form == "dat"


@pytest.mark.parametrize(
    ("free", "flags"),
    [("Мы видели Богданову вчера.", ("form",)), ("Мы видели Богданова вчера.", ()), ("Богданов заявил.", ())],
)
def test_a_form_that_the_sentence_gives_no_reason_for_is_flagged(free: str, flags: tuple[str, ...]) -> None:
    engine = ScriptedEngine("en", "ru", finish=lambda asked, _: free)
    (result,) = enforce(engine, ["Mikhail Bogdanov said so."], BOGDANOV)
    assert result.flags == flags

"""Names that the glossary does not have, found in English, Russian and Arabic text and in bitexts."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import ModelError
from aligner.glossary.concepts import Concept, Names
from aligner.glossary.suggest_stanza import open_recogniser, recogniser_of
from aligner.glossary.suggester import Passage, Suggestion, suggest

ENGLISH = (
    "Russian President Valery Stromov met Governor Anas al-Mardini in Latakia on Tuesday.",
    "Stromov said that the Energy Ministry would help, and al-Mardini thanked him.",
    "Later the delegation flew to Khmeimim. Prices rose in March.",
    "The Council of Elders criticised Stromov's plan.",
)
RUSSIAN = (
    "Президент России Валерий Стромов встретился с губернатором Анасом аль-Мардини в Латакии во вторник.",
    "Стромов заявил, что Министерство энергетики окажет помощь, а аль-Мардини поблагодарил его.",
    "Позднее делегация вылетела в Хмеймим. В марте цены выросли.",
    "План Стромова раскритиковали. Другие предложения Стромову не понравились.",
)
ARABIC = (
    "التقى الرئيس الروسي فاليري ستروموف المحافظ أنس المارديني في اللاذقية يوم الثلاثاء.",
    "وقال ستروموف إن وزارة الطاقة ستقدم المساعدة، وشكره المارديني.",
    "وتوجه الوفد لاحقا إلى حميميم. وارتفعت الأسعار في مارس.",
    "وانتقد المجلس خطة لستروموف.",
)


def passages(**languages: Sequence[str]) -> list[Passage]:
    rows = zip(*languages.values(), strict=True)
    return [Passage(dict(zip(languages, row, strict=True)), "report.txt", n) for n, row in enumerate(rows, 1)]


def by_name(found: Sequence[Suggestion]) -> dict[str, Suggestion]:
    return {one.name: one for one in found}


def test_english() -> None:
    found = by_name(suggest(passages(en=ENGLISH)))
    assert set(found) == {
        "Valery Stromov",
        "Anas al-Mardini",
        "Latakia",
        "Energy Ministry",
        "Khmeimim",
        "Council of Elders",
    }
    stromov = found["Valery Stromov"]
    assert (stromov.kind, stromov.count) == ("person", 3)
    assert "title" in stromov.reason
    assert {mention.text for mention in stromov.mentions} == {"Valery Stromov", "Stromov"}
    for mention in stromov.mentions:
        assert ENGLISH[mention.passage][mention.start : mention.end] == mention.text
    assert found["Energy Ministry"].kind == "org"
    assert stromov.examples[0].line == 1 and stromov.examples[0].file == "report.txt"
    assert stromov.names["ru"].text == "Валерий Стромов" and stromov.names["ru"].how == "proposed"
    assert stromov.names["ar"].how == "proposed"
    assert "ru" not in found["Energy Ministry"].names  # translated by meaning: nothing to transliterate


def test_russian_comes_in_the_dictionary_form() -> None:
    found = by_name(suggest(passages(ru=RUSSIAN)))
    assert {"Валерий Стромов", "Анас аль-Мардини", "Латакия", "Хмеймим", "Министерство энергетики"} <= set(found)
    assert found["Анас аль-Мардини"].names["ru"].how == "derived"
    assert found["Валерий Стромов"].count == 4
    assert found["Латакия"].kind == "place"


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("Об этом сообщили в Суэцком канале.", "Суэцкий канал", "place"),
        ("Он обратился к Европейскому союзу.", "Европейский союз", "org"),
        ("Письмо Международного комитета по миграции опубликовано.", "Международный комитет по миграции", "org"),
        ("Пресс-секретарь Кремля Оксана Левченко уточнила детали.", "Оксана Левченко", "person"),
        ("Встреча с Мурхафом Абу Хассуном прошла вчера.", "Мурхаф Абу Хассун", "person"),
        ("Рассказ о Галине Захаровой напечатан.", "Галина Захарова", "person"),
    ],
)
def test_russian_phrases(sentence: str, name: str, kind: str) -> None:
    found = by_name(suggest([Passage({"ru": sentence})]))
    assert found[name].kind == kind


def test_arabic_alone() -> None:
    found = by_name(suggest(passages(ar=ARABIC)))
    assert {"فاليري ستروموف", "أنس المارديني"} <= set(found)
    assert found["فاليري ستروموف"].count == 3  # the surname alone and with a clitic, too
    assert found["فاليري ستروموف"].kind == "person"
    assert not {"مارس", "الثلاثاء", "الأسعار"} & set(found)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("وأضاف أبو قصرة أن القوات انسحبت.", "أبو قصرة"),
        ("سلم الرسالة لأبي قصرة أمس.", "أبو قصرة"),
        ("أعلن المتحدث باسم الوزارة دميتري كوزلوف ذلك.", "دميتري كوزلوف"),
        ("قال عبد الله بن ناصر إن الاتفاق قريب.", "عبد الله بن ناصر"),
        ("تحدث إلى بوغدانوف في الصباح.", "بوغدانوف"),
    ],
)
def test_arabic_patterns(sentence: str, name: str) -> None:
    assert name in by_name(suggest([Passage({"ar": sentence})]))


@pytest.mark.parametrize(
    ("languages", "renderings"),
    [
        (("en", "ru"), {"ru": {"Валерий Стромов", "Анас аль-Мардини", "Латакия", "Хмеймим"}}),
        (("en", "ar"), {"ar": {"فاليري ستروموف", "أنس المارديني", "حميميم"}}),
        (("ru", "ar"), {"ar": {"فاليري ستروموف", "أنس المارديني", "حميميم"}}),
        (
            ("en", "ar", "ru"),
            {"ar": {"فاليري ستروموف", "أنس المارديني"}, "ru": {"Валерий Стромов", "Анас аль-Мардини"}},
        ),
    ],
)
def test_bitexts_give_the_renderings(languages: tuple[str, ...], renderings: dict[str, set[str]]) -> None:
    texts = {"en": ENGLISH, "ru": RUSSIAN, "ar": ARABIC}
    found = suggest(passages(**{code: texts[code] for code in languages}))
    for code, names in renderings.items():
        seen = {one.names[code].text for one in found if code in one.names and one.names[code].how != "proposed"}
        assert names <= seen
    stromov = next(one for one in found if one.name in ("Valery Stromov", "Валерий Стромов"))
    assert all(stromov.names[code].how in ("seen", "derived") for code in languages)


def test_renderings_that_do_not_sound_alike_are_found_by_always_standing_together() -> None:
    english = [f"The {name} of the League met on day {n}." for n, name in enumerate(("Council", "Council", "Council"))]
    english += ["They saw the United Nations base."] * 2
    russian = [f"Совет Лиги собрался в день {n}." for n in range(3)] + ["Они видели базу ООН."] * 2
    found = by_name(suggest(passages(en=english, ru=russian)))
    assert found["United Nations"].names["ru"].text == "ООН"


def test_arabic_names_that_sound_otherwise_are_found_by_the_company_they_keep() -> None:
    english = [f"Envoys of the United Nations came on day {n}." for n in range(4)] + ["Nobody came later."]
    days = ("الأول", "الثاني", "الثالث", "الرابع")
    arabic = [
        f"{who} للأمم المتحدة في اليوم {day}."
        for who, day in zip(("جاء موفدون", "وصل وفد", "قيل", "سمح"), days, strict=True)
    ]
    arabic += ["ثم وصل موفدون في اليوم التالي."]
    found = by_name(suggest(passages(en=english, ar=arabic)))
    assert (found["United Nations"].names["ar"].text, found["United Nations"].names["ar"].count) == ("الأمم المتحدة", 4)


STROMOV = Concept(
    "valery-stromov",
    "person",
    {"en": Names("Valery Stromov"), "ar": Names("فاليري ستروموف"), "ru": Names("Валерий Стромов")},
    gender="m",
)


@pytest.mark.parametrize(("code", "texts"), [("en", ENGLISH), ("ru", RUSSIAN), ("ar", ARABIC)])
def test_known_names_are_left_out_in_all_their_forms(code: str, texts: Sequence[str]) -> None:
    found = suggest(passages(**{code: texts}), [STROMOV])
    assert found
    assert not any(word in one.name for one in found for word in ("Stromov", "Стромов", "ستروموف"))


def test_another_spelling_of_a_known_name_is_said_to_be_one() -> None:
    found = by_name(suggest([Passage({"en": "President Valeri Strumoff met Boris Klimov."})], [STROMOV]))
    near = found["Valeri Strumoff"].near
    assert [one.concept for one in near] == ["valery-stromov"] and near[0].similarity > 0.88
    assert found["Boris Klimov"].near == ()


def test_never_least_and_limit() -> None:
    texts = passages(en=ENGLISH)
    assert "Latakia" not in by_name(suggest(texts, never={"Latakia"}))
    assert [one.name for one in suggest(texts, least=3)] == ["Valery Stromov"]
    assert [one.name for one in suggest(texts, limit=1)] == ["Valery Stromov"]
    counts = [one.count for one in suggest(texts)]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Drivers waited for hours. However, nothing moved on Monday in October.",
        "British and Turkish officials met. Yesterday they spoke Arabic.",
        "Водители ждали часами. Однако в понедельник ничего не изменилось.",
        "Российские и турецкие чиновники встретились. Вчера они говорили.",
        "وقال المسؤولون إن المحادثات ستستمر يوم الاثنين في أكتوبر.",
    ],
)
def test_what_is_no_name(sentence: str) -> None:
    code = "ar" if "ا" in sentence else "ru" if "о" in sentence else "en"
    assert suggest([Passage({code: sentence})]) == []


def test_variants_of_one_name_are_one_suggestion() -> None:
    sentences = ("President Ahmed al-Sharaa spoke.", "They met Ahmed al-Shara again.", "Reporters saw Ahmed Al-Sharaa.")
    found = suggest(passages(en=sentences))
    assert [(one.name, one.count) for one in found] == [("Ahmed al-Sharaa", 3)]


def test_no_text() -> None:
    assert suggest([]) == []
    assert suggest([Passage({}), Passage({"en": "", "ru": " "})]) == []


@given(st.text(max_size=60), st.sampled_from(["en", "ru", "ar"]))
def test_any_text_is_survived(text: str, code: str) -> None:
    for one in suggest([Passage({code: text})]):
        for mention in one.mentions:
            assert text[mention.start : mention.end] == mention.text


def test_a_recogniser_adds_names_and_tells_kinds() -> None:
    def pipeline(text: str) -> SimpleNamespace:
        entities = []
        for word, label in (("قمورة", "LOC"), ("غدا", "DATE"), ("نهال", "PER")):
            if (at := text.find(word)) >= 0:
                entities.append(SimpleNamespace(type=label, start_char=at, end_char=at + len(word)))
        return SimpleNamespace(ents=entities)

    recogniser = recogniser_of(pipeline)
    assert recogniser("وصل إلى قمورة غدا") == [(8, 13, "place")]
    assert recogniser("  ") == []
    found = by_name(suggest([Passage({"ar": "وصل إلى قمورة غدا"})], recognisers={"ar": recogniser}))
    assert found["قمورة"].kind == "place" and "Stanza" in found["قمورة"].reason


def test_without_models_stanza_says_what_to_do(tmp_path: object) -> None:
    pytest.importorskip("stanza")
    with pytest.raises(ModelError, match=r"no Stanza models here.*leave --stanza out"):
        open_recogniser("en", str(tmp_path))

"""Every filter on good and bad beads in English, Arabic and Russian."""

from __future__ import annotations

import json
import math
from importlib import resources

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.corpus.filter_base import PREFIX
from aligner.corpus.filters import FILTERS, judged, scored
from aligner.errors import InputError

Bead = tuple[str, str, str, str]

EN = "The minister met 12 delegates in Damascus on Monday and promised new roads."
AR = "التقى الوزير 12 مندوبا في دمشق يوم الاثنين ووعد بطرق جديدة."
RU = "В понедельник министр встретился в Дамаске с 12 делегатами и пообещал новые дороги."
GOOD: list[Bead] = [
    ("en", "ar", EN, AR),
    ("ar", "en", AR, EN),
    ("en", "ru", EN, RU),
    ("ru", "en", RU, EN),
    ("ar", "ru", AR, RU),
    ("ru", "ar", RU, AR),
]


def frame(*beads: Bead) -> pl.DataFrame:
    names = ["source_language", "target_language", "source_text", "target_text"]
    return pl.DataFrame(list(beads), schema=dict.fromkeys(names, pl.String), orient="row")


def scores(name: str, *beads: Bead) -> list[float]:
    return scored(frame(*beads), [name])[PREFIX + name].to_list()


def accepted(name: str, *beads: Bead) -> list[bool]:
    return judged(frame(*beads), [name])["kept"].to_list()


EXPRESSIONS = [name for name in FILTERS if name not in ("terms", "words", "language", "margin", "learnt")]


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_a_good_translation_is_accepted_by_every_filter(name: str) -> None:
    assert all(accepted(name, *GOOD))


def test_the_whole_default_set_keeps_good_translations() -> None:
    out = judged(frame(*GOOD))
    assert out["reasons"].to_list() == [[]] * len(GOOD)


LOOP = "и сказал " * 12
REJECTED: dict[str, list[Bead]] = {
    "length": [("en", "ru", "", RU), ("en", "ar", "...", AR), ("en", "ru", "word " * 600, RU)],
    "ratio": [("en", "ru", EN, "Нет."), ("ar", "en", AR, EN * 4), ("ru", "ar", RU * 3, AR)],
    "long-words": [("en", "ru", EN, "в" * 50), ("ar", "en", "ت" * 41, EN)],
    "script": [("en", "ar", EN, EN), ("ru", "ar", RU, RU), ("ar", "en", AR, RU), ("ru", "en", EN, EN)],
    "symbols": [("en", "ru", EN, "*** >>> $$$ %% {} ++ == да"), ("ar", "en", "٪٪٪ ### @@@ !!! نعم", EN)],
    "characters": [
        ("en", "ar", EN, "وزیر کشور گفت که پنج نفر در این حادثه کشته شدند"),
        ("en", "ru", EN, "Міністр їхав у місто, і його зустріли"),
    ],
    "encoding": [
        ("en", "ru", EN, RU.encode().decode("cp1252", errors="replace")),
        ("en", "ru", EN, RU.encode().decode("cp1251", errors="replace")),
        ("en", "ar", EN, AR.encode().decode("cp1256", errors="replace")),
        ("en", "ar", EN, AR.encode().decode("latin-1")),
        ("en", "ru", "caf\ufffd an\ufffd", RU),
    ],
    "copy": [("en", "ar", EN, EN), ("ru", "en", RU, RU)],
    "repetition": [("en", "ru", EN, LOOP), ("ar", "en", AR, "of the " * 9), ("en", "ar", EN, "قال " * 8)],
    "html": [("en", "ru", EN, f"<b>{RU}</b>"), ("ar", "en", AR + "&nbsp;", EN)],
    "links": [("en", "ru", EN + " https://a.example/x", RU), ("ar", "en", AR, "See www.example.org/page for more")],
    "furniture": [("en", "ru", "Read more", "Читать далее"), ("ar", "en", "اقرأ المزيد", "Read more")],
    "numbers": [
        ("en", "ru", "It cost 1,250.5 dollars.", "Это стоило 1 350,5 доллара."),
        ("en", "ar", "In 2019 there were 45 of them.", "كان عددهم ٤٦ في عام ٢٠١٩."),
        ("ru", "ar", "Погибли семеро, ранены 30 человек.", "قُتل سبعة وأصيب 90 شخصا."),
    ],
}


@pytest.mark.parametrize("name", REJECTED)
def test_what_a_filter_is_for_is_rejected_with_its_name(name: str) -> None:
    out = judged(frame(*REJECTED[name]), [name])
    assert out["reasons"].to_list() == [[name]] * out.height


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("It cost 1,250.5 dollars.", "Это стоило 1 250,5 доллара."),
        ("It grew by 3.5 percent to 1,200.", "Он вырос на 3,5 % до 1200."),
        ("Twenty-five people died in 1998.", "В 1998 году погибли 25 человек."),
    ],
)
def test_numbers_are_the_same_in_other_habits_of_english_and_russian(source: str, target: str) -> None:
    assert scores("numbers", ("en", "ru", source, target)) == [1.0]


@pytest.mark.parametrize(
    "target", ["ارتفع بنسبة ٣٫٥٪ إلى ١٬٢٠٠.", "ارتفع بنسبة 3.5% إلى 1,200.", "ارتفع بنسبة ۳٫۵٪ إلى ۱٬۲۰۰."]
)
def test_numbers_are_the_same_in_all_figures(target: str) -> None:
    assert scores("numbers", ("en", "ar", "It grew by 3.5% to 1,200.", target)) == [1.0]


def test_acronyms_and_marks_are_no_wrong_script() -> None:
    beads: list[Bead] = [
        ("en", "ar", "NATO and the BBC said so", "قال ذلك حلف NATO وهيئة BBC"),
        ("en", "ru", "The IAEA and NASA agreed", "IAEA и NASA договорились"),
        ("en", "ar", "The book was opened", "فُتِحَ الكِتَابُ المُقَدَّسُ"),
    ]
    assert all(accepted("script", *beads)) and all(accepted("characters", *beads)) and all(accepted("encoding", *beads))


def test_questions_end_as_questions_in_every_script() -> None:
    same = scores("punctuation", ("en", "ar", "Who paid?", "من دفع؟"), ("en", "ru", "“Go!” he said.", "«Иди!»"))
    other = scores("punctuation", ("en", "ar", "Who paid?", "دفع الوزير."), ("ru", "en", "Кто заплатил?", "He paid"))
    assert min(same) == 1.0 and max(other) < 0.5


def test_a_name_in_the_place_of_another_lowers_the_score() -> None:
    right = scores(
        "names",
        (
            "en",
            "ru",
            "On Monday Valery Stromov met Latif Hamdan.",
            "В понедельник Валерий Стромов встретился с Латифом Хамданом.",
        ),
    )
    wrong = scores(
        "names",
        (
            "en",
            "ru",
            "On Monday Valery Stromov met Latif Hamdan.",
            "В понедельник Валерий Стромов встретился с Игорем Ковальчуком.",
        ),
    )
    assert right == [1.0] and wrong[0] < 0.2


def test_a_name_left_out_is_no_exchange() -> None:
    assert scores("names", ("en", "ru", "Then Stromov answered.", "Затем он ответил."))[0] > 0.5


def test_a_loop_said_on_both_sides_is_speech() -> None:
    one = "Never, never, never, never again"
    both, alone = scores(
        "repetition",
        ("en", "ru", one, "Никогда, никогда, никогда, никогда больше"),
        ("en", "ru", one, "Больше никогда"),
    )
    assert both > alone


def test_terms_are_counted_where_they_were_asked() -> None:
    def uses(*targets: str) -> list[dict[str, object]]:
        return [{"concept": "x", "source": "a", "target": t, "target_start": 0 if t else -1} for t in targets]

    texts = frame(GOOD[0], GOOD[0], GOOD[0], GOOD[0])
    terms = [uses("دمشق"), uses("", "", "", "دمشق"), [], uses("")]
    out = judged(texts.with_columns(pl.Series("terms", terms)), ["terms"])
    assert out[PREFIX + "terms"].to_list() == [1.0, pytest.approx(0.4), None, 0.5]
    assert out["reasons"].to_list() == [[], ["terms"], [], []]  # one name may be left to a pronoun


def test_reasons_that_were_there_stay() -> None:
    out = judged(frame(GOOD[0]).with_columns(pl.Series("reasons", [["duplicate"]])), ["html"])
    assert out["reasons"].to_list() == [["duplicate"]] and out["kept"].to_list() == [False]


def test_an_unknown_filter_or_parameter_is_named() -> None:
    with pytest.raises(InputError, match="unknown filter 'lenght'"):
        scored(frame(GOOD[0]), ["lenght"])
    with pytest.raises(InputError, match="no parameter 'lest'"):
        scored(frame(GOOD[0]), ["ratio"], {"ratio": {"lest": 1}})


def test_a_parameter_moves_the_threshold() -> None:
    assert judged(frame(GOOD[0]), ["ratio"], {"ratio": {"least": 0.1}})["kept"].to_list() == [False]


def test_learnt_says_which_score_spoke_most() -> None:
    out = judged(frame(("en", "ru", EN, RU.replace("12", "97"))))
    assert out["reasons"].to_list()[0][-1] == "learnt:numbers"


def test_every_curve_of_the_models_rises() -> None:
    models = json.loads((resources.files("aligner.corpus") / "data" / "filters.json").read_text())["models"]
    assert set(models) == {"plain", "words", "margin", "all"}
    for model in models.values():
        for at, value in model["curves"].values():
            assert at == sorted(at) and value == sorted(value) and value[-1] <= 1e-3


ALPHABET = st.sampled_from("abz ABZ.,?!«»٣٫٪؟ابتلوَёйжЯ0123456789:/<>&;@%-\n\t\u200f\ufffd\x00½²٤🙂汉")
SIDE = st.one_of(st.text(max_size=60), st.text(ALPHABET, max_size=60))
CODE = st.sampled_from(["en", "ar", "ru", "de"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CODE, CODE, SIDE, SIDE), max_size=5))
def test_any_text_gets_finite_scores_in_the_order_of_rows(beads: list[Bead]) -> None:
    texts = frame(*beads)
    out = judged(texts)
    assert out.select(texts.columns).equals(texts)
    for name in EXPRESSIONS:
        found = out[PREFIX + name].to_list()
        assert len(found) == len(beads) and all(score is not None and math.isfinite(score) for score in found)


def test_rows_do_not_depend_on_their_company() -> None:
    beads = [*GOOD, *(bead for some in REJECTED.values() for bead in some)]
    together = judged(frame(*beads))
    for place, bead in enumerate(beads):
        assert judged(frame(bead)).drop("kept").row(0) == together.drop("kept").row(place)


def test_nulls_count_as_no_text() -> None:
    texts = pl.DataFrame(
        {"source_language": ["en"], "target_language": ["ru"], "source_text": [None], "target_text": [RU]},
        schema_overrides={"source_text": pl.String},
    )
    assert "length" in judged(texts)["reasons"].to_list()[0]

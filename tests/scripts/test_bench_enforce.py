"""The bad engines are as bad as they say, the script's own check sees what is missing, the figures hold on a sample."""

from __future__ import annotations

import json
from itertools import permutations

import pytest

from scripts.bench_enforce import carries, main, spoiling
from scripts.report_glossary import concepts_of
from scripts.reports_corpus import LANGUAGES, Report, read_report
from scripts.spoiling_engine import MODES, SpoilingEngine, gold_sentences

REPORT = """\
# Syria | Talks | محادثات | Переговоры
@1 person | Pavel Stromov | بافل ستروموف | Павел Стромов
@2 place | Larma | لارما | Ларма
{1|Stromov} came to {2|Larma} with 12 trucks. || وصل {1|ستروموف} إلى {2|لارما} ومعه 12 شاحنة. || \
{1|Стромов} приехал в {2|Ларму} с 12 грузовиками.
The people of {2|Larma} thanked {1|Pavel Stromov}. || وشكر أهل {2|لارما} {1|بافل ستروموف}. || \
Жители {2|Лармы} поблагодарили {1|Павла Стромова}.
{1|Stromov}'s letter to {2|Larma} was read. || وقُرئت رسالة {1|ستروموف} ل{2|لارما}. || \
Письмо {1|Стромова} {2|Ларме} зачитали.
Only he spoke in {2|Larma}. || وحده تحدث هناك. || Там говорил только он.
"""


@pytest.fixture
def report(tmp_path) -> Report:
    path = tmp_path / "r1.txt"
    path.write_text(REPORT, encoding="utf-8")
    return read_report(path)


def test_beads_whose_terms_do_not_match_are_left_out(report):
    sentences = list(gold_sentences(report, "en", "ru"))
    assert [sentence.source for sentence in sentences] == [
        "Stromov came to Larma with 12 trucks.",
        "The people of Larma thanked Pavel Stromov.",
        "Stromov's letter to Larma was read.",
    ]
    swapped = sentences[1]
    assert [swapped.target_marks[i].term for i in swapped.partners] == [mark.term for mark in swapped.source_marks]


def engine(report: Report, mode: str, source: str = "en", target: str = "ru", spoilt: float = 0.0) -> SpoilingEngine:
    return SpoilingEngine(list(gold_sentences(report, source, target)), source, target, mode, spoilt=spoilt)


def said(engine: SpoilingEngine, text: str) -> str:
    return engine.translate([text])[0][0].text


@pytest.mark.parametrize("mode", MODES[:4])
def test_each_mode_spoils_the_names_and_leaves_the_rest(report, mode):
    sentences = list(gold_sentences(report, "en", "ru"))
    spoilt = 0
    for seed in range(5):
        bad, again = (SpoilingEngine(sentences, "en", "ru", mode, seed=seed) for _ in range(2))
        answers = [said(bad, sentence.source) for sentence in sentences]
        assert answers == [said(again, sentence.source) for sentence in sentences]
        assert "с 12 грузовиками." in answers[0]
        spoilt += ("Стромов" not in answers[0]) + ("Ларму" not in answers[0])
    assert spoilt >= 5  # of ten; one name in five is meant to come out right


def test_stand_ins_come_out_in_the_form_of_the_gold(report):
    good = engine(report, "dropped")
    assert said(good, "The people of London thanked Nelson Mandela.").endswith(
        "поблагодарили Нельсона Манделу."
    ) or said(good, "The people of London thanked Nelson Mandela.").endswith(
        "поблагодарили Нельсона Манделы."
    )  # one form of the gold name stands for both cases
    assert said(good, "Kafka's letter to Moscow was read.") == "Письмо Кафки Москве зачитали."
    arabic = engine(report, "dropped", "en", "ar")
    assert said(arabic, "Kafka's letter to Moscow was read.") == "وقُرئت رسالة كافكا لموسكو."


def test_some_stand_ins_are_spoiled(report):
    bad = engine(report, "dropped", spoilt=1.0)
    assert said(bad, "Kafka's letter to Moscow was read.") != "Письмо Кафки Москве зачитали."


def test_the_check_of_the_script_wants_each_name_in_its_own_place(report):
    stromov, larma = concepts_of(report)
    assert carries("Письмо Стромова Ларме.", [stromov, larma], "ru")
    assert not carries("Письмо Стромова.", [stromov, larma], "ru")
    assert not carries("Письмо Стромова Ларме.", [stromov, stromov], "ru")
    assert not carries("Письмо Стромовскому Ларме.", [stromov], "ru")
    assert carries("Ларминские жители.", [larma], "ru", adjectives=True)
    assert not carries("Ларминские жители.", [larma], "ru")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("source", "target"), list(permutations(LANGUAGES, 2)))
def test_no_unflagged_sentence_lacks_a_term(report, source, target, mode):
    tally = spoiling([report], source, target, mode, seed=3)
    assert tally.sentences == 3 if {source, target} != {"en", "ar"} else tally.sentences >= 2
    assert tally.unflagged_right == tally.unflagged


def test_the_last_line_is_one_object_with_the_figures(report, tmp_path, capsys):
    pytest.importorskip("sacrebleu", reason="an extra of the benchmarks")
    main([str(tmp_path), "--no-demo"])
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert {"unflagged_right", "flagged", "form_accuracy", "outside_chrf", "cost_ratio"} <= set(last)
    assert last["unflagged_right"] == 1.0
    assert last["form_accuracy"] >= 0.9
    assert last["outside_chrf"] >= 95

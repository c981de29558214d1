"""The ladder: each rung mends what it is there for, what stays bad is flagged, and everything is recorded."""

from __future__ import annotations

from aligner.bitext import Repair
from aligner.engines.base import Capabilities, DecodingOptions
from aligner.translation import repair
from tests.translation.scripted import Answer, ScriptedEngine

SOURCE = "The foreign minister met his Egyptian counterpart in Cairo on Sunday, officials said."
GOOD = "قال مسؤولون إن وزير الخارجية التقى نظيره المصري في القاهرة يوم الأحد."
FIRST_HALF = "التقى وزير الخارجية نظيره المصري في القاهرة يوم الأحد"
SECOND_HALF = "قال مسؤولون."


def translated(answer: Answer, **more: object) -> repair.Outcome:
    engine = ScriptedEngine(answer)
    return repair.translate(engine, [SOURCE], DecodingOptions(), **more)[0]  # type: ignore[arg-type]


def test_a_sound_translation_is_asked_for_once() -> None:
    engine = ScriptedEngine(lambda *_: [GOOD])
    outcome = repair.translate(engine, [SOURCE], DecodingOptions())[0]
    assert (outcome.text, outcome.flags, outcome.repairs) == (GOOD, (), ())
    assert len(engine.asked) == 1


def test_another_hypothesis_is_taken() -> None:
    outcome = translated(lambda *_: [SOURCE, SOURCE, GOOD])
    assert outcome.text == GOOD
    assert outcome.flags == ()
    assert outcome.repairs == (Repair("copy", "hypothesis", SOURCE),)


def test_the_script_of_the_source_is_forbidden() -> None:
    outcome = translated(lambda text, options, suppress: [GOOD] if suppress == "Latin" else [SOURCE])
    assert outcome.text == GOOD
    assert outcome.repairs == (Repair("copy", "suppress", SOURCE),)


def test_parts_are_translated_alone_and_joined() -> None:
    source = "The foreign minister met his counterpart on Sunday, officials in the capital said."
    parts = {source.split(", ")[0] + ",": FIRST_HALF + ".", "officials in the capital said.": SECOND_HALF}
    engine = ScriptedEngine(lambda text, *_: [parts.get(text, text)])
    outcome = repair.translate(engine, [source], DecodingOptions())[0]
    assert outcome.text == f"{FIRST_HALF} {SECOND_HALF}"
    assert outcome.flags == ()
    assert outcome.repairs == (Repair("copy", "clauses", source),)


def test_a_second_engine_is_asked_last_and_named() -> None:
    other = ScriptedEngine(lambda *_: [GOOD], name="other en-ar 2.0")
    outcome = translated(lambda text, *_: [text], second=lambda: other)
    assert outcome.text == GOOD
    assert outcome.repairs == (Repair("copy", "engine other en-ar 2.0", SOURCE),)
    assert repair.other_engine(outcome.repairs) == "other en-ar 2.0"


def test_the_second_engine_is_not_opened_without_need() -> None:
    def opened() -> None:
        raise AssertionError("opened")

    assert translated(lambda *_: [GOOD], second=opened).text == GOOD


def test_what_nothing_mends_is_flagged() -> None:
    outcome = translated(lambda text, *_: [text])
    assert outcome.text == SOURCE
    assert outcome.flags == ("copy",)
    assert outcome.repairs == ()


def test_the_least_bad_is_kept_and_still_flagged() -> None:
    half = "The foreign minister met نظيره المصري في القاهرة يوم الأحد حسبما قال مسؤولون."
    outcome = translated(lambda text, options, suppress: [text, half] if text == SOURCE else [text])
    assert outcome.text == half
    assert outcome.flags == ("script",)
    assert outcome.repairs == (Repair("copy", "hypothesis", SOURCE),)


def test_capabilities_are_respected() -> None:
    plain = ScriptedEngine(lambda text, *_: [text], capabilities=Capabilities())
    outcome = repair.translate(plain, [SOURCE], DecodingOptions())[0]
    assert outcome.flags == ("copy",)
    assert all(suppress is None and options.nbest == 1 for _, options, suppress in plain.asked)


def test_small_mends_are_recorded() -> None:
    outcome = translated(lambda *_: [GOOD.replace("القاهرة", "(القاهرة)").rstrip(".")])
    assert outcome.text == GOOD
    assert [(r.fault, r.step) for r in outcome.repairs] == [("parentheses", "edit"), ("ending", "edit")]


def test_without_mending_the_words_stay_and_faults_are_flagged() -> None:
    engine = ScriptedEngine(lambda text, *_: [text])
    outcome = repair.translate(engine, [SOURCE], DecodingOptions(), mend=False)[0]
    assert (outcome.text, outcome.flags, outcome.repairs) == (SOURCE, ("copy",), ())
    assert len(engine.asked) == 1


def test_a_bad_text_between_is_not_hidden_by_the_pivot() -> None:
    russian = "Министр иностранных дел встретился в воскресенье в Каире с египетским коллегой."
    arabic = "التقى وزير الخارجية نظيره المصري في القاهرة يوم الأحد."
    engine = ScriptedEngine(lambda *_: [arabic], source="ru", target="ar", pivot=russian)
    assert repair.translate(engine, [russian], DecodingOptions())[0].flags == ("copy",)


def test_a_batch_climbs_together() -> None:
    texts = [f"{SOURCE[:-1]} on day {n}." for n in ("one", "two", "three", "four")]
    good = dict.fromkeys(texts, GOOD)
    engine = ScriptedEngine(
        lambda text, options, suppress: [good[text]] if suppress or text in texts[:2] else [text, text]
    )
    outcomes = repair.translate(engine, texts, DecodingOptions())
    assert [outcome.text for outcome in outcomes] == [GOOD] * 4
    assert [asked for asked, _, _ in engine.asked] == [texts, texts[2:], texts[2:]]

"""Small mends change what is wrong and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.translation.edits import edit


@pytest.mark.parametrize(
    ("source", "target", "pair", "wanted", "mended"),
    [
        ("Danius spoke.", "تحدثت (دانيوس).", "en-ar", "تحدثت دانيوس.", ["parentheses"]),
        ("NATO announced it.", "أعلن (NATO) ذلك.", "en-ar", "أعلن NATO ذلك.", ["parentheses"]),
        ("Danius (44) spoke.", "تحدثت (دانيوس).", "en-ar", "تحدثت (دانيوس).", []),
        ("Danius, 44, spoke.", "تحدثت دانيوس (44 عاما).", "en-ar", "تحدثت دانيوس (44 عاما).", []),
        ("Who spoke?", "من تحدث?", "en-ar", "من تحدث؟", ["punctuation"]),
        ("He came, saw; left.", "جاء, ورأى; وغادر.", "en-ar", "جاء، ورأى؛ وغادر.", ["punctuation"]),
        ("It cost 1,250 pounds.", "بلغت التكلفة 1,250 جنيها.", "en-ar", "بلغت التكلفة 1,250 جنيها.", []),
        ("من تحدث؟", "Who spoke؟", "ar-en", "Who spoke?", ["punctuation"]),
        ("Talks go on.", "Переговоры продолжаются", "en-ru", "Переговоры продолжаются.", ["ending"]),
        ("Do talks go on?", "Продолжаются ли переговоры", "en-ru", "Продолжаются ли переговоры?", ["ending"]),
        ("هل تستمر؟", "Do they go on", "ar-en", "Do they go on?", ["ending"]),
        ("Talks resume in Geneva", "استئناف المحادثات في جنيف.", "en-ar", "استئناف المحادثات في جنيف", ["ending"]),
        ("Talks resume in 2024", "Переговоры продолжатся в 2024 г.", "en-ru", "Переговоры продолжатся в 2024 г.", []),
        ("“Talks go on.”", "«Переговоры продолжаются».", "en-ru", "«Переговоры продолжаются».", []),
        ("He said: wait...", "Он сказал: подождите", "en-ru", "Он сказал: подождите…", ["ending"]),
    ],
)
def test_edit(source: str, target: str, pair: str, wanted: str, mended: list[str]) -> None:
    assert edit(source, target, *pair.split("-")) == (wanted, mended)


@given(st.text(max_size=60), st.text(max_size=60))
def test_letters_and_figures_survive(source: str, target: str) -> None:
    text, mended = edit(source, target, "en", "ar")
    assert [ch for ch in text if ch.isalnum()] == [ch for ch in target if ch.isalnum()]
    assert bool(mended) == (text != target)


@given(st.text(max_size=60), st.text(max_size=60))
def test_an_edited_text_needs_no_more_edits(source: str, target: str) -> None:
    once, _ = edit(source, target, "en", "ru")
    assert edit(source, once, "en", "ru")[0] == once

from __future__ import annotations

import random

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.corpus.keys import normal_form
from aligner.corpus.near import BANDS, MARKS, similar, sketched
from tests.corpus.beads import sentence


def pairs(*texts: tuple[str, str]) -> pl.DataFrame:
    return pl.DataFrame(texts, schema=["source_text", "target_text"], orient="row")


def common(one: tuple[str, str], other: tuple[str, str]) -> float:
    """The share of five-letter pieces in common, exactly."""
    ours, theirs = (
        {form[place : place + 5] for form in map(normal_form, side) for place in range(len(form) - 4)}
        for side in (one, other)
    )
    return len(ours & theirs) / len(ours | theirs)


def changed(number: int, words: int) -> tuple[tuple[str, str], tuple[str, str]]:
    draw = random.Random(number)
    one = sentence(number, "en"), sentence(number, "ru")
    sides = []
    for side, word in zip(one, ("elsewhere", "повсюду"), strict=True):
        said = side.split()
        for place in draw.sample(range(len(said)), words):
            said[place] = word
        sides.append(" ".join(said))
    return one, (sides[0], sides[1])


def test_the_estimate_is_near_the_truth() -> None:
    made = [changed(number, number % 6) for number in range(300)]
    ours, _ = sketched(pairs(*(one for one, _ in made)))
    theirs, _ = sketched(pairs(*(other for _, other in made)))
    truth = np.array([common(*pair) for pair in made])
    estimate = (np.count_nonzero(ours == theirs, axis=1) / MARKS - 1 / 256) / (1 - 1 / 256)
    assert abs((estimate - truth).mean()) < 0.02
    assert np.abs(estimate - truth).max() < 0.25
    assert np.corrcoef(estimate, truth)[0, 1] > 0.9


def test_near_beads_meet_in_a_band_and_others_do_not() -> None:
    made = [changed(number, 1) for number in range(300)]
    _, ours = sketched(pairs(*(one for one, _ in made)))
    _, theirs = sketched(pairs(*(other for _, other in made)))
    near = np.array([common(*pair) >= 0.8 for pair in made])
    assert near.sum() > 30
    assert (ours == theirs).any(axis=1)[near].mean() > 0.97
    assert not (ours == np.roll(theirs, 1, axis=0)).any()


def test_figures_marks_case_and_sides_do_not_count() -> None:
    one, other = sentence(1, "en"), sentence(1, "ar")
    marks, bands = sketched(pairs((f"{one} 12", other), (f"{one.upper()}: 12", other + "ً"), (other, f"{one} 99")))
    assert (marks == marks[0]).all()
    assert (bands == bands[0]).all()
    assert bands.all()
    assert similar(marks[:1], marks[1:2], 1.0).all()


def test_short_beads_are_never_near() -> None:
    _, bands = sketched(pairs(("Yes.", "Да."), ("", ""), ("Good evening", "Добрый"), (sentence(1, "en"), "")))
    assert not bands[:3].any()
    assert bands[3].all()


def test_numbers_are_those_of_earlier_builds() -> None:
    marks, bands = sketched(pairs((sentence(1, "en"), sentence(1, "ru"))))
    assert marks.shape == (1, MARKS)
    assert bands.shape == (1, BANDS)
    assert (marks[0, :4].tolist(), hex(int(bands[0, 0]))) == ([156, 173, 59, 16], "0x2eb4a972b573528d")


@settings(max_examples=25)
@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=60)), max_size=6))
def test_a_signature_hangs_on_its_row_only(texts: list[tuple[str, str]]) -> None:
    frame = pl.DataFrame(texts, schema={"source_text": pl.String, "target_text": pl.String}, orient="row")
    marks, bands = sketched(frame)
    for row in range(frame.height):
        alone, band = sketched(frame[row])
        assert (alone == marks[row]).all()
        assert (band == bands[row]).all()

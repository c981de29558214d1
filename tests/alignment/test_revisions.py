"""Revisions of one text: each kind of change is found, nothing is lost, and what was changed is shown."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment.revision_pairs import Box, chain
from aligner.alignment.revision_text import marked
from aligner.alignment.revisions import KINDS, Change, compare, record, rendered
from aligner.errors import InputError

OLD = [
    "Talks in Geneva",
    "The president met the ambassador in Geneva on Monday, and the two sides signed an agreement.",
    "The delegation of 12 ministers visited the council on Friday.",
    "Ivan Petrov, the spokesman, criticised the agreement in Cairo.",
    "Heavy rain delayed the ceremony for three hours.",
    "No date has been set for the next round.",
    "The workers returned to the factory in the evening.",
    "Photo: Agency",
]


def found(old: list[str], new: list[str], language: str = "en") -> set[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    return {(change.kind, change.old, change.new) for change in compare(old, new, language)}


def changed(old: list[str], new: list[str], language: str = "en") -> set[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    return {change for change in found(old, new, language) if change[0] != "kept"}


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (2, "The delegation of 13 ministers visited the council on Friday."),
        (3, "Ivan Sidorov, the spokesman, criticised the agreement in Cairo."),
        (4, "Heavy snow delayed the ceremony for three hours."),
        (5, "No date has been set for the next round!"),
        (5, "no date has been set for the next round."),
        (7, "Photo: “Agency”"),
    ],
)
def test_an_edit_however_small_is_one(place: int, text: str) -> None:
    new = [*OLD[:place], text, *OLD[place + 1 :]]
    assert changed(OLD, new) == {("edited", (place,), (place,))}
    (edit,) = (change for change in compare(OLD, new, "en") if change.kind == "edited")
    assert 0 < edit.similarity < 1


def test_blanks_and_the_encoding_of_characters_are_no_edit() -> None:
    old = ["Café  talks\tin Geneva", "Ёлки и  ели", "وَصَلَ الوفد"]
    new = [unicodedata.normalize("NFD", " ".join(text.split())) for text in old]
    assert new != old
    assert changed(old, new) == set()
    assert {kind for kind, *_ in found(["وَصَلَ الوفد"], ["وصل الوفد"], "ar")} == {"edited"}  # a vowel mark is a mark
    assert {kind for kind, *_ in found(["Ёлки в лесу"], ["Елки в лесу"], "ru")} == {"edited"}


def test_added_and_removed() -> None:
    new = ["Quite another matter came up at night.", *OLD[:4], *OLD[5:]]
    assert changed(OLD, new) == {("added", (), (0,)), ("removed", (4,), ())}
    order = [change.kind for change in compare(OLD, new, "en")]
    assert order.index("removed") == 5  # where it stood: after the four that stood before it


def test_split_and_merged_also_in_three_and_with_a_word_changed() -> None:
    parts = ["The president met the envoy in Geneva on Monday.", "The two sides signed an agreement."]
    new = [OLD[0], *parts, *OLD[2:]]
    assert changed(OLD, new) == {("split", (1,), (1, 2))}
    assert changed(new, OLD) == {("merged", (1, 2), (1,))}
    whole = "He arrived in the morning, he met the ministers of finance, and he flew home at midnight."
    three = ["He arrived in the morning.", "He met the ministers of finance.", "He flew home at midnight."]
    assert changed([*OLD, whole], [*OLD, *three]) == {("split", (8,), (8, 9, 10))}
    assert changed([*three, *OLD], [whole, *OLD]) == {("merged", (0, 1, 2), (0,))}


def test_moved_and_moved_and_edited() -> None:
    new = [OLD[0], OLD[5], *OLD[1:5], *OLD[6:]]
    assert changed(OLD, new) == {("moved", (5,), (1,))}
    new[1] = "No date has been set for the third round."
    assert changed(OLD, new) == {("moved and edited", (5,), (1,))}


def test_a_paragraph_that_moves_is_moved_not_the_rest() -> None:
    new = [OLD[0], *OLD[4:7], *OLD[1:4], OLD[7]]
    kinds = {change.old[0]: change.kind for change in compare(OLD, new, "en")}
    assert {kinds[n] for n in (1, 2, 3)} == {"kept"}  # the longer text
    assert {kinds[n] for n in (4, 5, 6)} == {"moved"}


def test_boilerplate_that_is_repeated_does_not_cross() -> None:
    old = ["***", OLD[1], "Advertisement", OLD[2], "***", "Advertisement", OLD[3], "***"]
    new = ["***", OLD[1], OLD[2], "***", "Advertisement", OLD[3], OLD[4], "***"]
    assert changed(old, new) == {("removed", (2,), ()), ("added", (), (6,))}


def test_many_equal_lines_are_matched_as_they_stand() -> None:
    old = [line for n in range(300) for line in (f"Report number {n} of the day", "---", "Photo: Agency")]
    new = [line for n in range(300) if n != 100 for line in (f"Report number {n} of the day", "---", "Photo: Agency")]
    gone = changed(old, new)
    assert {kind for kind, *_ in gone} == {"removed"}
    assert sorted(old[n] for _, (n,), _ in gone) == ["---", "Photo: Agency", "Report number 100 of the day"]


def test_paragraphs_tell_equal_lines_apart() -> None:
    old, new = ["Yes.", "Yes."], ["Yes."]
    first = compare(old, new, "en", old_paragraphs=[1, 1], new_paragraphs=[1])
    assert {(change.kind, change.old) for change in first} == {("kept", (0,)), ("removed", (1,))}
    old = ["One.", "Yes.", "Yes."]
    kept = {c.old for c in compare(old, ["Yes."], "en", old_paragraphs=[0, 0, 1], new_paragraphs=[0]) if c.same}
    assert kept == {(2,)}  # it begins its paragraph, too
    with pytest.raises(InputError, match="2 paragraph numbers for 3 old segments"):
        compare(old, new, "en", old_paragraphs=[0, 1])


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_empty_identical_and_wholly_different(language: str) -> None:
    assert compare([], [], language) == []
    assert compare(["", ""], [""], language)[0].kind == "kept"
    assert found([], ["a b"], language) == {("added", (), (0,))}
    assert found(["a b"], [], language) == {("removed", (0,), ())}
    one, other = [f"альфа{n} бета{n} гамма{n}" for n in range(30)], [f"дом{n}0 лес{n}1 поле{n}2" for n in range(20)]
    assert Counter(kind for kind, *_ in found(one, other, language)) == {"removed": 30, "added": 20}
    with pytest.raises(InputError, match="unknown language"):
        compare(["a"], ["b"], "de")


words = st.sampled_from(
    ["talks", "in", "Geneva", "the", "minister", "12", "13", "met", "said", "Cairo", "rain,", "***"]
)
segments = st.one_of(st.lists(words, min_size=1, max_size=9).map(" ".join), st.text(max_size=12))
texts = st.lists(segments, max_size=14)


@given(texts, texts)
@settings(max_examples=150, deadline=None)
def test_every_segment_is_in_exactly_one_change(old: list[str], new: list[str]) -> None:
    changes = compare(old, new, "en")
    assert sorted(n for change in changes for n in change.old) == list(range(len(old)))
    assert sorted(n for change in changes for n in change.new) == list(range(len(new)))
    news = [change.new for change in changes if change.new]
    assert news == sorted(news)
    for change in changes:
        shape = (len(change.old), len(change.new))
        assert change.kind in KINDS
        if change.same:
            one, other = (unicodedata.normalize("NFC", text) for text in (old[change.old[0]], new[change.new[0]]))
            assert one.split() == other.split()
            assert change.similarity == 1.0
        else:
            assert change.similarity < 1.0
        expected = {"added": [(0, 1)], "removed": [(1, 0)], "split": [(1, 2), (1, 3)], "merged": [(2, 1), (3, 1)]}
        assert shape in expected.get(change.kind, [(1, 1)])
    stayed = [change.old for change in changes if change.kind in ("kept", "edited")]
    assert stayed == sorted(stayed)  # what stayed in its place crosses nothing
    assert list(rendered(changes, old, new, "en"))
    json.dumps([record(change, old, new) for change in changes])


@given(texts)
@settings(max_examples=80, deadline=None)
def test_a_text_beside_itself_is_kept(text: list[str]) -> None:
    assert compare(text, text, "ru") == [Change("kept", (n,), (n,), 1.0) for n in range(len(text))]


MIRRORED = {"added": "removed", "removed": "added", "split": "merged", "merged": "split"}


@given(texts, texts)
@settings(max_examples=150, deadline=None)
def test_exchanged_texts_give_the_same_the_other_way_round(old: list[str], new: list[str]) -> None:
    there = {(change.kind, change.old, change.new, change.similarity) for change in compare(old, new, "en")}
    back = {
        (MIRRORED.get(change.kind, change.kind), change.new, change.old, change.similarity)
        for change in compare(new, old, "en")
    }
    assert there == back


boxes = st.builds(
    lambda i, j, a, b, gain: Box(i, i + a, j, j + b, 0.5, float(gain)),
    st.integers(0, 5),
    st.integers(0, 5),
    st.integers(1, 2),
    st.integers(1, 2),
    st.integers(1, 9),
)


@given(st.lists(boxes, max_size=8))
def test_the_chain_is_the_heaviest(given_boxes: list[Box]) -> None:
    def heaviest(i: int, j: int) -> float:
        inside = [box for box in given_boxes if box.old >= i and box.new >= j]
        return max((box.gain + heaviest(box.old_end, box.new_end) for box in inside), default=0.0)

    best = chain(given_boxes)
    assert sum(box.gain for box in best) == heaviest(0, 0)
    assert all(one.old_end <= two.old and one.new_end <= two.new for one, two in pairwise(best))


def test_twenty_thousand_lines_take_seconds() -> None:
    old = [
        f"The {n % 97}th delegation of city {n} met {n * 7 % 1009} ministers in hall {n % 13}." for n in range(20_000)
    ]
    new = [*old[:5000], "A line in between.", *old[5001:12000], *old[12100:], *(["Photo: Agency"] * 500)]
    unlike = [f"x{n} y{n}" for n in range(20_000)]
    began = time.process_time()
    kinds = Counter(change.kind for change in compare(old, new, "en"))
    compare(old, unlike, "en")
    compare(["same"] * 20_000, ["same"] * 19_000, "en")
    assert time.process_time() - began < 20
    assert kinds["kept"] == 19_899
    assert kinds["added"] == 501
    assert kinds["removed"] == 101


def test_words_that_went_out_and_came_in_are_marked() -> None:
    assert marked("It rained for 3 days.", "It rained for 4 days.") == "It rained for [-3-]{+4+} days."
    assert marked("one old pair here", "one new couple here") == "one [-old pair-]{+new couple+} here"
    assert marked("all gone", "") == "[-all gone-]"
    assert marked("the same", "the same") == "the same"


@given(segments, segments)
def test_both_texts_can_be_read_from_the_marks(before: str, after: str) -> None:
    if any(sign in before + after for sign in ("[-", "-]", "{+", "+}", "[", "]", "{", "}", "-", "+")):
        return
    shown = marked(before, after)
    assert re.sub(r"\{\+.*?\+\}", "", shown, flags=re.DOTALL).replace("[-", "").replace("-]", "") == before
    assert re.sub(r"\[-.*?-\]", "", shown, flags=re.DOTALL).replace("{+", "").replace("+}", "") == after


def test_the_listing_counts_what_was_kept_and_shows_the_rest() -> None:
    new = [OLD[0], OLD[5], *OLD[1:3], OLD[3].replace("Cairo", "Doha"), *OLD[6:], "A new line ends it."]
    lines = list(rendered(compare(OLD, new, "en"), OLD, new, "en"))
    assert lines[0] == "  (1 kept)"
    assert "> 6 → 2  moved" in lines
    assert "      Ivan Petrov, the spokesman, criticised the agreement in [-Cairo-]{+Doha+}." in lines
    assert "      [-Heavy rain delayed the ceremony for three hours.-]" in lines
    assert lines[-3:-1] == ["+ → 8  added", "      {+A new line ends it.+}"]
    assert lines[-1] == "5 kept, 1 edited, 1 moved, 1 added, 1 removed"


def test_what_runs_from_right_to_left_is_isolated_and_nothing_reaches_the_terminal() -> None:
    old, new = ["التقى الرئيس السفير في جنيف يوم الاثنين."], ["التقى الرئيس السفير في القاهرة يوم الاثنين."]
    lines = list(rendered(compare(old, new, "ar"), old, new, "ar"))
    assert lines[1].strip().startswith("\u2068")
    assert "[-\u2068جنيف\u2069-]{+\u2068القاهرة\u2069+}" in lines[1]
    assert lines[1].count("\u2068") == lines[1].count("\u2069") == 3
    said = "\n".join(rendered(compare(["a\x1b[31m"], [], "en"), ["a\x1b[31m"], [], "en"))
    assert "\x1b" not in said


def test_the_record_is_what_a_program_needs() -> None:
    old, new = ["One thing here."], ["One thing here.", "Another came."]
    assert [record(change, old, new) for change in compare(old, new, "en")] == [
        {"kind": "kept", "old": [0], "new": [0], "similarity": 1.0, "old_text": old, "new_text": old},
        {"kind": "added", "old": [], "new": [1], "similarity": 0.0, "old_text": [], "new_text": ["Another came."]},
    ]

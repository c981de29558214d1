"""Fuzzy matches: the measure, and that the index gives what comparing with every entry would give."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.translation.fuzzy import edit_distance, folded_words, similarity
from aligner.translation.memory import Approval, Memory

WORDS = [
    "the",
    "minister",
    "arrived",
    "in",
    "moscow",
    "Moscow",
    "министр",
    "прибыл",
    "прибыла",
    "الوزير",
    "وصل",
    "a",
    "of",
]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)


def distance_by_table(one: str, other: str) -> int:
    """Levenshtein's distance as the textbooks have it (Wagner and Fischer 1974)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row = row, [i]
        for j, b in enumerate(other, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (a != b)))
    return row[-1]


@given(st.text("abcd", max_size=90), st.text("abcd", max_size=90))
def test_the_edit_distance_is_levenshteins(one: str, other: str) -> None:
    assert edit_distance(one, other) == distance_by_table(one, other)


def test_the_measure_by_hand() -> None:
    # One word of four, and 6 edits (moscow -> tehran, none in place) of 29 characters.
    one, other = "The minister went to Moscow.", "The minister went to Tehran."
    by_word, by_character = 1 - 1 / 5, 1 - distance_by_table(one, other) / 28
    assert similarity(one, other) == pytest.approx((by_word + by_character) / 2)
    assert similarity("a b", "a b") == 1.0
    assert similarity("a b", "c d") == pytest.approx((0 + 1 / 3) / 2)
    assert similarity("", "") == 1.0
    assert similarity("", "слово") == 0.0
    assert similarity("—", "–") == 0.0


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_measure_is_symmetric_and_one_only_for_equals(one: str, other: str) -> None:
    found = similarity(one, other)
    assert 0 <= found <= 1
    assert found == pytest.approx(similarity(other, one))
    assert (found == 1) == (one == other)


def test_an_inflected_form_is_nearer_than_another_word() -> None:
    text = "Министр иностранных дел прибыл в Москву."
    inflected = similarity(text, "Министра иностранных дел прибыл в Москву.")
    other = similarity(text, "Председатель иностранных дел прибыл в Москву.")
    assert 1 > inflected > other > 0.5


def test_words_are_compared_without_case_accents_and_vowel_marks() -> None:
    assert folded_words("Ёлка КАФЀ, don't") == ["елка", "кафе", "don", "t"]
    assert folded_words("كَتَبَ الـــوزير") == folded_words("كتب الوزير")


@given(st.lists(sentences, max_size=25), sentences, st.sampled_from([0.0, 0.3, 0.6, 0.75, 0.9, 1.0]), st.integers(1, 4))
@settings(max_examples=150, deadline=None)
def test_the_index_gives_what_comparing_with_all_would(
    held: list[str], asked: str, threshold: float, limit: int
) -> None:
    wanted = set(folded_words(asked))
    near = [similarity(asked, text) for text in set(held) if wanted & set(folded_words(text))]
    expected = sorted((value for value in near if value >= threshold), reverse=True)[:limit]
    with Memory(":memory:") as memory:
        memory.approve_all(Approval("en", "ru", text, f"→ {text}") for text in held)
        found = memory.fuzzy("en", "ru", asked, threshold=threshold, limit=limit)
        turned = memory.fuzzy("ru", "en", f"→ {asked}", threshold=threshold, limit=100, reverse=True)
    assert [match.similarity for match in found] == pytest.approx(expected)
    assert all(match.similarity == similarity(asked, match.source_text) for match in found)
    assert all(match.translation == f"→ {match.source_text}" and not match.reverse for match in found)
    assert {match.source_text for match in turned} == {
        f"→ {text}" for text in held
        if wanted & set(folded_words(text)) and similarity(f"→ {asked}", f"→ {text}") >= threshold
    }  # fmt: skip
    assert all(match.reverse for match in turned)


def test_long_lists_of_common_words_are_no_obstacle() -> None:
    """More entries than are read for a common word: the rare words lead to the right one."""
    texts = [f"the minister of state number{number} arrived in the city" for number in range(900)]
    with Memory(":memory:") as memory:
        memory.approve_all(Approval("en", "ru", text, text) for text in texts)
        (match,) = memory.fuzzy("en", "ru", texts[451].replace("arrived", "was"), limit=1)
        assert match.source_text == texts[451]
        found = memory.fuzzy("en", "ru", "the minister of state number451 arrived in the city", threshold=0.8, limit=4)
        assert found[0].similarity == 1.0
        assert len(found) == 4
        assert memory.fuzzy("en", "ru", "the dog of hope", threshold=0.75) == []


def test_a_changed_approval_changes_the_suggestion() -> None:
    with Memory(":memory:") as memory:
        memory.approve("en", "ru", "The talks go on in Geneva.", "старый перевод текста", editor="Анна")
        memory.approve("en", "ru", "The talks go on in Geneva.", "новый перевод текста", editor="Олег")
        (match,) = memory.fuzzy("en", "ru", "The talks go on in Vienna.")
        assert (match.translation, match.editor) == ("новый перевод текста", "Олег")
        found = memory.fuzzy("ru", "en", "новый перевод текста", threshold=0.6, reverse=True)
        assert [match.source_text for match in found] == ["новый перевод текста"]


def test_the_other_direction_is_a_suggestion_only_when_asked_for() -> None:
    with Memory(":memory:") as memory:
        memory.approve("en", "ar", "The talks go on.", "تستمر المحادثات اليوم.", editor="")
        assert memory.fuzzy("ar", "en", "تستمر المحادثات اليوم.") == []
        (match,) = memory.fuzzy("ar", "en", "تستمر المحادثات اليوم.", reverse=True)
        assert (match.translation, match.similarity, match.reverse) == ("The talks go on.", 1.0, True)
        memory.approve("ar", "en", "تستمر المحادثات اليوم.", "Talks continue today.", editor="")
        both = memory.fuzzy("ar", "en", "تستمر المحادثات اليوم.", reverse=True)
        assert [match.reverse for match in both] == [False, True]


def test_texts_without_words_and_very_long_ones() -> None:
    long = " ".join(f"слово{number}" for number in range(3000))
    with Memory(":memory:") as memory:
        memory.approve("ru", "en", "***", "***", editor="")
        memory.approve("ru", "en", long, "long", editor="")
        assert memory.fuzzy("ru", "en", "***") == []
        (match,) = memory.fuzzy("ru", "en", long + " ещё")
        assert 0.99 < match.similarity < 1
        assert memory.fuzzy("ru", "en", "") == []


@pytest.mark.parametrize("wrong", [{"threshold": 1.5}, {"threshold": -0.1}, {"limit": 0}])
def test_a_senseless_question_is_refused(wrong: dict[str, float]) -> None:
    with Memory(":memory:") as memory, pytest.raises(ValueError, match="threshold"):
        memory.fuzzy("en", "ru", "a", **wrong)  # type: ignore[arg-type]

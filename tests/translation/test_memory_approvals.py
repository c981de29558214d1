"""What editors approved: the newest wins, nothing is lost, and it is found again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.translation.memory import Approval, Memory
from aligner.translation.memory_entries import plain

PAIR = ("en", "ru")
TEXT = 'The minister said "no" in Moscow.'


@pytest.fixture
def memory() -> Iterator[Memory]:
    with Memory(":memory:") as opened:
        yield opened


def in_force(memory: Memory, text: str = TEXT) -> str | None:
    found = memory.approved(*PAIR, [text]).get(text)
    return found.translation if found else None


def test_the_newest_wins_and_the_history_is_kept(memory: Memory) -> None:
    memory.approve(*PAIR, TEXT, "первый", editor="Анна", document="a.txt", note="так лучше")
    now = memory.approve(*PAIR, TEXT, "второй", editor="Олег")
    assert (now.translation, now.editor, now.match, now.source_text) == ("второй", "Олег", "exact", TEXT)
    assert in_force(memory) == "второй"
    newest, oldest = memory.approved_history(*PAIR, TEXT)
    assert (newest.translation, newest.editor, newest.undone) == ("второй", "Олег", "")
    assert (oldest.translation, oldest.editor, oldest.document, oldest.note) == ("первый", "Анна", "a.txt", "так лучше")
    assert newest.when > oldest.when


def test_newest_is_told_by_the_time_given_not_by_the_order_of_calls(memory: Memory) -> None:
    memory.approve(*PAIR, TEXT, "новый", editor="", when="2025-06-01T12:00:00Z")
    now = memory.approve(*PAIR, TEXT, "старый", editor="", when=datetime(2025, 6, 1, 11, tzinfo=UTC))
    assert now.translation == "новый"
    assert [old.translation for old in memory.approved_history(*PAIR, TEXT)] == ["новый", "старый"]
    zone = timezone(timedelta(hours=3))
    assert (
        memory.approve(*PAIR, TEXT, "z", editor="", when=datetime(2025, 6, 1, 14, tzinfo=zone)).translation == "новый"
    )


def test_an_approval_given_now_beats_a_clock_that_was_ahead(memory: Memory) -> None:
    memory.approve(*PAIR, TEXT, "из будущего", editor="", when="2999-01-01")
    assert memory.approve(*PAIR, TEXT, "сейчас", editor="").translation == "сейчас"


def test_undo_brings_back_the_one_before(memory: Memory) -> None:
    memory.approve(*PAIR, TEXT, "первый", editor="")
    memory.approve(*PAIR, TEXT, "второй", editor="")
    older = memory.undo(*PAIR, TEXT)
    assert older is not None
    assert older.translation == in_force(memory) == "первый"
    assert memory.undo(*PAIR, TEXT) is None
    assert in_force(memory) is None
    assert memory.fuzzy(*PAIR, TEXT) == []
    with pytest.raises(InputError, match="nothing is approved"):
        memory.undo(*PAIR, TEXT)
    assert [bool(old.undone) for old in memory.approved_history(*PAIR, TEXT)] == [True, True]
    assert memory.statistics().approved == 0
    memory.approve(*PAIR, TEXT, "второй", editor="")
    assert in_force(memory) == "второй"


def test_saying_the_same_again_is_not_a_new_approval(memory: Memory) -> None:
    one = Approval(*PAIR, TEXT, "а", editor="Анна", when="2025-01-01")
    assert memory.approve_all([one, one]) == 1
    assert memory.approve_all([Approval(*PAIR, TEXT, "а", editor="Анна")]) == 0
    assert memory.approve_all([Approval(*PAIR, TEXT, "б")]) == 1
    assert memory.approve_all([one]) == 0, "an old file fed back must not change what is in force"
    assert in_force(memory) == "б"
    assert memory.statistics().approvals == 2


def test_approve_all_is_all_or_none(memory: Memory) -> None:
    with pytest.raises(InputError, match="translation"):
        memory.approve_all([Approval(*PAIR, "a", "а"), Approval(*PAIR, "b", " ")])
    assert memory.statistics().approvals == 0


@pytest.mark.parametrize(
    "asked",
    [
        TEXT + " ",
        'The  minister said\u00a0"no" in\tMoscow.',
        "The minister said “no” in Moscow.",
        "\ufeffThe minister said «no» in Moscow.\u200f",
    ],
)
def test_blanks_and_quotes_do_not_matter_where_the_text_itself_is_not_known(memory: Memory, asked: str) -> None:
    memory.approve(*PAIR, TEXT, "да", editor="")
    found = memory.approved(*PAIR, [asked])[asked]
    assert (found.translation, found.match, found.source_text) == ("да", "normalised", TEXT)
    assert memory.approved(*PAIR, [asked], normalised=False) == {}
    memory.approve(*PAIR, asked, "точно", editor="")
    assert memory.approved(*PAIR, [asked])[asked].match == "exact"
    assert in_force(memory) == "да"


@pytest.mark.parametrize(
    ("approved", "asked"),
    [
        ("كَتَبَ", "كتب"),
        ("всё", "все"),
        ("Yes.", "yes."),
        ("Yes.", "Yes"),
        ("ʿAli", "Ali"),
        ("a-b", "a b"),
        ("No 1", "No 2"),
    ],
)
def test_what_may_differ_in_meaning_is_not_the_same(memory: Memory, approved: str, asked: str) -> None:
    memory.approve(*PAIR, approved, "x", editor="")
    assert memory.approved(*PAIR, [asked]) == {}


def test_the_newest_of_several_with_one_plain_form(memory: Memory) -> None:
    memory.approve(*PAIR, "“a”", "новый", editor="", when="2025-02-01")
    memory.approve(*PAIR, "«a»", "старый", editor="", when="2025-01-01")
    assert memory.approved(*PAIR, ['"a"'])['"a"'].translation == "новый"


def test_pairs_and_directions_are_apart(memory: Memory) -> None:
    memory.approve("en", "ru", "peace", "мир", editor="")
    assert memory.approved("en", "ar", ["peace"]) == {}
    assert memory.approved("ru", "en", ["мир"]) == {}
    assert memory.approved_history("en", "ar", "peace") == []


def test_the_version_follows_what_is_in_force(memory: Memory) -> None:
    assert memory.approved_version(*PAIR) == ""
    memory.approve(*PAIR, "a", "а", editor="", when="2025-01-01")
    first = memory.approved_version(*PAIR)
    memory.approve(*PAIR, "a", "старше", editor="", when="2024-01-01")
    assert memory.approved_version(*PAIR) == first != ""
    memory.approve(*PAIR, "a", "б", editor="")
    assert memory.approved_version(*PAIR) != first
    memory.undo(*PAIR, "a")
    assert memory.approved_version(*PAIR) == first
    assert memory.approved_version("en", "ar") == ""
    with Memory(":memory:") as other:
        other.approve_all([Approval(*PAIR, "b", "в", when="2025-01-01"), Approval(*PAIR, "a", "а", when="2025-01-01")])
        memory.approve(*PAIR, "b", "в", editor="", when="2025-01-01")
        assert other.approved_version(*PAIR) == memory.approved_version(*PAIR) != first


@pytest.mark.parametrize("when", ["yesterday", "2025-13-01", "9999-12-31T23:59:59-10:00"])
def test_a_time_that_is_none_is_refused(memory: Memory, when: str) -> None:
    with pytest.raises(InputError, match="ISO 8601"):
        memory.approve(*PAIR, "a", "b", editor="", when=when)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.integers(0, 5)), max_size=12))
@settings(max_examples=50, deadline=None)
def test_the_order_of_arrival_plays_no_part(calls: list[tuple[str, str, int]]) -> None:
    """Two memories that were told the same with times are of one mind, whatever came first."""
    given_approvals = {
        (text, second): Approval(*PAIR, text, translation, when=f"2025-01-01T00:00:0{second}Z")
        for text, translation, second in calls
    }
    with Memory(":memory:") as one, Memory(":memory:") as other:
        one.approve_all(given_approvals.values())
        other.approve_all(reversed(given_approvals.values()))
        assert one.approved(*PAIR, ["a", "b"]) == other.approved(*PAIR, ["a", "b"])
        assert one.approved_version(*PAIR) == other.approved_version(*PAIR)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text.strip()))
@settings(max_examples=80, deadline=None)
def test_any_text_can_be_approved_and_found(text: str) -> None:
    with Memory(":memory:") as memory:
        memory.approve("ar", "en", text, text[::-1] + ".", editor=text)
        found = memory.approved("ar", "en", [text])[text]
        assert (found.translation, found.editor, found.match) == (text[::-1] + ".", text, "exact")
        assert plain(plain(text)) == plain(text)

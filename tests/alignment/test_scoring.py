"""Scores of links: worked out by hand by the rules of vecalign's score.py, and what must hold of any links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment.links import Link
from aligner.alignment.scoring import Score, kinds_found, score, score_groups


def links(*pairs: tuple[tuple[int, ...], tuple[int, ...]]) -> list[Link]:
    return [Link(source, target) for source, target in pairs]


def beads(sizes: list[tuple[int, int]]) -> list[Link]:
    i = j = 0
    out = []
    for a, b in sizes:
        out.append(Link(tuple(range(i, i + a)), tuple(range(j, j + b))))
        i, j = i + a, j + b
    return out


GOLD = links(((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((4,), (2, 3)), ((), (4,)))


def test_worked_out_by_hand() -> None:
    # Found: 0-0 is known; 1-1 shares 1 and 1 with 1+2-1; 2-nothing shares nothing; 3-nothing is known; 4-2+3 is known;
    # 5-4 meets no known link of segment 5.
    found = links(((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), ()), ((4,), (2, 3)), ((5,), (4,)))
    counts = score(GOLD, found)
    assert (counts.found, counts.right, counts.right_lax) == (6, 3, 4)
    # Known with two sides: 0-0, 1+2-1 (meets 1-1), 4-2+3.
    assert (counts.known, counts.recalled, counts.recalled_lax) == (3, 2, 3)
    assert counts.precision == pytest.approx(3 / 6)
    assert counts.recall == pytest.approx(2 / 3)
    assert counts.f1 == pytest.approx(2 * (1 / 2) * (2 / 3) / (1 / 2 + 2 / 3))
    assert counts.lax_precision == pytest.approx(4 / 6)
    assert counts.lax_recall == 1.0
    assert counts.lax_f1 == pytest.approx(0.8)


def test_an_omission_counts_in_precision_and_not_in_recall() -> None:
    without = [link for link in GOLD if link.source and link.target]
    counts = score(GOLD, without)
    assert counts.precision == counts.recall == 1.0
    wrong = score(GOLD, [*without, *links(((3,), (4,)))])
    assert wrong.precision == pytest.approx(3 / 4)
    assert wrong.recall == 1.0


def test_an_omission_is_right_only_as_it_is_known() -> None:
    # Two omitted in one known link, found one by one: wrong, and with an empty side there is nothing to share.
    counts = score(links(((0, 1), ())), links(((0,), ()), ((1,), ())))
    assert (counts.found, counts.right, counts.right_lax, counts.known) == (2, 0, 0, 0)


def test_twice_is_once_and_nothing_on_both_sides_is_no_link() -> None:
    counts = score(links(((0,), (0,))), links(((0,), (0,)), ((0,), (0,)), ((), ())))
    assert (counts.found, counts.right) == (1, 1)


def test_lax_needs_both_sides() -> None:
    counts = score(links(((0,), (0,)), ((1,), (1,))), links(((0,), (1,)), ((1,), (0,))))
    assert (counts.right_lax, counts.recalled_lax) == (0, 0)


def test_confidence_does_not_matter() -> None:
    assert score([Link((0,), (0,))], [Link((0,), (0,), 0.3)]).f1 == 1.0


def test_scores_of_texts_are_pooled_not_averaged() -> None:
    one = score(links(((0,), (0,))), links(((0,), (0,))))
    other = score(beads([(1, 1)] * 3), links(((0,), (1,)), ((1,), (2,)), ((2,), (0,))))
    assert (one + other).precision == pytest.approx(1 / 4)
    assert sum([one, other], Score()) == one + other


def test_nothing_found_is_nought() -> None:
    assert score(GOLD, []).f1 == 0.0
    assert Score().record() == dict.fromkeys(
        ("precision", "recall", "f1", "lax_precision", "lax_recall", "lax_f1"), 0.0
    )


def test_kinds_found() -> None:
    kinds = ["one", "merge", "missing", "split", "missing"]
    found = links(((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), ()), ((4,), (2, 3)))
    assert kinds_found(GOLD, kinds, found) == {"one": (1, 1), "merge": (0, 1), "missing": (1, 2), "split": (1, 1)}


SIZES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), max_size=12)


@given(SIZES)
def test_a_text_agrees_with_itself(sizes: list[tuple[int, int]]) -> None:
    gold = beads(sizes)
    counts = score(gold, gold)
    assert counts.found == counts.right == counts.right_lax == len(gold)
    assert counts.known == counts.recalled == counts.recalled_lax == sum(1 for a, b in sizes if a and b)


@given(SIZES, SIZES)
def test_strict_is_never_above_lax_and_sides_may_be_exchanged(
    sizes: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    gold, found = beads(sizes), beads(other)
    counts = score(gold, found)
    assert counts.right <= counts.right_lax <= counts.found
    assert counts.recalled <= counts.recalled_lax <= counts.known
    turned = score([Link(x.target, x.source) for x in gold], [Link(x.target, x.source) for x in found])
    assert turned == counts
    # Recall is precision the other way round, omissions aside.
    back = score([link for link in found if all(link.shape)], [link for link in gold if all(link.shape)])
    assert (back.right, back.right_lax) == (counts.recalled, counts.recalled_lax)


def test_groups_by_hand() -> None:
    gold = [
        {"en": (0,), "ar": (0,), "ru": (0,)},
        {"en": (1,), "ar": (1, 2), "ru": (1,)},
        {"en": (2,), "ar": (), "ru": (2,)},
        {"en": (), "ar": (3,), "ru": ()},
    ]
    found = [
        {"en": (0,), "ar": (0,), "ru": (0,)},
        {"en": (1,), "ar": (1,), "ru": ()},  # shares two versions with the second
        {"ar": (2,)},  # an empty side may be left out; shares one version only
        {"en": (2,), "ru": (2,)},
        {"en": (), "ar": (3,), "ru": ()},
        {"en": (), "ar": (), "ru": (1,)},
    ]
    counts = score_groups(gold, found)
    assert (counts.found, counts.right, counts.right_lax) == (6, 3, 4)
    assert (counts.known, counts.recalled, counts.recalled_lax) == (3, 2, 3)


@given(SIZES, SIZES)
def test_groups_of_two_versions_are_links(sizes: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    gold, found = beads(sizes), beads(other)
    as_groups = [[{"en": link.source, "ru": link.target} for link in side] for side in (gold, found)]
    ours, theirs = score_groups(*as_groups), score(gold, found)
    assert (ours.found, ours.right, ours.right_lax) == (theirs.found, theirs.right, theirs.right_lax)
    assert (ours.known, ours.recalled) == (theirs.known, theirs.recalled)

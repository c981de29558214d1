"""Documents made from reports: their links are right by what stands in the lines, and the same seed gives the same."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from aligner.alignment.gold import LANGUAGES, Report, read_reports  # noqa: E402
from aligner.errors import InputError  # noqa: E402
from scripts.align_perturb import HARDNESSES, perturb, perturbed  # noqa: E402

PAIRS = (("en", "ar"), ("en", "ru"), ("ar", "ru"))


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return list(read_reports(ROOT / "scripts" / "data" / "reports"))


def numbered(count: int) -> Report:
    """A report whose sentences say only their number, so that what translates what can be read off."""
    from aligner.alignment.gold import ReportBead

    beads = (ReportBead({code: f"{code}{n} a, b." + " long tail," * 6 for code in LANGUAGES}) for n in range(count))
    return Report(f"numbered{count}", "", {}, {}, tuple(beads))


def said(lines: list[str], numbers: tuple[int, ...], code: str) -> Counter[str]:
    return Counter(word.removeprefix(code) for n in numbers for word in lines[n].split() if word.startswith(code))


@pytest.mark.parametrize("hardness", HARDNESSES)
def test_linked_lines_say_the_same(hardness: str) -> None:
    report = numbered(1500)
    source, target, links, kinds = perturb([report], "en", "ru", hardness, 900, 5)
    assert len(links) == len(kinds)
    for link in links:
        if link.source and link.target:
            here, there = said(source, link.source, "en"), said(target, link.target, "ru")
            # Lines that are joined one way here and another way there share what they have in order.
            assert here == there or (link.shape == (1, 1) and here & there)
            if min(link.shape) > 1:  # no smaller link would do
                first = said(source, link.source[:1], "en"), said(target, link.target[:1], "ru")
                assert first[0] != first[1]
    heard = sum((said(source, link.source, "en") for link in links if not link.target), Counter())
    assert heard.keys().isdisjoint(sum((said(target, link.target, "ru") for link in links if link.target), Counter()))


@pytest.mark.parametrize("hardness", HARDNESSES)
@pytest.mark.parametrize("pair", PAIRS)
def test_every_line_stands_in_one_link_in_order(reports: list[Report], pair: tuple[str, str], hardness: str) -> None:
    source, target, links, _ = perturb(reports, *pair, hardness, 400, 1, loose=0.2)
    assert [n for link in links for n in link.source] == list(range(len(source)))
    assert [n for link in links for n in link.target] == list(range(len(target)))
    assert 400 <= max(len(source), len(target)) < 410
    assert all(line.strip() for line in (*source, *target))


def test_three_versions_agree_with_their_pairs(reports: list[Report]) -> None:
    document = perturbed(reports, LANGUAGES, "hard", 500, 2)
    groups = document.groups()
    for code in LANGUAGES:
        assert [n for group in groups for n in group[code]] == list(range(len(document.lines[code])))
    for pair in PAIRS:
        for link in document.pair(*pair)[2]:
            inside = [g for g in groups if set(link.source) & set(g[pair[0]]) or set(link.target) & set(g[pair[1]])]
            assert len(inside) == 1
            assert set(link.source) <= set(inside[0][pair[0]])
            assert set(link.target) <= set(inside[0][pair[1]])
    shapes = Counter(tuple(len(group[code]) for code in LANGUAGES) for group in groups)
    assert any(sorted(shape) == [1, 1, 2] for shape in shapes)
    assert any(0 in shape for shape in shapes)


def test_the_same_seed_gives_the_same(reports: list[Report]) -> None:
    one = perturb(reports, "en", "ru", "medium", 300, 7, loose=0.3)
    assert one == perturb(reports, "en", "ru", "medium", 300, 7, loose=0.3)
    assert one != perturb(reports, "en", "ru", "medium", 300, 8, loose=0.3)


def test_harder_is_harder(reports: list[Report]) -> None:
    def plain(hardness: str) -> float:
        _, _, links, _ = perturb(reports, "en", "ar", hardness, 2000, 1)
        return sum(link.shape == (1, 1) for link in links) / len(links)

    assert 0.78 < plain("easy") < 0.92
    assert 0.48 < plain("hard") < 0.62
    assert plain("hard") < plain("medium") < plain("easy")


def test_all_kinds_occur(reports: list[Report]) -> None:
    _, _, links, kinds = perturb(reports, "ar", "ru", "hard", 2000, 3)
    assert set(kinds) == set(HARDNESSES["hard"])
    shapes = {link.shape for link in links}
    assert shapes >= {(1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (2, 3), (3, 2), (1, 0), (0, 1)}


def test_gaps_are_two_hundred_lines(reports: list[Report]) -> None:
    _, _, links, kinds = perturb(reports, "en", "ru", "gap", 2000, 1)
    runs: list[tuple[tuple[int, int], int]] = []
    for link, kind in zip(links, kinds, strict=True):
        if kind != "gap":
            runs.append(((1, 1), 0))
        elif runs and runs[-1][0] == link.shape and runs[-1][1]:
            runs[-1] = (link.shape, runs[-1][1] + 1)
        else:
            runs.append((link.shape, 1))
    gaps = [run for run in runs if run[1]]
    assert sorted(gaps) == [((0, 1), 200)] * 2 + [((1, 0), 200)] * 2


def test_more_lines_than_the_reports_have_do_not_repeat(reports: list[Report]) -> None:
    few = reports[:8]
    source, _, links, kinds = perturb(few, "en", "ar", "easy", 1500, 1)
    lines = {n for link, kind in zip(links, kinds, strict=True) if kind == "line" for n in link.source}
    told = Counter(line for n, line in enumerate(source) if n not in lines)
    assert sum(count - 1 for count in told.values()) < 0.02 * len(source)  # foreign sentences may come twice


def test_loose_lines_are_shorter(reports: list[Report]) -> None:
    strict = sum(map(len, perturb(reports, "en", "ru", "easy", 400, 1)[0]))
    loose = sum(map(len, perturb(reports, "en", "ru", "easy", 400, 1, loose=1.0)[0]))
    assert loose < 0.95 * strict


def test_what_cannot_be_made_is_said(reports: list[Report]) -> None:
    with pytest.raises(InputError, match="none of easy"):
        perturbed(reports, ("en", "ru"), "harder", 20, 1)
    with pytest.raises(InputError, match="no reports"):
        perturbed([], ("en", "ru"), "easy", 20, 1)

"""The other aligners of the benchmark: what they give is an alignment, and a good one where it must be."""

from __future__ import annotations

import random
import re
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from aligner.alignment.encoder import pooled  # noqa: E402
from aligner.alignment.gold import Report, ReportBead  # noqa: E402
from aligner.alignment.links import Link  # noqa: E402
from aligner.alignment.scoring import score  # noqa: E402
from aligner.errors import AlignerError  # noqa: E402
from scripts.align_peers import PEERS, bertalign, gale_church, hunalign, links_of_shapes  # noqa: E402
from scripts.align_perturb import perturb  # noqa: E402

Array = np.ndarray[Any, Any]


class Numbers:
    """An encoder that knows numbers only: the vector of a line is the sum of one for each number in it."""

    name = "numbers"

    def encode(self, texts: Sequence[str]) -> Array:
        rows = np.zeros((len(texts), 128), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for number in re.findall(r"\d+", text) or [text]:
                row += np.random.default_rng(zlib.crc32(number.encode())).normal(size=128)
            row /= np.linalg.norm(row)
        return rows

    def overlaps(self, texts: Sequence[str], most: int) -> Array:
        return pooled(self.encode(texts), most)


def numbered(count: int) -> Report:
    rng = random.Random(count)
    texts = (f"{n}, " + "word " * rng.randint(8, 20) + f"; {n + 100_000}." for n in range(count))
    return Report("numbered", "", {}, {}, tuple(ReportBead({"en": text, "ar": text, "ru": text}) for text in texts))


def covers(links: list[Link], source: Sequence[str], target: Sequence[str]) -> bool:
    return [n for link in links for n in link.source] == list(range(len(source))) and [
        n for link in links for n in link.target
    ] == list(range(len(target)))


def test_shapes_become_links() -> None:
    assert links_of_shapes([(1, 1), (2, 0), (1, 2), (0, 1)]) == [
        Link((0,), (0,)),
        Link((1,), ()),
        Link((2,), ()),
        Link((3,), (1, 2)),
        Link((), (3,)),
    ]


@pytest.mark.parametrize("name", ["vecalign", "vecalign .02", "bertalign", "bertalign -.05"])
def test_those_with_vectors_find_what_is_plain(name: str) -> None:
    if name.startswith("vecalign"):
        pytest.importorskip("sentalign")
    source, target, links, _ = perturb([numbered(800)], "en", "ru", "easy", 300, 1)
    found = PEERS[name].align(source, target, Numbers())
    assert covers(found, source, target)
    counts = score(links, found)
    assert counts.lax_f1 > 0.97
    assert counts.f1 > (0.85 if name.startswith("vecalign") else 0.95)


def test_gaps_are_lost_on_bertalign() -> None:
    # Its first pass looks near the diagonal only: the reason why we search everywhere.
    source, target, links, _ = perturb([numbered(2600)], "en", "ru", "gap", 2000, 1)
    whole = score(links, bertalign(source, target, Numbers())).f1
    assert 0.2 < whole < 0.9


def test_gale_church_goes_by_length() -> None:
    pytest.importorskip("nltk")
    source = ["a" * 60, "b" * 100, "c" * 40, "d" * 200]
    target = ["x" * 62, "y" * 138, "z" * 105, "w" * 100]
    assert gale_church(source, target) == [Link((0,), (0,)), Link((1, 2), (1,)), Link((3,), (2, 3))]


LINES = st.lists(st.text("ab 1", min_size=1, max_size=30), min_size=1, max_size=12)


@settings(max_examples=30, deadline=None)
@given(LINES, LINES)
def test_every_line_stands_in_one_link(source: list[str], target: list[str]) -> None:
    pytest.importorskip("nltk")
    assert covers(gale_church(source, target), source, target)
    assert covers(bertalign(source, target, Numbers()), source, target)


def test_hunalign_is_run_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "hunalign"
    # It is told a dictionary, which is empty, and both texts, a sentence a line; it answers with a ladder.
    program.write_text(
        "#!/bin/sh\n"
        'test "$(wc -c < "$1")" = 0 && test "$(wc -l < "$2")" = 3 && test "$(wc -l < "$3")" = 2 || exit 4\n'
        'printf "0\\t0\\t0.3\\n1\\t1\\t0.5\\n3\\t2\\t0.1\\n"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert hunalign(["a\nline", "b", "c"], ["x", "y"]) == [Link((0,), (0,)), Link((1, 2), (1,))]
    with pytest.raises(AlignerError, match="hunalign"):
        hunalign(["a"], ["x"])


def test_what_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(AlignerError, match="not on the PATH"):
        hunalign(["a"], ["x"])

"""The benchmark of revisions: its gold says what was done, and its figures fall when something is done wrong."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from aligner.alignment import revisions as module  # noqa: E402
from aligner.alignment.gold import Report, read_reports  # noqa: E402
from aligner.bitext import Bead  # noqa: E402
from scripts import bench_revisions  # noqa: E402
from scripts.revise_reports import EDITS, Line, Revision, revise  # noqa: E402

REPORTS = ROOT / "scripts" / "data" / "reports"


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return list(read_reports(REPORTS))


@pytest.fixture(scope="module")
def made(reports: list[Report]) -> list[Revision]:
    return revise(reports, 90, 3)


def test_all_kinds_of_edits_in_all_languages(made: list[Revision]) -> None:
    assert {edit for revision in made for edit in revision.edits} == set(EDITS)
    assert Counter(revision.language for revision in made) == {"en": 30, "ar": 30, "ru": 30}
    assert max(len(revision.edits) for revision in made) == 5


def test_the_gold_is_whole_and_true(made: list[Revision]) -> None:
    for revision in made:
        gold = revision.changes()
        assert sorted(n for _, old, _ in gold for n in old) == list(range(len(revision.old)))
        assert sorted(n for _, _, new in gold for n in new) == list(range(len(revision.new)))
        for kind, old, new in gold:
            if kind in ("kept", "moved"):
                assert revision.old[old[0]] == revision.new[new[0]]
            elif kind in ("edited", "moved and edited"):
                assert revision.old[old[0]] != revision.new[new[0]]
        kept = sorted((old, new) for kind, old, new in gold if kind in ("kept", "edited"))
        assert [new for _, new in kept] == sorted(new for _, new in kept)


def test_the_same_seed_gives_the_same(reports: list[Report], made: list[Revision]) -> None:
    assert revise(reports, 90, 3) == made
    assert revise(reports, 90, 4) != made


def test_what_moved_is_the_shorter_stretch() -> None:
    texts = ("a long sentence that stays here", "short", "middle one")
    lines = (Line("short", (1,)), Line(texts[0], (0,)), Line("middle one", (2,)))
    assert Revision("r", "en", texts, lines, ()).changes() == {
        ("moved", (1,), (0,)),
        ("kept", (0,), (1,)),
        ("kept", (2,), (2,)),
    }


def test_the_figures_of_the_comparison(made: list[Revision], monkeypatch: pytest.MonkeyPatch) -> None:
    figures = bench_revisions.compared(made)
    assert figures["links"] > 0.97
    assert figures["kinds"] > 0.95
    wrong = [module.Change("added", (), (0,), 0.0)]
    monkeypatch.setattr(bench_revisions, "compare", lambda *_: wrong)
    assert bench_revisions.compared(made)["links"] < 0.1


def test_what_was_done_to_each_sentence_is_judged() -> None:
    texts = ("One.", "Two.", "Three.")
    lines = (Line("One.", (0,)), Line("Two!", (1,), same=False), Line("Three.", (2,)))
    revision = Revision("r", "en", texts, lines, ())

    def bead(text: str, target: str, editor: str = "", state: str = "draft") -> Bead:
        place = ("r", "r", "0", 0, "paragraph", 1, "en", "ru")
        return Bead(*place, (text,), (target,), "machine", editor=editor, state=state)

    old = bench_revisions._OLD
    before = [bead(text, f"<{text}>", old, "edited") for text in texts]
    after = [before[0], bead("Two!", "<Two!>"), before[2]]
    right = {"same": 2, "same_kept": 2, "corrected": 2, "corrected_kept": 2, "changed": 1, "changed_translated": 1}
    assert bench_revisions._judged(revision, before, after) == right
    touched = [bead("One.", "<One.>"), replace(before[1], source=("Two!",)), replace(before[2], target=("x",))]
    wrong = {"same": 2, "same_touched": 2, "corrected": 2, "corrected_lost": 2, "changed": 1, "changed_kept": 1}
    assert bench_revisions._judged(revision, before, touched) == wrong


def test_the_whole_run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["bench_revisions.py", str(REPORTS), "--documents", "3"])
    monkeypatch.setattr(bench_revisions, "_SIZE", 300)
    bench_revisions.main()
    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert result["documents"] == 3
    assert result["previous"]["right"] == 1.0
    assert result["previous"]["through_the_engine"] == result["previous"]["changed"] > 0


def test_too_few_reports_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="at least two reports"):
        revise(list(read_reports(tmp_path)), 1, 1)

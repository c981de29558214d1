"""The measuring of splitters: its gold, its boundaries and its output."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from aligner.languages import Span

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
REPORT = """# Topic | A title. Not a sentence | x | y
@1 person | Al-Mardini | المارديني | аль-Мардини
{1|Al-Mardini} came. ¶ He left. || جاء {1|المارديني}. ¶ ثم غادر. || {1|Аль-Мардини} пришел и ушел.
He met Mr. X. || - || Он встретил г-на Икс.
"""


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    import bench_split

    monkeypatch.setattr(bench_split, "_LEAST_CPU_SECONDS", 0.0)
    return bench_split


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "p1-001.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def test_gold_without_marks_titles_and_empty_cells(bench: ModuleType, folder: Path) -> None:
    assert bench.read_gold(folder, "all") == {
        "en": [["Al-Mardini came.", "He left.", "He met Mr. X."]],
        "ar": [["جاء المارديني.", "ثم غادر."]],
        "ru": [["Аль-Мардини пришел и ушел.", "Он встретил г-на Икс."]],
    }


def test_the_halves_share_no_report(bench: ModuleType) -> None:
    names = [f"p{n}-{m:03}" for n in range(10) for m in range(40)]
    held = [name for name in names if bench.is_held_out(name)]
    assert 150 < len(held) < 250


def test_scores_count_inner_boundaries_only(bench: ModuleType) -> None:
    reports = [["A b.", "C d.", "E f."]]
    scores = bench.measure(lambda text: [Span(0, 4), Span(5, 7), Span(8, 14)], reports)
    assert (scores["precision"], scores["recall"], scores["f1"]) == (0.5, 0.5, 0.5)
    assert bench.measure(lambda text: [Span(0, len(text))], reports)["recall"] == 0


def test_strings_of_a_peer_are_found_in_order(bench: ModuleType) -> None:
    assert bench.locate("No. No. Yes.", ["No. ", "No. ", "Yes."]) == [Span(0, 3), Span(4, 7), Span(8, 12)]


def test_the_last_line_is_json(
    bench: ModuleType, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench_split", str(folder), "--half", "all"])
    monkeypatch.setitem(sys.modules, "pysbd", None)
    bench.main()
    output = capsys.readouterr().out.splitlines()
    assert any("pysbd" in line and "skipped: not installed" in line for line in output)
    table = json.loads(output[-1])
    assert table["en"]["rules"]["f1"] == table["ar"]["rules"]["f1"] == table["ru"]["rules"]["f1"] == 1.0
    assert "pysbd" not in table["en"]


def test_a_folder_without_reports_is_refused(
    bench: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench_split", str(tmp_path)])
    with pytest.raises(SystemExit, match="no reports with gold sentences"):
        bench.main()

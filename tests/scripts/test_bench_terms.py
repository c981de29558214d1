"""The benchmark of the check: what it plants is wrong, and its figures are what they say."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from scripts import bench_terms  # noqa: E402
from scripts.planted_errors import KINDS, plant  # noqa: E402
from scripts.reports_corpus import Report, read_reports  # noqa: E402

REPORTS = ROOT / "scripts" / "data" / "reports"


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return list(read_reports(REPORTS))[:6]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory, reports: list[Report]) -> tuple[str, dict[str, float]]:
    from contextlib import redirect_stdout
    from io import StringIO

    folder = tmp_path_factory.mktemp("reports")
    for report in reports:
        (folder / f"{report.name}.txt").write_bytes((REPORTS / f"{report.name}.txt").read_bytes())
    out = StringIO()
    with redirect_stdout(out):
        assert bench_terms.main([str(folder), "--show", "1"]) == 0
    return out.getvalue(), json.loads(out.getvalue().splitlines()[-1])


def test_the_last_line_has_the_figures(result: tuple[str, dict[str, float]]) -> None:
    printed, figures = result
    for key in ("match_precision", "match_recall", "false_accusation", "planted_caught"):
        assert 0 <= figures[key] <= 1
    assert figures["planted"] % len(KINDS) == 0  # as many of each kind
    assert figures["planted"] > 0
    assert figures["planted_caught"] == pytest.approx(
        sum(figures[f"caught_{kind}"] for kind in KINDS) / len(KINDS), abs=1e-3
    )
    assert all(f"  {kind} " in printed for kind in KINDS)


def test_the_check_is_of_use(result: tuple[str, dict[str, float]]) -> None:
    _, figures = result
    assert figures["planted_caught"] > 0.8
    assert figures["false_accusation"] < 0.05


@pytest.mark.parametrize("kind", KINDS)
def test_each_error_changes_the_translation_at_one_place(reports: list[Report], kind: str) -> None:
    target = "ar" if kind == "clitic" else "ru"
    found = 0
    for report in reports:
        for error in plant(report, reports, "en", target, kind, random.Random(1), 3):
            found += 1
            before = report.beads[error.bead].text(target)
            assert error.text != before
            assert error.text[: error.start] == before[: error.start]
            assert error.text[error.end :] == before[error.start + len(error.right) :]
            assert {c.id for c in error.concepts} == {f"{report.name}.{n}" for n in report.terms}
    assert found


def test_the_same_seed_plants_the_same(reports: list[Report]) -> None:
    def planted(seed: int) -> list[str]:
        return [
            error.text
            for report in reports
            for error in plant(report, reports, "en", "ru", "case", random.Random(seed), 2)
        ]

    assert planted(3) == planted(3)
    assert planted(3) != planted(4)


def test_a_forbidden_name_is_declared_in_the_glossary(reports: list[Report]) -> None:
    error = next(plant(reports[0], reports, "en", "ru", "forbidden", random.Random(1), 1))
    concept = next(c for c in error.concepts if c.id == error.concept)
    (forbidden,) = concept.names["ru"].forbidden
    assert forbidden.text not in {c.names["ru"].preferred for c in error.concepts}


def test_a_folder_without_reports_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_terms.main([str(tmp_path)]) == 2
    assert "no reports" in capsys.readouterr().err

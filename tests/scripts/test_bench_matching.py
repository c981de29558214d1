"""The matching benchmarks on small inputs: they run, count right, and their figures fall when matching is broken."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from scripts import bench_matching, term_matching
from scripts.reports_corpus import read_reports
from scripts.synthetic_glossary import synthetic_concepts

REPORTS = Path(__file__).parents[2] / "scripts" / "data" / "reports"

REPORT = """# Visit | A visit | زيارة | Визит
@1 person | Valery Stromov | فاليري ستروموف | Валерий Стромов
@2 place | Damascus | دمشق | Дамаск
{1|Valery Stromov} came to {2|Damascus}. || {1|فاليري ستروموف} في {2|دمشق}. || {1|Валерий Стромов} был в {2|Дамаске}.
{1|Stromov} liked Damascus. ¶ He left. || أعجب {1|ستروموف} بالمدينة. || {1|Стромову} понравилось.
"""


def test_a_made_up_glossary_is_the_same_for_a_seed() -> None:
    first, second = list(synthetic_concepts(50, 3)), list(synthetic_concepts(50, 3))
    assert first == second
    assert first != list(synthetic_concepts(50, 4))
    assert {concept.kind for concept in first} == {"person", "place", "org", "title"}
    assert len({concept.id for concept in first}) == 50


def test_planted_names_stand_where_they_are_said_to() -> None:
    concepts = {concept.id: concept for concept in synthetic_concepts(40, 1)}
    documents = bench_matching.documents(REPORTS, list(concepts.values()), 30_000, 1)
    assert {document.language for document in documents} == {"en", "ar", "ru"}
    for document in documents:
        for one in document.planted:
            segment = document.segments[one.text]
            assert segment[one.start - 1] == " " and segment[one.start : one.end].strip()
            assert one.end == len(segment) or segment[one.end] == " "


def test_the_benchmark_finds_what_it_planted(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_matching.main([str(REPORTS), "--concepts", "60", "--megabytes", "0.05", "--without", "spacy"]) == 0
    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert result["matcher"]["planted_found"] > 0.95
    assert result["matcher"]["planted"] > 100
    if importlib.util.find_spec("ahocorasick"):
        assert result["pyahocorasick"]["planted_found"] > 0.5
        assert result["speed_to_pyahocorasick"] > 0


def test_a_folder_without_reports_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_matching.main([str(tmp_path), "--concepts", "5"]) == 2
    assert "no reports" in capsys.readouterr().err


def test_marks_have_their_places(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (report,) = read_reports(tmp_path)
    for bead in report.beads:
        for code, cell in bead.cells.items():
            text, marks = term_matching.marked_text(cell)
            assert text == bead.text(code)
            assert [(mark.number, text[mark.start : mark.end]) for mark in marks] == bead.marks(code)


def test_precision_and_recall_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    counts = term_matching.measure(read_reports(tmp_path))
    english = counts["en"]
    assert (english.marks, english.kept, english.found) == (3, 3, 3)
    assert (english.occurrences, english.right) == (4, 3)  # Damascus is not marked in the second bead
    assert [case.text for case in english.wrong] == ["Damascus"]
    assert counts["ru"].recall == counts["ar"].recall == 1.0
    assert counts["ru"].precision == counts["ar"].precision == 1.0


def test_marks_that_keep_a_word() -> None:
    assert term_matching.keeps_a_word("Стромову", "Валерий Стромов", "ru")
    assert not term_matching.keeps_a_word("ведомство", "Министерство обороны", "ru")
    assert term_matching.keeps_a_word("للكرملين", "الكرملين", "ar")
    assert not term_matching.keeps_a_word("UN", "United Nations", "en")


def test_matching_of_a_few_reports_is_good() -> None:
    reports = [report for number, report in enumerate(read_reports(REPORTS)) if number % 60 == 0]
    for matching in term_matching.measure(reports).values():
        assert matching.recall > 0.95
        assert matching.precision > 0.98

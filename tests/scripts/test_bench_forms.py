"""The forms benchmark: which marks count, which are left out, and that a wrong form is noticed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligner.errors import InputError
from scripts import bench_forms
from scripts.bench_forms import Checked, figures, keeps_a_word, main, read_checked, tally, wrong_forms
from scripts.reports_corpus import read_reports

REPORT = """# Topic | Title | عنوان | Заголовок
@1 person | Sergei Lavrov | سيرغي لافروف | Сергей Лавров
@2 place | Damascus | دمشق | Дамаск
@3 org | Arab League | جامعة الدول العربية | Лига арабских государств
{1|Lavrov} in {2|Damascus}. || {1|لافروف} في {2|دمشق}. || {1|Лавров} в {2|Дамаске}.
{1|Serge} of the {3|Arab League} || {1|سيرج} في {3|جامعة الدول العربية} || {1|Сергеем} из {3|Лиги арабских государств}
The {3|LAS} and {3|Arab leagues}. || {3|الجامعة}. || {3|ЛАГ} и {3|лиговцы}.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def test_marks_are_found_missed_and_left_out(folder: Path) -> None:
    tallies = tally(list(read_reports(folder)))
    assert (tallies["ru", "person"].found, tallies["ru", "person"].missed) == (2, 0)
    assert (tallies["ru", "place"].found, tallies["ru", "place"].missed) == (1, 0)
    russian = tallies["ru", "org"]
    assert (russian.found, russian.missed, russian.left_out) == (1, 0, 2)
    assert (tallies["en", "person"].found, tallies["en", "person"].missed) == (1, 1)
    assert dict(tallies["en", "person"].misses) == {("Sergei Lavrov", "Serge"): 1}


def test_the_figures_are_shares_of_those_kinds(folder: Path) -> None:
    found = figures(tally(list(read_reports(folder))), total=40, wrong=1)
    assert set(found) == {"ru_names", "ar_names", "en_names", "ru_phrases", "ar_phrases", "left_out", "ru_wrong"}
    assert found["ru_names"] == 1.0
    assert found["en_names"] == round(2 / 3, 5)
    assert found["ru_phrases"] == 1.0
    assert found["ru_wrong"] == 0.025


@pytest.mark.parametrize(
    ("mark", "term", "language", "kept"),
    [
        ("Лиги", "Лига арабских государств", "ru", True),
        ("ЛАГ", "Лига арабских государств", "ru", False),
        ("организации", "Организация Объединенных Наций", "ru", True),
        ("органа", "Организация Объединенных Наций", "ru", False),
        ("وللجامعة", "جامعة الدول العربية", "ar", True),
        ("المنظمة", "جامعة الدول العربية", "ar", False),
        ("the League", "Arab League", "en", True),
        ("the body", "the League", "en", False),
    ],
)
def test_what_keeps_a_word(mark: str, term: str, language: str, kept: bool) -> None:
    assert keeps_a_word(mark, term, language) is kept


def test_a_wrong_form_and_a_missing_one_count() -> None:
    from aligner.languages.names import NameFacts

    place = NameFacts("place")
    cells = [
        Checked("Дамаск", place, "loc", ("Дамаске",)),
        Checked("Дамаск", place, "loc", ("Дамаску",)),
        Checked("Ракка", place, "ins", ("Раккой",)),  # with the bookish form beside it, which is right
        Checked("Дамаск", place, "pl.gen", ("Дамасков",)),
    ]
    total, wrong = wrong_forms(cells)
    assert total == 5
    assert [(cell.name, form) for cell, form in wrong] == [("Дамаск", "Дамаске"), ("Дамаск", "")]


def test_the_list_is_large_varied_and_well_made() -> None:
    cells = read_checked(bench_forms.CHECKED)
    assert len(cells) >= 300
    assert len({(cell.name, cell.tag) for cell in cells}) == len(cells)
    assert {cell.facts.kind for cell in cells} == {"person", "place", "org", "title", "event", "other"}
    total, wrong = wrong_forms(cells)
    assert len(wrong) / total <= 0.05


def test_a_bad_list_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "list.tsv"
    path.write_text("# head\nДамаск\tplace\t\tloc\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"list\.tsv:2"):
        read_checked(path)


def test_the_command_prints_json_last(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder), "--misses"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert json.loads(lines[-1])["ru_names"] == 1.0
    assert "miss\ten\tperson\t1\tSergei Lavrov\tSerge" in lines


def test_a_folder_without_reports_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1

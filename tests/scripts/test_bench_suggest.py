"""The benchmark of suggesting tells right from wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.bench_suggest import in_half, main, marked_spans, runs, same

REPORT = """\
# Diplomacy | A visit | زيارة | Визит
@1 person | Valery Stromov | فاليري ستروموف | Валерий Стромов
@2 place | Khmeimim | حميميم | Хмеймим
@3 org | Kremlin | الكرملين | Кремль
President {1|Valery Stromov} flew to {2|Khmeimim} on Monday. || \
سافر الرئيس {1|فاليري ستروموف} إلى {2|حميميم} يوم الاثنين. || \
Президент {1|Валерий Стромов} вылетел в {2|Хмеймим} в понедельник.
{1|Stromov} met the governor, Boris Kurin. || \
التقى {1|ستروموف} المحافظ بوريس كورين. || {1|Стромова} встретил губернатор.
"""


def test_every_figure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.txt").write_text(REPORT, encoding="utf-8")
    assert main([str(tmp_path), "--half", "all"]) == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (figures["reports"], figures["persons"]) == (1, 1)
    assert figures["transliteration"]["en-ru"] == {"first": 1.0, "of_five": 1.0}
    assert figures["location"]["en-ru"] == figures["location"]["ru-ar"] == 1.0
    english = figures["en"]
    assert english["recall"]["person"] == english["recall"]["place"] == 1.0
    assert english["suggestions"] == 3
    assert english["precision"] == pytest.approx(2 / 3, abs=1e-3)  # Boris Kurin is no term
    assert figures["en-ru"]["rendering_right"]["person"] == 1.0
    assert figures["en-ar"]["recall"]["person"] == 1.0


def test_known_names_are_neither_suggested_nor_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from aligner.glossary.concepts import Concept, Names
    from aligner.glossary.store import Glossary

    (tmp_path / "one.txt").write_text(REPORT, encoding="utf-8")
    Glossary.of([Concept("khmeimim", "place", {"en": Names("Khmeimim")})]).write(tmp_path / "known.tsv")
    assert main([str(tmp_path), "--half", "all", "--glossary", str(tmp_path / "known.tsv")]) == 0
    english = json.loads(capsys.readouterr().out.splitlines()[-1])["en"]
    assert english["recall"] == {"person": 1.0, "place": 0.0, "org": 0.0}  # there is nothing to find
    assert english["suggestions"] == 2


def test_no_reports_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert "no reports" in told and told.count("\n") == 1


def test_parts() -> None:
    assert marked_spans("x {12|Аб} y") == ("x Аб y", [(12, 2, 4)])
    assert same("«Волга»", "Волга", "ru") and not same("Волга", "Вологда", "ru")
    assert [("al-Mardini met Ann"[a:b]) for a, b in runs("al-Mardini met Ann", capitals=True)] == [
        "al-Mardini",
        "al-Mardini met Ann",
        "Ann",
    ]
    assert in_half("anything", "all") and in_half("x", "dev") != in_half("x", "held-out")

"""The planted damage is what it says, and the same again; the benchmark counts right."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from scripts.bench_filters import figures, opusfilter
from scripts.plant_damage import KINDS, damaged_frame, plant
from scripts.reports_corpus import Report, read_report

REPORT = """# Topic | A title | عنوان | Заголовок
@1 person | Valery Stromov | فاليري ستروموف | Валерий Стромов
@2 person | Oksana Levchenko | أوكسانا ليفتشينكو | Оксана Левченко
""" + "".join(
    f"On day {n} of the talks {{1|Stromov}} said that {n + 40} roads would be built. || "
    f"وفي اليوم {n} من المحادثات قال {{1|ستروموف}} إن {n + 40} طريقا ستبنى. || "
    f"На {n}-й день переговоров {{1|Стромов}} сказал, что построят {n + 40} дорог.\n"
    for n in range(3, 33)
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Report]:
    path: Path = tmp_path_factory.mktemp("reports") / "one.txt"
    path.write_text(REPORT, encoding="utf-8")
    return [read_report(path)]


def test_every_kind_is_planted_and_changes_the_bead(reports: list[Report]) -> None:
    sound = {bead.position: bead for bead in plant(reports, "en", "ru", kinds=["mojibake"]) if not bead.damage}
    for kind in KINDS:
        bad = [bead for bead in plant(reports, "en", "ru", kinds=[kind]) if bead.damage]
        assert bad and {bead.damage for bead in bad} == {kind}
        for bead in bad:
            if bead.position in sound:
                was = sound[bead.position]
                assert (was.source.text, was.target.text) != (bead.source.text, bead.target.text)


def test_names_and_numbers_are_exchanged_in_the_target_only(reports: list[Report]) -> None:
    names = [bead for bead in plant(reports, "en", "ru", kinds=["swapped names"]) if bead.damage]
    assert all("Оксана Левченко" in b.target.text and "Стромов" not in b.target.text for b in names)
    assert all("Stromov" in b.source.text for b in names)
    for bead in plant(reports, "en", "ru", kinds=["swapped numbers"]):
        assert bead.source.text.startswith(f"On day {bead.position + 3} ")


def test_the_same_seed_plants_the_same(reports: list[Report]) -> None:
    assert damaged_frame(reports, seed=5).equals(damaged_frame(reports, seed=5))
    assert not damaged_frame(reports, seed=5).equals(damaged_frame(reports, seed=6))


def test_an_unknown_kind_is_refused(reports: list[Report]) -> None:
    with pytest.raises(ValueError, match="unknown damage"):
        list(plant(reports, "en", "ru", kinds=["rust"]))


def test_figures_count_by_pair_and_kind() -> None:
    beads = pl.DataFrame(
        {
            "source_language": ["en"] * 5,
            "target_language": ["ru", "ru", "ar", "ru", "ru"],
            "damage": ["", "", "", "a", "b"],
            "kept": [True, False, True, False, True],
        }
    )
    found = figures(beads)
    assert found["rejected"] == {"en-ar": 0.0, "en-ru": 0.5}
    assert found["caught_by_kind"] == {"a": 1.0, "b": 0.0} and found["caught"] == 0.5 == found["caught_of_all"]


def test_an_interpreter_without_opusfilter_is_not_measured(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    assert opusfilter(pl.DataFrame({"source_language": ["en"]}), str(python)) is None

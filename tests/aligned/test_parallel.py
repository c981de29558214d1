"""What becomes of units: beads, pieces for pairs, flags."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from aligner.aligned.parallel import Unit
from aligner.bitext import Bitext
from tests.aligned.texts import made


def two(units: tuple[Unit, ...]):
    three = made()
    return replace(three, versions=three.versions[:2], units=units, terms={})


def test_the_beads_of_two_versions() -> None:
    aligned = two((Unit(((0,), (0, 1)), 0.9), Unit(((1,), ()), 0.8), Unit(((2,), (2,)), 0.59)))
    beads = aligned.bitext.beads
    assert [bead.shape for bead in beads] == ["1-2", "1-0", "1-1"]
    assert [bead.id for bead in beads] == [f"march/talks#{n:04d}:en-ar" for n in range(3)]
    assert beads[0].target == ("واحد.", "اثنان.")
    assert [bead.origin for bead in beads] == ["aligned"] * 3
    assert [bead.flags for bead in beads] == [(), (), ("doubtful",)]
    assert [bead.line for bead in beads] == [1, 2, 4]
    assert beads[0].kind == "heading"


def test_a_bead_of_the_target_alone_has_its_line_and_no_source() -> None:
    aligned = two((Unit(((0, 1, 2), (0,)), 0.9), Unit(((), (1, 2)), 0.7)))
    last = aligned.bitext.beads[1]
    assert (last.source, last.target, last.line) == ((), ("اثنان.", "ثلاثة."), 2)


def test_three_versions_give_the_beads_of_each_pair() -> None:
    """Where only the third version holds sentences together, they are apart for the pair."""
    beads = made().bitext.beads
    shapes: dict[str, list[str]] = {}
    for bead in beads:
        shapes.setdefault(f"{bead.source_language}-{bead.target_language}", []).append(bead.shape)
    assert shapes == {"en-ar": ["1-1", "1-1", "1-1"], "en-ru": ["1-1", "2-1"], "ar-ru": ["1-1", "2-1"]}
    assert len({bead.id for bead in beads}) == len(beads)


def test_a_crossing_that_all_versions_share_stays_whole() -> None:
    three = made()
    versions = (*three.versions[:2], replace(three.versions[2], segments=("1", "2", "3"), kinds=(), lines=()))
    aligned = replace(three, versions=versions, units=(Unit(((0,),) * 3), Unit(((1, 2),) * 3)), terms={})
    assert [bead.shape for bead in aligned.bitext.beads[:2]] == ["1-1", "2-2"]


def test_a_sentence_that_two_of_three_lack_gives_no_empty_bead() -> None:
    three = made()
    units = (Unit(((0,), (0,), (0,))), Unit(((1, 2), (), ())), Unit(((), (1, 2), (1,))))
    aligned = replace(three, units=units, terms={})
    assert all(bead.source or bead.target for bead in aligned.bitext)
    assert [bead.shape for bead in aligned.bitext if bead.target_language == "ru"] == [
        "1-1",
        "2-0",
        "0-1",
        "1-1",
        "2-1",
    ]


@pytest.mark.parametrize("bound", [0.0, 0.41, 0.42, 1.0])
def test_the_bound_of_what_is_doubtful(bound: float) -> None:
    aligned = replace(made(), doubtful=bound)
    assert [aligned.is_doubtful(unit) for unit in aligned.units] == [bound > 0.99, bound > 0.41]


def test_the_bitext_survives_its_files(tmp_path) -> None:
    bitext = made().bitext
    for name in ("a.jsonl", "a.parquet"):
        bitext.write(tmp_path / name)
        assert Bitext.read(tmp_path / name) == bitext
    frame = pl.read_parquet(tmp_path / "a.parquet")
    assert frame["confidence"].to_list()[:3] == [0.99, 0.41, 0.41]
    assert frame["origin"].unique().to_list() == ["aligned"]

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aligner.corpus import sketches
from aligner.corpus.duplicates import Decisions, decide, marked
from aligner.corpus.executors import ProcessPool
from aligner.errors import InputError
from tests.corpus.beads import bead, sentence, written


def dropped(folder: Path, rows: Sequence[Mapping[str, Any]], *, size: int = 5, **options: Any) -> dict[int, str]:
    """Row -> reason, after `decide`."""
    shards = written(folder / "in", rows, size=size)
    return reasons(decide(shards, folder / "out", **options), size)


def reasons(decisions: Decisions, size: int) -> dict[int, str]:
    found = {}
    for number, path in enumerate(decisions.files):
        for row, reason in pl.read_parquet(path).select("row", "reason").iter_rows():
            found[number * size + row] = reason
    return found


def test_the_best_of_equal_pairs_is_kept(tmp_path: Path) -> None:
    rows = [
        bead(1, confidence=0.4),
        bead(2),
        bead(1, confidence=0.9),
        bead(3),
        bead(4),
        bead(5),
        bead(1, confidence=None),
    ]
    assert dropped(tmp_path, rows) == {0: "duplicate", 6: "duplicate"}


def test_editors_come_before_people_and_people_before_machines(tmp_path: Path) -> None:
    rows = [
        bead(1, origin="machine", confidence=1.0),
        bead(1, confidence=0.2),
        bead(1, origin="machine", state="edited", confidence=0.1),
        bead(2, origin="machine", confidence=1.0),
        bead(2, confidence=0.2),
    ]
    assert sorted(dropped(tmp_path, rows)) == [0, 1, 3]


def test_of_equally_good_ones_the_first_is_kept(tmp_path: Path) -> None:
    assert sorted(dropped(tmp_path, [bead(1) for _ in range(12)], boilerplate_documents=0)) == list(range(1, 12))


def test_by_side(tmp_path: Path) -> None:
    same_target = [bead(1), bead(1) | {"source": sentence(9, "en"), "confidence": 0.9}]
    same_source = [bead(2), bead(2) | {"target": sentence(8, "ru"), "confidence": 0.9}]
    rows = [*same_target, *same_source]
    assert dropped(tmp_path / "a", rows) == {0: "duplicate"}
    assert dropped(tmp_path / "b", rows, by=["pair", "source"]) == {2: "duplicate"}
    assert dropped(tmp_path / "c", rows, by=["pair", "source", "target"]) == {0: "duplicate", 2: "duplicate"}
    assert dropped(tmp_path / "d", rows, by=["pair"]) == {}


def test_pairs_of_languages_are_apart(tmp_path: Path) -> None:
    rows = [bead(1), bead(1, target_language="ar"), bead(1, source_language="ar")]
    assert dropped(tmp_path, rows) == {}


def test_what_the_filters_rejected_takes_no_part(tmp_path: Path) -> None:
    rows = [bead(1, confidence=0.9, kept=False), bead(1, confidence=0.1), bead(1, confidence=0.2)]
    assert dropped(tmp_path, rows) == {1: "duplicate"}


def test_copies_but_for_figures_and_near_copies(tmp_path: Path) -> None:
    one, other = sentence(1, "en"), sentence(1, "ru")
    rows = [
        {"source": f"{one} 12", "target": f"{other} 12"},
        {"source": f"{one} 13", "target": f"{other} 13", "confidence": 0.8},
        {"source": f"And {one}", "target": f"И {other}", "confidence": 0.9},
        bead(2),
        {"source": one[: len(one) // 2], "target": other[: len(other) // 2]},
    ]
    assert dropped(tmp_path / "a", rows) == {0: "near-duplicate", 1: "near-duplicate"}
    assert dropped(tmp_path / "b", rows, near=None) == {}
    assert dropped(tmp_path / "c", rows, near=1.0) == {0: "near-duplicate"}


def test_boilerplate_is_kept_once_or_not_at_all(tmp_path: Path) -> None:
    rows = [{"source": f"All rights reserved, page {n}.", "target": f"Все права защищены, с. {n}."} for n in range(8)]
    rows += [bead(n) for n in range(10)]
    rest = dict.fromkeys(range(1, 8), "boilerplate")
    assert dropped(tmp_path / "a", rows, boilerplate_documents=8) == rest
    assert dropped(tmp_path / "b", rows, boilerplate_documents=8, keep_boilerplate=False) == rest | {0: "boilerplate"}
    assert dropped(tmp_path / "c", rows, boilerplate_documents=9) == dict.fromkeys(range(1, 8), "near-duplicate")
    assert dropped(tmp_path / "d", rows, boilerplate_documents=8, near=None) == rest
    assert dropped(tmp_path / "e", rows, boilerplate_documents=9, near=None) == {}
    one_document = [row | {"document": "same"} for row in rows]
    assert "boilerplate" not in dropped(tmp_path / "f", one_document, boilerplate_documents=8).values()


def test_what_is_kept_instead_is_named(tmp_path: Path) -> None:
    rows = [bead(n % 7, confidence=n / 100) for n in range(21)]
    shards = written(tmp_path / "in", rows)
    made = decide(shards, tmp_path / "out")
    for path in made.files:
        for _, ident, _, reason, shard, row in pl.read_parquet(path).iter_rows():
            kept = pl.read_parquet(shards[shard])[row]
            assert reason == "duplicate"
            assert kept["position"][0] == row
            assert shard * 5 + row >= 14
            assert ident != kept["id"][0]
    assert made.counts == {"duplicate": 14, "near-duplicate": 0, "boilerplate": 0}


def test_marked(tmp_path: Path) -> None:
    shards = written(tmp_path / "in", [bead(1), bead(1, confidence=0.9), bead(2, kept=False), bead(3)])
    made = decide(shards, tmp_path / "out")
    frame = pl.read_parquet(shards[0])
    found = marked(frame, made.files[0])
    assert found["reasons"].to_list() == [["duplicate"], [], [], []]
    assert found["kept"].to_list() == [False, True, False, True]
    assert found.schema == frame.schema
    assert found["id"].to_list() == frame["id"].to_list()


def corpus(seed: int, count: int) -> list[dict[str, Any]]:
    draw = random.Random(seed)
    rows = []
    for number in range(count):
        row = bead(draw.randrange(count // 2), document=f"d{draw.randrange(count // 4)}", confidence=draw.random())
        change = draw.random()
        if change < 0.2:
            row["target"] += f" {number}"
        elif change < 0.4:
            row["source"] = f"Well {row['source']}"
        rows.append(row)
    return rows


def test_however_the_work_is_cut_the_outcome_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = corpus(3, 240)
    one = dropped(tmp_path / "one", rows, size=1000, boilerplate_documents=4)
    assert set(one.values()) == {"duplicate", "near-duplicate", "boilerplate"}
    assert dropped(tmp_path / "many", rows, size=7, boilerplate_documents=4) == one
    monkeypatch.setattr(sketches, "_BUCKET", 9)
    assert dropped(tmp_path / "buckets", rows, size=31, boilerplate_documents=4) == one


def test_workers_write_the_same_bytes(tmp_path: Path) -> None:
    shards = written(tmp_path / "in", corpus(4, 60), size=20)
    one = decide(shards, tmp_path / "one")
    with ProcessPool(2) as pool:
        two = decide(shards, tmp_path / "two", executor=pool)
    assert [path.read_bytes() for path in one.files] == [path.read_bytes() for path in two.files]
    assert [path.name for path in (tmp_path / "two").iterdir()] != []
    assert not [path for path in (tmp_path / "two").iterdir() if path.name.startswith(".")]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=16))
def test_nothing_equal_is_left_and_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[int, int, int]]
) -> None:
    rows = [
        {"source": sentence(ours, "en"), "target": sentence(theirs, "ru"), "confidence": score / 2}
        for ours, theirs, score in drawn
    ]
    gone = dropped(tmp_path_factory.mktemp("any"), rows, near=None, boilerplate_documents=0)
    left = [drawn[place] for place in range(len(drawn)) if place not in gone]
    assert len({theirs for _, theirs, _ in left}) == len(left)
    for theirs in {pair[1] for pair in drawn}:
        best = max(score for _, other, score in drawn if other == theirs)
        assert [score for _, other, score in left if other == theirs] == [best]


def test_what_cannot_be_used_is_refused(tmp_path: Path) -> None:
    shards = written(tmp_path / "in", [bead(1)])
    with pytest.raises(InputError, match="pair, source or target"):
        decide(shards, tmp_path / "out", by=["line"])
    with pytest.raises(InputError, match="from 0 to 1"):
        decide(shards, tmp_path / "out", near=1.5)
    with pytest.raises(InputError, match="no column"):
        decide(shards, tmp_path / "out", best=["filter.none"])
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(InputError, match=r"bad\.parquet"):
        decide([tmp_path / "bad.parquet"], tmp_path / "out")


def test_empty_shards_and_none(tmp_path: Path) -> None:
    shards = written(tmp_path / "in", [bead(1), bead(1)])
    empty = tmp_path / "in" / "empty.parquet"
    pl.read_parquet(shards[0]).clear().write_parquet(empty)
    assert reasons(decide([empty, shards[0], empty], tmp_path / "out"), 5) == {6: "duplicate"}
    assert decide([], tmp_path / "none").files == ()

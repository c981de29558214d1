from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from aligner.corpus.executors import ProcessPool
from aligner.corpus.leaks import check
from tests.corpus.beads import bead, sentence, written


def clean() -> list[dict[str, Any]]:
    names = ("train", "validation", "test")
    return [bead(number, document=f"{names[number % 3]} {number % 6}", split=names[number % 3]) for number in range(36)]


Plant = Callable[[Mapping[str, Any], Mapping[str, Any]], Mapping[str, Any]]


def both(row: Mapping[str, Any], before: str = "", after: str = "") -> dict[str, Any]:
    return {side: f"{before}{row[side]}{after}" for side in ("source", "target")}


PLANTS: dict[str, tuple[str, Plant]] = {
    "a pair": ("text", lambda row, there: {**row, **both(there)}),
    "in other marks": ("text", lambda row, there: {**row, **both(there, "«", "»!")}),
    "a source": ("text", lambda row, there: {**row, "source": there["source"]}),
    "a target": ("text", lambda row, there: {**row, "target": there["target"]}),
    "the other way round": (
        "text",
        lambda row, there: {
            **row,
            "source": there["target"],
            "target": there["source"],
            "source_language": "ru",
            "target_language": "en",
        },
    ),
    "other figures": ("figures", lambda row, there: {**row, **both(there, "", " 12")}),
    "a word more": ("near", lambda row, there: {**row, **both(there, "Then ")}),
    "a document": ("document", lambda row, there: {**row, "document": there["document"]}),
    "a revision": ("revision", lambda row, there: {**row, "revision": there["document"]}),
}


@pytest.mark.parametrize("name", PLANTS)
@pytest.mark.parametrize("places", [(0, 35), (35, 0), (0, 34), (1, 2)])
def test_a_planted_leak_is_found(tmp_path: Path, name: str, places: tuple[int, int]) -> None:
    kind, plant = PLANTS[name]
    rows = clean()
    here, there = places
    if kind == "figures":  # what has no figure is not equal to what has one
        rows[there] = {**rows[there], **both(rows[there], "", " 7")}
    rows[here] = dict(plant(rows[here], rows[there]))
    shards = written(tmp_path, rows)
    assert check(written(tmp_path / "clean", clean())) == []
    found = check(shards)
    assert kind in {leak.kind for leak in found}
    for leak in found:
        assert leak.splits[0] != leak.splits[1]
        for shard, row, ident in zip(leak.shards, leak.rows, leak.ids, strict=True):
            assert pl.read_parquet(shard)["id"][row] == ident
    if kind in ("text", "figures", "near"):
        places_found = {
            int(Path(shard).stem[-3:]) * 5 + row for shard, row in zip(found[0].shards, found[0].rows, strict=True)
        }
        assert places_found == {here, there}


def test_what_is_not_kept_or_in_no_split_does_not_leak(tmp_path: Path) -> None:
    rows = clean()
    rows[0] = {**rows[0], **both(rows[35]), "kept": False}
    rows[3] = {**rows[3], **both(rows[34]), "split": ""}
    assert check(written(tmp_path, rows)) == []


def test_the_check_does_not_trust_the_keys(tmp_path: Path) -> None:
    rows = clean()
    rows[0] = {**rows[0], **both(rows[35])}
    shards = written(tmp_path, rows)
    for shard in shards:
        frame = pl.read_parquet(shard)
        wrong = [
            pl.concat_str(pl.lit("0"), pl.col(name).str.slice(1)).alias(name) for name in ("source_key", "near_key")
        ]
        frame.with_columns(*wrong, pl.lit("f" * 16).alias("target_key")).write_parquet(shard)
    assert {leak.kind for leak in check(shards)} >= {"text"}


def test_short_texts_and_limits(tmp_path: Path) -> None:
    rows = [*clean(), {"source": "Yes.", "target": "Да.", "split": "test", "document": "test 2"}]
    rows += [{"source": "yes", "target": "да", "split": "train", "document": "train 0"}]
    found = check(written(tmp_path, rows))
    assert [leak.kind for leak in found] == ["text", "text", "figures"]
    assert len(check(written(tmp_path / "2", rows), most=2)) == 2
    assert "(train)" in str(found[0])
    assert "(test)" in str(found[0])


def test_near_may_be_left_out_and_workers_find_the_same(tmp_path: Path) -> None:
    rows = clean()
    rows[0] = {**rows[0], **both(rows[35], "Then ")}
    rows[4] = {**rows[4], "source": sentence(11, "en")}
    shards = written(tmp_path, rows)
    found = check(shards)
    assert {leak.kind for leak in found} == {"near", "text"}
    assert {leak.kind for leak in check(shards, near=None)} == {"text"}
    with ProcessPool(2) as pool:
        assert check(shards, executor=pool) == found

"""Samples: the same for a seed however beads lie in shards, spread over what is rare, and written as they are read."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from aligner.corpus.sample import render_sample, sample, write_sample
from aligner.errors import InputError
from tests.corpus import shards


def beads() -> list[dict[str, Any]]:
    rows = []
    for n in range(200):
        reasons = ["rare"] if n == 150 else ["copy", "ratio"] if n % 10 == 0 else []
        texts = (f"Sentence {n}.", f"الجملة {n}.") if n % 2 else (f"Sentence {n}.", f"Фраза {n}.")
        split = "test" if n % 25 == 0 else "train"
        rows.append(shards.record(n, "en", "ar" if n % 2 else "ru", texts, split=split, kept=not reasons))
        rows[-1]["reasons"] = reasons
    return rows


def test_a_sample_is_the_same_for_a_seed_however_beads_lie_in_shards(tmp_path: Path) -> None:
    rows = beads()
    one = sample(shards.write(tmp_path / "a", rows, size=200), 20, 1)
    many = sample(shards.write(tmp_path / "b", rows[::-1], size=7), 20, 1)
    assert one.height == 20
    assert one["id"].to_list() == many["id"].to_list()
    assert one.rows(named=True) == many.rows(named=True)
    other = sample(shards.write(tmp_path / "c", rows), 20, 2)
    assert set(one["id"]) != set(other["id"])


def test_rare_groups_are_drawn_whole_and_great_ones_evenly(tmp_path: Path) -> None:
    paths = shards.write(tmp_path, beads())
    drawn = sample(paths, 31, 1, by=("reason",))
    assert Counter(drawn["reason"]) == {"rare": 1, "copy": 15, "kept": 15}
    both = sample(paths, 40, 1, by=("reason", "pair"))
    kept = both.filter(reason="kept")
    assert Counter(kept["target_language"]).keys() == {"ar", "ru"}
    assert sample(paths, 10_000, 1).height == 200
    assert len(set(sample(paths, 10_000, 1)["id"])) == 200
    assert sample(paths, 12, 1, by=()).height == 12


def test_a_sample_has_all_columns_and_the_reason(tmp_path: Path) -> None:
    rows = {row["id"]: row for row in beads()}
    for row in sample(shards.write(tmp_path, list(rows.values())), 15, 3).iter_rows(named=True):
        reason = row.pop("reason")
        assert row == rows[row["id"]]
        assert reason == (row["reasons"][0] if row["reasons"] else "kept")


def test_what_is_asked_wrongly_is_told(tmp_path: Path) -> None:
    paths = shards.write(tmp_path, beads()[:3])
    with pytest.raises(InputError, match="cannot be spread by 'mood'"):
        sample(paths, 3, by=("mood",))
    with pytest.raises(InputError, match="one bead at least"):
        sample(paths, 0)
    with pytest.raises(InputError, match="no shard"):
        sample([], 3)
    with pytest.raises(InputError, match=r"\.tsv, \.jsonl, \.html"):
        write_sample(sample(paths, 2), tmp_path / "sample.docx")


def test_an_empty_corpus_gives_an_empty_sample(tmp_path: Path) -> None:
    import polars as pl

    pl.DataFrame(schema=shards.schema()).write_parquet(tmp_path / "none.parquet")
    none = sample([tmp_path / "none.parquet"], 5)
    assert none.height == 0
    for suffix in (".tsv", ".jsonl", ".html"):
        write_sample(none, tmp_path / f"none{suffix}")
    assert len((tmp_path / "none.tsv").read_text().splitlines()) == 1


def test_tsv_and_json_lines_are_read_back(tmp_path: Path) -> None:
    rows = beads()
    rows[0] |= {"source_text": 'A tab\there,\na line\x00 and a "quote".', "input": "a\tb"}
    drawn = sample(shards.write(tmp_path / "in", rows), 200)
    write_sample(drawn, tmp_path / "s.tsv")
    with (tmp_path / "s.tsv").open(encoding="utf-8", newline="") as file:
        told = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(told) == 201
    assert {len(line) for line in told} == {len(told[0])}
    odd = next(line for line in told if "quote" in line[5])
    assert odd[5] == 'A tab here, a line and a "quote".'
    write_sample(drawn, tmp_path / "s.jsonl")
    lines = (tmp_path / "s.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    assert [json.loads(line)["id"] for line in lines] == drawn["id"].to_list()
    assert {json.loads(line)["source_text"] for line in lines} == {row["source_text"] for row in rows}


def test_the_page_shows_reasons_escapes_texts_and_keeps_directions(tmp_path: Path) -> None:
    rows = beads()[:20]
    rows[1] |= {"source_text": "<script>alert(1)</script>", "input": "<b>"}
    rows[3] |= {"target_text": "Осталось по-русски, а не так."}
    rows[5] |= {"source_language": "xx"}
    page = render_sample(sample(shards.write(tmp_path, rows), 20), title="<i>")
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;i&gt;" in page
    assert '<td role="cell" class="text" lang="ar" dir="rtl">الجملة 7.</td>' in page
    assert '<td role="cell" class="text" lang="" dir="auto">Осталось' in page
    assert page.count('class="note flag"') == 4  # two beads with two reasons
    assert page.count(' flagged"') == 2

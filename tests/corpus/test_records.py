"""Records: joined sides, one key for what reads the same, and shards whose bytes depend on their rows alone."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner import bitext
from aligner.bitext import Bitext
from aligner.corpus import records
from tests.corpus.building import beads


def record(source: str, target: str, **more: Any) -> dict[str, Any]:
    frame = Bitext.of(beads("a.txt", 0, 1)).frame()
    frame = frame.with_columns(
        source=pl.lit([source]), target=pl.lit([target]), **{k: pl.lit(v) for k, v in more.items()}
    )
    return records.from_bitext(frame, input="i", licence="MIT", place="a.txt:1").row(0, named=True)


def test_a_record_is_the_bitext_and_where_it_came_from() -> None:
    frame = Bitext.of(beads("a.txt", 0, 3)).frame()
    made = records.from_bitext(frame, input="talks", licence="CC0-1.0", place=pl.format("a:{}", "line"))
    assert dict(made.schema) == records.schema()
    assert made.select(list(bitext.schema())).equals(frame)
    assert made["place"].to_list() == ["a:1", "a:2", "a:3"]
    assert set(made["input"]) == {"talks"}
    assert set(made["licence"]) == {"CC0-1.0"}
    assert made["kept"].all()
    assert (made["source_text"] == frame["source"].list.join(" ")).all()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Он придёт в 12:00.", "он придет, в «12 00»"),
        ("عادت ١٢ عائلة مُحَمَّد", "عادت 12 عائلة محمد"),
        ("إدارة أحمد", "ادارة احمد"),
        ("The ﬁrst — day", "the first-day!"),
    ],
)
def test_what_reads_the_same_has_the_same_key(one: str, other: str) -> None:
    first, second = record(one, "да"), record(other, "Да.")
    assert first["pair_key"] == second["pair_key"]
    assert first["source_key"] == second["source_key"]
    assert first["target_key"] == second["target_key"]


@pytest.mark.parametrize(("one", "other"), [("мой", "мои"), ("кафе", "каве"), ("5 men", "6 men"), ("***", "!!!")])
def test_what_reads_otherwise_has_another_key(one: str, other: str) -> None:
    assert record(one, "да")["source_key"] != record(other, "да")["source_key"]


def test_figures_are_masked_in_the_near_key_alone() -> None:
    one, other = record("He had 5 cars.", "У него 5 машин."), record("He had 12 cars.", "У него 12 машин.")
    assert one["near_key"] == other["near_key"]
    assert one["pair_key"] != other["pair_key"]


def test_keys_are_the_same_for_ever() -> None:
    """They stand in corpora and ledgers: a change of them is a change of the format."""
    assert record("He left, 5!", "Он ушёл.")["source_key"] == "59c92b2d622e77a3"


def test_beads_without_a_text_and_those_an_editor_rejected_are_not_kept() -> None:
    assert record("Only here.", " ")["reasons"] == ["no-text"]
    assert record("He left.", "Он ушёл.", state="rejected")["reasons"] == ["editor"]
    assert not record("Only here.", " ", state="rejected")["kept"]
    frame = Bitext.of(beads("a.txt", 0, 1)).frame().with_columns(target=pl.lit([], pl.List(pl.String)))
    made = records.from_bitext(frame, input="i", licence="", place="x")
    assert made["target_text"].to_list() == [""]
    assert made["reasons"].to_list() == [["no-text"]]


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_no_character_is_lost(text: str) -> None:
    found = record(text, text)
    assert found["source_text"] == unicodedata.normalize("NFC", text)
    assert found["source"] == [text]
    assert len(found["pair_key"]) == 16


def test_shards_of_equal_rows_are_equal_bytes(tmp_path: Path) -> None:
    frame = Bitext.of(beads("a.txt", 0, 40)).frame()
    made = records.from_bitext(frame, input="i", licence="", place="x")
    records.write_shard(made, tmp_path / "one.parquet")
    records.write_shard(pl.concat([made.slice(n, 7) for n in range(0, 40, 7)], rechunk=False), tmp_path / "two.parquet")
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()
    assert pl.read_parquet(tmp_path / "one.parquet").equals(made)

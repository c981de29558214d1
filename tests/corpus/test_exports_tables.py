"""Parquet for Hugging Face and JSON lines: all that a record holds, and a card that says what is there."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from aligner.bitext import Bitext
from aligner.corpus.exports import Options, export
from tests.corpus import shards


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    return shards.write(tmp_path / "in", shards.records())


def test_parquet_files_are_cut_at_the_number_of_rows_and_named_by_their_number(
    paths: list[Path], tmp_path: Path
) -> None:
    export(paths, tmp_path / "out", "huggingface", options=Options(rows=6))
    files = sorted((tmp_path / "out/en-ru").glob("train-*"))
    assert [file.name for file in files] == [f"train-{n:05d}-of-00004.parquet" for n in range(4)]
    frames = [pl.read_parquet(file) for file in files]
    assert [frame.height for frame in frames] == [6, 6, 6, 2]
    rows = [r for r in shards.records() if r["kept"] and r["split"] == "train" and r["id"].endswith("en-ru")]
    together = pl.concat(frames)
    assert together["id"].to_list() == [row["id"] for row in rows]
    assert together["translation"].to_list() == [{"en": row["source_text"], "ru": row["target_text"]} for row in rows]
    assert together["terms"].to_list() == [row["terms"] for row in rows]
    assert shards.FILTER in together.columns


def test_the_card_names_every_configuration_split_and_licence(paths: list[Path], tmp_path: Path) -> None:
    yaml = pytest.importorskip("yaml", reason="the card's head is read back with PyYAML: install it to test the card")
    export(paths, tmp_path / "out", "huggingface", options=Options(title='News: "reports" & more'))
    text = (tmp_path / "out/README.md").read_text()
    head = yaml.safe_load(text.split("---\n")[1])
    assert head["pretty_name"] == 'News: "reports" & more'
    assert head["language"] == ["ar", "en", "ru"]
    assert head["license"] == ["cc-by-4.0", "unknown"]
    assert head["size_categories"] == ["n<1K"]
    for one in head["configs"]:
        assert [part["split"] for part in one["data_files"]] == ["train", "validation", "test"]
        for part in one["data_files"]:
            assert list((tmp_path / "out").glob(part["path"]))
    features = {one["config_name"]: {f["name"]: f for f in one["features"]} for one in head["dataset_info"]}
    assert features["ru-ar"]["translation"]["dtype"] == {"translation": {"languages": ["ru", "ar"]}}
    columns = pl.scan_parquet(tmp_path / "out/ru-ar/train-00000-of-00001.parquet").collect_schema().names()
    assert list(features["ru-ar"]) == columns
    assert "| English | Arabic | 9 | 1 | 1 |" in text


def test_json_lines_hold_the_whole_record_and_read_as_a_bitext(paths: list[Path], tmp_path: Path) -> None:
    export(paths, tmp_path / "out", "jsonl")
    path = tmp_path / "out/corpus.train.en-ru.jsonl"
    rows = [r for r in shards.records() if r["kept"] and r["split"] == "train" and r["id"].endswith("en-ru")]
    lines = path.read_text(encoding="utf-8").splitlines()  # which ends lines at U+2028 too
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        read = json.loads(line)
        assert read.pop("translation") == {"en": row["source_text"], "ru": row["target_text"]}
        assert read == row
    beads = Bitext.read(path).beads
    assert [bead.source_text for bead in beads] == [" ".join(row["source"]) for row in rows]
    assert beads[0].terms[0].concept == "homs"

"""The card as Hugging Face's own library and a reader of YAML read it, and texts that try to be markup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aligner.corpus.card import render_card, write_card
from aligner.corpus.exports import export
from aligner.corpus.hub import hub_licence, size_category
from aligner.corpus.signature import signature
from aligner.corpus.statistics import Statistics, statistics
from tests.corpus import shards


@pytest.fixture
def found(tmp_path: Path) -> Statistics:
    return statistics(shards.write(tmp_path / "in", shards.records()), name='News: "reports" & more', seed=3)


def head(card: str) -> Any:
    yaml = pytest.importorskip("yaml", reason="the card's head is read back with PyYAML: install it to test the card")
    start, text, _ = card.split("---\n", 2)
    assert start == ""
    return yaml.safe_load(text)


def test_the_head_says_languages_licences_size_and_files(found: Statistics) -> None:
    told = head(render_card(found, data="hub"))
    assert told["pretty_name"] == 'News: "reports" & more'
    assert told["language"] == ["ar", "en", "ru"]
    assert told["license"] == ["cc-by-4.0", "unknown"]
    assert told["size_categories"] == ["n<1K"]
    assert told["task_categories"] == ["translation"]
    first = told["configs"][0]
    assert first["config_name"] == "en-ar"
    assert first["data_files"][0] == {"split": "train", "path": "hub/en-ar/train-*.parquet"}
    assert "configs" not in head(render_card(found, data=None))


def test_the_files_that_the_head_names_are_those_of_the_export(found: Statistics, tmp_path: Path) -> None:
    export(sorted((tmp_path / "in").glob("*")), tmp_path / "out" / "hub", "huggingface")
    write_card(found, tmp_path / "out", data="hub")
    card = (tmp_path / "out/README.md").read_text("utf-8")
    paths = [part["path"] for one in head(card)["configs"] for part in one["data_files"]]
    held = {(cell.pair, cell.split) for cell in found.cells if cell.kept}
    assert len(paths) == len(held)
    for path in paths:
        assert list((tmp_path / "out").glob(path)), path


def test_the_card_is_read_by_the_hub_s_own_library(found: Statistics) -> None:
    hub = pytest.importorskip("huggingface_hub", reason="install huggingface_hub to read the card back with it")
    card = hub.DatasetCard(render_card(found))
    assert card.data.language == ["ar", "en", "ru"]
    assert card.data.license == ["cc-by-4.0", "unknown"]
    assert card.data.configs[0]["config_name"] == "en-ar"
    assert signature(found) in card.text


def test_datasets_loads_the_splits_by_the_card(found: Statistics, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets", reason="install datasets to load the corpus by its card")
    export(sorted((tmp_path / "in").glob("*")), tmp_path / "out" / "hub", "huggingface")
    write_card(found, tmp_path / "out", data="hub")
    loaded = datasets.load_dataset(str(tmp_path / "out"), "en-ar", cache_dir=str(tmp_path / "cache"))
    held = {cell.split: cell.kept for cell in found.cells if cell.pair == "en-ar" and cell.kept}
    assert {name: part.num_rows for name, part in loaded.items()} == held


def test_the_body_says_numbers_biases_and_reasons_in_plain_words(found: Statistics) -> None:
    card = render_card(found)
    assert "| English to Arabic | 9 | 1 | 1 |" in card
    assert "| length | 3 | 3 |" in card
    for bias in found.biases:
        assert f"- {bias.text}" in card
    assert 'load_dataset(".", "en-ar")' in card


def test_names_from_outside_are_no_markup(tmp_path: Path) -> None:
    hostile = "---\nlicense: mit\n---\n# <script>alert(1)</script> [x](http://evil) | `a` \u202e www.evil.org"
    rows = [shards.record(0, "en", "ru", ("One.", "Раз."), input=hostile, licence=hostile, kept=False)]
    rows.append(shards.record(1, "en", "ru", ("Two.", "Два."), input=hostile, licence=hostile, engine=hostile))
    rows[0]["reasons"] = [hostile]
    found = statistics(shards.write(tmp_path, rows), name=hostile)
    card = render_card(found)
    assert head(card)["pretty_name"] == hostile
    assert head(card)["license"] == ["other"]
    body = card.split("---\n", 2)[2]
    assert not any(line.startswith("---") for line in body.splitlines())
    for bad in ("<script>", "[x](", "http://", "\u202e", "www.evil"):
        assert bad not in body
    tables = [line for line in body.splitlines() if line.startswith("| ") and "script" in line]
    assert len(tables) >= 4
    for line in tables:
        assert line.replace("\\|", "").count("|") in (3, 4)


def test_sizes_and_licences_have_the_hub_s_names() -> None:
    assert [size_category(n) for n in (0, 999, 1000, 10**7, 10**12)] == [
        "n<1K", "n<1K", "1K<n<10K", "10M<n<100M", "n>1T"]  # fmt: skip
    assert [hub_licence(name) for name in ("CC-BY-4.0", "", "ours alone")] == ["cc-by-4.0", "unknown", "other"]


def test_an_empty_corpus_has_a_card(tmp_path: Path) -> None:
    rows = [shards.record(0, "en", "ru", ("One.", "Раз."), kept=False)]
    card = render_card(statistics(shards.write(tmp_path, rows)))
    assert "configs" not in head(card)
    assert "nothing to train on" in card


def test_a_corpus_without_splits_is_all_train_and_loose_beads_are_in_no_file(tmp_path: Path) -> None:
    rows = [shards.record(n, "en", "ru" if n else "ar", ("One.", "Раз."), split="") for n in range(3)]
    told = head(render_card(statistics(shards.write(tmp_path / "a", rows))))
    assert [[part["split"] for part in one["data_files"]] for one in told["configs"]] == [["train"], ["train"]]
    rows[1]["split"] = "test"
    card = render_card(statistics(shards.write(tmp_path / "b", rows)))
    assert [(one["config_name"], one["data_files"]) for one in head(card)["configs"]] == [
        ("en-ru", [{"split": "test", "path": "en-ru/test-*.parquet"}])
    ]
    assert "| English to Arabic | 0 | 0 | 0 | 1 |" in card


def test_names_in_arabic_keep_to_themselves(tmp_path: Path) -> None:
    rows = [shards.record(n, "en", "ar", ("One.", "واحد."), input="تقارير (2024)") for n in range(3)]
    card = render_card(statistics(shards.write(tmp_path, rows), name="مدونة"))
    assert "| \u2068تقارير (2024)\u2069 | 3 |" in card
    assert "# \u2068مدونة\u2069" in card

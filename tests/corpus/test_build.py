"""Builds: the same bytes however many workers and kills there were, no work done twice, shares, and what is refused."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from aligner.corpus.build import Share, Summary, build
from aligner.corpus.config import read_config
from aligner.corpus.executors import open_executor
from aligner.corpus.inputs import Tools
from aligner.corpus.publish import finished
from aligner.corpus.records import schema
from aligner.errors import InputError
from tests.corpus.building import CONFIG, bitexts, contents, desk, moses, rows

ROOT = Path(__file__).parents[2]
SMALL = CONFIG.replace("seed = 7", "seed = 7\nshard = 40")


def built(config: Path, workers: int = 1, **more: object) -> Summary:
    with open_executor("processes", workers) as executor:
        return build(read_config(config), Tools(), executor=executor, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a finished build, which no test may change."""
    folder = tmp_path_factory.mktemp("reference")
    built(desk(folder, SMALL))
    return folder / "news"


def elsewhere(reference: Path, folder: Path) -> Path:
    """The same inputs and configuration in another place."""
    shutil.copytree(reference.parent, folder, ignore=shutil.ignore_patterns("news"), dirs_exist_ok=True)
    return folder / "corpus.toml"


def test_a_build_holds_records_that_say_what_became_of_them(reference: Path) -> None:
    found = rows(reference)
    record, shards = finished(reference)
    names = record["filters"]["names"]
    assert dict(found.schema) == schema(names)
    assert found.height == record["beads"] == 6 * 3 * 7 + 120 + 30
    assert all(pl.read_parquet(shard).height <= 40 for shard in shards)
    assert found.select("input", "id").n_unique() == found.height
    assert (found["kept"] == (found["reasons"].list.len() == 0)).all()
    kept = found.filter("kept")
    assert 0 < kept.height < found.height
    assert set(kept["split"]) == {"train", "validation", "test"}
    assert kept["pair_key"].n_unique() == kept.height
    assert "duplicate" in record["reasons"]
    assert (kept["component"] != "").all()
    for path, about in record["shards"].items():
        assert pl.read_parquet(reference / path).height == about["beads"]


def test_no_document_stands_on_two_sides(reference: Path) -> None:
    kept = rows(reference).filter("kept")
    assert kept.group_by("document").agg(pl.col("split").n_unique())["split"].max() == 1


def test_reports_and_exports_are_beside_the_beads(reference: Path) -> None:
    record, _ = finished(reference)
    for name in ("README.md", "report.html", "statistics.json", "signature.txt", "splits.ledger"):
        assert (reference / name).is_file(), name
    assert record["signature"] == (reference / "signature.txt").read_text().strip()
    assert set(record["exports"]) == {"moses", "argos"}
    kept = rows(reference).filter(pl.col("kept"), split="train", source_language="en", target_language="ru")
    lines = (reference / "exports" / "moses" / "news.train.en-ru.en").read_text(encoding="utf-8").splitlines()
    assert lines == kept["source_text"].to_list()


@pytest.mark.parametrize("workers", [2, 4])
def test_workers_make_no_difference_to_any_byte(reference: Path, tmp_path: Path, workers: int) -> None:
    summary = built(elsewhere(reference, tmp_path), workers)
    assert summary.done > 8
    assert contents(tmp_path / "news") == contents(reference)


def test_another_seed_splits_otherwise(reference: Path, tmp_path: Path) -> None:
    config = elsewhere(reference, tmp_path)
    config.write_text(config.read_text().replace("seed = 7", "seed = 8"))
    built(config)
    ours, theirs = (rows(folder).select("id", "split", "kept") for folder in (tmp_path / "news", reference))
    assert not ours.equals(theirs)


def test_a_second_build_does_nothing(reference: Path, tmp_path: Path) -> None:
    config = elsewhere(reference, tmp_path)
    first = built(config)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "news" / "beads").iterdir()}
    again = built(config)
    assert (again.done, again.skipped) == (0, first.done)
    assert (again.beads, again.kept, again.splits) == (first.beads, first.kept, first.splits)
    assert again.signature == first.signature
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "news" / "beads").iterdir()} == before


def test_only_what_a_change_has_an_effect_on_is_done_again(reference: Path, tmp_path: Path) -> None:
    config = elsewhere(reference, tmp_path)
    built(config)
    text = config.read_text()
    config.write_text(text + '\n[[export]]\nformat = "tsv"\n')
    assert built(config).done == 1
    config.write_text(text)
    built(config)
    assert not (tmp_path / "news" / "exports" / "tsv").exists()
    assert contents(tmp_path / "news") == contents(reference)
    (tmp_path / "news" / "exports" / "moses" / "news.train.en-ru.en").unlink()
    (tmp_path / "news" / "README.md").unlink()
    shutil.rmtree(tmp_path / "news" / "beads")
    built(config)
    assert contents(tmp_path / "news") == contents(reference)
    part = next((tmp_path / "news" / ".work" / "finish").iterdir()) / "shard.parquet"
    part.write_bytes(part.read_bytes()[:100])  # damaged: it is made again
    built(config)
    assert contents(tmp_path / "news") == contents(reference)


def test_a_growing_corpus_keeps_what_it_has_read_and_never_moves_a_bead_to_train(
    reference: Path, tmp_path: Path
) -> None:
    config = elsewhere(reference, tmp_path)
    built(config)
    old = rows(tmp_path / "news").filter("kept").select("input", "id", "split")
    bitexts(tmp_path / "more", files=8, documents=4, size=6)
    moses(tmp_path / "more", lines=200, first=4900)
    more = '\n[[input]]\nname = "late"\nkind = "moses"\npath = "more"\n'
    config.write_text(config.read_text() + more)
    summary = built(config)
    assert summary.skipped >= 3  # what was read before
    new = rows(tmp_path / "news").filter("kept").select("input", "id", "split")
    both = old.join(new, on=["input", "id"], suffix="_new")
    moved = both.filter((pl.col("split") != "train") & (pl.col("split_new") == "train"))
    assert both.height > 100
    assert moved.height == 0


def test_ids_are_there_once_when_a_document_is_in_several_files(tmp_path: Path) -> None:
    config = desk(tmp_path)
    shutil.copy(tmp_path / "bitexts" / "part-00.jsonl", tmp_path / "bitexts" / "part-77.jsonl")
    built(config)
    found = rows(tmp_path / "news")
    assert found.select("input", "id").n_unique() == found.height
    assert found.filter(input="bitexts")["id"].str.contains("@part-77.jsonl").any()
    assert not found.filter(input="pairs")["id"].str.contains("@").any()


# Shares


def test_shares_of_several_processes_make_the_same_build(reference: Path, tmp_path: Path) -> None:
    config = elsewhere(reference, tmp_path)
    first = [built(config, share=Share(n, 3)) for n in (1, 2, 3)]
    assert "read" in first[0].waiting
    second = [built(config, share=Share(n, 3)) for n in (1, 2, 3)]
    assert "aligner corpus split" in second[2].waiting
    assert not (tmp_path / "news" / "manifest.json").exists()
    assert built(config, until="split").splits
    third = [built(config, share=Share(n, 3)) for n in (1, 2, 3)]
    assert "without --shard" in third[2].waiting
    last = built(config)
    assert last.skipped > last.done
    assert contents(tmp_path / "news") == contents(reference)


def test_a_build_waits_for_nobody_and_shares_go_side_by_side(tmp_path: Path) -> None:
    config = read_config(desk(tmp_path))
    from aligner.corpus.manifest import Store

    with Store(config.output / ".work").locked(), pytest.raises(InputError, match="another build is at work there"):
        build(config, Tools())
    with Store(config.output / ".work").locked(shared=True):
        assert build(config, Tools(), share=Share(1, 2)).done
        with pytest.raises(InputError, match="another build is at work there"):
            build(config, Tools())


# What goes wrong


def test_a_fault_in_an_input_leaves_nothing_half_written_and_goes_on_when_it_is_mended(
    reference: Path, tmp_path: Path
) -> None:
    config = elsewhere(reference, tmp_path)
    path = tmp_path / "pairs" / "news.en-ru.ru"
    whole = path.read_text(encoding="utf-8")
    path.write_text("".join(whole.splitlines(keepends=True)[:-1]), encoding="utf-8")
    with pytest.raises(InputError, match=r"news\.en-ru\.ru: has 119 lines and news\.en-ru\.en has more"):
        built(config)
    left = {path.name for path in (tmp_path / "news").iterdir()}
    assert left == {".work"}
    assert not list((tmp_path / "news" / ".work").rglob("*.part"))
    path.write_text(whole, encoding="utf-8")
    built(config, 2)
    assert contents(tmp_path / "news") == contents(reference)


def test_a_file_that_is_in_the_way_is_left_alone(tmp_path: Path) -> None:
    config = desk(tmp_path)
    (tmp_path / "news" / "beads").mkdir(parents=True)
    (tmp_path / "news" / "beads" / "mine.txt").write_text("x")
    with pytest.raises(InputError, match=r"mine\.txt: is in the way"):
        built(config)
    assert (tmp_path / "news" / "beads" / "mine.txt").read_text() == "x"


def test_inputs_without_a_bead(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n")
    (tmp_path / "corpus.toml").write_text('[[input]]\nkind = "bitext"\npath = "a.jsonl"\n')
    with pytest.raises(InputError, match="not one bead"):
        built(tmp_path / "corpus.toml")
    with pytest.raises(InputError, match="holds no finished corpus"):
        finished(tmp_path / "corpus")


def test_reports_of_which_nothing_can_be_aligned_without_the_command_line(tmp_path: Path) -> None:
    config = read_config(desk(tmp_path))
    versions = replace(config.inputs[0], kind="versions")
    with pytest.raises(InputError, match="cannot be aligned from here"):
        build(replace(config, inputs=(versions,)), Tools())


# Kills

KILLS = 20


def start(config: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "aligner", "corpus", "build", str(config), "--workers", "2", "--quiet"]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE)


@pytest.mark.slow
def test_twenty_kills_at_random_moments_change_no_byte(reference: Path, tmp_path: Path) -> None:
    """Builds in two processes are killed and called again; what comes out is what came out undisturbed."""
    config = elsewhere(reference, tmp_path)
    out = tmp_path / "news"
    rng = random.Random(20)
    began = time.monotonic()
    with start(config) as process:
        assert process.wait() == 0
    whole = time.monotonic() - began
    kills, stages = 0, set()
    while kills < KILLS:
        shutil.rmtree(out, ignore_errors=True)
        for _ in range(4):  # four kills of one build, then it may end
            with start(config) as process:
                try:
                    process.wait(rng.uniform(0.1, whole))
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    kills += 1
            if (out / ".work").is_dir():
                done = [path.parent.name for path in (out / ".work").glob("*/*/receipt.json")]
                stages.add(done[-1] if done else "none")
        with start(config) as process:
            _, said = process.communicate()
        assert process.returncode == 0, said.decode()
        assert contents(out) == contents(reference)
        assert not list(out.rglob("*.part"))
    assert len(stages) > 1, f"the kills hit one stage only: {stages}"


def test_the_manifest_says_nothing_of_this_machine(reference: Path) -> None:
    text = (reference / "manifest.json").read_text()
    assert str(reference.parent) not in text
    assert json.loads(text)["schema_version"] == 1

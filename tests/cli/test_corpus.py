"""`aligner corpus` as a person at a shell meets it: real processes, their files, output and exit status."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import polars as pl
import pytest

from aligner.translation.memory import MachineEntry, Memory
from tests.aligned.texts import RU, save
from tests.cli.test_translate import aligner
from tests.corpus.building import CONFIG, contents, desk, rows

_ROOT = str(Path(__file__).parents[2])


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder where the commands are given."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH")))))
    return tmp_path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a finished corpus `news`, which no test may change."""
    folder = tmp_path_factory.mktemp("made")
    env = {**os.environ, "PYTHONPATH": _ROOT}
    command = [sys.executable, "-m", "aligner", "corpus", "build", str(desk(folder)), "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert told["stage"] == "build"
    assert told["beads"] == 276
    assert set(told["exports"]) == {"moses", "argos"}
    return folder


def test_a_build_of_reports_and_a_memory(place: Path) -> None:
    (place / "reports").mkdir()
    save(place / "reports")
    (place / "reports" / "alone.en.txt").write_text("Nobody translated this report.\n", encoding="utf-8")
    with Memory(place / "tm.sqlite") as memory:
        memory.store(
            "en", "ru", "toy-1", "beam", "", {"He left.": MachineEntry("Он ушел."), "He ran.": MachineEntry("Бег.")}
        )
        memory.approve("en", "ru", "He left.", "Он ушёл из города.", editor="Лена", document="talks")
        memory.approve("en", "ru", "He left.", "Он уехал.", editor="Лена", when="2020-01-01T00:00:00Z")
    (place / "corpus.toml").write_text(
        '[[input]]\nkind = "versions"\npath = "reports"\n\n'
        '[[input]]\nname = "tm"\nkind = "memory"\npath = "tm.sqlite"\nmachine = true\nlicence = "MIT"\n'
    )
    ran = aligner("corpus", "build", "corpus.toml", "--workers", "2")
    assert ran.returncode == 1, ran.stderr
    assert "alone.en.txt" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert ran.stdout.splitlines()[-1].strip().startswith("aligner-corpus|")
    found = rows(place / "corpus")
    aligned = found.filter(input="reports")
    assert set(aligned["origin"]) == {"aligned"}
    assert {"en-ar", "en-ru"} <= set(
        aligned.select(pl.concat_str("source_language", pl.lit("-"), "target_language")).to_series()
    )
    kept = (
        found.filter(input="tm")
        .sort("source_text")
        .select("source_text", "target_text", "origin", "state", "editor")
        .rows()
    )
    assert kept == [
        ("He left.", "Он ушёл из города.", "human", "accepted", "Лена"),
        ("He ran.", "Бег.", "machine", "draft", ""),
    ]
    assert found.filter(editor="Лена")["document"].to_list() == ["talks"]
    again = aligner("corpus", "build", "corpus.toml")
    assert "all there already" in again.stdout
    assert aligner("corpus", "leaks", "corpus").returncode == 0


def test_reports_of_which_some_are_refused(place: Path) -> None:
    (place / "reports").mkdir()
    save(place / "reports")
    for code in ("en", "ru"):
        (place / "reports" / f"odd.{code}.txt").write_text(RU, encoding="utf-8")
    (place / "corpus.toml").write_text('[[input]]\nkind = "versions"\npath = "reports"\n')
    ran = aligner("corpus", "build", "corpus.toml", "--json")
    assert ran.returncode == 1
    assert "odd.en.txt: is in Russian, not in English" in ran.stderr
    told = json.loads(ran.stdout)
    assert list(told["refused"]) == ["odd"]
    assert told["beads"] > 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "corpus.toml: cannot be read: No such file or directory"),
        ("[corpus]\nsede = 1\n", "corpus.toml: [corpus] sede: unknown key: did you mean 'seed'?"),
        ('[[input]]\nkind = "tmx"\npath = "none.tmx"\n', "none.tmx: there is no such file or folder (input 'none')"),
        ('[[input]]\nkind = "tmx"\npath = "bad.tmx"\n', "bad.tmx:1: not TMX: its first element is 'html'"),
        ('[[input]]\nkind = "memory"\npath = "bad.tmx"\n', "not a"),
    ],
)
def test_what_cannot_be_used_is_one_line_and_nothing_is_left(place: Path, text: str | None, said: str) -> None:
    (place / "bad.tmx").write_text("<html/>" * 200)
    if text is not None:
        (place / "corpus.toml").write_text(text)
    ran = aligner("corpus", "build", "corpus.toml")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert len(ran.stderr.splitlines()) == 1
    assert said in ran.stderr
    assert not list(place.rglob("*.parquet"))
    assert not list(place.rglob("*.part"))


@pytest.mark.parametrize("share", ["0/3", "4/3", "3", "x/y", "1/"])
def test_a_share_that_is_none(place: Path, share: str) -> None:
    ran = aligner("corpus", "build", "corpus.toml", "--shard", share)
    assert ran.returncode == 2
    assert "is no share: write 3/100" in ran.stderr


def test_stages_one_by_one_and_shares_end_in_the_same_corpus(place: Path, made: Path) -> None:
    desk(place)
    filtered = aligner("corpus", "filter", "corpus.toml", "--shard", "1/2")
    assert "for other shares" in filtered.stdout
    assert aligner("corpus", "filter", "corpus.toml", "--shard", "2/2").returncode == 0
    told = json.loads(aligner("corpus", "filter", "corpus.toml", "--json").stdout)
    assert told["stage"] == "filter"
    assert told["kept"] < told["beads"]
    kept = told["kept"]
    told = json.loads(aligner("corpus", "dedupe", "corpus.toml", "--json").stdout)
    assert told["reasons"]["duplicate"] > 0
    assert told["kept"] < kept
    told = json.loads(aligner("corpus", "split", "corpus.toml", "--json").stdout)
    assert set(told["splits"]) == {"train", "validation", "test"}
    told = json.loads(aligner("corpus", "build", "corpus.toml", "--workers", "1", "--json").stdout)
    assert told["kept"] == sum(told["splits"].values())
    assert contents(place / "news") == contents(made / "news")


def test_what_a_corpus_holds(made: Path) -> None:
    ran = aligner("corpus", "stats", str(made / "news"))
    assert ran.returncode == 0
    assert ran.stdout.startswith("276 beads, ")
    assert "CC-BY-4.0" in ran.stdout
    told = json.loads(aligner("corpus", "stats", str(made / "news"), "--json").stdout)
    assert told["beads"] == 276
    ran = aligner("corpus", "sample", str(made / "news"), "-n", "5")
    assert len([line for line in ran.stdout.splitlines() if line.startswith("  ")]) == 10
    assert ran.stdout == aligner("corpus", "sample", str(made / "news"), "-n", "5").stdout


def test_a_sample_to_a_file_and_one_more_export(place: Path, made: Path) -> None:
    assert aligner("corpus", "sample", str(made / "news"), "-o", "look.html").returncode == 0
    assert (place / "look.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    listed = aligner("corpus", "export", "--formats")
    assert listed.returncode == 0
    assert "huggingface" in listed.stdout
    ran = aligner(
        "corpus",
        "export",
        str(made / "news"),
        "--format",
        "tsv",
        "-o",
        "out",
        "--pair",
        "en-ru",
        "--split",
        "test",
        "--json",
    )
    told = json.loads(ran.stdout)
    assert told["beads"] == sum(told["parts"].values()) > 0
    assert set(told["parts"]) == {"en-ru test"}
    ran = aligner("corpus", "export", str(made / "news"), "--format", "tvs", "-o", "more")
    assert ran.returncode == 2
    assert not (place / "more").exists()
    assert aligner("corpus", "export", str(place), "--format", "tsv", "-o", "more").returncode == 2


def test_what_another_build_changed(place: Path, made: Path) -> None:
    desk(place, CONFIG.replace("[filters]", '[filters]\nskip = ["learnt", "length"]'), lines=110)
    assert aligner("corpus", "build", "corpus.toml").returncode == 0
    ran = aligner("corpus", "diff", str(made / "news"), "news")
    assert ran.returncode == 1
    told = json.loads(aligner("corpus", "diff", str(made / "news"), "news", "--json").stdout)
    assert told["inputs"]["pairs"]["removed"] == 10
    same = aligner("corpus", "diff", "news", "news")
    assert (same.returncode, "no difference" in same.stdout) == (0, True)


def test_a_corpus_with_a_leak_is_told(place: Path, made: Path) -> None:
    from shutil import copytree

    copytree(made / "news", place / "news")
    assert aligner("corpus", "leaks", "news").returncode == 0
    shard = min((place / "news" / "beads").iterdir())
    frame = pl.read_parquet(shard)
    moved = pl.when(pl.int_range(pl.len()) % 2 == 0).then(pl.lit("test")).otherwise(pl.lit("train"))
    frame.with_columns(pl.when("kept").then(moved).otherwise("split").alias("split")).write_parquet(
        shard.with_suffix(".new")
    )
    shard.unlink()
    shard.with_suffix(".new").rename(shard)
    ran = aligner("corpus", "leaks", "news")
    assert ran.returncode == 1
    assert "document: " in ran.stdout


def test_a_bar_is_drawn_on_a_terminal_and_nowhere_else(place: Path) -> None:
    desk(place)
    command = [sys.executable, "-m", "aligner", "corpus", "build", "corpus.toml", "--workers", "1"]
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=slave) as process:
        os.close(slave)
        drawn = b""
        while True:
            try:
                piece = os.read(master, 4096)
            except OSError:
                break
            if not piece:
                break
            drawn += piece
        assert process.wait() == 0
    os.close(master)
    assert b"filtering" in drawn
    assert b"parts" in drawn
    assert aligner("corpus", "build", "corpus.toml").stderr == ""


def test_an_interrupted_build_says_how_to_go_on(place: Path, made: Path) -> None:
    desk(place)
    command = [sys.executable, "-m", "aligner", "corpus", "build", "corpus.toml", "--workers", "2"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    deadline = time.monotonic() + 30
    while not list((place / "news").glob(".work/read/*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: workers get it, too
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130, said.decode()
    assert said.decode().splitlines()[-1] == "aligner: interrupted; the same command goes on from here"
    assert aligner("corpus", "build", "corpus.toml").returncode == 0
    assert contents(place / "news") == contents(made / "news")


def test_help_imports_nothing_heavy() -> None:
    from tests.cli.test_start import HEAVY, imported

    for arguments in (["corpus", "--help"], ["corpus", "build", "--help"], ["corpus", "stats", "--help"]):
        code = f"from aligner.cli import main\ntry: main({arguments!r})\nexcept SystemExit as e: assert e.code == 0"
        assert imported(code, HEAVY) == []

"""What docs/corpus.md shows works: from a folder of reports to a trained model, every command in turn."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_docs import ROOT

PAGE = ROOT / "docs" / "corpus.md"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the page supposes it: reports in three languages, the configuration that it shows, and another."""
    for code in ("en", "ar", "ru"):
        shutil.copytree(ROOT / "docs" / "samples" / code, tmp_path / "reports" / code)
    shown = re.search(r"^```toml\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert shown
    (tmp_path / "corpus.toml").write_text(shown[1], encoding="utf-8")
    stricter = shown[1].replace('name = "news"', 'name = "stricter"') + "\n[filters.learnt]\nleast = 0.5\n"
    (tmp_path / "stricter.toml").write_text(stricter, encoding="utf-8")
    (tmp_path / "note.txt").write_text("The delegation visited the council on Friday.\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commands() -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


@pytest.mark.slow
def test_every_command_of_the_page_runs_and_a_model_comes_of_it(desk: Path) -> None:
    pytest.importorskip("torch")
    lines = commands()
    assert len(lines) >= 18
    for line in lines:
        words = shlex.split(line)
        if words[0] == "python":
            command = [sys.executable, str(ROOT / words[1]), *words[2:], "--threads", "1"]
        else:
            assert words[0] == "aligner", line
            command = [sys.executable, "-m", *words]
        ran = subprocess.run(command, capture_output=True, text=True, cwd=desk, check=False)
        assert ran.returncode in (0, 1), f"{line}: {ran.stderr}"
        assert ran.returncode == 0 or words[:3] in (
            ["aligner", "corpus", "diff"],
            ["aligner", "translate", "note.txt"],
        ), line
        assert "Traceback" not in ran.stderr, line
    assert (desk / "toy" / "translate-en_ru-0_1.argosmodel").is_file()
    results = json.loads((desk / "toy" / "results.json").read_text())["pairs"]["en-ru"]
    assert results["train"] > 80
    assert results["test"]["sentences"] > 0
    assert (desk / "out" / "note.ru.txt").read_text(encoding="utf-8").strip()
    assert (desk / "look.html").is_file()


def test_the_folder_of_a_corpus_is_as_the_page_shows_it(desk: Path) -> None:
    command = [sys.executable, "-m", "aligner", "corpus", "build", "corpus.toml"]
    subprocess.run(command, capture_output=True, cwd=desk, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    tree = re.search(r"^```text\nnews/\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert tree
    shown = {line.split()[0].rstrip("/") for line in tree[1].splitlines()}
    there = {path.name for path in (desk / "news").iterdir()} - {"exports"} | {"exports/argos"}
    assert there == shown


def test_the_page_names_every_key_kind_and_column() -> None:
    from aligner.corpus import config, records

    text = PAGE.read_text(encoding="utf-8")
    for kind in config.KINDS:
        assert f"| `{kind}` |" in text
    for name in (
        "seed",
        "shard",
        "near",
        "by",
        "ledger",
        "protect",
        "encoder",
        "lexicon",
        "block",
        "header",
        "machine",
    ):
        assert f"`{name}" in text, name
    from aligner import bitext

    for column in records.schema():
        assert column in bitext.schema() or f"`{column}`" in text, column

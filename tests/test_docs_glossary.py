"""docs/glossary.md shows what really comes out: its commands are run in order, and what they print is compared.

ALIGNER_UPDATE_DOCS=1 writes the real output into the page instead, for a person to read before it is committed.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "glossary.md"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
SECONDS = re.compile(r"\(\d+\.\d s(, [\d.]+ sentences a second)?\)")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the samples, the demo packages and the command."""
    shutil.copytree(ROOT / "docs" / "samples", tmp_path / "samples")
    shutil.copytree(ROOT / "glossaries", tmp_path / "shipped")
    command = tmp_path / "bin" / "aligner"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -c "from aligner.cli import main; main()" "$@"\n')
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("ALIGNER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("USER", "hind")
    monkeypatch.chdir(tmp_path)
    subprocess.run(["aligner", "models", "install", "demo"], check=True, capture_output=True)
    return tmp_path


def steady(text: str) -> str:
    """The text without what differs from run to run."""
    return SECONDS.sub("(1.0 s)", WHEN.sub("2026-11-22T10:00:00Z", text))


def ran(block: str, desk: Path) -> str:
    """The block with what its commands print now."""
    lines = []
    for command in [line for line in block.splitlines() if line.startswith("$ ")]:
        done = subprocess.run(
            ["bash", "-c", command[2:]], capture_output=True, cwd=desk, check=False, text=True, encoding="utf-8"
        )
        assert "Traceback" not in done.stderr and done.returncode in (0, 1, 2), f"{command}: {done.stderr}"
        lines += [command, *steady(done.stdout + done.stderr).rstrip("\n").splitlines()]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def test_the_page_shows_what_comes_out(desk: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    fresh = BLOCK.sub(lambda block: f"```console\n{ran(block[1], desk)}```", page)
    if os.environ.get("ALIGNER_UPDATE_DOCS"):
        PAGE.write_text(fresh, encoding="utf-8")
    assert BLOCK.findall(PAGE.read_text(encoding="utf-8")) == BLOCK.findall(fresh)
    assert len(BLOCK.findall(page)) >= 10

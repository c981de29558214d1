"""Running `aligner glossary` in a folder of its own, with an empty folder glossaries in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from aligner.cli import main

__all__ = ["Run", "runner"]


class Run:
    """Calls the command line and gives what it printed."""

    class Ran(NamedTuple):
        status: int
        out: str
        err: str

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self._captured = captured

    def __call__(self, *arguments: str) -> Run.Ran:
        with pytest.raises(SystemExit) as ended:
            main(["glossary", *arguments])
        out, err = self._captured.readouterr()
        return Run.Ran(int(ended.value.code or 0), out, err)


def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALIGNER_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("ALIGNER_GLOSSARY", raising=False)
    (tmp_path / "glossaries").mkdir()
    yield Run(capsys)

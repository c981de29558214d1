"""The command line starts quickly: what is heavy is not imported before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("polars", "ctranslate2", "sentencepiece", "numpy", "stanza", "torch", "argostranslate", "sacremoses", "tqdm")
_REPORT = "import sys; print(*[name for name in {names!r} if name in sys.modules])"


def imported(code: str, names: tuple[str, ...]) -> list[str]:
    """Which of the modules are there after the code has run in a new interpreter."""
    command = [sys.executable, "-c", f"{code}\n{_REPORT.format(names=names)}"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return ran.stdout.splitlines()[-1].split() if ran.stdout.splitlines() else []


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["translate", "--help"], ["models", "--help"], ["align", "--help"]]
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = f"from aligner.cli import main\ntry: main({arguments!r})\nexcept SystemExit as e: assert e.code == 0"
    assert imported(code, HEAVY) == []


def test_translating_needs_neither_torch_nor_stanza_nor_argostranslate(toy: Path) -> None:
    code = f"import aligner; print(aligner.translate('Talks.', 'ar', source='en', engine={str(toy)!r}))"
    there = imported(code, HEAVY)
    assert "ctranslate2" in there
    assert not {"torch", "stanza", "argostranslate", "spacy", "sacremoses"} & set(there)


def test_the_public_names_are_there() -> None:
    import aligner

    for name in aligner.__all__:
        assert getattr(aligner, name) is not None
    with pytest.raises(AttributeError):
        aligner.nothing  # noqa: B018


@pytest.mark.parametrize("arguments", [[], ["models"], ["memory"]])
def test_a_group_without_a_command_shows_its_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    from aligner.cli import main

    with pytest.raises(SystemExit) as ended:
        main(arguments)
    shown = capsys.readouterr().err
    assert ended.value.code == 2
    assert shown.startswith("Usage: aligner")
    assert "\n  list" in shown or "\n  translate" in shown or "\n  find" in shown


def test_python_m_aligner() -> None:
    ran = subprocess.run([sys.executable, "-m", "aligner", "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("aligner")


def test_a_bug_is_called_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from aligner.cli import cli, main

    def broken(*given: object, **more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "main", broken)
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 70
    assert "this is a bug" in capsys.readouterr().err

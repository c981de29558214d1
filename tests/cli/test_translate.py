"""`aligner translate` as a person at a shell meets it: real processes, their output and exit status."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

TEXT = "The president met the ambassador in Geneva.\n\nThe spokesman criticised the agreement in Cairo.\n"


def aligner(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "aligner", *map(str, arguments)]
    ran = subprocess.run(command, input=stdin, capture_output=True, timeout=120, check=False)
    return subprocess.CompletedProcess(command, ran.returncode, ran.stdout.decode(), ran.stderr.decode())


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "talks.txt").write_text(TEXT, encoding="utf-8")
    return folder


def test_a_folder(reports: Path, tmp_path: Path, toy: Path) -> None:
    ran = aligner("translate", reports, "--to", "ar", "-o", tmp_path / "out", "--engine", toy)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "1 translation in" in ran.stdout
    assert "en → ar" in ran.stdout
    text = (tmp_path / "out" / "talks.ar.txt").read_text(encoding="utf-8")
    assert text == "التقى الرئيس السفير في جنيف.\n\nانتقد المتحدث الاتفاق في القاهرة.\n"


def test_standard_input_to_standard_output(toy: Path) -> None:
    ran = aligner("translate", "-", "--from", "en", "--to", "ar", "--engine", toy, stdin=TEXT.encode())
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "التقى الرئيس السفير في جنيف.\n\nانتقد المتحدث الاتفاق في القاهرة.\n"


def test_the_summary_as_json(reports: Path, tmp_path: Path, toy: Path) -> None:
    ran = aligner("translate", reports, "--to", "ar", "-o", tmp_path / "out", "--engine", toy, "--json")
    summary = json.loads(ran.stdout)
    assert (summary["schema_version"], summary["reports"], summary["segments"], summary["flagged"]) == (1, 1, 2, 0)


def test_a_dry_run_writes_nothing(reports: Path, tmp_path: Path, toy: Path) -> None:
    ran = aligner("translate", reports, "--to", "ar", "-o", tmp_path / "out", "--engine", toy, "--dry-run")
    assert ran.returncode == 0
    assert "talks.txt: en → ar, 2 segments, 14 words, 2 new" in ran.stdout
    assert not (tmp_path / "out").exists()


def test_flags_give_exit_status_1_and_are_named(tmp_path: Path, toy: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("The president met 37 workers in Geneva.\n", encoding="utf-8")
    ran = aligner("translate", folder, "--from", "en", "--to", "ar", "-o", tmp_path / "out", "--engine", toy)
    assert ran.returncode == 1
    assert "1 flagged for an editor" in ran.stdout
    stdin = aligner("translate", "-", "--from", "en", "--to", "ar", "--engine", toy, stdin=b"He met 37 workers.")
    assert stdin.returncode == 1
    assert "line 1: numbers" in stdin.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["translate", "missing.txt", "--to", "ar", "-o", "out"], "missing.txt: no such file or folder"),
        (["translate", "picture.png", "--to", "ar", "-o", "out"], "picture.png"),
        (["translate", "a.txt", "--to", "ar"], "--output"),
        (["translate", "a.txt", "--to", "fr", "-o", "out"], "'fr'"),
        (["translate", "a.txt", "-o", "out"], "--to"),
        (["translate", "a.txt", "--to", "ar", "-o", "out", "--engine", "nothing"], "no engine 'nothing'"),
        (["translate", "a.txt", "--to", "ru", "--from", "en", "-o", "out"], "aligner models install en-ru"),
        (["translate", "empty", "--to", "ar", "-o", "out"], "no reports found"),
        (["translate", "a.txt", "--to", "ar", "-o", "a.txt"], "a.txt"),
        (["translate", "a.txt", "--to", "ar", "-o", "out", "--memory", "notsqlite"], "notsqlite"),
        (["nonsense"], "nonsense"),
        (["translate", "a.txt", "--to", "ar", "--wrong"], "--wrong"),
        (["translate", "-", "a.txt", "--to", "ar"], "standard input"),
        (["translate", "-", "--to", "ar", "--to", "ru"], "one --to"),
        (["translate", "unclear.txt", "--to", "ar", "-o", "out", "--engine", "TOY"], "--from"),
        (["translate", "latin1.txt", "--from", "en", "--to", "ar", "-o", "out", "--engine", "TOY"], "latin1.txt"),
    ],
)
def test_bad_input_is_one_line_and_exit_status_2(
    arguments: list[str], said: str, tmp_path: Path, toy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "unclear.txt").write_text("Zzz qqq.\n", encoding="utf-8")
    (tmp_path / "latin1.txt").write_bytes(b"The caf\xe9 in Geneva was closed.\n")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "notsqlite").write_bytes(b"not a database, but a file of some length" * 50)
    (tmp_path / "empty").mkdir()
    ran = aligner(*[str(toy) if argument == "TOY" else argument for argument in arguments], stdin=b"Hello there.")
    assert ran.returncode == 2
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    if ran.stderr.startswith("aligner: "):
        assert ran.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").glob("*.txt"))


def test_ctrl_c_says_that_it_goes_on(tmp_path: Path, toy: Path) -> None:
    from tests.translation.test_job import make_reports

    folder = make_reports(tmp_path / "reports", 400, size=20)
    command = [sys.executable, "-m", "aligner", "translate", folder, "--from", "en", "--to", "ar", "--engine", toy]
    command += ["-o", tmp_path / "out", "--memory", tmp_path / "memory"]
    child = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    waited = time.monotonic()
    while not (tmp_path / "out" / ".aligner" / "ledger.jsonl").exists() and time.monotonic() - waited < 60:
        time.sleep(0.01)
    time.sleep(0.3)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert child.returncode == 130, said.decode()
    assert "goes on from here" in said.decode()
    assert "Traceback" not in said.decode()
    assert not list((tmp_path / "out").rglob("*.part"))


def test_a_bar_on_a_terminal_only(reports: Path, tmp_path: Path, toy: Path) -> None:
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, 120))
    command = [sys.executable, "-m", "aligner", "translate", reports, "--to", "ar", "-o", tmp_path / "out"]
    child = subprocess.Popen([*map(str, command), "--engine", str(toy)], stdout=subprocess.DEVNULL, stderr=slave)
    os.close(slave)
    shown = b""
    while True:
        try:
            chunk = os.read(master, 4096)
        except OSError:  # the other end is closed
            break
        if not chunk:
            break
        shown += chunk
    os.close(master)
    assert child.wait() == 0
    assert "en → ar" in shown.decode(errors="replace")
    assert "1 of 1 reports" in shown.decode(errors="replace")


def test_output_may_be_cut_off(toy: Path) -> None:
    command = f"{sys.executable} -m aligner translate - --from en --to ar --engine {toy} | head -c 1"
    ran = subprocess.run(command, shell=True, input=TEXT.encode() * 200, capture_output=True, check=False)
    assert b"Traceback" not in ran.stderr

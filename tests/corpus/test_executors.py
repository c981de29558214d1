"""Executors: results in order, errors in one line, and workers that end when whoever started them is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from aligner.corpus.executors import EXECUTORS, InProcess, ProcessPool, open_executor
from aligner.errors import InputError, MissingExtra

ROOT = Path(__file__).parents[2]


def slow_square(number: int) -> int:
    time.sleep(0.05 * (number % 3))
    return number * number


def refusing(number: int) -> int:
    if number == 2:
        raise MissingExtra("the second", "nothing>=1")
    return number


def full(number: int) -> int:
    raise OSError(28, "No space left on device", f"/disk/{number}")


def killed(number: int) -> int:
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def threads(number: int) -> str:
    return os.environ["POLARS_MAX_THREADS"]


@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_the_order_of_the_tasks(workers: int) -> None:
    tasks: Sequence[int] = range(7)
    with open_executor("processes", workers) as executor:
        assert list(executor.map(slow_square, tasks)) == [n * n for n in tasks]
        assert list(executor.map(slow_square, [])) == []
        assert list(executor.map(slow_square, [5])) == [25]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_worker_refuses_is_said_in_one_line(workers: int) -> None:
    with (
        pytest.raises(InputError, match="the second needs nothing>=1"),
        open_executor("processes", workers) as executor,
    ):
        list(executor.map(refusing, range(4)))
    with pytest.raises(InputError, match="/disk/0: No space left"), open_executor("processes", workers) as executor:
        list(executor.map(full, range(1)))


def test_a_killed_worker_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(InputError, match="goes on from here; try fewer --workers"), ProcessPool(2) as executor:
        list(executor.map(killed, range(4)))


def test_workers_share_the_cores() -> None:
    with ProcessPool(2) as executor:
        assert set(executor.map(threads, range(2))) == {str(max(1, len(os.sched_getaffinity(0)) // 2))}


def test_one_worker_is_this_process() -> None:
    assert isinstance(open_executor("processes", 1), InProcess)


def test_an_unknown_executor_and_one_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="no executor is called 'slurm': use one of processes, ray"):
        open_executor("slurm", 2)
    monkeypatch.setitem(EXECUTORS, "absent", "aligner_has_no_such_module:X")
    with pytest.raises(MissingExtra, match=r"needs aligner\[absent\]: install it"):
        open_executor("absent", 2)
    with pytest.raises(InputError, match="one worker at least"):
        open_executor("processes", 0)


SLEEPER = """
import sys, time
sys.path.insert(0, {root!r})
from tests.corpus.test_executors import told
from aligner.corpus.executors import ProcessPool
if __name__ == "__main__":
    with ProcessPool(2) as executor:
        list(executor.map(told, [{folder!r}] * 2))
"""


def told(folder: str) -> None:
    Path(folder, str(os.getpid())).touch()
    time.sleep(60)


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    (tmp_path / "pids").mkdir()
    script = tmp_path / "sleeper.py"
    script.write_text(SLEEPER.format(root=str(ROOT), folder=str(tmp_path / "pids")))
    with subprocess.Popen([sys.executable, str(script)], env={**os.environ, "PYTHONPATH": str(ROOT)}) as parent:
        deadline = time.monotonic() + 30
        while len(list((tmp_path / "pids").iterdir())) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        workers = [int(path.name) for path in (tmp_path / "pids").iterdir()]
        assert len(workers) == 2
        parent.kill()
    deadline = time.monotonic() + 10
    while any(alive(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(alive(pid) for pid in workers)


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"

"""Ray: a real cluster of two workers makes the same bytes, and workers that are killed lose nothing."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from aligner.corpus import ray_executor
from aligner.corpus.build import build
from aligner.corpus.config import read_config
from aligner.corpus.executors import open_executor
from aligner.corpus.inputs import Tools
from aligner.errors import InputError
from tests.corpus.building import CONFIG, contents, desk
from tests.corpus.test_executors import refusing, slow_square

pytestmark = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed")

ROOT = Path(__file__).parents[2]
SMALL = CONFIG.replace("seed = 7", "seed = 7\nshard = 40")


@pytest.fixture(scope="module")
def cluster() -> Iterator[ray_executor.RayExecutor]:
    """Two workers on this machine, of an executor that stays open."""
    with ray_executor.RayExecutor(2) as executor:
        yield executor


def two(executor: ray_executor.RayExecutor) -> set[int]:
    """The processes of both workers, when the second is there, too."""
    deadline = time.monotonic() + 60
    while len(found := set(pids(executor))) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(found) == 2
    return found


def pids(executor: ray_executor.RayExecutor) -> list[int]:
    return list(executor.map(own_pid, range(6)))


def own_pid(number: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def settings(number: int) -> tuple[str, str]:
    return os.environ["POLARS_MAX_THREADS"], str(Path.cwd())


def killed_once(folder: str) -> int:
    """The first worker that does this is killed in the middle."""
    try:
        (Path(folder) / "begun").touch(exist_ok=False)
    except FileExistsError:
        return os.getpid()
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def always_killed(folder: str) -> None:
    with (Path(folder) / "tries").open("a") as tries:
        tries.write("x")
    os.kill(os.getpid(), signal.SIGKILL)


def bug(number: int) -> int:
    return 1 // (number - 1)


def test_results_come_in_order_from_two_processes_of_one_core_each(cluster: ray_executor.RayExecutor) -> None:
    assert list(cluster.map(slow_square, range(7))) == [n * n for n in range(7)]
    assert list(cluster.map(slow_square, [])) == []
    found = two(cluster)
    assert os.getpid() not in found
    assert set(pids(cluster)) == found  # they keep what they have loaded
    cores = len(os.sched_getaffinity(0))
    assert set(cluster.map(settings, range(4))) == {(str(max(1, cores // 2)), str(Path.cwd()))}


def test_a_task_whose_worker_is_killed_is_done_by_another(cluster: ray_executor.RayExecutor, tmp_path: Path) -> None:
    before = two(cluster)
    results = list(cluster.map(killed_once, [str(tmp_path)] * 3))
    assert all(results)
    after = two(cluster)
    assert len(after & before) == 1


def test_a_task_that_kills_every_worker_is_refused_and_the_cluster_still_works(
    cluster: ray_executor.RayExecutor, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="4 workers that did the same task were killed, perhaps for want of memory"):
        list(cluster.map(always_killed, [str(tmp_path)]))
    assert (tmp_path / "tries").read_text() == "x" * 4
    assert list(cluster.map(slow_square, [3])) == [9]


def test_what_a_worker_refuses_is_one_line_and_a_bug_is_itself(cluster: ray_executor.RayExecutor) -> None:
    with pytest.raises(InputError, match="the second needs nothing>=1"):
        list(cluster.map(refusing, range(4)))
    with pytest.raises(ZeroDivisionError):
        list(cluster.map(bug, range(3)))
    assert list(cluster.map(slow_square, range(3))) == [0, 1, 4]


def test_a_build_on_ray_has_the_bytes_of_one_and_of_two_processes_though_workers_are_killed(
    cluster: ray_executor.RayExecutor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every tenth call of a task kills its worker in the middle of it, its file half written."""
    made = {}
    for name in ("one", "two", "ray", "killed"):
        config = read_config(desk(tmp_path / name, SMALL))
        if name in ("one", "two"):
            with open_executor("processes", 1 if name == "one" else 2) as executor:
                summary = build(config, Tools(), executor=executor)
        else:
            with monkeypatch.context() as patched:
                if name == "killed":
                    (tmp_path / "calls").mkdir()
                    patched.setattr("aligner.corpus.build.perform", Murderous(str(tmp_path / "calls")))
                summary = build(config, Tools(), executor=cluster)
        assert summary.stage == "build"
        made[name] = contents(tmp_path / name / "news")
    assert len(made["one"]) > 10
    assert made["one"] == made["two"] == made["ray"] == made["killed"]
    assert len(list((tmp_path / "calls").glob("killed-*"))) >= 3


class Murderous:
    """`perform`, but for workers that are killed when they have written something and nothing is finished."""

    def __init__(self, folder: str) -> None:
        self.folder, self.driver = folder, os.getpid()

    def __call__(self, task):  # type: ignore[no-untyped-def]
        from aligner.corpus.manifest import perform

        calls = Path(self.folder)
        number = len(list(calls.glob("call-*")))
        (calls / f"call-{number}-{os.getpid()}").touch()
        if os.getpid() != self.driver and number % 5 == 2 and not (calls / f"killed-{task.key}").exists():
            (calls / f"killed-{task.key}").touch()
            half = Path(task.store) / task.stage / f".{task.key}.half.part"
            half.mkdir(parents=True, exist_ok=True)
            (half / "shard.parquet").write_bytes(b"PAR1")
            os.kill(os.getpid(), signal.SIGKILL)
        return perform(task)


def test_a_build_that_was_interrupted_is_taken_up_by_ray_and_the_other_way_round(
    cluster: ray_executor.RayExecutor, tmp_path: Path
) -> None:
    reference = desk(tmp_path / "reference", SMALL)
    first = build(read_config(reference), Tools())
    config = read_config(desk(tmp_path / "here", SMALL))
    begun = build(config, Tools(), executor=cluster, until="filter")
    assert 0 < begun.done < first.done
    shutil.rmtree(next((config.output / ".work" / "filter").iterdir()))
    rest = build(config, Tools())
    assert rest.skipped == begun.done - 1
    assert rest.done + rest.skipped == first.done
    assert contents(config.output) == contents(tmp_path / "reference" / "news")
    again = build(config, Tools(), executor=cluster)
    assert (again.done, again.skipped) == (0, first.done)


def test_a_machine_with_another_release_or_without_the_folder_is_refused(
    cluster: ray_executor.RayExecutor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = ray_executor._versions()
    assert ray_executor._unfit(str(Path.cwd()), here) is None
    other = ray_executor._unfit(str(Path.cwd()), ("0123456789abcdef", here[1]))
    assert other is not None
    assert "install the same on all machines of the cluster" in other.message
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone_too = str(gone)
    monkeypatch.chdir(tmp_path)
    gone.rmdir()
    absent = ray_executor._unfit(gone_too, here)
    assert absent is not None
    assert "all machines of the cluster must see the same folders" in absent.message


def test_what_is_no_address() -> None:
    for address in ("ray://head:10001", "head", "head:", "http://head:1/", "auto x"):
        with pytest.raises(InputError, match="is no address of a cluster: write auto, or HOST:PORT of its head"):
            open_executor("ray", None, address)
    with pytest.raises(InputError, match="an address is that of a cluster"):
        open_executor("processes", 2, "auto")

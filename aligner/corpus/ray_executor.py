"""Tasks on a Ray cluster: this machine as one, or the cluster at an address that the user names.

Ray is handed the names of files, never beads: actors read and write a disk that all machines see. So Ray Data is not
used: it would take the beads through its own store and in its own order, where the bytes are to be the same, and the
receipts on the disk are what a build goes on from, whatever became of the cluster.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module, metadata, util
from pathlib import Path
from typing import Any, Self, TypeVar

from aligner.corpus.executors import Failure, guarded, result_of
from aligner.corpus.manifest import code_version
from aligner.errors import InputError

__all__ = ["RayExecutor"]

T = TypeVar("T")
R = TypeVar("R")

ATTEMPTS = 4  # at a task whose workers are killed: a task that kills them all is no accident
PATIENCE = 600.0  # seconds without any worker: clusters that grow by themselves take minutes
_STARTS = 3
_STORE = 100 << 20  # bytes of Ray's own memory: nothing but names of files and receipts goes through it


class Worker:
    """An actor: one process that keeps what its tasks have loaded, the models above all."""

    def __init__(self, folder: str, versions: tuple[str, ...], threads: int) -> None:
        for name in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
            os.environ[name] = str(threads)  # nothing heavy is imported yet
        self._unfit = _unfit(folder, versions)

    def ready(self) -> Failure | None:
        """Why tasks cannot be done here; None where they can."""
        return self._unfit

    def call(self, function: Callable[[T], R], task: T) -> R | Failure:
        """Do a task."""
        return guarded(function, task)


def _unfit(folder: str, versions: tuple[str, ...]) -> Failure | None:
    where = os.uname().nodename
    if (found := _versions()) != versions:
        told = f"aligner {found[0]} and polars {found[1]}, here {versions[0]} and {versions[1]}"
        return Failure(f"{where}: there is {told}: install the same on all machines of the cluster")
    try:
        os.chdir(folder)
    except OSError as error:
        return Failure(f"{where}: {folder}: {error.strerror}: all machines of the cluster must see the same folders")
    return None


def _lock() -> None:
    """Let nobody but us talk to the cluster of this process: whoever can may run anything here.

    Where the caller has imported Ray already, Ray itself does so, with a token that it leaves in the home folder.
    """
    ours = "ray" not in sys.modules
    if ours and not {"RAY_AUTH_MODE", "RAY_AUTH_TOKEN", "RAY_AUTH_TOKEN_PATH"} & {*os.environ}:
        os.environ["RAY_AUTH_MODE"], os.environ["RAY_AUTH_TOKEN"] = "token", secrets.token_hex(32)


def _hush() -> None:
    """Ray tells of workers that died on standard output, whatever it is asked, and there stands what the user asked."""
    place = sys.modules.get("ray._private.worker")
    if hasattr(place, "_worker_logs_enabled"):
        place._worker_logs_enabled = False  # type: ignore[union-attr]


def _versions() -> tuple[str, ...]:
    """What the bytes depend on besides the task."""
    return code_version(), metadata.version("polars")


@dataclass
class _Member:
    """A worker, as the executor sees it."""

    actor: Any
    waits: Any  # for what Ray gives: that it is ready, or what a task came to; None: it is idle
    place: int | None = None  # of the task that it does


class RayExecutor:
    """So many actors of one core each. A worker that is killed is replaced, and its task done by another."""

    def __init__(self, workers: int | None = None, address: str = "") -> None:
        """`workers`: None for all cores of the cluster. `address`: "auto", HOST:PORT, or "" for this machine alone.

        Nothing is started before there is something to do. ModuleNotFoundError where Ray is not installed,
        InputError for what is no address.
        """
        if address and not re.fullmatch(r"auto|[\w.-]+:\d{1,5}|\[[\da-fA-F:.]+\]:\d{1,5}", address):
            raise InputError(f"{address!r} is no address of a cluster: write auto, or HOST:PORT of its head")
        if util.find_spec("ray") is None:
            raise ModuleNotFoundError("No module named 'ray'", name="ray")
        self.workers, self.address = workers, address
        self._ray: Any = None
        self._theirs = False  # the caller's own connection, which stays
        self._folder: str | None = None  # of Ray's own files
        self._members: list[_Member] = []

    def map(self, function: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R]:
        """The results in the order of the tasks. InputError where a task loses its worker again and again."""
        if not tasks:
            return
        self._start()
        waiting = deque(range(len(tasks)))
        attempts = [0] * len(tasks)
        given = 0
        outcomes: dict[int, R | Failure] = {}
        try:
            while given < len(tasks):
                self._hire(len(waiting))
                for member in self._members:
                    if member.waits is None and waiting:
                        member.place = waiting.popleft()
                        attempts[member.place] += 1
                        member.waits = member.actor.call.remote(function, tasks[member.place])
                for member in self._answers():
                    self._take(member, outcomes, waiting, attempts)
                while given in outcomes:
                    yield result_of(outcomes.pop(given))
                    given += 1
        finally:
            for member in [member for member in self._members if member.place is not None]:
                self._dismiss(member)  # nobody waits for what is under way

    def _take(self, member: _Member, outcomes: dict[int, Any], waiting: deque[int], attempts: Sequence[int]) -> None:
        """What a worker has to say: that it is ready, what a task came to, or that it is gone."""
        try:
            outcome = self._ray.get(member.waits)
        except self._ray.exceptions.RayTaskError:  # a bug, with its traceback
            raise
        except self._ray.exceptions.RayError as error:
            place = member.place
            self._dismiss(member)
            if place is not None:
                if attempts[place] >= ATTEMPTS:
                    message = f"{ATTEMPTS} workers that did the same task were killed, perhaps for want of memory"
                    raise InputError(f"{message}: the same command goes on from here, try fewer --workers") from error
                waiting.appendleft(place)
            return
        if member.place is None:
            result_of(outcome)
        else:
            outcomes[member.place] = outcome
        member.waits = member.place = None

    def _answers(self) -> list[_Member]:
        """The workers that have something to say, at least one. InputError where none comes to be."""
        busy = {member.waits: member for member in self._members if member.waits is not None}
        at_work = any(member.place is not None for member in busy.values())
        ready, _ = self._ray.wait([*busy], num_returns=1, timeout=None if at_work else PATIENCE)
        if not ready:
            message = f"no worker of the cluster was free within {PATIENCE:.0f} seconds"
            raise InputError(f"{message}: wait for what else runs there, or name another --address")
        more, _ = self._ray.wait([*busy], num_returns=len(busy), timeout=0)
        return [busy[one] for one in {*ready, *more}]

    def _hire(self, tasks: int) -> None:
        """Have a worker for each task that waits, as far as there are to be so many."""
        idle = sum(member.place is None for member in self._members)
        wanted = min(self._most(), len(self._members) - idle + tasks)
        while len(self._members) < wanted:
            actor = self._actor.remote(str(Path.cwd()), _versions(), self._threads)
            self._members.append(_Member(actor, actor.ready.remote()))

    def _most(self) -> int:
        """How many workers there are at most; a cluster may grow meanwhile."""
        cores = int(self._ray.cluster_resources().get("CPU", 0))
        return max(1, self.workers or cores)

    def _dismiss(self, member: _Member) -> None:
        self._members.remove(member)
        self._ray.kill(member.actor)

    def _start(self) -> None:
        """Connect to the cluster, or start one on this machine."""
        if self._ray is not None:
            return
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # before Ray is imported: nothing is told to anybody
        if not self.address:
            _lock()
        ray = import_module("ray")
        self._theirs = ray.is_initialized()
        cores = len(os.sched_getaffinity(0))
        self._threads = 1
        try:
            if self._theirs:
                pass
            elif self.address:
                ray.init(address=self.address, log_to_driver=False, logging_level="ERROR")
            else:
                count = self.workers or cores
                self._threads = max(1, cores // count)
                self._begin(ray, count)
        except Exception as error:  # Ray raises no class of its own here
            self._clear()
            where = f"at {self.address}" if self.address else "on this machine"
            reason = str(error).strip().partition("\n")[0]
            raise InputError(f"no Ray cluster {where}: {reason}") from error
        if not self._theirs:
            _hush()
        self._ray = ray
        # An actor that is lost is replaced by us: Ray would have calls wait for it where others are idle.
        self._actor = ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(Worker)

    def _begin(self, ray: Any, count: int) -> None:
        """Start a cluster on this machine; again where it took longer than Ray waits, on a busy one."""
        for left in reversed(range(_STARTS)):
            self._folder = tempfile.mkdtemp(prefix="ray-")
            try:
                # "local": an address in the environment is not ours to follow
                ray.init(
                    address="local", num_cpus=count, num_gpus=0, object_store_memory=_STORE, include_dashboard=False,
                    log_to_driver=False, logging_level="ERROR", _temp_dir=self._folder,
                )  # fmt: skip
                return
            except Exception:
                ray.shutdown()
                self._clear()
                if not left:
                    raise

    def _clear(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if self._ray is None:
            return
        for member in [*self._members]:
            self._dismiss(member)
        if not self._theirs:
            self._ray.shutdown()
        self._ray = None
        self._clear()

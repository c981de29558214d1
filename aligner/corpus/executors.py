"""Where tasks run: in this process, in a pool of processes, or on an engine that spreads them over machines.

An executor is handed a function of a module and small tasks that name files; it gives the results in the order of the
tasks. What a task writes does not depend on where it ran.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait
from types import TracebackType
from typing import Protocol, Self, TypeVar

from aligner.errors import AlignerError, InputError, MissingExtra

__all__ = ["EXECUTORS", "Executor", "Failure", "InProcess", "ProcessPool", "guarded", "open_executor", "result_of"]

T = TypeVar("T")
R = TypeVar("R")

# name -> module and class; a class is called with the number of workers, and an address where one is given. A module is
# imported when it is asked for.
EXECUTORS = {
    "processes": "aligner.corpus.executors:ProcessPool",
    "ray": "aligner.corpus.ray_executor:RayExecutor",
}


class Executor(Protocol):
    """Runs tasks; a context, at whose end its workers are gone."""

    def map(self, function: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R]:
        """The results in the order of the tasks. AlignerError as the first task that fails says it."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


@dataclass(frozen=True)
class Failure:
    """An error that Aligner knows, on its way out of a worker: its message, for not every error can be pickled."""

    message: str


def guarded(function: Callable[[T], R], task: T) -> R | Failure:
    """Call the function in a worker; what it refuses becomes a Failure."""
    try:
        return function(task)
    except AlignerError as error:
        return Failure(str(error))
    except OSError as error:  # a full disk, a folder that went away
        return Failure(f"{error.filename or 'writing'}: {error.strerror or error}")


def result_of(outcome: R | Failure) -> R:
    """What a worker gave. InputError where it failed."""
    if isinstance(outcome, Failure):
        raise InputError(outcome.message)
    return outcome


class InProcess:
    """One task after the other, here."""

    def map(self, function: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R]:
        """The results in the order of the tasks."""
        for task in tasks:
            yield result_of(guarded(function, task))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        pass


class ProcessPool:
    """So many processes of this machine, started afresh, each with its share of the cores; they end when we do."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        threads = max(1, len(os.sched_getaffinity(0)) // workers)
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(threads,))

    def map(self, function: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R]:
        """The results in the order of the tasks. InputError where a worker was killed: what is done is kept."""
        # Workers are started here: an interrupt is for us, and they are born with it blocked.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        try:
            futures = [self._pool.submit(guarded, function, task) for task in tasks]
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        try:
            for future in futures:
                yield result_of(future.result())
        except BrokenProcessPool as error:
            message = "a worker process was killed, perhaps for want of memory: the same command goes on from here"
            raise InputError(f"{message}; try fewer --workers") from error
        finally:
            for future in futures:
                future.cancel()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if kind is not None:  # nobody waits for what is under way
            for process in [*(self._pool._processes or {}).values()]:
                process.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)


def _begin(threads: int) -> None:
    """Prepare a worker: its threads, before anything heavy is imported, and its end."""
    for name in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, str(threads))
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    """A worker whose parent was killed would wait for tasks for ever."""
    wait([sentinel])
    os._exit(1)


def open_executor(name: str, workers: int | None, address: str = "") -> Executor:
    """The executor of this name. InputError for an unknown one, MissingExtra where its package is not installed.

    `address` is that of a cluster that is there already; only there `workers` may be None, for all that it has.
    """
    if name not in EXECUTORS:
        raise InputError(f"no executor is called {name!r}: use one of {', '.join(EXECUTORS)}")
    if address and name == "processes":
        raise InputError("an address is that of a cluster: processes are those of this machine")
    if not (workers or address) or (workers or 1) < 1:
        raise InputError("a corpus is built by one worker at least")
    if name == "processes" and workers == 1:
        return InProcess()
    module, _, attribute = EXECUTORS[name].partition(":")
    try:
        made: Executor = getattr(importlib.import_module(module), attribute)(workers, *([address] if address else []))
    except ModuleNotFoundError as error:
        raise MissingExtra(f"the executor {name!r}", f"aligner[{name}]") from error
    return made

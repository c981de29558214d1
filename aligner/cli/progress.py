"""The bar that a job draws on a terminal; nothing elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aligner.aligned.job import AlignProgress
from aligner.translation.job import Progress

__all__ = ["align_progress", "progress"]


class _Bar(Progress):
    """One line on stderr for each direction: how far, how fast, how long still."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._reports = self._all = self._segments = 0
        self._began = 0.0

    def start(self, source: str, target: str, engine: str, reports: int, size: int) -> None:
        from tqdm import tqdm

        self.close()
        self._reports, self._all, self._segments, self._began = 0, reports, 0, time.monotonic()
        self._bar = tqdm(
            total=size,
            desc=f"{source} → {target} ({engine})",
            file=sys.stderr,
            dynamic_ncols=True,
            mininterval=0.2,
            bar_format="{desc} {percentage:3.0f}% |{bar}| {postfix}, {remaining} left",
        )
        self._show()

    def advance(self, *, size: int = 0, segments: int = 0, reports: int = 0) -> None:
        self._reports += reports
        self._segments += segments
        self._show()
        self._bar.update(size)

    def close(self) -> None:
        """End the line."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def _show(self) -> None:
        rate = self._segments / max(0.001, time.monotonic() - self._began)
        speed = f", {rate:.1f} sentences/s" if self._segments else ""
        self._bar.set_postfix_str(f"{self._reports} of {self._all} reports{speed}", refresh=False)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress]:
    """A bar where stderr is a terminal and nobody asked for quiet; else something that says nothing."""
    if quiet or not sys.stderr.isatty():
        yield Progress()
        return
    bar = _Bar()
    try:
        yield bar
    finally:
        bar.close()


class _AlignBar(AlignProgress):
    """One line on stderr: how many documents of a folder are aligned."""

    def __init__(self) -> None:
        self._bar: Any = None

    def start(self, sets: int) -> None:
        from tqdm import tqdm

        self._bar = tqdm(
            total=sets,
            desc="aligning",
            file=sys.stderr,
            dynamic_ncols=True,
            mininterval=0.2,
            bar_format="{desc} {percentage:3.0f}% |{bar}| {n} of {total} documents, {remaining} left",
        )

    def advance(self, name: str, segments: int) -> None:
        self._bar.update(1)

    def close(self) -> None:
        """End the line."""
        if self._bar is not None:
            self._bar.close()


@contextmanager
def align_progress(*, quiet: bool) -> Iterator[AlignProgress]:
    """As `progress`, for a job of alignment."""
    if quiet or not sys.stderr.isatty():
        yield AlignProgress()
        return
    bar = _AlignBar()
    try:
        yield bar
    finally:
        bar.close()

"""The bar that a build of a corpus draws on a terminal; nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aligner.corpus.build import Progress

__all__ = ["corpus_progress"]

_SAID = {
    "read": "reading",
    "filter": "filtering",
    "dedupe": "finding duplicates",
    "split": "splitting",
    "finish": "writing beads",
    "export": "exporting",
    "report": "counting",
}


class _Bar(Progress):
    """One line on stderr for each stage: how many of its parts are done, and how many beads these hold."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._beads = 0

    def start(self, stage: str, tasks: int) -> None:
        from tqdm import tqdm

        self.close()
        self._beads = 0
        self._bar = tqdm(
            total=tasks,
            desc=_SAID.get(stage, stage),
            file=sys.stderr,
            dynamic_ncols=True,
            mininterval=0.2,
            leave=False,
            bar_format="{desc} {percentage:3.0f}% |{bar}| {n} of {total} parts{postfix}, {remaining} left",
        )

    def advance(self, beads: int) -> None:
        self._beads += beads
        self._bar.set_postfix_str(f"{self._beads:,} beads", refresh=False)
        self._bar.update(1)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


@contextmanager
def corpus_progress(*, quiet: bool) -> Iterator[Progress]:
    """A bar where stderr is a terminal and nobody asked for quiet; else something that says nothing."""
    if quiet or not sys.stderr.isatty():
        yield Progress()
        return
    bar = _Bar()
    try:
        yield bar
    finally:
        bar.close()

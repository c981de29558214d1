"""Measures how long an alignment takes and how much memory it wants, in a process of its own.

The process gets a text in two languages as a JSON file, aligns it with `aligner.alignment.align`, and writes what it
found and how long that took; from outside the memory of it and its children together is watched.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aligner.alignment.links import Link
from aligner.errors import AlignerError

__all__ = ["Cost", "measure"]

_EVERY = 0.05  # seconds between two looks at the memory


class Cost(NamedTuple):
    """What one alignment cost."""

    seconds: float  # from the start of the process to its end: loading, encoding, aligning
    aligning: float  # of these, encoding and aligning, after the encoder has been loaded
    megabytes: float  # the most that the process and its children had in memory at one time; 1 MB is 10**6 bytes
    links: list[Link]


def measure(source: Sequence[str], target: Sequence[str], pair: tuple[str, str], *, seconds: float = 3600) -> Cost:
    """Align two texts in a process of its own. AlignerError where it fails or takes longer than `seconds`."""
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder) / "asked.json", Path(folder) / "answered.json"
        asked.write_text(json.dumps({"source": list(source), "target": list(target), "pair": pair}), encoding="utf-8")
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).resolve()), str(asked), str(answered)], stderr=subprocess.PIPE
        )
        watcher = _Watcher(process.pid)
        watcher.start()
        try:
            _, errors = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.communicate()
            raise AlignerError(f"alignment of {len(source):,} lines: not done after {seconds:.0f} s") from error
        finally:
            watcher.stop()
        took = time.perf_counter() - began
        if process.returncode:
            said = errors.decode(errors="replace").strip().splitlines()[-1:]
            raise AlignerError(f"alignment of {len(source):,} lines failed: {' '.join(said)}")
        answer = json.loads(answered.read_text(encoding="utf-8"))
    links = [Link(tuple(here), tuple(there)) for here, there in answer["links"]]
    return Cost(took, answer["seconds"], max(watcher.most, answer["bytes"]) / 1e6, links)


class _Watcher(threading.Thread):
    """Looks at the memory of a process and its children again and again."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most = pid, 0
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(_EVERY):
            self.most = max(self.most, sum(map(_resident, [self.pid, *_children(self.pid)])))

    def stop(self) -> None:
        self._over.set()
        self.join()


def _children(pid: int) -> list[int]:
    """The children of a process, and theirs."""
    found = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in map(int, path.read_text().split()):
                found += [child, *_children(child)]
        except OSError:  # gone in the meantime
            continue
    return found


def _resident(pid: int | str, entry: str = "VmRSS") -> int:
    """Bytes of a process in memory, now or ("VmHWM") at most so far; 0 when it is gone, or without /proc."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(f"{entry}:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def _most_so_far() -> int:
    """The most bytes that this process has had in memory, without what the process was before it became this one."""
    if most := _resident("self", "VmHWM"):
        return most
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def main(asked: str, answered: str) -> None:
    from aligner.alignment import align, default_encoder

    task: dict[str, Any] = json.loads(Path(asked).read_text(encoding="utf-8"))
    default_encoder()
    began = time.perf_counter()
    links = align(task["source"], task["target"], *task["pair"])
    took = time.perf_counter() - began
    found = [(link.source, link.target) for link in links]
    answer = {"seconds": took, "bytes": _most_so_far(), "links": found}
    Path(answered).write_text(json.dumps(answer), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A folder of a thousand reports: does memory stay flat, and is a job that is killed the same job to the byte?

    python scripts/bench_folder.py [--reports 1000] [--kills 10] [--from en --to ar]

Reports are made of sentences of the demo's grammar, with a seed that its training has not seen, and translated with the
demo package by `aligner translate`, each run a process of its own with an empty memory. First a tenth of the folder and
then the whole, for the peak of memory; then the whole again, killed with SIGKILL at random moments and started again
each time. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.demo_grammar import Grammar  # noqa: E402


def main() -> None:
    """Make the folder, run the jobs, print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--from", dest="source", default="en")
    parser.add_argument("--to", dest="target", default="ar")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        bench = _Bench(work, given.source, given.target)
        bench.install_demo()
        _make_reports(work / "small", given.reports // 10, given.source)
        _make_reports(work / "reports", given.reports, given.source)
        _, small = bench.run("small", "small-out", "small.sqlite")
        seconds, large = bench.run("reports", "whole", "whole.sqlite")
        again, _ = bench.run("reports", "whole", "whole.sqlite")
        kills = bench.run_killed("reports", "killed", "killed.sqlite", given.kills, seconds)
        whole, killed = _tree(work / "whole"), _tree(work / "killed")
        differing = sorted(name for name in whole.keys() | killed.keys() if whole.get(name) != killed.get(name))
    result = {
        "reports": given.reports,
        "seconds": round(seconds, 1),
        "seconds_second_run": round(again, 2),
        "peak_mb_tenth": round(small),
        "peak_mb_whole": round(large),
        "kills": kills,
        "files": len(whole),
        "files_differing_after_kills": len(differing),
    }
    for name, value in result.items():
        print(f"{name:28} {value}")
    for name in differing[:10]:
        print(f"differs: {name}")
    print(json.dumps(result))


class _Bench:
    """Runs `aligner` in processes of its own that see only the scratch folder."""

    def __init__(self, work: Path, source: str, target: str) -> None:
        self._work, self._source, self._target = work, source, target
        data = str(work / "data")
        homes = dict.fromkeys(("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), data)
        self._environment = {**os.environ, **homes, "PYTHONPATH": str(ROOT)}

    def install_demo(self) -> None:
        """The demo packages, into the scratch folder."""
        command = [sys.executable, "-m", "aligner", "models", "install", "demo"]
        subprocess.run(command, env=self._environment, check=True, stdout=subprocess.DEVNULL)

    def run(self, reports: str, output: str, memory: str) -> tuple[float, float]:
        """Seconds and peak MB of a job that is left alone."""
        began = time.monotonic()
        child = self._start(reports, output, memory)
        _, status, used = os.wait4(child.pid, 0)
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            raise SystemExit(f"the job failed with status {os.waitstatus_to_exitcode(status)}")
        return time.monotonic() - began, used.ru_maxrss / 1024

    def run_killed(self, reports: str, output: str, memory: str, kills: int, seconds: float) -> int:
        """The same job killed so many times at random moments, then left to end; gives how often it was killed."""
        chance, done = random.Random(11), 0
        for _ in range(kills):
            child = self._start(reports, output, memory)
            time.sleep(chance.uniform(0.2, max(0.5, seconds / kills)))
            if child.poll() is None:
                child.send_signal(signal.SIGKILL)
                done += 1
            child.wait()
        self.run(reports, output, memory)
        return done

    def _start(self, reports: str, output: str, memory: str) -> subprocess.Popen[bytes]:
        place = self._work
        command = [sys.executable, "-m", "aligner", "translate", str(place / reports), "--output", str(place / output)]
        command += ["--from", self._source, "--to", self._target, "--memory", str(place / memory)]
        return subprocess.Popen(command, env=self._environment, stdout=subprocess.DEVNULL)


def _make_reports(folder: Path, number: int, language: str) -> None:
    """Reports of eight to sixteen sentences, in folders of a hundred, the same for the same number."""
    grammar = Grammar(ROOT / "scripts/data/reports")
    sentences = [getattr(trio, language) for trio in grammar.sentences(12 * number, 2027)]
    chance = random.Random(3)
    for index in range(number):
        place = folder / f"day-{index // 100:02d}"
        place.mkdir(parents=True, exist_ok=True)
        chosen = chance.sample(sentences, chance.randint(8, 16))
        paragraphs = [" ".join(chosen[i : i + 3]) for i in range(0, len(chosen), 3)]
        (place / f"report-{index:04d}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def _tree(folder: Path) -> dict[str, str]:
    """Every file under a folder with the hash of its content."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


if __name__ == "__main__":
    main()

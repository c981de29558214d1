"""The benchmark of alignment: its last line has the figures, and they are what they say."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from aligner.alignment.links import Link  # noqa: E402
from scripts import align_cost, bench_align  # noqa: E402

REPORTS = ROOT / "scripts" / "data" / "reports"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for path in sorted(REPORTS.glob("*.txt"))[:4]:
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_the_last_line_has_the_figures(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    few = [
        "--sets",
        "natural,easy",
        "--size",
        "20",
        "--documents",
        "2",
        "--peers",
        "bertalign,hunalign",
        "--no-twenty-thousand",
        "--kinds",
    ]
    assert bench_align.main([str(folder), *few]) == 0
    printed = capsys.readouterr().out.splitlines()
    figures = json.loads(printed[-1])
    for kind in ("natural", "easy"):
        assert set(figures[kind]) == {"en-ar", "en-ru", "ar-ru"}
        for pair, f1 in figures[kind].items():
            assert 0.8 < f1 <= 1
            assert f1 <= figures["lax"][kind][pair] + 1e-9
            assert 0.7 < figures["peers"]["bertalign"][kind][pair] <= 1
    assert 0.7 < figures["n_way"] <= 1
    assert 0.5 < figures["n_way_joined"] <= 1
    assert "medium" not in figures
    assert any("found exactly: " in line for line in printed)
    row = next(line.split() for line in printed if line.startswith("natural en-ar  aligner"))
    assert float(row[5]) == pytest.approx(figures["natural"]["en-ar"], abs=1e-4)


def test_other_options_are_refused(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for options, said in (
        ([str(folder), "--sets", "harder"], "none of natural"),
        ([str(folder), "--pairs", "en-de"], "none of en-ar"),
        ([str(folder), "--peers", "lingtrain"], "none of gale-church"),
        ([str(folder), "--size", "0"], "one at least"),
        ([str(tmp_path)], "no reports with beads"),
        ([str(tmp_path / "none")], "no such folder"),
    ):
        assert bench_align.main(options) == 2
        error = capsys.readouterr().err.strip()
        assert said in error
        assert "\n" not in error


def test_joining_pairs() -> None:
    sizes = {"en": 2, "ar": 3, "ru": 2}
    alignments = [
        ("en", "ar", [Link((0,), (0,)), Link((1,), (1,)), Link((), (2,))]),
        ("en", "ru", [Link((0,), (0,)), Link((1,), (1,))]),
        ("ar", "ru", [Link((0,), (0,)), Link((1, 2), (1,))]),
    ]
    assert bench_align.joined(sizes, alignments) == [
        {"en": (0,), "ar": (0,), "ru": (0,)},
        {"en": (1,), "ar": (1, 2), "ru": (1,)},
    ]
    assert {"en": (), "ar": (2,), "ru": ()} in bench_align.joined(sizes, alignments[:2])


def test_a_text_is_encoded_once() -> None:
    from aligner.alignment import default_encoder

    asked: list[int] = []

    class Counting:
        name = "counting"
        encode = staticmethod(default_encoder().encode)

        def overlaps(self, texts: list[str], most: int) -> bench_align.Array:
            asked.append(most)
            return default_encoder().overlaps(texts, most)

    encoder = bench_align.Remembering(Counting())
    lines = ["One sentence.", "Another one, and longer."]
    first = encoder.overlaps(lines, 2)
    assert first.shape[:2] == (2, 2)
    assert (encoder.overlaps(list(lines), 2) == first).all()
    assert (first == default_encoder().overlaps(lines, 2)).all()
    assert len(asked) == 1


def test_the_cost_is_that_of_the_process(folder: Path) -> None:
    lines = [f"The minister spoke for {n} hours about the price of bread." for n in range(30)]
    russian = [f"Министр {n} часов говорил о цене хлеба." for n in range(30)]
    cost = align_cost.measure(lines, russian, ("en", "ru"))
    assert 0 < cost.aligning < cost.seconds < 120
    assert 50 < cost.megabytes < 2000  # the interpreter, numpy and the encoder
    assert sum(link.shape == (1, 1) for link in cost.links) > 20


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is watched through /proc")
def test_the_memory_of_children_counts() -> None:
    own = "import time; block = bytearray(b'x') * 60_000_000; time.sleep(3)"
    both = f"import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', {own!r}]); {own}; child.wait()"
    process = subprocess.Popen([sys.executable, "-c", both])
    watcher = align_cost._Watcher(process.pid)
    watcher.start()
    ends = time.monotonic() + 20
    while watcher.most < 120_000_000 and time.monotonic() < ends:
        time.sleep(0.05)
    process.terminate()
    process.wait()
    watcher.stop()
    assert 120_000_000 < watcher.most < 300_000_000


def test_what_was_measured_is_not_lost(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from aligner.errors import AlignerError

    def fail(*_: object) -> dict[str, float]:
        raise AlignerError("too much for this machine")

    monkeypatch.setattr(bench_align, "cost_of_many", fail)
    assert (
        bench_align.main([str(folder), "--sets", "natural", "--pairs", "en-ru", "--peers", "none", "--no-three"]) == 2
    )
    printed = capsys.readouterr()
    assert "too much for this machine" in printed.err
    assert json.loads(printed.out.splitlines()[-1])["natural"]["en-ru"] > 0.8

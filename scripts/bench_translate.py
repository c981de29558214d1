"""The same package and the same sentences through argostranslate's own `translate` and through Aligner, in turn.

    python scripts/bench_translate.py [--sentences 200] [--files 40] [--runs 3] [--demo PACKAGE]

Time: an Argos-shaped package (6+6 layers, width 512, int8, 32,000 pieces) with random weights, which never ends a
sentence by itself, so both sides are held to 32 pieces. Text: the demo package, unbounded. Both sides get sentences
from the same splitter, the same beam (4) and one process a run; CPU seconds and peak memory are the operating system's
for the whole process, imports and model loading included. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.reports_corpus import read_reports  # noqa: E402
from tests.builders import build_package  # noqa: E402

# What the two sides run. Each gets a folder of reports, an output folder and a bound on the pieces (0: none).
_ARGOS = """
import os, sys
from pathlib import Path
folder, output, packages, bound = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
os.environ.update({name: packages for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")})
os.environ["ARGOS_PACKAGES_DIR"] = packages + "/packages"
import ctranslate2
if bound:
    class Bounded(ctranslate2.Translator):
        def translate_batch(self, *args, **options):
            return super().translate_batch(*args, max_decoding_length=bound, **options)
    ctranslate2.Translator = Bounded
import argostranslate.translate as argos
from aligner import languages
class Splitter:
    def split_sentences(self, text):
        return [span.of(text) for span in languages.get("en").split(text)]
ready = os.times()
translation = argos.get_translation_from_codes("en", "ru")
translation.underlying.sentencizer = Splitter()
for path in sorted(folder.glob("*.txt")):
    (output / path.name).write_text(translation.translate(path.read_text(encoding="utf-8")), encoding="utf-8")
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(ready.user + ready.system, peak)
"""
_ALIGNER = """
import os, sys
from pathlib import Path
folder, output, packages, bound = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
os.environ.update(ALIGNER_DATA=packages, XDG_DATA_HOME=packages, XDG_CACHE_HOME=packages)
from aligner.engines.base import DecodingOptions
from aligner.translation import reports
from aligner.translation.job import Job, run
from aligner.translation.memory import Memory
ready = os.times()
options = DecodingOptions(max_length=bound) if bound else DecodingOptions()
job = Job(reports.find([folder], output), output, ["ru"], source="en", options=options, repair=False)
with Memory(output / "memory.sqlite") as memory:
    run(job, memory)
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(ready.user + ready.system, peak)
"""


def main() -> None:
    """Run both sides in turn and print what they cost and whether they say the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=200)
    parser.add_argument("--files", type=int, default=40)
    parser.add_argument("--runs", type=int, default=3, help="times each side is run; the medians are printed")
    parser.add_argument(
        "--reports", type=Path, default=ROOT / "scripts/data/reports", help="reports in three languages"
    )
    parser.add_argument("--demo", type=Path, help="package whose text is compared; the demo en-ru when not given")
    given = parser.parse_args()
    demo = given.demo or next((ROOT / "aligner/engines/demo").glob("translate-en_ru-*.argosmodel"))
    sentences = _sentences(given.reports, given.sentences)
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        folder = _write_files(work / "reports", sentences, given.files)
        big = build_package(
            work / "big.argosmodel", "en", "ru", layers=6, width=512, ffn=2048, heads=8, vocab_size=32000,
            lines=sentences, quantization="int8",
        )  # fmt: skip
        cost = _time(folder, _installed(work / "timing", big), work, given.runs)
        text = _compare(folder, _installed(work / "text", demo), work)
    result = {"sentences": len(sentences), "files": given.files, "runs": given.runs, **cost, **text}
    _print(result)
    print(json.dumps(result))


def _sentences(folder: Path, number: int) -> list[str]:
    """Different English sentences of the reports, in an order that a seed decides."""
    found = dict.fromkeys(
        sentence for report in read_reports(folder) for bead in report.beads for sentence in bead.sentences("en")
    )
    chosen = [sentence for sentence in found if sentence[0].isalpha()]  # a dash before it is a bullet to Aligner
    random.Random(7).shuffle(chosen)
    return chosen[:number]


def _write_files(folder: Path, sentences: list[str], files: int) -> Path:
    """One sentence a paragraph, so that argostranslate's answer can be told apart sentence by sentence."""
    folder.mkdir()
    for number in range(files):
        text = "\n".join(sentences[number::files]) + "\n"
        (folder / f"report-{number:03d}.txt").write_text(text, encoding="utf-8")
    return folder


def _installed(packages: Path, archive: Path) -> Path:
    """The package where both sides look for packages."""
    from aligner.engines.archive import unpack

    place = packages / "packages"
    place.mkdir(parents=True)
    unpack(archive, place / "fresh")
    (place / "fresh").rename(place / "translate-en_ru")
    return packages


def _time(folder: Path, packages: Path, work: Path, runs: int) -> dict[str, float]:
    costs: dict[str, list[tuple[float, float, float]]] = {"argos": [], "aligner": []}
    for number in range(runs):
        for name, code in (("argos", _ARGOS), ("aligner", _ALIGNER)):
            output = work / f"timed-{name}-{number}"
            costs[name].append(_run(code, folder, output, packages, 32))
    result = {}
    for name, rows in costs.items():
        result[f"{name}_cpu_seconds"] = round(statistics.median(row[0] for row in rows), 2)
        result[f"{name}_cpu_seconds_before_translating"] = round(statistics.median(row[1] for row in rows), 2)
        result[f"{name}_peak_mb"] = round(statistics.median(row[2] for row in rows))
    whole = [a[0] / b[0] for a, b in zip(costs["argos"], costs["aligner"], strict=True)]
    bare = [(a[0] - a[1]) / (b[0] - b[1]) for a, b in zip(costs["argos"], costs["aligner"], strict=True)]
    result["cpu_ratio"] = round(statistics.median(whole), 2)
    result["cpu_ratio_without_imports"] = round(statistics.median(bare), 2)
    return result


def _compare(folder: Path, packages: Path, work: Path) -> dict[str, object]:
    _run(_ARGOS, folder, work / "text-argos", packages, 0)
    _run(_ALIGNER, folder, work / "text-aligner", packages, 0)
    same, different = 0, []
    for path in sorted(folder.glob("*.txt")):
        theirs = (work / "text-argos" / path.name).read_text(encoding="utf-8").split("\n")
        ours = (work / "text-aligner" / f"{path.stem}.ru.txt").read_text(encoding="utf-8").split("\n")
        for source, a, b in zip(path.read_text(encoding="utf-8").split("\n"), theirs, ours, strict=True):
            if not source:
                continue
            if " ".join(a.split()) == " ".join(b.split()):
                same += 1
            else:
                different.append([source, a, b])
    return {"same_text": round(same / (same + len(different)), 4), "different": different[:5]}


def _run(code: str, folder: Path, output: Path, packages: Path, bound: int) -> tuple[float, float, float]:
    """CPU seconds of the whole process, of its imports, and its peak memory in MB."""
    output.mkdir()
    command = [sys.executable, "-c", code, str(folder), str(output), str(packages), str(bound)]
    reader, writer = os.pipe()
    child = os.posix_spawn(
        sys.executable,
        command,
        {**os.environ, "PYTHONPATH": str(ROOT)},
        file_actions=[(os.POSIX_SPAWN_DUP2, writer, 1), (os.POSIX_SPAWN_CLOSE, reader)],
    )
    os.close(writer)
    with os.fdopen(reader) as printed:
        said = printed.read()
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"a side failed with status {status}")
    imports, peak = said.split()[-2:]
    return used.ru_utime + used.ru_stime, float(imports), int(peak) / 1024


def _print(result: dict[str, object]) -> None:
    print(f"{result['sentences']} sentences in {result['files']} files, beam 4, median of {result['runs']} runs")
    print(f"{'':10} {'CPU s':>8} {'of it imports':>14} {'peak MB':>8}")
    for name in ("argos", "aligner"):
        print(
            f"{name:10} {result[f'{name}_cpu_seconds']:8} {result[f'{name}_cpu_seconds_before_translating']:14} "
            f"{result[f'{name}_peak_mb']:8}"
        )
    print(f"argos / aligner: {result['cpu_ratio']} (without imports {result['cpu_ratio_without_imports']})")
    print(f"same text: {result['same_text']:.1%} of sentences")


if __name__ == "__main__":
    main()

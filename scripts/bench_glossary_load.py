"""Measures how long a glossary file takes to load: reading, checking, and the Concept objects ready to use.

The concepts are invented with a fixed seed: three languages each, a third with admitted, short, variant and forbidden
names and with morphology, as full as a well-kept glossary. The file is in the temporary folder and is read five times,
each time by a new process; the best and the middle time count. The last line of the output is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aligner.glossary.concepts import Concept, Forbidden, Morphology, Names
from aligner.glossary.store import Glossary

LETTERS = {"en": "abcdefghiklmnoprstu", "ar": "ابتجحدرزسشعفقكلمنهوي", "ru": "абвгдежзиклмнопрст"}
RUNS = 5

_LOAD = """
import sys, time
import polars  # its own start is not what is measured
from aligner.glossary.store import Glossary
begun, busy = time.perf_counter(), time.process_time()
glossary = Glossary.open(sys.argv[1])
names = sum(len(concept.names) for concept in glossary.concepts.values())
print(time.perf_counter() - begun, time.process_time() - busy)
assert len(glossary) == int(sys.argv[2]) and names == 3 * len(glossary)
"""


def invented(count: int, chance: random.Random) -> list[Concept]:
    """As many concepts of the size that people's names and offices have."""

    def name(code: str, words: int) -> str:
        return " ".join("".join(chance.choices(LETTERS[code], k=chance.randint(3, 9))) for _ in range(words))

    def names(code: str, full: bool) -> Names:
        preferred = name(code, chance.randint(1, 3))
        if not full:
            return Names(preferred)
        return Names(
            preferred,
            admitted=(name(code, 2),),
            short=(name(code, 1),),
            variants=tuple(name(code, 1) for _ in range(3)),
            forbidden=(Forbidden(name(code, 1), "another transliteration"),),
            morphology=Morphology("a_masc", table=(("gen", name(code, 2)), ("dat", name(code, 2))), confirmed=True),
        )

    return [
        Concept(
            f"concept-{n:06d}",
            chance.choice(("person", "place", "org", "title")),
            {code: names(code, n % 3 == 0) for code in LETTERS},
            domain="news",
            note="a note of some words" if n % 5 == 0 else "",
            changed_by="editor",
            changed="2025-01-31",
        )
        for n in range(count)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--concepts", type=int, default=50_000, metavar="N", help="how many (default: 50000)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "glossary.tsv"
        Glossary.of(invented(options.concepts, random.Random(options.seed))).write(path)
        command = [sys.executable, "-c", _LOAD, str(path), str(options.concepts)]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
        runs = [
            subprocess.run(command, capture_output=True, text=True, check=True, env=environment) for _ in range(RUNS)
        ]
        seconds = sorted(float(run.stdout.split()[0]) for run in runs)
        busy = min(float(run.stdout.split()[1]) for run in runs)
        size = path.stat().st_size
    print(f"{options.concepts:,} concepts, {size / 1e6:.1f} MB, Python {platform.python_version()}")
    print(
        f"loaded in {seconds[0]:.2f} s at best, {statistics.median(seconds):.2f} s in the middle of {RUNS} runs, "
        f"{busy:.2f} s of processor time"
    )
    print(
        json.dumps(
            {
                "concepts": options.concepts,
                "bytes": size,
                "seconds_best": round(seconds[0], 3),
                "seconds_median": round(statistics.median(seconds), 3),
                "cpu_seconds_best": round(busy, 3),
            }
        )
    )


if __name__ == "__main__":
    main()

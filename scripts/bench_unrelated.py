"""How well versions of one report are told from reports that have nothing to do with each other.

Every report of a folder (format: scripts/data/reports/README.md) in each language against every report in each other
language: true pairs that `aligner align` would accept, and wrong ones. The likeness is taken here without an
alignment, with every sentence of the other side allowed; `aligner.aligned.relation` looks only around the place where
the alignment has the translation, which can but lower it for wrong pairs. `--sample` pairs are aligned as well.

    python scripts/bench_unrelated.py FOLDER [--sample 300]

The last line is one JSON object: shares accepted, by pair of languages.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from itertools import combinations
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aligner.aligned.aligning import units_of
from aligner.aligned.parallel import Version
from aligner.aligned.relation import LEAST, kinship
from aligner.alignment.encoder import default_encoder
from aligner.alignment.gold import LANGUAGES, Report, read_reports

Texts = list[list[str]]


def likeness(texts: dict[str, Texts], source: str, target: str) -> np.ndarray:
    """Of every report in one language with every report in another: shape (reports, reports)."""
    encoder = default_encoder()
    ours, theirs = (encoder.encode([s for text in texts[code] for s in text]) for code in (source, target))
    sizes = np.array([len(text) for text in texts[target]])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    rows, begin = [], 0
    for text in texts[source]:
        near = ours[begin : begin + len(text)] @ theirs.T
        forth = np.maximum.reduceat(near, starts, axis=1).mean(axis=0)
        back = np.add.reduceat(near.max(axis=0), starts) / sizes
        rows.append(np.maximum(forth, back))
        begin += len(text)
    return np.array(rows)


def accepted(reports: list[Report], first: int | None = None) -> dict[str, dict[str, float]]:
    """The shares accepted, of true and of wrong pairs; of the first sentences only, where a number is given."""
    kept = [report for report in reports if all(report.sentences(code) for code in LANGUAGES)]
    texts = {code: [report.sentences(code)[:first] for report in kept] for code in LANGUAGES}
    shares = {}
    for source, target in combinations(LANGUAGES, 2):
        near = likeness(texts, source, target)
        true, wrong = np.diag(near), near[~np.eye(len(near), dtype=bool)]
        shares[f"{source}-{target}"] = {
            "true": round(float((true >= LEAST).mean()), 5),
            "wrong": round(float((wrong >= LEAST).mean()), 5),
            "lowest_true": round(float(true.min()), 3),
            "wrong_999": round(float(np.quantile(wrong, 0.999)), 3),
        }
    return shares


def aligned(reports: list[Report], sample: int, seed: int = 1) -> dict[str, float]:
    """The shares accepted of some pairs, through the alignment itself."""
    rng, found = random.Random(seed), {"true": [], "wrong": []}
    for number in range(sample):
        source, target = list(combinations(LANGUAGES, 2))[number % 3]
        one, other = rng.sample(reports, 2)
        for name, partner in (("true", one), ("wrong", other)):
            versions = (
                Version(one.name, source, tuple(one.sentences(source))),
                Version(partner.name, target, tuple(partner.sentences(target))),
            )
            found[name].append(kinship(versions, units_of(versions), 0, 1) >= LEAST)
    return {name: sum(values) / len(values) for name, values in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=0, help="pairs to be aligned as well")
    given = parser.parse_args()
    reports = list(read_reports(given.folder))
    result: dict[str, object] = {"reports": len(reports), "least": LEAST, "whole": accepted(reports)}
    result |= {f"first_{n}": accepted(reports, n) for n in (1, 3)}
    if given.sample:
        result["aligned"] = aligned(reports, given.sample)
    for name, value in result.items():
        print(f"{name}: {value}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()

"""Learns from marked reports how spans are found in a translation: aligner/alignment/data/projection.json.

A softmax over all runs of words that a span may be, trained by gradient descent on the marked terms of the training
half; `--lexicon` is repeated, a file a fold, so that no report is described by a lexicon that has read it:

    python -m scripts.train_projection corpus --lexicon fold0.bin --lexicon fold1.bin --lexicon fold2.bin \\
        --lexicon fold3.bin -o aligner/alignment/data/projection.json
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from aligner.alignment.lexicon import PAIRS, Lexicon
from aligner.alignment.projection import FEATURES, Network, runs
from aligner.alignment.word_evidence import evidence
from aligner.files import write_atomically
from aligner.languages import Span
from scripts.reports_corpus import Report, read_reports
from scripts.train_lexicon import fold_of, in_half
from scripts.word_marks import marked_text

Array = np.ndarray[Any, Any]
_ROUNDS = 12
_BATCH = 64
_UNITS = 24
_DECAY = 1e-5
_RATE = 0.005


def examples(report: Report, source: str, target: str, lexicon: Lexicon) -> Iterator[tuple[Array, Array]]:
    """For each marked span: the runs that it may be, described, and which of them it is (bool)."""
    for bead in report.beads:
        if not (bead.cells[source] and bead.cells[target]):
            continue
        one, marks = marked_text(bead.cells[source])
        other, wanted = marked_text(bead.cells[target])
        found = evidence(one, other, lexicon)
        for number, start, end in marks:
            gold = {(first, last) for term, first, last in wanted if term == number}
            made = runs(found, Span(start, end))
            right = np.array([(not gold) if place is None else place in gold for place in made.spans])
            if right.any():
                yield made.features, right


def learn(found: Sequence[tuple[Array, Array]], seed: int = 1) -> Network:
    """A network by which the right runs are the most probable (Adam, Kingma and Ba, 2015), in batches of spans."""
    random = np.random.default_rng(seed)
    width = len(FEATURES)
    values = [random.normal(0, 0.3, (width, _UNITS)), np.zeros(_UNITS), random.normal(0, 0.3, _UNITS), np.zeros(width)]
    means, squares = [np.zeros_like(v) for v in values], [np.zeros_like(v) for v in values]
    step, steps = 0, _ROUNDS * -(-len(found) // _BATCH)
    for _ in range(_ROUNDS):
        order = random.permutation(len(found))
        for first in range(0, len(order), _BATCH):
            step += 1
            slopes = _slopes(values, [found[number] for number in order[first : first + _BATCH]])
            rate = _RATE * (1 - step / (steps + 1))
            for place, slope in enumerate(slopes):
                slope = slope + _DECAY * values[place]
                means[place] = 0.9 * means[place] + 0.1 * slope
                squares[place] = 0.999 * squares[place] + 0.001 * slope**2
                moved = means[place] / (1 - 0.9**step) / (np.sqrt(squares[place] / (1 - 0.999**step)) + 1e-8)
                values[place] = values[place] - rate * moved
    return Network(*values)


def _slopes(values: Sequence[Array], batch: Sequence[tuple[Array, Array]]) -> list[Array]:
    """The gradient of the mean logarithm of the probability that is not on the right runs."""
    hidden, bias, output, direct = values
    table = np.concatenate([features for features, _ in batch])
    right = np.concatenate([places for _, places in batch])
    sizes = [len(places) for _, places in batch]
    starts = np.concatenate(([0], np.cumsum(sizes)))[:-1]
    owner = np.repeat(np.arange(len(batch)), sizes)
    units = np.tanh(table @ hidden + bias)
    scores = units @ output + table @ direct
    scores = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
    shares = scores / np.add.reduceat(scores, starts)[owner]
    wanted = np.where(right, shares, 0.0)
    wanted /= np.add.reduceat(wanted, starts)[owner] + 1e-300
    slope = (shares - wanted) / len(batch)
    back = slope[:, None] * output * (1 - units**2)
    return [table.T @ back, back.sum(0), units.T @ slope, table.T @ slope]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, help="reports in the corpus format")
    arguments.add_argument("--lexicon", type=Path, action="append", required=True, help="a file a fold, in order")
    arguments.add_argument("--half", choices=("train", "all"), default="train", help="the reports to train on")
    arguments.add_argument("-o", "--output", type=Path, required=True)
    options = arguments.parse_args()
    reports = [r for r in read_reports(options.folder) if in_half(r.name, options.half)]
    found: list[tuple[Array, Array]] = []
    for pair in PAIRS:
        for source, target in (pair, pair[::-1]):
            lexicons = [Lexicon.load(path, source, target) for path in options.lexicon]
            for report in reports:
                found.extend(examples(report, source, target, lexicons[fold_of(report.name, len(lexicons))]))
    network = learn(found)
    best = [right[int(np.argmax(network.scores(features)))] for features, right in found]
    print(f"{len(found)} spans, {np.mean(best):.4f} found in training")
    kept = {name: np.round(values, 3).tolist() for name, values in vars(network).items()}
    packed = json.dumps({"features": FEATURES, **kept}, sort_keys=True, separators=(",", ":")) + "\n"
    with write_atomically(options.output) as file:
        file.write(packed.encode())


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Trains the weights of sentence alignment from reports whose beads are known.

Learns a small network from the features of a bead to its score, so that the known ways through the texts become the
most probable (a semi-Markov conditional random field), and then how often beads of a given probability are right
(isotonic regression on reports that were kept out). Training uses the reports of the half "train" of the corpus only,
as they are and disturbed by scripts/align_perturb.py, with lexicons that have not seen the report in question; some of
the documents are described with half of a lexicon, so that the network does not rely on knowing every word. The figures
that are printed at the end are those of the half "test". Needs the extra `train`; about fifteen minutes.

    for k in 0 1 2 3; do python -m scripts.train_lexicon CORPUS --tico TICO --half train --folds 4 --leave-out $k \\
        -o LEXICONS/lexicon.fold$k.bin; done
    python -m scripts.train_lexicon CORPUS --tico TICO --half train -o LEXICONS/lexicon.half.bin
    python -m scripts.train_aligner CORPUS --lexicons LEXICONS -o aligner/alignment/data/model.json
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from aligner.alignment.aligner import Version, described
from aligner.alignment.band import Band
from aligner.alignment.describing import ORDER, first_word
from aligner.alignment.encoder import default_encoder
from aligner.alignment.evidence import LONGEST_RUN
from aligner.alignment.features import FEATURES, features
from aligner.alignment.gold import Report, half, read_reports
from aligner.alignment.lexicon import PAIRS, Lexicon, Table
from aligner.alignment.links import Link
from aligner.alignment.model import Model
from aligner.alignment.scoring import Score, score
from aligner.alignment.search import SHAPES, best_way, posteriors, probabilities
from scripts.align_perturb import perturb

Array = np.ndarray[Any, Any]
HARDNESSES = ("easy", "hard", "medium", "hard", "gap")
FOLDS = 4
UNITS = 48
EPOCHS = 14
RATE = 4e-3
BATCH = 12
FEW = 4  # occurrences that a first word needs to be learned
BIN = 50  # beads that are counted together for calibration
KEPT_OUT = 5  # every fifth report of the training half calibrates


@dataclass
class Document:
    """Two texts, described, and the way through them that is right."""

    kind: str
    pair: tuple[str, str]
    band: Band
    tables: Array  # (shapes, cells, features), float16
    way: Array | None  # (beads, 2): shape and cell; None where the right way leads through no such beads
    links: list[Link]


def number_of(name: str) -> int:
    """A number of a report that stays the same."""
    return int(hashlib.sha256(name.encode()).hexdigest()[8:16], 16)


def openings_of(reports: Sequence[Report]) -> dict[str, dict[str, float]]:
    """Log-odds of first words that their sentence is a further one of its bead, where another language has fewer."""
    learned = {}
    for code in ORDER:
        further, first = Counter[str](), Counter[str]()
        for report in reports:
            for bead in report.beads:
                sentences = bead.sentences(code)
                fewer = min(len(bead.sentences(other)) for other in ORDER if other != code) < len(sentences)
                for place, sentence in enumerate(sentences):
                    (further if place and fewer else first)[first_word(sentence, code)] += 1
        base = math.log((further.total() + 1) / (first.total() + 1))
        learned[code] = {
            word: round(math.log((further[word] + 2 * math.exp(base)) / (first[word] + 2)) - base, 3)
            for word in sorted({*further, *first})
            if further[word] + first[word] >= FEW
        }
    return learned


def lengths_of(reports: Sequence[Report]) -> dict[str, float]:
    """Characters for one of English."""
    total = {code: sum(len(bead.text(code)) for report in reports for bead in report.beads) for code in ORDER}
    return {code: round(many / total["en"], 4) for code, many in total.items()}


def thinned(lexicon: Lexicon, seed: int) -> Lexicon:
    """A lexicon that does not know what half of its words mean."""
    rng = np.random.default_rng(seed)

    def thin(table: Table) -> Table:
        counts = np.diff(table.indptr) * (rng.random(len(table.indptr) - 1) < 0.5)
        kept = np.repeat(counts > 0, np.diff(table.indptr))
        indptr = np.concatenate([[0], np.cumsum(counts)])
        return Table(indptr, table.ids[kept], table.probabilities[kept])

    return replace(lexicon, forward=thin(lexicon.forward), backward=thin(lexicon.backward))


class Describer:
    """Describes documents with what was learned before the network."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.encoder = default_encoder()
        units = np.zeros((len(FEATURES), 0), np.float32)
        none = np.zeros(0, np.float32)
        self.blank = Model(
            units, none, none, np.zeros(len(FEATURES), np.float32), 0.0, openings_of(reports), lengths_of(reports),
            ((0.0, 1.0), (0.0, 1.0)), self.encoder.name,
        )  # fmt: skip

    def __call__(
        self,
        kind: str,
        pair: tuple[str, str],
        texts: tuple[Sequence[str], Sequence[str]],
        links: list[Link],
        lexicon: Lexicon,
    ) -> Document:
        versions = [Version(text, code) for text, code in zip(texts, pair, strict=True)]
        vectors = (self.encoder.overlaps(texts[0], LONGEST_RUN), self.encoder.overlaps(texts[1], LONGEST_RUN))
        found = described(versions[0], versions[1], vectors, self.blank, lexicon)
        tables = np.stack(features(found, 0, len(texts[0]) + 1)).astype(np.float16)
        return Document(kind, pair, found.band, tables, way_of(links, found.band), links)


def way_of(links: Sequence[Link], band: Band) -> Array | None:
    """The shapes and cells of known links; None where one of them is no bead of the search."""
    i = j = 0
    way = []
    for link in links:
        i, j = i + len(link.source), j + len(link.target)
        if link.shape not in SHAPES or not band.low[i] <= j <= band.high[i]:
            return None
        way.append((SHAPES.index(link.shape), int(band.offset[i]) + j - int(band.low[i])))
    return np.asarray(way)


def natural(
    describe: Describer, reports: Sequence[Report], lexicons: dict[Any, Lexicon], fold: bool, *, thin: bool = False
) -> list[Document]:
    """The reports as they are, each in three pairs of languages."""
    documents = []
    for report in reports:
        for pair in PAIRS:
            lexicon = lexicons[pair, number_of(report.name) % FOLDS if fold else None]
            if thin and number_of(report.name) // 7 % 6 == 0:
                lexicon = thinned(lexicon, number_of(report.name) % 1000)
            texts = (report.sentences(pair[0]), report.sentences(pair[1]))
            if texts[0] and texts[1]:
                documents.append(describe("natural", pair, texts, report.links(*pair), lexicon))
    return documents


def disturbed(
    describe: Describer,
    reports: Sequence[Report],
    lexicons: dict[Any, Lexicon],
    many: int,
    fold: bool,
    *,
    thin: bool = False,
    size: int = 200,
) -> list[Document]:
    """Documents of several reports, disturbed."""
    documents = []
    for number in range(many):
        pair = PAIRS[number % 3]
        hardness = HARDNESSES[number // 3 % len(HARDNESSES)]
        part: int | None = None
        own = list(reports)
        if fold:
            part = number % FOLDS
            own = [report for report in reports if number_of(report.name) % FOLDS == part]
            size = 30 + (number * 37) % 140
        lexicon = lexicons[pair, part]
        if thin and number % 7 == 0:
            lexicon = thinned(lexicon, number)
        loose = 0.2 if thin and number % 5 == 0 else 0.0
        one, other, links, _ = perturb(
            own, *pair, hardness, size, f"{'train' if fold else 'test'}{number}", loose=loose, joined=True
        )
        documents.append(describe(hardness, pair, (one, other), links, lexicon))
    return documents


def fit(documents: Sequence[Document], units: int, epochs: int, seed: int) -> tuple[Array, Array, Array, Array, float]:
    """Train the network; gives the hidden weights and bias, the output and linear weights, the constant."""
    import torch

    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    known = [document for document in documents if document.way is not None]
    width = len(FEATURES)
    sample = np.concatenate([document.tables.reshape(-1, width)[::37] for document in known[::3]]).astype(np.float32)
    mean, spread = torch.from_numpy(sample.mean(axis=0)), torch.from_numpy(sample.std(axis=0))
    spread[spread < 1e-4] = 1.0
    hidden, output = torch.nn.Linear(width, units), torch.nn.Linear(units, 1)
    linear = torch.nn.Linear(width, 1, bias=False)
    torch.nn.init.zeros_(linear.weight)
    weights = [*hidden.parameters(), *output.parameters(), *linear.parameters()]
    optimizer = torch.optim.AdamW(weights, lr=RATE, weight_decay=1e-4)
    steps = epochs * math.ceil(len(known) / BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.15)
    for epoch in range(epochs):
        places = order.permutation(len(known))
        loss = beads = 0.0
        for first in range(0, len(places), BATCH):
            batch = [known[place] for place in places[first : first + BATCH]]
            rows = np.concatenate([document.tables.reshape(-1, width) for document in batch]).astype(np.float32)
            values = (torch.from_numpy(rows) - mean) / spread
            scores = (output(torch.tanh(hidden(values))) + linear(values))[:, 0]
            plain = scores.detach().numpy()
            gradient = np.empty_like(plain)
            begin = many = 0
            for document in batch:
                end = begin + document.tables.shape[0] * document.tables.shape[1]
                table = plain[begin:end].reshape(document.tables.shape[:2])
                probable, total = posteriors(table, document.band)
                assert document.way is not None
                shape, cell = document.way.T
                loss += total - float(table[shape, cell].sum())
                probable[shape, cell] -= 1.0
                gradient[begin:end] = probable.reshape(-1)
                begin, many = end, many + len(document.way)
            beads += many
            optimizer.zero_grad()
            scores.backward(torch.from_numpy(gradient / many))
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1}: {loss / beads:.4f} a bead", flush=True)
    scale = (1.0 / spread).numpy()
    shift = (mean / spread).numpy()
    first_layer = hidden.weight.detach().numpy().T
    straight = linear.weight.detach().numpy()[0]
    return (
        first_layer * scale[:, None],
        hidden.bias.detach().numpy() - shift @ first_layer,
        output.weight.detach().numpy()[0],
        straight * scale,
        float(output.bias.detach().numpy()[0] - shift @ straight),
    )


def results(documents: Sequence[Document], model: Model) -> tuple[dict[str, dict[str, float]], Array]:
    """Strict F1 by kind of document and pair; and of each bead its probability and whether it is right."""
    scores: dict[tuple[str, str], Score] = {}
    beads = []
    for document in documents:
        table = model.scores(document.tables.reshape(-1, len(FEATURES)).astype(np.float32))
        table = table.reshape(document.tables.shape[:2])
        probable, _ = posteriors(table, document.band)
        known = {(link.source, link.target) for link in document.links}
        links = []
        way = best_way(table, document.band)
        for (i, j, shape), probability in zip(way, probabilities(way, probable, document.band), strict=True):
            a, b = SHAPES[shape]
            link = Link(tuple(range(i - a, i)), tuple(range(j - b, j)))
            links.append(link)
            beads.append((probability, (link.source, link.target) in known))
        key = (document.kind, "-".join(document.pair))
        scores[key] = scores.get(key, Score()) + score(document.links, links)
    table_of: dict[str, dict[str, float]] = {}
    for (kind, pair), total in sorted(scores.items()):
        table_of.setdefault(kind, {})[pair] = round(total.f1, 4)
    return table_of, np.asarray(beads, np.float64)


def isotonic(beads: Array) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Probability in the search -> share of right beads, rising (pool adjacent violators), as knots.

    Beads are taken in groups of at least BIN, so that few of them say nothing of their own.
    """
    order = beads[np.argsort(beads[:, 0], kind="stable")]
    groups: list[list[float]] = []  # beads, sum of probabilities, sum of right ones
    for first in range(0, len(order), BIN):
        part = order[first : first + BIN]
        groups.append([float(len(part)), float(part[:, 0].sum()), float(part[:, 1].sum())])
        while len(groups) > 1 and groups[-2][2] / groups[-2][0] >= groups[-1][2] / groups[-1][0]:
            last = groups.pop()
            groups[-1] = [x + y for x, y in zip(groups[-1], last, strict=True)]
    knots = [(total / many, min(right + 0.5, many - 0.5) / many) for many, total, right in groups]
    xs = [0.0, *(x for x, _ in knots), 1.0]
    ys = [knots[0][1] / 2, *(y for _, y in knots), knots[-1][1]]
    return tuple(round(x, 6) for x in xs), tuple(round(y, 5) for y in ys)


def reliability(beads: Array, model: Model) -> list[dict[str, float]]:
    """How often beads of each confidence are right."""
    sure = np.asarray([model.confidence(float(probability)) for probability in beads[:, 0]])
    table = []
    for low, high in ((0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.99), (0.99, 1.01)):
        inside = (sure >= low) & (sure < high)
        if inside.any():
            table.append(
                {
                    "from": low,
                    "beads": int(inside.sum()),
                    "confidence": round(float(sure[inside].mean()), 4),
                    "right": round(float(beads[inside, 1].mean()), 4),
                }
            )
    return table


def main() -> None:
    """Train, write, and say how good it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--lexicons", type=Path, required=True, help="folder of lexicon.fold0.bin ... lexicon.half.bin")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--disturbed", type=int, default=240, help="documents of disturbed reports to train on")
    parser.add_argument("--units", type=int, default=UNITS)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    reports = list(read_reports(options.corpus))
    learned = [report for report in reports if half(report.name) == "train"]
    unseen = [report for report in reports if half(report.name) == "test"]
    names = {fold: f"fold{fold}" for fold in range(FOLDS)} | {None: "half"}
    lexicons = {
        (pair, fold): Lexicon.load(options.lexicons / f"lexicon.{name}.bin", *pair)
        for fold, name in names.items()
        for pair in PAIRS
    }
    begin = time.monotonic()
    describe = Describer(learned)
    kept = [report for report in learned if number_of(report.name) // 11 % KEPT_OUT == 0]
    rest = [report for report in learned if report not in kept]
    training = natural(describe, rest, lexicons, True, thin=True) + disturbed(
        describe, rest, lexicons, options.disturbed, True, thin=True
    )
    impossible = sum(document.way is None for document in training)
    print(f"{len(training)} documents described in {time.monotonic() - begin:.0f} s; {impossible} not used", flush=True)
    hidden, bias, output, linear, constant = fit(training, options.units, options.epochs, options.seed)
    model = replace(describe.blank, hidden=hidden, hidden_bias=bias, output=output, linear=linear, constant=constant)
    del training
    calibration = natural(describe, kept, lexicons, True) + disturbed(describe, kept, lexicons, 90, True)
    model = replace(model, reliability=isotonic(results(calibration, model)[1]))
    model.write(options.output)
    model = Model.read(options.output)
    testing = natural(describe, unseen, lexicons, False) + disturbed(describe, unseen, lexicons, 45, False)
    figures, beads = results(testing, model)
    for entry in reliability(beads, model):
        print(json.dumps(entry))
    print(json.dumps({"f1": figures, "seconds": round(time.monotonic() - begin)}))


if __name__ == "__main__":
    main()

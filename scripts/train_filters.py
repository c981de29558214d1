"""Learns what aligner/corpus/data/filters.json holds: lengths by pair, and the learnt filter's curves and thresholds.

    python -m scripts.train_filters corpus --tico tico19 -o aligner/corpus/data/filters.json

Only the training half of the reports is read. Their beads are scored with lexicons that have not seen them (four
folds), as are the beads with planted damage; each model is a logistic regression on the scores, each bent into
straight pieces, and its thresholds by pair let `--rejected` of the sound beads go. The same input gives the same file.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import combinations, permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from aligner.alignment.encoder import default_encoder
from aligner.alignment.lexicon import Lexicon
from aligner.corpus import filter_data
from aligner.corpus.filter_base import PREFIX
from aligner.corpus.filter_learnt import model_name
from aligner.corpus.filters import FILTERS, scored
from aligner.files import write_atomically
from scripts.corpus_glosses import LexiconGlosses
from scripts.plant_damage import damaged_frame, frame_of, sound_beads
from scripts.reports_corpus import LANGUAGES, Report, half, read_reports
from scripts.train_lexicon import fold_of

if TYPE_CHECKING:
    import polars as pl

    Array = np.ndarray[Any, Any]

__all__ = ["fitted", "sound_frame"]

_FEATURES = (
    *("ratio", "punctuation", "links", "html", "furniture", "copy", "repetition"),
    *("script", "symbols", "characters", "encoding", "numbers", "names", "lone-names"),
)
_KNOTS = 8
_RIDGE = 3e-6
_STEPS = 1500
_WEIGHTS = {"": 16.0, "swapped names": 3.0, "swapped numbers": 1.5}  # of a kind; what is hard to see counts for more
_FOLDS = 4


def sound_frame(reports: Iterable[Report]) -> pl.DataFrame:
    """The beads of reports as they are, in all six directions."""
    reports = list(reports)
    return frame_of(
        bead
        for source, target in permutations(LANGUAGES, 2)
        for report in reports
        for bead in sound_beads(report, source, target)
    )


def ratios(frame: pl.DataFrame) -> dict[str, list[float]]:
    """For each pair the mean of log(target / source length), and a, b of its variance a + b / length."""
    found = {}
    for source, target in combinations(sorted(LANGUAGES), 2):
        pair = frame.filter(source_language=source, target_language=target)
        here, there = ((pair[f"{side}_text"].str.len_chars() + 1).to_numpy() for side in ("source", "target"))
        log = np.log(there / here)
        mean = float(np.mean(log))
        inverse = 1 / np.sqrt(here * there)
        basis = np.stack([np.ones(len(log)), inverse], axis=1)
        a, b = np.linalg.lstsq(basis, (log - mean) ** 2, rcond=None)[0]
        found[f"{source}-{target}"] = [round(mean, 4), round(max(float(a), 0.003), 4), round(max(float(b), 0.0), 3)]
    return found


def _points(values: Array, damaged: Array) -> list[float]:
    """Where a curve may bend: between the least and the greatest score, by the quantiles of both kinds of beads."""
    quantiles = np.linspace(0, 1, _KNOTS)
    both = np.concatenate([np.quantile(values[~damaged], quantiles**3), np.quantile(values[damaged], quantiles)])
    points = sorted({round(float(x), 3) for x in both})
    kept = points[:1]
    width = (points[-1] - points[0]) / 24
    for point in points[1:-1]:
        if point - kept[-1] > width:
            kept.append(point)
    if points[-1] - kept[-1] <= width and len(kept) > 1:
        kept.pop()
    return [*kept, points[-1]] if len(points) > 1 else [points[0], points[0] + 1]


def _rising(x: Array, at: Sequence[float]) -> Array:
    """One column a piece of the curve: how far into it each score is, 0 to 1."""
    low, high = np.array(at[:-1]), np.array(at[1:])
    return np.clip((x[:, None] - low) / (high - low), 0, 1)


def fitted(frame: pl.DataFrame, features: Sequence[str], rejected: float) -> dict[str, Any]:
    """A model: for each score a curve that rises, and for each pair the bias at which `rejected` sound beads go."""
    import polars as pl

    damaged = (frame["damage"] != "").to_numpy()
    kinds = frame["damage"].to_numpy()
    points, columns, blocks = {}, [], []
    for name in features:
        values = frame[PREFIX + name].cast(pl.Float64).to_numpy()
        known = ~np.isnan(values)
        points[name] = _points(values[known], damaged[known])
        block = _rising(np.where(known, values, points[name][-1]), points[name])
        blocks.append(block.shape[1])
        columns.append(block)
    x = np.concatenate(columns, axis=1)
    weight = np.zeros(len(kinds))
    for kind in np.unique(kinds):
        weight[kinds == kind] = _WEIGHTS.get(kind, 1.0) / np.sum(kinds == kind)
    coefficients = _logistic(x, (~damaged).astype(float), weight / weight.sum())
    curves, start = {}, 0
    for name, size in zip(features, blocks, strict=True):
        steps = coefficients[start : start + size]
        start += size
        if steps.sum() > 0.05:
            heights = np.concatenate([[0.0], np.cumsum(steps)]) - steps.sum()
            curves[name] = [points[name], [round(float(h), 4) for h in heights]]
    total = x @ coefficients - coefficients.sum()
    bias = {}
    for source, target in permutations(LANGUAGES, 2):
        here = ((frame["source_language"] == source) & (frame["target_language"] == target)).to_numpy() & ~damaged
        bias[f"{source}-{target}"] = round(-float(np.quantile(total[here], rejected)), 4)
    return {"curves": curves, "bias": bias}


def _logistic(x: Array, y: Array, weight: Array) -> Array:
    """Weights, none below 0, of a logistic regression: projected gradients with momentum (Beck and Teboulle, 2009)."""
    x1 = np.concatenate([x, np.ones((len(x), 1))], axis=1)
    reach = 0.25 * float(np.linalg.eigvalsh((x1 * weight[:, None]).T @ x1)[-1]) + _RIDGE
    w = np.zeros(x1.shape[1])
    ahead, pace = w, 1.0
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(x1 @ ahead, -30, 30)))
        new = ahead - (x1.T @ (weight * (p - y)) + _RIDGE * ahead) / reach
        new[:-1] = np.maximum(new[:-1], 0)
        if (ahead - new) @ (new - w) > 0:
            pace = 1.0  # it went too far: momentum anew
        after = (1 + (1 + 4 * pace**2) ** 0.5) / 2
        ahead, w, pace = new + (pace - 1) / after * (new - w), new, after
    return w[:-1]


def _tables(reports: Sequence[Report], lexicons: Path, seed: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Sound beads and damaged ones with their scores, without a lexicon and with one."""
    import polars as pl

    names = [name for name in FILTERS if name not in ("terms", "language", "learnt")]
    plain, words = [], []
    for fold in range(_FOLDS):
        some = [report for report in reports if fold_of(report.name, _FOLDS) == fold]
        glosses = LexiconGlosses(partial(Lexicon.load, lexicons / f"fold{fold}.bin"))
        given = {
            **{name: {"glosses": glosses} for name in ("words", "names", "lone-names")},
            "margin": {"encoder": default_encoder()},
        }
        damaged = damaged_frame(some, seed=seed)
        frames = [sound_frame(some), damaged]
        scores = [scored(frame, names, given) for frame in frames]
        words.append(pl.concat([scores[0], scores[1].filter(pl.col("damage") != "")]))
        bare = words[-1].drop(PREFIX + "names", PREFIX + "lone-names")
        plain.append(scored(bare, ["names", "lone-names"]))
        print(f"fold {fold}: {words[-1].height} beads", flush=True)
    return pl.concat(plain), pl.concat(words)


def _models(tables: Mapping[str, pl.DataFrame], rejected: float) -> dict[str, Any]:
    models = {}
    for words in (False, True):
        for margin in (False, True):
            features = [*_FEATURES, *(["words"] if words else []), *(["margin"] if margin else [])]
            name = model_name(words=words, margin=margin)
            models[name] = fitted(tables["words" if words else "plain"], features, rejected)
    return models


def main() -> None:
    """Learns from the training half of a corpus."""
    import polars as pl

    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", type=Path, help="a folder of trilingual reports")
    arguments.add_argument("--lexicons", type=Path, required=True, help="fold0.bin to fold3.bin of train_lexicon")
    arguments.add_argument("--rejected", type=float, default=0.016, help="share of sound beads that may go")
    arguments.add_argument("--seed", type=int, default=11)
    arguments.add_argument("--keep", type=Path, help="a folder for the tables of scores: read if they are there")
    arguments.add_argument("-o", "--output", type=Path, required=True)
    options = arguments.parse_args()
    reports = [report for report in read_reports(options.corpus) if half(report.name) == "train"]
    learnt: dict[str, Any] = {"ratio": ratios(sound_frame(reports))}
    filter_data.learnt().update(learnt)
    filter_data.ratio_table.cache_clear()
    kept = [options.keep / f"{kind}.parquet" for kind in ("plain", "words")] if options.keep else []
    if kept and all(path.is_file() for path in kept):
        plain, words = map(pl.read_parquet, kept)
    else:
        plain, words = _tables(reports, options.lexicons, options.seed)
        for path, table in zip(kept, (plain, words), strict=False):
            table.write_parquet(path)
    tables = {"plain": plain, "words": words}
    learnt["models"] = _models(tables, options.rejected)
    with write_atomically(options.output) as file:
        file.write((json.dumps(learnt, sort_keys=True, indent=1) + "\n").encode())


if __name__ == "__main__":
    main()

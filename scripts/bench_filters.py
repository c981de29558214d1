"""Measures the filters of corpora on the half of the reports that nothing was learnt from.

    python -m scripts.bench_filters corpus --lexicon half.bin --opusfilter-python venv/bin/python

Human translations should survive, planted damage (scripts/plant_damage.py) should not. `--lexicon` is a lexicon that
has not seen these reports (`train_lexicon --half train`); without it only what needs none is measured. OpusFilter's
default set judges the same beads where it can be imported, here or by the interpreter given, and else is said not to be
measured. The last line is one JSON object:

rejected            share of human beads that each set rejects, by pair of languages
caught              share of the damaged beads that are rejected: the mean over the kinds; caught_of_all: of all of them
caught_by_kind      the same for each kind
speed               beads a second of CPU time
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from aligner.alignment.encoder import default_encoder
from aligner.alignment.lexicon import Lexicon
from aligner.corpus.filters import DEFAULT, FILTERS, judged, scored
from scripts.corpus_glosses import LexiconGlosses
from scripts.plant_damage import damaged_frame, frame_of, sound_beads
from scripts.reports_corpus import half, read_reports

__all__ = ["figures", "measured"]

PAIRS = (("en", "ar"), ("en", "ru"), ("ar", "ru"), ("ar", "en"), ("ru", "en"), ("ru", "ar"))


def measured(sound: pl.DataFrame, damaged: pl.DataFrame, params: dict[str, Any]) -> tuple[dict[str, Any], pl.DataFrame]:
    """The figures of the default set with what is handed in, and all beads as judged."""
    begin = time.process_time()
    frames = [judged(sound, params=params), judged(damaged, params=params)]
    seconds = time.process_time() - begin
    both = pl.concat([frames[0], frames[1].filter(pl.col("damage") != "")])
    found = figures(both)
    found["speed"] = round((sound.height + damaged.height) / max(seconds, 1e-9))
    return found, both


def figures(beads: pl.DataFrame) -> dict[str, Any]:
    """What is rejected and caught, from a frame with `damage` and `kept`."""
    gone = (~pl.col("kept")).mean()
    pair = pl.concat_str("source_language", pl.lit("-"), "target_language").alias("pair")
    sound = beads.filter(damage="").group_by(pair).agg(gone.alias("gone"))
    kinds = beads.filter(pl.col("damage") != "").group_by("damage").agg(gone.alias("gone"))
    by_kind = {kind: round(share, 4) for kind, share in sorted(kinds.rows())}
    damaged = beads.filter(pl.col("damage") != "")
    return {
        "rejected": {name: round(share, 4) for name, share in sorted(sound.rows())},
        "caught": round(sum(by_kind.values()) / max(len(by_kind), 1), 4),
        "caught_of_all": round(damaged.select(gone).item() or 0.0, 4) if damaged.height else 0.0,
        "caught_by_kind": by_kind,
    }


# ---------------------------------------------------------------------------------------------------------------------
# OpusFilter

_OPUSFILTER = """
import json, sys, time
from opusfilter import filters as f
from opusfilter.lid import LinguaFilter
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
scripts = {"en": "Latin", "ar": "Arabic", "ru": "Cyrillic"}
kept, seconds = [True] * len(rows), 0.0
for pair in sorted({row[0] for row in rows}):
    codes = pair.split("-")
    places = [n for n, row in enumerate(rows) if row[0] == pair]
    texts = [tuple(rows[n][1:]) for n in places]
    asked = [f.LengthFilter(), f.LengthRatioFilter(), f.LongWordFilter(), f.HtmlTagFilter(),
             f.AverageWordLengthFilter(), f.AlphabetRatioFilter(), f.TerminalPunctuationFilter(),
             f.NonZeroNumeralsFilter(), f.LongestCommonSubstringFilter(), f.SimilarityFilter(), f.RepetitionFilter(),
             f.CharacterScoreFilter(scripts=[scripts[c] for c in codes]), LinguaFilter(languages=codes)]
    begin = time.process_time()
    for one in asked:
        for n, score in zip(places, one.score(texts)):
            kept[n] = kept[n] and bool(one.accept(score))
    seconds += time.process_time() - begin
print(json.dumps({"kept": kept, "speed": round(len(rows) / max(seconds, 1e-9))}))
"""


def opusfilter(beads: pl.DataFrame, interpreter: str) -> dict[str, Any] | None:
    """The figures of OpusFilter's default set (that of its `autogen`, with Lingua); None where it is not installed."""
    if subprocess.run([interpreter, "-c", "import opusfilter"], capture_output=True, check=False).returncode:
        return None
    columns = beads.select(
        pl.concat_str("source_language", pl.lit("-"), "target_language"), "source_text", "target_text"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "beads.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in columns.rows()), encoding="utf-8")
        ran = subprocess.run([interpreter, "-c", _OPUSFILTER, str(path)], capture_output=True, text=True, check=False)
    if ran.returncode:
        print(ran.stderr[-2000:], file=sys.stderr)
        return None
    found = json.loads(ran.stdout.splitlines()[-1])
    return {**figures(beads.with_columns(pl.Series("kept", found["kept"]))), "speed": found["speed"]}


# ---------------------------------------------------------------------------------------------------------------------


def _speeds(beads: pl.DataFrame, params: dict[str, Any]) -> dict[str, int]:
    """Beads a second of CPU time of each filter alone, its words met before."""
    speeds = {}
    warm = beads.slice(0, beads.height // 2)
    for name, entry in FILTERS.items():
        given = {name: params[name]} if name in params else None
        if name in ("terms", "learnt", "language", "margin") or (
            "glosses" in entry.defaults and name == "words" and not given
        ):
            continue
        scored(warm, [name], given)
        begin = time.process_time()
        scored(beads, [name], given)
        speeds[name] = round(beads.height / max(time.process_time() - begin, 1e-9))
    return speeds


def _table(sets: dict[str, dict[str, Any]]) -> str:
    first = next(iter(sets.values()))
    rows = [("", *sets)]
    rows += [
        (f"rejected {key}", *(f"{found['rejected'].get(key, 0):.2%}" for found in sets.values()))
        for key in first["rejected"]
    ]
    rows += [
        (key, *(f"{found['caught_by_kind'].get(key, 0):.2%}" for found in sets.values()))
        for key in first["caught_by_kind"]
    ]
    rows += [(key, *(f"{found[key]:.2%}" for found in sets.values())) for key in ("caught", "caught_of_all")]
    rows.append(("beads per CPU second", *(str(found["speed"]) for found in sets.values())))
    width = max(len(row[0]) for row in rows)
    return "\n".join(row[0].ljust(width) + "".join(cell.rjust(18) for cell in row[1:]) for row in rows)


def main() -> None:
    """Prints a table and, as the last line, one JSON object."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", type=Path, help="a folder of trilingual reports")
    arguments.add_argument("--half", choices=("train", "test", "all"), default="test")
    arguments.add_argument("--lexicon", type=Path, help="a file of lexicons that has not seen the half")
    arguments.add_argument("--no-encoder", action="store_true", help="leave out the set with the sentence encoder")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--reports", type=int, help="read only the first so many")
    arguments.add_argument("--opusfilter-python", default=sys.executable, help="an interpreter that has OpusFilter")
    arguments.add_argument("--opusfilter-beads", type=int, default=6000, help="so many, drawn from all, judged by it")
    options = arguments.parse_args()
    reports = [r for r in read_reports(options.corpus) if options.half in ("all", half(r.name))][: options.reports]
    sound = frame_of(bead for pair in PAIRS for report in reports for bead in sound_beads(report, *pair))
    damaged = damaged_frame(reports, seed=options.seed, pairs=PAIRS)
    sets: dict[str, dict[str, Any]] = {}
    sets["plain"], beads = measured(sound, damaged, {})
    params: dict[str, Any] = {}
    if options.lexicon:
        glosses = {"glosses": LexiconGlosses(partial(Lexicon.load, options.lexicon))}
        params = {"words": glosses, "names": glosses, "lone-names": glosses}
        sets["lexicon"], _ = measured(sound, damaged, params)
    if not options.no_encoder:
        sets["with encoder"], _ = measured(sound, damaged, {**params, "margin": {"encoder": default_encoder()}})
    some = beads.sample(min(options.opusfilter_beads, beads.height), seed=options.seed)
    theirs = opusfilter(some, options.opusfilter_python)
    if theirs:
        sets["OpusFilter"] = theirs
    print(_table(sets))
    if not theirs:
        print("OpusFilter is not installed: not measured (pip install opusfilter)")
    speeds = _speeds(beads.head(20000), params)
    print("beads per CPU second, each filter alone: " + ", ".join(f"{name} {speed}" for name, speed in speeds.items()))
    ours = list(sets)[-2] if theirs else list(sets)[-1]
    result = {
        **sets[ours],
        "sets": sets,
        "speeds": speeds,
        "default": list(DEFAULT),
        "opusfilter_measured": bool(theirs),
    }
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()

"""Writes a corpus of as many beads as asked for, as shards of records: the reports, said again in other words.

    python -m scripts.synthetic_corpus OUT --beads 10000000 --workers 2

A bead is a sentence of scripts/data/reports with an opening, invented names, a number of days and the beginning of
another sentence, on both sides alike; a document is thirty beads. Planted, with known shares: copies, copies of one
side, copies but for a figure, near copies, boilerplate, revisions of documents, and sides that do not belong together.
All draws are hashes of the place of a bead and the seed: so shards can be made side by side, and a small corpus is the
beginning of a large one. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from aligner.bitext import schema as bitext_schema
from aligner.corpus.executors import open_executor
from aligner.corpus.keys import mixed
from aligner.corpus.records import SHARD, from_bitext, write_shard
from scripts.reports_corpus import LANGUAGES, read_reports

__all__ = ["KINDS", "LINES", "Written", "shards"]

REPORTS = Path(__file__).parent / "data" / "reports"
PAIRS = (("en", "ar"), ("en", "ru"), ("ru", "ar"))
LINES = 30  # beads of a document
KINDS = ("copy", "side", "figures", "near", "boilerplate", "shifted", "revised")
SHARES = (0.05, 0.02, 0.02, 0.03, 0.02, 0.03)  # of the beads; revised are half of the beads of
REVISED = 0.02  # of the documents, which are those of an earlier one under another name
_STEMS = {
    "en": ("Bal", "Dor", "Kel", "Mar", "Nas", "Rov", "Sal", "Tam", "Var", "Zel"),
    "ar": ("بل", "دور", "كل", "مار", "ناس", "روف", "سال", "تام", "فار", "زيل"),
    "ru": ("Бал", "Дор", "Кел", "Мар", "Нас", "Ров", "Сал", "Там", "Вар", "Зел"),
}
_ENDS = {
    "en": ("an", "ard", "emi", "eth", "ic", "in", "o", "ov", "uni", "ush"),
    "ar": ("ان", "ارد", "يمي", "يث", "يك", "ين", "و", "وف", "وني", "وش"),
    "ru": ("ан", "ард", "еми", "ет", "ик", "ин", "о", "ов", "уни", "уш"),
}
_OPENINGS = {
    "en": ("Before {}, ", "According to {}, ", "As {} put it, ", "In the words of {}, ", "For {}, "),
    "ar": ("قبل {}، ", "وفقا لـ{}، ", "كما عبر {}، ", "وبحسب تعبير {}، ", "بالنسبة إلى {}، "),
    "ru": ("До {} ", "По данным {}, ", "Как выразился {}, ", "По словам {}, ", "Для {} "),
}
_DATES = {"en": " ({} days later)", "ar": " (بعد {} يوما)", "ru": " (через {} дн.)"}
_BOILERPLATE = {
    "en": ("This report may not be published or passed on without leave, page ", "."),
    "ar": ("لا يجوز نشر هذا التقرير أو نقله دون إذن، صفحة ", "."),
    "ru": ("Публиковать и передавать этот доклад без разрешения нельзя, страница ", "."),
}
Numbers = Any  # an array of unsigned 64 bits


@dataclass(frozen=True)
class Written:
    """A shard, and how many beads of each planted kind it has."""

    path: Path
    beads: int
    planted: dict[str, int]


@dataclass(frozen=True)
class _Shard:
    path: str
    first: int  # place of its first bead
    beads: int
    seed: int


def shards(out: Path, beads: int, *, seed: int = 1, size: int = SHARD, workers: int = 1) -> Iterator[Written]:
    """Write the shards of a corpus, in order; whole documents only."""
    size = max(size // LINES, 1) * LINES
    starts = range(0, beads, size)
    tasks = [
        _Shard(str(out / f"shard-{n:05d}.parquet"), at, min(size, beads - at), seed) for n, at in enumerate(starts)
    ]
    with open_executor("processes", workers) as executor:
        yield from executor.map(_write, tasks)


def _write(task: _Shard) -> Written:
    places = np.arange(task.first, task.first + task.beads, dtype=np.uint64)
    kinds, origins = _kinds(places, task.seed)
    pair = (origins // np.uint64(LINES) % np.uint64(len(PAIRS))).astype(np.int64)
    sides = []
    for side in (0, 1):
        texts = np.empty(len(places), object)
        for number, codes in enumerate(PAIRS):
            here = np.flatnonzero(pair == number)
            texts[here] = _texts(codes[side], side, places[here], origins[here], kinds[here], task.seed)
        sides.append(texts.tolist())
    languages = [[PAIRS[number][side] for number in pair.tolist()] for side in (0, 1)]
    score = 0.5 + _draw(places, task.seed, 90, 5000) / 10_000
    score = np.where(kinds == KINDS.index("shifted"), score - 0.4, score)
    write_shard(_records(places, sides, languages, score, task.seed), Path(task.path))
    counts = np.bincount(kinds + 1, minlength=len(KINDS) + 1)[1:]
    return Written(Path(task.path), task.beads, dict(zip(KINDS, counts.tolist(), strict=True)))


def _draw(places: Numbers, seed: int, purpose: int, below: int) -> Numbers:
    """A number below a limit for each place, another one for each purpose."""
    return mixed(mixed(places + np.uint64(seed << 32)) + np.uint64(purpose)) % np.uint64(below)


def _kinds(places: Numbers, seed: int) -> tuple[Numbers, Numbers]:
    """What is planted at each place (-1: nothing), and the place whose sentence is said there."""
    value = _draw(places, seed, 1, 1 << 30) / (1 << 30)
    kinds = np.searchsorted(np.cumsum(SHARES), value, side="right").astype(np.int64)
    kinds[kinds == len(SHARES)] = -1
    documents, lines = places // np.uint64(LINES), places % np.uint64(LINES)
    revised = (_draw(documents, seed, 2, 1 << 30) / (1 << 30) < REVISED) & (lines % np.uint64(2) == 1) & (documents > 0)
    kinds[revised] = KINDS.index("revised")
    earlier = _draw(documents, seed, 3, 1 << 62) % np.maximum(documents, np.uint64(1)) * np.uint64(LINES) + lines
    any_before = _draw(places, seed, 4, 1 << 62) % np.maximum(places, np.uint64(1))
    said_again = np.isin(kinds, [KINDS.index(kind) for kind in ("copy", "side", "figures", "near")])
    origins = np.where(revised, earlier, np.where(said_again, any_before, places))
    return kinds, origins


def _texts(code: str, side: int, places: Numbers, origins: Numbers, kinds: Numbers, seed: int) -> Sequence[str]:
    """The texts of a side, all in one language."""
    other_side = KINDS.index("side"), KINDS.index("shifted")  # in which of these the side is another sentence
    strange = kinds == other_side[side]
    said = _sentences_at(code, np.where(strange, places + np.uint64(1 << 40), origins), seed)
    own = pl.Series(places)
    name = pl.Series(_STEMS[code]).gather(_draw(places, seed, 5, len(_STEMS[code])))
    frame = pl.DataFrame({"said": said, "own": own, "kind": kinds, "name": name, "page": _draw(places, seed, 6, 400)})
    before, after = _BOILERPLATE[code]
    kind = {kind: pl.col("kind") == number for number, kind in enumerate(KINDS)}
    made = frame.select(
        pl.when(kind["figures"])
        .then(pl.concat_str("said", pl.lit(" ("), "own", pl.lit(")")))
        .when(kind["near"])
        .then(pl.concat_str("name", pl.lit(": "), "said"))
        .when(kind["boilerplate"])
        .then(pl.concat_str(pl.lit(before), "page", pl.lit(after)))
        .otherwise("said")
        .alias("text")
    )
    return made["text"].to_list()


def _sentences_at(code: str, places: Numbers, seed: int) -> pl.Series:
    """The sentences of these places: each hangs on its place and the seed only."""
    whole, heads = _reports()[code]
    names = _names(code)
    before, after = zip(*(opening.split("{}") for opening in _OPENINGS[code]), strict=True)
    opening = _draw(places, seed, 10, len(before))
    days_before, days_after = _DATES[code].split("{}")
    frame = pl.DataFrame(
        {
            "before": pl.Series(before).gather(opening),
            "name": names.gather(_draw(places, seed, 11, len(names))),
            "after": pl.Series(after).gather(opening),
            "said": whole.gather(_draw(places, seed, 12, len(whole))),
            "days": _draw(places, seed, 13, 900) + np.uint64(2),
            "head": heads.gather(_draw(places, seed, 14, len(heads))),
            "other": names.gather(_draw(places, seed, 15, len(names))),
        }
    )
    days = pl.concat_str(pl.lit(days_before), "days", pl.lit(days_after))
    return frame.select(
        pl.concat_str(
            "before", "name", "after", "said", days, pl.lit(": "), "head", pl.lit(" - "), "other", pl.lit(".")
        )
    ).to_series()


@lru_cache(maxsize=1)
def _reports() -> dict[str, tuple[pl.Series, pl.Series]]:
    """The sentences that all languages have, without their full stops, and their first words."""
    found = []
    for report in read_reports(REPORTS):
        for bead in report.beads:
            texts = [bead.text(code).strip() for code in LANGUAGES]
            if all(len(text) > 20 for text in texts):
                found.append(texts)
    columns = dict(zip(LANGUAGES, zip(*found, strict=True), strict=True))
    return {
        code: (
            pl.Series([text.rstrip(".") for text in texts]),
            pl.Series([" ".join(text.split()[:5]).rstrip(".,،") for text in texts]),
        )
        for code, texts in columns.items()
    }


@lru_cache(maxsize=len(LANGUAGES))
def _names(code: str) -> pl.Series:
    """A thousand names, the same ones in each language."""
    return pl.Series([a + b + c for a in _STEMS[code] for b in _ENDS[code] for c in _ENDS[code]])


def _records(
    places: Numbers, sides: Sequence[list[str]], languages: Sequence[list[str]], score: Numbers, seed: int
) -> pl.DataFrame:
    document = places // np.uint64(LINES)
    text = pl.Series("document", document).cast(pl.String).str.zfill(8)
    frame = pl.DataFrame(
        {
            "document": "report " + text,
            "revision": pl.Series(mixed(document + np.uint64(seed << 32))).cast(pl.String).str.zfill(20),
            "position": pl.Series(places % np.uint64(LINES)).cast(pl.Int32),
            "source": pl.Series(sides[0]).reshape((-1, 1)).arr.to_list(),
            "target": pl.Series(sides[1]).reshape((-1, 1)).arr.to_list(),
            "confidence": score,
            "source_language": languages[0],
            "target_language": languages[1],
        }
    )
    fixed = {"kind": "paragraph", "shape": "1-1", "origin": "human", "state": "draft"}
    ident = pl.format("{}#{}:{}-{}", "document", "position", "source_language", "target_language")
    empty = [
        pl.lit([] if isinstance(dtype, pl.List) else "" if dtype == pl.String else None, dtype=dtype).alias(name)
        for name, dtype in bitext_schema().items()
        if name not in frame.columns
    ]
    frame = frame.with_columns(empty).with_columns(ident.alias("id"), *(pl.lit(v).alias(k) for k, v in fixed.items()))
    frame = frame.with_columns((pl.col("position") + 1).alias("line")).select(bitext_schema().keys())
    return from_bitext(frame, input="synthetic", licence="CC0-1.0", place=pl.col("document"))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="the folder for the shards")
    parser.add_argument("--beads", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shard", type=int, default=SHARD, help="beads of a shard, at most")
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args(arguments)
    begin, planted, written = time.perf_counter(), dict.fromkeys(KINDS, 0), 0
    for made in shards(given.out, given.beads, seed=given.seed, size=given.shard, workers=given.workers):
        written += 1
        for kind, count in made.planted.items():
            planted[kind] += count
    seconds = round(time.perf_counter() - begin, 1)
    print(json.dumps({"beads": given.beads, "shards": written, "seconds": seconds, "planted": planted}))


if __name__ == "__main__":
    main()

"""Shards of beads made on the spot, for tests of keys, duplicates and splits."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from aligner.bitext import schema as bitext_schema
from aligner.corpus.records import from_bitext, write_shard
from tests.corpus.shards import SENTENCES

FIXED = {"kind": "paragraph", "shape": "1-1", "origin": "human", "state": "draft", "confidence": 0.5}


def frame(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Records of rows with source and target, and whatever else they say."""
    made = []
    for number, row in enumerate(rows):
        document = row["document"]
        whole: dict[str, Any] = {
            name: [] if isinstance(dtype, pl.List) else "" if dtype == pl.String else None
            for name, dtype in bitext_schema().items()
        }
        whole |= {
            "id": f"{document}#{number}",
            "document": document,
            "revision": document,
            "position": number,
            "line": 1,
        }
        whole |= {"source_language": "en", "target_language": "ru", **FIXED}
        whole |= {name: value for name, value in row.items() if name in whole}
        whole |= {"source": [row["source"]], "target": [row["target"]]}
        made.append(whole)
    beads = pl.DataFrame(made, schema=bitext_schema(), orient="row")
    parts = pl.Series([row.get("input", "news") for row in rows], dtype=pl.String)
    records = from_bitext(beads, input="news", licence="CC0-1.0", place="here").with_columns(parts.alias("input"))
    if any("kept" in row for row in rows):
        kept = pl.Series([row.get("kept", True) for row in rows])
        records = records.with_columns(kept.alias("kept") & pl.col("kept"))
    if any("split" in row for row in rows):
        records = records.with_columns(pl.Series("split", [row.get("split", "train") for row in rows]))
    return records


def written(folder: Path, rows: Sequence[Mapping[str, Any]], *, size: int = 5) -> list[Path]:
    """The rows as shards of so many."""
    rows = [{"document": f"report {number}", **row} for number, row in enumerate(rows)]
    paths = []
    for start in range(0, len(rows), size):
        path = folder / f"shard-{start // size:03d}.parquet"
        write_shard(frame(rows[start : start + size]), path)
        paths.append(path)
    return paths


def sentence(number: int, language: str) -> str:
    """A long sentence that is like no other; the same number is the same meaning."""
    draw = random.Random(number)
    letters = {"en": "abcdefghiklmnoprstuvwy", "ru": "абвгдежзиклмнопрстуфхшя", "ar": "ابتثجحخدذرزسشصضطعغفقكلمنهوي"}
    words = ["".join(draw.choices(letters[language], k=draw.randrange(3, 9))) for _ in range(16)]
    return f"{' '.join(words)} {draw.choice(SENTENCES[language])}"


def bead(number: int, **more: Any) -> dict[str, Any]:
    """A row with the sentence of this number on both sides."""
    return {"source": sentence(number, "en"), "target": sentence(number, "ru"), **more}

"""Shards of records for tests of exports: sentences of our own, with terms, splits, and characters that break lines."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from aligner.bitext import schema as bitext_schema

SENTENCES = {
    "en": (
        "The governor of Homs visited two schools on Monday.",
        "Water came back to eleven villages after nine days.",
        "“We will not leave,” said the head of the council.",
        "The committee counted 1,250 families in the camp.",
        "Rain closed the road between Hama and Salamiyah.",
        "Doctors asked for fuel, bread and blankets.",
    ),
    "ar": (
        "زار محافظ حمص مدرستين يوم الاثنين.",
        "عادت المياه إلى إحدى عشرة قرية بعد تسعة أيام.",
        "«لن نغادر»، هكذا قال رئيس المجلس.",
        "أحصت اللجنة ١٬٢٥٠ عائلة في المخيَّم.",
        "أغلق المطر الطريق بين حماة وسلمية.",
        "طلب الأطباء وقودًا وخبزًا وبطانيات.",
    ),
    "ru": (
        "В понедельник губернатор Хомса посетил две школы.",
        "Через девять дней вода вернулась в одиннадцать деревень.",
        "«Мы не уйдём», — сказал глава совета.",
        "Комитет насчитал в лагере 1250 семей.",
        "Дождь перекрыл дорогу между Хамой и Саламией.",
        "Врачи попросили топливо, хлеб и одеяла.",
    ),
}
# concept -> its form in the sentences of each language, and its lemma
TERMS = {
    "homs": {"en": ("Homs", "Homs"), "ar": ("حمص", "حمص"), "ru": ("Хомса", "Хомс")},
    "hama": {"en": ("Hama", "Hama"), "ar": ("حماة", "حماة"), "ru": ("Хамой", "Хама")},
    "salamiyah": {"en": ("Salamiyah", "Salamiyah"), "ar": ("سلمية", "سلمية"), "ru": ("Саламией", "Саламия")},
}
LEMMAS = {concept: {code: lemma for code, (_, lemma) in names.items()} for concept, names in TERMS.items()}
ODD = (
    ("A tab\there and a line\nthere.", "Табуляция\tтут и строка\nтам."),
    ("Two\u2028separators\u2029of lines, one \x85 more.", "Два\u2028разделителя\u2029строк и ещё \x85 один."),
    ("A bell\x07, a null\x00 and\x1b a mark\ufeff.", "Звонок\x07, ноль\x00 и\x1b знак\ufeff."),
    ("“Quotes” \"straight\" 'single' <b>&amp;</b> ]]>", '«Кавычки» "прямые" <b>&amp;</b> ]]>'),
    ("Form\x0cfeed \x0b and\rreturn\r\n.", "Прогон\x0cлиста \x0b и\rвозврат\r\n."),
    ("A feature￨separator | bar", "Знак￨признака | черта"),
    (" blanks at both ends\u00a0", "  пробелы с обеих сторон "),
)
FILTER = "filter.ratio"


def schema() -> dict[str, Any]:
    """The columns of a record, as the contract of the room says."""
    text = pl.String()
    added = dict.fromkeys(("input", "place", "licence", "source_text", "target_text", "pair_key", "source_key"), text)
    added |= dict.fromkeys(("target_key", "near_key"), text)
    return {
        **bitext_schema(),
        **added,
        FILTER: pl.Float32(),
        "reasons": pl.List(pl.String()),
        "kept": pl.Boolean(),
        "component": text,
        "split": text,
    }


def record(
    number: int,
    source_language: str,
    target_language: str,
    texts: tuple[str, str],
    *,
    split: str = "train",
    kept: bool = True,
    **others: Any,
) -> dict[str, Any]:
    """One row."""
    document = others.pop("document", f"report {number // 4:03d}.md")
    key = hashlib.blake2b("\x1f".join(texts).encode(), digest_size=8).hexdigest()
    row: dict[str, Any] = dict.fromkeys(schema())
    row |= dict.fromkeys((name for name, dtype in schema().items() if dtype == pl.String), "")
    row |= {"flags": [], "repairs": [], "terms": _terms(source_language, target_language, texts)}
    row |= {
        "id": f"{document}#{number:04d}:{source_language}-{target_language}",
        "document": document,
        "revision": f"{number // 4:016x}",
        "position": number % 4,
        "kind": "paragraph",
        "line": number + 1,
        "shape": "1-1",
        "source_language": source_language,
        "target_language": target_language,
        "source": [texts[0]],
        "target": [texts[1]],
        "origin": "human",
        "confidence": 0.25 + (number % 3) / 4,
        "state": "draft",
        "input": "news",
        "place": f"news.tmx:{number}",
        "licence": "CC-BY-4.0",
        "source_text": texts[0],
        "target_text": texts[1],
        "pair_key": key,
        FILTER: 0.5,
        "reasons": [] if kept else ["length"],
        "kept": kept,
        "component": document,
        "split": split,
    }
    return row | others


def _terms(source: str, target: str, texts: tuple[str, str]) -> list[dict[str, Any]]:
    found = []
    for concept, names in TERMS.items():
        ours, theirs = names[source][0], names[target][0]
        begin, end = texts[0].find(ours), texts[1].find(theirs)
        if begin >= 0 and end >= 0:
            found.append(
                {
                    "concept": concept,
                    "source": ours,
                    "target": theirs,
                    "source_start": begin,
                    "target_start": end,
                    "strategy": "",
                    "verified": True,
                    "form": "gen" if target == "ru" else "",
                    "confidence": None,
                    "alternatives": [],
                }
            )
    return found


def records(rounds: int = 2) -> list[dict[str, Any]]:
    """Beads in three directions and three splits: odd, drafts, edited and rejected ones are among them."""
    rows = []
    for turn in range(rounds):
        for source, target in (("en", "ar"), ("en", "ru"), ("ru", "ar")):
            for place, texts in enumerate(zip(SENTENCES[source], SENTENCES[target], strict=True)):
                split = "train" if turn else ("train", "train", "train", "train", "validation", "test")[place]
                rows.append(record(len(rows), source, target, texts, split=split, kept=place != 5 or not turn))
    for texts in ODD:
        rows.append(record(len(rows), "en", "ru", texts, licence="", note="odd\x01 one"))
    more = {"origin": "machine", "engine": "argos", "score": -0.5}
    rows.append(record(len(rows), "en", "ru", ("A draft.", "Черновик."), **more))
    edited = {"state": "edited", "editor": "Лена", "edited": "2026-11-02T08:15:30Z"}
    rows.append(record(len(rows), "en", "ru", ("An edited one.", "Исправленный."), **more | edited))
    two = {"source": ["One.", "Two."], "target": ["Раз, два."], "shape": "2-1"}
    rows.append(record(len(rows), "en", "ru", ("One. Two.", "Раз, два."), **two))
    rows.append(record(len(rows), "en", "ru", ("Only here.", ""), target=[]))
    return rows


def write(folder: Path, rows: Sequence[dict[str, Any]], *, size: int = 17) -> list[Path]:
    """The rows as Parquet shards of so many rows each; the paths in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for start in range(0, len(rows), size):
        path = folder / f"shard-{start // size:05d}.parquet"
        pl.DataFrame(rows[start : start + size], schema=schema(), orient="row").write_parquet(path)
        paths.append(path)
    return paths

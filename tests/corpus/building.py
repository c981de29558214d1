"""Inputs of every kind and configurations over them, for tests of builds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from aligner.bitext import Bead, Bitext
from tests.corpus.shards import SENTENCES

# Pieces of sentences in the same order in each language: one of each list makes a sentence.
PIECES = {
    "en": (
        ("The governor", "A spokesman", "The delegation", "The mediator", "The ministry", "A doctor", "The council",
         "The engineer", "The ambassador", "An observer", "The company"),
        ("opened a bakery", "inspected the bridge", "promised new schools", "signed an agreement", "counted the tents",
         "asked for medicine", "repaired the power station", "refused to comment", "welcomed the ceasefire",
         "distributed blankets", "published a report", "cancelled the visit", "visited the harbour"),
        ("in Homs", "near Aleppo", "in Damascus", "outside Latakia", "in Idlib", "between Hama and Raqqa", "in Daraa"),
        ("on Monday morning.", "after a long debate.", "despite heavy rain.", "before the elections.",
         "for the first time.", "without any explanation.", "together with volunteers.", "at the request of farmers.",
         "during the holiday."),
    ),
    "ar": (
        ("المحافظ", "متحدث", "الوفد", "الوسيط", "الوزارة", "طبيب", "المجلس", "المهندس", "السفير", "مراقب", "الشركة"),
        ("افتتح مخبزا", "تفقد الجسر", "وعد بمدارس جديدة", "وقع اتفاقا", "أحصى الخيام", "طلب أدوية", "أصلح المحطة",
         "رفض التعليق", "رحب بوقف إطلاق النار", "وزع بطانيات", "نشر تقريرا", "ألغى الزيارة", "زار الميناء"),
        ("في حمص", "قرب حلب", "في دمشق", "خارج اللاذقية", "في إدلب", "بين حماة والرقة", "في درعا"),
        ("صباح يوم الاثنين.", "بعد نقاش طويل.", "رغم الأمطار الغزيرة.", "قبل الانتخابات.", "للمرة الأولى.",
         "دون أي تفسير.", "مع متطوعين.", "بطلب من المزارعين.", "خلال العطلة."),
    ),
    "ru": (
        ("Губернатор", "Представитель", "Делегат", "Посредник", "Министр", "Врач", "Совет", "Инженер", "Посол",
         "Наблюдатель", "Директор"),
        ("открыл пекарню", "осмотрел мост", "пообещал новые школы", "подписал соглашение", "пересчитал палатки",
         "попросил лекарства", "починил электростанцию", "отказался от комментариев", "приветствовал перемирие",
         "раздал одеяла", "опубликовал доклад", "отменил визит", "посетил гавань"),
        ("в Хомсе", "под Алеппо", "в Дамаске", "за Латакией", "в Идлибе", "между Хамой и Раккой", "в Дараа"),
        ("утром в понедельник.", "после долгих споров.", "несмотря на сильный дождь.", "перед выборами.",
         "впервые.", "без всяких объяснений.", "вместе с добровольцами.", "по просьбе крестьян.", "в праздник."),
    ),
}  # fmt: skip


def sentence(number: int, code: str) -> str:
    """A sentence in a language; equal numbers translate each other. One of seven is one that comes again and again."""
    if number % 7 == 6:
        texts = SENTENCES[code]
        return texts[number // 7 % len(texts)]
    chosen = hashlib.sha256(str(number).encode()).digest()
    return " ".join(some[byte % len(some)] for some, byte in zip(PIECES[code], chosen, strict=False))


def beads(document: str, first: int, count: int, source: str = "en", target: str = "ru", **more: Any) -> list[Bead]:
    """Beads of one document."""
    return [
        Bead(
            id=f"{document}#{n:04d}:{source}-{target}",
            document=document,
            revision=hashlib.sha256(document.encode()).hexdigest()[:16],
            position=n,
            kind="paragraph",
            line=n + 1,
            source_language=source,
            target_language=target,
            source=(sentence(first + n, source),),
            target=(sentence(first + n, target),),
            **{"origin": "human", **more},
        )
        for n in range(count)
    ]


def bitexts(folder: Path, files: int = 6, documents: int = 3, size: int = 7) -> Path:
    """A folder of bitexts, JSONL and Parquet by turns."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in range(files):
        made: list[Bead] = []
        for document in range(documents):
            number = file * documents + document
            made += beads(f"report-{number:03d}.txt", number * size, size, target="ru" if number % 2 else "ar")
        Bitext.of(made).write(folder / f"part-{file:02d}.{'parquet' if file % 2 else 'jsonl'}")
    return folder


def moses(folder: Path, lines: int = 120, pair: tuple[str, str] = ("en", "ru"), first: int = 5000) -> Path:
    """A folder with one pair of files; one line of thirty is left untranslated."""
    folder.mkdir(parents=True, exist_ok=True)
    for code in pair:
        text = "".join(f"{sentence(first + n, pair[0] if n % 30 == 29 else code)}\n" for n in range(lines))
        (folder / f"news.{pair[0]}-{pair[1]}.{code}").write_text(text, encoding="utf-8")
    return folder


def tmx(path: Path, units: int = 30, first: int = 9000) -> Path:
    """A TMX file with three languages a unit."""
    tags = {"en": "en-US", "ar": "ar", "ru": "ru_RU"}
    body = "".join(
        f'<tu tuid="{n}"><prop type="x-document">memo {n // 10}</prop>'
        + "".join(f'<tuv xml:lang="{tags[c]}"><seg>{sentence(first + n, c)}</seg></tuv>' for c in tags)
        + "</tu>\n"
        for n in range(units)
    )
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">'
        f'<header srclang="en-US"/><body>\n{body}</body></tmx>',
        encoding="utf-8",
    )
    return path


CONFIG = """
[corpus]
name = "news"
seed = 7

[[input]]
name = "bitexts"
kind = "bitext"
path = "bitexts"
licence = "CC-BY-4.0"

[[input]]
name = "pairs"
kind = "moses"
path = "pairs"
block = 10

[[input]]
name = "tm"
kind = "tmx"
path = "memory.tmx"
languages = ["ar", "ru"]

[filters]
lexicon = false

[splits]
validation = 0.1
test = 0.2

[[export]]
format = "moses"

[[export]]
format = "argos"
"""


def desk(folder: Path, text: str = CONFIG, **sizes: int) -> Path:
    """A folder with inputs and a configuration; gives the configuration."""
    bitexts(folder / "bitexts", files=sizes.get("files", 6), size=sizes.get("size", 7))
    moses(folder / "pairs", lines=sizes.get("lines", 120))
    tmx(folder / "memory.tmx", units=sizes.get("units", 30))
    path = folder / "corpus.toml"
    path.write_text(text, encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, str]:
    """The sha256 of every file of a build, but for what it only works with."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".work" not in path.relative_to(folder).parts
    }


def rows(folder: Path) -> pl.DataFrame:
    """All records of a finished build."""
    record = json.loads((folder / "manifest.json").read_bytes())
    return pl.concat([pl.read_parquet(folder / name) for name in record["shards"]])


def frames(read: Iterator[pl.DataFrame]) -> pl.DataFrame:
    """What a reader gives, in one frame."""
    return pl.concat(list(read))

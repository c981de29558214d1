"""Reports of the project whose beads are known, as the files that a newsroom has."""

from __future__ import annotations

from pathlib import Path

from aligner.aligned.parallel import AlignedDocument, Unit, Version
from aligner.alignment.gold import Report, read_report
from aligner.bitext import TermUse

REPORTS = Path(__file__).parents[2] / "scripts" / "data" / "reports"
CODES = ("en", "ar", "ru")

EN = 'Talks resumed in Geneva on Monday. The envoy said: "no deal" <yet> & left.\n\nNobody was hurt.\n'
AR = 'استؤنفت المحادثات في جنيف يوم الاثنين. وقال المبعوث: "لا اتفاق" بعد ثم غادر.\n\nلم يصب أحد بأذى.\n'
RU = "В понедельник в Женеве возобновились переговоры. Посланник сказал: «сделки нет» и ушел.\n\nНикто не пострадал.\n"


def report(number: int = 1) -> Report:
    return read_report(REPORTS / f"p1-{number:03}.txt")


def text(known: Report, code: str, *, paragraph: int = 3, skip: frozenset[int] = frozenset()) -> str:
    """A version as a text file: its title, then its sentences, some a paragraph, without those of some beads."""
    beads = [bead.text(code) for number, bead in enumerate(known.beads) if number not in skip and bead.cells[code]]
    paragraphs = [" ".join(beads[at : at + paragraph]) for at in range(0, len(beads), paragraph)]
    return "\n\n".join([known.titles[code], *paragraphs]) + "\n"


def save(folder: Path, number: int = 1, codes: tuple[str, ...] = CODES, name: str = "talks") -> list[Path]:
    """A report as talks.en.txt, talks.ar.txt, talks.ru.txt."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.{code}.txt" for code in codes]
    for path, code in zip(paths, codes, strict=True):
        path.write_text(text(report(number), code), encoding="utf-8")
    return paths


def made(hostile: str = "") -> AlignedDocument:
    """An aligned document put together by hand: three versions, all kinds of units."""
    return AlignedDocument(
        name="march/talks",
        versions=(
            Version(
                "talks.en.txt", "en", ("One.", "Two.", f"Three {hostile}"), (0, 0, 1), ("heading", *_P2), (1, 2, 4)
            ),
            Version("talks.ar.txt", "ar", ("واحد.", "اثنان.", "ثلاثة."), (0, 0, 1), ("heading", *_P2), (1, 2, 3)),
            Version("talks.ru.txt", "ru", ("Один.", "Два и три."), (0, 0), ("heading", "paragraph"), (1, 2)),
        ),
        units=(
            Unit(((0,), (0,), (0,)), 0.99),
            Unit(((1, 2), (1, 2), (1,)), 0.41),
        ),
        terms={(0, 1): ((TermUse("one", "One", "واحد", 0, 0, verified=True),), ())},
    )


_P2 = ("paragraph", "paragraph")

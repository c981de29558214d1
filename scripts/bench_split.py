"""Measures sentence splitting on reports with gold sentences: our rules beside pysbd, sentencex and razdel.

FOLDER holds one report a file: lines of cells `ENGLISH || ARABIC || RUSSIAN`, the sentences of a cell separated by
` ¶ `, `-` for an empty cell, glossary terms marked `{3|form}`; lines that begin with `#` or `@` are skipped. The
sentences of a report in one language are joined with a blank and split again; what counts are the boundaries inside a
report, over all reports together. The last line of the output is one JSON object: language -> splitter -> precision,
recall, f1, per_cpu_second.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aligner.errors import AlignerError, InputError
from aligner.languages import LANGUAGES, Span, get
from scripts.reports_corpus import read_reports

Splitter = Callable[[str], Sequence[Span]]
_LEAST_CPU_SECONDS = 1.0  # how long a splitter is timed at least


def is_held_out(name: str) -> bool:
    """Whether a report belongs to the held-out half: a stable hash of its name."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 1


def read_gold(folder: Path, half: str) -> dict[str, list[list[str]]]:
    """The gold sentences of the reports of a folder: language -> reports -> sentences."""
    gold: dict[str, list[list[str]]] = {code: [] for code in LANGUAGES}
    for report in read_reports(folder):
        if half != "all" and is_held_out(report.name) != (half == "held-out"):
            continue
        for code in LANGUAGES:
            if sentences := [sentence for bead in report.beads for sentence in bead.sentences(code)]:
                gold[code].append(sentences)
    if not any(gold.values()):
        raise InputError(
            f"{folder}: no reports with gold sentences (*.txt, cells separated by ' || ') in the half {half!r}"
        )
    return gold


def locate(text: str, pieces: Iterable[str]) -> list[Span]:
    """The places of the pieces in the text, in order; a changed piece is taken to end where its length says."""
    spans: list[Span] = []
    at = 0
    for piece in pieces:
        bare = piece.strip()
        found = text.find(bare, at)
        start = found if found >= 0 else at
        end = min(len(text), start + len(bare))
        if bare:
            spans.append(Span(start, end))
        at = end
    return spans


def our_rules(code: str) -> Splitter:
    return get(code).split


def pysbd(code: str) -> Splitter:
    from pysbd import Segmenter

    segmenter = Segmenter(language=code, clean=False)
    return lambda text: locate(text, segmenter.segment(text))


def sentencex(code: str) -> Splitter:
    from sentencex import segment

    return lambda text: locate(text, segment(code, text))


def razdel(code: str) -> Splitter:
    from razdel import sentenize

    return lambda text: [Span(piece.start, piece.stop) for piece in sentenize(text)]


_SPLITTERS: dict[str, tuple[Callable[[str], Splitter], tuple[str, ...]]] = {
    "rules": (our_rules, ("en", "ar", "ru")),
    "pysbd": (pysbd, ("en", "ar", "ru")),
    "sentencex": (sentencex, ("en", "ar", "ru")),
    "razdel": (razdel, ("ru",)),
}


def ends(spans: Iterable[Span], text: str) -> set[int]:
    """Inner boundaries: how many characters other than blanks stand before each, so that blanks do not matter."""
    inner: set[int] = set()
    count = at = 0
    for span in spans:
        count += sum(map(len, text[at : span.end].split()))
        at = span.end
        inner.add(count)
    return inner - {sum(map(len, text.split()))}


def gold_spans(sentences: Sequence[str]) -> list[Span]:
    spans: list[Span] = []
    at = 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    return spans


def measure(split: Splitter, reports: Sequence[Sequence[str]]) -> dict[str, float]:
    """Precision, recall and F1 of the inner boundaries, and gold sentences per second of processor time."""
    hits = proposed = expected = 0
    texts = [" ".join(sentences) for sentences in reports]
    for text, sentences in zip(texts, reports, strict=True):
        ours, gold = ends(split(text), text), ends(gold_spans(sentences), text)
        hits, proposed, expected = hits + len(ours & gold), proposed + len(ours), expected + len(gold)
    precision, recall = hits / max(1, proposed), hits / max(1, expected)
    return {
        "precision": round(precision, 5),
        "recall": round(recall, 5),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 5),
        "per_cpu_second": round(speed(split, texts, sum(map(len, reports)))),
    }


def speed(split: Splitter, texts: Sequence[str], sentences: int) -> float:
    rounds = 0
    began = time.process_time()
    while (spent := time.process_time() - began) < _LEAST_CPU_SECONDS or rounds == 0:
        for text in texts:
            split(text)
        rounds += 1
    return rounds * sentences / spent


def show_errors(reports: Sequence[Sequence[str]], split: Splitter) -> None:
    """Every missing and every wrong boundary with what stands around it."""
    for sentences in reports:
        text = " ".join(sentences)
        stops = {span.end for span in split(text)}
        gold = {span.end for span in gold_spans(sentences)}
        for place in sorted(stops ^ gold):
            kind = "wrong  " if place in stops else "missing"
            print(f"  {kind} {text[max(0, place - 70) : place]} ▮{text[place : place + 40]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="reports with gold sentences")
    parser.add_argument(
        "--half", choices=("held-out", "dev", "all"), default="held-out", help="which reports to measure on"
    )
    parser.add_argument("--only", metavar="NAME", help="measure only this splitter")
    parser.add_argument("--errors", action="store_true", help="show the errors of our rules")
    options = parser.parse_args()
    try:
        gold = read_gold(options.folder, options.half)
    except AlignerError as error:
        sys.exit(f"bench_split: {error}")
    table: dict[str, dict[str, dict[str, float]]] = {code: {} for code in gold}
    print(f"{'':4}{'splitter':12}{'precision':>10}{'recall':>10}{'F1':>10}{'sentences/CPU s':>18}")
    for name, (opening, codes) in _SPLITTERS.items():
        for code in codes:
            if options.only not in (None, name):
                continue
            try:
                split = opening(code)
            except ImportError:
                print(f"{code:4}{name:12}skipped: not installed (pip install {name})")
                continue
            row = table[code][name] = measure(split, gold[code])
            scores = "".join(f"{row[key]:10.4f}" for key in ("precision", "recall", "f1"))
            print(f"{code:4}{name:12}{scores}{row['per_cpu_second']:18,.0f}")
    if options.errors:
        for code, reports in gold.items():
            print(f"{code}: the errors of our rules")
            show_errors(reports, get(code).split)
    print(json.dumps(table))


if __name__ == "__main__":
    main()

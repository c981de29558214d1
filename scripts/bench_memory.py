"""Measures the translation memory: exact look-ups, stores, approvals and fuzzy look-ups with many approved entries.

The sentences are drawn, with a fixed seed, from a second-order Markov chain over the words of the reports in FOLDER
(scripts/data/reports): the lengths and word frequencies of news, but fewer different words than as much real news has,
so that the lists of the fuzzy index are rather longer than in life. The memory is a file in the temporary folder.
The last line of the output is one JSON object: rates in entries a second, times in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aligner.bitext import Repair
from aligner.errors import AlignerError, InputError
from aligner.translation.memory import Approval, MachineEntry, Memory
from scripts.reports_corpus import read_reports

SETTING = ("en", "ru", "bench", "b4", "")
CHUNK = 96  # segments that the job stores and looks up together


def sentences(folder: Path, language: str) -> list[str]:
    """The different sentences of the reports in one language."""
    found = dict.fromkeys(
        sentence for report in read_reports(folder) for bead in report.beads for sentence in bead.sentences(language)
    )
    if not found:
        raise InputError(f"{folder}: no reports")
    return [*found]


def invented(known: Sequence[str], count: int, random_source: random.Random) -> list[str]:
    """As many different sentences, none of which is known, from a Markov chain over the words of those that are."""
    following: dict[tuple[str, str], list[str]] = defaultdict(list)
    for sentence in known:
        words = ["", "", *sentence.split(), ""]
        for first, second, third in zip(words, words[1:], words[2:], strict=False):
            following[first, second].append(third)
    made: dict[str, None] = {}
    while len(made) < count:
        words = ["", ""]
        while len(words) == 2 or (words[-1] and len(words) < 60):
            words.append(random_source.choice(following[words[-2], words[-1]]))
        made[" ".join(words).strip()] = None
    return [*made]


def edited(sentence: str, words: Sequence[str], random_source: random.Random) -> str:
    """The sentence with one or two words replaced, as the next version of a report has it."""
    changed = sentence.split()
    for _ in range(random_source.choice((1, 2))):
        changed[random_source.randrange(len(changed))] = random_source.choice(words)
    return " ".join(changed)


def pieces(items: Sequence[str]) -> Iterator[Sequence[str]]:
    """The items in chunks, as the job has them."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]


def timed(work: Callable[[], object]) -> float:
    """Seconds of wall-clock time."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def quantiles(times: Sequence[float]) -> dict[str, float]:
    """Milliseconds."""
    cuts = statistics.quantiles(times, n=100)
    return {"median": round(cuts[49] * 1e3, 2), "p95": round(cuts[94] * 1e3, 2), "max": round(max(times) * 1e3, 2)}


def measure(folder: Path, entries: int, questions: int, path: Path) -> dict[str, object]:
    """All figures."""
    chance = random.Random(20)
    english, russian = sentences(folder, "en"), sentences(folder, "ru")
    texts = invented(english, entries + questions, chance)
    texts, new = texts[:entries], texts[entries:]
    translations = invented(russian, entries, chance)
    vocabulary = [word for text in english for word in text.split()]
    asked = [edited(text, vocabulary, chance) for text in chance.sample(texts, questions)]
    made = {
        text: MachineEntry(translation, -0.5, ("numbers",), (Repair("numbers", "hypothesis", translation),), "", ())
        for text, translation in zip(texts, translations, strict=True)
    }
    found: dict[str, object] = {"entries": entries, "words_per_text": round(len(" ".join(texts).split()) / entries, 1)}
    with Memory(path) as memory:
        store = timed(lambda: [memory.store(*SETTING, {text: made[text] for text in piece}) for piece in pieces(texts)])
        lookup = timed(lambda: [memory.machine(*SETTING, piece) for piece in pieces(texts)])
        miss = timed(lambda: [memory.machine(*SETTING, piece) for piece in pieces(new)])
        given = [Approval("en", "ru", *pair, editor="bench") for pair in zip(texts, translations, strict=True)]
        approve = timed(lambda: memory.approve_all(given))
        single = timed(lambda: [memory.approve("en", "ru", text, text, editor="bench") for text in new[:100]])
        for text in new[:100]:
            memory.undo("en", "ru", text)
        exact = timed(lambda: [memory.approved("en", "ru", piece) for piece in pieces(texts)])
        similar = [timed(lambda text=text: memory.fuzzy("en", "ru", text)) for text in asked]  # type: ignore[misc]
        strange = [timed(lambda text=text: memory.fuzzy("en", "ru", text)) for text in new]  # type: ignore[misc]
        hits = sum(bool(memory.fuzzy("en", "ru", text, limit=1)) for text in asked)
        found |= {
            "stores_per_second": round(entries / store),
            "lookups_per_second": round(entries / lookup),
            "misses_per_second": round(len(new) / miss),
            "approvals_per_second_at_once": round(entries / approve),
            "approvals_per_second_one_by_one": round(100 / single),
            "approved_lookups_per_second": round(entries / exact),
            "fuzzy_edited_ms": quantiles(similar),
            "fuzzy_new_ms": quantiles(strange),
            "fuzzy_edited_found": round(hits / questions, 3),
            "bytes": memory.statistics().bytes,
        }
    again = timed(lambda: Memory(path).close())
    return found | {
        "open_ms": round(again * 1e3, 2),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent / "data" / "reports")
    parser.add_argument("--entries", type=int, default=100_000, help="machine and approved entries")
    parser.add_argument("--questions", type=int, default=500, help="fuzzy questions of either kind")
    arguments = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as folder:
            found = measure(arguments.folder, arguments.entries, arguments.questions, Path(folder, "memory.sqlite"))
    except AlignerError as error:
        sys.exit(f"bench_memory: {error}")
    print(f"on {platform.machine()}, {os.cpu_count()} cores")
    for name, value in found.items():
        print(f"{name:<34}{value}")
    print(json.dumps(found))


if __name__ == "__main__":
    main()

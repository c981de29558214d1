"""What the demo packages learn from: generated sentences, the trilingual reports, and the samples that are kept apart.
Everything is a function of the seed and the files; no pair that equals a line of the samples is let through."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import reports_corpus
from demo_grammar import Grammar

__all__ = [
    "LANGUAGES",
    "Bead",
    "held_out",
    "read_report",
    "read_samples",
    "strip_vowels",
    "training_pairs",
]

LANGUAGES = ("en", "ar", "ru")
_VOWELS = re.compile(r"[\u064b-\u0652\u0640]")
_SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+(?=[\"«A-ZА-ЯЁ\u0621-\u064a])")


@dataclass(frozen=True)
class Bead:
    """The same sentence (or a few) in the languages that have it, without marks."""

    texts: dict[str, str]


def strip_vowels(text: str) -> str:
    """Arabic without vowel signs and stretching."""
    return _VOWELS.sub("", text)


def read_report(path: Path) -> tuple[list[Bead], list[Bead]]:
    """The beads of a report file (its title is the first) and the terms of its table."""
    report = reports_corpus.read_report(path)
    beads = [{code: bead.text(code) for code in LANGUAGES if bead.cells[code]} for bead in report.beads]
    return [Bead(texts) for texts in (report.titles, *beads)], [Bead(term.forms) for term in report.terms.values()]


def held_out(paths: list[Path], count: int) -> set[str]:
    """The names of the `count` reports that are kept for measuring: those whose name has the smallest hash."""
    names = sorted((path.name for path in paths), key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    return set(names[:count])


def read_samples(folder: Path) -> dict[str, dict[str, list[str]]]:
    """The sample reports as {name: {language: sentences}}, Markdown taken off; the languages must have equally many."""
    reports: dict[str, dict[str, list[str]]] = {}
    for path in sorted((folder / "en").iterdir()):
        texts = {language: _sentences(folder / language / path.name) for language in LANGUAGES}
        counts = {language: len(lines) for language, lines in texts.items()}
        if len(set(counts.values())) != 1:
            raise ValueError(f"{path.name}: the languages have different numbers of sentences: {counts}")
        reports[path.name] = texts
    return reports


def _sentences(path: Path) -> list[str]:
    found: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if path.suffix == ".md":
            text = re.sub(r"^(?:#+|[-*]|\d+\.|>)\s+", "", text)
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("**", "").replace("*", "")
        if re.search(r"\w", text):
            found += _SENTENCE_END.split(text)
    return found


def training_pairs(
    grammar: Grammar,
    source: str,
    target: str,
    count: int,
    reports: list[Path],
    samples: dict[str, dict[str, list[str]]],
    seed: int,
) -> Iterator[tuple[str, str]]:
    """The pairs to learn: `count` generated ones, then the beads and the terms of the reports.

    The generated target is spelt strictly (one wording), the source freely in half of the cases. Pairs of which
    either side stands in the samples are left out, but for headings of up to three words: those are vocabulary.
    """
    lines = {line for texts in samples.values() for found in texts.values() for line in found}
    forbidden = {line for line in lines if len(line.split()) > 3}
    rng = random.Random(f"{seed}-{source}-{target}")
    for trio in grammar.sentences(count, seed):
        strict = {"en": trio.en, "ar": trio.ar, "ru": trio.ru}
        given = trio.loose[source] if rng.random() < 0.5 else strict[source]
        if not forbidden & {given, strict[source], strict[target]}:
            yield _worn(given, source, rng), strict[target]
    for path in reports:
        beads, terms = read_report(path)
        for bead in [*beads, *terms]:
            if source in bead.texts and target in bead.texts:
                given, wanted = bead.texts[source], bead.texts[target]
                if source == "ar" and rng.random() < 0.5:
                    given = strip_vowels(given)
                yield _worn(given, source, rng), strip_vowels(wanted) if target == "ar" else wanted


def _worn(text: str, language: str, rng: random.Random) -> str:
    """The source as it is often met: Russian without ё, Arabic with its fathatan, curly for straight quotes."""
    if language == "ru" and rng.random() < 0.4:
        text = text.replace("ё", "е").replace("Ё", "Е")
    if language == "ar" and rng.random() < 0.25:
        text = re.sub(r"(?<=[\u0621-\u064a]{3})ا(?=[\s.،]|$)", "ا\u064b", text) if rng.random() < 0.3 else text
    if language in ("en", "ar") and rng.random() < 0.15:
        text = re.sub(r'"([^"]*)"', r"“\1”", text)
    return text

"""Trains the lexicons of the package (aligner/alignment/data) from parallel reports and, where given, TICO-19.

The reports are those of a folder in the corpus format; of TICO-19 (CC0) the TMX files and the tables of terms are read.
The same input gives the same bytes. For instance:

    python -m scripts.train_lexicon corpus --tico tico19 --arabic-words aligner/alignment/data/arabic_words.txt
    python -m scripts.train_lexicon corpus --tico tico19 -o aligner/alignment/data/lexicon.bin
    python -m scripts.train_lexicon corpus --tico tico19 --half train --folds 4 --leave-out 0 -o fold0.bin
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import iterparse

import numpy as np

from aligner.alignment.lexicon import PAIRS, Table, Vocabulary, pack
from aligner.alignment.stems import is_number, stems
from aligner.files import write_atomically
from scripts.arabic_words import whole_words
from scripts.reports_corpus import Report, read_reports
from scripts.word_model import Counts, train

Array = np.ndarray[Any, Any]
LANGUAGES = ("en", "ar", "ru")
_LONGEST = 80  # stems of a text that is trained on
_LEAST = 0.012  # probability of a translation that is kept
_SEEN = 0.35  # occurrences of a pair of words, as expected, below which it is chance
_DISCOUNT = 0.3  # occurrences taken off each total's certainty
_TERM = 2.0  # weight of a pair of terms


class Parallel(NamedTuple):
    """Two texts that translate each other, and how often they count."""

    source: str
    target: str
    weight: float

    def text(self, of_source: bool) -> str:
        """One of the two."""
        return self.source if of_source else self.target


def in_half(name: str, half: str) -> bool:
    """Whether a report belongs to "all" or to the training half."""
    return half == "all" or int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 2 == 0


def fold_of(name: str, folds: int) -> int:
    """The fold of a report."""
    return int(hashlib.sha256(name.encode()).hexdigest()[8:16], 16) % folds


def report_texts(reports: Sequence[Report], source: str, target: str) -> Iterator[Parallel]:
    """The beads, titles and terms of reports, with the surface forms that were marked for one another."""
    for report in reports:
        if report.titles[source] and report.titles[target]:
            yield Parallel(report.titles[source], report.titles[target], 1.0)
        phrases: set[tuple[str, str]] = {(term.forms[source], term.forms[target]) for term in report.terms.values()}
        for bead in report.beads:
            if bead.cells[source] and bead.cells[target]:
                yield Parallel(bead.text(source), bead.text(target), 1.0)
                there = [Counter(number for number, _ in bead.marks(side)) for side in (source, target)]
                forms = [dict(bead.marks(side)) for side in (source, target)]
                for number in sorted(there[0]):
                    if there[0][number] == there[1][number] == 1:
                        phrases.add((forms[0][number], forms[1][number]))
        for one, other in sorted(phrases):
            yield Parallel(one, other, _TERM)


def tico_segments(folder: Path, source: str, target: str) -> Iterator[Parallel]:
    """The segments of TICO-19 in a pair of languages."""
    segments: dict[str, str] = {}
    for _, element in iterparse(folder / f"all.{source}-{target}.tmx"):
        if element.tag == "tuv":
            language = element.get("{http://www.w3.org/XML/1998/namespace}lang", "")
            segments[language[:2]] = "".join(element.itertext()).strip()
        elif element.tag == "tu":
            if segments.get(source) and segments.get(target):
                yield Parallel(segments[source], segments[target], 1.0)
            segments = {}
            element.clear()


def tico_texts(folder: Path, source: str, target: str) -> Iterator[Parallel]:
    """The segments and terms of TICO-19 in a pair of languages."""
    yield from tico_segments(folder, source, target)
    for path in sorted(folder.glob("[fg]_*.csv")):
        if re.findall(r"(?<![a-z])(en|ar|ru)(?![a-z])", path.stem) != [source, target]:
            continue
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                if row.get("sourceString") and row.get("targetString"):
                    yield Parallel(row["sourceString"], row["targetString"], 1.0)


def vocabularies(texts: Mapping[tuple[str, str], Sequence[Parallel]]) -> dict[str, Vocabulary]:
    """All stems of each language, with their weights: the logarithm of the share of texts without them (idf)."""
    made = {}
    for language in LANGUAGES:
        beads: set[str] = set()
        for (source, target), parallels in texts.items():
            if language in (source, target):
                beads.update(p.text(language == source) for p in parallels if p.weight < _TERM)
        found: Counter[str] = Counter()
        for text in sorted(beads):
            found.update({stem.stem for stem in stems(text, language)})
        for (source, target), parallels in texts.items():
            if language in (source, target):
                for p in parallels:
                    for stem in stems(p.text(language == source), language):
                        found.setdefault(stem.stem, 1)
        words = tuple(sorted(found))
        counts = np.array([found[word] for word in words], dtype=float)
        weights = np.clip(np.log(len(beads) / counts) / np.log(max(len(beads), 2)), 0, 1).astype(np.float32)
        made[language] = Vocabulary(language, words, weights, {word: place for place, word in enumerate(words)})
    return made


def numbered(parallels: Sequence[Parallel], one: Vocabulary, other: Vocabulary) -> list[tuple[Array, Array, float]]:
    """The texts as numbers of stems, without empty and very long ones."""
    rows = ((one.ids(p.source).astype(np.int64), other.ids(p.target).astype(np.int64), p.weight) for p in parallels)
    return [row for row in rows if 0 < len(row[0]) <= _LONGEST and 0 < len(row[1]) <= _LONGEST]


def kept(counts: Counts) -> tuple[Array, Array]:
    """Probabilities p(target | source) and p(source | target) of the entries of counts, 0 where too rare."""
    found = []
    for words, size in ((counts.source, len(counts.source_total)), (counts.target, len(counts.target_total))):
        totals = np.bincount(words, counts.together, minlength=size) + _DISCOUNT
        share = counts.together / totals[words]
        found.append(np.where((share >= _LEAST) & (counts.together >= _SEEN), share, 0.0))
    return found[0], found[1]


def shortened(
    vocabulary: Mapping[str, Vocabulary], counts: Mapping[tuple[str, str], Counts]
) -> tuple[list[Vocabulary], dict[tuple[str, str], tuple[Table, Table]]]:
    """The vocabularies with only the words that have translations or little weight, and the tables over them."""
    probabilities = {pair: kept(found) for pair, found in counts.items()}
    places: dict[str, Array] = {}
    smaller: list[Vocabulary] = []
    for language in LANGUAGES:
        full = vocabulary[language]
        used = full.weights < 0.8
        for (source, target), found in counts.items():
            either = (probabilities[source, target][0] + probabilities[source, target][1]) > 0
            if language == source:
                used[found.source[either]] = True
            elif language == target:
                used[found.target[either]] = True
        used &= ~np.array([is_number(word) for word in full.words])
        places[language] = np.where(used, np.cumsum(used) - 1, -1)
        words = tuple(word for word, keep in zip(full.words, used, strict=True) if keep)
        numbers = {word: place for place, word in enumerate(words)}
        smaller.append(Vocabulary(language, words, full.weights[used], numbers))
    tables = {}
    for (source, target), found in counts.items():
        one, other = places[source][found.source], places[target][found.target]
        sizes = int(places[source].max()) + 1, int(places[target].max()) + 1
        forth, back = probabilities[source, target]
        tables[source, target] = (_table(one, other, forth, sizes[0]), _table(other, one, back, sizes[1]))
    return smaller, tables


def _table(rows: Array, columns: Array, probabilities: Array, size: int) -> Table:
    keep = (probabilities > 0) & (rows >= 0) & (columns >= 0)
    rows, columns, probabilities = rows[keep], columns[keep], probabilities[keep]
    order = np.lexsort((columns, rows))
    indptr = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=size)))).astype(np.int64)
    return Table(indptr, columns[order].astype(np.int32), probabilities[order].astype(np.float32))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, help="reports in the corpus format")
    arguments.add_argument("--tico", type=Path, help="a folder with the TMX and CSV files of TICO-19")
    arguments.add_argument("--half", choices=("train", "all"), default="all", help="the reports to train on")
    arguments.add_argument("--folds", type=int, default=0, help="with --leave-out: the number of folds")
    arguments.add_argument("--leave-out", type=int, help="the fold that is not trained on")
    arguments.add_argument("--arabic-words", type=Path, help="write the words that stand without clitics, and stop")
    arguments.add_argument("-o", "--output", type=Path, help="the file of lexicons to write")
    options = arguments.parse_args()
    if (options.leave_out is None) == bool(options.folds):
        arguments.error("--folds and --leave-out go together")
    reports = [r for r in read_reports(options.folder) if in_half(r.name, options.half)]
    if options.folds:
        reports = [r for r in reports if fold_of(r.name, options.folds) != options.leave_out]
    texts = {
        pair: [*report_texts(reports, *pair), *(tico_texts(options.tico, *pair) if options.tico else ())]
        for pair in PAIRS
    }
    if options.arabic_words:
        arabic = [bead.text("ar") for report in reports for bead in report.beads]
        arabic += [p.target for p in tico_segments(options.tico, "en", "ar")] if options.tico else []
        with write_atomically(options.arabic_words) as file:
            file.write(("\n".join(whole_words(arabic)) + "\n").encode())
        return
    if not options.output:
        arguments.error("where to? -o")
    words = vocabularies(texts)
    counts = {}
    for source, target in PAIRS:
        rows = numbered(texts[source, target], words[source], words[target])
        counts[source, target] = train(rows, len(words[source].words), len(words[target].words))
    smaller, tables = shortened(words, counts)
    packed = pack(smaller, tables)
    with write_atomically(options.output) as file:
        file.write(packed)
    sizes = ", ".join(f"{len(v.words)} {v.language}" for v in smaller)
    entries = ", ".join(f"{len(f.ids)}+{len(b.ids)} {s}-{t}" for (s, t), (f, b) in tables.items())
    print(f"{options.output}: {len(packed)} bytes; stems: {sizes}; translations: {entries}")


if __name__ == "__main__":
    main()

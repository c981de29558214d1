"""Measures word alignment by the marked terms of reports: where is a term of one side on the other?

    python -m scripts.bench_words corpus --lexicon half.bin --tico tico19 --peers

measures the half of the reports that nothing was trained on (`half.bin` by `train_lexicon --half train`). Peers are
trained on the other half, on TICO-19 if given, and on the texts that are asked for; ours sees only the first two. The
last line is one JSON object.

f1_exact   spans found exactly (both directions together); f1_tokens: words of the spans
aer        1 - F of word links at terms: a link is right if both ends are in one term, wrong if only one is; recall is
           the share of the words of terms, of both sides, that have a right link
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aligner.alignment.lexicon import PAIRS, Lexicon, lexicon, stems
from aligner.alignment.words import align_words, project
from scripts.reports_corpus import Report, read_reports
from scripts.train_lexicon import in_half, report_texts, tico_texts
from scripts.word_marks import Mark, marked_text
from scripts.word_peers import PEERS, Pair

Place = tuple[int, int]
Links = Sequence[tuple[Place, Place]]


@dataclass(frozen=True)
class Side:
    """One side of a bead: its text, and the marks in it."""

    text: str
    marks: list[Mark]


@dataclass
class Tally:
    """What was found, summed over beads."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def spans(self, marks: Sequence[Mark], found: Sequence[Place | None], target: Side, language: str) -> None:
        """Counts the places that were found for the marks of the other side."""
        asked = {mark.number for mark in marks}
        gold = {mark for mark in target.marks if mark.number in asked}
        made = {Mark(mark.number, *place) for mark, place in zip(marks, found, strict=True) if place}
        self._add("span", len(made & gold), len(made), len(gold))
        words = [(stem.start, stem.end) for stem in stems(target.text, language)]
        one, other = (
            {(mark.number, word) for mark in some for word in words if word[0] < mark.end and mark.start < word[1]}
            for some in (made, gold)
        )
        self._add("token", len(one & other), len(one), len(other))

    def links(self, links: Links, source: Side, target: Side, languages: tuple[str, str]) -> None:
        """Counts the word links that touch a term."""
        sides = (source, target)
        right: tuple[set[Place], set[Place]] = (set(), set())
        for one, other in links:
            terms = [_terms(place, side.marks) for place, side in zip((one, other), sides, strict=True)]
            if terms[0] & terms[1]:
                self.counts["link right"] += 1
                right[0].add(one)
                right[1].add(other)
            elif terms[0] or terms[1]:
                self.counts["link wrong"] += 1
        shared = {mark.number for mark in source.marks} & {mark.number for mark in target.marks}
        for side, language, found in zip(sides, languages, right, strict=True):
            for stem in stems(side.text, language):
                if _terms((stem.start, stem.end), side.marks) & shared:
                    self.counts["word"] += 1
                    self.counts["word right"] += any(a < stem.end and stem.start < b for a, b in found)

    def _add(self, kind: str, right: int, made: int, gold: int) -> None:
        self.counts.update({f"{kind} right": right, f"{kind} made": made, f"{kind} gold": gold})

    def figures(self) -> dict[str, float]:
        """F1 of spans and of their words, alignment error rate."""
        counts = self.counts
        links = counts["link right"] + counts["link wrong"]
        precision, recall = counts["link right"] / max(links, 1), counts["word right"] / max(counts["word"], 1)
        figures = {
            f"f1_{name}": 2 * counts[f"{kind} right"] / max(counts[f"{kind} made"] + counts[f"{kind} gold"], 1)
            for name, kind in (("exact", "span"), ("tokens", "token"))
        }
        figures["aer"] = 1 - 2 * precision * recall / max(precision + recall, 1e-9)
        return {**{name: round(value, 4) for name, value in figures.items()}, "seconds": round(self.seconds, 1)}


def _terms(place: Place, marks: Iterable[Mark]) -> set[int]:
    return {mark.number for mark in marks if place[0] < mark.end and mark.start < place[1]}


def sides(reports: Iterable[Report], source: str, target: str) -> list[tuple[Side, Side]]:
    """The beads that both languages have."""
    cells = ((b.cells[source], b.cells[target]) for r in reports for b in r.beads)
    return [(Side(*marked_text(one)), Side(*marked_text(other))) for one, other in cells if one and other]


def ours(beads: Sequence[tuple[Side, Side]], source: str, target: str, given: Path | None) -> Tally:
    """What this package finds."""
    tally = Tally()
    forth, back = (
        Lexicon.load(given, *pair) if given else lexicon(*pair) for pair in ((source, target), (target, source))
    )
    start = time.perf_counter()
    for one, other in beads:
        for a, b, codes, words in ((one, other, (source, target), forth), (other, one, (target, source), back)):
            spans = [(mark.start, mark.end) for mark in a.marks]
            tally.spans(a.marks, project(spans, a.text, b.text, *codes, lexicon=words), b, codes[1])
    tally.seconds = time.perf_counter() - start
    for one, other in beads:
        found = align_words(one.text, other.text, source, target, lexicon=forth)
        tally.links([(link.source, link.target) for link in found], one, other, (source, target))
    return tally


def peer(name: str, beads: Sequence[tuple[Side, Side]], source: str, target: str, known: Sequence[Pair]) -> Tally:
    """What a peer finds: a term is where the words are that its words are linked to, first to last."""
    tally = Tally()
    words = [(stems(one.text, source), stems(other.text, target)) for one, other in beads]
    asked = [(stem_names(one.text, source), stem_names(other.text, target)) for one, other in beads]
    start = time.perf_counter()
    found = PEERS[name](known, asked)
    tally.seconds = time.perf_counter() - start
    for (one, other), (left, right), links in zip(beads, words, found, strict=True):
        places = [((left[a].start, left[a].end), (right[b].start, right[b].end)) for a, b in sorted(links)]
        turned = [(b, a) for a, b in places]
        tally.spans(one.marks, [_hull(mark, places) for mark in one.marks], other, target)
        tally.spans(other.marks, [_hull(mark, turned) for mark in other.marks], one, source)
        tally.links(places, one, other, (source, target))
    return tally


def stem_names(text: str, language: str) -> list[str]:
    """The stems of a text without their places."""
    return [stem.stem for stem in stems(text, language)]


def _hull(mark: Mark, links: Links) -> Place | None:
    reached = [other for one, other in links if one[0] < mark.end and mark.start < one[1]]
    return (min(place[0] for place in reached), max(place[1] for place in reached)) if reached else None


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, help="reports in the corpus format")
    arguments.add_argument("--lexicon", type=Path, help="a file of lexicons instead of the package's")
    arguments.add_argument("--half", choices=("test", "all"), default="test", help="the reports to measure on")
    arguments.add_argument("--every", type=int, default=1, help="only every so-manieth bead")
    arguments.add_argument("--peers", action="store_true", help="measure eflomal and sil-thot as well")
    arguments.add_argument("--tico", type=Path, help="a folder with TICO-19, for the peers to train on as well")
    options = arguments.parse_args()
    reports = list(read_reports(options.folder))
    measured = [r for r in reports if options.half == "all" or not in_half(r.name, "train")]
    training = [r for r in reports if in_half(r.name, "train")] if options.half == "test" else []
    result: dict[str, dict[str, dict[str, float]]] = {}
    print(f"{'pair':7}{'system':9}{'exact F1':>10}{'words F1':>10}{'AER':>8}{'seconds':>9}")
    for source, target in PAIRS:
        beads = sides(measured, source, target)[:: options.every]
        tallies = {"ours": ours(beads, source, target, options.lexicon)}
        if options.peers:
            texts = [*report_texts(training, source, target)]
            texts += tico_texts(options.tico, source, target) if options.tico else ()
            known = [
                ([s.stem for s in stems(p.source, source)], [s.stem for s in stems(p.target, target)]) for p in texts
            ]
            known = [pair for pair in known if pair[0] and pair[1]]
            tallies |= {name: peer(name, beads, source, target, known) for name in PEERS}
        result[f"{source}-{target}"] = {name: tally.figures() for name, tally in tallies.items()}
        for name, row in result[f"{source}-{target}"].items():
            numbers = f"{row['f1_exact']:10.4f}{row['f1_tokens']:10.4f}{row['aer']:8.4f}{row['seconds']:9.1f}"
            print(f"{source}-{target}  {name:9}{numbers}", flush=True)
    print(json.dumps(result))


if __name__ == "__main__":
    main()

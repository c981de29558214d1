"""Measures the alignment of sentences on reports with known beads, beside other aligners.

FOLDER holds reports in the format of scripts/data/reports/README.md. The sets:

natural   the reports as they are, one by one: every sentence a segment, paragraphs unknown
easy, medium, hard   documents made of them by a seeded script (scripts/align_perturb.py), of 20, 200 and 2,000 lines
gap       documents of 2,000 lines in which 200 lines in a row are missing, twice on one side, then twice on the other

Precision, recall and F1 are counted over all documents of a set as vecalign's score.py counts them; in lax figures a
link is right if it shares a segment with a known one on both sides. The peers (scripts/align_peers.py) get the vectors
of the same encoder. Alignment of all three languages together is measured on the natural and the hard set, beside what
comes of joining the alignments of the pairs: through all three, or through English alone, whichever is better.

20,000 lines are aligned in a process of its own: seconds from its start to its end, megabytes of it and its children.
Growth is how many times longer encoding and aligning take there than for 2,000 lines.

The last line of the output is one JSON object: strict F1 by set and pair, n_way, n_way_joined, seconds_20000,
megabytes_20000, growth, and the peers' figures. For instance:

    python scripts/bench_align.py scripts/data/reports --half test
    python scripts/bench_align.py FOLDER --sets natural --pairs en-ar --peers none --no-twenty-thousand
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aligner.alignment.gold import LANGUAGES, Report, half, read_reports
from aligner.alignment.links import Link
from aligner.alignment.scoring import Score, kinds_found, score, score_groups
from aligner.errors import AlignerError, InputError
from scripts.align_cost import measure
from scripts.align_peers import OVERLAPS, PEERS
from scripts.align_perturb import HARDNESSES, perturb, perturbed

if TYPE_CHECKING:
    import numpy

    from aligner.alignment.encoder import Encoder

    Array = numpy.ndarray[Any, Any]

OURS = "aligner"
SETS = ("natural", *HARDNESSES)
PAIRS = ("en-ar", "en-ru", "ar-ru")
_SIZES = (20, 200, 2000)
_LINES = 1000  # as many documents of a size as make so many lines, but no more than _DOCUMENTS
_DOCUMENTS = 20
_GAP_SIZE = 2000  # a gap is 200 lines: shorter documents would have none
_LARGE, _SMALL = 20_000, 2_000
_USUAL_PEERS = ("gale-church", "hunalign", "vecalign", "bertalign")
_REMEMBERED = 8

Aligning = Callable[[Sequence[str], Sequence[str], "Encoder"], list[Link]]
Group = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class Text:
    """A document in two languages with its known links and, where it was made, the kind of each."""

    source: Sequence[str]
    target: Sequence[str]
    links: Sequence[Link]
    kinds: Sequence[str]


class Remembering:
    """An encoder that knows the vectors of the last texts, so that each is encoded once for all aligners."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: OrderedDict[tuple[str, ...], Array] = OrderedDict()
        self.name = encoder.name

    def encode(self, texts: Sequence[str]) -> Array:
        return self._encoder.encode(texts)

    def overlaps(self, texts: Sequence[str], most: int) -> Array:
        key = tuple(texts)
        if key not in self._known or len(self._known[key]) < most:
            self._known[key] = self._encoder.overlaps(texts, max(most, OVERLAPS))
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        vectors: Array = self._known[key][:most]
        return vectors


@dataclass(frozen=True)
class Made:
    """Which documents the seeded script makes."""

    sizes: Sequence[int] = _SIZES
    seed: int = 1
    documents: int | None = None  # of each size
    loose: float = 0.0  # share of sentences that lose a stretch of their words in one language

    def of(self, kind: str) -> Iterator[tuple[int, str]]:
        """Size and seed of each document of a set."""
        for size in sorted({max(size, _GAP_SIZE) for size in self.sizes}) if kind == "gap" else self.sizes:
            many = self.documents or max(1, min(_DOCUMENTS, _LINES // size))
            yield from ((size, f"{self.seed}.{number}") for number in range(many))


def texts_of(reports: Sequence[Report], kind: str, pair: str, made: Made) -> Iterator[Text]:
    """The documents of a set in a pair of languages."""
    source, target = pair.split("-")
    if kind == "natural":
        for report in reports:
            text = Text(report.sentences(source), report.sentences(target), report.links(source, target), ())
            if text.source and text.target:
                yield text
        return
    for size, seed in made.of(kind):
        yield Text(*perturb(reports, source, target, kind, size, seed, loose=made.loose))


def measure_pairs(
    texts: Sequence[Text], align: Aligning, encoder: Encoder
) -> tuple[Score, float, dict[str, tuple[int, int]]]:
    """The score over the texts, the seconds that it took without the encoding, and what was found of each kind."""
    total, seconds = Score(), 0.0
    kinds: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for text in texts:
        for side in (text.source, text.target):
            encoder.overlaps(side, OVERLAPS)
        began = time.perf_counter()
        links = align(text.source, text.target, encoder)
        seconds += time.perf_counter() - began
        total += score(text.links, links)
        if text.kinds:
            for kind, (hits, many) in kinds_found(text.links, text.kinds, links).items():
                found[kind] += hits
                kinds[kind] += many
    return total, seconds, {kind: (found[kind], kinds[kind]) for kind in kinds}


def ours(pair: str) -> Aligning:
    """Our aligner for a pair of languages, with what comes with it."""
    from aligner.alignment import align

    source, target = pair.split("-")
    return lambda here, there, encoder: align(here, there, source, target, encoder=encoder)


def joined(sizes: Mapping[str, int], alignments: Iterable[tuple[str, str, Sequence[Link]]]) -> list[Group]:
    """Groups of several versions out of alignments of pairs: what is linked in any of them belongs together."""
    parent = {(code, n): (code, n) for code, size in sizes.items() for n in range(size)}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for source, target, links in alignments:
        for link in links:
            nodes = [(source, n) for n in link.source] + [(target, n) for n in link.target]
            for node in nodes[1:]:
                parent[root(node)] = root(nodes[0])
    groups: dict[tuple[str, int], dict[str, list[int]]] = {}
    for code, n in parent:
        groups.setdefault(root((code, n)), {other: [] for other in sizes})[code].append(n)
    return [{code: tuple(sorted(numbers)) for code, numbers in group.items()} for group in groups.values()]


def measure_three(
    documents: Iterable[tuple[Mapping[str, list[str]], list[Group]]], encoder: Encoder
) -> dict[str, Score]:
    """Scores of beads of three versions: aligned together, joined from all pairs, joined through English."""
    from aligner.alignment import align, align_versions

    totals = {"together": Score(), "all pairs": Score(), "through English": Score()}
    for lines, gold in documents:
        together = [dict(group.segments) for group in align_versions(lines, encoder=encoder)]
        sizes = {code: len(own) for code, own in lines.items()}
        alignments = []
        for pair in PAIRS:
            source, target = pair.split("-")
            links = align(lines[source], lines[target], source, target, encoder=encoder)
            alignments.append((source, target, links))
        totals["together"] += score_groups(gold, together)
        totals["all pairs"] += score_groups(gold, joined(sizes, alignments))
        totals["through English"] += score_groups(gold, joined(sizes, [a for a in alignments if a[0] == "en"]))
    return totals


def three_versions(
    reports: Sequence[Report], kind: str, made: Made
) -> Iterator[tuple[Mapping[str, list[str]], list[Group]]]:
    """The documents of a set in three languages, with their known beads."""
    if kind == "natural":
        for report in reports:
            yield {code: report.sentences(code) for code in LANGUAGES}, list(report.groups())
        return
    for size, seed in made.of(kind):
        if size <= _SMALL:
            document = perturbed(reports, LANGUAGES, kind, size, seed, loose=made.loose)
            yield document.lines, list(document.groups())


def cost_of_many(reports: Sequence[Report], pair: str, seed: int) -> dict[str, float]:
    """Seconds, megabytes, strict F1 for 20,000 hard lines, and the growth from 2,000."""
    source, target = pair.split("-")
    costs = []
    for size in (_SMALL, _LARGE):
        here, there, links, _ = perturb(reports, source, target, "hard", size, seed)
        print(f"aligning {len(here):,} lines with {len(there):,} in a process of its own", file=sys.stderr)
        cost = measure(here, there, (source, target))
        f1 = score(links, cost.links).f1
        costs.append(cost)
        print(
            f"{size:6,} hard lines, {pair}: {cost.seconds:.1f} s, of these {cost.aligning:.1f} s encoding and aligning,"
            f" {cost.megabytes:,.0f} MB, strict F1 {f1:.4f}"
        )
    return {
        "seconds_20000": round(costs[1].seconds, 2),
        "megabytes_20000": round(costs[1].megabytes, 1),
        "growth": round(costs[1].aligning / costs[0].aligning, 2),
        "f1_20000": round(f1, 5),
    }


def peers_of(asked: str) -> list[str]:
    """The names of the peers that an option asks for."""
    if asked in ("all", "usual", "none"):
        return {"all": list(PEERS), "usual": list(_USUAL_PEERS), "none": []}[asked]
    return _chosen(asked, tuple(PEERS), "peer")


def _chosen(asked: str, known: Sequence[str], what: str) -> list[str]:
    names = [name.strip() for name in asked.split(",")]
    for name in names:
        if name not in known:
            raise InputError(f"{what} {name!r} is none of {', '.join(known)}")
    return names


def _reports(folder: Path, part: str) -> list[Report]:
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder")
    reports = [report for report in read_reports(folder) if part in ("all", half(report.name))]
    if not any(report.beads for report in reports):
        raise InputError(f"{folder}: no reports with beads (*.txt, cells separated by ' || ') in the half {part!r}")
    return reports


def _row(kind: str, pair: str, name: str, total: Score, seconds: float) -> str:
    figures = "".join(f"{value:9.4f}" for value in total.record().values())
    return f"{kind:8}{pair:7}{name:16}{figures}{seconds:9.1f}"


def _measure_sets(reports: Sequence[Report], options: argparse.Namespace, encoder: Encoder) -> dict[str, Any]:
    """Print the table; set -> pair -> strict F1 of ours, and below "peers" and "lax" the others."""
    figures: dict[str, Any] = {kind: {} for kind in options.sets}
    figures["lax"] = {kind: {} for kind in options.sets}
    figures["peers"] = {}
    head = ("precision", "recall", "F1", "lax P", "lax R", "lax F1", "seconds")
    print(f"{'set':8}{'pair':7}{'aligner':16}" + "".join(f"{name:>9}" for name in head))
    missing: dict[str, str] = {}
    for kind in options.sets:
        for pair in options.pairs:
            texts = list(texts_of(reports, kind, pair, options.made))
            total, seconds, kinds = measure_pairs(texts, ours(pair), encoder)
            figures[kind][pair], figures["lax"][kind][pair] = round(total.f1, 5), round(total.lax_f1, 5)
            print(_row(kind, pair, OURS, total, seconds), flush=True)
            if options.kinds and kinds:
                shares = (f"{name} {hits}/{many}" for name, (hits, many) in sorted(kinds.items()))
                print("        found exactly: " + ", ".join(shares))
            for name in options.peers:
                peer = PEERS[name]
                short = [text for text in texts if max(len(text.source), len(text.target)) <= peer.most_lines]
                try:
                    total, seconds, _ = measure_pairs(short, peer.align, encoder)
                except AlignerError as error:
                    missing[name] = str(error)
                    continue
                if not short:
                    continue
                note = "" if len(short) == len(texts) else f"  texts of up to {peer.most_lines} lines only"
                figures["peers"].setdefault(name, {}).setdefault(kind, {})[pair] = round(total.f1, 5)
                print(_row(kind, pair, name, total, seconds) + note, flush=True)
    for name, said in missing.items():
        print(f"{name}: not measured: {said}")
    return figures


def _measure_three(reports: Sequence[Report], options: argparse.Namespace, encoder: Encoder) -> dict[str, float]:
    figures: dict[str, float] = {}
    for kind in [kind for kind in ("natural", "hard") if kind in options.sets]:
        began = time.perf_counter()
        totals = measure_three(three_versions(reports, kind, options.made), encoder)
        for name, total in totals.items():
            print(_row(kind, "three", name, total, time.perf_counter() - began), flush=True)
        end = "" if kind == "natural" else f"_{kind}"
        figures[f"n_way{end}"] = round(totals["together"].f1, 5)
        figures[f"n_way_joined{end}"] = round(max(totals[n].f1 for n in ("all pairs", "through English")), 5)
    return figures


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="reports in the corpus format")
    parser.add_argument("--sets", default=",".join(SETS), help=f"which of {','.join(SETS)}; all of them by default")
    parser.add_argument("--pairs", default=",".join(PAIRS), help=f"which of {','.join(PAIRS)}; all of them by default")
    parser.add_argument(
        "--peers", default="usual", help=f"none, usual ({','.join(_USUAL_PEERS)}), all, or some of {','.join(PEERS)}"
    )
    parser.add_argument(
        "--size", type=int, action="append", help="lines of the made documents; may be repeated (20, 200 and 2000)"
    )
    parser.add_argument("--documents", type=int, help="how many made documents of each size (20, 5 and 1)")
    parser.add_argument(
        "--loose", type=float, default=0.0, help="share of sentences in made documents that lose words on one side (0)"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the made documents")
    parser.add_argument("--half", choices=("all", "train", "test"), default="all", help="which reports, by their names")
    parser.add_argument("--kinds", action="store_true", help="show what was found of each kind of bead")
    parser.add_argument(
        "--three", action=argparse.BooleanOptionalAction, default=True, help="align three versions, too"
    )
    parser.add_argument(
        "--twenty-thousand", action=argparse.BooleanOptionalAction, default=True, help="align 20,000 lines, too"
    )
    options = parser.parse_args(arguments)
    options.sets, options.pairs = _chosen(options.sets, SETS, "set"), _chosen(options.pairs, PAIRS, "pair")
    options.peers = peers_of(options.peers)
    options.made = Made(options.size or _SIZES, options.seed, options.documents, options.loose)
    for name, least in (("--size", min(options.made.sizes)), ("--documents", options.documents)):
        if least is not None and least < 1:
            raise InputError(f"{name} {least}: one at least")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    figures: dict[str, Any] = {}
    status = 0
    try:
        options = _options(arguments)
        reports = _reports(options.folder, options.half)
        from aligner.alignment import default_encoder

        encoder = Remembering(default_encoder())
        figures |= _measure_sets(reports, options, encoder)
        figures |= {"reports": len(reports), "half": options.half}
        if options.three:
            figures |= _measure_three(reports, options, encoder)
        if options.twenty_thousand:
            figures |= cost_of_many(reports, options.pairs[0], options.seed)
    except AlignerError as error:
        print(f"bench_align: {error}", file=sys.stderr)
        status = error.exit_status
    if figures:  # what was measured before something failed is not lost
        print(json.dumps(figures))
    return status


if __name__ == "__main__":
    sys.exit(main())

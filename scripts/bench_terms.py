"""Measures the check of translations: what it wrongly accuses, and which planted errors it catches.

FOLDER holds reports in the format of scripts/data/reports/README.md. Each report is checked as one document in all six
directions, with its own term table as the glossary: canonical names only, no acronyms, no short forms, no gender.

match_precision, match_recall   of the matcher on the marks that keep a word of the canonical term; held-back
                occurrences count neither way (scripts/term_matching.py)
false_accusation   of the beads of human translations that have both sides and a certain occurrence in the source, the
                share with an error. Every error counts as false. Left out, and counted as "unlisted": terms that the
                human renders, in that bead, only by an acronym or a paraphrase which the table does not have (marks
                that keep no word of the canonical term).
planted_caught  of errors planted by a seeded script (scripts/planted_errors.py), one at a time, as many of each kind:
                another name of the same kind, another case, a forbidden name, no name or a pronoun, a wrong clitic.
                Caught is what brings an error or a warning at that place that was not there before. A wrong case is
                planted wherever the name has another form, whether grammar tells it is wrong or not.

With --engine the sources are translated too (an engine's name or "default"), and the share of beads with findings is
printed. The last line of the output is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aligner.engines import open_engine
from aligner.errors import AlignerError, InputError
from aligner.glossary.checker import Checker
from aligner.glossary.findings import Finding
from scripts.planted_errors import KINDS, Planted, plant
from scripts.report_glossary import concept_id, concepts_of
from scripts.reports_corpus import LANGUAGES, Report, read_reports
from scripts.term_matching import keeps_a_word, marked_text, measure

DIRECTIONS = tuple((source, target) for target in LANGUAGES for source in LANGUAGES if source != target)
# How many errors are planted in a report and direction. Cases go wrong in Russian only, clitics in Arabic only.
_PLANTED = {"name": 1, "case": 3, "forbidden": 1, "missing": 1, "clitic": 3}


@dataclass
class Accusations:
    """Human translations of one direction."""

    beads: int = 0
    errors: int = 0
    warnings: int = 0  # beads with a warning
    unlisted: int = 0  # occurrences left out
    cases: list[tuple[str, int, Finding]] = field(default_factory=list)


@dataclass
class Caught:
    """Planted errors of one kind and direction."""

    planted: int = 0
    caught: int = 0
    missed: list[tuple[str, Planted]] = field(default_factory=list)


def accusations(reports: Iterable[Report]) -> dict[tuple[str, str], Accusations]:
    """What the check says of human translations, by direction."""
    found = {direction: Accusations() for direction in DIRECTIONS}
    for report in reports:
        checker = Checker(concepts_of(report))
        for direction in DIRECTIONS:
            _accuse(report, checker, direction, found[direction])
    return found


def _accuse(report: Report, checker: Checker, direction: tuple[str, str], counts: Accusations) -> None:
    source, target = direction
    pairs = [(bead.text(source), bead.text(target)) for bead in report.beads]
    certain = checker.certain_in([text for text, _ in pairs], source)
    for number, findings in enumerate(checker.check_document(pairs, source, target)):
        if not all(pairs[number]):
            continue
        unlisted = _unlisted(report, number, target)
        if not certain[number] - unlisted:
            counts.unlisted += len(certain[number] & unlisted)
            continue
        counts.unlisted += len(certain[number] & unlisted)
        told = [f for f in findings if not (f.rule == "missing" and f.concept in unlisted)]
        counts.beads += 1
        counts.errors += any(f.severity == "error" for f in told)
        counts.warnings += any(f.severity == "warning" for f in told)
        counts.cases += [(report.name, number, f) for f in told if f.severity != "info"]


def _unlisted(report: Report, bead: int, language: str) -> set[str]:
    """The concepts that a bead has in a language only under names that the table does not have."""
    text, marks = marked_text(report.beads[bead].cells[language])
    kept: dict[str, bool] = {}
    for mark in marks:
        ident = concept_id(report, mark.number)
        keeps = keeps_a_word(text[mark.start : mark.end], report.terms[mark.number].forms[language], language)
        kept[ident] = kept.get(ident, False) or keeps
    return {ident for ident, keeps in kept.items() if not keeps}


def caught(reports: Sequence[Report], seed: int) -> dict[tuple[str, str, str], Caught]:
    """What the check says of planted errors: (kind, source, target) -> counts; as many of each kind as can be."""
    planted: dict[str, list[tuple[Report, Planted]]] = {kind: [] for kind in KINDS}
    for report in reports:
        for source, target in DIRECTIONS:
            for kind in KINDS:
                rng = random.Random(f"{seed} {report.name} {source} {target} {kind}")
                errors = plant(report, reports, source, target, kind, rng, _PLANTED[kind])
                planted[kind] += [(report, error) for error in errors]
    rng = random.Random(seed)
    most = min(len(errors) for errors in planted.values())
    found: dict[tuple[str, str, str], Caught] = {}
    before: dict[tuple[str, str, str], list[tuple[Finding, ...]]] = {}
    for kind in KINDS:
        for report, error in rng.sample(planted[kind], most):
            key = (report.name, error.source, error.target)
            if key not in before:
                before[key] = _check(report, Checker(concepts_of(report)), error.source, error.target)
            counts = found.setdefault((kind, error.source, error.target), Caught())
            counts.planted += 1
            if _is_caught(report, error, before[key][error.bead]):
                counts.caught += 1
            else:
                counts.missed.append((report.name, error))
    return found


def _check(
    report: Report, checker: Checker, source: str, target: str, error: Planted | None = None
) -> list[tuple[Finding, ...]]:
    pairs = [(bead.text(source), bead.text(target)) for bead in report.beads]
    if error is not None:
        pairs[error.bead] = (pairs[error.bead][0], error.text)
    return checker.check_document(pairs, source, target)


def _is_caught(report: Report, error: Planted, before: Sequence[Finding]) -> bool:
    """Whether there is a new error or warning on the spot, or of the concept's name that the source has."""
    known = Counter((f.rule, f.concept, f.severity) for f in before if f.severity != "info")
    after = _check(report, Checker(error.concepts), error.source, error.target, error)[error.bead]
    for finding in after:
        key = (finding.rule, finding.concept, finding.severity)
        if finding.severity == "info":
            continue
        if known[key]:
            known[key] -= 1
        elif (finding.side == "source" and finding.concept == error.concept) or (
            finding.side == "target" and finding.start < max(error.end, error.start + 1) and error.start < finding.end
        ):
            return True
    return False


def translated(reports: Sequence[Report], engine: str | None) -> Iterator[tuple[str, int, int, int]]:
    """What the check says of an engine's translations: direction, beads with terms, with errors, with warnings."""
    for source, target in DIRECTIONS:
        opened = open_engine(source, target, engine=engine)
        beads = errors = warnings = 0
        for report in reports:
            checker = Checker(concepts_of(report))
            texts = [bead.text(source) for bead in report.beads if bead.cells[source]]
            answers = [candidates[0].text for candidates in opened.translate(texts)]
            certain = checker.certain_in(texts, source)
            findings = checker.check_document(list(zip(texts, answers, strict=True)), source, target)
            for concepts, found in zip(certain, findings, strict=True):
                beads += bool(concepts)
                errors += any(f.severity == "error" for f in found)
                warnings += any(f.severity == "warning" for f in found)
        yield f"{source}-{target}", beads, errors, warnings


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent / "data" / "reports")
    parser.add_argument("--engine", default="none", help="an installed engine, 'default', or 'none'  [default: none]")
    parser.add_argument("--limit", type=int, help="only so many reports, spread over the folder")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N cases of each kind that went wrong")
    options = parser.parse_args(arguments)
    try:
        result = _run(options)
    except (AlignerError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(json.dumps(result))
    return 0


def _run(options: argparse.Namespace) -> dict[str, float]:
    reports = list(read_reports(options.folder))
    if not reports:
        raise InputError(f"{options.folder}: no reports (*.txt)")
    if options.limit and options.limit < len(reports):
        reports = [reports[number * len(reports) // options.limit] for number in range(options.limit)]
    matching = measure(reports)
    told = accusations(reports)
    counts = caught(reports, options.seed)
    _print_accusations(told, options.show)
    _print_caught(counts, options.show)
    if options.engine != "none":
        engine = None if options.engine == "default" else options.engine
        for direction, beads, errors, warnings in translated(reports, engine):
            print(f"{direction}: {beads} translated beads with terms, {errors} with errors, {warnings} with warnings")
    beads = sum(one.beads for one in told.values())
    return {
        "match_precision": _share(
            sum(m.right for m in matching.values()), sum(m.occurrences for m in matching.values())
        ),
        "match_recall": _share(sum(m.found for m in matching.values()), sum(m.kept for m in matching.values())),
        "false_accusation": _share(sum(one.errors for one in told.values()), beads),
        "planted_caught": _share(sum(c.caught for c in counts.values()), sum(c.planted for c in counts.values())),
        "human_warnings": _share(sum(one.warnings for one in told.values()), beads),
        "unlisted": sum(one.unlisted for one in told.values()),
        "planted": sum(c.planted for c in counts.values()),
        **{
            f"caught_{kind}": _share(
                sum(c.caught for key, c in counts.items() if key[0] == kind),
                sum(c.planted for key, c in counts.items() if key[0] == kind),
            )
            for kind in KINDS
        },
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def _print_accusations(told: dict[tuple[str, str], Accusations], show: int) -> None:
    print("human translations: beads with terms, share with an error, with a warning, unlisted terms left out")
    for (source, target), one in told.items():
        errors, warnings = _share(one.errors, one.beads), _share(one.warnings, one.beads)
        print(f"  {source}-{target}  {one.beads:6}  {errors:.4f}  {warnings:.4f}  {one.unlisted:5}")
    for (source, target), one in told.items():
        for severity in ("error", "warning"):
            for name, number, finding in [case for case in one.cases if case[2].severity == severity][:show]:
                print(f"    {severity} {source}-{target} {name} bead {number + 1}: {finding.message} [{finding.rule}]")


def _print_caught(counts: dict[tuple[str, str, str], Caught], show: int) -> None:
    print("planted errors caught: " + " ".join(f"{source}-{target}" for source, target in DIRECTIONS))
    for kind in KINDS:
        cells = []
        for direction in DIRECTIONS:
            one = counts.get((kind, *direction), Caught())
            cells.append(f"{one.caught:4}/{one.planted:<4}")
        print(f"  {kind:10} " + " ".join(cells))
    for (kind, source, target), one in sorted(counts.items()):
        for name, error in one.missed[:show]:
            around = f"{error.text[max(0, error.start - 50) : error.start]}[{error.text[error.start : error.end]}]"
            around += error.text[error.end : error.end + 40]
            print(f"    missed {kind} {source}-{target} {name} bead {error.bead + 1}: {around} (was {error.right})")


if __name__ == "__main__":
    sys.exit(main())

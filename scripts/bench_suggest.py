"""Measures transliteration and suggesting on reports with marked terms.

FOLDER holds reports in the format of scripts/data/reports/README.md. Reports and names are parted in two halves by a
hash of their name; the rules were written with one half ("dev") in view, and are measured on the other ("held-out").

Transliteration: the dictionary forms of the persons, each once; a proposal is right if it is the other language's form
but for what `Language.normal_form` evens out. Location: for each marked person, whether the run of words in the other
side's sentence that `similarity` finds nearest is the marked one (clitics and 's may stick to it).

Suggesting: each report alone, its term table hidden, in one language and as a bitext. A term counts as found if a
mention of a suggestion overlaps a mark of it. A suggestion counts as right if one of its mentions overlaps a mark of
any term; `names` also counts those that are a term of any other report (reports mark some of their names only). A
dictionary form is right if it is the term's or, where only a part of the name stands in the report, a part of it.
The last line of the output is one JSON object with all figures.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aligner.errors import AlignerError, InputError
from aligner.glossary.matcher import Matcher
from aligner.glossary.suggester import Passage, Suggestion, suggest
from aligner.languages import get
from aligner.languages.transliteration import similarity, transliterate
from scripts.reports_corpus import LANGUAGES, Report, read_reports

PAIRS = tuple((source, target) for source in LANGUAGES for target in LANGUAGES if source != target)
BITEXTS = (("en", "ru"), ("en", "ar"), ("ru", "ar"))
KINDS = ("person", "place", "org")
_MARK = re.compile(r"\{(\d+)\|([^{}|]*)\}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def is_held_out(name: str) -> bool:
    """Whether a report or a name belongs to the held-out half: a stable hash."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 1


def in_half(name: str, half: str) -> bool:
    return half == "all" or is_held_out(name) == (half == "held-out")


def same(one: str, other: str, language: str) -> bool:
    """Whether two forms are the same but for what `normal_form` evens out, and quotation marks around them."""
    normal = get(language).normal_form
    return normal(one).text.strip('"') == normal(other).text.strip('"')


# Transliteration


def persons(reports: Iterable[Report], half: str) -> list[tuple[str, str, str]]:
    """The different triples of persons whose English name is in the half."""
    triples = {
        (term.forms["en"], term.forms["ar"], term.forms["ru"]): None
        for report in reports
        for term in report.terms.values()
        if term.kind == "person"
    }
    return [triple for triple in triples if in_half(triple[0], half)]


def transliteration_figures(triples: Sequence[tuple[str, str, str]]) -> dict[str, dict[str, float]]:
    figures = {}
    for source, target in PAIRS:
        first = any_of = 0
        for triple in triples:
            forms = dict(zip(LANGUAGES, triple, strict=True))
            right = [same(one, forms[target], target) for one in transliterate(forms[source], source, target)]
            first += right[:1] == [True]
            any_of += any(right)
        figures[f"{source}-{target}"] = {"first": _share(first, len(triples)), "of_five": _share(any_of, len(triples))}
    return figures


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


# Location


def marked_spans(cell: str) -> tuple[str, list[tuple[int, int, int]]]:
    """The text of a cell without marks, and for each mark its number, start and end there."""
    text, spans, at = "", [], 0
    for match in _MARK.finditer(cell):
        text += cell[at : match.start()]
        spans.append((int(match[1]), len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    return text + cell[at:], spans


def runs(text: str, *, capitals: bool) -> Iterator[tuple[int, int]]:
    """All stretches of one to four words; with capitals, those that begin and end with a name."""
    words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    for first, (start, _) in enumerate(words):
        for last in range(first, min(first + 4, len(words))):
            if last > first and text[words[last - 1][1] : words[last][0]].strip(" -"):
                break
            stretch = text[start : words[last][1]]
            if not capitals or (_is_name(stretch.split()[0]) and _is_name(stretch.split()[-1])):
                yield start, words[last][1]


def _is_name(word: str) -> bool:
    return word[0].isupper() or bool(re.match(r"(?:\w{2,3}-)[^\W\d_]", word) and any(ch.isupper() for ch in word))


def location_figures(reports: Iterable[Report]) -> dict[str, float]:
    """The share of marked persons whose place in the other language is the nearest run."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for report in reports:
        for bead in report.beads:
            for source, target in PAIRS:
                text, spans = marked_spans(bead.cells[target])
                candidates = list(runs(text, capitals=target != "ar"))
                for number, form in bead.marks(source):
                    gold = [(start, end) for n, start, end in spans if n == number]
                    if report.terms[number].kind != "person" or not gold or not candidates:
                        continue
                    best = max(candidates, key=lambda run: similarity(form, source, text[slice(*run)], target))
                    every[f"{source}-{target}"] += 1
                    right[f"{source}-{target}"] += any(
                        0 <= best[1] - end <= 2 and 0 <= start - best[0] <= 3 for start, end in gold
                    )
    return {pair: _share(right[pair], every[pair]) for pair in sorted(every)}


# Suggesting


@dataclass
class Tally:
    """Counts over reports."""

    found: Counter[str] = field(default_factory=Counter)
    present: Counter[str] = field(default_factory=Counter)
    suggested: int = 0
    right: int = 0
    names: int = 0
    kinds: int = 0
    kinds_right: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    forms_right: Counter[str] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    pairs_right: Counter[str] = field(default_factory=Counter)
    aligned: Counter[str] = field(default_factory=Counter)

    def figures(self) -> dict[str, object]:
        """The counts as shares."""
        shares: dict[str, object] = {
            "recall": {kind: _share(self.found[kind], self.present[kind]) for kind in KINDS},
            "precision": _share(self.right, self.suggested),
            "names": _share(self.names, self.suggested),
            "kind_right": _share(self.kinds_right, self.kinds),
            "dictionary_form": {kind: _share(self.forms_right[kind], self.forms[kind]) for kind in KINDS},
            "suggestions": self.suggested,
        }
        if self.pairs:
            shares["rendering_right"] = {kind: _share(self.pairs_right[kind], self.pairs[kind]) for kind in KINDS}
            shares["rendering_from_text"] = {kind: _share(self.aligned[kind], self.pairs[kind]) for kind in KINDS}
        return shares


def measure(
    reports: Iterable[Report], codes: Sequence[str], names: Mapping[str, frozenset[str]], known: Matcher | None
) -> Tally:
    tally = Tally()
    for report in reports:
        _measure(report, codes, names, known, tally)
    return tally


def _measure(
    report: Report, codes: Sequence[str], names: Mapping[str, frozenset[str]], known: Matcher | None, tally: Tally
) -> None:
    marked = [{code: marked_spans(bead.cells[code].replace(" ¶ ", " ")) for code in codes} for bead in report.beads]
    passages = [
        Passage({code: text for code, (text, _) in cells.items() if text}, report.name, n)
        for n, cells in enumerate(marked)
    ]
    present = {n for cells in marked for code in codes[:1] for n, _, _ in cells[code][1]}
    for code in codes[1:]:
        present &= {n for cells in marked for n, _, _ in cells[code][1]}
    found: dict[str, set[int]] = {code: set() for code in codes}
    for suggestion in suggest(passages, matcher=known) if known else suggest(passages):
        hits = _hits(suggestion, marked)
        tally.suggested += 1
        tally.right += bool(hits)
        is_name = bool(hits) or any(
            get(code).normal_form(entry.text).text in names[code]
            for code, entry in suggestion.names.items()
            if entry.how != "proposed"
        )
        tally.names += is_name
        for number, code in hits:
            found[code].add(number)
        if hits:
            number = Counter(number for number, _ in hits.elements()).most_common(1)[0][0]
            _judge(suggestion, report, number, codes, marked, tally)
    for number in present - _known_terms(report, codes, known):
        kind = report.terms[number].kind
        tally.present[kind] += 1
        tally.found[kind] += all(number in found[code] for code in codes)


def _known_terms(report: Report, codes: Sequence[str], known: Matcher | None) -> set[int]:
    """The terms that the glossary has in one of the languages: nobody has to suggest them."""
    if known is None:
        return set()
    return {
        number
        for number, term in report.terms.items()
        if any(
            occurrence.outer_end - occurrence.outer_start >= 0.55 * len(term.forms[code])
            for code in codes
            for occurrence in known.find(term.forms[code], code)
        )
    }


def _hits(
    suggestion: Suggestion, marked: Sequence[Mapping[str, tuple[str, list[tuple[int, int, int]]]]]
) -> Counter[tuple[int, str]]:
    """Terms (and languages) with a mark that a mention overlaps."""
    hits: Counter[tuple[int, str]] = Counter()
    for mention in suggestion.mentions:
        for number, start, end in marked[mention.passage][mention.language][1]:
            if start < mention.end and mention.start < end:
                hits[number, mention.language] += 1
    return hits


def _judge(
    suggestion: Suggestion,
    report: Report,
    number: int,
    codes: Sequence[str],
    marked: Sequence[Mapping[str, tuple[str, list[tuple[int, int, int]]]]],
    tally: Tally,
) -> None:
    """Whether kind, dictionary form and rendering of a suggestion are those of the term."""
    term = report.terms[number]
    if term.kind not in KINDS:
        return
    tally.kinds += 1
    tally.kinds_right += suggestion.kind == term.kind
    gold = {
        code: _forms_there(term.forms[code], code, [
            (cells[code][0][start:end]) for cells in marked for n, start, end in cells[code][1] if n == number
        ])
        for code in codes
    }  # fmt: skip
    right = {
        code: any(same(entry.text, form, code) for form in gold[code])
        for code, entry in suggestion.names.items()
        if code in codes
    }
    for code in suggestion.names:
        if code in codes and suggestion.names[code].how != "proposed":
            tally.forms[term.kind] += 1
            tally.forms_right[term.kind] += right[code]
    if len(codes) > 1 and all(gold.values()):
        tally.pairs[term.kind] += 1
        tally.pairs_right[term.kind] += all(right.get(code, False) for code in codes)
        tally.aligned[term.kind] += all(
            code in suggestion.names and suggestion.names[code].how != "proposed" for code in codes
        )


def _forms_there(form: str, code: str, surfaces: Sequence[str]) -> list[str]:
    """What a suggestion can know of a term's name: all of it where it stands in full, else the part that does."""
    words = form.split()
    longest = max((len(surface.split()) for surface in surfaces), default=0)
    if longest >= len(words) or longest == 0:
        return [form]
    return [" ".join(words[start : start + longest]) for start in range(len(words) - longest + 1)] + [form]


def all_names(reports: Sequence[Report]) -> dict[str, frozenset[str]]:
    """The dictionary forms of all terms of all reports, in normal form."""
    return {
        code: frozenset(
            get(code).normal_form(term.forms[code]).text for report in reports for term in report.terms.values()
        )
        for code in LANGUAGES
    }


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    try:
        reports = list(read_reports(options.folder))
        if not reports:
            raise InputError(f"{options.folder}: no reports (*.txt) here")
        chosen = [report for report in reports if in_half(report.name, options.half)][: options.limit]
        result: dict[str, object] = {"half": options.half, "reports": len(chosen)}
        triples = persons(reports, options.half)
        result["persons"] = len(triples)
        result["transliteration"] = transliteration_figures(triples)
        result["location"] = location_figures(chosen)
        known = _known(options.glossary)
        names = all_names(reports)
        for codes in (*((code,) for code in LANGUAGES), *BITEXTS):
            figures = measure(chosen, codes, names, known).figures()
            result["-".join(codes)] = figures
            print(f"{'-'.join(codes):<8}{json.dumps(figures)}")
    except AlignerError as error:
        print(f"bench_suggest: {error}", file=sys.stderr)
        return 2
    print(json.dumps(result))
    return 0


def _known(paths: Sequence[Path]) -> Matcher | None:
    if not paths:
        return None
    from aligner.glossary.store import Glossary

    return Matcher(Glossary.open(*paths).concepts.values())


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="reports with marked terms")
    parser.add_argument(
        "--half", choices=("held-out", "dev", "all"), default="held-out", help="which reports and names"
    )
    parser.add_argument("--limit", type=int, default=None, help="at most so many reports")
    parser.add_argument(
        "--glossary",
        type=Path,
        action="append",
        default=[],
        help="a glossary file or folder of names that are known: they are not suggested, and not counted",
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())

"""Measures the matcher on a large glossary: speed and names found, beside pyahocorasick and spaCy's PhraseMatcher.

A glossary of made-up names (scripts/synthetic_glossary.py) is searched in mixed text: the reports of FOLDER in the
three languages, repeated, with a form of a name from the glossary planted after every dozen words or so, the names
by Zipf's law. Time is CPU time of this process. The speed is that of a process at work: it has searched as much
other text before, with other names of the same glossary; `mb_per_second_first` is the speed on that, from nothing,
`mb_per_second_again` that of a second look at this text.
Build is the time to the first answer, with an empty cache, load that with a filled one. The others get the same
forms: pyahocorasick alone finds them anywhere, inside other words too, and knows nothing of clitics, capitals or
documents; the PhraseMatcher works on spaCy's tokens (attribute LOWER) and on a sample of the text. The last line of
the output is one JSON object.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aligner.errors import AlignerError, InputError
from aligner.glossary.concepts import Concept
from aligner.glossary.forms import Term, terms
from aligner.glossary.match_patterns import is_head
from aligner.glossary.matcher import Matcher
from scripts.reports_corpus import LANGUAGES, read_reports
from scripts.synthetic_glossary import synthetic_concepts

_WORDS_BETWEEN = (6, 20)  # words of a report between two planted names
_HEAD = 20  # names recur as in news, by Zipf's law; so many are about equally frequent
_SHORT_SHARE = 0.3  # of the planted persons are followed by the surname alone
_PLAIN = {"en": 0.9, "ar": 0.85, "ru": 0.4}  # of the names are in the dictionary form, about as in news
_SAMPLE = 0.1  # of the text for the PhraseMatcher
_FORMS = {"en": 2, "ar": 24, "ru": 12}  # of a name, at most, in the plain lists of the others


@dataclass(frozen=True)
class Planted:
    """A name in a text."""

    concept: str
    text: int  # number of the segment
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """Segments of a report in one language, with what was planted."""

    language: str
    segments: tuple[str, ...]
    planted: tuple[Planted, ...]


def documents(folder: Path, concepts: Sequence[Concept], size: int, seed: int) -> list[Document]:
    """So many bytes of mixed text."""
    reports = [
        (code, [bead.text(code) for bead in report.beads if bead.cells[code]])
        for report in read_reports(folder)
        for code in LANGUAGES
    ]
    if not reports:
        raise InputError(f"{folder}: no reports (*.txt)")
    rng = random.Random(seed)
    shares = list(accumulate(1 / (rank + _HEAD) for rank in range(len(concepts))))
    found: list[Document] = []
    while size > 0:
        code, segments = reports[len(found) % len(reports)]
        document = _plant(code, segments, lambda: rng.choices(concepts, cum_weights=shares)[0], rng)
        size -= sum(len(segment.encode()) + 1 for segment in document.segments)
        found.append(document)
    return found


def _plant(code: str, segments: Sequence[str], choose: Callable[[], Concept], rng: random.Random) -> Document:
    written: list[str] = []
    planted: list[Planted] = []
    waiting: list[Term] = []
    wait = rng.randint(*_WORDS_BETWEEN)
    for number, segment in enumerate(segments):
        text = ""
        for word in segment.split():
            text += f" {word}" if text else word
            wait -= 1
            if wait > 0 or not word[-1].isalnum():
                continue
            wait = rng.randint(*_WORDS_BETWEEN)
            term = waiting.pop() if waiting and rng.random() < 0.5 else _term(choose(), code, waiting, rng)
            forms = [form.text for form in term.forms() if not is_head(form.tag)]
            form = forms[0] if rng.random() < _PLAIN[code] else rng.choice(forms)
            planted.append(Planted(term.concept, number, len(text) + 1, len(text) + 1 + len(form)))
            text += f" {form}"
        written.append(text)
    return Document(code, tuple(written), tuple(planted))


def _term(concept: Concept, code: str, waiting: list[Term], rng: random.Random) -> Term:
    """The full name; sometimes the surname is to come after it."""
    found = list(terms(concept, code))
    surnames = [term for term in found if term.part == "surname"]
    if surnames and rng.random() < _SHORT_SHARE:
        waiting.insert(0, surnames[0])
    return found[0]


def surfaces(concepts: Sequence[Concept], code: str) -> Iterator[tuple[str, str]]:
    """(form, concept) of every name in a language, clitics included."""
    for concept in concepts:
        for term in terms(concept, code):
            if term.part in ("full", "surname"):
                whole = [form for form in term.forms() if not is_head(form.tag)]
                for form in whole[: _FORMS[code]]:
                    yield form.text.lower(), concept.id


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What it gives, and the CPU seconds it took."""
    start = time.process_time()
    found = work()
    return found, time.process_time() - start


def memory() -> int:
    """The memory that the process has in use now, in MB."""
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * resource.getpagesize() // 1_000_000


def measure_matcher(
    concepts: Sequence[Concept], texts: Sequence[Document], other: Sequence[Document]
) -> dict[str, float]:
    """Our own: speed on other text first, then on this, names found, build times, memory and size of the cache."""

    def first() -> Matcher:
        matcher = Matcher(concepts)
        for code in LANGUAGES:
            matcher.find("", code)
        return matcher

    with tempfile.TemporaryDirectory() as folder:
        os.environ["ALIGNER_DATA"] = folder
        _, build = timed(first)
        before = memory()
        matcher, load = timed(first)
        used = memory() - before
        gc.collect()
        gc.freeze()  # the texts and concepts of this script are no garbage that a collection need look at
        _, first_pass = timed(lambda: [matcher.find_in(text.segments, text.language) for text in other])
        seconds, hits, occurrences = 0.0, 0, 0
        for text in texts:
            groups, spent = timed(lambda text=text: matcher.find_in(text.segments, text.language))
            seconds += spent
            occurrences += sum(map(len, groups))
            for one in text.planted:
                hits += any(
                    o.start < one.end and one.start < o.end and one.concept in (o.concept, *o.rivals)
                    for o in groups[one.text]
                )
        _, again = timed(lambda: [matcher.find_in(text.segments, text.language) for text in texts])
        cached = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    return {
        **_shares(texts, seconds, hits),
        "mb_per_second_first": round(_size(other) / 1e6 / first_pass, 2),
        "mb_per_second_again": round(_size(texts) / 1e6 / again, 2),
        "occurrences": occurrences,
        "build_seconds": round(build, 1),
        "load_seconds": round(load, 2),
        "memory_mb": used,
        "memory_after_mb": memory() - before,
        "cache_mb": round(cached / 1e6),
    }


def measure_ahocorasick(concepts: Sequence[Concept], texts: Sequence[Document]) -> dict[str, float] | None:
    """pyahocorasick alone over lower-cased text, all overlaps; None where it is not installed."""
    try:
        import ahocorasick
    except ImportError:
        return None

    before = memory()

    def build() -> Any:
        automaton = ahocorasick.Automaton()
        for code in LANGUAGES:
            for form, concept in surfaces(concepts, code):
                known = automaton.get(form, None)
                if known is None:
                    automaton.add_word(form, (len(form), [concept]))
                else:
                    known[1].append(concept)
        automaton.make_automaton()
        return automaton

    automaton, build_seconds = timed(build)
    found, seconds = timed(lambda: [[list(automaton.iter(s.lower())) for s in text.segments] for text in texts])
    hits = 0
    for text, groups in zip(texts, found, strict=True):
        for one in text.planted:
            hits += any(
                end + 1 == one.end and end + 1 - length == one.start and one.concept in ids
                for end, (length, ids) in groups[one.text]
            )
    return {
        **_shares(texts, seconds, hits),
        "occurrences": sum(len(group) for groups in found for group in groups),
        "build_seconds": round(build_seconds, 1),
        "memory_mb": memory() - before,
    }


def measure_spacy(concepts: Sequence[Concept], texts: Sequence[Document]) -> dict[str, float] | None:
    """spaCy's PhraseMatcher on a sample of the text; None where spaCy is not installed."""
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        return None
    before = memory()
    pipes, matchers = {}, {}

    def build() -> None:
        for code in LANGUAGES:
            pipes[code] = spacy.blank(code)
            matchers[code] = PhraseMatcher(pipes[code].vocab, attr="LOWER")
            for form, concept in surfaces(concepts, code):
                matchers[code].add(concept, [pipes[code].make_doc(form)])

    _, build_seconds = timed(build)
    sample = texts[: max(1, int(len(texts) * _SAMPLE))]

    def search() -> list[list[list[tuple[int, int, str]]]]:
        found = []
        for text in sample:
            pipe, matcher = pipes[text.language], matchers[text.language]
            groups = []
            for segment in text.segments:
                doc = pipe.make_doc(segment)
                groups.append(
                    [(doc[a:b].start_char, doc[a:b].end_char, pipe.vocab.strings[m]) for m, a, b in matcher(doc)]
                )
            found.append(groups)
        return found

    found, seconds = timed(search)
    hits = 0
    for text, groups in zip(sample, found, strict=True):
        for one in text.planted:
            hits += any((a, b, c) == (one.start, one.end, one.concept) for a, b, c in groups[one.text])
    return {
        **_shares(sample, seconds, hits),
        "occurrences": sum(len(group) for groups in found for group in groups),
        "build_seconds": round(build_seconds, 1),
        "memory_mb": memory() - before,
    }


def _shares(texts: Sequence[Document], seconds: float, hits: int) -> dict[str, float]:
    planted = sum(len(text.planted) for text in texts)
    return {
        "mb_per_second": round(_size(texts) / 1e6 / seconds, 2),
        "planted_found": round(hits / planted, 4),
        "planted": planted,
    }


def _size(texts: Sequence[Document]) -> int:
    return sum(len(segment.encode()) + 1 for text in texts for segment in text.segments)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent / "data" / "reports")
    parser.add_argument("--concepts", type=int, default=50_000)
    parser.add_argument("--megabytes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--without", nargs="*", default=[], choices=("pyahocorasick", "spacy"))
    options = parser.parse_args(arguments)
    try:
        concepts = list(synthetic_concepts(options.concepts, options.seed))
        texts = documents(options.folder, concepts, int(options.megabytes * 1e6), options.seed)
        other = documents(options.folder, concepts, int(options.megabytes * 1e6), options.seed + 1)
    except AlignerError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    result: dict[str, Any] = {"concepts": options.concepts, "megabytes": options.megabytes}
    result["matcher"] = measure_matcher(concepts, texts, other)
    _print("matcher", result["matcher"])
    for name, measure in (("pyahocorasick", measure_ahocorasick), ("spacy", measure_spacy)):
        if name in options.without:
            continue
        figures = measure(concepts, texts)
        if figures is None:
            print(f"{name} is not installed (extra bench): not measured")
            continue
        result[name] = figures
        result[f"speed_to_{name}"] = round(result["matcher"]["mb_per_second"] / figures["mb_per_second"], 2)
        _print(name, figures)
    print(json.dumps(result))
    return 0


def _print(name: str, figures: dict[str, float]) -> None:
    print(f"{name:14} " + "  ".join(f"{key} {value}" for key, value in figures.items()), flush=True)


if __name__ == "__main__":
    sys.exit(main())

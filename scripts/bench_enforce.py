"""What enforcement makes of engines that are bad with names, and of the demo packages.

    python scripts/bench_enforce.py [CORPUS] [--limit 40] [--seed 1] [--no-demo]

Bad engines. The reports of CORPUS (default: scripts/data/reports; --limit takes that many, evenly spread, 0 all) are
translated in all six directions by engines that know the human translation and spoil the names in it (see
spoiling_engine.py): dropped, transliterated wrongly, translated by their meaning, copied in the letters of the source,
or a mixture; one name in five comes out right, and of the stand-ins 6 in 100 are spoiled, too. The glossary is the
report's own term table. Measured on beads whose terms stand equally often on both sides:

    unflagged_right  of the sentences that go out without a flag, the share in which every marked term that was found
                     in the source has a form of its approved name (or is a place said by its adjective), each
                     occurrence its own place; found by this script, in word tokens of the normal form, not by the
                     enforcer's own check. Marks that are a form of the table's name and were not found, or were held
                     back because they may be a common word, are counted in "held_back"
    flagged          the share of sentences flagged, for whatever reason
    form_accuracy    of the terms that the enforcer put in or let pass in sentences without the flag "term", where the
                     human translator wrote the same name, the share in exactly the translator's form (normal form)
    outside_chrf     sacreBLEU chrF (0 to 100) of what is around the names against what is around them in the human
                     translation, which is what the bad engines write there
    cost_ratio       words sent to the engine, against translating without a glossary

Demo packages. docs/samples through the packages that come with Aligner, with repair, once without and once with the
glossaries of the project: the same shares, outside_chrf against the translation without a glossary (only sentences
that enforcement changed), and CPU seconds.

A place said by its adjective ("президент Сирии", "the Syrian president") is for this script a word that begins with
the same three letters as an approved name of the place; the share of terms said so is "adjectives".

The last line is one JSON object with the five figures over both parts (cost_ratio: the worse one), then the details.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from aligner import languages  # noqa: E402
from aligner.bitext import TermUse  # noqa: E402
from aligner.engines.base import DecodingOptions, Engine  # noqa: E402
from aligner.glossary.concepts import Concept  # noqa: E402
from aligner.glossary.enforcer import Enforced, Enforcer  # noqa: E402
from aligner.glossary.forms import terms  # noqa: E402
from aligner.glossary.matcher import Matcher  # noqa: E402
from aligner.glossary.occurrences import Occurrence  # noqa: E402
from aligner.translation import checks, repair  # noqa: E402
from scripts.report_glossary import concept_id, concepts_of  # noqa: E402
from scripts.reports_corpus import LANGUAGES, Report, read_reports  # noqa: E402
from scripts.spoiling_engine import MODES, GoldSentence, Mark, SpoilingEngine, gold_sentences, without  # noqa: E402

_WORD = re.compile(r"\w+")


@dataclass
class Tally:
    """What was counted."""

    sentences: int = 0
    flagged: int = 0
    unflagged: int = 0
    unflagged_right: int = 0
    forms: int = 0
    forms_right: int = 0
    outside: list[tuple[str, str]] = field(default_factory=list)
    without_glossary: float = 0.0  # cost, in the part's own unit
    with_glossary: float = 0.0
    strategies: Counter[str] = field(default_factory=Counter)
    adjectives: int = 0  # places said by an adjective
    terms: int = 0
    marks: int = 0  # of the source, that are a form of the table's name
    held_back: int = 0  # of these, not found with certainty
    wrong: list[str] = field(default_factory=list)  # sentences that should have been flagged
    wrong_forms: list[str] = field(default_factory=list)

    def add(self, answer: Enforced[Any], needed: Sequence[Concept], language: str, shown: str) -> None:
        """Count one sentence; `shown` is what to print of it where it should have been flagged."""
        self.sentences += 1
        self.strategies.update(use.strategy or "none" for use in answer.terms)
        self.terms += len(answer.terms)
        self.adjectives += sum(use.form == "adj" for use in answer.terms)
        if answer.flags:
            self.flagged += 1
            return
        self.unflagged += 1
        if carries(answer.text, needed, language, adjectives=True):
            self.unflagged_right += 1
        else:
            self.wrong.append(shown)

    def figures(self) -> dict[str, Any]:
        """The five figures."""
        return {
            "unflagged_right": _share(self.unflagged_right, self.unflagged),
            "flagged": _share(self.flagged, self.sentences),
            "form_accuracy": _share(self.forms_right, self.forms),
            "outside_chrf": _chrf(self.outside),
            "cost_ratio": round(self.with_glossary / self.without_glossary, 3) if self.without_glossary else None,
            "sentences": self.sentences,
            "adjectives": _share(self.adjectives, self.terms),
            "held_back": _share(self.held_back, self.marks),
            "strategies": dict(self.strategies.most_common()),
        }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _chrf(pairs: Sequence[tuple[str, str]]) -> float | None:
    if not pairs:
        return None
    from sacrebleu.metrics.chrf import CHRF

    score: float = CHRF().corpus_score([text for text, _ in pairs], [[other for _, other in pairs]]).score
    return round(score, 2)


def plain_words(text: str, language: str) -> list[str]:
    """The words of a text in the normal form of its language."""
    return _WORD.findall(languages.get(language).normal_form(text).text)


def carries(text: str, concepts: Sequence[Concept], language: str, *, adjectives: bool = False) -> bool:
    """Whether each of these concepts (repeated for each occurrence) has a form of an approved name, each its own.

    With `adjectives` a place may also have a word that begins as one of its approved names does.
    """
    words = plain_words(text, language)
    taken = [False] * len(words)
    needed = Counter(concept.id for concept in concepts)
    by_id = {concept.id: concept for concept in concepts}
    forms = {ident: approved_forms(by_id[ident], language) for ident in needed}
    for ident in sorted(needed, key=lambda ident: -max(map(len, forms[ident]), default=0)):
        for _ in range(needed[ident]):
            if _take(words, taken, forms[ident]):
                continue
            if not adjectives or by_id[ident].kind != "place" or not _take(words, taken, _akin(words, forms[ident])):
                return False
    return True


def _akin(words: Sequence[str], forms: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Words that begin as a name of one word (or the last of several) does; without Arabic clitics and article."""
    beginnings = {_BARE.sub("", word)[:3] for form in forms for word in form if len(_BARE.sub("", word)) > 2}
    return [(word,) for word in words if _BARE.sub("", word)[:3] in beginnings]


_BARE = re.compile("^[وف]?(?:[بك]?ال|لل)(?=..)")


def _take(words: list[str], taken: list[bool], forms: Sequence[tuple[str, ...]]) -> bool:
    for form in forms:
        for at in range(len(words) - len(form) + 1):
            if tuple(words[at : at + len(form)]) == form and not any(taken[at : at + len(form)]):
                taken[at : at + len(form)] = [True] * len(form)
                return True
    return False


_FORMS: dict[tuple[int, str], list[tuple[str, ...]]] = {}
_KEPT: list[Concept] = []  # so that an id() is not given to another


def approved_forms(concept: Concept, language: str) -> list[tuple[str, ...]]:
    """All forms of all approved names of a concept as rows of words, the longest first."""
    key = (id(concept), language)
    if key not in _FORMS:
        found = {
            tuple(plain_words(form.text, language))
            for term in terms(concept, language)
            if term.written
            for form in term.forms()
            if "head" not in form.tag
        }
        _FORMS[key] = sorted((form for form in found if form), key=lambda form: (-len(form), form))
        _KEPT.append(concept)
    return _FORMS[key]


@dataclass(frozen=True)
class _Draft:
    text: str
    weight: float


def spoiling(reports: Sequence[Report], source: str, target: str, mode: str, seed: int) -> Tally:
    """One direction and one kind of bad engine over some reports, a report at a time."""
    tally = Tally()
    for report in reports:
        sentences = list(gold_sentences(report, source, target))
        if not sentences:
            continue
        engine = SpoilingEngine(sentences, source, target, mode, seed=seed)
        concepts = concepts_of(report)
        enforcer = Enforcer(Matcher(concepts, (source, target)), engine)
        texts = [sentence.source for sentence in sentences]

        def outcomes(asked: Sequence[str], engine: SpoilingEngine = engine) -> list[_Draft]:
            return [_Draft(answer[0].text, 0.0) for answer in engine.translate(asked)]

        occurrences = enforcer.occurrences(texts)
        answers = enforcer.translate(texts, occurrences, outcomes, lambda one, other: 0.0)
        tally.with_glossary += engine.words
        tally.without_glossary += sum(len(text.split()) for text in texts)
        by_id = {concept.id: concept for concept in concepts}
        for sentence, enforced, found in zip(sentences, answers, occurrences, strict=True):
            named = list(_named(sentence, by_id, source))
            certain = [mark for mark in named if any(o.certain and _meets(o, mark) for o in found)]
            tally.marks += len(named)
            tally.held_back += len(named) - len(certain)
            needed = [by_id[concept_id(report, mark.term)] for mark in certain]
            _count(tally, sentence, enforced, needed, by_id, target)
    return tally


def _count(
    tally: Tally,
    sentence: GoldSentence,
    enforced: Enforced[_Draft],
    needed: Sequence[Concept],
    concepts: dict[str, Concept],
    target: str,
) -> None:
    tally.add(enforced, needed, target, f"{sentence.source}\n  {enforced.text}\n  {sentence.target}")
    if "term" not in enforced.flags:
        _count_forms(tally, sentence, enforced, concepts, target)
        tally.outside.append((_around(enforced), sentence.rest()))


def _named(sentence: GoldSentence, concepts: dict[str, Concept], language: str) -> Iterator[Mark]:
    """The marks of the source whose words are a form of the table's name: a paraphrase is not in the glossary."""
    for mark in sentence.source_marks:
        forms = approved_forms(concepts[concept_id(sentence.report, mark.term)], language)
        if tuple(plain_words(sentence.source[mark.outer_start : mark.outer_end], language)) in forms:
            yield mark


def _meets(occurrence: Occurrence, mark: Mark) -> bool:
    return occurrence.start < mark.end and mark.start < occurrence.end


def _count_forms(
    tally: Tally, sentence: GoldSentence, enforced: Enforced[_Draft], concepts: dict[str, Concept], target: str
) -> None:
    """Compare the terms with those of the human translation, where that has the same name in some form."""
    uses = {use.source_start: use for use in enforced.terms if use.target}
    for number, mark in enumerate(sentence.source_marks):
        use = uses.get(mark.start) or uses.get(mark.outer_start)
        partner = sentence.target_marks[sentence.partners[number]]
        gold = sentence.target[partner.outer_start : partner.outer_end]
        if use is None or not _same_name(use, gold, concepts, target):
            continue
        tally.forms += 1
        if plain_words(use.target, target) == plain_words(gold, target):
            tally.forms_right += 1
        else:
            tally.wrong_forms.append(f"{use.target} for {gold} ({use.strategy}, {use.confidence}): {sentence.target}")


def _same_name(use: TermUse, gold: str, concepts: dict[str, Concept], language: str) -> bool:
    """Whether both are forms of one name of the concept (a surname is another name than the full one)."""
    pair = {tuple(plain_words(use.target, language)), tuple(plain_words(gold, language))}
    for term in terms(concepts[use.concept], language):
        forms = {tuple(plain_words(form.text, language)) for form in term.forms() if "head" not in form.tag}
        if pair <= forms:
            return True
    return False


def _around(enforced: Enforced[Any]) -> str:
    return without(
        enforced.text, [(use.target_start, use.target_start + len(use.target)) for use in enforced.terms if use.target]
    )


def demo(limit: int) -> dict[str, Tally]:
    """docs/samples through the demo packages, by direction; without a glossary in the project nothing is measured."""
    from aligner.engines import open_engine
    from aligner.engines.install import install_demo
    from aligner.engines.store import Store
    from aligner.glossary.store import Glossary

    files = sorted((ROOT / "glossaries").glob("*.tsv"))
    if not files:
        return {}
    glossary = Glossary.open(*files)
    approved = [concept for concept in glossary.concepts.values() if concept.status == "approved"]
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ALIGNER_DATA"] = os.environ["ARGOS_PACKAGES_DIR"] = folder
        install_demo(Store())
        matcher = Matcher(approved, LANGUAGES)
        for source, target in permutations(LANGUAGES, 2):
            engine = open_engine(source, target, engine="argos", threads=1)
            found[f"{source}-{target}"] = _demo_direction(matcher, engine, limit)
    return found


def _demo_direction(matcher: Matcher, engine: Engine, limit: int) -> Tally:
    tally, options = Tally(), DecodingOptions()
    documents = list(_samples(engine.source))[: limit or None]
    enforcer = Enforcer(matcher, engine)

    def outcomes(texts: Sequence[str]) -> list[repair.Outcome]:
        return repair.translate(engine, texts, options)

    def weight(source: str, target: str) -> float:
        found = checks.faults(source, target, engine.source, engine.target)
        return sum(checks.SERIOUS.get(fault.name, 0.0) for fault in found)

    def variants(texts: Sequence[str]) -> list[list[repair.Outcome]]:
        return repair.variants(engine, texts, options)

    def enforced(texts: Sequence[str]) -> list[Enforced[repair.Outcome]]:
        return enforcer.translate(texts, enforcer.occurrences(texts), outcomes, weight, variants)

    enforced(documents[0])  # the model and the tables of the languages are in memory
    for texts in documents:
        free, cost = _timed(outcomes, texts)
        tally.without_glossary += cost
        answers, cost = _timed(enforced, texts)
        tally.with_glossary += cost
        occurrences = enforcer.occurrences(texts)
        for one, answer, text, found in zip(free, answers, texts, occurrences, strict=True):
            needed = [matcher.concepts[o.concept] for o in found if o.certain]
            tally.add(answer, needed, engine.target, f"{text}\n  {answer.text}")
            if answer.text != one.text and "term" not in answer.flags:
                tally.outside.append((_around(answer), _without_names(one.text, matcher, engine.target)))
    return tally


def _samples(language: str) -> Iterator[list[str]]:
    """The sentences of each sample, as the job cuts them."""
    from aligner import documents

    for path in sorted((ROOT / "docs" / "samples" / language).iterdir()):
        parsed = documents.read(path, language)
        yield [segment.text for segment in parsed.segments]


def _without_names(text: str, matcher: Matcher, language: str) -> str:
    return without(text, [(o.outer_start, o.outer_end) for o in matcher.find(text, language)])


def _timed(work: Callable[[list[str]], Any], texts: list[str]) -> tuple[Any, float]:
    began = time.process_time()
    result = work(texts)
    return result, time.process_time() - began


def _joined(tallies: Sequence[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        for name in vars(total):
            value = getattr(tally, name)
            if isinstance(value, Counter):
                total.strategies.update(value)
            else:
                setattr(total, name, getattr(total, name) + value)
    return total


def _print(name: str, figures: dict[str, Any]) -> None:
    shown = "  ".join(f"{key} {value}" for key, value in figures.items() if key != "strategies")
    print(f"{name:<24}{shown}")


def main(arguments: Sequence[str] | None = None) -> dict[str, Any]:
    """Run, print, and give the last line's object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=ROOT / "scripts" / "data" / "reports")
    parser.add_argument("--limit", type=int, default=40, help="reports, evenly spread; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-demo", action="store_true", help="leave out the demo packages")
    parser.add_argument("--show", type=int, default=0, help="print that many failures of each kind")
    options = parser.parse_args(arguments)
    reports = list(read_reports(options.corpus))
    if options.limit and len(reports) > options.limit:
        reports = [reports[i * len(reports) // options.limit] for i in range(options.limit)]
    bad: dict[tuple[str, str], Tally] = {}
    for number, (source, target) in enumerate(permutations(LANGUAGES, 2)):
        for place, mode in enumerate(MODES):
            # Each report meets every mode once in the directions taken together.
            share = [report for i, report in enumerate(reports) if (i + number) % len(MODES) == place]
            bad[f"{source}-{target}", mode] = spoiling(share, source, target, mode, options.seed)
    for direction in dict.fromkeys(direction for direction, _ in bad):
        _print(direction, _joined([t for (d, _), t in bad.items() if d == direction]).figures())
    for mode in MODES:
        _print(mode, _joined([t for (_, m), t in bad.items() if m == mode]).figures())
    everything = _joined(list(bad.values()))
    samples = {} if options.no_demo else demo(0)
    for direction, tally in samples.items():
        _print(f"demo {direction}", tally.figures())
    on_samples = _joined(list(samples.values()))
    for failure in (everything.wrong + on_samples.wrong)[: options.show]:
        print("NOT RIGHT, NOT FLAGGED:", failure)
    for failure in everything.wrong_forms[: options.show]:
        print("FORM:", failure)
    result = _overall(everything, on_samples)
    print(json.dumps(result, ensure_ascii=False))
    return result


def _overall(bad: Tally, samples: Tally) -> dict[str, Any]:
    total = _joined([bad, samples])
    ratios = [ratio for ratio in (bad.figures()["cost_ratio"], samples.figures()["cost_ratio"]) if ratio is not None]
    return {
        "unflagged_right": _share(total.unflagged_right, total.unflagged),
        "flagged": _share(total.flagged, total.sentences),
        "form_accuracy": _share(bad.forms_right, bad.forms),
        "outside_chrf": _chrf(bad.outside),
        "cost_ratio": max(ratios) if ratios else None,
        "spoiling": bad.figures(),
        "demo": samples.figures() if samples.sentences else None,
    }


if __name__ == "__main__":
    main()

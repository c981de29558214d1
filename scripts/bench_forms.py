"""Measures the generated forms of names: are the forms that human translators wrote among them?

FOLDER holds reports in the format of scripts/data/reports/README.md. Every marked occurrence of a term is looked up
among the forms made from the canonical term of the report's table, compared in the plain form of the language. Persons
and places: all marks (a surname or a given name alone is a form of the person). Organisations, titles, events and
other things: the marks that keep a word of the canonical term; the rest (acronyms, paraphrases, which an editor lists)
are left out and counted.

A mark keeps a word of the term where a word of the one and a word of the other begin alike and differ by an ending at
most: they share at least three letters, no more than three letters of either are left over, and no more are left
over than shared. Arabic words are compared without و ف ب ك ل and the article before them. Words of fewer than three
letters count where they are equal and carry capitals or digits; the, and, of, for and their like never count.

A head noun alone ("the ministry", after the full name) is a form with "head" in its tag, found but never enforced; the
table says how many of the found marks are such.

The share of wrong Russian forms is measured on scripts/data/forms_ru_checked.tsv: names and phrases of many kinds, one
case of each, with the right form written by hand (several, where usage is divided). The forms are generated afresh,
and each generated form that the list does not have is wrong, as is a cell with no form at all.

The last line of the output is one JSON object: ru_names, ar_names, en_names, ru_phrases, ar_phrases, left_out,
ru_wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aligner import languages
from aligner.errors import AlignerError, InputError
from aligner.glossary.concepts import Concept
from aligner.glossary.forms import terms
from aligner.languages.names import KINDS, NameFacts
from aligner.languages.wordlist import words
from scripts.report_glossary import concept_id, concepts_of
from scripts.reports_corpus import LANGUAGES, Report, read_reports

NAMES = ("person", "place")
CHECKED = Path(__file__).parent / "data" / "forms_ru_checked.tsv"

_FUNCTION_WORDS = frozenset(
    words("the and for with from that this на для при над под без его или что как الى على من عن في مع بين")
)
_PROCLITICS = re.compile("^[وف]?(?:[بك]?ال|لل|[بكل])?(?=.{3})")


@dataclass
class Tally:
    """The marks of one kind in one language."""

    found: int = 0
    missed: int = 0
    left_out: int = 0
    heads: int = 0  # of the found ones, those that are the head noun of the phrase alone
    misses: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """Found among found and missed; 1 where there is nothing to find."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0


def keeps_a_word(mark: str, term: str, language: str) -> bool:
    """Whether a mark has a word of the canonical term, endings aside; the test is described above."""
    ours, theirs = _words(mark, language), _words(term, language)
    return any(_alike(a, b) for a in ours for b in theirs)


def _words(text: str, language: str) -> list[str]:
    found = []
    for match in re.finditer(r"[^\W_]+", text):
        word = languages.get(language).normal_form(match[0]).text
        if word in _FUNCTION_WORDS or (len(word) < 3 and match[0] == word and language != "ar"):
            continue
        found.append(_PROCLITICS.sub("", word) if language == "ar" else word)
    return found


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left = max(len(one), len(other)) - shared
    return shared >= 3 and left <= 3 and left <= shared


@lru_cache(maxsize=1 << 16)
def _plain(text: str, language: str) -> str:
    return languages.get(language).normal_form(text).text.strip()


def forms_of(concept: Concept, language: str) -> dict[str, bool]:
    """Every form of a concept in its plain form; True where it is only that of a head noun alone."""
    found: dict[str, bool] = {}
    for term in terms(concept, language):
        for form in term.forms():
            plain = _plain(form.text, language)
            found[plain] = found.get(plain, True) and "head" in form.tag
    return found


def tally(reports: Iterator[Report] | Sequence[Report]) -> dict[tuple[str, str], Tally]:
    """(language, kind) -> what was found. Raises ValueError for a mark that the report's table does not have."""
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for report in reports:
        concepts = {concept.id: concept for concept in concepts_of(report)}
        for language in LANGUAGES:
            forms: dict[int, dict[str, bool]] = {}
            for bead in report.beads:
                for number, mark in bead.marks(language):
                    if number not in report.terms:
                        raise ValueError(f"{report.name}: a mark of term {number}, which its table does not have")
                    if number not in forms:
                        forms[number] = forms_of(concepts[concept_id(report, number)], language)
                    term = report.terms[number]
                    _count(tallies[language, term.kind], forms[number], mark, term.forms[language], term.kind, language)
    return tallies


def _count(tally: Tally, forms: dict[str, bool], mark: str, term: str, kind: str, language: str) -> None:
    plain = _plain(mark, language)
    if kind not in NAMES and not keeps_a_word(mark, term, language):
        tally.left_out += 1
    elif plain in forms:
        tally.found += 1
        tally.heads += forms[plain]
    else:
        tally.missed += 1
        tally.misses[term, mark] += 1


@dataclass(frozen=True)
class Checked:
    """One line of the hand-checked list."""

    name: str
    facts: NameFacts
    tag: str
    right: tuple[str, ...]


def read_checked(path: Path) -> list[Checked]:
    """The hand-checked list: name, kind, gender, tag, the right forms (between them " | ").

    InputError names the line that is not so.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 5 or cells[1] not in KINDS or not cells[4].strip():
            raise InputError(f"{path}:{number}: expected name, kind, gender, tag and the right forms, between tabs")
        name, kind, gender, tag, right = (cell.strip() for cell in cells)
        found.append(Checked(name, NameFacts(kind, gender), tag, tuple(right.split(" | "))))
    return found


def _modern(plain: str) -> str:
    return re.sub(r"(?<=[ое])ю\b", "й", plain)


def wrong_forms(checked: Sequence[Checked]) -> tuple[int, list[tuple[Checked, str]]]:
    """How many forms are generated for the cells of the list, and which of them are wrong ("" for none at all).

    The bookish instrumental in -ою, -ею goes for the one in -ой, -ей.
    """
    naming = languages.get("ru").naming
    total, wrong = 0, []
    for cell in checked:
        generated = [form.text for form in naming.stems(cell.name, cell.facts) if form.tag == cell.tag] or [""]
        total += len(generated)
        right = {_modern(_plain(form, "ru")) for form in cell.right}
        wrong += [(cell, form) for form in generated if _modern(_plain(form, "ru")) not in right]
    return total, wrong


def figures(tallies: dict[tuple[str, str], Tally], total: int, wrong: int) -> dict[str, float]:
    """The JSON object."""
    phrases = [kind for kind in KINDS if kind not in NAMES]

    def share(language: str, kinds: Sequence[str]) -> float:
        found = sum(tallies[language, kind].found for kind in kinds)
        missed = sum(tallies[language, kind].missed for kind in kinds)
        return round(found / (found + missed), 5) if found + missed else 1.0

    of_phrases = [tallies[language, kind] for language in LANGUAGES for kind in phrases]
    marks = sum(t.found + t.missed + t.left_out for t in of_phrases)
    return {
        **{f"{language}_names": share(language, NAMES) for language in ("ru", "ar", "en")},
        **{f"{language}_phrases": share(language, phrases) for language in ("ru", "ar")},
        "left_out": round(sum(t.left_out for t in of_phrases) / marks, 5) if marks else 0.0,
        "ru_wrong": round(wrong / total, 5) if total else 0.0,
    }


def report(folder: Path, *, misses: bool) -> dict[str, float]:
    """Prints the tables; gives the figures."""
    reports = list(read_reports(folder))
    if not reports:
        raise InputError(f"{folder}: no reports (*.txt in the format of scripts/data/reports/README.md)")
    tallies = tally(reports)
    print(f"{len(reports)} reports of {folder}: marks whose form is among the generated ones")
    print(f"{'':10}{'kind':10}{'marks':>8}{'found':>8}{'missed':>8}{'share':>9}{'left out':>10}{'head alone':>12}")
    for language in LANGUAGES:
        for kind in KINDS:
            t = tallies[language, kind]
            marks = t.found + t.missed + t.left_out
            print(f"{language:10}{kind:10}{marks:8}{t.found:8}{t.missed:8}{t.share:9.2%}{t.left_out:10}{t.heads:12}")
    if misses:
        for (language, kind), t in sorted(tallies.items()):
            for (term, mark), times in t.misses.most_common():
                print(f"miss\t{language}\t{kind}\t{times}\t{term}\t{mark}")
    total, wrong = wrong_forms(read_checked(CHECKED))
    print(f"{total} generated Russian forms checked by hand: {len(wrong)} wrong")
    for cell, form in wrong:
        print(f"wrong\t{cell.name}\t{cell.tag}\t{form or '(no form)'}\tright: {' | '.join(cell.right)}")
    return figures(tallies, total, len(wrong))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; exit status 2 with one line where the folder or the list cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder with reports")
    parser.add_argument("--misses", action="store_true", help="print each mark that is not among the forms")
    options = parser.parse_args(arguments)
    try:
        print(json.dumps(report(options.folder, misses=options.misses)))
    except (AlignerError, ValueError, OSError) as error:
        print(f"bench_forms: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Sentences of reports without end, for scripts/align_perturb.py: first as they are, then changed.

When the reports are used up they come again: in another order, a random two thirds of each, figures exchanged one for
one where all languages have the same, and names that stand in their dictionary form in all languages exchanged for
names of the same type. What would be a repetition even so gets a date line, "Damascus, 14 March:".
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aligner.alignment.gold import Report, ReportBead

__all__ = ["ARABIC_FIGURES", "MONTHS", "Unit", "endless", "units_of"]

Unit = Mapping[str, str]  # a sentence in each language
_FIGURES = re.compile(r"\d+")
_TWO_THIRDS = 2 / 3
_ARABIC = "٠١٢٣٤٥٦٧٨٩"
ARABIC_FIGURES, _WESTERN_FIGURES = str.maketrans("0123456789", _ARABIC), str.maketrans(_ARABIC, "0123456789")
MONTHS: tuple[Unit, ...] = (
    {"en": "March", "ar": "مارس", "ru": "марта"},
    {"en": "June", "ar": "يونيو", "ru": "июня"},
    {"en": "October", "ar": "أكتوبر", "ru": "октября"},
    {"en": "December", "ar": "ديسمبر", "ru": "декабря"},
)


def units_of(report: Report, languages: Sequence[str]) -> Iterator[Unit]:
    for bead in report.beads:
        if all(bead.cells[code] for code in languages):
            yield {code: bead.text(code) for code in languages}


def endless(reports: Sequence[Report], languages: Sequence[str], rng: random.Random) -> Iterator[Unit]:
    """Sentences without end: first the reports as they are, then changed."""
    for report in reports:
        yield from units_of(report, languages)
    written = {unit[code] for report in reports for unit in units_of(report, languages) for code in languages}
    places = [term.forms for report in reports for term in report.terms.values() if term.kind == "place"]
    while True:
        for report in rng.sample(reports, len(reports)):
            for unit in _changed(report, reports, languages, rng):
                new = unit
                while not written.isdisjoint(new.values()):
                    line = _date_line(places, rng)
                    new = {code: line[code] + new[code] for code in languages}
                written.update(new.values())
                yield new


def _changed(report: Report, reports: Sequence[Report], languages: Sequence[str], rng: random.Random) -> Iterator[Unit]:
    """Two thirds of a report's sentences, with other figures and names."""
    beads = [bead for bead in report.beads if all(bead.cells[code] for code in languages)]
    kept = sorted(rng.sample(range(len(beads)), max(1, round(len(beads) * _TWO_THIRDS))))
    figures = list("123456789")
    rng.shuffle(figures)
    exchange = str.maketrans("123456789" + _ARABIC[1:], "".join(figures) + "".join(figures).translate(ARABIC_FIGURES))
    others = _other_names(report, rng.choice(reports), rng)
    for bead in (beads[place] for place in kept):
        renamed = _renamed(bead, report, others, languages)
        unit = {code: renamed.text(code) for code in languages}
        alike = len({_amounts(text) for text in unit.values()}) == 1
        yield {code: text.translate(exchange) for code, text in unit.items()} if alike else unit


def _amounts(text: str) -> tuple[str, ...]:
    """The figures of a text in order of their value; groups of three noughts may be words in another language."""
    return tuple(sorted(amount for amount in _FIGURES.findall(text.translate(_WESTERN_FIGURES)) if amount != "000"))


def _date_line(places: Sequence[Unit], rng: random.Random) -> Unit:
    day, month = rng.randint(1, 28), rng.choice(MONTHS)
    date = {code: f"{day} {name}: " for code, name in month.items()}
    if not places:
        return date
    place = rng.choice(places)
    return {code: f"{place[code]}{'،' if code == 'ar' else ','} {date[code]}" for code in date}


def _other_names(report: Report, other: Report, rng: random.Random) -> dict[int, Mapping[str, str]]:
    """Term number -> the forms of a term of the same type in another report, each once."""
    free: dict[str, list[Mapping[str, str]]] = {}
    for term in other.terms.values():
        free.setdefault(term.kind, []).append(term.forms)
    for forms in free.values():
        rng.shuffle(forms)
    return {number: free[term.kind].pop() for number, term in report.terms.items() if free.get(term.kind)}


def _renamed(
    bead: ReportBead, report: Report, others: Mapping[int, Mapping[str, str]], languages: Sequence[str]
) -> ReportBead:
    cells = dict(bead.cells)
    for number in {number for number, _ in bead.marks(languages[0])}:
        old, new = report.terms.get(number), others.get(number)
        if old is None or new is None:
            continue
        marked = {code: [form for n, form in bead.marks(code) if n == number] for code in languages}
        if all(forms and set(forms) == {old.forms[code]} for code, forms in marked.items()):
            for code in languages:
                cells[code] = cells[code].replace(f"{{{number}|{old.forms[code]}}}", new[code])
    return ReportBead(cells)

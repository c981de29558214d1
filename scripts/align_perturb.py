"""Makes long documents with known beads from reports: what is hard in alignment, as often as one likes.

The sentences of reports stand one after another, and a seeded choice does to them what translators and editors do:

    merge     two or three sentences are one in some languages
    split     a sentence is cut in two at a clause mark in one language
    crossing  three or four sentences are joined one way here and another way there: (1+2) 3 against 1 (2+3)
    swapped   two sentences change places
    missing   a sentence is not there in some languages; dropped: five to fifteen in a row
    foreign   one to four sentences of other reports stand in some languages only
    replaced  a sentence stands in some languages, and one that says something else in the others ("medium" only)
    line      a line of figures or of boilerplate stands between the sentences, in all languages
    gap       two hundred sentences in a row are missing on one side (the hardness "gap" only)

A bead of a report counts as one sentence, however many it has; beads that a language omits are left out. When a
document needs more sentences than the reports have, they come again, changed (scripts/align_supply.py).
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aligner.alignment.gold import Report
from aligner.alignment.links import Link
from aligner.errors import InputError
from scripts.align_supply import ARABIC_FIGURES, MONTHS, Unit, endless, units_of

__all__ = ["HARDNESSES", "Document", "perturb", "perturbed"]

_EASY = {
    "one": 80.0,
    "merge": 9.0,
    "split": 6.0,
    "crossing": 1.0,
    "swapped": 0.5,
    "missing": 2.4,
    "foreign": 0.6,
    "dropped": 0.1,
    "line": 2.0,
}
_HARD = {
    "one": 52.0,
    "merge": 20.0,
    "split": 12.0,
    "crossing": 3.5,
    "swapped": 1.5,
    "missing": 8.0,
    "foreign": 2.5,
    "dropped": 0.5,
    "line": 3.0,
}
HARDNESSES: dict[str, dict[str, float]] = {
    "easy": _EASY,
    "medium": {**{kind: (_EASY[kind] + _HARD[kind]) / 2 for kind in _EASY}, "replaced": 4.0},
    "hard": _HARD,
    "gap": _EASY,
}
_GAP = 200
_LINES_A_GAP = 500  # one gap, on one side or another, in so many lines
_CLAUSE = re.compile(r"[,;:،؛—–]\s")
_SHORTEST_CUT = 50  # characters of a sentence that is cut in two


class _Line(NamedTuple):
    text: str
    atoms: tuple[int, ...]  # the pieces of meaning in it; what shares one translates each other


@dataclass
class Document:
    """Versions of one text, and which of their lines say the same."""

    languages: tuple[str, ...]
    lines: dict[str, list[str]] = field(default_factory=dict)
    _atoms: dict[str, list[tuple[int, ...]]] = field(default_factory=dict)
    _kinds: list[str] = field(default_factory=list)  # of each atom

    def groups(self) -> list[dict[str, tuple[int, ...]]]:
        """The smallest groups of lines that say the same, over all languages: language -> line numbers."""
        return list(_groups({code: self._atoms[code] for code in self.languages}))

    def pair(
        self, source: str, target: str, *, joined: bool = False
    ) -> tuple[list[str], list[str], list[Link], list[str]]:
        """The lines of two languages, their links, and the kind of each link.

        Two lines that are joined one way here and another way there are two links, as the gold of the reports is read;
        two that change places are one. With `joined` they are all one, as the search has them.
        """
        links: list[Link] = []
        for group in _groups({code: self._atoms[code] for code in (source, target)}):
            link = Link(group[source], group[target])
            if not joined and link.shape == (2, 2) and self._kind(link, source, target) != "swapped":
                links += [Link(link.source[:1], link.target[:1]), Link(link.source[1:], link.target[1:])]
            else:
                links.append(link)
        return self.lines[source], self.lines[target], links, [self._kind(link, source, target) for link in links]

    def _kind(self, link: Link, source: str, target: str) -> str:
        side, line = (source, link.source[0]) if link.source else (target, link.target[0])
        kind = self._kinds[self._atoms[side][line][0]]
        # What was done to other languages, or to both of these, leaves a plain pair of lines.
        return "one" if link.shape == (1, 1) and kind != "line" else kind


def perturbed(
    reports: Sequence[Report],
    languages: Sequence[str],
    hardness: str,
    size: int,
    seed: int | str,
    *,
    loose: float = 0.0,
) -> Document:
    """A document whose longest version has `size` lines, or a few more.

    `hardness` is one of HARDNESSES. `loose` is the share of sentences that lose a stretch of their words in one
    language. One report in twelve lends the foreign sentences. The same input gives the same document. InputError for
    an unknown hardness and reports without sentences in all the languages.
    """
    if hardness not in HARDNESSES:
        raise InputError(f"hardness {hardness!r} is none of {', '.join(HARDNESSES)}")
    rng = random.Random(f"{seed} {hardness} {' '.join(languages)}")
    shuffled = [report for report in reports if any(units_of(report, languages))]
    if not shuffled:
        raise InputError(f"no reports with sentences in {', '.join(languages)} to make documents from")
    rng.shuffle(shuffled)
    lenders = shuffled[: max(1, len(shuffled) // 12)] if len(shuffled) > 1 else []
    foreign = [unit for report in lenders for unit in units_of(report, languages)]
    supply = endless(shuffled[len(lenders) :], languages, rng)
    return _Writer(languages, rng, supply, foreign, loose).write(hardness, size)


def perturb(
    reports: Sequence[Report],
    source: str,
    target: str,
    hardness: str,
    size: int,
    seed: int | str,
    *,
    loose: float = 0.0,
    joined: bool = False,
) -> tuple[list[str], list[str], list[Link], list[str]]:
    """Source lines, target lines, links and kinds of links of a document in two languages; see `perturbed`, `pair`."""
    document = perturbed(reports, (source, target), hardness, size, seed, loose=loose)
    return document.pair(source, target, joined=joined)


class _Writer:
    """Writes one document, event by event."""

    def __init__(
        self,
        languages: Sequence[str],
        rng: random.Random,
        supply: Iterator[Unit],
        foreign: Sequence[Unit],
        loose: float,
    ) -> None:
        self.document = Document(tuple(languages), {code: [] for code in languages}, {code: [] for code in languages})
        self.rng, self.supply, self.foreign, self.loose = rng, supply, foreign, loose
        self.kind = "one"

    def write(self, hardness: str, size: int) -> Document:
        weights = dict(HARDNESSES[hardness])
        if not self.foreign:
            del weights["foreign"]
        kinds, shares = list(weights), list(weights.values())
        gaps = self._gaps(size) if hardness == "gap" else []
        while (written := max(map(len, self.document.lines.values()))) < size:
            if gaps and written >= gaps[0][0]:
                self.kind = "gap"
                _, without = gaps.pop(0)
                self._leave_out(min(_GAP, max(1, size // 10)), {without})
                continue
            self.kind = self.rng.choices(kinds, shares)[0]
            getattr(self, f"_{self.kind}")()
        return self.document

    def _gaps(self, size: int) -> list[tuple[int, str]]:
        """Where gaps begin, and in which language: first all gaps of one language, so that the texts drift apart."""
        many = max(2, size // _LINES_A_GAP)
        room = size / many
        languages = self.rng.sample(self.document.languages, len(self.document.languages))
        codes = [languages[k * len(languages) // many] for k in range(many)]
        # Half a room at least is left before the next one begins.
        return [(int(k * room + self.rng.uniform(0.05, 0.5) * room), code) for k, code in enumerate(codes)]

    def _one(self) -> None:
        self._put({code: [[unit]] for unit in [self._next()] for code in self.document.languages})

    def _merge(self) -> None:
        units = [self._next() for _ in range(self.rng.choices((2, 3), (4, 1))[0])]
        joined = self._some()
        self._put({c: [units] if c in joined else [[unit] for unit in units] for c in self.document.languages})

    def _split(self) -> None:
        unit, code = self._next(), self.rng.choice(self.document.languages)
        parts = _cut(unit[code])
        if parts is None:
            self._put({other: [[unit]] for other in self.document.languages})
            return
        atoms = (self._atom(), self._atom())
        for other in self.document.languages:
            if other == code:
                self._lines(other, [_Line(part, (atom,)) for part, atom in zip(parts, atoms, strict=True)])
            else:
                self._lines(other, [_Line(unit[other], atoms)])

    def _crossing(self) -> None:
        if self.rng.random() < 0.7:
            a, b, c = (self._next() for _ in range(3))
            one, other = [[a, b], [c]], [[a], [b, c]]
        else:
            a, b, c, d = (self._next() for _ in range(4))
            one, other = [[a, b], [c, d]], [[a], [b, c], [d]]
        chosen = self._some()
        self._put({code: one if code in chosen else other for code in self.document.languages})

    def _swapped(self) -> None:
        one, other = self._next(), self._next()
        turned = self._some()
        self._put({c: [[other], [one]] if c in turned else [[one], [other]] for c in self.document.languages})

    def _missing(self) -> None:
        self._leave_out(1, self._some())

    def _replaced(self) -> None:
        here = self._some()
        for without in (here, set(self.document.languages) - here):
            self._leave_out(1, without)

    def _dropped(self) -> None:
        self._leave_out(self.rng.randint(5, 15), self._some())

    def _foreign(self) -> None:
        many = min(self.rng.randint(1, 4), len(self.foreign))
        first = self.rng.randint(0, len(self.foreign) - many)
        without = self._some()
        for unit in self.foreign[first : first + many]:
            self._put({code: [] if code in without else [[unit]] for code in self.document.languages})

    def _line(self) -> None:
        unit = _figures_or_boilerplate(self.rng)
        atom = self._atom()
        for code in self.document.languages:
            self._lines(code, [_Line(unit[code], (atom,))])

    def _leave_out(self, many: int, without: set[str]) -> None:
        for _ in range(many):
            unit = self._next()
            self._put({code: [] if code in without else [[unit]] for code in self.document.languages})

    def _next(self) -> Unit:
        unit = next(self.supply)
        if self.loose and self.rng.random() < self.loose:
            code = self.rng.choice(self.document.languages)
            return {**unit, code: _loosened(unit[code], self.rng)}
        return unit

    def _some(self) -> set[str]:
        """One language or more, but not all."""
        codes = self.document.languages
        return set(self.rng.sample(codes, self.rng.randint(1, len(codes) - 1)))

    def _put(self, sides: Mapping[str, Sequence[Sequence[Unit]]]) -> None:
        """Write lines of whole sentences, each of its own meaning."""
        atoms: dict[int, int] = {}
        for code, lines in sides.items():
            for units in lines:
                for unit in units:
                    if id(unit) not in atoms:
                        atoms[id(unit)] = self._atom()
                text = " ".join(unit[code] for unit in units)
                self._lines(code, [_Line(text, tuple(atoms[id(unit)] for unit in units))])

    def _lines(self, code: str, lines: Sequence[_Line]) -> None:
        self.document.lines[code] += [line.text for line in lines]
        self.document._atoms[code] += [line.atoms for line in lines]

    def _atom(self) -> int:
        self.document._kinds.append(self.kind)
        return len(self.document._kinds) - 1


def _groups(atoms: Mapping[str, Sequence[tuple[int, ...]]]) -> Iterator[dict[str, tuple[int, ...]]]:
    """The smallest groups of lines, in order, that share no atom with a line outside."""
    places: dict[int, dict[str, int]] = {}  # atom -> language -> the last line it stands in
    for code, lines in atoms.items():
        for number, own in enumerate(lines):
            for atom in own:
                places.setdefault(atom, {})[code] = number
    done = dict.fromkeys(atoms, 0)
    while True:
        begun = [code for code, lines in atoms.items() if done[code] < len(lines)]
        if not begun:
            return
        # A line that no other language has comes first; else any of the languages that are not at their end.
        first = min(begun, key=lambda code: max(len(places[atom]) for atom in atoms[code][done[code]]))
        until = {**done, first: done[first] + 1}
        looked_at = dict(done)
        while looked_at != until:
            for code in atoms:
                while looked_at[code] < until[code]:
                    for atom in atoms[code][looked_at[code]]:
                        for other, number in places[atom].items():
                            until[other] = max(until[other], number + 1)
                    looked_at[code] += 1
        yield {code: tuple(range(done[code], until[code])) for code in atoms}
        done = until


def _cut(text: str) -> tuple[str, str] | None:
    """The text in two parts, cut at the clause mark nearest to its middle; None where there is none."""
    if len(text) < _SHORTEST_CUT:
        return None
    marks = [found.end() for found in _CLAUSE.finditer(text)]
    inner = [place for place in marks if 0.25 < place / len(text) < 0.75]
    if not inner:
        return None
    place = min(inner, key=lambda mark: abs(mark - len(text) / 2))
    return text[:place].strip(), text[place:].strip()


def _loosened(text: str, rng: random.Random) -> str:
    """A free translation: a stretch of 15 to 45 % of the words is missing."""
    words = text.split()
    if len(words) < 6:
        return text
    many = max(1, int(len(words) * rng.uniform(0.15, 0.45)))
    first = rng.randint(0, len(words) - many)
    return " ".join(words[:first] + words[first + many :])


_BOILERPLATE: tuple[Unit, ...] = (
    {"en": "Photo: agencies.", "ar": "الصورة: وكالات.", "ru": "Фото: агентства."},
    {"en": "Read also:", "ar": "اقرأ أيضا:", "ru": "Читайте также:"},
    {"en": "Subscribe to our newsletter.", "ar": "اشتركوا في نشرتنا البريدية.", "ru": "Подпишитесь на нашу рассылку."},
)


def _figures_or_boilerplate(rng: random.Random) -> Unit:
    """A heading number, an amount, a date, the caption of a table, or a line that stands under every report."""
    match rng.randrange(5):
        case 0:
            return dict.fromkeys(("en", "ar", "ru"), f"{rng.randint(1, 9)}.{rng.randint(1, 9)}")
        case 1:
            amount = f"{rng.randint(1000, 99999):,}"
            arabic = amount.replace(",", "٬").translate(ARABIC_FIGURES)
            return {"en": amount, "ar": arabic, "ru": amount.replace(",", " ")}
        case 2:
            day, year = rng.randint(1, 28), rng.randint(2015, 2026)
            return dict(zip(("en", "ar", "ru"), (f"{day} {month} {year}" for month in rng.choice(MONTHS)), strict=True))
        case 3:
            number = rng.randint(1, 30)
            return {"en": f"Table {number}", "ar": f"الجدول {number}", "ru": f"Таблица {number}"}
        case _:
            return rng.choice(_BOILERPLATE)

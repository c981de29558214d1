"""Makes revisions of reports as editors make them, with what was done known: seeded, a few edits to each.

word, number, name   one of them is another one        split, merge   of a sentence at a clause, of two neighbours
add, remove          a sentence                        move, paragraph   a sentence or three go elsewhere
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aligner import documents, languages
from aligner.alignment.gold import Report

__all__ = ["EDITS", "Line", "Revision", "revise", "text_of"]

EDITS = ("word", "number", "name", "add", "remove", "move", "split", "merge", "paragraph")
_CLAUSE = re.compile(r"[,;،؛]\s+")
_SHORTEST = 25  # characters of a part of a sentence that was split
_FEWEST = 8  # sentences of a report that is revised
_PARAGRAPH = 3
_TRIES = 40


@dataclass(frozen=True)
class Line:
    """A sentence of the new revision and the numbers of those of the old one that it comes from."""

    text: str
    old: tuple[int, ...]
    same: bool = True


@dataclass(frozen=True)
class Revision:
    """Two revisions of one report."""

    name: str
    language: str
    old: tuple[str, ...]
    lines: tuple[Line, ...]
    edits: tuple[str, ...]

    @property
    def new(self) -> list[str]:
        """The sentences of the new revision."""
        return [line.text for line in self.lines]

    def changes(self) -> set[tuple[str, tuple[int, ...], tuple[int, ...]]]:
        """Kind, old and new numbers of each change, as `alignment.revisions` has them.

        What moved is what is not in the heaviest run, by characters, that is in order in both.
        """
        places: dict[tuple[int, ...], list[int]] = {}
        for number, line in enumerate(self.lines):
            if line.old:
                places.setdefault(line.old, []).append(number)
        lengths = [len(line.text) for line in self.lines]
        stayed = _in_order([(old, tuple(new), sum(lengths[n] for n in new)) for old, new in places.items()])
        found = {("added", (), (number,)) for number, line in enumerate(self.lines) if not line.old}
        for old, new in places.items():
            kind = "kept" if self.lines[new[0]].same else "edited"
            if len(new) > 1 or len(old) > 1:
                kind = "split" if len(new) > 1 else "merged"
            elif old not in stayed:
                kind = "moved" if kind == "kept" else "moved and edited"
            found.add((kind, old, tuple(new)))
        there = {number for old in places for number in old}
        return found | {("removed", (number,), ()) for number in range(len(self.old)) if number not in there}


def revise(reports: Sequence[Report], count: int, seed: int) -> list[Revision]:
    """So many revisions, of the three languages in turn; the same for the same reports and seed."""
    chance = random.Random(seed)
    found: list[Revision] = []
    codes = list(languages.LANGUAGES)
    usable = [report for report in reports if min(len(_single(report, code)) for code in codes) >= _FEWEST]
    if len(usable) < 2:
        raise SystemExit(f"at least two reports of {_FEWEST} sentences and more are needed")
    for number in range(count):
        report, other = chance.sample(usable, 2)
        code = codes[number % len(codes)]
        while True:
            revision = _Editor(report, other, code, chance).revision(f"{report.name}-{number:03d}")
            if all(_stands(texts, code) for texts in (revision.old, revision.new)):
                break
            report, other = chance.sample(usable, 2)
        found.append(revision)
    return found


def _stands(texts: Sequence[str], code: str) -> bool:
    """Whether the sentences, each a paragraph of its own, are read from a file as they are."""
    return [segment.text for segment in documents.parse(text_of(texts), code).segments] == list(texts)


def text_of(texts: Sequence[str]) -> str:
    """The text of a file with these sentences."""
    return "\n\n".join(texts) + "\n"


def _single(report: Report, code: str) -> list[str]:
    """The sentences of a report that the splitter leaves whole, each once."""
    own = languages.get(code)
    return list(dict.fromkeys(text for text in report.sentences(code) if len(own.split(text)) == 1))


class _Editor:
    """Edits one report."""

    def __init__(self, report: Report, other: Report, code: str, chance: random.Random) -> None:
        self._code, self._chance = code, chance
        self._old = _single(report, code)
        self._foreign = _single(other, code)
        self._names = {form for bead in report.beads for _, form in bead.marks(code) if len(form) > 3}
        self._other_names = sorted({term.forms[code] for term in other.terms.values()})
        self._lines = [Line(text, (number,)) for number, text in enumerate(self._old)]

    def revision(self, name: str) -> Revision:
        """One to five edits, of the kinds that can be made here."""
        done = []
        for _ in range(self._chance.randint(1, 5)):
            for _ in range(_TRIES):
                edit = self._chance.choice(EDITS)
                if getattr(self, f"_{edit}")():
                    done.append(edit)
                    break
        return Revision(name, self._code, tuple(self._old), tuple(self._lines), tuple(done))

    def _untouched(self) -> int | None:
        numbers = [n for n, line in enumerate(self._lines) if line.same and line.old]
        return self._chance.choice(numbers) if numbers else None

    def _replace(self, number: int, texts: Sequence[str], old: tuple[int, ...], count: int = 1) -> bool:
        own = languages.get(self._code)
        there = {line.text for line in self._lines} | {*self._old}
        if any(len(own.split(text)) != 1 or text in there for text in texts):
            return False
        self._lines[number : number + count] = [Line(text, old, same=False) for text in texts]
        return True

    def _swap(self, pattern: str, others: Sequence[str]) -> bool:
        number = self._untouched()
        if number is None or not others:
            return False
        line = self._lines[number]
        found = [*re.finditer(pattern, line.text)]
        if not found:
            return False
        match = self._chance.choice(found)
        text = line.text[: match.start()] + self._chance.choice(others) + line.text[match.end() :]
        return text != line.text and self._replace(number, [text], line.old)

    def _word(self) -> bool:
        words = {word for text in self._foreign for word in re.findall(r"(?<=\s)[^\W\d_]{4,}(?=\s)", text)}
        return self._swap(r"(?<=\s)[^\W\d_]{4,}(?=\s)", sorted(word for word in words if word == word.lower()))

    def _number(self) -> bool:
        return self._swap(r"(?<!\d)\d+(?!\d)", [str(self._chance.randint(2, 98))])

    def _name(self) -> bool:
        if not self._names:
            return False
        return self._swap("|".join(map(re.escape, sorted(self._names, key=len, reverse=True))), self._other_names)

    def _add(self) -> bool:
        there = {line.text for line in self._lines} | {*self._old}
        fresh = [text for text in self._foreign if text not in there]
        if fresh:
            self._lines.insert(self._chance.randint(0, len(self._lines)), Line(self._chance.choice(fresh), ()))
        return bool(fresh)

    def _remove(self) -> bool:
        number = self._untouched()
        if number is None or len(self._lines) < _FEWEST:
            return False
        del self._lines[number]
        return True

    def _move(self) -> bool:
        number = self._untouched()
        if number is None:
            return False
        line = self._lines.pop(number)
        self._put(number, [line], apart=2)
        return True

    def _paragraph(self) -> bool:
        if len(self._lines) < 3 * _PARAGRAPH:
            return False
        start = self._chance.randrange(len(self._lines) - _PARAGRAPH)
        if not all(line.same and line.old for line in self._lines[start : start + _PARAGRAPH]):
            return False
        moved = self._lines[start : start + _PARAGRAPH]
        del self._lines[start : start + _PARAGRAPH]
        self._put(start, moved, apart=_PARAGRAPH)
        return True

    def _put(self, start: int, lines: list[Line], apart: int) -> None:
        """Elsewhere, but not between the parts of a sentence that was split."""
        places = [
            place for place in range(len(self._lines) + 1) if abs(place - start) >= apart and not self._inside(place)
        ]
        place = self._chance.choice(places or [start])
        self._lines[place:place] = lines

    def _inside(self, place: int) -> bool:
        return 0 < place < len(self._lines) and bool(
            self._lines[place].old and self._lines[place - 1].old == self._lines[place].old
        )

    def _split(self) -> bool:
        number = self._untouched()
        if number is None:
            return False
        line = self._lines[number]
        last = len(line.text) - _SHORTEST
        cuts = [cut for cut in _CLAUSE.finditer(line.text) if cut.start() >= _SHORTEST and cut.end() <= last]
        if not cuts:
            return False
        cut = self._chance.choice(cuts)
        rest = line.text[cut.end() :]
        parts = [f"{line.text[: cut.start()]}.", rest[:1].upper() + rest[1:]]
        return self._replace(number, parts, line.old)

    def _merge(self) -> bool:
        number = self._untouched()
        if number is None or number + 1 >= len(self._lines):
            return False
        one, two = self._lines[number], self._lines[number + 1]
        if not (two.same and two.old and one.old[-1] + 1 == two.old[0] and one.text.endswith(".")):
            return False
        comma = languages.get(self._code).punctuation.comma
        text = f"{one.text[:-1]}{comma} {two.text[:1].lower()}{two.text[1:]}"
        return self._replace(number, [text], (*one.old, *two.old), count=2)


def _in_order(runs: list[tuple[tuple[int, ...], tuple[int, ...], int]]) -> set[tuple[int, ...]]:
    """The old numbers of the heaviest of these that are in order in both revisions."""
    runs = sorted(runs)
    best: list[tuple[int, int]] = []  # weight so far, the one before
    for number, (_, new, weight) in enumerate(runs):
        before = max((k for k in range(number) if runs[k][1][-1] < new[0]), key=lambda k: best[k][0], default=-1)
        best.append((weight + (best[before][0] if before >= 0 else 0), before))
    at = max(range(len(runs)), key=lambda k: best[k][0], default=-1)
    found = set()
    while at >= 0:
        found.add(runs[at][0])
        at = best[at][1]
    return found

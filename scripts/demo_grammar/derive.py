"""Derive sentences: read the words and the sentence patterns, choose, and spell the choice out in three languages.
The notation of the pattern files is described in README.md beside this file."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from demo_grammar import arabic, russian
from demo_grammar.words import Term, Words

__all__ = ["Grammar", "Trio"]

_HOME = Path(__file__).parent
_SLOT = re.compile(r"\{([A-Za-z]+\d*)(?:\.([A-Za-z']+))?\}")
_AGREE = re.compile(r"\[([A-Za-z]+\d*)\?([^\]]*)\]")
_MACRO = re.compile(r"%(\w+)\((\w+)\)")
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_TENSE = re.compile(r"<([^<>|]*)\|([^<>|]*)>")


@dataclass(frozen=True)
class Trio:
    """One sentence in three languages; `loose` spells the same with freer wording, for the side that is translated."""

    en: str
    ar: str
    ru: str
    loose: dict[str, str]


@dataclass(frozen=True)
class Pattern:
    """One sentence pattern: E, R, A and, for clauses that follow the Arabic أن, N."""

    kind: str
    lines: dict[str, str]
    weight: float
    where: str

    def slots(self) -> list[str]:
        """The names of the slots that the three languages use, in order of first use."""
        seen: dict[str, None] = {}
        for line in self.lines.values():
            for match in _SLOT.finditer(line):
                seen.setdefault(match.group(1))
            for match in _AGREE.finditer(line):
                seen.setdefault(match.group(1))
        return list(seen)


@dataclass
class Node:
    """A pattern with its slots filled: by terms, or by further nodes."""

    pattern: Pattern
    fills: dict[str, Term | Node] = field(default_factory=dict)


class Grammar:
    """The whole grammar; give it a random source and it gives sentences."""

    def __init__(self, reports: Path | None = None) -> None:
        """`reports` is the folder of the trilingual reports, whose people and places enrich the words."""
        self.words = Words(_HOME / "words", reports)
        self.macros = self.words.macros
        self.patterns: dict[str, list[Pattern]] = {}
        for path in sorted((_HOME / "sentences").glob("*.txt")):
            for pattern in _read_patterns(path):
                if not pattern.slots():  # learnt by heart or not at all: let it come oftener
                    pattern = replace(pattern, weight=2 * pattern.weight)
                self.patterns.setdefault(pattern.kind, []).append(pattern)

    def sentences(self, count: int, seed: int) -> Iterator[Trio]:
        """`count` sentences (and headlines), the same ones for the same seed; repetitions are possible."""
        rng = random.Random(seed)
        for _ in range(count):
            kind = "S" if rng.random() < 0.93 else "H"
            yield self.sentence(rng, kind)

    def sentence(self, rng: random.Random, kind: str = "S", pattern: Pattern | None = None) -> Trio:
        """One sentence of a kind (S a sentence, H a headline), or of one given pattern."""
        node = self.derive(rng, kind, pattern)
        strict = {language: self.spell(node, language) for language in ("en", "ar", "ru")}
        loose = {language: self.spell(node, language, rng) for language in ("en", "ar", "ru")}
        return Trio(strict["en"], strict["ar"], strict["ru"], loose)

    def derive(
        self, rng: random.Random, kind: str, pattern: Pattern | None = None, used: set[str] | None = None
    ) -> Node:
        """Choose a pattern of this kind and fill its slots; no person or place is used twice in one sentence."""
        used = set() if used is None else used
        if pattern is None:
            choices = self.patterns[kind]
            pattern = rng.choices(choices, [choice.weight for choice in choices])[0]
        pattern = self._expand(rng, pattern)
        node = Node(pattern)
        for slot in pattern.slots():
            name = slot.rstrip("0123456789")
            if name in self.patterns:
                node.fills[slot] = self.derive(rng, name, None, used)
            else:
                node.fills[slot] = self._term(rng, name, used, pattern)
        return node

    def _term(self, rng: random.Random, name: str, used: set[str], pattern: Pattern) -> Term:
        for _ in range(30):
            term = self.words.draw(name, rng)
            if term.key not in used:
                used.add(term.key)
                return term
        raise ValueError(f"{pattern.where}: the words of kind {name} are used up")

    def _expand(self, rng: random.Random, pattern: Pattern) -> Pattern:
        """The pattern with its %NAME(slot) macros replaced by one entry of that name, the same in all languages."""
        names = {match.group(1) for line in pattern.lines.values() for match in _MACRO.finditer(line)}
        if not names:
            return pattern
        entries = {name: rng.choice(self.macros[name]) for name in sorted(names) if not name.endswith("p")}
        lines = {}
        for language, line in pattern.lines.items():

            def put(match: re.Match[str], language: str = language) -> str:
                name = match.group(1)
                column = {"E": 0, "R": 1, "A": 2, "N": 2}[language]
                text = entries[name[:-1]][3] if name.endswith("p") else entries[name][column]
                text = "" if text == "-" else text
                return text.replace("@", match.group(2))

            lines[language] = _MACRO.sub(put, line)
        return Pattern(pattern.kind, lines, pattern.weight, pattern.where)

    def spell(self, node: Node, language: str, rng: random.Random | None = None) -> str:
        """The sentence of a node in a language; with `rng` among the free wordings, else the first of each."""
        text = self._realise(node, language, "", rng)
        text = re.sub(r"\s+([:،,])", r"\1", re.sub(r"\s+", " ", text)).strip()
        if language == "ar":
            if rng is not None and node.pattern.kind == "S" and rng.random() < 0.3 and not text.startswith(("و", '"')):
                text = "و" + text
            return text
        return _capital(text)

    def _realise(self, node: Node, language: str, wanted: str, rng: random.Random | None) -> str:
        key = {"en": "E", "ru": "R", "ar": "A"}[language]
        if language == "ar" and "n" in wanted:
            key = "N"
        line = node.pattern.lines[key]
        while _CHOICE.search(line):
            line = _CHOICE.sub(lambda match: _choose(match.group(1), rng), line)
        if language == "en":
            shifted = 2 if "r" in wanted and not (rng is not None and rng.random() < 0.15) else 1
            line = _TENSE.sub(lambda match: match.group(shifted), line)
        line = _AGREE.sub(lambda match: _agree(node.fills[match.group(1)], match.group(2).split("/"), language), line)
        text, last = "", 0
        for match in _SLOT.finditer(line):
            text += line[last : match.start()]
            last = match.end()
            inherited = "r" if language == "en" and "r" in wanted else ""  # "said that he would, but they would"
            piece = self._piece(node.fills[match.group(1)], (match.group(2) or "") + inherited, language, rng)
            if language == "ar":
                text = arabic.attach(text, piece)
            elif language == "ru":
                before = re.search(r"(?:^|(?<=\s))([всоВСО]) $", text)
                if before:
                    text = text[: before.start(1)] + russian.into(before.group(1).lower(), piece) + " "
                text += piece
            else:
                text += piece
        return text + line[last:]

    def _piece(self, fill: Term | Node, wanted: str, language: str, rng: random.Random | None) -> str:
        if isinstance(fill, Term):
            return fill.form(language, wanted, rng)
        text = self._realise(fill, language, wanted, rng)
        return _capital(text) if "Q" in wanted and language != "ar" else text


def _choose(options: str, rng: random.Random | None) -> str:
    parts = options.split("|")
    if rng is None or rng.random() < 0.5:
        return parts[0]
    return rng.choice(parts)


def _agree(fill: Term | Node, options: list[str], language: str) -> str:
    if not isinstance(fill, Term):
        raise TypeError("agreement is with a term, not with a clause")
    gender = fill.gender[language]
    if len(options) == 4:
        order = "mfdp" if language == "ar" else "mfnp"
        return options[order.index(gender)]
    if language == "ar":  # before its subject the verb is singular: two dual or plural men are "he"
        return options[1 if gender == "f" else 0]
    return options[1 if gender == "p" else 0]


def _capital(text: str) -> str:
    for n, letter in enumerate(text):
        if letter.isalpha():
            return text[:n] + letter.upper() + text[n + 1 :]
        if letter.isdigit():
            return text
    return text


def _read_patterns(path: Path) -> Iterator[Pattern]:
    """The patterns of one file; an error names file and line."""
    kind, weight, start = "", 1.0, 0
    lines: dict[str, str] = {}
    for number, raw in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        line = raw.strip()
        if line.startswith("#"):
            continue
        if not line or line.startswith("=="):
            if lines:
                yield _checked(Pattern(kind, lines, weight, f"{path.name}:{start}"))
                lines = {}
            if line:
                kind, *rest = line[2:].split()
                weight = float(rest[0]) if rest else 1.0
            continue
        key, _, text = line.partition(" ")
        if key not in ("E", "R", "A", "N"):
            raise ValueError(f"{path}:{number}: a line starts with E, R, A or N")
        if key == "E" and lines:
            yield _checked(Pattern(kind, lines, weight, f"{path.name}:{start}"))
            lines = {}
        if not lines:
            start = number
        lines[key] = text.strip()


def _checked(pattern: Pattern) -> Pattern:
    if not {"E", "R", "A"} <= pattern.lines.keys() or (pattern.kind.startswith("C") and "N" not in pattern.lines):
        raise ValueError(f"{pattern.where}: a pattern needs E, R and A, a clause N too")
    used = {key: {slot.group(1) for slot in _SLOT.finditer(line)} for key, line in pattern.lines.items()}
    if any(slots != used["E"] for slots in used.values()):
        raise ValueError(f"{pattern.where}: the languages use different slots: {used}")
    return pattern

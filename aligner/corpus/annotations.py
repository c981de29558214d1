"""Training data whose source says which term is wanted, so that a model learns to obey a glossary.

Target lemma annotation writes the target language's lemma behind each source term and leaves it to the model to inflect
it: Bergmanis and Pinnis (2021), "Facilitating Terminology Translation with Target Lemma Annotations", EACL. Stand-in
tagging puts the same placeholder for the term on both sides. Both work on single texts too, as is wanted at inference.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from aligner.errors import InputError

__all__ = [
    "Annotated",
    "Marks",
    "Term",
    "chosen",
    "factors",
    "lemma_annotated",
    "stand_ins",
    "terms_of",
    "without_lemmas",
]


@dataclass(frozen=True)
class Marks:
    """What is written around terms. None of it may occur in the texts; each is one symbol of the model's vocabulary."""

    begin: str = "<term>"
    between: str = "<as>"
    end: str = "</term>"
    stand_in: str = "<term{}>"  # {} is the number of the term in the bead, from 1

    def __post_init__(self) -> None:
        around = (self.begin, self.between, self.end)
        if not all(mark.strip() for mark in around) or len({mark.strip() for mark in around}) < 3:
            raise InputError("the three marks of a term are texts that differ: <term> <as> </term>")
        for first, second in ((a, b) for a in around for b in around if a != b):
            if first.strip() in second:
                raise InputError(f"the mark {first!r} is a part of the mark {second!r}: choose others")
        if self.stand_in.count("{}") != 1 or not self.stand_in.replace("{}", "").strip():
            raise InputError(f"{self.stand_in!r} cannot be a stand-in: it needs a text and {{}} for the number")
        if any(mark != " ".join(mark.split("\n")) or "\t" in mark for mark in (*around, self.stand_in)):
            raise InputError("a mark has no tab and no end of a line")

    def numbered(self, number: int) -> str:
        """The stand-in of a term."""
        return self.stand_in.replace("{}", str(number))

    def symbols(self, stand_ins: int = 0) -> tuple[str, ...]:
        """What the vocabulary of a model should hold whole: the marks, or that many stand-ins."""
        if stand_ins:
            return tuple(self.numbered(number).strip() for number in range(1, stand_ins + 1))
        return tuple(mark.strip() for mark in (self.begin, self.between, self.end))


@dataclass(frozen=True)
class Term:
    """A term that stands on both sides of a bead, by its places in the two texts."""

    concept: str
    source_start: int
    source: str
    target_start: int
    target: str
    form: str = ""

    @property
    def source_end(self) -> int:
        """Place behind it in the source text."""
        return self.source_start + len(self.source)

    @property
    def target_end(self) -> int:
        """Place behind it in the target text."""
        return self.target_start + len(self.target)


@dataclass(frozen=True)
class Annotated:
    """A bead's texts with annotations, the terms that are annotated, and why others are not (a line each)."""

    source: str
    target: str
    terms: tuple[Term, ...] = ()
    left: tuple[str, ...] = field(default=())


def terms_of(uses: Sequence[Mapping[str, Any]], source: str, target: str) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """The entries of the column `terms` that stand on both sides where they say, in the source's order, none within
    another; and why others cannot be used.
    """
    terms: list[Term] = []
    left: list[str] = []
    for use in uses:
        begin, end = use["source_start"], use["target_start"]
        term = Term(use["concept"] or "", begin, use["source"] or "", end, use["target"] or "", use["form"] or "")
        if not term.target or end is None or end < 0:
            left.append("term that is missing from the target")
        elif not term.source or begin is None or begin < 0:
            left.append("term without a place in the source")
        elif (source[begin : term.source_end], target[end : term.target_end]) != (term.source, term.target):
            left.append("term that does not stand where its record says")
        else:
            terms.append(term)
    kept: list[Term] = []
    for term in sorted(terms, key=lambda t: (-len(t.source), t.source_start, t.target_start, t.concept)):
        if any(_meet(term, other) for other in kept):
            left.append("term that overlaps a longer one")
        else:
            kept.append(term)
    return tuple(sorted(kept, key=lambda t: t.source_start)), tuple(left)


def _meet(one: Term, other: Term) -> bool:
    return (one.source_start < other.source_end and other.source_start < one.source_end) or (
        one.target_start < other.target_end and other.target_start < one.target_end
    )


def chosen(terms: Iterable[Term], bead: str, share: float, seed: int) -> tuple[Term, ...]:
    """The share of the terms that is annotated: always the same ones for a seed, whatever else is in the corpus."""

    def drawn(term: Term) -> float:
        key = f"{seed}\x1f{bead}\x1f{term.concept}\x1f{term.source_start}"
        digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest) / 2**64

    return tuple(term for term in terms if share >= 1 or drawn(term) < share)


def lemma_annotated(
    source: str,
    target: str,
    terms: Sequence[Term],
    lemmas: Mapping[str, str],
    marks: Marks,
) -> Annotated:
    """The source with the target lemma behind each term: "<term>Damascus<as>Дамаск</term>"; the target as it is.

    `lemmas` gives the lemma of a concept in the target language; a term without one stays plain, and so does the bead
    whose texts hold a mark already.
    """
    if any(mark in text for mark in marks.symbols() for text in (source, target)):
        return Annotated(source, target, (), ("bead that holds a mark of annotation, left plain",))
    left: list[str] = []
    known: list[Term] = []
    for term in terms:
        lemma = lemmas.get(term.concept, "")
        if lemma and not any(mark in lemma for mark in marks.symbols()):
            known.append(term)
        else:
            left.append("term whose concept has no lemma in the table")
    pieces = _pieces(
        source,
        [
            (t.source_start, t.source_end, f"{marks.begin}{t.source}{marks.between}{lemmas[t.concept]}{marks.end}")
            for t in known
        ],
    )
    return Annotated(pieces, target, tuple(known), tuple(left))


def without_lemmas(text: str, marks: Marks) -> str:
    """The source text before it was annotated."""
    result, rest = [], text
    while (begin := rest.find(marks.begin)) >= 0:
        between = rest.find(marks.between, begin)
        end = rest.find(marks.end, between)
        if between < 0 or end < 0:
            break
        result += [rest[:begin], rest[begin + len(marks.begin) : between]]
        rest = rest[end + len(marks.end) :]
    return "".join([*result, rest])


def factors(source: str, terms: Sequence[Term], lemmas: Mapping[str, str]) -> tuple[str, str]:
    """The source with lemmas and without marks, and its factors, one a word: 1 a source term, 2 its lemma, 0 the rest.

    As in the paper; a term is parted from what is written together with it, as factors are by the word.
    """
    words: list[str] = []
    kinds: list[str] = []

    def add(text: str, kind: str) -> None:
        here = text.split()
        words.extend(here)
        kinds.extend([kind] * len(here))

    place = 0
    for term in terms:
        if lemma := lemmas.get(term.concept, ""):
            add(source[place : term.source_start], "0")
            add(term.source, "1")
            add(lemma, "2")
            place = term.source_end
    add(source[place:], "0")
    return " ".join(words), " ".join(kinds)


def stand_ins(source: str, target: str, terms: Sequence[Term], marks: Marks) -> Annotated:
    """Both texts with the same stand-in for each term: "<term1> was in <term2>", numbered in the source's order."""
    before = marks.stand_in.split("{}")[0].strip() or marks.stand_in.split("{}")[1].strip()
    if before in source or before in target:
        return Annotated(source, target, (), ("bead that holds a stand-in already, left plain",))
    numbered = [(marks.numbered(number), term) for number, term in enumerate(terms, 1)]
    return Annotated(
        _pieces(source, [(t.source_start, t.source_end, mark) for mark, t in numbered]),
        _pieces(target, sorted((t.target_start, t.target_end, mark) for mark, t in numbered)),
        tuple(terms),
    )


def _pieces(text: str, replaced: Sequence[tuple[int, int, str]]) -> str:
    """The text with these stretches, in order and apart, written anew."""
    if any(first[1] > second[0] for first, second in pairwise(replaced)):
        raise ValueError("stretches that overlap")
    result, place = [], 0
    for begin, end, instead in replaced:
        result += [text[place:begin], instead]
        place = end
    return "".join([*result, text[place:]])

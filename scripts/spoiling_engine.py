"""An engine made bad on purpose: it knows the human translation of every sentence, and spoils the names in it.

A source sentence is known by what stands between its marked terms. Whatever stands in the place of a term is rendered
in the place of that term in the human translation: a well-known name (a stand-in) in the form of the name that stands
there, a name of the report's term table as the mode of the engine has it, anything else as a wrong transliteration.
Some stand-ins are spoiled as well. Everything is decided by a seed and the text, so equal sentences come out equal.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from aligner import languages
from aligner.engines.base import Candidate, Capabilities, DecodingOptions
from aligner.glossary.concepts import Concept, Names
from aligner.glossary.forms import terms
from aligner.glossary.standins import StandIn, stand_ins
from scripts.reports_corpus import Report

__all__ = ["MODES", "GoldSentence", "Mark", "SpoilingEngine", "gold_sentences"]

MODES = ("dropped", "transliterated", "meaning", "copied", "mixed")

_MARK = re.compile(r"\{(\d+)\|([^{}|]*)\}")
_LETTER = re.compile(r"[^\W\d_]")
_COMMON = {
    "en": ("the law", "a sword", "old mountain", "the lion", "sand"),
    "ru": ("закон", "меч", "старая гора", "лев", "песок"),
    "ar": ("القانون", "السيف", "جبل قديم", "الأسد", "الرمل"),
}
_DEFAULTS = DecodingOptions()


@dataclass(frozen=True)
class Mark:
    """A marked term in a plain text, with what is written together with it."""

    term: int
    start: int
    end: int
    outer_start: int
    outer_end: int


@dataclass(frozen=True)
class GoldSentence:
    """A bead in one direction whose terms stand equally often on both sides."""

    report: Report
    source: str
    target: str
    source_marks: tuple[Mark, ...]
    target_marks: tuple[Mark, ...]
    partners: tuple[int, ...]  # source mark -> its mark in the target

    def rest(self) -> str:
        """The target without its terms."""
        return without(self.target, [(mark.outer_start, mark.outer_end) for mark in self.target_marks])


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text without some stretches, blanks evened out."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    return " ".join(text.split())


def _read(cell: str, language: str) -> tuple[str, tuple[Mark, ...]]:
    """The text of a cell without marks, and where the marks were."""
    cell = cell.replace(" ¶ ", " ").strip()
    text, marks, at = "", [], 0
    for match in _MARK.finditer(cell):
        text += cell[at : match.start()]
        marks.append((int(match[1]), len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    text += cell[at:]
    return text, tuple(Mark(n, start, end, *_outer(text, start, end, language)) for n, start, end in marks)


def _outer(text: str, start: int, end: int, language: str) -> tuple[int, int]:
    """With Arabic clitics and the English possessive."""
    if language == "ar":
        while start and _LETTER.match(text[start - 1]):
            start -= 1
    if language == "en" and (after := re.match(r"['’]s\b|(?<=s)['’](?!\w)", text[end:])):
        end += after.end()
    return start, end


def gold_sentences(report: Report, source: str, target: str) -> Iterator[GoldSentence]:
    """The beads of a report with terms, in one direction; only those with every term equally often on both sides."""
    for bead in report.beads:
        if not bead.cells[source] or not bead.cells[target]:
            continue
        one, other = _read(bead.cells[source], source), _read(bead.cells[target], target)
        if not one[1] or sorted(m.term for m in one[1]) != sorted(m.term for m in other[1]):
            continue
        left = list(range(len(other[1])))
        partners = []
        for mark in one[1]:
            partner = next(i for i in left if other[1][i].term == mark.term)
            left.remove(partner)
            partners.append(partner)
        yield GoldSentence(report, one[0], other[0], one[1], other[1], tuple(partners))


class SpoilingEngine:
    """See the module. `spoilt` is the share of stand-ins that come out wrong."""

    capabilities = Capabilities()

    def __init__(
        self,
        sentences: Sequence[GoldSentence],
        source: str,
        target: str,
        mode: str,
        *,
        seed: int = 1,
        spoilt: float = 0.06,
    ) -> None:
        self.name = f"spoiling ({mode})"
        self.fingerprint = f"spoiling/{source}-{target}/{mode}/{seed}/{spoilt}"
        self.source, self.target, self.mode = source, target, mode
        self.words = 0  # of the source that were translated: what it costs
        self._seed, self._spoilt = seed, spoilt
        self._known = [(self._pattern(sentence), self._longest(sentence), sentence) for sentence in sentences]

    def translate(
        self,
        texts: Sequence[str],
        options: DecodingOptions = _DEFAULTS,
        *,
        prefixes: Sequence[str] | None = None,
        suppress: str | None = None,
    ) -> list[list[Candidate]]:
        """The spoilt translations."""
        self.words += sum(len(text.split()) for text in texts)
        return [[Candidate(self._translated(text))] for text in texts]

    def score(self, texts: Sequence[str], translations: Sequence[str]) -> list[float]:
        """Not there."""
        raise NotImplementedError

    def close(self) -> None:
        """Nothing to give back."""

    def _pattern(self, sentence: GoldSentence) -> re.Pattern[str]:
        return re.compile("(.+?)".join(map(re.escape, _between(sentence))), re.DOTALL)

    def _longest(self, sentence: GoldSentence) -> str:
        return max(_between(sentence), key=len)

    def _translated(self, text: str) -> str:
        for pattern, longest, sentence in self._known:
            if longest in text and (match := pattern.fullmatch(text)):
                return self._rendered(sentence, match.groups())
        words = set(text.split())
        nearest = max(self._known, key=lambda known: len(words & set(known[2].source.split())))[2]
        return self._rendered(nearest, [_own(nearest, i) for i in range(len(nearest.source_marks))])

    def _rendered(self, sentence: GoldSentence, slots: Sequence[str]) -> str:
        wanted = {partner: number for number, partner in enumerate(sentence.partners)}
        text, at = "", 0
        for place, mark in enumerate(sentence.target_marks):
            number = wanted[place]
            text += sentence.target[at : mark.outer_start]
            text += self._slot(sentence, number, slots[number], mark)
            at = mark.outer_end
        text += sentence.target[at:]
        text = re.sub(r" {2,}", " ", text).strip()
        return re.sub(r" +([.,،;:؛!?؟»”])", r"\1", text)

    def _slot(self, sentence: GoldSentence, number: int, given: str, mark: Mark) -> str:
        gold = sentence.target[mark.outer_start : mark.outer_end]
        if given == _own(sentence, number):
            return self._name(sentence, number, gold, given)
        standin = _stand_in(given, self.source)
        if standin is None:
            return _corrupted(gold, self.target, self._chance(given, "other"))
        term = sentence.report.terms[sentence.source_marks[number].term]
        tag = _tag(gold, term.kind, term.forms[self.target], self.target, sentence.target, mark)
        return self._known_name(standin, tag, sentence.source + given)

    def _name(self, sentence: GoldSentence, number: int, gold: str, given: str) -> str:
        """A name of the glossary, as the mode has it."""
        term = sentence.source_marks[number].term
        chance = self._chance(sentence.report.name, str(term))
        mode = self.mode
        if mode == "mixed":
            mode = (*MODES[:4], "right")[int(chance * 997) % 5]
        elif chance < 0.2:
            mode = "right"
        if mode == "right":
            return gold
        if mode == "dropped":
            return ""
        if mode == "meaning":
            return _COMMON[self.target][int(chance * 9973) % 5]
        if mode == "copied":
            return given
        return _corrupted(gold, self.target, chance)

    def _known_name(self, standin: StandIn, tag: str, key: str) -> str:
        """A stand-in, as an engine that knows it writes it; now and then not."""
        term = standin.term(self.target)
        form = term.form(tag) or term.forms()[0]
        chance = self._chance(key, standin.id)
        article = "the " if standin.article and self.target == "en" and self.source != "en" else ""
        if chance >= self._spoilt:
            return article + form.text
        kind = int(chance * 1e6) % 4
        if kind == 0:
            return ""
        if kind == 1:
            return term.text  # not declined
        if kind == 2:
            return f"{form.text} {form.text}"
        return {"ru": f"{term.text[:-1].lower()}овский", "ar": f"{term.text}ية", "en": f"{term.text}-era"}[self.target]

    def _chance(self, *parts: str) -> float:
        digest = hashlib.sha256("\0".join((str(self._seed), self.mode, self.target, *parts)).encode()).digest()
        return int.from_bytes(digest[:6]) / 2**48


def _between(sentence: GoldSentence) -> list[str]:
    pieces, at = [], 0
    for mark in sentence.source_marks:
        pieces.append(sentence.source[at : mark.outer_start])
        at = mark.outer_end
    return [*pieces, sentence.source[at:]]


def _own(sentence: GoldSentence, number: int) -> str:
    mark = sentence.source_marks[number]
    return sentence.source[mark.outer_start : mark.outer_end]


@cache
def _forms_of_stand_ins(language: str) -> dict[str, StandIn]:
    known: dict[str, StandIn] = {}
    for standin in stand_ins():
        for form in standin.term(language).forms():
            known.setdefault(form.text.casefold(), standin)
    return known


def _stand_in(given: str, language: str) -> StandIn | None:
    return _forms_of_stand_ins(language).get(given.replace("’", "'").casefold())


def _tag(gold: str, kind: str, name: str, language: str, text: str, mark: Mark) -> str:
    """The form in which the human translator has the name; the plain one where it is no form of the name."""
    plain = languages.get(language).normal_form
    concept = Concept("x", kind, {language: Names(name)})
    tags: list[str] = []
    for term in terms(concept, language):
        tags += [form.tag for form in term.forms() if plain(form.text).text == plain(gold).text]
    if not tags:
        return languages.get(language).naming.tags[0]
    asked = languages.get(language).naming.government(text, mark.start, mark.end)
    return next((tag for tag in tags if asked and asked.certain and tag in asked.tags), tags[0])


_NEAR = {
    "ru": {"а": "о", "о": "а", "и": "ы", "е": "э", "б": "п", "в": "ф", "д": "т", "г": "х", "з": "с", "ж": "ш"},
    "en": {"a": "e", "e": "i", "i": "e", "o": "u", "u": "o", "q": "k", "b": "p", "v": "w", "d": "t", "g": "j"},
    "ar": {
        "ق": "ك",
        "ط": "ت",
        "ص": "س",
        "ض": "د",
        "ح": "ه",
        "غ": "ج",
        "ي": "ا",
        "و": "ا",
        "س": "ش",
        "د": "ض",
        "ر": "غ",
    },
}


def _corrupted(name: str, language: str, chance: float) -> str:
    """The name in other letters that sound alike, its ending as it was."""
    near = _NEAR[language]
    places = [i for i, ch in enumerate(name[:-2]) if ch in near and i > 0]
    if not places:
        middle = max(1, len(name) // 2)
        return name[:middle] + {"ru": "ж", "ar": "ز", "en": "z"}[language] + name[middle:]
    first = places[int(chance * 7919) % len(places)]
    second = places[int(chance * 104729) % len(places)]
    letters = list(name)
    for place in {first, second}:
        letters[place] = near[letters[place]]
    return "".join(letters)

"""A translation in the making: its text, where names were put into it, and the forms that are still to be chosen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from aligner import languages
from aligner.glossary.forms import Term
from aligner.glossary.paradigms import clitics_of, forms_for, table_of
from aligner.languages.names import Form

__all__ = ["Placed", "Wording", "choices"]

_GUESSED = 0.65  # confidence in a form that only rules know
_OPENERS = "\"'«“„‘(["
_STOPS = ".!?…؟:"


@dataclass(frozen=True, slots=True)
class Placed:
    """A name that was put into a text."""

    slot: int  # which occurrence of the source it answers to
    term: Term
    start: int  # of the form with its clitics
    end: int
    options: tuple[Form, ...]  # the forms that may be meant, the one that stands there first
    strategy: str
    confidence: float
    decided: bool = False  # one of several forms was chosen; the others stay on record
    most: float = 1.0  # the confidence that no choice of a form can raise

    @property
    def form(self) -> Form:
        """The form that stands there."""
        return self.options[0]

    @property
    def guessed(self) -> bool:
        """Whether the rules guess the form that stands there, and no dictionary or editor knows these letters for it.

        The name as it is in the glossary is no guess, whatever form it stands for.
        """
        form = self.form
        return form.guess and form.text != self.term.text

    @property
    def sure(self) -> float:
        """How sure the form is, 0 to 1: what is known of the place, and of the form itself."""
        return min(self.confidence, _GUESSED) if self.guessed else self.confidence


@dataclass(frozen=True, slots=True)
class Wording:
    """A text and the names that were put into it."""

    text: str
    placed: tuple[Placed, ...] = ()

    def put(self, placed: Placed) -> Wording:
        """The text with the first form of a name in the place of text[placed.start:placed.end]."""
        start, end, language = placed.start, placed.end, placed.term.language
        written = _fitted(self.text, start, end, placed.form.text, language)
        text = self.text[:start] + written + self.text[end:]
        moved = [
            replace(p, start=p.start + len(text) - len(self.text), end=p.end + len(text) - len(self.text))
            if p.start >= end
            else p
            for p in self.placed
            if p.slot != placed.slot
        ]
        put = replace(placed, end=start + len(written))
        wording = Wording(text, tuple(sorted((*moved, put), key=lambda p: p.start)))
        return wording._with_article(put) if language == "en" else wording

    def decided(self, placed: Placed, form: Form, confidence: float, strategy: str = "") -> Wording:
        """The text with one of the possible forms at a place, for good."""
        options = (form, *(other for other in placed.options if other != form))
        how = strategy or placed.strategy
        sure = min(confidence, placed.most)
        return self.put(replace(placed, options=options, confidence=sure, strategy=how, decided=True))

    @property
    def open(self) -> tuple[Placed, ...]:
        """The places where one of several forms is still to be chosen."""
        return tuple(p for p in self.placed if not p.decided and len(p.options) > 1)

    def at(self, slot: int) -> Placed | None:
        """Where the name of a slot was put."""
        return next((p for p in self.placed if p.slot == slot), None)

    def rest(self, others: Iterable[tuple[int, int]] = ()) -> str:
        """The text without the names that were put into it, and without other stretches of it."""
        spans = sorted({*((p.start, p.end) for p in self.placed), *others})
        kept, at = [], 0
        for start, end in spans:
            kept.append(self.text[at : max(at, start)])
            at = max(at, end)
        return " ".join((*kept, self.text[at:]))

    def _with_article(self, placed: Placed) -> Wording:
        """English a or an before the name as its first sound asks."""
        match = re.search(r"(?<!\w)([Aa])n? $", self.text[: placed.start])
        if match is None or not placed.form.text[:1].isalpha():
            return self
        article = match[1] + ("n" if _vowel_sound(placed.form.text) else "")
        before = self.text[: match.start()] + article + " "
        shift = len(before) - placed.start
        placed_all = tuple(
            replace(p, start=p.start + shift, end=p.end + shift) if p.start >= placed.start else p for p in self.placed
        )
        return Wording(before + self.text[placed.start :], placed_all)


def _vowel_sound(name: str) -> bool:
    """Whether a name begins with a vowel as it is spoken; acronyms are spelt out letter by letter or read as words."""
    word = re.split(r"[ -]", name)[0].split("'")[0]
    if word.isupper() and len(word) in (2, 3):
        return word[0] in "AEFHILMNORSX"
    return word[:1].casefold() in "aeio" or (
        word[:1].casefold() == "u" and not re.match(r"[Uu](?:ni|k|s[ae]|r[ua])", word)
    )


def _fitted(text: str, start: int, end: int, form: str, language: str) -> str:
    """The form as it is written at this place: a capital at the beginning of a sentence, the apostrophe of the text."""
    old = text[start:end]
    if language == "en" and "’" in old:
        form = form.replace("'", "’")
    first = next((i for i, ch in enumerate(form) if ch.isalpha()), None)
    if first is None or language == "ar" or not form[first].islower():
        return form
    return form[:first] + form[first].upper() + form[first + 1 :] if begins_sentence(text, start) else form


def begins_sentence(text: str, at: int) -> bool:
    """Whether a sentence begins at this place: at the start of the text or after a final mark."""
    before = text[:at].rstrip()
    bare = before.rstrip(_OPENERS + "—–- ")
    if not bare:
        return True
    if bare[-1] not in _STOPS:
        return False
    return bare[-1] != ":" or before[-1:] in _OPENERS


def choices(term: Term, tags: Sequence[str], language: str, *, plural: bool = False) -> tuple[Form, ...]:
    """The forms of a name that answer to any of these tags, each text once, the most usual first.

    `plural` says that the source has the name in the plural, which another name that stood there could not show.
    """
    found: dict[str, Form] = {}
    for tag in tags:
        many = [form for form in table_of(term) if plural and form.tag in _PLURALS[language](tag)]
        for form in many or forms_for(term, tag):
            if not _special(form.tag):
                found.setdefault(form.text, form)
    order = languages.get(language).naming.tags
    rank = {tag: place for place, tag in enumerate(order)}
    usual = _USUAL.get(language, ())

    def place(form: Form) -> tuple[int, int]:
        return (usual.index(form.tag) if form.tag in usual else len(usual), rank.get(clitics_of(form.tag), len(rank)))

    return tuple(sorted(found.values(), key=place))


_PLURALS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "ru": lambda tag: (f"pl.{tag}",),
    "en": lambda tag: ("pl.poss",) if tag == "poss" else ("pl",),
    "ar": lambda tag: (),  # after figures Arabic asks for one form or another by the number itself
}
# Russian cases by how often names in news stand in them; with two numbers before a tag the order is the same.
_USUAL = {"ru": ("nom", "gen", "acc", "ins", "dat", "loc"), "ar": ("", "/nom", "/gen", "/acc")}


def _special(tag: str) -> bool:
    """A form that stands for the name only in some texts: its head alone, or its abbreviation behind it."""
    return any(mark in tag for mark in ("head", "short", "acronym"))

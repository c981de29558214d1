"""What a language has to say of a name: its forms in running text, its parts, what the words around it ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

__all__ = ["KINDS", "Form", "Government", "NameFacts", "NamePart", "Naming"]

KINDS = ("person", "place", "org", "title", "event", "other")


@dataclass(frozen=True)
class NameFacts:
    """What is known of a name besides its letters. All of it may be left out; then the language guesses."""

    kind: str = "other"  # one of KINDS
    gender: str = ""  # "m", "f", "n"; "" where nobody said
    number: str = ""  # "sg", "pl"; "" where nobody said
    declension: str = ""  # a class of the language's own list, against what its rules would choose
    fixed: tuple[str, ...] = ()  # words of the name that never change
    table: tuple[tuple[str, str], ...] = ()  # (tag, form), confirmed by an editor; these win


class Form(NamedTuple):
    """One form of a name. One text may be several forms: Шараа is all six cases."""

    text: str  # as printed, NFC
    tag: str  # which form it is, in the words of the language (`Naming.tags`): "gen", "pl.gen", "ب", "poss"
    guess: bool = False  # no dictionary and no editor stands behind it


class NamePart(NamedTuple):
    """A part of a person's name that stands for the person alone."""

    text: str  # in the dictionary form, as it would stand alone
    role: str  # "given", "surname", "patronymic" (given + patronymic)


class Government(NamedTuple):
    """What the words around a place in a text ask of the name that stands there."""

    tags: frozenset[str]  # any of these will do
    by: str  # the words that ask: "к", "министром"
    certain: bool  # False: a hint for an editor, no ground for a change


class Naming(Protocol):
    """The names of one language.

    A form in a text is a *stem form* (`stems`) with clitics that are written together with it and can be taken off
    (`before`, `after`): Arabic و and ب, English 's. Clitics that have grown together with the word (للشرع) are stem
    forms of their own. `tag` of the whole says both: `attach(form, before, after)`.
    """

    tags: tuple[str, ...]  # of a plain name, in the order of a table that people read; the dictionary form first
    before: tuple[str, ...]  # clitics that may stand before a stem form, longest first; () where there are none
    after: tuple[str, ...]  # and after it, in the plain form (`Language.normal_form`)

    def stems(self, name: str, facts: NameFacts) -> tuple[Form, ...]:
        """The stem forms of a name, the dictionary form first; each (text, tag) once."""
        ...

    def attach(self, form: Form, before: str, after: str) -> str | None:
        """The tag of a stem form with these clitics; None where the language does not write it so (ل + الشرع)."""
        ...

    def forms(self, name: str, facts: NameFacts) -> tuple[Form, ...]:
        """The whole table, clitics included, the dictionary form first."""
        ...

    def form(self, name: str, facts: NameFacts, tag: str) -> Form | None:
        """The one form with this tag; None where the name has no such form."""
        ...

    def spellings(self, name: str, facts: NameFacts) -> tuple[str, ...]:
        """Other spellings of the same name that texts have, without the name itself: al Sharaa, ash-Shara', الشرعة."""
        ...

    def parts(self, name: str) -> tuple[NamePart, ...]:
        """What of a person's full name may stand alone, the surname first; () for one word."""
        ...

    def gender(self, name: str) -> str:
        """ "m" or "f" where the name itself tells a person's sex, else ""."""
        ...

    def government(self, text: str, start: int, end: int) -> Government | None:
        """What the words around text[start:end], clitics not included, ask of a name there; None: nothing sure."""
        ...

"""Where a term stands in a text, as the matcher finds it and the checker, the enforcer and the bitext use it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Occurrence"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One term in a text. All offsets are characters of the text that was given."""

    concept: str  # its id
    start: int  # of the name without clitics that can be taken off: ل|بوغدانوف|, |Stromov|'s; للكرملين is one
    end: int
    outer_start: int  # with these clitics
    outer_end: int
    text: str  # text[start:end]
    term: str  # the designation whose form it is, as the glossary (or a part of a name) has it
    role: str  # "preferred", "admitted", "short", "acronym", "variant", "forbidden"
    part: str  # "full", or of a person "surname", "given", "patronymic"
    tags: tuple[str, ...]  # the grammatical forms that it can be, clitics included: ("gen", "acc")
    guess: bool = False  # the form is a guess of ours
    certain: bool = True  # False: held back: a common word as well, or nobody knows which of two persons
    rivals: tuple[str, ...] = ()  # ids of other concepts that the same words may mean
    # Why it is held back: "word", a common word as well; "person", somebody else's name before it; "place", a word that
    # makes another place of it; "attribute", a country's letters before a noun; "rivals"; "part", what stands for the
    # whole name only beside it.
    doubt: str = ""

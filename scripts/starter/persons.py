"""Persons of the reports whose names can stand for one another: gender known, every inflected form certain.
A form is taken over only if the case it shows leaves one form of the other name, the same in all its languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from demo_grammar.russian import CASES, decline_person  # type: ignore[import-not-found,unused-ignore]

from scripts.reports_corpus import LANGUAGES, Report, Term

from .marked import Cell, Mark, parse_cell, term_window

__all__ = ["Person", "find_persons"]

_MAN, _WOMAN = (
    re.compile(r"\S+[бвгджзйклмнпрстфхцчшщ] \S+([оеё]в|[сц]кий)"),
    re.compile(r"\S+[ая] \S+([оеё]ва|[сц]кая)"),
)
# Names whose declension by rule is uncertain: fleeting vowels, -ин (Чаплином, but Пушкиным), adjectives, plurals.
_UNSURE = re.compile(r".*(ец|ок|ек|ёк|ень|оть|ин|ын|ый|ой|их|ых|аа|иа|уа|Лев|Пётр|Петр|Павел)")

_PAST = re.compile(r"(?!(?:\S*генерал|\S*адмирал|\S*маршал|\S*посол|\S*консул)$)[а-яё]{2,}[аеиуыяо]л(а)?(?:с[ья])?")


@dataclass(frozen=True)
class Person:
    """A name of two words in each language."""

    term: Term
    female: bool

    @cached_property
    def _russian(self) -> dict[str, list[str]]:
        return {case: form.split() for case, form in decline_person(self.term.forms["ru"], self.female).items()}

    @property
    def kind(self) -> tuple[bool, ...]:
        """What another person must have in common: gender, and which words bear the Arabic article."""
        return (self.female, *(word.startswith("ال") for word in self.term.forms["ar"].split()))

    def words(self, language: str, window: tuple[int, int]) -> str:
        """The dictionary form of some words of the name."""
        return " ".join(self.term.forms[language].split()[slice(*window)])

    def cases(self, surface: str, window: tuple[int, int]) -> list[str]:
        """The Russian cases that a form of some words of the name can be."""
        return [case for case in CASES if " ".join(self._russian[case][slice(*window)]) == surface]

    def form(self, cases: list[str], window: tuple[int, int]) -> str | None:
        """The one Russian form that fits any of the cases; None if there are several or none."""
        forms = {" ".join(self._russian[case][slice(*window)]) for case in cases}
        return forms.pop() if len(forms) == 1 else None

    def instead_of(self, other: Person, cell: Cell, surface: str, start: int, language: str) -> str | None:
        """The form of this name where `surface` of the other stands at `start` of the cell; None if not certain."""
        window = term_window(surface, other.term.forms[language], language)
        if window is None:
            return None
        shown, wanted = surface, other.words(language, window)
        if surface.isupper() and len(surface) > 3:
            shown = wanted if surface == wanted.upper() else surface
        elif surface[0].isupper() and wanted[0].islower():
            shown = wanted[0] + surface[1:]
        if language == "ru":
            found = self.form(other.cases(shown, window), window)
            if found is None or not _preposition_fits(cell.text[:start], shown, found):
                return None
        elif shown == wanted:
            found = self.words(language, window)
        else:
            return None
        if surface != shown:
            return found.upper() if surface.isupper() else found[0].upper() + found[1:]
        return found


def _preposition_fits(before: str, old: str, new: str) -> bool:
    """Whether a preposition that has a longer form (о, с, в, к) suits the new name as it suited the old one."""
    preposition = before.split()[-1].lower() if before.split() else ""
    if preposition not in ("о", "об", "с", "со", "в", "во", "к", "ко"):
        return True
    onsets = [_onset(old), _onset(new)]
    return 2 not in onsets and (preposition[0] != "о" or onsets[0] == onsets[1])


def _onset(name: str) -> int:
    """2 for two consonants, before which the longer preposition may stand; else 1 for a vowel, 0 for a consonant."""
    lower = name.lower()
    return 2 if re.match(r"[бвгджзклмнпрстфхцчшщ]{2}", lower) else int(lower[0] in "аоуэиыё")


def find_persons(reports: Iterable[Report]) -> dict[tuple[str, ...], Person]:
    """The exchangeable persons of the reports, by their dictionary forms."""
    found = {}
    for report in reports:
        for number, term in report.terms.items():
            if term.kind != "person" or any(len(form.split()) != 2 for form in term.forms.values()):
                continue
            cells = [parse_cell(bead.cells["ru"]) for bead in report.beads]
            marks = [(cell, mark) for cell in cells for mark in cell.marks if mark.term == number]
            surfaces = [cell.surface(mark) for cell, mark in marks]
            verbs = {found for cell, mark in marks for found in _verb_genders(cell, mark)}
            female = _gender(term.forms["ru"], surfaces, verbs)
            if female is not None:
                found[tuple(term.forms[language] for language in LANGUAGES)] = Person(term, female)
    return found


def _gender(name: str, surfaces: list[str], verbs: set[bool]) -> bool | None:
    """True for a woman, None if unknown or doubtful.

    Known if the declension of one gender alone explains all forms, or else by endings or verbs that do not disagree.
    """
    if any(_UNSURE.fullmatch(word) for word in name.split()):
        return None
    possible = {female for female in (False, True) if all(_explained(name, surface, female) for surface in surfaces)}
    for shown in (verbs, {bool(_WOMAN.fullmatch(name))} if _WOMAN.fullmatch(name) or _MAN.fullmatch(name) else set()):
        possible = possible & shown if shown else possible
    if possible == {False} and name.split()[0][-1] in "ая":
        return None  # Илья and Никита are few; a wrong reading is likelier
    return possible.pop() if len(possible) == 1 else None


def _verb_genders(cell: Cell, mark: Mark) -> set[bool]:
    """What the Russian past tense beside a name says of its gender: {True} for сообщила, {False} for сообщил.

    The verb stands right before the name, or right after one that nothing but a sign or the start precedes (in
    "метафора аль-Кудси вызвала" the verb is another's).
    """
    before, after = cell.text[: mark.start].rstrip(), cell.text[mark.end :]
    beside = before.split()[-1:]
    if after.startswith(" ") and (not before or before[-1] in ".,;:—»«"):
        beside += after.split()[:1]
    verbs = (_PAST.fullmatch(word) for word in beside)
    return {verb[1] is not None for verb in verbs if verb}


def _explained(name: str, surface: str, female: bool) -> bool:
    window = term_window(surface, name, "ru")
    forms = decline_person(name, female).values()
    return window is not None and any(
        surface.casefold() == " ".join(form.split()[slice(*window)]).casefold() for form in forms
    )

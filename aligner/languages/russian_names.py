"""The forms of names in Russian."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from aligner.languages.names import Form, Government, NameFacts, NamePart
from aligner.languages.russian_paradigm import CASES, CLASSES, Paradigm, fixed

__all__ = ["RussianNaming"]

_PREFIXES = ("", "pl.", "sg.", "head.", "head.pl.", "head.sg.")
_LONGEST = 300  # characters; what is longer is no name, and stays as it is


class RussianNaming:
    """`languages.names.Naming` for Russian. Nothing is written together with a name: stem forms are whole forms."""

    tags: tuple[str, ...] = CASES
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    classes: Mapping[str, str] = CLASSES

    def stems(self, name: str, facts: NameFacts) -> tuple[Form, ...]:
        """The case forms, the dictionary form first; of phrases also those of the other number ("pl.gen")."""
        return _forms(name, facts)

    def attach(self, form: Form, before: str, after: str) -> str | None:
        """The tag of the form itself: Russian has no clitics."""
        return None if before or after else form.tag

    def forms(self, name: str, facts: NameFacts) -> tuple[Form, ...]:
        """The whole table, as `stems`."""
        return _forms(name, facts)

    def form(self, name: str, facts: NameFacts, tag: str) -> Form | None:
        """The usual form with this tag; None where the name has no such form."""
        return next((form for form in _forms(name, facts) if form.tag == tag), None)

    def spellings(self, name: str, facts: NameFacts) -> tuple[str, ...]:
        """Other spellings of a name from Arabic: another article, sun letters not assimilated, Мохаммед, аш-Шара."""
        from aligner.languages.russian_spellings import spellings

        return spellings(name, facts)

    def parts(self, name: str) -> tuple[NamePart, ...]:
        """What of a person's full name may stand alone."""
        from aligner.languages.russian_parts import parts

        return parts(name)

    def gender(self, name: str) -> str:
        """The sex that a person's name tells."""
        from aligner.languages.russian_persons import sex

        return sex(tuple(name.split()))

    def government(self, text: str, start: int, end: int) -> Government | None:
        """The cases that the words around ask for, with every prefix of a number: "ins", "pl.ins" ..."""
        from aligner.languages.russian_government import government

        return government(text, start, end)


@lru_cache(maxsize=1 << 14)
def _forms(name: str, facts: NameFacts) -> tuple[Form, ...]:
    from aligner.languages.russian_paradigm_persons import person
    from aligner.languages.russian_paradigm_phrases import phrase

    if len(name) > _LONGEST:
        tables: Mapping[str, Paradigm] = {"": fixed(name, guess=True)}
    else:
        tables = {"": person(name, facts)} if facts.kind == "person" else phrase(name, facts)
    confirmed: dict[str, list[str]] = {}
    for tag, form in facts.table:
        confirmed.setdefault(tag, []).append(form)
    found: dict[tuple[str, str], Form] = {}
    for prefix, table in tables.items():
        for case, cells in table.items():
            tag = prefix + case
            if tag in confirmed:
                continue
            for cell in cells:
                found.setdefault((cell.text, tag), Form(cell.text, tag, cell.guess))
    for tag, forms in confirmed.items():
        for text in forms:
            found[text, tag] = Form(text, tag)
    order = {prefix + case: index for index, (prefix, case) in enumerate((p, c) for p in _PREFIXES for c in CASES)}
    return tuple(sorted(found.values(), key=lambda form: order.get(form.tag, len(order))))

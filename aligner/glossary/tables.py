"""Which of a name's forms an editor looks at: the name itself declined, not all that a text may make of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aligner.languages.names import Form

__all__ = ["table_of"]

# In a tag: another number, gender or definiteness than the name has, a possessor written to it, its head noun alone.
_DERIVED = frozenset({"pl", "sg", "du", "f", "m", "indef", "poss", "head"})


def table_of(forms: Iterable[Form], *, everything: bool = False) -> list[Form]:
    """The forms without the guesses at what is made of the name: an unused plural, a woman's title, the head alone.

    Those serve to recognise the name in a text. `everything`: with them.
    """
    return [form for form in forms if everything or not (form.guess and _DERIVED & {*re.split(r"[./]", form.tag)})]

"""The plural of Russian surnames, which is the name of a family: Лавровы, семья Лавровых."""

from __future__ import annotations

__all__ = ["family_forms"]

_ADJECTIVE = ("ие", "их", "им", "ими")
_HARD_ADJECTIVE = ("ые", "ых", "ым", "ыми")
_POSSESSIVE = ("ы", "ых", "ым", "ыми")
_NOUN = ("ы", "ов", "ам", "ами", "ах")


def family_forms(surname: str) -> tuple[str, ...]:
    """The forms of a family's name, from the surname of one of its men or women; () where the plural is the surname.

    Surnames in -ов, -ев, -ин decline in the plural like possessive adjectives, those in -ский and -ой like adjectives,
    others that end in a consonant like nouns (Каспаровы; Достоевские; Блинкены).
    """
    low = surname.lower()
    for ends, cut, forms in (
        (("ский", "цкий"), 2, _ADJECTIVE),
        (("ская", "цкая"), 2, _ADJECTIVE),
        (("ова", "ева", "ёва", "ина", "ына"), 1, _POSSESSIVE),
        (("ов", "ев", "ёв", "ин", "ын"), 0, _POSSESSIVE),
        (("ой", "ый", "ая"), 2, _HARD_ADJECTIVE),
    ):
        if low.endswith(ends) and len(low) > len(ends[0]) + 1:
            stem = surname[: len(surname) - cut]
            return tuple(stem + form for form in forms)
    if low[-1:] in "бвдзлмнпрстф" and len(low) > 3:
        return tuple(surname + form for form in _NOUN)
    return ()

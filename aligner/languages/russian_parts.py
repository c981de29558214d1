"""The parts of a person's name in Russian that may stand for the person alone."""

from __future__ import annotations

from aligner.languages.names import NamePart
from aligner.languages.russian_east_asian import east_asian
from aligner.languages.russian_persons import NUMERAL, PARTICLES, PATRONYMIC_ENDS, TITLES, is_patronymic

__all__ = ["parts"]

_BOUND = frozenset({"абд", "абдель", "абдул", "абдуль", "абдер"})  # no name without the word after it


def parts(name: str) -> tuple[NamePart, ...]:
    """The surname first, with its particles (аль-Мардини, Абу Касра, бен Мукбиль), then the given names.

    Of a name of four words and more, such as Магда Абу Сейф Гиргис, also what follows the given name. () for one word.
    """
    tokens = tuple(name.split())
    if tokens and tokens[0] == tokens[0].lower() and tokens[0] in TITLES:
        rest = " ".join(tokens[1:])
        return parts(rest) or ((NamePart(rest, "given"),) if rest else ())
    if len(tokens) > 1 and NUMERAL.fullmatch(tokens[-1]):
        return (NamePart(" ".join(tokens[:-1]), "given"),)
    if east_asian(tokens):
        return (NamePart(tokens[0], "surname"), NamePart(" ".join(tokens[1:]), "given"))
    groups = _groups(tokens)
    if len(groups) < 2:
        return ()
    found: list[NamePart] = []
    if len(groups) == 3 and is_patronymic(groups[1]):
        found += [NamePart(groups[2], "surname"), NamePart(groups[0], "given")]
        found += [NamePart(f"{groups[0]} {groups[1]}", "patronymic")]
    elif len(groups) == 3 and is_patronymic(groups[2]):  # Путин Владимир Владимирович
        found += [NamePart(groups[0], "surname"), NamePart(groups[1], "given")]
        found += [NamePart(f"{groups[1]} {groups[2]}", "patronymic")]
    elif len(groups) == 2 and is_patronymic(groups[1]) and groups[1].endswith(tuple(PATRONYMIC_ENDS)):
        found += [NamePart(groups[0], "given")]
    else:
        found += [NamePart(groups[-1], "surname"), NamePart(groups[0], "given")]
        if len(groups) > 2:
            found += [NamePart(" ".join(groups[1:]), "surname"), NamePart(" ".join(groups[-2:]), "surname")]
            found += [NamePart(" ".join(groups[:2]), "given")]
    unique = {part.text: part for part in reversed(found) if part.text != name}
    return tuple(part for part in found if unique.get(part.text) is part)


def _groups(tokens: tuple[str, ...]) -> list[str]:
    """The words of a name, each with the particles before it and with оглы, кызы after it."""
    found: list[str] = []
    waiting: list[str] = []
    for index, token in enumerate(tokens):
        low = token.lower()
        if low in PATRONYMIC_ENDS and found and not waiting:
            found[-1] += " " + token
        elif index + 1 < len(tokens) and _leans(token, low, index, tokens):
            waiting.append(token)
        else:
            found.append(" ".join([*waiting, token]))
            waiting = []
    return found


def _leans(token: str, low: str, index: int, tokens: tuple[str, ...]) -> bool:
    if token in ("Бен", "Мак", "Ден") and index == 0:
        return False
    return low in PARTICLES or low in _BOUND or (low.endswith("-абд") and index + 1 < len(tokens))

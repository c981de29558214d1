"""Names carried from one script to another by rule, and how alike two names sound.

English, Arabic and Russian names in all six directions, as news write them. What comes out is a proposal for an editor.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from aligner.errors import InputError
from aligner.languages import transliteration_arabic as from_arabic
from aligner.languages import transliteration_cyrillic as from_cyrillic
from aligner.languages import transliteration_latin as to_cyrillic
from aligner.languages import transliteration_latin_arabic as to_arabic
from aligner.languages.transliteration_keys import similarity
from aligner.languages.transliteration_parts import (
    PARTICLES,
    Piece,
    arabic_rows,
    given_rows,
    is_arabic,
    pieces_of,
    servant_forms,
    sounding_rows,
)
from aligner.languages.transliteration_rows import NameRow
from aligner.languages.transliteration_rules import Spelling, best_of, joined

__all__ = ["similarity", "transliterate"]

_CODES = ("en", "ar", "ru")
_WAYS = 12  # spellings of one word that are kept


@lru_cache(maxsize=4096)
def transliterate(name: str, source: str, target: str, *, kind: str = "person", limit: int = 5) -> tuple[str, ...]:
    """How a name of one language may be written in another, the likeliest first; at most `limit` of them.

    The house style: in Russian the article is written as it sounds (ас-Сиси, аш-Шараа, аль-Мардини; Эль-, -эль- in
    places), Abu as Абу, bin as бен; in English al- before every letter; in Arabic foreign names with all their
    vowels. `kind` is "person" or "place" (any other kind is taken as a place). InputError for an unknown language.
    """
    for code in (source, target):
        if code not in _CODES:
            raise InputError(f"names are not carried from or to {code!r}; the known languages are {', '.join(_CODES)}")
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if source == target or not name:
        return (name,) if name else ()
    pieces = pieces_of(name, source)
    arabic = is_arabic(pieces, source)
    parts = [_piece(piece, place, source, target, arabic, kind) for place, piece in enumerate(pieces)]
    if not parts or not all(parts):
        return ()
    written = (unicodedata.normalize("NFC", way.text).strip() for way in joined(parts, limit))
    return tuple(dict.fromkeys(text for text in written if text))


def _piece(piece: Piece, place: int, source: str, target: str, arabic: bool, kind: str) -> list[Spelling]:
    """The ways to write one word of a name in the target language, with the blank or hyphen before it."""
    joint = _joint(piece, place, target, kind)
    if piece.particle in PARTICLES:
        step = 2.0 if target == "ar" else 1.0
        ways = [Spelling(step * n, text) for n, text in enumerate(getattr(PARTICLES[piece.particle], target))]
    else:
        words = _word(piece.text, source, target, arabic)
        if piece.particle == "servant":
            ways = list(_servants(words, piece.servant, target))
        elif piece.article or (arabic and target == "ar" and place and not piece.hyphen):
            ways = list(_with_article(words, piece, place, target, kind))
        else:
            ways = words
    return best_of((Spelling(way.cost, joint + way.text) for way in ways), _WAYS)


def _joint(piece: Piece, place: int, target: str, kind: str) -> str:
    if place == 0:
        return ""
    return "-" if target != "ar" and (piece.hyphen or (target == "ru" and kind != "person")) else " "


def _servants(words: list[Spelling], servant: str, target: str) -> Iterator[Spelling]:
    for cost, text in words:
        if target == "ar":
            yield Spelling(cost, "عبد ال" + text)
            continue
        for place, form in enumerate(servant_forms(servant, target)):
            opening, joint = form[:-1], form[-1]
            if joint == "-":
                whole = opening + text[0].lower() + text[1:]
            elif joint == "+":
                whole = opening + _article(text, target, "person", first=False) + text
            else:
                whole = form + text
            yield Spelling(cost + 0.3 * place, whole)


def _with_article(words: list[Spelling], piece: Piece, place: int, target: str, kind: str) -> Iterator[Spelling]:
    for cost, text in words:
        if target == "ar":
            # English and Russian leave the article out more often than Arabic does.
            plain = (1.0 if piece.article else 0.0) + cost
            yield Spelling(plain, text)
            yield Spelling(cost + (0.0 if piece.article else 0.1 if text.endswith("ي") else 0.5), "ال" + text)
            continue
        yield Spelling(cost, _article(text, target, kind, first=place == 0) + text)
        if kind != "person" or target == "en":
            yield Spelling(cost + 1.2, text)


_SUN = re.compile(r"(?!дж)[сшднтрз]", re.IGNORECASE)  # дж is ج, before which the article does not change


def _article(word: str, target: str, kind: str, *, first: bool) -> str:
    """The article before a word: in Russian as it sounds there, and as places have it in names of places."""
    if target == "en":
        return "al-"
    vowel, soft = ("а", "аль-") if kind == "person" else ("э", "эль-")
    article = f"{vowel}{word[0].lower()}-" if _SUN.match(word) else soft
    return article[0].upper() + article[1:] if kind != "person" and first else article


def _word(word: str, source: str, target: str, arabic: bool) -> list[Spelling]:
    """The ways to write one word without article: from our tables, by the sound of it, and by rule."""
    known = _from_rows(arabic_rows(word, source), target, 0.0 if arabic else 0.6)
    known += _from_rows(given_rows(word, source), target, 0.6 if arabic else 0.0)
    if arabic and not known and source != "ar":
        known += _from_rows(sounding_rows(word, source), target, 0.25)
    if arabic and not known:
        known += _from_relation(word, source, target)
    ruled = _by_rule(word, source, target, arabic)
    found = [Spelling(way.cost + (1.5 if known else 0.0), _capital(way.text, target)) for way in ruled]
    return best_of([*known, *found], _WAYS)


def _from_rows(table: Iterable[NameRow], target: str, cost: float) -> list[Spelling]:
    return [
        Spelling(cost + 0.3 * n + 0.2 * place, text)
        for place, row in enumerate(table)
        for n, text in enumerate(getattr(row, target))
    ]


_RELATION = {"ar": ("ي", "ي"), "en": ("i", "i"), "ru": ("и", "и")}


def _from_relation(word: str, source: str, target: str) -> list[Spelling]:
    """Words that say where or from whom: a name that we know with -i behind it (قاسم, قاسمي)."""
    if len(word) < 4 or not word.endswith(_RELATION[source][0]):
        return []
    stem, soft = word[:-1], target == "ru"
    base = arabic_rows(stem, source) or (arabic_rows(stem + "ь", source) if source == "ru" else ())
    spellings = _from_rows(base, target, 0.2)
    return [
        Spelling(way.cost, (way.text.rstrip("ь") if soft else way.text) + _RELATION[target][1])
        for way in spellings
        if way.text[-1] not in "aeiouаеиоуяةىا"
    ]


def _by_rule(word: str, source: str, target: str, arabic: bool) -> Iterable[Spelling]:
    if source == "ar":
        latin = from_arabic.arabic_word(word) if arabic else from_arabic.foreign_word(word)
        return latin if target == "en" else _through(latin, target, arabic)
    if source == "ru":
        plain = word.casefold()
        if arabic:
            latin = from_cyrillic.russified_arabic_to_latin(plain)
            return latin if target == "en" else _through(latin, target, arabic)
        return from_cyrillic.russian_to_latin(plain) if target == "en" else from_cyrillic.russian_to_arabic(plain)
    return _from_latin(word, target, arabic)


def _from_latin(word: str, target: str, arabic: bool) -> Iterable[Spelling]:
    if target == "ru":
        return to_cyrillic.arabic_to_cyrillic(word) if arabic else to_cyrillic.western_to_cyrillic(word)
    return to_arabic.arabic_to_arabic(word) if arabic else to_arabic.western_to_arabic(word)


def _through(latin: Iterable[Spelling], target: str, arabic: bool) -> Iterable[Spelling]:
    """From Latin spellings on to a third script: as likely as both steps together."""
    return best_of(
        (
            Spelling(first.cost + second.cost, second.text)
            for first in list(latin)[:6]
            for second in list(_from_latin(first.text, target, arabic))[:4]
        ),
        _WAYS,
    )


def _capital(word: str, target: str) -> str:
    return word if target == "ar" or not word else word[0].upper() + word[1:]

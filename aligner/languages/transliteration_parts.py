"""A name taken apart for transliteration: articles, Abu and bin, the other words, whether it is Arabic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from aligner.languages.transliteration_arabic import FOREIGN_ENDING, bare
from aligner.languages.transliteration_arabic_words import ARABIC_WORDS
from aligner.languages.transliteration_given import GIVEN_NAMES
from aligner.languages.transliteration_keys import sounds
from aligner.languages.transliteration_latin import is_slavic
from aligner.languages.transliteration_rows import NameRow

__all__ = [
    "PARTICLES",
    "Piece",
    "arabic_rows",
    "given_rows",
    "is_arabic",
    "pieces_of",
    "servant_forms",
    "sounding_rows",
]

# Words that every Arabic name is built with: how they are written, the usual spelling first.
PARTICLES: dict[str, NameRow] = {
    "abu": NameRow(("Abu", "Abou", "Bu"), ("أبو", "أبي", "أبا", "بو"), ("Абу", "Бу")),
    "umm": NameRow(("Umm", "Um", "Oum"), ("أم",), ("Умм", "Ум")),
    "bin": NameRow(("bin", "ben", "ibn"), ("بن", "ابن"), ("бен", "бин", "ибн")),
    "bint": NameRow(("bint",), ("بنت",), ("бинт",)),
    "al": NameRow(("Al",), ("آل",), ("Аль",)),  # the house of: no article
}
# "Servant of": how it is written before the next word; "+" stands for the article, "-" for writing in one word.
SERVANT: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {"glued": ("Abdul-", "Abdel-"), "abd": ("Abd +",), "abdul": ("Abdul ",), "abdel": ("Abdel ",)},
    "ru": {"glued": ("Абдул-", "Абдель-"), "abd": ("Абд +",), "abdul": ("Абдул ",), "abdel": ("Абдель ",)},
}
_SERVANT_ORDER = {"en": ("glued", "abdul", "abdel", "abd"), "ru": ("abdel", "abdul", "glued", "abd")}
_PARTICLE_OF = {
    (code, text.casefold()): name
    for name, row in PARTICLES.items()
    for code in ("en", "ar", "ru")
    for text in getattr(row, code)
    if name != "al" or code == "ar"
}
_LATIN_ARTICLE = re.compile(
    r"(?:(?:[ae]l|a[sntdrz]|e[sntdrz]|ash|adh|ath|esh)[-‑–]|(?:al|el)[ ]|(?:al|el)['’])(?=\w{2})", re.IGNORECASE
)
_CYRILLIC_ARTICLE = re.compile(r"(?:[аэу]ль|[аэ][сшднртз]|ль)[-‑–](?=\w{2})", re.IGNORECASE)
_ABD = {
    "en": re.compile(
        r"abd(?:(?P<abd>(?=[\s\-]))|(?P<abdul>[uo]+l)|(?P<abdel>[ea]l))(?P<gap>[\s\-]?)(?=[^\W\d_]{3})", re.IGNORECASE
    ),
    "ru": re.compile(
        r"абд(?:(?P<abd>(?=[\s\-]))|(?P<abdul>уль?)|(?P<abdel>[еаэ]ль))(?P<gap>[\s\-]?)(?=[^\W\d_]{3})", re.IGNORECASE
    ),
}
_WORD = re.compile(r"[^\s\-‑–]+")


@dataclass(frozen=True)
class Piece:
    """A word of a name in its own script, with what stood before it."""

    text: str
    particle: str = ""  # a key of PARTICLES, or "servant": Abdul before this word
    article: bool = False
    hyphen: bool = False  # whether it hangs on the word before with a hyphen
    servant: str = ""  # how Abdul was written before it: a key of SERVANT; "" where Arabic does not tell


def pieces_of(name: str, language: str) -> tuple[Piece, ...]:
    """The words of a name in order, articles taken off."""
    if language == "ar":
        return _arabic_pieces(name)
    article = _LATIN_ARTICLE if language == "en" else _CYRILLIC_ARTICLE
    found: list[Piece] = []
    at, pending, servant = 0, False, ""
    while at < len(name):
        if name[at].isspace() or name[at] in "-‑–":
            at += 1
            continue
        hyphen = at > 0 and name[at - 1] in "-‑–" and bool(found)
        if not pending and (taken := article.match(name, at)):
            at, pending = taken.end(), True
            continue
        word = _WORD.match(name, at)
        if word is None:
            break
        known = arabic_rows(word[0], language)
        if not pending and not servant and not known and (opened := _ABD[language].match(name, at)):
            form = next(key for key in ("abd", "abdul", "abdel") if opened[key] is not None)
            servant = form if opened["gap"] or form == "abd" else "glued"
            at = opened.end()
            continue
        text, at = word[0], word.end()
        if servant:
            found.append(Piece(text, "servant", servant=servant))
        else:
            particle = _PARTICLE_OF.get((language, text.casefold()), "") if not pending and at < len(name) else ""
            found.append(Piece(text, particle, pending, hyphen and not pending))
        pending, servant = False, ""
    return tuple(found)


def _arabic_pieces(name: str) -> tuple[Piece, ...]:
    words = [word for word in re.split(r"[\s\-‑–]+", bare(name).strip()) if word]
    found: list[Piece] = []
    for place, word in enumerate(words):
        last = place == len(words) - 1
        if found and found[-1].particle == "abd":
            text = word[2:] if word.startswith("ال") and word != "الله" else word
            found[-1] = Piece("عبد الله") if word == "الله" else Piece(text, "servant")
        elif word == "عبد" and not last:
            found.append(Piece(word, "abd"))
        else:
            particle = "" if last else _PARTICLE_OF.get(("ar", word), "")
            article = not particle and word.startswith("ال") and len(word) > 3 and word != "الله"
            found.append(Piece(word[2:] if article else word, particle, article))
    return tuple(found)


def servant_forms(servant: str, target: str) -> tuple[str, ...]:
    """How Abdul is written in the target language, as it was written in the source first; see SERVANT."""
    order: tuple[str, ...] = _SERVANT_ORDER[target]
    if servant:
        order = (servant, *(key for key in order if key != servant))
    return tuple(text for key in order for text in SERVANT[target][key])


def _plain(word: str, language: str) -> str:
    if language == "ar":
        return re.sub("[أإآٱ]", "ا", bare(word))
    if language == "ru":
        return word.casefold().replace("ё", "е")
    return word.casefold().replace("’", "'")


def _indexed(table: Sequence[NameRow]) -> dict[tuple[str, str], tuple[NameRow, ...]]:
    index: dict[tuple[str, str], list[NameRow]] = {}
    for row in table:
        for code in ("en", "ar", "ru"):
            for place, text in enumerate(getattr(row, code)):
                entry = index.setdefault((code, _plain(text, code)), [])
                if row not in entry:
                    entry.insert(0 if place == 0 and code != "ar" and len(entry) == 0 else len(entry), row)
    return {key: tuple(found) for key, found in index.items()}


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[tuple[str, str], tuple[NameRow, ...]], ...]:
    return _indexed(ARABIC_WORDS), _indexed(GIVEN_NAMES)


@lru_cache(maxsize=1)
def _by_sound() -> dict[tuple[str, str], tuple[NameRow, ...]]:
    index: dict[tuple[str, str], list[NameRow]] = {}
    for row in ARABIC_WORDS:
        for code in ("en", "ru"):
            for text in getattr(row, code):
                entry = index.setdefault((code, sounds(text, code)), [])
                if row not in entry:
                    entry.append(row)
    return {key: tuple(found) for key, found in index.items()}


def arabic_rows(word: str, language: str) -> tuple[NameRow, ...]:
    """The rows of our table of Arabic words that hold this one."""
    return _tables()[0].get((language, _plain(word, language)), ())


def given_rows(word: str, language: str) -> tuple[NameRow, ...]:
    """The rows of our table of European given names that hold this one."""
    return _tables()[1].get((language, _plain(word, language)), ())


def sounding_rows(word: str, language: str) -> tuple[NameRow, ...]:
    """The rows of our table of Arabic words that sound like this one."""
    return _by_sound().get((language, sounds(word, language)), ())


_ARABIC_LETTERS = re.compile("[عحصضظثذءئؤط]|ى$|ة$")
_ARABIC_IN_LATIN = re.compile(r"aa|q|dh|[bdfhjklmnrst]awi$|'|oud$|[^aeiou]i$", re.IGNORECASE)
_ARABIC_IN_CYRILLIC = re.compile(r"аа|хх|[уе]й[дблмрт]и?$|ави$", re.IGNORECASE)
_RUSSIAN_NAME = re.compile(r"(?:[оеё]в|[оеё]ва|ин|ина|ский|ская|цкий|енко|чук|вич|ых|их|швили|дзе|ян|ой)$")


def is_arabic(pieces: Sequence[Piece], language: str) -> bool:
    """Whether a name is an Arabic one, by its articles and particles, the words we know, and the look of the others."""
    score = 0.0
    for piece in pieces:
        score += 3 * bool(piece.particle) + (2 if language != "ar" else 1.5) * piece.article
        if piece.particle:
            continue
        known, given = bool(arabic_rows(piece.text, language)), bool(given_rows(piece.text, language))
        score += 1.5 * known - 1.5 * given
        if not known and not given:
            score += _look(piece.text, language)
    return score > 0


def _look(word: str, language: str) -> float:
    if language == "ar":
        if FOREIGN_ENDING.search(word) and not _ARABIC_LETTERS.search(word):
            return -2
        weak = sum(letter in "اويآ" for letter in word)
        return 1 if _ARABIC_LETTERS.search(word) else 0.6 - 2.5 * max(0.0, weak / max(1, len(word)) - 0.2)
    if language == "ru":
        plain = word.casefold()
        return -2 if _RUSSIAN_NAME.search(plain) else 1 if _ARABIC_IN_CYRILLIC.search(plain) else -0.1
    if is_slavic(word) or not word.isascii():
        return -1 if not re.search(r"kh", word) else -0.1
    return 1 if _ARABIC_IN_LATIN.search(word) else -0.1

"""The dictionary form of a name from the forms in which texts have it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product

from aligner import languages
from aligner.glossary.suggest_phrases import disagrees
from aligner.glossary.suggest_words import RUSSIAN
from aligner.languages.names import Form, NameFacts
from aligner.languages.russian_paradigm_dictionary import adjective_table, noun_table, readings
from aligner.languages.transliteration_keys import distance
from aligner.languages.transliteration_parts import arabic_rows, given_rows

__all__ = ["dictionary_form"]

_MOST = 64  # candidates that are declined


def dictionary_form(
    surfaces: Mapping[str, int],
    language: str,
    kind: str,
    asked: Mapping[str, Sequence[frozenset[str]]] | None = None,
    like: tuple[str, str] | None = None,
) -> tuple[str, bool]:
    """The nominative that explains most of the forms seen, and whether it was seen itself or is our guess.

    `surfaces` are the forms with how often each was seen; `asked` says for a form which cases the words around it
    allowed, each time it was seen; `like` is the same name in another language, and which. In English and Arabic the
    dictionary form is the form seen most.
    """
    commonest = max(surfaces, key=lambda form: surfaces[form])
    if language == "ar":
        base = _without_clitics(commonest)
        return base, base in surfaces
    if language != "ru":
        return commonest, True
    words = max(len(form.split()) for form in surfaces)
    full = {form: count for form, count in surfaces.items() if len(form.split()) == words}
    best, best_score = commonest, -50.0
    for candidate in _candidates(full, kind):
        score = _explained(candidate, full, kind, asked or {})
        if like is not None and score > -50.0:
            score -= _SOUND * distance(candidate, language, *like)
        if score > best_score + 1e-9:
            best, best_score = candidate, score
    return best, best in surfaces


_SOUND = 5.0  # what the sound of the name in another language weighs: a vowel too many costs 1


def _without_clitics(form: str) -> str:
    """للكرملين is الكرملين, and أبي and أبا are أبو."""
    words = form.split()
    if words[0].startswith("لل") and len(words[0]) > 4:
        words[0] = "ا" + words[0][1:]
    return " ".join({"أبي": "أبو", "أبا": "أبو"}.get(word, word) for word in words)


def _explained(
    candidate: str, surfaces: Mapping[str, int], kind: str, asked: Mapping[str, Sequence[frozenset[str]]]
) -> float:
    """How well a nominative explains the forms: each that is in its table, more so in the case that was asked for."""
    table: dict[str, set[str]] = {}
    guessed = False
    for form in _stems(candidate, kind):
        table.setdefault(_folded(form.text), set()).add(form.tag.rpartition(".")[2])
        guessed = guessed or form.guess
    score, explained = 0.0, 0
    for surface, count in surfaces.items():
        tags = table.get(_folded(surface))
        if tags is None:
            continue
        explained += 2 + min(count, 4)
        for cases in asked.get(surface, ())[:4]:
            sure = 0.5 if "perhaps" in cases else 1.0
            score += sure * (-0.8 if not cases & tags else 0.2 if len(tags) > 4 else 0.5)
    if not explained:
        return -100.0
    share = explained / sum(2 + min(count, 4) for count in surfaces.values())
    seen = next((count for surface, count in surfaces.items() if _folded(surface) == _folded(candidate)), 0)
    score += 3.0 * share + 0.3 * bool(seen) + 0.15 * min(seen, 4) * (len(surfaces) == 1)
    plausible = sum(_plausible(word, kind) for word in candidate.split())
    return score + plausible - 0.1 * guessed - 2.0 * (kind != "person" and disagrees(candidate))


@lru_cache(maxsize=1 << 14)
def _stems(candidate: str, kind: str) -> tuple[Form, ...]:
    return languages.get("ru").naming.stems(candidate, NameFacts(kind))


def _folded(text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е").casefold()


_NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn"})
_OBLIQUE = re.compile(r"(?:[^й]ом|ем|ым|[^р]им|ого|ему|ому|[^н]у|ую|[^ь]ю|ами|ями|ях|ах)$")
_PERHAPS_OBLIQUE = re.compile(r"(?:[бвгджзклмнпрстфхцчшщ]е|ой|[^и]ей|ии|ы)$")


_RARE = {"а": -0.2, "я": -0.35}  # as the end of a nominative that we do not know, beside a consonant


@lru_cache(maxsize=1 << 14)
def _plausible(word: str, kind: str) -> float:
    """Whether a word may be a nominative: known as a name, unknown, or looking like another case."""
    if given_rows(word, "ru") or arabic_rows(re.sub(r"^[аэ][лсшднртз]ь?-", "", word, flags=re.IGNORECASE), "ru"):
        return 0.6
    if word.casefold() in RUSSIAN.places or word.casefold() in RUSSIAN.bodies:
        return 0.6
    known = [reading for reading in readings(word) if reading.known and reading.case]
    fit = [reading for reading in known if reading.grammemes & _NAMES or (kind != "person" and reading.adjectival)]
    if fit:
        return 0.6 if any(reading.case == "nom" for reading in fit) else -0.6
    if known:
        return 0.3 if any(reading.case == "nom" for reading in known) else -0.5
    plain = word.casefold()
    return -0.7 if _OBLIQUE.search(plain) else -0.5 if _PERHAPS_OBLIQUE.search(plain) else _RARE.get(plain[-1], 0.0)


def _candidates(surfaces: Iterable[str], kind: str) -> list[str]:
    """Nominatives that the forms may have: word by word, those seen first."""
    columns: list[Counter[str]] = []
    for surface in surfaces:
        for place, word in enumerate(surface.split()):
            if place == len(columns):
                columns.append(Counter())
            for rank, base in enumerate(_bases(word, kind)):
                columns[place][base] += 20 - min(rank, 15)
    chosen = [[base for base, _ in column.most_common(5 if len(columns) < 3 else 4)] for column in columns]
    return list(dict.fromkeys([*surfaces, *islice((" ".join(choice) for choice in product(*chosen)), _MOST)]))


# Endings of oblique cases, and what a nominative may have in their place.
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ского", ("ский",)),
    ("скому", ("ский",)),
    ("ским", ("ский",)),
    ("ском", ("ский", "ск")),
    ("ской", ("ская", "ской")),
    ("скую", ("ская",)),
    ("овым", ("ов", "овый")),
    ("евым", ("ев",)),
    ("иным", ("ин",)),
    ("ыным", ("ын",)),
    ("овой", ("ова", "овая")),
    ("евой", ("ева",)),
    ("иной", ("ина", "иная")),
    ("ого", ("ый", "ой", "ий", "ое")),
    ("его", ("ий", "ее")),
    ("ому", ("ый", "ой", "ий")),
    ("ему", ("ий",)),
    ("ыми", ("ые",)),
    ("ими", ("ие",)),
    ("ами", ("ы", "а", "и")),
    ("ями", ("и", "я")),
    ("ией", ("ия",)),
    ("ием", ("ий", "ие")),
    ("ии", ("ия", "ий")),
    ("ию", ("ия", "ий")),
    ("ия", ("ий", "ия")),
    ("ью", ("ь", "ья")),
    ("ой", ("а", "ая", "ой")),
    ("ей", ("а", "я", "ь", "ей")),
    ("ом", ("", "о")),
    ("ём", ("ь", "й", "")),
    ("ем", ("", "ь", "й", "е")),
    ("ым", ("", "ый", "ой")),
    ("им", ("ий", "")),
    ("ую", ("ая",)),
    ("юю", ("яя",)),
    ("ых", ("ые", "ых")),
    ("их", ("ие", "их")),
    ("ам", ("ы", "а")),
    ("ям", ("и", "я")),
    ("ах", ("ы", "а")),
    ("ях", ("и", "я")),
    ("а", ("", "о", "а")),
    ("я", ("ь", "й", "я", "е")),
    ("у", ("", "а", "о")),
    ("ю", ("я", "ь", "й")),
    ("е", ("", "а", "я", "ь", "й", "о")),
    ("и", ("а", "я", "ь")),
    ("ы", ("а", "ы")),
)


@lru_cache(maxsize=1 << 14)
def _bases(word: str, kind: str) -> tuple[str, ...]:
    """The nominatives of which a word may be a form, the word itself first."""
    found = [word]
    if not word[:1].isupper() and "-" not in word and kind == "person":
        return tuple(found)  # бен, де, аль
    for reading in readings(word):
        if not reading.known:
            continue
        if reading.pos == "NOUN" and reading.number:
            table = noun_table(word, reading, reading.number)
        elif reading.adjectival:
            table = adjective_table(word, reading, reading.number or "sing", reading.gender or "masc", False)
        else:
            continue
        if table:
            found.append(table["nom"][0].text)
    stem_at = re.search(r"[^-‑]+$", word)
    if stem_at and len(stem_at[0]) > 2:
        for ending, nominatives in _ENDINGS:
            if word.endswith(ending) and len(stem_at[0]) - len(ending) >= 2:
                found += [word[: len(word) - len(ending)] + nominative for nominative in nominatives]
    return tuple(base for base in dict.fromkeys(found) if base == word or not _IMPOSSIBLE.search(base))


_IMPOSSIBLE = re.compile(
    r"[аеёиоуыэюяьйъ]ь$|[уыьйюгкхжчшщц]я$|[бвгджзклмнпрстфхцчшщ]й$|[аеёиоуыэюя]ы$|[гкхжшщч]ы$|ьа$", re.IGNORECASE
)

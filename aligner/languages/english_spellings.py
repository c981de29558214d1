"""Other Latin spellings of names from Arabic and Russian, British and American words, and one key for all of them."""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from aligner.languages.english_given_names import ARABIC_NAMES, RUSSIAN_NAMES, folded
from aligner.languages.english_spelling_rules import (
    ARABIC_SOUNDS,
    NAME_GROUPS,
    RUSSIAN_ENDINGS,
    RUSSIAN_SOUNDS,
    Rules,
    doublets,
)
from aligner.languages.wordlist import words

__all__ = ["name_key", "spellings_of"]

_MOST = 60
_DEAREST = 6

_ARTICLES = frozenset(
    f"{vowel}{sound}" for vowel in "aeu" for sound in ("l", "sh", "s", "d", "n", "r", "t", "z", "dh", "th")
) | {"ach", "ech"}
_SUN = ("sh", "dh", "th", "s", "d", "n", "r", "t", "z")
_ARABIC_SIGNS = frozenset(
    words("""
    abu abou abi umm bin ibn bint abd abdul abdel
    """)
)
_PARTICLES = _ARABIC_SIGNS | {"ben", "abdal", "von", "van", "der", "del"}
_ARABIC_PLACES = frozenset(
    words("""
    deir jabal jebel tel tell tall ras wadi ain bab umm abu khan jisr maarat kafr bani qalaat
    """)
)
_RUSSIAN_SIGN = re.compile(
    r"\w{2,}(?:ov|ev|ova|eva|[sc]ky|[sc]kiy|skaya|enko|chuk|shvili|dze|[vm]ich|yov|yova|khin|ukhin)$"
)
_WORDS = re.compile(r"[^\W_]+(?:['’‘ʼʿʾ`][^\W_]*)*|[-‐‑–— ]+|.")


def name_key(name: str) -> str:
    """One key for the Latin spellings of a name, whatever its article, apostrophes, vowels and doubled letters.

    al-Sharaa, el-Charaa, Ash-Shara' and Alsharaa have the same, al-Shaar has another. To suggest and to warn, not to
    enforce by: different names may share a key now and then.
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join("" if unicodedata.combining(letter) else letter for letter in plain)
    plain = re.sub(r"['’‘ʼʿʾʻ`]s(?!\w)", "", plain)
    plain = re.sub(r"['’‘ʼʿʾʻʽ`]", "", plain)
    tokens = [token for token in re.split(r"[^a-z]+", plain) if token]
    last = len(tokens) - 1
    tokens = [token for place, token in enumerate(tokens) if token not in _ARTICLES or place == last]
    return " ".join(filter(None, map(_word_key, tokens)))


# Letters of a key and what they stand for, in the order in which they are looked for.
_KEY_STEPS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:al|el)(?=[bcdfghjkmnqrstwyz][a-z]{4})", ""),
        (r"^(?:a|e)sh(?=sh)", ""),
        (r"(?:skiy|skii|skij|ski|sky)$", "ski"),
        (r"shch|sch|sh", "S"),
        (r"tch|tsch|(?<!^)ch", "C"),
        (r"^ch(?=[aeou])", "S"),
        (r"kh", "X"),
        (r"zh", "j"),
        (r"dj|dzh", "j"),
        (r"ts|tz", "c"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"ks|x", "ks"),
        (r"q|ck|c(?![S])", "k"),
        (r"off$", "ov"),
        (r"eff$", "ev"),
        (r"w", "v"),
        (r"^ye|^je|^ie", "e"),
        (r"yo|io|jo", "e"),
        (r"ya|ja", "ia"),
        (r"yu|ju", "iu"),
        (r"ay|ai|ei|ey|ee|iy|ii|ij|y|i", "i"),
        (r"ou|oo|uu|o|u", "u"),
        (r"(?:aa|a|e)h?$", "a"),
        (r"e", "a"),
        (r"h$", ""),
        (r"(.)\1+", r"\1"),
    )
)


def _word_key(word: str) -> str:
    for pattern, sound in _KEY_STEPS:
        word = pattern.sub(sound, word)
    return word


@lru_cache(maxsize=65536)
def spellings_of(name: str, kind: str) -> tuple[str, ...]:
    """Other Latin spellings of a name that texts have, the likeliest first; at most 60.

    Names from Arabic and Russian vary in their vowels, articles and doubled letters; common words between British and
    American. What the normal form evens out (capitals, accents, kinds of dashes and apostrophes) is not given.
    """
    pieces = _WORDS.findall(name)
    rules = _rules(name, kind)
    rows: list[list[tuple[int, str]]] = []
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        article = piece.casefold() in _ARTICLES and place + 2 < len(pieces) and pieces[place + 1].strip(" -‐‑–—") == ""
        if article and rules is ARABIC_SOUNDS and pieces[place + 2][:1].isalpha():
            rows.append(list(_with_article(piece, pieces[place + 1], pieces[place + 2], len(pieces) == 3, kind)))
            place += 3
            continue
        rows.append(list(_word(piece, rules, kind)) if piece[:1].isalpha() else list(_gap(piece, kind)))
        place += 1
    found = dict.fromkeys("".join(row) for row in _cheapest(rows))
    plain = {_plain(name)}
    others = []
    for text in found:
        if _plain(text) not in plain:
            plain.add(_plain(text))
            others.append(text)
    return tuple(others[: _MOST if len(name.split()) < 3 else _MOST // 2])


def _plain(text: str) -> str:
    """What the normal form makes of a spelling, as far as two of ours can differ."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"['’‘ʼʿʾ`]", "'", "".join(one for one in decomposed if not unicodedata.combining(one)))


def _rules(name: str, kind: str) -> Rules | None:
    """The sounds that a name's letters stand for; None for names and words from elsewhere."""
    if kind not in ("person", "place"):
        return None
    tokens = [folded(token) for token in re.split(r"[-‐‑–— ]+", name)]
    if kind == "place":
        q = re.search(r"q(?!u)", name.casefold())
        return ARABIC_SOUNDS if q or tokens[0] in _ARABIC_PLACES or _articled(name) else None
    if any(token in _ARABIC_SIGNS for token in tokens) or _articled(name):
        return ARABIC_SOUNDS
    if any(token in RUSSIAN_NAMES or _RUSSIAN_SIGN.match(token) for token in tokens):
        return RUSSIAN_SOUNDS
    return ARABIC_SOUNDS if any(token in ARABIC_NAMES or token in NAME_GROUPS for token in tokens) else None


def _articled(name: str) -> bool:
    return re.search(r"(?<!\w)(?:al|el|[ae](?:sh|s|d|n|r|t|z|dh|th))[-‐‑–—]\w", name, re.IGNORECASE) is not None


def _with_article(article: str, gap: str, word: str, alone: bool, kind: str) -> Iterator[tuple[int, str]]:
    """al-Sharaa with its other articles: Al Sharaa, el-Sharaa, ash-Sharaa, Alsharaa, Sharaa."""
    small = article if article[0].isupper() else article.casefold()
    rest = list(_word(word, ARABIC_SOUNDS, kind))
    if gap == " " and article == "Al":  # Al Saud: آل, a family, no article
        yield from ((cost, f"{lead}{core}") for cost, core in rest for lead in ("Al ", "Al-"))
        return
    sun = next((sound for sound in _SUN if word.casefold().startswith(sound)), "")
    leads = [(0, f"{small}-"), (1, f"{small} "), (2, "el-"), (3, "el "), (1, "al-"), (2, "al ")]
    if sun:
        leads += [(2, f"a{sun}-"), (3, f"e{sun}-"), (4, f"a{sun} ")]
    # The bare name of a family: not where it is a given name as well.
    if folded(word) not in ARABIC_NAMES and len(word) >= 5:
        leads.append((2 if alone else 1, ""))
    for price, lead in leads:
        yield from ((price + cost, lead + core) for cost, core in rest if lead or cost < 3)
    yield from ((3 + cost, "Al" + core.casefold()) for cost, core in rest if cost < 2)


def _gap(piece: str, kind: str) -> Iterator[tuple[int, str]]:
    yield 0, piece
    if piece in ("-", "‑", "–") and kind in ("person", "title"):
        yield 3, " "
    elif piece == " " and kind == "title":
        yield 4, "-"


def _word(word: str, rules: Rules | None, kind: str) -> Iterator[tuple[int, str]]:
    """A word at no cost, then others with what they cost, each once."""
    found = {word: 0}
    low = folded(word)
    for place, other in enumerate(NAME_GROUPS.get(low, ()) if kind == "person" else ()):
        if other != low:
            found.setdefault(other.capitalize() if word[:1].isupper() else other, 1 + place // 4)
    for other in doublets(word):
        found.setdefault(other, 1)
    if rules is not None and len(low) > 2 and low not in _PARTICLES:
        start = re.sub(r"['’‘ʼʿʾ`]", "'", word.casefold())
        for cost, other in _sounded(start, rules):
            found.setdefault(other.capitalize() if word[:1].isupper() else other, cost)
    yield from ((cost, text) for text, cost in sorted(found.items(), key=lambda pair: pair[1])[: _MOST + 1])


def _sounded(word: str, rules: Rules) -> Iterator[tuple[int, str]]:
    """Other spellings of the sounds of a word, the cheapest first."""
    ending = ""
    endings: Sequence[tuple[int, str]] = ((0, ""),)
    if rules is RUSSIAN_SOUNDS:
        for ending, others in RUSSIAN_ENDINGS:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                word = word[: -len(ending)]
                endings = ((0, ending), *others)
                break
    rows = [list(rules.alternatives(sound, place, last)) for place, last, sound in rules.cut(word)]
    for choice, cost in _priced([*rows, list(endings)]):
        yield cost, "".join(choice)


def _cheapest(rows: list[list[tuple[int, str]]]) -> Iterator[tuple[str, ...]]:
    return (choice for choice, _ in _priced(rows))


def _priced(rows: list[list[tuple[int, str]]]) -> Iterator[tuple[tuple[str, ...], int]]:
    """One of each row, the cheapest together first; no dearer than `_DEAREST`."""
    rows = [sorted(row, key=lambda pair: pair[0]) for row in rows]
    start = (0,) * len(rows)
    queue = [(0, start)]
    seen = {start}
    given = 0
    while queue and given < 2 * _MOST:
        cost, places = heapq.heappop(queue)
        yield tuple(rows[n][place][1] for n, place in enumerate(places)), cost
        given += 1
        for n, place in enumerate(places):
            if place + 1 < len(rows[n]):
                price = cost - rows[n][place][0] + rows[n][place + 1][0]
                following = (*places[:n], place + 1, *places[n + 1 :])
                if price <= _DEAREST and following not in seen:
                    seen.add(following)
                    heapq.heappush(queue, (price, following))

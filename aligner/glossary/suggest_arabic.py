"""Names in Arabic text alone, which has no capitals: found by what stands before them and by how they are built."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from aligner.glossary.suggest_runs import Mention
from aligner.glossary.suggest_words import ARABIC, COMMON_NAMES
from aligner.languages.transliteration_arabic import bare
from aligner.languages.transliteration_parts import arabic_rows, given_rows

__all__ = ["ArabicWord", "arabic_mentions", "arabic_words", "clitic_length", "counted_words"]


class ArabicWord(NamedTuple):
    """A word of Arabic text."""

    text: str
    start: int
    end: int


_WORD = re.compile(r"[\u0621-\u063a\u0640-\u065f\u0670-\u06d3\u06d5]+")
_LONGEST = 5  # words of a name


def arabic_words(text: str) -> list[ArabicWord]:
    """The words of a text in order."""
    return [ArabicWord(bare(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]


def counted_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in the texts."""
    return Counter(word.text for text in texts for word in arabic_words(text))


_CLITICS = ("وبال", "وال", "بال", "كال", "فال", "ولل", "لل", "وب", "ول", "فل", "فب", "وك", "و", "ف", "ب", "ل", "ك")


def clitic_length(word: str, known: Counter[str] | None = None) -> int:
    """How many letters before a name are clitics, 0 for none; the article is no clitic (وال is one letter, لل none).

    A letter is taken off where what is left is a name that we know, or a word that the texts (`known`) have as well.
    """
    if _is_name(word) or word in _PARTICLES:
        return 0
    for clitic in _CLITICS:
        if not word.startswith(clitic) or len(word) - len(clitic) < 3:
            continue
        length = len(clitic) - 2 if clitic.endswith("ال") else len(clitic)
        if clitic.endswith("لل"):
            continue
        rest = word[length:]
        if _is_name(rest) or rest in _PARTICLES or (known is not None and known[rest] and known[rest] >= known[word]):
            return length
    return 0


_PARTICLES = frozenset({"أبو", "أبي", "أبا", "بن", "ابن", "بنت", "عبد", "آل", "أم"})
_OPENERS = frozenset({"أبو", "أبي", "أبا", "عبد", "آل"})
_MIDDLE = frozenset({"بن", "ابن", "بنت"})
_FOREIGN = re.compile(
    r"(?:[^اوي](?:وف|وفا|وفيتش|وفسكي)|ييف|ييفا|ايفا|سكي|سكايا|تسكي|ينكو|نكو|يتش|تشوك|شفيلي|ادزه|يدزه|شتاين|وغلو|زاده|ماير|سون|"
    r"رغ|نيان|ايان|اريان|اكيان|ليان)$|[پچڤگ]|تشي|يتش|يكس|فيتس"
)


@lru_cache(maxsize=1 << 14)
def _is_name(word: str) -> bool:
    """Whether a word is one of our tables of names; with the article, one of Arabic surnames."""
    stem = word[2:] if word.startswith("ال") and len(word) > 4 else word
    return bool(arabic_rows(stem, "ar") or (stem == word and given_rows(word, "ar")))


def arabic_mentions(text: str, counts: Counter[str], passage: int = 0) -> list[Mention]:
    """The names of persons and places that one text shows by its own words, in order, not overlapping."""
    words = arabic_words(text)
    found: list[Mention] = []
    at = 0
    while at < len(words):
        begun = _begins(text, words, at, counts)
        if begun is None:
            at += 1
            continue
        first, cut, clues = begun
        last = _last(text, words, first, clues)
        start = words[first].start + cut
        found.append(Mention(passage, "ar", start, words[last].end, text[start : words[last].end], frozenset(clues)))
        at = last + 1
    return found


def _begins(text: str, words: Sequence[ArabicWord], at: int, counts: Counter[str]) -> tuple[int, int, set[str]] | None:
    """Where a name begins at this word or after its title: the word, the letters before it, what shows it."""
    word = words[at].text
    cut = clitic_length(word, counts)
    rest = word[cut:]
    if rest in _OPENERS and _joined(text, words, at) and _may_follow(words[at + 1].text):
        return at, cut, {"kunya"}
    if _FOREIGN.search(rest) and len(rest) >= 5 and not rest.startswith("ال") and not _is_plural(rest):
        return at, cut, {"foreign"}
    strong = (
        len(rest) > 2
        and _is_name(rest)
        and rest not in COMMON_NAMES
        and rest not in ARABIC.starters
        and not rest.startswith("ال")
    )
    if strong and (_joined(text, words, at) and _continues(words[at + 1].text)):
        return at, cut, {"given"}
    if strong and counts[rest] > 1:
        return at, cut, set()
    title = _is_title(word)
    if title or _is_speech(word) or word in ARABIC.places:
        place = _after_title(text, words, at) if title else (at + 1 if _joined(text, words, at) else None)
        if place is not None and _may_begin(text, words, place, title):
            if word in ARABIC.places:
                return place, 0, {"place beside"}
            if not title and not (_is_name(words[place].text) or _foreign_looking(words[place].text)):
                return None
            return place, 0, {"title" if title else "speech"}
    return None


def _is_title(word: str) -> bool:
    return word in ARABIC.titles or (word[:1] in "ولبف" and word[1:] in ARABIC.titles)


def _is_speech(word: str) -> bool:
    return word in ARABIC.speech or (word[:1] in "وف" and word[1:] in ARABIC.speech)


def _joined(text: str, words: Sequence[ArabicWord], at: int) -> bool:
    """Whether nothing but a blank stands between a word and the next one."""
    return at + 1 < len(words) and not text[words[at].end : words[at + 1].start].strip()


def _after_title(text: str, words: Sequence[ArabicWord], at: int) -> int | None:
    """The word after a title, over what belongs to the title: الخارجية السوري, باسم الكرملين."""
    place = at
    for _ in range(5):
        if not _joined(text, words, place):
            return None
        place += 1
        word = words[place].text
        if word in ("باسم", "العام", "العامة", "لشؤون", "لدى") or (word.startswith("ال") and not _known_surname(word)):
            continue
        if word in ARABIC.titles or word in ARABIC.bodies:
            continue
        if word.startswith("ل") and not _is_name(word) and _joined(text, words, place):
            continue
        return place
    return None


def _known_surname(word: str) -> bool:
    return False if word.endswith("ية") else bool(arabic_rows(word[2:], "ar")) and word[2:] not in COMMON_NAMES


def _foreign_looking(word: str) -> bool:
    weak = sum(letter in "اويآ" for letter in word)
    return bool(_FOREIGN.search(word)) or (
        len(word) >= 5 and weak >= 3 and not word.startswith("ال") and word[-1] not in "ةتن"
    )


def _is_plural(word: str) -> bool:
    return word.endswith(("ون", "ات")) and len(word) > 6


def _may_begin(text: str, words: Sequence[ArabicWord], place: int, after_title: bool) -> bool:
    """Whether a name may begin with this word, after a title, a word of places or a verb of speech."""
    word = words[place].text
    if word in ARABIC.starters or word in ARABIC.never or word in ARABIC.titles or len(word) < 3:
        return False
    if word[0] in "وبلف" and (word[1:] in ARABIC.starters or word[1:3] == "ال" or word[1:] in ARABIC.titles):
        return False
    if word.startswith("لل"):
        return False
    if word.startswith("ال"):
        return after_title and _known_surname(word)
    if _is_name(word) or _foreign_looking(word):
        return True
    if not after_title or word.endswith(("ة", "ات", "ين", "ون", "ا", "ها", "هم", "ه")):
        return False
    return _joined(text, words, place) and _continues(words[place + 1].text)


def _may_follow(word: str) -> bool:
    return word not in ARABIC.starters and len(word) > 1


def _continues(word: str) -> bool:
    """Whether a word goes on with a person's name after a given name."""
    if word in _PARTICLES or (_is_name(word) and word not in ARABIC.starters and word not in ARABIC.titles):
        return True
    if word.startswith("ال"):
        return word not in ARABIC.never and (_known_surname(word) or word.endswith("ي"))
    if word.startswith(("بال", "وال", "فال", "كال", "لل", "ولل")):
        return False
    return bool(_FOREIGN.search(word)) or _foreign_looking(word)


def _last(text: str, words: Sequence[ArabicWord], first: int, clues: set[str]) -> int:
    """The last word of a name that begins with this one."""
    last = first
    bound = words[first].text[-3:] in ("أبو", "أبي", "أبا", "عبد") or words[first].text in _OPENERS or "kunya" in clues
    while last - first + 1 < _LONGEST and _joined(text, words, last):
        word = words[last + 1].text
        if bound:
            last, bound = last + 1, word in _OPENERS
            continue
        if "place beside" in clues:
            break
        if word in _MIDDLE or word in _OPENERS:
            last, bound = last + 1, True
            continue
        if not _continues(word) or word in ARABIC.starters or _is_speech(word):
            if "title" in clues and last == first and _free_surname(word):
                last += 1
            break
        last += 1
    return last


def _free_surname(word: str) -> bool:
    """A word after the given name that stands after a title, of which nothing says that it is a common word."""
    if word in ARABIC.starters or word in ARABIC.never or word in ARABIC.titles or _is_speech(word) or len(word) < 3:
        return False
    return not (word[0] in "وبلف" and (word[1:] in ARABIC.starters or word[1:3] == "ال")) and not word.endswith(
        ("ات", "ها")
    )

"""Finds which Arabic words of a corpus stand without clitics, from what stands with and without them, for stems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from aligner.alignment.stems import fold
from aligner.languages.wordlist import words

__all__ = ["whole_words"]

_WORD = re.compile(r"[\u0621-\u065f\u0670-\u06d3]+")
_CLITICS = "وفبلك"
_RARE = 2
# Words whose rest is a word as well, by chance.
_WHOLE = frozenset(words("كان كانت كانوا كانا لقد فقط كلا كلها كله بها به بهم لها له لهم لنا لدي لديه كما بما"))


def whole_words(texts: Iterable[str]) -> list[str]:
    """Folded words without clitics and article, sorted: that take the article, or of which the rest is no word."""
    counts = Counter(fold(word, "ar") for text in texts for word in _WORD.findall(text))
    with_article: Counter[str] = Counter()
    for word, count in counts.items():
        match = re.match("[وف]?(?:[بك]?ال|لل)(?=...)", word)
        if match:
            with_article[word[match.end() :]] += count
    kept: set[str] = set()
    for word, count in sorted(counts.items(), key=lambda entry: (len(entry[0]), entry[0])):
        if len(word) < 2 or re.match("[وف]?(?:[بك]?ال|لل)(?=...)", word):
            continue
        often = count > (25 if word[0] == "و" else 4) * _without(word, counts, with_article, kept)
        if word[0] not in _CLITICS or with_article[word] or word in _WHOLE or often:
            kept.add(word)
    return sorted(word for word in kept if counts[word] + with_article[word] >= _RARE or word[0] not in _CLITICS)


def _without(word: str, counts: Counter[str], with_article: Counter[str], kept: set[str]) -> float:
    """How often the word stands without its first letter, or with another clitic instead of it."""
    rest = word[1:]
    if len(rest) < 2:
        return 0
    heard = counts[rest] + with_article[rest]
    if rest[0] in "بلك" and rest[1:] in kept:
        heard += counts[rest[1:]]
    others = sum(counts[clitic + rest] for clitic in _CLITICS if clitic != word[0])
    return heard + 0.5 * others + (0.3 if word[0] == "و" else 0)

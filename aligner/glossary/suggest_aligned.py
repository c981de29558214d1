"""What a name is called in the other language, found in aligned text: by its sound, or by always standing there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aligner.glossary.suggest_arabic import ArabicWord, arabic_words
from aligner.glossary.suggest_groups import Found
from aligner.glossary.suggest_runs import Mention
from aligner.glossary.suggest_words import ARABIC
from aligner.languages.transliteration_keys import similarity, sounds

__all__ = ["Link", "in_arabic", "links"]

_NEAR = 0.72  # names of four sounds and more
_NEAR_SHORT = 0.86
_OFTEN = 0.15  # share of its mentions in which a name must find the other by sound; less is chance
_TOGETHER = 0.6  # share of passages that two names that do not sound alike have in common


@dataclass(frozen=True)
class Link:
    """Two names of two languages that stand for each other."""

    source: int  # index of the name in its list
    target: int
    count: int  # passages in which they were found together
    by_sound: bool


def _near_enough(text: str, language: str) -> float:
    return _NEAR if len(sounds(text, language)) >= 5 else _NEAR_SHORT


@lru_cache(maxsize=1 << 16)
def _weight(text: str, language: str) -> int:
    """How many consonants a name has that every script writes: names far apart in it are not compared."""
    return sum(sound not in "aiuAhyw" for sound in sounds(text, language))


def in_arabic(mention: Mention, arabic: str, passage: int) -> Mention | None:
    """Where an Arabic text has the name that English or Russian has by this mention; None where nothing is near.

    Clitics are left out: لبوغدانوف gives بوغدانوف, للشرع as it stands.
    """
    least = _near_enough(mention.text, mention.language)
    best: tuple[float, int, int] | None = None
    words, weight = _words(arabic), _weight(mention.text, mention.language)
    longest = len(mention.text.replace("-", " ").split()) + 2
    for first in range(len(words)):
        for last in range(first, min(len(words), first + longest)):
            if last > first and arabic[words[last - 1].end : words[last].start].strip():
                break
            if not _could_be(words, first, last):
                continue
            for start, text in _starts(words, first, last, arabic):
                if abs(_weight(text, "ar") - weight) > 1.5 + 0.3 * weight:
                    continue
                score = similarity(mention.text, mention.language, text, "ar") - 0.03 * (start != words[first].start)
                if score >= least and (best is None or score > best[0] + 1e-6):
                    best = (score, start, words[last].end)
    if best is None:
        return None
    _, start, end = best
    origin = (mention.language, mention.passage, mention.start)
    return Mention(passage, "ar", start, end, arabic[start:end], mention.clues | {"aligned"}, origin)


@lru_cache(maxsize=256)
def _words(text: str) -> list[ArabicWord]:
    return arabic_words(text)


def _could_be(words: Sequence[ArabicWord], first: int, last: int) -> bool:
    if words[last].text in ARABIC.starters or words[last].text in ("أبو", "بن", "عبد"):
        return False
    return not (words[first].text in ARABIC.starters and last > first)


_CLITICS = ("وبال", "وال", "بال", "كال", "فال", "وب", "ول", "فل", "فب", "وك", "و", "ف", "ب", "ل", "ك")


def _starts(words: Sequence[ArabicWord], first: int, last: int, text: str) -> Iterator[tuple[int, str]]:
    """The run from where it begins, and from behind each clitic that its first word may have."""
    word, end = words[first], words[last].end
    yield word.start, text[word.start : end]
    if word.end - word.start != len(word.text):
        return  # with vowel marks: offsets would not fit
    for clitic in _CLITICS:
        if word.text.startswith(clitic) and len(word.text) - len(clitic) >= 2:
            start = word.start + (len(clitic) - 2 if clitic.endswith("ال") else len(clitic))
            yield start, text[start:end]


def links(sources: Sequence[Found], targets: Sequence[Found]) -> list[Link]:
    """Which names of one language are which of another: first those that sound alike in the same passages, then those
    that always stand together and are left over. Each name has one partner at most.
    """
    by_sound = _by_sound(sources, targets)
    taken_s, taken_t = set[int](), set[int]()
    found: list[Link] = []
    for (s, t), count in sorted(by_sound.items(), key=lambda item: (-item[1], item[0])):
        seldom = count < _OFTEN * len(sources[s].mentions)
        if s not in taken_s and t not in taken_t and not seldom:
            found.append(Link(s, t, count, True))
            taken_s.add(s)
            taken_t.add(t)
    for s, t, count in _together(sources, targets, taken_s, taken_t):
        if s not in taken_s and t not in taken_t:
            found.append(Link(s, t, count, False))
            taken_s.add(s)
            taken_t.add(t)
    return found


def _by_sound(sources: Sequence[Found], targets: Sequence[Found]) -> Counter[tuple[int, int]]:
    places: dict[int, list[tuple[int, Mention]]] = {}
    for t, found in enumerate(targets):
        for mention in found.mentions:
            places.setdefault(mention.passage, []).append((t, mention))
    votes: Counter[tuple[int, int]] = Counter()
    for s, found in enumerate(sources):
        for mention in found.mentions:
            best: tuple[float, int] | None = None
            for t, other in places.get(mention.passage, ()):
                score = similarity(mention.text, mention.language, other.text, other.language)
                if score >= _near_enough(mention.text, mention.language) and (best is None or score > best[0]):
                    best = (score, t)
            if best is not None:
                votes[s, best[1]] += 1
    return votes


def _together(
    sources: Sequence[Found], targets: Sequence[Found], taken_s: Iterable[int], taken_t: Iterable[int]
) -> list[tuple[int, int, int]]:
    """Pairs that are left over and share most of their passages, the surest first."""
    done_s, done_t = set(taken_s), set(taken_t)
    passages_t = {t: _passages(found) for t, found in enumerate(targets) if t not in done_t}
    pairs = []
    for s, found in enumerate(sources):
        if s in done_s:
            continue
        mine = _passages(found)
        for t, theirs in passages_t.items():
            common = len(mine & theirs)
            share = 2 * common / (len(mine) + len(theirs))
            if common and share >= _TOGETHER:
                alike = found.kind == targets[t].kind
                pairs.append((share + 0.15 * alike + 0.05 * min(common, 6), s, t, common))
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    return [(s, t, common) for _, s, t, common in pairs]


def _passages(found: Found) -> set[int]:
    return {mention.passage for mention in found.mentions}

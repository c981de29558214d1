"""Arabic names that sound otherwise than in the other language: found by always standing where the other name does.

United Nations is الأمم المتحدة, Damascus is دمشق: no sound tells, but the words that stand in the same passages and in
hardly any other do (the Dice coefficient, as in Smadja, McKeown and Hatzivassiloglou, 1996).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from aligner.glossary.suggest_arabic import ArabicWord, arabic_words
from aligner.glossary.suggest_groups import Found
from aligner.glossary.suggest_runs import Mention
from aligner.glossary.suggest_words import ARABIC

__all__ = ["in_company"]

_LEAST = 3  # passages; two are chance
_DICE = 0.75
_LONGEST = 4  # words
_HEARD = 0.2  # share of the mentions that something in Arabic may sound like all the same


def in_company(names: Iterable[Found], texts: Mapping[int, str], found: Sequence[Mention]) -> list[Mention]:
    """Arabic mentions of the names that `found` does not have already, by the company they keep.

    `texts` are the Arabic texts of the passages by number.
    """
    sounded = {mention.origin for mention in found if mention.origin is not None}
    wanted: list[tuple[Found, frozenset[int]]] = []
    for name in names:
        passages = frozenset(mention.passage for mention in name.mentions if mention.passage in texts)
        heard = sum((one.language, one.passage, one.start) in sounded for one in name.mentions)
        if len(passages) >= _LEAST and heard <= _HEARD * len(name.mentions):
            wanted.append((name, passages))
    if not wanted:
        return []
    candidates = [_common(passages, texts) for _, passages in wanted]
    everywhere = _frequencies(texts, frozenset(key for one in candidates for key in one))
    mentions: list[Mention] = []
    for (name, passages), counts in zip(wanted, candidates, strict=True):
        key = _best(counts, everywhere, len(passages))
        if key is not None:
            mentions += _mentions(key, passages, texts, name)
    return mentions


_Key = tuple[str, ...]


def _common(passages: Iterable[int], texts: Mapping[int, str]) -> Counter[_Key]:
    """The runs of words that several of these passages have."""
    counts: Counter[_Key] = Counter()
    for n in passages:
        counts.update({key for key, _, _ in _runs(texts[n])})
    return Counter({key: count for key, count in counts.items() if count >= _LEAST})


def _frequencies(texts: Mapping[int, str], keys: frozenset[_Key]) -> Counter[_Key]:
    """How many passages have each of these runs."""
    counts: Counter[_Key] = Counter()
    for text in texts.values():
        counts.update({key for key, _, _ in _runs(text) if key in keys})
    return counts


def _best(counts: Counter[_Key], everywhere: Counter[_Key], passages: int) -> _Key | None:
    """The run that keeps the name's company best; the longest of equal ones; None where two others do as well."""
    scored = sorted(
        ((2 * count / (passages + everywhere[key]), len(key), key) for key, count in counts.items()), reverse=True
    )
    if not scored or scored[0][0] < _DICE:
        return None
    top, _, key = scored[0]
    rivals = [other for score, _, other in scored[1:] if score > top - 0.05 and not _within(other, key)]
    return key if not rivals else None


def _within(part: _Key, whole: _Key) -> bool:
    return any(whole[n : n + len(part)] == part for n in range(len(whole) - len(part) + 1))


def _mentions(key: _Key, passages: Iterable[int], texts: Mapping[int, str], name: Found) -> Iterator[Mention]:
    clues = frozenset(clue for mention in name.mentions for clue in mention.clues if clue in _KIND_CLUES)
    for n in sorted(passages):
        for other, start, end in _runs(texts[n]):
            if other == key:
                yield Mention(n, "ar", start, end, texts[n][start:end], clues | {"aligned"})
                break


_KIND_CLUES = frozenset({"title", "body", "place", "place beside", "acronym", "in", "the"})


def _runs(text: str) -> Iterator[tuple[_Key, int, int]]:
    """The runs of one to four words that may be a name, without clitics before them: what they are, start and end."""
    words = arabic_words(text)
    for first, word in enumerate(words):
        for start, opening in _openings(word):
            if opening in ARABIC.starters or len(opening) < 3:
                continue
            key: _Key = (opening,)
            for last in range(first, min(len(words), first + _LONGEST)):
                if last > first:
                    if text[words[last - 1].end : words[last].start].strip():
                        break
                    key = (*key, words[last].text)
                if words[last].text not in ARABIC.starters:
                    yield key, start, words[last].end


def _openings(word: ArabicWord) -> Iterator[tuple[int, str]]:
    """A word as it stands, and without و ف ب ل ك before it; للأمم as الأمم."""
    text = word.text
    if word.end - word.start != len(text):
        yield word.start, text
        return
    if text.startswith("لل") and len(text) > 4:
        yield word.start, "ا" + text[1:]
        return
    yield word.start, text
    if len(text) > 4 and text[0] in "وفبلك":
        rest = text[1:]
        yield word.start + 1, rest
        if rest.startswith("لل"):
            yield word.start + 1, "ا" + rest[1:]
        elif rest[0] in "بلك" and text[0] in "وف" and len(rest) > 4:
            yield word.start + 2, rest[1:]

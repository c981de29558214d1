"""Finds the place of a name that an engine got wrong: spelt otherwise, left in Latin letters, declined or not.

Names are compared by their sounds (`languages.transliteration`), in whatever script they stand. In Russian and English
only capitalised words are thought of. Arabic has no capitals and shorter words, so there a word must be no part of the
translation with a stand-in (a common word would be), or be very near.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from aligner import languages
from aligner.glossary.derived import derived
from aligner.glossary.forms import Term
from aligner.glossary.paradigms import table_of
from aligner.glossary.wording import begins_sentence, choices
from aligner.languages.names import Form
from aligner.languages.transliteration import similarity

__all__ = ["Located", "locate", "tags_by_ending", "whole_words"]

_LAST_WORD = re.compile(r"([^\W\d_]+(?:['’ʼʿ\-‑][^\W\d_]+)*)[ \u00a0]$")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼʿ\-‑][^\W\d_]+)*")
_NEAR = 0.8
_NEAR_AT_START = 0.86  # any word has a capital at the beginning of a sentence
_NEAR_ARABIC = 0.92
_NEAR_ARABIC_FRESH = 0.78  # and the word does not come out where another name stands in
_LIKE_GIVEN = 0.6  # a word before a surname that sounds like this much of the given name is meant to be it
_MARGIN = 0.06  # the next best place must be this much worse
_SHORTEST = 3  # sounds; shorter names are like too many words


@dataclass(frozen=True, slots=True)
class Located:
    """A stretch of a translation that is a name spelt wrongly."""

    start: int
    end: int
    similarity: float


def whole_words(text: str, language: str) -> frozenset[str]:
    """The words of a text in plain letters."""
    return frozenset(languages.get(language).normal_form(word).text for word in _WORD.findall(text))


def locate(
    text: str,
    term: Term,
    source: str,
    source_language: str,
    *,
    taken: Sequence[tuple[int, int]] = (),
    common: Collection[str] | None = None,
) -> Located | None:
    """Where in a translation the name `term` stands in other letters; None where no place is clearly the one.

    `source` is the name as the source has it, for letters that were copied. `taken` are stretches that belong to other
    names. `common` are the plain words of a translation of the same sentence with another name in its place.
    """
    found = sorted(
        _places(text, term, source, source_language, taken, common), key=lambda place: (-place.similarity, place.start)
    )
    if not found:
        return None
    best = found[0]
    for other in found[1:]:
        apart = other.end <= best.start or best.end <= other.start
        if apart and other.similarity > best.similarity - _MARGIN:
            return None
    return _with_given(text, best, term, taken)


def _with_given(text: str, place: Located, term: Term, taken: Sequence[tuple[int, int]]) -> Located:
    """With a word before a lone surname that sounds like the given name: the whole name takes the place of both."""
    words = term.text.split()
    if term.facts.kind != "person" or len(text[place.start : place.end].split()) >= len(words):
        return place
    before = _LAST_WORD.search(text[: place.start])
    if before is None or any(start < place.start and before.start(1) < end for start, end in taken):
        return place
    return replace(place, start=before.start(1)) if _alike(before[1], words[0], term.language) >= _LIKE_GIVEN else place


def _places(
    text: str,
    term: Term,
    source: str,
    source_language: str,
    taken: Sequence[tuple[int, int]],
    common: Collection[str] | None,
) -> Iterator[Located]:
    words = [m for m in _WORD.finditer(text) if all(m.end() <= start or end <= m.start() for start, end in taken)]
    adjectives = derived(text, term)  # renderings of other words of the source
    wanted = list(_wanted(term, source, source_language))
    for first, word in enumerate(words):
        for last in range(first, min(len(words), first + len(term.text.split()) + 1)):
            if last > first and text[words[last - 1].end() : words[last].start()].strip():
                break  # something stands between
            if last > first and _script(words[last][0]) != _script(words[first][0]):
                break  # إلى Bogdanov: what was copied is the name, the word before it is not
            if any(start < words[last].end() and word.start() < end for start, end in adjectives):
                break
            stretch = text[word.start() : words[last].end()]
            least = _least(text, word.start(), words[first : last + 1], term.language, common)
            if least is None:
                continue
            alike = max(_alike(stretch, name, language) - less for name, language, less in wanted)
            if alike >= least:
                yield Located(word.start(), words[last].end(), alike)


@lru_cache(maxsize=16384)
def _script(word: str) -> str:
    return max(languages.script_share(word).items(), key=lambda pair: pair[1])[0]


def _wanted(term: Term, source: str, source_language: str) -> Iterator[tuple[str, str, float]]:
    """What the place may sound like: the name, its surname alone, and the name as the source has it."""
    yield term.text, term.language, 0.0
    yield source, source_language, 0.0
    if term.facts.kind == "place" and " " in term.text:
        yield term.text.split()[-1], term.language, 0.04  # مدينة تدمر, written as تدمر
    if term.facts.kind == "person":
        for name, language in ((term.text, term.language), (source, source_language)):
            for part in languages.get(language).naming.parts(name):
                if part.role == "surname":
                    yield part.text, language, 0.04  # the whole name is better


def _least(
    text: str, start: int, words: Sequence[re.Match[str]], language: str, common: Collection[str] | None
) -> float | None:
    """How near these words must come to be the name; None where they cannot be one."""
    copied = language != "en" and all(languages.script_share(word[0])["Latin"] == 1.0 for word in words)
    if copied:
        return _NEAR
    plain = [languages.get(language).normal_form(word[0]).text for word in words]
    fresh = common is not None and not any(word in common for word in plain)
    if common is not None and all(word in common for word in plain):
        return None
    if language == "ar":
        return _NEAR_ARABIC_FRESH if fresh else _NEAR_ARABIC
    ends_capital = words[-1][0][:1].isupper() or any(ch.isupper() for ch in words[-1][0])
    if not ends_capital or not any(ch.isupper() for ch in words[0][0]):
        return None
    return _NEAR_AT_START if len(words) == 1 and begins_sentence(text, start) and not fresh else _NEAR


@lru_cache(maxsize=65536)
def _alike(stretch: str, name: str, language: str) -> float:
    other = {"Latin": "en", "Arabic": "ar", "Cyrillic": "ru"}[_script(stretch)]
    if len([ch for ch in name if ch.isalpha()]) < _SHORTEST:
        return 0.0
    return similarity(stretch, other, name, language)


def tags_by_ending(term: Term, wrong: str) -> tuple[Form, ...]:
    """The forms of a name that a wrong spelling of it may stand for, told by its own ending or clitics.

    All of its forms where the ending does not tell, the most usual first.
    """
    language = term.language
    everything = choices(term, [form.tag for form in table_of(term)], language)
    if languages.script_share(wrong)[languages.get(language).script] < 0.5:
        fitting: tuple[str, ...] = ()  # copied from the source
    elif language == "ru":
        fitting = _russian(term, wrong)
    elif language == "ar":
        fitting = _arabic(term, wrong)
    else:
        possessive = re.search(r"['’]s?$", wrong) is not None
        fitting = ("poss",) if possessive else ("",)
    chosen = choices(term, fitting, language)
    if not chosen:
        plain = languages.get(language).naming.tags[:6] if language == "ru" else [""]
        chosen = choices(term, plain, language)
    return chosen or everything[:1]


# Endings of Russian names in the singular and the cases they may be, the longest first: masculine names in a consonant,
# adjectives, names in -а and -я. Of each name only the endings that its own paradigm has are asked first.
_ENDINGS = (
    ("ого", ("gen", "acc")), ("его", ("gen", "acc")), ("ому", ("dat",)), ("ему", ("dat",)),
    ("ами", ("ins",)), ("ями", ("ins",)), ("ах", ("loc",)), ("ях", ("loc",)),
    ("ым", ("ins",)), ("им", ("ins",)), ("ом", ("ins",)), ("ем", ("ins",)),
    ("ой", ("ins",)), ("ей", ("ins",)), ("ую", ("acc",)), ("ии", ("gen", "dat", "loc")),
    ("у", ("dat", "acc")), ("ю", ("dat", "acc")), ("ы", ("gen",)), ("е", ("loc", "dat")),
    ("а", ("gen", "acc", "nom")), ("я", ("gen", "acc", "nom")),
)  # fmt: skip


def _russian(term: Term, wrong: str) -> tuple[str, ...]:
    ending = languages.get("ru").normal_form(wrong).text
    own = _own_endings(term)
    for suffix, tags in own:
        if suffix and ending.endswith(suffix):
            return tags
    for suffix, cases in _ENDINGS:
        if ending.endswith(suffix):
            if suffix in ("а", "я") and any(own_suffix in ("а", "я") for own_suffix, tags in own if "nom" in tags):
                return ("nom",)
            return cases
    return ("nom",) if ending[-1:] not in "ийоэё" else ()


@lru_cache(maxsize=4096)
def _own_endings(term: Term) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The endings of the last word that declines, the longest first, each with its cases."""
    plain = languages.get("ru").normal_form
    forms = {
        tag: plain(form.text).text.split() for tag in languages.get("ru").naming.tags[:6] if (form := term.form(tag))
    }
    if len({len(words) for words in forms.values()}) != 1:
        return ()
    for place in reversed(range(len(next(iter(forms.values()))))):
        column = {tag: words[place] for tag, words in forms.items()}
        if len(set(column.values())) > 1:
            if place != len(next(iter(forms.values()))) - 1:
                return ()  # the last word is the same in all cases: its ending tells nothing
            common = _common_prefix(list(column.values()))
            found: dict[str, list[str]] = {}
            for tag, word in column.items():
                found.setdefault(word[common:], []).append(tag)
            return tuple(sorted(((s, tuple(t)) for s, t in found.items()), key=lambda pair: -len(pair[0])))
    return ()


def _common_prefix(words: Sequence[str]) -> int:
    size = min(map(len, words))
    return next((i for i in range(size) if len({word[i] for word in words}) > 1), size)


# Clitics and the article as they are written before a name, right and wrong (لالبنك), and the tag of the clitics.
_PREFIXES = tuple(
    sorted(
        (
            (link + written, link + clitic)
            for link in ("", "و", "ف")
            for clitic, writings in (
                ("", ("", "ال")),
                ("ب", ("ب", "بال")),
                ("ك", ("ك", "كال")),
                ("ل", ("ل", "لل", "لال", "للال")),
            )
            for written in writings
        ),
        key=lambda pair: -len(pair[0]),
    )
)


def _arabic(term: Term, wrong: str) -> tuple[str, ...]:
    """The clitics with which the name is most like the wrong one, where that is clear."""
    plain = languages.get("ar").normal_form
    given, own = plain(wrong).text, plain(term.text).text.removeprefix("ال")
    for written, tag in _PREFIXES:
        bare = given.removeprefix(written)
        if given.startswith(written) and bare[:1] == own[:1] and similarity(bare, "ar", own, "ar") >= 0.75:
            return (tag,)
    return ("",)

"""Names that show themselves by capital letters: runs of capitalised words in English and Russian sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligner.glossary.suggest_clues import clues_around
from aligner.glossary.suggest_lexicon import (
    is_adjective,
    is_common,
    is_given,
    is_place,
    is_thing,
    may_be_genitive_place,
)
from aligner.glossary.suggest_phrases import begins_common, heads_phrase, phrase_end
from aligner.glossary.suggest_tokens import Seen, Token, seen_words, stem_of, tokens_of
from aligner.glossary.suggest_words import ENGLISH, RUSSIAN, Cues

__all__ = ["Mention", "capital_runs", "seen_words"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text where something that looks like a name stands."""

    passage: int  # which of the passages
    language: str
    start: int
    end: int
    text: str  # as it stands there, without possessive or clitics
    clues: frozenset[str] = frozenset()  # "title", "speech", "body", "place", "acronym", "start", "given", "aligned"
    origin: tuple[str, int, int] | None = None  # language, passage and start of the mention that it was found by


def capital_runs(text: str, language: str, seen: Seen, passage: int = 0) -> list[Mention]:
    """The runs of capitalised words that are likely to be names, in order, with what speaks for their kind."""
    cues = RUSSIAN if language == "ru" else ENGLISH
    tokens = tokens_of(text, language)
    if _is_headline(tokens):
        tokens = [token for token in tokens if not token.capital or seen.capital[stem_of(token.plain, language)] > 1]
    found: list[Mention] = []
    for first, last in _runs(text, tokens, cues):
        found += _settled(text, tokens, first, last, language, cues, seen, passage)
    return found


_SMALL_IN_HEADLINES = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "nor",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "with",
        "from",
        "as",
        "over",
        "into",
        "after",
        "amid",
        "against",
        "vs",
        "via",
        "is",
        "be",
    ]
)


def _is_headline(tokens: Sequence[Token]) -> bool:
    """Whether every word that can has a capital, as in English headlines: then it tells nothing."""
    capitals = sum(token.capital for token in tokens)
    return capitals >= 4 and all(token.capital or token.plain in _SMALL_IN_HEADLINES for token in tokens)


def _runs(text: str, tokens: Sequence[Token], cues: Cues) -> Iterator[tuple[int, int]]:
    """First and last token of each run; small words inside names count where a capital follows."""
    at = 0
    while at < len(tokens):
        if not tokens[at].capital:
            at += 1
            continue
        last = at
        while True:
            step = _next_in_run(text, tokens, last, cues)
            if step is None:
                break
            last = step
        yield at, last
        at = last + 1


def _next_in_run(text: str, tokens: Sequence[Token], last: int, cues: Cues) -> int | None:
    """The next capitalised token of the same run, or None."""
    place = last + 1
    while place < len(tokens) and text[tokens[place - 1].end : tokens[place].start] in (" ", "\u00a0", "-", "‑", "–"):
        token = tokens[place]
        if token.capital:
            return place
        joins = token.plain in cues.inside or (
            cues is ENGLISH and token.plain in _OF and tokens[last].plain in _TAKES_OF
        )
        if not joins or place - last > 2:
            return None
        place += 1
    return None


_OF = frozenset({"of", "for", "the"})
_TAKES_OF = (
    ENGLISH.bodies | ENGLISH.places | frozenset({"republic", "kingdom", "emirates", "states", "nations", "prohibition"})
)


def _settled(
    text: str, tokens: Sequence[Token], first: int, last: int, language: str, cues: Cues, seen: Seen, passage: int
) -> Iterator[Mention]:
    """The names in one run: what is no name is taken off its beginning, titles and acronyms cut it."""
    quoted = text[tokens[last].end : tokens[last].end + 1] in _CLOSING and text[: tokens[first].start][-1:] in _QUOTES
    pieces = list(_cut(tokens, first, last, cues, language, quoted=quoted))
    taken = -1  # the last token of the name before
    for number, (begin, end, clues) in enumerate(pieces):
        begin, clues = _without_start(text, tokens, begin, end, language, cues, seen, clues)
        while begin <= end and _is_never(tokens[begin], tokens, begin, end, cues, language):
            begin += 1
        while end > begin and (tokens[end].plain in cues.inside or not tokens[end].capital):
            end -= 1
        if begin <= taken or begin > end or (not tokens[begin].capital and tokens[begin].plain not in cues.inside):
            continue
        if language == "ru":
            whole = phrase_end(text, tokens, begin, end)
            if whole == end and begin == end and is_adjective(tokens[end].plain) and tokens[end].text[1:].islower():
                continue
            end = whole
        name = text[tokens[begin].start : tokens[end].end]
        if len(name) < 2 or (len(name) == 2 and not name.isupper()):
            continue
        taken = end
        more = clues_around(tokens, begin, end, cues, text)
        if number and "title" in clues:
            more |= {"title"}
        yield Mention(passage, language, tokens[begin].start, tokens[end].end, name, frozenset(clues | more))


_QUOTES = ("«", "“", "„", '"')
_CLOSING = ("»", "”", "“", '"')


def _cut(
    tokens: Sequence[Token], first: int, last: int, cues: Cues, language: str, *, quoted: bool
) -> Iterator[tuple[int, int, set[str]]]:
    """The stretches of a run between titles, acronyms and (in Russian) places that stand before persons."""
    begin, clues = first, set[str]()
    place = first
    if quoted:
        yield first, last, clues
        return
    while place <= last:
        token = tokens[place]
        if token.plain in cues.titles and not (
            place == last and place > begin and tokens[place - 1].plain in cues.bodies
        ):
            head = place
            while head > begin and tokens[head - 1].plain in cues.attributes:
                head -= 1
            if head > begin:
                yield begin, head - 1, clues
            clues = {"title"}
            begin = place + 1
        elif place > begin and _ends_before(tokens, begin, place, language):
            yield begin, place - 1, clues
            begin, clues = place, set()
        place += 1
    if begin <= last:
        yield begin, last, clues


def _ends_before(tokens: Sequence[Token], begin: int, place: int, language: str) -> bool:
    """Whether one name ends and another begins before this token."""
    before, here = tokens[place - 1], tokens[place]
    if before.text.isupper() and len(before.text) > 1 and here.text[1:2].islower() and place - begin == 1:
        return len(before.text) <= 6 and language == "ru"
    if language != "ru" or not here.capital:
        return False
    if here.text.isupper() and len(here.text) > 1:
        return True
    if place - begin == 1 and is_place(before.text) and not is_place(here.text) and may_be_genitive_place(before.text):
        return True
    if (
        here.plain in _PARTICLES
        or not is_given(here, "ru")
        or is_given(before, "ru")
        or before.plain in RUSSIAN.inside | _PARTICLES
    ):
        return False
    return before.capital and (is_thing(before.text) or bool(_OBLIQUE.search(before.plain)))


_PARTICLES = frozenset(
    ["умм", "ум", "абу", "бу", "абд", "абдель", "абдул", "umm", "um", "abu", "abou", "bu", "abd", "abdel", "abdul"]
)
_TRADE = re.compile(r"(?:ian|er|or|ist|ant|ent|ed|man|ee|ive|ure|old)$|-")  # Statistician, Fifteen-year-old
_OBLIQUE = re.compile(r"(?:[ыие]|ой|ом|ым)$")


def _without_start(
    text: str, tokens: Sequence[Token], begin: int, end: int, language: str, cues: Cues, seen: Seen, clues: set[str]
) -> tuple[int, set[str]]:
    """Where a run begins without the first word of a sentence, if that has its capital from there."""
    token = tokens[begin]
    if not token.opening and not (begin and token.plain in cues.starters):
        return begin, clues
    if token.plain in cues.starters or token.plain in cues.titles:
        return begin + 1, clues | ({"title"} if token.plain in cues.titles else set())
    if token.text.isupper() and len(token.text) > 1:
        return begin, clues
    if language == "ru" and heads_phrase(text, tokens, begin, cues):
        return begin, clues | {"start"}
    if language == "ru" and begins_common(text, tokens, begin):
        return begin + 1, clues
    if seen.capital[stem_of(token.plain, language)]:
        return begin, clues
    if begin < end and is_given(tokens[begin + 1], language):
        named = is_given(token, language) or token.plain in cues.inside or token.plain in _PARTICLES
        if not named and (is_common(token.text, language) or _TRADE.search(token.plain)):
            return begin + 1, clues
        return begin, clues | {"start"}
    if seen.small[token.plain] or is_common(token.text, language):
        return begin + 1, clues
    if begin == end and language == "en" and token.plain.isascii() and not _acts(text, tokens, begin, cues):
        return begin + 1, clues  # nothing but the beginning of a sentence gives it its capital
    return begin, clues | {"start"}


def _acts(text: str, tokens: Sequence[Token], place: int, cues: Cues) -> bool:
    """Whether the word owns or says something, as names do: "Roscosmos said", "Egypt's"."""
    token = tokens[place]
    if text[token.end : token.end + 2] in ("'s", "’s"):
        return True
    follows = tokens[place + 1].plain if place + 1 < len(tokens) else ""
    return follows in cues.speech and not token.plain.endswith(("s", "ed"))


def _is_never(token: Token, tokens: Sequence[Token], begin: int, end: int, cues: Cues, language: str) -> bool:
    """Whether a word that begins a run is no part of a name: a people, a month; but the Syrian Arab Army is one."""
    if language == "ru":
        return token.plain in cues.never
    if any(part in cues.never or part.rstrip("s") in cues.never for part in (token.plain, token.plain.split("-")[0])):
        rest = tokens[begin + 1 : end + 1]
        return not (rest and rest[0].plain in cues.bodies | cues.places)
    return token.plain in cues.starters and begin < end and token.plain in ("the", "a", "an")

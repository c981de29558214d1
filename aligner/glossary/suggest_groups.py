"""Mentions of one name brought together: its forms, its spellings, the surname alone."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from aligner import languages
from aligner.glossary.suggest_base import dictionary_form
from aligner.glossary.suggest_cases import asked_cases
from aligner.glossary.suggest_kinds import guess_kind
from aligner.glossary.suggest_runs import Mention
from aligner.languages.russian_paradigm_dictionary import readings
from aligner.languages.transliteration_keys import sounds
from aligner.languages.transliteration_parts import arabic_rows, given_rows

__all__ = ["Found", "group", "refined"]


@dataclass
class Found:
    """One name in one language, with all places where it stands."""

    language: str
    name: str  # the dictionary form
    seen: bool  # whether a text has it in that form
    kind: str
    reason: str
    mentions: list[Mention] = field(default_factory=list)
    shortened: list[Mention] = field(default_factory=list)  # those of them that are the surname or given name alone

    @property
    def whole(self) -> list[Mention]:
        """The mentions of the whole name."""
        short = set(map(id, self.shortened))
        return [mention for mention in self.mentions if id(mention) not in short]


_ARTICLE = re.compile(
    r"^(?:(?:al|el|as|ash|ad|an|ar|at|az|adh|ath|es|esh|ed|en|er|et|ez)[-'’]|(?:[аэ]ль|[аэ][сшднртз])[-‑])(?=\w)"
)
_RUSSIAN = re.compile(
    r"(?<=[^\W\d_]{2})(?:ого|его|ому|ему|ами|ями|ыми|ими|ией|ием|ии|ию|ия|ий|[аяуюеыиоьй]|ом|ем|ём|ой|ей|ам|ям|ах|ях|ым|"
    r"им|ую|юю|ая|яя|ый|ью|ые|ие|ое|ее)$"
)


def _word_key(word: str, language: str) -> str:
    if language == "ar":
        plain = languages.get("ar").normal_form(word).text
        if plain.startswith("لل") and len(plain) > 4:
            plain = "ا" + plain[1:]
        return {"ابي": "ابو", "ابا": "ابو"}.get(plain, plain.removeprefix("ال") if len(plain) > 4 else plain)
    if language == "ru":
        plain = _ARTICLE.sub("", word.casefold())
        return _RUSSIAN.sub("", plain.replace("ё", "е")) if not word.isupper() else plain
    letters = unicodedata.normalize("NFKD", _ARTICLE.sub("", word.casefold().replace("’", "'")))
    return "".join(ch for ch in letters if not unicodedata.combining(ch) and ch != "'")


def key_of(text: str, language: str) -> tuple[str, ...]:
    """What all forms and clitics of a name have in common, word by word."""
    return tuple(key for word in re.split(r"[\s]+", text) if (key := _word_key(word, language)))


def group(mentions: Iterable[Mention], language: str, texts: Sequence[str]) -> list[Found]:
    """The names of which these are the mentions, each once; the longest full form gathers its shorter ones."""
    by_key: dict[tuple[str, ...], list[Mention]] = {}
    for mention in mentions:
        by_key.setdefault(key_of(mention.text, language), []).append(mention)
    by_key.pop((), None)
    _join_spellings(by_key, language)
    owners = _owners(by_key, language)
    found: dict[tuple[str, ...], Found] = {}
    for key in sorted(by_key, key=len, reverse=True):
        if key in owners:
            continue
        short = [mention for other, owner in owners.items() if owner == key for mention in by_key[other]]
        found[key] = _found(by_key[key], short, language, texts)
    return list(found.values())


def _found(whole: list[Mention], short: list[Mention], language: str, texts: Sequence[str]) -> Found:
    surfaces = Counter(mention.text for mention in whole)
    commonest = surfaces.most_common(1)[0][0]
    kind, _ = guess_kind([*whole, *short], commonest, language, shortened=bool(short))
    name, seen = dictionary_form(
        surfaces, language, kind, asked_cases(whole, texts, kind) if language == "ru" else None
    )
    kind, reason = guess_kind([*whole, *short], name, language, shortened=bool(short))
    every = sorted([*whole, *short], key=lambda mention: (mention.passage, mention.start))
    return Found(language, name, seen, kind, reason, every, short)


def refined(found: Found, other: Found, texts: Sequence[str]) -> Found:
    """A Russian name with the dictionary form that sounds most like what it is called in another language."""
    if found.language != "ru":
        return found
    whole = found.whole
    surfaces = Counter(mention.text for mention in whole)
    asked = asked_cases(whole, texts, other.kind)
    name, seen = dictionary_form(surfaces, "ru", other.kind, asked, (other.name, other.language))
    return replace(found, name=name, seen=seen)


def _join_spellings(by_key: dict[tuple[str, ...], list[Mention]], language: str) -> None:
    """Spellings that sound alike are one name: Sharaa and Shara, Sergei and Sergey."""
    first: dict[tuple[str, ...], tuple[str, ...]] = {}
    for key in sorted(by_key, key=lambda one: -len(by_key[one])):
        heard = tuple(sounds(word, language) for word in key)
        if sum(map(len, heard)) < 4 or any(mention.text.isupper() for mention in by_key[key]):
            continue
        known = first.setdefault(heard, key)
        if known != key:
            by_key[known] += by_key.pop(key)


def _owners(by_key: dict[tuple[str, ...], list[Mention]], language: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """For a key that is the end (or the beginning) of a person's longer one, which it is: that of the longer name."""
    persons = {key: _is_person(mentions, language) for key, mentions in by_key.items()}
    parts: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for key, mentions in by_key.items():
        if len(key) < 2 or _is_phrase(mentions):
            continue
        for place in range(1, len(key)):
            parts.setdefault(key[place:], []).append(key)
        if persons[key]:
            parts.setdefault(key[:1], []).append(key)
            if len(key) > 2:
                parts.setdefault(key[:-1], []).append(key)
    owners: dict[tuple[str, ...], tuple[str, ...]] = {}
    for key, mentions in by_key.items():
        longer = [other for other in parts.get(key, ()) if _may_own(by_key[other], persons[other], mentions)]
        if longer:
            ending = [other for other in longer if other[-len(key) :] == key] or longer
            owners[key] = max(ending, key=lambda other: (len(by_key[other]), len(other)))
    for key, owner in owners.items():  # to the longest of all
        while owner in owners:
            owner = owners[owner]
        owners[key] = owner
    return owners


def _may_own(longer: Sequence[Mention], person: bool, shorter: Sequence[Mention]) -> bool:
    """Whether the shorter name is the longer one cut short: a surname alone, not Moscow for the Moscow Declaration."""
    clues = Counter(clue for mention in shorter for clue in mention.clues)
    if clues["acronym"] or clues["body"] or len(shorter) > 20 * len(longer):
        return False
    if person or clues["title"] or clues["speech"]:
        return 2 * (clues["in"] + clues["place beside"]) <= len(shorter) or len(shorter) <= 2 * len(longer)
    return not (clues["in"] or clues["place beside"] or clues["the"]) and len(shorter) <= 3 * len(longer)


def _is_phrase(mentions: Sequence[Mention]) -> bool:
    return any({"body", "place"} & mention.clues or re.search(r"\b(?:of|for)\b", mention.text) for mention in mentions)


def _is_person(mentions: Sequence[Mention], language: str) -> bool:
    """Whether a name of several words is a person's: it has a title, says something, or begins with a given name."""
    if any({"title", "speech", "kunya"} & mention.clues for mention in mentions):
        return True
    first = mentions[0].text.split()[0]
    return bool(given_rows(first, language) or arabic_rows(first, language)) or (
        language == "ru" and any(reading.known and "Name" in reading.grammemes for reading in readings(first))
    )

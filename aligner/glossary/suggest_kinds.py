"""What a name is likely to be the name of, and why: told from its own words and from those around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from aligner.glossary.suggest_runs import Mention
from aligner.languages.russian_paradigm_dictionary import readings
from aligner.languages.transliteration_parts import arabic_rows, given_rows, pieces_of

__all__ = ["guess_kind"]

_SLAVIC = re.compile(r"(?:[oe]v|[oe]va|in|ina|sky|skaya|enko|chuk|vich|ykh|shvili|dze|yan)$")
_RUSSIAN_SURNAME = re.compile(
    r"(?:[оеё]ва?|[иы]на?|ский|ская|цкий|енко|чук|вич|ых|их|швили|дзе|ян)(?:а|у|ым|ой|е|ого|ому|им)?$"
)

# What a clue says: the kind, how much it weighs, how an editor is told.
_CLUES = {
    "title": ("person", 3.0, "a title stands before it"),
    "speech": ("person", 1.5, "it says or does something"),
    "ner person": ("person", 3.0, "Stanza takes it for a person"),
    "ner place": ("place", 3.0, "Stanza takes it for a place"),
    "ner org": ("org", 3.0, "Stanza takes it for an organisation"),
    "body": ("org", 4.0, "it has a word of organisations in it"),
    "place": ("place", 3.0, "it has a word of places in it"),
    "place beside": ("place", 2.0, "a word of places stands beside it"),
    "the": ("org", 1.2, "the stands before it"),
    "in": ("place", 0.8, "it stands after a word like in or from"),
    "acronym": ("org", 2.5, "it is written in capitals"),
    "kunya": ("person", 2.5, "Abu, Umm, bin or the like is in it"),
}


def guess_kind(mentions: Sequence[Mention], name: str, language: str, *, shortened: bool) -> tuple[str, str]:
    """The kind of a name ("person", "place", "org") and the reason in plain words.

    `shortened` says that the last word of the name alone was found as well, as it is with persons.
    """
    votes: Counter[str] = Counter()
    reasons: dict[str, tuple[float, str]] = {}

    def vote(kind: str, weight: float, reason: str) -> None:
        votes[kind] += weight  # type: ignore[assignment]
        if weight > reasons.get(kind, (0.0, ""))[0]:
            reasons[kind] = (weight, reason)

    for clue, times in Counter(clue for mention in mentions for clue in mention.clues).items():
        if clue in _CLUES:
            kind, weight, reason = _CLUES[clue]
            vote(kind, weight * (1.0 + 0.25 * min(times - 1, 3)), reason)
    words = name.split()
    if shortened:
        vote("person", 2.0, "it stands in full and with its last word alone")
    for weight, kind, reason in _by_words(name, words, language):
        vote(kind, weight, reason)
    if not votes:
        return ("person", "two words with capitals") if len(words) == 2 else ("place", "nothing tells; most are places")
    best = max(votes, key=lambda kind: votes[kind])
    return best, reasons[best][1]


def _by_words(name: str, words: Sequence[str], language: str) -> Iterable[tuple[float, str, str]]:
    pieces = pieces_of(name, language)
    many = len(words) > 1
    if any(piece.particle for piece in pieces) and many:
        yield 2.5, "person", "Abu, Umm, bin or the like is in it"
    elif any(piece.article for piece in pieces[1:]):
        yield 1.0, "person", "an article stands in it"
    if pieces and (given_rows(pieces[0].text, language) or arabic_rows(pieces[0].text, language)):
        yield (2.5 if many else 1.0), "person", f"{words[0]} is a given name"
    if language == "en" and _SLAVIC.search(words[-1].casefold()):
        yield 1.2 if many else 0.4, "person", "it ends as surnames do"
    if language == "ru":
        yield from _by_dictionary(words)


def _by_dictionary(words: Sequence[str]) -> Iterable[tuple[float, str, str]]:
    first = [reading for reading in readings(words[0]) if reading.known]
    if len(words) > 1 and first and all(reading.adjectival for reading in first):
        yield 2.0, "place", "an adjective begins it"
    for place, word in enumerate(words):
        known = [reading.grammemes for reading in readings(word) if reading.known]
        if any("Geox" in grammemes for grammemes in known) and len(words) == 1:
            person = any(grammemes & {"Name", "Surn"} for grammemes in known)
            yield 3.0 if person else 5.0, "place", "the dictionary has it as a place"
        elif any("Orgn" in grammemes for grammemes in known) and len(words) == 1:
            yield 2.0, "org", "the dictionary has it as an organisation"
        elif any(grammemes & {"Name", "Patr"} for grammemes in known) and place == 0:
            yield 2.5 if len(words) > 1 else 1.0, "person", f"{word} is a given name"
        elif any("Surn" in grammemes for grammemes in known) or (
            not known and _RUSSIAN_SURNAME.search(word.casefold())
        ):
            yield 1.2, "person", "it ends as surnames do"

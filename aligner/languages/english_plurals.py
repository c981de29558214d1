"""Plurals and singulars of English offices, bodies and things: which word of a phrase changes, and how."""

from __future__ import annotations

import re

from aligner.languages.wordlist import words

__all__ = ["head_of", "plural_of", "singular_of"]

_IRREGULAR = dict(
    pair.split("/")
    for pair in words("""
    man/men woman/women child/children person/people foot/feet wife/wives life/lives wolf/wolves shelf/shelves
    crisis/crises basis/bases axis/axes analysis/analyses oasis/oases thesis/theses phenomenon/phenomena
    criterion/criteria real/reais leu/lei lev/leva sheikh/sheikhs chief/chiefs staff/staffs
    """)
)
_SINGULARS = {plural: single for single, plural in _IRREGULAR.items()}
# Words that have no plural of their own, or look like one and are not.
_NO_PLURAL = frozenset(
    words("""
    forces police personnel aircraft headquarters news series species means baht won yen yuan renminbi rand dong
    information uranium aid security justice defence defense affairs relations studies politics economics physics
    progress wheat grain oil gas water cholera oversight foreign
    """)
)
_NO_SINGULAR = frozenset(
    words("""
    news series species means headquarters affairs politics economics physics mathematics states nations emirates
    netherlands philippines games times forces troops arms goods rights armed-forces works studies chorus congress
    progress process press access address business success witness mass pass class glass loss cross boss gas bus
    campus census consensus status virus crisis basis axis oasis thesis analysis corps alps andes olympics
    paralympics relations services headquarters barracks gallows outskirts premises proceeds savings customs hostess
    taxus atlas canvas iris cactus focus bonus surplus lens chaos cosmos kudos christmas ramadas texas kansas
    """)
)
_AFTER_HEAD = frozenset(words("of for to in at on against with from by without under between and"))
_POSTPOSITIVE = frozenset(words("general designate elect emeritus plenipotentiary martial extraordinary"))
_BEFORE_GENERAL = frozenset(words("attorney consul secretary governor commissioner director inspector prosecutor"))
_NO_MAN = frozenset(words("toman german roman ottoman talisman human shaman caiman norman turkoman turkman"))
# Words that say nothing without the rest: the United Nations are never "the nations".
_NO_HEAD = frozenset(words("nations states emirates general affairs crescent cross designate elect"))
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_VOWEL_Y = re.compile(r"[aeiou]y$")
_O_ES = frozenset(words("hero embargo veto echo potato tomato torpedo cargo mosquito volcano"))


def _head(tokens: list[str]) -> int:
    """Where in a phrase the word stands that takes the plural."""
    for place, token in enumerate(tokens):
        if place and token.casefold() in _AFTER_HEAD:
            tokens = tokens[:place]
            break
    last = len(tokens) - 1
    after = tokens[last].casefold()
    if last and after in _POSTPOSITIVE and (after != "general" or tokens[last - 1].casefold() in _BEFORE_GENERAL):
        return last - 1
    return last


def _plural_word(word: str, name: bool = False) -> str:
    low = word.casefold()
    if "-" in low:
        first, _, rest = word.partition("-")
        if rest.casefold() in _POSTPOSITIVE or rest.split("-")[0].casefold() in _AFTER_HEAD:
            one = _plural_word(first)
            return f"{one}-{rest}" if one else ""
    plural_already = low in _NO_SINGULAR and low.endswith("s") and not low.endswith(("ss", "us", "is"))
    if low in _NO_PLURAL or (plural_already and not name) or not low[-1:].isalpha():
        return ""
    if low in _IRREGULAR:
        return word[0] + _IRREGULAR[low][1:]
    if low.endswith("man") and low not in _NO_MAN and not name:
        return f"{word[:-3]}men"
    if low.endswith("y") and not _VOWEL_Y.search(low) and not name:
        return f"{word[:-1]}ies"
    if _SIBILANT.search(low) or low in _O_ES:
        return f"{word}es"
    return f"{word}s"


def _singular_word(word: str) -> str:
    low = word.casefold()
    if low in _NO_SINGULAR or low in _NO_PLURAL or low in _IRREGULAR or len(low) < 4:
        return ""
    if low in _SINGULARS:
        return word[0] + _SINGULARS[low][1:]
    if low.endswith("men") and len(low) > 4:
        return f"{word[:-3]}man"
    if not low.endswith("s") or low.endswith(("ss", "us", "is")):
        return ""
    if low.endswith("ies") and len(low) > 4:
        return f"{word[:-3]}y"
    if low.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1]


def head_of(phrase: str) -> str:
    """The noun of a phrase that reports put for the whole of it: "Ministry", "envoy"; "" where it has none."""
    tokens = phrase.split()
    if len(tokens) < 2:
        return ""
    word = tokens[_head(tokens)]
    fits = word.isalpha() and len(word) > 2 and not word.isupper() and word.casefold() not in _NO_HEAD
    return word if fits else ""


def plural_of(phrase: str, name: bool = False) -> str:
    """The plural of a noun phrase: "ministers of defence", "attorneys general"; "" where it has none.

    A `name` keeps its y: "the Kennedys".
    """
    tokens = phrase.split()
    if not tokens:
        return ""
    place = len(tokens) - 1 if name else _head(tokens)
    plural = (
        f"{tokens[place]}s" if name and tokens[place].casefold() in _IRREGULAR else _plural_word(tokens[place], name)
    )
    return " ".join((*tokens[:place], plural, *tokens[place + 1 :])) if plural else ""


def singular_of(phrase: str) -> str:
    """The singular of a phrase whose dictionary form is a plural: "border post"; "" where it is none."""
    tokens = phrase.split()
    if not tokens:
        return ""
    place = _head(tokens)
    single = _singular_word(tokens[place])
    return " ".join((*tokens[:place], single, *tokens[place + 1 :])) if single else ""

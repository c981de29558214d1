"""Clitics that are wrongly written on a name in an Arabic text: لالشرع, ب بوتين, للبوتين."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from aligner.languages.arabic_nouns import bare, has_article, with_li

__all__ = ["WrongClitic", "wrong_clitics"]


class WrongClitic(NamedTuple):
    """A place where a name has its clitics written as nobody writes them."""

    start: int
    end: int
    right: str  # what should stand there


_EVEN = str.maketrans("أإآٱى", "ااااي")
_DROPPED = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670ـ\u200c\u200d\u200e\u200f")


def _before(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)([وف]?){pattern}$")


# What stands before the name without its article, and what should, {name} being it with the article.
_WITH_ARTICLE = (
    (_before("ل(?:ال)?ال"), "{link}{grown}"),
    (_before("ل +ال"), "{link}{grown}"),
    (_before("للال"), "{link}{grown}"),
    (_before("ل +لل"), "{link}{grown}"),
    (_before("لل +(?:ال)?"), "{link}{grown}"),
    (_before("(?:ال){2}"), "{link}{name}"),
    (_before("ال +(?:ال)?"), "{link}{name}"),
    (_before("([بك]) +ال"), "{link}{clitic}{name}"),
    (_before("([بك])(?:ال){2}"), "{link}{clitic}{name}"),
    (_before(r"([بك]) +\2ال"), "{link}{clitic}{name}"),
    (_before("([بك])ال +(?:ال)?"), "{link}{clitic}{name}"),
)
# Not where the name without its article begins with ل, nor, for ل, where it is one word: لمجلس is "of a council".
_LOST_ALIF = ((_before("([بك])ل"), "{link}{clitic}{name}"),)
_LOST_ARTICLE = ((_before("ل"), "{link}{grown}"),)
_WITHOUT_ARTICLE = (
    (_before("([بكل]) +"), "{link}{clitic}{name}"),
    (_before(r"([بكل]) +\2"), "{link}{clitic}{name}"),
)
_PROPER = ((_before("لل"), "{link}ل{name}"), (_before("([بك])ال"), "{link}{clitic}{name}"))
# Before a name that has a preposition of its own: إلى للشرع, في بالأردن. Only words that are nothing else: علي is Ali.
_PREPOSITION = r"(?<!\w)[وف]?(?:إلى|الى|في|على|عن|من|مع|بين|ضد|لدى|عند|نحو|تجاه)\s+"
_LOOK_BACK = 12  # characters: the longest run of wrong clitics and the word break before it


@lru_cache(maxsize=64)
def _plain(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without hamza, vowel signs and tatweel, and where each of its characters came from."""
    places = [place for place, letter in enumerate(text) if letter not in _DROPPED]
    return "".join(text[place] for place in places).translate(_EVEN), (*places, len(text))


def wrong_clitics(text: str, form: str, *, proper: bool = True) -> Iterator[WrongClitic]:
    """Where a text has a form of a name with clitics as nobody writes them.

    Found are ل before the article (لالشرع; لـالشرع with a tatweel is written), the article doubled (الالشرع, ال الشرع)
    or its alif lost (بلشرع), the article and ب ك ل cut off by a blank (ل الشرع, ال شرع), also where they are written
    twice (ل للشرع), and for a `proper` name without article لل and بال (للبوتين). آل الشرع is his family.
    `form` is the name without clitics.
    """
    first, _, rest = form.strip().partition(" ")
    if not first:
        return
    twice = {fault.end: fault for fault in _two_prepositions(text, form.strip())}
    yield from twice.values()
    article = has_article(first)
    tail = f" {rest}" if rest else ""
    core = bare(first) + tail
    rules = [*_WITH_ARTICLE] if article else [*_WITHOUT_ARTICLE, *(_PROPER if proper else ())]
    cores = [core]
    if article and not core.startswith("ل"):
        rules += (*_LOST_ALIF, *(_LOST_ARTICLE if rest else ()))
    elif article:
        cores.append(core[1:])  # اللاذقية that has lost a ل: لالاذقية
    plain, places = _plain(text)
    for wanted in (_plain(one)[0] for one in cores):
        chosen = rules if wanted == _plain(core)[0] else _WITH_ARTICLE[:2]
        for at, end in _places(plain, wanted):
            before = plain[max(0, at - _LOOK_BACK) : at]
            for pattern, right in chosen:
                if (found := pattern.search(before)) and _is_slip(text[places[at - len(found[0])] : places[at]]):
                    grown = with_li(first) + tail
                    written = right.format(link=found[1], clitic=found[found.re.groups], grown=grown, name=form.strip())
                    if places[end - 1] + 1 in twice:
                        break
                    yield WrongClitic(places[at - len(found[0])], places[end - 1] + 1, written)
                    break


def _two_prepositions(text: str, name: str) -> Iterator[WrongClitic]:
    """Where a preposition stands before a name that has another joined to it."""
    for found in _twice(name).finditer(text) if name in text or with_li(name)[2:] in text else ():
        yield WrongClitic(found.start("slip"), found.end(), name)


@lru_cache(maxsize=1024)
def _twice(name: str) -> re.Pattern[str]:
    plain, grown = re.escape(name), re.escape(with_li(name))
    return re.compile(rf"{_PREPOSITION}(?P<slip>[بكل]ـ?\s*{plain}|(?:ل\s+)?{grown})(?!\w)")


def _is_slip(written: str) -> bool:
    """Whether what stands before a name is no way to write: with a tatweel it is one, and آل is a word."""
    return "ـال" not in written and "آ" not in written


def _places(plain: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Where a text has these letters at the end of a word."""
    at = plain.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        if not plain[end : end + 1].isalnum():
            yield at, end
        at = plain.find(wanted, at + 1)

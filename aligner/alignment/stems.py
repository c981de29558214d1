"""Stems of the words of a text, with their places: cheap, and good enough to know a word again in another form.

Arabic words fall into their clitics and the word itself, so that "and", "by" and "to" meet their own counterparts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from aligner import languages
from aligner.languages.wordlist import words

__all__ = ["Stem", "fold", "is_number", "segments_of", "stems"]


class Stem(NamedTuple):
    """A word, or a clitic of one, known by its stem; the place is half-open, in characters of the text."""

    stem: str
    start: int
    end: int


_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200c\u200d\u2060"
_WORD = re.compile(
    rf"['’ʼ](?:s|S)(?![^\W_])|[0-9\u0660-\u0669\u06f0-\u06f9]+(?:[.,\u066b\u066c][0-9\u0660-\u0669\u06f0-\u06f9]+)*|"
    rf"(?:[^\W\d_][{_MARKS}]*)+|[^\W_]"
)
_UNCUT = frozenset("'’ʼ")


def stems(text: str, language: str) -> list[Stem]:
    """The stems of a text in order. InputError for a language that Aligner does not know.

    Places of stems follow one another but for an article that has grown into the Arabic word before it: للكرملين is
    "ل" in its first letter and "كرملين" in the whole word.
    """
    found: list[Stem] = []
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        if word[0] in _UNCUT:
            continue
        for stem, first, last in _parts(word, language):
            found.append(Stem(stem, start + first, start + last))
    return found


def is_number(stem: str) -> bool:
    """Whether a stem is a number in figures."""
    return stem[:1].isdigit()


@lru_cache(maxsize=1 << 12)
def fold(word: str, language: str) -> str:
    """One word in the plain form of its language, figures western."""
    return languages.get(language).normal_form(word).text


@lru_cache(maxsize=1 << 18)
def _parts(word: str, language: str) -> tuple[tuple[str, int, int], ...]:
    """The stems of one word with their places in it."""
    form = languages.get(language).normal_form(word)
    plain = form.text
    if not plain:
        return ()
    if plain[0].isdigit():
        return ((plain.replace(",", ".").replace("٫", ".").replace("٬", ""), 0, len(word)),)
    if language == "ru":
        return ((_russian(plain), 0, len(word)),)
    if language == "ar":
        found = []
        for piece, first, last in segments_of(plain, _whole_words()):
            stem = piece if last - first == 1 and len(plain) > 1 else _arabic(piece)
            end = len(word) if last == len(plain) else form.offsets[last]
            found.append((stem, form.offsets[first], end))
        return tuple(found)
    return ((_english(plain), 0, len(word)),)


# ---------------------------------------------------------------------------------------------------------------------
# English

_IRREGULAR = dict(
    pair.split(":")
    for pair in words(
        """
        said:say says:say held:hold met:meet told:tell took:take taken:take made:make making:make
        gave:give given:give left:leave led:lead went:go gone:go goes:go came:come coming:come
        saw:see seen:see known:know knew:know began:begin begun:begin brought:bring thought:think
        found:find sent:send spoke:speak spoken:speak written:write wrote:write kept:keep won:win
        lost:lose built:build chose:choose chosen:choose fell:fall fallen:fall grew:grow grown:grow
        heard:hear laid:lay paid:pay ran:run rose:rise risen:rise sold:sell shown:show struck:strike
        sought:seek signed:sign stood:stand was:be were:be been:be is:be are:be am:be being:be
        has:have had:have having:have did:do done:do does:do doing:do men:man women:woman
        people:person children:child wives:wife lives:life an:a these:this those:that became:become
        bought:buy drew:draw drawn:draw drove:drive driven:drive ate:eat flew:fly forgot:forget
        got:get hidden:hide hid:hide meant:mean shot:shoot slept:sleep spent:spend stole:steal
        stolen:steal taught:teach threw:throw thrown:throw understood:understand wore:wear
        withdrew:withdraw withdrawn:withdraw broke:break broken:break died:die dying:die
        agreed:agree agreeing:agree
        """
    )
)
_PLURAL = (("sses", "ss"), ("ies", "y"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("ss", "ss"), ("us", "us"))
_VOWELS = frozenset("aeiouy")


def _english(word: str) -> str:
    known = _IRREGULAR.get(word)
    if known is not None:
        return known
    if len(word) > 3:
        for ending, instead in _PLURAL:
            if word.endswith(ending):
                word = word[: -len(ending)] + instead
                break
        else:
            if word.endswith("s") and not word.endswith("is"):
                word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and _VOWELS.intersection(rest):
            word = rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest
            break
    if word.endswith("ied") and len(word) > 4:
        word = word[:-2]
    if len(word) > 4:
        word = word.removesuffix("e")
        if word.endswith("i"):
            word = word[:-1] + "y"
    return word


# ---------------------------------------------------------------------------------------------------------------------
# Russian

_RU_ENDINGS = sorted(
    words(
        """
        а я о е и ы у ю ь й ам ям ом ем ой ей ою ею ах ях ов ев ий ый ая яя ое ее ие ые ого его ому
        ему ым им ых их ую юю ими ыми ами ями ию ия ии ией иям иями иях ием иев ию ье ья ью ьи ьев
        ьям ть ти л ла ло ли ет ют ит ят ешь ишь ете ите ут ат нный нная нное нные нного нному нным
        нных нной нную нными ал ала ало али ил ила ило или ел ела ело ели ять ать ить еть уть ыть
        ывать ивать ает яет уют ают яют ует ивает ывает ивают ывают овал овала овали овать ировал
        ировала ировали ировать ирует ируют ывал ывала ывали ивал ивала ивали нул нула нули нуть нет
        нут ан ана ано аны ен ена ено ены ян яна яно яны ено ет ют ящий ящая ящее ящие ящего ящих
        ющий ющая ющее ющие ющего ющих ющим ющими ющей ющую ющему вший вшая вшее вшие вшего вших
        вшим вшими вшей вшую вшему ав яв ив ев увшись авшись ившись ость ости остью остей остям
        """
    ),
    key=len,
    reverse=True,
)
_RU_BY_LAST: dict[str, tuple[str, ...]] = {}
for _ending in dict.fromkeys(_RU_ENDINGS):
    _RU_BY_LAST[_ending[-1]] = (*_RU_BY_LAST.get(_ending[-1], ()), _ending)


def _russian(word: str) -> str:
    if len(word) <= 3:
        return word
    if word.endswith(("ся", "сь")) and len(word) > 5:
        word = word[:-2]
    for ending in _RU_BY_LAST.get(word[-1], ()):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 4 and word.endswith("нн"):
        word = word[:-1]
    return word


# ---------------------------------------------------------------------------------------------------------------------
# Arabic

_CLITIC = frozenset("وفبلك")
_AR_SUFFIXES = (
    "هما",
    "ها",
    "هم",
    "هن",
    "كم",
    "نا",
    "ان",
    "ات",
    "ون",
    "ين",
    "يه",
    "ته",
    "ية",
    "وا",
    "ه",
    "ة",
    "ي",
    "ا",
    "ت",
)
_SHORT = 3  # letters that must be left of a word for a clitic to be taken off


def segments_of(plain: str, whole: Collection[str]) -> Iterator[tuple[str, int, int]]:
    """The clitics of a folded Arabic word, a letter each, then the word without its article, with their places in it.

    `whole` are the words that are known to stand without clitics. A letter is taken off where the rest is known, where
    the article follows it, and و of any other long word, for it is "and" more often than not.
    """
    at, size = 0, len(plain)
    while plain[at:] not in whole and plain[at] in _CLITIC:
        rest = plain[at + 1 :]
        if len(rest) < 2 or (plain[at] in "بلك" and at and plain[at - 1] in "بلك"):
            break
        article = rest.startswith("ال") and len(rest) > _SHORT + 1
        grown = plain[at] == "ل" and rest[0] == "ل" and len(rest) > _SHORT and rest not in whole
        if grown:
            yield plain[at], at, at + 1
            yield plain[at + 2 :], at, size
            return
        known = rest in whole or (rest[0] in "بلك" and (rest[1:3] == "ال" or rest[:2] == "لل" or rest[1:] in whole))
        if not (article or known or (plain[at] == "و" and at == 0 and len(rest) >= _SHORT)):
            break
        yield plain[at], at, at + 1
        at += 1
    first = at
    if plain.startswith("ال", at) and size - at > _SHORT + 1:
        at += 2
    yield plain[at:], first, size


def _arabic(word: str) -> str:
    """A light stem: the word without pronouns and endings (Larkey, Ballesteros and Connell, 2002, light10)."""
    for _ in range(2):
        for suffix in _AR_SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= _SHORT:
                word = word[: -len(suffix)]
                break
    return word


@lru_cache(maxsize=1)
def _whole_words() -> frozenset[str]:
    """Folded Arabic words that stand without clitics, though they may begin with the letter of one."""
    packed = (resources.files("aligner.alignment") / "data" / "arabic_words.txt").read_text(encoding="utf-8")
    return frozenset(packed.split())

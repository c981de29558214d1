"""Words of names in Arabic letters, written in Latin ones: Arabic names with their vowels guessed, and foreign ones."""

from __future__ import annotations

import re
from itertools import product

from aligner.languages.transliteration_rules import Rules, Spelling, best_of

__all__ = ["FOREIGN_ENDING", "arabic_word", "bare", "foreign_word"]

_CONSONANTS = dict(
    zip(
        "بتثجحخدذرزسشصضطظعغفقكلمنه",
        [
            "b",
            "t",
            "th",
            "j",
            "h",
            "kh",
            "d",
            "dh",
            "r",
            "z",
            "s",
            "sh",
            "s",
            "d",
            "t",
            "dh",
            "'",
            "gh",
            "f",
            "q",
            "k",
            "l",
            "m",
            "n",
            "h",
        ],
        strict=True,
    )
)
_FOREIGN_LETTERS = {"پ": "p", "چ": "ch", "ڤ": "v", "گ": "g"}


def bare(word: str) -> str:
    """An Arabic word without vowel marks and tatweel."""
    return re.sub("[\u064b-\u065f\u0670\u0640]", "", word)


def arabic_word(word: str) -> tuple[Spelling, ...]:
    """Latin spellings of one Arabic word without article, in the way of news, the likeliest first.

    The pattern of its letters (consonants, long vowels, endings) tells which vowels are likely: كاتب is a CāCiC.
    """
    stem, ending = _without_ending(word)
    letters, shape = _shape(stem)
    if not letters:
        return ()
    nisba = ending == "i"
    return tuple(
        best_of(
            (
                Spelling(way.cost, _smoothed(_filled(way.text, letters) + ending))
                for way in _patterns(shape, nisba, ending)
            ),
            8,
        )
    )


_ENDINGS = (("ائي", "ai"), ("اوي", "awi"), ("ية", "iya"), ("اء", "aa"), ("ة", "a"), ("ى", "a"), ("ي", "i"), ("ا", "a"))


def _without_ending(word: str) -> tuple[str, str]:
    for letters, ending in _ENDINGS:
        if word.endswith(letters) and len(word) - len(letters) >= 2:
            return word[: -len(letters)], ending
    return word, ""


def _shape(stem: str) -> tuple[list[str], str]:
    """The consonants of a stem, and its shape: C, A (ā), U (ū or w), I (ī or y), a u i for hamza that begins it."""
    letters: list[str] = []
    shape: list[str] = []
    for place, letter in enumerate(stem):
        last = place == len(stem) - 1
        if letter in _CONSONANTS or letter in _FOREIGN_LETTERS:
            letters.append(_CONSONANTS.get(letter) or _FOREIGN_LETTERS[letter])
            shape.append("C")
        elif letter in "أإآاؤئء" and place == 0:
            shape.append("i" if letter == "إ" else "a")
            letters.append("")
        elif letter in "اآأ":
            shape.append("A")
        elif letter in "وؤي" and (place == 0 or (not last and stem[place + 1] in "اآوي")):
            letters.append("y" if letter == "ي" else "w")
            shape.append("C")
        elif letter in "وؤ":
            shape.append("U")
        elif letter in "يئ":
            shape.append("I")
        elif letter == "ء":
            letters.append("'")
            shape.append("C")
    return letters, "".join(shape)


# What stands between the consonants of a shape: digits are consonants (0 the first), "00" a doubled one.
_SHAPES: dict[str, str] = {
    "CAC": "0a1",
    "CUC": "0ou1 0aw1:1 0u1:1.2",
    "CIC": "0i1 0ai1:0.6 0ei1:1",
    "CC": "0a1 0i1:0.7 0u1:0.8 0a11:1",
    "CACC": "0a1i2 0a1e2:0.3 0a12:1.5",
    "CCAC": "0a11a2:0.1 0a1a2:0.2 0i1a2:0.7 0u1a2:0.8",
    "CCIC": "0a1i2 0u1ai2:0.6 0u1ei2:1.1",
    "CCUC": "0a1ou2 0a11ou2:0.3 0a1u2:0.7 0u1ou2:0.8",
    "CCC": "0a1a2:0.2 0a12:0.3 0u12:0.6 0i12:0.8 0a1i2:1 0a11a2:1.2",
    "CCA": "0a1a 0i1a:0.7",
    "CAC.": "0a1",
    "CCCC": "0a12a3 0u1a2i3:0.8 0u12u3:0.7 0a1a22a3:1 0i12i3:1.2",
    "CCCAC": "0a12a3 0i12a3:0.4 0u12a3:0.6 0a1a23a3:2",
    "CCCIC": "0a12i3 0u12i3:0.9 0i12i3:0.9",
    "CCCUC": "0a12ou3 0u12ou3:0.5 0a12u3:0.8",
    "CCACC": "0a1a2i3 0u1a2i3:0.5",
    "CCAIC": "0a1ai2",
    "CAUC": "0awu1 0a'u1:1",
    "CUCC": "0aw1a2 0ou1i2:0.8 0u1a2:1",
    "CICC": "0ai1a2 0i1a2:0.8",
    "CUCAC": "0aw1a2 0u1a2:0.4",
    "CICAC": "0ai1a2 0i1a2:0.3",
    "CACUC": "0a1ou2 0a1u2:0.6",
    "CACAC": "0a1a2",
    "CCICC": "0u1ai2i3 0a1i2i3:0.6",
    "CCCACC": "0u1a22a3i4:1.5 0a12a3i4",
}
_BEFORE_NISBA: dict[str, str] = {
    "CCC": "0a1a2:0.3 0a12:0.3 0u12:0.5 0i12:0.8 0a11a2:1.3",
    "CCIC": "0u1ai2 0a1i2:0.3 0u1ei2:0.9",
    "CCAC": "0a1a2 0u1a2:0.5 0i1a2:0.6 0a11a2:0.6",
    "CCUC": "0a1ou2 0u1ou2:0.6 0a11ou2:0.8",
    "CC": "0a1 0u1:0.7 0a11:0.6 0i1:0.9",
    "CUC": "0ou1 0aw1:0.6 0u1:0.9",
    "CIC": "0ai1:0.3 0i1:0.4",
}
_BEFORE_A: dict[str, str] = {
    "CCC": "0a12 0u12:0.4 0i12:0.6 0a1a2:0.7",
    "CC": "0a1 0u1:0.6 0i1:0.7 0a11:0.5 0u11:0.9",
}


def _patterns(shape: str, nisba: bool, ending: str) -> list[Spelling]:
    chosen = (
        (_BEFORE_NISBA.get(shape) if nisba else None)
        or (_BEFORE_A.get(shape) if ending.startswith("a") else None)
        or _SHAPES.get(shape)
    )
    if chosen is None:
        return _unknown(shape, bool(ending))
    found = []
    for place, way in enumerate(chosen.split()):
        text, _, cost = way.partition(":")
        found.append(Spelling(float(cost) if cost else float(place), text))
    return found


def _unknown(shape: str, ended: bool) -> list[Spelling]:
    """A shape without a pattern of its own: long vowels as they stand, short ones where two or three letters meet."""
    number = 0
    parts: list[tuple[str, ...]] = []
    for place, sign in enumerate(shape):
        after = shape[place + 1 : place + 2]
        if sign in "Caiu":
            vowel = "" if sign == "C" else {"a": "a", "i": "i", "u": "u"}[sign]
            parts.append((vowel + str(number),))
            number += 1
            follows = shape[place + 1 : place + 3]
            if sign == "C" and after == "C" and (place == 0 or shape[place - 1] == "C"):
                parts.append(("a", "i", "u"))
            elif sign == "C" and follows == "C" and not ended:
                parts.append(("a", "i", ""))
        else:
            parts.append(({"A": "a", "U": "ou", "I": "i"}[sign],))
    ways = []
    for choice in product(*parts):
        cost = sum(options.index(taken) * 0.7 for options, taken in zip(parts, choice, strict=True))
        ways.append(Spelling(cost, "".join(choice)))
    return best_of(ways, 8)


def _filled(pattern: str, letters: list[str]) -> str:
    return re.sub(r"\d", lambda found: letters[int(found[0])] if int(found[0]) < len(letters) else "", pattern)


_DOUBLED = re.compile(r"(sh|kh|gh|th|dh)\1")


def _smoothed(text: str) -> str:
    """As news write it: no sign for `ayn or hamza, `ayn before a consonant doubles the vowel, no ssh or kkh."""
    text = re.sub(r"^'", "", text)
    text = re.sub(r"([aiu])'(?=[^aiu'])", lambda found: found[1] * 2 if found[1] == "a" else found[1], text)
    text = re.sub(r"([aiou])'+$", r"\1", text)
    text = text.replace("'", "")
    text = re.sub(r"a{3,}", "aa", text)
    return _DOUBLED.sub(r"\1", text)


# Foreign names: the vowels stand in the letters, only و and ي leave a choice, and f and b stand for v and p as well.
FOREIGN_ENDING = re.compile(
    r"(?:وف|وفا|ييف|ييفا|يف|يفا|ايف|ايفا|سكي|سكايا|تسكي|نكو|نكوف|يتش|وفيتش|يفيتش|ين|ينا|تشوك|شفيلي|دزه|يان|ويتز|سون|برغ|"
    r"شتاين|ينغ|يخ|وغلو)$"
)
_FOREIGN = Rules(
    """
    ^أو -> O U Au:1.5
    ^(?:إي) -> I E:0.5 Ye:0.9
    ^(?:أي) -> Ai Ay:0.5
    ^إ -> I E:0.2
    ^[أا](?=[اوي]) -> _
    ^[أا] -> A
    ^آ -> A
    ^يا -> Ya
    ^يو -> Yu Yo:0.6
    ^ي -> Y I:1
    ^وي -> Wi Whi:0.6 Vi:0.9
    ^وا -> Wa
    ^و(?=[لر]) -> Wo Wa:0.5
    ^و -> W Wa:0.6
    ^تش -> Ch
    ^تس -> Ts
    ^ف(?=[ايولر]) -> V F:0.4
    ^ف -> F V:0.4
    ^ب(?=[رلا]) -> P:0.1 B:0.1
    ^ب -> B P:0.3
    ييفا$ -> yeva
    ييف$ -> yev
    وفا$ -> ova
    وف$ -> ov
    يفا$ -> eva
    (?<=[اي])يف$ -> yev
    يف$ -> ev iv:1.2
    وفيتش -> ovich
    يفيتش -> evich
    يتش$ -> ich
    يفسكي$ -> evsky
    وفسكي$ -> ovsky
    سكايا$ -> skaya
    سكي$ -> sky ski:0.8
    ينكو$ -> enko
    نكو$ -> nko enko:0.3
    ينا$ -> ina
    ين$ -> in een:1.2
    شفيلي$ -> shvili
    دزه$ -> dze
    ويان$ -> oyan
    يان$ -> yan ian:0.6
    سون$ -> son
    برغ$ -> berg burg:1
    يخ$ -> ykh ikh:0.1
    نغ$ -> ng
    (?<=[بتدفكسزشغث])ر$ -> er r:0.4
    (?<=[بتدفكسزشغ])ل$ -> el l:0.4 le:0.6
    (?<=[بتدفكزشغ])ن$ -> en n:0.4 on:0.6
    شتش -> shch
    تش -> ch
    تس -> ts
    دج -> j
    كس -> x ks:0.5
    خ -> kh
    ش -> sh
    غ -> g gh:1
    ج -> j zh:0.5 g:0.8
    ث -> th
    ذ -> dh
    ق -> q k:0.4
    ك -> k c:0.9
    [حه]$ -> e h:0.5
    [حه] -> h
    ة$ -> a
    ف -> v f:0.3
    ب(?=[لرتسكن]) -> p b:0.1
    ب -> b p:0.4
    پ -> p
    چ -> ch
    گ -> g
    ڤ -> v
    [تط] -> t
    [دض] -> d
    ر -> r
    ز -> z
    ظ -> z
    [سص] -> s
    ل -> l
    م -> m
    ن -> n
    [عءئؤ] -> _
    يا$ -> ia ya:0.6
    يا -> ia ya:0.4
    يو -> yu yo:0.5 io:0.5
    ييه$ -> ier
    يه$ -> et e:0.3
    ي$ -> y i:0.3
    ي(?=[فنلر][^اويى]) -> e i:0.1
    ي -> i e:0.1
    اي -> ai ay:0.5
    او -> au ao:0.5
    آ -> a
    أو -> o u:0.5
    أ -> a
    إ -> i e:0.4
    وي -> oy ui:0.5 we:0.8
    و -> o u:0.35
    [اى] -> a
    """
)


def foreign_word(word: str) -> tuple[Spelling, ...]:
    """Latin spellings of one word of a name that is not Arabic, the likeliest first."""
    return _FOREIGN.spell(word)

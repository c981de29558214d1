"""How alike two names sound, whatever their scripts: names become rough sounds, and sounds are compared.

Sounds are single letters: b f k g h x t d s z S(sh) Z(zh) j(dzh) C(ch) c(ts) l m n r w y, the vowels a i u, and A for
Arabic `ayn, which other scripts mostly leave out or write as a vowel.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["distance", "similarity", "sounds"]

_ARABIC = {
    **dict(zip("بتثجحخدذرزسشصضطظعغفقكلمنهويةى", "bttjhxdzrzsSsdtzAgfkklmnhwyAa", strict=True)),
    **dict.fromkeys("اآأإٱ", "a"),
    **dict(zip("ءؤئپچڤگکی", ("", "w", "y", "b", "C", "f", "g", "k", "y"), strict=True)),
}
_ARABIC_PAIRS = (("تش", "C"), ("تس", "c"), ("دج", "j"))
_CYRILLIC = {
    **dict(zip("абвгдежзийклмнопрстуфхцчшщыэюяё", "abfgdiZziyklmnubrstufxcCSSiiuau", strict=True)),
    **dict(zip("іїєґўқғүұөәһңҳҷӣ", "iiigwkguuuahnhji", strict=True)),
    **dict.fromkeys("ъь", ""),
    "j": "j",
}
_CYRILLIC_PAIRS = (("дж", "j"), ("тс", "ц"))
_LATIN_GROUPS = (
    ("shch", "S"),
    ("tsch", "C"),
    ("tch", "C"),
    ("sch", "S"),
    ("dzh", "j"),
    ("cz", "C"),
    ("sz", "S"),
    ("dj", "j"),
    ("sh", "S"),
    ("kh", "x"),
    ("zh", "Z"),
    ("ch", "C"),
    ("gh", "g"),
    ("th", "t"),
    ("dh", "d"),
    ("ph", "f"),
    ("ck", "k"),
    ("ts", "c"),
    ("tz", "c"),
    ("qu", "k"),
    ("oo", "u"),
    ("ou", "u"),
    ("ee", "i"),
    ("x", "ks"),
)
_LATIN_SIGNS = {"š": "sh", "č": "ch", "ć": "ch", "ž": "zh", "ş": "sh", "ș": "sh", "ç": "ch", "ţ": "ts", "ț": "ts"}
_LATIN_SIGNS |= {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "e", "œ": "e", "ı": "i", "ğ": "g", "ñ": "n", "þ": "t"}
_LATIN = dict(zip("abcdefghijklmnopqrstuvwxyz", "abkdifghijklmnubkrstufwkiz", strict=True))
_VOWELS = frozenset("aiuA")

# What stands before a name and is not compared; Latin and Cyrillic with the hyphen or apostrophe after it.
_ARTICLE = re.compile(
    r"(?<![^\W\d_])(?:(?:[aeu]l|as|ash|ad|an|ar|at|az|adh|ath|es|esh|ed|en|er|et|ez)[-'’ ]|"
    r"(?:[аэу]ль|[аэ][сшднртз])[-‑ ])(?=\w)",
    re.IGNORECASE,
)
_ARABIC_ARTICLE = re.compile(r"(?<!\w)ال(?=\w\w)")
_RUSSIAN_ENDING = re.compile(
    r"(?<=[бвгджзклмнпрстфхцчшщйья])(?:ого|его|ому|ему|ими|ыми|ами|ями|ах|ях|ам|ям|ом|ем|ём|ым|им|ой|ей|ою|ею|ую|юю|ов|"
    r"ев|ых|их|ые|ие|ий|ый|ая|[аяуюеыио])$"
)
_ENGLISH_ENDING = re.compile(r"['’]s?$")
_CLITICS = ("وبال", "فبال", "وكال", "ولل", "فلل", "وال", "فال", "بال", "كال", "لل", "ال", "وب", "ول", "وك", "فب", "فل")


@lru_cache(maxsize=65536)
def sounds(name: str, language: str) -> str:
    """The sounds of a name, without articles; the same sound twice in a row counts once."""
    plain = unicodedata.normalize("NFC", name).casefold()
    if language == "ar":
        plain = "".join(ch for ch in unicodedata.normalize("NFKC", plain) if not unicodedata.combining(ch))
        plain = _ARABIC_ARTICLE.sub("", plain.replace("ـ", ""))
        for letters, sound in _ARABIC_PAIRS:
            plain = plain.replace(letters, sound)
        heard = "".join(ch if ch in "Ccj" else _ARABIC.get(ch, "") for ch in plain)
    elif language == "ru":
        plain = _ARTICLE.sub("", plain)
        for letters, sound in _CYRILLIC_PAIRS:
            plain = plain.replace(letters, sound)
        heard = "".join(_CYRILLIC.get(ch, "") for ch in plain)
    else:
        heard = _latin(_ARTICLE.sub("", plain))
    return re.sub(r"(.)\1+", r"\1", heard)


def _latin(plain: str) -> str:
    plain = "".join(_LATIN_SIGNS.get(ch, ch) for ch in plain)
    plain = "".join(ch for ch in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(ch))
    plain = re.sub(r"c(?=[eiy])", "s", plain)
    heard: list[str] = []
    at = 0
    while at < len(plain):
        for letters, sound in _LATIN_GROUPS:
            if plain.startswith(letters, at):
                heard.append(sound)
                at += len(letters)
                break
        else:
            heard.append(_LATIN.get(plain[at], ""))
            at += 1
    return "".join(heard)


# What it costs to hear one sound for another (0: the same, 1: quite another).
_NEAR: dict[frozenset[str], float] = {
    frozenset(pair): cost
    for cost, pairs in (
        (0.05, "hx jZ iy uw Ai Aa Au"),
        (0.15, "fw ai iu au Cj gj yj"),
        (0.25, "gh gx gk SC sc Zz sS tc dz ts kx zs kh cC kc ks"),
        (0.5, "td bf bw SZ jd jS jC Cc Ck kC yu wy"),
    )
    for pair in pairs.split()
}
_DROPPED = {**dict.fromkeys("aiu", 0.2), "A": 0.05, "h": 0.4, "y": 0.3, "w": 0.35}


def _dropped(sound: str) -> float:
    return _DROPPED.get(sound, 1.0)


@lru_cache(maxsize=262144)
def _distance(one: str, other: str) -> float:
    """The cheapest way from one row of sounds to another."""
    before = [0.0]
    for b in other:
        before.append(before[-1] + _dropped(b))
    for a in one:
        row = [before[0] + _dropped(a)]
        for place, b in enumerate(other, 1):
            changed = 0.0 if a == b else _NEAR.get(frozenset((a, b)), 1.2)
            row.append(min(before[place - 1] + changed, before[place] + _dropped(a), row[place - 1] + _dropped(b)))
        before = row
    return before[-1]


def _weight(row: str) -> float:
    return sum(0.35 if sound in _VOWELS else 1.0 for sound in row)


def _alike(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    return max(0.0, 1.0 - _distance(one, other) / max(1.0, (_weight(one) + _weight(other)) / 2))


def similarity(name_a: str, lang_a: str, name_b: str, lang_b: str) -> float:
    """How alike two names sound, 0 to 1; 1 for equal sounds. Either may be inflected or carry clitics.

    A weighted edit distance (Wagner and Fischer, 1974) over rough sounds: vowels weigh little, since Arabic leaves
    most of them out, and near sounds (г and h, ج and g) cost little. About 0.8 is the same name more often than not.
    """
    best = 0.0
    for one, cost_one in _readings(name_a, lang_a):
        for other, cost_other in _readings(name_b, lang_b):
            best = max(best, _alike(one, other) - cost_one - cost_other)
    return best


def distance(name_a: str, lang_a: str, name_b: str, lang_b: str) -> float:
    """How far two names are from each other in sound, 0 for the same: a consonant more is 1, a vowel more 0.2.

    Endings and clitics count, as they do not in `similarity`.
    """
    return _distance(sounds(name_a, lang_a), sounds(name_b, lang_b))


@lru_cache(maxsize=65536)
def _readings(name: str, language: str) -> tuple[tuple[str, float], ...]:
    """The sounds of a name as it stands and without its case endings or clitics, each with what that costs."""
    found = {sounds(name, language): 0.0}
    words = name.split()
    if language == "ru":
        bare = " ".join(_RUSSIAN_ENDING.sub("", word) if len(word) > 3 else word for word in words)
        found.setdefault(sounds(bare, language), 0.02)
    elif language == "ar" and words:
        first = words[0]
        for clitic in (*_CLITICS, "و", "ف", "ب", "ل", "ك"):
            if first.startswith(clitic) and len(first) - len(clitic) >= 2:
                cost = 0.02 if clitic == "ال" else 0.04
                found.setdefault(sounds(" ".join((first[len(clitic) :], *words[1:])), language), cost)
    else:
        found.setdefault(sounds(_ENGLISH_ENDING.sub("", name), language), 0.0)
    return tuple((row, cost) for row, cost in found.items() if row)

"""A glossary of any size with made-up names in three languages: seeded, from syllables and real grammar."""

from __future__ import annotations

import random
from collections.abc import Iterator

from aligner.glossary.concepts import Concept, Names

__all__ = ["synthetic_concepts"]

# One sound in three scripts.
_CONSONANTS = (
    ("b", "ب", "б"), ("d", "د", "д"), ("f", "ف", "ф"), ("g", "غ", "г"), ("k", "ك", "к"), ("l", "ل", "л"),
    ("m", "م", "м"), ("n", "ن", "н"), ("r", "ر", "р"), ("s", "س", "с"), ("t", "ت", "т"),
    ("v", "ف", "в"), ("z", "ز", "з"),     ("sh", "ش", "ш"), ("kh", "خ", "х"), ("j", "ج", "дж"),
)  # fmt: skip
_VOWELS = (("a", "ا", "а"), ("i", "ي", "и"), ("u", "و", "у"), ("o", "و", "о"), ("e", "ي", "е"))
_SURNAME_ENDINGS = (
    ("ov", "وف", "ов"), ("in", "ين", "ин"), ("sky", "سكي", "ский"), ("enko", "ينكو", "енко"), ("i", "ي", "и"),
    ("ar", "ار", "ар"), ("an", "ان", "ан"), ("ad", "اد", "ад"),
)  # fmt: skip
_PLACE_ENDINGS = (
    ("abad", "اباد", "абад"),
    ("sk", "سك", "ск"),
    ("iya", "يا", "ия"),
    ("ar", "ار", "ар"),
    ("a", "ا", "а"),
)
_BODIES = (
    ("Ministry", "وزارة", "Министерство"), ("Committee", "لجنة", "Комитет"), ("Commission", "مفوضية", "Комиссия"),
    ("Council", "مجلس", "Совет"), ("Agency", "وكالة", "Агентство"), ("Union", "اتحاد", "Союз"),
    ("Fund", "صندوق", "Фонд"),
)  # fmt: skip
_FIELDS = (
    ("Defence", "الدفاع", "обороны"), ("Health", "الصحة", "здравоохранения"), ("Finance", "المالية", "финансов"),
    ("Justice", "العدل", "юстиции"), ("Energy", "الطاقة", "энергетики"), ("Trade", "التجارة", "торговли"),
    ("Culture", "الثقافة", "культуры"), ("Transport", "النقل", "транспорта"), ("Education", "التعليم", "образования"),
)  # fmt: skip
_OFFICES = (
    ("minister", "وزير", "министр"), ("director", "مدير", "директор"), ("envoy", "مبعوث", "посланник"),
    ("adviser", "مستشار", "советник"), ("commander", "قائد", "командующий"),
)  # fmt: skip

Name = tuple[str, str, str]  # English, Arabic, Russian


def synthetic_concepts(count: int, seed: int = 0) -> Iterator[Concept]:
    """So many approved concepts: persons 55 %, places 25 %, bodies 12 %, offices 8 %; given names and places recur."""
    rng = random.Random(seed)
    given = [_capital(_syllables(rng, 2)) for _ in range(400)]
    surnames = [_surname(rng) for _ in range(max(1, count // 3))]
    places = [_place(rng) for _ in range(max(1, count // 4))]
    for number in range(count):
        share = rng.random()
        if share < 0.55:
            kind, name = "person", _joined(" ", rng.choice(given), rng.choice(surnames))
        elif share < 0.80:
            kind, name = "place", places[number % len(places)]
        else:
            field, place = rng.choice(_FIELDS), rng.choice(places)
            kind = "org" if share < 0.92 else "title"
            head = rng.choice(_BODIES if kind == "org" else _OFFICES)
            lower = field[0].lower() if kind == "title" else field[0]
            name = (
                f"{head[0]} of {lower} of {place[0]}",
                f"{head[1]} {field[1]} في {place[1]}",
                f"{head[2]} {field[2]} {place[2]}",
            )
        names = {code: Names(text) for code, text in zip(("en", "ar", "ru"), name, strict=True)}
        yield Concept(f"c{number:06}", kind, names, gender="m" if kind == "person" else "")


def _syllables(rng: random.Random, count: int) -> Name:
    return _joined("", *(rng.choice(table) for _ in range(count) for table in (_CONSONANTS, _VOWELS)))


def _surname(rng: random.Random) -> Name:
    stem = _joined("", _syllables(rng, rng.choice((1, 2, 2))), rng.choice(_CONSONANTS))
    name = _capital(_joined("", stem, rng.choice(_SURNAME_ENDINGS)))
    return (f"al-{name[0]}", f"ال{name[1]}", f"аль-{name[2]}") if rng.random() < 0.3 else name


def _place(rng: random.Random) -> Name:
    stem = _joined("", _syllables(rng, rng.choice((1, 2))), rng.choice(_CONSONANTS))
    return _capital(_joined("", stem, rng.choice(_PLACE_ENDINGS)))


def _joined(between: str, *names: Name) -> Name:
    english, arabic, russian = (between.join(parts) for parts in zip(*names, strict=True))
    return english, arabic, russian


def _capital(name: Name) -> Name:
    return name[0].capitalize(), name[1], name[2].capitalize()

"""Russian inflection for the demo's grammar: noun phrases, names of people and places, counted nouns.
Rules over explicit notation (`adjective noun/genitive | tail`), no dictionary: what rules cannot know is spelt out."""

from __future__ import annotations

import re

__all__ = ["CASES", "counted", "decline", "decline_person", "decline_place", "into", "number_form"]

CASES = "ngdaip"  # nominative, genitive, dative, accusative, instrumental, prepositional

_HUSH = "жшчщ"
_VELAR = "гкх"
_VOWELS = "аеёиоуыэюя"

_ADJECTIVES = {  # nominative ending -> the other five (accusative of m and p: None = like nominative or genitive)
    "ый": ("ого", "ому", None, "ым", "ом"),
    "ой": ("ого", "ому", None, "ым", "ом"),
    "ая": ("ой", "ой", "ую", "ой", "ой"),
    "яя": ("ей", "ей", "юю", "ей", "ей"),
    "ое": ("ого", "ому", "ое", "ым", "ом"),
    "ее": ("его", "ему", "ее", "им", "ем"),
    "ые": ("ых", "ым", None, "ыми", "ых"),
    "ие": ("их", "им", None, "ими", "их"),
}


def decline_adjective(word: str, animate: bool) -> tuple[str, ...]:
    """The six forms of an adjective given in the nominative of its gender and number."""
    stem, ending = word[:-2], word[-2:]
    forms: tuple[str, str, str | None, str, str]
    if ending == "ий":
        soft = stem[-1] not in _VELAR
        forms = ("его", "ему", None, "им", "ем") if soft else ("ого", "ому", None, "им", "ом")
    elif ending == "ая" and stem[-1] in _HUSH and stem not in ("больш", "чуж"):
        forms = ("ей", "ей", "ую", "ей", "ей")
    elif ending == "ое" and stem[-1] in _VELAR + "ш":
        forms = ("ого", "ому", "ое", "им", "ом")
    elif ending in _ADJECTIVES:
        forms = _ADJECTIVES[ending]
    else:
        raise ValueError(f"not an adjective in the nominative: {word}")
    g, d, a, i, p = (None if form is None else stem + form for form in forms)
    assert g and d and i and p
    return word, g, d, a or (g if animate else word), i, p


def decline_noun(word: str, genitive: str | None, gender: str, animate: bool) -> tuple[str, ...]:
    """The six forms of a noun. `gender` is m, f, n or p (a plural, whose genitive must be given)."""
    if gender == "p":
        return _plural(word, genitive, animate)
    last = word[-1]
    if gender == "m" and last not in "ая":
        return _masculine(word, genitive, animate)
    if last == "а":
        i = "ы" if word[-2] not in _HUSH + _VELAR else "и"
        o = "ей" if word[-2] in _HUSH + "ц" else "ой"
        return _forms(word, word[:-1], i, "е", "у", o, "е")
    if last == "я":
        second = "и" if word[-2] == "и" else "е"
        return _forms(word, word[:-1], "и", second, "ю", "ей", second)
    if last == "ь" and gender == "f":
        return _forms(word, word[:-1], "и", "и", "ь", "ью", "и")
    if last == "о":
        return _forms(word, word[:-1], "а", "у", "о", "ом", "е")
    if last == "е":
        if word[-2] in _HUSH + "ц":
            return _forms(word, word[:-1], "а", "у", "е", "ем", "е")
        return _forms(word, word[:-1], "я", "ю", "е", "ем", "и" if word[-2] == "и" else "е")
    raise ValueError(f"no declension for {word} ({gender})")


def _forms(word: str, stem: str, *endings: str) -> tuple[str, ...]:
    return (word, *(stem + ending for ending in endings))


def _masculine(word: str, genitive: str | None, animate: bool) -> tuple[str, ...]:
    soft = word[-1] in "йь"
    stem = genitive[:-1] if genitive else (word[:-1] if soft else word)
    if soft:
        g, d, i = stem + "я", stem + "ю", stem + "ем"
        p = stem + ("и" if word.endswith("ий") else "е")
    else:
        g, d, p = stem + "а", stem + "у", stem + "е"
        i = stem + ("ем" if stem[-1] in _HUSH + "ц" else "ом")
    return word, g, d, g if animate else word, i, p


def _plural(word: str, genitive: str | None, animate: bool) -> tuple[str, ...]:
    if genitive is None:
        raise ValueError(f"the genitive plural of {word} must be written out")
    stem, last = word[:-1], word[-1]
    hard = last in "ыа" or (last == "и" and stem[-1] in _HUSH + _VELAR) or last == "е"
    vowel = "а" if hard else "я"
    accusative = genitive if animate else word
    return word, genitive, stem + vowel + "м", accusative, stem + vowel + "ми", stem + vowel + "х"


def decline(phrase: str, gender: str, animate: bool = False) -> dict[str, str]:
    """Every case of a noun phrase in the notation `adjective* noun[/genitive] [| tail that stays]`.

    A phrase that starts with `!` is not declined; `&` joins two phrases that are declined each for itself, the second
    with its own gender after a colon.
    """
    if phrase.startswith("!"):
        return dict.fromkeys(CASES, phrase[1:].strip())
    if " & " in phrase:
        first, second = phrase.split(" & ", 1)
        second, _, second_gender = second.partition(":")
        one, two = decline(first, gender[0], animate), decline(second, second_gender or gender[0], animate)
        return {case: f"{one[case]} и {two[case]}" for case in CASES}
    head, _, tail = phrase.partition("|")
    words = head.split()
    noun, _, genitive = words[-1].partition("/")
    columns = [decline_adjective(word, animate) for word in words[:-1]]
    columns.append(decline_noun(noun, genitive or None, gender, animate))
    tail = " " + tail.strip() if tail.strip() else ""
    return {case: " ".join(column[n] for column in columns) + tail for n, case in enumerate(CASES)}


def decline_place(name: str, gender: str) -> dict[str, str]:
    """Every case of a city or country name; names in -о, -и, -у, -е, -ы and those with `!` do not change."""
    if name.startswith("!") or (" " not in name and name[-1] in "оиуеэы" and gender != "p"):
        return dict.fromkeys(CASES, name.lstrip("!"))
    return decline(name, gender)


def _decline_surname(word: str, female: bool) -> tuple[str, ...]:
    still = (word,) * 6
    lower = word.lower()
    if female and lower.endswith(("ова", "ева", "ёва", "ина", "ына")):
        return _forms(word, word[:-1], "ой", "ой", "у", "ой", "ой")
    if lower.endswith(("ская", "цкая", "ная", "лая", "вая")) and female:
        return decline_adjective(word, animate=True)
    if lower.endswith(("аа", "иа", "уа", "оа", "еа", "ых", "их")) or lower[-1] in "оиуеэыюё":
        return still
    if lower[-1] == "а":
        return decline_noun(word, None, "f", animate=True)
    if lower[-1] == "я":
        return decline_noun(word, None, "f", animate=True)
    if female:
        return still
    if lower.endswith(("ский", "цкий", "ный", "лый", "вый", "ской")):
        return decline_adjective(word, animate=True)
    g, d, i, p = word + "а", word + "у", word + "ым", word + "е"
    if re.search(r"(ов|ев|ёв|ин|ын)$", lower) and len(lower) > 4:
        return word, g, d, g, i, p
    return _masculine(word, None, animate=True)


def _decline_first(word: str, female: bool) -> tuple[str, ...]:
    lower = word.lower()
    if lower in (
        "абу",
        "бин",
        "бен",
        "ибн",
        "абдель",
        "абд",
        "аль",
        "эль",
        "умм",
        "ван",
        "де",
        "фон",
        "ди",
        "ас",
        "аш",
    ):
        return (word,) * 6
    if lower.endswith(("аа", "уа", "оа")) or lower[-1] in "оиуеэыюё" or (female and lower[-1] not in "ая"):
        return (word,) * 6
    if lower[-1] in "ая":
        return decline_noun(word, None, "f", animate=True)
    special = {"павел": "Павла", "лев": "Льва", "пётр": "Петра", "петр": "Петра"}
    return _masculine(word, special.get(lower), animate=True)


def decline_person(name: str, female: bool) -> dict[str, str]:
    """Every case of a person's name: given names by their ending, the last word as a surname."""
    words = name.split()
    columns = [_decline_first(word, female) for word in words[:-1]]
    columns.append(_decline_surname(words[-1], female))
    return {case: " ".join(column[n] for column in columns) for n, case in enumerate(CASES)}


def into(preposition: str, word: str) -> str:
    """`в`, `с` or `о` with the vowel that Russian puts before hard clusters: во вторник, со Светланой, об Иране."""
    lower = word.lower().lstrip('«"')
    if preposition == "в" and re.match(r"[вф][бвгджзклмнпрстфхцчшщ]", lower):
        return "во"
    if preposition == "с" and re.match(r"(с[бвгджзклмнпртфхцчшщ]|ш[бвгджзклмнпртфхцчщ]|з[бвгджклмнрт])", lower):
        return "со"
    if preposition == "о" and lower[:1] in "аиоуэ":
        return "об"
    return preposition


def number_form(number: int) -> int:
    """Which form of a noun a number asks for: 0 one, 1 two to four, 2 five and more."""
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else 2


def counted(number: int, one: str, few: str, many: str, digits: str) -> str:
    """A number in figures with its noun in the nominative or (inanimate) accusative: 21 грузовик, 3 грузовика."""
    return f"{digits} {(one, few, many)[number_form(number)]}"

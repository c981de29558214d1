"""The words of the demo's grammar: read from words/*.txt and from the term tables of the reports, with all their forms.
A Term knows how it is spelt in each language in each form that the sentence patterns ask for."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from demo_grammar import arabic, russian

__all__ = ["Term", "Words", "read_rows"]

_MALE_IN_A = {"илья", "никита", "данила", "кузьма", "савва", "фома", "муса", "мустафа", "яхья", "закария", "хамза"}
_SAID_F = re.compile(
    r"(?:قالت|ذكرت|أوضحت|أضافت|صرحت|أكدت|أعلنت|شددت|حذرت|رأت|وتقول|وتضيف|وأفادت) (?:\{\d+\|[^}]*\} )?\{(\d+)\|"
)
_SAID_M = re.compile(r"(?:قال|ذكر|أوضح|أضاف|صرح|أكد|أعلن|شدد|حذر|رأى|ويقول|ويضيف|وأفاد) (?:\{\d+\|[^}]*\} )?\{(\d+)\|")

_TERM = re.compile(r"^@(\d+) (\w+) \| (.+?) \| (.+?) \| (.+?)$", re.MULTILINE)
_NOT_SUPPORTED = re.compile(r"situation|shortage|market|fate|nuclear|ceasefire agreement|issues|fuel")
_PHRASES = {
    "T": "topics", "TN": "topics", "TC": "cooperation", "TR": "resumed", "TI": "sectors", "G": "gatherings",
    "B": "both", "U": "urged", "UC": "calls", "UG": "given", "CA": "opened", "CB": "facilities", "GD": "attended",
    "GT": "series", "JA": "addressed", "JB": "jobs", "JC": "committees", "JD": "started", "JE": "openings",
    "JN": "neighbours", "JP": "folk", "JS": "closed", "JV": "helpers",
    "HP": "places_helped", "HV": "needs", "CV": "carriers", "PR": "goods",
    "GX": "discussed", "WN": "weather", "WF": "crews",
}  # fmt: skip
_COUNTED = {
    "NP": "people", "NW": "workers", "NK": "cargo", "NV": "vehicles", "NX": "lost", "NI": "mines", "NT": "time",
    "NH": "hours", "ND": "duration",
}  # fmt: skip
_FIXED = {
    "D": "past", "F": "future", "M": "media", "DA": "periods", "FU": "until", "CE": "per", "Z": "headings",
    "JI": "deeds", "JO": "ordinals", "EV": "afters", "FG": "until_genitive", "DF": "ahead", "AL": "supplies",
}  # fmt: skip


@dataclass(frozen=True)
class Term:
    """A word or phrase in three languages; `gender` per language is m, f, n, p (plural) or, in Arabic, d (dual)."""

    key: str
    en: str
    ar: str
    ru: dict[str, str]
    gender: dict[str, str]
    short: tuple[str, str, dict[str, str]] | None = None
    ar_accusative: str = ""

    def form(self, language: str, wanted: str, rng: random.Random | None = None) -> str:
        """The spelling asked for: s the short name, b without "the", ' the English possessive, o the Arabic oblique,
        t the Arabic accusative of an indefinite phrase, or the letter of a Russian case."""
        en, ar, ru = self.short if self.short and "s" in wanted else (self.en, self.ar, self.ru)
        if language == "en":
            en = en.removeprefix("the ") if "b" in wanted else en
            return en + ("'" if en.endswith("s") and self.gender["en"] == "p" else "'s") if "'" in wanted else en
        if language == "ar":
            if "t" in wanted and self.ar_accusative:
                return self.ar_accusative
            return arabic.oblique(ar, self.gender["ar"]) if "o" in wanted else ar
        return ru[next((letter for letter in wanted if letter in russian.CASES), "n")]


def read_rows(path: Path) -> Iterator[list[str]]:
    """The rows of a word list: cells between bars `;`, comment lines with #."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            row = [cell.strip() for cell in line.split(";")]
            if len(row) < 3:
                raise ValueError(f"{path}:{number}: a row needs at least three cells")
            yield row


@dataclass(frozen=True)
class Country:
    """A country with what other words need of it."""

    en: str
    adjective: str
    ar: str
    ar_adjective: str
    ru: dict[str, str]


@dataclass(frozen=True)
class Person:
    """A name without a title."""

    en: str
    ar: str
    ru: str
    female: bool
    short_words: tuple[int, int, int] = (1, 1, 1)


class Words:
    """All kinds of words; `draw(kind, rng)` gives one. Kinds are the slot names that README.md lists."""

    def __init__(self, folder: Path, reports: Path | None = None) -> None:
        """`reports`: the folder of trilingual reports whose term tables give further people and places."""
        self.folder = folder
        self.macros: dict[str, list[list[str]]] = {}
        for name, *row in read_rows(folder / "macros.txt"):
            self.macros.setdefault(name, []).append(row)
        self.countries, self._country_terms = self._read_countries()
        self.lists: dict[str, list[Term]] = {"K": self._country_terms}
        for kind, name in _PHRASES.items():
            self.lists[kind] = [_phrase(row) for row in read_rows(folder / f"{name}.txt")]
        for kind, name in _FIXED.items():
            self.lists[kind] = [_fixed(row) for row in read_rows(folder / f"{name}.txt")]
        self.lists["D"] += list(_dates())
        self.lists["FP"] = [term for term in self.lists["F"] if not term.en.startswith(("by", "before"))]
        self.lists["TS"] = [term for term in self.lists["T"] if not _NOT_SUPPORTED.search(term.en)]
        self.cities = [_place(row) for row in read_rows(folder / "cities.txt")]
        self.bodies = [_phrase(row) for row in read_rows(folder / "bodies.txt")]
        self.country_bodies = list(read_rows(folder / "country_bodies.txt"))
        self.titles = list(read_rows(folder / "titles.txt"))
        self.known = [(_known(row), row) for row in read_rows(folder / "people.txt")]
        self.counted = list(read_rows(folder / "counted.txt"))
        self.more_people: list[Person] = []
        self.more_cities: list[Term] = []
        if reports is not None:
            self._harvest(reports)
        self._kinds: dict[str, Callable[[random.Random], Term]] = {
            "P": self._person, "N": self._surname, "O": self._body, "L": self._city, "A": self._actor, "X": self._human,
            **{kind: partial(self._counted, kind=name) for kind, name in _COUNTED.items()},
            "NM": _money, "MW": _power, "PC": _percent, "Y": _year, "W": lambda rng: rng.choice(self._capitals),
        }  # fmt: skip
        capitals = {row[8] for row in read_rows(folder / "countries.txt") if len(row) > 8}
        self._capitals = [city for city in self.cities if city.en in capitals]

    def draw(self, kind: str, rng: random.Random) -> Term:
        """One word of a kind."""
        if kind in self.lists:
            return rng.choice(self.lists[kind])
        return self._kinds[kind](rng)

    def _read_countries(self) -> tuple[list[Country], list[Term]]:
        countries, terms = [], []
        for row in read_rows(self.folder / "countries.txt"):
            en, adjective, ar, ar_adjective, ar_gender, name, gender = row[:7]
            ru = russian.decline_place(name, gender)
            countries.append(Country(en, adjective, ar, ar_adjective, ru))
            genders = {"en": "n", "ar": ar_gender, "ru": gender}
            bare = en.removeprefix("the ")
            terms.append(Term(bare, en, ar, ru, genders))
        return countries, terms

    def _country(self, rng: random.Random) -> Country:
        return self.countries[rng.randrange(12)] if rng.random() < 0.6 else rng.choice(self.countries)

    def _city(self, rng: random.Random) -> Term:
        if self.more_cities and rng.random() < 0.2:
            return rng.choice(self.more_cities)
        return self.cities[rng.randrange(24)] if rng.random() < 0.4 else rng.choice(self.cities)

    def _body(self, rng: random.Random) -> Term:
        if rng.random() < 0.5:
            return rng.choice(self.bodies)
        en, ar, ru, gender, en_gender = rng.choice(self.country_bodies)
        country = self._country(rng)
        ar_gender = arabic.gender_of(ar) if not ar.startswith("+") else "f"
        adjective = country.ar_adjective + ("ة" if ar_gender == "f" else "")
        cases = russian.decline(ru.replace("~", country.ru["g"]), gender)
        text = en.replace("~", country.adjective)
        genders = {"en": en_gender, "ar": ar_gender, "ru": gender}
        return Term(text, text, ar.lstrip("+").replace("~", adjective), cases, genders)

    def _name(self, rng: random.Random) -> tuple[Person, list[str] | None]:
        if self.more_people and rng.random() < 0.3:
            return rng.choice(self.more_people), None
        person, row = rng.choice(self.known)
        return person, row

    def _person(self, rng: random.Random) -> Term:
        """A person with title: the known ones with their own, the others with any title of any country."""
        person, row = self._name(rng)
        if row is not None and len(row) > 6:
            en, ar, ru = row[5], row[6], row[7]
        else:
            title_en, ar_m, ar_f, ru, kind = rng.choice(self.titles)
            country = self._country(rng)
            en = title_en.replace("~", country.adjective)
            ar = (ar_f if person.female else ar_m).replace("~~", country.ar)
            feminine = kind == "f" or (kind == "-" and person.female)
            ar = ar.replace("~", country.ar_adjective + ("ة" if feminine else ""))
            ru = ru.replace("~", country.ru["g"])
        name = russian.decline_person(person.ru, person.female)
        title = russian.decline(ru, "m", animate=True)
        cases = {case: f"{title[case]} {name[case]}" for case in russian.CASES}
        return Term(person.en, f"{en} {person.en}", f"{ar} {person.ar}", cases, _sex(person), _short(person))

    def _surname(self, rng: random.Random) -> Term:
        person, _ = self._name(rng)
        en, ar, ru = _short(person)
        return Term(person.en, en, ar, ru, _sex(person))

    def _human(self, rng: random.Random) -> Term:
        return self._person(rng) if rng.random() < 0.5 else self._surname(rng)

    def _actor(self, rng: random.Random) -> Term:
        return self._body(rng) if rng.random() < 0.35 else self._human(rng)

    def _counted(self, rng: random.Random, kind: str) -> Term:
        rows = [row for row in self.counted if row[0] == kind]
        _, one, many, ar_one, ar_two, ar_many, ar_accusative, ru_one, ru_few, ru_many, ar_gender = rng.choice(rows)
        number = _number(rng, kind)
        del one, ar_two  # numbers start at three
        if number >= 10000:
            thousands = number // 1000
            plural = 3 <= thousands % 100 <= 10
            ar = f"{thousands} {'آلاف' if plural else 'ألف'} {ar_one}"
            ru = f"{thousands} {('тысяча', 'тысячи', 'тысяч')[russian.number_form(thousands)]} {ru_many}"
        else:
            ar = arabic.counted(number, ar_one, "", ar_many, ar_accusative, str(number))
            ru = russian.counted(number, ru_one, ru_few, ru_many, str(number))
        en = f"{number:,} {many}"
        genitive = f"{ru.split()[0]} тысяч {ru_many}" if number >= 10000 else f"{number} {ru_many}"
        cases = {**dict.fromkeys(russian.CASES, ru), "g": genitive}
        return Term(many, en, ar, cases, {"en": "p", "ar": ar_gender, "ru": "p"})

    def _harvest(self, reports: Path) -> None:
        """People (whose sex the text tells) and plain places from the term tables of the reports."""
        people: dict[str, Person] = {}
        places: dict[str, Term] = {}
        for path in sorted(reports.glob("p*.txt")):
            text = path.read_text(encoding="utf-8")
            women = {match.group(1) for match in _SAID_F.finditer(text)}
            men = {match.group(1) for match in _SAID_M.finditer(text)} - women
            for number, kind, en, ar, ru in _TERM.findall(text):
                if kind == "person":
                    person = _harvested(en, ar, ru, number in women, number in men)
                    if person is not None:
                        people.setdefault(en, person)
                elif (
                    kind == "place"
                    and re.fullmatch(r"[A-Z][\w'’-]+", en)
                    and re.fullmatch(r"[А-ЯЁ][\w-]*[^ьаы\W](?<![ыи]й)", ru)
                ):
                    places.setdefault(en, _place([en, ar, ru]))
        known = {person.en for person, _ in self.known} | {city.en for city in self.cities}
        known |= {country.en for country in self.countries}
        self.more_people = [people[name] for name in sorted(people) if name not in known]
        self.more_cities = [places[name] for name in sorted(places) if name not in known]


def _harvested(en: str, ar: str, ru: str, woman: bool, man: bool) -> Person | None:
    if any(re.search(r"[^\w' ’ʿʾ-]", name) for name in (en, ar, ru)) or not 2 <= len(ru.split()) <= 3:
        return None
    if ru[0].islower():
        return None
    first = ru.split()[0].lower()
    if not woman and not man:
        woman = first[-1] in "ая" and first not in _MALE_IN_A
        if not woman:
            return None
    if ru.endswith(("ец", "ёк", "ек", "ень", "ел", "ый")) or len(en.split()) != len(ru.split()):
        return None
    return Person(en, re.sub(r"[\u064b-\u0652]", "", ar), ru, woman)


def _known(row: list[str]) -> Person:
    counts = [int(count) for count in row[4].split()]
    counts = counts * 3 if len(counts) == 1 else counts
    return Person(row[0], row[2], row[3], row[1] == "f", (counts[0], counts[1], counts[2]))


def _short(person: Person) -> tuple[str, str, dict[str, str]]:
    """The surname in the three languages."""
    names = (person.en, person.ar, person.ru)
    en, ar, ru = (" ".join(name.split()[-n:]) for name, n in zip(names, person.short_words, strict=True))
    return en, ar, russian.decline_person(ru, person.female)


def _sex(person: Person) -> dict[str, str]:
    return dict.fromkeys(("en", "ar", "ru"), "f" if person.female else "m")


def _fixed(row: list[str]) -> Term:
    """A phrase that never changes: en; ar; ru."""
    return Term(row[0], row[0], row[1], dict.fromkeys(russian.CASES, row[2]), {"en": "n", "ar": "m", "ru": "n"})


def _phrase(row: list[str]) -> Term:
    """A noun phrase: en; ar; ru in the notation of russian.decline; ru gender; ar gender; en gender; a = animate;
    the Arabic accusative where it differs."""
    en, ar, ru, gender = row[:4]
    ar_gender = row[4] if len(row) > 4 and row[4] else arabic.gender_of(ar)
    en_gender = row[5] if len(row) > 5 and row[5] else ("p" if gender == "p" else "n")
    cases = russian.decline(ru, gender, animate=len(row) > 6 and row[6] == "a")
    accusative = row[7] if len(row) > 7 else ""
    return Term(en, en, ar, cases, {"en": en_gender, "ar": ar_gender, "ru": gender[0]}, None, accusative)


def _place(row: list[str]) -> Term:
    """A city: en; ar; ru; its gender in Russian if its end does not tell."""
    en, ar, ru = row[:3]
    gender = row[3] if len(row) > 3 else {"а": "f", "я": "f", "о": "n", "е": "n"}.get(ru[-1], "m")
    cases = russian.decline_place(ru, gender)
    return Term(en, en, ar, cases, {"en": "n", "ar": "f", "ru": gender})


_MONTHS = (
    ("January", "يناير", "января"), ("February", "فبراير", "февраля"), ("March", "مارس", "марта"),
    ("April", "أبريل", "апреля"), ("May", "مايو", "мая"), ("June", "يونيو", "июня"), ("July", "يوليو", "июля"),
    ("August", "أغسطس", "августа"), ("September", "سبتمبر", "сентября"), ("October", "أكتوبر", "октября"),
    ("November", "نوفمبر", "ноября"), ("December", "ديسمبر", "декабря"),
)  # fmt: skip


def _dates() -> Iterator[Term]:
    """A few days of every month; the number is copied, so a few are enough."""
    for n, (en, ar, ru) in enumerate(_MONTHS):
        for day in (1 + n * 5 % 28, 1 + (n * 11 + 9) % 30):
            yield _fixed([f"on {day} {en}", f"في {day} {ar}", f"{day} {ru}"])


def _number(rng: random.Random, kind: str) -> int:
    """A number from three on that asks for the Russian genitive plural or the paucal, never for the singular."""
    while True:
        if kind in ("time", "hours", "duration"):
            number = rng.choice([3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 24, 30, 40, 48, 50, 60, 72, 90])
        else:
            top = rng.choice([12, 30] if kind == "vehicles" else [12, 60, 100, 1000, 10000, 100000])
            number = rng.randint(3, top)
            if number > 100:
                number -= number % 10
            if number > 1000:
                number -= number % 100
            if number >= 10000:
                number -= number % 1000
        form = russian.number_form(number if number < 10000 else number // 1000)
        if form == 2 or (form == 1 and kind not in ("people", "workers")):
            return number


def _money(rng: random.Random) -> Term:
    """A sum in dollars or euros: whole millions, or billions with a tenth."""
    unit_en, unit_ar, unit_ru, sign = rng.choice(
        [("", "دولار", "долларов", "$"), ("", "دولار", "долларов", "$"), (" euros", "يورو", "евро", "")]
    )
    million = rng.random() < 0.65
    en_scale, ar_scale, ar_few, ru_scale = (
        ("million", "مليون", "ملايين", "млн") if million else ("billion", "مليار", "مليارات", "млрд")
    )
    if million or rng.random() < 0.5:
        number = rng.choice([rng.randint(3, 20), rng.randint(2, 90) * 10, rng.randint(11, 99)])
        digits, ru_digits = str(number), str(number)
        ar = f"{digits} {ar_few if 3 <= number % 100 <= 10 else ar_scale} {unit_ar}"
    else:
        number = rng.randint(11, 99)
        digits, ru_digits = f"{number // 10}.{number % 10 or 5}", f"{number // 10},{number % 10 or 5}"
        ar = f"{digits} {ar_scale} {unit_ar}"
    ru = f"{ru_digits} {ru_scale} {unit_ru}"
    en = f"{sign}{digits} {en_scale}{unit_en}"
    return Term(en, en, ar, dict.fromkeys(russian.CASES, ru), {"en": "n", "ar": "m", "ru": "p"})


def _percent(rng: random.Random) -> Term:
    number = rng.randint(3, 95)
    en, ar, ru = f"{number} percent", f"{number} في المئة", f"{number}%"
    return Term(en, en, ar, dict.fromkeys(russian.CASES, ru), {"en": "n", "ar": "m", "ru": "p"})


def _power(rng: random.Random) -> Term:
    number = rng.randint(2, 90) * 10
    ar = arabic.counted(number, "ميغاواط", "ميغاواط", "ميغاواط", "ميغاواط", str(number))
    ru = f"{number} мегаватт"
    return Term(
        f"{number} MW", f"{number} megawatts", ar, dict.fromkeys(russian.CASES, ru), {"en": "p", "ar": "m", "ru": "p"}
    )


def _year(rng: random.Random) -> Term:
    year = str(rng.randint(2005, 2030))
    return Term(year, year, year, dict.fromkeys(russian.CASES, year), {"en": "n", "ar": "m", "ru": "n"})

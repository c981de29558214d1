"""The case forms of persons' names: given names, patronymics, surnames, with the particles and articles among them.

The dictionary is asked only for what it lists as a name; for everything else the ending decides. Where an ending has
exceptions (Пушкиным but Дарвином, Кравеца and Кравца) the forms are marked as guesses.
"""

from __future__ import annotations

import re
from functools import lru_cache

from aligner.languages.names import NameFacts
from aligner.languages.russian_east_asian import east_asian
from aligner.languages.russian_paradigm import CLASSES, Paradigm, combine, decline, fixed, guessed, merged
from aligner.languages.russian_paradigm_dictionary import Reading, noun_table, readings
from aligner.languages.russian_persons import ARTICLE, NUMERAL, PARTICLES, PATRONYMIC_ENDS, TITLES, sex
from aligner.languages.wordlist import words

__all__ = ["person"]

_POSSESSIVE = re.compile("(?:ин|ын|ов|ев|ёв)$")
_VOWELS = "аеёиоуыэюя"
_FRENCH = frozenset(words("дюма тома дега люка золя труайя ферма петипа бенуа делакруа камю барра"))
# Foreign surnames in -ов, -ин that the dictionary takes for Russian ones: Дарвином.
_FOREIGN_OV = frozenset(
    words("""
    дарвин чаплин грин бюлов франклин болдуин болдвин цеппелин кронин гершвин вирхов балдуин остин мартин бенджамин
    хардин мерлин мелвин эрвин ирвин гудвин корвин кальвин колвин швин гвин квин маккуин макквин эдвин куин уилкин
    """)
)
# Given names that men of Russia do not bear: what ends in -ин or -ов behind them is hardly a Russian surname.
_WESTERN = frozenset(
    words("""
    ллойд чарльз чарли джон джонни джордж джеймс джим джимми джо джозеф уильям уилл билл бенджамин бен томас том майкл
    майк джек джейк дэвид дэйв дональд рональд рон стивен стив стюарт фрэнк франк франклин генри гарри гарольд ричард
    дик эндрю энтони тони патрик кевин брайан скотт кит джастин остин пол питер джереми ник николас кристофер крис
    мэтью люк филип хью алан аллан колин дуглас гордон грегори джеффри кеннет кен лоуренс оливер рэй рассел сэмюэл
    сидни теодор тимоти уолтер уэсли эдвард эдвин жан жак жан-жак жан-поль жан-клод пьер франсуа луи анри мишель
    филипп жильбер жером ханс ганс юрген вольфганг фридрих йохан йоханнес франц дитер гельмут хельмут гюнтер клаус
    хосе хуан карлос луис пабло педро мигель джованни джузеппе марио паоло виллем ларс олаф свен бьёрн бьорн нильс шон
    лиам дин рид глен гленн тайлер джейсон джошуа джордан брэд брэдли брэндон брюс бретт чак дастин дин дэн дэниел
    эван гэри грег
    """)
)


def person(name: str, facts: NameFacts) -> Paradigm:
    """The forms of a person's name. Of somebody whose sex is not told both paradigms are given, as guesses."""
    tokens = tuple(name.split())
    gender = facts.gender if facts.gender in ("m", "f") else sex(tokens)
    if gender:
        return _phrase(name, tokens, gender, facts)
    either = [_phrase(name, tokens, g, facts) for g in ("m", "f")]
    if either[0] == either[1]:
        return either[0]
    sure = {
        case: {c.text for c in either[0][case] if not c.guess} & {c.text for c in either[1][case] if not c.guess}
        for case in either[0]
    }
    both = guessed(merged(*either))
    return {
        case: tuple(cell._replace(guess=cell.guess and cell.text not in sure[case]) for cell in cells)
        for case, cells in both.items()
    }


def _phrase(name: str, tokens: tuple[str, ...], gender: str, facts: NameFacts) -> Paradigm:
    names = [i for i, token in enumerate(tokens) if not _stays(token)]
    last = names[-1] if names else -1
    eastern = east_asian(tokens)
    blanks = re.split(r"\S+", name)
    pieces: list[str | Paradigm] = []
    for index, token in enumerate(tokens):
        pieces.append(blanks[index])
        following = tokens[index + 1].lower() if index + 1 < len(tokens) else ""
        unchanged = following in PATRONYMIC_ENDS or (eastern and index != last) or _particle(tokens, index, last)
        if token in facts.fixed or _stays(token) or unchanged:
            pieces.append(token)
        elif facts.declension in CLASSES and index == last:
            pieces.append(decline(token, facts.declension, animate=True))
        elif token == token.lower():
            pieces.append(_common(token, gender))
        else:
            role = "only" if len(names) == 1 else "surname" if index == last else "given"
            if role == "only" and not _listed(token, gender, "given"):
                role = "surname"
            foreign = index > 0 and tokens[index - 1].lower() in PARTICLES
            if role == "surname" and gender == "m" and tokens[0].lower() in _WESTERN and _POSSESSIVE.search(token):
                pieces.append(_foreign_surname(token))
                continue
            pieces.append(_word(token, gender, "foreign" if (foreign and role != "given") or eastern else role))
    return combine([*pieces, blanks[-1]])


def _foreign_surname(word: str) -> Paradigm:
    """Остином: not the Russian -ым, which somebody whose father came from Russia may have all the same."""
    table = decline(word, "cons", animate=True)
    if word.lower() in _FOREIGN_OV:
        return table
    return {**table, "ins": guessed(merged(table, decline(word, "ov", animate=True)))["ins"]}


def _stays(token: str) -> bool:
    """Numerals, initials, abbreviations and words in other letters: Мухаммед VI, А. С. Пушкин, Дж. Буш-мл."""
    bare = token.strip("«»\"'(),")
    letters = [c for c in bare if c.isalpha()]
    return (
        not letters
        or NUMERAL.fullmatch(bare) is not None
        or token.endswith(".")
        or all(c < "\u0400" or c > "\u04ff" for c in letters)
        or (len(bare) == 1)
    )


def _particle(tokens: tuple[str, ...], index: int, last: int) -> bool:
    low = tokens[index].lower()
    if low not in PARTICLES:
        return False
    if index == last:
        return False
    # Бен Аффлек is a given name; бен Гурион is none.
    return not (tokens[index] in ("Бен", "Мак", "Ден") and index == 0 and len(tokens) == 2)


@lru_cache(maxsize=1 << 15)
def _word(word: str, gender: str, role: str) -> Paradigm:
    """One word of a name. `role`: "given", "surname", "only" (either), "foreign" (after an article or a particle)."""
    bare = word.strip('«»"(),')
    if bare != word and bare:
        start = word.index(bare)
        return combine([word[:start], _word(bare, gender, role), word[start + len(bare) :]])
    if "-" in word:
        return _hyphenated(word, gender, role)
    if gender == "m" and word.lower() in _FOREIGN_OV:
        return _cons(word)
    if role != "foreign" and (reading := _listed(word, gender, role)):
        table = noun_table(word, reading, "sing")
        if table is not None:
            return _with_doubts(word, gender, role, table)
    return _by_ending(word, gender, role)


def _with_doubts(word: str, gender: str, role: str, table: Paradigm) -> Paradigm:
    """A listed name; a Muslim woman's in -ь that the dictionary holds fixed is declined by others (Айгули)."""
    if gender == "f" and role != "surname" and word.endswith(("уль", "юль", "аль")) and table["gen"][0].text == word:
        return merged(table, guessed(decline(word, "soft_f")))
    if word.endswith("ия") and table["gen"][0].text == word:  # Гарсия
        return merged(guessed(decline(word, "a")), guessed(table))
    return table


def _like_common_noun(word: str, table: Paradigm) -> Paradigm | None:
    """The forms of the common noun that a surname is, stress and all: ткачом, Ткачом."""
    for reading in readings(word):
        if reading.known and reading.pos == "NOUN" and reading.case == "nom" and reading.gender == "masc":
            common = None if reading.grammemes & {"Surn", "Name", "Patr"} else noun_table(word, reading, "sing")
            if common is not None and common["gen"][0].text == table["gen"][0].text:
                return common
    return None


@lru_cache(maxsize=1 << 15)
def _listed(word: str, gender: str, role: str) -> Reading | None:
    """The reading of a word that the dictionary lists as such a name."""
    wanted = {"given": ("Name", "Patr"), "surname": ("Surn", "Patr", "Name"), "only": ("Name", "Surn")}[role]
    genders = ("masc", "ms-f") if gender == "m" else ("femn", "ms-f")
    for kind in wanted:
        for reading in readings(word):
            usable = reading.known and reading.pos == "NOUN" and reading.case == "nom" and reading.number == "sing"
            if usable and kind in reading.grammemes and reading.gender in genders:
                return reading
    return None


def _hyphenated(word: str, gender: str, role: str) -> Paradigm:
    *first, last = word.split("-")
    if not last or not all(first):
        return fixed(word)
    low = [part.lower() for part in first]
    pieces: list[str | Paradigm] = []
    if all(ARTICLE.fullmatch(part) or part in PARTICLES or len(part) < 2 for part in low):
        return combine([*(part + "-" for part in first), _word(last, gender, "foreign")])
    if last.lower() in PATRONYMIC_ENDS or any(ARTICLE.fullmatch(part) for part in low) or len(first) > 1:
        tail: str | Paradigm = last if last.lower() in PATRONYMIC_ENDS else _word(last, gender, "foreign")
        return combine([*(part + "-" for part in first), tail])
    one = first[0]
    if last[:1].islower():  # Чен-ын, Хо-ян, Нур-эддин: syllables of one name
        return combine([one + "-", _by_ending(last, gender, "foreign")])
    pieces = [_word(one, gender, role), "-", _word(last, gender, role)]
    whole = combine(pieces)
    only_last = combine([one + "-", _word(last, gender, role)])
    if role == "given" and one[-1:].lower() not in "ая":  # Жан-Поля
        return only_last
    if one[-2:].lower() in ("ий", "ый", "ой", "ая", "ов", "ев", "ёв", "ин", "ва", "на"):
        return whole
    return merged(guessed(whole), guessed(only_last)) if whole != only_last else whole


def _common(word: str, gender: str) -> Paradigm:
    """A common noun before a name: шейх, принцесса, хаджа."""
    for reading in readings(word):
        if reading.known and reading.pos == "NOUN" and reading.case == "nom" and reading.number == "sing":
            table = noun_table(word, reading, "sing")
            if table is not None and "anim" in reading.grammemes:
                return table
    if word in TITLES:
        return _by_ending(word, TITLES[word], "given")
    return fixed(word)


def _by_ending(word: str, gender: str, role: str) -> Paradigm:
    low = word.lower().replace("ё", "е")
    last = low[-1:]
    if last not in _VOWELS + "ьй" or last == "й":
        if not last.isalpha():
            return fixed(word, guess=True)
        return fixed(word) if gender == "f" else _man(word, low, role)
    if last == "ь":
        return _in_soft_sign(word, low, gender, role)
    if last in "ая":
        return _in_a(word, low, gender, role)
    return fixed(word)


def _man(word: str, low: str, role: str) -> Paradigm:
    """A man's name in a consonant or -й."""
    surname = role in ("surname", "only")
    if low.endswith(("ский", "цкий", "ской", "цкой", "ый")) and role != "given":
        return decline(word, "adj", animate=True)
    if low.endswith(("гий", "кий", "хий", "жий", "чий", "ший", "щий", "ний")) and surname:
        return guessed(decline(word, "adj", animate=True))
    if low.endswith("ой") and role == "surname" and sum(c in _VOWELS for c in low) > 1:
        return guessed(decline(word, "adj", animate=True))
    if surname and low.endswith(("ых", "их")):
        if low.endswith("ых") or low[-3:-2] in "кгхжшщчс":
            return fixed(word) if low.endswith("ых") else merged(fixed(word, guess=True), guessed(_cons(word)))
        return merged(guessed(_cons(word)), fixed(word, guess=True))
    if surname and len(low) > 4 and low.endswith(("ов", "ев")):
        return (
            merged(decline(word, "ov", animate=True), guessed(_cons(word)))
            if low.endswith("лов")
            else decline(word, "ov", animate=True)
        )
    if surname and len(low) > 4 and low.endswith(("ин", "ын")) and low[-3] not in _VOWELS:
        return merged(decline(word, "ov", animate=True), guessed(_cons(word)))
    if low.endswith(("ец", "яц", "ок", "ек", "ел", "ень", "ерь")) and role != "foreign" and len(low) > 3:
        return _fleeting(word, low)
    return _cons(word)


def _cons(word: str) -> Paradigm:
    table = decline(word, "cons", animate=True)
    common = _like_common_noun(word, table) if word[-1:].lower() in "чшщжц" else None
    if common is None:
        return table
    others = tuple(cell._replace(guess=True) for cell in table["ins"] if cell.text != common["ins"][0].text)
    return {**table, "ins": (common["ins"][0], *others)}


def _fleeting(word: str, low: str) -> Paradigm:
    """Names like common nouns: Заяц, Орел, Кравец. The vowel may stay in a surname; both are found in print."""
    drops = decline(word, "fleeting", animate=True)
    stays = _cons(word)
    for reading in readings(low):
        if reading.known and reading.pos == "NOUN" and reading.case == "nom" and reading.gender == "masc":
            table = noun_table(word, reading, "sing")
            if table is not None and table["gen"][0].text == stays["gen"][0].text:
                return {**table, "acc": table["gen"]}  # кузнеца
            if table is not None and table["gen"][0].text == drops["gen"][0].text:
                table = {**table, "acc": table["gen"]}
                return guessed(merged(table, stays)) if len(low) < 6 else table
    if low.endswith("ец") and low[-3] not in _VOWELS:
        return guessed(merged(drops, stays))
    return stays


def _in_soft_sign(word: str, low: str, gender: str, role: str) -> Paradigm:
    if gender == "m":
        return _fleeting(word, low) if low.endswith(("ень", "оть", "ерь")) and role == "surname" else _cons(word)
    if role == "surname" or role == "foreign":
        return fixed(word)
    return merged(guessed(decline(word, "soft_f")), fixed(word, guess=True))


def _in_a(word: str, low: str, gender: str, role: str) -> Paradigm:
    last, before = low[-1], low[-2:-1]
    if low in _FRENCH:
        return fixed(word)
    if last == "а" and before and before in _VOWELS + "ъ":
        return fixed(word)
    if gender == "f" and role == "surname":
        if low.endswith(("ская", "цкая", "ая", "яя")):
            return decline(word, "adj")
        if low.endswith(("ова", "ева")):
            return decline(word, "ova")
        if low.endswith(("ина", "ына")) and len(low) > 4 and low[-4] not in _VOWELS:
            return merged(guessed(decline(word, "ova")), guessed(decline(word, "a")))
    table = decline(word, "a")
    sure = low.endswith(("ия", "ья", "йя")) or role == "given"
    return table if sure else guessed(table)

"""Russian declension by ending: the classes, what each makes of a word, and how words make the forms of a phrase.

The classes and their endings are those of Zaliznyak's Grammatical Dictionary of Russian, for names cut down to what
Graudina, Itskovich and Katlinskaya (Grammatical Correctness of Russian Speech) admit in print.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, product
from typing import NamedTuple

__all__ = ["CASES", "CLASSES", "Cell", "Paradigm", "combine", "decline", "fixed", "guessed", "merged", "respell"]

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")

CLASSES = {
    "fixed": "does not change: Шараа, Сочи, Гюго",
    "cons": "masculine in a consonant, -й or -ь: Асад, Абдулай, Игорь",
    "fleeting": "masculine that drops its last vowel: Павел, Заяц (Зайца), Орел (Орла)",
    "ov": "masculine surname with an instrumental in -ым: Богданов, Пушкин",
    "ova": "feminine surname in -ова, -ина: Захарова, Ильина",
    "adj": "declined as an adjective: Достоевский, Толстая, Грозный",
    "a": "in -а or -я, -ия, either gender: Касра, Илья, Сирия",
    "soft_f": "feminine in -ь: Казань, Любовь",
    "neuter": "neuter in -о or -е: Бородино, Заполярье",
    "plural": "plural: Афины, Химки",
}

_LIMIT = 12  # forms of one case of one phrase; more come only of names with several doubtful words
_HUSHING = "жшчщ"
_BACK = "гкх"
_VOWELS = "аеёиоуыэюя"


class Cell(NamedTuple):
    """One form of one case."""

    text: str
    guess: bool = False
    old: bool = False  # bookish and rare: -ою. Old forms go together: Анною Петровною


Paradigm = Mapping[str, tuple[Cell, ...]]  # case -> its forms, the usual one first


def fixed(word: str, *, guess: bool = False) -> Paradigm:
    """The paradigm of a word that does not change."""
    return {case: (Cell(word, guess and case != "nom"),) for case in CASES}


def guessed(paradigm: Paradigm) -> Paradigm:
    """The same forms, none of them vouched for but the dictionary form."""
    return {
        case: tuple(cell if case == "nom" else cell._replace(guess=True) for cell in cells)
        for case, cells in paradigm.items()
    }


def merged(*paradigms: Paradigm) -> Paradigm:
    """The forms of several paradigms of one word, the first one's first; a form stands once, vouched for if any is."""
    found: dict[str, dict[str, Cell]] = {}
    for paradigm in paradigms:
        for case, cells in paradigm.items():
            row = found.setdefault(case, {})
            for cell in cells:
                known = row.get(cell.text, cell)
                row[cell.text] = Cell(cell.text, cell.guess and known.guess, cell.old and known.old)
    return {case: tuple(row.values()) for case, row in found.items()}


def respell(form: str, model: str) -> str:
    """A lower-case form with the capitals of the word it belongs to, and with ё only where that has it."""
    if model.lower() == "пётр" and form.lower() != "пётр":
        model = model.replace("ё", "е").replace("Ё", "Е")  # the one name whose ё is not in all its forms: Петра
    if "-" in model and form.count("-") == model.count("-"):
        return "-".join(map(respell, form.split("-"), model.split("-")))
    if "ё" not in model and "Ё" not in model:
        form = form.replace("ё", "е")
    kept = 0
    for new, old in zip(form, model, strict=False):
        if new != old.lower() and not (new in "её" and old.lower() in "её"):
            break
        kept += 1
    return model[:kept] + form[kept:]


def combine(pieces: Sequence[str | Paradigm]) -> Paradigm:
    """The paradigm of a phrase: each piece is a text that stays or a paradigm of one word."""
    found: dict[str, tuple[Cell, ...]] = {}
    for case in CASES:
        rows = [(Cell(piece),) if isinstance(piece, str) else piece.get(case, ()) for piece in pieces]
        usual = [[cell for cell in row if not cell.old] for row in rows]
        cells = [_joined(choice) for choice in islice(product(*usual), _LIMIT)]
        if any(cell.old for row in rows for cell in row):
            cells.append(
                _joined(
                    [
                        row[0] if isinstance(piece, str) else _bookish(row)
                        for piece, row in zip(pieces, rows, strict=True)
                    ]
                )
            )
        unique = {cell.text: cell for cell in reversed(cells)}
        found[case] = tuple(unique[text] for text in dict.fromkeys(cell.text for cell in cells))
    return found


def _bookish(row: Sequence[Cell]) -> Cell:
    """The old form of a word that has one, also where the dictionary leaves it out: Петровною."""
    usual = row[0]
    made = Cell(usual.text[:-1] + "ю", usual.guess, True) if usual.text.endswith(("вной", "чной")) else usual
    return next((cell for cell in row if cell.old), made)


def _joined(cells: Iterable[Cell]) -> Cell:
    cells = list(cells)
    return Cell("".join(c.text for c in cells), any(c.guess for c in cells), any(c.old for c in cells))


def decline(word: str, how: str, *, animate: bool = False) -> Paradigm:
    """The forms of a word in one of the CLASSES; the accusative of a masculine or a plural depends on its life."""
    if how == "cons":
        endings = _masculine(word)
        return _table(*endings, animate=animate)
    if how == "fleeting":
        return _table(word, _without_fleeting(word), *_masculine(word)[2:], animate=animate)
    if how == "ov":
        return _table(word, word, "а", "у", ("ым",), "е", animate=animate)
    if how == "ova":
        return _rows(word, word[:-1], "ой", "ой", ("у",), ("ой", "ою"), "ой")
    if how == "adj":
        return _adjective(word, animate=animate)
    if how == "a":
        return _in_a(word)
    if how == "soft_f":
        return _rows(word, word[:-1], "и", "и", ("ь",), ("ью",), "и")
    if how == "neuter":
        return _neuter(word)
    if how == "plural":
        return _plural(word, animate=animate)
    return fixed(word)


def _rows(word: str, stem: str, gen: str, dat: str, acc: Sequence[str], ins: Sequence[str], loc: str) -> Paradigm:
    usual, *old = ins
    return {
        "nom": (Cell(word),),
        "gen": (Cell(stem + gen),),
        "dat": (Cell(stem + dat),),
        "acc": tuple(Cell(stem + ending) for ending in acc),
        "ins": (Cell(stem + usual), *(Cell(stem + ending, old=True) for ending in old)),
        "loc": (Cell(stem + loc),),
    }


def _table(word: str, stem: str, gen: str, dat: str, ins: Sequence[str], loc: str, *, animate: bool) -> Paradigm:
    """A masculine paradigm: the accusative is the genitive of what lives, else the nominative."""
    usual, *doubtful = ins
    return {
        "nom": (Cell(word),),
        "gen": (Cell(stem + gen),),
        "dat": (Cell(stem + dat),),
        "acc": (Cell(stem + gen if animate else word),),
        "ins": (Cell(stem + usual), *(Cell(stem + ending, guess=True) for ending in doubtful)),
        "loc": (Cell(stem + loc),),
    }


def _masculine(word: str) -> tuple[str, str, str, str, tuple[str, ...], str]:
    """Word, stem and endings of a masculine in a consonant. The stress that tells -ем from -ом is not known."""
    if word[-1:].lower() == "й":
        return word, word[:-1], "я", "ю", ("ем",), "и" if word[-2:-1].lower() == "и" and len(word) > 3 else "е"
    if word[-1:].lower() == "ь":
        return word, word[:-1], "я", "ю", ("ем",), "е"
    if word[-1:].lower() in _HUSHING + "ц":
        stressed = sum(letter in _VOWELS for letter in word.lower()) < 2 or word.lower().endswith("ач")  # Грачом
        return word, word, "а", "у", ("ем", "ом") if stressed else ("ем",), "е"
    return word, word, "а", "у", ("ом",), "е"


def _without_fleeting(word: str) -> str:
    """The oblique stem: Павел Павл-, Заяц Зайц-, Лев Льв-, Боец Бойц-, Кравец Кравц-, Ковалец Ковальц-."""
    soft = word.endswith("ь")
    body = word[:-1] if soft else word
    stem, vowel, last = body[:-2], body[-2:-1].lower(), body[-1:]
    before = stem[-1:].lower()
    if before in _VOWELS and vowel in "еёя":
        return stem + "й" + last
    if vowel in "её" and before == "л" and len(body) > 3:
        return stem + ("ь" if last.lower() in "цк" else "") + last
    if vowel in "её" and len(body) == 3 and before == "л":
        return stem + "ь" + last
    return stem + last


def _in_a(word: str) -> Paradigm:
    stem, last, before = word[:-1], word[-1:].lower(), word[-2:-1].lower()
    if last == "я":
        soft = "и" if before == "и" else "е"
        table = dict(_rows(word, stem, "и", soft, ("ю",), ("ей", "ею"), soft))
        if before == "и" and sum(letter in _VOWELS for letter in stem.lower()) == 1:  # Зия: Зии, Зие
            table |= {case: (*table[case], Cell(stem + "е", guess=True)) for case in ("dat", "loc")}
        return table
    gen = "и" if before in _BACK + _HUSHING else "ы"
    if before in _HUSHING + "ц":
        table = dict(_rows(word, stem, gen, "е", ("у",), ("ей", "ею"), "е"))
        table["ins"] = (table["ins"][0], Cell(stem + "ой", guess=True), table["ins"][1])
        return table
    return _rows(word, stem, gen, "е", ("у",), ("ой", "ою"), "е")


def _neuter(word: str) -> Paradigm:
    stem, last, before = word[:-1], word[-1:].lower(), word[-2:-1].lower()
    if last == "о":
        return _rows(word, stem, "а", "у", ("о",), ("ом",), "е")
    if before in _HUSHING + "ц":
        return _rows(word, stem, "а", "у", (last,), ("ем",), "е")
    return _rows(word, stem, "я", "ю", (last,), ("ем",), "и" if before == "и" else "е")


def _adjective(word: str, *, animate: bool) -> Paradigm:
    stem, ending = word[:-2], word[-2:].lower()
    before = stem[-1:].lower()
    soft = ending in ("яя", "ее") or (ending in ("ий", "ие") and before not in _BACK + _HUSHING)
    if ending in ("ая", "яя"):
        hush = soft or before in _HUSHING
        new, old = ("ей", "ею") if hush else ("ой", "ою")
        return _rows(word, stem, new, new, ("юю" if soft else "ую",), (new, old), new)
    hard_o = "е" if soft or (before in _HUSHING and ending != "ой") else "о"
    i = "и" if soft or before in _BACK + _HUSHING else "ы"
    if ending in ("ые", "ие"):
        acc = i + ("х" if animate else "е")
        return _rows(word, stem, i + "х", i + "м", (acc,), (i + "ми",), i + "х")
    acc = hard_o + "го" if animate else ending
    return _rows(word, stem, hard_o + "го", hard_o + "му", (acc,), (i + "м",), hard_o + "м")


def _plural(word: str, *, animate: bool) -> Paradigm:
    """A plural whose genitive cannot be told from its ending: both are given, as guesses."""
    stem, last, before = word[:-1], word[-1:].lower(), word[-2:-1].lower()
    hard = last in "ыа" or before in _BACK + _HUSHING
    a = "а" if hard else "я"
    genitives = (stem, stem + "ов") if hard else (stem + ("й" if before in _VOWELS else "ь"), stem + "ев")
    gen = tuple(Cell(text, guess=True) for text in genitives)
    return {
        "nom": (Cell(word),),
        "gen": gen,
        "dat": (Cell(stem + a + "м"),),
        "acc": gen if animate else (Cell(word),),
        "ins": (Cell(stem + a + "ми"),),
        "loc": (Cell(stem + a + "х"),),
    }

"""Other spellings of a name in Russian texts: of Arabic names above all, which papers transcribe in many ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product
from math import prod

from aligner.languages.names import NameFacts
from aligner.languages.russian_paradigm_dictionary import readings
from aligner.languages.wordlist import words

__all__ = ["spellings"]

_MOST = 24  # spellings of one name
_COMBINATIONS = 2000  # looked at; of longer names only one other spelling a word, in the first words
_ARTICLE = re.compile(r"(?P<article>(?:[аэ]л|аль|эль|[аэ][дзнрстш]))(?P<joint>[- ])(?P<word>[А-ЯЁ]\w*)", re.IGNORECASE)
_SUN = "дзлнрстшж"
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})

# Spellings of one Arabic name each; a line holds those that stand for one another.
_SAME = [
    tuple(line.split())
    for line in """
    мухаммед мохаммед мухаммад мохаммад мохамед мухамед
    ахмед ахмад
    хусейн хуссейн хусайн хосейн
    хасан хассан
    халед халид
    тарек тарик
    салех салих
    рашед рашид
    насер насир
    надер надир
    хатем хатим
    касем касим
    джасем джасим
    хашем хашим
    басем басим
    мазен мазин
    джабер джабир
    маджед маджид
    юсеф юсуф юсиф
    ибрахим ибрагим
    сулейман сулайман сулиман
    омар умар
    осман усман
    осама усама
    фейсал файсал фейсаль
    зейд зайд
    зейн зайн
    фахд фахад
    джамаль гамаль джамал
    абдалла абдулла абдаллах абдуллах
    абдель абдул абдуль абд-эль
    абдулазиз абдельазиз абдалазиз
    абдеррахман абдуррахман абдурахман
    камаль кемаль
    моханнад муханнад
    мохсен мухсин
    мунзер мунзир
    шейбани шайбани
    шараа шара
    хафез хафиз
    рамез рамиз
    айман эйман
    хейсам хайсам хейтам
    яхья яхия
    закария закарья
    бин бен ибн
    хизбалла хезболла хизболла хизбулла
    """.strip().splitlines()
]
_OTHERS = {word: tuple(dict.fromkeys(w for w in group if w != word)) for group in _SAME for word in group}
# Common nouns or other people's names: not changed where they stand alone.
_ALONE = frozenset(words("шара асад бин бен ибн"))


def spellings(name: str, facts: NameFacts) -> tuple[str, ...]:
    """Spellings that texts have, without the name itself; none that is a common word of its own."""
    found = dict.fromkeys(text for text in islice(_spelt(name, facts), 4 * _MOST) if text != name and _safe(text))
    return tuple(found)[:_MOST]


def _spelt(name: str, facts: NameFacts) -> Iterator[str]:
    if quoted := re.fullmatch(r"«([^«»]+)»", name):
        yield quoted[1]
    tokens = re.split(r"(\s+)", name)
    choices = [tuple(_of_token(token, facts)) for token in tokens]
    if prod(map(len, choices)) > _COMBINATIONS:
        choices = [choice[: 2 if index < 8 else 1] for index, choice in enumerate(choices)]
    # The nearest to the name first: fewest words changed.
    ranked = sorted(
        product(*(range(len(choice)) for choice in choices)), key=lambda row: (sum(i > 0 for i in row), sum(row))
    )
    for row in ranked[: 4 * _MOST]:
        text = "".join(choice[i] for choice, i in zip(choices, row, strict=True))
        yield text
    if _ARTICLE.search(name):
        yield re.sub(_ARTICLE, lambda m: m["article"] + (" " if m["joint"] == "-" else "-") + m["word"], name)


def _of_token(token: str, facts: NameFacts) -> Iterator[str]:
    """A word, then its other spellings."""
    yield token
    quote = "«" if token.startswith("«") else ""
    bare = token.removeprefix("«")
    if match := _ARTICLE.match(bare):
        rest = bare[match.end("joint") :]
        bodies = [rest, *(_cased(other, rest) for other in _of_word(rest))]
        for article, body in product(_articles(match["article"], rest), bodies):
            yield f"{quote}{_cased(article, match['article'])}-{body}"
    elif facts.kind in ("person", "place", "org"):
        yield from (_cased(other, token) for other in _of_word(token))


def _of_word(word: str) -> tuple[str, ...]:
    return _OTHERS.get(word.lower(), ())


def _articles(own: str, word: str) -> Iterator[str]:
    """The article as given, then not assimilated and assimilated: аш-, аль-, эль-, эш-."""
    first = word[:1].lower()
    yield own.lower()
    yield "аль"
    yield "эль"
    if first in _SUN and first not in "лж":
        yield "а" + first
        yield "э" + first
    yield "ал"


def _cased(text: str, model: str) -> str:
    return text[:1].upper() + text[1:] if model[:1].isupper() else text


def _safe(text: str) -> bool:
    """Not a word that Russian has anyhow."""
    if not text.strip() or " " in text or "-" in text:
        return bool(text.strip())
    return text.lower() not in _ALONE and not any(
        reading.known and not reading.grammemes & _NAMES for reading in readings(text)
    )

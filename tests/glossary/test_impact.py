"""How many stored sentences a change of a concept would alter."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aligner.glossary.concepts import Concept, Names
from aligner.glossary.impact import impact

BOGDANOV = Concept(
    "mikhail-bogdanov",
    "person",
    {"en": Names("Mikhail Bogdanov", short=("Bogdanov",)), "ru": Names("Михаил Богданов", short=("Богданов",))},
    gender="m",
)


@dataclass(frozen=True)
class Line:
    source_text: str
    target_text: str
    source_language: str = "en"
    target_language: str = "ru"


STORED = [
    Line("Bogdanov arrived.", "Богданов прибыл."),
    Line("A letter to Mikhail Bogdanov.", "Письмо Михаилу Богданову."),
    Line("Bogdanov met Bogdanov.", "Богданов встретил его."),
    Line("Bogdanov said no.", "Боданов отказал."),
    Line("Nobody came.", "Никто не пришёл."),
    Line("Bogdanov spoke.", "تحدث بوغدانوف.", "en", "ar"),
]


def test_a_concept_as_it_stands() -> None:
    found = impact(None, BOGDANOV, STORED)
    pair = found.pairs["en", "ru"]
    assert (pair.stored, pair.mentioned, pair.right_after, pair.altered) == (5, 4, 2, 2)
    assert (found.pairs["en", "ar"].mentioned, found.altered, found.mentioned) == (0, 2, 4)
    assert [one.target for one in found.examples] == ["Богданов встретил его.", "Боданов отказал."]


def test_another_name() -> None:
    names = {**BOGDANOV.names, "ru": Names("Михаил Богдановский", short=("Богдановский",))}
    found = impact(BOGDANOV, replace(BOGDANOV, names=names), STORED)
    pair = found.pairs["en", "ru"]
    assert (pair.right_before, pair.right_after, pair.wrong_before, pair.altered) == (2, 0, 2, 2)


def test_one_name_more_alters_nothing() -> None:
    names = {**BOGDANOV.names, "ru": replace(BOGDANOV.names["ru"], admitted=("Боданов",))}
    found = impact(BOGDANOV, replace(BOGDANOV, names=names), STORED)
    assert (found.altered, found.pairs["en", "ru"].right_after) == (0, 3)


def test_what_is_not_approved_asks_nothing() -> None:
    assert impact(BOGDANOV, replace(BOGDANOV, status="deprecated"), STORED).altered == 0
    assert impact(None, replace(BOGDANOV, status="proposed"), STORED).mentioned == 0
    assert impact(None, None, STORED).mentioned == 0

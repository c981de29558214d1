"""Finding concepts by what an editor types."""

from __future__ import annotations

import pytest

from aligner.glossary.concepts import Concept, Forbidden, Names
from aligner.glossary.finding import closest, find, name_key, near_duplicates

CONCEPTS = {
    one.id: one
    for one in (
        Concept("ahmed-al-sharaa", "person", {
            "en": Names("Ahmed al-Sharaa", short=("al-Sharaa",), forbidden=(Forbidden("Jolani"),)),
            "ar": Names("أحمد الشرع", short=("الشرع",)), "ru": Names("Ахмед аш-Шараа"),
        }, gender="m"),
        Concept("mikhail-bogdanov", "person", {
            "en": Names("Mikhail Bogdanov"), "ar": Names("ميخائيل بوغدانوف"), "ru": Names("Михаил Богданов"),
        }, gender="m"),
        Concept("murhaf-abu-qasra", "person", {
            "en": Names("Murhaf Abu Qasra"), "ar": Names("مرهف أبو قصرة"), "ru": Names("Мурхаф Абу Касра"),
        }, gender="m"),
        Concept("damascus", "place", {"en": Names("Damascus"), "ar": Names("دمشق"), "ru": Names("Дамаск")}),
        Concept("idlib", "place", {"en": Names("Idlib"), "ar": Names("إدلب"), "ru": Names("Идлиб")}),
    )
}  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "concept", "match"),
    [
        ("damascus", "damascus", "exact"),  # the id
        ("DAMASCUS", "damascus", "exact"),
        ("Jolani", "ahmed-al-sharaa", "exact"),
        ("ادلب", "idlib", "exact"),  # without the hamza
        ("Дамаске", "damascus", "form"),
        ("للشرع", "ahmed-al-sharaa", "form"),
        ("وبدمشق", "damascus", "form"),
        ("Богдановым", "mikhail-bogdanov", "form"),
        ("Damascus's", "damascus", "form"),
        ("Касрой", "murhaf-abu-qasra", "near"),  # a word of a form
        ("Bogdanow", "mikhail-bogdanov", "form"),  # a spelling that is known of the name
        ("Bogdnov", "mikhail-bogdanov", "near"),
        ("Sharra", "ahmed-al-sharaa", "near"),
        ("Bogd", "mikhail-bogdanov", "near"),
        ("Дамасскк", "damascus", "near"),
        ("بوغداتوف", "mikhail-bogdanov", "near"),
    ],
)
def test_what_is_found_first(asked: str, concept: str, match: str) -> None:
    found = find(CONCEPTS, asked)
    assert (found[0].concept, found[0].match) == (concept, match)
    assert len({one.concept for one in found}) == len(found)


@pytest.mark.parametrize("asked", ["", "  ", "Xylophone", "Ж", "-", "\x00"])
def test_nothing_like_it(asked: str) -> None:
    assert find(CONCEPTS, asked) == ()


def test_the_form_is_told() -> None:
    [found] = find(CONCEPTS, "Дамаску")
    assert (found.language, found.name, found.role, found.form, found.tag) == (
        "ru", "Дамаск", "preferred", "Дамаску", "dat",
    )  # fmt: skip


def test_the_best_come_first() -> None:
    more = CONCEPTS | {"damask": Concept("damask", "other", {"en": Names("Damask")})}
    assert [one.concept for one in find(more, "Damascu")][:2] == ["damascus", "damask"]
    assert len(find(more, "Damas", limit=1)) == 1


def test_nearest_ids() -> None:
    assert closest(CONCEPTS, "Damascas") == ("damascus",)


def test_one_key_for_the_spellings_of_a_name() -> None:
    spellings = ["al-Sharaa", "Al-Sharaa", "Ash-Sharaa", "al Sharaa", "el-Sharaa", "al-Shara", "al-Shara'", "ash-Shara"]
    assert len({name_key(one) for one in [*spellings, "el-Charaa", "al-Sharaa's", "Al‑Sharaa"]}) == 1
    others = ["al-Shaar", "al-Shami", "Sharif", "Shahin", "al-Shuraa", "Sahra"]
    assert name_key("al-Sharaa") not in {name_key(one) for one in others}


def test_near_duplicates() -> None:
    def near(concept: Concept) -> list[str]:
        return [one.concept for one in near_duplicates(CONCEPTS, concept)]

    assert near(Concept("x", "person", {"en": Names("Ahmad al-Shara")})) == ["ahmed-al-sharaa"]
    assert near(Concept("x", "person", {"ar": Names("احمد الشرع")})) == ["ahmed-al-sharaa"]
    assert near(Concept("x", "place", {"en": Names("Ahmed al-Sharaa")})) == []
    assert near(Concept("x", "place", {"en": Names("Damascus Airport")})) == []
    assert near(CONCEPTS["damascus"]) == []

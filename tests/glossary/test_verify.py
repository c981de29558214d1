"""A translation is right when every term of the source has an occurrence of its own, in an approved form that fits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aligner.glossary.concepts import Concept, Forbidden, Names
from aligner.glossary.matcher import Matcher
from aligner.glossary.occurrences import Occurrence
from aligner.glossary.verify import Use, Verification, assign, verify

BOGDANOV = Concept(
    "bogdanov",
    "person",
    {
        "en": Names("Mikhail Bogdanov"),
        "ar": Names("ميخائيل بوغدانوف"),
        "ru": Names("Михаил Богданов", forbidden=(Forbidden("Мишка Богданчик", "mockery"),)),
    },
    gender="m",
)
DAMASCUS = Concept("damascus", "place", {"en": Names("Damascus"), "ar": Names("دمشق"), "ru": Names("Дамаск")})
MATCHER = Matcher([BOGDANOV, DAMASCUS])


def verified(english: str, other: str, language: str = "ru", *, repeats: bool = False) -> Verification:
    return verify(
        MATCHER.find(english, "en"),
        other,
        MATCHER.find(other, language),
        MATCHER.concepts,
        language,
        repeats=repeats,
    )


def only(found: Verification) -> Use:
    (use,) = found.uses
    return use


def test_an_inflected_name_is_right_where_its_case_is() -> None:
    found = verified("He met Mikhail Bogdanov in Damascus.", "Он встретился с Михаилом Богдановым в Дамаске.")
    assert found.right
    assert [use.target.text for use in found.uses if use.target] == ["Михаилом Богдановым", "Дамаске"]


def test_the_wrong_case_after_a_preposition_is_a_fault_that_says_what_is_asked_for() -> None:
    use = only(verified("He met Mikhail Bogdanov.", "Он пришел к Михаилом Богдановым."))
    assert not use.right
    assert use.faults == ("case",)
    assert "dat" in use.asked
    assert "ins" not in use.asked
    assert use.by == "к"


def test_a_case_that_may_be_is_not_called_wrong() -> None:
    # Both are Russian, and no one but an editor can tell which is meant.
    for text in ("в Дамаск", "в Дамаске"):
        assert verified("Damascus", text).right


def test_a_missing_term_is_a_fault() -> None:
    use = only(verified("He met Mikhail Bogdanov.", "Он встретился с дипломатом."))
    assert use.target is None
    assert use.faults == ("missing",)
    assert not use.repeated


def test_a_forbidden_name_is_found_and_not_right() -> None:
    use = only(verified("Mikhail Bogdanov came.", "Приехал Мишка Богданчик."))
    assert use.target is not None
    assert use.faults == ("forbidden",)


def test_each_occurrence_needs_its_own() -> None:
    english, russian = "Damascus is Damascus.", "Дамаск таков."
    strict, lenient = verified(english, russian), verified(english, russian, repeats=True)
    assert not strict.right
    assert lenient.right
    assert [use.repeated for use in strict.uses].count(True) == 1
    assert verified(english, "Дамаск есть Дамаск.").right


def test_what_answers_to_nothing_is_spare() -> None:
    found = verified("Damascus.", "Дамаск. Михаил Богданов.")
    assert [o.concept for o in found.spare] == ["bogdanov"]
    assert found.right


def test_only_certain_occurrences_of_approved_concepts_have_to_be_right() -> None:
    proposed = Concept("damascus", "place", DAMASCUS.names, status="proposed")
    source = MATCHER.find("Damascus.", "en")
    assert verify(source, "Тут.", (), {"damascus": proposed}, "ru").right
    assert not verify(source, "Тут.", (), {"damascus": DAMASCUS}, "ru").right
    nameless = Concept("damascus", "place", {"en": Names("Damascus")})
    assert verify(source, "Тут.", (), {"damascus": nameless}, "ru").right


def occurrence(concept: str, start: int, part: str = "full", **more: object) -> Occurrence:
    plain = {"role": "preferred", "tags": ("nom",), "certain": True, "rivals": (), **more}
    return Occurrence(concept, start, start + 1, start, start + 1, "X", "X", part=part, **plain)  # type: ignore[arg-type]


def test_whole_names_go_to_whole_names() -> None:
    sources = [occurrence("a", 0, "surname"), occurrence("a", 5)]
    targets = [occurrence("a", 0, "surname"), occurrence("a", 5)]
    assert assign(sources, targets) == targets
    assert assign(sources[1:], targets) == [targets[1]]


def test_an_occurrence_that_may_be_two_persons_goes_where_it_is_wanted() -> None:
    doubtful = occurrence("a", 0, certain=False, rivals=("b",))
    assert assign([occurrence("b", 0)], [doubtful]) == [doubtful]
    # And makes room where another one will do for the first.
    clear = occurrence("a", 9)
    assert assign([occurrence("a", 0), occurrence("b", 3)], [doubtful, clear]) == [clear, doubtful]


concepts = st.sampled_from("abc")
occurrences = st.lists(st.builds(occurrence, concepts, st.integers(0, 99)), max_size=8)


@given(occurrences, occurrences)
def test_as_many_as_can_be_and_none_twice(sources: list[Occurrence], targets: list[Occurrence]) -> None:
    chosen = assign(sources, targets)
    given_away = [id(target) for target in chosen if target is not None]
    assert len(given_away) == len(set(given_away))
    for concept in "abc":
        ours = sum(o.concept == concept for o in sources)
        theirs = sum(o.concept == concept for o in targets)
        got = [t for o, t in zip(sources, chosen, strict=True) if o.concept == concept and t is not None]
        assert len(got) == min(ours, theirs)
        assert all(target.concept == concept for target in got)


def test_a_list_of_thousands_is_no_trouble() -> None:
    many = [occurrence("a", place) for place in range(3000)]
    assert assign(many, many) == many

"""Comparing two versions of a glossary and merging three: by concept and column, lists value by value."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.glossary.concepts import Concept, Forbidden, Morphology, Names
from aligner.glossary.rows import to_row
from aligner.glossary.versions import differences, merge, unmarked
from tests.glossary.strategies import concepts

BASE = Concept(
    "a",
    "person",
    {"en": Names("A", variants=("A1", "A2"), forbidden=(Forbidden("X", "old"),)), "ru": Names("А")},
    note="n",
    changed_by="Vera",
    changed="2026-01-01",
)


def held(*versions: Concept) -> dict[str, Concept]:
    return {one.id: one for one in versions}


def english(concept: Concept = BASE, **fields: object) -> Concept:
    return replace(concept, names={**concept.names, "en": replace(concept.names["en"], **fields)})


def russian(morphology: Morphology, concept: Concept = BASE) -> Concept:
    return replace(concept, names={**concept.names, "ru": replace(concept.names["ru"], morphology=morphology)})


def test_differences_name_the_column_and_the_values() -> None:
    after = held(english(variants=("A2", "A3")), replace(BASE, id="c"))
    found = differences(held(BASE, replace(BASE, id="b")), after)
    assert [(one.concept, one.kind) for one in found] == [("a", "changed"), ("b", "removed"), ("c", "added")]
    [change] = found[0].changes
    assert (change.column, change.removed, change.added) == ("en.variants", ("A1",), ("A3",))


def test_who_and_when_is_no_difference_by_itself() -> None:
    assert differences(held(BASE), held(replace(BASE, changed_by="Olga", changed="2026-02-02"))) == ()


def test_changes_of_different_columns_come_together() -> None:
    ours = replace(BASE, note="ours", changed_by="Olga", changed="2026-02-02")
    theirs = replace(english(preferred="AA"), changed_by="Boris", changed="2026-03-03")
    merged = merge(held(BASE), held(ours), held(theirs))
    assert merged.clashes == ()
    expected = replace(english(preferred="AA"), note="ours", changed_by="Boris", changed="2026-03-03")
    assert merged.concepts == (expected,)


def test_lists_are_merged_value_by_value() -> None:
    ours, theirs = english(variants=("A1", "A2", "A3")), english(variants=("A2", "A4"))
    merged = merge(held(BASE), held(ours), held(theirs))
    assert merged.clashes == ()
    assert set(merged.concepts[0].names["en"].variants) == {"A2", "A3", "A4"}


def test_both_changed_one_thing_differently() -> None:
    merged = merge(held(BASE), held(english(preferred="AO")), held(english(preferred="AT")))
    [clash] = merged.clashes
    assert (clash.concept, clash.column, clash.base, clash.ours, clash.theirs) == ("a", "en", "A", "AO", "AT")
    [kept] = merged.concepts
    assert kept.names["en"].preferred == "AO"
    assert kept.note == "n\n[merge] en: theirs was AT"
    assert unmarked(kept.note) == "n"
    assert unmarked(kept.note, ["ru"]) == kept.note


def test_both_changed_it_in_the_same_way() -> None:
    both = english(preferred="AB")
    assert merge(held(BASE), held(both), held(both)).clashes == ()


def test_a_reason_is_part_of_its_forbidden_name() -> None:
    ours, theirs = (
        english(forbidden=(Forbidden("X", "ours"),)),
        english(forbidden=(Forbidden("X", "old"), Forbidden("Y"))),
    )
    merged = merge(held(BASE), held(ours), held(theirs))
    assert merged.clashes == ()
    assert merged.concepts[0].names["en"].forbidden == (Forbidden("X", "ours"), Forbidden("Y"))
    both = merge(held(BASE), held(ours), held(english(forbidden=(Forbidden("X", "theirs"),))))
    assert [clash.column for clash in both.clashes] == ["en.forbidden"]


def test_forms_are_merged_by_tag() -> None:
    ours, theirs = russian(Morphology(table=(("gen", "Г1"),))), russian(Morphology(table=(("dat", "Д1"),)))
    merged = merge(held(BASE), held(ours), held(theirs))
    assert merged.clashes == ()
    assert dict(merged.concepts[0].names["ru"].morphology.table) == {"gen": "Г1", "dat": "Д1"}
    other = russian(Morphology(table=(("gen", "Г2"),)))
    assert [clash.column for clash in merge(held(BASE), held(ours), held(other)).clashes] == ["ru.morphology"]


def test_two_forms_with_one_tag_are_both_kept() -> None:
    table = (("ins", "Касрой"), ("ins", "Касрою"))
    merged = merge(held(BASE), held(russian(Morphology(table=table))), held(replace(BASE, note="x")))
    assert merged.concepts[0].names["ru"].morphology.table == table
    both = merge(held(BASE), held(russian(Morphology(table=table))), held(russian(Morphology(table=table[:1]))))
    assert both.concepts[0].names["ru"].morphology.table == table


def test_a_table_that_nobody_saw_is_not_confirmed() -> None:
    confirmed = russian(Morphology(table=(("gen", "Г1"),), confirmed=True))
    merged = merge(held(BASE), held(confirmed), held(russian(Morphology(table=(("dat", "Д1"),)))))
    morphology = merged.concepts[0].names["ru"].morphology
    assert not morphology.confirmed
    assert len(morphology.table) == 2
    assert [clash.column for clash in merged.clashes] == ["ru.morphology"]
    untouched = merge(held(BASE), held(confirmed), held(replace(BASE, note="x")))
    assert untouched.concepts[0].names["ru"].morphology.confirmed


def test_deleting_and_adding() -> None:
    other = replace(BASE, id="b")
    assert merge(held(BASE), held(), held(BASE)).concepts == ()
    assert merge(held(BASE), held(BASE), held()).concepts == ()
    assert merge(held(), held(BASE), held(other)).concepts == (BASE, other)
    for ours, theirs in ((held(), held(english(preferred="AT"))), (held(english(preferred="AT")), held())):
        merged = merge(held(BASE), ours, theirs)
        [clash], [kept] = merged.clashes, merged.concepts
        assert (clash.column, kept.names["en"].preferred) == ("", "AT")
        assert "[merge]" in kept.note


def test_both_added_the_same_id() -> None:
    merged = merge({}, held(BASE), held(english(preferred="AT")))
    assert [clash.column for clash in merged.clashes] == ["en"]


_sides = st.lists(concepts.map(lambda one: replace(one, id="x")), min_size=1, max_size=1)


@settings(deadline=None)
@given(_sides, _sides)
def test_one_side_alone_is_taken_as_it_is(base: list[Concept], changed: list[Concept]) -> None:
    for ours, theirs in ((base, changed), (changed, base)):
        merged = merge(held(*base), held(*ours), held(*theirs))
        assert merged.clashes == ()
        assert [to_row(one) for one in merged.concepts] == [to_row(changed[0])]


@settings(deadline=None)
@given(_sides, _sides, _sides)
def test_any_three_versions_can_be_merged(base: list[Concept], ours: list[Concept], theirs: list[Concept]) -> None:
    merged = merge(held(*base), held(*ours), held(*theirs))
    assert len(merged.concepts) == 1
    assert bool(merged.clashes) == ("[merge]" in merged.concepts[0].note) or "[merge]" in ours[0].note + theirs[0].note

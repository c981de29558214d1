"""Words inside a bead, and spans carried from one side to the other. The names in these sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment.lexicon import lexicon
from aligner.alignment.words import align_words, project, project_with_scores
from aligner.errors import InputError

EN = "The defence minister, Oleg Tarasenkov, said on Tuesday that the hospital in Karbazin needs 450 tonnes of oil."
RU = "Министр обороны Олег Тарасенков заявил во вторник, что больнице в Карбазине нужны 450 тонн нефти."
AR = "قال وزير الدفاع أوليغ تاراسينكوف يوم الثلاثاء إن المستشفى في كاربازين بحاجة إلى 450 طنا من النفط."
TEXTS = {"en": EN, "ru": RU, "ar": AR}
TERMS = {
    "en": ("defence minister", "Oleg Tarasenkov", "hospital", "Karbazin", "oil"),
    "ru": ("Министр обороны", "Олег Тарасенков", "больнице", "Карбазине", "нефти"),
    "ar": ("وزير الدفاع", "أوليغ تاراسينكوف", "المستشفى", "كاربازين", "النفط"),
}
DIRECTIONS = [(a, b) for a in TEXTS for b in TEXTS if a != b]


def place(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def linked(source: str, target: str, one: str, other: str) -> set[tuple[str, str]]:
    return {(link.source.of(one), link.target.of(other)) for link in align_words(one, other, source, target)}


@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_terms_are_found_in_every_direction(source: str, target: str) -> None:
    spans = [place(TEXTS[source], term) for term in TERMS[source]]
    found = project(spans, TEXTS[source], TEXTS[target], source, target)
    assert [span.of(TEXTS[target]) if span else None for span in found] == list(TERMS[target])


def test_words_names_and_numbers_are_linked() -> None:
    found = linked("en", "ru", EN, RU)
    assert {("said", "заявил"), ("Tuesday", "вторник"), ("450", "450"), ("Karbazin", "Карбазине")} <= found
    assert ("Tuesday", "450") not in found
    found = linked("en", "ar", EN, AR)
    assert {("said", "قال"), ("450", "450"), ("Tarasenkov", "تاراسينكوف"), ("oil", "النفط")} <= found


def test_a_number_in_words_meets_its_figures() -> None:
    assert ("seven", "7") in linked("en", "ru", "They found seven crates.", "Нашли 7 ящиков.")


def test_a_clitic_stays_outside_of_a_name() -> None:
    english, arabic = "Report by Garminov and Velistan.", "تقرير لغارمينوف وفيليستان."
    spans = [place(english, "Garminov"), place(english, "Velistan")]
    found = project(spans, english, arabic, "en", "ar")
    assert [span.of(arabic) if span else None for span in found] == ["غارمينوف", "فيليستان"]


def test_a_name_that_begins_like_a_clitic_stays_whole() -> None:
    english, arabic = "Wadrikov said nothing.", "لم يقل وادريكوف شيئا."
    found = project([place(english, "Wadrikov")], english, arabic, "en", "ar")
    assert found[0] is not None and found[0].of(arabic) == "وادريكوف"


def test_two_words_may_be_one_name() -> None:
    english, arabic = "Karamanoglu left.", "غادر كارامان أوغلو."
    found = project([place(english, "Karamanoglu")], english, arabic, "en", "ar")
    assert found[0] is not None and found[0].of(arabic) == "كارامان أوغلو"


def test_what_is_not_there_is_not_found() -> None:
    english = "The defence minister of Karbazin, Oleg Tarasenkov, spoke on Tuesday."
    russian = "Министр обороны выступил во вторник."
    found = project([place(english, "Oleg Tarasenkov"), place(english, "Tuesday")], english, russian, "en", "ru")
    assert found[0] is None
    assert found[1] is not None and found[1].of(russian) == "вторник"


def test_the_same_name_twice_keeps_its_order() -> None:
    english = "Garminov met Velistan, and later Garminov flew home."
    russian = "Гарминов встретился с Велистаном, а позже Гарминов улетел домой."
    first, second = 0, english.rindex("Garminov")
    found = project([(first, first + 8), (second, second + 8)], english, russian, "en", "ru")
    assert [span.start if span else None for span in found] == [0, russian.rindex("Гарминов")]


def test_known_pairs_decide() -> None:
    english, russian = "The blivet and the frobnicate met.", "Шмурдяк и кузявка встретились."
    one, other = place(english, "blivet"), place(russian, "кузявка")
    links = align_words(english, russian, "en", "ru", pairs=[(one, other)])
    assert (one, other) in {(link.source, link.target) for link in links}
    found = project([one], english, russian, "en", "ru", pairs=[(one, other)])
    assert found == [other]


def test_scores_are_probabilities_and_doubt_is_lower() -> None:
    spans = [place(EN, "Karbazin")]
    sure = project_with_scores(spans, EN, RU, "en", "ru")[0]
    assert sure is not None and 0.7 < sure.score <= 1
    for link in align_words(EN, RU, "en", "ru"):
        assert 0 < link.score <= 1


def test_what_is_wrongly_asked_is_said() -> None:
    with pytest.raises(InputError, match="not in a text"):
        project([(0, len(EN) + 1)], EN, RU, "en", "ru")
    with pytest.raises(InputError, match="not in a text"):
        align_words(EN, RU, "en", "ru", pairs=[((0, 3), (2, 2))])
    with pytest.raises(InputError, match="unknown language"):
        align_words(EN, RU, "en", "xx")
    with pytest.raises(InputError, match="lexicon is of en-ar"):
        align_words(EN, RU, "en", "ru", lexicon=lexicon("en", "ar"))


def test_nothing_has_no_words() -> None:
    assert align_words("", RU, "en", "ru") == []
    assert align_words("...", RU, "en", "ru") == []
    assert project([(0, 3)], "...", RU, "en", "ru") == [None]
    assert project([(0, 3)], EN, "", "en", "ru") == [None]
    assert project([], EN, RU, "en", "ru") == []


PIECES = st.sampled_from([*EN.split(), *RU.split(), *AR.split(), "«", "»", "OPEC+", "١٢", "وللـ", "'s", "ّ", "\n", "-"])
TEXT = st.one_of(
    st.text(max_size=40), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=6).map("".join)
)


@settings(max_examples=120, deadline=None)
@given(TEXT, TEXT, st.sampled_from(DIRECTIONS), st.data())
def test_spans_lie_in_any_text_the_same_every_time(
    one: str, other: str, direction: tuple[str, str], data: st.DataObject
) -> None:
    links = align_words(one, other, *direction)
    assert links == align_words(one, other, *direction)
    for link in links:
        assert 0 <= link.source.start < link.source.end <= len(one)
        assert 0 <= link.target.start < link.target.end <= len(other)
        assert 0 < link.score <= 1
    if not one:
        return
    start = data.draw(st.integers(0, len(one) - 1))
    span = (start, data.draw(st.integers(start + 1, len(one))))
    found = project([span], one, other, *direction)
    assert found == project([span], one, other, *direction)
    assert len(found) == 1
    if found[0] is not None:
        assert 0 <= found[0].start < found[0].end <= len(other)

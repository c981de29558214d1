"""What the matcher finds, and where: forms, clitics, boundaries, capitals, homographs, namesakes, offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.glossary.concepts import Concept, Forbidden, Names
from aligner.glossary.matcher import Matcher
from aligner.glossary.occurrences import Occurrence
from aligner.languages.wordlist import words


def concept(id: str, kind: str, en: str = "", ar: str = "", ru: str = "", **more: object) -> Concept:
    names = {code: Names(text) for code, text in (("en", en), ("ar", ar), ("ru", ru)) if text}
    return Concept(id, kind, names, **more)  # type: ignore[arg-type]


SHARAA = concept("sharaa", "person", "Ahmed al-Sharaa", "أحمد الشرع", "Ахмед аш-Шараа", gender="m")
BASHAR = concept("bashar", "person", "Bashar al-Assad", "بشار الأسد", "Башар Асад", gender="m")
HAFEZ = concept("hafez", "person", "Hafez al-Assad", "حافظ الأسد", "Хафез Асад", gender="m")
LAVROV = concept("lavrov", "person", "Sergey Lavrov", "سيرغي لافروف", "Сергей Лавров", gender="m")
BOGDANOV = concept("bogdanov", "person", "Mikhail Bogdanov", "ميخائيل بوغدانوف", "Михаил Богданов", gender="m")
QASRA = concept("qasra", "person", "Murhaf Abu Qasra", "مرهف أبو قصرة", "Мурхаф Абу Касра", gender="m")
DAMASCUS = concept("damascus", "place", "Damascus", "دمشق", "Дамаск")
SYRIA = concept("syria", "place", "Syria", "سوريا", "Сирия")
KREMLIN = concept("kremlin", "org", "Kremlin", "الكرملين", "Кремль")
DEFENCE = concept("defence", "org", "Syrian Ministry of Defence", "وزارة الدفاع السورية", "Министерство обороны Сирии")
MINISTER = concept("minister", "title", "minister of defence", "وزير الدفاع", "министр обороны")
ALL = [SHARAA, BASHAR, HAFEZ, LAVROV, BOGDANOV, QASRA, DAMASCUS, SYRIA, KREMLIN, DEFENCE, MINISTER]

MATCHER = Matcher(ALL)


def found(text: str, language: str, matcher: Matcher = MATCHER) -> list[tuple[str, str]]:
    return [(o.concept, o.text) for o in matcher.find(text, language)]


def only(text: str, language: str, matcher: Matcher = MATCHER) -> Occurrence:
    occurrences = matcher.find(text, language)
    assert len(occurrences) == 1, occurrences
    return occurrences[0]


# Forms.


@pytest.mark.parametrize(
    ("text", "surface", "tag"),
    [
        ("встретился с Михаилом Богдановым в среду", "Михаилом Богдановым", "ins"),
        ("письмо Михаилу Богданову", "Михаилу Богданову", "dat"),
        ("слова Мурхафа Абу Касры", "Мурхафа Абу Касры", "gen"),
        ("прибыл в Дамаск", "Дамаск", "acc"),
        ("в Дамаске", "Дамаске", "loc"),
    ],
)
def test_russian_forms_and_their_cases(text: str, surface: str, tag: str) -> None:
    occurrence = only(text, "ru")
    assert occurrence.text == surface
    assert tag in occurrence.tags


def test_a_form_of_several_cases_has_all_of_them() -> None:
    assert set(only("слова Ахмеда аш-Шараа", "ru").tags) >= {"gen", "acc"}


@pytest.mark.parametrize(
    ("text", "surface", "outer", "tag"),
    [
        ("وقال لبوغدانوف", "بوغدانوف", "لبوغدانوف", "ل"),
        ("التقى بوغدانوف وبوتين", "بوغدانوف", "بوغدانوف", ""),
        ("صرح وبدمشق", "دمشق", "وبدمشق", "وب"),
        ("المتحدث باسم الكرملين", "الكرملين", "الكرملين", ""),
        ("المكتب الصحفي للكرملين", "للكرملين", "للكرملين", "ل"),
        ("وللكرملين رأي", "للكرملين", "وللكرملين", "ول"),
    ],
)
def test_arabic_clitics(text: str, surface: str, outer: str, tag: str) -> None:
    occurrence = only(text, "ar")
    assert occurrence.text == surface
    assert text[occurrence.outer_start : occurrence.outer_end] == outer
    assert occurrence.tags == (tag,)


def test_a_clitic_that_is_not_written_so_is_no_name() -> None:
    assert found("لالكرملين", "ar") == []  # it would be للكرملين


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ"])
def test_english_possessive(apostrophe: str) -> None:
    text = f"Mikhail Bogdanov{apostrophe}s visit"
    occurrence = only(text, "en")
    assert occurrence.text == "Mikhail Bogdanov"
    assert text[occurrence.outer_start : occurrence.outer_end] == f"Mikhail Bogdanov{apostrophe}s"
    assert occurrence.tags == ("poss",)


def test_quotation_marks_are_no_part_of_a_name() -> None:
    assert only("he said: 'Damascus' again", "en").text == "Damascus"
    assert only("«Дамаск»", "ru").text == "Дамаск"


# Boundaries and selection.


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Новодамаскин", "ru"),
        ("Дамаск2", "ru"),
        ("газасад Башарасад", "ru"),
        ("Damascusville", "en"),
        ("مدمشقة", "ar"),
        ("Нью-Дамаск", "ru"),
        ("Damascus-Newtown", "en"),
        ("вице-министр обороны", "ru"),
    ],
)
def test_no_hit_inside_another_word(text: str, language: str) -> None:
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "surface"),
    [
        ("pro-Kremlin media", "en", "Kremlin"),
        ("a Damascus-based group", "en", "Damascus"),
        ("слова аш-Шараа", "ru", "аш-Шараа"),
        ("Аш-Шараа прибыл", "ru", "Аш-Шараа"),
        ("_Damascus_", "en", "Damascus"),
        ("–دمشق–", "ar", "دمشق"),
    ],
)
def test_hyphens_that_part_words(text: str, language: str, surface: str) -> None:
    assert only(text, language).text == surface


def test_the_longer_of_nested_names_wins() -> None:
    assert found("в Министерстве обороны Сирии", "ru") == [("defence", "Министерстве обороны Сирии")]
    assert found("министр обороны Сирии", "ru") == [("minister", "министр обороны"), ("syria", "Сирии")]


def test_straddling_names() -> None:
    names = [concept("a", "other", "grain deal talks"), concept("b", "other", "talks table")]
    assert found("the grain deal talks table", "en", Matcher(names)) == [("a", "grain deal talks")]


def test_occurrences_are_in_order_and_do_not_overlap() -> None:
    text = "Мурхаф Абу Касра, министр обороны Сирии, встретил Лаврова в Дамаске. Дамаск, Сирия."
    occurrences = MATCHER.find(text, "ru")
    assert len(occurrences) == 7
    assert all(a.outer_end <= b.outer_start for a, b in pairwise(occurrences))


def test_a_term_of_many_roles_is_the_better_one() -> None:
    names = Names(
        "Jolan", admitted=("Jolani",), forbidden=(Forbidden("Jolani", "nom de guerre"), Forbidden("Jawlani", "x"))
    )
    matcher = Matcher([Concept("j", "other", {"en": names})])
    assert only("the Jolani", "en", matcher).role == "admitted"
    assert only("the Jawlani", "en", matcher).role == "forbidden"


# What print does to names.


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Министерство\nобороны Сирии", "ru"),
        ("Министерство\u00a0обороны\u2009Сирии", "ru"),
        ("Мини\u00adстерство обороны Сирии", "ru"),
        ("МИНИСТЕРСТВО ОБОРОНЫ СИРИИ", "ru"),
        ("министерство обороны Сирии", "ru"),
        ("وِزارَةُ الدِّفاعِ السُّورِيَّة", "ar"),
        ("وزـــارة الدفاع\u200f السورية", "ar"),
        ("وزارة \u200f الدفاع السورية", "ar"),
    ],
)
def test_what_print_does_to_a_name(text: str, language: str) -> None:
    assert only(text, language).concept == "defence"
    assert only(text, language).text.strip("\u200f") == text


def test_no_name_goes_over_a_paragraph() -> None:
    assert ("defence", "Министерство\n\nобороны Сирии") not in found("Министерство\n\nобороны Сирии", "ru")


def test_the_marks_of_the_last_letter_belong_to_the_name() -> None:
    text = "من دِمَشْقَ وإليها"
    assert only(text, "ar").text == "دِمَشْقَ"


def test_dashes_and_presentation_forms() -> None:
    assert only("Ahmed al\u2011Sharaa", "en").concept == "sharaa"
    assert only("ﺩﻣﺸﻖ", "ar").concept == "damascus"


def test_short_arabic_names_are_compared_by_the_letter() -> None:
    matcher = Matcher([concept("ali", "person", ar="علي"), concept("berri", "person", ar="نبيه بري")])
    assert found("على الطاولة", "ar", matcher) == []
    assert found("قال علي", "ar", matcher) == [("ali", "علي")]


# Capitals.


def test_persons_and_places_need_their_capitals() -> None:
    assert found("венок из лавров", "ru") == []
    assert found("in the kremlin of their minds", "en") == []
    assert found("МОСКВА И ДАМАСК", "ru") == [("damascus", "ДАМАСК")]
    assert found("Минис­тр ОБОРОНЫ", "ru") == [("minister", "Минис­тр ОБОРОНЫ")]


def test_acronyms_need_all_of_theirs() -> None:
    names = {
        "ru": Names("Всемирная организация здравоохранения", acronym="ВОЗ"),
        "en": Names("World Health Organization", acronym="WHO"),
    }
    matcher = Matcher([Concept("who", "org", names), concept("us", "place", en="US")])
    assert found("воз и ныне там, Воз", "ru", matcher) == []
    assert found("сказали в ВОЗ", "ru", matcher) == [("who", "ВОЗ")]
    assert found("those who told us", "en", matcher) == []
    assert not only("TELL US NOW", "en", matcher).certain


def test_a_capital_at_a_sentence_start_proves_nothing() -> None:
    matcher = Matcher([concept("green", "person", "Robert Green", ru="Роберт Лавров")])
    assert not only("Green is the colour.", "en", matcher).certain
    assert only("We saw Green there.", "en", matcher).certain
    assert not only("Лавров было много.", "ru", matcher).certain
    assert only("Лавров заявил об этом.", "ru", matcher).certain


def test_months_are_no_ministers() -> None:
    matcher = Matcher([concept("may", "person", "Theresa May")])
    assert not only("It was in May.", "en", matcher).certain
    assert only("It was Prime Minister May who left.", "en", matcher).certain


def test_a_country_as_an_attribute_is_held_back() -> None:
    matcher = Matcher([concept("us", "place", "US"), concept("dotted", "place", "U.S.")])
    assert not only("The US envoy left.", "en", matcher).certain
    assert not only("The U.S. envoy left.", "en", matcher).certain
    assert only("The U.S. said so.", "en", matcher).certain
    assert only("The US said so.", "en", matcher).certain
    assert only("He left for the US on Monday.", "en", matcher).certain


def test_a_part_of_another_place_is_held_back() -> None:
    matcher = Matcher([concept("sudan", "place", "Sudan", "السودان", "Судан")])
    assert not only("They left Port Sudan on Monday.", "en", matcher).certain
    assert not only("в Южном Судане", "ru", matcher).certain
    assert only("in southern Sudan", "en", matcher).certain
    assert only("на юге Судана", "ru", matcher).certain


# Homographs.


def test_the_law_is_not_the_president() -> None:
    assert not only("يخالف الشرع والقانون", "ar").certain
    assert not only("هذا مخالف للشرع.", "ar").certain
    assert only("قال الشرع إن البلاد", "ar").certain
    assert only("استقبل الرئيس السوري الشرع وفدا", "ar").certain


def test_the_full_name_elsewhere_tells() -> None:
    texts = ["وصل أحمد الشرع.", "يخالف الشرع ذلك"]
    assert [o.certain for group in MATCHER.find_in(texts, "ar") for o in group] == [True, True]
    assert not MATCHER.find_in(["خبر آخر", texts[1]], "ar")[1][0].certain


def test_a_word_of_the_context_tells() -> None:
    matcher = Matcher([concept("fatah", "org", ar="فتح", context=("الضفة",))])
    assert not only("فتح الباب", "ar", matcher).certain
    assert only("فتح في الضفة الغربية", "ar", matcher).certain


def test_an_adjective_after_a_preposition_is_a_name() -> None:
    matcher = Matcher([concept("obeid", "place", ar="الأبيض")])
    assert not only("اللون الأبيض جميل", "ar", matcher).certain
    assert only("وصلوا إلى الأبيض مساء", "ar", matcher).certain


# Parts of names, namesakes, head nouns.


def test_a_surname_alone() -> None:
    occurrence = only("заявил Богданов", "ru")
    assert (occurrence.part, occurrence.certain, occurrence.term) == ("surname", True, "Богданов")


@pytest.mark.parametrize(
    ("text", "language", "surface", "tag"),
    [
        ("речь Сергея Викторовича Лаврова", "ru", "Сергея Викторовича Лаврова", "gen"),
        ("Sergey V. Lavrov's speech", "en", "Sergey V. Lavrov", "poss"),
        ("قال لسيرغي محمد لافروف", "ar", "سيرغي محمد لافروف", "ل"),
    ],
)
def test_a_name_between_the_parts_of_a_name(text: str, language: str, surface: str, tag: str) -> None:
    occurrence = only(text, language)
    assert (occurrence.text, occurrence.part, occurrence.certain) == (surface, "full", True)
    assert tag in occurrence.tags
    assert occurrence.term == LAVROV.names[language].preferred


def test_no_name_over_a_comma_or_a_verb() -> None:
    assert len(MATCHER.find("Сергей, сказал Лавров", "ru")) == 2
    assert len(MATCHER.find("Сергей обещал Лаврову", "ru")) == 2


def test_the_surname_of_somebody_else() -> None:
    matcher = Matcher([BASHAR])
    for language, text in {"en": "Asma al-Assad came", "ar": "وصلت أسماء الأسد"}.items():
        assert not only(text, language, matcher).certain
    assert only("President al-Assad came", "en", matcher).certain
    assert not MATCHER.find("встретил Михаила Лаврова", "ru")[-1].certain  # another Mikhail is known


def test_a_given_name_alone_needs_the_full_name() -> None:
    first, second = MATCHER.find_in(["Михаил Богданов прибыл.", "Михаила встретили."], "ru")
    assert [o.certain for o in first + second] == [True, True]
    assert second[0].part == "given"
    assert not only("Михаила встретили.", "ru").certain


def test_namesakes_by_the_nearest_full_name_before() -> None:
    texts = ["Хафез Асад правил долго.", "Асад умер.", "Башар Асад учился.", "Асада вызвали."]
    found = [group[0] for group in MATCHER.find_in(texts, "ru")]
    assert [o.concept for o in found] == ["hafez", "hafez", "bashar", "bashar"]
    assert all(o.certain for o in found)


def test_namesakes_by_the_full_name_after() -> None:
    assert MATCHER.find_in(["Асад прибыл.", "Речь Хафеза Асада."], "ru")[0][0].concept == "hafez"


def test_namesakes_that_nobody_can_tell() -> None:
    occurrence = only("заявил Асад", "ru")
    assert not occurrence.certain
    assert {occurrence.concept, *occurrence.rivals} == {"bashar", "hafez"}


def test_one_alias_in_two_concepts() -> None:
    matcher = Matcher([concept("a", "org", "Unity"), concept("b", "place", "Unity", context=("state",))])
    occurrence = only("We saw Unity there", "en", matcher)
    assert (occurrence.certain, occurrence.rivals) == (False, ("b",))
    assert only("We saw Unity state there", "en", matcher).concept == "b"


def test_a_place_is_rather_meant_than_a_person_of_its_name() -> None:
    matcher = Matcher([concept("w", "place", "Washington"), concept("p", "person", "Denzel Washington")])
    assert (only("He is in Washington now", "en", matcher).concept) == "w"
    assert only("He is in Washington now", "en", matcher).certain


def test_a_head_noun_is_found_after_the_full_name_and_held_back() -> None:
    texts = ["أعلنت وزارة الدفاع السورية ذلك.", "وقالت الوزارة إن"]
    (first,), (second,) = MATCHER.find_in(texts, "ar")
    assert (first.certain, second.certain, second.concept) == (True, False, "defence")
    assert found(texts[1], "ar") == []


# The contract.


def test_a_language_that_it_was_not_made_for() -> None:
    with pytest.raises(InputError, match="fr"):
        MATCHER.find("Damas", "fr")


def test_a_concept_without_a_name_in_a_language() -> None:
    assert Matcher([concept("x", "place", "Xland")]).find("Xland", "ru") == ()
    assert Matcher([]).find("Damascus", "en") == ()


def test_a_clitic_before_a_long_name_of_abu() -> None:
    occurrence = only("لمرهف أبي قصرة", "ar")
    assert occurrence.concept == "qasra"
    assert occurrence.text == "مرهف أبي قصرة"


WORDS = {
    "ru": words("Михаилом Богдановым Асад Башар лавров аш-Шараа Министерство обороны Сирии в Дамаске . « » -"),
    "ar": words("أحمد الشرع للشرع وبشار الأسد وزارة الدفاع السورية بدمشق قال ، على ولبوغدانوف"),
    "en": words("Ahmed al-Sharaa al-Sharaa's Bashar Assad Ministry of Defence Syrian Damascus ' ."),
}


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(sorted(WORDS)))
    pieces = draw(st.lists(st.sampled_from(WORDS[language]) | st.text(max_size=4), max_size=12))
    between = draw(st.lists(st.sampled_from([" ", "\n", "\u00a0", "", "-"]), min_size=12, max_size=12))
    return "".join(piece + gap for piece, gap in zip(pieces, between, strict=False)), language


@given(texts())
@settings(max_examples=300, deadline=None)
def test_offsets_give_the_text_back(case: tuple[str, str]) -> None:
    text, language = case
    end = 0
    for o in MATCHER.find(text, language):
        assert o.text == text[o.start : o.end] and o.text
        assert end <= o.outer_start <= o.start < o.end <= o.outer_end <= len(text)
        assert o.concept in MATCHER.concepts and o.tags
        end = o.outer_end
    assert MATCHER.find_in([text], language) == [MATCHER.find(text, language)]


@given(texts(), st.data())
@settings(max_examples=200, deadline=None)
def test_what_is_not_seen_changes_nothing(case: tuple[str, str], data: st.DataObject) -> None:
    text, language = case
    unseen = ["\u00ad", "\u200f"] + (["\u064e", "ـ", "\u0651"] if language == "ar" else [])
    # Only after a letter with no mark of its own: a mark elsewhere is a mark of something else.
    places = [i for i, one in enumerate(text) if one.isalpha() and text[i + 1 : i + 2] != "\u0306"]
    chosen = data.draw(st.sets(st.sampled_from(places), max_size=6)) if places else set()
    marked = "".join(one + (data.draw(st.sampled_from(unseen)) if i in chosen else "") for i, one in enumerate(text))
    before = [(o.concept, o.part, o.tags) for o in MATCHER.find(text, language)]
    after = [(o.concept, o.part, o.tags) for o in MATCHER.find(marked, language)]
    assert after == before


def test_a_title_before_another_name_is_not_somebody_s_surname() -> None:
    sheikh = Matcher([concept("sheikh", "person", "Hussein al-Sheikh", "حسين الشيخ", "Хусейн аш-Шейх", gender="m")])
    (held,) = sheikh.find("She came in the company of Sheikh Abdoulaye Nassour.", "en")
    assert not held.certain
    king = Matcher([concept("king", "person", "Abdullah II", "عبد الله الثاني", "Абдалла II", gender="m")])
    assert not king.find("تبدأ الوحدة في النصف الثاني من العام.", "ar")

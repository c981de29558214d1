"""What the check says of translations, rule by rule, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aligner.bitext import Bead
from aligner.glossary.checker import Checker
from aligner.glossary.concepts import Concept, Forbidden, Names
from aligner.glossary.findings import RULES, SEVERITIES, Finding, at_least, at_most

SHARAA = Concept(
    "al-sharaa",
    "person",
    {
        "en": Names("Ahmed al-Sharaa", forbidden=(Forbidden("al-Jolani", "nom de guerre"),)),
        "ar": Names("أحمد الشرع", forbidden=(Forbidden("الجولاني", "اسم حركي"),)),
        "ru": Names("Ахмед аш-Шараа", variants=("Ахмад аль-Шараа",), forbidden=(Forbidden("Джулани", "псевдоним"),)),
    },
    gender="m",
)
BOGDANOV = Concept(
    "bogdanov",
    "person",
    {"en": Names("Mikhail Bogdanov"), "ar": Names("ميخائيل بوغدانوف"), "ru": Names("Михаил Богданов")},
    gender="m",
)
ZAKHAROVA = Concept(
    "zakharova",
    "person",
    {"en": Names("Maria Zakharova"), "ar": Names("ماريا زاخاروفا"), "ru": Names("Мария Захарова")},
    gender="f",
)
QASRA = Concept(
    "abu-qasra",
    "person",
    {"en": Names("Murhaf Abu Qasra"), "ar": Names("مرهف أبو قصرة"), "ru": Names("Мурхаф Абу Касра")},
    gender="m",
)
SYRIA = Concept(
    "syria",
    "place",
    {"en": Names("Syria"), "ar": Names("سوريا"), "ru": Names("Сирия", admitted=("Сирийская Арабская Республика",))},
)
KREMLIN = Concept("kremlin", "org", {"en": Names("the Kremlin"), "ar": Names("الكرملين"), "ru": Names("Кремль")})
ALL = [SHARAA, BOGDANOV, ZAKHAROVA, QASRA, SYRIA, KREMLIN]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(ALL)


def told(found: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return [(finding.rule, finding.severity, finding.concept) for finding in found]


@pytest.mark.parametrize(
    ("english", "other", "code"),
    [
        (
            "Mikhail Bogdanov met Ahmed al-Sharaa in Syria.",
            "Михаил Богданов встретился с Ахмедом аш-Шараа в Сирии.",
            "ru",
        ),
        ("Mikhail Bogdanov went to the Kremlin.", "وتوجه ميخائيل بوغدانوف إلى الكرملين.", "ar"),
        ("A letter to Ahmed al-Sharaa.", "رسالة لأحمد الشرع.", "ar"),
        ("Maria Zakharova said so.", "Об этом сказала Мария Захарова.", "ru"),
    ],
)
def test_good_translations_have_no_findings(checker: Checker, english: str, other: str, code: str) -> None:
    assert checker.check_pair(english, other, "en", code) == ()
    assert checker.check_pair(other, english, code, "en") == ()


def test_a_missing_term_is_an_error_that_names_the_right_one(checker: Checker) -> None:
    text = "He met Mikhail Bogdanov."
    (finding,) = checker.check_pair(text, "Он встретился с дипломатом.", "en", "ru")
    assert (finding.rule, finding.severity, finding.side) == ("missing", "error", "source")
    assert text[finding.start : finding.end] == "Mikhail Bogdanov"
    assert finding.expected == ("Михаил Богданов",)
    assert "Михаил Богданов" in finding.message


def test_he_for_a_surname_right_after_the_name_is_only_a_warning(checker: Checker) -> None:
    pairs = [
        ("Mikhail Bogdanov came.", "Приехал Михаил Богданов."),
        ("Bogdanov spoke.", "Он выступил."),
    ]
    near = checker.check_document(pairs, "en", "ru")
    assert told(near[1]) == [("missing", "warning", "bogdanov")]
    far = checker.check_document([pairs[0], *[("Yes.", "Да.")] * 4, pairs[1]], "en", "ru")
    assert told(far[-1]) == [("missing", "error", "bogdanov")]


def test_a_repetition_that_is_left_out_is_a_warning(checker: Checker) -> None:
    found = checker.check_pair(
        "Syria thanks all who help Syria.", "Сирия благодарит всех, кто ей помогает.", "en", "ru"
    )
    assert told(found) == [("missing", "warning", "syria")]


def test_an_adjective_stands_for_a_place(checker: Checker) -> None:
    found = checker.check_pair("The president of Syria spoke.", "Выступил сирийский президент.", "en", "ru")
    assert told(found) == [("missing", "info", "syria")]


def test_nothing_is_missing_where_the_whole_text_is_left_out(checker: Checker) -> None:
    assert checker.check_pair("Syria.", "", "en", "ru") == ()


def test_a_forbidden_name(checker: Checker) -> None:
    target = "Джулани приехал."
    (finding,) = checker.check_pair("Ahmed al-Sharaa came.", target, "en", "ru")
    assert (finding.rule, finding.severity) == ("forbidden", "error")
    assert target[finding.start : finding.end] == "Джулани"
    assert "псевдоним" in finding.message
    assert finding.expected == ("Ахмед аш-Шараа",)
    # Where the source does not speak of him, nobody knows that it is him.
    assert told(checker.check_pair("He came.", target, "en", "ru")) == [("forbidden", "warning", "al-sharaa")]


def test_a_forbidden_name_in_the_source_is_worth_a_note(checker: Checker) -> None:
    found = checker.check_pair("Al-Jolani came.", "Приехал Ахмед аш-Шараа.", "en", "ru")
    assert ("forbidden", "info", "al-sharaa") in told(found)
    assert all(finding.severity == "info" for finding in found)


def test_another_spelling(checker: Checker) -> None:
    found = checker.check_pair("Ahmed al-Sharaa came.", "Приехал Ахмад аль-Шараа.", "en", "ru")
    assert told(found) == [("variant", "warning", "al-sharaa")]
    assert found[0].expected == ("Ахмед аш-Шараа",)


def test_a_wrong_case_after_a_preposition_is_an_error_and_the_right_form_is_told(checker: Checker) -> None:
    target = "Он пришел к Михаила Богданова."
    (finding,) = checker.check_pair("He came to Mikhail Bogdanov.", target, "en", "ru")
    assert (finding.rule, finding.severity) == ("case", "error")
    assert finding.expected == ("Михаилу Богданову",)
    assert target[finding.start : finding.end] == "Михаила Богданова"


def test_a_case_that_nothing_asks_for_is_a_warning(checker: Checker) -> None:
    found = checker.check_pair("Mikhail Bogdanov called on all.", "Михаилу Богданову призвал всех.", "en", "ru")
    assert told(found) == [("case", "warning", "bogdanov")]
    assert "Михаил Богданов" in found[0].expected


@pytest.mark.parametrize(
    ("english", "arabic", "words", "right"),
    [
        ("He wrote to the Kremlin.", "كتب لالكرملين.", "لالكرملين", "للكرملين"),
        ("He greeted the Kremlin.", "حيا الالكرملين.", "الالكرملين", "الكرملين"),
        ("He met Mikhail Bogdanov.", "التقى ب ميخائيل بوغدانوف.", "ب ميخائيل بوغدانوف", "بميخائيل بوغدانوف"),
        ("He trusts the Kremlin.", "يثق بلكرملين.", "بلكرملين", "بالكرملين"),
    ],
)
def test_a_wrong_clitic(checker: Checker, english: str, arabic: str, words: str, right: str) -> None:
    found = [f for f in checker.check_pair(english, arabic, "en", "ar") if f.rule == "clitic"]
    assert [(arabic[f.start : f.end], f.severity, f.expected) for f in found] == [(words, "error", (right,))]


def test_abu_follows_its_preposition(checker: Checker) -> None:
    found = checker.check_document(
        [
            ("Murhaf Abu Qasra spoke.", "تحدث مرهف أبو قصرة."),
            ("They went to Abu Qasra.", "ذهبوا إلى أبو قصرة."),
            ("They went to Abu Qasra.", "ذهبوا إلى أبي قصرة."),
        ],
        "en",
        "ar",
    )
    assert told(found[1]) == [("clitic", "error", "abu-qasra")]
    assert found[1][0].expected[0] == "أبي قصرة"
    assert found[0] == found[2] == ()


def test_a_common_noun_takes_the_article() -> None:
    cholera = Concept("cholera", "other", {"en": Names("cholera"), "ar": Names("كوليرا")})
    assert Checker([cholera]).check_pair("He fell ill with cholera.", "أصيب بالكوليرا.", "en", "ar") == ()


def test_a_name_left_in_latin(checker: Checker) -> None:
    target = "Приехал Ahmed al-Sharaa."
    found = checker.check_pair("Ahmed al-Sharaa came.", target, "en", "ru")
    assert ("untranslated", "error", "al-sharaa") in told(found)
    words = {target[f.start : f.end] for f in found if f.rule == "untranslated"}
    assert words == {"Ahmed al-Sharaa"}


def test_a_name_that_is_written_in_latin_in_the_glossary_too() -> None:
    meta = Concept("meta", "org", {"en": Names("Sonatrach"), "ru": Names("Sonatrach")})
    assert Checker([meta], ("en", "ru")).check_pair("Sonatrach paid.", "Sonatrach заплатила.", "en", "ru") == ()


def test_a_name_left_in_cyrillic(checker: Checker) -> None:
    found = checker.check_pair("Приехал Михаил Богданов.", "Михаил Богданов came.", "ru", "en")
    assert ("untranslated", "error", "bogdanov") in told(found)


def test_two_names_in_one_document(checker: Checker) -> None:
    pairs = [
        ("Syria.", "Сирия."),
        ("Syria.", "Сирийская Арабская Республика."),
        ("Syria.", "О Сирии."),
    ]
    found = checker.check_document(pairs, "en", "ru")
    assert [told(group) for group in found] == [[], [("inconsistent", "warning", "syria")], []]
    assert found[1][0].expected == ("Сирия",)


@pytest.mark.parametrize(
    ("english", "other", "code", "right"),
    [
        ("Maria Zakharova said so.", "Мария Захарова заявил об этом.", "ru", "заявила"),
        ("Maria Zakharova said so.", "قال ماريا زاخاروفا ذلك.", "ar", "قالت"),
        ("Mikhail Bogdanov said so.", "وقالت ميخائيل بوغدانوف ذلك.", "ar", "وقال"),
    ],
)
def test_a_verb_of_the_wrong_gender(checker: Checker, english: str, other: str, code: str, right: str) -> None:
    (finding,) = checker.check_pair(english, other, "en", code)
    assert (finding.rule, finding.severity, finding.expected) == ("gender", "error", (right,))


def test_a_gender_that_nobody_wrote_down_is_no_ground_for_a_warning() -> None:
    told_by_names = Checker([replace(ZAKHAROVA, gender="")])
    found = told_by_names.check_pair("Maria Zakharova said so.", "Мария Захарова заявил об этом.", "en", "ru")
    assert [finding.severity for finding in found] == ["info"]


def test_a_homograph_is_never_held_against_anybody() -> None:
    checker = Checker([SHARAA])  # الشرع is the law as well
    assert checker.check_pair("The law forbids it.", "يحرم الشرع ذلك.", "en", "ar") == ()
    assert checker.check_pair("يحرم الشرع ذلك.", "The law forbids it.", "ar", "en") == ()


def test_only_approved_concepts_are_enforced() -> None:
    proposed = Checker([replace(SYRIA, status="proposed")])
    found = proposed.check_pair("Syria.", "Тут.", "en", "ru")
    assert told(found) == [("missing", "info", "syria")]
    assert "proposed" in found[0].message
    assert Checker([replace(SYRIA, status="draft")]).check_pair("Syria.", "Тут.", "en", "ru") == ()


def test_a_concept_out_of_use_is_pointed_out_and_never_missing() -> None:
    old = Checker([replace(SYRIA, status="deprecated", note="see sar")])
    found = old.check_pair("Syria.", "Сирия.", "en", "ru")
    assert told(found) == [("deprecated", "warning", "syria")]
    assert "see sar" in found[0].message
    assert old.check_pair("Syria.", "Тут.", "en", "ru") == ()


def test_a_proposal_casts_no_doubt_on_what_is_approved() -> None:
    twin = Concept(
        "other-bogdanov", "person", {"en": Names("Pavel Bogdanov"), "ru": Names("Павел Богданов")}, status="proposed"
    )
    found = Checker([BOGDANOV, twin]).check_pair("Mikhail Bogdanov.", "Дипломат.", "en", "ru")
    assert told(found) == [("missing", "error", "bogdanov")]


def test_a_glossary_without_concepts_finds_nothing() -> None:
    assert Checker([]).check_document([("Syria.", "Тут.")], "en", "ru") == [()]
    assert Checker([]).certain_in(["Syria."], "en") == [frozenset()]


def bead(document: str, position: int, source: str, target: str, language: str = "ru") -> Bead:
    return Bead(
        f"{document}{position}{language}", document, "", position, "paragraph", position + 1, "en", language,
        (source,), (target,) if target else (), "human",
    )  # fmt: skip


def test_a_bitext_is_checked_document_by_document(checker: Checker) -> None:
    beads = [
        bead("a", 0, "Mikhail Bogdanov came.", "Приехал Михаил Богданов."),
        bead("b", 0, "Syria.", "Сирия."),
        bead("a", 1, "Bogdanov spoke.", "Он выступил."),
        bead("b", 1, "Syria.", "Сирийская Арабская Республика."),
        bead("b", 0, "Syria.", "سوريا.", "ar"),
        bead("b", 2, "Syria.", ""),
    ]
    found = checker.check_bitext(beads)
    assert [[f.rule for f in group] for group in found] == [[], [], ["missing"], ["inconsistent"], [], []]


def test_severities_are_ordered_and_rules_described() -> None:
    finding = Finding("missing", "error", "", "", "target", 0, 0)
    assert SEVERITIES == ("error", "warning", "info")
    assert at_least(finding, "warning")
    assert not at_least(replace(finding, severity="info"), "warning")
    assert at_most(finding, "info").severity == "info"
    assert at_most(replace(finding, severity="info"), "error").severity == "info"
    assert all(rule.title and rule.about for rule in RULES.values())


@pytest.mark.parametrize("wrong", ["رسالة ل أبو سلمى", "رسالة لأبو سلمى"])
def test_a_preposition_joined_to_abu_asks_for_the_genitive_and_the_name_is_not_called_missing(wrong: str) -> None:
    salma = Concept("salma", "person", {"en": Names("Abu Salma"), "ar": Names("أبو سلمى")}, gender="m")
    (finding,) = Checker([salma]).check_pair("A letter to Abu Salma.", wrong, "en", "ar")
    assert (finding.rule, finding.expected) == ("clitic", ("لأبي سلمى",))
    assert Checker([salma]).check_pair("A letter to Abu Salma.", "رسالة لأبي سلمى", "en", "ar") == ()

"""The forms of Arabic names: clitics, the article, أبو, states of phrases; parts, spellings, sex, what contexts ask."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.languages.arabic_names import ArabicNaming, is_common_word, wrong_clitics
from aligner.languages.names import KINDS, Form, NameFacts

NAMING = ArabicNaming()
PERSON = NameFacts(kind="person")
PLACE = NameFacts(kind="place")
ORG = NameFacts(kind="org")
TITLE = NameFacts(kind="title")
OTHER = NameFacts(kind="other")


def texts(name: str, facts: NameFacts) -> set[str]:
    return {form.text for form in NAMING.forms(name, facts)}


def table(name: str, facts: NameFacts) -> dict[str, str]:
    found: dict[str, str] = {}
    for form in NAMING.forms(name, facts):
        found.setdefault(form.tag, form.text)
    return found


def test_a_plain_name_has_twelve_forms() -> None:
    assert table("بوغدانوف", PERSON) == {
        clitics: clitics + "بوغدانوف" for clitics in ("", "و", "ف", "ب", "ك", "ل", "وب", "وك", "ول", "فب", "فك", "فل")
    }


@pytest.mark.parametrize(
    ("name", "with_li"),
    [
        ("الشرع", "للشرع"),
        ("اللاذقية", "للاذقية"),
        ("الله", "لله"),
        ("الأمم المتحدة", "للأمم المتحدة"),
        ("دمشق", "لدمشق"),
    ],
)
def test_li_grows_together_with_the_article(name: str, with_li: str) -> None:
    forms = table(name, PLACE)
    assert forms["ل"] == with_li
    assert forms["ول"] == "و" + with_li
    assert forms["فل"] == "ف" + with_li
    assert forms["ب"] == "ب" + name
    assert "ل" + name not in forms.values() or not name.startswith("ال")


def test_a_foreign_name_that_begins_like_the_article_keeps_its_letters() -> None:
    assert table("الكسندر", PERSON)["ل"] == "لالكسندر"
    assert table("ألمانيا", PLACE)["ل"] == "لألمانيا"
    told = NameFacts(kind="person", declension="no_article")
    assert table("الساندرو", told)["ل"] == "لالساندرو"


def test_a_name_that_begins_with_abu_has_eighteen_forms_and_the_genitive_after_prepositions() -> None:
    forms = NAMING.forms("أبو قصرة", PERSON)
    assert len(forms) == 18
    assert forms[0] == Form("أبو قصرة", "/nom")
    found = table("أبو قصرة", PERSON)
    assert (found["ب/gen"], found["ول/gen"], found["/acc"]) == ("بأبي قصرة", "ولأبي قصرة", "أبا قصرة")
    assert not {"بأبو قصرة", "لأبا قصرة", "كأبو قصرة"} & set(found.values())


def test_abu_inside_a_name_may_stay_in_every_case() -> None:
    found = texts("مرهف أبو قصرة", PERSON)
    assert {"بمرهف أبو قصرة", "لمرهف أبي قصرة", "مرهف أبا قصرة", "ومرهف أبو قصرة"} <= found
    assert NAMING.stems("مرهف أبو قصرة", PERSON)[0] == Form("مرهف أبو قصرة", "")


def test_abu_of_a_family_that_writes_abi_is_fixed() -> None:
    assert [form.text for form in NAMING.stems("فؤاد أبي راشد", PERSON)] == ["فؤاد أبي راشد"]


@pytest.mark.parametrize(
    "facts", [NameFacts(kind="person", declension="abu_fixed"), NameFacts(kind="person", fixed=("أبو",))]
)
def test_an_editor_can_say_that_abu_stays(facts: NameFacts) -> None:
    assert [form.text for form in NAMING.stems("أبو قصرة", facts)] == ["أبو قصرة"]
    assert table("أبو قصرة", facts)["ب"] == "بأبو قصرة"


def test_the_form_to_write_takes_the_state_that_its_clitics_ask() -> None:
    def form(name: str, tag: str) -> str | None:
        found = NAMING.form(name, PERSON, tag)
        return found.text if found else None

    assert form("أبو قصرة", "ب") == "بأبي قصرة"
    assert form("أبو قصرة", "و") == "وأبو قصرة"
    assert form("أبو قصرة", "/gen") == "أبي قصرة"
    assert form("بوتين", "/gen") == "بوتين"
    assert form("بوتين", "ب/gen") == "ببوتين"
    assert form("بوتين", "/pl.nom") is None


@pytest.mark.parametrize(
    ("stem", "before", "tag"),
    [
        (Form("بوتين", ""), "وب", "وب"),
        (Form("الشرع", ""), "ب", "ب"),
        (Form("الشرع", ""), "ل", None),
        (Form("الشرع", ""), "لـ", "ل"),  # "لـالشرع", with a tatweel, is written
        (Form("للشرع", "ل"), "و", "ول"),
        (Form("للشرع", "ل"), "ب", None),
        (Form("أبو قصرة", "/nom"), "ب", None),
        (Form("أبي قصرة", "/gen"), "ل", "ل/gen"),
        (Form("أبا قصرة", "/acc"), "و", "و/acc"),
        (Form("بوتين", ""), "س", None),
    ],
)
def test_attach(stem: Form, before: str, tag: str | None) -> None:
    assert NAMING.attach(stem, before, "") == tag


def test_nothing_is_attached_behind() -> None:
    assert NAMING.attach(Form("بوتين", ""), "", "ه") is None


@pytest.mark.parametrize(
    ("name", "nominative", "genitive"),
    [
        ("الحوثيون", "الحوثيون", "الحوثيين"),
        ("مراقبو الأمم المتحدة", "مراقبو الأمم المتحدة", "مراقبي الأمم المتحدة"),
        ("الإخوان المسلمون", "الإخوان المسلمون", "الإخوان المسلمين"),
        ("لجنتا الحدود", "لجنتا الحدود", "لجنتي الحدود"),
        ("مؤتمر الأطراف التاسع والعشرون", "مؤتمر الأطراف التاسع والعشرون", "مؤتمر الأطراف التاسع والعشرين"),
    ],
)
def test_sound_plurals_and_duals_show_their_case(name: str, nominative: str, genitive: str) -> None:
    forms = table(name, ORG)
    assert forms["/nom"] == nominative
    assert forms["/gen"] == forms["/acc"] == genitive
    assert forms["ب/gen"] == "ب" + genitive
    assert "ب/nom" not in forms


def test_an_oblique_plural_in_the_glossary_has_its_nominative() -> None:
    forms = table("الحوثيين", ORG)
    assert forms["/gen"] == "الحوثيين"
    assert forms["/nom"] == "الحوثيون"
    assert NAMING.stems("الحوثيين", ORG)[0].text == "الحوثيين"


@pytest.mark.parametrize(
    "name", ["قانون الطوارئ", "تلفزيون سوريا", "الكبتاغون", "حركة طالبان", "موسكو سيتي", "البرلمان"]
)
def test_words_that_only_look_like_plurals_have_no_case(name: str) -> None:
    assert not {form.tag for form in NAMING.stems(name, ORG)} & {"/nom", "/gen", "/acc"}


@pytest.mark.parametrize(
    ("name", "facts", "wanted"),
    [
        ("الرئيس الانتقالي", TITLE, ("رئيس انتقالي", "رئيسا انتقاليا", "للرئيس الانتقالي", "الرئيسة الانتقالية")),
        ("وزير الخارجية", TITLE, ("وزيرة الخارجية", "وزراء الخارجية", "وزيري الخارجية", "وزيرا للخارجية", "الوزير")),
        ("وزير الخارجية", TITLE, ("وزير خارجيته", "وزير خارجيتها", "بوزير الخارجية", "للوزير")),
        ("وزيرة التربية", TITLE, ("وزير التربية", "الوزيرة", "وزيرات التربية")),
        ("متحدث باسم الجيش", TITLE, ("متحدثة باسم الجيش", "المتحدث", "متحدثا باسم الجيش")),
        ("شيخ", TITLE, ("الشيخ", "للشيخ", "شيوخ", "الشيوخ", "شيخا")),
        ("الدينار الجزائري", OTHER, ("دينار جزائري", "دينارا جزائريا", "دنانير جزائرية", "دينارين جزائريين")),
        ("بيان مشترك", OTHER, ("البيان المشترك", "بيانا مشتركا", "للبيان المشترك")),
        ("مذكرة التفاهم", OTHER, ("مذكرة تفاهم", "المذكرة")),
        ("وقف إطلاق النار", OTHER, ("وقفا لإطلاق النار", "لوقف إطلاق النار")),
        ("وزارة الدفاع السورية", ORG, ("الوزارة", "للوزارة", "بوزارة الدفاع السورية")),
        ("قوات سوريا الديمقراطية (قسد)", ORG, ("قسد", "قوات سوريا الديمقراطية", "وقوات سوريا الديمقراطية", "لقسد")),
        ('حركة "فتح"', ORG, ("حركة فتح", "لحركة فتح", "الحركة")),
        ("«الجزيرة»", ORG, ("الجزيرة", "للجزيرة")),
        ("القمة الروسية العربية", NameFacts(kind="event"), ("قمة روسية عربية", "للقمة الروسية العربية", "القمة")),
    ],
)
def test_states_of_phrases(name: str, facts: NameFacts, wanted: tuple[str, ...]) -> None:
    assert set(wanted) <= texts(name, facts)
    assert NAMING.forms(name, facts)[0].text == name


def test_no_feminine_that_is_another_word() -> None:
    assert not {"محافظة دمشق", "المحافظة"} & texts("محافظ دمشق", TITLE)
    assert "مدرسة" not in texts("مدرس", TITLE)
    assert "عقيدة" not in texts("عقيد", TITLE)
    assert not {"مشيرا", "مشيرة"} & texts("المشير", TITLE)


def test_made_up_states_are_marked_as_guesses() -> None:
    guesses = {form.text: form.guess for form in NAMING.forms("وزير الخارجية", TITLE)}
    assert not guesses["وزير الخارجية"]
    assert not guesses["بوزير الخارجية"]
    assert guesses["وزراء الخارجية"]
    assert guesses["الوزير"]


def test_heads_are_tagged_so_that_nobody_takes_them_for_the_name() -> None:
    tags = {form.text: form.tag for form in NAMING.forms("وزارة الدفاع السورية", ORG)}
    assert (tags["الوزارة"], tags["للوزارة"], tags["بالوزارة"]) == ("/head", "ل/head", "ب/head")
    assert not any("head" in form.tag for form in NAMING.forms("الأمم المتحدة", ORG))


def test_persons_and_places_have_no_states_but_those_of_abu() -> None:
    for name in ("سعدون", "رمضان", "مارون عون", "محمد بن سلمان"):
        assert [form.text for form in NAMING.stems(name, PERSON)] == [name]
    for name in ("باكستان", "حيرتان", "الخرطوم بحري"):
        assert {form.tag for form in NAMING.stems(name, PLACE)} <= {"", "ل"}


def test_an_editors_forms_win() -> None:
    facts = NameFacts(kind="person", table=(("/gen", "أبو قصرة"), ("ل/gen", "لأبو قصرة")))
    found = table("أبو قصرة", facts)
    assert found["/gen"] == "أبو قصرة"
    assert found["ل/gen"] == "لأبو قصرة"
    assert found["/acc"] == "أبا قصرة"


def test_the_class_fixed_leaves_only_clitics() -> None:
    facts = NameFacts(kind="title", declension="fixed")
    assert texts("الباشكان", facts) >= {"الباشكان", "للباشكان", "بالباشكان"}
    assert "باشكان" not in texts("الباشكان", facts)
    assert set(NAMING.classes) >= {"fixed", "abu_fixed", "no_article"}


@pytest.mark.parametrize(
    ("name", "surname", "given_name"),
    [
        ("مرهف أبو قصرة", "أبو قصرة", "مرهف"),
        ("محمد بن سلمان", "بن سلمان", "محمد"),
        ("عبد الفتاح السيسي", "السيسي", "عبد الفتاح"),
        ("فلاديمير بوتين", "بوتين", "فلاديمير"),
        ("نفيسة كمبال جركوم", "جركوم", "نفيسة"),
        ("سهيل بدر الدين", "بدر الدين", "سهيل"),
        ("شبير وزير زاده", "وزير زاده", "شبير"),
        ("نسرين طرخان أوغلو", "طرخان أوغلو", "نسرين"),
        ("أبو محمد الجولاني", "الجولاني", "أبو محمد"),
        ("جان لو دريان", "لو دريان", "جان"),
        ("شي جين بينغ", "شي", "جين بينغ"),
        ("كيم جونغ أون", "كيم", "جونغ أون"),
        ("محمد بن سلمان آل سعود", "آل سعود", "محمد"),
    ],
)
def test_parts(name: str, surname: str, given_name: str) -> None:
    parts = NAMING.parts(name)
    assert parts[0] == (surname, "surname")
    assert (given_name, "given") in parts


def test_three_names_may_be_a_double_surname() -> None:
    assert ("كمبال جركوم", "surname") in NAMING.parts("نفيسة كمبال جركوم")
    assert ("بن سلمان", "surname") in NAMING.parts("محمد بن سلمان آل سعود")
    assert ("محمد بن سلمان", "patronymic") in NAMING.parts("محمد بن سلمان آل سعود")


@pytest.mark.parametrize("name", ["الشرع", "أبو قصرة", "عبد الله", "خير الله", ""])
def test_one_name_has_no_parts(name: str) -> None:
    assert NAMING.parts(name) == ()


@pytest.mark.parametrize(
    ("name", "facts", "wanted"),
    [
        ("ميخائيل بوغدانوف", PERSON, ("ميخائيل بوجدانوف", "ميخائيل بغدانوف")),
        ("غروسي", PERSON, ("جروسي",)),
        ("ترامب", PERSON, ("ترمب",)),
        ("عبد الفتاح السيسي", PERSON, ("عبدالفتاح السيسي",)),
        ("عبدالله", PERSON, ("عبد الله",)),
        ("مرهف أبو قصرة", PERSON, ("مرهف أبو قصره", "مرهف أبوقصرة")),
        ("الحسكة", PLACE, ("الحسكه",)),
        ("أميركا", PLACE, ("أمريكا",)),
        ("مكتب شؤون المفقودين", ORG, ("مكتب شئون المفقودين",)),
    ],
)
def test_spellings(name: str, facts: NameFacts, wanted: tuple[str, ...]) -> None:
    found = NAMING.spellings(name, facts)
    assert set(wanted) <= set(found)
    assert name not in found


@pytest.mark.parametrize("name", ["علي", "صالح", "بري", "الشرع", "جابر", "جلال", "سوريا"])
def test_no_spelling_that_is_another_word(name: str) -> None:
    for kind in ("person", "place"):
        assert NAMING.spellings(name, NameFacts(kind=kind)) == ()


def test_common_words_are_known() -> None:
    assert is_common_word("صالح")
    assert not is_common_word("بوغدانوف")


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("أحمد الشرع", "m"),
        ("نجلاء المنقوش", "f"),
        ("أولغا بيتروفا", "f"),
        ("تيمور كارابايف", "m"),
        ("سولفيغا ستولبوفايا", ""),
        ("عبد الفتاح السيسي", "m"),
        ("مبروكة بن قيراط", "f"),
        ("ريم بنت تركي الحربي", "f"),
        ("حمزة الخطيب", "m"),
        ("نور الدين أغزاف", ""),
        ("إيمانويل ماكرون", "m"),
        ("أنجيلا ميركل", "f"),
        ("", ""),
    ],
)
def test_gender(name: str, sex: str) -> None:
    assert NAMING.gender(name) == sex


def asked(before: str, name: str) -> tuple[frozenset[str], bool] | None:
    text = before + name
    found = NAMING.government(text, len(before), len(text))
    return (found.tags, found.certain) if found else None


@pytest.mark.parametrize("before", ["التقى مع ", "إلى ", "ومن ", "رسالة إلى "])
def test_after_a_preposition_the_genitive_is_certain(before: str) -> None:
    found = asked(before, "أبي قصرة")
    assert found is not None
    tags, certain = found
    assert certain
    assert {"", "/gen", "/pl.gen"} <= tags
    assert not {"/nom", "/acc"} & tags


def test_other_cases() -> None:
    accusative = asked("غير أن ", "أبا قصرة")
    assert accusative is not None
    assert accusative[1]
    assert "/acc" in accusative[0]
    assert "/nom" not in accusative[0]
    nominative = asked("وقال ", "أبو قصرة")
    assert nominative is not None
    assert "/nom" in nominative[0]
    assert "/gen" not in nominative[0]


def test_clitics_in_the_text_are_part_of_the_tags() -> None:
    glued = asked("رسالة وب", "أبي قصرة")
    assert glued is not None
    assert {"وب", "وب/gen"} <= glued[0]
    grown = asked("شكرا و", "للشرع")
    assert grown is not None
    assert "ول" in grown[0]


def test_a_hint_is_no_certainty_and_nothing_is_nothing() -> None:
    hint = asked("برئاسة ", "أبي قصرة")
    assert hint is not None
    assert not hint[1]
    assert asked("", "أبو قصرة") is None
    assert asked("ذهب ", "أبو قصرة") is None
    assert asked("مع بوتين و", "أبو قصرة") is None


@pytest.mark.parametrize(
    ("text", "name", "right"),
    [
        ("قال لالشرع", "الشرع", "للشرع"),
        ("ولالشرع", "الشرع", "وللشرع"),
        ("ل الشرع", "الشرع", "للشرع"),
        ("لاللاذقية", "اللاذقية", "للاذقية"),
        ("لالاذقية", "اللاذقية", "للاذقية"),
        ("الالشرع", "الشرع", "الشرع"),
        ("بلشرع", "الشرع", "بالشرع"),
        ("بـ بوتين", "بوتين", "ببوتين"),
        ("ب بوتين", "بوتين", "ببوتين"),
        ("للبوتين", "بوتين", "لبوتين"),
        ("بالبوتين", "بوتين", "ببوتين"),
        ("قال لالأَمم المتحدة", "الأمم المتحدة", "للأمم المتحدة"),
    ],
)
def test_wrong_clitics(text: str, name: str, right: str) -> None:
    (found,) = wrong_clitics(text, name)
    assert found.right == right
    assert text[found.start : found.end].split()[0] == text.split()[0 if text.split()[0] != "قال" else 1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("للشرع وبالشرع والشرع كالشرع لـالشرع", "الشرع"),
        ("لليبيا وبليبيا", "ليبيا"),
        ("للاذقية واللاذقية", "اللاذقية"),
        ("ولبوتين", "بوتين"),
        ("للبوتينية", "بوتين"),
        ("حمّل بوتين وشكّل بوتين", "بوتين"),
        ("لمجلس الشعب وبمجلس", "المجلس"),
    ],
)
def test_right_clitics_are_left_alone(text: str, name: str) -> None:
    assert list(wrong_clitics(text, name)) == []


def test_wrong_clitics_of_every_state_of_a_name() -> None:
    (found,) = NAMING.wrong_clitics("رسالة ل أبي قصرة", "أبو قصرة", PERSON)
    assert found.right == "لأبي قصرة"
    assert list(NAMING.wrong_clitics("للرئيس", "رئيس", TITLE)) == []
    assert [fault.right for fault in NAMING.wrong_clitics("للمجلس الأمن", "مجلس الأمن", ORG)] == ["لمجلس الأمن"]
    assert [fault.right for fault in NAMING.wrong_clitics("للدمشق", "دمشق", PLACE)] == ["لدمشق"]


ARABIC_TEXT = st.text(alphabet='ابتجدرسلمنويةىأإآؤئء ()"«»و-ـَّگX1', max_size=24)


@given(ARABIC_TEXT.filter(str.strip), st.sampled_from(KINDS))
def test_any_text_has_a_table(name: str, kind: str) -> None:
    facts = NameFacts(kind=kind)
    stems = NAMING.stems(name, facts)
    assert stems[0].text.split() == name.split()
    assert len({(form.text, form.tag) for form in stems}) == len(stems)
    forms = NAMING.forms(name, facts)
    assert {stem.text for stem in stems} <= {form.text for form in forms}
    assert NAMING.form(name, facts, stems[0].tag) is not None
    assert name not in NAMING.spellings(name, facts)
    assert len(NAMING.spellings(name, facts)) <= 24
    NAMING.parts(name)
    assert NAMING.gender(name) in ("", "m", "f")


@given(ARABIC_TEXT, ARABIC_TEXT.filter(str.strip))
def test_context_and_clitics_of_any_text(before: str, name: str) -> None:
    NAMING.government(before + name, len(before), len(before) + len(name))
    for fault in wrong_clitics(before + name, name):
        assert 0 <= fault.start < fault.end <= len(before + name)
        assert fault.right

"""The forms of English names: possessives, plurals, heads; parts, other Latin spellings, the key of a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner import languages
from aligner.languages.english_names import EnglishNaming, name_key
from aligner.languages.names import KINDS, Form, NameFacts

NAMING = EnglishNaming()
PERSON = NameFacts(kind="person")
PLACE = NameFacts(kind="place")
ORG = NameFacts(kind="org")
TITLE = NameFacts(kind="title")
OTHER = NameFacts(kind="other")


def table(name: str, facts: NameFacts) -> dict[str, str]:
    found: dict[str, str] = {}
    for form in NAMING.forms(name, facts):
        found.setdefault(form.tag, form.text)
    return found


@pytest.mark.parametrize(
    ("text", "after", "tag"),
    [
        ("Putin", "'s", "poss"),
        ("Putin", "'", None),
        ("James", "'s", "poss"),
        ("James", "'", "poss"),
        ("Putin", "s", None),
    ],
)
def test_possessives(text: str, after: str, tag: str | None) -> None:
    assert NAMING.attach(Form(text, ""), "", after) == tag


def test_a_plural_in_s_has_the_bare_apostrophe() -> None:
    plural = Form("ministers", "pl")
    assert NAMING.attach(plural, "", "'") == "pl.poss"
    assert NAMING.attach(plural, "", "'s") is None
    assert NAMING.attach(Form("spokesmen", "pl"), "", "'s") == "pl.poss"
    assert NAMING.attach(plural, "the", "") is None


@pytest.mark.parametrize(
    ("name", "facts", "plural"),
    [
        ("foreign minister", TITLE, "foreign ministers"),
        ("minister of defence", TITLE, "ministers of defence"),
        ("attorney general", TITLE, "attorneys general"),
        ("brigadier general", TITLE, "brigadier generals"),
        ("secretary-general", TITLE, "secretaries-general"),
        ("press secretary", TITLE, "press secretaries"),
        ("spokeswoman", TITLE, "spokeswomen"),
        ("envoy", TITLE, "envoys"),
        ("toman", OTHER, "tomans"),
        ("Lebanese pound", OTHER, "Lebanese pounds"),
        ("embargo", OTHER, "embargoes"),
        ("Assad", PERSON, "Assads"),
        ("Kennedy", PERSON, "Kennedys"),
        ("Freeman", PERSON, "Freemans"),
        ("Burns", PERSON, "Burnses"),
    ],
)
def test_plurals(name: str, facts: NameFacts, plural: str) -> None:
    assert table(name, facts)["pl"] == plural
    assert table(name, facts)["pl.poss"] == plural + ("'" if plural.endswith("s") else "'s")


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("Bashar al-Assad", PERSON),
        ("Damascus", PLACE),
        ("baht", OTHER),
        ("armed forces", OTHER),
        ("United Nations", ORG),
    ],
)
def test_what_has_no_plural(name: str, facts: NameFacts) -> None:
    assert "pl" not in table(name, facts)
    assert table(name, facts)["poss"].startswith(name)


def test_a_plural_in_the_glossary_has_its_singular() -> None:
    assert table("border posts", OTHER)["sg"] == "border post"
    assert table("border posts", NameFacts(kind="other", number="pl"))["sg"] == "border post"
    assert "sg" not in table("border posts", NameFacts(kind="other", number="sg"))
    assert table("boundary commissions", OTHER)["sg"] == "boundary commission"
    assert "sg" not in table("Hamas", ORG)
    assert table("Houthi rebels", NameFacts(kind="org", number="pl"))["sg"] == "Houthi rebel"
    for name in ("Security Council", "news", "congress", "Houthis crisis"):
        assert "sg" not in table(name, OTHER)


def test_a_name_with_its_acronym_has_both_halves() -> None:
    forms = table("Syrian Democratic Forces (SDF)", ORG)
    assert forms["short"] == "Syrian Democratic Forces"
    assert forms["acronym"] == "SDF"
    assert forms["acronym.poss"] == "SDF's"
    assert forms[""] == "Syrian Democratic Forces (SDF)"


def test_a_name_in_quotation_marks_is_found_without_them() -> None:
    forms = {form.text: form.tag for form in NAMING.forms("“Islamic State” group", ORG)}
    assert forms["Islamic State group"] == ""
    assert forms["Islamic State group's"] == "poss"


@pytest.mark.parametrize(
    ("name", "facts", "head"),
    [
        ("Ministry of Defence", ORG, "Ministry"),
        ("UN Security Council", ORG, "Council"),
        ("special envoy", TITLE, "envoy"),
        ("World Food Programme (WFP)", ORG, "Programme"),
    ],
)
def test_the_head_stands_for_the_whole_and_is_tagged_so(name: str, facts: NameFacts, head: str) -> None:
    (form,) = [form for form in NAMING.stems(name, facts) if form.tag == "head"]
    assert form == Form(head, "head", True)


def test_what_has_no_head() -> None:
    for name, facts in (("United Nations", ORG), ("Bashar al-Assad", PERSON), ("NATO", ORG), ("Deir ez-Zor", PLACE)):
        assert not any("head" in form.tag for form in NAMING.stems(name, facts))


def test_an_editors_word_wins() -> None:
    facts = NameFacts(kind="title", table=(("pl", "ministers plenipotentiary"),))
    assert table("minister plenipotentiary", facts)["pl"] == "ministers plenipotentiary"
    assert set(table("Free Syrian Army", NameFacts(kind="org", declension="fixed"))) == {"", "poss"}
    assert "fixed" in NAMING.classes


@pytest.mark.parametrize(
    ("name", "surname", "given_name"),
    [
        ("Vladimir Putin", "Putin", "Vladimir"),
        ("Ahmed al-Sharaa", "al-Sharaa", "Ahmed"),
        ("Murhaf Abu Qasra", "Abu Qasra", "Murhaf"),
        ("Mohammed bin Salman", "bin Salman", "Mohammed"),
        ("Mohammed bin Salman al Saud", "al Saud", "Mohammed"),
        ("Abdel Fattah al-Sisi", "al-Sisi", "Abdel Fattah"),
        ("Abu Mohammed al-Jolani", "al-Jolani", "Abu Mohammed"),
        ("Suhail Badr Eddin", "Badr Eddin", "Suhail"),
        ("Ursula von der Leyen", "von der Leyen", "Ursula"),
        ("Charles de Gaulle", "de Gaulle", "Charles"),
        ("Xi Jinping", "Xi", "Jinping"),
        ("Kim Jong Un", "Kim", "Jong Un"),
        ("Lai Ching-te", "Lai", "Ching-te"),
        ("Nguyen Phu Trong", "Nguyen", "Phu Trong"),
        ("Lee Harvey Oswald", "Oswald", "Lee"),
        ("Robert F. Kennedy Jr.", "Kennedy", "Robert"),
        ("Jean-Luc Mélenchon", "Mélenchon", "Jean-Luc"),
    ],
)
def test_parts(name: str, surname: str, given_name: str) -> None:
    parts = NAMING.parts(name)
    assert parts[0] == (surname, "surname")
    assert (given_name, "given") in parts


def test_titles_and_initials_are_no_names() -> None:
    assert NAMING.parts("Sheikh Hasina") == (("Hasina", "surname"),)
    assert [part.text for part in NAMING.parts("J. D. Vance")] == ["Vance"]
    assert "Lady" not in [part.text for part in NAMING.parts("Lady Diana Spencer")]


def test_three_names_may_be_a_double_surname() -> None:
    assert ("Kambal Jarkum", "surname") in NAMING.parts("Nafisa Kambal Jarkum")
    assert ("bin Salman", "surname") in NAMING.parts("Mohammed bin Salman al Saud")


@pytest.mark.parametrize("name", ["Putin", "al-Sharaa", "Abu Qasra", ""])
def test_one_name_has_no_parts(name: str) -> None:
    assert NAMING.parts(name) == ()


@pytest.mark.parametrize(
    ("name", "kind", "wanted"),
    [
        (
            "al-Sharaa",
            "person",
            ("al-Shara", "al Sharaa", "el-Sharaa", "ash-Sharaa", "al-Shara'a", "al-Charaa", "Sharaa"),
        ),
        ("Ahmed al-Sharaa", "person", ("Ahmad al-Sharaa", "Ahmed al-Shara", "Ahmed Sharaa", "Ahmed el-Sharaa")),
        ("Abu Qasra", "person", ("Abou Qasra", "Abu Kasra", "Abou Kasra", "Abu Qasrah")),
        ("Mohammed bin Salman", "person", ("Muhammad bin Salman", "Mohamed bin Salman", "Mohammad bin Salman")),
        ("Hussein", "person", ("Husayn", "Hussain", "Hossein")),
        ("Sergei Lavrov", "person", ("Sergey Lavrov",)),
        ("Dmitry Peskov", "person", ("Dmitri Peskov", "Dmitriy Peskov")),
        ("Zelensky", "person", ("Zelenskiy", "Zelenski", "Zelenskii")),
        ("Alexander Novak", "person", ("Aleksandr Novak",)),
        ("Yevgeny Prigozhin", "person", ("Evgeny Prigozhin", "Yevgeni Prigozhin")),
        ("Raqqa", "place", ("Rakka", "Raqqah")),
        ("al-Hasakah", "place", ("Hasakah", "al-Hasaka", "al-Hasakeh", "al-Hassakeh")),
        ("Deir ez-Zor", "place", ("Deir al-Zor", "Deir ez-Zour", "Deir ez Zor")),
        ("World Health Organization", "org", ("World Health Organisation",)),
        ("defence minister", "title", ("defense minister",)),
        ("secretary-general", "title", ("secretary general",)),
    ],
)
def test_spellings(name: str, kind: str, wanted: tuple[str, ...]) -> None:
    found = NAMING.spellings(name, NameFacts(kind=kind))
    assert set(wanted) <= set(found)
    assert len(found) <= 60


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Joe Biden", "person"), ("Ursula von der Leyen", "person"), ("Paris", "place"), ("promise", "other")],
)
def test_names_from_elsewhere_have_no_other_spelling(name: str, kind: str) -> None:
    assert NAMING.spellings(name, NameFacts(kind=kind)) == ()


def test_a_family_with_a_given_name_keeps_its_article() -> None:
    assert "Hassan" not in NAMING.spellings("al-Hassan", PERSON)
    assert "Sharaa" in NAMING.spellings("al-Sharaa", PERSON)


def test_spellings_are_different_in_their_plain_forms() -> None:
    english = languages.get("en")
    for name in ("al-Sharaa", "Abu Qasra", "Dmitry Peskov", "Raqqa", "Muḥammad al-Bašīr"):
        plain = [english.normal_form(text).text for text in (name, *NAMING.spellings(name, PERSON))]
        assert len(set(plain)) == len(plain)


SHARAA = [
    "al-Sharaa", "Al-Sharaa", "al-Shara", "Al Sharaa", "el-Sharaa", "ash-Sharaa", "Ash-Shara'", "al-Shara'a", "Sharaa",
    "Charaa", "el-Charaa", "Alsharaa", "al-Sharaa’s", "al\u2011Sharāʿa",
]  # fmt: skip
OTHERS = [
    "al-Shaar", "al-Sharif", "al-Sharqi", "al-Shami", "al-Shehri", "Sharon", "Sahara", "al-Shater", "Sarraj",
    "al-Shari",
]  # fmt: skip


def test_one_key_for_the_spellings_of_a_name() -> None:
    keys = [name_key(spelling) for spelling in SHARAA]
    assert keys.count(name_key("al-Sharaa")) >= 13
    assert not {name_key(other) for other in OTHERS} & set(keys)


@pytest.mark.parametrize(
    "group",
    [
        ("Mohammed", "Muhammad", "Mohamed", "Mohammad"),
        ("Hussein", "Husayn", "Hossein", "Hussain"),
        ("Abu Qasra", "Abou Kasra"),
        ("Sergei", "Sergey"),
        ("Zelensky", "Zelenskiy", "Zelenskii"),
        ("Bogdanov", "Bogdanoff"),
        ("Medvedev's", "Medvedev"),
    ],
)
def test_keys_of_other_names(group: tuple[str, ...]) -> None:
    assert len({name_key(name) for name in group}) == 1


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("Ahmed al-Sharaa", "m"),
        ("Najla Mangoush", "f"),
        ("Maria Zakharova", "f"),
        ("Mstislav Qwertov", "m"),
        ("Xyz Petrova", "f"),
        ("Pablo Casanova", "m"),
        ("Ursula von der Leyen", "f"),
        ("Jean-Luc Mélenchon", "m"),
        ("Nour al-Din", ""),
        ("Reem bint Ebrahim", "f"),
        ("Sheikh Tamim bin Hamad", "m"),
        ("Xi Jinping", ""),
        ("", ""),
    ],
)
def test_gender(name: str, sex: str) -> None:
    assert NAMING.gender(name) == sex


def test_english_asks_no_form() -> None:
    assert NAMING.government("a letter to Putin", 12, 17) is None


@given(st.text(max_size=30).filter(str.strip), st.sampled_from(KINDS))
def test_any_text_has_a_table(name: str, kind: str) -> None:
    facts = NameFacts(kind=kind)
    stems = NAMING.stems(name, facts)
    assert stems[0] == Form(name, "")
    assert len({(form.text, form.tag) for form in stems}) == len(stems)
    assert {stem.text for stem in stems} <= {form.text for form in NAMING.forms(name, facts)}
    assert name not in NAMING.spellings(name, facts)
    NAMING.parts(name)
    assert NAMING.gender(name) in ("", "m", "f")
    assert name_key(name.upper()) == name_key(name.upper().lower()) or not name.isascii()


@given(st.text(alphabet="aehiou'-q sz lAbuShrkv", max_size=20).filter(str.strip), st.sampled_from(KINDS))
def test_spellings_of_any_name_are_few_and_new(name: str, kind: str) -> None:
    found = NAMING.spellings(name, NameFacts(kind=kind))
    assert len(found) == len(set(found)) <= 60
    assert name not in found

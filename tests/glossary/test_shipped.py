"""The glossaries that come with the project: whole, canonical, right in the forms that matter most."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from aligner import languages
from aligner.glossary.concepts import Concept
from aligner.glossary.forms import terms
from aligner.glossary.lint import lint
from aligner.glossary.matcher import Matcher
from aligner.glossary.store import Glossary

FOLDER = Path(__file__).parents[2] / "glossaries"
FILES = ("names.tsv", "titles.tsv")
CODES = ("en", "ar", "ru")


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return Glossary.open(FOLDER)


@pytest.fixture(scope="module")
def matcher(glossary: Glossary) -> Matcher:
    return Matcher(concept for concept in glossary.concepts.values() if concept.status == "approved")


def approved(glossary: Glossary) -> list[Concept]:
    return [concept for concept in glossary.concepts.values() if concept.status == "approved"]


@pytest.mark.parametrize("name", FILES)
def test_files_are_canonical(name: str, tmp_path: Path) -> None:
    Glossary.open(FOLDER / name).write(tmp_path / name)
    assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_enough_concepts_in_all_three_languages(glossary: Glossary) -> None:
    whole = [c for c in approved(glossary) if all(c.names[code].preferred for code in CODES)]
    assert len(whole) == len(approved(glossary))
    assert sum(concept.kind != "title" for concept in whole) >= 300
    assert sum(concept.kind == "title" for concept in whole) >= 120
    for kind in ("person", "place", "org", "event"):
        assert any(concept.kind == kind for concept in whole), kind


def test_titles_and_names_stand_in_their_own_files() -> None:
    assert {c.kind for c in Glossary.open(FOLDER / "titles.tsv").concepts.values()} == {"title"}
    assert "title" not in {c.kind for c in Glossary.open(FOLDER / "names.tsv").concepts.values()}


def test_files_contradict_neither_themselves_nor_each_other(glossary: Glossary) -> None:
    assert [conflict for conflict in glossary.conflicts if conflict.kind == "overridden"] == []
    assert len(glossary) == sum(len(Glossary.open(FOLDER / name)) for name in FILES)


def test_every_name_is_clean(glossary: Glossary) -> None:
    for concept in glossary.concepts.values():
        for code in CODES:
            for name in concept.designations(code):
                assert unicodedata.is_normalized("NFC", name.text), name
                assert name.text == re.sub(r"\s+", " ", name.text).strip(), name
                assert all(unicodedata.category(letter)[0] != "C" for letter in name.text), name


def test_preferred_names_are_in_the_script_of_their_language(glossary: Glossary) -> None:
    for concept in glossary.concepts.values():
        for code in CODES:
            text = re.sub(r" [IVX]+$", "", concept.names[code].preferred)  # Абдалла II
            assert languages.script_share(text)[languages.get(code).script] == 1.0, (concept.id, text)


def test_persons_have_a_gender_and_all_have_a_history(glossary: Glossary) -> None:
    for concept in glossary.concepts.values():
        assert (concept.gender in ("m", "f")) == (concept.kind == "person"), concept.id
        assert concept.source and concept.changed and concept.changed_by, concept.id
        assert bool(concept.approved) == bool(concept.approved_by) == (concept.status == "approved"), concept.id


def test_titles_are_in_lower_case(glossary: Glossary) -> None:
    offices = {"President", "Minister", "Secretary", "Envoy", "Ambassador", "General", "Chief", "Governor", "Commander"}
    for concept in glossary.concepts.values():
        if concept.kind == "title":
            assert concept.names["ru"].preferred[0].islower(), concept.id
            told = concept.names["en"].preferred.replace("General Assembly", "")
            assert offices.isdisjoint(told.split()), concept.id


@pytest.mark.parametrize(
    "word", ["president", "minister", "general", "governor", "президент", "министр", "الرئيس", "اللواء"]
)
def test_words_that_mean_too_much_are_not_enforced(glossary: Glossary, word: str) -> None:
    held = {name.text.casefold() for c in approved(glossary) for code in CODES for name in c.designations(code)}
    assert word not in held


def test_lint_finds_no_error(glossary: Glossary) -> None:
    assert [remark for remark in lint(glossary.concepts) if remark.severity == "error"] == []


NAMED = {
    "ahmed-al-sharaa": ("Ahmed al-Sharaa", "أحمد الشرع", "Ахмед аш-Шараа"),
    "mikhail-bogdanov": ("Mikhail Bogdanov", "ميخائيل بوغدانوف", "Михаил Богданов"),
    "murhaf-abu-qasra": ("Murhaf Abu Qasra", "مرهف أبو قصرة", "Мурхаф Абу Касра"),
}


@pytest.mark.parametrize("identity", NAMED)
def test_the_three_named_persons(glossary: Glossary, identity: str) -> None:
    concept = glossary.concepts[identity]
    assert tuple(concept.names[code].preferred for code in CODES) == NAMED[identity]
    assert (concept.kind, concept.gender, concept.status) == ("person", "m", "approved")


RUSSIAN = {
    ("ahmed-al-sharaa", "full"): "Ахмед аш-Шараа, Ахмеда аш-Шараа, Ахмеду аш-Шараа, Ахмеда аш-Шараа, "
    "Ахмедом аш-Шараа, Ахмеде аш-Шараа",
    ("ahmed-al-sharaa", "surname"): "аш-Шараа, аш-Шараа, аш-Шараа, аш-Шараа, аш-Шараа, аш-Шараа",
    ("mikhail-bogdanov", "full"): "Михаил Богданов, Михаила Богданова, Михаилу Богданову, Михаила Богданова, "
    "Михаилом Богдановым, Михаиле Богданове",
    ("mikhail-bogdanov", "surname"): "Богданов, Богданова, Богданову, Богданова, Богдановым, Богданове",
    ("murhaf-abu-qasra", "full"): "Мурхаф Абу Касра, Мурхафа Абу Касры, Мурхафу Абу Касре, Мурхафа Абу Касру, "
    "Мурхафом Абу Касрой, Мурхафе Абу Касре",
    ("murhaf-abu-qasra", "surname"): "Абу Касра, Абу Касры, Абу Касре, Абу Касру, Абу Касрой, Абу Касре",
    ("sergei-lavrov", "surname"): "Лавров, Лаврова, Лаврову, Лаврова, Лавровым, Лаврове",
    ("maria-zakharova", "full"): "Мария Захарова, Марии Захаровой, Марии Захаровой, Марию Захарову, "
    "Марией Захаровой, Марии Захаровой",
    ("wang-yi", "full"): "Ван И, Ван И, Ван И, Ван И, Ван И, Ван И",
    ("united-arab-emirates", "full"): "Объединенные Арабские Эмираты, Объединенных Арабских Эмиратов, "
    "Объединенным Арабским Эмиратам, Объединенные Арабские Эмираты, Объединенными Арабскими Эмиратами, "
    "Объединенных Арабских Эмиратах",
    ("netherlands", "full"): "Нидерланды, Нидерландов, Нидерландам, Нидерланды, Нидерландами, Нидерландах",
    ("syrian-democratic-forces", "full"): "Силы демократической Сирии, Сил демократической Сирии, "
    "Силам демократической Сирии, Силы демократической Сирии, Силами демократической Сирии, "
    "Силах демократической Сирии",
    ("qamishli", "full"): "Камышлы, Камышлы, Камышлы, Камышлы, Камышлы, Камышлы",
    ("army-commander", "full"): "командующий армией, командующего армией, командующему армией, командующего армией, "
    "командующим армией, командующем армией",
}


@pytest.mark.parametrize(("identity", "part"), RUSSIAN)
def test_russian_cases(glossary: Glossary, identity: str, part: str) -> None:
    found = [term for term in terms(glossary.concepts[identity], "ru") if term.part == part]
    cases = [form.text if (form := found[0].form(tag)) else "" for tag in ("nom", "gen", "dat", "acc", "ins", "loc")]
    assert ", ".join(cases) == RUSSIAN[identity, part]


ARABIC = {
    ("ahmed-al-sharaa", "surname"): ("الشرع", "والشرع", "بالشرع", "للشرع", "وللشرع"),
    ("mikhail-bogdanov", "surname"): ("بوغدانوف", "وبوغدانوف", "ببوغدانوف", "لبوغدانوف", "وببوغدانوف"),
    ("murhaf-abu-qasra", "surname"): ("أبو قصرة", "وأبو قصرة", "بأبي قصرة", "لأبي قصرة", "أبي قصرة", "أبا قصرة"),
    ("latakia", "full"): ("اللاذقية", "واللاذقية", "باللاذقية", "للاذقية"),
}


@pytest.mark.parametrize(("identity", "part"), ARABIC)
def test_arabic_clitics(glossary: Glossary, identity: str, part: str) -> None:
    found = [term for term in terms(glossary.concepts[identity], "ar") if term.part == part]
    forms = {form.text for form in found[0].forms()}
    assert set(ARABIC[identity, part]) <= forms
    assert "لالشرع" not in forms


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The nom de guerre was al-Jolani."),
        ("ar", "وكان يعرف باسم أبو محمد الجولاني."),
        ("ru", "Ранее его знали как Абу Мухаммеда аль-Джулани."),
    ],
)
def test_the_nom_de_guerre_is_forbidden(glossary: Glossary, matcher: Matcher, code: str, text: str) -> None:
    roles = {found.role for found in matcher.find(text, code) if found.concept == "ahmed-al-sharaa"}
    assert roles == {"forbidden"}
    assert all("nom de guerre" in entry.reason for entry in glossary.concepts["ahmed-al-sharaa"].names[code].forbidden)


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("ar", "حكم الشرع في هذه المسألة واضح.", set()),
        ("ar", "التقى الرئيس الشرع وفدا في دمشق.", {"ahmed-al-sharaa", "damascus"}),
        ("ar", "لا يصب ذلك في صالح المدنيين ولا يخدم عملية سلام.", set()),
        ("ar", "وقال مشيرا إلى أن الفريق وصل", set()),
        ("ar", "قالت مصادر سورية إن القوات السعودية وصلت والغارات تدمر المنازل", set()),
        ("en", "Protests were held in Hama.", {"hama"}),
        ("en", "It was told to us in May.", set()),
        ("ru", "Богданов встретился с Асадом в Сане.", {"mikhail-bogdanov", "bashar-al-assad", "sanaa"}),
        ("ru", "В МИДе России сообщили об этом.", {"russian-foreign-ministry"}),
    ],
)
def test_names_are_told_from_common_words(matcher: Matcher, code: str, text: str, expected: set[str]) -> None:
    assert {found.concept for found in matcher.find(text, code) if found.certain} == expected

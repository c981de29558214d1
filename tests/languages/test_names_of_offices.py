"""Names that the dictionaries decline wrongly or not at all: offices of bodies, foreign surnames, idafas, families."""

from __future__ import annotations

import pytest

from aligner.glossary.concepts import Concept, Names
from aligner.glossary.forms import terms
from aligner.languages.arabic_names import ArabicNaming
from aligner.languages.names import NameFacts
from aligner.languages.russian_families import family_forms
from aligner.languages.russian_names import RussianNaming

RU, AR = RussianNaming(), ArabicNaming()


def russian(name: str, kind: str, tag: str) -> tuple[str, bool]:
    form = RU.form(name, NameFacts(kind, "m" if kind == "person" else ""), tag)
    assert form is not None
    return form.text, form.guess


@pytest.mark.parametrize(
    ("name", "kind", "tag", "form"),
    [
        ("спецпосланник ООН", "title", "gen", "спецпосланника ООН"),
        ("генсекретарь ООН", "title", "ins", "генсекретарем ООН"),
        ("генсек НАТО", "title", "dat", "генсеку НАТО"),
        ("мухафаза Хама", "place", "gen", "мухафазы Хама"),
        ("мухафаза", "other", "dat", "мухафазе"),
        ("Ллойд Остин", "person", "ins", "Ллойдом Остином"),
        ("Чарльз Дарвин", "person", "ins", "Чарльзом Дарвином"),
        ("Чаплин", "person", "ins", "Чаплином"),
        ("Владимир Путин", "person", "ins", "Владимиром Путиным"),
        ("Роберт Калинин", "person", "ins", "Робертом Калининым"),
        ("Ткач", "person", "ins", "Ткачом"),
    ],
)
def test_russian_forms_are_sure(name: str, kind: str, tag: str, form: str) -> None:
    assert russian(name, kind, tag) == (form, False)


def test_a_surname_in_in_behind_a_western_given_name_is_a_guess() -> None:
    assert russian("Виллем Курцин", "person", "ins") == ("Виллемом Курцином", True)


def test_english_letters_tell_a_foreign_surname() -> None:
    def instrumental(english: str, name: str) -> set[str]:
        concept = Concept("x", "person", {"en": Names(english), "ru": Names(name)}, gender="m")
        found = [term.form("ins") for term in terms(concept, "ru")]
        return {form.text for form in found if form is not None}

    assert instrumental("Robert Selwin", "Роберт Селвин") >= {"Робертом Селвином", "Селвином"}
    assert "Робертом Селиным" in instrumental("Robert Selin", "Роберт Селин")


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("وزير الخارجية البريطاني", "وزير للخارجية البريطاني"),
        ("وزير الخارجية البريطاني", "وزير لخارجية البريطاني"),
        ("حاكم المصرف", "حاكم مصرف"),
        ("حاكم المصرف", "حاكم لمصرف"),
        ("نائب الأمين العام", "نائب أمين عام"),
        ("نائب الأمين العام", "نائب لأمين العام"),
        ("خادم الحرمين الشريفين", "خادم حرمين شريفين"),
        ("الفريق", "الفريقة"),
    ],
)
def test_what_nobody_writes_is_no_form(name: str, wrong: str) -> None:
    assert wrong not in {form.text for form in AR.stems(name, NameFacts("title"))}


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("وزير الخارجية البريطاني", "وزير خارجية بريطاني"),
        ("وزير الدفاع", "وزير دفاع"),
        ("رئيس الوزراء", "رئيسا للوزراء"),
        ("حاكم المصرف", "حاكم للمصرف"),
        ("السفير", "السفيرة"),
    ],
)
def test_what_people_write_is_one(name: str, right: str) -> None:
    assert right in {form.text for form in AR.stems(name, NameFacts("title"))}


@pytest.mark.parametrize(
    ("surname", "forms"),
    [
        ("Лавров", ("Лавровы", "Лавровых", "Лавровым", "Лавровыми")),
        ("Лаврова", ("Лавровы", "Лавровых", "Лавровым", "Лавровыми")),
        ("Достоевский", ("Достоевские", "Достоевских", "Достоевским", "Достоевскими")),
        ("Блинкен", ("Блинкены", "Блинкенов", "Блинкенам", "Блинкенами", "Блинкенах")),
        ("Байден", ("Байдены", "Байденов", "Байденам", "Байденами", "Байденах")),
        ("Макрон", ("Макроны", "Макронов", "Макронам", "Макронами", "Макронах")),
        ("Шараа", ()),
        ("Ли", ()),
    ],
)
def test_families(surname: str, forms: tuple[str, ...]) -> None:
    assert family_forms(surname) == forms


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("مدير عام الوكالة الدولية للطاقة الذرية", ("مديرا عاما الوكالة", "المدير العام الوكالة")),
        ("كبير موظفي البيت الأبيض", ("كبيرا موظفيا البيت", "الكبير الموظفي البيت")),
    ],
)
def test_a_noun_before_one_with_the_article_takes_neither_article_nor_tanwin(name: str, never: tuple[str, ...]) -> None:
    texts = [form.text for form in AR.forms(name, NameFacts("title"))]
    assert name in texts
    assert not [text for text in texts for start in never if text.startswith(start)]


def test_an_indefinite_office_has_both() -> None:
    texts = [form.text for form in AR.forms("مبعوث خاص إلى سوريا", NameFacts("title"))]
    assert {"مبعوثا خاصا إلى سوريا", "المبعوث الخاص إلى سوريا"} <= {*texts}


@pytest.mark.parametrize("name", ["عبد الله الثاني", "محمد السادس"])
def test_a_king_s_number_is_no_surname(name: str) -> None:
    assert not [part for part in AR.parts(name) if part.role == "surname"]

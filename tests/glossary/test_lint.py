"""What lint finds: each rule on a glossary that breaks it, and silence on one that is in order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aligner.glossary.common_words import COMMON_WORDS
from aligner.glossary.concepts import Concept, Forbidden, Morphology, Names
from aligner.glossary.lint import RULES, SEVERITIES, lint
from aligner.glossary.tables import table_of
from aligner.languages.names import Form

GOOD = Concept(
    "mikhail-bogdanov",
    "person",
    {
        "en": Names("Mikhail Bogdanov", short=("Bogdanov",)),
        "ar": Names("ميخائيل بوغدانوف", short=("بوغدانوف",)),
        "ru": Names("Михаил Богданов", short=("Богданов",), morphology=Morphology(confirmed=True)),
    },
    gender="m",
)
PLACE = Concept("damascus", "place", {"en": Names("Damascus"), "ar": Names("دمشق"), "ru": Names("Дамаск")})


def named(concept: Concept = PLACE, code: str = "en", **fields: object) -> Concept:
    return replace(concept, names={**concept.names, code: replace(concept.names[code], **fields)})


def rules(*concepts: Concept, but: tuple[str, ...] = ("unconfirmed",)) -> set[str]:
    return {one.rule for one in lint({one.id: one for one in concepts}) if one.rule not in but}


def test_a_glossary_in_order() -> None:
    assert rules(GOOD, PLACE) == set()


@pytest.mark.parametrize(
    ("rule", "concepts"),
    [
        ("no-name", [Concept("x", "place", {})]),
        ("no-name", [named(preferred="", variants=("Damascus",))]),
        ("duplicate", [PLACE, replace(PLACE, id="again")]),
        ("forbidden-preferred", [named(forbidden=(Forbidden("Damascus", "r"),))]),
        ("forbidden-preferred", [named(forbidden=(Forbidden("Bogdanov", "r"),)), GOOD]),
        ("formula", [named(preferred="=1+1")]),
        ("formula", [replace(PLACE, note="@SUM(A1)")]),
        ("mixed-script", [named(code="ru", preferred="Дaмаск")]),  # the first а is Latin
        ("merge", [replace(PLACE, note="x\n[merge] ru: theirs was Дамашк")]),
        ("unknown-class", [named(code="ru", morphology=Morphology("nonsense"))]),
        ("shared-name", [PLACE, named(GOOD, admitted=("Damascus",))]),
        ("common-word", [named(GOOD, "ar", preferred="أحمد الشرع", short=("الشرع",))]),
        ("capital-word", [named(GOOD, "ru", preferred="Сергей Лавров", short=("Лавров",))]),
        ("missing-language", [replace(PLACE, names={"en": Names("Damascus"), "ru": Names("Дамаск")})]),
        ("other-script", [named(code="ru", preferred="Damascus")]),
        ("wrong-script", [named(preferred="Дамаск")]),
        ("wrong-script", [named(code="ru", short=("دمشق",))]),
        ("quotes", [named(preferred="“Damascus")]),
        ("quotes", [named(code="ru", preferred="Дамаск»")]),
        ("blanks", [named(variants=("Damas cus ",))]),
        ("blanks", [named(preferred="Damas\u00a0cus")]),
        ("blanks", [named(preferred="Damas  cus")]),
        ("invisible", [named(code="ar", preferred="\u200fدمشق")]),
        ("repeated", [named(variants=("Damascus",))]),
        ("gender", [Concept("x", "person", {"ru": Names("Ы")})]),
        ("gender", [replace(GOOD, gender="f")]),
        ("shared-short", [GOOD, replace(named(GOOD, preferred="Ivan Bogdanov"), id="ivan-bogdanov")]),
        ("nested", [PLACE, replace(named(preferred="Damascus Airport"), id="airport", kind="org")]),
        ("no-reason", [named(forbidden=(Forbidden("Dimashq"),))]),
    ],
)
def test_each_rule(rule: str, concepts: list[Concept]) -> None:
    assert rule in rules(*concepts)


def test_every_rule_is_tested() -> None:
    tested = {case[0] for mark in test_each_rule.pytestmark for case in mark.args[1]}  # type: ignore[attr-defined]
    assert tested | {"unconfirmed"} == {*RULES}
    assert {severity for severity, _ in RULES.values()} == {*SEVERITIES}


def test_forms_that_are_guesses_until_they_are_confirmed() -> None:
    name = named(GOOD, "ru", preferred="Мурхаф Абу Касра", short=(), morphology=Morphology())
    [remark] = [one for one in lint({name.id: name}, rules=["unconfirmed"]) if one.language == "ru"]
    assert "Мурхафа Абу Касры" in remark.message
    confirmed = named(name, "ru", morphology=Morphology(confirmed=True))
    assert not [one for one in lint({name.id: confirmed}, rules=["unconfirmed"]) if one.language == "ru"]


def test_a_plural_that_nobody_uses_needs_nobody_to_confirm_it() -> None:
    forms = [
        Form("Кремль", "nom"),
        Form("Кремли", "pl.nom", True),
        Form("Кремля", "gen", True),
        Form("x", "ل/head", True),
    ]
    forms += [Form("Афины", "pl.gen"), Form("وزيرة", "/f.indef", True)]
    assert [form.tag for form in table_of(forms)] == ["nom", "gen", "pl.gen"]
    assert table_of(forms, everything=True) == forms


def test_context_words_are_what_a_common_word_needs() -> None:
    sharaa = named(GOOD, "ar", preferred="أحمد الشرع", short=("الشرع",))
    assert "common-word" not in rules(replace(sharaa, context=("president",)))
    assert "common-word" not in rules(replace(sharaa, kind="title"))


def test_what_is_no_fault() -> None:
    assert rules(named(preferred="Baath Party (Syria)"), GOOD) == set()
    assert rules(named(code="ru", preferred="ЧВК «Вагнер»")) == set()
    assert rules(named(preferred='The "Wagner" group')) == set()
    assert "common-word" not in rules(GOOD)  # his given name alone is never enforced
    assert rules(PLACE, replace(PLACE, id="again", status="deprecated")) == set()
    assert "duplicate" not in rules(PLACE, replace(named(preferred="Dimashq"), id="again"))


def test_the_gravest_come_first() -> None:
    broken = replace(named(preferred="=1", variants=("=1",), forbidden=(Forbidden("x"),)), id="z")
    found = [one.severity for one in lint({"z": broken, "mikhail-bogdanov": replace(GOOD, gender="f")})]
    assert found == sorted(found, key=SEVERITIES.index)
    assert {*found} == {*SEVERITIES}


def test_rules_can_be_chosen() -> None:
    concept = replace(named(preferred="=1", forbidden=(Forbidden("x"),)), id="z")
    assert {one.rule for one in lint({"z": concept}, rules=["formula"])} == {"formula"}


def test_word_lists_are_words_of_their_language() -> None:
    from aligner.languages import LANGUAGES
    from aligner.languages.scripts_of import letters_of

    assert {*COMMON_WORDS} == {*LANGUAGES}
    for code, words in COMMON_WORDS.items():
        script = letters_of(LANGUAGES[code].script)
        assert [word for word in words if not script.fullmatch(word)] == []

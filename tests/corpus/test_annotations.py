"""Terms in training data: lemmas behind source terms, stand-ins on both sides, and what cannot be annotated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.corpus.annotations import (
    Marks,
    Term,
    chosen,
    factors,
    lemma_annotated,
    stand_ins,
    terms_of,
    without_lemmas,
)
from aligner.corpus.exports import Options, export
from aligner.errors import InputError
from tests.corpus import shards

SOURCE, TARGET = "Rain closed the road between Hama and Salamiyah.", "Дождь перекрыл дорогу между Хамой и Саламией."
LEMMAS = {"hama": "Хама", "salamiyah": "Саламия"}


def _uses() -> list[dict[str, object]]:
    return list(shards.record(0, "en", "ru", (SOURCE, TARGET))["terms"])


def test_the_lemma_stands_behind_the_term_and_the_target_keeps_its_form() -> None:
    terms, left = terms_of(_uses(), SOURCE, TARGET)
    assert not left
    done = lemma_annotated(SOURCE, TARGET, terms, LEMMAS, Marks())
    assert done.source == (
        "Rain closed the road between <term>Hama<as>Хама</term> and <term>Salamiyah<as>Саламия</term>."
    )
    assert done.target == TARGET
    assert without_lemmas(done.source, Marks()) == SOURCE


def test_marks_are_the_users() -> None:
    terms, _ = terms_of(_uses(), SOURCE, TARGET)
    marks = Marks("‹ ", " » ", " ›")
    done = lemma_annotated(SOURCE, TARGET, terms[:1], LEMMAS, marks)
    assert done.source == "Rain closed the road between ‹ Hama » Хама › and Salamiyah."
    assert without_lemmas(done.source, marks) == SOURCE
    for bad in (("", "a", "b"), ("x", "x", "y"), ("<", "<<", ">"), ("a\tb", "c", "d")):
        with pytest.raises(InputError):
            Marks(*bad)
    for name in ("same", "{}", "{}{}x", "a\n{}"):
        with pytest.raises(InputError):
            Marks(stand_in=name)


def test_stand_ins_are_the_same_on_both_sides_whatever_the_order() -> None:
    source, target = "Hama and Homs", "Хомс и Хама"
    terms = (Term("hama", 0, "Hama", 7, "Хама"), Term("homs", 9, "Homs", 0, "Хомс"))
    done = stand_ins(source, target, terms, Marks())
    assert (done.source, done.target) == ("<term1> and <term2>", "<term2> и <term1>")


def test_factors_tell_terms_and_lemmas_by_the_word() -> None:
    words, kinds = factors("Near Hama, today", (Term("hama", 5, "Hama", 0, "Хамы"),), {"hama": "Город Хама"})
    assert words == "Near Hama Город Хама , today"
    assert kinds == "0 1 2 2 0 0"


def test_terms_that_cannot_be_annotated_are_told() -> None:
    uses = _uses()
    uses += [
        uses[0] | {"concept": "away", "target": "", "target_start": -1},
        uses[0] | {"concept": "moved", "source_start": 3},
        uses[0] | {"concept": "part", "source": "Ham"},
    ]
    terms, left = terms_of(uses, SOURCE, TARGET)
    assert [term.concept for term in terms] == ["hama", "salamiyah"]
    assert sorted(left) == [
        "term that does not stand where its record says",
        "term that is missing from the target",
        "term that overlaps a longer one",
    ]
    done = lemma_annotated(SOURCE, TARGET, terms, {"hama": "Хама"}, Marks())
    assert done.left == ("term whose concept has no lemma in the table",)
    assert "<term>Salamiyah" not in done.source


@pytest.mark.parametrize(
    ("source", "target"), [("a <as> b Hama", "Хама"), ("Hama", "Хама </term>"), ("<term7> Hama", "Хама")]
)
def test_a_bead_that_holds_a_mark_stays_plain(source: str, target: str) -> None:
    term = Term("hama", source.index("Hama"), "Hama", target.index("Хама"), "Хама")
    done = stand_ins(source, target, (term,), Marks()) if "7" in source else None
    done = done or lemma_annotated(source, target, (term,), LEMMAS, Marks())
    assert (done.source, done.target, done.terms) == (source, target, ())
    assert done.left


def test_the_share_is_the_same_terms_for_a_seed_and_near_what_was_asked() -> None:
    terms = [Term("c", place, "x", place, "y") for place in range(2000)]
    first = chosen(terms, "bead", 0.3, 7)
    assert first == chosen(terms, "bead", 0.3, 7) != chosen(terms, "bead", 0.3, 8)
    assert 520 < len(first) < 680
    assert set(first) <= set(chosen(terms, "bead", 0.6, 7))
    assert len(chosen(terms, "bead", 1.0, 7)) == 2000
    assert not chosen(terms, "bead", 0.0, 7)


@given(
    st.text(max_size=40), st.lists(st.integers(0, 40), max_size=6, unique=True), st.text("абв ", min_size=1, max_size=5)
)
def test_annotation_can_be_taken_back(text: str, cuts: list[int], lemma: str) -> None:
    places = sorted(cut for cut in cuts if cut <= len(text))
    stretches = [(a, b) for a, b in zip(places[::2], places[1::2], strict=False) if b > a]
    terms = [Term(str(n), a, text[a:b], n, "x") for n, (a, b) in enumerate(stretches)]
    done = lemma_annotated(text, "", terms, dict.fromkeys(map(str, range(9)), lemma), Marks())
    assert without_lemmas(done.source, Marks()) == text
    assert done.source.count("<as>") - text.count("<as>") == len(done.terms)


def test_an_export_with_lemmas_tells_what_was_annotated(tmp_path: Path) -> None:
    paths = shards.write(tmp_path / "in", shards.records())
    lemmas = {concept: names for concept, names in shards.LEMMAS.items() if concept != "hama"}
    done = export(paths, tmp_path / "out", "term-lemmas", options=Options(lemmas=lemmas))
    stem = tmp_path / "out/corpus.train.en-ru"
    lines = [stem.with_suffix(f"{stem.suffix}.{end}").read_text().splitlines() for end in ("en", "ru", "terms", "ids")]
    assert len({len(side) for side in lines}) == 1
    assert lines[0][0] == "The governor of <term>Homs<as>Хомс</term> visited two schools on Monday."
    assert lines[1][0] == shards.SENTENCES["ru"][0]
    assert json.loads(lines[2][0]) == [{"concept": "homs", "source": "Homs", "target": "Хомса", "form": "gen"}]
    assert "6 × term whose concept has no lemma in the table" in done.lost
    assert (tmp_path / "out/symbols.txt").read_text() == "<term>\n<as>\n</term>\n"


def test_an_export_with_stand_ins_names_the_symbols_of_a_vocabulary(tmp_path: Path) -> None:
    paths = shards.write(tmp_path / "in", shards.records())
    export(paths, tmp_path / "out", "term-stand-ins")
    english = (tmp_path / "out/corpus.train.en-ar.en").read_text().splitlines()
    arabic = (tmp_path / "out/corpus.train.en-ar.ar").read_text().splitlines()
    assert "The governor of <term1> visited two schools on Monday." in english
    assert "زار محافظ <term1> مدرستين يوم الاثنين." in arabic
    assert "Rain closed the road between <term1> and <term2>." in english
    assert (tmp_path / "out/symbols.txt").read_text() == "<term1>\n<term2>\n"


def test_a_share_of_nought_leaves_all_plain_and_says_so(tmp_path: Path) -> None:
    paths = shards.write(tmp_path / "in", shards.records())
    done = export(paths, tmp_path / "out", "term-stand-ins", options=Options(share=0.0))
    assert any("term left plain, as the share asks" in line for line in done.lost)
    assert "<term" not in "".join(p.read_text() for p in (tmp_path / "out").glob("*.en"))
    with pytest.raises(InputError, match="neither normalised nor tokenised"):
        export(paths, tmp_path / "more", "term-stand-ins", options=Options(tokenise=True))

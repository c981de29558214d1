"""What a new editor does at a shell: files that are not there yet, names in the wrong place, ids mistyped."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.glossary.store import Glossary
from tests.cli.glossary_runs import Run, runner

__all__ = ["run"]

run = pytest.fixture(runner)
IDLIB = ("add", "--kind", "place", "--en", "Idlib", "--ar", "إدلب", "--ru", "Идлиб", "--by", "Vera")


def test_a_folder_and_a_file_that_are_to_be_made(run: Run) -> None:
    added = run(*IDLIB, "--into", "new/deep/x.tsv", "-g", "new")
    assert (added.status, added.out) == (0, "idlib is added to new/deep/x.tsv, a new file, as proposed\n")
    assert "aligner glossary approve idlib -g new/deep/x.tsv" in added.err
    Path("names.csv").write_text("kind,en,ru\nplace,Homs,Хомс\n", encoding="utf-8")
    assert run("import", "names.csv", "--into", "other/y.tsv", "-g", "other").status == 0
    assert [*Glossary.open("other/y.tsv").concepts] == ["homs"]


def test_a_glossary_that_is_not_there_and_not_to_be_made(run: Run) -> None:
    assert "nowhere: no such glossary file or folder (--into FILE makes a new one)" in run(*IDLIB, "-g", "nowhere").err
    assert "elsewhere: no such glossary" in run(*IDLIB, "--into", "new/x.tsv", "-g", "elsewhere").err
    assert "a glossary file is called .tsv" in run(*IDLIB, "--into", "new").err
    assert [*Path().iterdir()] == [Path("glossaries")]


def test_a_new_concept_is_compared_with_the_glossary_that_it_goes_to(run: Run) -> None:
    run(*IDLIB)
    elsewhere = run(*IDLIB, "--into", "mine.tsv")
    assert (elsewhere.status, "near" in elsewhere.err) == (0, False)
    assert "note: idlib is in glossaries/own.tsv:2, too" in elsewhere.err
    assert "too: where both" not in run(*IDLIB, "--into", "third.tsv", "-g", "none").err
    again = run(*IDLIB, "--into", "mine.tsv")
    assert again.status == 2
    assert "idlib is there already (mine.tsv:2)" in again.err
    near = run("add", "--kind", "place", "--en", "Idleb", "--ru", "Идлиб", "--into", "glossaries/second.tsv")
    assert "near: idlib is called Идлиб already (glossaries/own.tsv:2)" in near.err
    both = run(
        "add", "--kind", "place", "--en", "Idlib Town", "--ru", "Идлиб", "--into", "mine.tsv", "-g", "glossaries"
    )
    assert "(mine.tsv:2)" in both.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "--kind", "place", "--en", "Хама", "--ru", "Хама"), "Хама has no Latin letter: it is no English name"),
        (("add", "--kind", "place", "--en", "Hama", "--ru-short", "حماة"), "it is no Russian name"),
        (("edit", "idlib", "--set", "ar=Идлиб"), "it is no Arabic name"),
        (("edit", "idlib", "--set", "ru.morphology=class:nonsense"), "is no declension class of Russian"),
        (("edit", "idlib", "--set", "en=", "--set", "ar=", "--set", "ru="), "would have no name left"),
        (("edit", "idlib", "--set", "en=Id\u202elib"), "U+202E"),
        (("forms", "idlib-provinse"), "no concept idlib-provinse here: did you mean idlib-province"),
        (("forms", "Idlip", "--confirm"), "Idlip is in no glossary here: did you mean idlib"),
        (("forms", "idlib", "--language", "en", "--set", "x=y"), 'no form "x" of this name: it has -, poss'),
    ],
)  # fmt: skip
def test_slips_are_refused(arguments: tuple[str, ...], said: str, run: Run) -> None:
    run(*IDLIB, "--approve")
    run("add", "--kind", "place", "--en", "Idlib Province")
    before = Path("glossaries/own.tsv").read_bytes()
    ran = run(*arguments)
    assert (ran.status, said in ran.err.replace("\u2068", "").replace("\u2069", "")) == (2, True), ran.err
    assert Path("glossaries/own.tsv").read_bytes() == before


def test_a_language_is_not_left_with_lesser_names_only(run: Run) -> None:
    run(*IDLIB, "--ru-short", "Идл", "--approve")
    before = Path("glossaries/own.tsv").read_bytes()
    emptied = run("edit", "idlib", "--set", "ru=")
    assert (emptied.status, emptied.err) == (2, "aligner: idlib: ru has names, but no preferred one: fill in ru\n")
    assert Path("glossaries/own.tsv").read_bytes() == before
    Path("glossaries/own.tsv").write_bytes(
        before.replace("Идлиб\t".encode(), b"\t").replace(b"approved", b"proposed", 1)
    )
    assert run("approve", "idlib").status == 2


def test_an_edit_warns_of_what_it_brings_and_not_of_what_was_there(run: Run) -> None:
    run(*IDLIB)
    assert "warning: no name in Arabic" in run("edit", "idlib", "--set", "ar=").err
    assert "warning: IDL has no Cyrillic letter" in run("edit", "idlib", "--set", "ru=IDL").err
    assert "warning" not in run("edit", "idlib", "--set", "domain=syria").err
    assert "warning: IDL has no Cyrillic letter" in run("approve", "idlib").err  # as it stands


def test_forms_of_a_name_of_no_glossary_ask_whether_another_is_meant(run: Run) -> None:
    run(*IDLIB)
    assert "of the kind person; did you mean idlib?" in run("forms", "Идлип").err


def test_columns_that_are_missing_are_empty_and_unknown_ones_are_one_line(run: Run) -> None:
    few = Path("glossaries/few.tsv")
    few.write_text("id\ten\tru\tRemark\tSeen\nhoms\tHoms\tХомс\tx\ty\n", encoding="utf-8")
    assert "homs  other  proposed  Homs" in run("list").out
    lint = run("lint").out
    assert "few.tsv: note: columns that Aligner does not know are kept as they are: Remark, Seen\n" in lint
    run("edit", "homs", "--set", "ar=حمص")
    assert Glossary.open(few).concepts["homs"].extra == {"Remark": "x", "Seen": "y"}


def test_impact_says_in_one_line_that_nothing_is_stored_or_nothing_names_it(run: Run) -> None:
    from aligner.bitext import Bead, Bitext

    run(*IDLIB)
    empty = run("impact", "idlib")
    assert (empty.status, empty.out) == (0, "")
    assert empty.err.startswith("nothing is stored yet") and empty.err.count("\n") == 1
    bead = Bead("1", "d", "r", 0, "paragraph", 1, "en", "ru", ("Nobody came.",), ("Никто не пришёл.",), "machine")
    Bitext.of([bead]).write(Path("b.jsonl"))
    none = run("impact", "idlib", "b.jsonl")
    assert (none.out, none.err) == ("", "idlib: none of 1 stored sentence names it\n")


def test_impact_of_a_concept_as_it_stands_has_no_before(run: Run) -> None:
    from aligner.bitext import Bead, Bitext

    run(*IDLIB, "--approve")
    bead = Bead("1", "d", "r", 0, "paragraph", 1, "en", "ru", ("He left Idlib.",), ("Он покинул Идлиб.",), "machine")
    Bitext.of([bead]).write(Path("b.jsonl"))
    assert run("impact", "idlib", "b.jsonl").out.splitlines()[0].split() == [
        "pair", "stored", "name", "it", "right", "to", "alter"
    ]  # fmt: skip
    assert "right now  right then" in run("impact", "idlib", "b.jsonl", "--set", "ru=Адлиб").out

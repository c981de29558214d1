"""`aligner glossary import` and `export`: what is added, filled up, told and left; nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.cli import main
from aligner.glossary import history
from aligner.glossary.concepts import Concept, Names
from aligner.glossary.store import Glossary

DAMASCUS = Concept("damascus", "place", {"en": Names("Damascus"), "ru": Names("Дамаск")}, approved_by="anna")
OWN = Path("glossaries/own.tsv")


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Glossary.of([DAMASCUS]).write(OWN)
    return tmp_path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["glossary", *arguments])
    return int(left.value.code or 0)


def table(text: str) -> str:
    Path("new.csv").write_text(text, encoding="utf-8")
    return "new.csv"


def test_new_ones_are_proposed_and_known_ones_filled_up(capsys: pytest.CaptureFixture[str]) -> None:
    given = table("kind,en,ar,ru\nplace,Damascus,دمشق,Дамаск\nplace,Homs,حمص,Хомс\n")
    assert run("import", given, "--by", "hind") == 0
    assert capsys.readouterr().out.startswith("1 new concept added to glossaries/own.tsv, 1 known concept filled up")
    held = Glossary.open(OWN).concepts
    assert held["damascus"].names["ar"].preferred == "دمشق" and held["damascus"].status == "approved"
    assert held["homs"].status == "proposed" and held["homs"].changed_by == "hind"
    assert [(entry.what, entry.who) for entry in history.read(OWN)] == [("import", "hind")] * 2


def test_what_the_file_says_otherwise_is_told_and_left(capsys: pytest.CaptureFixture[str]) -> None:
    given = table("id,kind,en,ru\ndamascus,place,Damascus,Димашк\n")
    before = OWN.read_bytes()
    assert run("import", given) == 1
    assert "Димашк" in capsys.readouterr().out and OWN.read_bytes() == before
    assert run("import", given, "--overwrite") == 0
    assert Glossary.open(OWN).concepts["damascus"].names["ru"].preferred == "Димашк"


def test_a_strangers_word_approves_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    given = table("en,ru,status\nHoms,Хомс,approved\n")
    assert run("import", given) == 0
    assert "it is proposed" in capsys.readouterr().out
    assert Glossary.open(OWN).concepts["homs"].status == "proposed"
    assert run("import", table("en,ru,status\nHama,Хама,approved\n"), "--approve") == 0
    assert Glossary.open(OWN).concepts["hama"].status == "approved"


def test_a_dry_run_and_a_bad_file_change_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = OWN.read_bytes()
    assert run("import", table("en,ru\nHoms,Хомс\n"), "--dry-run") == 0
    assert run("import", table("en,ru\n=1+1,=1+1\n")) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert OWN.read_bytes() == before and not list(Path("glossaries").glob("*.history*"))


def test_export_and_import_give_the_same_and_nothing_is_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "names.xlsx") == 0
    assert run("export", "names.xlsx") == 2 and "--overwrite" in capsys.readouterr().err
    assert run("export", "names.xlsx", "--overwrite") == 0
    assert run("import", "names.xlsx", "--into", "other.tsv", "-g", "none") == 0
    assert Glossary.open("other.tsv").concepts["damascus"].names == DAMASCUS.names


def test_which_file_gets_new_ones_has_to_be_clear(capsys: pytest.CaptureFixture[str]) -> None:
    Glossary.of([Concept("x", "other", {"en": Names("X")})]).write(Path("glossaries/second.tsv"))
    assert run("import", table("en,ru\nHoms,Хомс\n")) == 2
    assert "--into" in capsys.readouterr().err


def test_a_list_counts_what_it_holds_and_an_empty_one_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    draft = Concept("x", "other", {"en": Names("X"), "ru": Names("Икс")}, status="draft")
    Glossary.of([DAMASCUS, draft]).write(OWN)
    assert run("export", "a.csv", "--format", "deepl", "--from", "en", "--to", "ru") == 0
    assert capsys.readouterr().out.startswith("1 concept written to a.csv")
    assert run("export", "b.csv", "--format", "deepl", "--from", "en", "--to", "ar") == 2
    assert run("export", "b.csv", "--format", "google", "--status", "draft") == 2
    assert capsys.readouterr().err.count("no approved concept") == 2 and not Path("b.csv").exists()


def test_errors_in_what_came_in_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", table("en,ru\nHoms,Хомс\nHama,Хама\nИдлиб,Идлиб\n")) == 0
    assert "1 error in what came in (see  aligner glossary lint), first idlib: Идлиб" in capsys.readouterr().out

"""`aligner memory` on real files, by the way that the console script takes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from aligner.bitext import Bead, Bitext
from aligner.cli import main
from aligner.translation.memory import MachineEntry, Memory

BEAD = Bead(
    id="a.txt#0000:en-ru",
    document="a.txt",
    revision="0" * 16,
    position=0,
    kind="paragraph",
    line=1,
    source_language="en",
    target_language="ru",
    source=("The talks go on in Geneva.",),
    target=("Переговоры в Женеве продолжаются.",),
    origin="machine",
    state="edited",
    editor="Анна",
    edited="2025-01-31T16:30:00Z",
    note="имя города",
)


class Said(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.sqlite"


@pytest.fixture
def aligner(path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("ALIGNER_DATA", str(path.parent))

    def call(*arguments: object) -> Said:
        with pytest.raises(SystemExit) as ended:
            main(["memory", *map(str, arguments)])
        said = capsys.readouterr()
        return Said(int(ended.value.code or 0), said.out, said.err)

    return call


@pytest.mark.parametrize("ending", ["jsonl", "parquet"])
def test_an_editor_feeds_a_bitext_back(aligner, path: Path, tmp_path: Path, ending: str) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / f"a.ru.{ending}"
    others = [
        replace(BEAD, source=("Accepted.",), target=("Принято.", "Да."), state="accepted", editor="", edited=""),
        replace(BEAD, source=("Draft.",), state="draft"),
        replace(BEAD, source=("Rejected.",), state="rejected"),
        replace(BEAD, source=("Two.", "Segments.")),
        replace(BEAD, source=("Empty.",), target=()),
    ]
    Bitext.of([BEAD, *others]).write(file)
    said = aligner("approve", file, "--editor", "Олег")
    assert said.status == 0
    assert said.out == (
        "2 approved, 1 left out: drafts, 1 left out: rejected, 1 left out: several source segments in one bead, "
        "1 left out: no translation\n"
    )
    with Memory(path) as memory:
        found = memory.approved("en", "ru", [BEAD.source[0], "Accepted.", "Draft.", "Rejected.", "Two. Segments."])
        assert {*found} == {BEAD.source[0], "Accepted."}
        own = found[BEAD.source[0]]
        assert (own.translation, own.editor, own.document, own.note) == (*BEAD.target, "Анна", "a.txt", "имя города")
        assert own.when == "2025-01-31T16:30:00.000000Z"
        assert (found["Accepted."].translation, found["Accepted."].editor) == ("Принято. Да.", "Олег")

    assert json.loads(aligner("approve", "--json", file, "--editor", "Олег").out)["unchanged"] == 2
    assert aligner("approve", "--all", file, "--editor", "Олег").out.startswith(
        "1 approved, 2 approved already, 1 left"
    )
    with Memory(path) as memory:
        assert [*memory.approved("en", "ru", ["Draft.", "Rejected."])] == ["Draft."]


def test_two_translations_of_one_text_are_told(aligner, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "a.jsonl"
    Bitext.of([BEAD, replace(BEAD, target=("Иначе.",), edited="2025-02-01")]).write(file)
    said = aligner("approve", file)
    assert said.out == "2 approved\n"
    assert "two translations" in said.err
    assert BEAD.source[0] in said.err
    found = json.loads(aligner("find", BEAD.source[0], "--from", "en", "--to", "ru", "--json").out)
    assert found["approved"]["translation"] == "Иначе."


def test_a_bitext_with_a_wrong_time_changes_nothing(aligner, path: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "a.jsonl"
    Bitext.of([BEAD, replace(BEAD, id="a.txt#0001:en-ru", edited="today")]).write(file)
    said = aligner("approve", file)
    assert said.status == 2
    assert f"{file}: a.txt#0001:en-ru: not a time" in said.err
    assert not path.exists()


def test_find_says_what_there_is(aligner, path: Path) -> None:  # type: ignore[no-untyped-def]
    with Memory(path) as memory:
        memory.approve("en", "ru", BEAD.source[0], BEAD.target[0], editor="Анна", when="2025-01-31")
        memory.approve("ru", "en", "a б", "The talks go on in Vienna.", editor="")
        memory.store("en", "ru", "argos 1.0", "o", "", {BEAD.source[0]: MachineEntry("Машина.")})
    said = aligner("find", BEAD.source[0], "--from", "en", "--to", "ru")
    approved, machine, near = said.out.splitlines()
    assert approved == f"approved by Анна, 2025-01-31: {BEAD.target[0]}"
    assert machine == "machine, argos 1.0: Машина."
    assert near.endswith("%, from the other direction: The talks go on in Vienna. → a б")
    similar = aligner(
        "find", "The talks go on in Vienna.", "--from", "en", "--to", "ru", "--limit", "1", "--threshold", "0.5"
    )
    assert similar.out.startswith("100%, from the other")
    assert "but for blanks" in aligner("find", BEAD.source[0] + "  ", "--from", "en", "--to", "ru").out
    nothing = aligner("find", "Unheard of", "--from", "en", "--to", "ru")
    assert (nothing.status, nothing.out, nothing.err) == (0, "", "nothing\n")


def test_undo(aligner, path: Path) -> None:  # type: ignore[no-untyped-def]
    with Memory(path) as memory:
        memory.approve("en", "ru", "a", "первый", editor="")
        memory.approve("en", "ru", "a", "второй", editor="")
    assert aligner("undo", "a", "--from", "en", "--to", "ru").out == "in force again: первый\n"
    assert aligner("undo", "a", "--from", "en", "--to", "ru").out == "nothing is approved for it now\n"
    said = aligner("undo", "a", "--from", "en", "--to", "ru")
    assert (said.status, said.err.count("\n")) == (2, 1)


def test_stats_export_import_and_forget(aligner, path: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    out, other = tmp_path / "out.jsonl", tmp_path / "other.sqlite"
    with Memory(path) as memory:
        memory.store("en", "ru", "argos 1.0", "o", "", {str(number): MachineEntry("x") for number in range(1200)})
        memory.approve("en", "ar", "a", "أ", editor="")
    said = aligner("stats").out.splitlines()
    assert said[0].startswith(f"{path}: ")
    assert [line.split() for line in said[1:]] == [
        ["pair", "machine", "approved"],
        ["en-ar", "0", "1"],
        ["en-ru", "1,200", "0"],
        ["all", "1,200", "1"],
        ["en-ru", "argos", "1.0", "1,200"],
    ]
    assert json.loads(aligner("stats", "--json").out)["machine"] == 1200
    assert aligner("export", out).out == f"{out}: 1,201 records\n"

    with Memory(other) as memory:
        memory.store("en", "ru", "argos 1.0", "o", "", {"7": MachineEntry("otherwise")})
    said = aligner("import", out, "--memory", other)
    assert said.out == "1,199 machine translations added, 1 here already; 1 approval added, 0 here already\n"
    assert said.err == "line 9: machine: 7: the file says x, in force is otherwise\n"
    report = json.loads(aligner("import", out, "--memory", other, "--json").out)
    assert (report["machine_present"], report["machine_conflicts"], report["approvals_present"]) == (1200, 1, 1)

    assert aligner("forget").status == 2
    assert aligner("forget", "--to", "ar").out == "0 machine translations deleted\n"
    assert (
        aligner("forget", "--engine", "argos 1.0", "--before", "2999-01-01").out
        == "1,200 machine translations deleted\n"
    )
    assert json.loads(aligner("stats", "--json").out)["approved"] == 1


@pytest.mark.parametrize(
    "command", [["stats"], ["export", "x.jsonl"], ["forget", "--all"], ["find", "a", "--from", "en", "--to", "ar"]]
)
def test_no_memory_is_made_by_looking_for_one(aligner, path: Path, command: list[str]) -> None:  # type: ignore[no-untyped-def]
    said = aligner(*command)
    assert said.status == 2
    assert "there is no translation memory" in said.err
    assert not path.exists()


def test_errors_are_one_line(aligner, path: Path) -> None:  # type: ignore[no-untyped-def]
    path.write_text("not a database, whatever it is called " * 30)
    said = aligner("stats")
    assert said.status == 2
    assert said.err.startswith(f"aligner: {path}: is not a translation memory")
    assert said.err.count("\n") == 1

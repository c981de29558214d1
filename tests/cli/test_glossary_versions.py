"""`aligner glossary diff` and `merge`, alone and as git's merge driver."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from aligner.glossary.concepts import Concept, Names
from aligner.glossary.store import Glossary
from tests.cli.glossary_runs import Run, runner

__all__ = ["run"]

run = pytest.fixture(runner)


def place(identity: str, english: str, russian: str, **more: str) -> Concept:
    return Concept(identity, "place", {"en": Names(english), "ru": Names(russian)}, **more)  # type: ignore[arg-type]


IDLIB, HOMS = place("idlib", "Idlib", "Идлиб"), place("homs", "Homs", "Хомс")


def write(name: str, *concepts: Concept) -> None:
    Glossary.of(concepts).write(name)


def test_diff(run: Run) -> None:
    write("a.tsv", IDLIB, HOMS)
    write("b.tsv", place("idlib", "Idlib", "Эдлиб"), place("raqqa", "Raqqa", "Ракка"))
    ran = run("diff", "a.tsv", "b.tsv")
    assert ran.status == 1
    assert ran.out.splitlines()[:4] == ["- homs  Homs", "~ idlib  Idlib", "    ru: - Идлиб  + Эдлиб", "+ raqqa  Raqqa"]
    assert ran.err == "1 added, 1 removed, 1 changed\n"
    told = json.loads(run("diff", "a.tsv", "b.tsv", "--json").out)
    assert told[1]["changes"] == [{"column": "ru", "before": "Идлиб", "after": "Эдлиб"}]
    assert run("diff", "a.tsv", "a.tsv") == Run.Ran(0, "", "0 added, 0 removed, 0 changed\n")


def test_merge(run: Run) -> None:
    write("base.tsv", IDLIB)
    write("ours.tsv", IDLIB, HOMS)
    write("theirs.tsv", place("idlib", "Idlib", "Эдлиб"))
    assert run("merge", "base.tsv", "ours.tsv", "theirs.tsv", "-o", "out.tsv").status == 0
    merged = Glossary.open("out.tsv").concepts
    assert (merged["idlib"].names["ru"].preferred, {*merged}) == ("Эдлиб", {"idlib", "homs"})


def test_merge_with_a_conflict(run: Run) -> None:
    write("base.tsv", IDLIB)
    write("ours.tsv", place("idlib", "Idlib", "Идлеб"))
    write("theirs.tsv", place("idlib", "Idlib", "Эдлиб"))
    ran = run("merge", "base.tsv", "ours.tsv", "theirs.tsv", "-o", "out.tsv")
    assert ran.status == 1
    assert ran.out == "idlib: ru: ours is Идлеб, theirs Эдлиб\n"
    assert Glossary.open("out.tsv").concepts["idlib"].names["ru"].preferred == "Идлеб"
    assert run("lint", "-g", "out.tsv", "--level", "error").status == 1
    run("edit", "idlib", "--set", "ru=Эдлиб", "-g", "out.tsv")
    assert Glossary.open("out.tsv").concepts["idlib"].note == ""


def git(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", "-c", "user.name=V", "-c", "user.email=v@example.org", *arguments],
                          capture_output=True, text=True, check=False)  # fmt: skip


@pytest.mark.parametrize("conflict", [False, True])
def test_as_the_merge_driver_of_git(conflict: bool, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that a merge of text would take for a conflict: two editors change two columns of one concept."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    git("init", "-q", "-b", "main")
    git("config", "merge.aligner-glossary.driver", f"{sys.executable} -m aligner glossary merge %O %A %B -o %A")
    Path(".gitattributes").write_text("*.tsv merge=aligner-glossary\n*.history.jsonl merge=union\n")
    Path("names.history.jsonl").write_text("")
    write("names.tsv", IDLIB)
    git("add", ".")
    git("commit", "-qm", "base")
    git("switch", "-qc", "other")
    write("names.tsv", place("idlib", "Idlib", "Эдлиб"))
    Path("names.history.jsonl").write_text('{"a": 1}\n')
    git("commit", "-qam", "theirs")
    git("switch", "-q", "main")
    write("names.tsv", place("idlib", "Idleb", "Идлеб" if conflict else "Идлиб"))
    Path("names.history.jsonl").write_text('{"b": 1}\n')
    git("commit", "-qam", "ours")
    merged = git("merge", "other")
    names = Glossary.open("names.tsv").concepts["idlib"].names
    assert (merged.returncode != 0) == conflict, merged.stderr
    assert (names["en"].preferred, names["ru"].preferred) == ("Idleb", "Идлеб" if conflict else "Эдлиб")
    assert {*Path("names.history.jsonl").read_text().split("\n")} == {'{"a": 1}', '{"b": 1}', ""}

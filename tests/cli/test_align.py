"""`aligner align` as a person at a shell meets it: real processes, their files, output and exit status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import polars as pl
import pytest

from aligner.bitext import Bitext
from tests.aligned.texts import AR, EN, RU, report, save, text
from tests.cli.test_translate import aligner


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with talks.en.txt, talks.ar.txt and talks.ru.txt, where the commands are given."""
    save(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH")))))
    return tmp_path


_ROOT = str(Path(__file__).parents[2])


def test_on_the_terminal(desk: Path) -> None:
    ran = aligner("align", "talks.en.txt", "talks.ar.txt")
    assert (ran.returncode, ran.stderr) == (0, "")
    lines = ran.stdout.splitlines()
    assert lines[0] == "talks: English · Arabic"
    arabic = [line for line in lines if line.startswith("      ar  ")]
    assert arabic
    assert all(line[10] == "\u2068" and line[-1] == "\u2069" for line in arabic if line[10:] != "-")
    assert "doubtful" in lines[-1]
    assert all(line.startswith("?") == (int(line.split("%")[0].split()[-1]) < 80) for line in lines if "%  " in line)


def test_no_text_and_no_file_that_somebody_has_changed_is_overwritten(desk: Path) -> None:
    before = (desk / "talks.en.txt").read_bytes()
    (desk / "talks.en.tsv").write_bytes(before)
    ran = aligner("align", "--lines", "talks.en.tsv", "talks.ar.txt", "-o", "talks.en.tsv", "--overwrite", "--force")
    assert (ran.returncode, "is one of the texts to align" in ran.stderr) == (2, True), ran.stderr
    assert (desk / "talks.en.tsv").read_bytes() == before
    for place in ("a.jsonl", "out"):
        arguments = ("align", "talks.en.txt", "talks.ar.txt", "-o", place)
        assert aligner(*arguments).returncode == 0
        assert aligner(*arguments).returncode == 0  # what is there is the same
        written = desk / place if place != "out" else next((desk / "out").glob("*.jsonl"))
        written.write_text("an editor's", encoding="utf-8")
        ran = aligner(*arguments)
        assert (ran.returncode, len(ran.stderr.splitlines())) == (2, 1)
        assert "is there already and holds something else; --overwrite replaces it" in ran.stderr
        assert written.read_text(encoding="utf-8") == "an editor's"
        assert aligner(*arguments, "--overwrite").returncode == 0
        assert Bitext.read(written)


def test_files_by_their_endings(desk: Path) -> None:
    names = ["a.jsonl", "a.parquet", "a.tmx", "a.tsv", "a.html", "a.ladder"]
    ran = aligner("align", "talks.en.txt", "talks.ar.txt", *[part for name in names for part in ("-o", name)])
    assert (ran.returncode, ran.stderr) == (0, "")
    bitext = Bitext.read(desk / "a.jsonl")
    assert bitext == Bitext.read(desk / "a.parquet")
    assert {(bead.source_language, bead.target_language, bead.origin) for bead in bitext} == {("en", "ar", "aligned")}
    assert all(bead.document == "talks" for bead in bitext)
    both = [bead for bead in bitext if bead.source and bead.target]
    segs = [seg.text for seg in ElementTree.parse(desk / "a.tmx").iter("seg")]
    assert segs == [text for bead in both for text in (bead.source_text, bead.target_text)]
    frame = pl.read_csv(desk / "a.tsv", separator="\t", quote_char=None)
    assert frame["shape"].to_list() == [bead.shape for bead in bitext]
    assert len((desk / "a.ladder").read_text(encoding="utf-8").splitlines()) == len(bitext)
    assert (desk / "a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert f"{len(bitext)} beads in a.jsonl" in ran.stdout


def test_three_versions_into_a_folder(desk: Path) -> None:
    ran = aligner("align", "talks.en.txt", "talks.ar.txt", "talks.ru.txt", "-o", "out")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert sorted(path.name for path in (desk / "out").iterdir()) == [
        "talks.en-ar-ru.html",
        "talks.en-ar-ru.jsonl",
        "talks.en-ar-ru.parquet",
    ]
    pairs = {(b.source_language, b.target_language) for b in Bitext.read(desk / "out" / "talks.en-ar-ru.jsonl")}
    assert pairs == {("en", "ar"), ("en", "ru"), ("ar", "ru")}


def test_standard_input_and_output(desk: Path) -> None:
    given = (desk / "talks.en.txt").read_bytes()
    ran = aligner("align", "-", "talks.ru.txt", "--format", "tsv", stdin=given)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("confidence\tshape\ten\tru\n")
    assert ran.stdout.count("\n") > 5


def test_lines(desk: Path) -> None:
    known = report(2)
    for code in ("en", "ru"):
        (desk / f"corpus.{code}").write_text("\n".join(known.sentences(code)) + "\n", encoding="utf-8")
    ran = aligner("align", "corpus.en", "corpus.ru", "--lines", "-o", "c.ladder", "-q")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    scored = aligner("align", "--score", _report_path(2), "c.ladder", "--json")
    assert scored.returncode == 2  # a ladder does not say its languages, the report has three pairs
    assert "no pair of languages in common" in scored.stderr
    aligner("align", "corpus.en", "corpus.ru", "--lines", "-o", "c.jsonl")
    scored = aligner("align", "--score", _report_path(2), "c.jsonl", "--json")
    figures = json.loads(scored.stdout)
    assert figures["f1"] >= 0.8
    assert figures["lax_f1"] >= 0.95
    at_once = aligner("align", "corpus.en", "corpus.ru", "--lines", "--score", _report_path(2), "--json")
    assert json.loads(at_once.stdout) == figures


def _report_path(number: int) -> Path:
    return Path(_ROOT) / "scripts" / "data" / "reports" / f"p1-{number:03}.txt"


def test_the_score_is_counted_as_vecalign_counts_it(desk: Path) -> None:
    (desk / "gold").write_text("[0]:[0]\n[1, 2]:[1]\n[3]:[]\n[4]:[2]\n", encoding="utf-8")
    (desk / "test").write_text("[0]:[0]:0.1\n[1]:[1]:0.2\n[2]:[]:0\n[3]:[]:0\n[4]:[2]:0\n", encoding="utf-8")
    ran = aligner("align", "--score", "gold", "test")
    assert ran.returncode == 0
    assert ran.stdout.splitlines() == [
        "            strict     lax",
        "precision   0.6000  0.8000",  # of five: two beads and one deletion right; one bead shares segments
        "recall      0.6667  1.0000",  # of the three with two sides: two; and the third in part
        "F1          0.6316  0.8889",
        "3 of 5 beads right, 2 of 3 of the gold's found",
    ]
    same = aligner("align", "--score", "gold", "gold", "--json")
    assert json.loads(same.stdout)["f1"] == 1.0


def test_folders_resume_and_summary(desk: Path) -> None:
    for number in (1, 2):
        for code in ("en", "ru"):
            (desk / code).mkdir(exist_ok=True)
            (desk / code / f"r{number}.txt").write_text(text(report(number), code), encoding="utf-8")
    ran = aligner("align", "en", "ru", "-o", "out", "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    summary = json.loads(ran.stdout)
    assert (summary["schema_version"], summary["documents"], summary["unchanged"]) == (1, 2, 0)
    assert (desk / "out" / "bitext" / "r1.en-ru.parquet").is_file()
    again = aligner("align", "en", "ru", "-o", "out")
    assert "2 documents in out, 2 of them there already" in again.stdout


def test_a_refused_document_gives_exit_status_1(desk: Path) -> None:
    save(desk / "in", 2, ("en", "ar"), "good")
    save(desk / "in", 3, ("en", "ar"), "bad")
    (desk / "in" / "bad.ar.txt").write_text(text(report(11), "ar"), encoding="utf-8")
    (desk / "in" / "alone.en.txt").write_text(EN, encoding="utf-8")
    ran = aligner("align", "in", "-o", "out")
    assert ran.returncode == 1
    assert [line.split(": ")[0] for line in ran.stderr.splitlines()] == ["aligner", "aligner"]
    assert "do not look like versions of one report" in ran.stderr
    assert "alone.en.txt: no version of it in another language" in ran.stderr
    assert "1 document in out" in ran.stdout
    assert (desk / "out" / "bitext" / "good.en-ar.jsonl").is_file()


def test_the_glossary_of_the_folder(desk: Path) -> None:
    (desk / "glossaries").mkdir()
    (desk / "glossaries" / "g.tsv").write_text(
        "id\tkind\tstatus\ten\tar\tru\nlatakia\tplace\tapproved\tLatakia\tاللاذقية\tЛатакия\n", encoding="utf-8"
    )
    aligner("align", "talks.en.txt", "talks.ar.txt", "-o", "with.jsonl")
    aligner("align", "talks.en.txt", "talks.ar.txt", "-o", "without.jsonl", "-g", "none")
    found = [use.concept for bead in Bitext.read(desk / "with.jsonl") for use in bead.terms]
    assert found and set(found) == {"latakia"}
    assert not any(bead.terms for bead in Bitext.read(desk / "without.jsonl"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["talks.en.txt", "missing.txt"], "missing.txt: no such file or folder"),
        (["talks.en.txt", "talks.en.txt"], "the same text twice"),
        (["talks.en.txt", "other.en.txt"], "both in English"),
        (["talks.en.txt", "talks.ar.txt", "--to", "ru"], "is in Arabic, not in Russian"),
        (["talks.en.txt", "other.ar.txt"], "do not look like versions of one report"),
        (["talks.en.txt", "empty.txt"], "empty.txt: there is no text in it"),
        (["talks.en.txt", "binary.txt"], "binary.txt"),
        (["talks.en.txt", "picture.png"], "picture.png"),
        (["talks.en.txt", "latin1.txt"], "latin1.txt"),
        (["talks.en.txt"], "with what?"),
        ([], "what?"),
        (["a", "b", "c", "d"], "4 versions"),
        (["-", "-"], "standard input"),
        (["talks.en.txt", "."], "files or folders, not both: talks.en.txt is no folder"),
        (["nowhere", "."], "nowhere: no such file or folder"),
        (["."], "--output"),
        ([".", "-o", "x.tmx"], "into a folder"),
        (["nothing", "-o", "out"], "no reports found"),
        (["talks.en.txt", "talks.ar.txt", "-o", "x.doc"], "x.doc"),
        (["talks.en.txt", "talks.ar.txt", "-o", "out", "-o", "x.tsv"], "one folder, or several files"),
        (["talks.en.txt", "talks.ar.txt", "--format", "tsv", "--format", "tmx"], "one --format"),
        (["talks.en.txt", "talks.ar.txt", "--third", "ru"], "--third"),
        (["talks.en.txt", "talks.ar.txt", "--from", "fr"], "'fr'"),
        (["talks.en.txt", "talks.ar.txt", "--doubtful", "7"], "--doubtful"),
        (["--score", "missing", "talks.en.txt"], "missing"),
        (["--revision", "talks.en.txt"], "OLD NEW"),
        (["--revision", "talks.en.txt", "other.en.txt", "-g", "none"], "--glossary: not with --revision"),
        (["--score", "talks.en.txt", "talks.jsonl", "--force"], "--force: not with --score"),
        (["--revision", "talks.en.txt", "talks.ar.txt"], "in English and in Arabic"),
        (["--revision", "talks.en.txt", "other.en.txt", "--format", "tsv"], "--format"),
        (["--revision", "talks.en.txt", "other.en.txt", "-o", "x.html"], ".jsonl"),
        (["--score", "talks.en.txt", "talks.ar.txt"], "talks.en.txt:1: not a line of an alignment"),
        (["--score", "empty.txt", "empty.txt"], "no alignment in it"),
        (["talks.en.txt", "talks.ar.txt", "-g", "missing.tsv"], "missing.tsv"),
    ],
)
def test_bad_input_is_one_line_and_exit_status_2(arguments: list[str], said: str, desk: Path) -> None:
    (desk / "other.en.txt").write_text(EN, encoding="utf-8")
    (desk / "other.ar.txt").write_text(text(report(11), "ar"), encoding="utf-8")
    (desk / "empty.txt").write_bytes(b"\n")
    (desk / "binary.txt").write_bytes(b"MZ\0\0" * 500)
    (desk / "picture.png").write_bytes(b"\x89PNG")
    (desk / "latin1.txt").write_bytes(b"The caf\xe9 in Geneva was closed.\n")
    (desk / "nothing").mkdir()
    before = sorted(desk.rglob("*"))
    ran = aligner("align", *arguments)
    assert ran.returncode == 2
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.stderr.startswith("aligner: ")
    assert ran.stderr.count("\n") == 1
    assert ran.stdout == ""
    assert sorted(desk.rglob("*")) == before


def test_force(desk: Path) -> None:
    (desk / "other.ar.txt").write_text(text(report(11), "ar"), encoding="utf-8")
    assert aligner("align", "talks.en.txt", "other.ar.txt", "--force", "-o", "x.tsv").returncode == 0


def test_short_versions_are_aligned(desk: Path) -> None:
    for code, words in (("en", EN), ("ar", AR), ("ru", RU)):
        (desk / f"short.{code}.txt").write_text(words, encoding="utf-8")
    ran = aligner("align", "short.en.txt", "short.ar.txt", "short.ru.txt", "--format", "ladder")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.count("\n") >= 2


def test_ctrl_c_leaves_nothing_half_written(desk: Path) -> None:
    for number in range(1, 13):
        save(desk / "in", number, ("en", "ar", "ru"), f"r{number}")
    command = [sys.executable, "-m", "aligner", "align", "in", "-o", "out"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    ledger = desk / "out" / ".aligner" / "ledger.jsonl"
    waited = time.monotonic()
    while time.monotonic() - waited < 60 and not (ledger.exists() and ledger.stat().st_size):
        time.sleep(0.005)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert child.returncode == 130, said.decode()
    assert "goes on from here" in said.decode()
    assert "Traceback" not in said.decode()
    assert not list((desk / "out").rglob("*.part")) and not (desk / "out" / ".aligner" / "part").exists()
    for path in (desk / "out" / "bitext").glob("*.jsonl"):
        assert len(Bitext.read(path))
    done = len(ledger.read_text(encoding="utf-8").splitlines())
    assert 1 <= done < 12
    again = aligner("align", "in", "-o", "out", "--json")
    assert json.loads(again.stdout)["unchanged"] == done
    assert json.loads(again.stdout)["documents"] == 12


def test_revisions_of_one_text(desk: Path) -> None:
    old = text(report(1), "en")
    new = old.replace("almost fifty minutes", "exactly forty minutes", 1) + "\nA sentence was added here.\n"
    assert new.count("forty") == 1
    (desk / "old.en.txt").write_text(old, encoding="utf-8")
    (desk / "new.en.txt").write_text(new, encoding="utf-8")
    ran = aligner("align", "--revision", "old.en.txt", "new.en.txt")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "[-almost fifty-]{+exactly forty+}" in ran.stdout
    assert "{+A sentence was added here.+}" in ran.stdout
    counts = json.loads(aligner("align", "--revision", "old.en.txt", "new.en.txt", "--json").stdout)["counts"]
    assert (counts["edited"], counts["added"]) == (1, 1)
    assert set(counts) == {"kept", "edited", "added"}
    assert aligner("align", "--revision", "old.en.txt", "-", "-o", "c.jsonl", stdin=new.encode()).returncode == 0
    kinds = [json.loads(line)["kind"] for line in (desk / "c.jsonl").read_text(encoding="utf-8").splitlines()]
    assert kinds.count("edited") == kinds.count("added") == 1


def test_help_is_short() -> None:
    ran = aligner("align", "--help")
    assert ran.returncode == 0
    assert len(ran.stdout.splitlines()) < 60
    assert "talks.en.txt talks.ar.txt" in ran.stdout

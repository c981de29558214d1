"""`aligner glossary` as an editor at a shell meets it: adding, editing, approving, looking, lint."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from aligner.bitext import Bead, Bitext
from aligner.cli import main
from aligner.glossary.store import Glossary
from tests.cli.glossary_runs import Run, runner

__all__ = ["run"]

run = pytest.fixture(runner)

SHARAA = ("add", "--kind", "person", "--gender", "m", "--en", "Ahmed al-Sharaa", "--ar", "أحمد الشرع",
          "--ru", "Ахмед аш-Шараа", "--en-short", "al-Sharaa", "--ar-short", "الشرع", "--ru-short", "аш-Шараа",
          "--context", "president", "--by", "Vera")  # fmt: skip
QASRA = ("add", "--kind", "person", "--gender", "m", "--en", "Murhaf Abu Qasra", "--ar", "مرهف أبو قصرة",
         "--ru", "Мурхаф Абу Касра", "--approve", "--by", "Vera")  # fmt: skip


def test_the_help_names_every_command(run: Run) -> None:
    shown = run("--help").out
    for name in ("add", "approve", "check", "deprecate", "diff", "edit", "export", "find", "fmt", "forms", "history",
                 "impact", "import", "lint", "list", "merge", "probe", "show", "suggest"):  # fmt: skip
        assert f"\n  {name} " in shown


@pytest.mark.parametrize("name", ["add", "approve", "deprecate", "diff", "edit", "find", "fmt", "forms", "history",
                                  "impact", "lint", "list", "merge", "show"])  # fmt: skip
def test_every_command_has_help_with_examples(name: str, run: Run) -> None:
    shown = run(name, "--help")
    assert shown.status == 0
    assert f"aligner glossary {name}" in shown.out.split("Options:")[0].split("\n\n", 1)[1]


def test_adding_approving_and_showing(run: Run) -> None:
    added = run(*SHARAA)
    assert added.status == 0
    assert added.out == "ahmed-al-sharaa is added to glossaries/own.tsv, a new file, as proposed\n"
    assert "aligner glossary approve ahmed-al-sharaa" in added.err
    run("approve", "ahmed-al-sharaa", "--by", "Olga")
    concept = Glossary.open("glossaries").concepts["ahmed-al-sharaa"]
    assert (concept.status, concept.approved_by, concept.changed_by) == ("approved", "Olga", "Olga")
    for term in ("ahmed-al-sharaa", "Ahmed al-Sharaa", "للشرع"):
        shown = run("show", term)
        assert shown.status == 0
        assert "ahmed-al-sharaa: person, man, approved" in shown.out
        assert "\u2068أحمد الشرع\u2069" in shown.out
        assert "in glossaries/own.tsv:2" in shown.out
    told = json.loads(run("show", "ahmed-al-sharaa", "--json").out)
    assert (told["ru"], told["origin"]) == ("Ахмед аш-Шараа", "glossaries/own.tsv:2")


def test_what_is_there_already(run: Run) -> None:
    run(*SHARAA)
    again = run(*SHARAA)
    assert again.status == 2
    assert "ahmed-al-sharaa is there already (glossaries/own.tsv:2)" in again.err
    near = run("add", "--kind", "person", "--en", "Ahmad al-Shara", "--gender", "m")
    assert near.status == 0
    assert "near: ahmed-al-sharaa is called Ahmed al-Sharaa already" in near.err


def test_adding_goes_to_the_file_with_most_of_the_kind(run: Run) -> None:
    run(*SHARAA, "--into", "glossaries/names.tsv")
    run("add", "--kind", "title", "--en", "president", "--into", "glossaries/titles.tsv")
    assert "glossaries/titles.tsv as" in run("add", "--kind", "title", "--en", "minister").out
    assert "glossaries/names.tsv as" in run(*QASRA).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add",), "Give the names"),
        (("add", "--en", "X"), "--kind"),
        (("add", "--kind", "place", "--ru", "Идлиб"), "--id"),
        (("add", "--kind", "place", "--en", "X", "--en-forbidden", "= no"), "column en.forbidden"),
        (("show", "nobody"), "no concept nobody here"),
        (("show", "Damascas"), "did you mean damascus?"),
        (("edit", "damascus"), "Say what"),
        (("edit", "damascus", "--set", "colour=red"), "no column colour"),
        (("edit", "damascus", "--set", "note"), "write it as COLUMN=VALUE"),
        (("edit", "damascus", "--set", "ru=a", "--set", "ru=b"), "set twice"),
        (("edit", "damascus", "--add", "note=x"), "is no list"),
        (("deprecate", "damascus"), "--reason"),
        (("deprecate", "damascus", "--reason", "x", "--instead", "damascus"), "instead of itself"),
        (("forms",), "Say which"),
        (("forms", "damascus", "--set", "gen"), "TAG=FORM"),
        (("forms", "damascus", "--set", "dative=Дамаску"), 'Russian has no form "dative"'),
        (("forms", "damascus", "--class", "a"), "--language"),
        (("forms", "damascus", "--language", "ru", "--class", "nonsense"), "is no declension class of Russian"),
        (("forms", "damascus", "--language", "ru", "--fixed", "Алеппо"), "is no word of Дамаск"),
        (("forms", "Алеппо", "--confirm"), "is in no glossary here"),
        (("lint", "--rule", "nonsense"), "no rule nonsense"),
        (("fmt", "nothing.tsv"), "nothing.tsv: no such glossary file"),
        (("list", "--glossary", "nothing"), "nothing: no such glossary file"),
        (("diff", "glossaries", "nothing.tsv"), "nothing.tsv"),
        (("merge", "a.tsv", "b.tsv", "c.tsv", "-o", "out.tsv"), "a.tsv: no such glossary file"),
        (("impact", "damascus", "nothing.jsonl"), "nothing.jsonl"),
        (("history", "nobody"), "no concept nobody"),
        (("show", "damascus", "-g", "bad.tsv"), "bad.tsv:1"),
    ],
)
def test_what_cannot_be_is_one_line_and_exit_status_2(arguments: tuple[str, ...], said: str, run: Run) -> None:
    run("add", "--kind", "place", "--en", "Damascus", "--ar", "دمشق", "--ru", "Дамаск", "--approve", "--by", "Vera")
    Path("bad.tsv").write_text("a,b\n", encoding="utf-8")
    before = Path("glossaries/own.tsv").read_bytes()
    ran = run(*arguments)
    assert ran.status == 2
    assert said in ran.err
    assert ran.err.startswith("aligner: ")
    assert ran.err.count("\n") == 1
    assert Path("glossaries/own.tsv").read_bytes() == before


def test_no_glossary_at_all(run: Run) -> None:
    Path("glossaries").rmdir()
    assert "no glossary here: name one with --glossary" in run("list").err
    assert run("list").status == 2


def test_editing_and_the_history(run: Run) -> None:
    run(*QASRA)
    edited = run(
        "edit", "murhaf-abu-qasra", "--add", "en.variants=Murhaf Abou Kasra", "--set", "note=a | b", "--by", "Boris"
    )
    assert "  + en.variants: Murhaf Abou Kasra\n" in edited.out
    assert "not enforced until it is approved again" in edited.err
    concept = Glossary.open("glossaries").concepts["murhaf-abu-qasra"]
    assert (concept.status, concept.note, concept.names["en"].variants) == ("proposed", "a | b", ("Murhaf Abou Kasra",))
    approved = run("edit", "murhaf-abu-qasra", "--remove", "en.variants=Murhaf Abou Kasra", "--approve", "--by", "Olga")
    assert "  - en.variants: Murhaf Abou Kasra\n" in approved.out
    assert Glossary.open("glossaries").concepts["murhaf-abu-qasra"].approved_by == "Olga"
    assert "nothing changes" in run("edit", "murhaf-abu-qasra", "--set", "note=a | b").err
    told = json.loads(run("history", "murhaf-abu-qasra", "--json").out)
    assert [(one["who"], one["what"]) for one in told] == [("Vera", "add"), ("Boris", "edit"), ("Olga", "edit")]
    assert told[1]["after"]["en.variants"] == "Murhaf Abou Kasra"
    text = run("history").out
    assert "  Boris  edit  murhaf-abu-qasra\n" in text
    assert "    status: approved → proposed\n" in text
    assert len(run("history", "--last", "1").out.split("Olga  edit")) == 2


def test_deprecating(run: Run) -> None:
    run(*QASRA)
    run(*SHARAA)
    run("deprecate", "murhaf-abu-qasra", "--reason", "written otherwise now", "--instead", "ahmed-al-sharaa")
    concept = Glossary.open("glossaries").concepts["murhaf-abu-qasra"]
    assert (concept.status, concept.approved_by) == ("deprecated", "")
    assert concept.note == "deprecated: written otherwise now; instead: ahmed-al-sharaa"


def test_who_edits_is_asked_of_git(run: Run) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "config", "user.name", "Nadia  Editor"], check=True)
    run(*[one for one in QASRA if one not in ("--by", "Vera")])
    assert Glossary.open("glossaries").concepts["murhaf-abu-qasra"].changed_by == "Nadia Editor"


def test_finding(run: Run) -> None:
    run(*SHARAA)
    assert run("find", "للشرع").out.startswith("ahmed-al-sharaa  ")
    [found] = json.loads(run("find", "Ahmed al-Shara", "--json").out)
    assert (found["concept"], found["origin"]) == ("ahmed-al-sharaa", "glossaries/own.tsv:2")
    nothing = run("find", "Xylophone")
    assert (nothing.status, nothing.out) == (1, "")


def test_listing(run: Run) -> None:
    run(*SHARAA)
    run(*QASRA)
    run("add", "--kind", "place", "--en", "Idlib", "--domain", "Syria towns")
    ids = lambda *filters: [one["id"] for one in json.loads(run("list", *filters, "--json").out)]  # noqa: E731
    assert ids() == ["ahmed-al-sharaa", "idlib", "murhaf-abu-qasra"]
    assert ids("--kind", "place") == ids("--missing", "ru") == ids("--domain", "syria") == ["idlib"]
    assert ids("--status", "approved") == ["murhaf-abu-qasra"]
    shown = run("list")
    assert "1 concept of 3" in run("list", "--kind", "place").err
    assert shown.out.splitlines()[1].split()[:4] == ["idlib", "place", "proposed", "Idlib"]


def test_forms_are_shown_corrected_and_confirmed(run: Run) -> None:
    run(*QASRA)
    shown = run("forms", "murhaf-abu-qasra", "--language", "ru").out
    [genitive] = [line for line in shown.splitlines() if line.startswith("  gen ")]
    assert genitive.split()[-4:] == ["Мурхафа", "Абу", "Касры", "?"]
    assert "? marks a guess" in shown
    run("forms", "murhaf-abu-qasra", "--set", "gen=Мурхафа Абу Касра", "--by", "Olga")
    run("forms", "murhaf-abu-qasra", "--language", "ru", "--confirm", "--by", "Olga")
    morphology = Glossary.open("glossaries").concepts["murhaf-abu-qasra"].names["ru"].morphology
    assert morphology.confirmed
    assert dict(morphology.table)["gen"] == "Мурхафа Абу Касра"
    assert dict(morphology.table)["dat"] == "Мурхафу Абу Касре"
    after = run("forms", "murhaf-abu-qasra", "--language", "ru").out
    assert "[confirmed]" in after
    assert "?" not in after
    assert Glossary.open("glossaries").concepts["murhaf-abu-qasra"].status == "approved"
    records = json.loads(run("forms", "murhaf-abu-qasra", "--language", "ru", "--json").out)
    assert {"language": "ru", "tag": "gen", "form": "Мурхафа Абу Касра", "guess": False}.items() <= next(
        one for one in records if one["tag"] == "gen"
    ).items()


def test_the_class_and_the_fixed_words_can_be_set(run: Run) -> None:
    run(*QASRA)
    fixed = run("forms", "murhaf-abu-qasra", "--language", "ru", "--fixed", "Касра").out
    assert "Мурхафа Абу Касра" in fixed
    run("forms", "murhaf-abu-qasra", "--language", "ru", "--fixed", "none")
    assert "Мурхафа Абу Касры" in run("forms", "murhaf-abu-qasra", "--language", "ru", "--class", "a").out
    assert "fixed" in run("forms", "--classes").out


def test_forms_of_a_name_that_no_glossary_has(run: Run) -> None:
    shown = run("forms", "Анас Хаттаб", "--gender", "m")
    assert "Анасом Хаттабом" in shown.out
    assert "is in no glossary here" in shown.err
    assert run("forms", "123").status == 2


def test_lint(run: Run) -> None:
    run("add", "--kind", "place", "--en", "Idlib", "--ar", "إدلب", "--ru", "Идлиб", "--approve")
    assert run("lint", "--skip", "unconfirmed") == Run.Ran(0, "", "1 concept: no error\n")
    run("edit", "idlib", "--set", "ru=Идлиб»", "--set", "note==1+1")
    found = run("lint")
    assert found.status == 1
    lines = found.out.splitlines()
    assert lines[0].startswith("glossaries/own.tsv:2: error: idlib:")
    assert lines[0].endswith("[formula]")
    assert any("warning: idlib: ru:" in line and line.endswith("[quotes]") for line in lines)
    assert "1 error" in found.err
    assert [line.rsplit("[")[-1] for line in run("lint", "--level", "error").out.splitlines()] == ["formula]"]
    told = json.loads(run("lint", "idlib", "--json").out)
    assert {one["rule"] for one in told["remarks"]} >= {"formula", "quotes"}


def test_lint_tells_of_stacked_files_and_of_form(run: Run) -> None:
    run(*QASRA)
    Path("own.tsv").write_bytes(Path("glossaries/own.tsv").read_bytes().replace("Мурхаф".encode(), "Морхаф".encode()))
    Path("own.tsv").write_bytes(b"\xef\xbb\xbf" + Path("own.tsv").read_bytes())
    shown = run("lint", "-g", "glossaries", "-g", "own.tsv").out
    assert "own.tsv:2 is in force, glossaries/own.tsv:2 says otherwise: ru" in shown
    assert "own.tsv: warning: not written in the canonical way" in shown


def test_fmt(run: Run) -> None:
    run(*QASRA)
    good = Path("glossaries/own.tsv").read_bytes()
    assert run("fmt", "--check").status == 0
    rough = good.replace(b"\n", b"\r\n")
    Path("glossaries/own.tsv").write_bytes(rough)
    checked = run("fmt", "--check")
    assert (checked.status, checked.out) == (1, "glossaries/own.tsv: would be written anew\n")
    assert Path("glossaries/own.tsv").read_bytes() == rough
    assert run("fmt").status == 0
    assert Path("glossaries/own.tsv").read_bytes() == good


def test_impact(run: Run) -> None:
    run(*QASRA)
    bead = {"document": "a", "revision": "0", "kind": "paragraph", "line": 1, "source_language": "en",
            "target_language": "ru", "origin": "machine"}  # fmt: skip
    pairs = [("Murhaf Abu Qasra arrived.", "Мурхаф Абу Касра прибыл."), ("Murhaf Abu Qasra left.", "Он уехал.")]
    beads = [Bead(id=f"{n}", position=n, source=(s,), target=(t,), **bead) for n, (s, t) in enumerate(pairs)]
    Bitext.of(beads).write("a.jsonl")
    told = json.loads(run("impact", "murhaf-abu-qasra", "a.jsonl", "--json").out)
    assert (told["mentioned"], told["altered"]) == (2, 1)
    changed = run("impact", "murhaf-abu-qasra", "a.jsonl", "--set", "ru=Мерхеф Абу Касра")
    assert "1 of 2 sentences to alter" in changed.err
    assert "Мурхаф Абу Касра прибыл." in changed.out
    assert Glossary.open("glossaries").concepts["murhaf-abu-qasra"].names["ru"].preferred == "Мурхаф Абу Касра"


def test_step_by_step_at_a_terminal(run: Run) -> None:
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "aligner", "glossary", "add", "--by", "Vera"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    child = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    answers = ["person", "Murhaf Abu Qasra", "مرهف أبو قصرة", "Мурхаф Абу Касра", "m", "Abu Qasra", "", "Абу Касра",
               "", "", "", "", "checked", "y", "y"]  # fmt: skip
    shown = b""
    for answer in answers:
        shown += _until(master, b": ")
        os.write(master, f"{answer}\n".encode())
    shown += _until(master, b"own.tsv")
    child.wait(30)
    os.close(master)
    text = shown.decode(errors="replace")
    assert "Мурхафу Абу Касре" in text  # the forms are shown before it is asked whether all is right
    concept = Glossary.open("glossaries").concepts["murhaf-abu-qasra"]
    assert (concept.status, concept.gender, concept.note) == ("approved", "m", "checked")
    assert (concept.names["en"].short, concept.names["ar"].short) == (("Abu Qasra",), ())


def _until(terminal: int, wanted: bytes) -> bytes:
    """What a terminal shows, up to a question."""
    shown = b""
    begun = time.monotonic()
    while not shown.endswith(wanted) and wanted not in shown[-200:]:
        assert time.monotonic() - begun < 30, shown.decode(errors="replace")
        shown += os.read(terminal, 1)
    return shown


def test_the_help_is_quick() -> None:
    code = (
        "from aligner.cli import main\ntry: main(['glossary', '--help'])\nexcept SystemExit as e: assert e.code == 0\n"
    )
    code += (
        "import sys; print(*[name for name in ('polars', 'rapidfuzz', 'pymorphy3', 'openpyxl') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == ""


def test_a_group_without_a_command_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["glossary"])
    assert ended.value.code == 2
    assert "\n  find " in capsys.readouterr().err

"""`aligner glossary check`: bitexts, TMX and two files; text, JSON and SARIF; places and exit statuses."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from aligner.bitext import Bead, Bitext
from aligner.cli import main
from aligner.glossary.concepts import Concept, Forbidden, Names
from aligner.glossary.store import Glossary

SHARAA = Concept(
    "al-sharaa",
    "person",
    {
        "en": Names("Ahmed al-Sharaa", forbidden=(Forbidden("Jolani", "nom de guerre"),)),
        "ru": Names("Ахмед аш-Шараа", forbidden=(Forbidden("Джулани", "псевдоним"),)),
    },
    gender="m",
)
BOGDANOV = Concept("bogdanov", "person", {"en": Names("Mikhail Bogdanov"), "ru": Names("Михаил Богданов")}, gender="m")
ENGLISH = "The talks went on.\nMikhail Bogdanov met Ahmed al-Sharaa.\nA letter came from Mikhail Bogdanov.\n"
GOOD = "Переговоры продолжились.\nМихаил Богданов встретился с Ахмедом аш-Шараа.\nПисьмо пришло от Михаила Богданова.\n"
BAD = "Переговоры продолжились.\nМихаил Богданов встретился с Джулани.\nПисьмо пришло от Михаил Богданов.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    Glossary.of([SHARAA, BOGDANOV]).write(tmp_path / "glossaries" / "names.tsv")
    for name, text in (("en.txt", ENGLISH), ("good.txt", GOOD), ("bad.txt", BAD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["glossary", "check", *arguments])
    return int(left.value.code or 0)


def two(name: str, *more: str) -> int:
    return check("en.txt", "--against", name, "--from", "en", "--to", "ru", *more)


def test_a_right_translation_passes(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert two("good.txt") == 0
    assert capsys.readouterr().out == "3 sentence pairs checked: nothing found\n"


def test_findings_say_where_they_are_and_what_is_right(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert two("bad.txt") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("bad.txt:2:30: error: “Джулани” must not be used") and "[forbidden]" in lines[0]
    assert lines[1].startswith("bad.txt:3:18: error: ") and "Михаила Богданова [case]" in lines[1]
    assert lines[-1] == "3 sentence pairs checked: 2 errors"


def test_json_has_the_words_and_what_is_expected(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two("bad.txt", "--format", "json")
    first, second = json.loads(capsys.readouterr().out)["findings"]
    assert (first["rule"], first["words"], first["line"], first["concept"]) == ("forbidden", "Джулани", 2, "al-sharaa")
    assert second["expected"] == ["Михаила Богданова"] and second["target"].startswith("Письмо")


def test_sarif_points_at_the_words(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert two("bad.txt", "--format", "sarif", "-o", "found.sarif") == 1
    assert "2 errors" in capsys.readouterr().out
    run = json.loads((desk / "found.sarif").read_text(encoding="utf-8"))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"] and result["level"] == "error"
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        line = (
            (desk / place["artifactLocation"]["uri"]).read_text(encoding="utf-8").splitlines()[region["startLine"] - 1]
        )
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] in ("Джулани", "Михаил Богданов")


def test_the_bar_can_be_moved(desk: Path) -> None:
    assert two("bad.txt", "--fail-on", "never") == 0
    assert two("good.txt", "--fail-on", "info") == 0


def test_a_bitext_says_which_line_of_which_report(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bead = Bead("a#1", "day/report.txt", "0", 0, "paragraph", 7, "en", "ru", (), (), "machine")
    pairs = zip(ENGLISH.splitlines(), BAD.splitlines(), strict=True)
    beads = [replace(bead, id=f"a#{n}", position=n, source=(s,), target=(t,)) for n, (s, t) in enumerate(pairs)]
    Bitext.of(beads).write(desk / "report.jsonl")
    assert check("report.jsonl") == 1
    assert "report.jsonl:2:30: error" in (out := capsys.readouterr().out) and "(day/report.txt:7)" in out
    Bitext.of(beads).write(desk / "report.parquet")
    assert check("report.parquet") == 1


TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en-GB"/><body>
<tu><tuv xml:lang="en-GB">
<seg>A letter came from <bpt i="1">&lt;b&gt;</bpt>Mikhail Bogdanov<ept i="1">x</ept>.</seg></tuv>
<tuv xml:lang="ru"><seg>Письмо пришло от Михаил Богданов.</seg></tuv>
<tuv xml:lang="de"><seg>Ein Brief kam.</seg></tuv></tu>
</body></tmx>"""


def test_a_tmx_is_read_with_lines_and_columns(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "memory.tmx").write_text(TMX, encoding="utf-8")
    assert check("memory.tmx") == 1
    line = capsys.readouterr().out.splitlines()[0]
    place = TMX.splitlines()[5].index("Михаил Богданов") + 1
    assert line.startswith(f"memory.tmx:6:{place}: error: ") and line.endswith("[case]")


BOMB = '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><tmx><body>&b;</body></tmx>'


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.tmx", BOMB, "holds XML entities"),
        ("a.tmx", "<tmx><body>", "not well-formed"),
        ("a.tmx", "<html/>", "is no TMX"),
        ("a.jsonl", "{}\n", "not a bead"),
        ("a.pdf", "x", "is no bitext"),
    ],
)
def test_a_bad_file_is_one_line(
    desk: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, told: str
) -> None:
    (desk / name).write_text(text, encoding="utf-8")
    assert check(name) == 2
    error = capsys.readouterr().err
    assert told in error and name in error and error.count("\n") == 1


def test_files_that_do_not_answer_each_other(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "short.txt").write_text("Одна строка.\n", encoding="utf-8")
    assert two("short.txt") == 2 and "short.txt: ends before line 2" in capsys.readouterr().err
    assert check("en.txt", "--against", "good.txt") == 2 and "--from and --to" in capsys.readouterr().err
    assert check("none.jsonl") == 2 and "none.jsonl" in capsys.readouterr().err


def test_without_a_glossary_it_says_how_to_begin(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "glossaries" / "names.tsv").rename(desk / "away.tsv")
    (desk / "glossaries").rmdir()
    assert two("good.txt") == 2 and "aligner glossary add" in capsys.readouterr().err

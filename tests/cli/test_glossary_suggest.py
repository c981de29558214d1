"""`aligner glossary suggest` as a person at a shell meets it."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from aligner.bitext import Bead, Bitext
from aligner.errors import InputError
from aligner.glossary.concepts import Concept, Names
from aligner.glossary.store import Glossary
from aligner.glossary.suggest_accept import as_variant, concept_of, never_again, read_never
from aligner.glossary.suggester import Passage, suggest

REPORT = (
    "President Valery Stromov met Governor Anas al-Mardini in Latakia on Tuesday.\n\n"
    "Stromov said that the Energy Ministry would help, and al-Mardini thanked him.\n"
)
RUSSIAN = (
    "Президент Валерий Стромов встретился с губернатором Анасом аль-Мардини в Латакии во вторник.\n\n"
    "Стромов заявил, что министерство поможет, а аль-Мардини поблагодарил его.\n"
)


def aligner(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "aligner", "glossary", "suggest", *map(str, arguments)]
    ran = subprocess.run(
        command,
        input=b"",
        capture_output=True,
        timeout=120,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": _HERE},
    )
    return subprocess.CompletedProcess(command, ran.returncode, ran.stdout.decode(), ran.stderr.decode())


_HERE = str(Path(__file__).resolve().parents[2])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "glossaries").mkdir()
    known = Concept("latakia", "place", {"en": Names("Latakia"), "ru": Names("Латакия"), "ar": Names("اللاذقية")})
    Glossary.of([known]).write(tmp_path / "glossaries" / "places.tsv")
    return tmp_path


def test_a_table_in_groups(folder: Path) -> None:
    ran = aligner("report.txt", folder=folder)
    assert ran.returncode == 0
    people, organisations = ran.stdout.split("Organisations (1)")
    assert people.startswith("People (2)\n    2  en Valery Stromov   ar ")
    assert "ru Валерий Стромов?" in people  # proposed by transliteration
    assert "report.txt:1: President Valery Stromov met Governor" in people
    assert "Energy Ministry" in organisations
    assert "Latakia  " not in ran.stdout  # known
    assert "transliteration" in ran.stderr


def test_json_least_and_limit(folder: Path) -> None:
    ran = aligner("report.txt", "--json", "--min", "2", "--limit", "1", folder=folder)
    (only,) = json.loads(ran.stdout)
    assert (only["kind"], only["count"], only["names"]["en"]["how"]) == ("person", 2, "seen")
    assert only["names"]["ar"] | {"others": []} == {
        "text": "فاليري ستروموف",
        "how": "proposed",
        "count": 0,
        "others": [],
    }
    example = only["examples"][0]
    assert example["text"][example["start"] : example["end"]] == "Valery Stromov" and example["line"] == 1


def test_bitexts_and_files_aligned_line_by_line_give_renderings(folder: Path) -> None:
    (folder / "report.ru.txt").write_text(RUSSIAN, encoding="utf-8")
    beads = []
    for n, (source, target) in enumerate(zip(REPORT.split("\n\n"), RUSSIAN.split("\n\n"), strict=True)):
        beads.append(
            Bead(
                f"r#{n}:en-ru",
                "r",
                "0" * 16,
                n,
                "paragraph",
                1,
                "en",
                "ru",
                (source.strip(),),
                (target.strip(),),
                "human",
            )
        )
    Bitext.of(beads).write(folder / "r.jsonl")
    for files in (("r.jsonl",), ("report.txt", "report.ru.txt", "--aligned")):
        found = json.loads(aligner(*files, "--json", folder=folder).stdout)
        names = {one["names"]["en"]["text"]: one["names"]["ru"] for one in found if "ru" in one["names"]}
        assert (names["Valery Stromov"]["text"], names["Valery Stromov"]["how"]) == ("Валерий Стромов", "seen")
        assert (names["Anas al-Mardini"]["text"], names["Anas al-Mardini"]["how"]) == ("Анас аль-Мардини", "derived")


def test_to_a_file(folder: Path) -> None:
    ran = aligner("report.txt", "--to-file", "new.tsv", folder=folder)
    assert (ran.returncode, ran.stdout) == (0, "")
    written = Glossary.open(folder / "new.tsv").concepts
    stromov = written["valery-stromov"]
    assert (stromov.status, stromov.kind, stromov.names["ru"].preferred) == ("proposed", "person", "Валерий Стромов")
    assert stromov.note == "by transliteration, to be looked at: ar, ru"
    assert stromov.source == "report.txt:1"
    again = aligner("report.txt", "--to-file", "new.tsv", folder=folder)
    assert again.returncode == 2 and "is there already" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none.txt",), "none.txt: no such file"),
        (("report.txt", "--accept"), "--accept asks at a terminal"),
        (("report.txt", "--aligned"), "two or three languages"),
        (("report.txt", "report.txt", "--aligned"), "English as well"),
        (("report.pdf",), "no format is known for .pdf"),
        (("bad.jsonl",), "bad.jsonl:1"),
        (("short.txt",), "say it with --from"),
        (("report.txt", "uneven.txt", "--aligned"), "not aligned line by line"),
    ],
)
def test_one_clear_line(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    (folder / "bad.jsonl").write_text("{}\n", encoding="utf-8")
    (folder / "short.txt").write_text("12 345\n", encoding="utf-8")
    (folder / "uneven.txt").write_text("Президент сказал об этом сегодня.\n", encoding="utf-8")
    ran = aligner(*arguments, folder=folder)
    assert ran.returncode == 2 and message in ran.stderr
    assert ran.stderr.count("\n") == 1 and ran.stdout == ""


class Terminal:
    """The command at a terminal of its own, and what it has said."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._ours, theirs = pty.openpty()
        environment = {**os.environ, "PYTHONPATH": _HERE}
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "aligner",
                "glossary",
                "suggest",
                "report.txt",
                "--accept",
                "--by",
                "An Editor",
                *arguments,
            ],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
        os.close(theirs)
        self.said = ""
        self._heard = 0

    def wait_for(self, text: str) -> None:
        """Wait for something said after what was waited for before."""
        deadline = time.monotonic() + 60
        while (found := self.said.find(text, self._heard)) < 0:
            if not self._read(deadline):
                raise AssertionError(f"never said {text!r}, but {self.said!r}")
        self._heard = found + len(text)

    def _read(self, deadline: float) -> bool:
        if not select.select([self._ours], [], [], max(0.0, deadline - time.monotonic()))[0]:
            return False
        try:
            data = os.read(self._ours, 65536)
        except OSError:  # the other end is closed
            return False
        self.said += data.decode(errors="replace")
        return bool(data)

    def key(self, key: str) -> None:
        """Press a key when the command waits for one: what is typed before that is thrown away."""
        self.wait_for("a/e/v/s/n/q? ")
        deadline = time.monotonic() + 60
        while termios.tcgetattr(self._ours)[3] & termios.ICANON:
            assert time.monotonic() < deadline, self.said
            time.sleep(0.01)
        self.press(key)

    def press(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def end(self) -> int:
        deadline = time.monotonic() + 60
        while self._read(deadline):
            pass
        os.close(self._ours)
        return self.process.wait(timeout=60)


def test_one_key_each(folder: Path) -> None:
    terminal = Terminal(folder)
    terminal.key("a")
    terminal.wait_for("2 of 3")
    saved = Glossary.open(folder / "glossaries").concepts["valery-stromov"]  # before the next answer
    assert (saved.status, saved.names["en"].preferred, saved.changed_by) == ("proposed", "Valery Stromov", "An Editor")
    terminal.key("x")  # no such key
    terminal.key("n")
    terminal.key("q")
    assert terminal.end() == 0
    assert "1 added (proposed), 1 never again" in terminal.said
    assert "Anas al-Mardini" in (folder / "glossaries" / "never-suggest.txt").read_text(encoding="utf-8")
    left = json.loads(aligner("report.txt", "--json", folder=folder).stdout)
    assert [one["names"]["en"]["text"] for one in left] == ["Energy Ministry"]


def test_edit_and_variant_and_interrupt(folder: Path) -> None:
    terminal = Terminal(folder, "--approve")
    terminal.key("e")
    terminal.wait_for("Kind")
    terminal.press("\n")
    terminal.wait_for("English name")
    terminal.press("Стромов\n")  # in the wrong place
    terminal.wait_for("Arabic name")
    terminal.press("-\n")
    terminal.wait_for("Russian name")
    terminal.press("-\n")
    terminal.wait_for("not done: ")
    assert "Стромов has no Latin letter" in terminal.said
    terminal.key("e")
    terminal.wait_for("Kind")
    terminal.press("\n")
    terminal.wait_for("English name")
    terminal.press("Valeri Stromov\n")
    terminal.wait_for("Arabic name")
    terminal.press("\n")
    terminal.wait_for("Russian name")
    terminal.press("-\n")
    terminal.key("v")
    terminal.wait_for("Of which concept?")
    terminal.press("nobody at all\n")
    terminal.wait_for("not done: no concept nobody at all")
    terminal.key("v")
    terminal.wait_for("Of which concept?")
    terminal.press("latakia\n")
    terminal.key("\x03")
    assert terminal.end() == 0
    concepts = Glossary.open(folder / "glossaries").concepts
    edited = concepts["valeri-stromov"]
    assert edited.names["en"].preferred == "Valeri Stromov" and "ru" not in edited.names
    assert (edited.status, edited.approved_by, edited.note) == ("approved", "An Editor", "")
    assert concepts["latakia"].names["en"].variants == ("Anas al-Mardini",)
    assert set(concepts) == {"latakia", "valeri-stromov"}


def test_ids_do_not_collide_and_names_without_latin_get_one() -> None:
    (one,) = suggest([Passage({"en": "President Valery Stromov spoke."})])
    assert concept_of(one, {"valery-stromov"}).id == "valery-stromov-2"
    (russian,) = suggest([Passage({"ru": "Президент Валерий Стромов выступил."})], languages=("ru",))
    assert set(concept_of(russian).names) == {"ru"} and concept_of(russian).id == "valery-stromov"


def test_a_variant_that_is_there_already() -> None:
    (one,) = suggest([Passage({"en": "President Valery Stromov spoke."})])
    with pytest.raises(InputError, match="has this name already"):
        as_variant(concept_of(one), one)


def test_never_again_keeps_what_an_editor_wrote(tmp_path: Path) -> None:
    path = tmp_path / "never-suggest.txt"
    assert read_never(path) == frozenset()
    never_again(path, ["Энерго"])
    with path.open("a", encoding="utf-8") as file:
        file.write("# mine\nOwn Name")
    never_again(path, ["Энерго", "اسم"])
    assert read_never(path) == {"Энерго", "Own Name", "اسم"}
    assert "# mine\n" in path.read_text(encoding="utf-8")
    path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(InputError, match="cannot be read"):
        read_never(path)

"""What commands say where files are exchanged, in another encoding, or somebody interrupts: one line, and true."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from aligner.cli import main
from aligner.cli.translate import print_flags
from aligner.glossary.checker import Checker
from aligner.glossary.concepts import Concept, Names
from aligner.glossary.store import Glossary

ENGLISH = "The talks went on.\nMikhail Bogdanov met reporters.\n"
RUSSIAN = "Переговоры продолжились.\nМихаил Богданов встретился с журналистами.\n"
ARABIC = "استمرت المحادثات.\nالتقى ميخائيل بوغدانوف الصحفيين.\n"
NAMES = {"en": Names("Mikhail Bogdanov"), "ru": Names("Михаил Богданов"), "ar": Names("ميخائيل بوغدانوف")}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    Glossary.of([Concept("bogdanov", "person", NAMES, gender="m")]).write(tmp_path / "glossaries" / "names.tsv")
    for name, text in (("en.txt", ENGLISH), ("ru.txt", RUSSIAN), ("ar.txt", ARABIC)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    return int(left.value.code or 0)


def check(file: str, against: str, source: str, target: str) -> int:
    return ran("glossary", "check", file, "--against", against, "--from", source, "--to", target)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("en.txt", "ru.txt", "ru", "en"),
            "en.txt: is English, not Russian, and ru.txt is Russian: exchange --from and --to, or the files",
        ),
        (
            ("ru.txt", "en.txt", "en", "ru"),
            "ru.txt: is Russian, not English, and en.txt is English: exchange --from and --to, or the files",
        ),
        (
            ("en.txt", "ru.txt", "en", "ar"),
            "ru.txt: is not Arabic: its letters are Cyrillic: give the right file, or another --to",
        ),
        (
            ("ar.txt", "en.txt", "ru", "en"),
            "ar.txt: is not Russian: its letters are Arabic: give the right file, or another --from",
        ),
    ],
)
def test_files_in_other_languages_are_refused(
    desk: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, str, str, str], said: str
) -> None:
    assert check(*arguments) == 2
    assert capsys.readouterr() == ("", f"aligner: {said}\n")


def test_a_tmx_that_exchanges_its_languages_is_refused(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unit = '<tu><tuv xml:lang="ru"><seg>The talks.</seg></tuv><tuv xml:lang="en"><seg>Переговоры.</seg></tuv></tu>'
    text = f'<tmx version="1.4"><header srclang="ru"/><body>{unit}</body></tmx>'
    (desk / "m.tmx").write_text(text, encoding="utf-8")
    assert ran("glossary", "check", "m.tmx") == 2
    assert "m.tmx: what it calls Russian is English, and the other way" in capsys.readouterr().err


@pytest.mark.parametrize("left", ["BBC", "Reuters, AP, Bloomberg and the BBC; Михаил Богданов остался"])
def test_names_in_other_letters_are_no_other_language(desk: Path, left: str) -> None:
    (desk / "short.en.txt").write_text("BBC\n", encoding="utf-8")
    (desk / "short.ru.txt").write_text(f"{left}\n", encoding="utf-8")
    assert check("short.en.txt", "short.ru.txt", "en", "ru") == 0


def test_a_file_in_utf_16_is_told_how_to_be_saved(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "ru.txt").write_bytes(RUSSIAN.encode("utf-16"))
    assert check("en.txt", "ru.txt", "en", "ru") == 2
    assert "ru.txt: is UTF-16: save it as UTF-8 (in the editor: Save as, encoding UTF-8)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("en\tru\nFoo\tФу\n".encode("utf-16-le"), "it is UTF-16 without its mark: save it as UTF-8"),
        ("en\tru\nFoo\tФу\n".encode("utf-16") + b"\x00", "damaged UTF-16 text (byte 28): save the table as UTF-8"),
        ("en\tru\nFoo\tФу\n".encode("cp1251"), "not UTF-8 text (byte 10): save the table as UTF-8"),
    ],
)
def test_an_import_in_another_encoding(
    desk: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    (desk / "list.tsv").write_bytes(content)
    assert ran("glossary", "import", "list.tsv", "--into", "glossaries/new.tsv") == 2
    assert said in capsys.readouterr().err


def test_a_wrong_column_is_told_the_right_one(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran("glossary", "edit", "bogdanov", "--set", "en.admited=M. Bogdanov") == 2
    assert "no column en.admited: en.admitted is meant?" in capsys.readouterr().err


# interruptions


def _interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("command", ["check", "export"])
def test_an_interrupted_command_promises_nothing(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(Checker, "check_document", _interrupted)
    monkeypatch.setattr("aligner.cli.glossary_exchange.needed_glossary", _interrupted)
    status = check("en.txt", "ru.txt", "en", "ru") if command == "check" else ran("glossary", "export", "out.csv")
    assert status == 130
    assert capsys.readouterr().err == "aligner: interrupted\n"


def test_a_translation_goes_on(desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.engines.open_engine", _interrupted)
    assert ran("translate", "en.txt", "--from", "en", "--to", "ru", "-o", "out") == 130
    assert capsys.readouterr().err == "aligner: interrupted; the same command goes on from here\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to send there")
def test_a_signal_is_one_line(desk: Path) -> None:
    (desk / "en.txt").write_text(ENGLISH * 20_000, encoding="utf-8")
    (desk / "ru.txt").write_text(RUSSIAN * 20_000, encoding="utf-8")
    code = "from aligner.cli import main; print('begun', flush=True); main()"
    options = ["--against", "ru.txt", "--from", "en", "--to", "ru"]
    command = [sys.executable, "-c", code, "glossary", "check", "en.txt", *options]
    here = str(Path(__file__).parents[2])
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": here}
    ) as process:
        assert process.stdout is not None and process.stdout.readline() == "begun\n"
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=60)
    assert (process.returncode, out, error) == (130, "", "aligner: interrupted\n")


# counts


@pytest.mark.parametrize(
    ("flagged", "flags", "said"),
    [
        (2, {"doubt": 1, "form": 1, "term": 1}, "2 flagged for an editor, for 3 reasons: doubt 1"),
        (2, {"numbers": 2}, "2 flagged for an editor: numbers 2"),
    ],
)
def test_reasons_that_are_more_than_sentences_are_counted(
    capsys: pytest.CaptureFixture[str], flagged: int, flags: dict[str, int], said: str
) -> None:
    print_flags(flagged, Counter(flags), Path("out"))
    assert said in capsys.readouterr().out

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from aligner.documents import FORMATS, Translated, output_name, parse, read, render, write
from aligner.errors import InputError
from tests.documents.texts import plain, unchanged, whole


def test_formats() -> None:
    assert {extension: served.name for extension, served in FORMATS.items()} == {
        ".txt": "txt",
        ".text": "txt",
        ".md": "md",
        ".markdown": "md",
    }


@pytest.mark.parametrize(
    "data",
    [
        "Привет.\r\nМир.\r\n".encode("utf-8-sig"),
        "Привет.\rМир.".encode(),
        b"\xff\xfe" + "Привет.\r\n".encode("utf-16-le"),
        b"\xfe\xff" + "مرحبا.\n".encode("utf-16-be"),
        "Смешанный\r\nконец\nстрок\r".encode(),
        "Й и е\u0308 не в NFC.\n".encode(),
    ],
)
@pytest.mark.parametrize("extension", ["txt", "md"])
def test_bytes_come_back(tmp_path: Path, data: bytes, extension: str) -> None:
    path = tmp_path / f"a.{extension}"
    path.write_bytes(data)
    assert unchanged(read(path, "ru", split=whole)) == data


def test_newlines_and_mark_of_a_translation(tmp_path: Path) -> None:
    data = "Hello there.\r\n\r\nBye now.\r\n".encode("utf-8-sig")
    document = parse(data, "en", split=whole)
    assert (document.newline, document.byte_order_mark) == ("\r\n", True)
    target = tmp_path / "new" / "a.ru.txt"
    changes = write(document, {"0001": Translated("Привет."), "0002": Translated("Пока.")}, "ru", target)
    assert changes == ()
    assert target.read_bytes() == "Привет.\r\n\r\nПока.\r\n".encode("utf-8-sig")
    assert [file.name for file in target.parent.iterdir()] == ["a.ru.txt"]


def test_segments_are_nfc() -> None:
    document = plain("Елка, е\u0308лка и и\u0306.\n")
    assert document.segments[0].text == "Елка, ёлка и й."


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    document = plain("Hello.\n")
    folder = tmp_path / "a.txt"
    folder.mkdir()
    with pytest.raises(InputError, match=r"a\.txt: cannot be written"):
        write(document, {"0001": Translated("Привет.")}, "ru", folder)
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("data", "language", "message"),
    [
        (
            "Привет".encode("windows-1251"),
            "ru",
            r"x\.txt: not UTF-8 at byte 0; if it is windows-1251, convert it with  iconv -f WINDOWS-1251 -t UTF-8$",
        ),
        (b"abc " + "سلام".encode("windows-1256"), "ar", r"not UTF-8 at byte 4; if it is windows-1256"),
        (b"\xef\xbb\xbfab\xff", "en", r"not UTF-8 at byte 5"),
        (b"ab\0cd", "en", r"NUL byte at offset 2"),
        (b"\xff\xfeA\x00\x00\x00", "en", r"NUL character \(line 1\)"),
        (b"\xff\xfe\x00\x00A\x00\x00\x00", "en", r"x\.txt: is UTF-32; convert it with  iconv -f UTF-32 -t UTF-8$"),
        (b"\xff\xfe\x00\xd8\x00", "en", r"not UTF-16-LE at byte 2"),
        ("a\ud800", "en", r"surrogate"),
    ],
)
def test_what_is_no_text(data: bytes | str, language: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        parse(data, language, name="x.txt", split=whole)
    assert "\n" not in str(error.value)


def test_encoding_named() -> None:
    document = parse("Привет".encode("windows-1251"), "ru", split=whole, encoding="windows-1251")
    assert document.segments[0].text == "Привет"
    assert unchanged(document) == "Привет".encode()  # what is written is Unicode
    with pytest.raises(InputError, match="no text encoding is called 'klingon'"):
        parse(b"a", "ru", split=whole, encoding="klingon")
    with pytest.raises(InputError, match=r"no text encoding is called 'hex'"):
        parse(b"a", "ru", split=whole, encoding="hex")
    with pytest.raises(InputError, match="not ascii at byte 1"):
        parse(b"a\xff", "ru", split=whole, encoding="ascii")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "none.txt", "en")
    with pytest.raises(InputError, match=r"no format is known for \.pdf; use one of \.txt"):
        read(tmp_path / "a.pdf", "en")
    (tmp_path / "d.md").mkdir()
    with pytest.raises(InputError, match="is not a file"):
        read(tmp_path / "d.md", "en")
    (tmp_path / "big.txt").write_bytes(b"a" * 11)
    with pytest.raises(InputError, match=r"larger than 1e-05 MB"):
        read(tmp_path / "big.txt", "en", largest=10)
    with pytest.raises(InputError, match=r"no format is called 'docx'"):
        parse("a", "en", format="docx")


@pytest.mark.parametrize(
    ("error", "reason"),
    [(OSError(5, "Input/output error", "a.txt"), "Input/output error"), (OSError("a.txt"), "OSError")],
)
def test_a_message_names_the_file_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    path = tmp_path / "a.txt"
    path.write_text("Hello.\n", encoding="utf-8")
    document = read(path, "en", split=whole)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match=rf"a\.txt: cannot be read \({reason}\); check") as reading:
        read(path, "en")
    with pytest.raises(InputError, match=rf"a\.txt: cannot be written \({reason}\); choose") as writing:
        write(document, {"0001": Translated("Привет.")}, "ru", path)
    assert str(reading.value).count("a.txt") == str(writing.value).count("a.txt") == 1


def test_names_shown() -> None:
    with pytest.raises(InputError, match=r"^report: not UTF-8"):
        parse(b"\xff", "en", name="report", split=whole)


def test_a_document_in_an_unknown_language_is_read_by_paragraphs() -> None:
    document = parse("One. Two.\n\nThree.", "und")
    assert [segment.text for segment in document.segments] == ["One. Two.", "Three."]


def test_the_languages_split() -> None:
    document = parse("Dr. Smith came. He left.\n", "en")
    assert [segment.text for segment in document.segments] == ["Dr. Smith came.", "He left."]
    with pytest.raises(InputError, match="unknown language"):
        parse("a", "xx")


def test_each_segment_needs_one_translation() -> None:
    document = plain("One.\n\nTwo.\n")
    with pytest.raises(InputError, match="no translation of segment 0002"):
        render(document, {"0001": Translated("а")}, "ru")
    with pytest.raises(InputError, match="no segment 0003"):
        render(document, {f"000{i}": Translated("а") for i in (1, 2, 3)}, "ru")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("report.txt", "report.ar.txt"),
        ("report.en.txt", "report.ar.txt"),
        ("folder/Report-en.MD", "Report-ar.MD"),
        ("Report_EN.txt", "Report_AR.txt"),
        ("report.ru.txt", "report.ru.ar.txt"),
        ("token.txt", "token.ar.txt"),
        ("en.txt", "en.ar.txt"),
        (".en.txt", ".en.ar.txt"),
        ("a.b.en.markdown", "a.b.ar.markdown"),
    ],
)
def test_output_name(path: str, expected: str) -> None:
    assert output_name(path, "en", "ar") == expected


def test_importing_is_quick() -> None:
    code = "import sys, aligner.documents; print('markdown_it' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"

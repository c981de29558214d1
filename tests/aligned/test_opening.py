"""Files that become versions, and those that must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.aligned import sets
from aligner.aligned.opening import language_in_name, open_version, refuse_twins, untagged
from aligner.errors import InputError
from tests.aligned.texts import AR, EN, RU


@pytest.mark.parametrize(
    ("name", "language", "plain"),
    [
        ("talks.en.txt", "en", "talks"),
        ("talks-AR.md", "ar", "talks"),
        ("talks_ru.txt", "ru", "talks"),
        ("ar/talks.txt", "ar", "talks"),
        ("corpus.en", "en", "corpus"),
        ("talks.txt", None, "talks"),
        ("kremlin.txt", None, "kremlin"),
        ("en.txt", None, "en"),
        ("v1.2.txt", None, "v1.2"),
    ],
)
def test_the_language_in_a_name(name: str, language: str | None, plain: str) -> None:
    assert language_in_name(Path(name)) == language
    assert untagged(Path(name).name) == plain


def test_sentences_paragraphs_and_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title\n\n" + EN, encoding="utf-8")
    version = open_version(tmp_path / "a.txt")
    assert version.language == "en"
    assert version.segments[0] == "Title"
    assert version.segments[-1] == "Nobody was hurt."
    assert version.paragraphs is not None
    assert len(set(version.paragraphs)) == 3
    assert version.lines[-1] == 5
    assert len(version.revision) == 16


def test_markdown_is_read_as_markdown(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Talks\n\n* **Nobody** was hurt in the city.\n", encoding="utf-8")
    version = open_version(tmp_path / "a.md")
    assert version.segments == ("Talks", "Nobody was hurt in the city.")
    assert version.kinds == ("heading", "item")


def test_lines_are_not_split(tmp_path: Path) -> None:
    (tmp_path / "corpus.en").write_bytes(b"He left. She stayed.\r\nNobody was hurt.\r\n")
    version = open_version(tmp_path / "corpus.en", lines=True)
    assert version.segments == ("He left. She stayed.", "Nobody was hurt.")
    assert version.paragraphs is None
    with_breaks = open_version(b"One was hurt.\n\nTwo were not.\n  \nThe rest went away.", lines=True)
    assert with_breaks.paragraphs == (0, 1, 2)
    assert with_breaks.lines == (1, 3, 5)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.en.txt", AR.encode(), "is in Arabic, not in English"),
        ("a.txt", b"", "no text in it"),
        ("a.txt", b" \n\n\t\n", "no text in it"),
        ("a.txt", b"Zzz qqq xxx.\n", "Say so with --from"),
        ("a.txt", b"MZ\x00\x01" * 100, "NUL"),
        ("a.txt", b"\xff\xd8\xff\xe0" * 100, "not UTF-8"),
        ("a.png", b"\x89PNG", "files ending in .png are not read"),
        ("a.md", b"```\ncode\n```\n", "no text in it"),
    ],
)
def test_what_cannot_be_a_version_is_said_in_one_line(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=said) as caught:
        open_version(tmp_path / name)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_language_said_is_held_against_the_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is in Russian, not in Arabic"):
        open_version(RU.encode(), "ar")
    assert open_version(RU.encode(), "ar", force=True).language == "ar"
    assert open_version(b"12345\n", "ru", lines=True).language == "ru"


def test_a_huge_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.documents.LARGEST", 1000)
    (tmp_path / "a.txt").write_text(EN * 20, encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.txt: larger than"):
        open_version(tmp_path / "a.txt")


def test_the_same_text_twice_and_the_same_language_twice() -> None:
    one, other = open_version(EN.encode()), open_version(b"Nobody was hurt in the town.\n")
    with pytest.raises(InputError, match="the same text twice"):
        refuse_twins((one, one))
    with pytest.raises(InputError, match=r"both in English.*--revision"):
        refuse_twins((one, open_version(AR.encode()), other))
    refuse_twins((one, open_version(AR.encode()), open_version(RU.encode())))


def files(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(EN, encoding="utf-8")
    return folder


def found(paths: list[Path], *codes: str) -> tuple[dict[str, list[str]], list[str]]:
    result = sets.find(paths, Path("out"), codes)
    return {s.name: [path.name for path in s.paths] for s in result.sets}, [Path(p).name for p in result.alone]


def test_folders_are_matched_by_name(tmp_path: Path) -> None:
    a = files(tmp_path / "a", "one.txt", "sub/two.en.txt", "three.txt", ".hidden.txt", "x.pdf")
    b = files(tmp_path / "b", "one.md", "sub/two.ar.txt", "four.txt")
    matched, alone = found([a, b])
    assert matched == {"one": ["one.txt", "one.md"], "sub/two": ["two.en.txt", "two.ar.txt"]}
    assert sorted(alone) == ["four.txt", "three.txt"]


def test_one_folder_is_matched_by_the_tags(tmp_path: Path) -> None:
    folder = files(tmp_path, "t.ru.txt", "t.en.txt", "t.ar.txt", "en/u.txt", "ar/u.txt", "alone.en.txt")
    matched, alone = found([folder])
    assert matched == {"t": ["t.en.txt", "t.ar.txt", "t.ru.txt"], "u": ["u.txt", "u.txt"]}
    assert alone == ["alone.en.txt"]
    assert found([folder], "ar", "en")[0]["t"] == ["t.ar.txt", "t.en.txt"]


def test_two_files_of_one_name_are_not_guessed_at(tmp_path: Path) -> None:
    a = files(tmp_path / "a", "one.txt", "one.md")
    b = files(tmp_path / "b", "one.txt")
    result = sets.find([a, b], Path("out"), ())
    assert not result.sets
    assert "more than one file of this name" in next(iter(result.alone.values()))


def test_nothing_to_be_found(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no reports found"):
        sets.find([tmp_path], Path("out"), ())

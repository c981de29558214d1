"""Reading a package folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.engines import receipt
from aligner.engines.packages import Package, parse_metadata, read_package, version_key
from aligner.errors import ModelError
from tests.builders import build_package


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_package(tmp_path_factory.mktemp("archive") / "en_ar.argosmodel", "en", "ar", version="1.3")


@pytest.fixture
def folder(tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An unpacked package without a receipt, as Argos Translate leaves it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return unpacked(archive, tmp_path / "plain")


def unpacked(archive: Path, place: Path) -> Path:
    with zipfile.ZipFile(archive) as zipped:
        zipped.extractall(place)
    (top,) = place.iterdir()
    return top


def test_a_package_is_read(folder: Path) -> None:
    package = read_package(folder, owner="argos")
    assert package == Package(
        folder=folder,
        source="en",
        target="ar",
        version="1.3",
        name="argos en-ar 1.3",
        model_dir=folder / "model",
        tokenizer="sentencepiece",
        tokenizer_path=folder / "sentencepiece.model",
        target_prefix="",
        digest=package.digest,
        demo=False,
        owner="argos",
        size=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
    )
    assert re.fullmatch("[0-9a-f]{64}", package.digest)


def test_a_bpe_package_is_read(tmp_path: Path) -> None:
    archive = build_package(tmp_path / "p.argosmodel", "ru", "en", kind="bpe")
    package = read_package(unpacked(archive, tmp_path / "plain"))
    assert (package.tokenizer, package.tokenizer_path.name) == ("bpe", "bpe.model")


def test_prefix_and_demo_are_read(tmp_path: Path) -> None:
    extra: dict[str, object] = {"target_prefix": "__ar__", "aligner_demo": True}
    archive = build_package(tmp_path / "p.argosmodel", "en", "ar", extra=extra)
    package = read_package(unpacked(archive, tmp_path / "plain"))
    assert (package.target_prefix, package.demo, package.name) == ("__ar__", True, "argos en-ar 1.0 (demo)")


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("metadata.json", "no metadata.json"),
        ("model/model.bin", "model/model.bin is missing"),
        ("model/shared_vocabulary.json", "no vocabulary"),
        ("sentencepiece.model", "no tokenizer"),
        ("model", "model/model.bin is missing"),
    ],
)
def test_what_is_missing_is_named(folder: Path, missing: str, said: str) -> None:
    gone = folder / missing
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    with pytest.raises(ModelError, match=said) as raised:
        read_package(folder)
    assert str(folder) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_empty_model_is_missing(folder: Path) -> None:
    (folder / "model" / "model.bin").write_bytes(b"")
    with pytest.raises(ModelError, match="missing or empty"):
        read_package(folder)


@pytest.mark.parametrize(
    "change",
    [
        {"from_code": None},
        {"from_code": 5},
        {"to_code": "../../x"},
        {"to_code": "EN"},
        {"to_code": "en"},
        {"package_version": 1.0},
        {"package_version": ""},
        {"package_version": "1/../2"},
        {"package_version": "1.0\n"},
        {"package_version": "1_0"},
        {"from_code": [[["en"]]]},
        {"target_prefix": ["__ar__"]},
        {"aligner_demo": "yes"},
        {"type": "sbd"},
    ],
)
def test_metadata_of_the_wrong_kind_is_refused(change: dict[str, object]) -> None:
    good: dict[str, object] = {"package_version": "1.0", "from_code": "en", "to_code": "ar"}
    parse_metadata(json.dumps(good).encode(), "here")
    with pytest.raises(ModelError, match=r"^here: ") as raised:
        parse_metadata(json.dumps(good | change).encode(), "here")
    assert "\n" not in str(raised.value)


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_metadata_of_any_bytes_is_read_or_refused(content: bytes) -> None:
    with pytest.raises(ModelError):
        parse_metadata(content, "here")


def test_very_deep_metadata_is_refused() -> None:
    with pytest.raises(ModelError):
        parse_metadata(b"[" * 100_000, "here")


@pytest.mark.parametrize(
    "name", ["model/model.bin", "model/shared_vocabulary.json", "model/config.json", "sentencepiece.model"]
)
def test_the_digest_follows_what_decides_the_text(folder: Path, name: str) -> None:
    before = read_package(folder).digest
    content = bytearray((folder / name).read_bytes())
    content[-3] ^= 1
    (folder / name).write_bytes(content)
    later = (folder / name).stat().st_mtime_ns + 1_000_000
    os.utime(folder / name, ns=(later, later))
    assert read_package(folder).digest != before


def test_the_digest_follows_the_prefix_and_nothing_else_in_metadata(folder: Path) -> None:
    before = read_package(folder).digest
    (folder / "README.md").write_text("Another readme")
    described = json.loads((folder / "metadata.json").read_text())
    (folder / "metadata.json").write_text(json.dumps(described | {"from_name": "Anglais"}))
    assert read_package(folder).digest == before
    (folder / "metadata.json").write_text(json.dumps(described | {"target_prefix": "__ar__"}))
    assert read_package(folder).digest != before


def test_the_digest_does_not_depend_on_the_place(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "elsewhere" / "other-name")
    assert read_package(copy).digest == read_package(folder).digest


def test_files_are_hashed_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_package(folder).digest
    monkeypatch.setattr(receipt, "hash_file", lambda path: pytest.fail(f"hashed {path} again"))
    assert read_package(folder).digest == before


def test_a_spoilt_cache_is_made_again(folder: Path, tmp_path: Path) -> None:
    before = read_package(folder).digest
    (note,) = (tmp_path / "cache" / "aligner" / "digests").iterdir()
    for content in (b"", b"[]", b'{"files": {"model/model.bin": 3}}', b"\xff", b'{"files": []}'):
        note.write_bytes(content)
        assert read_package(folder).digest == before


def test_a_cache_that_cannot_be_written_is_no_obstacle(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, where a folder should be")
    assert read_package(folder).digest


def test_versions_sort_as_people_count() -> None:
    ordered = ["", "0.9", "1.0a", "1.0rc1", "1.0rc2", "1.0", "1.0.1", "1.9", "1.10", "2.0", "10"]
    assert all(version_key(older) < version_key(newer) for older, newer in pairwise(ordered))
    assert version_key("1") == version_key("1.0") == version_key("1.0.0")
    assert version_key("v1.9") != version_key("1.9")


@given(st.text(max_size=32), st.text(max_size=32))
def test_any_two_versions_can_be_compared(one: str, other: str) -> None:
    assert (version_key(one) < version_key(other)) + (version_key(one) > version_key(other)) <= 1

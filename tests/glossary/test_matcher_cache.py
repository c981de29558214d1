"""Forms kept on the disk: the same answers as without, made again when anything changes, no harm from bad files."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from aligner.glossary import match_cache
from aligner.glossary.concepts import Concept, Names
from aligner.glossary.match_index import Index
from aligner.glossary.match_patterns import Shard, compile_shard
from aligner.glossary.matcher import Matcher

NAMES = ("Ortov", "Belsky", "Narin", "Kadar", "Lumov", "Sandor", "Tesh", "Vorin")
CONCEPTS = [
    Concept(f"c{n}", "person", {"en": Names(f"{first} {last}")}, gender="m")
    for n, (first, last) in enumerate((a, b) for a in NAMES for b in NAMES if a != b)
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ALIGNER_DATA", str(tmp_path))
    monkeypatch.setattr(match_cache, "CACHED_FROM", 10)
    monkeypatch.setattr(match_cache, "_SHARD", 20)
    return tmp_path / "cache" / "forms"


def answer(concepts: list[Concept]) -> object:
    texts = ["Lumov Kadar met Tesh Vorin.", "Lumov asked Vorin, Kadar did not. Nobody saw Sandor."]
    return Matcher(concepts, ["en"]).find_in(texts, "en")


def test_the_same_with_and_without_a_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = answer(CONCEPTS), answer(CONCEPTS)
    assert len(list(folder.glob("en-*.forms"))) == 4
    monkeypatch.setattr(match_cache, "CACHED_FROM", 1_000_000)
    monkeypatch.setattr(match_cache, "_SHARD", 1_000_000)
    assert first == second == answer(CONCEPTS)


def test_a_filled_cache_is_read_and_not_made_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = answer(CONCEPTS)
    monkeypatch.setattr(match_cache, "compile_shard", lambda *_: pytest.fail("made again"))
    assert answer(CONCEPTS) == expected


def test_a_changed_concept_makes_its_group_again_and_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(CONCEPTS)
    made = []
    monkeypatch.setattr(match_cache, "compile_shard", lambda *a: made.append(1) or compile_shard(*a))
    changed = [replace(CONCEPTS[0], names={"en": Names("Ortov Quillon")}), *CONCEPTS[1:]]
    (one,) = Matcher(changed, ["en"]).find("Quillon came", "en")
    assert (one.concept, len(made)) == ("c0", 1)


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_damaged_file_is_made_again(folder: Path, damage: bytes | None) -> None:
    expected = answer(CONCEPTS)
    for file in folder.glob("*.forms"):
        file.write_bytes(file.read_bytes()[:-7] if damage is None else damage)
    assert answer(CONCEPTS) == expected
    assert all(Shard(file.read_bytes()) for file in folder.glob("*.forms"))


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("ALIGNER_DATA", str(tmp_path / "file"))
    monkeypatch.setattr(match_cache, "CACHED_FROM", 10)
    assert answer(CONCEPTS)


def test_files_that_nobody_used_for_long_go(folder: Path) -> None:
    answer(CONCEPTS)
    old = folder / "en-old.forms"
    old.write_bytes(b"old")
    os.utime(old, (0, 0))
    answer(CONCEPTS)
    assert not old.exists()


def test_small_glossaries_leave_nothing_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGNER_DATA", str(tmp_path))
    answer(CONCEPTS)
    assert not list(tmp_path.rglob("*"))


def test_other_rules_are_another_key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(CONCEPTS)
    before = set(folder.glob("*.forms"))
    monkeypatch.setattr(match_cache, "_rules", lambda: "other")
    answer(CONCEPTS)
    assert len(set(folder.glob("*.forms")) - before) == len(before)


def test_two_patterns_with_one_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.glossary.match_patterns.hash_of", lambda text: len(text))
    monkeypatch.setattr("aligner.glossary.match_index.hash_of", lambda text: len(text))
    index = Index([Concept("a", "place", {"en": Names("Ortov")}), Concept("b", "place", {"en": Names("Narin")})], "en")
    assert [entry.concept for entry in index.entries("ortov")[0]] == ["a"]
    assert [entry.concept for entry in index.entries("narin")[0]] == ["b"]
    assert index.entries("tesha")[0] == []
    given = Index([Concept("p", "person", {"en": Names("Ortov Narin")})], "en")
    places = given.entries("ortov")[1]
    assert given.local(places, "ortov", "p")
    assert not given.local(places, "other", "p")

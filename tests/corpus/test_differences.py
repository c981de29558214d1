"""Differences of two builds: every kind of change is found, counted where it belongs, and nothing else is."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from aligner.corpus import differences as module
from aligner.corpus.differences import Differences, differences
from aligner.errors import InputError
from tests.corpus import shards

Rows = list[dict[str, Any]]


def beads(number: int = 60) -> Rows:
    rows = []
    for n in range(number):
        texts = (f"Sentence {n} here.", f"الجملة {n}.")
        rows.append(shards.record(n, "en", "ar", texts, input="news" if n < 40 else "talks"))
    return rows


def compared(folder: Path, old: Rows, new: Rows, **options: Any) -> Differences:
    return differences(shards.write(folder / "old", old), shards.write(folder / "new", new, size=11), **options)


@pytest.fixture(params=[1_000_000, 7])
def part(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Beads that are compared at a time: all at once, or in many parts."""
    monkeypatch.setattr(module, "_PART", request.param)
    return int(request.param)


def test_builds_that_hold_the_same_do_not_differ_however_they_are_ordered(tmp_path: Path, part: int) -> None:
    rows = beads()
    other = rows[:]
    random.Random(1).shuffle(other)
    found = compared(tmp_path, rows, other)
    assert not found.any
    assert (found.old, found.new, found.same, found.examples) == (60, 60, 60, ())
    assert found.text() == "60 beads before, 60 now, 60 the same\nno difference\n"


def test_every_kind_of_change_is_counted_by_input_and_shown(tmp_path: Path, part: int) -> None:
    old = beads()
    new = copy.deepcopy(old)
    new[0]["target_text"] = "غيرها."
    new[1]["split"] = "test"
    new[2] |= {"kept": False, "reasons": ["ratio"], "split": ""}
    new[50] |= {"split": "validation", "source_text": "Both changed."}
    del new[41], new[3]
    new.append(shards.record(99, "en", "ar", ("It is new.", "جديدة."), input="more"))
    found = compared(tmp_path, old, new)
    assert found.inputs == {
        "more": {"added": 1},
        "news": {"removed": 1, "text": 1, "split": 1, "reasons": 1},
        "talks": {"removed": 1, "text": 1, "split": 1},
    }
    assert found.same == 60 - 2 - 4
    assert found.moves == {"train → test": 1, "train → validation": 1}
    assert (found.reasons, found.kept, found.rejected) == ({"ratio": (1, 0)}, 0, 1)
    shown = {(change.what, change.id): change for change in found.examples}
    assert len(shown) == 8
    assert shown["text", old[0]["id"]].old == (old[0]["source_text"], old[0]["target_text"])
    assert shown["text", old[0]["id"]].new == (old[0]["source_text"], "غيرها.")
    assert shown["added", new[-1]["id"]].old == ("", "")
    assert shown["removed", old[3]["id"]].old[0] == "Sentence 3 here."
    assert (shown["split", old[1]["id"]].old_split, shown["split", old[1]["id"]].new_split) == ("train", "test")
    assert shown["reasons", old[2]["id"]].new_reasons == ("ratio",)
    told = found.text()
    assert "60 beads before, 59 now, 54 the same" in told
    assert "train → test: 1" in told
    assert "ratio: 1 more, 0 fewer" in told
    assert "\u2068غيرها.\u2069" in told
    record = json.loads(found.to_json())
    assert record["inputs"] == {key: dict(value) for key, value in found.inputs.items()}
    assert record["schema_version"] == 1


def test_a_sentence_put_in_before_others_changes_only_itself(tmp_path: Path, part: int) -> None:
    old = [shards.record(n, "en", "ar", (f"Sentence {n}.", f"الجملة {n}."), document="a.md") for n in range(9)]
    texts = [("Put in first.", "أولا."), *((row["source_text"], row["target_text"]) for row in old)]
    new = [shards.record(n, "en", "ar", both, document="a.md") for n, both in enumerate(texts)]
    found = compared(tmp_path, old, new)
    assert found.inputs == {"news": {"added": 1}}
    assert found.same == 9


def test_beads_that_are_alike_are_told_apart_by_their_number(tmp_path: Path, part: int) -> None:
    row = shards.record(0, "en", "ar", ("Again.", "مجددا."))
    found = compared(tmp_path, [row] * 5, [row] * 3)
    assert found.inputs == {"news": {"removed": 2}}
    assert found.same == 3


def test_examples_are_drawn_by_the_seed_and_bounded(tmp_path: Path) -> None:
    old = beads()
    new = copy.deepcopy(old)
    for row in new:
        row["target_text"] += " " + "كلمة " * 200

    def drawn(folder: str, **options: Any) -> list[str]:
        return [change.id for change in compared(tmp_path / folder, old, new, **options).examples]

    assert len(drawn("a", seed=1, examples=3)) == 3
    assert drawn("b", seed=1, examples=3) == drawn("c", seed=1, examples=3)
    assert drawn("d", seed=2, examples=3) != drawn("e", seed=1, examples=3)
    assert drawn("f", examples=0) == []
    assert max(len(change.new[1]) for change in compared(tmp_path / "g", old, new).examples) <= 241


def test_a_build_of_nothing_is_compared_too(tmp_path: Path, part: int) -> None:
    import polars as pl

    rows = beads(5)
    pl.DataFrame(schema=shards.schema()).write_parquet(tmp_path / "none.parquet")
    paths = shards.write(tmp_path / "in", rows)
    assert differences([tmp_path / "none.parquet"], paths).inputs == {"news": {"added": 5}}
    assert differences(paths, []).inputs == {"news": {"removed": 5}}


def test_nothing_is_left_behind_and_a_terminal_is_not_commanded(tmp_path: Path) -> None:
    rows = beads(5)
    rows[0]["source_text"] = "\x1b[2Jcleared\x07\u202e"
    rows[0]["input"] = "in\nput\x1b"
    (tmp_path / "scratch").mkdir()
    told = compared(tmp_path, [], rows, scratch=tmp_path / "scratch").text()
    assert not {"\x1b", "\x07", "\u202e"} & set(told)
    assert "in put\ufffd" in told
    assert list((tmp_path / "scratch").iterdir()) == []
    (tmp_path / "bad.parquet").write_bytes(b"no")
    with pytest.raises(InputError, match=r"bad\.parquet"):
        differences([tmp_path / "bad.parquet"], [])

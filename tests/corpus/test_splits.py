from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.corpus import sketches
from aligner.corpus.components import components
from aligner.corpus.duplicates import decide
from aligner.corpus.duplicates import marked as without_copies
from aligner.corpus.executors import ProcessPool
from aligner.corpus.leaks import check
from aligner.corpus.ledger_of_splits import Ledger
from aligner.corpus.records import write_shard
from aligner.corpus.splits import Assignment, assign, marked
from aligner.errors import InputError
from tests.corpus.beads import bead, sentence, written

HALVES = {"validation": 0.3, "test": 0.3}


def split(
    folder: Path, rows: Sequence[Mapping[str, Any]], *, size: int = 5, **options: Any
) -> tuple[pl.DataFrame, Assignment]:
    """All beads after `assign`, in their order; the finished shards are in folder/done."""
    shards = written(folder / "in", rows, size=size)
    made = assign(shards, folder / "out", **{"ledger": folder / "ledger", "shares": HALVES} | options)
    return finish(folder / "done", shards, made, options.get("decisions")), made


def finish(
    folder: Path, shards: Sequence[Path], made: Assignment, decisions: Sequence[Path] | None = None
) -> pl.DataFrame:
    frames = []
    for number, shard in enumerate(shards):
        frame = pl.read_parquet(shard)
        frame = without_copies(frame, decisions[number]) if decisions else frame
        frames.append(marked(frame, made.files[number]))
        write_shard(frames[-1], folder / shard.name)
    return pl.concat(frames)


def leaks_of(folder: Path) -> list[str]:
    return [str(leak) for leak in check(sorted((folder / "done").iterdir()))]


def splits_of(frame: pl.DataFrame) -> dict[str, set[str]]:
    kept = frame.filter("kept").group_by("document").agg(pl.col("split").unique())
    return {document: set(found) for document, found in kept.iter_rows()}


def test_documents_are_whole_and_about_as_many_as_asked(tmp_path: Path) -> None:
    rows = [bead(number, document=f"d{number // 3}") for number in range(900)]
    frame, made = split(tmp_path, rows, size=100, shares={"validation": 0.1, "test": 0.2})
    assert {len(found) for found in splits_of(frame).values()} == {1}
    assert made.beads == dict(frame["split"].value_counts().iter_rows())
    assert made.documents == {name: count // 3 for name, count in made.beads.items()}
    assert 60 < made.beads["validation"] < 120
    assert 140 < made.beads["test"] < 220
    assert (made.protected, made.components, made.largest) == (0, 300, 1)


def test_another_seed_splits_otherwise(tmp_path: Path) -> None:
    rows = [bead(number) for number in range(60)]
    one, _ = split(tmp_path / "1", rows)
    again, _ = split(tmp_path / "1b", rows)
    two, _ = split(tmp_path / "2", rows, seed=2)
    assert one["split"].to_list() == again["split"].to_list() != two["split"].to_list()


def test_documents_that_share_a_text_a_pair_or_a_revision_go_together(tmp_path: Path) -> None:
    rows = []
    for number in range(0, 400, 4):
        rows += [bead(number, document=f"a{number}"), bead(number + 1, document=f"b{number}")]
        rows += [
            bead(number + 2, document=f"c{number}"),
            bead(number + 3, document=f"d{number}", revision=f"c{number}"),
        ]
        rows += [bead(number, document=f"b{number}") | {"target": sentence(number + 5000, "ru")}]
        for document, figure in (("b", 7), ("c", 8)):
            figures = bead(number + 7000, document=f"{document}{number}")
            rows += [figures | {side: f"{figures[side]} {figure}" for side in ("source", "target")}]
    frame, made = split(tmp_path, rows, size=50)
    places = splits_of(frame)
    for number in range(0, 400, 4):
        assert len({*places[f"a{number}"], *places[f"b{number}"], *places[f"c{number}"], *places[f"d{number}"]}) == 1
    assert (made.components, made.largest, made.protected, made.least) == (100, 4, 0, 1)
    names = frame.group_by(pl.col("document").str.slice(1)).agg(pl.col("component").n_unique())
    assert names["component"].to_list() == [1] * 100
    assert leaks_of(tmp_path) == []


def test_boilerplate_joins_nothing_and_stays_in_train_only(tmp_path: Path) -> None:
    rows = [bead(number, document=f"d{number}") for number in range(100)]
    rows += [bead(1000, document=f"d{number}") for number in range(100)]
    frame, made = split(tmp_path, rows, boilerplate_documents=20)
    assert (made.components, made.least) == (100, 1)
    said = frame.tail(100)
    assert set(said.filter("kept")["split"]) == {"train"}
    assert said.filter(~pl.col("kept"))["reasons"].to_list() == [["protected"]] * made.protected
    assert made.protected == made.documents["validation"] + made.documents["test"]
    assert leaks_of(tmp_path) == []


def test_where_all_hangs_together_only_what_shares_much_is_joined(tmp_path: Path) -> None:
    rows = [bead(number, document=f"d{number % 120}") for number in range(600)]
    rows += [bead(number, document=f"d{(number + 1) % 120}") for number in range(120)]  # a ring
    rows += [bead(number, document="d0") for number in (7, 127, 247, 367, 487)]  # and two that share all
    frame, made = split(tmp_path, rows, size=100)
    assert (made.least, made.largest) == (4, 2)
    places = splits_of(frame)
    assert places["d0"] == places["d7"]
    assert made.protected > 20
    assert leaks_of(tmp_path) == []


def test_near_copies_across_a_border_are_withheld_from_train(tmp_path: Path) -> None:
    rows = [bead(number) for number in range(40)]
    for number in range(40):
        row = bead(number)
        rows.append(row | {"source": f"And {row['source']}", "target": f"Но {row['target']}"})
    frame, made = split(tmp_path, rows)
    assert made.protected > 5
    assert leaks_of(tmp_path) == []
    assert set(frame.filter(split="test")["reasons"].list.len()) == {0}
    _, careless = split(tmp_path / "careless", rows, near=None)
    assert careless.protected == 0
    assert {leak.split(":")[0] for leak in leaks_of(tmp_path / "careless")} == {"near"}


def test_a_copy_that_was_dropped_is_no_leak(tmp_path: Path) -> None:
    rows = [bead(number % 50, document=f"d{number}", confidence=number / 100) for number in range(100)]
    shards = written(tmp_path / "in", rows)
    decisions = decide(shards, tmp_path / "decisions").files
    frame, made = split(tmp_path, rows, decisions=decisions)
    assert made.protected == 0
    assert sum(made.beads.values()) == frame["kept"].sum() == 50
    assert set(frame.filter(~pl.col("kept"))["split"]) == {""}


def test_what_is_not_kept_stays_out(tmp_path: Path) -> None:
    frame, made = split(tmp_path, [bead(number, kept=number % 2 == 0) for number in range(30)])
    assert frame.filter(pl.col("split") != "")["kept"].all()
    assert sum(made.beads.values()) == 15


def grown(
    folder: Path, first: Sequence[Mapping[str, Any]], more: Sequence[Mapping[str, Any]], **options: Any
) -> list[pl.DataFrame]:
    """A corpus and the same grown, with one ledger."""
    options = {"ledger": folder / "one ledger", **options}
    return [split(folder / "1", first, **options)[0], split(folder / "2", [*more, *first], **options)[0]]


@pytest.mark.slow
def test_a_growing_corpus_moves_nothing(tmp_path: Path) -> None:
    first = [bead(number, document=f"d{number // 2}") for number in range(120)]
    more = [bead(number, document=f"new{number // 2}") for number in range(500, 560)]
    for number in range(0, 119, 4):  # a new document between two old ones
        more += [bead(number, document=f"between{number}"), bead(number + 2, document=f"between{number}")]
    before, after = grown(tmp_path, first, more)
    old = after.filter(pl.col("document").str.starts_with("d"))
    assert before["id"].n_unique() == old["id"].n_unique()
    for name in ("train", "validation", "test"):
        others = set(old.filter((pl.col("split") != name) & (pl.col("split") != ""))["source_text"])
        assert not set(before.filter(split=name)["source_text"]) & others
    tested = set(before.filter(pl.col("split").is_in(["test", "validation"]))["source_text"])
    assert not tested & set(after.filter(split="train")["source_text"])
    assert tested <= set(old.filter(pl.col("split") != "train")["source_text"])
    assert (after["reasons"].list.contains("protected")).sum() > 0
    assert leaks_of(tmp_path / "2") == []


def test_a_text_that_was_in_test_is_never_trained_on(tmp_path: Path) -> None:
    first = [bead(number) for number in range(40)]
    options: dict[str, Any] = {"ledger": tmp_path / "ledger"}
    before, _ = split(tmp_path / "1", first, **options)
    renamed = [bead(number, document=f"other{number}") for number in range(40)]
    after, _ = split(tmp_path / "2", renamed, **options)
    for name in ("test", "validation"):
        was = set(before.filter(split=name)["source_text"])
        assert len(was) > 3
        assert was.isdisjoint(after.filter(pl.col("split") != name).filter("kept")["source_text"])
    same_file = [bead(number, document=f"third{number}", revision=f"report {number}") for number in range(40)]
    third, _ = split(
        tmp_path / "3",
        [
            row | {"source": sentence(n + 900, "en"), "target": sentence(n + 900, "ru")}
            for n, row in enumerate(same_file)
        ],
        **options,
    )
    assert (
        third["split"].to_list() == before["split"].to_list()
        or third["revision"].to_list() != before["revision"].to_list()
    )


def test_the_same_again_changes_no_byte(tmp_path: Path) -> None:
    rows = [bead(number % 70, document=f"d{number // 3}") for number in range(200)]
    _, one = split(tmp_path / "1", rows, ledger=tmp_path / "ledger")
    first = (tmp_path / "ledger").read_bytes(), [path.read_bytes() for path in one.files]
    _, two = split(tmp_path / "2", rows, ledger=tmp_path / "ledger")
    assert first == ((tmp_path / "ledger").read_bytes(), [path.read_bytes() for path in two.files])


def test_however_the_work_is_cut_the_outcome_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(5)
    rows = [bead(draw.randrange(150), document=f"d{draw.randrange(80)}") for _ in range(240)]
    one, _ = split(tmp_path / "1", rows, size=1000)
    many, _ = split(tmp_path / "2", rows, size=7)
    monkeypatch.setattr(sketches, "_BUCKET", 10)
    pieces, _ = split(tmp_path / "3", rows, size=50)
    told = ["id", "component", "split", "kept"]
    assert one.select(told).drop("id").equals(many.select(told).drop("id"))
    assert one.select(told).drop("id").equals(pieces.select(told).drop("id"))
    assert (tmp_path / "1/ledger").read_bytes() == (tmp_path / "2/ledger").read_bytes()
    with ProcessPool(2) as pool:
        split(tmp_path / "4", rows, size=50, executor=pool)
    assert (tmp_path / "1/ledger").read_bytes() == (tmp_path / "4/ledger").read_bytes()


def test_sentences_to_protect(tmp_path: Path) -> None:
    rows = [bead(number) for number in range(30)]
    public = tmp_path / "public.en"
    public.write_text(f"{sentence(3, 'en').upper()}!\n\n{sentence(4, 'ru')}\n", "utf-8")
    shard = written(tmp_path / "shards", [bead(5)])[0]
    frame, made = split(tmp_path, rows, shares={"validation": 0.4}, protect=[public, shard])
    gone = frame.filter(pl.col("reasons").list.contains("protected"))
    assert gone["position"].len() == made.protected == 3
    assert set(gone["source_text"]) == {sentence(number, "en") for number in (3, 4, 5)}
    again, _ = split(tmp_path / "2", rows, shares={"validation": 0.4}, ledger=tmp_path / "ledger")
    assert again["kept"].all()


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 11), st.integers(0, 15), st.integers(0, 15), st.integers(0, 3)),
        min_size=1,
        max_size=40,
    ),
    st.integers(0, 5),
    st.integers(1, 4),
    st.booleans(),
)
def test_no_graph_leaks(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: list[tuple[int, int, int, int]],
    seed: int,
    cap: int,
    copies: bool,
) -> None:
    folder = tmp_path_factory.mktemp("graph")
    rows = []
    for document, ours, theirs, change in drawn:
        row = {"document": f"d{document}", "revision": f"r{document % 9}"}
        texts = sentence(ours, "en"), sentence(theirs, "ru")
        texts = (f"{texts[0]} {change}", f"{texts[1]} {change}") if change % 2 else texts
        texts = (f"Now {texts[0]}", texts[1]) if change > 1 else texts
        rows.append(row | {"source": texts[0], "target": texts[1]})
    options: dict[str, Any] = {"seed": seed, "boilerplate_documents": cap, "ledger": folder / "ledger"}
    half = rows[: len(rows) // 2 + 1]
    shards = written(folder / "first", half)
    decisions = decide(shards, folder / "decisions").files if copies else None
    first = finish(
        folder / "begun",
        shards,
        assign(shards, folder / "out1", shares=HALVES, decisions=decisions, **options),
        decisions,
    )
    frame, _ = split(folder, rows, **options)
    assert leaks_of(folder) == []
    assert by_hand(frame) == []
    tested = first.filter(pl.col("split") == "test").select("source_key", "target_key", "near_key")
    trained = frame.filter(split="train")
    for name in tested.columns:
        assert not set(tested[name]) & set(trained[name])


def by_hand(frame: pl.DataFrame) -> list[tuple[str, str]]:
    """Leaks, by looking at all pairs of beads."""
    found = []
    rows = frame.filter("kept").to_dicts()
    for place, one in enumerate(rows):
        for other in rows[:place]:
            if one["split"] != other["split"]:
                alike = any(one[name] == other[name] for name in ("document", "revision", "near_key"))
                if alike or {one["source_key"], one["target_key"]} & {other["source_key"], other["target_key"]}:
                    found.append((one["id"], other["id"]))
    return found


@given(st.integers(1, 30), st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=60))
def test_components_are_those_of_a_walk(count: int, drawn: list[tuple[int, int]]) -> None:
    edges = [(one % count, other % count) for one, other in drawn]
    label = list(range(count))
    for _ in range(count):
        for one, other in edges:
            label[one] = label[other] = min(label[one], label[other])
    first, second = (np.array([edge[side] for edge in edges], np.int64) for side in (0, 1))
    assert components(count, first, second).tolist() == label


def test_a_long_path_is_one_component() -> None:
    order = np.random.default_rng(1).permutation(200_000)
    assert not components(200_000, order[1:], order[:-1]).any()


def test_ledger(tmp_path: Path) -> None:
    book = Ledger()
    book.add("document", np.array([5, 3, 5], np.uint64), np.array([1, 2, 0], np.uint8))
    book.add("document", np.array([3, 9], np.uint64), np.array([0, 0], np.uint8))
    book.write(tmp_path / "ledger")
    again = Ledger.read(tmp_path / "ledger")
    assert again.splits_of("document", np.array([3, 4, 5, 9], np.uint64)).tolist() == [2, -1, 1, 0]
    assert again.splits_of("text", np.array([3], np.uint64)).tolist() == [-1]
    (tmp_path / "bad").write_text("kind key split")
    with pytest.raises(InputError, match="ledger of splits"):
        Ledger.read(tmp_path / "bad")
    pl.DataFrame({"kind": ["text"], "key": [1], "split": ["dev"]}).write_parquet(tmp_path / "bad")
    with pytest.raises(InputError, match="ledger of splits"):
        Ledger.read(tmp_path / "bad")
    twice = pl.DataFrame({"kind": ["text"] * 2, "key": [1, 1], "split": ["test", "train"]})
    twice.write_parquet(tmp_path / "bad")
    with pytest.raises(InputError, match="two splits"):
        Ledger.read(tmp_path / "bad")


def test_what_cannot_be_used_is_refused(tmp_path: Path) -> None:
    rows = [bead(1)]
    for shares in ({"dev": 0.1}, {"test": 1.0}, {"test": -0.1}, {"test": 0.6, "validation": 0.5}):
        with pytest.raises(InputError, match="shares"):
            split(tmp_path, rows, shares=shares)
    with pytest.raises(InputError, match="duplicates"):
        split(tmp_path, rows, decisions=[])
    with pytest.raises(InputError, match="no-such"):
        split(tmp_path, rows, protect=[tmp_path / "no-such.en"])
    _, made = split(tmp_path, rows)
    with pytest.raises(InputError, match="beads for a shard"):
        marked(pl.concat([pl.read_parquet(tmp_path / "in/shard-000.parquet")] * 2), made.files[0])


def test_no_shards(tmp_path: Path) -> None:
    made = assign([], tmp_path / "out", ledger=tmp_path / "ledger")
    assert (made.files, made.components, made.largest) == ((), 0, 0)
    assert check([]) == []

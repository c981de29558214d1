"""A bitext survives its files whole, and its columns are those that the docs describe."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.bitext import SCHEMA_VERSION, Bead, Bitext, Repair, TermUse, bead_id, schema
from aligner.errors import InputError

DOCS = Path(__file__).parents[1] / "docs" / "bitext.md"

texts = st.text(st.characters(codec="utf-8"), max_size=30)
beads = st.builds(
    Bead,
    id=texts,
    document=texts,
    revision=texts,
    position=st.integers(0, 10**6),
    kind=st.sampled_from(["paragraph", "heading"]),
    line=st.integers(0, 10**6),
    source_language=st.sampled_from(["en", "ar"]),
    target_language=st.sampled_from(["en", "ru"]),
    source=st.lists(texts, max_size=3).map(tuple),
    target=st.lists(texts, max_size=3).map(tuple),
    origin=st.just("machine"),
    score=st.none() | st.floats(-50, 0),
    flags=st.lists(texts, max_size=2).map(tuple),
    repairs=st.lists(st.builds(Repair, texts, texts, texts), max_size=2).map(tuple),
    terms=st.lists(
        st.builds(
            TermUse,
            texts,
            texts,
            texts,
            st.integers(-1, 99),
            st.integers(-1, 99),
            texts,
            st.booleans(),
            texts,
            st.none() | st.floats(0, 1),
            st.lists(texts, max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    note=texts,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(beads, max_size=4))
def test_round_trip(given_beads: list[Bead]) -> None:
    bitext = Bitext.of(given_beads)
    lines = bitext.to_jsonl().decode().split("\n")[:-1]
    assert [Bead.from_record(json.loads(line)) for line in lines] == given_beads
    assert Bitext.from_frame(bitext.frame()) == bitext


@pytest.fixture
def bead() -> Bead:
    return Bead("a#0:en-ar", "a", "r", 0, "paragraph", 1, "en", "ar", ("One.", "Two."), ("واحد، اثنان.",), "machine")


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_files(tmp_path: Path, bead: Bead, kind: str) -> None:
    bitext = Bitext.of([bead, replace(bead, flags=("copy",))])
    bitext.write(tmp_path / f"b.{kind}")
    assert Bitext.read(tmp_path / f"b.{kind}") == bitext
    assert [path.name for path in tmp_path.iterdir()] == [f"b.{kind}"]


def test_the_same_beads_give_the_same_bytes(bead: Bead) -> None:
    one, two = Bitext.of([bead]), Bitext.of([replace(bead)])
    assert (one.to_parquet(), one.to_jsonl()) == (two.to_parquet(), two.to_jsonl())


def test_parquet_says_which_schema(tmp_path: Path, bead: Bead) -> None:
    Bitext.of([bead]).write(tmp_path / "b.parquet")
    assert pl.read_parquet_metadata(tmp_path / "b.parquet")["aligner.bitext"] == str(SCHEMA_VERSION)
    assert dict(pl.read_parquet_schema(tmp_path / "b.parquet")) == schema()


def test_what_a_bead_says(bead: Bead) -> None:
    assert (bead.shape, bead.source_text, bead.target_text) == ("2-1", "One. Two.", "واحد، اثنان.")
    assert bead.flagged("copy").flagged("copy", "numbers").flags == ("copy", "numbers")
    assert len(Bitext.of([bead, bead.flagged("copy")]).flagged) == 1
    assert bead_id("a/b.txt", "en", "ar", 3) == "a/b.txt#0003:en-ar"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("b.jsonl", b'{"id": 1}\n', "b.jsonl:1"),
        ("b.jsonl", b"[]\n", "b.jsonl:1"),
        ("b.jsonl", b"{}\n\xff\xfe", "b.jsonl:1"),
        ("b.jsonl", b"nonsense\n", "b.jsonl:1"),
        ("b.parquet", b"nonsense", "b.parquet"),
        ("b.tsv", b"", "b.tsv"),
    ],
)
def test_what_is_no_bitext_is_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=re.escape(said)):
        Bitext.read(tmp_path / name)
    with pytest.raises(InputError, match="missing"):
        Bitext.read(tmp_path / "missing.jsonl")


def test_another_table_is_no_bitext() -> None:
    with pytest.raises(InputError, match="no column"):
        Bitext.from_frame(pl.DataFrame({"id": ["a"]}))


def test_the_docs_describe_every_column_and_flag() -> None:
    from aligner.translation.checks import SERIOUS

    text = DOCS.read_text(encoding="utf-8")
    table = text[text.index("| column |") : text.index("## Flags")]
    named = [
        name for row in re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    ]
    assert set(named) == set(schema())
    flags = text[text.index("## Flags") : text.index("## Repairs")]
    assert set(SERIOUS) <= set(re.findall(r"`([\w-]+)`", flags))


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("target", [5], "target is not a list of texts"),
        ("target", {"a": 1}, "target is not a list of texts"),
        ("source_language", "xx", "source_language 'xx' is none of en, ar, ru"),
        ("state", "acepted", "state 'acepted' is none of draft, accepted"),
        ("origin", "nobody", "origin 'nobody'"),
        ("editor", 7, "editor is not a text"),
        ("position", "1", "position is not a whole number"),
        ("score", "high", "score is not a number"),
        ("repairs", [{"what": 1}], "unexpected keyword"),
        ("id", None, "missing"),
    ],
)
def test_a_faulty_column_is_named(tmp_path: Path, bead: Bead, column: str, value: object, said: str) -> None:
    path = tmp_path / "b.jsonl"
    path.write_text(json.dumps({**bead.record(), column: value}) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(said)) as caught:
        Bitext.read(path)
    assert str(caught.value).startswith(f"{path}:1: ")


def test_what_a_person_writes_by_hand_is_understood(tmp_path: Path, bead: Bead) -> None:
    path = tmp_path / "b.jsonl"
    row = {**bead.record(), "target": "زار الوزير دمشق.", "state": "edited"}
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n\n", encoding="utf-8")
    assert Bitext.read(path).beads == (replace(bead, target=("زار الوزير دمشق.",), state="edited"),)

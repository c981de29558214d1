"""The figures of a corpus against beads that can be counted by hand; how they lie in shards must not matter."""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.corpus.executors import open_executor
from aligner.corpus.histograms import histogram, percentiles
from aligner.corpus.pieces import shortened
from aligner.corpus.signature import corpus_hash, signature
from aligner.corpus.statistics import Statistics, statistics
from aligner.errors import InputError
from tests.corpus import shards


@pytest.fixture
def rows() -> list[dict[str, Any]]:
    return shards.records(rounds=3)


def counted(folder: Path, rows: list[dict[str, Any]], *, size: int = 17, **options: Any) -> Statistics:
    return statistics(shards.write(folder, rows, size=size), **options)


def test_beads_are_counted_by_direction_split_input_origin_licence_and_state(
    tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    found = counted(tmp_path, rows)
    assert (found.beads, found.kept, found.rejected) == (
        len(rows),
        sum(r["kept"] for r in rows),
        sum(not r["kept"] for r in rows),
    )
    for group in ("split", "input", "origin", "licence", "state", "kind", "shape"):
        told = {count.name: (count.beads, count.kept) for count in found.groups[group]}
        assert told == {
            name: (beads, sum(r["kept"] for r in rows if r[group] == name))
            for name, beads in Counter(r[group] for r in rows).items()
        }, group
    held = Counter((f"{r['source_language']}-{r['target_language']}", r["split"]) for r in rows if r["kept"])
    assert {(cell.pair, cell.split): cell.kept for cell in found.cells if cell.kept} == held
    assert {(c.name, c.part) for c in found.groups["engine"]} == {("", ""), ("argos", "")}
    assert found.pairs == ("en-ar", "en-ru", "ru-ar")
    assert found.distinct["documents"] == len({r["document"] for r in rows if r["kept"]})


def test_engines_are_told_apart_by_their_fingerprint(tmp_path: Path) -> None:
    texts = ("A draft.", "Черновик.")
    rows = [
        shards.record(n, "en", "ru", texts, origin="machine", engine="argos", fingerprint=mark)
        for n, mark in enumerate(("aa", "bb", "bb"))
    ]
    engines = counted(tmp_path, rows).groups["engine"]
    assert [(one.name, one.part, one.beads) for one in engines] == [("argos", "bb", 2), ("argos", "aa", 1)]


def test_lengths_and_ratios_are_those_of_the_kept_beads(tmp_path: Path) -> None:
    texts = [("one two three", "раз два"), ("one", "раз"), ("a b c d e f", "а б в г"), ("not " * 50, "нет")]
    rows = [shards.record(n, "en", "ru", both, kept=n < 3) for n, both in enumerate(texts)]
    found = {(one.side, one.unit): one for one in counted(tmp_path, rows).lengths}
    words = found["source", "words"]
    assert (words.total, words.least, words.most, words.mean) == (10, 1, 6, round(10 / 3, 2))
    assert (words.percentiles[1], words.percentiles[50], words.percentiles[99]) == (1, 3, 6)
    assert sum(words.histogram.kept) == 3
    assert not any(words.histogram.rejected)
    assert found["target", "characters"].total == len("раз два") + len("раз") + len("а б в г")
    ratio = counted(tmp_path, rows).ratios[0]
    assert ratio.percentiles[50] == pytest.approx(7 / 11, rel=0.01)


def test_reasons_are_counted_with_examples_that_the_seed_draws_and_bounds(tmp_path: Path) -> None:
    rows = []
    for n in range(40):
        reasons = ["ratio", "copy"] if n % 4 == 0 else ["copy"] if n % 2 == 0 else []
        texts = (f"Sentence {n} " + "word " * 200, f"Предложение {n}")
        rows.append(shards.record(n, "en", "ru", texts, kept=not reasons) | {"reasons": reasons, shards.FILTER: n / 10})
    found = counted(tmp_path / "a", rows, seed=1, examples=3)
    copy, ratio = found.reasons
    assert (copy.name, copy.beads, copy.alone, copy.first) == ("copy", 20, 10, 10)
    assert (ratio.name, ratio.beads, ratio.alone, ratio.first) == ("ratio", 10, 0, 10)
    assert copy.pairs == {"en-ru": 20}
    assert len(copy.examples) == len(ratio.examples) == 3
    for example in ratio.examples:
        number = int(example.source.split()[1])
        assert example.reasons == ("ratio", "copy")
        assert example.score == pytest.approx(number / 10, rel=1e-3)
        assert len(example.source) <= 241
        assert example.source.endswith("…")
    drawn = [example.id for example in copy.examples]
    assert drawn == [e.id for e in counted(tmp_path / "b", rows[::-1], size=3, seed=1, examples=3).reasons[0].examples]
    assert drawn != [e.id for e in counted(tmp_path / "c", rows, seed=2, examples=3).reasons[0].examples]


def test_a_bead_that_is_rejected_without_a_reason_is_told(tmp_path: Path) -> None:
    rows = [shards.record(n, "en", "ru", ("One.", "Раз.")) | {"kept": n > 0} for n in range(3)]
    reason = counted(tmp_path, rows).reasons[0]
    assert (reason.name, reason.beads, len(reason.examples)) == ("", 1, 1)


def test_scores_lie_on_either_side_of_the_threshold_of_their_filter(tmp_path: Path) -> None:
    values = [-9.0, -4.6, -4.5, -4.4, 0.0, None, math.nan]
    rows = []
    for n, value in enumerate(values):
        low = value is not None and value < -4.5
        row = shards.record(n, "en", "ru", ("One.", "Раз."), kept=not low)
        rows.append(row | {shards.FILTER: value, "reasons": ["ratio"] if low else []})
    found = next(one for one in counted(tmp_path, rows).scores if one.name == "ratio")
    assert (found.threshold, found.beads, found.missing, found.rejects, found.alone) == (-4.5, 5, 2, 2, 2)
    edge = found.histogram.edges.index(-4.5)
    assert (sum(found.histogram.rejected[:edge]), sum(found.histogram.kept[:edge])) == (2, 0)
    assert (sum(found.histogram.rejected[edge:]), sum(found.histogram.kept[edge:])) == (0, 3)
    other = counted(tmp_path, rows, params={"ratio": {"least": -2.0}})
    assert next(one for one in other.scores if one.name == "ratio").threshold == -2.0


def test_terms_are_counted_by_concept_and_form_and_where_they_are_missing(
    tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    lost = shards.record(900, "en", "ru", ("Homs again.", "Опять."))
    lost["terms"] = [{**rows[0]["terms"][0], "target": "", "target_start": -1}]
    found = counted(tmp_path, [*rows, lost])
    uses = Counter(term["concept"] for row in (*rows, lost) if row["kept"] for term in row["terms"])
    assert {concept.name: concept.uses for concept in found.concepts} == uses
    homs = next(concept for concept in found.concepts if concept.name == "homs")
    assert (homs.missing, found.terms["missing"]) == (1, 1)
    forms = {(form.language, form.text): form.uses for form in homs.forms}
    assert forms["ru", "Хомса"] == sum(t["concept"] == "homs" for r in rows for t in r["terms"]) // 3 * 2
    assert forms["en", "Homs"] == forms["ar", "حمص"] + 1


def test_statistics_are_the_same_however_the_beads_lie_in_shards(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    one = counted(tmp_path / "one", rows, size=1000)
    many = counted(tmp_path / "many", rows, size=5)
    assert replace(one, shards=()) == replace(many, shards=())
    assert len(many.shards) == -(-len(rows) // 5)
    again = counted(tmp_path / "again" / "deeper", rows, size=5)
    assert again.to_json() == many.to_json()


def test_an_executor_gives_what_a_loop_gives(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    paths = shards.write(tmp_path, rows)
    with open_executor("processes", 2) as pool:
        assert statistics(paths, executor=pool).to_json() == statistics(paths).to_json()


def test_json_holds_all_and_is_read_back(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    found = counted(tmp_path, rows, name="Новости \udcff")
    record = json.loads(found.to_json())
    assert record["schema_version"] == 1
    assert Statistics.from_json(found.to_json()).to_json() == found.to_json()
    plain = counted(tmp_path, rows)
    assert Statistics.from_json(plain.to_json()) == plain
    for broken in (b"{}", b"[]", b"no", b'{"schema_version": 99}', b'{"schema_version": 1, "odd": 2}'):
        with pytest.raises(InputError):
            Statistics.from_json(broken)


def test_the_shards_have_their_checksums_and_the_signature_is_one_line(
    tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    paths = shards.write(tmp_path, rows)
    found = statistics(paths, seed=7)
    for path, shard in zip(paths, found.shards, strict=True):
        assert shard.name == path.name
        assert (shard.sha256, shard.bytes) == (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size)
    line = signature(found)
    head, *fields = line.split("|")
    told = dict(field.split(":", 1) for field in fields)
    assert head == "aligner-corpus"
    assert list(told) == ["v", "beads", "kept", "pairs", "seed", "filters", "hash"]
    assert (told["beads"], told["seed"], told["pairs"]) == (str(len(rows)), "7", "en-ar+en-ru+ru-ar")
    assert told["hash"] == corpus_hash(found)[:16]
    assert signature(statistics(paths, seed=8)) != line
    assert signature(statistics(paths, seed=7, params={"ratio": {"least": -1.0}})) != line
    assert signature(statistics(paths[:-1], seed=7)).split("hash:")[1] != told["hash"]
    assert "\n" not in signature(replace(found, version="1|\n2"))
    assert len(signature(replace(found, version="1|\n2")).split("|")) == len(fields) + 1


def biased(tmp_path: Path, rows: list[dict[str, Any]]) -> dict[str, str]:
    return {bias.kind: bias.text for bias in counted(tmp_path, rows).biases}


def test_what_a_corpus_leans_to_is_said_from_its_beads(tmp_path: Path) -> None:
    rows = []
    for n in range(40):
        texts = ("One.", "Раз.") if n < 10 else (f"Four words are here, {n}.", f"Тут стоят четыре слова, {n}.")
        row = shards.record(
            n, "en", "ru", texts, origin="machine" if n < 8 else "human", licence="" if n < 4 else "MIT"
        )
        rows.append(row | {"source_key": texts[0], "target_key": texts[1], "engine": "argos" if n < 8 else ""})
    told = biased(tmp_path, rows)
    assert told["licence"].startswith("10 % of the beads come without a licence (4 beads)")
    assert told["machine"].startswith("20 % of the targets are machine translation by “argos”")
    assert told["short"].startswith("25 % of the beads")
    assert told["input"].startswith("All beads come from one input, “news”")
    assert told["direction"].startswith("English is always the source and Russian always the target")
    assert told["again"].startswith("22.5 % of the targets")
    assert told["split"].startswith("The test set is small for English to Russian (0)")
    assert told["unread"]
    other = [dict(row) for row in rows]
    for n, row in enumerate(other):
        row |= {"licence": "MIT", "origin": "human", "engine": "", "input": f"input {n % 4}", "state": "accepted"}
        row |= {"split": "", "source_text": f"Four words are here, {n}.", "source_key": str(n), "target_key": str(n)}
        row |= {"source_language": "en" if n % 2 else "ru", "target_language": "ru" if n % 2 else "en"}
    told = biased(tmp_path / "other", other)
    assert set(told) == {"split"}
    assert told["split"].startswith("The corpus is not split")
    for row in other:
        row |= {"kept": False, "reasons": ["html"]}
    assert set(biased(tmp_path / "none", other)) == {"empty"}


def test_directions_that_the_filters_treat_unlike_are_told(tmp_path: Path) -> None:
    rows = [shards.record(n, "en", "ru" if n % 2 else "ar", ("A b c d.", "А б в г."), kept=n % 2 == 1 or n % 4 == 0)
            for n in range(240)]  # fmt: skip
    assert biased(tmp_path, rows)["skew"].startswith("100 % of the beads from English to Russian are kept and 50 %")


def test_what_is_no_shard_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no shard"):
        statistics([])
    (tmp_path / "a.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(InputError, match=r"a\.parquet: cannot be read"):
        statistics([tmp_path / "a.parquet"])
    pl.DataFrame({"id": ["a"]}).write_parquet(tmp_path / "b.parquet")
    with pytest.raises(InputError, match=r"b\.parquet: not a shard of records: no column document"):
        statistics([tmp_path / "b.parquet"])
    with pytest.raises(InputError, match=r"c\.parquet"):
        statistics([tmp_path / "c.parquet"])


def test_nothing_in_a_shard_is_no_error(tmp_path: Path) -> None:
    pl.DataFrame(schema=shards.schema()).write_parquet(tmp_path / "none.parquet")
    found = statistics([tmp_path / "none.parquet"])
    assert (found.beads, found.kept, found.biases[0].kind) == (0, 0, "empty")
    assert Statistics.from_json(found.to_json()) == found


NUMBERS = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: float(f"{value:.4g}"))
VALUES = st.lists(st.tuples(NUMBERS, st.integers(0, 50), st.integers(0, 50)).filter(lambda row: row[1] + row[2]))


@given(VALUES, st.none() | st.floats(-1e3, 1e3), st.booleans())
def test_a_histogram_holds_every_bead_once_in_few_bins(
    values: list[tuple[float, int, int]], edge: float | None, whole: bool
) -> None:
    found = histogram(values, edge=edge, whole=whole)
    assert sum(found.kept) == sum(row[1] for row in values)
    assert sum(found.rejected) == sum(row[2] for row in values)
    assert len(found.edges) == (len(found.kept) + 1 if values else 0)
    assert len(found.kept) <= 140
    assert list(found.edges) == sorted(set(found.edges))


@given(st.lists(st.tuples(st.integers(-9, 9).map(float), st.integers(1, 5)), min_size=1))
def test_percentiles_are_values_that_are_there(values: list[tuple[float, int]]) -> None:
    flat = sorted(value for value, number in values for _ in range(number))
    for share, value in percentiles(values).items():
        assert value == flat[math.ceil(len(flat) * share / 100) - 1]


def test_a_text_is_never_cut_between_a_letter_and_its_marks() -> None:
    assert shortened("مُحَمَّد", 5) == shortened("مُحَمَّد", 6) == "مُحَ…"
    assert shortened("short", 5) == "short"
    assert shortened("a\u0301" * 9, 4) == "a\u0301a\u0301…"

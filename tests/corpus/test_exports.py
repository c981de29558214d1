"""What holds for every export: whole or not at all, the same bytes, the right beads, nothing dropped in silence."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest

from aligner.corpus.exports import FORMATS, RECEIPT, Exported, Options, Part, export
from aligner.errors import InputError, MissingExtra
from tests.corpus import shards

OPTIONS = {
    "term-lemmas": Options(lemmas=shards.LEMMAS),
    "mozilla": Options(root="https://example.org/data"),
}


def _run(paths: list[Path], out: Path, name: str) -> Exported:
    if name == "mozilla":
        pytest.importorskip("zstandard", reason="mozilla's pipeline reads zst: install zstandard to test its export")
    return export(paths, out, name, options=OPTIONS.get(name))


def _tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_rows_give_the_same_bytes_however_they_lie_in_shards(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = shards.records()
    _run(shards.write(tmp_path / "one", rows, size=1000), tmp_path / "a", name)
    monkeypatch.setattr("aligner.corpus.exports.base._ROWS", 3)
    _run(shards.write(tmp_path / "many", rows, size=7), tmp_path / "b", name)
    assert _tree(tmp_path / "a") == _tree(tmp_path / "b")


@pytest.mark.parametrize("name", FORMATS)
def test_beads_are_counted_and_the_receipt_tells_of_every_file(name: str, tmp_path: Path) -> None:
    rows = shards.records()
    done = _run(shards.write(tmp_path / "in", rows), tmp_path / "out", name)
    kept = [row for row in rows if row["kept"]]
    empty = sum(int(line.split()[0]) for line in done.lost if "empty side" in line)
    assert done.beads + empty == len(kept)
    assert sum(done.parts.values()) == done.beads
    assert done.parts[Part("en", "ar", "test")] == 1
    receipt = json.loads((tmp_path / "out" / RECEIPT).read_text())
    assert {path.relative_to(tmp_path / "out").as_posix() for path in done.files} == {*receipt["files"], RECEIPT}
    assert set(_tree(tmp_path / "out")) == {*receipt["files"], RECEIPT}
    for file, digest in receipt["files"].items():
        assert hashlib.sha256((tmp_path / "out" / file).read_bytes()).hexdigest() == digest
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", "out"]  # nothing is left beside it


def test_what_is_rejected_is_in_no_export(tmp_path: Path) -> None:
    rows = [shards.record(n, "en", "ru", (f"Line {n}.", f"Строка {n}."), kept=n % 2 == 0) for n in range(6)]
    export(shards.write(tmp_path / "in", rows), tmp_path / "out", "moses")
    assert (tmp_path / "out/corpus.train.en-ru.en").read_text() == "Line 0.\nLine 2.\nLine 4.\n"


def test_only_the_splits_and_pairs_that_are_asked_for(tmp_path: Path) -> None:
    paths = shards.write(tmp_path / "in", shards.records())
    done = export(paths, tmp_path / "out", "moses", options=Options(splits=("test",), pairs=("en-ru", "ru-ar")))
    assert {(part.pair, part.split) for part in done.parts} == {("en-ru", "test"), ("ru-ar", "test")}
    assert not any("train" in path.name or "en-ar" in path.name for path in done.files)
    with pytest.raises(InputError, match="no beads to export for the pair 'ar-en'"):
        export(paths, tmp_path / "more", "moses", options=Options(pairs=("ar-en",)))


def test_beads_without_a_split_are_training_data_only_where_none_has_one(tmp_path: Path) -> None:
    rows = [shards.record(n, "en", "ru", (f"Line {n}.", f"Строка {n}."), split="") for n in range(3)]
    done = export(shards.write(tmp_path / "in", rows), tmp_path / "out", "moses")
    assert done.parts == {Part("en", "ru", "train"): 3}
    rows.append(shards.record(9, "en", "ru", ("Held out.", "Отложено."), split="test"))
    done = export(shards.write(tmp_path / "in2", rows), tmp_path / "out2", "moses")
    assert done.parts == {Part("en", "ru", "test"): 1}
    assert "3 × bead without a split left out, as others have one" in done.lost


def test_a_former_export_is_replaced_whole(tmp_path: Path) -> None:
    paths = shards.write(tmp_path / "in", shards.records())
    export(paths, tmp_path / "out", "moses")
    export(paths, tmp_path / "out", "fairseq")
    assert not list((tmp_path / "out").glob("corpus.*"))
    assert (tmp_path / "out/en-ar/train.en").exists()


def test_a_folder_of_the_users_own_is_not_touched(tmp_path: Path) -> None:
    paths = shards.write(tmp_path / "in", shards.records())
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("years of work")
    with pytest.raises(InputError, match="is no export"):
        export(paths, out, "moses")
    (out / "thesis.txt").unlink()
    export(paths, out, "moses")
    (out / "thesis.txt").write_text("years of work")
    with pytest.raises(InputError, match=r"holds thesis\.txt, which no export wrote"):
        export(paths, out, "moses")
    assert (out / "thesis.txt").read_text() == "years of work"


def test_an_export_that_fails_leaves_the_last_one_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = shards.write(tmp_path / "in", shards.records())
    export(paths, tmp_path / "out", "moses")
    before = _tree(tmp_path / "out")
    # an end of line that is not taken out: the count of lines must notice it
    monkeypatch.setattr("aligner.corpus.exports.lines._BREAKS", "[\t]")
    with pytest.raises(InputError, match="nothing was exported"):
        export(paths, tmp_path / "out", "moses")
    assert _tree(tmp_path / "out") == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", "out"]


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("source_language", "../../etc", "the language '../../etc' is none of"),
        ("split", "../out", "the split '../out' is none of"),
        ("target_language", "en", "beads from English to the same language"),
    ],
)
def test_a_hostile_shard_writes_no_file_elsewhere(column: str, value: str, message: str, tmp_path: Path) -> None:
    row = shards.record(0, "en", "ru", ("One.", "Раз.")) | {column: value}
    with pytest.raises(InputError, match=message):
        export(shards.write(tmp_path / "in", [row]), tmp_path / "out", "moses")
    assert not (tmp_path / "out").exists()


def test_errors_say_what_is_wrong_in_one_line(tmp_path: Path) -> None:
    paths = shards.write(tmp_path / "in", shards.records())
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 nothing")
    other = tmp_path / "other.parquet"
    pl.DataFrame({"id": ["a"]}).write_parquet(other)
    none = shards.write(tmp_path / "none", [shards.record(0, "en", "ru", ("One.", "Раз."), kept=False)])
    for given, name, options, message in (
        (paths, "docx", None, "no format is called 'docx'"),
        ([], "moses", None, "no shards"),
        ([broken], "moses", None, "cannot be read as a shard"),
        ([other], "moses", None, "no column source_text"),
        ([*paths, other], "moses", None, "has other columns than"),
        (none, "moses", None, "no kept beads"),
        (paths, "huggingface", Options(compress="gz"), "cannot be compressed"),
        (paths, "tmx", Options(tokenise=True), "keeps texts as they are"),
        (paths, "term-lemmas", None, "wants the glossary"),
        (paths, "tsv", Options(columns=("terms",)), "cannot hold the column terms"),
        (paths, "tsv", Options(columns=("nothing",)), "no column nothing"),
        (paths, "moses", Options(glossary=(tmp_path / "no.tbx",)), "no such file of a glossary"),
    ):
        with pytest.raises(InputError, match=message) as caught:
            export(given, tmp_path / "out", name, options=options)
        assert "\n" not in str(caught.value)
        assert not (tmp_path / "out").exists()
    for bad in ({"name": "../up"}, {"splits": ("dev",)}, {"compress": "rar"}, {"share": 2.0}, {"root": "a\nb"}):
        with pytest.raises(InputError):
            Options(**bad)  # type: ignore[arg-type]


def test_a_missing_compressor_is_said_and_nothing_else_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    with pytest.raises(MissingExtra, match="zstandard"):
        export(shards.write(tmp_path / "in", shards.records()), tmp_path / "out", "mozilla")
    assert not (tmp_path / "out").exists()


def test_the_glossary_goes_beside_the_corpus(tmp_path: Path) -> None:
    glossary = tmp_path / "names.tbx"
    glossary.write_bytes(b"<tbx/>")
    options = Options(glossary=(glossary,))
    export(shards.write(tmp_path / "in", shards.records()), tmp_path / "out", "moses", options=options)
    assert (tmp_path / "out/glossary/names.tbx").read_bytes() == b"<tbx/>"

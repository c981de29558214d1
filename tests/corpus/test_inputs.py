"""Inputs: what each kind of file gives, where it says it is from, and what damaged and hostile files are told."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from aligner.bitext import Bitext
from aligner.corpus import records
from aligner.corpus.config import Input
from aligner.corpus.inputs import Tools, plan
from aligner.corpus.inputs_bitext import read_bitext
from aligner.corpus.inputs_lines import pairs_of, read_moses, read_tsv
from aligner.corpus.inputs_tmx import read_tmx
from aligner.corpus.manifest import Store, perform
from aligner.errors import InputError
from tests.corpus.building import beads, bitexts, frames, moses, sentence, tmx


def read(input: Input, folder: Path, tools: Tools = Tools()) -> pl.DataFrame:  # noqa: B008 - it is frozen
    """All records of an input, as the read stage makes them."""
    store = Store(folder / ".work")
    tasks, _ = plan(input, tools, store)
    receipts = [perform(task) for task in tasks]
    return pl.concat([pl.read_parquet(path) for receipt in receipts for path in store.paths(receipt)])


def test_bitexts_of_either_format_give_the_same_beads(tmp_path: Path) -> None:
    made = Bitext.of(beads("a.txt", 0, 9, state="accepted", confidence=0.5, flags=("numbers",)))
    for name in ("one.jsonl", "two.parquet"):
        made.write(tmp_path / name)
    one, two = (frames(read_bitext(tmp_path / name, name)) for name in ("one.jsonl", "two.parquet"))
    assert one.drop("place").equals(two.drop("place"))
    assert one.drop("place").equals(made.frame())
    assert one["place"].to_list()[:2] == ["one.jsonl:1", "one.jsonl:2"]
    assert two["place"].to_list()[-1] == "two.parquet:9"


def test_of_a_bitext_that_is_there_twice_the_one_that_people_edit_is_read(tmp_path: Path) -> None:
    made = beads("a.txt", 0, 3)
    Bitext.of(made).write(tmp_path / "in" / "a.parquet")
    Bitext.of([replace(bead, state="rejected") for bead in made]).write(tmp_path / "in" / "a.jsonl")
    found = read(Input("i", "bitext", (tmp_path / "in",)), tmp_path)
    assert found.height == 3
    assert set(found["state"]) == {"rejected"}


def test_ids_are_there_once_whatever_the_files_hold(tmp_path: Path) -> None:
    made = beads("a.txt", 0, 3)
    lines = Bitext.of(made).to_jsonl()
    (tmp_path / "a.jsonl").write_bytes(
        lines + Bitext.of(beads("b.txt", 9, 2)).to_jsonl() + lines + lines[: lines.index(b"\n") + 1]
    )
    found = read(Input("i", "bitext", (tmp_path / "a.jsonl",)), tmp_path)
    assert found.height == 9
    assert found["id"].n_unique() == 9
    assert found["id"].to_list()[:3] == [bead.id for bead in made]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"id": 1}\n', ":1: not a bead"),
        (b"\n\n[1, 2]\n", ":3: not a bead"),
        (b'{"id": "x"\n', ":1: not a bead"),
        (b"\xff\xfe\n", ":1: not a bead"),
        (b"[" * 100_000 + b"\n", ":1: not a bead"),
    ],
)
def test_damaged_json_is_told_with_its_line(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    with pytest.raises(InputError, match=said):
        frames(read_bitext(path, "a.jsonl"))


def test_a_parquet_file_that_is_no_bitext_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 nothing of the kind PAR1")
    with pytest.raises(InputError, match="cannot be read as a bitext"):
        frames(read_bitext(path, "a"))
    pl.DataFrame({"id": ["x"]}).write_parquet(path)
    with pytest.raises(InputError, match="no column document"):
        frames(read_bitext(path, "a"))
    Bitext.of(beads("a", 0, 2)).frame().with_columns(source_language=pl.lit("de")).write_parquet(path)
    with pytest.raises(InputError, match="source_language 'de'"):
        frames(read_bitext(path, "a"))


def test_pairs_of_files_are_found_with_their_direction(tmp_path: Path) -> None:
    moses(tmp_path, 5, ("ru", "en"))
    moses(tmp_path / "deep", 5, ("en", "ar"))
    (tmp_path / "deep" / "lone.en").write_text("x\n")
    found = pairs_of(Input("i", "moses", (tmp_path,)), tmp_path / "out")
    assert [(name, codes) for name, _, codes in found] == [
        ("deep/news.en-ar", ("en", "ar")),
        ("news.ru-en", ("ru", "en")),
    ]


def test_lines_become_beads_in_blocks(tmp_path: Path) -> None:
    moses(tmp_path, 25)
    input = Input("i", "moses", (tmp_path,), block=10, origin="machine")
    name, paths, codes = pairs_of(input, tmp_path / "out")[0]
    found = frames(read_moses(paths, name, codes, input))
    assert found["document"].unique().sort().to_list() == [f"news.en-ru/00000{n}" for n in range(3)]
    assert found["source"].to_list()[3] == [sentence(5003, "en")]
    assert found["place"].to_list()[24] == "news.en-ru:25"
    assert set(found["origin"]) == {"machine"}
    assert found["shape"].to_list()[0] == "1-1"


def test_packed_lines_carriage_returns_and_unicode_separators(tmp_path: Path) -> None:
    texts = {"en": "\ufeffOne\u2028still one.\r\nTwo.\r\n\r\n", "ru": "Раз\x85всё ещё раз.\nДва.\n\n"}
    paths = []
    for code, text in texts.items():
        path = tmp_path / f"a.{code}.gz"
        path.write_bytes(gzip.compress(text.encode()))
        paths.append(path)
    input = Input("i", "moses", tuple(paths))
    (name, files, codes) = pairs_of(input, tmp_path / "out")[0]
    found = frames(read_moses(files, name, codes, input))
    assert found["source"].to_list() == [["One\u2028still one."], ["Two."], []]
    assert found["target"].to_list() == [["Раз\x85всё ещё раз."], ["Два."], []]


@pytest.mark.parametrize(
    ("english", "russian", "said"),
    [
        (b"a\nb\n", b"a\n", "a.ru: has 1 lines and a.en has more"),
        (b"a\n" * 20_001, b"a\n" * 20_000, "has 20000 lines"),
        (b"a\n\xff\n", b"a\nb\n", "a.en:2: is not UTF-8"),
        (b"a" * (1 << 20) + b"b\n", b"a\n", "a.en:1: a line of more than"),
    ],
)
def test_pairs_that_are_none_are_told_with_their_line(
    tmp_path: Path, english: bytes, russian: bytes, said: str
) -> None:
    (tmp_path / "a.en").write_bytes(english)
    (tmp_path / "a.ru").write_bytes(russian)
    input = Input("i", "moses", (tmp_path / "a.en", tmp_path / "a.ru"))
    name, files, codes = pairs_of(input, tmp_path / "out")[0]
    with pytest.raises(InputError, match=said):
        frames(read_moses(files, name, codes, input))


def test_a_packed_file_that_was_cut_is_told(tmp_path: Path) -> None:
    packed = gzip.compress("".join(f"line {n}\n" for n in range(5000)).encode())
    (tmp_path / "a.en.gz").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "a.ru").write_text("x\n" * 5000)
    input = Input("i", "moses", (tmp_path / "a.en.gz", tmp_path / "a.ru"))
    name, files, codes = pairs_of(input, tmp_path / "out")[0]
    with pytest.raises(InputError, match=r"a\.en\.gz: is not whole"):
        frames(read_moses(files, name, codes, input))


def test_a_table_has_the_columns_that_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text('what\tsure\ten\t-\tru\nd1\t0.5\tA "quote\tx\tЦитата\nd2\t\tTwo\ty\tДва\textra\n', encoding="utf-8")
    input = Input(
        "i",
        "tsv",
        (path,),
        languages=("en", "ru"),
        header=True,
        columns=("document", "confidence", "source", "-", "target"),
    )
    found = frames(read_tsv(path, "a.tsv", input))
    assert found["document"].to_list() == ["d1", "d2"]
    assert found["confidence"].to_list() == [0.5, None]
    assert found["source"].to_list() == [['A "quote'], ["Two"]]
    assert found["place"].to_list() == ["a.tsv:2", "a.tsv:3"]
    path.write_text("d1\t0.5\tonly\n")
    with pytest.raises(InputError, match=r"a\.tsv:1: 3 columns instead of 5"):
        frames(read_tsv(path, "a.tsv", replace(input, header=False)))
    path.write_text("d1\tsure\ta\tb\tc\n")
    with pytest.raises(InputError, match=r"a\.tsv:1: the confidence 'sure'"):
        frames(read_tsv(path, "a.tsv", replace(input, header=False)))


# TMX


def tmx_of(path: Path, body: str, head: str = '<header srclang="en"/>', before: str = "") -> Path:
    path.write_text(
        f'<?xml version="1.0"?>{before}<tmx version="1.4">{head}<body>{body}</body></tmx>', encoding="utf-8"
    )
    return path


def test_a_unit_gives_each_pair_that_is_wanted(tmp_path: Path) -> None:
    path = tmx(tmp_path / "a.tmx", 12)
    every = frames(read_tmx(path, "a.tmx", Input("i", "tmx", (path,))))
    assert every.height == 36
    pairs = every.select(pl.concat_str("source_language", pl.lit("-"), "target_language")).to_series()
    assert set(pairs) == {"en-ar", "en-ru", "ar-ru"}
    two = frames(read_tmx(path, "a.tmx", Input("i", "tmx", (path,), languages=("ru", "en"))))
    assert set(two["source_language"]) == {"ru"}
    assert two["source"].to_list()[4] == [sentence(9004, "ru")]
    assert two["document"].to_list()[-1] == "memo 1"
    assert two["place"].to_list()[0] == "a.tmx:4"


def test_markup_of_tools_is_no_text_and_marked_text_is(tmp_path: Path) -> None:
    seg = (
        '<seg>One <hi>two</hi> <bpt i="1">&lt;b></bpt>three<ept i="1">&lt;/b> <sub>no</sub></ept>\n   &amp; four</seg>'
    )
    path = tmx_of(
        tmp_path / "a.tmx",
        f'<tu><tuv xml:lang="EN-gb">{seg}</tuv><tuv lang="ru">{seg}</tuv><tuv xml:lang="de"><seg>x</seg></tuv></tu>',
    )
    found = frames(read_tmx(path, "a", Input("i", "tmx", (path,))))
    assert found["source"].to_list() == [["One two three & four"]]
    assert (found["source_language"][0], found["target_language"][0]) == ("en", "ru")


def test_what_aligner_exported_as_tmx_comes_back(tmp_path: Path) -> None:
    from aligner.corpus.exports import export
    from tests.corpus.shards import records as rows
    from tests.corpus.shards import write

    export(write(tmp_path / "shards", rows()), tmp_path / "out", "tmx")
    path = tmp_path / "out" / "corpus.train.en-ru.tmx"
    found = frames(read_tmx(path, path.name, Input("i", "tmx", (path,))))
    sent = [
        row for row in rows() if (row["source_language"], row["target_language"], row["split"]) == ("en", "ru", "train")
    ]
    sent = [row for row in sent if row["kept"] and row["target_text"]]
    assert found["document"].to_list() == [row["document"] for row in sent]
    plain = {row["source_text"] for row in sent if row["source_text"].isprintable()}
    assert plain <= {texts[0] for texts in found["source"].to_list()}
    assert "edited" in found["state"].to_list()
    assert {"human", "machine"} == set(found["origin"])


BOMB = '<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("before", "body", "said"),
    [
        (BOMB, "<tu><tuv><seg>&b;</seg></tuv></tu>", "entities"),
        ('<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "", "entities"),
        ('<!DOCTYPE tmx [<!ENTITY % x SYSTEM "http://127.0.0.1/">%x;]>', "", "entities"),
        ("", "<a>" * 70 + "</a>" * 70, "nested"),
        ("", f"<tu><tuv><seg>{'x' * (1 << 20)}y</seg></tuv></tu>", "characters"),
        ("", "<tu><tuv>", "not well-formed"),
    ],
)
def test_hostile_tmx_is_refused_in_one_line(tmp_path: Path, before: str, body: str, said: str) -> None:
    path = tmx_of(tmp_path / "a.tmx", body, before=before)
    with pytest.raises(InputError, match=said) as refused:
        frames(read_tmx(path, "a", Input("i", "tmx", (path,))))
    assert "\n" not in str(refused.value)


def test_another_xml_file_is_no_tmx(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text("<html><body>x</body></html>")
    with pytest.raises(InputError, match="first element is 'html'"):
        frames(read_tmx(path, "a", Input("i", "tmx", (path,))))


def test_a_large_tmx_takes_the_memory_of_its_largest_unit(tmp_path: Path) -> None:
    path = tmx(tmp_path / "a.tmx", 40_000)
    code = (
        "import resource, sys; from pathlib import Path; import polars\n"
        "from aligner.corpus.inputs_tmx import read_tmx; from aligner.corpus.config import Input\n"
        "path = Path(sys.argv[1]); input = Input('i', 'tmx', (path,), languages=('en', 'ru'))\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "rows = sum(frame.height for frame in read_tmx(path, 'a', input))\n"
        "print(rows, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    count, grown = map(int, ran.stdout.split())
    assert count == 40_000
    assert grown < 160, f"{grown} MB for a file of {path.stat().st_size >> 20} MB"


# Reading to shards


def test_shards_hold_whole_documents(tmp_path: Path) -> None:
    bitexts(tmp_path / "in", files=4, documents=5, size=8)
    store = Store(tmp_path / ".work")
    tasks, _ = plan(Input("i", "bitext", (tmp_path / "in",)), Tools(), store, 50)
    shards = [pl.read_parquet(path) for task in tasks for path in store.paths(perform(task))]
    assert [shard.height for shard in shards] == [48, 48, 48, 16]
    documents = [set(shard["document"]) for shard in shards]
    assert sum(map(len, documents)) == 20
    tasks, _ = plan(Input("i", "bitext", (tmp_path / "in",)), Tools(), store, 5)  # a document of more is cut
    shards = [pl.read_parquet(path) for task in tasks for path in store.paths(perform(task))]
    assert {shard.height for shard in shards} == {5, 3}
    assert sum(shard.height for shard in shards) == 160


def test_small_files_are_read_together_and_the_key_is_of_their_contents(tmp_path: Path) -> None:
    bitexts(tmp_path / "in", files=6)
    store = Store(tmp_path / ".work")
    input = Input("i", "bitext", (tmp_path / "in",))
    (first,), _ = plan(input, Tools(), store)
    os.utime(tmp_path / "in" / "part-00.jsonl", (1, 1))
    (again,), _ = plan(input, Tools(), store)
    assert again.key == first.key
    path = tmp_path / "in" / "part-00.jsonl"
    row = json.loads(path.read_text().splitlines()[0])
    path.write_text(json.dumps({**row, "note": "x"}) + "\n")
    (changed,), _ = plan(input, Tools(), store)
    assert changed.key != first.key
    (licensed,), _ = plan(replace(input, licence="MIT"), Tools(), store)
    assert licensed.key != changed.key


def test_what_an_input_does_not_want_is_rejected_with_its_reason(tmp_path: Path) -> None:
    made = [*beads("a", 0, 2, confidence=0.9), *beads("b", 2, 2, confidence=0.2), *beads("c", 4, 2, origin="machine")]
    Bitext.of(made).write(tmp_path / "a.jsonl")
    input = Input("i", "bitext", (tmp_path / "a.jsonl",), confidence=0.5, origins=("human",))
    found = read(input, tmp_path)
    assert found["reasons"].to_list() == [[], [], ["confidence"], ["confidence"], ["origin"], ["origin"]]
    assert found["kept"].to_list() == [True, True, False, False, False, False]
    assert dict(found.schema) == records.schema()


def test_what_is_built_and_what_was_built_is_no_input(tmp_path: Path) -> None:
    Bitext.of(beads("a", 0, 3)).write(tmp_path / "a.jsonl")
    moses(tmp_path, 4)
    for folder in ("out/beads", "old/beads", ".hidden"):
        moses(tmp_path / folder, 9)
        Bitext.of(beads("b", 0, 3)).write(tmp_path / folder / "b.parquet")
    (tmp_path / "old" / "manifest.json").write_text("{}")
    store = Store(tmp_path / "out" / ".work")
    for kind, count in (("bitext", 3), ("moses", 4)):
        (task,), _ = plan(Input("i", kind, (tmp_path,)), Tools(), store)
        assert perform(task).counts["beads"] == count


@pytest.mark.parametrize("kind", ["bitext", "tmx", "moses", "tsv"])
def test_an_input_that_is_not_there_is_told(tmp_path: Path, kind: str) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(InputError, match="input 'i'"):
            plan(Input("i", kind, (path,), languages=("en", "ru")), Tools(), Store(tmp_path / ".work"))


def test_a_file_of_another_kind_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"x")
    with pytest.raises(InputError, match="ends in"):
        plan(Input("i", "tmx", (path,)), Tools(), Store(tmp_path / ".work"))

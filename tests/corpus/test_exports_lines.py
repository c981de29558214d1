"""Formats of lines: nothing breaks a line, sides stay together, layouts and configurations are as documented."""

from __future__ import annotations

import gzip
import json
import re
import tempfile
import unicodedata
import zipfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aligner.corpus.exports import Options, export
from tests.corpus import shards

LAYOUTS = {
    "moses": ("corpus.train.en-ru.en", "corpus.train.en-ru.ru"),
    "fairseq": ("en-ru/train.en", "en-ru/train.ru"),
    "marian": ("en-ru/train.en", "en-ru/train.ru"),
    "sockeye": ("en-ru/train.en", "en-ru/train.ru"),
    "eole": ("en-ru/train.en", "en-ru/train.ru"),
    "opennmt": ("en-ru/train.en", "en-ru/train.ru"),
    "locomotive": ("en-ru/train/source.txt", "en-ru/train/target.txt"),
    "opus": ("train/corpus.en-ru.en", "train/corpus.en-ru.ru"),
    "term-stand-ins": ("corpus.train.en-ru.en", "corpus.train.en-ru.ru"),
}
ODD_LINES = [
    ("A tab here and a line there.", "Табуляция тут и строка там."),
    ("Two separators of lines, one more.", "Два разделителя строк и ещё один."),
    ("A bell, a null and a mark.", "Звонок, ноль и знак."),
    ("“Quotes” \"straight\" 'single' <b>&amp;</b> ]]>", '«Кавычки» "прямые" <b>&amp;</b> ]]>'),
    ("Form feed and return .", "Прогон листа и возврат ."),
    ("A feature￨separator | bar", "Знак￨признака | черта"),
    ("blanks at both ends", "пробелы с обеих сторон"),
]
TEXT = st.text(
    st.characters(exclude_categories=("Cs",)) | st.sampled_from("\t\n\r\x85\u2028\u2029\x0b\x0c\x1c\x00￨ \ufeff")
)


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    return shards.write(tmp_path / "in", shards.records())


@pytest.mark.parametrize("name", LAYOUTS)
def test_odd_characters_become_one_blank_or_go(name: str, paths: list[Path], tmp_path: Path) -> None:
    done = export(paths, tmp_path / "out", name)
    sides = [(tmp_path / "out" / file).read_text(encoding="utf-8").splitlines() for file in LAYOUTS[name]]
    pairs = list(zip(*sides, strict=True))
    features = name in ("eole", "opennmt", "locomotive")
    expected = [tuple(text.replace("￨", "|") if features else text for text in pair) for pair in ODD_LINES]
    assert [pair for pair in pairs if pair in expected] == expected
    assert "3 × source with a tab or end of line written as a blank" in done.lost
    assert "1 × source with a control character dropped" in done.lost
    assert "1 × bead with an empty side left out" in done.lost
    assert ("1 × source with a U+FFE8 written as |" in done.lost) is features


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6))
def test_whatever_the_text_every_reader_counts_the_same_lines(texts: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        rows = [shards.record(n, "en", "ru", pair, id=f"bead {n}") for n, pair in enumerate(texts)]
        rows.append(shards.record(99, "en", "ru", ("The end.", "Конец."), id="end"))
        done = export(shards.write(Path(folder) / "in", rows), out, "moses")
        english, russian, ids = (
            (out / f"corpus.train.en-ru.{suffix}").read_bytes().decode() for suffix in ("en", "ru", "ids")
        )
        lines = [text.splitlines() for text in (english, russian, ids)]
        assert len(lines[0]) == len(lines[1]) == len(lines[2]) == done.beads == english.count("\n")
        assert [line.strip() for line in lines[0]] == lines[0]
        byid = {f"bead {n}": pair for n, pair in enumerate(texts)} | {"end": ("The end.", "Конец.")}
        for ours, theirs, bead in zip(*lines, strict=True):
            assert (_seen(ours), _seen(theirs)) == tuple(map(_seen, byid[bead]))
        left_out = len(rows) - done.beads
        assert left_out == sum(not (_seen(s) and _seen(t)) for s, t in byid.values())


def _seen(text: str) -> str:
    """The characters of a text that no export may lose."""
    odd = ("\ufeff", "\ufffe", "\uffff")
    return "".join(
        sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cc" and sign not in odd
    )


def test_ids_stand_beside_their_lines(paths: list[Path], tmp_path: Path) -> None:
    export(paths, tmp_path / "out", "moses")
    rows = {row["id"]: row for row in shards.records()}
    ids = (tmp_path / "out/corpus.train.en-ar.ids").read_text().splitlines()
    arabic = (tmp_path / "out/corpus.train.en-ar.ar").read_text().splitlines()
    assert [rows[one]["target_text"] for one in ids] == arabic
    assert len(ids) == 9


def test_gzip_holds_the_same_lines_and_no_time(paths: list[Path], tmp_path: Path) -> None:
    export(paths, tmp_path / "plain", "moses")
    export(paths, tmp_path / "packed", "moses", options=Options(compress="gz"))
    packed = (tmp_path / "packed/corpus.train.en-ru.ru.gz").read_bytes()
    assert gzip.decompress(packed) == (tmp_path / "plain/corpus.train.en-ru.ru").read_bytes()
    assert packed[4:8] == bytes(4)  # RFC 1952: MTIME
    assert not (tmp_path / "packed/corpus.train.en-ru.ru").exists()


def test_tsv_has_as_many_columns_as_asked_for_and_no_quotes(paths: list[Path], tmp_path: Path) -> None:
    export(paths, tmp_path / "out", "tsv", options=Options(columns=("confidence", "note", "position")))
    lines = (tmp_path / "out/corpus.train.en-ru.tsv").read_text().splitlines()
    cells = [line.split("\t") for line in lines]
    assert {len(row) for row in cells} == {5}
    assert ["A tab here and a line there.", "Табуляция тут и строка там."] in [row[:2] for row in cells]
    assert any(row[0].startswith('“Quotes” "straight"') for row in cells)
    assert any(row[3] == "odd one" for row in cells)
    assert {row[2] for row in cells} <= {"0.25", "0.5", "0.75"}


def test_opus_merges_both_directions_under_one_name(tmp_path: Path) -> None:
    rows = [
        shards.record(
            0, "en", "ar", ("One. Two.", "واحد."), document="a b/c", source=["One.", "Two."], target=["واحد."]
        ),
        shards.record(1, "ar", "en", ("ثلاثة.", "Three."), document="d"),
    ]
    export(shards.write(tmp_path / "in", rows), tmp_path / "out", "opus")
    folder = tmp_path / "out/train"
    assert (folder / "corpus.ar-en.ar").read_text() == "واحد.\nثلاثة.\n"
    assert (folder / "corpus.ar-en.en").read_text() == "One. Two.\nThree.\n"
    assert (folder / "corpus.ar-en.ids").read_text().splitlines() == [
        "ar/a_b_c.xml.gz\ten/a_b_c.xml.gz\t1.1\t1.1 1.2",
        "ar/d.xml.gz\ten/d.xml.gz\t2.1\t2.1",
    ]


def test_argos_data_begin_with_their_folder(paths: list[Path], tmp_path: Path) -> None:
    """As argostrain's LocalDataset reads them: the first folder among the entries holds the three files."""
    export(paths, tmp_path / "out", "argos", options=Options(name="News"))
    with zipfile.ZipFile(tmp_path / "out/news-en_ru.argosdata") as archive:
        assert archive.testzip() is None
        folder = next(info.filename for info in archive.infolist() if info.is_dir())
        assert archive.namelist()[0] == folder == "news-en_ru/"
        metadata = json.loads(archive.read(folder + "metadata.json"))
        source, target = (archive.read(folder + name).decode().split("\n") for name in ("source", "target"))
    assert (metadata["name"], metadata["type"], metadata["from_code"], metadata["to_code"]) == (
        "news",
        "data",
        "en",
        "ru",
    )
    assert metadata["size"] == len(source) - 1 == len(target) - 1 == 19
    assert "CC-BY-4.0" in metadata["reference"]
    assert (tmp_path / "out/news_test-en_ru.argosdata").exists()
    assert not list((tmp_path / "out").rglob("source"))  # what was packed is gone


def test_locomotive_finds_its_two_files_by_name(paths: list[Path], tmp_path: Path) -> None:
    done = export(paths, tmp_path / "out", "locomotive", options=Options(root="/data/mt"))
    config = json.loads((tmp_path / "out/en-ru/model-config.json").read_text())
    assert config["from"] == {"name": "English", "code": "en"}
    assert config["to"]["code"] == "ru"
    assert config["sources"] == ["file:///data/mt/en-ru/train"]
    names = sorted(path.name for path in (tmp_path / "out/en-ru/train").iterdir())
    assert names == ["source.txt", "target.txt"]
    assert not any("Locomotive" in line for line in done.lost)
    done = export(paths, tmp_path / "out", "locomotive", options=Options(root="/data/sources"))
    assert any("Locomotive mistakes files" in line for line in done.lost)


def test_fairseq_has_its_names_and_its_call(paths: list[Path], tmp_path: Path) -> None:
    export(paths, tmp_path / "out", "fairseq")
    folder = tmp_path / "out/ru-ar"
    assert sorted(p.name for p in folder.iterdir()) == [
        "preprocess.sh", "test.ar", "test.ru", "train.ar", "train.ru", "valid.ar", "valid.ru",
    ]  # fmt: skip
    script = (folder / "preprocess.sh").read_text()
    assert "--source-lang ru --target-lang ar --trainpref train --validpref valid --testpref test" in script


@pytest.mark.parametrize(
    ("name", "file"),
    [("marian", "marian.yml"), ("eole", "eole.yaml"), ("opennmt", "opennmt.yaml"), ("sockeye", "sockeye.yml")],
)
def test_configurations_name_files_that_are_there(name: str, file: str, paths: list[Path], tmp_path: Path) -> None:
    yaml = pytest.importorskip("yaml", reason="configurations are read back with PyYAML: install it to test them")
    for compress in ("",) if name in ("eole", "opennmt") else ("", "gz"):
        export(paths, tmp_path / "out", name, options=Options(compress=compress))
        config = yaml.safe_load((tmp_path / "out/en-ru" / file).read_text())
        base = tmp_path / "out" if name in ("eole", "opennmt") else tmp_path / "out/en-ru"
        named = {
            "marian": lambda c: [*c["train-sets"], *c["valid-sets"]],
            "sockeye": lambda c: [c["validation_source"], c["validation_target"]],
        }.get(name, lambda c: [path for one in c["data"].values() for key, path in one.items() if "path" in key])(
            config
        )
        assert len(named) in (2, 4)
        assert all((base / path).is_file() for path in named)


def test_mozilla_has_a_pair_of_zst_and_addresses(paths: list[Path], tmp_path: Path) -> None:
    zstandard = pytest.importorskip(
        "zstandard", reason="mozilla's pipeline reads zst: install zstandard to test its export"
    )
    export(paths, tmp_path / "out", "mozilla", options=Options(root="https://example.org/mt/"))
    packed = (tmp_path / "out/en-ru/corpus-train.ru.zst").read_bytes()
    russian = zstandard.ZstdDecompressor().stream_reader(packed).read().decode().splitlines()
    assert len(russian) == 19
    assert russian[0] == shards.SENTENCES["ru"][0]
    config = (tmp_path / "out/en-ru/config.yml").read_text()
    assert "  train:\n    - url_https://example.org/mt/en-ru/corpus-train.[LANG].zst\n" in config
    assert re.search(r"devtest:\n    - url_.*corpus-validation", config)


def test_sacremoses_parts_words_and_keeps_lines_together(paths: list[Path], tmp_path: Path) -> None:
    pytest.importorskip("sacremoses", reason="install sacremoses to test its words")
    options = Options(tokenise=True, normalise=True)
    export(paths, tmp_path / "out", "moses", options=options)
    english = (tmp_path / "out/corpus.train.en-ru.en").read_text().splitlines()
    arabic = (tmp_path / "out/corpus.train.en-ar.ar").read_text().splitlines()
    assert '" We will not leave , " said the head of the council .' in english
    assert "زار محافظ حمص مدرستين يوم الاثنين ." in arabic
    assert "&quot;" not in "".join(english)


def test_the_counts_that_are_checked_are_those_of_the_file(paths: list[Path], tmp_path: Path) -> None:
    """Against a writer that fails: what is counted is read from the disk."""
    from aligner.corpus.exports.lines import _count

    file = tmp_path / "lines"
    file.write_bytes("one\ttwo\nthree\u2028four\r\nfive".encode())
    assert _count(file) == (2, 1, 3)
    pl.DataFrame({"a": ["x", "y"]}).write_csv(file, include_header=False)
    assert _count(file) == (2, 0, 0)

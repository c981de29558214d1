"""The files of an alignment, read back by somebody else: an XML parser, polars, csv."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.aligned import exports
from aligner.aligned.page import page
from aligner.aligned.parallel import AlignedDocument, Unit, Version
from aligner.aligned.reading import read_links
from aligner.errors import InputError
from tests.aligned.texts import made

HOSTILE = "a\x00b\x0b<b>&amp;\"'\u2028]]>\t\r\n\uffff\U0001f600 ¶ x"


def data(aligned: AlignedDocument, format: str) -> bytes:
    return b"".join(exports.pieces(aligned, format))


# The content of each element in tmx14.dtd, as far as we write it: attributes that must be there, those that may,
# and its children in order.
DTD = {
    "tmx": ({"version"}, set(), ["header", "body"]),
    "header": (
        {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"},
        {"o-encoding", "creationdate", "creationid", "changedate", "changeid"},
        [],
    ),
    "tu": (set(), {"tuid", "segtype", "srclang", "datatype", "creationdate"}, ["prop*", "tuv+"]),
    "prop": ({"type"}, set(), []),
    "tuv": ({"{http://www.w3.org/XML/1998/namespace}lang"}, set(), ["prop*", "seg"]),
    "seg": (set(), set(), []),
    "body": (set(), set(), ["tu*"]),
}


def check_dtd(element: ElementTree.Element) -> None:
    needed, allowed, children = DTD[element.tag]
    assert needed <= set(element.attrib) <= needed | allowed, element.tag
    names = [child.tag for child in element]
    for rule in children:
        name = rule.rstrip("*+")
        count = 0
        while names and names[0] == name:
            names.pop(0)
            count += 1
        assert rule.endswith("*") or (count if rule.endswith("+") else count == 1), f"{element.tag}: {rule}"
    assert not names, f"{element.tag}: {names}"
    for child in element:
        check_dtd(child)


def test_tmx_follows_the_dtd() -> None:
    root = ElementTree.fromstring(data(made(), "tmx"))
    check_dtd(root)
    assert root.attrib == {"version": "1.4"}
    assert b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">' in data(made(), "tmx")
    units = root.findall(".//tu")
    assert [unit.get("segtype") for unit in units] == ["sentence", "block"]
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [variant.get(lang) for variant in units[1].findall("tuv")] == ["en", "ar", "ru"]
    assert [seg.text for seg in units[1].iter("seg")] == ["Two. Three ", "اثنان. ثلاثة.", "Два и три."]
    assert {prop.get("type"): prop.text for prop in units[1].findall("prop")} == {
        "x-document": "march/talks",
        "x-shape": "2-2-1",
        "x-confidence": "0.4100",
        "x-flag": "doubtful",
    }


def test_tmx_leaves_out_what_stands_in_one_version_alone_and_says_another_source() -> None:
    units = (Unit(((0,), (), ())), Unit(((), (0,), (0,))), Unit(((1, 2), (1, 2), (1,))))
    root = ElementTree.fromstring(data(replace(made(), units=units), "tmx"))
    check_dtd(root)
    assert [unit.get("srclang") for unit in root.iter("tu")] == ["ar", None]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_in_tmx(words: str) -> None:
    root = ElementTree.fromstring(data(made(words), "tmx"))
    check_dtd(root)
    said = [seg.text for seg in root.iter("seg")][3]
    allowed = "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in words)
    assert said is not None
    assert said == f"Two. Three {allowed}"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_in_tsv(words: str) -> None:
    lines = data(made(words), "tsv").decode().split("\n")
    assert lines[0] == "confidence\tshape\ten\tar\tru"
    assert len(lines) == 4
    assert all(line.count("\t") == 4 for line in lines[:-1])


def test_tsv_as_polars_reads_it() -> None:
    frame = pl.read_csv(io.BytesIO(data(made(), "tsv")), separator="\t", quote_char=None)
    assert frame.columns == ["confidence", "shape", "en", "ar", "ru"]
    assert frame["shape"].to_list() == ["1-1-1", "2-2-1"]
    assert frame["ar"].to_list()[1] == "اثنان. ¶ ثلاثة."
    assert len(list(csv.reader(io.StringIO(data(made(), "tsv").decode()), delimiter="\t"))) == 3


def test_jsonl_and_parquet_hold_the_same_beads() -> None:
    rows = [json.loads(line) for line in data(made(), "jsonl").splitlines()]
    frame = pl.read_parquet(io.BytesIO(data(made(), "parquet")))
    assert [row["source"] for row in rows] == frame["source"].to_list()
    assert rows[0]["terms"][0]["target"] == "واحد"


@pytest.mark.parametrize("suffix", ["jsonl", "parquet", "tsv", "ladder"])
def test_links_are_read_back(suffix: str, tmp_path: Path) -> None:
    three = made()
    units = (Unit(((0,), ())), Unit(((1,), (0, 1)), 0.5), Unit(((2,), (2,)), 1.0))
    aligned = replace(three, versions=three.versions[:2], units=units, terms={})
    exports.write(aligned, tmp_path / f"a.{suffix}", suffix)
    ((_, links),) = read_links(tmp_path / f"a.{suffix}").items()
    assert [(link.source, link.target) for link in links] == [((0,), ()), ((1,), (0, 1)), ((2,), (2,))]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ladder", "[0]:[0]\n[1:[1]\n", "a.ladder:2: not a line of an alignment"),
        ("a.ladder", "[1, 0]:[0]\n", "do not rise"),
        ("a.tsv", "en\tar\nx\ty\n", "a.tsv:1: no heading"),
        ("a.tsv", "confidence\tshape\ten\tar\n\t2-1\tone\ty\n", "a.tsv:2: not a line of an alignment: fewer"),
        ("a.tsv", "confidence\tshape\ten\tar\nx\t1-1\tone\ty\n", "a.tsv:2"),
        ("a.tsv", "confidence\tshape\ten\tar\n\t1-1\tone\n", "3 cells, not 4"),
        ("a.jsonl", "{}\n", "a.jsonl:1: not a bead"),
        ("a.ladder", b"\xff\xfe\x00", "not UTF-8"),
    ],
)
def test_what_is_no_alignment_is_said(name: str, content: str | bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError, match=said.replace("[", r"\[")):
        read_links(tmp_path / name)


def test_the_ladder_of_vecalign_is_read(tmp_path: Path) -> None:
    (tmp_path / "gold.txt").write_text("# a remark\n[0, 1]:[0]:0.25\n[]:[1]:1e-3\n[2]:[]\n", encoding="utf-8")
    ((_, links),) = read_links(tmp_path / "gold.txt").items()
    assert [(link.source, link.target) for link in links] == [((0, 1), (0,)), ((), (1,)), ((2,), ())]


def test_the_page_holds_hostile_text_and_no_address() -> None:
    html = page(made(HOSTILE))
    assert "<b>&amp;" not in html
    assert "&lt;b&gt;&amp;amp;" in html
    assert "http:" not in html.replace("http-equiv", "") and "https:" not in html
    assert html.count('<tr role="row" id=') == 2
    assert 'data-shape="2-2-1"' in html
    assert '<td role="cell" class="text" lang="ar" dir="rtl">' in html
    assert "doubtful: check" in html
    assert page(made(HOSTILE)) == html


def test_the_page_says_where_a_sentence_is_missing() -> None:
    units = (Unit(((0,), (), (0,)), 0.8), Unit(((1, 2), (0, 1, 2), (1,)), 0.95))
    html = page(replace(made(), units=units, terms={}))
    assert "not in Arabic" in html
    assert "<b>1</b> not in every version" in html


def test_a_whole_file_or_none(tmp_path: Path) -> None:
    class Broken(AlignedDocument):
        def text(self, unit: Unit, version: int, between: str = " ") -> str:
            if unit.shape == "2-2-1":
                raise KeyboardInterrupt
            return super().text(unit, version, between)

    whole = made()
    broken = Broken(whole.name, whole.versions, whole.units)
    (tmp_path / "a.tsv").write_text("before", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        exports.write(broken, tmp_path / "a.tsv", "tsv")
    assert [path.name for path in tmp_path.iterdir()] == ["a.tsv"]
    assert (tmp_path / "a.tsv").read_text(encoding="utf-8") == "before"


def test_a_folder_that_is_not_to_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        exports.write(made(), tmp_path / "file" / "a.tsv", "tsv")


def test_formats_by_name() -> None:
    assert exports.format_of(Path("a.HTM")) == "html"
    assert exports.format_of(Path("a.tmx")) == "tmx"
    assert exports.format_of(Path("out")) is None
    with pytest.raises(InputError, match="no format is called 'doc'"):
        data(made(), "doc")


def test_a_document_of_one_empty_version_can_be_written() -> None:
    empty = AlignedDocument("x", (Version("a", "en", ()), Version("b", "ar", ())), ())
    for format in exports.FORMATS:
        assert isinstance(data(empty, format), bytes)

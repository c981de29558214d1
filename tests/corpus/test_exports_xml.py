"""TMX, XLIFF and the OmegaT project: valid, whole, and with where each unit came from."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest

from aligner.corpus.exports import Options, export
from tests.corpus import shards

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
X1 = "{urn:oasis:names:tc:xliff:document:1.2}"
X2 = "{urn:oasis:names:tc:xliff:document:2.0}"
FFFD = str.maketrans({"\x07": "\ufffd", "\x00": "\ufffd", "\x1b": "\ufffd", "\x0b": "\ufffd", "\x0c": "\ufffd"})


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    return shards.write(tmp_path / "in", shards.records())


def _kept(source: str, target: str, *, whole: bool = True) -> list[dict[str, object]]:
    rows = [row for row in shards.records() if row["kept"] and row["split"] == "train"]
    rows = [row for row in rows if (row["source_language"], row["target_language"]) == (source, target)]
    return [row for row in rows if whole or row["target_text"]]


def test_every_tmx_is_valid_against_the_dtd(paths: list[Path], tmp_path: Path) -> None:
    etree = pytest.importorskip("lxml.etree", reason="install lxml to validate TMX against its DTD")
    dtd = etree.DTD(str(Path(__file__).with_name("tmx14.dtd")))
    export(paths, tmp_path / "tmx", "tmx")
    export(paths, tmp_path / "omegat", "omegat")
    files = sorted(tmp_path.glob("tmx/*.tmx")) + sorted(tmp_path.glob("omegat/**/*.tmx"))
    assert len(files) == 9 + 10  # in OmegaT one more, of machine drafts
    for file in files:
        assert dtd.validate(etree.parse(file)), (file, dtd.error_log.last_error)
    assert not dtd.validate(etree.fromstring('<tmx version="1.4"><body/></tmx>'))


def test_a_tmx_unit_has_its_texts_and_where_it_came_from(paths: list[Path], tmp_path: Path) -> None:
    done = export(paths, tmp_path / "out", "tmx")
    root = Tree.parse(tmp_path / "out/corpus.train.en-ru.tmx").getroot()
    header = root.find("header")
    assert header is not None
    assert (header.get("srclang"), header.get("datatype"), root.get("version")) == ("en", "plaintext", "1.4")
    units = root.findall("body/tu")
    rows = _kept("en", "ru", whole=False)
    assert len(units) == len(rows)
    for unit, row in zip(units, rows, strict=True):
        variants = {str(tuv.get(LANG)): tuv.findtext("seg") for tuv in unit.findall("tuv")}
        assert variants == {
            "en": str(row["source_text"]).translate(FFFD),
            "ru": str(row["target_text"]).translate(FFFD),
        }
        held = {prop.get("type"): prop.text for prop in unit.findall("prop")}
        assert held["x-document"] == row["document"]
        assert held["x-place"] == row["place"]
        assert held.get("x-licence", "") == row["licence"]
        assert held["x-origin"] == row["origin"]
        assert unit.get("tuid") == str(row["id"]).replace(" ", "_")
        assert unit.get("segtype") == ("block" if row["shape"] == "2-1" else "sentence")
    edited = next(unit for unit in units if unit.get("changeid"))
    assert (edited.get("changeid"), edited.get("changedate")) == ("Лена", "20261102T081530Z")
    assert "2 × source with a character that XML cannot hold, written as U+FFFD" in done.lost


def test_a_time_that_is_none_is_left_out_and_said(tmp_path: Path) -> None:
    row = shards.record(0, "en", "ru", ("One.", "Раз."), state="edited", editor="A", edited="yesterday")
    done = export(shards.write(tmp_path / "in", [row]), tmp_path / "out", "tmx")
    assert "1 × time of an edit that is no UTC time left out" in done.lost
    assert "changedate" not in (tmp_path / "out/corpus.train.en-ru.tmx").read_text()


def test_xliff_1_has_a_file_a_document_and_all_texts(paths: list[Path], tmp_path: Path) -> None:
    export(paths, tmp_path / "out", "xliff")
    root = Tree.parse(tmp_path / "out/corpus.train.en-ru.xlf").getroot()
    assert (root.tag, root.get("version")) == (f"{X1}xliff", "1.2")
    rows = _kept("en", "ru")
    found = []
    for file in root.findall(f"{X1}file"):
        assert [child.tag for child in file] == [f"{X1}header", f"{X1}body"]
        assert (file.get("source-language"), file.get("target-language"), file.get("datatype")) == (
            "en",
            "ru",
            "plaintext",
        )
        numbers = []
        for unit in file.findall(f"{X1}body/{X1}trans-unit"):
            numbers.append(unit.get("id"))
            tags = [child.tag.removeprefix(X1) for child in unit]
            assert tags[:2] == ["source", "target"]
            assert tags[2:] in (["context-group"], ["context-group", "note"])
            found.append(
                (file.get("original"), unit.get("resname"), *(unit.findtext(X1 + s) for s in ("source", "target")))
            )
        assert len(set(numbers)) == len(numbers)  # unique in the file
    expected = [
        (r["document"], r["id"], *(str(r[s]).translate(FFFD) for s in ("source_text", "target_text"))) for r in rows
    ]
    assert found == expected
    states = {
        u.findtext(X1 + "source"): (u.get("approved"), u.find(X1 + "target")) for u in root.iter(X1 + "trans-unit")
    }
    approved, target = states["An edited one."]
    assert (approved, target is not None and target.get("state")) == ("yes", "final")
    approved, target = states["A draft."]
    assert target is not None
    assert (approved, target.attrib) == (
        "no",
        {"state": "needs-review-translation", "state-qualifier": "mt-suggestion"},
    )


def test_xliff_2_keeps_even_control_characters(paths: list[Path], tmp_path: Path) -> None:
    done = export(paths, tmp_path / "out", "xliff-2")
    root = Tree.parse(tmp_path / "out/corpus.train.en-ru.xlf").getroot()
    assert (root.tag, root.get("version"), root.get("srcLang"), root.get("trgLang")) == (
        f"{X2}xliff",
        "2.1",
        "en",
        "ru",
    )
    ids = [element.get("id") for element in root.iter() if element.tag in (f"{X2}file", f"{X2}unit")]
    assert len(set(ids)) == len(ids)
    units = list(root.iter(f"{X2}unit"))
    for unit, row in zip(units, _kept("en", "ru"), strict=True):
        assert [child.tag for child in unit] == [f"{X2}notes", f"{X2}segment"]
        for side in ("source", "target"):
            element = unit.find(f"{X2}segment/{X2}{side}")
            assert element is not None
            text = (element.text or "") + "".join(chr(int(cp.get("hex", ""), 16)) + (cp.tail or "") for cp in element)
            assert text == row[f"{side}_text"]
    assert not done.lost


def test_an_omegat_project_opens_with_memories_where_omegat_wants_them(paths: list[Path], tmp_path: Path) -> None:
    glossary = tmp_path / "names.utf8"
    glossary.write_text("# Glossary in tab-separated format -*- coding: utf-8 -*-\nHoms\tХомс\n")
    export(paths, tmp_path / "out", "omegat", options=Options(name="job", glossary=(glossary,)))
    project = tmp_path / "out/en-ru"
    settings = Tree.parse(project / "omegat.project").getroot()
    assert settings.tag == "omegat"
    values = {child.tag: child.text for child in settings.iterfind("project/*")}
    assert (values["source_lang"], values["target_lang"], values["tm_dir"]) == ("EN", "RU", "__DEFAULT__")
    for folder in ("source", "target", "tm", "glossary", "dictionary", "omegat"):
        assert (project / folder).is_dir()
    assert (project / "glossary/names.utf8").read_bytes() == glossary.read_bytes()
    drafts = [seg.text for seg in Tree.parse(project / "tm/mt/job.train.tmx").iter("seg")]
    assert drafts == ["A draft.", "Черновик."]
    assert "An edited one." in [seg.text for seg in Tree.parse(project / "tm/auto/job.train.tmx").iter("seg")]

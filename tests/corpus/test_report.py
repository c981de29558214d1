"""The report as a browser would read it: nothing of a text is obeyed, charts are whole and their labels stand apart."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.corpus.charts import bar, histogram_chart, scores_chart, strip
from aligner.corpus.histograms import histogram
from aligner.corpus.markup import figure, reads_as, share, text_in
from aligner.corpus.report import render_report, write_report
from aligner.corpus.statistics import Statistics, statistics
from tests.corpus import shards

HOSTILE = "\"'></code></td><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\x00\u202e"


class Reader(HTMLParser):
    """Tags with their attributes, and the text of each kind of tag."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


def beads(text: str, name: str) -> list[dict[str, Any]]:
    """Rejected and kept beads of two directions, with a text and a name put in everywhere."""
    rows = shards.records(rounds=2)
    for n, row in enumerate(rows):
        row[shards.FILTER] = -6.0 + n % 9
        row["kept"] = row[shards.FILTER] >= -4.5
        row["reasons"] = [] if row["kept"] else ["ratio", f"odd {name}"]
        row["source_text"] += text
        row["target_text"] += text
        for column in ("input", "licence", "place", "engine", "fingerprint", "origin", "state", "shape", "split"):
            row[column] = f"{row[column]}{name}"
        for term in row["terms"]:
            term |= {"concept": term["concept"] + name, "target": term["target"] + name}
    return rows


@pytest.fixture
def found(tmp_path: Path) -> Statistics:
    return statistics(shards.write(tmp_path, shards.records(rounds=3)), name="News", seed=7)


def test_the_page_is_whole_and_needs_nothing_but_itself(found: Statistics, tmp_path: Path) -> None:
    write_report(found, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text("utf-8")
    assert page == render_report(found)
    style = page.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    tags = read(page).tags
    policies = [a["content"] for tag, a in tags if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy"]
    assert policies == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"]
    assert not {"script", "link", "img", "iframe", "form"} & {tag for tag, _ in tags}
    assert not [attrs for _, attrs in tags if {"style", "src", "onclick"} & set(attrs)]
    assert "--paper" in style
    assert ".controls" not in style
    ids = Counter(attrs["id"] for _, attrs in tags if "id" in attrs)
    assert max(ids.values()) == 1
    links = [attrs["href"] for tag, attrs in tags if tag == "a"]
    assert {f"#{name}" for name in ids} == set(links)


def test_what_is_most_asked_stands_first(found: Statistics) -> None:
    text = " ".join(" ".join(read(render_report(found)).texts).split())
    order = ["aligner-corpus|v:", "By direction and split", "What to know before training", "Where they come from",
             "Lengths", "Filters", "Rejected beads", "Terms", "Files"]  # fmt: skip
    places = [text.rindex(words) for words in order]
    assert places == sorted(places)
    assert f"{found.kept:,} beads kept" in text
    assert found.biases[0].text in text
    assert found.shards[0].sha256 in text


def test_hostile_texts_and_names_change_nothing_but_text(tmp_path: Path) -> None:
    tame = re.sub(r"\S", "x", HOSTILE)
    plain = statistics(shards.write(tmp_path / "a", beads(" " + tame, " " + tame)), name="x")
    hostile = statistics(shards.write(tmp_path / "b", beads(" " + HOSTILE, " " + HOSTILE)), name=HOSTILE)
    one, other = read(render_report(plain)), read(render_report(hostile))
    assert [tag for tag, _ in other.tags] == [tag for tag, _ in one.tags]
    assert [set(attrs) for _, attrs in other.tags] == [set(attrs) for _, attrs in one.tags]
    shown = "".join(other.texts)
    assert "<script>alert(1)</script>" in shown
    assert "\x00" not in render_report(hostile)


def test_every_picture_is_sound_and_says_in_words_what_it_shows(found: Statistics) -> None:
    page = render_report(found)
    pictures = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    charts = 0
    for picture in pictures:
        root = ElementTree.fromstring(picture)
        if root.get("role") == "img":
            assert len(root.get("aria-label", "")) > 20
            charts += "chart" in root.get("class", "")
        else:
            assert root.get("aria-hidden") == "true"
    assert charts >= 2 * len(found.pairs) + len(found.ratios)


def test_examples_are_read_in_their_own_direction(tmp_path: Path) -> None:
    rows = shards.records(rounds=2)
    rows.append(shards.record(99, "en", "ar", ("Left alone.", "Этого не переводили."), kept=False))
    page = render_report(statistics(shards.write(tmp_path, rows), examples=50))
    arabic = next(row["target_text"] for row in rows if not row["kept"] and row["target_language"] == "ar")
    assert f'<p lang="ar" dir="rtl">{arabic}</p>' in page
    assert '<p lang="" dir="auto">Этого не переводили.</p>' in page  # not Arabic, whatever its column says
    assert '<bdi lang="ar" dir="rtl">حمص</bdi>' in page
    assert text_in("xx", "  ") == '<p lang="" dir="auto"><span class="blank" lang="en" dir="ltr">(blank)</span></p>'
    assert reads_as("ar", "12")
    assert not reads_as("xx", "word")


def test_beads_end_in_heaps_that_add_up_to_all(tmp_path: Path) -> None:
    rows = [shards.record(n, "en", "ru", ("One.", "Раз."), kept=n < 4, split="train") for n in range(10)]
    given = (["ratio", "duplicate"], ["duplicate"], ["near-duplicate"], ["protected"], [], ["editor"])
    for row, reasons in zip(rows[4:], given, strict=True):
        row["reasons"] = reasons
    page = render_report(statistics(shards.write(tmp_path, rows)))
    legend = re.search(r'<ul class="legend">(.*?)</ul>', page, re.DOTALL)
    assert legend
    told = dict(re.findall(r"</svg>([^<]+) <b>([\d,]+)</b>", legend[1]))
    assert told == {
        "train": "4",
        "rejected by filters": "1",
        "duplicates removed": "2",
        "too near to a protected text": "1",
        "rejected by editors": "1",
        "rejected without a reason": "1",
    }


def test_an_empty_corpus_has_a_report(tmp_path: Path) -> None:
    import polars as pl

    pl.DataFrame(schema=shards.schema()).write_parquet(tmp_path / "none.parquet")
    page = render_report(statistics([tmp_path / "none.parquet"]))
    assert "nothing to train on" in page


SCORES = st.lists(
    st.tuples(
        st.floats(-1e6, 1e6).map(lambda v: float(f"{v:.4g}")), st.integers(0, 10**7), st.integers(0, 10**7)
    ).filter(lambda row: row[1] + row[2]),
    min_size=1,
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(SCORES, st.none() | st.floats(-1e4, 1e4).map(lambda v: float(f"{v:.3g}")), st.booleans())
def test_labels_of_a_chart_stand_apart_and_inside(
    values: list[tuple[float, int, int]], threshold: float | None, mirrored: bool
) -> None:
    counted = histogram(values, edge=threshold)
    if mirrored:
        picture = scores_chart(counted, title="t", threshold=threshold)
    else:
        counted = histogram([(value, kept + gone, 0) for value, kept, gone in values], edge=threshold)
        picture = histogram_chart(counted, title="t", unit="words", marks=[(counted.edges[0], "median 12")])
    root = ElementTree.fromstring(picture)
    width, height = (float(n) for n in root.attrib["viewBox"].split()[2:])
    lines: dict[float, list[tuple[float, float]]] = {}
    for text in root.iter("text"):
        half = len(text.text or "") * 6.4 / 2
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        middle = x + {"start": half, "middle": 0, "end": -half}[text.attrib["text-anchor"]]
        assert 0 < y <= height
        if text.attrib["class"] == "tick":
            assert middle - half >= -1
            assert middle + half <= width + 12
        if text.attrib["text-anchor"] == "middle":
            lines.setdefault(y, []).append((middle - half, middle + half))
    below = [
        text.text for text in root.iter("text") if (text.get("class"), text.get("text-anchor")) == ("tick", "middle")
    ]
    assert len(set(below)) == len(below)
    for places in lines.values():
        places.sort()
        for (_, end), (start, _) in pairwise(places):
            assert end < start
    left = [text for text in root.iter("text") if (text.get("class"), text.get("text-anchor")) == ("tick", "end")]
    sides = sorted({float(text.attrib["y"]) for text in left})
    assert all(other - one >= 9 for one, other in pairwise(sides))
    for rect in root.iter("rect"):
        assert float(rect.attrib["x"]) >= 66 - 1e-6
        assert float(rect.attrib["x"]) + float(rect.attrib["width"]) <= width - 14 + 1e-6
        assert float(rect.attrib["width"]) > 0


def test_figures_are_written_as_people_read_them() -> None:
    assert [figure(n) for n in (1234567, -4.5, 0.123456, 12345.6, 0)] == ["1,234,567", "−4.5", "0.1235", "12,346", "0"]
    assert [share(1, 10**6), share(10**6 - 1, 10**6), share(1, 8), share(0, 0)] == [
        "< 0.1\u202f%", "> 99.9\u202f%", "12.5\u202f%", "0\u202f%"]  # fmt: skip
    assert 'width="50.00"' in bar(8, ("kept", 4))
    assert strip([], "none of the beads").count("<rect") == 0

"""Reports with known beads: what is read, how beads read for two languages, and what is said of broken files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment.gold import LANGUAGES, ReportBead, half, pair_links, plain, read_report, read_reports
from aligner.alignment.links import Link
from aligner.errors import InputError

REPORTS = Path(__file__).resolve().parents[2] / "scripts" / "data" / "reports"
REPORT = """\
# Talks | A title | عنوان | Заголовок
@1 person | Ivan Bogdanov | إيفان بوغدانوف | Иван Богданов
@2 place | Damascus | دمشق | Дамаск
{1|Ivan Bogdanov} came to {2|Damascus}. ¶ He left. || وصل {1|بوغدانوف} ثم غادر. || {1|Богданов} приехал. ¶ Потом уехал.
One. || واحد. ¶ واحد أيضا. || -
- || - || Только здесь.
Last. || الأخير ل{1|بوغدانوف}. || К {1|Богданову}.
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_sentences_and_titles(path: Path) -> None:
    report = read_report(path)
    assert (report.name, report.topic, report.titles["ru"]) == ("talks", "Talks", "Заголовок")
    assert report.sentences("en") == ["Ivan Bogdanov came to Damascus.", "He left.", "One.", "Last."]
    assert report.sentences("ru") == ["Богданов приехал.", "Потом уехал.", "Только здесь.", "К Богданову."]
    assert report.terms[2].forms["ar"] == "دمشق"


def test_marked_terms_stand_where_they_say(path: Path) -> None:
    report = read_report(path)
    for code in LANGUAGES:
        forms = [
            (span.number, sentence[span.start : span.end])
            for sentence, spans in zip(report.sentences(code), report.spans(code), strict=True)
            for span in spans
        ]
        assert forms == [mark for bead in report.beads for mark in bead.marks(code)]
    assert [len(spans) for spans in report.spans("en")] == [2, 0, 0, 0]


def test_three_versions(path: Path) -> None:
    assert read_report(path).groups() == [
        {"en": (0, 1), "ar": (0,), "ru": (0, 1)},
        {"en": (2,), "ar": (1, 2), "ru": ()},
        {"en": (), "ar": (), "ru": (2,)},
        {"en": (3,), "ar": (3,), "ru": (3,)},
    ]


def test_read_for_a_pair(path: Path) -> None:
    report = read_report(path)
    # Two and two are two links in order; an omission is one; what both omit is none.
    assert report.links("en", "ru") == [
        Link((0,), (0,)),
        Link((1,), (1,)),
        Link((2,), ()),
        Link((), (2,)),
        Link((3,), (3,)),
    ]
    assert report.links("en", "ar") == [Link((0, 1), (0,)), Link((2,), (1, 2)), Link((3,), (3,))]
    assert report.links("ar", "en") == [Link(link.target, link.source) for link in report.links("en", "ar")]


def test_every_sentence_of_the_reports_stands_in_one_link() -> None:
    for report in read_reports(REPORTS):
        for source, target in (("en", "ar"), ("en", "ru"), ("ar", "ru")):
            links = report.links(source, target)
            assert [n for link in links for n in link.source] == list(range(len(report.sentences(source))))
            assert [n for link in links for n in link.target] == list(range(len(report.sentences(target))))


def test_unequal_sides_stay_one_link() -> None:
    groups = [{"en": (0, 1), "ar": (0, 1, 2), "ru": ()}, {"en": (2, 3), "ar": (), "ru": (0,)}]
    assert pair_links(groups, "en", "ar") == [Link((0, 1), (0, 1, 2)), Link((2, 3), ())]


@given(st.lists(st.tuples(st.text("ab «", max_size=4), st.text("xyz ж", min_size=1, max_size=5)), max_size=4))
def test_spans_of_any_marks(parts: list[tuple[str, str]]) -> None:
    marked = "".join(f"{before}{{7|{form}}}" for before, form in parts)
    if not plain(marked):
        return
    bead = ReportBead({"en": marked, "ar": "", "ru": ""})
    (text,), (spans,) = bead.sentences("en"), bead.spans("en")
    assert text == plain(marked)
    assert [text[span.start : span.end].strip() for span in spans] == [form.strip() for _, form in parts]


def test_halves_are_by_the_name_alone() -> None:
    assert half("p1-001") == half("p1-001.txt") == "train"
    assert half("p1-002") == "test"
    halves = [half(f"report-{n}") for n in range(1000)]
    assert 400 < halves.count("train") < 600


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("One. || واحد.", r"bad\.txt:2: 2 cells instead of 3"),
        ("@x person | a | b | c", r"bad\.txt:2: not a term"),
        ("@1 person | a | b", r"bad\.txt:2: not a term"),
        ("# Only | two", r"bad\.txt:2: 1 titles instead of 3"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(f"# T | a | b | c\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_report(path)


def test_other_encodings_are_refused_and_a_byte_order_mark_is_not(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_bytes(REPORT.encode("utf-16"))
    with pytest.raises(InputError, match="UTF-8"):
        read_report(path)
    path.write_bytes(b"\xef\xbb\xbf" + REPORT.replace("\n", "\r\n").encode())
    assert read_report(path).sentences("en")[-1] == "Last."
    with pytest.raises(InputError, match="cannot be read"):
        read_report(tmp_path / "none.txt")

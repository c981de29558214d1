from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.bitext import Bead, Bitext, Repair, TermUse
from aligner.errors import InputError
from aligner.pages.columns import Cell, Column, Note, Row, render_columns
from aligner.translation.checks import SERIOUS
from aligner.translation.page import FAULT_TEXTS, FLAG_TEXTS, PageSummary, render_page, write_page

VOID = {"meta", "input", "br"}
HOSTILE = "</script><script>alert(1)</script></td></table>\"'&amp;<!-- ]]> \u202e"


class Tree(HTMLParser):
    """The page as nested elements; fails where a tag is not closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = SimpleNamespace(tag="", attributes={}, children=[])
        self.open = [self.root]
        self.feed(page)
        self.close()
        assert self.open == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        element = SimpleNamespace(tag=tag, attributes=dict(attrs), children=[])
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def find(self, tag: str, name: str = "", within: SimpleNamespace | None = None) -> list[SimpleNamespace]:
        found = []
        for child in (within or self.root).children:
            if isinstance(child, str):
                continue
            if child.tag == tag and (not name or name in (child.attributes.get("class") or "").split()):
                found.append(child)
            found += self.find(tag, name, child)
        return found


def words(element: SimpleNamespace) -> str:
    return "".join(child if isinstance(child, str) else words(child) for child in element.children)


def bead(source: str = "Hello.", target: str = "مرحبا.", **values: object) -> Bead:
    plain = Bead(
        id="r#0000:en-ar",
        document="r",
        revision="0" * 16,
        position=0,
        kind="paragraph",
        line=1,
        source_language="en",
        target_language="ar",
        source=(source,) if source else (),
        target=(target,) if target else (),
        origin="machine",
        engine="argos en-ar 1.0",
    )
    return replace(plain, **values)


def page_of(*beads: Bead, **values: object) -> Tree:
    return Tree(render_page(Bitext.of(beads), title="Report", document="report.md", **values))


def body_rows(tree: Tree) -> list[SimpleNamespace]:
    return tree.find("tr", within=tree.find("tbody")[0])


def notes_of(value: Bead) -> list[str]:
    tree = page_of(value)
    cell = tree.find("td", "notes")[0]
    return [
        words(note) for tag in ("p", "summary") for note in tree.find(tag, within=cell) if "dir" not in note.attributes
    ]


def test_each_bead_is_a_row_with_its_number_and_both_texts_in_order():
    tree = page_of(bead("One.", "واحد."), bead("Two.", "اثنان."), bead("Three.", "ثلاثة."))
    read = [[words(cell) for cell in tree.find("td", "text", row)] for row in body_rows(tree)]
    assert read == [["One.", "واحد."], ["Two.", "اثنان."], ["Three.", "ثلاثة."]]
    assert [words(row.children[0]) for row in body_rows(tree)] == ["1", "2", "3"]


@pytest.mark.parametrize(("pair", "sides"), [("en-ar", "ltr rtl"), ("ar-ru", "rtl ltr"), ("ru-en", "ltr ltr")])
def test_every_text_says_its_language_and_direction(pair, sides):
    codes = pair.split("-")
    tree = page_of(bead(source_language=codes[0], target_language=codes[1]))
    cells = tree.find("td", "text")
    assert [cell.attributes["lang"] for cell in cells] == codes
    assert [cell.attributes["dir"] for cell in cells] == sides.split()


def test_the_head_tells_report_pair_engines_and_counts():
    tree = page_of(
        bead(),
        bead(origin="memory", engine="argos en-ar 1.1"),
        bead(origin="memory", state="accepted"),
        bead(origin="human"),
        bead(flags=("numbers",), repairs=(Repair("copy", "hypothesis", "Hello."), Repair("numbers", "", "مرحبا."))),
        bead(flags=("copy",), repairs=(Repair("copy", "", "Hello."),)),
        bead(origin="copied"),
    )
    head = words(tree.find("header")[0])
    for text in ("Report", "English → Arabic", "report.md", "Engines: argos en-ar 1.0, argos en-ar 1.1"):
        assert text in head
    facts = [words(fact) for fact in tree.find("li")]
    assert facts == [
        *("7 segments", "3 by machine", "2 approved", "1 from the memory"),
        *("1 kept as in the source", "1 repaired", "2 flagged"),
    ]
    assert words(tree.find("title")[0]) == "Report · English → Arabic"
    assert [words(cell) for cell in tree.find("th")[:4]] == ["No.", "English", "Arabic", "Notes"]


def test_the_counts_of_where_beads_come_from_add_up():
    origins = ("machine", "memory", "human", "aligned", "copied")
    beads = [bead(origin=origin, state=state) for origin in origins for state in ("draft", "accepted", "rejected")]
    summary = PageSummary.of(Bitext.of(beads))
    parts = (summary.machine, summary.memory, summary.approved, summary.aligned, summary.copied)
    assert sum(parts) == summary.segments == 15
    assert summary.approved == 7


def test_a_summary_that_is_given_is_the_one_shown():
    tree = page_of(bead(), summary=PageSummary(segments=1, memory=1, flagged=3))
    assert [words(fact) for fact in tree.find("li")][:3] == ["1 segment", "0 by machine", "0 approved"]


@pytest.mark.parametrize(
    ("engine", "notices"),
    [
        ("argos en-ar 1.0", []),
        ("democracy 2", []),
        ("aligner_demo en-ar", ["Draft by the demo model"]),
        ("Starter en-ar 0.1", ["Draft by the starter model"]),
    ],
)
def test_a_draft_by_a_small_model_says_so(engine, notices):
    tree = page_of(bead(engine=engine), bead(engine=engine), notices=["Not for publication", *notices])
    assert [words(notice) for notice in tree.find("p", "notice")] == [*notices, "Not for publication"]


def test_flags_are_read_in_words_and_an_unknown_one_as_it_is():
    assert notes_of(bead(flags=("numbers", "truncated", "x<y"))) == ["numbers differ: check", "cut short?", " x<y"]
    row = body_rows(page_of(bead(flags=("copy",))))[0]
    assert "flagged" in row.attributes["class"].split()
    assert "flagged" not in body_rows(page_of(bead()))[0].attributes["class"].split()


def test_every_fault_that_the_checks_know_has_words():
    assert SERIOUS.keys() <= FLAG_TEXTS.keys()
    assert SERIOUS.keys() <= FAULT_TEXTS.keys()


def test_repairs_pivot_and_near_matches_keep_their_texts_behind_a_click():
    tree = page_of(
        bead(repairs=(Repair("numbers", "hypothesis", "قبل"),), pivot="Bonjour", fuzzy="أهلا", fuzzy_match=0.29)
    )
    opened = {
        words(d.children[0]): [(words(p), p.attributes["dir"]) for p in d.children[1:]] for d in tree.find("details")
    }
    assert opened == {
        "repaired: numbers by another candidate": [("قبل", "rtl")],
        "near match in the memory, 29%": [("أهلا", "rtl")],
        "by way of another language": [("Bonjour", "auto")],
    }
    assert not any("open" in d.attributes for d in tree.find("details"))


def test_an_earlier_text_in_the_source_language_is_not_read_backwards():
    tree = page_of(bead(repairs=(Repair("copy", "engine", "Hello."),)))
    (before,) = tree.find("details")[0].children[1:]
    assert (words(before), before.attributes["dir"]) == ("Hello.", "auto")


def test_where_a_text_comes_from_and_who_touched_it_is_shown():
    assert notes_of(bead(origin="memory", state="edited", editor="Noor")) == ["from the memory", "edited by Noor"]
    assert notes_of(bead(state="rejected", note="ask the desk")) == ["rejected", "note: ask the desk"]
    assert notes_of(bead(score=-0.456, confidence=0.999)) == ["confidence 99%", "score −0.46"]
    assert notes_of(bead(score=float("nan"), confidence=float("inf"))) == []


def test_a_missing_side_is_shown_as_blank():
    tree = page_of(bead(target=""), bead(source=""), bead(target=" "))
    texts = [words(cell) for cell in tree.find("td", "text")]
    assert texts == ["Hello.", "(blank)", "(blank)", "مرحبا.", "Hello.", "(blank)"]


def test_terms_are_marked_where_they_stand_on_both_sides():
    value = bead(
        "The Kremlin & Moscow.",
        "الكرملين وموسكو.",
        terms=(TermUse("kremlin", "Kremlin", "الكرملين", 4, 0), TermUse("moscow", "Moscow", "موسكو", 14, 10)),
    )
    tree = page_of(value)
    marks = [(words(mark), mark.attributes["title"]) for mark in tree.find("mark")]
    assert marks == [("Kremlin", "kremlin"), ("Moscow", "moscow"), ("الكرملين", "kremlin"), ("موسكو", "moscow")]
    assert [words(cell) for cell in tree.find("td", "text")] == [value.source_text, value.target_text]


def test_a_term_of_the_second_segment_is_marked_in_the_joined_text():
    value = replace(bead(terms=(TermUse("moscow", "Moscow", "", 10, -1),)), source=("One.", "Then Moscow."))
    tree = page_of(value)
    assert [words(mark) for mark in tree.find("mark")] == ["Moscow"]
    assert notes_of(value) == ["term not in the translation: Moscow"]


def test_how_a_term_came_there_is_said_where_it_is_marked():
    use = TermUse("moscow", "Moscow", "Москве", 10, 8, "stand-in", True, "loc", 0.97)
    tree = page_of(bead("They met in Moscow.", "Встреча Москве.", terms=(use,)))
    titles = [mark.attributes["title"] for mark in tree.find("mark")]
    assert titles[-1] == "moscow · loc · by way of a stand-in · sure 97%"


def test_a_term_in_a_wrong_form_is_told():
    use = TermUse("moscow", "Moscow", "Москва", 5, 2)
    value = replace(bead("Near Moscow.", "У Москва.", terms=(use,)), flags=("term",), target_language="ru")
    assert notes_of(value) == ["not an approved form: Москва"]  # once
    nowhere = replace(value, terms=())
    assert notes_of(nowhere) == ["an approved term is not in its approved form"]


@given(st.text(max_size=12), st.lists(st.tuples(st.integers(-5, 15), st.text(max_size=5)), max_size=5))
def test_wrong_and_overlapping_offsets_never_change_the_text(text, spans):
    terms = tuple(TermUse("c", form, "", start, -1) for start, form in spans)
    terms += tuple(TermUse("c", text[start : start + 3], "", start, -1) for start, _ in spans if start >= 0)
    cell = page_of(bead("x" + text, terms=terms)).find("td", "text")[0]
    assert words(cell) == shown("x" + text)


def shown(text: str) -> str:
    """What of a text an HTML page can carry."""
    return "".join(
        chr(0x2400 + ord(ch)) if ord(ch) < 32 and ch not in "\t\n" else {"\x7f": "\u2421"}.get(ch, ch) for ch in text
    )


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_arrives_as_it_is_and_breaks_nothing(text):
    text = HOSTILE + text
    value = bead(
        text,
        text,
        engine=text,
        flags=(text,),
        kind=text,
        pivot=text,
        fuzzy=text,
        fuzzy_match=0.5,
        repairs=(Repair(text, text, text),),
        terms=(TermUse(text, text, text, 0, 0),),
        state="edited",
        editor=text,
        note=text,
    )
    page = render_page(Bitext.of([value]), title=text, document=text, notices=[text])
    tree = Tree(page)
    assert len(tree.find("script")) == 1
    assert [words(cell) for cell in tree.find("td", "text")] == [shown(text)] * 2
    assert words(tree.find("h1")[0]) == shown(text)
    assert all(mark.attributes["title"] == shown(text) for mark in tree.find("mark"))
    assert page.encode()
    assert not any(name.startswith("on") for element in every(tree.root) for name in element.attributes)


def every(element: SimpleNamespace) -> list[SimpleNamespace]:
    below = [child for child in element.children if not isinstance(child, str)]
    return below + [deeper for child in below for deeper in every(child)]


def test_text_that_turns_direction_is_kept_and_kept_apart():
    tree = page_of(bead("\u202eevil", flags=("\u202eflag",), engine="\u202eengine", state="edited", editor="\u202eme"))
    assert words(tree.find("td", "text")[0]) == "\u202eevil"
    apart = {words(bdi) for bdi in tree.find("bdi")}
    assert {"\u202eengine", "\u202eflag", "\u202eme"} <= apart


def test_half_a_surrogate_pair_can_be_written(tmp_path):
    path = tmp_path / "page.html"
    write_page(Bitext.of([bead("a\ud800b")]), path, title="t", document="d")
    assert "a\ufffdb" in path.read_text("utf-8")


def policy_of(tree: Tree) -> str:
    (policy,) = [
        meta.attributes["content"]
        for meta in tree.find("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    return policy


def test_only_our_own_style_and_script_may_run():
    tree = page_of(bead())

    def digest(tag: str) -> str:
        (element,) = tree.find(tag)
        return base64.b64encode(hashlib.sha256(words(element).encode()).digest()).decode()

    assert policy_of(tree).split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest('style')}'",
        f"script-src 'sha256-{digest('script')}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not any("style" in element.attributes for element in every(tree.root))


def test_nothing_is_loaded_from_elsewhere():
    page = render_page(Bitext.of([bead(flags=("copy",))]), title="t", document="d")
    assert not re.search(r"https?:|//[a-z]|url\(|@import|\bsrc=", page)
    links = [element.attributes["href"] for element in every(Tree(page).root) if "href" in element.attributes]
    assert links == ["#row-1"]


def test_equal_beads_give_an_equal_file(tmp_path):
    bitext = Bitext.of([bead(), bead(flags=("copy", "numbers"))])
    for name in ("a.html", "b.html"):
        write_page(bitext, tmp_path / name, title="Report", document="report.md")
    written = (tmp_path / "a.html").read_bytes()
    assert written == (tmp_path / "b.html").read_bytes()
    assert written.decode() == render_page(bitext, title="Report", document="report.md")
    assert not re.search(rb"\b20\d\d-\d\d-\d\d\b", written)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html"]


def test_a_page_that_cannot_be_drawn_leaves_the_old_one(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("old")
    with pytest.raises(InputError, match="xx"):
        write_page(Bitext.of([bead(target_language="xx")]), path, title="t", document="d")
    assert path.read_text() == "old"


def test_kinds_of_text_are_told_apart_by_class_and_to_the_ear():
    kinds = ("paragraph", "heading", "item", "quote", "cell")
    rows = body_rows(page_of(*(bead(kind=kind) for kind in kinds)))
    assert [row.attributes["class"] for row in rows] == list(kinds)
    assert [words(row.children[0]) for row in rows] == ["1", "2 heading", "3 item", "4 quote", "5 cell"]


def test_beads_of_several_pairs_get_plain_headings():
    tree = page_of(bead(), bead(target_language="ru"), bead(source_language="ar", target_language="en"))
    assert [words(cell) for cell in tree.find("th", "text")] == ["Source", "Translation"]
    assert "English → Arabic, English → Russian, Arabic → English" in words(tree.find("header")[0])


def test_a_report_without_text_says_so():
    tree = page_of()
    assert body_rows(tree) == []
    assert "no text" in words(tree.find("p", "nothing")[0])


def test_three_languages_stand_side_by_side():
    columns = [Column("English", "en"), Column("Arabic", "ar"), Column("Russian", "ru")]
    rows = [
        Row("paragraph", (Cell("Yes.", "en"), Cell("نعم.", "ar"), Cell("Да.", "ru")), confidence=0.95),
        Row(
            "paragraph", (Cell("No.", "en"), Cell("", "ar"), Cell("Нет.", "ru")), (Note("flag", "omitted"),), True, 0.2
        ),
    ]
    tree = Tree(render_columns(columns, rows, title="t", document="d", subject="English, Arabic, Russian"))
    read = [[words(cell) for cell in tree.find("td", "text", row)] for row in body_rows(tree)]
    assert read == [["Yes.", "نعم.", "Да."], ["No.", "(blank)", "Нет."]]
    assert "--columns: 3" in words(tree.find("style")[0])
    assert [row.attributes["class"] for row in body_rows(tree)] == ["paragraph sure", "paragraph flagged doubtful"]
    with pytest.raises(ValueError, match="row 1 has 1 cells for 3 columns"):
        render_columns(columns, [Row("paragraph", (Cell("x", "en"),))], title="t", document="d", subject="")


def test_the_style_and_script_are_packaged_with_the_module():
    import aligner.pages

    folder = Path(aligner.pages.__file__).parent
    assert {"page.css", "page.js"} <= {path.name for path in folder.iterdir()}

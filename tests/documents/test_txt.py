from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.documents import Translated, detectable, read, render
from aligner.documents.wrapping import columns
from tests.documents.texts import DATA, plain, sentences, texts, translated, unchanged


def test_a_paragraph_a_line() -> None:
    document = read(DATA / "summit.txt", "en", split=sentences)
    assert [(s.kind, s.line, s.text) for s in document.segments] == [
        ("heading", 1, "LEADERS AGREE ON GRAIN CORRIDOR AFTER ALL-NIGHT TALKS"),
        ("paragraph", 3, "ISTANBUL, March 14 - Negotiators agreed on Thursday to reopen a sea corridor for grain."),
        ("paragraph", 3, "The deal, which took eleven hours, will be signed on Monday."),
        ("paragraph", 4, '"We have a text," the mediator, Dr.'),  # the splitter of these tests knows no abbreviations
        ("paragraph", 4, "Leyla Aydin, told reporters."),
        ("paragraph", 4, '"Now we need ships."'),
        ("paragraph", 5, "Key points of the agreement:"),
        ("item", 6, "Up to 40 vessels a month may pass."),
        ("item", 7, "Inspections take place at sea, not in port."),
        ("item", 8, "The first convoy leaves on March 20."),
        ("item", 9, "Insurers meet on Friday"),
        ("paragraph", 10, "Aydin: We expect no delays."),
        ("cell", 12, "Port"),
        ("cell", 12, "Vessels"),
        ("cell", 12, "Tonnes"),
        ("cell", 13, "Odesa"),
        ("cell", 14, "Izmail"),
        ("paragraph", 18, "Contact: press@example.org, see also https://example.org/a_b(c)."),
    ]
    assert [s.id for s in document.segments[:2]] == ["0001", "0002"]
    assert [m.kind for m in document.segments[-1].marks] == ["url", "url"]


def test_what_is_no_segment_comes_out_as_it_is() -> None:
    document = read(DATA / "summit.txt", "en", split=sentences)
    source, target = document.text.splitlines(), translated(document, str.upper).splitlines()
    assert len(source) == len(target)
    assert target[5] == "- UP TO 40 VESSELS A MONTH MAY PASS."
    assert target[8] == "2) INSURERS MEET ON FRIDAY"
    assert target[12] == "ODESA       12          310,000"
    assert target[15:17] == source[15:17]


def test_hard_wrapped_lines_are_joined() -> None:
    document = read(DATA / "wrapped.txt", "en", split=sentences)
    found = texts(document)
    assert found[0] == "Central Bank Holds Rates"
    assert found[1] == (
        "The central bank left its key rate unchanged at 16 percent on Friday, saying that inflation was slowing but "
        "remained above the target of four percent."
    )
    assert found[3] == "Analysts had expected the decision."
    assert found[5:8] == [
        "wages, which have grown faster than output for more than a year and show no sign of slowing",
        "the weaker currency",
        "a shortage of workers in the regions that border on the war zone, as Deputy Governor Maria Orlova put it",
    ]
    assert found[9:] == [
        "She did not say when it could be cut.",
        "The next meeting is on April 26.",  # an indented line begins a paragraph
        "Until then the bank will publish two reports on prices.",
    ]
    assert document.segments[9].block != document.segments[10].block
    assert {block.width for block in document.blocks if block.kind == "paragraph"} == {73}


@pytest.mark.parametrize(("word", "target"), [("Слово", "ru"), ("كَلِمَة", "ar")])
def test_hard_wrapped_paragraphs_are_wrapped_again(word: str, target: str) -> None:
    document = read(DATA / "wrapped.txt", "en", split=sentences)
    text = translated(document, lambda source: " ".join([word] * 2 * len(source.split())) + ".", target)
    lines = text.splitlines()
    assert max(columns(line) for line in lines) <= 73
    assert sum(columns(line) > 60 for line in lines) > 15
    items = [i for i, line in enumerate(lines) if line.startswith("  * ")]
    assert len(items) == 3
    assert all(lines[i + 1].startswith("    " + word) for i in (items[0], items[2]))
    assert lines[2].startswith("  " + word)
    assert lines[3].startswith(word)


def test_arabic_hard_wrapped_lines_are_joined() -> None:
    lines = [
        "أعلنت الحكومة يوم الأحد أنها ستبدأ تنفيذ خطة جديدة لإعادة بناء",
        "الطرق والجسور في شمال البلاد، وقالت إن العمل سيستمر نحو ثلاث",
        "سنوات وسيكلف مئات الملايين من الدولارات بحسب تقديرات أولية.",
        "وأضافت أن الشركات المحلية ستشارك فيه.",
    ]
    document = plain("\n".join(lines) + "\n")
    assert texts(document) == [" ".join(lines[:3]), lines[3]]
    assert unchanged(document).decode() == document.text


def test_separate_lines_stay_separate() -> None:
    headlines = [
        "Prices rise in the north of the country again",
        "Minister resigns over the failed grain deal",
        "Talks in Cairo enter their second long week",
    ]
    assert texts(plain("\n".join(headlines))) == headlines
    ragged = (
        "A short line.\nThis is a very much longer line, which is a paragraph of its own and ends here.\nAnother one.\n"
    )
    assert len(plain(ragged).blocks) == 3
    assert all(block.width == 0 for block in plain(ragged).blocks)


def test_an_initial_is_no_bullet_and_a_wrapped_dash_no_item() -> None:
    assert texts(plain("А. Петров\n")) == ["А.", "Петров"]  # both are prose: nothing of it is a bullet
    assert plain("А. Петров\n").segments[0].kind == "heading"
    text = (
        "Столица этой страны, которую называют самой северной в мире столицей,\n"
        "— город, в котором живут более ста тысяч человек и который основали\n"
        "давно, в девятом веке. Сюда каждый год приезжают сотни туристов из\n"
        "разных стран.\n"
    )
    document = plain(text)
    assert [s.kind for s in document.segments] == ["paragraph", "paragraph"]
    assert translated(document, lambda source: source) == text


def test_words_broken_at_a_hyphen_are_not_torn() -> None:
    text = (
        "The government said on Friday that it would send more of the Russian-\n"
        "made vehicles to the border, where the army has been gathering forces\n"
        "for several weeks, and that it expected the talks to begin on Monday.\n"
    )
    assert "the Russian-made vehicles" in texts(plain(text))[0]


def test_a_lost_address_is_added() -> None:
    document = plain("See https://example.org/a, please.\n")
    rendered = render(document, {"0001": Translated("Смотрите здесь.")}, "ru")
    assert rendered.text == "Смотрите здесь (https://example.org/a).\n"
    assert [change[:2] for change in rendered.changes] == [("0001", "markup-moved")]


@pytest.mark.parametrize("text", ["", "\n", " \t\n\n", "12 345\n---\n* * *\n", "https://example.org\na@b.org\n"])
def test_no_letters_no_segments(text: str) -> None:
    document = plain(text)
    assert document.segments == ()
    assert render(document, {}, "ru").text == text


def test_line_breaks_in_a_translation_do_not_get_in() -> None:
    document = plain("One line.\nTwo lines.\n")
    rendered = render(document, {"0001": Translated("a\r\nb\u2028c\x85"), "0002": Translated(" d\x00 ")}, "ru")
    assert rendered.text == "a  b c\nd\n"


def test_detectable_is_prose_without_addresses() -> None:
    assert detectable("Read https://example.org/page now\n\n12\nor write to a@b.org.\n") == "Read now\nor write to ."


WORDS = st.sampled_from(
    [
        "word",
        "Слово",
        "كلمة",
        "a@b.org",
        "https://x.org/a",
        "12",
        "-",
        "•",
        "1)",
        "end.",
        "Ivanov:",
        "е\u0301",
        "\u00a0",
        "\t",
        "     ",
    ]
)
LINES = st.lists(WORDS, max_size=14).map(" ".join)


@given(
    st.one_of(
        st.lists(LINES, max_size=12).flatmap(
            lambda lines: st.sampled_from(["\n", "\r\n", "\r"]).map(lambda n: n.join(lines))
        ),
        st.text(max_size=200).filter(lambda text: "\0" not in text and not text.startswith("\ufeff")),
    )
)
def test_own_text_gives_the_same_file(text: str) -> None:
    document = plain(text)
    assert unchanged(document) == text.encode()
    for segment in document.segments:
        assert segment.text == segment.text.strip()
        assert not set(segment.text) & set("\n\r\v\f\x85\u2028\u2029")
        assert any(character.isalpha() for character in segment.text)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_segments_are_in_order_and_apart(text: str) -> None:
    document = plain(text)
    position = 0
    for segment in document.segments:
        block = document.blocks[segment.block]
        assert position <= segment.start < segment.end <= block.end
        assert block.start <= segment.start
        assert segment.line == text.count("\n", 0, segment.start) + 1
        position = segment.end

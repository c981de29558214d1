from __future__ import annotations

import pytest

from aligner.documents import Translated, parse, render
from aligner.errors import InputError
from tests.documents.texts import markdown, marked, only, texts, translated, unchanged, whole


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("> [!NOTE]\n> Be careful. Really.\n", ["Be careful.", "Really."]),
        (">[!WARNING] \n> Be careful.\n", ["Be careful."]),
        ("> [!IMPORTANT]\n>\n> Be careful.\n", ["Be careful."]),
        ("- > [!tip]- A title\n  > Its text.\n", ["A title", "Its text."]),  # Obsidian's callouts
        (":::note\nThe text.\n:::\n", ["The text."]),
        ("Before.\n::: warning Title\nThe text.\n:::\nAfter.\n", ["Before.", "The text.", "After."]),
        ("Before.\n{% include x.html %}\nAfter.\n", ["Before.", "After."]),
        ('{% if a %} {% endif %}\n{{< figure src="one" >}}\n{# two #}\nAfter.\n', ["After."]),
        ("Before.\n$$\nalpha = beta\n- gamma\n$$\nAfter.\n", ["Before.", "After."]),
        ("$$alpha$$\n\n> $$\n> beta\n> $$\n", []),
        ("{{ alpha }}\n\n[[beta]]\n\n![[gamma.png]]\n\n$delta$\n", []),
    ],
)
def test_lines_and_stretches_that_are_no_prose(source: str, found: list[str]) -> None:
    document = markdown(source)
    assert texts(document) == found
    assert unchanged(document).decode() == source
    expected = source
    for text in found:
        expected = expected.replace(text, text.swapcase())
    assert translated(document, str.swapcase) == expected


def test_what_only_looks_like_such_lines_is_prose() -> None:
    assert texts(markdown("> One.\n>\n> [!NOTE] begins an alert.\n")) == ["One.", "[!NOTE] begins an alert."]
    assert texts(markdown("[!NOTE]\nWords.\n\n$$ is no formula\n\n:: two\n")) == [
        "[!NOTE] Words.",
        "$$ is no formula",
        ":: two",
    ]
    assert texts(markdown("$$\nalpha\n\nbeta\n$$\n")) == ["$$ alpha", "beta $$"]


@pytest.mark.parametrize(
    ("source", "marks"),
    [
        ("See [[Target page]] now", [("code", "Target page")]),
        ("See [[page|the text]] now", [("link", "the text")]),
        ("See ![[chart.png]] now", [("html", "")]),
        ("See {{ site.name }} now", [("code", "site.name")]),
        ("See {% include x.html %} now", [("html", "")]),
        ("Let $x_1$ and $$y_1\n= 2$$ be", [("code", "x_1"), ("code", "y_1 = 2")]),
        ("the $n$th term of **$a*b$**", [("code", "n"), ("strong", "a*b"), ("code", "a*b")]),
        ("| a [[x\\|show me]] |\n|---|", [("link", "show me")]),
        ("see [[1]](u) now", [("link", "[1]")]),
        ("see [[ref]] now\n\n[ref]: u", [("link", "ref")]),
        # money
        ("$250 million and $3", []),
        ("from $5,$6 to US$7 or HK$8", []),
        ("$5m in A$, $ 6 or 7 $", []),
        ("a \\$x\\$ or `$x$`", [("code", "$x$")]),
        ("$20,000 and $30,000$4", []),
    ],
)
def test_what_is_verbatim_in_a_sentence(source: str, marks: list[tuple[str, str]]) -> None:
    document = parse(source, "en", format="md", split=whole)
    assert marked(document) == marks
    assert unchanged(document).decode() == source


@pytest.mark.parametrize(
    ("source", "translation", "fragments", "expected"),
    [
        ("Let $x_1$ be", "Пусть x_1 есть", {}, "Пусть $x_1$ есть"),
        ("Let $$a\nb$$ be", "Пусть a b есть", {}, "Пусть $$a b$$ есть"),
        ("Hi {{ user }}!", "Привет, user!", {}, "Привет, {{ user }}!"),
        ("See [[a_b|the text]] now", "Текст теперь", {0: "текст"}, "[[a_b|Текст]] теперь"),
        ("| See [[a\\|the text]] |\n|---|", "Текст тут", {0: "текст"}, "| [[a\\|Текст]] тут |\n|---|"),
        ("See [[Gaza talks]] now", "Совсем другое.", {}, "Совсем другое ([[Gaza talks]])."),
        ("See [[a|b]] now", "Это c]] d", {0: "c]] d"}, "Это [[a|c\\]\\] d]]"),
        # what a translation may not become
        ("word", "слово $x$", {}, "слово \\$x$"),
        ("word", "слово [[x]]", {}, "слово \\[[x]]"),
        ("word", "слово {{ x }}", {}, "слово \\{{ x }}"),
        ("word", "слово {% x %}", {}, "слово \\{% x %}"),
        ("word", "цена $5 и $6", {}, "цена $5 и $6"),
        ("word", "::: слово", {}, "\\::: слово"),
        ("> word", "[!note] слово", {}, "> \\[!note] слово"),
    ],
)
def test_what_becomes_of_it(source: str, translation: str, fragments: dict[int, str], expected: str) -> None:
    assert only(source, translation, fragments)[0] == expected


FOLDED = """---
title: One
summary: >-
    The bank left its rate unchanged. It
    will wait.

    Second paragraph.
# note
description: |
  A line. Another sentence.

  See https://x.org/a_b
date: today
---
Body
"""


def test_block_scalars_of_front_matter() -> None:
    document = markdown(FOLDED)
    assert texts(document) == [
        "One",
        "The bank left its rate unchanged.",
        "It will wait.",
        "Second paragraph.",
        "A line.",
        "Another sentence.",
        "See https://x.org/a_b",
        "Body",
    ]
    assert [s.kind for s in document.segments[:-1]] == ["field"] * 7
    assert unchanged(document).decode() == FOLDED
    letters = iter("ABCDEFGH")
    rendered = render(document, {s.id: Translated(next(letters)) for s in document.segments}, "ru")
    assert rendered.text == (
        "---\ntitle: A\nsummary: >-\n    B C\n\n    D\n# note\ndescription: |\n  E F\n\n"
        "  G (https://x.org/a_b)\ndate: today\n---\nH\n"
    )
    assert [change.change for change in rendered.changes] == ["markup-moved"]


@pytest.mark.parametrize("sign", ["|", ">"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_filled_block_scalars_are_filled_again(sign: str, newline: str) -> None:
    source = (
        f"---\nsummary: {sign} # note\n"
        "  The central bank left its key rate unchanged on Friday, saying that\n"
        "  prices were growing more slowly but not slowly enough for the board,\n"
        "  and that it would wait.\n"
        "---\nBody\n"
    ).replace("\n", newline)
    document = markdown(source)
    assert len(document.segments) == 2
    assert unchanged(document).decode() == source
    lines = translated(document, lambda text: f"{text} {text}").split(newline)
    assert lines[:2] == ["---", f"summary: {sign} # note"]
    assert len(lines) == 10
    assert all(line.startswith("  ") and len(line) <= 70 for line in lines[2:7])
    assert lines[7] == "---"


@pytest.mark.parametrize(
    "lines",
    [
        "summary: |\n  One\n    two",
        "summary: |2\n  One",
        "summary: |\n\tOne",
        "summary: |",
        "summary: >-\n",
        "author: |\n  One",
        "other:\n  summary: |\n    One",
    ],
)
def test_block_scalars_that_are_not_simple_stay(lines: str) -> None:
    assert texts(markdown(f"---\n{lines}\n---\n")) == []


@pytest.mark.parametrize("text", ["> " * 500 + "a", "- " * 300 + "a", "x\n\n" + "> - " * 60 + "a"])
def test_what_is_nested_too_deeply_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"^deep\.md: nested too deeply to be read \(line \d") as error:
        parse(text, "en", format="md", name="deep.md", split=whole)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("text", [">" * 500 + "\n\nWords\n", "> " * 80 + "Words\n", "- " * 45 + "Words\n"])
def test_deep_quotations_are_read(text: str) -> None:
    document = markdown(text)
    assert texts(document) == ["Words"]
    assert unchanged(document).decode() == text

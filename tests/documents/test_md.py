from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.documents import Document, Translated, detectable, marked_fragments, parse, read, render
from tests.documents.texts import DATA, markdown, marked, sentences, texts, translated, unchanged, whole


@pytest.fixture(scope="module")
def digest() -> Document:
    return read(DATA / "digest.md", "ru", split=sentences)


def test_segments_of_everything(digest: Document) -> None:
    assert [(s.kind, s.line, s.text) for s in digest.segments] == [
        ("field", 2, "Итоги недели: главное"),
        ("field", 3, "Рост замедлился."),
        ("field", 3, "Цены выросли."),
        ("heading", 8, "Итоги недели: главное"),
        ("paragraph", 10, "Центральный банк сохранил ставку на уровне 16 процентов."),
        ("paragraph", 10, "Об этом сообщает пресс-служба со ссылкой на отчёт и Росстат."),
        ("paragraph", 12, "Курс указан в файле rates.csv."),
        ("heading", 14, "Рынок нефти"),
        ("quote", 17, "Цены выросли на 2\u00a0% за неделю."),
        ("quote", 18, "Это самый быстрый рост с января."),
        ("item", 20, "Первый пункт со ссылкой https://example.org/a_b."),
        ("item", 21, "Второй пункт: старая цена новая цена."),
        ("item", 22, "вложенный пункт с HTML"),
        ("item", 23, "задача не выполнена"),
        ("item", 24, "задача выполнена"),
        ("cell", 26, "Страна"),
        ("cell", 26, "Объём, млн т"),
        ("cell", 26, "Примечание"),
        ("cell", 28, "Россия"),
        ("cell", 28, "без «а | б»"),
        ("cell", 29, "Египет"),
        ("paragraph", 43, "Адрес редакции:"),
        ("paragraph", 44, "улица Ленина, дом 5"),
        ("paragraph", 45, "Москва"),
        ("paragraph", 47, "График цен на нефть"),
        ("paragraph", 47, "Пять * пять = 25, пишите на editor@example.org."),
        ("paragraph", 51, "Курс на пятницу."),
        ("paragraph", 51, "Источник: биржа."),
    ]


def test_marks_of_everything(digest: Document) -> None:
    assert marked(digest) == [
        ("strong", "главное"),
        ("emphasis", "сохранил"),
        ("strong", "16 процентов"),
        ("link", "пресс-служба"),
        ("link", "отчёт"),
        ("link", "Росстат"),
        ("code", "rates.csv"),
        ("html", ""),
        ("url", "https://example.org/a_b"),
        ("strike", "старая цена"),
        ("strong", "HTML"),
        ("emphasis", "без"),
        ("image", "График цен на нефть"),
        ("url", "editor@example.org"),
    ]
    by_text = {s.text[m.start : m.end]: (m.opening, m.closing) for s in digest.segments for m in s.marks}
    assert by_text["пресс-служба"] == ("[", '](https://example.org/press "Пресс-служба")')
    assert by_text["отчёт"] == ("[", "][report]")
    assert by_text["Росстат"] == ("[", "][Росстат]")  # the label stays when the text is translated
    assert by_text[""] == ("[^1]", "")
    assert by_text["HTML"] == ("<b>", "</b>")
    assert by_text["editor@example.org"] == ("<", ">")


@pytest.mark.parametrize("name", ["digest.md", "mediation.md"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_own_text_gives_the_same_file(name: str, newline: str) -> None:
    data = (DATA / name).read_text(encoding="utf-8").replace("\n", newline).encode()
    document = parse(data, "ru", format="md", split=sentences)
    assert len(document.segments) >= 10
    assert unchanged(document) == data


def test_a_translation_of_everything(digest: Document) -> None:
    lines = translated(digest, str.upper, "en").splitlines()
    source = digest.text.splitlines()
    assert lines[:9] == [
        "---",
        'title: "ИТОГИ НЕДЕЛИ: ГЛАВНОЕ"',
        "description: РОСТ ЗАМЕДЛИЛСЯ. ЦЕНЫ ВЫРОСЛИ.",
        "date: 2024-03-15",
        "tags: [экономика, рынки]",
        "---",
        "<!-- Черновик: не публиковать -->",
        "# ИТОГИ НЕДЕЛИ: **ГЛАВНОЕ** #",
        "",
    ]
    assert "Центральный банк *сохранил*".upper() in lines[9]
    assert '[ПРЕСС-СЛУЖБА](https://example.org/press "Пресс-служба")' in lines[10]
    assert "[ОТЧЁТ][report] И [РОССТАТ][Росстат]." in lines[11]
    assert lines[12] == "(`rates.csv`[^1])."  # RATES.CSV is not the name of the file, so that was added
    after = lines.index("РЫНОК НЕФТИ")
    assert lines[after : after + 14] == [
        "РЫНОК НЕФТИ",
        "-----------",
        "",
        "> ЦЕНЫ ВЫРОСЛИ НА 2&nbsp;% ЗА НЕДЕЛЮ.",
        "> ЭТО САМЫЙ БЫСТРЫЙ РОСТ С ЯНВАРЯ.",
        "",
        "1. ПЕРВЫЙ ПУНКТ СО ССЫЛКОЙ HTTPS://EXAMPLE.ORG/A_B (https://example.org/a_b).",
        "2. ВТОРОЙ ПУНКТ: ~~СТАРАЯ ЦЕНА~~ НОВАЯ ЦЕНА.",
        "   - ВЛОЖЕННЫЙ ПУНКТ С <b>HTML</b>",
        "   - [ ] ЗАДАЧА НЕ ВЫПОЛНЕНА",
        "   - [x] ЗАДАЧА ВЫПОЛНЕНА",
        "",
        "| СТРАНА | ОБЪЁМ, МЛН Т | ПРИМЕЧАНИЕ        |",
        "|:-------|-------------:|-------------------|",
    ]
    assert lines[after + 14] == "| РОССИЯ | 10,5         | *БЕЗ* «А \\| Б»    |"
    rest = source.index("```python")
    assert lines[-len(source) + rest : -len(source) + rest + 12] == source[rest : rest + 12]
    assert lines[-9:-4] == [
        "АДРЕС РЕДАКЦИИ:  ",
        "УЛИЦА ЛЕНИНА, ДОМ 5\\",
        "МОСКВА",
        "",
        "![ГРАФИК ЦЕН НА НЕФТЬ](chart.png) ПЯТЬ * ПЯТЬ = 25, ПИШИТЕ НА EDITOR@EXAMPLE.ORG (<editor@example.org>).",
    ]
    assert lines[-3:] == [
        '[report]: https://example.org/report.pdf "Отчёт"',
        "[Росстат]: <https://example.org/rosstat>",
        "[^1]: КУРС НА ПЯТНИЦУ. ИСТОЧНИК: БИРЖА.",
    ]


def test_detectable(digest: Document) -> None:
    prose = detectable(digest)
    assert "Центральный банк сохранил" in prose
    assert "Рост замедлился" not in prose  # front matter
    for foreign in ("rates.csv", "print", "example.org", "report", "div"):
        assert foreign not in prose


@pytest.mark.parametrize(
    "text",
    [
        "---\n***\n",
        "`code`\n",
        "<https://example.org>\n",
        "https://example.org/a\n",
        "    code\n",
        "```\ncode\n",
        "<div>\ntext\n</div>\n",
        "[label]: https://example.org 'title'\n",
        "| 1 | 2 |\n|---|---|\n| 3 | `x` |\n",
        "![](a.png)\n",
        "1. 2\n",
        "---\ndate: today\nauthor: me\n---\n",
        "+++\ndate = 'today'\n+++\n",
    ],
)
def test_what_is_never_a_segment(text: str) -> None:
    document = markdown(text)
    assert texts(document) == []
    assert render(document, {}, "ru").text == text


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("word", "5 * 3 = 15, a_b [sic] C&A <3", "5 * 3 = 15, a_b [sic] C&A <3"),  # nothing here is markup
        ("word", "*a* and _b_", "\\*a\\* and \\_b\\_"),
        ("word", "a `b` c", "a \\`b\\` c"),
        ("word", "# not a heading", "\\# not a heading"),
        ("word", "- not an item", "\\- not an item"),
        ("word", "12. not an item", "12\\. not an item"),
        ("word", "> not a quotation", "\\> not a quotation"),
        ("word", "<b>x</b>", "\\<b>x\\</b>"),
        ("word", "[a](b)", "\\[a\\](b)"),
        ("word", "&amp; x", "\\&amp; x"),
        ("word", "back\\slash and \\*", "back\\slash and \\\\\\*"),
        ("# word", "C #", "# C \\#"),
        ("word\n====", "=", "\\=\n===="),
        ("- word", "[ ] task", "- \\[ ] task"),
        ("[ref]: u\n\nword", "see [ref]", "[ref]: u\n\nsee \\[ref\\]"),
        ("[ref]: u\n\nword", "see [other]", "[ref]: u\n\nsee [other]"),
        ("[^n]: 1\n\nword", "see [^n]", "[^n]: 1\n\nsee \\[^n\\]"),
        ("| word |\n|---|", "a | b", "| a \\| b |\n|---|"),
        ("**word** and word", "слово * и слово", "слово * и слово"),
    ],
)
def test_translations_are_escaped_where_they_would_be_markup(source: str, translation: str, expected: str) -> None:
    document = parse(source, "en", format="md", split=whole)
    (segment,) = (s for s in document.segments)
    text = render(document, {segment.id: Translated(translation)}, "ru").text
    assert text == expected
    assert [s.text for s in parse(text, "ru", format="md", split=whole).segments] in ([translation], [])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**One two. Three four.** Five.", "**A. B.** C."),  # a mark around whole sentences stays around them
        ("[One two. Three](u).", "[A](u)."),
        ("Zero. [One. Two.](u) Five.", "A. [B. C.](u) D."),
    ],
)
def test_marks_over_sentences(source: str, expected: str) -> None:
    document = markdown(source)
    letters = iter("ABCD")
    translations = {s.id: Translated(next(letters) + ".") for s in document.segments}
    assert render(document, translations, "ru").text.replace("..", ".") == expected


def test_a_mark_that_begins_inside_a_sentence_keeps_sentences_together() -> None:
    assert texts(markdown("He said **this. And that** too. Then he left.")) == [
        "He said this. And that too.",
        "Then he left.",
    ]


def test_hard_breaks_end_a_sentence() -> None:
    document = markdown("> One  \n> two\\\n> three<br>four\n")
    assert texts(document) == ["One", "two", "three", "four"]
    assert translated(document, str.upper) == "> ONE  \n> TWO\\\n> THREE<br>FOUR\n"


def test_filled_paragraphs_are_filled_again_within_their_quotation() -> None:
    source = (
        "> The central bank left its key rate unchanged on Friday, saying that prices\n"
        "> were growing more slowly but remained above the target of four percent, and\n"
        "> that it would wait.\n"
    )
    lines = translated(markdown(source), lambda text: text + " " + text).splitlines()
    assert len(lines) == 5
    assert all(line.startswith("> ") for line in lines)
    assert all(60 < len(line) <= 77 for line in lines[:-1])


def test_a_break_never_makes_another_block() -> None:
    source = (
        "The central bank left its key rate unchanged on Friday, saying that\n"
        "prices were growing more slowly but not slowly enough for the\n"
        "board.\n"
    )
    for word in ("-", "+", "1.", "#", ">", "=", "```", "|", "[a]:"):
        text = translated(markdown(source), lambda text, word=word: " ".join([text, word] * 6))
        (block,) = markdown(text).blocks
        assert (block.start, block.end) == (0, len(text) - 1)
        assert len(text.splitlines()) > 6


@pytest.mark.parametrize(
    ("line", "translation", "expected"),
    [
        ("title: One two", "Один: два", 'title: "Один: два"'),
        ("title: One two # note", "Один", "title: Один # note"),
        ('title: "One \\"two\\""', 'a "b" \\', 'title: "a \\"b\\" \\\\"'),
        ("subtitle: 'It''s'", "d'e", "subtitle: 'd''e'"),
        ("summary: One", "# два", 'summary: "# два"'),
        ("description: One", "да", "description: да"),
        ("title: One", "null", 'title: "null"'),
    ],
)
def test_values_of_front_matter(line: str, translation: str, expected: str) -> None:
    source = f"---\n{line}\nother: One\n---\nText\n"
    document = parse(source, "en", format="md", split=whole)
    field, rest = document.segments
    assert field.kind == "field"
    text = render(document, {field.id: Translated(translation), rest.id: Translated(rest.text)}, "ru").text
    assert text == source.replace(line, expected)
    assert parse(text, "ru", format="md", split=whole).segments[0].text == translation or "null" in text


@pytest.mark.parametrize(
    "line", ["title: [a, b]", "title: true", "title: |", "title: 2024-01-01", "title: &a x", "title: One\n  two"]
)
def test_values_that_are_not_simple_stay(line: str) -> None:
    assert texts(markdown(f"---\n{line}\n---\n")) == []


def test_toml_front_matter() -> None:
    document = markdown("+++\ntitle = 'One'\ndescription = \"Two\"\n+++\n")
    assert texts(document) == ["One", "Two"]
    assert translated(document, lambda text: text + "'") == '+++\ntitle = "One\'"\ndescription = "Two\'"\n+++\n'


def test_rows_of_cells_with_fewer_or_more_cells() -> None:
    source = "> a | b\n> --|--\n> c\n> | d | e | f |\n> | | g\\|h |\n"
    document = markdown(source)
    assert texts(document) == ["a", "b", "c", "d", "e", "g|h"]
    assert translated(document, str.upper) == source.replace("f", "F").upper().replace("F", "f")


def test_brackets_of_any_depth_are_read() -> None:
    for text in ("[" * 3000 + "a", "*a " * 2000, "<" * 3000 + "a", "[[" * 1500 + "a", "{{ " * 1500, "$a " * 2001):
        assert unchanged(markdown(text)).decode() == text


PIECES = st.sampled_from(
    [
        *("**", "*", "_", "`", "``", "[", "](u)", '](<a b> "t")', "![", "]", "[ref]", "[^1]", "][ref]", "~~", "~"),
        *(
            "\n",
            "\n\n",
            "\r\n",
            "> ",
            "- ",
            "1. ",
            "# ",
            "---\n",
            "===\n",
            "```\n",
            "    ",
            "\t",
            "  \n",
            "\\\n",
            "[ ] ",
        ),
        *(
            "|",
            "| a | b |\n|---|---|\n",
            "\\|",
            "\n[ref]: http://x 't'\n",
            "\n[^1]: note ",
            "title: Foo bar. Baz\n",
            "summary: |\n",
            "  ",
            "+++\n",
        ),
        *("$", "$$", "$x_1$", "[[", "]]", "[[a|b]]", "{{ v }}", "{% t %}", ":::", "[!NOTE]", "> [!NOTE]\n"),
        *("<b>", "</b>", "<br>", "<div>", "<!-- c -->", "<http://a.b>", "&nbsp;", "&amp;", "&", "<", "\\"),
        *(
            "word",
            "слово",
            "كلمة",
            "Привет мир. ",
            "A. B! ",
            " ",
            "e\u0301",
            "1",
            ")",
            ".",
            "!",
            "https://x.org/a_b",
            "x@y.ru",
        ),
        "one two three four five six seven eight nine ten eleven\ntwelve thirteen fourteen fifteen sixteen\n",
    ]
)
MARKDOWN = st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=300)
@given(st.one_of(MARKDOWN, st.text(max_size=100).filter(lambda text: "\0" not in text and text[:1] != "\ufeff")))
def test_own_text_gives_the_same_text(text: str) -> None:
    document = markdown(text)
    assert unchanged(document) == text.encode()
    position = 0
    for segment in document.segments:
        assert position <= segment.start < segment.end
        position = segment.end
        assert segment.text == segment.text.strip()
        assert "\n" not in segment.text
        assert all(0 <= mark.start <= mark.end <= len(segment.text) for mark in segment.marks)


SAFE = st.sampled_from(
    [
        *(
            "**word**",
            "*слово*",
            "[كلمة](u)",
            "`code`",
            "~~a~~",
            "<b>bold</b>",
            "![alt](i.png)",
            "[^1]",
            "word",
            "Слово.",
        ),
        *(
            "[link text][ref]",
            "[ref]",
            "\\*",
            "&amp;",
            "2 * 3",
            "a_b",
            "**[both](u)**",
            "_nested **marks** here_",
            "https://x.org/a_b",
        ),
        *("$x_1$", "$$y$$", "[[wiki]]", "[[wiki|word]]", "{{ v }}", "$5"),
    ]
)
TRANSLATION = st.lists(
    st.sampled_from(
        [
            *(
                "foo",
                "Слово",
                "كلمة",
                "*",
                "**x**",
                "_",
                "`",
                "[",
                "]",
                "(",
                ")",
                "#",
                "-",
                "1.",
                "a_b",
                "<b>",
                "&amp;",
                "\\",
            ),
            *("$", "$x$", "$5", "[[a]]", "[[a|b]]", "{{ v }}", "{%", "%}", "x_1", ":::"),
            *("~~", "[ref]", "[^1]", "!", "---", ">", "[a](b)", "![c](d)", "\\*", "мир.", "+", "|", "code", "word"),
        ]
    ),
    min_size=1,
    max_size=8,
).map(lambda words: " ".join(["W", *words]))
FRAME = st.sampled_from(
    ["{}", "# {}", "- {}", "> {}", "1. {}", "| {} | x |\n|---|---|", "{}\n===", "- [x] {}", "> - {}"]
)


def _kept(document: Document) -> Counter[tuple[str, str]]:
    """Marks that may move but never be lost."""
    return Counter(
        (mark.kind, mark.closing)
        for s in document.segments
        for mark in s.marks
        if mark.kind in ("link", "image", "code")
    )


@settings(max_examples=300)
@given(FRAME, st.lists(SAFE, min_size=1, max_size=5), TRANSLATION, st.booleans())
def test_what_is_written_reads_as_it_was_meant(frame: str, words: list[str], translation: str, fragments: bool) -> None:
    """Whatever is translated how, the file says the same words in the same blocks, and no link or code is lost."""
    text = frame.format("Start " + " ".join(words) + " end") + "\n\n[ref]: r\n[^1]: Note\n"
    document = parse(text, "en", format="md", split=whole)
    first = document.segments[0]
    translations = {s.id: Translated(s.text) for s in document.segments[1:]}
    alone = {i: words[0] for i, words in marked_fragments(first).items()} if fragments else {}
    translations[first.id] = Translated(translation, alone)
    result = render(document, translations, "ar")
    again = parse(result.text, "ar", format="md", split=whole)
    assert [s.kind for s in again.segments] == [s.kind for s in document.segments]
    assert _kept(again) == _kept(document)
    added = sum(change.change == "markup-moved" and "end of the sentence" in change.detail for change in result.changes)
    assert unicodedata.is_normalized("NFC", again.segments[0].text)
    if not added:
        assert again.segments[0].text == translation
    else:
        assert again.segments[0].text.count(" (") >= added

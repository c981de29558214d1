"""Aligning two and three versions: real sentences, the shipped model."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment import Link, align, align_versions
from aligner.alignment.aligner import Version, described
from aligner.alignment.encoder import default_encoder, pooled
from aligner.alignment.gold import read_reports
from aligner.alignment.model import Model, shipped
from aligner.errors import InputError, ModelError

REPORTS = Path(__file__).parents[2] / "scripts" / "data" / "reports"
ENGLISH = [
    "The foreign ministers of Russia and Syria met in Moscow on Monday.",
    "They discussed rebuilding the economy, and the situation in the south of the country.",
    "Sergei Lavrov described the talks as constructive and said that Moscow would send 3 experts.",
    "Asked about the bases, he declined to answer.",
    "The next round will take place in Damascus in June.",
]
RUSSIAN = [
    "Министры иностранных дел России и Сирии встретились в понедельник в Москве.",
    "Они обсудили восстановление экономики.",
    "Речь шла и о положении на юге страны.",
    "Сергей Лавров назвал переговоры конструктивными и заявил, что Москва направит трех экспертов.",
    "Следующий раунд пройдет в июне в Дамаске.",
]
ARABIC = [
    "التقى وزيرا خارجية روسيا وسوريا في موسكو يوم الاثنين.",
    "وبحثا إعادة بناء الاقتصاد والوضع في جنوب البلاد.",
    "ووصف سيرغي لافروف المحادثات بأنها بناءة، وقال إن موسكو سترسل ثلاثة خبراء.",
    "وردا على سؤال عن القواعد، امتنع عن الإجابة.",
    "وستعقد الجولة المقبلة في دمشق في يونيو/حزيران.",
]


def sides(links: list[Link]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(link.source, link.target) for link in links]


def test_a_split_sentence_and_an_omitted_one() -> None:
    links = align(ENGLISH, RUSSIAN, "en", "ru")
    assert sides(links) == [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,)), ((3,), ()), ((4,), (4,))]
    assert all(link.confidence is not None and 0.5 < link.confidence <= 1 for link in links)


@pytest.mark.parametrize(("one", "other", "codes"), [(ENGLISH, RUSSIAN, ("en", "ru")), (ARABIC, RUSSIAN, ("ar", "ru"))])
def test_exchanged_sides_give_the_same(one: list[str], other: list[str], codes: tuple[str, str]) -> None:
    forth = align(one, other, *codes)
    back = align(other, one, *reversed(codes))
    assert forth == [Link(link.target, link.source, link.confidence) for link in back]


def test_the_same_input_gives_the_same() -> None:
    assert align(ENGLISH, ARABIC, "en", "ar") == align(ENGLISH, ARABIC, "en", "ar")


def test_three_versions_agree() -> None:
    groups = align_versions({"ru": RUSSIAN, "en": ENGLISH, "ar": ARABIC})
    found = [tuple(group.segments[code] for code in ("en", "ar", "ru")) for group in groups]
    assert found == [
        ((0,), (0,), (0,)),
        ((1,), (1,), (1, 2)),
        ((2,), (2,), (3,)),
        ((3,), (3,), ()),
        ((4,), (4,), (4,)),
    ]
    assert all(0.5 < (group.confidence or 0) <= 1 for group in groups)


def test_two_versions_of_three() -> None:
    groups = align_versions({"en": ENGLISH, "ar": ARABIC, "ru": []})
    assert [(group.segments["en"], group.segments["ar"]) for group in groups] == [((n,), (n,)) for n in range(5)]


def test_a_gap_of_hundreds_of_lines_is_crossed() -> None:
    rng = random.Random(4)
    table = {
        "council": "совет", "river": "река", "border": "граница", "budget": "бюджет", "school": "школа",
        "winter": "зима", "market": "рынок", "police": "полиция", "doctor": "врач", "minister": "министр",
        "harbour": "гавань", "bridge": "мост",
    }  # fmt: skip
    chosen = [rng.sample(sorted(table), 5) for _ in range(700)]
    english = [f"Line {n} of the list: {', '.join(line)}." for n, line in enumerate(chosen)]
    russian = [f"Строка {n} списка: {', '.join(table[w] for w in line)}." for n, line in enumerate(chosen)]
    del russian[200:450]
    links = align(english, russian, "en", "ru")
    right = {((n,), (n,)) for n in range(200)} | {((n,), (n - 250,)) for n in range(450, 700)}
    assert len(right & set(sides(links))) > 0.95 * len(right)


@pytest.mark.parametrize("empty", [0, 1])
def test_an_empty_side(empty: int) -> None:
    texts = [["One."], ["Один."]]
    texts[empty] = []
    links = align(*texts, "en", "ru")
    assert len(links) == 1 and not (links[0].source, links[0].target)[empty]


def test_unknown_language() -> None:
    with pytest.raises(InputError):
        align(["Hallo."], ["Hello."], "de", "en")


TEXTS = st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=7)


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_every_segment_stands_in_one_link_in_order(source: list[str], target: list[str]) -> None:
    links = align(source, target, "ar", "ru")
    assert [n for link in links for n in link.source] == list(range(len(source)))
    assert [n for link in links for n in link.target] == list(range(len(target)))
    assert all(link.source or link.target for link in links)


@settings(max_examples=20, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_every_segment_stands_in_one_group_in_order(one: list[str], two: list[str], three: list[str]) -> None:
    texts = {"en": one, "ar": two, "ru": three}
    groups = align_versions(texts)
    for code, lines in texts.items():
        assert [n for group in groups for n in group.segments.get(code, ())] == list(range(len(lines)))


def test_paragraphs_and_terms_are_heard() -> None:
    """Lines without words: only paragraphs, or terms, can tell which belongs to which."""
    source, target = ["— — —", "+ + +", "= = ="], ["* * *", "# # #"]
    with_terms = align(
        source,
        target,
        "en",
        "ru",
        source_terms=[frozenset("a"), frozenset(), frozenset("b")],
        target_terms=[frozenset("a"), frozenset("b")],
    )
    found = described(
        Version(source, "en", [0, 0, 1]),
        Version(target, "ru", [0, 1]),
        (default_encoder().overlaps(source, 4), default_encoder().overlaps(target, 4)),
        shipped(),
    )
    assert found.source.breaks is not None and found.source.breaks.tolist() == [1, 0, 1, 1]
    assert found.target.breaks is not None and found.target.breaks.tolist() == [1, 1, 1]
    assert with_terms != align(source, target, "en", "ru")


class Pooling:
    """An encoder that cannot add up: what a plugged-in one looks like."""

    name = "pooling"

    def encode(self, texts: list[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        return default_encoder().encode(texts)

    def overlaps(self, texts: list[str], most: int) -> np.ndarray[tuple[int, int, int], np.dtype[np.float32]]:
        return pooled(self.encode(texts), most)


def test_another_encoder_can_be_plugged_in() -> None:
    assert sides(align(ENGLISH, RUSSIAN, "en", "ru", encoder=Pooling())) == sides(align(ENGLISH, RUSSIAN, "en", "ru"))


def test_a_model_is_read_as_it_was_written(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "model.json"
    shipped().write(path)
    again = Model.read(path)
    assert np.allclose(again.hidden, shipped().hidden) and again.openings == shipped().openings
    path.write_text(path.read_text().replace('"cosine"', '"kosinus"'))
    with pytest.raises(ModelError, match="another version"):
        Model.read(path)
    path.write_text("{")
    with pytest.raises(ModelError, match=r"model\.json"):
        Model.read(path)


def test_two_sentences_cut_differently_are_two_links_and_exchanged_ones_one() -> None:
    english = [
        "The workshop burned with sixty unfinished instruments.",
        "He escaped with two chisels, and resumed work in a garage in Marseille.",
        "The fire brigade came after an hour.",
    ]
    cut = [
        "Мастерская сгорела вместе с шестьюдесятью недоделанными инструментами, он спасся с двумя стамесками.",
        "Работу он возобновил в гараже в Марселе.",
        "Пожарные приехали через час.",
    ]
    assert sides(align(english, cut, "en", "ru")) == [((n,), (n,)) for n in range(3)]
    exchanged = [
        "Было холодно.",
        "Он спасся с двумя стамесками и возобновил работу в гараже в Марселе.",
        "Мастерская сгорела вместе с шестьюдесятью недоделанными инструментами.",
        "Пожарные приехали через час.",
    ]
    assert ((1, 2), (1, 2)) in sides(align(["It was cold.", *english], exchanged, "en", "ru"))


TABLE = {
    "en": ["Casualties by district", "Hama: 9 killed, 21 wounded.", "Raqqa: 6 killed, 14 wounded."],
    "ar": ["الضحايا بحسب المناطق", "حماة: ٩ قتلى و٢١ جريحا.", "الرقة: ٦ قتلى و١٤ جريحا."],
    "ru": ["Число жертв по районам", "Идлиб: 4 убитых, 11 раненых.", "Ракка: 6 убитых, 14 раненых."],
}


def test_rows_with_other_figures_are_doubtful_in_two_versions_and_in_three() -> None:
    links = {link.source: link for link in align(TABLE["ar"], TABLE["ru"], "ar", "ru")}
    assert all(link.confidence <= 0.5 for place, link in links.items() if 1 in place and link.target)
    assert links[(2,)].target == (2,) and links[(2,)].confidence > 0.8
    for group in align_versions(TABLE):
        if any(1 in places for places in group.segments.values()) and len([*filter(None, group.segments.values())]) > 2:
            assert group.confidence <= 0.5
    assert all(link.confidence > 0.5 for link in align(TABLE["en"], TABLE["ar"], "en", "ar"))


def test_three_versions_whose_parts_have_changed_places_lose_nothing() -> None:
    reports = list(read_reports(REPORTS))[:12]
    texts = {code: [line for report in reports for line in report.sentences(code)][:180] for code in ("en", "ar", "ru")}
    texts["ar"] = texts["ar"][120:] + texts["ar"][60:120] + texts["ar"][:60]
    texts["ru"] = texts["ru"][60:120] + texts["ru"][120:] + texts["ru"][:60]
    groups = align_versions(texts)
    for code, lines in texts.items():
        assert [place for group in groups for place in group.segments[code]] == list(range(len(lines)))
    assert sum(sum(map(bool, group.segments.values())) > 1 for group in groups) > 100


def test_three_texts_that_have_nothing_in_common_are_soon_done() -> None:
    reports = list(read_reports(REPORTS))
    texts = {
        code: [line for report in reports[first : first + 6] for line in report.sentences(code)][:80]
        for code, first in (("en", 0), ("ar", 20), ("ru", 40))
    }
    groups = align_versions(texts)
    for code, lines in texts.items():
        assert [place for group in groups for place in group.segments[code]] == list(range(len(lines)))

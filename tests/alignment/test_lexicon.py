"""Stems with their places, and the lexicon of the package."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aligner.alignment.lexicon import PAIRS, Lexicon, Table, Vocabulary, lexicon, pack, stems
from aligner.alignment.stems import Stem
from aligner.errors import InputError, ModelError

LANGUAGES = ("en", "ar", "ru")
CODES = st.sampled_from(LANGUAGES)


def names(text: str, language: str) -> list[str]:
    return [stem.stem for stem in stems(text, language)]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "minister", "Ministers"),
        ("en", "country", "countries"),
        ("en", "stop", "stopped"),
        ("en", "said", "say"),
        ("ru", "министр", "министрами"),
        ("ru", "Ёлка", "елку"),
        ("ru", "встретился", "встретились"),
        ("ar", "المدرسة", "مدرستها"),
        ("ar", "بَيَان", "بيان"),
        ("ar", "إيران", "ايران"),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, one: str, other: str) -> None:
    assert names(one, language) == names(other, language) != []


def test_words_that_differ_keep_their_stems() -> None:
    words = ["minister", "ministry", "president", "border", "hospital", "talk"]
    assert len({stem for word in words for stem in names(word, "en")}) == len(words)


def test_arabic_words_fall_into_clitics_and_the_word() -> None:
    text = "وبوتين للكرملين وزير والرئيس بالنفط"
    assert stems(text, "ar") == [
        Stem("و", 0, 1),
        Stem("بوت", 1, 6),
        Stem("ل", 7, 8),
        Stem("كرمل", 7, 15),
        Stem("وزير", 16, 20),
        Stem("و", 21, 22),
        Stem("رييس", 22, 28),
        Stem("ب", 29, 30),
        Stem("نفط", 30, 35),
    ]


def test_a_possessive_is_no_word_and_numbers_are_western() -> None:
    assert stems("Syria’s oil", "en") == [Stem("syria", 0, 5), Stem("oil", 8, 11)]
    assert names("١٢٫٥ مليون", "ar")[0] == names("12,5", "ru")[0] == "12.5"


@given(st.text(max_size=60), CODES)
@example("ـٌ", "ar")
@example("وَلِلْـ", "ar")
@example("İ'S", "en")
def test_stems_lie_in_any_text_and_in_order(text: str, language: str) -> None:
    found = stems(text, language)
    assert found == stems(text, language)
    for stem in found:
        assert stem.stem
        assert 0 <= stem.start < stem.end <= len(text)
    for one, other in pairwise(found):
        assert one.start <= other.start and one.end <= other.end
        assert one.end <= other.start or one.end - one.start == 1


def test_stems_are_quick() -> None:
    text = "The foreign minister said on Tuesday that talks would begin in the capital. " * 500
    start = time.process_time()
    found = stems(text, "en")
    assert len(found) / (time.process_time() - start) > 50_000


@pytest.mark.parametrize(
    ("source", "target", "word", "translation"),
    [
        ("en", "ru", "president", "президент"),
        ("en", "ar", "president", "الرئيس"),
        ("ru", "en", "нефть", "oil"),
        ("ar", "ru", "حدود", "граница"),
        ("ar", "en", "مستشفى", "hospital"),
    ],
)
def test_the_best_translation_of_a_common_word(source: str, target: str, word: str, translation: str) -> None:
    found = lexicon(source, target).translations(names(word, source)[-1])
    assert next(iter(found)) == names(translation, target)[-1]


@pytest.mark.parametrize(("source", "target"), [*PAIRS, *(pair[::-1] for pair in PAIRS)])
def test_tables_hold_probabilities_and_turn_round(source: str, target: str) -> None:
    one, other = lexicon(source, target), lexicon(target, source)
    assert one.forward is other.backward
    assert one.source.language == source
    for table, rows, columns in (
        (one.forward, one.source, one.target),
        (one.backward, one.target, one.source),
    ):
        assert len(table.indptr) == len(rows.words) + 1
        assert table.ids.dtype == np.int32
        assert 0 <= table.ids.min() <= table.ids.max() < len(columns.words)
        sums = np.add.reduceat(table.probabilities, table.indptr[:-1][np.diff(table.indptr) > 0])
        assert sums.max() < 1.1
        assert sums.mean() > 0.5
    assert rows.weights.min() >= 0 and rows.weights.max() <= 1


def test_rare_words_say_more_than_common_ones() -> None:
    english = lexicon("en", "ru").source
    assert english.weight("the") < 0.15 < english.weight("border") < english.weight("zzyzx")


def test_words_are_numbered_and_unknown_ones_are_minus_one() -> None:
    words = lexicon("en", "ru")
    ids = words.source_ids("The president zzyzx")
    assert ids.dtype == np.int32
    assert [words.source.words[place] for place in ids[:2]] == ["the", "president"]
    assert ids[2] == -1


def small() -> tuple[list[Vocabulary], dict[tuple[str, str], tuple[Table, Table]]]:
    def vocabulary(language: str, *words: str) -> Vocabulary:
        numbers = {word: place for place, word in enumerate(words)}
        return Vocabulary(language, words, np.full(len(words), 0.4, dtype=np.float32), numbers)

    def table(*rows: dict[int, float]) -> Table:
        indptr = np.cumsum([0, *map(len, rows)])
        ids = np.array([word for row in rows for word in row], dtype=np.int32)
        return Table(indptr, ids, np.array([p for row in rows for p in row.values()], dtype=np.float32))

    forth, back = table({1: 0.25, 2: 0.75}, {}, {0: 1.0}), table({2: 1.0}, {0: 1.0}, {0: 1.0})
    return [vocabulary("en", "a", "b", "c"), vocabulary("ru", "ж", "з", "и")], {("en", "ru"): (forth, back)}


def test_a_file_gives_back_what_was_packed_the_same_every_time(tmp_path: Path) -> None:
    packed = pack(*small())
    assert packed == pack(*small())
    path = tmp_path / "small.bin"
    path.write_bytes(packed)
    found = Lexicon.load(path, "en", "ru")
    assert list(found.translations("a")) == ["и", "з"]
    assert found.translations("a") == pytest.approx({"и": 0.75, "з": 0.25}, abs=0.01)
    assert found.translations("b") == {}
    assert Lexicon.load(path, "ru", "en").translations("ж") == {"c": pytest.approx(1.0)}
    with pytest.raises(InputError, match="en-ar"):
        Lexicon.load(path, "en", "ar")


PACKED = pack(*small())


@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_damaged_file_is_said_to_be_so(place: int, byte: int) -> None:
    from aligner.alignment.lexicon import _open

    packed = bytearray(PACKED)
    place %= len(packed)
    if packed[place] == byte:
        byte ^= 1
    packed[place] = byte
    with pytest.raises(ModelError):
        _open(bytes(packed), "spoilt", "en", "ru")


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    with pytest.raises(InputError, match="cannot be read"):
        Lexicon.load(path, "en", "ru")
    path.write_bytes(b"nothing of ours")
    with pytest.raises(ModelError, match="not a file of lexicons"):
        Lexicon.load(path, "en", "ru")
    path.write_bytes(pack(*small())[:-20])
    with pytest.raises(ModelError, match="damaged"):
        Lexicon.load(path, "en", "ru")
    with pytest.raises(InputError, match="unknown language"):
        lexicon("en", "de")

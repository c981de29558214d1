from __future__ import annotations

import unicodedata
from hashlib import blake2b

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.corpus.keys import KEYS, ROWS, as_whole, folded, key_of_text, keys, normal_form

# Ideographs beyond are taken as they are: which of them are assigned hangs on the version of Python.
TEXT = st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0x1FFFF), max_size=40)


def of(*pairs: tuple[str | None, str | None]) -> pl.DataFrame:
    return keys(pl.DataFrame(pairs, schema={"source_text": pl.String, "target_text": pl.String}, orient="row"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ещё один.", "еще  ОДИН"),
        ("كِتَابٌ جديد", "كتاب جديد"),
        ("كتـــاب", "كتاب"),
        ("أحمد إلى آخر", "احمد الي اخر"),
        ("في ٢٠٢٤", "في 2024"),
        ("در ۲۰۲۴", "در 2024"),
        ("№ 5 ½ ﷲ", "No 5 1⁄2 الله"),
        ("STRASSE", "Straße"),
        ("1,250", "1250"),
        ("a\u00a0b\u200d", "a b"),
        ("«Нет», — сказал он.", '"Нет", - сказал он'),
    ],
)
def test_what_is_the_same_to_a_reader_has_one_key(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other) != ""
    assert key_of_text(one) == key_of_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("12", "13"), ("й", "и"), ("ة", "ه"), ("***", "!!!"), ("", "***"), ("a", "***"), ("", "a"), ("ab", "ba")],
)
def test_what_differs_has_two_keys(one: str, other: str) -> None:
    assert key_of_text(one) != key_of_text(other)


def test_keys_are_those_of_earlier_builds() -> None:
    # Written down: a ledger of splits holds such keys from build to build.
    found = of(("Дом № 5", "بيت رقم ٥"), ("***", ""))
    assert normal_form("Дом № 5") == "домno5"
    digest = blake2b("домno5".encode("utf-32-le"), digest_size=8).digest()
    assert found["source_key"][0] == f"{int.from_bytes(digest, 'little'):016x}"
    assert found.select(KEYS).rows() == [
        ("25efa9c296ef8dd5", "f8f8bed8d35a3e71", "865d27c47a244ebc", "a788da1eeec6b59b"),
        ("fb2274186f0da22f", "8bab816242903b28", "0edcf2d7429a3041", "fb2274186f0da22f"),
    ]


def test_near_key_is_blind_to_figures_only() -> None:
    found = of(
        ("Seen 12 of 300", "Видно 12"), ("Seen 9 of 1,5", "Видно 7"), ("Seen of", "Видно"), ("Sean 1 of 2", "Видно 7")
    )
    assert found["near_key"].n_unique() == 3
    assert found["near_key"][0] == found["near_key"][1]
    assert found["pair_key"].n_unique() == 4


def test_sides_are_not_exchanged_and_do_not_run_together() -> None:
    found = of(("ab", "c"), ("a", "bc"), ("c", "ab"), (None, None), ("", ""))
    assert found["pair_key"].n_unique() == 4
    assert found["source_key"][2] == found["target_key"][0]
    assert found.row(3)[2:] == found.row(4)[2:]


def reference(text: str) -> str:
    """The normal form, said one character at a time."""
    letters = {"ё": "е", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ς": "σ"}
    made = ""
    for character in text:
        folded_one = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
        for one in folded_one if character.isprintable() else "":
            if unicodedata.category(one) == "Nd":
                made += str(unicodedata.digit(one))
            elif unicodedata.category(one)[0] == "L" and one != "ـ" and not "\u02b0" <= one <= "\u02ff":
                made += letters.get(one, one)
    return made


@given(st.lists(TEXT, min_size=1, max_size=8))
def test_many_texts_at_once_are_as_one_by_one(texts: list[str]) -> None:
    codes, ends = folded(pl.Series(texts, dtype=pl.String))
    whole = codes.tobytes().decode("utf-32-le")
    begins = [0, *ends.tolist()]
    cut = [whole[begin:end] for begin, end in zip(begins, ends.tolist(), strict=False)]
    assert cut == [normal_form(text) for text in texts]
    assert cut == [reference(text) for text in texts]


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6), st.integers(0, 5))
def test_a_key_hangs_on_its_row_only(pairs: list[tuple[str, str]], place: int) -> None:
    place %= len(pairs)
    assert of(*pairs).row(place) == of(pairs[place]).row(0)


def test_long_frames_and_lazy_ones() -> None:
    frame = pl.DataFrame({"source_text": [f"Line {n} № 1" for n in range(ROWS + 3)], "target_text": "x"})
    eager = keys(frame)
    assert eager["source_key"].n_unique() == ROWS + 3
    assert keys(frame.lazy()).collect().equals(eager)
    assert eager["source_key"][-1] == key_of_text(f"Line {ROWS + 2} № 1")


def test_keys_as_numbers() -> None:
    assert [f"{number:016x}" for number in as_whole(of(("a", "b"), ("c", "d"))["pair_key"]).tolist()] == of(
        ("a", "b"), ("c", "d")
    )["pair_key"].to_list()


def test_no_rows() -> None:
    assert of().columns == ["source_text", "target_text", *KEYS]
    assert of().height == 0

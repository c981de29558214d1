"""Sentences as vectors."""

from __future__ import annotations

import numpy as np
import pytest

from aligner.alignment.encoder import UniversalEncoder, default_encoder, pooled

TEXTS = [
    "The foreign ministers of Russia and Syria met in Moscow on Monday.",
    "Они обсудили восстановление экономики и безопасность на юге страны.",
    "ووصف الوزير المحادثات بأنها بناءة.",
    "The next round will take place in June.",
]


def test_what_translates_each_other_is_near() -> None:
    vectors = default_encoder().encode(
        ["The ministers met in Moscow.", "التقى الوزيران في موسكو.", "Министры встретились в Москве.", "Rain fell."]
    )
    near = vectors @ vectors.T
    assert near[0, 1] > 0.6 > near[0, 3]
    assert near[0, 2] > 0.6 > near[2, 3]
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_runs_are_nearly_what_joined_texts_are() -> None:
    encoder = default_encoder()
    runs = encoder.overlaps(TEXTS, 3)
    assert runs.shape == (3, 4, 512)
    assert not runs[2, :2].any()  # there are no three texts yet
    for many in (1, 2, 3):
        for last in range(many - 1, 4):
            joined = encoder.encode([" ".join(TEXTS[last - many + 1 : last + 1])])[0]
            assert runs[many - 1, last] @ joined > 0.93


def test_threads_and_neighbours_change_nothing() -> None:
    many = [f"{text} {number}" for number in range(200) for text in TEXTS]
    one, two = UniversalEncoder(threads=1), UniversalEncoder(threads=2)
    vectors = one.encode(many)
    assert np.allclose(vectors, two.encode(many), atol=1e-5)
    assert np.allclose(vectors[5], one.encode([many[5]])[0], atol=1e-5)
    twice = one.encode([TEXTS[0], TEXTS[0], TEXTS[1]])
    assert np.array_equal(twice[0], twice[1])


def test_empty_and_endless_texts() -> None:
    vectors = default_encoder().encode(["", "   ", "слово " * 5000])
    assert np.isfinite(vectors).all()
    assert default_encoder().overlaps([], 4).shape == (4, 0, 512)


@pytest.mark.parametrize("most", [1, 4])
def test_pooled_runs_point_where_their_texts_point(most: int) -> None:
    vectors = default_encoder().encode(TEXTS)
    runs = pooled(vectors, most)
    assert np.allclose(runs[0], vectors, atol=1e-5)
    for many in range(2, most + 1):
        expected = vectors[:many].sum(axis=0)
        assert runs[many - 1, many - 1] @ expected / np.linalg.norm(expected) == pytest.approx(1, abs=1e-5)

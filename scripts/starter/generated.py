"""Sentences of the demo's grammar as pieces: plain agency news with names and places that the reports do not have.
The grammar is given the reports to learn from only, so that no name of a held-out report comes in by it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from demo_grammar import Grammar  # type: ignore[import-not-found,unused-ignore]

from .examples import Piece
from .marked import Cell
from .prompt import clean

__all__ = ["generated_pieces"]


def generated_pieces(folder: Path, names: Iterable[str], count: int, seed: int) -> Iterator[Piece]:
    """At most `count` different sentences, of the grammar's words and the terms of the named reports of `folder`."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            (Path(scratch) / f"{name}.txt").symlink_to((folder / f"{name}.txt").resolve())
        grammar = Grammar(Path(scratch))
    seen = set()
    for trio in grammar.sentences(count, seed):
        if trio.en not in seen:
            seen.add(trio.en)
            texts = {"en": trio.en, "ar": trio.ar, "ru": trio.ru}
            yield Piece("generated", {language: Cell(clean(text)) for language, text in texts.items()})

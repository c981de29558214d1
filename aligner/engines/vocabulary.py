"""The target vocabulary of a CTranslate2 model, and which of its pieces hold letters of a script."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from aligner.errors import ModelError

__all__ = ["SCRIPTS", "is_special", "pieces_in_script", "read_target_vocabulary"]

SCRIPTS = ("Arabic", "Cyrillic", "Latin")

_NAMES = ("target_vocabulary.json", "shared_vocabulary.json", "target_vocabulary.txt", "shared_vocabulary.txt")
_SPECIAL = re.compile(r"</?[a-z0-9_]+>|>>.+<<|__.+__|[a-z]{3}_[A-Z][a-z]{3}|⁇")
_BYTE = re.compile(r"<0x([0-9A-F]{2})>")


def read_target_vocabulary(model_dir: Path) -> list[str]:
    """The pieces a model can write, in the order of their ids. ModelError where the list is missing or damaged."""
    for name in _NAMES:
        path = model_dir / name
        if path.is_file():
            return _read(path)
    raise ModelError(f"{model_dir}: no target vocabulary: none of {', '.join(_NAMES)}")


def is_special(piece: str) -> bool:
    """Whether a piece steers the model and stands for no text: <unk>, </s>, >>ara<<, arb_Arab, and the like."""
    return _SPECIAL.fullmatch(piece) is not None and not _BYTE.fullmatch(piece)


def pieces_in_script(vocabulary: Iterable[str], script: str) -> list[str]:
    """The pieces with at least one letter of a script ("Latin"), without those that only steer the model."""
    if script not in SCRIPTS:
        raise ModelError(f"cannot forbid the letters of {script!r}: give one of {', '.join(SCRIPTS)}")
    found = []
    for piece in vocabulary:
        byte = _BYTE.fullmatch(piece)
        if byte:
            text = chr(int(byte[1], 16)) if int(byte[1], 16) < 128 else ""
        else:
            text = "" if is_special(piece) else html.unescape(piece.removesuffix("@@"))  # Moses writes ' as &apos;
        if any(_in_script(char, script) for char in text):
            found.append(piece)
    return found


@lru_cache(maxsize=4096)
def _in_script(char: str, script: str) -> bool:
    # Unicode's names begin with the script; Python's data have no other trace of it.
    return char.isalpha() and unicodedata.name(char, "").startswith(script.upper() + " ")


def _read(path: Path) -> list[str]:
    try:
        content = path.read_text(encoding="utf-8")
        pieces = json.loads(content) if path.suffix == ".json" else content.split("\n")
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{path}: not a vocabulary: {error}") from error
    if not isinstance(pieces, list) or not all(isinstance(piece, str) for piece in pieces):
        raise ModelError(f"{path}: not a vocabulary: a list of texts is expected")
    return pieces[:-1] if pieces and path.suffix == ".txt" and not pieces[-1] else pieces

"""The languages that Aligner knows: sentences, plain forms and numbers of each, and which of them a text is in."""

from __future__ import annotations

import os
from collections.abc import Callable

from aligner.errors import InputError
from aligner.languages.arabic import ARABIC
from aligner.languages.base import Language, NormalForm, NumberMention, Punctuation, Span
from aligner.languages.detection import Detection, detect
from aligner.languages.english import ENGLISH
from aligner.languages.readings import is_code, other_readings, time_parts
from aligner.languages.russian import RUSSIAN
from aligner.languages.scripts_of import script_share
from aligner.languages.stanza_split import open_stanza

__all__ = [
    "LANGUAGES",
    "SPLITTERS",
    "Detection",
    "Language",
    "NormalForm",
    "NumberMention",
    "Punctuation",
    "Span",
    "detect",
    "get",
    "is_code",
    "open_stanza",
    "other_readings",
    "script_share",
    "splitter",
    "time_parts",
]

LANGUAGES: dict[str, Language] = {language.code: language for language in (ENGLISH, ARABIC, RUSSIAN)}


def get(code: str) -> Language:
    """The language with this ISO 639-1 code. Raises InputError, naming the known ones, for any other."""
    try:
        return LANGUAGES[code]
    except KeyError:
        known = ", ".join(f"{language.code} ({language.name})" for language in LANGUAGES.values())
        raise InputError(f"unknown language {code!r}: the known ones are {known}") from None


SPLITTERS = ("rules", "stanza")


def splitter(
    code: str, name: str = "rules", folder: str | os.PathLike[str] | None = None
) -> Callable[[str], list[Span]]:
    """The sentence splitter of a language by name: "rules", our own, or "stanza", with the models in `folder`.

    InputError for an unknown language or name; MissingExtra and ModelError as `open_stanza` says.
    """
    language = get(code)
    if name == "rules":
        return language.split
    if name == "stanza":
        return open_stanza(code, folder)
    raise InputError(f"unknown sentence splitter {name!r}: the known ones are {', '.join(SPLITTERS)}")

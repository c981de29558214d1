"""Names by Stanza's neural recogniser, from models that are on this machine."""

from __future__ import annotations

import os
from typing import Any

from aligner.glossary.suggester import Recogniser
from aligner.languages.stanza_models import open_pipeline

__all__ = ["open_recogniser", "recogniser_of"]

# The labels of Stanza's models for the three languages (OntoNotes, CoNLL, AQMAR), and our kinds.
_KINDS = {
    "PERSON": "person",
    "PER": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "org",
    "ORGANIZATION": "org",
    "LOCATION": "place",
}


def open_recogniser(code: str, folder: str | os.PathLike[str] | None = None) -> Recogniser:
    """A recogniser of the names in a text of this language.

    `folder` and the errors are those of `languages.stanza_models.open_pipeline`.
    """
    pipeline = open_pipeline(
        code,
        "tokenize,ner",
        folder,
        purpose="finding names with Stanza",
        model="model of names",
        otherwise="leave --stanza out",
    )
    return recogniser_of(pipeline)


def recogniser_of(pipeline: Any) -> Recogniser:
    """The recogniser that an open Stanza pipeline is: labels that are no kind of ours are left out."""

    def recognise(text: str) -> list[tuple[int, int, str]]:
        if not text.strip():
            return []
        found = []
        for entity in pipeline(text).ents:
            kind = _KINDS.get(str(entity.type).upper())
            if kind is not None and 0 <= entity.start_char < entity.end_char <= len(text):
                found.append((entity.start_char, entity.end_char, kind))
        return found

    return recognise

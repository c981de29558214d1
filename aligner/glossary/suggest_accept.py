"""What becomes of a suggestion: a new concept, another spelling of a known one, or a name never asked for again."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from aligner.errors import InputError
from aligner.files import write_atomically
from aligner.glossary.concepts import Concept, Names
from aligner.glossary.editing import identity_for
from aligner.glossary.suggester import Suggestion

__all__ = ["NEVER", "as_variant", "concept_of", "never_again", "read_never"]

NEVER = "never-suggest.txt"  # beside the glossary: one name a line, # before a remark
_HEAD = "# Names that `aligner glossary suggest` leaves out, one a line. Take a line out and the name comes again.\n"


def concept_of(suggestion: Suggestion, taken: Collection[str] = ()) -> Concept:
    """A suggestion as a proposed concept, with an id that is none of `taken`.

    Names that nobody has seen, but transliteration proposes, are named in the note, so that an editor looks at them.
    """
    names = {code: Names(entry.text, variants=_spellings(suggestion, code)) for code, entry in suggestion.names.items()}
    guessed = [code for code, entry in suggestion.names.items() if entry.how == "proposed"]
    first = suggestion.examples[0] if suggestion.examples else None
    name = suggestion.names["en"].text if "en" in suggestion.names else suggestion.name
    return Concept(
        id=identity_for(name, taken) or identity_for(_latin(suggestion), taken),
        kind=suggestion.kind,
        names=names,
        status="proposed",
        note=f"by transliteration, to be looked at: {', '.join(guessed)}" if guessed else "",
        source=f"{first.file}:{first.line}" if first and first.file else "",
    )


def _latin(suggestion: Suggestion) -> str:
    """Some Latin spelling for the id where English has no name."""
    from aligner.languages.transliteration import transliterate

    return next(iter(transliterate(suggestion.name, suggestion.language, "en", limit=1)), "") or "name"


def _spellings(suggestion: Suggestion, code: str) -> tuple[str, ...]:
    """Other spellings of the whole name in English, where no form is declined: Sergey beside Sergei."""
    entry = suggestion.names[code]
    if code != "en" or entry.how == "proposed":
        return ()
    words = len(entry.text.split())
    return tuple(form for form in entry.others if len(form.split()) == words and form != entry.text)


def as_variant(concept: Concept, suggestion: Suggestion) -> Concept:
    """The concept with the names of the suggestion as spellings that texts have; InputError where it has them all.

    A language in which the concept has no name yet gets this one as its own.
    """
    names = dict(concept.names)
    for code, entry in suggestion.names.items():
        if entry.how == "proposed":
            continue
        if code not in names:
            names[code] = Names(entry.text)
        elif entry.text not in {one.text for one in concept.designations(code)}:
            names[code] = replace(names[code], variants=(*names[code].variants, entry.text))
    if names == dict(concept.names):
        raise InputError(f"{concept.id} has this name already")
    return replace(concept, names=names)


def read_never(path: Path) -> frozenset[str]:
    """The names in a file of NEVER; none where there is no such file. InputError where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return frozenset()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'})") from error
    lines = (unicodedata.normalize("NFC", line.strip()) for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def never_again(path: Path, names: Iterable[str]) -> None:
    """Add names to a file of NEVER, whole or not at all."""
    known = read_never(path)
    new = [name for name in dict.fromkeys(" ".join(name.split()) for name in names) if name not in known]
    if not new:
        return
    before = path.read_text(encoding="utf-8-sig") if path.exists() else _HEAD
    if not before.endswith("\n"):
        before += "\n"
    with write_atomically(path) as file:
        file.write((before + "".join(f"{name}\n" for name in new)).encode())

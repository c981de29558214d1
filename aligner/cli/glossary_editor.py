"""What the commands that change a glossary share: who edits, which concept is meant, which file it goes to."""

from __future__ import annotations

import getpass
import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aligner.cli.terminal import shown
from aligner.errors import InputError

if TYPE_CHECKING:
    from aligner.glossary.concepts import Concept
    from aligner.glossary.store import Glossary

__all__ = [
    "by_option",
    "check_names",
    "destination",
    "file_of",
    "json_option",
    "known",
    "legible",
    "meant",
    "print_json",
    "print_table",
    "say",
    "tell_remarks",
    "who",
]

# A name with right-to-left letters, to its last such letter.
_RIGHT_TO_LEFT = re.compile(
    "([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[\\s-]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*)"
)

Command = TypeVar("Command", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
by_option = click.option("--by", metavar="NAME", help="Who does this, for the history.  [default: git's user.name]")


def who(by: str | None) -> str:
    """Who edits: what was given, else git's user.name, else the name of the account."""
    if by and by.strip():
        return " ".join(by.split())
    try:
        asked = subprocess.run(["git", "config", "user.name"], capture_output=True, timeout=5, check=False)
        if name := " ".join(asked.stdout.decode(errors="replace").split()):
            return name
    except (OSError, subprocess.TimeoutExpired):
        pass  # no git here
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in some containers
        raise InputError("who edits? Give your name with --by") from None


def meant(glossary: Glossary, text: str) -> Concept:
    """The concept that an id or a name means. InputError where there is none or more than one, and which are near."""
    from aligner.glossary.finding import closest

    concept = known(glossary, text)
    if concept is not None:
        return concept
    near = ", ".join(closest(glossary.concepts, text))
    raise InputError(f"no concept {text} here" + (f": did you mean {near}?" if near else ""))


def known(glossary: Glossary, text: str) -> Concept | None:
    """The concept that an id, a name or a form of a name means, if one does. InputError where several do."""
    from aligner.glossary.finding import find

    if text in glossary.concepts:
        return glossary.concepts[text]
    found = find(glossary.concepts, text, limit=10)
    for match in ("exact", "form"):
        same = [one.concept for one in found if one.match == match]
        if len(same) == 1:
            return glossary.concepts[same[0]]
        if same:
            raise InputError(f"{text} may be {', '.join(same)}: give one of these ids")
    return None


def file_of(glossary: Glossary, concept: Concept) -> Path:
    """The file to change for a concept."""
    file = glossary.file_of(concept.id)
    if file is None:
        raise InputError(f"{concept.id} is in no file")
    return file


def destination(glossary: Glossary | None, paths: Sequence[Path], kind: str, into: Path | None) -> Path:
    """The file that a new concept goes to: the one that was named, else the one with most of its kind.

    Where there is no file yet, own.tsv in the first folder that is used, else among this user's own glossaries.
    """
    from aligner.files import data_home
    from aligner.glossary.store import default_paths

    if into is not None:
        return into
    if glossary is not None and glossary.files:
        counts: Counter[Path] = Counter()
        for file in glossary.files:
            counts[file.path] = sum(concept.kind == kind for concept in file.concepts)
        return max(counts, key=lambda path: counts[path])
    given = (*default_paths(paths), data_home() / "glossaries")[0]
    return given / "own.tsv" if given.is_dir() or given.suffix != ".tsv" else given


# Slips of the hand, and a language left with lesser names only; whatever else is odd is kept and told.
_REFUSED = ("wrong-script", "unknown-class", "no-name")


def check_names(concept: Concept, before: Concept | None = None) -> None:
    """InputError where a concept has what cannot be meant, and did not have it `before`."""
    from aligner.glossary.lint import lint_concept

    known = {*lint_concept(before, rules=_REFUSED)} if before else set()
    for remark in sorted(lint_concept(concept, rules=_REFUSED), key=lambda one: _REFUSED.index(one.rule)):
        if remark not in known:
            raise InputError(f"{concept.id}: {remark.message}")


def tell_remarks(concept: Concept, before: Concept | None = None) -> None:
    """Tell the editor what to look at in a concept that was just changed: errors, and the warnings that are new."""
    from aligner.glossary.lint import lint_concept

    known = {*lint_concept(before)} if before else set()
    for remark in lint_concept(concept):
        if remark.severity == "error" or (remark.severity == "warning" and remark not in known):
            say(f"{remark.severity}: {remark.message}")


def say(message: str) -> None:
    """Tell the editor, beside the output."""
    click.echo(legible(message), err=True)


def legible(message: str) -> str:
    """A message without control characters, and each of its right-to-left names set apart from what is around it."""
    return "".join(shown(part) for part in _RIGHT_TO_LEFT.split(message))


def print_json(value: object) -> None:
    """As the other commands do."""
    click.echo(json.dumps(value, indent=2))  # ASCII: a name may be no text that a terminal can show


def print_table(rows: Sequence[Sequence[str]], *, indent: str = "") -> None:
    """Rows of cells in columns; right-to-left cells are set apart."""
    if not rows:
        return
    cells = [[shown(cell) for cell in row] for row in rows]
    widths = [max(_width(row[n]) for row in cells) for n in range(len(cells[0]))]
    for row in cells:
        padded = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        click.echo(indent + "  ".join(padded).rstrip(" "))


def _width(text: str) -> int:
    """How many columns a text takes: marks above letters and isolates take none."""
    import unicodedata

    return sum(unicodedata.category(ch) not in ("Mn", "Me", "Cf") for ch in text)

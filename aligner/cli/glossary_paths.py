"""Which glossaries a command works with: the option --glossary, and the words with which errors say where they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aligner.errors import InputError

if TYPE_CHECKING:
    from aligner.glossary.store import Glossary

__all__ = ["glossary_option", "glossary_with", "needed_glossary", "open_glossary"]

Command = TypeVar("Command", bound=Callable[..., Any])


def glossary_option(command: Command) -> Command:
    """--glossary, several times: the later ones win. The command gets `glossaries`, a tuple of paths."""
    return click.option(
        "--glossary",
        "-g",
        "glossaries",
        multiple=True,
        metavar="PATH",
        type=click.Path(path_type=Path),
        help="A glossary file, or a folder of them; several times, later ones win; 'none' for none.  "
        "[default: $ALIGNER_GLOSSARY, else ./glossaries, else those of this user]",
    )(command)


def open_glossary(paths: Sequence[Path | str] = ()) -> Glossary | None:
    """The glossary of these paths, or of the usual places where none are given; None where there is none.

    The one word "none" asks for no glossary. InputError as `Glossary.open`.
    """
    from aligner.glossary.store import Glossary, default_paths

    if [str(path) for path in paths] == ["none"]:
        return None
    found = default_paths(paths)
    return Glossary.open(*found) if found else None


def glossary_with(paths: Sequence[Path | str], into: Path | None, *, alone: bool = False) -> Glossary | None:
    """The glossary that gets new concepts: as `open_glossary`, and the file `into`, where one is named, in it.

    `into`, and a folder given that it is to lie in, need not be there yet: they are made with the first concept.
    `alone`: where no paths are given and `into` is none of the usual files, it is the whole glossary.
    """
    from aligner.glossary.store import Glossary, default_paths, glossary_files

    if into is None:
        try:
            return open_glossary(paths)
        except InputError as error:
            if all(path.exists() for path in default_paths(paths)):
                raise
            raise InputError(f"{error} (--into FILE makes a new one)") from error
    home = into.resolve()
    if not home.exists() and home.suffix.lower() != ".tsv":
        raise InputError(f"{into}: a glossary file is called .tsv: name the new one so")
    known = () if [str(path) for path in paths] == ["none"] else default_paths(paths)
    if alone and not paths and {home, home.parent}.isdisjoint(path.resolve() for path in known):
        known = ()
    files = glossary_files(path for path in known if path.exists() or path.resolve() not in (home, *home.parents))
    if home.exists() and home not in [file.resolve() for file in files]:
        files = (*files, into)
    return Glossary.open(*files) if files else None


def needed_glossary(paths: Sequence[Path | str] = ()) -> Glossary:
    """As `open_glossary`; InputError where there is none."""
    opened = open_glossary(paths)
    if opened is None:
        raise InputError(
            "no glossary here: name one with --glossary or $ALIGNER_GLOSSARY, make a folder glossaries, "
            "or begin one with  aligner glossary add"
        )
    return opened

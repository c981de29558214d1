"""`aligner glossary`: the names that editors keep. One module a command or a few, loaded when it is called."""

from __future__ import annotations

import click

from aligner.cli.lazy import LazyGroup

__all__ = ["glossary"]

# name -> module of this package and the command in it, what it does
_COMMANDS = {
    "add": ("glossary_add:add", "add a concept, from options or step by step"),
    "approve": ("glossary_edit:approve", "approve concepts: from then on they are enforced"),
    "check": ("glossary_check:check", "check translations against the glossary"),
    "deprecate": ("glossary_edit:deprecate", "take a concept out of use and say why"),
    "diff": ("glossary_versions:diff", "compare two versions, concept by concept"),
    "edit": ("glossary_edit:edit", "change what a concept says"),
    "export": ("glossary_exchange:export", "write the glossary for other tools"),
    "find": ("glossary_show:find", "find concepts by any name, in any script"),
    "fmt": ("glossary_lint:fmt", "write glossary files in the one canonical way"),
    "forms": ("glossary_forms:forms", "show, correct and confirm the forms of a name"),
    "history": ("glossary_show:history", "who changed what, and when"),
    "impact": ("glossary_impact:impact", "how many stored sentences a change would alter"),
    "import": ("glossary_exchange:import_", "take in the glossaries of other tools"),
    "lint": ("glossary_lint:lint", "find contradictions, gaps and risky names"),
    "list": ("glossary_show:list_", "list concepts"),
    "merge": ("glossary_versions:merge", "merge two versions with their common ancestor"),
    "probe": ("glossary_probe:probe", "measure which names a translation model keeps"),
    "show": ("glossary_show:show", "all that is known of a concept"),
    "suggest": ("glossary_suggest:suggest", "names in reports that the glossary does not have"),
}


class _Commands(LazyGroup):
    places = _COMMANDS


@click.group(cls=_Commands)
def glossary() -> None:
    """The glossary: how people, places, bodies and offices are named in each language.

    The files are the ones given with --glossary, else those of $ALIGNER_GLOSSARY, else the folder glossaries here, else
    this user's own.
    """

"""Going through suggested names at a terminal, one key each; what is accepted is saved at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.glossary_editor import check_names, destination, file_of, meant, say, tell_remarks, who
from aligner.cli.glossary_suggest import describe
from aligner.cli.terminal import counted
from aligner.errors import AlignerError
from aligner.languages import LANGUAGES
from aligner.languages.names import KINDS

if TYPE_CHECKING:
    from aligner.glossary.concepts import Concept
    from aligner.glossary.store import Glossary
    from aligner.glossary.suggester import Suggestion

__all__ = ["Acceptance"]

_KEYS = {
    "a": "accept",
    "e": "edit, then accept",
    "v": "variant of a known concept",
    "s": "skip",
    "n": "never ask again",
    "q": "quit",
}
_HELP = "  ".join(f"[{key}] {about}" for key, about in _KEYS.items())


class Acceptance:
    """The questions to an editor. Each answer is on the disk before the next question is asked."""

    def __init__(
        self,
        opened: Glossary | None,
        glossaries: Sequence[Path],
        into: Path | None,
        never: Path,
        by: str | None,
        *,
        approve: bool,
    ) -> None:
        self._opened = opened
        self._glossaries = tuple(glossaries)
        self._into = into
        self._never = never
        self._who = who(by)
        self._approve = approve
        self._done: dict[str, int] = {"added": 0, "variants": 0, "never": 0, "skipped": 0}
        self._changed: dict[str, Concept] = {}  # what this session has written

    def ask(self, found: Sequence[Suggestion]) -> None:
        """Ask for each name what becomes of it."""
        if not found:
            say("no names that the glossary does not have")
            return
        say(f"{counted(len(found), 'name')}. {_HELP}")
        answers: dict[str, Callable[[Suggestion], bool]] = {
            "a": self._accept,
            "e": self._edit,
            "v": self._variant,
            "s": self._skip,
            "n": self._never_again,
        }
        try:
            for number, one in enumerate(found, 1):
                click.echo(err=True)
                click.echo(f"{number} of {len(found)}, {one.kind}: {one.reason}", err=True)
                click.echo("\n".join(describe(one)), err=True)
                if not self._answer(one, answers):
                    break
        except (KeyboardInterrupt, EOFError, click.Abort):
            click.echo(err=True)
        self._tell()

    def _answer(self, one: Suggestion, answers: dict[str, Callable[[Suggestion], bool]]) -> bool:
        """Ask until a key settles this name; False to stop."""
        while True:
            click.echo(f"{'/'.join(_KEYS)}? ", nl=False, err=True)
            key = click.getchar().lower()
            if key in ("\x03", "\x04", ""):
                raise click.Abort
            click.echo(_KEYS.get(key, ""), err=True)
            if key == "q":
                return False
            try:
                if key in answers and answers[key](one):
                    return True
            except AlignerError as error:
                say(f"not done: {error}")
            except click.Abort:  # Ctrl-C in a question of this name: back to its keys
                click.echo(err=True)
            if key not in answers:
                say(_HELP)

    def _accept(self, one: Suggestion) -> bool:
        from aligner.glossary.suggest_accept import concept_of

        return self._add(concept_of(one, self._taken()))

    def _edit(self, one: Suggestion) -> bool:
        from aligner.glossary.concepts import Names
        from aligner.glossary.editing import identity_for
        from aligner.glossary.suggest_accept import concept_of

        concept = concept_of(one, self._taken())
        kind = click.prompt("Kind", type=click.Choice(KINDS), default=concept.kind, err=True)
        names = {}
        for code, language in LANGUAGES.items():
            had = concept.names.get(code)
            text = click.prompt(
                f"{language.name} name (- for none)", default=had.preferred if had else "-", err=True
            ).strip()
            if text and text != "-":
                kept = had if had is not None else Names(text)
                names[code] = replace(kept, preferred=text, variants=tuple(v for v in kept.variants if v != text))
        if not names:
            say("a concept without a name is none")
            return False
        identity = concept.id
        if "en" in names and (had := concept.names.get("en")) and names["en"].preferred != had.preferred:
            identity = identity_for(names["en"].preferred, self._taken()) or identity
        note = ""  # the editor has seen every name
        return self._add(replace(concept, id=identity, kind=kind, names=names, note=note))

    def _add(self, concept: Concept) -> bool:
        from aligner.glossary.editing import editing

        check_names(concept)
        path = destination(self._opened, self._glossaries, concept.kind, self._into)
        with editing(path, self._who, create=True) as edit:
            if self._approve:
                kept = edit.approve(concept, "suggest")
            else:
                kept = edit.put(concept, "suggest")
        self._changed[kept.id] = kept
        self._done["added"] += 1
        say(f"{path}: {kept.id}, {kept.status}")
        tell_remarks(kept)
        return True

    def _variant(self, one: Suggestion) -> bool:
        from aligner.glossary.editing import editing
        from aligner.glossary.suggest_accept import as_variant

        if self._opened is None:
            say("there is no glossary yet, so no known concept")
            return False
        default = one.near[0].concept if one.near else None
        told = click.prompt("Of which concept? Its id or a name", default=default, err=True)
        concept = meant(self._opened, told)
        path = file_of(self._opened, concept)
        with editing(path, self._who) as edit:
            held = edit.concepts.get(concept.id, concept)
            kept = edit.put(as_variant(held, one), "suggest")
        self._changed[kept.id] = kept
        self._done["variants"] += 1
        say(f"{path}: {kept.id} has it as a variant")
        tell_remarks(kept, held)
        return True

    def _skip(self, one: Suggestion) -> bool:
        self._done["skipped"] += 1
        return True

    def _never_again(self, one: Suggestion) -> bool:
        from aligner.glossary.suggest_accept import never_again

        never_again(self._never, (entry.text for entry in one.names.values() if entry.how != "proposed"))
        self._done["never"] += 1
        say(f"{self._never}: remembered")
        return True

    def _taken(self) -> set[str]:
        return {*self._changed, *(self._opened.concepts if self._opened else ())}

    def _tell(self) -> None:
        status = "approved" if self._approve else "proposed"
        parts = [
            f"{self._done['added']} added ({status})" if self._done["added"] else "",
            f"{counted(self._done['variants'], 'variant')} added" if self._done["variants"] else "",
            f"{self._done['never']} never again" if self._done["never"] else "",
            f"{self._done['skipped']} skipped" if self._done["skipped"] else "",
        ]
        say(", ".join(filter(None, parts)) or "nothing is changed")

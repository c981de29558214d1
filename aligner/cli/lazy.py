"""A group of commands that live in modules of this package and are imported when they are called."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import click

__all__ = ["LazyGroup"]


class LazyGroup(click.Group):
    """`places` says of each command where it is ("glossary_show:find") and what it does."""

    places: Mapping[str, tuple[str, str]] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in order."""
        return sorted(self.places)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command, imported now; None for another name."""
        if name not in self.places:
            return None
        module, _, attribute = self.places[name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(f"aligner.cli.{module}"), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help, made without importing the modules."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in sorted(self.places.items())])

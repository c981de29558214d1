"""The command `aligner`: one module a group of commands, loaded when it is called."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from typing import Any

import click

from aligner import __version__
from aligner.cli.lazy import LazyGroup
from aligner.cli.terminal import shown
from aligner.errors import AlignerError

__all__ = ["main"]

_COMMANDS = {
    "align": ("align:align", "put versions of a report side by side"),
    "corpus": ("corpus:corpus", "build corpora for training: filter, split, export"),
    "glossary": ("glossary:glossary", "how names are written: keep, check, suggest, exchange"),
    "memory": ("memory:memory", "what the translation memory holds, and what editors approved"),
    "models": ("models:models", "list, install, update and remove translation models"),
    "translate": ("translate:translate", "translate reports"),
}


# What was done before an interruption is not done again.
_RESUMED = ("align", "models", "translate", *(f"corpus {stage}" for stage in ("build", "filter", "dedupe", "split")))


class _Interrupted(Exception):
    """Somebody stopped a command."""


class _Commands(LazyGroup):
    places = _COMMANDS

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. What click would say of an interruption is said in `main`."""
        first = ctx.args[0] if ctx.args else ""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            resumed = not {ctx.invoked_subcommand, f"{ctx.invoked_subcommand} {first}"}.isdisjoint(_RESUMED)
            raise _Interrupted("; the same command goes on from here" if resumed else "") from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="aligner")
def cli() -> None:
    """Translate reports between English, Arabic and Russian, and align their versions, on this machine.

    Exit status: 0 done; 1 done, with something that an editor should look at; 2 something could not be used;
    130 interrupted.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; every error that Aligner knows is one line on stderr and exit status 2."""
    try:
        status: Any = cli.main(args=arguments, prog_name="aligner", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:  # a group without a command
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        _say(_one_line(error))
        sys.exit(2)
    except AlignerError as error:
        _say(str(error))
        sys.exit(error.exit_status)
    except (_Interrupted, KeyboardInterrupt, click.Abort) as error:
        if sys.stderr.isatty() and not isinstance(error, click.Abort):
            click.echo(err=True)  # behind ^C
        _say(f"interrupted{error}")
        sys.exit(130)
    except BrokenPipeError:  # `aligner ... | head`
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:  # a full disk, a folder that may not be written to
        _say(f"{error.filename or 'writing the output'}: {error.strerror or error}")
        sys.exit(2)
    except Exception:  # a bug: say so, with a status that is none of ours
        traceback.print_exc()
        _say("this is a bug in Aligner; what stands above helps to mend it")
        sys.exit(70)
    sys.exit(status if isinstance(status, int) else 0)


def _one_line(error: click.ClickException) -> str:
    """What click has to say of a wrong option or argument, and where to read more."""
    message = " ".join(error.format_message().split())
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "aligner"
    return f"{message} (see  {path} --help)"


def _say(message: str) -> None:
    click.echo(f"aligner: {shown(message.strip())}", err=True)

"""`aligner glossary lint` and `fmt`: what is wrong in a glossary, and its files in the one canonical way."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from aligner.cli.glossary_editor import json_option, legible, print_json, say
from aligner.cli.glossary_paths import glossary_option, needed_glossary
from aligner.cli.terminal import counted, shown
from aligner.errors import InputError

__all__ = ["fmt", "lint"]


class _WithRules(click.Command):
    """A command whose help ends with the rules."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from aligner.glossary.lint import RULES

        with formatter.section("Rules"):
            formatter.write_dl([(rule, f"{severity}: {about}") for rule, (severity, about) in RULES.items()])


@click.command(cls=_WithRules)
@click.argument("terms", nargs=-1, metavar="[ID|NAME]...")
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Only this rule; several times.")
@click.option("--skip", multiple=True, metavar="RULE", help="Not this rule; several times.")
@click.option("--level", type=click.Choice(("error", "warning", "info")), default="warning", show_default=True,
              help="The least grave that is told.")  # fmt: skip
@glossary_option
@json_option
@click.pass_context
def lint(
    ctx: click.Context,
    terms: tuple[str, ...],
    rules: tuple[str, ...],
    skip: tuple[str, ...],
    level: str,
    glossaries: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Find contradictions, gaps and risky names. Exit status 1 where there are errors.

    \b
    aligner glossary lint
    aligner glossary lint --level error
    aligner glossary lint ahmed-al-sharaa --level info
    """
    from aligner.cli.glossary_editor import meant
    from aligner.glossary.lint import RULES, SEVERITIES
    from aligner.glossary.lint import lint as lint_all

    for rule in (*rules, *skip):
        if rule not in RULES:
            raise InputError(f"no rule {rule}: the rules are {', '.join(RULES)}")
    told_levels = SEVERITIES[: SEVERITIES.index(level) + 1]
    wanted = [
        rule for rule, (severity, _) in RULES.items()
        if severity in told_levels and (not rules or rule in rules) and rule not in skip
    ]  # fmt: skip
    opened = needed_glossary(glossaries)
    only = {meant(opened, term).id for term in terms}
    found = [one for one in lint_all(opened.concepts, rules=wanted) if not only or only & {one.concept, *one.others}]
    of_files = not (only or rules or level == "error")
    rough = _not_canonical([file.path for file in opened.files]) if of_files else []
    conflicts = [one for one in opened.conflicts if one.kind == "overridden"] if of_files else []
    unknown = {file.path: file.extra for file in opened.files if file.extra} if of_files else {}
    if as_json:
        remarks = [{**asdict(one), "severity": one.severity, "origin": opened.origin(one.concept)} for one in found]
        print_json(
            {
                "remarks": remarks,
                "conflicts": [vars(one) for one in conflicts],
                "not_canonical": list(map(str, rough)),
                "unknown_columns": {str(path): list(names) for path, names in unknown.items()},
            }
        )
    else:
        for one in found:
            language = f" {one.language}:" if one.language else ""
            click.echo(f"{opened.origin(one.concept)}: {one.severity}: {one.concept}:{language} {legible(one.message)} "
                       f"[{one.rule}]")  # fmt: skip
        for conflict in conflicts:
            click.echo(f"{conflict.places[-1]}: warning: {legible(conflict.message)} [conflict]")
        for path in rough:
            click.echo(f"{path}: warning: not written in the canonical way: run  aligner glossary fmt {path}")
        for path, names in unknown.items():
            told = shown(", ".join(names))
            click.echo(f"{path}: note: columns that Aligner does not know are kept as they are: {told}")
        counts = [
            counted(n, severity)
            for severity in told_levels
            if (n := sum(one.severity == severity for one in found)) and severity != "info"
        ]
        say(f"{counted(len(only or opened.concepts), 'concept')}: {', '.join(counts) or 'no error'}")
    if any(one.severity == "error" for one in found):
        ctx.exit(1)


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit status 1 where a file would change.")
@glossary_option
@click.pass_context
def fmt(ctx: click.Context, files: tuple[Path, ...], check: bool, glossaries: tuple[Path, ...]) -> None:
    """Write glossary files in the one canonical way: all columns in order, sorted by id, UTF-8, plain line breaks.

    Run it after a spreadsheet has saved a glossary, so that git shows what was really changed. Names stay as they are,
    letter for letter.

    \b
    aligner glossary fmt
    aligner glossary fmt --check glossaries/names.tsv
    """
    from aligner.glossary.store import default_paths, glossary_files

    paths = glossary_files(files or default_paths(glossaries))
    if not paths:
        raise InputError("no glossary file here: name one")
    rough = [path for path in paths if _rewrite(path, check=check)]
    for path in rough:
        click.echo(f"{path}: {'would be written anew' if check else 'written anew'}")
    say(f"{counted(len(paths), 'file')}, {len(paths) - len(rough)} canonical already")
    if check and rough:
        ctx.exit(1)


def _not_canonical(paths: list[Path]) -> list[Path]:
    return [path for path in paths if _rewrite(path, check=True)]


def _rewrite(path: Path, *, check: bool) -> bool:
    """Write a file in the canonical way, if it is not; gives whether it was not. `check`: write nothing."""
    from aligner.glossary.editing import rewrite
    from aligner.glossary.files import canonical, read_bytes, read_content

    if not check:
        return rewrite(path)
    content = read_content(path)
    file = read_bytes(content, path)
    return canonical(file.concepts, file.extra) != content

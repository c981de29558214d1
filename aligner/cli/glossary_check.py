"""`aligner glossary check`: translations, whoever made them, against the glossary."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner import __version__
from aligner.cli.glossary_paths import glossary_option, needed_glossary
from aligner.cli.terminal import counted, shown
from aligner.errors import InputError
from aligner.languages import LANGUAGES

if TYPE_CHECKING:
    from aligner.glossary.findings import Finding
    from aligner.glossary.pairs import Pair
    from aligner.glossary.reporting import Located
    from aligner.glossary.store import Glossary

__all__ = ["check"]

_CODES = tuple(LANGUAGES)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--against",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The translation of FILE, line by line; say --from and --to.",
)
@click.option("--from", "source", type=click.Choice(_CODES), help="Language of FILE; of a TMX or bitext: only these.")
@click.option("--to", "target", type=click.Choice(_CODES), help="Language of the translation.")
@glossary_option
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the findings to a file.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="The exit status is 1 where there is such a finding, or a graver one.",
)
@click.option("--info", "with_info", is_flag=True, help="Also print what is only worth knowing.")
def check(
    files: tuple[Path, ...],
    against: Path | None,
    source: str | None,
    target: str | None,
    glossaries: tuple[Path, ...],
    form: str,
    output: Path | None,
    fail_on: str,
    with_info: bool,
) -> int:
    """Check translations against the glossary: bitexts (.jsonl, .parquet), TMX, or two files line by line.

    \b
    aligner glossary check out/bitext/*.jsonl
    aligner glossary check partner.tmx --from en --to ru
    aligner glossary check report.en.txt --against report.ru.txt --from en --to ru

    Found are missing terms, forbidden and other spellings, wrong cases and clitics, several names for one concept,
    names left untranslated, and wrong gender. Line and column are those of the checked file; of a bitext, the column
    counts the characters of the text.

    Exit status 0: nothing as grave as --fail-on; 1: something; 2: a file cannot be used.
    """
    from aligner.files import write_atomically
    from aligner.glossary.findings import at_least
    from aligner.glossary.pairs import in_their_languages
    from aligner.glossary.reporting import located, record, sarif

    pairs = _pairs(files, against, source, target)
    in_their_languages(pairs)
    held = needed_glossary(glossaries)
    found = located(pairs, _checked(pairs, held))
    shown_ones = [one for one in found if with_info or at_least(one.finding, "warning")]
    if form == "json":
        text = json.dumps({"schema_version": 1, "findings": [record(one) for one in shown_ones]}, ensure_ascii=False)
    elif form == "sarif":
        text = json.dumps(sarif(shown_ones, __version__), ensure_ascii=False, indent=1)
    else:
        text = "\n".join([*map(_line, shown_ones), _summary(shown_ones, len(pairs))])
    if output is None:
        click.echo(text)
    else:
        with write_atomically(output) as file:
            file.write(text.encode() + b"\n")
        click.echo(_summary(shown_ones, len(pairs)))
    return int(fail_on != "never" and any(at_least(one.finding, fail_on) for one in found))


def _pairs(files: Sequence[Path], against: Path | None, source: str | None, target: str | None) -> list[Pair]:
    from aligner.glossary.pairs import read_pairs, read_two

    if against is None:
        found = [pair for path in files for pair in read_pairs(path, source=source or "", target=target or "")]
        if not found and (source or target):
            raise InputError(f"{files[0]}: nothing in these languages ({source or 'any'} to {target or 'any'})")
        return found
    if len(files) != 1 or not source or not target:
        raise click.UsageError("--against is the translation of one FILE: give one, and --from and --to")
    return list(read_two(files[0], against, source, target))


def _checked(pairs: Sequence[Pair], held: Glossary) -> list[tuple[Finding, ...]]:
    """The findings for each pair; those of one document are checked together."""
    from aligner.glossary.checker import Checker

    codes = list(dict.fromkeys(code for pair in pairs for code in (pair.source_language, pair.target_language)))
    # Names left in Latin letters are looked for in English, whatever the languages.
    checker = Checker(held.concepts.values(), list(dict.fromkeys([*codes, "en"])))
    groups: dict[tuple[object, ...], list[int]] = {}
    for number, pair in enumerate(pairs):
        key = (pair.target_place.file, pair.document, pair.source_language, pair.target_language)
        groups.setdefault(key, []).append(number)
    answers: list[tuple[Finding, ...]] = [()] * len(pairs)
    for numbers in groups.values():
        first = pairs[numbers[0]]
        texts = [(pairs[number].source, pairs[number].target) for number in numbers]
        given = checker.check_document(texts, first.source_language, first.target_language)
        for number, findings in zip(numbers, given, strict=True):
            answers[number] = findings
    return answers


def _line(one: Located) -> str:
    place, finding = one.place, one.finding
    about = f" ({shown(one.pair.about)})" if one.pair.about else ""
    where = f"{shown(place.file)}:{place.line}:{place.column}"
    return f"{where}: {finding.severity}: {shown(finding.message)} [{finding.rule}]{about}"


def _summary(found: Iterable[Located], pairs: int) -> str:
    counts = Counter(one.finding.severity for one in found)
    told = [counted(counts[name], name) for name in ("error", "warning") if counts[name]]
    if counts["info"]:
        told.append(f"{counts['info']} for your information")
    return f"{counted(pairs, 'sentence pair')} checked: {', '.join(told) or 'nothing found'}"

"""`aligner glossary suggest`: names in reports and bitexts that the glossary does not have."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.glossary_editor import by_option, destination, json_option, legible, print_json, say
from aligner.cli.glossary_paths import glossary_option, glossary_with
from aligner.cli.terminal import counted, shown
from aligner.errors import InputError
from aligner.languages import LANGUAGES, detect

if TYPE_CHECKING:
    from aligner.glossary.store import Glossary
    from aligner.glossary.suggester import NameIn, Passage, Recogniser, Suggestion

__all__ = ["describe", "suggest"]

_BITEXTS = (".jsonl", ".parquet")
_HEADINGS = {"person": "People", "place": "Places", "org": "Organisations", "title": "Titles", "event": "Events"}


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@glossary_option
@click.option(
    "--from", "language", type=click.Choice(tuple(LANGUAGES)), help="Language of the reports.  [default: found out]"
)
@click.option("--aligned", is_flag=True, help="The FILEs are one report in two or three languages, line by line.")
@click.option(
    "--min", "least", type=click.IntRange(1), default=1, show_default=True, help="How often a name must stand."
)
@click.option("--limit", type=click.IntRange(1), help="At most so many names, those that stand most often.")
@click.option("--stanza", is_flag=True, help="Use Stanza's models of names, too, where they are on this machine.")
@json_option
@click.option(
    "--to-file", type=click.Path(dir_okay=False, path_type=Path), help="Write them all to a new glossary file."
)
@click.option("--accept", is_flag=True, help="Go through them one by one; one key each.")
@click.option("--approve", is_flag=True, help="What is accepted or written is approved at once; else it is proposed.")
@click.option(
    "--into",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where accepted names go.  [default: with most of the kind]",
)
@by_option
def suggest(
    files: tuple[Path, ...],
    glossaries: tuple[Path, ...],
    language: str | None,
    aligned: bool,
    least: int,
    limit: int | None,
    stanza: bool,
    as_json: bool,
    to_file: Path | None,
    accept: bool,
    approve: bool,
    into: Path | None,
    by: str | None,
) -> None:
    """Suggest names that FILEs have and the glossary does not: reports (.txt, .md) and bitexts (.jsonl, .parquet).

    \b
    aligner glossary suggest reports/*.txt
    aligner glossary suggest out/report.en-ru.jsonl --accept
    aligner glossary suggest report.en.txt report.ar.txt --aligned --min 2

    What a name is called in the other languages is taken from aligned text, else proposed by transliteration, and
    marked as proposed. With --accept each name is shown, and one key says what becomes of it.
    """
    if accept and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.UsageError("--accept asks at a terminal, and here is none: use --to-file and correct that file")
    if accept and (as_json or to_file is not None):
        raise click.UsageError("--accept does not go together with --json and --to-file")
    if to_file is not None and to_file.exists():
        raise InputError(f"{to_file}: is there already; name a new file")
    opened = glossary_with(glossaries, into)
    never = _never_file(opened, glossaries, into)
    found = _suggestions(files, opened, never, language, aligned, stanza, least, limit)
    if to_file is not None:
        _write(found, to_file, approve)
    if as_json:
        print_json([record(one) for one in found])
    elif accept:
        from aligner.cli.glossary_suggest_accept import Acceptance

        Acceptance(opened, glossaries, into, never, by, approve=approve).ask(found)
    elif to_file is not None:
        say(f"{to_file}: {counted(len(found), 'name')}, {'approved' if approve else 'proposed'}")
    else:
        _print(found)


def _never_file(opened: Glossary | None, glossaries: Sequence[Path], into: Path | None) -> Path:
    from aligner.glossary.suggest_accept import NEVER

    return destination(opened, glossaries, "person", into).parent / NEVER


def _suggestions(
    files: Sequence[Path],
    opened: Glossary | None,
    never: Path,
    language: str | None,
    aligned: bool,
    stanza: bool,
    least: int,
    limit: int | None,
) -> list[Suggestion]:
    from aligner.glossary.suggest_accept import read_never
    from aligner.glossary.suggester import suggest as names_in

    passages = _line_by_line(files, language) if aligned else [one for file in files for one in _read(file, language)]
    recognisers = _recognisers({code for one in passages for code in one.texts}) if stanza else {}
    concepts = opened.concepts.values() if opened else ()
    return names_in(passages, concepts, never=read_never(never), recognisers=recognisers, least=least, limit=limit)


def _recognisers(codes: set[str]) -> dict[str, Recogniser]:
    from aligner.glossary.suggest_stanza import open_recogniser

    return {code: open_recogniser(code) for code in sorted(codes)}


def _read(path: Path, language: str | None) -> list[Passage]:
    """The passages of a report or a bitext."""
    from aligner.glossary.suggester import Passage

    if path.suffix.lower() in _BITEXTS:
        from aligner.bitext import Bitext

        return [
            Passage({bead.source_language: bead.source_text, bead.target_language: bead.target_text}, str(path), n)
            for n, bead in enumerate(Bitext.read(path), 1)
        ]
    from aligner import documents

    code = language or _language_of(path)
    document = documents.read(path, code)
    return [Passage({code: segment.text}, str(path), segment.line) for segment in document.segments]


def _language_of(path: Path) -> str:
    from aligner import documents

    found = detect(documents.detectable(documents.read(path, documents.UNKNOWN_LANGUAGE)))
    if found.code is None:
        raise InputError(f"{path}: its language is not clear; say it with --from ({', '.join(LANGUAGES)})")
    return found.code


def _line_by_line(files: Sequence[Path], language: str | None) -> list[Passage]:
    """The passages of versions of one report whose lines translate each other."""
    from aligner.glossary.suggester import Passage

    if language is not None:
        raise click.UsageError("--from is for reports in one language; with --aligned each file tells its own")
    if not 2 <= len(files) <= len(LANGUAGES):
        raise click.UsageError("--aligned needs one report in two or three languages, a file each")
    versions: dict[str, list[tuple[int, str]]] = {}
    for file in files:
        code = _language_of(file)
        if code in versions:
            raise InputError(f"{file}: is in {LANGUAGES[code].name} as well as a file before it")
        versions[code] = _lines(file)
    counts = {len(lines) for lines in versions.values()}
    if len(counts) > 1:
        told = ", ".join(f"{file} has {len(lines)}" for file, lines in zip(files, versions.values(), strict=True))
        raise InputError(f"the files are not aligned line by line: {told} lines that are not empty")
    codes = list(versions)
    return [
        Passage({code: text for code, (_, text) in zip(codes, row, strict=True)}, str(files[0]), row[0][0])
        for row in zip(*versions.values(), strict=True)
    ]


def _lines(path: Path) -> list[tuple[int, str]]:
    from aligner import documents

    text = documents.read(path, documents.UNKNOWN_LANGUAGE).text
    return [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]


def _write(found: Sequence[Suggestion], path: Path, approve: bool) -> None:
    from dataclasses import replace

    from aligner.glossary.store import Glossary
    from aligner.glossary.suggest_accept import concept_of

    concepts: dict[str, object] = {}
    made = []
    for one in found:
        concept = concept_of(one, concepts)
        concepts[concept.id] = concept
        made.append(replace(concept, status="approved") if approve else concept)
    Glossary.of(made).write(path)


def record(one: Suggestion) -> dict[str, object]:
    """A suggestion for a program."""
    return {
        "kind": one.kind,
        "reason": one.reason,
        "count": one.count,
        "language": one.language,
        "names": {
            code: {"text": entry.text, "how": entry.how, "count": entry.count, "others": list(entry.others)}
            for code, entry in one.names.items()
        },
        "near": [near._asdict() for near in one.near],
        "examples": [
            {
                "file": example.file,
                "line": example.line,
                "text": example.text,
                "start": example.start,
                "end": example.end,
            }
            for example in one.examples
        ],
    }


def _print(found: Sequence[Suggestion]) -> None:
    if not found:
        say("no names that the glossary does not have")
        return
    for kind in dict.fromkeys((*_HEADINGS, *(one.kind for one in found))):
        group = [one for one in found if one.kind == kind]
        if group:
            click.echo(f"{_HEADINGS.get(kind, 'Others')} ({len(group)})")
            for one in group:
                click.echo("\n".join(describe(one)))
            click.echo()
    if any(entry.how == "proposed" for one in found for entry in one.names.values()):
        say("? proposed by transliteration, found in no text")


def describe(one: Suggestion) -> list[str]:
    """A suggestion as lines of text: how often, names, where, what known concept it may be."""
    parts = [f"{code} {shown(entry.text)}{'?' if entry.how == 'proposed' else ''}" for code, entry in _names(one)]
    lines = [f"{one.count:5}  {'   '.join(parts)}"]
    further = [
        f"{code} {', '.join(shown(other) for other in entry.others[:3])}"
        for code, entry in _names(one)
        if entry.how == "proposed" and entry.others
    ]
    if further:
        lines.append(f"       or: {'; '.join(further)}")
    lines.extend(f"       perhaps another spelling of {near.concept} ({shown(near.text)})" for near in one.near[:1])
    lines.extend(
        f"       {_place(example.file, example.line)}{_excerpt(example.text, example.start, example.end)}"
        for example in one.examples[:1]
    )
    return lines


def _names(one: Suggestion) -> list[tuple[str, NameIn]]:
    return sorted(one.names.items(), key=lambda item: (item[0] != one.language, item[1].how == "proposed", item[0]))


def _place(file: str, line: int) -> str:
    return f"{shown(file)}:{line}: " if file else ""


_AROUND = 45  # characters on either side of a name


def _excerpt(text: str, start: int, end: int) -> str:
    """The name with what stands around it, cut between words."""
    left, right = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:
        left = "… " + left.partition(" ")[2]
    if len(text) - end > _AROUND:
        right = right.rpartition(" ")[0] + " …"
    return legible(left + text[start:end] + right)

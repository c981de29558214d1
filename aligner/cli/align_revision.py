"""`aligner align --revision`: what was changed between two revisions of one text."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import click

from aligner.cli.terminal import shown
from aligner.errors import InputError
from aligner.files import write_atomically
from aligner.languages import LANGUAGES

__all__ = ["compare_revisions"]


def compare_revisions(
    paths: tuple[str, ...],
    outputs: tuple[Path, ...],
    language: str | None,
    *,
    lines: bool,
    force: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Print the changes from the first text to the second, or write them to a .jsonl file."""
    from aligner.aligned.opening import open_version
    from aligner.alignment.revisions import compare, record, rendered

    if len(paths) != 2:
        raise click.UsageError("--revision compares two texts: OLD NEW")
    if paths.count("-") > 1:
        raise click.UsageError("-: standard input can be one of the texts only")
    if len(outputs) > 1 or any(path.suffix.lower() != ".jsonl" for path in outputs):
        raise click.UsageError("--revision writes one file ending in .jsonl, or to the terminal")
    old, new = (
        open_version(sys.stdin.buffer.read() if path == "-" else Path(path), language, lines=lines, force=force)
        for path in paths
    )
    if old.language != new.language:
        names = " and in ".join(LANGUAGES[version.language].name for version in (old, new))
        raise InputError(f"{old.name} and {new.name} are in {names}: without --revision they are aligned")
    changes = compare(
        old.segments, new.segments, old.language, old_paragraphs=old.paragraphs, new_paragraphs=new.paragraphs
    )
    records = [record(change, old.segments, new.segments) for change in changes]
    for path in outputs:
        try:
            with write_atomically(path) as file:
                file.writelines(json.dumps(entry, ensure_ascii=False).encode() + b"\n" for entry in records)
        except OSError as error:
            raise InputError(f"{path}: cannot be written: {error.strerror}; choose another --output") from error
    if as_json:
        counts = Counter(change.kind for change in changes)
        found = {"language": old.language, "counts": dict(sorted(counts.items())), "changes": records}
        click.echo(json.dumps({"schema_version": 1, **found}))
    elif outputs:
        if not quiet:
            click.echo(f"{len(records)} changes and kept sentences in {shown(outputs[0])}")
    else:
        for line in rendered(changes, old.segments, new.segments, old.language):
            click.echo(line)
    return 0

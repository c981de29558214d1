"""`aligner memory`: what the translation memory holds, approving translations, carrying it elsewhere."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aligner.errors import InputError

if TYPE_CHECKING:
    from aligner.bitext import Bead
    from aligner.translation.memory import Approval, LoadReport, Memory

__all__ = ["memory"]

Command = TypeVar("Command", bound=Callable[..., Any])

_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_text_argument = click.argument("text")


def _memory_option(command: Command) -> Command:
    return click.option("--memory", "path", metavar="PATH", help="The memory.  [default: the one of this user]")(
        command
    )


def _pair_options(command: Command) -> Command:
    command = click.option("--to", "target", required=True, metavar="CODE", help="Language of the translation.")(
        command
    )
    return click.option("--from", "source", required=True, metavar="CODE", help="Language of the text.")(command)


@click.group()
def memory() -> None:
    """The translation memory: what was translated, and what editors approved."""


@memory.command()
@_memory_option
@_json_option
def stats(path: str | None, as_json: bool) -> None:
    """Say how much the memory holds."""
    with _open(path) as opened:
        found = opened.statistics()
    if as_json:
        _print_json(asdict(found))
        return
    click.echo(f"{found.path}: {found.bytes / 1e6:.1f} MB")
    rows = [("pair", "machine", "approved")]
    rows += [(f"{source}-{target}", f"{machine:,}", f"{own:,}") for source, target, machine, own in found.pairs]
    rows += [("all", f"{found.machine:,}", f"{found.approved:,}")]
    for pair, machine, approved in rows:
        click.echo(f"{pair:<8}{machine:>12}{approved:>12}")
    for source, target, engine, entries in found.engines:
        click.echo(f"{source}-{target}  {engine}  {entries:,}")


@memory.command()
@click.argument("files", nargs=-1, required=True, metavar="BITEXT...")
@click.option("--all", "everything", is_flag=True, help="Drafts too, not only what is accepted or edited.")
@click.option("--editor", default="", metavar="NAME", help="Who approves, where the bitext does not say.")
@_memory_option
@_json_option
def approve(files: tuple[str, ...], everything: bool, editor: str, path: str | None, as_json: bool) -> None:
    """Approve the translations of bitexts (.jsonl or .parquet) whose state is accepted or edited.

    Correct the target in a bitext that `aligner translate` wrote, set its state to "edited", and give it to this
    command: from then on the same source segment is translated so. Rejected ones are never approved.
    """
    counts: Counter[str] = Counter()
    given = [approval for file in files for approval in _approvals(Path(file), everything, editor, counts)]
    twice = _told_twice(given)
    with _open(path, create=True) as opened:
        new = opened.approve_all(given)
    counts.update(approved=new, unchanged=len(given) - new)
    if as_json:
        _print_json({**{name: counts[name] for name in _OUTCOMES}, "conflicts": twice})
        return
    click.echo(
        ", ".join(f"{counts[name]:,} {told}" for name, told in _OUTCOMES.items() if counts[name] or name == "approved")
    )
    for text in twice:
        click.echo(f"two translations are given for this, the newest is in force: {_short(text)}", err=True)


@memory.command()
@_text_argument
@_pair_options
@click.option("--threshold", type=click.FloatRange(0, 1), default=0.75, show_default=True, help="Least similarity.")
@click.option("--limit", type=click.IntRange(1), default=5, show_default=True, help="Most fuzzy matches.")
@_memory_option
@_json_option
def find(text: str, source: str, target: str, threshold: float, limit: int, path: str | None, as_json: bool) -> None:
    """Find what the memory has for TEXT: approved, machine-made, and approved for similar texts."""
    with _open(path) as opened:
        approved = opened.approved(source, target, [text]).get(text)
        history = opened.approved_history(source, target, text)
        machine = opened.machine_by_engine(source, target, text)
        near = opened.fuzzy(source, target, text, threshold=threshold, limit=limit, reverse=True)
    near = [match for match in near if approved is None or match.source_text != approved.source_text or match.reverse]
    if as_json:
        made = [{**asdict(key), "entry": asdict(entry)} for key, entry in machine.items()]
        found = {"approved": approved and asdict(approved), "history": [asdict(old) for old in history]}
        _print_json({**found, "machine": made, "fuzzy": [asdict(match) for match in near]})
        return
    if approved:
        by = f" by {approved.editor}" if approved.editor else ""
        how = "" if approved.match == "exact" else ", but for blanks and quotes"
        click.echo(f"approved{by}, {approved.when[:10]}{how}: {approved.translation}")
    for key, entry in machine.items():
        click.echo(f"machine, {key.engine}: {entry.text}")
    for match in near:
        way = ", from the other direction" if match.reverse else ""
        click.echo(f"{match.similarity:.0%}{way}: {match.source_text} → {match.translation}")
    if not (approved or machine or near):
        click.echo("nothing", err=True)


@memory.command()
@_text_argument
@_pair_options
@_memory_option
def undo(text: str, source: str, target: str, path: str | None) -> None:
    """Take back the approval in force for TEXT; the one before it, if any, is in force again."""
    with _open(path) as opened:
        older = opened.undo(source, target, text)
    click.echo(f"in force again: {older.translation}" if older else "nothing is approved for it now")


@memory.command("export")
@click.argument("file", metavar="FILE.jsonl")
@_memory_option
def export_(file: str, path: str | None) -> None:
    """Write all entries and approvals to FILE, as JSON lines."""
    with _open(path) as opened:
        count = opened.export(file)
    click.echo(f"{file}: {_count(count, 'record')}")


@memory.command("import")
@click.argument("file", metavar="FILE.jsonl")
@_memory_option
@_json_option
def import_(file: str, path: str | None, as_json: bool) -> None:
    """Add what `export` wrote.

    Machine translations that are here stay; of two approvals for one text the newer is in force. Where the file says
    otherwise than the memory, that is reported.
    """
    with _open(path, create=True) as opened:
        report = opened.load(file)
    if as_json:
        _print_json(asdict(report))
        return
    _tell_loaded(report)


@memory.command()
@click.option("--engine", metavar="FINGERPRINT", help="What this engine made (`stats` lists them).")
@click.option("--from", "source", metavar="CODE", help="From this language.")
@click.option("--to", "target", metavar="CODE", help="To this language.")
@click.option("--before", metavar="DATE", help="What was made before, such as 2025-01-31.")
@click.option("--all", "everything", is_flag=True, help="All machine translations.")
@_memory_option
def forget(
    engine: str | None, source: str | None, target: str | None, before: str | None, everything: bool, path: str | None
) -> None:
    """Delete machine translations; those that editors approved stay (`undo` takes one back)."""
    if not everything and not (engine or source or target or before):
        raise click.UsageError("Say what: --engine, --from, --to, --before, or --all.")
    with _open(path) as opened:
        count = opened.forget(engine=engine, source=source, target=target, before=before, everything=everything)
    click.echo(f"{_count(count, 'machine translation')} deleted")


_OUTCOMES = {
    "approved": "approved",
    "unchanged": "approved already",
    "draft": "left out: drafts",
    "rejected": "left out: rejected",
    "several": "left out: several source segments in one bead",
    "empty": "left out: no translation",
}


def _approvals(path: Path, everything: bool, editor: str, counts: Counter[str]) -> Iterator[Approval]:
    from aligner.bitext import Bitext
    from aligner.translation.memory import Approval

    for bead in Bitext.read(path):
        outcome = _outcome(bead, everything)
        if outcome != "approved":
            counts[outcome] += 1
            continue
        try:
            yield Approval(
                source=bead.source_language,
                target=bead.target_language,
                text=bead.source[0],
                translation=bead.target_text,
                editor=bead.editor or editor,
                document=bead.document,
                note=bead.note,
                when=bead.edited,
            ).checked()
        except InputError as error:
            raise InputError(f"{path}: {bead.id}: {error}") from error


def _outcome(bead: Bead, everything: bool) -> str:
    if bead.state == "rejected":
        return "rejected"
    if bead.state not in ("accepted", "edited") and not everything:
        return "draft"
    if not bead.source_text.strip() or not bead.target_text.strip():
        return "empty"
    return "approved" if len(bead.source) == 1 else "several"


def _told_twice(given: Sequence[Approval]) -> list[str]:
    """The texts that are given two translations."""
    told: dict[tuple[str, str, str], set[str]] = {}
    for approval in given:
        told.setdefault((approval.source, approval.target, approval.text), set()).add(approval.translation)
    return [text for (_, _, text), translations in told.items() if len(translations) > 1]


def _tell_loaded(report: LoadReport) -> None:
    click.echo(
        f"{_count(report.machine_added, 'machine translation')} added, {report.machine_present:,} here already; "
        f"{_count(report.approvals_added, 'approval')} added, {report.approvals_present:,} here already"
    )
    for conflict in report.conflicts:
        click.echo(
            f"line {conflict.line}: {conflict.kind}: {_short(conflict.text)}: the file says {_short(conflict.loaded)}, "
            f"in force is {_short(conflict.kept)}",
            err=True,
        )
    more = report.machine_conflicts + report.approval_conflicts - len(report.conflicts)
    if more:
        click.echo(f"and {more:,} more", err=True)


def _open(path: str | None, *, create: bool = False) -> Memory:
    from aligner.translation.memory import Memory, default_path

    return Memory(Path(path) if path else default_path(), create=create)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, indent=2))  # ASCII: a file name may be no text at all

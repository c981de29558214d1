"""`aligner models`: see, fetch, check and remove the packages that translate."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from aligner.engines.download import Progress
from aligner.engines.fx import FxFiles, download_fx, find_fx_models, fx_folder
from aligner.engines.index import Index, IndexEntry, index_address, newest, read_index
from aligner.engines.install import Installation, install_archive, install_demo, install_entry
from aligner.engines.packages import Package, version_key
from aligner.engines.store import Store
from aligner.errors import InputError, ModelError
from aligner.languages import LANGUAGES

__all__ = ["models"]

_ALL = (("en", "ar"), ("ar", "en"), ("en", "ru"), ("ru", "en"))  # Argos has no ar-ru: that goes by way of English

_index_option = click.option(
    "--index", "index", metavar="URL|DIR|FILE", help="Index to use instead of Argos's (or set ALIGNER_INDEX)."
)
_quiet_option = click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
_force_option = click.option("--force", is_flag=True, help="Install even what is installed already.")
_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def models() -> None:
    """The packages that translate: what there is, installing, checking, removing."""


@models.command("list")
@_json_option
def list_(as_json: bool) -> None:
    """List the installed packages.

    Of each pair the first one is used.
    """
    store = Store()
    packages, broken = store.installed(), store.broken()
    if as_json:
        told = [{"folder": str(folder.folder), "owner": folder.owner, "problem": folder.reason} for folder in broken]
        found = [{"source": s, "target": t, "folder": str(f.model.parent)} for (s, t), f in _firefox()]
        used = [_as_dict(package, packages) for package in packages]
        _print_json({"packages": used, "firefox": found, "broken": told})
        return
    rows = [("pair", "version", "size", "owner", "digest", "")] if packages else []
    for package in packages:
        notes = ["demo"] if package.demo else []
        notes += [] if _is_used(package, packages) else ["not used: see the one above"]
        rows.append((
            f"{package.source}-{package.target}", package.version, _size(package.size), package.owner,
            package.digest[:12], ", ".join(notes),
        ))  # fmt: skip
    firefox = _firefox()
    _print_table(rows)
    for (source, target), files in firefox:
        click.echo(f"{source}-{target}  Firefox model in {files.model.parent}")
    for folder in broken:
        click.echo(f"broken: {folder.folder}: {folder.reason}")
    if not packages and not firefox:
        click.echo(
            "No packages are installed. Try:  aligner models install all  (with no network: install demo)",
            err=True,
        )


@models.command()
@_index_option
@click.option("--all", "everything", is_flag=True, help="All languages, not only English, Arabic and Russian.")
@_json_option
def available(index: str | None, everything: bool, as_json: bool) -> None:
    """List the packages that can be installed."""
    found = _read(index)
    installed = Store().installed()
    entries = sorted(
        (entry for entry in found.entries if everything or all(code in LANGUAGES for code in entry.pair)),
        key=lambda entry: (entry.pair, version_key(entry.metadata.version)),
    )
    if as_json:
        _print_json([_entry_as_dict(entry, installed) for entry in entries])
        return
    rows = [("pair", "version", "size", "")] if entries else []
    rows += [
        (
            "-".join(entry.pair), entry.metadata.version, _size(entry.size) if entry.size else "",
            _state(entry, installed),
        )
        for entry in entries
    ]  # fmt: skip
    _print_table(rows)
    if not entries:
        click.echo(f"{found.address} lists no package for these languages", err=True)


@models.command()
@click.argument("wanted", nargs=-1, required=True, metavar="PAIR...")
@_index_option
@click.option("--version", metavar="VERSION", help="This version instead of the newest.")
@click.option("--firefox", is_flag=True, help="Firefox's models of these pairs instead (needs the extra fx).")
@_force_option
@_quiet_option
def install(
    wanted: tuple[str, ...], index: str | None, version: str | None, firefox: bool, force: bool, quiet: bool
) -> None:
    """Install packages.

    PAIR is a direction such as en-ar; `all` stands for en-ar ar-en en-ru ru-en; `demo` for the small packages that
    come with Aligner, which need no network and are good for trying things out only.
    """
    if firefox:
        _install_firefox(wanted, quiet)
        return
    store = Store()
    if "demo" in wanted:
        for installation in install_demo(store, force=force):
            _tell(installation, quiet)
    pairs = _pairs([name for name in wanted if name != "demo"])
    if pairs:
        for entry in _entries(_read(index), pairs, version):
            _fetch(store, entry, force, quiet)


@models.command()
@click.argument("wanted", nargs=-1, metavar="[PAIR...]")
@_index_option
@_quiet_option
def update(wanted: tuple[str, ...], index: str | None, quiet: bool) -> None:
    """Install newer versions of what is there.

    Of all pairs, or those given. The older versions are kept.
    """
    store = Store()
    real = [package for package in store.installed() if not package.demo]
    present = {(package.source, package.target): package for package in reversed(real)}
    pairs = _pairs(wanted) or sorted(present)
    for pair in pairs:
        if pair not in present:
            raise ModelError(f"{'-'.join(pair)} is not installed: aligner models install {'-'.join(pair)}")
    if not pairs:
        _say("No packages are installed, so there is nothing to update", quiet)
        return
    found = _read(index)
    for pair in pairs:
        entry = newest([entry for entry in found.entries if not entry.metadata.demo], *pair)
        old = present[pair]
        if entry is None or version_key(entry.metadata.version) <= version_key(old.version):
            _say(f"{old.name} is the newest", quiet)
            continue
        _fetch(store, entry, False, quiet)
        if old.owner == "aligner":
            remove = f"aligner models remove {'-'.join(pair)} --version {old.version}"
            _say(f"{old.name} is kept; to remove it:  {remove}", quiet)


@models.command()
@click.argument("wanted", nargs=-1, metavar="[PAIR...]")
@click.pass_context
def verify(ctx: click.Context, wanted: tuple[str, ...]) -> None:
    """Compare every file with what was installed. The exit status is 1 if anything is damaged."""
    store = Store()
    pairs = _pairs(wanted)
    damaged = False
    repairs: dict[str, None] = {}
    checked = [
        (package, problems)
        for package, problems in store.verify()
        if not pairs or (package.source, package.target) in pairs
    ]
    for pair in pairs:
        if all(pair != (package.source, package.target) for package, _ in checked):
            raise ModelError(f"{'-'.join(pair)} is not installed")
    for package, problems in checked:
        damaged = damaged or bool(problems)
        if problems:
            source = "demo" if package.demo else f"{package.source}-{package.target}"
            repairs[f"aligner models install {source} --force"] = None
            click.echo(f"{package.name}  damaged: {'; '.join(problems)}  ({package.folder})")
        elif package.owner == "argos":
            click.echo(f"{package.name}  complete (Argos Translate's: nothing to compare its content with)")
        else:
            click.echo(f"{package.name}  ok")
    if not pairs:
        for folder in store.broken():
            damaged = True
            click.echo(f"broken: {folder.folder}: {folder.reason}")
    if damaged:
        for command in repairs:
            click.echo(f"To repair it:  {command}  (or import its file again with --force)", err=True)
        ctx.exit(1)


@models.command()
@click.argument("pair")
@click.option("--version", metavar="VERSION", help="Only this version.")
@_quiet_option
def remove(pair: str, version: str | None, quiet: bool) -> None:
    """Remove the packages of a pair."""
    source, target = _pair(pair)
    for package in Store().remove(source, target, version):
        _say(f"removed {package.name}", quiet)


@models.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@_force_option
@_quiet_option
def import_(files: tuple[Path, ...], force: bool, quiet: bool) -> None:
    """Install .argosmodel files that are on this machine."""
    store = Store()
    for path in files:
        _tell(install_archive(store, path, force=force), quiet)


def _read(index: str | None) -> Index:
    found = read_index(index_address(index))
    for note in found.notes:
        click.echo(f"passed over: {note}", err=True)
    return found


def _pairs(names: tuple[str, ...] | list[str]) -> list[tuple[str, str]]:
    """Directions as they were typed, each once."""
    pairs = [pair for name in names for pair in (_ALL if name == "all" else (_pair(name),))]
    return list(dict.fromkeys(pairs))


def _pair(name: str) -> tuple[str, str]:
    match = re.fullmatch(r"([a-z]{2,3})[-:_]([a-z]{2,3})", name.strip().lower())
    if not match or match[1] == match[2]:
        raise InputError(f'"{name}" is not a pair of languages: write it like en-ar')
    return match[1], match[2]


def _entries(found: Index, pairs: list[tuple[str, str]], version: str | None) -> list[IndexEntry]:
    """The entry for each pair; none is fetched if one is missing."""
    chosen = {pair: newest(found.entries, *pair, version) for pair in pairs}
    missing = ["-".join(pair) + (f" {version}" if version else "") for pair, entry in chosen.items() if entry is None]
    if missing:
        raise ModelError(f"{found.address} has no package {', '.join(missing)}: see  aligner models available --all")
    return [entry for entry in chosen.values() if entry is not None]


def _fetch(store: Store, entry: IndexEntry, force: bool, quiet: bool) -> None:
    label = f"{'-'.join(entry.pair)} {entry.metadata.version}"
    with _progress_line(label, quiet) as progress:
        installation = install_entry(store, entry, force=force, progress=progress)
    _tell(installation, quiet)


def _tell(installation: Installation, quiet: bool) -> None:
    package = installation.package
    if installation.fresh:
        _say(f"installed {package.name} ({_size(package.size)}) in {package.folder}", quiet)
    else:
        _say(f"{package.name} is installed already, in {package.folder}", quiet)


@contextmanager
def _progress_line(label: str, quiet: bool) -> Iterator[Progress | None]:
    """One line on a terminal that counts up, and goes away at the end; nothing elsewhere."""
    if quiet or not _on_terminal():
        yield None
        return
    last = 0.0

    def show(done: int, total: int | None) -> None:
        nonlocal last
        if time.monotonic() - last >= 0.1 or done == total:
            last = time.monotonic()
            share = f"{done * 100 // total:3d} %  {_size(done)} of {_size(total)}" if total else _size(done)
            click.echo(f"\r\x1b[K{label}  {share}", nl=False, err=True)

    try:
        yield show
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)


def _firefox() -> list[tuple[tuple[str, str], FxFiles]]:
    """The Firefox models that are there, by direction."""
    return sorted(find_fx_models(fx_folder()).items(), key=lambda found: found[0])


def _install_firefox(wanted: tuple[str, ...], quiet: bool) -> None:
    if "demo" in wanted:
        raise InputError("demo is not a pair of Firefox's: leave out --firefox")
    for source, target in _pairs(wanted):
        if (source, target) in find_fx_models(fx_folder()):
            _say(f"firefox {source}-{target} is installed already", quiet)
            continue
        files = download_fx(source, target)
        _say(f"Installed firefox {source}-{target} in {files.model.parent}", quiet)


def _on_terminal() -> bool:
    return sys.stderr.isatty()


def _is_used(package: Package, packages: list[Package]) -> bool:
    pair = (package.source, package.target)
    return next(other for other in packages if (other.source, other.target) == pair) is package


def _state(entry: IndexEntry, installed: list[Package]) -> str:
    """What is installed of this pair, compared with the entry."""
    same = [package for package in installed if (package.source, package.target) == entry.pair and not package.demo]
    state = "demo" if entry.metadata.demo else ""
    if any(package.version == entry.metadata.version for package in same):
        state = "installed"
    elif same:
        newer = version_key(entry.metadata.version) > version_key(same[0].version)
        state = (
            f"newer than the installed {same[0].version}" if newer else f"older than the installed {same[0].version}"
        )
    return ", ".join(part for part in (state, entry.note) if part)


def _as_dict(package: Package, packages: list[Package]) -> dict[str, Any]:
    return {
        "source": package.source,
        "target": package.target,
        "version": package.version,
        "name": package.name,
        "size": package.size,
        "owner": package.owner,
        "digest": package.digest,
        "demo": package.demo,
        "used": _is_used(package, packages),
        "folder": str(package.folder),
    }


def _entry_as_dict(entry: IndexEntry, installed: list[Package]) -> dict[str, Any]:
    return {
        "source": entry.metadata.source,
        "target": entry.metadata.target,
        "version": entry.metadata.version,
        "demo": entry.metadata.demo,
        "size": entry.size,
        "sha256": entry.sha256,
        "links": list(entry.links),
        "file": str(entry.file) if entry.file else None,
        "installed": [package.version for package in installed if (package.source, package.target) == entry.pair],
        "note": entry.note,
    }


def _say(message: str, quiet: bool) -> None:
    if not quiet:
        click.echo(message, err=True)


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, indent=2))  # ASCII: a file name may be no text at all


def _print_table(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _size(count: int) -> str:
    """Bytes as people read them; a megabyte is 10^6 bytes, as in file managers and on invoices."""
    if count >= 10_000_000:
        return f"{count / 1e6:.0f} MB"
    return f"{count / 1e6:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} KB"

"""From an entry of an index, a file, or the demo packages that come with Aligner, to an installed package."""

from __future__ import annotations

import importlib.resources
from dataclasses import dataclass
from pathlib import Path

from aligner.engines.archive import read_archive_metadata
from aligner.engines.argos import open_package
from aligner.engines.download import Download, Progress, Transfer, downloaded
from aligner.engines.index import IndexEntry
from aligner.engines.packages import Metadata, Package, folder_name
from aligner.engines.places import cache_root, locked
from aligner.engines.receipt import hash_file, read_receipt
from aligner.engines.store import Store
from aligner.errors import InputError, ModelError

__all__ = ["Installation", "install_archive", "install_demo", "install_entry"]


@dataclass(frozen=True)
class Installation:
    """A package that is there now, and whether it was put there just now."""

    package: Package
    fresh: bool


def install_entry(
    store: Store,
    entry: IndexEntry,
    *,
    force: bool = False,
    progress: Progress | None = None,
    transfer: Transfer | None = None,
) -> Installation:
    """Fetch and install an entry, unless its version is there already (ours or Argos Translate's).

    NetworkError where it cannot be fetched, ModelError where it is not what the index says.
    """
    metadata = entry.metadata
    wanted = Download(f"{folder_name(metadata)}.argosmodel", entry.links, entry.sha256, entry.size)
    downloads = cache_root() / "downloads"
    try:
        downloads.mkdir(parents=True, exist_ok=True)
        with locked(downloads / f"{wanted.name}.lock"):  # another process may be fetching just this one
            if not force and (present := _present(store, metadata)):
                return Installation(present, fresh=False)
            if entry.file is not None:
                return _install(store, entry, entry.file, None, force)
            if not entry.links:
                raise ModelError(f"{metadata.source}-{metadata.target} {metadata.version}: {entry.note}")
            with downloaded(wanted, downloads, progress=progress, transfer=transfer) as (path, link):
                return _install(store, entry, path, link, force)
    except OSError as error:
        raise InputError(f"{error.filename or downloads}: {error.strerror or error}") from error


def install_archive(store: Store, path: Path, *, force: bool = False) -> Installation:
    """Install a .argosmodel file, unless just this archive is installed already."""
    present = store.installed_as(read_archive_metadata(path))
    if present is not None and not force:
        receipt = read_receipt(present.folder)
        if receipt is not None and receipt.archive_sha256 == hash_file(path):
            return Installation(present, fresh=False)
    return Installation(store.install_file(path, force=force, trial=_loads), fresh=True)


def install_demo(store: Store, *, force: bool = False) -> list[Installation]:
    """Install the demo packages that come with Aligner. Those of an earlier release are replaced.

    ModelError where this copy of Aligner has none.
    """
    with importlib.resources.as_file(importlib.resources.files("aligner.engines") / "demo") as folder:
        archives = sorted(folder.glob("*.argosmodel"))
        if not archives:
            raise ModelError("this copy of Aligner came without demo packages: install the released wheel")
        done: list[Installation] = []
        for path in archives:
            metadata = read_archive_metadata(path)
            if not metadata.demo:
                raise ModelError(f"{path}: among the demo packages, but not marked as one (aligner_demo)")
            present = store.installed_as(metadata)
            receipt = read_receipt(present.folder) if present else None
            if present and receipt and receipt.archive_sha256 == hash_file(path) and not force:
                done.append(Installation(present, fresh=False))
            else:
                done.append(Installation(store.install_file(path, force=True, origin="Aligner's own"), fresh=True))
        return done


def _install(store: Store, entry: IndexEntry, path: Path, link: str | None, force: bool) -> Installation:
    found, announced = read_archive_metadata(path), entry.metadata
    if (found.source, found.target, found.version) != (announced.source, announced.target, announced.version):
        raise ModelError(
            f"{link or path}: holds {_named(found)}, and the index says {_named(announced)}: not installed"
        )
    package = store.install_file(path, expected_sha256=entry.sha256, force=force, origin=link, trial=_loads)
    return Installation(package, fresh=True)


def _loads(package: Package) -> None:
    """ModelError where the tokenizer or the model cannot be loaded: better now than at every translation."""
    open_package(package, threads=1).close()


def _present(store: Store, metadata: Metadata) -> Package | None:
    wanted = (metadata.source, metadata.target, metadata.version, metadata.demo)
    for package in store.installed():
        if (package.source, package.target, package.version, package.demo) == wanted:
            return package
    return None


def _named(metadata: Metadata) -> str:
    return f"{metadata.source}-{metadata.target} {metadata.version}"

"""The packages on this machine: our own store, and read-only those that Argos Translate has installed.

    <data>/packages/translate-en_ar-1_0/   a plain unpacked package, with our receipt aligner.json
    <data>/incoming/                       what is being unpacked; nothing in it is ever used
    <data>/packages.lock                   held while installing or removing

<data> is aligner.files.data_home(). Nothing but whole packages is ever in packages/, so Argos Translate itself can
be pointed at it.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.engines.archive import ArchiveLimits, read_archive_metadata, unpack
from aligner.engines.packages import Metadata, Owner, Package, folder_name, read_package, version_key
from aligner.engines.places import argos_folders, locked
from aligner.engines.receipt import (
    RECEIPT_NAME,
    Receipt,
    hash_file,
    read_receipt,
    record_file,
    write_receipt,
)
from aligner.errors import InputError, ModelError
from aligner.files import data_home

__all__ = ["BrokenFolder", "Store"]


@dataclass(frozen=True)
class BrokenFolder:
    """A folder in a packages directory that is no whole package."""

    folder: Path
    owner: Owner
    reason: str


class Store:
    """The installed packages. Safe to use from several processes at once."""

    def __init__(
        self,
        root: Path | None = None,
        *,
        argos: Sequence[Path] | None = None,
        limits: ArchiveLimits | None = None,
    ) -> None:
        """Use `root` as the data directory, and `argos` as Argos Translate's packages directories (found if None)."""
        self.root = root or data_home()
        self.packages_dir = self.root / "packages"
        self._argos = tuple(argos) if argos is not None else argos_folders()
        self._limits = limits or ArchiveLimits()

    def installed(self) -> list[Package]:
        """All whole packages, by pair; in a pair the one that is used comes first."""
        return self._scan()[0]

    def broken(self) -> list[BrokenFolder]:
        """The folders beside them that are no whole packages and are passed over."""
        return self._scan()[1]

    def find(self, source: str, target: str, version: str | None = None) -> Package | None:
        """The package that serves a direction: a real one before a demo, the newest version, ours before Argos's."""
        for package in self.installed():
            if (package.source, package.target) == (source, target) and version in (None, package.version):
                return package
        return None

    def install_file(
        self,
        path: Path,
        *,
        expected_sha256: str | None = None,
        force: bool = False,
        origin: str | None = None,
        trial: Callable[[Package], None] = lambda _: None,
    ) -> Package:
        """Install a .argosmodel file; all of it or nothing. `origin` is noted in the receipt (else the path).

        `trial` gets the unpacked package before it is put in its place, and refuses it by raising ModelError.

        The same archive again gives the package that is there. Another archive of the same version is refused
        unless `force`. ModelError where the archive is not as it should be.
        """
        with self._changing():
            return self._install(path, expected_sha256, force, origin or str(path.absolute()), trial)

    def installed_as(self, metadata: Metadata) -> Package | None:
        """Our package of exactly this pair, version and kind, if it is there and whole."""
        try:
            return read_package(self.packages_dir / folder_name(metadata))
        except ModelError:
            return None

    def remove(self, source: str, target: str, version: str | None = None) -> list[Package]:
        """Remove our packages of a pair (one version, or all) and give what was removed.

        ModelError where there is none, or where it is Argos Translate that has it.
        """
        with self._changing():
            wanted = [
                package
                for package in self.installed()
                if (package.source, package.target) == (source, target) and version in (None, package.version)
            ]
            ours = [package for package in wanted if package.owner == "aligner"]
            named = f"{source}-{target}" + (f" {version}" if version else "")
            if not wanted:
                raise ModelError(f"no package {named} is installed: see  aligner models list")
            if not ours:
                raise ModelError(
                    f"{named} belongs to Argos Translate ({wanted[0].folder}): remove it with  argospm remove"
                )
            for package in ours:
                shutil.rmtree(self._take_away(package.folder).parent, ignore_errors=True)
            return ours

    def verify(self) -> list[tuple[Package, list[str]]]:
        """Hash every file of every package anew and say, package by package, what differs from its receipt.

        A package of Argos Translate has no receipt, so only its parts are looked for; `broken` has what failed that.
        """
        return [(package, _differences(package)) for package in self.installed()]

    def _scan(self) -> tuple[list[Package], list[BrokenFolder]]:
        packages: list[Package] = []
        broken: list[BrokenFolder] = []
        places: list[tuple[Path, Owner]] = [
            (self.packages_dir, "aligner"),
            *((place, "argos") for place in self._argos),
        ]
        seen: set[Path] = set()
        for place, owner in places:
            if place.resolve() in seen:
                continue
            seen.add(place.resolve())
            for folder in _folders(place):
                if owner == "argos" and _is_splitter(folder):
                    continue
                try:
                    packages.append(read_package(folder, owner=owner))
                except ModelError as error:
                    broken.append(BrokenFolder(folder, owner, str(error).removeprefix(f"{folder}: ")))
        # Sorting is stable, so the last key weighs most: pair, real before demo, newest, ours.
        packages.sort(key=lambda package: package.owner == "argos")
        packages.sort(key=lambda package: version_key(package.version), reverse=True)
        packages.sort(key=lambda package: (package.source, package.target, package.demo))
        return packages, broken

    def _install(
        self, path: Path, expected_sha256: str | None, force: bool, origin: str, trial: Callable[[Package], None]
    ) -> Package:
        metadata = read_archive_metadata(path)
        archive_sha256 = hash_file(path)
        if expected_sha256 is not None and archive_sha256 != expected_sha256.lower():
            raise ModelError(
                f"{path}: sha256 is {archive_sha256}, and {expected_sha256.lower()} was expected: not installed"
            )
        present = self.installed_as(metadata)
        if present is not None and not force:
            receipt = read_receipt(present.folder)
            if receipt is not None and receipt.archive_sha256 == archive_sha256:
                return present
            raise ModelError(f"{path}: {present.name} is installed with other content; --force replaces it")
        final = self.packages_dir / folder_name(metadata)
        with _one_line(path), tempfile.TemporaryDirectory(dir=self.root / "incoming") as incoming:
            fresh = Path(incoming) / final.name
            fresh.mkdir()
            unpack(path, fresh, self._limits)
            write_receipt(fresh, _receipt(fresh, archive_sha256, origin))
            try:
                trial(read_package(fresh))
            except ModelError as error:
                raise ModelError(str(error).replace(str(fresh), str(path), 1)) from error
            self._put(fresh, final)
        return read_package(final)

    def _put(self, fresh: Path, final: Path) -> None:
        """Move a package to its place; one that was there goes out of the way first, and comes back if this fails."""
        if not final.exists():
            fresh.replace(final)
            return
        away = self._take_away(final)
        try:
            fresh.replace(final)
        except BaseException:
            away.replace(final)
            raise
        shutil.rmtree(away.parent, ignore_errors=True)

    def _take_away(self, folder: Path) -> Path:
        """Take a folder out of use at once, in one step; it is then in incoming/, to be deleted."""
        away = Path(tempfile.mkdtemp(dir=self.root / "incoming")) / folder.name
        folder.replace(away)
        return away

    @contextlib.contextmanager
    def _changing(self) -> Iterator[None]:
        """Hold the lock. Whatever is in incoming/ then was left by a process that died, and is cleared away."""
        with _one_line(self.root):
            self.packages_dir.mkdir(parents=True, exist_ok=True)
            incoming = self.root / "incoming"
            incoming.mkdir(exist_ok=True)
            with locked(self.root / "packages.lock"):
                for leftover in incoming.iterdir():
                    shutil.rmtree(leftover, ignore_errors=True)
                yield


def _folders(place: Path) -> list[Path]:
    try:
        return sorted(path for path in place.iterdir() if path.is_dir() and not path.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ModelError(f"{place}: cannot be read: {error.strerror or error}") from error


def _is_splitter(folder: Path) -> bool:
    """Old Argos installations have packages that only split sentences: not ours, and not broken."""
    try:
        data = json.loads((folder / "metadata.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(data, dict) and data.get("type") == "sbd"


def _differences(package: Package) -> list[str]:
    if package.owner == "argos":
        return []
    receipt = read_receipt(package.folder)
    if receipt is None:
        return [f"no receipt ({RECEIPT_NAME}), so nothing to compare with: install it again"]
    present = {
        path.relative_to(package.folder).as_posix()
        for path in package.folder.rglob("*")
        if path.is_file() or path.is_symlink()
    } - {RECEIPT_NAME}
    problems = [f"{name} is missing" for name in sorted(receipt.files.keys() - present)]
    problems += [f"{name} was not in the package" for name in sorted(present - receipt.files.keys())]
    for name in sorted(present & receipt.files.keys()):
        try:
            if hash_file(package.folder / name) != receipt.files[name].sha256:
                problems.append(f"{name} has changed")
        except OSError as error:
            problems.append(f"{name} cannot be read: {error.strerror or error}")
    return problems


def _receipt(folder: Path, archive_sha256: str, origin: str) -> Receipt:
    return Receipt(
        archive_sha256=archive_sha256,
        origin=origin,
        installed_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        files={
            path.relative_to(folder).as_posix(): record_file(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        },
    )


@contextlib.contextmanager
def _one_line(where: Path) -> Iterator[None]:
    """Disk full, no permission, read-only: said in one line."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{error.filename or where}: {error.strerror or error}") from error

"""Chooses and opens engines: by name, by file, or the best there is for a pair."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol, runtime_checkable

from aligner.engines.archive import read_archive_metadata, unpack
from aligner.engines.base import Engine, EngineProvider
from aligner.engines.pivot import PivotEngine
from aligner.engines.places import cache_root
from aligner.engines.receipt import hash_file, known_hashes
from aligner.engines.sharing import shared
from aligner.errors import InputError, ModelError

__all__ = ["open_engine", "open_folder", "open_model_file", "open_other", "providers"]

GROUP = "aligner.engines"

# In order of preference, by what they are worth for our languages: Firefox's models beat Argos's, and both run here.
_BUILT_IN = {
    "fx": "aligner.engines.fx:FxProvider",
    "argos": "aligner.engines.argos:ArgosProvider",
    "libretranslate": "aligner.engines.libretranslate:LibreTranslateProvider",
}


def providers() -> dict[str, EngineProvider]:
    """All providers by name, in order of preference: the built-in ones, then those of other packages by name.

    ModelError where the entry point of another package cannot be loaded.
    """
    found: dict[str, EngineProvider] = {name: _load(target) for name, target in _BUILT_IN.items()}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        if entry.name not in found:
            try:
                found[entry.name] = entry.load()()
            except Exception as error:  # somebody else's code: whatever it raises, say whose it is
                raise ModelError(f"the engine {entry.name} ({entry.value}) cannot be loaded: {error}") from error
    return found


def open_engine(
    source: str,
    target: str,
    *,
    engine: str | None = None,
    pivot: str | None = "en",
    threads: int = 0,
    compute_type: str = "default",
) -> Engine:
    """The engine for a direction; `Engine.name` says which it is.

    `engine` is a provider's name ("argos"), a .argosmodel file, or a folder with a CTranslate2 model; None takes the
    first provider that has the direction, in the order of `providers()`. Where none has it, both halves through `pivot`
    are sought likewise; a demonstration package serves only where nothing else does. A model that is open already is
    shared. ModelError names what is missing and the command that gets it.
    """
    if source == target:
        raise InputError(f"nothing to translate: source and target are both {source!r}")
    known = providers()
    if engine is not None and engine not in known:
        return _open_path(engine, source, target, threads=threads, compute_type=compute_type)

    offers = [_Offer.of(name, known[name]) for name in ([engine] if engine else known)]
    for way in _ways(offers, source, target, pivot):
        return _opened(way, known, threads, compute_type)
    if engine:  # it knows best what is missing, and says so
        return known[engine].open(source, target, threads=threads, compute_type=compute_type)
    raise ModelError(_missing(offers, source, target, pivot))


def open_other(
    first: Engine, *, pivot: str | None = "en", threads: int = 0, compute_type: str = "default"
) -> Engine | None:
    """The next best engine for the direction of `first`, for a second opinion; None where there is no other.

    Demonstration packages do not count. An engine that is there but cannot be opened is a ModelError.
    """
    known = providers()
    offers = [_Offer.of(name, provider) for name, provider in known.items()]
    for way in _ways(offers, first.source, first.target, pivot, demos=False):
        other = _opened(way, known, threads, compute_type)
        if other.fingerprint != first.fingerprint:
            return other
    return None


def open_folder(folder: Path, source: str, target: str, *, threads: int = 0, compute_type: str = "default") -> Engine:
    """The engine for a folder: an unpacked Argos package, or a CTranslate2 model of OPUS-MT or NLLB.

    ModelError where it is none of these, or is made for another pair.
    """
    if (folder / "metadata.json").is_file():
        from aligner.engines.argos import open_package
        from aligner.engines.packages import read_package

        package = read_package(folder)
        if (package.source, package.target) != (source, target):
            raise ModelError(f"{folder} is for {package.source}-{package.target}, not for {source}-{target}")
        return open_package(package, threads=threads, compute_type=compute_type)
    from aligner.engines.ct2 import CT2Engine
    from aligner.engines.dialects import recognise

    dialect_for = recognise(folder)
    digest = _digest(folder)

    def load() -> Engine:
        dialect = dialect_for(source, target)
        return CT2Engine(
            folder,
            dialect,
            name=f"{dialect.name} {source}-{target} ({folder.resolve().name})",
            source=source,
            target=target,
            digest=digest,
            threads=threads,
            compute_type=compute_type,
        )

    return shared(f"{folder.resolve()}|{source}-{target}|{threads}|{compute_type}", digest, load)


def open_model_file(path: Path, source: str, target: str, *, threads: int = 0, compute_type: str = "default") -> Engine:
    """The engine for a .argosmodel file that is not installed; it is unpacked into the cache, once.

    ModelError where the file is damaged or made for another pair.
    """
    metadata = read_archive_metadata(path)
    if (metadata.source, metadata.target) != (source, target):
        raise ModelError(f"{path} is for {metadata.source}-{metadata.target}, not for {source}-{target}")
    place = cache_root() / "unpacked"
    try:
        folder = place / hash_file(path)
        if not folder.is_dir():
            _unpack_whole(path, folder)
    except OSError as error:
        raise ModelError(f"{path}: cannot be unpacked into {place}: {error.strerror or error}") from error
    return open_folder(folder, source, target, threads=threads, compute_type=compute_type)


def _unpack_whole(path: Path, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=folder.parent))
    try:
        unpack(path, fresh)
        with contextlib.suppress(OSError):  # another process was quicker: its folder is the same
            fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


@dataclass(frozen=True)
class _Offer:
    """What a provider can open now."""

    name: str
    real: frozenset[tuple[str, str]]
    demo: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, name: str, provider: EngineProvider) -> _Offer:
        """Ask the provider. One with demonstration packages has a method more, `demo_pairs`."""
        demo = frozenset(provider.demo_pairs()) if isinstance(provider, _HasDemos) else frozenset()
        return cls(name, frozenset(provider.pairs()) - demo, demo)


@runtime_checkable
class _HasDemos(Protocol):
    def demo_pairs(self) -> list[tuple[str, str]]: ...


_Way = tuple[tuple[str, str, str], ...]  # steps of provider, source and target: one, or two through a pivot


def _ways(offers: list[_Offer], source: str, target: str, pivot: str | None, *, demos: bool = True) -> Iterator[_Way]:
    """All ways to get from source to target, the best first: direct before pivot, real models before demonstrations."""
    for with_demo in (False, True) if demos else (False,):
        for name in _having(offers, source, target, with_demo):
            yield ((name, source, target),)
        if pivot and pivot not in (source, target):
            for into in _having(offers, source, pivot, with_demo)[:1]:
                for out_of in _having(offers, pivot, target, with_demo)[:1]:
                    yield ((into, source, pivot), (out_of, pivot, target))


def _having(offers: list[_Offer], source: str, target: str, with_demo: bool) -> list[str]:
    """The providers with a direction: real models of a later one go before demonstrations of an earlier one."""
    pair = (source, target)
    real = [offer.name for offer in offers if pair in offer.real]
    return real + [offer.name for offer in offers if with_demo and pair in offer.demo]


def _opened(way: _Way, known: dict[str, EngineProvider], threads: int, compute_type: str) -> Engine:
    steps = [
        known[name].open(source, target, threads=threads, compute_type=compute_type) for name, source, target in way
    ]
    return steps[0] if len(steps) == 1 else PivotEngine(*steps)


def _missing(offers: list[_Offer], source: str, target: str, pivot: str | None) -> str:
    if not pivot or pivot in (source, target):
        return f"no engine for {source}-{target}: get a package with  aligner models install {source}-{target}"
    lacking = [f"{a}-{b}" for a, b in ((source, pivot), (pivot, target)) if not _having(offers, a, b, True)]
    return (
        f"no engine for {source}-{target}, and none for {' and '.join(lacking)} to go through {pivot}: "
        f"get a package with  aligner models install {' '.join(lacking)}"
    )


def _open_path(given: str, source: str, target: str, *, threads: int, compute_type: str) -> Engine:
    path = Path(given).expanduser()
    if path.is_dir():
        return open_folder(path, source, target, threads=threads, compute_type=compute_type)
    if path.is_file():
        return open_model_file(path, source, target, threads=threads, compute_type=compute_type)
    raise InputError(
        f"no engine {given!r}: give {', '.join(_BUILT_IN)}, a .argosmodel file, or a folder with a CTranslate2 model"
    )


def _load(target: str) -> EngineProvider:
    module, _, attribute = target.partition(":")
    provider: EngineProvider = getattr(import_module(module), attribute)()
    return provider


def _digest(folder: Path) -> str:
    """The sha256 of all files in a folder, names and content."""
    try:
        names = sorted(path.name for path in folder.iterdir() if path.is_file())
        hashes = known_hashes(folder, names)
    except OSError as error:
        raise ModelError(f"{folder}: cannot be read: {error.strerror or error}") from error
    return hashlib.sha256("".join(f"{name}\0{hashes[name]}\n" for name in names).encode()).hexdigest()

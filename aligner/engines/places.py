"""Places on this machine besides our own data: the cache, Argos Translate's packages; and the lock on a file.

What is in the cache can be made again; everything else is in aligner.files.data_home().
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path

__all__ = ["argos_folders", "argos_setting", "cache_root", "locked"]


def cache_root() -> Path:
    """Where things that can be made again are kept: $XDG_CACHE_HOME/aligner, else ~/.cache/aligner."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "aligner"


def argos_folders() -> tuple[Path, ...]:
    """Where Argos Translate keeps its packages for this user, by its own rules (argostranslate.settings).

    Its ARGOS_PACKAGES_DIR (environment, or its settings.json) names the one place; else it is in the XDG data
    directory, and inside a snap in the snap's. argostranslate is not imported: that takes seconds and makes folders.
    """
    if chosen := argos_setting("ARGOS_PACKAGES_DIR"):
        return (Path(chosen).expanduser(),)
    return (_xdg_data_home(_argos_home()) / "argos-translate" / "packages",)


def argos_setting(key: str) -> str | None:
    """A setting of Argos Translate, as it would see it: the environment, then its settings.json."""
    if value := os.environ.get(key):
        return value
    base = os.environ.get("XDG_CONFIG_HOME")
    path = (Path(base) if base else _argos_home() / ".config") / "argos-translate" / "settings.json"
    try:
        stored = json.loads(path.read_bytes())[key]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return stored if isinstance(stored, str) and stored else None


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold an exclusive lock on a file, waiting for whoever has it; the system frees it when a process dies."""
    with path.open("ab") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _xdg_data_home(home: Path) -> Path:
    base = os.environ.get("XDG_DATA_HOME")
    return Path(base) if base else home / ".local" / "share"


def _argos_home() -> Path:
    snap = os.environ.get("SNAP_USER_DATA") if "SNAP" in os.environ else None
    return Path(snap) if snap else Path.home()

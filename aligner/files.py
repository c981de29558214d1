"""Files: the folder where Aligner keeps its own, and writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

__all__ = ["data_home", "write_atomically"]


def data_home() -> Path:
    """Where packages and memories are kept: $ALIGNER_DATA, else $XDG_DATA_HOME/aligner, else ~/.local/share/aligner."""
    if own := os.environ.get("ALIGNER_DATA"):
        return Path(own).expanduser()
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "aligner"


@contextmanager
def write_atomically(path: Path, *, part: Path | None = None) -> Iterator[IO[bytes]]:
    """Open a file beside `path`; when the block ends well it takes the place of `path`, else it is gone.

    The bytes are on the disk before the name is: after a crash there is the old file or the new one, never half.
    A process that is killed leaves its unfinished file, under a name of its own; who is alone in a folder can name
    the unfinished file `part`, on the same file system, and finds it in one place.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if part is None:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=".part", dir=path.parent)
        os.close(descriptor)
        part = Path(name)
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_new_file_mode(path))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _new_file_mode(path: Path) -> int:
    """The mode that the file has, or that a plain new file would get (mkstemp makes 0600)."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask

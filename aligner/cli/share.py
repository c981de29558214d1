"""The option `--shard i/n`: one of several processes that do a work together without talking to each other."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath
from typing import Any

import click

__all__ = ["ShareType", "in_share", "share_name"]


class ShareType(click.ParamType[tuple[int, int]]):
    """Which share it is, from 1, and of how many."""

    name = "i/n"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Read "3/100"."""
        found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", str(value))
        if found is None or not 1 <= int(found[1]) <= int(found[2]):
            self.fail(f"{value!r} is no share: write 3/100 for the third of a hundred", param, ctx)
        return int(found[1]), int(found[2])


def share_name(share: tuple[int, int] | None) -> str:
    """As files of a share are called: "3-of-8"; "" for the whole."""
    return f"{share[0]}-of-{share[1]}" if share else ""


def in_share(name: str, share: tuple[int, int] | None) -> bool:
    """Whether a report of this name, relative to what the user named, is for this share; all are where there is none.

    The versions of a report, and whatever might be written to the same file, are in one share: they differ in the tag
    of the language, the extension and the case of letters.
    """
    if share is None:
        return True
    from aligner.aligned.opening import untagged

    path = PurePosixPath(name)
    key = path.with_name(untagged(path.name)).as_posix().casefold()
    digest = hashlib.blake2b(key.encode("utf-8", "surrogateescape"), digest_size=8).digest()
    number, of = share
    return int.from_bytes(digest) % of == number - 1

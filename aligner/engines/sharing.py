"""Engines that are loaded once in a process, however many parts of it open them."""

from __future__ import annotations

import threading
from collections.abc import Callable

from aligner.engines.base import Engine

__all__ = ["shared"]

_lock = threading.RLock()
_loaded: dict[str, tuple[str, Engine]] = {}


def shared(slot: str, content: str, load: Callable[[], Engine]) -> Engine:
    """The engine in a slot, loaded now if it is not there or was made from other content.

    `slot` says where an engine comes from and how it was opened, `content` what is there at present. An engine that was
    closed stays in its slot without its memory and loads again when it is used, so nobody has to ask who else has it.
    """
    with _lock:
        known = _loaded.get(slot)
        if known is None or known[0] != content:
            known = (content, load())
            _loaded[slot] = known
        return known[1]

"""Alignment: which sentences of two or three language versions, or of two revisions, say the same.

Pure algorithms over lists of segments; files, pages and the command stand above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aligner.alignment.aligner import align
    from aligner.alignment.encoder import Encoder, default_encoder
    from aligner.alignment.links import Link
    from aligner.alignment.versions import Group, align_versions

__all__ = ["Encoder", "Group", "Link", "align", "align_versions", "default_encoder"]

_PLACES = {
    "Encoder": "encoder",
    "Group": "versions",
    "Link": "links",
    "align": "aligner",
    "align_versions": "versions",
    "default_encoder": "encoder",
}


def __getattr__(name: str) -> Any:
    """Public names are loaded when they are first asked for."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"aligner.alignment.{_PLACES[name]}"), name)

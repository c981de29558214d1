"""How Hugging Face's hub names sizes and licences."""

from __future__ import annotations

__all__ = ["hub_licence", "size_category"]

_SIZES = (
    (1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (10**6, "100K<n<1M"), (10**7, "1M<n<10M"),
    (10**8, "10M<n<100M"), (10**9, "100M<n<1B"), (10**10, "1B<n<10B"), (10**11, "10B<n<100B"), (10**12, "100B<n<1T"),
)  # fmt: skip
# Hugging Face's names of the licences that corpora have most
_LICENCES = (
    "apache-2.0", "mit", "bsd-3-clause", "cc", "cc0-1.0", "cc-by-2.0", "cc-by-2.5", "cc-by-3.0", "cc-by-4.0",
    "cc-by-sa-3.0", "cc-by-sa-4.0", "cc-by-nc-2.0", "cc-by-nc-3.0", "cc-by-nc-4.0", "cc-by-nd-4.0", "cc-by-nc-nd-3.0",
    "cc-by-nc-nd-4.0", "cc-by-nc-sa-2.0", "cc-by-nc-sa-3.0", "cc-by-nc-sa-4.0", "odc-by", "odbl", "pddl", "gfdl",
)  # fmt: skip


def size_category(beads: int) -> str:
    """The hub's name for a number of rows: "10K<n<100K"."""
    return next((name for limit, name in _SIZES if beads < limit), "n>1T")


def hub_licence(licence: str) -> str:
    """The hub's identifier of a licence: "unknown" for none, "other" for one that it has no name for."""
    name = licence.strip().lower()
    return (name if name in _LICENCES else "other") if name else "unknown"

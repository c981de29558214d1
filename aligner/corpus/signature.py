"""One line that names a corpus, as sacreBLEU's signature names a score: equal lines, equal bytes.

    aligner-corpus|v:0.4.0|beads:120345|kept:98021|pairs:en-ar+en-ru|seed:7|filters:17.5b1f0c|hash:9f86d081884c7d65

`filters` are how many there were and a checksum of their names and thresholds, `hash` is over the shards' SHA-256.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aligner.corpus.statistics import Statistics

__all__ = ["corpus_hash", "signature"]


def signature(statistics: Statistics) -> str:
    """The signature of the corpus with these figures."""
    filters = [[score.name, score.threshold] for score in statistics.scores if score.filter]
    digest = hashlib.sha256(json.dumps(filters, ensure_ascii=True).encode()).hexdigest()[:6]
    parts = {
        "v": statistics.version,
        "beads": statistics.beads,
        "kept": statistics.kept,
        "pairs": "+".join(statistics.pairs) or "none",
        "seed": statistics.seed,
        "filters": f"{len(filters)}.{digest}" if filters else "none",
        "hash": corpus_hash(statistics)[:16],
    }
    return "|".join(["aligner-corpus", *(f"{name}:{_plain(str(value))}" for name, value in parts.items())])


def corpus_hash(statistics: Statistics) -> str:
    """SHA-256 over the SHA-256 of the shards in their order, as hexadecimal figures; names and folders do not count."""
    return hashlib.sha256("\n".join(shard.sha256 for shard in statistics.shards).encode()).hexdigest()


def _plain(value: str) -> str:
    """Without what would end a field or the line."""
    return "".join("_" if ch in "|:" or not ch.isprintable() else ch for ch in value)

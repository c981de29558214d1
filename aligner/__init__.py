"""Aligner: translate reports between English, Arabic and Russian, and keep what was translated as a bitext.

>>> import aligner
>>> result = aligner.translate("Talks continue on Monday.", "ar", source="en")   # doctest: +SKIP
>>> str(result), result.bitext.flagged                                            # doctest: +SKIP

The public names are those in `__all__`; they are loaded when they are first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aligner.aligned.aligning import align_documents
    from aligner.aligned.parallel import AlignedDocument
    from aligner.bitext import Bead, Bitext
    from aligner.engines import open_engine
    from aligner.engines.base import Candidate, Capabilities, DecodingOptions, Engine
    from aligner.errors import AlignerError
    from aligner.glossary.store import Glossary
    from aligner.translation.job import Job, run
    from aligner.translation.memory import Memory
    from aligner.translation.text import translate_text as translate

__version__ = "0.1.0"

__all__ = [
    "AlignedDocument",
    "AlignerError",
    "Bead",
    "Bitext",
    "Candidate",
    "Capabilities",
    "DecodingOptions",
    "Engine",
    "Glossary",
    "Job",
    "Memory",
    "align_documents",
    "open_engine",
    "run",
    "translate",
]

_HOMES = {
    "AlignedDocument": "aligner.aligned.parallel",
    "AlignerError": "aligner.errors",
    "Bead": "aligner.bitext",
    "Bitext": "aligner.bitext",
    "Candidate": "aligner.engines.base",
    "Capabilities": "aligner.engines.base",
    "DecodingOptions": "aligner.engines.base",
    "Engine": "aligner.engines.base",
    "Glossary": "aligner.glossary.store",
    "Job": "aligner.translation.job",
    "Memory": "aligner.translation.memory",
    "align_documents": "aligner.aligned.aligning",
    "open_engine": "aligner.engines",
    "run": "aligner.translation.job",
    "translate": "aligner.translation.text",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used, so that `import aligner` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'aligner' has no attribute {name!r}")
    home = importlib.import_module(_HOMES[name])
    value = getattr(home, "translate_text" if name == "translate" else name)
    globals()[name] = value
    return value

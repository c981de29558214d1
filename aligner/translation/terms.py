"""The glossary's part in a job: one matcher for all directions, an enforcer for each, opened when first needed."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.engines.base import Engine
from aligner.glossary.enforcer import Enforcer
from aligner.glossary.matcher import Matcher
from aligner.glossary.probe import ProbeTable
from aligner.glossary.store import Glossary

__all__ = ["Terms"]


class Terms:
    """The approved terms of a glossary on their way into translations."""

    def __init__(self, glossary: Glossary | None, languages: Sequence[str]) -> None:
        approved = [] if glossary is None else [c for c in glossary.concepts.values() if c.status == "approved"]
        self._glossary = None if glossary is None else Glossary.of(approved)
        self._languages = tuple(dict.fromkeys(languages))
        self._matcher: Matcher | None = None

    @property
    def version(self) -> str:
        """Equal versions hold the same terms; "" without a glossary."""
        return "" if self._glossary is None else self._glossary.version

    def enforcer(self, engine: Engine) -> Enforcer | None:
        """Who enforces them behind this engine; None without a glossary."""
        if self._glossary is None:
            return None
        if self._matcher is None:  # with many concepts this takes a while: not for a job where all is done already
            self._matcher = Matcher(self._glossary.concepts.values(), self._languages)
        return Enforcer(self._matcher, engine, table=ProbeTable.load(engine.fingerprint))

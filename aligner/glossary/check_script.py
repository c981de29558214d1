"""Names that were left as the source has them, and words in a script that the language is not written in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner import languages
from aligner.glossary.check_text import Checked, quoted, right_name
from aligner.glossary.findings import Finding
from aligner.glossary.matcher import Matcher

__all__ = ["script_findings"]

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def script_findings(text: Checked, matcher: Matcher) -> Iterator[Finding]:
    """Names of the glossary in the language of the source, or in Latin letters, in a text of another script."""
    target = languages.get(text.target_language).script
    codes = [text.source_language, "en"] if text.target_language != "en" else [text.source_language]
    for code in dict.fromkeys(codes):
        if code not in matcher.languages or languages.get(code).script == target or not _has(text.target, code):
            continue
        for occurrence in matcher.find(text.target, code):
            concept = text.concepts[occurrence.concept]
            right = right_name(concept, occurrence.part, occurrence.role, text.target_language)
            if not occurrence.certain or not right or (_LATIN.search(right) and code == "en"):
                continue  # the name is written in Latin letters in this language, too
            severity = "error" if any(one.concept == concept.id for one in text.source_terms) else "warning"
            yield Finding(
                "untranslated",
                severity,
                concept.id,
                f"{quoted(occurrence.text)} is left untranslated: expected {right}",
                "target",
                occurrence.outer_start,
                occurrence.outer_end,
                (right,),
            )


_LETTERS = {"Latin": _LATIN, "Arabic": re.compile(r"[\u0620-\u064a]"), "Cyrillic": re.compile(r"[\u0400-\u04ff]")}


def _has(text: str, code: str) -> bool:
    """Whether a text has a letter of the script of a language: most have none, and need not be searched."""
    return _LETTERS[languages.get(code).script].search(text) is not None

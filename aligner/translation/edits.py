"""Small mends of a machine translation that need no engine: stray brackets, marks of the wrong script, the final mark.

Real Argos output puts brackets around names in about one sentence in ten and drops the final mark in one in four.
"""

from __future__ import annotations

import re

from aligner import languages
from aligner.languages import Language

__all__ = ["edit"]

_CLOSERS = "\"'”’»“›)]}"
_STOPS = ".!?…؟。"
_QUESTIONS = "?؟"
_BRACKETED = re.compile(r"\(([^()]*)\)")
_BRACKETS = "()[]"


def edit(source: str, target: str, source_language: str, target_language: str) -> tuple[str, list[str]]:
    """The mended translation and the names of the faults that were mended, in the order of mending."""
    mother, other = languages.get(source_language), languages.get(target_language)
    text, mended = target, list[str]()
    if mother.script != other.script and languages.script_share(target)[mother.script] >= 0.5:
        return text, mended  # not translated at all: the marks of the source are right there
    for name, step in (("parentheses", _brackets), ("punctuation", _marks), ("ending", _ending)):
        changed = step(source, text, mother, other)
        if changed != text and any(ch.isalnum() for ch in changed):
            text = changed
            mended.append(name)
    return text, mended


def _brackets(source: str, target: str, mother: Language, other: Language) -> str:
    """Without the brackets that the source has not; what was inside stays."""
    if any(ch in source for ch in _BRACKETS):
        return target

    def inside(match: re.Match[str]) -> str:
        if any(ch.isdigit() for ch in match[1]):
            return match[0]  # an age or a date, which Arabic and Russian like to put in brackets
        return match[1]

    text = _BRACKETED.sub(inside, target)
    if text == target:
        return target
    return re.sub(r" +([.,،؛:!?؟…])", r"\1", re.sub(r" {2,}", " ", text)).strip()


def _marks(source: str, target: str, mother: Language, other: Language) -> str:
    """Marks in the script of the target: ؟ ، ؛ in Arabic, ? , ; elsewhere. Figures such as 1,250 are left alone."""
    marks = other.punctuation
    text = target
    for mark, group in ((marks.question, _QUESTIONS), (marks.comma, ",،"), (marks.semicolon, ";؛")):
        for wrong in group:
            if wrong != mark and wrong in text:
                text = re.sub(rf"(?<!\d){re.escape(wrong)}|{re.escape(wrong)}(?!\d)", mark, text)
    return text


def _ending(source: str, target: str, mother: Language, other: Language) -> str:
    """The final mark that the source asks for, written as the target language writes it."""
    wanted, got = _final(source), _final(target)
    marks = other.punctuation
    if wanted and wanted in _STOPS and not got and target.rstrip()[-1:] not in "—–-":
        mark = {"?": marks.question, "؟": marks.question, "!": marks.exclamation, "…": marks.ellipsis}.get(wanted)
        return target.rstrip() + (mark or marks.full_stop)
    if wanted and wanted in _QUESTIONS and got == ".":
        at = len(target.rstrip(_CLOSERS + " ")) - 1
        return target[:at] + marks.question + target[at + 1 :]
    if not wanted and got == "." and not target.rstrip().endswith(("..", "…")) and len(target.split()) > 1:
        stripped = target.rstrip()
        return stripped[:-1] if stripped.endswith(".") and not re.search(r"\b\w{1,3}\.$", stripped) else target
    return target


def _final(text: str) -> str:
    """The final mark under closing quotes and brackets: one of `_STOPS`, ":" or "" for none."""
    bare = text.rstrip().rstrip(_CLOSERS + " ")
    last = bare[-1:]
    if bare.endswith("..."):
        return "…"
    return last if last and last in _STOPS + ":;؛,،" else ""

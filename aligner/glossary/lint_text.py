"""The letters of a concept's names: scripts, blanks, quotation marks, what nobody sees, what a spreadsheet computes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from aligner import languages
from aligner.glossary.concepts import Concept, Designation
from aligner.glossary.rows import to_row
from aligner.languages.scripts_of import letters_of

__all__ = ["may_be", "text_remarks"]

_FORMULA = re.compile(r"[=+@]|-(?!\s|$)")
_PAIRS = {"«": "»", "“": "”", "„": "“", "(": ")", "[": "]"}
_WORD = re.compile(r"[^\W\d_]+")


def text_remarks(concept: Concept) -> Iterator[tuple[str, str, str]]:
    """(rule, language, message) for each."""
    for column, cell in to_row(concept).items():
        if _FORMULA.match(cell):
            yield (
                "formula",
                "",
                f"{column} begins with {cell[0]}, a spreadsheet takes it for a formula: begin it otherwise",
            )
    for code in concept.names:
        for name in concept.designations(code):
            for rule, message in _of_name(name):
                yield rule, code, message


def may_be(name: str, language: str) -> bool:
    """Whether a name has letters of its language, or Latin ones, as brands and agencies have anywhere; or none."""
    scripts = (languages.get(language).script, "Latin")
    return any(letters_of(script).search(name) for script in scripts) or not _WORD.search(name)


def _of_name(name: Designation) -> Iterator[tuple[str, str]]:
    text = name.text
    if text != text.strip() or "  " in text or any(ch.isspace() and ch != " " for ch in text):
        yield "blanks", f'"{text}" has a blank at its edge, two together, or one that is not plain: write single blanks'
    if unseen := [ch for ch in text if _unseen(ch)]:
        told = ", ".join(f"U+{ord(ch):04X}" for ch in dict.fromkeys(unseen))
        yield "invisible", f"{text} holds what nobody sees ({told}): type the name anew"
    if not _balanced(text):
        yield "quotes", f"{text} has a quotation mark or bracket that is not closed"
    yield from _scripts(name)


def _scripts(name: Designation) -> Iterator[tuple[str, str]]:
    for word in _WORD.findall(name.text):
        scripts = [script for script in ("Latin", "Arabic", "Cyrillic") if letters_of(script).search(word)]
        if len(scripts) > 1:
            strange = min(scripts, key=lambda script: sum(map(len, letters_of(script).findall(word))))
            letters = "".join(letters_of(strange).findall(word))
            told = f"{word} mixes {' and '.join(scripts)}: {letters} is {strange}"
            yield "mixed-script", f"{told}, and looks like other letters: type it anew"
    own = languages.get(name.language).script
    if name.role in ("variant", "forbidden") or letters_of(own).search(name.text) or not _WORD.search(name.text):
        return
    if not may_be(name.text, name.language):
        yield "wrong-script", f"{name.text} has no {own} letter: it is no {languages.get(name.language).name} name"
    elif name.role == "preferred":
        yield "other-script", f"{name.text} has no {own} letter: is it in the right column?"


def _unseen(ch: str) -> bool:
    """Formatting characters come with copied text; the joiners among them are letters of some names."""
    return unicodedata.category(ch) == "Cf" and ch not in "\u200c\u200d"


def _balanced(text: str) -> bool:
    """Whether all quotation marks and brackets that open are closed."""
    waiting: list[str] = []
    for ch in text:
        if waiting and ch == waiting[-1]:
            waiting.pop()
        elif ch in _PAIRS:
            waiting.append(_PAIRS[ch])
        elif ch in ")]»”":
            return False
    return not waiting and text.count('"') % 2 == 0

"""A report and its translation side by side, as one HTML file that editors open in a browser or print.

The page is drawn from columns and rows, so that two languages or more, translated or aligned, come out alike.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from aligner import languages
from aligner.alignment.revision_text import marked
from aligner.bitext import Bead, Bitext, Repair, TermUse
from aligner.files import write_atomically
from aligner.glossary.held_back import HELD
from aligner.pages.columns import Cell, Column, Highlight, Note, Row, render_columns

__all__ = ["FAULT_TEXTS", "FLAG_TEXTS", "STEP_TEXTS", "TERM_TEXTS", "PageSummary", "render_page", "write_page"]

# What an editor reads for a flag; a flag that is not here is shown as it is.
FLAG_TEXTS: dict[str, str] = {
    "empty": "no translation",
    "copy": "left in the source language",
    "script": "foreign letters",
    "truncated": "cut short?",
    "long": "longer than usual: check",
    "repetition": "repeats itself",
    "numbers": "numbers differ: check",
    "unknown": "unreadable signs",
    "quotes": "quotation marks or brackets left open",
    "doubtful": "the model was guessing: check",
    "latin": "names in Latin letters: check",
    "term": "an approved term is not in its approved form",
    "form": "check the form of a term",
    "doubt": "compare with the source: a name, or words around one, may be missing",
    "changed": "the source was changed since it was translated: compare with the former translation",
    "markup-moved": "bold, links or the like may have moved",
    "markup-dropped": "bold, links or the like were lost",
}

# The same things as the fault that a repair has mended: "repaired: numbers, by another candidate".
FAULT_TEXTS: dict[str, str] = {
    "empty": "no translation",
    "copy": "untranslated text",
    "script": "foreign letters",
    "truncated": "cut short",
    "long": "too long",
    "repetition": "repetition",
    "numbers": "numbers",
    "unknown": "unreadable signs",
    "quotes": "open quotation marks",
    "doubtful": "a guess",
    "latin": "names in Latin letters",
    "parentheses": "added brackets",
    "punctuation": "punctuation",
    "ending": "end of the sentence",
}

STEP_TEXTS: dict[str, str] = {
    "hypothesis": "another candidate",
    "suppress": "forbidding foreign letters",
    "clauses": "translating it in parts",
    "engine": "another engine",
    "edit": "a small edit",
}

# How an approved term came into a translation.
TERM_TEXTS: dict[str, str] = {
    "free": "as the engine had it",
    "variant": "another spelling replaced",
    "stand-in": "by way of a stand-in",
    "replaced": "a wrong name replaced",
    "prefix": "the engine went on from it",
    "scored": "the form that the engine scores best",
    "placeholder": "by way of a placeholder",
}

_ORIGIN_TEXTS = {"memory": "from the memory", "human": "by an editor", "copied": "kept as in the source"}
_STATE_TEXTS = {"accepted": "approved", "edited": "edited", "rejected": "rejected"}
_DRAFT_MODEL = re.compile(r"(?<![^\W\d_])(demo|starter)(?![^\W\d_])", re.IGNORECASE)


@dataclass(frozen=True)
class PageSummary:
    """How many segments there are, where they came from, and how many an editor should look at."""

    segments: int
    machine: int = 0
    memory: int = 0
    approved: int = 0
    copied: int = 0
    aligned: int = 0
    repaired: int = 0
    flagged: int = 0

    @classmethod
    def of(cls, bitext: Bitext) -> PageSummary:
        """Counted from the beads. What an editor wrote or approved counts as approved only, wherever it came from."""
        approved = [bead for bead in bitext if _is_approved(bead)]
        others = [bead.origin for bead in bitext if not _is_approved(bead)]
        return cls(
            segments=len(bitext),
            machine=others.count("machine"),
            memory=others.count("memory"),
            approved=len(approved),
            copied=others.count("copied"),
            aligned=others.count("aligned"),
            repaired=sum(any(repair.step for repair in bead.repairs) for bead in bitext),
            flagged=len(bitext.flagged),
        )

    def facts(self) -> tuple[tuple[int, str], ...]:
        """Number and word of each count worth showing."""
        always = (
            (self.segments, "segment" if self.segments == 1 else "segments"),
            (self.machine, "by machine"),
            (self.approved, "approved"),
        )
        rare = ((self.memory, "from the memory"), (self.copied, "kept as in the source"), (self.aligned, "aligned"))
        return (
            *always,
            *(fact for fact in rare if fact[0]),
            (self.repaired, "repaired"),
            (self.flagged, "flagged"),
        )


def render_page(
    bitext: Bitext,
    *,
    title: str,
    document: str = "",
    summary: PageSummary | None = None,
    notices: Sequence[str] = (),
) -> str:
    """The whole page as HTML: one row a bead, in order; equal input gives an equal page, byte for byte.

    `document` is the name of the file as people know it; `summary` is counted from the beads where none is given.
    `notices` are shown above the text, after the one that a bitext drafted by the demo or starter model always has.
    InputError where a bead is in a language that Aligner does not know.
    """
    engines = tuple(dict.fromkeys(bead.engine for bead in bitext if bead.engine))
    return render_columns(
        _columns(bitext),
        (_row(bead) for bead in bitext),
        title=title,
        document=document,
        subject=", ".join(dict.fromkeys(_pair(bead) for bead in bitext)),
        engines=engines,
        facts=(summary or PageSummary.of(bitext)).facts(),
        notices=tuple(dict.fromkeys((*_draft_notices(engines), *notices))),
    )


def write_page(
    bitext: Bitext,
    path: Path | str,
    *,
    title: str,
    document: str = "",
    summary: PageSummary | None = None,
    notices: Sequence[str] = (),
) -> None:
    """Write what `render_page` gives as UTF-8 to `path`, whole or not at all."""
    page = render_page(bitext, title=title, document=document, summary=summary, notices=notices)
    with write_atomically(Path(path)) as file:
        file.write(page.encode())


def _is_approved(bead: Bead) -> bool:
    return bead.origin == "human" or bead.state in ("accepted", "edited")


def _pair(bead: Bead) -> str:
    return f"{languages.get(bead.source_language).name} → {languages.get(bead.target_language).name}"


def _columns(bitext: Bitext) -> tuple[Column, Column]:
    """The languages as headings, or plainer words where the beads are not all of one pair."""
    return (
        _column({bead.source_language for bead in bitext}, "Source"),
        _column({bead.target_language for bead in bitext}, "Translation"),
    )


def _column(codes: set[str], otherwise: str) -> Column:
    if len(codes) != 1:
        return Column(otherwise)
    (code,) = codes
    return Column(languages.get(code).name, code)


def _draft_notices(engines: Iterable[str]) -> Iterator[str]:
    """One notice for each of the small models that are made to try things out, not to publish."""
    for engine in engines:
        if match := _DRAFT_MODEL.search(engine):
            yield f"Draft by the {match[1].lower()} model"


def _row(bead: Bead) -> Row:
    return Row(
        kind=bead.kind,
        cells=(
            Cell(bead.source_text, bead.source_language, _source_highlights(bead)),
            Cell(bead.target_text, bead.target_language, _target_highlights(bead)),
        ),
        notes=tuple(_notes(bead)),
        flagged=bool(bead.flags),
        confidence=bead.confidence if _is_number(bead.confidence) else None,
    )


def _source_highlights(bead: Bead) -> tuple[Highlight, ...]:
    spans = ((term.source_start, term.source, term.concept) for term in bead.terms)
    return _standing(spans, bead.source_text)


def _target_highlights(bead: Bead) -> tuple[Highlight, ...]:
    spans = ((term.target_start, term.target, _term_label(term)) for term in bead.terms)
    return _standing(spans, bead.target_text)


def _term_label(term: TermUse) -> str:
    """What is said of a term when the reader points at it: "al-sharaa · dat · by a stand-in · sure 97%"."""
    said = [term.concept, term.form, TERM_TEXTS.get(term.strategy, term.strategy)]
    if _is_number(term.confidence) and term.confidence < 1:
        said.append(f"sure {_percent(term.confidence)}")
    return " · ".join(part for part in said if part)


def _standing(spans: Iterable[tuple[int, str, str]], text: str) -> tuple[Highlight, ...]:
    """Those that stand where they are said to: a correction by an editor moves the words after it."""
    return tuple(
        Highlight(start, start + len(form), concept)
        for start, form, concept in spans
        if start >= 0 and form and text.startswith(form, start)
    )


def _notes(bead: Bead) -> Iterator[Note]:
    """What is to be seen beside a bead, the most pressing first."""
    of_terms = list(_term_notes(bead))
    told = any(term.strategy != HELD and not (term.target and term.verified) for term in bead.terms)
    for flag in bead.flags:
        if flag == "term" and told:  # the notes say the same, and of which term
            continue
        yield Note("flag", "", quoted=Cell(flag)) if flag not in FLAG_TEXTS else Note("flag", FLAG_TEXTS[flag])
    yield from of_terms
    for repair in bead.repairs:
        yield _repair_note(repair, bead.target_language)
    yield from _editor_notes(bead)
    yield from _more_notes(bead)


def _term_notes(bead: Bead) -> Iterator[Note]:
    """The terms that are not in the translation as they should be."""
    for term in bead.terms:
        if term.strategy == HELD:
            yield Note(
                "missing", "perhaps a term, not in the translation:", quoted=Cell(term.source, bead.source_language)
            )
        elif not term.target:
            yield Note("missing", "term not in the translation:", quoted=Cell(term.source, bead.source_language))
        elif not term.verified and "term" in bead.flags:
            yield Note("missing", "not an approved form:", quoted=Cell(term.target, bead.target_language))


def _repair_note(repair: Repair, language: str) -> Note:
    fault = FAULT_TEXTS.get(repair.fault, repair.fault)
    step = STEP_TEXTS.get(repair.step.split(" ")[0], repair.step)
    words = f"repaired: {fault} by {step}" if repair.step else f"not repaired: {fault}"
    # What was left in the source language is not to be read in the direction of the target.
    return Note("repair", words, details=(Cell(repair.before, "" if repair.fault == "copy" else language),))


def _editor_notes(bead: Bead) -> Iterator[Note]:
    if bead.origin in _ORIGIN_TEXTS:
        yield Note("mark", _ORIGIN_TEXTS[bead.origin])
    if bead.state in _STATE_TEXTS:
        by = Cell(bead.editor) if bead.editor else None
        yield Note("mark", _STATE_TEXTS[bead.state] + (" by" if by else ""), quoted=by)
    if bead.note:
        yield Note("mark", "note:", quoted=Cell(bead.note))


def _more_notes(bead: Bead) -> Iterator[Note]:
    if bead.fuzzy or bead.fuzzy_source:
        yield _fuzzy_note(bead)
    if bead.pivot:
        yield Note("more", "by way of another language", details=(Cell(bead.pivot),))
    if _is_number(bead.confidence):
        yield Note("figure", f"confidence {_percent(bead.confidence)}")
    if _is_number(bead.score):
        yield Note("figure", f"score {bead.score:.2f}".replace("-", "\u2212"))


def _fuzzy_note(bead: Bead) -> Note:
    """A translation of a similar text, below that text with what is different in it."""
    match = f", {_percent(bead.fuzzy_match)}" if _is_number(bead.fuzzy_match) else ""
    what = "before the change" if "changed" in bead.flags else "near match in the memory"
    details = [Cell(bead.fuzzy, bead.target_language)] if bead.fuzzy else []
    if bead.fuzzy_source and bead.fuzzy_source != bead.source_text:
        details.insert(0, Cell(marked(bead.fuzzy_source, bead.source_text), bead.source_language))
    return Note("more", f"{what}{match}", details=tuple(details))


def _is_number(value: float | None) -> TypeGuard[float]:
    return value is not None and math.isfinite(value)


def _percent(share: float) -> str:
    """Rounded down: only what is whole is 100%."""
    return f"{math.floor(round(share * 100, 6))}%"

"""Moses pairs with terms annotated, to train models that obey a glossary: target lemmas, or stand-ins on both sides."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from aligner.corpus.annotations import Annotated, Term, chosen, lemma_annotated, stand_ins, terms_of
from aligner.corpus.exports.base import TEXTS, Export, Format, Part
from aligner.corpus.exports.lines import LineFiles, clean, compress, prepared, write_text
from aligner.errors import InputError

if TYPE_CHECKING:
    pass

__all__ = ["LEMMAS", "STAND_INS"]

Annotate = Callable[[str, str, Sequence[Term], Part], Annotated]


def _write_lemmas(export: Export) -> None:
    options = export.options
    if not options.lemmas:
        raise InputError('annotation with target lemmas wants the glossary of these terms: glossary = ["names.tsv"]')
    tables = {
        code: {concept: names[code] for concept, names in options.lemmas.items() if names.get(code)}
        for code in {part.target for part in export.parts}
    }
    _write(export, lambda s, t, terms, part: lemma_annotated(s, t, terms, tables[part.target], options.marks))
    write_text(export, "symbols.txt", "".join(f"{mark}\n" for mark in options.marks.symbols()))


def _write_stand_ins(export: Export) -> None:
    marks = export.options.marks
    most = _write(export, lambda s, t, terms, part: stand_ins(s, t, terms, marks))
    write_text(export, "symbols.txt", "".join(f"{mark}\n" for mark in marks.symbols(most) if most))


def _write(export: Export, annotate: Annotate) -> int:
    """Write pairs and, a line a bead, what stands for which term; gives the most terms of a bead."""
    import polars as pl

    if export.options.normalise or export.options.tokenise:
        raise InputError(
            "terms are annotated at their places in the text: export them neither normalised nor tokenised"
        )
    if "terms" not in export.columns:
        raise InputError(f"{export.shards[0]}: has no column terms to annotate")
    most = 0
    names: dict[str, None] = {}
    with LineFiles(export) as files:
        for part, frame in export.frames([*TEXTS, "id", "terms"]):
            sources, targets, told = (
                frame["source_text"].to_list(),
                frame["target_text"].to_list(),
                ["[]"] * frame.height,
            )
            for row in frame["terms"].list.len().fill_null(0).gt(0).arg_true().to_list():
                done = _annotated(export, part, frame.row(row, named=True), annotate)
                sources[row], targets[row] = done.source, done.target
                told[row] = _told(done.terms)
                most = max(most, len(done.terms))
            frame = frame.with_columns(
                pl.Series("source_text", sources, dtype=pl.String),
                pl.Series("target_text", targets, dtype=pl.String),
                pl.Series("told", told, dtype=pl.String),
            )
            frame = prepared(frame, part, export)
            stem = f"{export.options.name}.{part.split}.{part.pair}"
            for suffix, column in ((part.source, "source_text"), (part.target, "target_text"), ("terms", "told")):
                files.write(f"{stem}.{suffix}", frame, column)
                names[f"{stem}.{suffix}"] = None
            files.write(f"{stem}.ids", clean(frame, ["id"], export), "id")
            names[f"{stem}.ids"] = None
            export.written[part] += frame.height
    for name in names:
        compress(export.path(name), export.options.compress)
    return most


def _annotated(export: Export, part: Part, row: dict[str, Any], annotate: Annotate) -> Annotated:
    source, target = row["source_text"] or "", row["target_text"] or ""
    terms, left = terms_of(row["terms"], source, target)
    drawn = chosen(terms, row["id"], export.options.share, export.options.seed)
    done = annotate(source, target, drawn, part)
    for what in (*left, *done.left):
        export.lost.add(what)
    export.lost.add("term left plain, as the share asks", len(terms) - len(drawn))
    return done


def _told(terms: Sequence[Term]) -> str:
    """The terms of a bead as one line of JSON, in the order of their numbers."""
    fields = ("concept", "source", "target", "form")
    # in ASCII: no sign in it ends a line
    return json.dumps([{name: getattr(term, name) for name in fields} for term in terms], ensure_ascii=True)


LEMMAS = Format(
    "term-lemmas",
    "Moses pairs whose source has the target's lemma behind each term (target lemma annotation)",
    _write_lemmas,
    keeps=(*TEXTS, "id", "terms"),
    compresses=("", "gz"),
    annotates=True,
)
STAND_INS = Format(
    "term-stand-ins",
    "Moses pairs with the same stand-in for a term on both sides",
    _write_stand_ins,
    keeps=(*TEXTS, "id", "terms"),
    compresses=("", "gz"),
    annotates=True,
)

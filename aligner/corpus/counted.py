"""From facts that were added up to the figures of a corpus: what `tally` counted, in order and in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from aligner.corpus.figures import Concept, Count, Example, Form, Lengths, Ratios, Reason, Scores
from aligner.corpus.filter_base import PREFIX
from aligner.corpus.filters import FILTERS
from aligner.corpus.histograms import histogram, percentiles
from aligner.corpus.pieces import shortened

if TYPE_CHECKING:
    import polars as pl

__all__ = ["concepts", "counts", "lengths", "of", "ratios", "reasons", "scores"]

_CONCEPTS = 50  # the most frequent ones are told
_FORMS = 5  # of a concept in a language
_NAMES = 1_000  # of a group; what is beyond is one line
_LETTERS = 240  # of a text in an example
_DOCS = {
    "confidence": "probability that the bead is right, as the aligner or the engine gave it",
    "score": "score of the aligner, or mean log-probability a piece as the engine gave it",
}


def of(facts: pl.DataFrame, what: str) -> pl.DataFrame:
    """The facts of one kind."""
    return facts.filter(what=what)


def counts(facts: pl.DataFrame) -> tuple[Count, ...]:
    """Beads and kept beads of each name, the most frequent first."""
    import polars as pl

    kept = pl.col("beads").filter(pl.col("kept")).sum().alias("of them kept")
    rows = facts.group_by("name", "part").agg(pl.col("beads").sum(), kept)
    rows = rows.sort("beads", "name", "part", descending=[True, False, False])
    found = [Count(*row) for row in rows.head(_NAMES).rows()]
    rest = rows.slice(_NAMES)
    if rest.height:
        told = f"({rest.height:,} others)"
        found.append(Count(told, "", int(rest["beads"].sum()), int(rest["of them kept"].sum())))
    return tuple(found)


def _grouped(facts: pl.DataFrame) -> Iterator[tuple[str, str, list[tuple[float, int, int]]]]:
    """Name, part and the (value, kept, rejected) of each, in order."""
    values: dict[tuple[str, str], dict[float, list[int]]] = defaultdict(dict)
    for name, part, value, kept, beads in facts.select("name", "part", "value", "kept", "beads").rows():
        values[name, part].setdefault(value, [0, 0])[0 if kept else 1] += beads
    for name, part in sorted(values):
        yield name, part, [(value, *both) for value, both in sorted(values[name, part].items())]  # type: ignore[misc]


def lengths(facts: pl.DataFrame) -> tuple[Lengths, ...]:
    """By direction and unit, source before target."""
    found = []
    for pair, part, values in _grouped(facts):
        side, unit = part.split(" ")
        counted = [(value, kept) for value, kept, _ in values]
        total, beads = sum(value * kept for value, kept in counted), sum(kept for _, kept in counted)
        found.append(
            Lengths(
                pair=pair,
                side=side,
                language=pair.split("-")[0 if side == "source" else 1],
                unit=unit,
                total=int(total),
                mean=round(total / beads, 2),
                least=int(counted[0][0]),
                most=int(counted[-1][0]),
                percentiles=_whole(percentiles(counted)),
                histogram=histogram(values, whole=True),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.pair, one.unit != "words", one.side)))


def _whole(shares: Mapping[float, float]) -> dict[int, float]:
    return {int(share): value for share, value in shares.items()}


def ratios(facts: pl.DataFrame) -> tuple[Ratios, ...]:
    """By direction."""
    return tuple(
        Ratios(
            pair,
            sum(row[1] for row in values),
            _whole(percentiles([(value, kept) for value, kept, _ in values])),
            histogram(values, bins=40),
        )
        for pair, _, values in _grouped(facts)
    )


def scores(facts: pl.DataFrame, thresholds: Mapping[str, float]) -> tuple[Scores, ...]:
    """The filters in their order, filters that we do not know, then confidence and score."""
    values = {name: rows for name, _, rows in _grouped(of(facts, "score"))}
    missing = _sums(of(facts, "no score"))
    rejects, alone = _rejects(of(facts, "reason")), _rejects(of(facts, "alone"))
    asked = {name.removeprefix(PREFIX) for name in {**values, **missing} if name.startswith(PREFIX)}
    known = [name for name in FILTERS if name in asked]
    names = [(name, PREFIX + name) for name in (*known, *sorted(asked - set(known)))]
    found = []
    for name, column in (*names, ("confidence", "confidence"), ("score", "score")):
        here = values.get(column, [])
        is_filter = column.startswith(PREFIX)
        edge = thresholds.get(name) if is_filter else None
        found.append(
            Scores(
                name=name,
                doc=(FILTERS[name].doc if name in FILTERS else "") if is_filter else _DOCS[name],
                filter=is_filter,
                threshold=edge,
                beads=sum(kept + rejected for _, kept, rejected in here),
                missing=missing.get(column, 0),
                rejects=rejects.get(name, 0) if is_filter else 0,
                alone=alone.get(name, 0) if is_filter else 0,
                percentiles=_whole(percentiles([(value, kept + rejected) for value, kept, rejected in here])),
                histogram=histogram(here, edge=edge),
            )
        )
    return tuple(found)


def _sums(facts: pl.DataFrame) -> dict[str, int]:
    import polars as pl

    return dict(facts.group_by("name").agg(pl.col("beads").sum()).sort("name").rows())


def _rejects(facts: pl.DataFrame) -> dict[str, int]:
    """Rejected beads of each filter; "learnt:ratio" is a reason of the filter "learnt"."""
    found: dict[str, int] = defaultdict(int)
    for name, beads in _sums(facts).items():
        found[name.partition(":")[0]] += beads
    return found


def reasons(facts: pl.DataFrame, drawn: pl.DataFrame) -> tuple[Reason, ...]:
    """The most frequent first, each with the beads that were drawn."""
    alone, first = _sums(of(facts, "alone")), _sums(of(facts, "first"))
    pairs: dict[str, dict[str, int]] = defaultdict(dict)
    for name, pair, beads in of(facts, "reason").select("name", "part", "beads").sort("name", "part").rows():
        pairs[name][pair] = pairs[name].get(pair, 0) + beads
    unexplained = of(facts, "unexplained")
    if unexplained.height:
        pairs[""] = _sums(unexplained)
        alone[""] = first[""] = sum(pairs[""].values())
    examples: dict[str, list[Example]] = defaultdict(list)
    for row in drawn.iter_rows(named=True):
        examples[row["reason"]].append(_example(row))
    found = [
        Reason(name, sum(where.values()), alone.get(name, 0), first.get(name, 0), where, tuple(examples[name]))
        for name, where in pairs.items()
    ]
    return tuple(sorted(found, key=lambda reason: (-reason.beads, reason.name)))


def _example(row: Mapping[str, Any]) -> Example:
    filter_name = PREFIX + str(row["reason"]).partition(":")[0]
    score = next((one["score"] for one in row["scores"] if one["name"] == filter_name), None)
    plain = {name: shortened(row[name] or "", _LETTERS) for name in ("input", "place", "id")}
    return Example(
        **plain,
        source_language=row["source_language"] or "",
        target_language=row["target_language"] or "",
        source=shortened(row["source_text"] or "", _LETTERS),
        target=shortened(row["target_text"] or "", _LETTERS),
        reasons=tuple(row["reasons"] or ()),
        score=None if score is None or score != score else float(f"{max(-1e9, min(score, 1e9)):.4g}"),
    )


def concepts(facts: pl.DataFrame) -> tuple[Concept, ...]:
    """The most frequent, with their most frequent forms."""
    import polars as pl

    gone = pl.col("beads").filter(pl.col("part") == "missing").sum().alias("gone")
    most = of(facts, "concept").group_by("name").agg(pl.col("beads").sum(), gone)
    most = most.sort("beads", "name", descending=[True, False]).head(_CONCEPTS)
    forms: dict[str, dict[str, list[Form]]] = defaultdict(lambda: defaultdict(list))
    said = of(facts, "form").join(most.select("name"), on="name", how="semi")
    for name, part, beads in (
        said.select("name", "part", "beads").sort("beads", "part", descending=[True, False]).rows()
    ):
        language, _, text = part.partition(":")
        if len(forms[name][language]) < _FORMS:
            forms[name][language].append(Form(language, shortened(text, _LETTERS), beads))
    return tuple(
        Concept(name, uses, missing, tuple(form for code in sorted(forms[name]) for form in forms[name][code]))
        for name, uses, missing in most.rows()
    )

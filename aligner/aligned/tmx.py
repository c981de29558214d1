"""TMX 1.4b: translation units with a variant in each language, for translation memories of other tools."""

from __future__ import annotations

from collections.abc import Iterator

from aligner import tmx as units
from aligner.aligned.parallel import AlignedDocument, Unit

__all__ = ["tmx"]


def tmx(aligned: AlignedDocument) -> Iterator[str]:
    """The document as TMX 1.4b, in pieces: one translation unit for each unit that stands in two languages or more.

    The confidence and the name of the document stand in `prop` elements.
    """
    yield units.header(aligned.languages[0])
    for number, unit in enumerate(aligned.units):
        if sum(bool(segments) for segments in unit.segments) > 1:
            yield _unit(aligned, number, unit)
    yield units.FOOTER


def _unit(aligned: AlignedDocument, number: int, unit: Unit) -> str:
    there = [place for place, segments in enumerate(unit.segments) if segments]
    single = all(len(unit.segments[place]) == 1 for place in there)
    attributes = {"segtype": "sentence" if single else "block"}
    if there[0]:  # a unit that the first version leaves out has another source; the header's holds for all the others
        attributes["srclang"] = aligned.languages[there[0]]
    properties = [("x-document", aligned.name), ("x-shape", unit.shape)]
    if unit.confidence is not None:
        properties.append(("x-confidence", f"{unit.confidence:.4f}"))
    if aligned.is_doubtful(unit):
        properties.append(("x-flag", "doubtful"))
    return units.unit(
        ((aligned.languages[place], aligned.text(unit, place)) for place in there),
        id=str(number + 1),
        attributes=attributes,
        properties=properties,
    )

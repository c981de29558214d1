"""A former translation of a report, and what of it stands in a new revision: what changed alone is translated again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from aligner.alignment.revisions import Change, compare, key_of
from aligner.bitext import Bead
from aligner.documents import Document
from aligner.errors import InputError

__all__ = ["Before", "Inheritance", "Kept", "inherit", "is_editors", "reworded"]

_RELATED = 0.1  # share of the segments of the shorter revision that both must have in some form
_RECOGNISED = 0.5  # share of a former translation that must be found in a document that an editor has changed


@dataclass(frozen=True)
class Kept:
    """A bead of the former translation whose source stands in the new revision as it was."""

    bead: Bead
    segments: tuple[str, ...]  # ids in the new document, one for each source segment of the bead
    moved: bool


@dataclass(frozen=True)
class Before:
    """What a changed sentence was, and how it was translated."""

    source: str
    target: str
    similarity: float
    note: str = ""


@dataclass(frozen=True)
class Inheritance:
    """What a document takes over from its former translation, by segment id."""

    kept: Mapping[str, Kept] = field(default_factory=dict)
    changed: Mapping[str, Before] = field(default_factory=dict)
    added: int = 0  # segments that the former revision did not have
    removed: int = 0  # segments that only the former revision had
    texts: Mapping[str, str] = field(default_factory=dict)  # what to write for each segment kept

    def without(self, ids: set[str]) -> Inheritance:
        """The same, but for kept segments that are to be translated all the same."""
        return replace(self, kept={ident: kept for ident, kept in self.kept.items() if ident not in ids})


def is_editors(bead: Bead) -> bool:
    """Whether its translation is a person's, or approved by one."""
    return bead.state in ("accepted", "edited") or bead.origin in ("human", "aligned")


def inherit(document: Document, beads: Sequence[Bead], *, related: bool = False) -> Inheritance:
    """What of these beads stands in the document.

    With `related`, InputError where the two texts have next to nothing in common.
    """
    beads = [bead for bead in beads if bead.source]
    owner = [number for number, bead in enumerate(beads) for _ in bead.source]
    old = [text for bead in beads for text in bead.source]
    changes = compare(old, [segment.text for segment in document.segments], document.language)
    if related and sum(bool(c.old and c.new) for c in changes) < _RELATED * min(len(old), len(document.segments)):
        raise InputError(
            f"{document.name}: has next to nothing in common with {beads[0].document if beads else 'an empty bitext'}, "
            "of which --previous is a translation: name that of this report"
        )
    kept = {ident: one for one in _kept(document, beads, changes) for ident in one.segments}
    changed = {}
    for change in changes:
        for number in change.new if change.old else ():
            segment = document.segments[number]
            if segment.id not in kept:
                former = [beads[at] for at, _ in groupby(owner[place] for place in change.old)]
                changed[segment.id] = Before(
                    " ".join(bead.source_text for bead in former),
                    " ".join(bead.target_text for bead in former if bead.target),
                    change.similarity,
                    "; ".join(bead.note for bead in former if bead.note),
                )
    return Inheritance(
        kept,
        changed,
        added=sum(change.kind == "added" for change in changes),
        removed=sum(change.kind == "removed" for change in changes),
        texts=_spread(document, kept),
    )


def _kept(document: Document, beads: Sequence[Bead], changes: Sequence[Change]) -> Iterator[Kept]:
    """The beads all of whose segments stand in the document one after another; what an editor rejected is not kept."""
    place = {change.old[0]: change for change in changes if change.same}
    at = 0
    for bead in beads:
        found = [place[number] for number in range(at, at + len(bead.source)) if number in place]
        at += len(bead.source)
        if len(found) < len(bead.source) or bead.state == "rejected":
            continue
        segments = [document.segments[change.new[0]] for change in found]
        together = all(two.new[0] == one.new[0] + 1 for one, two in pairwise(found))
        if together and len({segment.block for segment in segments}) == 1:
            yield Kept(bead, tuple(segment.id for segment in segments), any(c.kind == "moved" for c in found))


def _spread(document: Document, kept: Mapping[str, Kept]) -> dict[str, str]:
    """What to write for each segment kept: the words of a bead of several are spread over its segments.

    A segment without words would leave two blanks in a row; so it takes some from a neighbour in its paragraph.
    """
    texts = {ident: one.bead.target_text if ident == one.segments[0] else "" for ident, one in kept.items()}
    for here, there in _neighbours(document):
        if texts.get(there) == "" and here in texts:
            texts[here], texts[there] = _halves(texts[here])
    for here, there in reversed([*_neighbours(document)]):
        if texts.get(here) == "" and there in texts:
            texts[here], texts[there] = _halves(texts[there])
    return texts


def _neighbours(document: Document) -> Iterator[tuple[str, str]]:
    return ((one.id, two.id) for one, two in pairwise(document.segments) if one.block == two.block)


def _halves(text: str) -> tuple[str, str]:
    """The text in two parts, cut at the blank nearest its middle; the second may be empty."""
    blanks = [place for place, ch in enumerate(text) if ch == " "]
    if not blanks:
        return text, ""
    cut = min(blanks, key=lambda place: abs(place - len(text) // 2))
    return text[:cut], text[cut + 1 :]


def reworded(beads: Sequence[Bead], written: Sequence[Bead], document: Document) -> list[Bead]:
    """The beads with the words that an editor has put into the translated document since it was `written`.

    `written` are the beads as the job wrote them, in the same order. Where the editor has changed the bead, too, that
    stands. InputError where the document has little to do with them.
    """
    old = [bead.target_text for bead in written]
    there = [segment.text for segment in document.segments]
    changes = compare(old, there, document.language)
    if sum(len(change.old) for change in changes if change.new) < _RECOGNISED * len(old):
        raise InputError(
            f"{document.path or document.name}: has little in common with the bitext beside it: "
            "name the bitext file with --previous, and this text is left out of account"
        )
    result = []
    for numbers, text in _wordings(changes, there):
        group = [beads[number] for number in numbers]
        before = " ".join(old[number] for number in numbers if old[number])
        own = any(bead.target_text != old[number] for bead, number in zip(group, numbers, strict=True))
        if own or key_of(text) == key_of(before):
            result += group
        else:
            source = tuple(segment for bead in group for segment in bead.source)
            note = "; ".join(bead.note for bead in group if bead.note)
            result.append(replace(group[0], source=source, target=(text,) if text else (), state="edited", note=note))
    return result


def _wordings(changes: Sequence[Change], there: Sequence[str]) -> list[tuple[list[int], str]]:
    """Numbers of beads that belong together, in order, and what the document has for them.

    What is new in the document belongs to a bead that is gone from there, else to the one before it; a bead whose words
    were deleted has none.
    """
    found: list[tuple[list[int], list[int]]] = []
    gone: list[int] = []  # in `found`, since the last sentence that was recognised
    before: list[int] = []  # new sentences before any bead
    for change in changes:
        if not change.old:
            if gone:
                found[gone[0]][1].extend(change.new)
            elif found:
                found[-1][1].extend(change.new)
            else:
                before += change.new
            continue
        if change.new:
            gone = []
        else:
            gone.append(len(found))
        found.append((list(change.old), [*before, *change.new]))
        before = []
    found.sort()
    return [(numbers, " ".join(there[number] for number in places)) for numbers, places in found]

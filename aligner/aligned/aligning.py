"""Aligns the versions of one report: the files are opened, their terms found, their sentences put side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aligner.aligned import relation
from aligner.aligned.opening import open_version, refuse_twins, untagged
from aligner.aligned.parallel import DOUBTFUL, AlignedDocument, Unit, Version
from aligner.aligned.terms import Found, Terms
from aligner.errors import InputError
from aligner.glossary.store import Glossary

__all__ = ["align_documents", "align_versions_of", "units_of"]


def align_documents(
    *files: Path | str | bytes,
    languages: Sequence[str | None] = (),
    glossary: Glossary | None = None,
    lines: bool = False,
    force: bool = False,
    name: str = "",
    doubtful: float = DOUBTFUL,
) -> AlignedDocument:
    """Align two versions of a report or three; `.bitext` of the result has the beads.

    A version is the path of a file, or its bytes. `languages` are the codes of the versions, in their order, where they
    are known; else the names or the texts of the files tell. With `lines` each line is a segment. Beads that are less
    sure than `doubtful` are flagged. InputError where a file cannot be read or is empty, is in another language than
    was said, or where the texts are no versions of each other; `force` aligns them all the same.
    """
    codes = [*languages, *([None] * (len(files) - len(languages)))]
    contents = [Path(file) if isinstance(file, str) else file for file in files]
    versions = tuple(
        open_version(content, code, lines=lines, force=force) for content, code in zip(contents, codes, strict=True)
    )
    first = next((content.name for content in contents if isinstance(content, Path)), "-")
    return align_versions_of(
        name or (untagged(first) if first != "-" else first),
        versions,
        Terms(glossary),
        force=force,
        doubtful=doubtful,
    )


def align_versions_of(
    name: str, versions: Sequence[Version], terms: Terms, *, force: bool = False, doubtful: float = DOUBTFUL
) -> AlignedDocument:
    """The versions of a report, aligned. InputError where they are the same text, or (but for `force`) unrelated."""
    versions = tuple(versions)
    if len(versions) not in (2, 3):
        raise InputError(f"{name}: {len(versions)} versions; give two or three")
    refuse_twins(versions)
    found = [terms.find(version) for version in versions]
    units = units_of(versions, found)
    if not force:
        relation.refuse_unrelated(versions, units)
    there = [one for one in found if one is not None]
    uses = terms.uses(versions, units, there) if len(there) == len(versions) else {}
    return AlignedDocument(name, versions, tuple(units), uses, doubtful)


def units_of(versions: Sequence[Version], found: Sequence[Found | None] = ()) -> list[Unit]:
    """The units of two versions or three, with the terms found in each where there is a glossary."""
    found = found or [None] * len(versions)
    return _two(versions, found) if len(versions) == 2 else _more(versions, found)


def _two(versions: Sequence[Version], found: Sequence[Found | None]) -> list[Unit]:
    from aligner.alignment.aligner import align

    source, target = versions
    links = align(
        source.segments,
        target.segments,
        source.language,
        target.language,
        source_paragraphs=source.paragraphs,
        target_paragraphs=target.paragraphs,
        source_terms=_concepts(found[0]),
        target_terms=_concepts(found[1]),
    )
    return [Unit((tuple(link.source), tuple(link.target)), link.confidence) for link in links]


def _more(versions: Sequence[Version], found: Sequence[Found | None]) -> list[Unit]:
    from aligner.alignment.versions import align_versions

    codes = [version.language for version in versions]
    paragraphs = {v.language: v.paragraphs for v in versions if v.paragraphs is not None}
    concepts = {code: _concepts(one) for code, one in zip(codes, found, strict=True)}
    terms = {code: one for code, one in concepts.items() if one is not None}
    groups = align_versions(
        {version.language: version.segments for version in versions},
        paragraphs=paragraphs if len(paragraphs) == len(versions) else None,
        terms=terms or None,
    )
    return [Unit(tuple(tuple(group.segments.get(c, ())) for c in codes), group.confidence) for group in groups]


def _concepts(found: Found | None) -> list[frozenset[str]] | None:
    """The certain concepts of each segment, as the aligner reads them."""
    if found is None:
        return None
    return [frozenset(one.concept for one in segment if one.certain) for segment in found]

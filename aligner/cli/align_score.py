"""`aligner align --score`: how well an alignment agrees with a gold one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.errors import InputError

if TYPE_CHECKING:
    from aligner.aligned.parallel import AlignedDocument
    from aligner.alignment.links import Link

__all__ = ["score_document", "score_file"]

Alignments = Mapping[tuple[str, tuple[str, str]], "Sequence[Link]"]  # (document, languages) -> links


def score_file(gold: Path, test: Path, *, as_json: bool) -> int:
    """Score one file against another and print it."""
    from aligner.aligned.reading import read_links

    return _print(_pairs(gold, read_links(gold), str(test), read_links(test)), as_json)


def score_document(gold: Path, aligned: AlignedDocument, *, as_json: bool) -> int:
    """Score what was just aligned."""
    from aligner.aligned.reading import links_of, read_links

    return _print(_pairs(gold, read_links(gold), aligned.name, links_of(aligned.bitext)), as_json)


def _pairs(
    gold: Path, known: Alignments, name: str, found: Alignments
) -> list[tuple[str, Sequence[Link], Sequence[Link]]]:
    """What is to be compared with what: a pair of languages, the gold links, ours."""
    for what, alignments in ((str(gold), known), (name, found)):
        if not any(alignments.values()):
            raise InputError(f"{what}: there is no alignment in it")
    if len(known) == len(found) == 1:
        (key, links), (other, ours) = *known.items(), *found.items()
        if other[1] == key[1][::-1] != ("", ""):
            ours = _turned(ours)
        elif key[1] != other[1] and all((*key[1], *other[1])):
            raise InputError(f"{gold} is {'-'.join(key[1])}, {name} is {'-'.join(other[1])}: score equal pairs")
        return [("-".join(key[1] if all(key[1]) else other[1]), links, ours)]
    documents = {document for document, _ in known}, {document for document, _ in found}
    named = documents[0] == documents[1] or len(documents[0]) > 1
    ours_by = {(document if named else "", pair): links for (document, pair), links in found.items()}
    compared = []
    for (document, pair), links in known.items():
        place = document if named else ""
        if (place, pair) in ours_by:
            compared.append(("-".join(pair), links, ours_by[place, pair]))
        elif (place, pair[::-1]) in ours_by:
            compared.append(("-".join(pair), links, _turned(ours_by[place, pair[::-1]])))
        elif named and any(other in (pair, pair[::-1]) for _, other in found):
            raise InputError(f"{name}: no alignment of {document}, {'-'.join(pair)}, which {gold} has")
    if not compared:
        raise InputError(f"{gold} and {name} have no pair of languages in common")
    return compared


def _turned(links: Sequence[Link]) -> list[Link]:
    from aligner.alignment.links import Link

    return [Link(link.target, link.source, link.confidence) for link in links]


def _print(compared: Sequence[tuple[str, Sequence[Link], Sequence[Link]]], as_json: bool) -> int:
    from aligner.alignment.scoring import Score, score

    by_pair: dict[str, Score] = {}
    for pair, known, ours in compared:
        by_pair[pair] = by_pair.get(pair, Score()) + score(known, ours)
    total = sum(by_pair.values(), Score())
    if as_json:
        pairs = {pair: _rounded(one.record()) for pair, one in by_pair.items() if pair != "-"}
        click.echo(json.dumps({"schema_version": 1, **_rounded(total.record()), "pairs": pairs}))
        return 0
    for pair, one in by_pair.items() if len(by_pair) > 1 else ():
        click.echo(pair)
        _table(one)
    if len(by_pair) > 1:
        click.echo("all")
    _table(total)
    click.echo(f"{total.right} of {total.found} beads right, {total.recalled} of {total.known} of the gold's found")
    return 0


def _rounded(figures: Mapping[str, float]) -> dict[str, float]:
    return {name: round(figure, 6) for name, figure in figures.items()}


def _table(one: object) -> None:
    click.echo("            strict     lax")
    for name, field in (("precision", "precision"), ("recall", "recall"), ("F1", "f1")):
        click.echo(f"{name:<10}  {getattr(one, field):.4f}  {getattr(one, f'lax_{field}'):.4f}")

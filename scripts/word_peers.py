"""Word alignments of other programs (eflomal, sil-thot) over the same stems, symmetrised by grow-diag-final-and."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

__all__ = ["PEERS", "Pair", "grow_diag_final_and"]

Pair = tuple[list[str], list[str]]  # the stems of two texts
Links = set[tuple[int, int]]
_BESIDE = ((-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))


def eflomal(known: Sequence[Pair], asked: Sequence[Pair]) -> list[Links]:
    """The links of `asked` by eflomal (model 3, 3 samplers), which is trained on both lists at once."""
    import eflomal as package

    pairs = [*known, *asked]
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("source", "target", "forth", "back")]
        for side in (0, 1):
            lines = (" ".join(pair[side]) for pair in pairs)
            paths[side].write_text("\n".join(lines) + "\n", encoding="utf-8")
        with paths[0].open(encoding="utf-8") as one, paths[1].open(encoding="utf-8") as other:
            package.Aligner().align(
                one, other, links_filename_fwd=str(paths[2]), links_filename_rev=str(paths[3]), quiet=True
            )
        found = [[_read(line) for line in path.read_text().splitlines()][len(known) :] for path in paths[2:]]
    return [grow_diag_final_and(one, other) for one, other in zip(*found, strict=True)]


def thot_hmm(known: Sequence[Pair], asked: Sequence[Pair]) -> list[Links]:
    """The links of `asked` by sil-thot's hidden Markov models, trained on both lists at once."""
    import thot.alignment as package

    forth, back = package.HmmAlignmentModel(), package.HmmAlignmentModel()
    for one, other in (*known, *asked):
        forth.add_sentence_pair(one, other)
        back.add_sentence_pair(other, one)
    for model in (forth, back):
        model.start_training()
        for _ in range(5):
            model.train()
        model.end_training()
    both = package.SymmetrizedAligner(forth, back)
    both.heuristic = package.SymmetrizationHeuristic.GROW_DIAG_FINAL_AND
    found = []
    for one, other in asked:
        table = both.get_best_alignment(one, other)[1].to_numpy()
        found.append({(int(row), int(column)) for row, column in zip(*table.nonzero(), strict=True)})
    return found


PEERS: dict[str, Callable[[Sequence[Pair], Sequence[Pair]], list[Links]]] = {"eflomal": eflomal, "thot": thot_hmm}


def _read(line: str) -> Links:
    return {(int(one), int(other)) for one, other in (link.split("-") for link in line.split())}


def grow_diag_final_and(forth: Links, back: Links) -> Links:
    """Links of both directions, grown from those they share by neighbours (Koehn, Och and Marcu, 2003)."""
    links, union = forth & back, sorted(forth | back)
    sources, targets = {one for one, _ in links}, {other for _, other in links}
    grown = True
    while grown:
        grown = False
        for one, other in union:
            new = one not in sources or other not in targets
            if (one, other) not in links and new and any((one + a, other + b) in links for a, b in _BESIDE):
                links.add((one, other))
                sources.add(one)
                targets.add(other)
                grown = True
    for direction in (forth, back):
        for one, other in sorted(direction):
            if one not in sources and other not in targets:
                links.add((one, other))
                sources.add(one)
                targets.add(other)
    return links

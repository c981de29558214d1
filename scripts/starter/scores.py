"""Measuring on the held-out reports: loss by direction while training, BLEU and chrF++ of greedy translations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from .examples import Piece, render
from .model import Model, answer_loss, hidden_states
from .prompt import DIRECTIONS, Codec
from .stream import Example
from .training import collate

__all__ = ["held_out_loss", "held_out_pairs", "quality", "translate"]


def held_out_pairs(pieces: Sequence[Piece], direction: str, most: int) -> list[tuple[str, str]]:
    """Source and target texts of held-out beads, spread evenly over the reports, at most `most`."""
    source, target = direction.split("-")
    beads = [p for p in pieces if p.kind == "bead" and source in p.cells and target in p.cells]
    step = max(1.0, len(beads) / most)
    chosen = [beads[int(at * step)] for at in range(min(most, len(beads)))]
    return [render(piece, source, target) for piece in chosen]


def held_out_loss(model: Model, codec: Codec, pieces: Sequence[Piece], most: int = 60) -> dict[str, float]:
    """Cross entropy per piece of the answers, by direction, without required terms."""
    losses = {}
    for direction in DIRECTIONS:
        target = direction[3:]
        examples = sorted(
            (
                Example(codec.prompt(given, target), codec.answer(wanted))
                for given, wanted in held_out_pairs(pieces, direction, most)
            ),
            key=len,
        )
        total, count = 0.0, 0
        with torch.no_grad():
            for at in range(0, len(examples), 20):
                ids, wanted = collate(examples[at : at + 20], codec.pad)
                total += answer_loss(model, ids, wanted, reduction="sum").item()
                count += int((wanted != -100).sum())
        losses[direction] = round(total / count, 4)
    return losses


def translate(model: Model, codec: Codec, sources: Sequence[str], target: str, most: int = 200) -> list[str]:
    """Greedy translations of clean texts, one after the other with a cache of keys and values."""
    from transformers import DynamicCache

    translations = []
    for source in sources:
        ids = torch.tensor([codec.prompt(source, target)])
        written: list[int] = []
        cache = DynamicCache(config=model.config)
        with torch.no_grad():
            while len(written) < most:
                last = hidden_states(model, ids, cache)[0, -1]
                following = int((model.lm_head.weight @ last).argmax())
                if following == codec.end:
                    break
                written.append(following)
                ids = torch.tensor([[following]])
        translations.append(codec.decode(written))
    return translations


def quality(model: Model, codec: Codec, pieces: Sequence[Piece], direction: str, most: int) -> dict[str, Any]:
    """BLEU and chrF++ of one direction on at most `most` held-out beads, with sacrebleu's signatures and the texts."""
    from sacrebleu.metrics import BLEU, CHRF  # type: ignore[attr-defined,unused-ignore]

    pairs = held_out_pairs(pieces, direction, most)
    given, wanted = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    written = translate(model, codec, given, direction[3:])
    bleu, chrf = BLEU(), CHRF(word_order=2)
    return {
        "bleu": round(bleu.corpus_score(written, [wanted]).score, 1),
        "chrf": round(chrf.corpus_score(written, [wanted]).score, 1),
        "sentences": len(pairs),
        "signatures": [str(bleu.get_signature()), str(chrf.get_signature())],
        "examples": list(zip(given, written, wanted, strict=True))[:5],
    }

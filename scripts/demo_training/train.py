"""Train one direction: SentencePiece, batches of like length, AdamW with warm-up and cosine, checkpoints to go on from.
Runs are a function of data, shape and seed; an interrupted run goes on from its last checkpoint."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import sentencepiece
import torch
from demo_training.model import BOS, EOS, PAD, Shape, Translator

__all__ = ["Schedule", "Vocabulary", "batches", "learn", "learn_pieces"]

_LONGEST = 60  # pieces; what is longer costs most and teaches a model of this size least
_LETTERS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;!?()[]\"'-–—/%$€&+«»“”’№°"
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي،؛؟ًٌٍَُِّْپچژگڤ"
)


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn; `tokens` is the target tokens of a batch, `keep` the steps from one
    checkpoint to the next."""

    steps: int
    tokens: int = 1800
    peak: float = 2.5e-3
    warm_up: int = 250
    smoothing: float = 0.1
    keep: int = 200
    seed: int = 1


class Vocabulary:
    """A SentencePiece model with the four special tokens that CTranslate2 wants first."""

    def __init__(self, model: Path) -> None:
        self.pieces = sentencepiece.SentencePieceProcessor(model_file=str(model))
        own = {"<unk>", "<s>", "</s>"}
        plain = [self.pieces.id_to_piece(n) for n in range(self.pieces.get_piece_size())]
        self.tokens = ["<unk>", "<blank>", "<s>", "</s>", *(piece for piece in plain if piece not in own)]
        self.ids = {token: n for n, token in enumerate(self.tokens)}

    def encode(self, text: str) -> list[int]:
        """Token ids of a text, without <s> and </s>."""
        return [self.ids.get(piece, 0) for piece in self.pieces.encode(text, out_type=str)]


def learn_pieces(pairs: list[tuple[str, str]], size: int, path: Path, seed: int) -> Vocabulary:
    """One SentencePiece model for both sides; single digits, so that numbers are copied figure by figure."""
    lines = [line for pair in pairs for line in pair]
    random.Random(seed).shuffle(lines)
    alphabet = "".join(
        sorted({letter for letter in _LETTERS if any(letter in line for line in lines[:60000])} | set("0123456789"))
    )
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines[:60000]), model_prefix=str(path.with_suffix("")), vocab_size=size,
        character_coverage=1.0, required_chars=alphabet, split_digits=True, hard_vocab_limit=False, byte_fallback=False,
        num_threads=1, minloglevel=2,
    )  # fmt: skip
    return Vocabulary(path)


def batches(
    examples: list[tuple[list[int], list[int]]], tokens: int, seed: int
) -> Iterator[list[tuple[list[int], list[int]]]]:
    """Batches without end, each of like length and about `tokens` target tokens; every pass is shuffled anew."""
    epoch = 0
    while True:
        rng = random.Random(f"{seed}-{epoch}")
        shuffled = rng.sample(examples, len(examples))
        # Sorted in portions, not all at once: else sentences of one pattern, being of one length, meet in few batches.
        order = [
            pair
            for start in range(0, len(shuffled), 2000)
            for pair in sorted(shuffled[start : start + 2000], key=lambda pair: (len(pair[0]), len(pair[1])))
        ]
        made: list[list[tuple[list[int], list[int]]]] = []
        batch: list[tuple[list[int], list[int]]] = []
        longest = 0
        for pair in order:
            longest = max(longest, len(pair[1]) + 1, len(pair[0]))
            if batch and longest * (len(batch) + 1) > tokens:
                made.append(batch)
                batch, longest = [], max(len(pair[1]) + 1, len(pair[0]))
            batch.append(pair)
        made.append(batch)
        rng.shuffle(made)
        yield from made
        epoch += 1


def _tensor(rows: list[list[int]]) -> torch.Tensor:
    longest = max(map(len, rows))
    return torch.tensor([row + [PAD] * (longest - len(row)) for row in rows])


def learn(
    pairs: list[tuple[str, str]], vocabulary: Vocabulary, shape: Shape, schedule: Schedule, work: Path
) -> list[float]:
    """Train to the end (going on from work/checkpoint.pt if there) and write work/model.pt; gives the losses logged."""
    torch.manual_seed(schedule.seed)
    examples = [(vocabulary.encode(source), vocabulary.encode(target)) for source, target in pairs]
    examples = [pair for pair in examples if pair[0] and pair[1] and max(map(len, pair)) <= _LONGEST]
    model = Translator(shape)
    optimiser = torch.optim.AdamW(
        model.parameters(), lr=schedule.peak, betas=(0.9, 0.98), weight_decay=0.01, fused=True
    )
    checkpoint, start, log = work / "checkpoint.pt", 0, []
    if checkpoint.is_file():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["random"])
        start, log = state["step"], state["log"]
    feed = batches(examples, schedule.tokens, schedule.seed)
    for _ in range(start):
        next(feed)
    model.train()
    began, seen, total = time.monotonic(), 0, 0.0
    for step in range(start, schedule.steps):
        for group in optimiser.param_groups:
            group["lr"] = _rate(step, schedule)
        batch = next(feed)
        source = _tensor([pair[0] for pair in batch])
        target = _tensor([[BOS, *pair[1], EOS] for pair in batch])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = model.loss(source, target, schedule.smoothing)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        seen, total = seen + int((target != PAD).sum()), total + loss.item()
        if (step + 1) % 50 == 0 or step + 1 == schedule.steps:
            log.append(total / ((step - start) % 50 + 1 if step - start < 50 else 50))
            speed = seen / (time.monotonic() - began)
            print(f"  step {step + 1}/{schedule.steps}  loss {log[-1]:.3f}  {speed:.0f} tokens/s", flush=True)
            total = 0.0
        if (step + 1) % schedule.keep == 0:
            state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "random": torch.get_rng_state()}
            _save({**state, "step": step + 1, "log": log}, checkpoint)
    _save({"model": model.state_dict(), "shape": asdict(shape)}, work / "model.pt")
    (work / "losses.json").write_text(json.dumps(log), encoding="utf-8")
    return log


def _save(state: dict[str, object], path: Path) -> None:
    beside = path.with_suffix(".part")
    torch.save(state, beside)
    beside.replace(path)


def _rate(step: int, schedule: Schedule) -> float:
    if step < schedule.warm_up:
        return schedule.peak * (step + 1) / schedule.warm_up
    done = (step - schedule.warm_up) / max(1, schedule.steps - schedule.warm_up)
    return schedule.peak * max(0.02, 0.5 * (1 + math.cos(math.pi * done)))

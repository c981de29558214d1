"""The training loop: LoRA factors by AdamW at a constant rate after a warm-up, resumable to the batch.
The rate falls only in a finish, which begins from the newest checkpoint and leaves that one as it is."""

from __future__ import annotations

import json
import math
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import nn

from .checkpoint import Checkpoint, Position, latest, read_checkpoint, save_checkpoint
from .lora import lora_state, set_lora_state
from .model import Model, answer_loss, return_memory
from .stream import Example, Stream

__all__ = ["Plan", "Trainer", "collate"]

LOG_EVERY = 10  # steps


@dataclass(frozen=True)
class Plan:
    """How to train; none of it is bound to a checkpoint."""

    rate: float = 7e-4
    warm_up: int = 60  # steps
    clip: float = 1.0
    misread: float = (
        0.12  # share of the ids of an answer that are read as another: what comes next must be in the source
    )
    minutes: float | None = None  # this session; None: until it is stopped
    steps: int | None = None  # this session
    finish: float | None = None  # minutes over which the rate falls to a twentieth
    save_every: float = 600.0  # seconds
    measure_every: int = 3  # checkpoints


def collate(
    batch: Sequence[Example], pad: int, misread: float = 0.0, seed: int = 0
) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids padded on the right, and for each place the id that must follow it: -100 where none is asked for.

    A share `misread` of the answers' ids is read as another id of the batch (as the word dropout of Gal and Ghahramani
    2016, with words in place of blanks), so that answers are not learnt by heart; what is wanted stays.
    """
    width = max(len(example) for example in batch)
    ids = torch.full((len(batch), width), pad, dtype=torch.long)
    wanted = torch.full((len(batch), width), -100, dtype=torch.long)
    for row, example in enumerate(batch):
        start, end = len(example.prompt), len(example)
        ids[row, :end] = torch.tensor(example.prompt + example.answer)
        wanted[row, start - 1 : end - 1] = torch.tensor(example.answer)
    if misread:
        generator = torch.Generator().manual_seed(seed)
        answers = torch.zeros_like(ids, dtype=torch.bool)
        answers[:, 1:] = wanted[:, :-1] != -100
        others = ids[answers]
        chosen = torch.randint(len(others), others.shape, generator=generator)
        wrong = torch.rand(others.shape, generator=generator) < misread
        ids[answers] = torch.where(wrong, others[chosen], others)
    return ids, wanted


class Trainer:
    """Trains the factors of a model in a work folder, taking up what is there."""

    def __init__(
        self,
        model: Model,
        parameters: list[nn.Parameter],
        stream: Stream,
        pad: int,
        work: Path,
        settings: dict[str, Any],
        plan: Plan,
        measure: Callable[[], dict[str, float]] | None = None,
    ) -> None:
        self.model, self.parameters, self.stream, self.pad = model, parameters, stream, pad
        self.work, self.settings, self.plan, self.measure = work, settings, plan, measure
        self.optimizer = torch.optim.AdamW(parameters, lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.0, fused=True)
        self.position = Position()
        self.prefix = "finish" if plan.finish else "checkpoint"
        self._stop, self._saved = False, 0
        self._finish_began: float | None = None  # seconds of training before the finish
        self._take_up()

    def _take_up(self) -> None:
        path = latest(self.work, self.prefix)
        trunk = latest(self.work, "checkpoint")
        if self.plan.finish and (path is None or (trunk is not None and trunk.stem[-8:] > path.stem[-8:])):
            path = trunk  # no finish was begun since the newest checkpoint
        if path is None:
            if self.plan.finish:
                raise ValueError(f"{self.work}: there is no checkpoint to finish; train first")
            return
        stored = read_checkpoint(path, self.settings)
        set_lora_state(self.model, stored.factors)
        self.optimizer.load_state_dict(stored.optimizer)
        self.position = stored.position

    def run(self) -> Position:
        """Train until the session's minutes, the finish or a signal ends it; the state is saved at the end."""
        began = saved = time.monotonic()
        already = self.position.seconds
        losses: list[float] = []
        seconds = self.plan.minutes * 60 if self.plan.minutes else math.inf
        last_step = self.position.step + self.plan.steps if self.plan.steps else math.inf
        with self._stoppable():
            for batch in self._batches():
                if self.plan.finish:
                    self.position.finishing = self._finished(already)
                losses.append(self._step(batch))
                now = time.monotonic()
                self.position.seconds = already + now - began
                if self.position.step % LOG_EVERY == 0:
                    self._log(loss=round(sum(losses) / len(losses), 4), rate=self._rate())
                    losses = []
                    return_memory()
                ended = (
                    self._stop
                    or now - began >= seconds
                    or self.position.step >= last_step
                    or self.position.finishing >= 1
                )
                if ended or now - saved >= self.plan.save_every:
                    self._save(measured=not self._stop)
                    saved = time.monotonic()
                if ended:
                    break
        return self.position

    def _finished(self, before: float) -> float:
        """The part of the finish that is done, by training time, over the sessions that worked on it."""
        assert self.plan.finish is not None
        if self._finish_began is None:
            self._finish_began = before - self.position.finishing * self.plan.finish * 60
        return min(1.0, (self.position.seconds - self._finish_began) / (self.plan.finish * 60))

    def _batches(self) -> Iterator[list[Example]]:
        """Batches from the position on; the position already points past the batch that is given out."""
        while True:
            batches = self.stream.chunk(self.position.chunk)
            for at in range(self.position.batch, len(batches)):
                last = at + 1 == len(batches)
                self.position.chunk, self.position.batch = self.position.chunk + last, 0 if last else at + 1
                yield batches[at]

    def _rate(self) -> float:
        warm = min(1.0, (self.position.step + 1) / self.plan.warm_up)
        return self.plan.rate * warm * (1 - 0.95 * self.position.finishing)

    def _step(self, batch: list[Example]) -> float:
        for group in self.optimizer.param_groups:
            group["lr"] = self._rate()
        seed = self.position.step  # a run that was stopped and one that was not see the same
        torch.manual_seed(seed)
        ids, wanted = collate(batch, self.pad, self.plan.misread, seed)
        loss = answer_loss(self.model, ids, wanted)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.parameters, self.plan.clip)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.position.step += 1
        self.position.visits += len(batch)
        self.position.tokens += sum(len(example) for example in batch)
        return loss.item()

    def _save(self, measured: bool) -> None:
        position = replace(self.position)
        state = Checkpoint(self.settings, position, lora_state(self.model), self.optimizer.state_dict())
        save_checkpoint(self.work, self.prefix, state)
        self._saved += 1
        if measured and self.measure and (self._saved % self.plan.measure_every == 0 or position.finishing >= 1):
            self._log(**{f"held_out_{direction}": value for direction, value in self.measure().items()})

    def _log(self, **values: float) -> None:
        position = self.position
        line = {
            "step": position.step,
            "visits": position.visits,
            "tokens": position.tokens,
            "chunk": position.chunk,
            "seconds": round(position.seconds, 1),
            **({"finishing": round(position.finishing, 4)} if self.plan.finish else {}),
            **values,
        }
        with (self.work / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)

    @contextmanager
    def _stoppable(self) -> Iterator[None]:
        """SIGINT and SIGTERM end the run after the step that is under way."""

        def stop(*_: object) -> None:
            self._stop = True

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

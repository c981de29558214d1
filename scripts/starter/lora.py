"""Low-rank adaptation (Hu et al. 2021) of every linear layer of a Gemma 3 model.
The weights stay frozen; each gets two small factors that are trained."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F  # noqa: N812  # the name torch's own documentation uses
from torch import nn

from .model import Model

__all__ = ["LoraLinear", "add_lora", "lora_state", "merged", "set_lora_state"]

_PLACES = {
    "self_attn": ("q_proj", "k_proj", "v_proj", "o_proj"),
    "mlp": ("gate_proj", "up_proj", "down_proj"),
}


class LoraLinear(nn.Module):
    """A frozen linear layer plus scale * b a x; the factors a and b are float32, the products in the layer's type."""

    def __init__(self, linear: nn.Linear, rank: int, generator: torch.Generator) -> None:
        super().__init__()
        self.linear = linear
        # divided by the root of the rank (Kalajdzievski 2023): one learning rate suits all ranks
        self.scale = math.sqrt(128 / rank)
        start = torch.randn(rank, linear.in_features, generator=generator)
        self.a = nn.Parameter(start / math.sqrt(linear.in_features))
        self.b = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.dropout = 0.0  # of the products a x, while gradients are taken

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The layer's output with the adaptation."""
        output: torch.Tensor = self.linear(x)
        narrow = F.dropout(F.linear(x, self.a.to(x.dtype)), self.dropout, training=torch.is_grad_enabled())
        return output + F.linear(narrow, (self.scale * self.b).to(x.dtype))


def add_lora(model: Model, rank: int, seed: int, dropout: float = 0.0) -> list[nn.Parameter]:
    """Put factors on all linear layers in place; the trainable parameters, always in the same order."""
    generator = torch.Generator().manual_seed(seed)
    parameters: list[nn.Parameter] = []
    for layer in model.model.layers:
        for place, names in _PLACES.items():
            part = getattr(layer, place)
            for name in names:
                adapted = LoraLinear(getattr(part, name), rank, generator)
                adapted.dropout = dropout
                setattr(part, name, adapted)
                parameters += [adapted.a, adapted.b]
    return parameters


def _adapted(model: Model) -> dict[str, LoraLinear]:
    return {name: module for name, module in model.named_modules() if isinstance(module, LoraLinear)}


def lora_state(model: Model) -> dict[str, torch.Tensor]:
    """The factors by name, e.g. model.layers.0.mlp.up_proj.a."""
    state = {}
    for name, module in _adapted(model).items():
        state[f"{name}.a"], state[f"{name}.b"] = module.a.detach().clone(), module.b.detach().clone()
    return state


def set_lora_state(model: Model, state: dict[str, torch.Tensor]) -> None:
    """Put stored factors in place; ValueError if they are of another model or rank."""
    adapted = _adapted(model)
    if {f"{name}.{factor}" for name in adapted for factor in "ab"} != set(state):
        raise ValueError("the stored factors are those of another model")
    with torch.no_grad():
        for name, module in adapted.items():
            for factor in "ab":
                mine, stored = getattr(module, factor), state[f"{name}.{factor}"]
                if mine.shape != stored.shape:
                    raise ValueError(f"{name}.{factor} has shape {tuple(stored.shape)}, not {tuple(mine.shape)}")
                mine.copy_(stored)


def merged(model: Model) -> dict[str, torch.Tensor]:
    """The weights of the plain model with the adaptation added, under the names of the base."""
    state = {}
    for name, module in _adapted(model).items():
        delta = module.scale * (module.b.detach() @ module.a.detach())
        state[f"{name}.weight"] = (module.linear.weight.float() + delta).to(module.linear.weight.dtype)
    plain = {name: tensor for name, tensor in model.state_dict().items() if not name.endswith((".a", ".b"))}
    for name, tensor in plain.items():
        state.setdefault(name.replace(".linear.weight", ".weight"), tensor)
    return state

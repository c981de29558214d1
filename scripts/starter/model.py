"""Gemma 3 for training on a CPU: transformers' model with its attention, norms and loss put in a quicker form.
Same results as the originals within rounding; a step takes about 60 % of the time."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import Any

import torch
from torch import nn

__all__ = ["Model", "answer_loss", "build_model", "hidden_states", "keep_memory", "return_memory"]

Model = Any  # a transformers.Gemma3ForCausalLM: nn.Module hides the types of its parts
_ROWS = 128  # places whose logits are held at a time


def keep_memory() -> None:
    """Have glibc keep what is freed instead of returning it: mapping fresh pages every step costs a third of the time.

    Does nothing on other systems.
    """
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        one_arena, never_map, never_trim = (-8, 1), (-4, 0), (-1, 2**31 - 1)
        for option in (one_arena, never_map, never_trim):
            mallopt(*option)


def return_memory(above: int = 3 << 30) -> None:
    """Return what glibc keeps, when the process holds more than `above` bytes: batches of many shapes fragment it."""
    if sys.platform != "linux":
        return
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None and pages * os.sysconf("SC_PAGESIZE") > above:
        trim(0)


def build_model(config: dict[str, Any], weights: dict[str, torch.Tensor]) -> Model:
    """A frozen transformers.Gemma3ForCausalLM: matrices bf16, norms float32, input and output embeddings one matrix.

    `config` holds the keywords of Gemma3TextConfig. ValueError if the weights do not fit it.
    """
    from transformers import AttentionInterface, Gemma3ForCausalLM, Gemma3TextConfig

    AttentionInterface.register("grouped", _attention)
    with torch.device("meta"):
        model = Gemma3ForCausalLM(Gemma3TextConfig(**{**config, "attn_implementation": "grouped"}))
    missing, unexpected = model.load_state_dict(weights, strict=False, assign=True)
    if unexpected or set(missing) - {"lm_head.weight"}:
        raise ValueError(f"the weights do not fit the model: missing {missing}, unexpected {unexpected}")
    model.tie_weights()
    _fill_buffers(model)
    _replace_norms(model)
    model.requires_grad_(False)
    model.config.use_cache = False
    return model


def _fill_buffers(model: Model) -> None:
    """Give the buffers that no weight file holds (positions, embedding scale) their values."""
    from transformers.models.gemma3.modeling_gemma3 import Gemma3RotaryEmbedding

    model.model.rotary_emb = Gemma3RotaryEmbedding(model.config)
    embedding = model.model.embed_tokens
    embedding.embed_scale = torch.tensor(embedding.scalar_embed_scale)
    left = [name for name, tensor in (*model.named_parameters(), *model.named_buffers()) if tensor.is_meta]
    if left:
        raise ValueError(f"no values for {left}: this version of transformers is not supported")


def _replace_norms(model: Model) -> None:
    from transformers.models.gemma3.modeling_gemma3 import Gemma3RMSNorm

    for module in list(model.modules()):
        for name, child in module.named_children():
            if isinstance(child, Gemma3RMSNorm):
                setattr(module, name, _Norm(child.weight, child.eps))


class _Norm(nn.Module):
    """Gemma3RMSNorm whose backward pass keeps only its input and one number a row."""

    def __init__(self, weight: nn.Parameter, eps: float) -> None:
        super().__init__()
        self.weight, self.eps = weight, eps

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        result: torch.Tensor = _NormFunction.apply(x, 1 + self.weight.float(), self.eps)  # type: ignore[no-untyped-call]
        return result


class _NormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, gain: torch.Tensor, eps: float) -> torch.Tensor:
        wide = x.float()
        wide = wide.clone() if wide is x else wide
        inverse = torch.rsqrt(wide.square().mean(-1, keepdim=True) + eps)
        ctx.save_for_backward(x, inverse, gain)
        return wide.mul_(inverse).mul_(gain).to(x.dtype)

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> tuple[torch.Tensor, None, None]:
        x, inverse, gain = ctx.saved_tensors
        normal = x.float() * inverse
        wide = gradients[0].float() * gain
        shared = (normal * wide).mean(-1, keepdim=True)
        return wide.addcmul_(normal, shared, value=-1).mul_(inverse).to(x.dtype), None, None


def _attention(
    module: Any, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, *_: Any, scaling: float, **__: Any
) -> tuple[torch.Tensor, None]:
    """Causal attention of several query heads over one key head, as two matrix products a sequence.

    Shapes: query (batch, heads, new, width), key and value (batch, 1, all, width). Padding must stand on the right, and
    `all` be within the sliding window.
    """
    batch, heads, new, width = query.shape
    length = key.shape[2]
    if key.shape[1] != 1 or length > module.config.sliding_window:
        raise ValueError(f"this attention is for one key head and at most {module.config.sliding_window} places")
    scores = query.reshape(batch, heads * new, width) @ key[:, 0].transpose(1, 2)
    hidden = torch.full((new, length), float("-inf")).triu(1 + length - new)
    weights = torch.softmax((scores.view(batch, heads, new, length).float() * scaling).add_(hidden), dim=-1)
    mixed = weights.to(query.dtype).view(batch, heads * new, length) @ value[:, 0]
    return mixed.view(batch, heads, new, width).transpose(1, 2), None


def hidden_states(model: Model, ids: torch.Tensor, cache: Any = None) -> Any:
    """Output of the last layer; with `cache` (a DynamicCache), keys and values are read from it and added to it."""
    no_mask = {"full_attention": None, "sliding_attention": None}  # the attention above hides the future itself
    return model.model(
        input_ids=ids, attention_mask=no_mask, past_key_values=cache, use_cache=cache is not None
    ).last_hidden_state


def answer_loss(model: Model, ids: torch.Tensor, wanted: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    """Cross entropy ("mean" or "sum") of the ids wanted after each place, -100 where none is.

    The output layer runs only where an id is wanted, so padding (on the right) costs nothing there.
    """
    asked = wanted != -100
    hidden = hidden_states(model, ids)[asked]
    loss: torch.Tensor = _LossFunction.apply(hidden, model.lm_head.weight, wanted[asked])  # type: ignore[no-untyped-call]
    return loss / int(asked.sum()) if reduction == "mean" else loss


class _LossFunction(torch.autograd.Function):
    """Summed cross entropy of a frozen output layer; the gradient is made on the way, a few rows at a time."""

    @staticmethod
    def forward(ctx: Any, hidden: torch.Tensor, matrix: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        total = torch.zeros(())
        gradient = torch.empty_like(hidden) if hidden.requires_grad else None
        for start in range(0, len(wanted), _ROWS):
            rows = slice(start, start + _ROWS)
            at = wanted[rows, None]
            logs = torch.log_softmax((hidden[rows] @ matrix.T).float(), dim=-1)
            total -= logs.gather(1, at).sum()
            if gradient is not None:
                slope = logs.exp_().scatter_add_(1, at, torch.full(at.shape, -1.0))
                gradient[rows] = slope.to(matrix.dtype) @ matrix
        if gradient is not None:
            ctx.save_for_backward(gradient)
        return total

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> tuple[torch.Tensor, None, None]:
        (gradient,) = ctx.saved_tensors
        return gradient * gradients[0].to(gradient.dtype), None, None

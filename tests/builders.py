"""Real models for tests, made on the spot: CTranslate2 transformers with random weights, packed as the tools that made
them pack them. They translate into noise, but load, tokenise, search and score like any other; no torch needed."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

__all__ = ["LINES", "build_nllb_folder", "build_opus_folder", "build_package", "train_sentencepiece"]

LINES = (
    "The president met the prime minister in Geneva on Monday.",
    "Talks on the agreement continue, said the spokesman; no date was given.",
    "The council will vote on 14 March 2025, after 3.5 hours of debate.",
    "Officials from the ministry welcomed the decision and criticised the delay.",
    "التقى الرئيس رئيس الوزراء في جنيف يوم الاثنين.",
    "تستمر المحادثات بشأن الاتفاق، وقال المتحدث إن الموعد لم يحدد بعد.",
    "سيصوت المجلس في 14 مارس 2025 بعد نقاش دام ساعات.",
    "رحب مسؤولون في الوزارة بالقرار وانتقدوا التأخير.",
    "Президент встретился с премьер-министром в Женеве в понедельник.",
    "Переговоры о соглашении продолжаются, сообщил представитель; срок не назван.",
    "Совет проголосует 14 марта 2025 года после нескольких часов обсуждения.",
    "Чиновники министерства приветствовали решение и осудили задержку.",
)

NLLB_CODES = {"en": "eng_Latn", "ar": "arb_Arab", "ru": "rus_Cyrl"}
_NAMES = {"en": "English", "ar": "Arabic", "ru": "Russian"}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # equal arguments give equal bytes, hence equal digests


def build_package(
    path: Path,
    source: str,
    target: str,
    *,
    version: str = "1.0",
    top: str | None = None,
    kind: Literal["sentencepiece", "bpe"] = "sentencepiece",
    layers: int = 1,
    width: int = 32,
    ffn: int = 64,
    heads: int = 2,
    seed: int = 0,
    quantization: str | None = None,
    lines: Sequence[str] | None = None,
    vocab_size: int = 200,
    extra: dict[str, object] | None = None,
    extra_files: Iterable[tuple[str, bytes]] = (),
    stop: float = 0.0,
) -> Path:
    """Write a `.argosmodel` at `path` and give `path` back.

    `top` is the name of the one folder in the archive, `extra` goes into metadata.json (None drops a key) and
    `extra_files` are pairs of a name under `top` and its content. A vocabulary larger than what `lines` yield is filled
    up with made-up pieces. `stop` is a bias of the end token: random weights hardly ever end a sentence before
    `max_length`, 4 and more make them.
    """
    lines = list(lines or LINES)
    shape = _Shape(layers, width, ffn, heads, seed, quantization, stop)
    if kind == "sentencepiece":
        tokenizer_name, tokenizer = "sentencepiece.model", train_sentencepiece(lines, vocab_size)
        vocabulary = ["<unk>", "<blank>", "<s>", "</s>", *_pieces(tokenizer)]
    else:
        codes = _learn_bpe(lines, vocab_size)
        tokenizer_name, tokenizer = "bpe.model", ("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in codes)).encode()
        vocabulary = ["</s>", "<unk>", *_bpe_vocabulary(lines, codes)]
    _fill_up(vocabulary, vocab_size)
    top = top or f"translate-{source}_{target}-{version.replace('.', '_')}"
    metadata: dict[str, object] = {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": source,
        "from_name": _NAMES.get(source, source),
        "to_code": target,
        "to_name": _NAMES.get(target, target),
    }
    metadata.update(extra or {})
    metadata = {key: value for key, value in metadata.items() if value is not None}
    members = {
        "metadata.json": json.dumps(metadata, ensure_ascii=False, indent=2).encode(),
        "README.md": f"# {metadata.get('from_name')} - {metadata.get('to_name')}\n".encode(),
        tokenizer_name: tokenizer,
    }
    with tempfile.TemporaryDirectory() as folder:
        # Packages converted from OPUS-MT have the source's end token added by the model itself.
        _save_model(Path(folder) / "model", vocabulary, vocabulary, shape, source_end=kind == "bpe")
        members |= {f"model/{file.name}": file.read_bytes() for file in sorted((Path(folder) / "model").iterdir())}
    members |= dict(extra_files)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(f"{top}/{name}", _LONG_AGO)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, content)
    return path


def build_opus_folder(
    folder: Path, *, target_codes: Sequence[str] = (), source_end: bool = False, seed: int = 0, stop: float = 0.0
) -> Path:
    """A folder as ct2-transformers-converter leaves it for an OPUS-MT model: source.spm, target.spm and the model.

    `target_codes` such as "ara" put tokens like `>>ara<<` into the vocabulary, as models for several languages have
    them; `source_end` is for models from ct2-marian-converter, which add the end token themselves.
    """
    shape = _Shape(seed=seed, stop=stop)
    source, target = train_sentencepiece(LINES, 150), train_sentencepiece(LINES[::-1], 180)
    both = dict.fromkeys([*_pieces(source), *_pieces(target)])
    vocabulary = ["</s>", "<unk>", *[f">>{code}<<" for code in target_codes], *both]
    _save_model(folder, vocabulary, vocabulary, shape, source_end=source_end, start="</s>")
    (folder / "source.spm").write_bytes(source)
    (folder / "target.spm").write_bytes(target)
    return folder


def build_nllb_folder(folder: Path, *, seed: int = 0, stop: float = 0.0) -> Path:
    """A folder like a converted NLLB-200: one SentencePiece model, language codes in the vocabulary."""
    tokenizer = train_sentencepiece(LINES, 200)
    vocabulary = ["<s>", "<pad>", "</s>", "<unk>", *_pieces(tokenizer), *NLLB_CODES.values(), "<mask>"]
    shape = _Shape(seed=seed, stop=stop)
    _save_model(folder, vocabulary, vocabulary, shape, start="</s>")
    (folder / "sentencepiece.bpe.model").write_bytes(tokenizer)
    return folder


@dataclass(frozen=True)
class _Shape:
    """The size of a random transformer."""

    layers: int = 1
    width: int = 32
    ffn: int = 64
    heads: int = 2
    seed: int = 0
    quantization: str | None = None
    stop: float = 0.0


def train_sentencepiece(lines: Sequence[str], vocab_size: int) -> bytes:
    """A SentencePiece model of at most `vocab_size` pieces, as the content of its file."""
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(list(lines) * 3),
        model_writer=model,
        vocab_size=min(vocab_size, 2000),
        hard_vocab_limit=False,
        character_coverage=1.0,
        num_threads=1,
        minloglevel=2,
    )
    return model.getvalue()


def _pieces(tokenizer: bytes) -> list[str]:
    import sentencepiece

    model = sentencepiece.SentencePieceProcessor(model_proto=tokenizer)
    ids = (i for i in range(model.get_piece_size()) if not model.is_control(i) and not model.is_unknown(i))
    return [model.id_to_piece(i) for i in ids]


def _learn_bpe(lines: Sequence[str], merges: int) -> list[tuple[str, str]]:
    """Byte-pair codes after Sennrich et al. (2016), version 0.2: the end of a word is part of its last character."""
    words = Counter(word for line in lines for word in line.split())
    spelled = {word: (*word[:-1], word[-1] + "</w>") for word in words}
    codes: list[tuple[str, str]] = []
    while len(codes) < merges:
        counts: Counter[tuple[str, str]] = Counter()
        for word, symbols in spelled.items():
            for pair in pairwise(symbols):
                counts[pair] += words[word]
        if not counts:
            break
        best = max(counts, key=lambda pair: (counts[pair], pair))
        codes.append(best)
        spelled = {word: _merge(symbols, best) for word, symbols in spelled.items()}
    return codes


def _merge(symbols: tuple[str, ...], pair: tuple[str, str]) -> tuple[str, ...]:
    merged: list[str] = []
    i = 0
    while i < len(symbols):
        step = 2 if symbols[i : i + 2] == pair else 1
        merged.append("".join(symbols[i : i + step]))
        i += step
    return tuple(merged)


def _bpe_vocabulary(lines: Sequence[str], codes: Sequence[tuple[str, str]]) -> list[str]:
    symbols = {letter for line in lines for letter in line if not letter.isspace()}
    symbols |= {letter + "</w>" for letter in symbols} | {left + right for left, right in codes}
    ends = ((symbol.removesuffix("</w>"), symbol.endswith("</w>")) for symbol in sorted(symbols))
    return [symbol if is_end else symbol + "@@" for symbol, is_end in ends]


def _fill_up(vocabulary: list[str], size: int) -> None:
    # Made-up pieces of digits and signs only: they belong to no script.
    vocabulary.extend(f"▁{number:05d}+" for number in range(max(0, size - len(vocabulary))))


def _save_model(
    folder: Path,
    source_vocabulary: list[str],
    target_vocabulary: list[str],
    shape: _Shape,
    *,
    source_end: bool = False,
    start: str = "<s>",
) -> None:
    """Write a pre-norm transformer with random weights, both embeddings tied when the vocabularies are one."""
    import numpy
    from ctranslate2.specs import transformer_spec

    rng = numpy.random.default_rng(shape.seed)

    def weights(rows: int, columns: int):
        return rng.standard_normal((rows, columns), dtype=numpy.float32) / numpy.float32(columns**0.5)

    def linear(spec, rows: int, columns: int) -> None:
        spec.weight, spec.bias = weights(rows, columns), numpy.zeros(rows, numpy.float32)

    def norm(spec) -> None:
        spec.gamma, spec.beta = numpy.ones(shape.width, numpy.float32), numpy.zeros(shape.width, numpy.float32)

    width = shape.width
    spec = transformer_spec.TransformerSpec.from_config(shape.layers, shape.heads)
    spec.encoder.embeddings[0].weight = weights(len(source_vocabulary), width)
    spec.decoder.embeddings.weight = weights(len(target_vocabulary), width)
    spec.encoder.embeddings[0].multiply_by_sqrt_depth = spec.decoder.embeddings.multiply_by_sqrt_depth = True
    for part, cross in ((spec.encoder, False), (spec.decoder, True)):
        norm(part.layer_norm)
        for layer in part.layer:
            norm(layer.self_attention.layer_norm)
            linear(layer.self_attention.linear[0], 3 * width, width)
            linear(layer.self_attention.linear[1], width, width)
            if cross:
                norm(layer.attention.layer_norm)
                linear(layer.attention.linear[0], width, width)
                linear(layer.attention.linear[1], 2 * width, width)
                linear(layer.attention.linear[2], width, width)
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, shape.ffn, width)
            linear(layer.ffn.linear_1, width, shape.ffn)
    linear(spec.decoder.projection, len(target_vocabulary), width)
    spec.decoder.projection.bias[target_vocabulary.index("</s>")] = shape.stop
    spec.register_source_vocabulary(source_vocabulary)
    spec.register_target_vocabulary(target_vocabulary)
    spec.config.add_source_eos, spec.config.decoder_start_token = source_end, start
    spec.validate()
    spec.optimize(quantization=shape.quantization)
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))

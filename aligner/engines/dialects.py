"""How a text becomes the tokens a certain kind of model expects, and how its tokens become text again.

kind            tokenizer                        tokens around the source       forced start of the target
Argos           sentencepiece.model, shared      none                           target_prefix of the package, if any
Argos from OPUS bpe.model and Moses words        none (the model adds </s>)     target_prefix of the package, if any
OPUS-MT         source.spm, target.spm           [>>ara<<] text </s>            none
NLLB-200        sentencepiece.bpe.model          eng_Latn text </s>             arb_Arab
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any, Protocol

from aligner.engines.bpe import BytePairCodes, MosesWords, covering_pieces, join_pieces
from aligner.engines.vocabulary import is_special, read_target_vocabulary
from aligner.errors import ModelError

__all__ = [
    "ArgosBytePairs",
    "Dialect",
    "SentencePieces",
    "argos_dialect",
    "nllb_dialect",
    "opus_dialect",
    "recognise",
]

_NLLB_CODES = {"en": "eng_Latn", "ar": "arb_Arab", "ru": "rus_Cyrl"}
_OPUS_CODES = {"en": "eng", "ar": "ara", "ru": "rus"}
_NLLB_TOKENIZERS = ("sentencepiece.bpe.model", "flores200_sacrebleu_tokenizer_spm.model")
_SILENT = frozenset({"<s>", "</s>", "<pad>", "<blank>"})  # steering pieces that a weak model may write all the same
_BOUNDARY = "▁"  # SentencePiece's mark of a blank


class Dialect(Protocol):
    """The tokens of one kind of model."""

    name: str
    source_before: tuple[str, ...]  # sent before and after the pieces of every text
    source_after: tuple[str, ...]
    target_before: tuple[str, ...]  # forced at the beginning of every translation, and taken off again

    def source_pieces(self, text: str) -> list[str]:
        """The pieces of a source text."""
        ...

    def target_pieces(self, text: str) -> list[str]:
        """The pieces of a text in the target language."""
        ...

    def text(self, pieces: Sequence[str]) -> str:
        """The text that target pieces stand for."""
        ...


class SentencePieces:
    """Models with one SentencePiece model for both languages, or one for each."""

    def __init__(
        self,
        name: str,
        source_model: Path,
        target_model: Path | None = None,
        *,
        source_before: tuple[str, ...] = (),
        source_after: tuple[str, ...] = (),
        target_before: tuple[str, ...] = (),
        silent: Collection[str] = (),
    ) -> None:
        """Load the tokenizers; pieces in `silent` give no text. ModelError where a file is no SentencePiece model."""
        self.name = name
        self.source_before, self.source_after, self.target_before = source_before, source_after, target_before
        self._silent = _SILENT.union(silent)
        self._source = _load_sentencepiece(source_model)
        self._target = _load_sentencepiece(target_model) if target_model else self._source

    def source_pieces(self, text: str) -> list[str]:
        """The pieces of a source text."""
        return list(self._source.encode(text, out_type=str))

    def target_pieces(self, text: str) -> list[str]:
        """The pieces of a text in the target language."""
        return list(self._target.encode(text, out_type=str))

    def text(self, pieces: Sequence[str]) -> str:
        """The text that target pieces stand for. A piece copied from the source, unknown to the model, is kept."""
        pieces = [piece for piece in pieces if piece not in self._silent]
        return str(self._target.decode_pieces(pieces)).replace(_BOUNDARY, " ").strip()


class ArgosBytePairs:
    """Argos packages converted from OPUS-MT: Moses words cut by byte-pair codes."""

    name = "argos-bpe"
    source_before: tuple[str, ...] = ()
    source_after: tuple[str, ...] = ()

    def __init__(self, codes: Path, source: str, target: str, vocabulary: Collection[str], target_prefix: str) -> None:
        """Read the codes. The package has only those of the source, so target pieces are sought in `vocabulary`."""
        self.target_before: tuple[str, ...] = (target_prefix,) if target_prefix else ()
        self._codes = BytePairCodes(codes)
        self._words = MosesWords(source, target)
        self._vocabulary = frozenset(vocabulary)

    def source_pieces(self, text: str) -> list[str]:
        """The pieces of a source text."""
        return [piece for word in self._words.source_words(text) for piece in self._codes.pieces(word)]

    def target_pieces(self, text: str) -> list[str]:
        """The pieces of a text in the target language, all known to the model where its letters are."""
        pieces: list[str] = []
        for word in self._words.target_words(text):
            cut = self._codes.pieces(word)
            pieces += cut if self._vocabulary.issuperset(cut) else covering_pieces(word, self._vocabulary)
        return pieces

    def text(self, pieces: Sequence[str]) -> str:
        """The text that target pieces stand for."""
        return self._words.text(join_pieces([piece for piece in pieces if piece not in _SILENT])).strip()


def argos_dialect(
    tokenizer: str, tokenizer_path: Path, model_dir: Path, source: str, target: str, target_prefix: str = ""
) -> Dialect:
    """The dialect of an Argos package, with `tokenizer` either "sentencepiece" or "bpe"."""
    if tokenizer == "bpe":
        return ArgosBytePairs(tokenizer_path, source, target, read_target_vocabulary(model_dir), target_prefix)
    before = (target_prefix,) if target_prefix else ()
    return SentencePieces("argos-sentencepiece", tokenizer_path, target_before=before)


def opus_dialect(folder: Path, target: str) -> Dialect:
    """The dialect of a converted OPUS-MT model. `target` chooses the language token where the model has several."""
    vocabulary = read_target_vocabulary(folder)
    languages = [piece for piece in vocabulary if piece.startswith(">>") and piece.endswith("<<")]
    before: tuple[str, ...] = ()
    if languages:
        # Language tokens may carry a script, as in >>srp_Cyrl<<; the plain code is what the model cards name.
        wanted = f">>{_OPUS_CODES.get(target, target)}<<"
        if wanted not in languages:
            raise ModelError(f"{folder}: this model writes {', '.join(sorted(languages)[:5])}, and not {wanted}")
        before = (wanted,)
    return SentencePieces(
        "opus-mt",
        folder / "source.spm",
        folder / "target.spm",
        source_before=before,
        source_after=() if _adds_source_end(folder) else ("</s>",),
        silent=languages,
    )


def nllb_dialect(folder: Path, tokenizer: Path, source: str, target: str) -> Dialect:
    """The dialect of a converted NLLB-200.

    The language of the source stands before the text, as its authors trained it (NLLB Team 2022, section 6.1.1);
    early tokenizers for it put the code after the text by mistake.
    """
    vocabulary = read_target_vocabulary(folder)
    codes = [_nllb_code(code, vocabulary, folder) for code in (source, target)]
    return SentencePieces(
        "nllb",
        tokenizer,
        source_before=(codes[0],),
        source_after=() if _adds_source_end(folder) else ("</s>",),
        target_before=(codes[1],),
        silent=[piece for piece in vocabulary if is_special(piece) and piece != "<unk>"],
    )


def recognise(folder: Path) -> Callable[[str, str], Dialect]:
    """Which dialect a plain CTranslate2 folder has, by its files: a function of the two languages that opens it.

    ModelError where the folder has no model, or no tokenizer that we know.
    """
    if not (folder / "model.bin").is_file():
        raise ModelError(f"{folder}: no model.bin: not a CTranslate2 model")
    if (folder / "source.spm").is_file() and (folder / "target.spm").is_file():
        return lambda source, target: opus_dialect(folder, target)
    tokenizers = [folder / name for name in _NLLB_TOKENIZERS if (folder / name).is_file()]
    if tokenizers and not set(_NLLB_CODES.values()).isdisjoint(read_target_vocabulary(folder)):
        return lambda source, target: nllb_dialect(folder, tokenizers[0], source, target)
    raise ModelError(
        f"{folder}: no tokenizer that we know: source.spm and target.spm (OPUS-MT), or {_NLLB_TOKENIZERS[0]} "
        "with language codes such as arb_Arab in the vocabulary (NLLB), must lie beside model.bin"
    )


def _load_sentencepiece(path: Path) -> Any:
    import sentencepiece

    try:
        return sentencepiece.SentencePieceProcessor(model_file=str(path))
    except (OSError, RuntimeError) as error:
        raise ModelError(f"{path}: not a SentencePiece model: install the package again") from error


def _adds_source_end(folder: Path) -> bool:
    """Whether the model itself puts </s> after the source: models differ by the tool that converted them."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{folder / 'config.json'}: not the configuration of a model: {error}") from error
    return isinstance(config, dict) and config.get("add_source_eos") is True


def _nllb_code(code: str, vocabulary: list[str], folder: Path) -> str:
    known = _NLLB_CODES.get(code, code)
    if known not in vocabulary:
        raise ModelError(f"{folder}: the model has no language {known}: give its code as in eng_Latn")
    return known

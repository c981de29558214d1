"""Translate with a package as Argos would, sentence by sentence, and score against references with sacreBLEU.
BLEU and chrF with their signatures, so that the figures can be repeated."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

__all__ = ["PackageTranslator", "score"]


class PackageTranslator:
    """One .argosmodel, loaded with CTranslate2 alone."""

    def __init__(self, package: Path, threads: int = 1) -> None:
        import ctranslate2
        import sentencepiece

        with tempfile.TemporaryDirectory() as scratch, zipfile.ZipFile(package) as archive:
            archive.extractall(scratch)
            top = next(Path(scratch).iterdir())
            self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(top / "sentencepiece.model"))
            self._translator = ctranslate2.Translator(str(top / "model"), device="cpu", intra_threads=threads)

    def translate(self, sentences: list[str], beam: int = 4) -> list[str]:
        """The best translation of each sentence, with the settings of argostranslate."""
        tokens = [self._pieces.encode(sentence, out_type=str) for sentence in sentences]
        results = self._translator.translate_batch(
            tokens, beam_size=beam, length_penalty=0.2, replace_unknowns=True, max_batch_size=2048, batch_type="tokens"
        )
        return ["".join(result.hypotheses[0]).replace("▁", " ").strip() for result in results]


def score(hypotheses: list[str], references: list[str]) -> dict[str, object]:
    """BLEU and chrF of a list of sentences, with sacreBLEU's signatures and how many sentences are exactly right."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    bleu, chrf = BLEU(), CHRF()
    found = {
        "sentences": len(references),
        "bleu": round(bleu.corpus_score(hypotheses, [references]).score, 1),
        "chrf": round(chrf.corpus_score(hypotheses, [references]).score, 1),
        "exact": sum(one == other for one, other in zip(hypotheses, references, strict=True)),
    }
    return {**found, "bleu_signature": str(bleu.get_signature()), "chrf_signature": str(chrf.get_signature())}

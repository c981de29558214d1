"""An engine that leaves 12 % of its input untranslated, and what repair makes of it.

    python scripts/bench_repair.py [--sentences 1000] [--share 0.12] [--from en --to ar]

The demo engine is wrapped so that it behaves as people report of real en-ar packages: for a chosen share of sentences
the first candidate is a copy of the source with a word or two changed, or (every other time) copies only its first
half. Of these, half come out right further down the list of candidates, a quarter only when the letters of the source
are forbidden, three in twenty only in shorter parts, and one in ten never. These shares are assumptions; what is
measured is whether repair takes each chance and whether anything bad goes out without a flag. That is judged without
the checks that repair uses: two words of the source that stand side by side in the translation, or a fifth of its
letters in the source's script. The sentences come from the demo's grammar, with a seed that its training has not seen.
The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from aligner import languages  # noqa: E402
from aligner.engines import open_engine  # noqa: E402
from aligner.engines.base import Candidate, DecodingOptions, Engine  # noqa: E402
from aligner.engines.install import install_demo  # noqa: E402
from aligner.engines.store import Store  # noqa: E402
from aligner.translation import repair  # noqa: E402
from scripts.demo_grammar import Grammar  # noqa: E402

_RESCUES = (("hypothesis", 0.5), ("suppress", 0.75), ("clauses", 0.9), ("never", 1.0))


class CopyingEngine:
    """An engine that copies a share of its input; which sentences, and what helps, their hash decides."""

    def __init__(self, engine: Engine, share: float) -> None:
        self._engine, self._share = engine, share
        self._hopeless: list[str] = []  # texts that nothing helps: their parts are copied too
        self.name, self.source, self.target = f"{engine.name}, copying", engine.source, engine.target
        self.fingerprint, self.capabilities = f"{engine.fingerprint} copying {share}", engine.capabilities

    def rescue(self, text: str) -> str:
        """What helps for this text: "" where it is not copied at all."""
        if any(text in whole for whole in self._hopeless):
            return "never"
        number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") / 2**64
        if number >= self._share:
            return ""
        return next(name for name, bound in _RESCUES if number / self._share < bound)

    def translate(
        self,
        texts: Sequence[str],
        options: DecodingOptions = DecodingOptions(),  # noqa: B008 - frozen
        *,
        prefixes: Sequence[str] | None = None,
        suppress: str | None = None,
    ) -> list[list[Candidate]]:
        """As the wrapped engine, but for the copies."""
        answers = self._engine.translate(texts, options, prefixes=prefixes, suppress=suppress)
        return [self._spoilt(text, answer, suppress) for text, answer in zip(texts, answers, strict=True)]

    def score(self, texts: Sequence[str], translations: Sequence[str]) -> list[float]:
        """As the wrapped engine."""
        return self._engine.score(texts, translations)

    def close(self) -> None:
        """As the wrapped engine."""
        self._engine.close()

    def _spoilt(self, text: str, answer: list[Candidate], suppress: str | None) -> list[Candidate]:
        rescue = self.rescue(text)
        if rescue == "never":
            self._hopeless.append(text)
        if not rescue or (rescue == "suppress" and suppress):
            return answer
        words, good = text.split(), answer[0].text.split()
        spoilt = [*words[:1], good[0], *words[2:]]
        if len(words) > 7 and hashlib.sha256(text.encode()).digest()[9] % 2:
            spoilt = [*words[: len(words) // 2], *good[len(good) // 2 :]]
        copy = Candidate(" ".join(spoilt), -0.1)
        if rescue == "hypothesis":
            return [copy, *answer[:-1]] if len(answer) > 1 else [copy]
        return [replace(copy, score=-0.1 * rank) for rank in range(1, len(answer) + 1)]


def main() -> None:
    """Translate through the copying engine with repair, and count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=1000)
    parser.add_argument("--share", type=float, default=0.12)
    parser.add_argument("--from", dest="source", default="en")
    parser.add_argument("--to", dest="target", default="ar")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["ALIGNER_DATA"] = scratch  # the demo, whatever this user has installed
        install_demo(Store())
        result = _measure(given.source, given.target, given.sentences, given.share)
    for name, value in result.items():
        print(f"{name:20} {value}")
    print(json.dumps(result, ensure_ascii=False))


def _measure(source: str, target: str, sentences: int, share: float) -> dict[str, object]:
    engine = CopyingEngine(open_engine(source, target, engine="argos"), share)
    grammar = Grammar(ROOT / "scripts/data/reports")
    found = dict.fromkeys(getattr(trio, source) for trio in grammar.sentences(2 * sentences, 2027))
    texts = list(found)[:sentences]
    outcomes = []
    for start in range(0, len(texts), 96):
        outcomes += repair.translate(engine, texts[start : start + 96], DecodingOptions())
    script = languages.get(source).script
    copied = [(text, outcome) for text, outcome in zip(texts, outcomes, strict=True) if engine.rescue(text)]
    bad = {text for text, outcome in copied if _shows_source(text, outcome.text, script)}
    engine.close()
    return {
        "engine": engine.name,
        "sentences": len(texts),
        "copied": len(copied),
        "repaired": len(copied) - len(bad),
        "repaired_and_sound": sum(not o.flags and t not in bad for t, o in copied),
        "left_and_flagged": sum(bool({"copy", "script"} & set(o.flags)) for t, o in copied if t in bad),
        "silently_bad": sum(not {"copy", "script"} & set(o.flags) for t, o in copied if t in bad),
        "steps": dict(Counter(o.repairs[0].step for _, o in copied if o.repairs and o.repairs[0].step != "edit")),
        "intended": dict(Counter(engine.rescue(text) for text, _ in copied)),
    }


def _shows_source(source: str, target: str, script: str) -> bool:
    """Whether a reader would see text that was left in the source language."""
    words = source.casefold().split()
    there = f" {' '.join(target.casefold().split())} "
    pairs = any(f" {a} {b} " in there for a, b in pairwise(words) if a.isalpha() or b.isalpha())
    return pairs or languages.script_share(target)[script] >= 0.2


if __name__ == "__main__":
    main()

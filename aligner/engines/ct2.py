"""The engine for CTranslate2 models of any dialect: all segments of a call are searched in one sorted batch.

Scores. CTranslate2 gives a hypothesis of n pieces (its end token counted, if it was reached) the score S / n**p, with S
the sum of the log-probabilities of the pieces that were not forced and p the length penalty. Candidates carry S divided
by the number of those pieces instead, which does not depend on the penalty and can be compared between candidates,
segments and `score()`. Where the search itself bends the probabilities (a prefix, forbidden letters, a penalty on
repetition), the candidates are scored once more without it, at about a quarter of the cost of the search.
"""

from __future__ import annotations

import contextlib
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from aligner.engines.base import Candidate, Capabilities, DecodingOptions
from aligner.engines.clauses import Part, split_to_fit
from aligner.engines.dialects import Dialect
from aligner.engines.threads import plan
from aligner.engines.vocabulary import pieces_in_script, read_target_vocabulary
from aligner.errors import ModelError

__all__ = ["MAX_SOURCE_PIECES", "CT2Engine"]

MAX_SOURCE_PIECES = 150  # Argos, OPUS-MT and NLLB are trained on sentences up to about this length

_DEFAULTS = DecodingOptions()
_SCORED_PIECES = 1024  # of a text and of its translation; attention takes memory by the square


class _Unit(NamedTuple):
    """What the model gets to translate at a time: a segment, or a part of a long one."""

    text: str
    prefix: str


class CT2Engine:
    """A CTranslate2 model that translates one direction. Safe to use from several threads."""

    capabilities = Capabilities(nbest=True, scores=True, prefix=True, suppress=True, scoring=True, attention=True)

    def __init__(
        self,
        model_dir: Path,
        dialect: Dialect,
        *,
        name: str,
        source: str,
        target: str,
        digest: str,
        threads: int = 0,
        compute_type: str = "default",
    ) -> None:
        """Load the model. `digest` is the sha256 of all that decides the text; `threads` 0 takes what is there.

        `compute_type` "default" keeps the type the model was saved with. ModelError where the model cannot be loaded.
        """
        import ctranslate2

        self.name, self.source, self.target = name, source, target
        self._dialect = dialect
        workers, per_worker = plan(threads)
        try:
            self._model: Any = ctranslate2.Translator(
                str(model_dir), compute_type=compute_type, inter_threads=workers, intra_threads=per_worker
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"{name}: the model in {model_dir} cannot be loaded: {error}") from error
        self._vocabulary = read_target_vocabulary(model_dir)
        self._forbidden: dict[str, list[list[str]]] = {}
        self._lock = threading.Lock()
        self._calls = 0  # translations under way
        self._unload = False  # close() was called while there were some
        release = ".".join(ctranslate2.__version__.split(".")[:2])
        self.fingerprint = f"ct2-{release}/{dialect.name}/{self._model.compute_type}/{name}/{digest}"

    def translate(
        self,
        texts: Sequence[str],
        options: DecodingOptions = _DEFAULTS,
        *,
        prefixes: Sequence[str] | None = None,
        suppress: str | None = None,
    ) -> list[list[Candidate]]:
        """Translate segments; see `Engine.translate`.

        Equal segments are searched once. A segment of more than `MAX_SOURCE_PIECES` is translated in parts, cut at
        clauses, and the candidates joined best by best. Texts without a letter come back as they are. Blanks around a
        text stay. A prefix that ends in a blank ends a word, and candidates that keep to this come first; without the
        blank the last word may go on. Repeated candidates of a segment are dropped, so there may be fewer than asked.
        """
        forced = list(prefixes) if prefixes is not None else [""] * len(texts)
        if len(forced) != len(texts):
            raise ValueError(f"{len(texts)} texts, but {len(forced)} prefixes")
        forbidden = self._forbidden_pieces(suppress) if suppress else None
        plans = [self._parts(text.strip()) for text in texts]
        units: dict[_Unit, int] = {}
        for parts, prefix in zip(plans, forced, strict=True):
            for place, part in enumerate(parts):
                units.setdefault(_Unit(part.text, prefix if place == 0 else ""), len(units))
        found = self._search(list(units), options, forbidden) if units else []
        answer = []
        for text, parts, prefix in zip(texts, plans, forced, strict=True):
            of_parts = [
                found[units[_Unit(part.text, prefix if place == 0 else "")]] for place, part in enumerate(parts)
            ]
            answer.append(_assembled(text, parts, of_parts))
        return answer

    def score(self, texts: Sequence[str], translations: Sequence[str]) -> list[float]:
        """Mean log-probability a target piece, the end included, of each given translation; 0 for a copy of a text
        without letters, which is what `translate` makes of it. Of very long texts the first 1024 pieces count."""
        if len(texts) != len(translations):
            raise ValueError(f"{len(texts)} texts, but {len(translations)} translations")
        scores = [0.0] * len(texts)
        asked = [
            place
            for place, (text, translation) in enumerate(zip(texts, translations, strict=True))
            if _has_letters(text) or text.strip() != translation.strip()
        ]
        sources = [self._source_tokens(texts[place].strip()) for place in asked]
        targets = [self._dialect.target_pieces(translations[place].strip()) for place in asked]
        for place, score in zip(asked, self._score(sources, targets, _DEFAULTS.batch_tokens), strict=True):
            scores[place] = score
        return scores

    def close(self) -> None:
        """Give back the memory of the model. The next call loads it again."""
        with self._lock:
            if self._calls:
                self._unload = True
            else:
                self._model.unload_model()

    @contextlib.contextmanager
    def _loaded(self) -> Iterator[Any]:
        """The model, in memory until the last call that uses it ends."""
        with self._lock:
            self._unload = False
            self._calls += 1
        try:
            with self._lock:
                if not self._model.model_is_loaded:
                    self._model.load_model()
            yield self._model
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"{self.name}: {error}") from error
        finally:
            with self._lock:
                self._calls -= 1
                if self._unload and not self._calls:
                    self._model.unload_model()

    def _parts(self, text: str) -> list[Part]:
        """The parts that fit the model; none where it has nothing to translate."""
        count = len(self._dialect.source_pieces(text)) if _has_letters(text) else 0
        if count <= MAX_SOURCE_PIECES:
            return [Part(text, "")] if count else []
        return split_to_fit(text, lambda part: len(self._dialect.source_pieces(part)) <= MAX_SOURCE_PIECES)

    def _source_tokens(self, text: str) -> list[str]:
        dialect = self._dialect
        return [*dialect.source_before, *dialect.source_pieces(text), *dialect.source_after]

    def _forbidden_pieces(self, script: str) -> list[list[str]]:
        if script not in self._forbidden:
            self._forbidden[script] = [[piece] for piece in pieces_in_script(self._vocabulary, script)]
        return self._forbidden[script]

    def _search(
        self, units: list[_Unit], options: DecodingOptions, forbidden: list[list[str]] | None
    ) -> list[list[Candidate]]:
        """The candidates of every unit, best first."""
        before = list(self._dialect.target_before)
        sources = [self._source_tokens(unit.text) for unit in units]
        prefixes = [self._dialect.target_pieces(unit.prefix.strip()) if unit.prefix.strip() else [] for unit in units]
        starts = [before + prefix for prefix in prefixes]
        limit = options.max_length + max(map(len, starts))  # what is forced is not counted
        # A prefix that ends a word may need a candidate from further down the beam.
        nbest = max(options.nbest, options.beam) if any(unit.prefix[-1:].isspace() for unit in units) else options.nbest
        with self._loaded() as model:
            results = model.translate_batch(
                sources,
                target_prefix=starts if any(starts) else None,
                max_batch_size=options.batch_tokens,
                batch_type="tokens",
                beam_size=max(options.beam, nbest),
                num_hypotheses=nbest,
                length_penalty=options.length_penalty,
                repetition_penalty=options.repetition_penalty,
                no_repeat_ngram_size=options.no_repeat_ngram,
                max_input_length=0,
                max_decoding_length=limit,
                # An unknown piece is replaced by what it looks at in the source, so it would bring the letters back.
                disable_unk=forbidden is not None,
                suppress_sequences=forbidden or None,
                replace_unknowns=True,
                return_scores=True,
                return_attention=options.attention,
            )
        candidates = [
            self._candidates(result, source, start, unit, options, limit)
            for result, source, start, unit in zip(results, sources, starts, units, strict=True)
        ]
        bent = forbidden is not None or options.repetition_penalty != 1.0 or options.no_repeat_ngram > 0
        wanted = [place for place, prefix in enumerate(prefixes) if bent or prefix]
        self._rescore(candidates, sources, wanted, options)
        return candidates

    def _candidates(
        self, result: Any, source: list[str], start: list[str], unit: _Unit, options: DecodingOptions, limit: int
    ) -> list[Candidate]:
        dialect = self._dialect
        left, right, forced = len(dialect.source_before), len(dialect.source_after), len(dialect.target_before)
        columns = slice(left, len(source) - right)
        candidates: dict[str, Candidate] = {}
        for place, (pieces, score) in enumerate(zip(result.hypotheses, result.scores, strict=True)):
            # What was forced is put back as it was: a piece unknown to the model has been replaced by a source piece.
            tokens = tuple([*start, *pieces[len(start) :]][forced:])
            attention = [row[columns] for row in result.attention[place][forced:]] if options.attention else []
            candidate = Candidate(
                text=unicodedata.normalize("NFC", dialect.text(tokens)),
                score=_mean_log_probability(score, len(pieces), len(start), options.length_penalty, limit),
                tokens=tokens,
                source_tokens=tuple(source[columns]),
                attention=tuple(tuple(row) for row in attention),
            )
            candidates.setdefault(candidate.text, candidate)
        best_first = list(candidates.values())
        if unit.prefix[-1:].isspace():
            best_first.sort(key=lambda candidate: _runs_on(candidate.text, unit.prefix))
        return best_first[: options.nbest]

    def _rescore(
        self, candidates: list[list[Candidate]], sources: list[list[str]], wanted: list[int], options: DecodingOptions
    ) -> None:
        """Score the candidates at the wanted places as `score()` would; their order stays that of the search."""
        cells = [(place, rank) for place in wanted for rank in range(len(candidates[place]))]
        scores = self._score(
            [sources[place] for place, _ in cells],
            [list(candidates[place][rank].tokens) for place, rank in cells],
            options.batch_tokens,
        )
        for (place, rank), score in zip(cells, scores, strict=True):
            candidates[place][rank] = replace(candidates[place][rank], score=score)

    def _score(self, sources: list[list[str]], targets: list[list[str]], batch_tokens: int) -> list[float]:
        if not sources:
            return []
        before = list(self._dialect.target_before)
        with self._loaded() as model:
            results = model.score_batch(
                sources,
                [before + pieces for pieces in targets],
                max_batch_size=batch_tokens,
                batch_type="tokens",
                max_input_length=_SCORED_PIECES,
                offset=len(before),
            )
        return [min(0.0, float(sum(result.log_probs)) / max(1, len(result.log_probs))) for result in results]


def _has_letters(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _mean_log_probability(score: float, length: int, forced: int, penalty: float, limit: int) -> float:
    """Undo CTranslate2's length penalty; `length` counts all pieces of the hypothesis, `forced` those of its start."""
    pieces = length + (length < limit)  # one that ended before the limit has its end token counted
    return min(0.0, score * float(pieces**penalty) / max(1, pieces - forced))


def _runs_on(text: str, prefix: str) -> bool:
    """Whether the last word of the prefix got more letters in the text."""
    end = len(unicodedata.normalize("NFC", prefix.strip()))
    return text[end - 1 : end].isalnum() and text[end : end + 1].isalnum()


def _assembled(text: str, parts: list[Part], found: list[list[Candidate]]) -> list[Candidate]:
    """The candidates of a whole segment from those of its parts, with the blanks that stood around and between."""
    if not parts:
        return [Candidate(text, 0.0)]
    lead = text[: len(text) - len(text.lstrip())]
    trail = text[len(text.rstrip()) :]
    candidates = []
    for rank in range(max(len(of_part) for of_part in found)):
        chosen = [of_part[min(rank, len(of_part) - 1)] for of_part in found]
        joined = chosen[0] if len(chosen) == 1 else _joined(chosen, parts)
        candidates.append(replace(joined, text=lead + joined.text + trail) if lead or trail else joined)
    return candidates


def _joined(chosen: list[Candidate], parts: list[Part]) -> Candidate:
    pieces = [len(candidate.tokens) + 1 for candidate in chosen]
    total = sum((candidate.score or 0.0) * count for candidate, count in zip(chosen, pieces, strict=True))
    width = sum(len(candidate.source_tokens) for candidate in chosen)
    attention: list[tuple[float, ...]] = []
    left = 0
    for candidate in chosen:
        right = width - left - len(candidate.source_tokens)
        attention += [(*[0.0] * left, *row, *[0.0] * right) for row in candidate.attention]
        left += len(candidate.source_tokens)
    return Candidate(
        text="".join(candidate.text + part.gap for candidate, part in zip(chosen, parts, strict=True)),
        score=total / sum(pieces),
        tokens=tuple(token for candidate in chosen for token in candidate.tokens),
        source_tokens=tuple(token for candidate in chosen for token in candidate.source_tokens),
        attention=tuple(attention),
    )

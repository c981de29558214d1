"""Where a span of one text is in its translation: all runs of words that it may be, described and scored.

The score is a small network over what is measured of a run of words; its weights are learned by
scripts/train_projection.py and kept with the package.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from aligner.alignment.word_evidence import Evidence, Words
from aligner.languages import Span
from aligner.languages.transliteration_keys import similarity

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

__all__ = ["FEATURES", "Network", "Runs", "best_spans", "runs"]

FEATURES = (
    "nothing",
    "nothing: most mass",
    "nothing: most likeness",
    "mass of source",
    "mass of target",
    "lost of source",
    "foreign in target",
    "both masses",
    "likeness of source",
    "likeness of target",
    "both likenesses",
    "first word mass",
    "last word mass",
    "first word likeness",
    "last word likeness",
    "first word weight",
    "last word weight",
    "before: mass",
    "after: mass",
    "before: elsewhere",
    "after: elsewhere",
    "before: likeness",
    "after: likeness",
    "first word elsewhere",
    "last word elsewhere",
    "words",
    "length",
    "length signed",
    "weight",
    "weight signed",
    "place",
    "marks inside",
    "joined before",
    "joined after",
    "capital first",
    "capital share",
    "capital before",
    "capital after",
    "clitic first",
    "clitic last",
    "article first",
    "article last",
    "article after",
    "quotes",
    "one word",
    "unsaid inside",
    "letters",
    "sound",
    "sound of names",
    *(f"{a}-{b}" for a in ("en", "ar", "ru") for b in ("en", "ar", "ru") if a != b),
)
_AT = {name: place for place, name in enumerate(FEATURES)}
_SOUNDED = 14  # runs of a span whose sound is compared
_LONGER = 4  # words that a run may have more than twice those of the span
_LONGEST = 16
_JOINT = re.compile(r"[-‐‑–'’]?")
_OPENING, _CLOSING = "«\"“„‹‘'", "»\"”“›’'"


@dataclass(frozen=True, eq=False)
class Runs:
    """The runs of words that a span may be on the other side; the first is none at all."""

    spans: list[Span | None]
    features: Array  # (runs, FEATURES)


@dataclass(frozen=True, eq=False)
class Network:
    """One hidden layer over the features of a run."""

    hidden: Array  # (FEATURES, units)
    bias: Array  # (units,)
    output: Array  # (units,)
    direct: Array  # (FEATURES,)

    def scores(self, features: Array) -> Array:
        """(runs,) how much each run is the span, as a logarithm but for a constant."""
        import numpy as np

        scores: Array = np.tanh(features @ self.hidden + self.bias) @ self.output + features @ self.direct
        return scores


@lru_cache(maxsize=1)
def _network() -> Network:
    import numpy as np

    packed = (resources.files("aligner.alignment") / "data" / "projection.json").read_text(encoding="utf-8")
    kept = json.loads(packed)
    if tuple(kept.pop("features")) != FEATURES:
        raise AssertionError("projection.json was trained on other features")
    return Network(**{name: np.array(values) for name, values in kept.items()})


def best_spans(found: Evidence, spans: Sequence[Span]) -> list[tuple[Span, float] | None]:
    """For each span of the source, its span of the target and how sure that is (0 to 1); None where there is none.

    The surest are placed first, and no word is given away twice but for spans that overlap in the source as well.
    """
    import numpy as np

    network = _network()
    options: list[tuple[Runs, Array]] = []
    for span in spans:
        made = runs(found, span)
        scores = network.scores(made.features)
        scores = np.exp(scores - scores.max())
        options.append((made, scores / scores.sum()))
    result: list[tuple[Span, float] | None] = [None] * len(spans)
    order = sorted(range(len(spans)), key=lambda number: (-float(options[number][1].max()), number))
    taken: list[tuple[Span, Span]] = []
    for number in order:
        made, shares = options[number]
        for run in np.argsort(-shares, kind="stable").tolist():
            place = made.spans[run]
            if place is None:
                break
            if not any(_meet(place, other) and not _meet(spans[number], own) for own, other in taken):
                result[number] = (place, float(shares[run]))
                taken.append((spans[number], place))
                break
    return result


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def runs(found: Evidence, span: Span) -> Runs:
    """All runs of target words that a span of the source may be, described."""
    import numpy as np

    source, target = found.source, found.target
    inside = np.array([stem.start < span[1] and stem.end > span[0] for stem in source.stems], dtype=bool)
    if source.language == "ar":  # a clitic before the span shares its place with a word that has swallowed the article
        inside &= np.array([stem.end - stem.start > 1 or stem.start >= span[0] for stem in source.stems], dtype=bool)
    count = int(inside.sum())
    width = len(target)
    if not count or not width:
        return Runs([None], np.zeros((1, len(FEATURES))))
    longest = min(width, 2 * count + _LONGER, _LONGEST + count)
    first = np.concatenate([np.arange(width - size + 1) for size in range(1, longest + 1)])
    last = np.concatenate([np.arange(size - 1, width) for size in range(1, longest + 1)])
    heard = _Heard(found, inside, first, last)
    reached = (heard.inside_mass > 0.02) | (heard.likeness_target > 0.05)
    first, last = first[reached], last[reached]
    table = np.zeros((len(first) + 1, len(FEATURES)))
    if len(first):
        table[1:] = _described(_Heard(found, inside, first, last), span)
        table[0, _AT["nothing: most mass"]] = table[1:, _AT["mass of source"]].max()
        table[0, _AT["nothing: most likeness"]] = table[1:, _AT["likeness of source"]].max()
    table[0, _AT["nothing"]] = 1.0
    table[:, _AT[f"{source.language}-{target.language}"]] = 1.0
    places: list[Span | None] = [None]
    places += [
        _closed(target.text, target.stems[a].start, max(target.stems[b].end, target.stems[a].end))
        for a, b in zip(first.tolist(), last.tolist(), strict=True)
    ]
    return _with_quotes(target.text, places, table)


def _closed(text: str, start: int, end: int) -> Span:
    """The place with the closing quotation mark or sign that belongs to it."""
    if text.count("«", start, end) > text.count("»", start, end) and text[end : end + 1] == "»":
        end += 1
    if text[end : end + 1] == "+":
        end += 1
    return Span(start, end)


def _with_quotes(text: str, places: list[Span | None], table: Array) -> Runs:
    """Adds each quoted run once more with its quotation marks."""
    import numpy as np

    quoted = [
        (number, place)
        for number, place in enumerate(places)
        if place
        and place.start
        and text[place.end : place.end + 1]
        and (where := _OPENING.find(text[place.start - 1])) >= 0
        and text[place.end] in (_CLOSING[where], "”", "“")
    ]
    if not quoted:
        return Runs(places, table)
    more = table[[number for number, _ in quoted]]
    more[:, _AT["quotes"]] = 1.0
    return Runs([*places, *(Span(place.start - 1, place.end + 1) for _, place in quoted)], np.vstack((table, more)))


class _Heard:
    """Sums of the evidence over runs of target words `first` to `last`, both included."""

    def __init__(self, found: Evidence, inside: Array, first: Array, last: Array) -> None:
        import numpy as np

        self.source, self.target, self.inside, self.first, self.last = found.source, found.target, inside, first, last
        self.own = found.source.weights * inside
        self.weights = found.target.weights + 1e-6
        self.word_mass = found.posterior[inside].sum(0)  # of each target word into the span
        self.word_elsewhere = found.posterior[~inside].sum(0)
        self.word_likeness = found.likeness[inside].max(0)
        self.likeness_names = (found.names[inside].max(1) > 0).astype(float)
        self.own_sum = self.own.sum() + 1e-6
        weighed = (found.posterior * self.own[:, None]).sum(0)
        self.inside_mass = self.over(self.word_mass)
        self.mass_source = self.over(weighed) / self.own_sum
        self.lost_source = weighed.sum() / self.own_sum - self.mass_source
        self.weight = self.over(self.weights)
        self.mass_target = self.over(self.weights * self.word_mass) / self.weight
        self.foreign = self.over(self.weights * self.word_elsewhere) / self.weight
        self.likeness_target = self.over(self.weights * self.word_likeness) / self.weight
        best = np.zeros((int(inside.sum()), len(first)))
        rows = found.likeness[inside]
        for size in np.unique(last - first).tolist():
            chosen = last - first == size
            windows = np.lib.stride_tricks.sliding_window_view(rows, size + 1, axis=1).max(2)
            best[:, chosen] = windows[:, first[chosen]]
        self.likeness_source = (found.source.weights[inside] @ best) / self.own_sum

    def over(self, values: Array) -> Array:
        """Sums over the runs."""
        import numpy as np

        running = np.concatenate(([0.0], np.cumsum(values)))
        sums: Array = running[self.last + 1] - running[self.first]
        return sums

    def beside(self, values: Array, step: int) -> Array:
        """Values of the word before (-1) or after (1) each run; 0 where there is none."""
        import numpy as np

        padded = np.concatenate(([0.0], values, [0.0]))
        values_beside: Array = padded[self.first] if step < 0 else padded[self.last + 2]
        return values_beside


def _described(heard: _Heard, span: Span) -> Array:
    import numpy as np

    source, target, inside, first, last = heard.source, heard.target, heard.inside, heard.first, heard.last
    size, count = last - first + 1, int(inside.sum())
    table = np.zeros((len(first), len(FEATURES)))

    def put(name: str, values: Any) -> None:
        table[:, _AT[name]] = values

    put("mass of source", heard.mass_source)
    put("mass of target", heard.mass_target)
    put("lost of source", heard.lost_source)
    put("foreign in target", heard.foreign)
    put("both masses", np.sqrt(heard.mass_source * heard.mass_target))
    put("likeness of source", heard.likeness_source)
    put("likeness of target", heard.likeness_target)
    put("both likenesses", np.sqrt(heard.likeness_source * heard.likeness_target))
    for name, at in (("first word", first), ("last word", last)):
        put(f"{name} mass", heard.word_mass[at])
        put(f"{name} likeness", heard.word_likeness[at])
        put(f"{name} weight", heard.weights[at])
        put(f"{name} elsewhere", heard.word_elsewhere[at])
    for name, step in (("before", -1), ("after", 1)):
        put(f"{name}: mass", heard.beside(heard.word_mass, step))
        put(f"{name}: elsewhere", heard.beside(heard.word_elsewhere, step))
        put(f"{name}: likeness", heard.beside(heard.word_likeness, step))
    put("words", np.minimum(size, 8) / 8)
    put("one word", (size == 1) & (count > 1))
    put("length", np.abs(np.log(size / count)))
    put("length signed", np.log(size / count))
    ratio = np.log((heard.weight + 0.05) / (heard.own_sum + 0.05))
    put("weight", np.abs(ratio))
    put("weight signed", ratio)
    middle = np.flatnonzero(inside).mean() / max(len(source), 1)
    put("place", np.abs((first + last) / 2 / max(len(target), 1) - middle))
    put("unsaid inside", heard.over((heard.word_mass + heard.word_elsewhere < 0.3).astype(float)) / size)
    letters = np.array([target.stems[b].end - target.stems[a].start for a, b in zip(first, last, strict=True)])
    put("letters", np.abs(np.log(np.maximum(letters, 1) / max(span[1] - span[0], 1))))
    _describe_writing(put, heard, size)
    _describe_sound(heard, span, table)
    return table


def _describe_sound(heard: _Heard, span: Span, table: Array) -> None:
    """How much the most likely runs sound like the span, and whether the span is a name at all."""
    import numpy as np

    source, target = heard.source, heard.target
    capital = source.capital[heard.inside] if source.language != "ar" else heard.likeness_names
    names = float(np.mean(capital))
    if not names:
        return
    hope = heard.mass_source + heard.mass_target + heard.likeness_source + heard.likeness_target
    for run in np.argsort(-hope, kind="stable")[:_SOUNDED].tolist():
        start, end = target.stems[heard.first[run]].start, target.stems[heard.last[run]].end
        alike = similarity(span.of(source.text), source.language, target.text[start:end], target.language)
        table[run, _AT["sound"]] = alike
        table[run, _AT["sound of names"]] = alike * names


def _describe_writing(put: Any, heard: _Heard, size: Array) -> None:
    """What the writing of the words says: capitals, hyphens, marks, clitics and articles."""
    import numpy as np

    source, target, inside, first, last = heard.source, heard.target, heard.inside, heard.first, heard.last
    text, words = target.text, target.stems
    gaps = [text[a.end : b.start] for a, b in pairwise(words)]
    marks = np.array([bool(re.search(r"[,;:.!?()،؛؟—–\n]", gap)) for gap in gaps], dtype=float)
    clitic = _clitics(target)
    joined = np.array(
        [gap != " " and bool(_JOINT.fullmatch(gap)) and not before for gap, before in zip(gaps, clitic, strict=False)],
        dtype=float,
    )
    running = np.concatenate(([0.0], np.cumsum(marks)))
    put("marks inside", np.minimum(running[last] - running[first], 2))
    padded = np.concatenate(([0.0], joined, [0.0]))
    put("joined before", padded[first])
    put("joined after", padded[last + 1])
    put("clitic first", clitic[first])
    put("clitic last", clitic[last])
    if target.language == "ar":
        article = np.array(
            [target.surface(place).startswith(("ال", "لل")) for place in range(len(target))], dtype=float
        )
        put("article first", article[first])
        put("article last", article[last])
        put("article after", heard.beside(article, 1))
        return
    capital = target.capital.astype(float)
    put("capital before", heard.beside(capital, -1) * capital[first])
    put("capital after", heard.beside(capital, 1) * capital[last])
    if source.language != "ar":
        theirs = source.capital[inside]
        put("capital first", np.abs(capital[first] - float(theirs[0])))
        put("capital share", np.abs(heard.over(capital) / size - theirs.mean()))
    else:
        put("capital first", capital[first])
        put("capital share", heard.over(capital) / size)


def _clitics(words: Words) -> Array:
    import numpy as np

    if words.language != "ar":
        return np.zeros(len(words))
    stems, text = words.stems, words.text
    return np.array([s.end - s.start == 1 and text[s.end : s.end + 1].isalpha() for s in stems], dtype=float)

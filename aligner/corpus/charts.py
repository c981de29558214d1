"""Charts of a corpus as SVG that stands in a page: no script, colours by class, and in words what is to be seen.

A histogram of a score has two halves on a scale of logarithms: kept beads upwards, rejected ones downwards, so that a
thousandth of the beads can still be seen and nothing rests on colour alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from aligner.corpus.histograms import Histogram, round_step
from aligner.corpus.markup import escaped, figure

__all__ = ["Segment", "bar", "histogram_chart", "scores_chart", "strip", "swatch"]

_WIDTH, _HEIGHT = 480, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 66, 14, 24, 40
_LETTER = 6.4  # width of a figure at the size of the ticks, at most
_TICKS = 6


@dataclass(frozen=True)
class Segment:
    """A part of a whole."""

    kind: str  # class of its colour
    label: str
    beads: int


@dataclass(frozen=True)
class _Scale:
    """From values to places in the picture."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        part = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return round(self.start + part * (self.end - self.start), 2)


def strip(segments: Sequence[Segment], label: str) -> str:
    """One line for the whole, parted; the legend is the caller's."""
    whole = sum(segment.beads for segment in segments)
    parts = [f'<svg class="strip" viewBox="0 0 1000 40" preserveAspectRatio="none" role="img" {_named(label)}>']
    start = 0.0
    for segment in (one for one in segments if one.beads):
        width = 1000 * segment.beads / whole
        told = f"{segment.label}: {segment.beads:,}"
        parts.append(
            f'<rect class="{segment.kind}" x="{start:.2f}" y="0" width="{max(width - 1.5, 0.75):.2f}" height="40">'
            f"<title>{escaped(told)}</title></rect>"
        )
        start += width
    return "".join([*parts, "</svg>"])


def bar(whole: int, *parts: tuple[str, int]) -> str:
    """A small bar for the cell of a table, whose figures stand beside it: (class, beads) of a whole."""
    drawn, start = [], 0.0
    for kind, beads in parts:
        width = 100 * beads / whole if whole else 0.0
        if beads:
            drawn.append(f'<rect class="{kind}" x="{start:.2f}" width="{max(width, 0.4):.2f}" height="10"/>')
        start += width
    inside = "".join(drawn)
    return f'<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{inside}</svg>'


def swatch(kind: str) -> str:
    """A spot of a colour, for a legend."""
    return f'<svg class="swatch" viewBox="0 0 1 1" aria-hidden="true"><rect class="{kind}" width="1" height="1"/></svg>'


def histogram_chart(histogram: Histogram, *, title: str, unit: str, marks: Sequence[tuple[float, str]] = ()) -> str:
    """Bars of kept beads by value; `marks` are values to be pointed at: (value, what it is)."""
    bottom = _HEIGHT - _BOTTOM
    x = _Scale(histogram.edges[0], histogram.edges[-1], _LEFT, _WIDTH - _RIGHT)
    ticks = _whole_ticks(max(histogram.kept))
    y = _Scale(0, ticks[-1], bottom, _TOP)
    lines = _grid((y(tick), _count(tick)) for tick in ticks)
    bars = (
        _bar("kept", x, y, histogram.edges[number : number + 2], kept, f"{kept:,}")
        for number, kept in enumerate(histogram.kept)
        if kept
    )
    words = f"{title}: {sum(histogram.kept):,} beads, {_range(histogram)} {unit}."
    pointed = (_mark(x, value, told, bottom) for value, told in marks)
    return _svg(words, [*lines, *bars, *pointed, *_bottom_axis(histogram, x, bottom, unit)])


def scores_chart(histogram: Histogram, *, title: str, unit: str = "score", threshold: float | None = None) -> str:
    """Kept beads above the line and rejected ones below it, both on a scale of logarithms."""
    bottom = _HEIGHT - _BOTTOM
    halves = [("kept", histogram.kept), ("rejected", histogram.rejected)]
    if not any(histogram.rejected):
        del halves[1]
    most = max(max(counts) for _, counts in halves)
    tops = [math.log10(1 + max((*counts, most / 50))) for _, counts in halves]
    middle = _TOP + (bottom - _TOP) * tops[0] / sum(tops)
    x = _Scale(histogram.edges[0], histogram.edges[-1], _LEFT, _WIDTH - _RIGHT)
    lines: list[str] = []
    bars: list[str] = []
    for (kind, counts), top, end in zip(halves, tops, (_TOP, bottom), strict=False):
        height = _Scale(0, top, middle, end)

        def y(count: float, height: _Scale = height) -> float:
            return height(math.log10(1 + count))

        lines += _grid((y(tick), _count(tick)) for tick in _powers(max(counts), abs(end - middle) / top))
        told = [f"{count:,} {kind}" for count in counts]
        bars += [
            _bar(kind, x, y, histogram.edges[n : n + 2], count, told[n]) for n, count in enumerate(counts) if count
        ]
    lines.append(f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{middle:.2f}" y2="{middle:.2f}"/>')
    words = f"{title}: {sum(histogram.kept):,} kept and {sum(histogram.rejected):,} rejected, {_range(histogram)}"
    words += "." if threshold is None else f"; accepted from {figure(threshold)} on."
    pointed = [] if threshold is None else [_threshold(histogram, x, threshold, bottom)]
    return _svg(words, [*lines, *bars, *pointed, *_bottom_axis(histogram, x, bottom, unit)])


def _svg(words: str, parts: Sequence[str]) -> str:
    head = f'<svg class="chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" {_named(words)}>'
    return "".join([head, *parts, "</svg>\n"])


def _named(words: str) -> str:
    return f'aria-label="{escaped(words)}"'


def _range(histogram: Histogram) -> str:
    return f"from {figure(histogram.edges[0])} to {figure(histogram.edges[-1])}"


def _bar(kind: str, x: _Scale, y: Callable[[float], float], edges: Sequence[float], count: int, told: str) -> str:
    left, right = x(edges[0]), x(edges[1])
    gap = 0.5 if right - left > 3 else 0
    ends = sorted((y(0), y(count)))
    title = f"{figure(edges[0])} to {figure(edges[1])}: {told}"
    return (
        f'<rect class="{kind}" x="{left + gap:.2f}" y="{ends[0]:.2f}" width="{right - left - 2 * gap:.2f}" '
        f'height="{max(ends[1] - ends[0], 0.75):.2f}"><title>{escaped(title)}</title></rect>'
    )


def _grid(lines: Iterator[tuple[float, str]]) -> Iterator[str]:
    for place, label in lines:
        yield f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{place}" y2="{place}"/>'
        yield f'<text class="tick" x="{_LEFT - 7}" y="{place + 3.5:.2f}" text-anchor="end">{label}</text>'


def _count(beads: int) -> str:
    """ "20,000", and "2.5 M" for millions, which would not have room."""
    return f"{beads:,}" if beads < 1_000_000 else f"{figure(beads / 1_000_000)}\u202fM"


def _bottom_axis(histogram: Histogram, x: _Scale, bottom: float, unit: str) -> Iterator[str]:
    yield f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{bottom}" y2="{bottom}"/>'
    for tick, label in _round_ticks(x.low, x.high):
        place = x(tick)
        yield f'<line class="axis" x1="{place}" x2="{place}" y1="{bottom}" y2="{bottom + 4}"/>'
        middle = min(place, _WIDTH - _LETTER * len(label) / 2)
        yield f'<text class="tick" x="{middle:.2f}" y="{bottom + 16}" text-anchor="middle">{label}</text>'
    far = [
        f"{number:,} {where}" for number, where in ((histogram.below, "lower"), (histogram.above, "higher")) if number
    ]
    words = unit + (f" (outermost bars: {', '.join(far)} too)" if far else "")
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    yield f'<text class="unit" x="{middle}" y="{bottom + 33}" text-anchor="middle">{escaped(words)}</text>'


def _threshold(histogram: Histogram, x: _Scale, threshold: float, bottom: float) -> str:
    """A line where beads are parted; an arrow where that is outside the picture."""
    words = f"accepted from {figure(threshold)}"
    if x.low <= threshold <= x.high:
        return _mark(x, threshold, words, bottom)
    left = threshold < x.low
    place, anchor = (_LEFT, "start") if left else (_WIDTH - _RIGHT, "end")
    told = f"\u25c2 {words}" if left else f"{words} \u25b8"
    return f'<text class="mark" x="{place}" y="{_TOP - 10}" text-anchor="{anchor}">{told}</text>'


def _mark(x: _Scale, value: float, words: str, bottom: float) -> str:
    place = x(value)
    half = len(words) * _LETTER / 2
    label = min(max(place, _LEFT + half), _WIDTH - _RIGHT - half)
    return (
        f'<line class="mark" x1="{place}" x2="{place}" y1="{_TOP - 6}" y2="{bottom}"/>'
        f'<text class="mark" x="{label:.2f}" y="{_TOP - 10}" text-anchor="middle">{escaped(words)}</text>'
    )


def _round_ticks(low: float, high: float) -> list[tuple[float, str]]:
    """Round numbers between two values as they are written, so few that they have room."""
    width = _WIDTH - _LEFT - _RIGHT
    step = round_step((high - low) / _TICKS)
    while True:
        numbers = range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
        decimals = max(0, -math.floor(math.log10(step) + 1e-9))
        ticks = [(step * n, f"{step * n + 0.0:,.{decimals}f}".replace("-", "\u2212")) for n in numbers]
        room = width * step / (high - low)
        if len(ticks) < 2 or room > 1.5 * _LETTER * max(len(label) for _, label in ticks) + 8:
            return ticks
        step = round_step(step * 1.5)


def _whole_ticks(most: int) -> list[int]:
    """From 0 to above the most, in whole round numbers."""
    step = max(1, int(round_step(most / 4)))
    return list(range(0, most + step, step))


def _powers(most: int, each: float) -> list[int]:
    """0 and the powers of ten up to the most, as many as stand apart where one has so much room."""
    powers = [10**n for n in range(int(math.log10(most)) + 1)] if most else []
    apart = max(1, math.ceil(15 / max(each, 1e-9)))
    return [0, *powers[0 if each * math.log10(2) > 14 else apart :: apart]]

"""The report of a corpus: one HTML file that needs nothing but itself, for whoever opens the corpus first.

What is most asked stands on top: how much there is, where the rest went, and what to know before training on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from aligner import languages
from aligner.corpus.charts import Segment, bar, strip, swatch
from aligner.corpus.markup import escaped, figure, isolated, policy, share
from aligner.corpus.report_sections import filters, lengths, origins, pair_name, reasons, shards, table, terms
from aligner.corpus.signature import signature
from aligner.files import write_atomically

if TYPE_CHECKING:
    from aligner.corpus.statistics import Statistics

__all__ = ["render_report", "write_report"]

SPLITS = ("train", "validation", "test")
# What is no filter: class of its colour -> reasons, and how the heap is called
_HEAPS = {
    "duplicates": (("duplicate", "near-duplicate"), "duplicates removed"),
    "protected": (("protected",), "too near to a protected text"),
    "editors": (("editor",), "rejected by editors"),
    "bare": (("no-text",), "without text on one side"),
    "unexplained": (("",), "rejected without a reason"),
}
_BASE_ENDS = "/* Controls */"  # what pages of texts have from here on, a report has not


def write_report(statistics: Statistics, out: Path) -> None:
    """Write the report of these figures to the file `out`, whole or not at all."""
    with write_atomically(Path(out)) as file:
        file.write(render_report(statistics).encode("utf-8", "replace"))


def render_report(statistics: Statistics) -> str:
    """The page as HTML; equal figures give an equal page, byte for byte."""
    style = _style()
    sections = [
        ("beads", "Beads", _beads(statistics)),
        ("known", "What to know before training", _known(statistics)),
        ("origins", "Where they come from", origins(statistics)),
        ("lengths", "Lengths", lengths(statistics)),
        ("filters", "Filters", filters(statistics)),
        ("rejected", "Rejected beads", reasons(statistics)),
        ("terms", "Terms", terms(statistics)),
        ("files", "Files", shards(statistics)),
    ]
    shown = [(name, heading, "".join(parts)) for name, heading, parts in sections]
    links = "".join(f'<li><a href="#{name}">{heading}</a></li>' for name, heading, inside in shown if inside)
    body = [
        *_header(statistics),
        f'<nav aria-label="Sections"><ul>{links}</ul></nav>\n<main>\n',
        *(
            f'<section id="{name}"><h2>{heading}</h2>\n{inside}</section>\n'
            for name, heading, inside in shown
            if inside
        ),
        "</main>\n",
    ]
    title = escaped(f"{statistics.name} · corpus report")
    return _FRAME.format(policy=policy(style), title=title, style=style, body="".join(body))


_FRAME = """<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}</body>
</html>
"""


@cache
def _style() -> str:
    """The colours, letters and heading of all our pages, and what a report adds; line ends as a browser hashes them."""
    base = resources.files("aligner.pages").joinpath("page.css").read_text("utf-8").partition(_BASE_ENDS)[0]
    own = resources.files("aligner.corpus").joinpath("data/report.css").read_text("utf-8")
    return (base + own).replace("\r\n", "\n")


def _header(statistics: Statistics) -> Iterator[str]:
    names = [languages.get(code).name if code in languages.LANGUAGES else code for code in statistics.languages]
    yield f"<header>\n<h1>{isolated(statistics.name, 'Corpus')}</h1>\n"
    yield f'<p class="about"><span>{isolated(", ".join(names), "no language")}</span> <span>corpus report</span></p>\n'
    facts = [
        (statistics.kept, "bead kept", "beads kept"),
        (statistics.beads, "read", "read"),
        (statistics.distinct["documents"], "document", "documents"),
        (len(statistics.pairs), "direction", "directions"),
    ]
    told = "".join(f"<li><b>{number:,}</b> {one if number == 1 else many}</li>" for number, one, many in facts)
    yield f'<ul class="facts">{told}</ul>\n'
    yield f'<code class="signature">{escaped(signature(statistics))}</code>\n</header>\n'


def _beads(statistics: Statistics) -> Iterator[str]:
    segments = _fates(statistics)
    if statistics.beads:
        told = ", ".join(f"{one.label} {share(one.beads, statistics.beads)}" for one in segments)
        yield strip(segments, f"Where {statistics.beads:,} beads went: {told}")
    entries = (
        f"<li>{swatch(one.kind)}{one.label} <b>{one.beads:,}</b> "
        f'<span class="quiet">{share(one.beads, statistics.beads)}</span></li>'
        for one in segments
    )
    yield f'<ul class="legend">{"".join(entries)}</ul>\n<h3>By direction and split</h3>\n'
    yield _directions(statistics)


def _fates(statistics: Statistics) -> list[Segment]:
    """All beads, each in one of a few heaps: the split it went to, or what rejected it first."""
    kept = {count.name: count.kept for count in statistics.groups["split"]}
    splits = [Segment(name, name, kept.pop(name)) for name in SPLITS if kept.get(name)]
    if any(kept.values()):
        splits.append(Segment("unsplit", "kept, in no split" if splits else "kept", sum(kept.values())))
    gone = dict.fromkeys((*_HEAPS, "filters"), 0)
    for reason in statistics.reasons:
        heap = next((kind for kind, (names, _) in _HEAPS.items() if reason.name in names), "filters")
        gone[heap] += reason.first
    labels = {"filters": "rejected by filters"} | {kind: label for kind, (_, label) in _HEAPS.items()}
    return [*splits, *(Segment(kind, labels[kind], gone[kind]) for kind in labels if gone[kind])]


def _directions(statistics: Statistics) -> str:
    loose = any(statistics.held(pair, "") for pair in statistics.pairs)
    columns = [*SPLITS, *([""] if loose else [])]
    rows, sums = [], [0] * (len(columns) + 2)
    for count in sorted(statistics.groups["pair"], key=lambda one: one.name):
        numbers = [count.beads, count.kept, *(statistics.held(count.name, split) for split in columns)]
        sums = [total + number for total, number in zip(sums, numbers, strict=True)]
        drawn = bar(count.beads, ("kept", count.kept), ("rejected", count.beads - count.kept))
        rows.append([pair_name(count.name), *map(figure, numbers), share(count.kept, count.beads), drawn])
    foot = ["together", *map(figure, sums), share(sums[1], sums[0]), ""] if len(rows) > 1 else None
    heads = ["direction", "read", "kept", *(split or "in no split" for split in columns), "share kept", ""]
    return table(heads, rows, foot=foot)


def _known(statistics: Statistics) -> Iterator[str]:
    if statistics.biases:
        told = "".join(f"<li><bdi>{escaped(bias.text)}</bdi></li>" for bias in statistics.biases)
        yield f'<ul class="known">{told}</ul>\n'
    else:
        yield "<p>None of the leanings that are looked for was found.</p>\n"

"""The sections of a corpus report, each as pieces of HTML; nothing where there is nothing to show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from aligner import languages
from aligner.corpus.charts import bar, histogram_chart, scores_chart, swatch
from aligner.corpus.histograms import PERCENTILES
from aligner.corpus.markup import escaped, figure, isolated, share, text_in

if TYPE_CHECKING:
    from aligner.corpus.figures import Count, Example, Lengths, Reason, Scores
    from aligner.corpus.statistics import Statistics

__all__ = ["filters", "lengths", "origins", "pair_name", "reasons", "shards", "table", "terms"]

_ROWS = 20  # of a table of names; what is beyond is one line
_GROUPS = (
    ("input", "Input", "without a name"),
    ("licence", "Licence", "not known"),
    ("origin", "Origin", "not known"),
    ("state", "What editors said", "nothing"),
    ("engine", "Engine", "none"),
    ("shape", "Sentences on either side", "not known"),
)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, foot: Sequence[str] | None = None, caption: str = "",
          words: int = 1) -> str:  # fmt: skip
    """Cells that are HTML already: the first `words` columns are words, a column without a head is drawn, the rest are
    figures.
    """

    def kind(place: int) -> str:
        return "name" if not place else "" if place < words else "n" if heads[place] else "drawn"

    def line(cells: Sequence[str], scope: str) -> str:
        inside = []
        for place, cell in enumerate(cells):
            tag = "th" if scope == "col" or not place else "td"
            said = f' scope="{scope}"' if tag == "th" else ""
            inside.append(f'<{tag}{said} class="{kind(place)}">{cell}</{tag}>')
        return f"<tr>{''.join(inside)}</tr>\n"

    return "".join(
        (
            '<div class="wide"><table class="figures">\n',
            f"<caption>{caption}</caption>" if caption else "",
            f"<thead>{line(heads, 'col')}</thead>\n<tbody>\n",
            *(line(row, "row") for row in rows),
            "</tbody>",
            f"<tfoot>{line(foot, 'row')}</tfoot>" if foot else "",
            "</table></div>\n",
        )
    )


def pair_name(pair: str) -> str:
    """A direction in words, as HTML: "English → Arabic"."""
    codes = pair.split("-", 1)
    return " → ".join(languages.get(c).name if c in languages.LANGUAGES else isolated(c) for c in codes)


def origins(statistics: Statistics) -> Iterator[str]:
    """How many beads come from where, and how many of these are kept."""
    tables = []
    for group, heading, missing in _GROUPS:
        counts = statistics.groups[group]
        if any(count.name for count in counts):
            tables.append(_names(heading, missing, counts))
    if tables:
        yield f'<div class="pairs">{"".join(tables)}</div>\n'


def _names(heading: str, missing: str, counts: Sequence[Count]) -> str:
    most = max(count.beads for count in counts)
    rows = []
    for count in counts[:_ROWS]:
        more = f"<small><code>{escaped(count.part)}</code></small>" if count.part else ""
        drawn = bar(most, ("kept", count.kept), ("rejected", count.beads - count.kept))
        kept = share(count.kept, count.beads)
        rows.append([isolated(count.name, missing) + more, f"{count.beads:,}", f"{count.kept:,}", kept, drawn])
    if rest := counts[_ROWS:]:
        beads, kept_beads = sum(count.beads for count in rest), sum(count.kept for count in rest)
        told = f'<span class="blank">{len(rest):,} others</span>'
        rows.append([told, f"{beads:,}", f"{kept_beads:,}", share(kept_beads, beads), ""])
    return table([heading, "read", "kept", "share kept", ""], rows)


def lengths(statistics: Statistics) -> Iterator[str]:
    """Of the kept beads: words as charts, words and characters as percentiles, and what a side is to the other."""
    if not statistics.lengths:
        return
    yield "<p>Of the kept beads. Words are what stands between blanks; percentiles are exact.</p>\n"
    yield '<div class="charts">'
    for one in statistics.lengths:
        if one.unit == "words":
            marks = [(one.percentiles[50], f"median {figure(one.percentiles[50])}")]
            title = f"{pair_name(one.pair)}: {_language(one)}, the {one.side}"
            yield _figure(title, "", histogram_chart(one.histogram, title=_said(one), unit="words", marks=marks))
    yield "</div>\n"
    shares = (f"{share}\u202f%" for share in PERCENTILES)
    heads = ["direction", "side", "in", "mean", "least", *shares, "most", "all together"]
    rows = [
        [
            pair_name(one.pair),
            f"{one.side} ({_language(one)})",
            one.unit,
            f"{one.mean:,.1f}",
            figure(one.least),
            *(figure(one.percentiles[share]) for share in PERCENTILES),
            figure(one.most),
            figure(one.total),
        ]
        for one in statistics.lengths
    ]
    yield table(heads, rows, words=3)
    yield "<h3>Characters of the target for one of the source</h3>\n"
    yield '<div class="charts">'
    for ratio in statistics.ratios:
        median = ratio.percentiles[50]
        chart = histogram_chart(
            ratio.histogram, title=f"Ratio {ratio.pair}", unit="ratio", marks=[(median, f"median {figure(median, 3)}")]
        )
        low, high = (figure(ratio.percentiles[share], 3) for share in (5, 95))
        yield _figure(pair_name(ratio.pair), f"nine of ten beads from {low} to {high}", chart)
    yield "</div>\n"


def _language(one: Lengths) -> str:
    return languages.get(one.language).name if one.language in languages.LANGUAGES else isolated(one.language)


def _said(one: Lengths) -> str:
    return f"Words of the {one.side}, {one.pair}"


def _figure(title: str, words: str, chart: str) -> str:
    more = f"<small>{words}</small>" if words else ""
    return f"<figure><figcaption><b>{title}</b>{more}</figcaption>{chart}</figure>\n"


def filters(statistics: Statistics) -> Iterator[str]:
    """Each filter with its threshold and what it rejects, then how its scores lie."""
    asked = [one for one in statistics.scores if one.filter]
    if asked:
        yield "<p>A bead is rejected by every filter whose score is below the threshold; “alone” are those that only "
        yield "this one rejects: what lowering its threshold could win back.</p>\n"
        most = max(one.rejects for one in asked)
        rows = [_filter(one, statistics.beads, most) for one in asked]
        yield table(["filter", "threshold", "beads with a score", "rejects", "of all read", "alone", ""], rows)
    drawn = [one for one in statistics.scores if len(one.histogram.kept) > 1 and one.beads]
    if drawn:
        yield "<h3>How the scores lie</h3>\n<p>A greater score is better. Kept beads stand above the line and rejected "
        yield "ones (by whatever filter) below it, on scales of logarithms. Filters that give all beads one score are "
        yield "left out.</p>\n"
        yield f'<ul class="legend"><li>{swatch("kept")}kept</li><li>{swatch("rejected")}rejected</li></ul>\n'
        yield '<div class="charts">'
        for one in drawn:
            unit = "score" if one.filter else one.name
            chart = scores_chart(one.histogram, title=one.name, unit=unit, threshold=one.threshold)
            yield _figure(escaped(one.name), _about(one), chart)
        yield "</div>\n"


def _filter(one: Scores, beads: int, most: int) -> list[str]:
    return [
        f"<b>{escaped(one.name)}</b><small>{escaped(one.doc)}</small>",
        "" if one.threshold is None else figure(one.threshold),
        f"{one.beads:,}" if one.beads else '<span class="blank">not asked</span>',
        f"{one.rejects:,}",
        share(one.rejects, beads),
        f"{one.alone:,}",
        bar(most, ("rejected", one.rejects)),
    ]


def _about(one: Scores) -> str:
    missing = f"; {one.missing:,} beads without a score" if one.missing else ""
    return escaped(f"{one.doc}{missing}")


def reasons(statistics: Statistics) -> Iterator[str]:
    """Reasons by number, each with a few beads that were drawn by the seed."""
    if not statistics.reasons:
        return
    drawn = "examples are drawn by the seed and shortened"
    yield f"<p>{statistics.rejected:,} beads are rejected. A bead may have several reasons; {drawn}.</p>\n"
    pairs = sorted({pair for reason in statistics.reasons for pair in reason.pairs})
    most = statistics.reasons[0].beads
    rows = [
        [
            _reason(reason),
            f"{reason.beads:,}",
            share(reason.beads, statistics.beads),
            f"{reason.alone:,}",
            *(f"{reason.pairs.get(pair, 0):,}" for pair in pairs),
            bar(most, ("rejected", reason.beads)),
        ]
        for reason in statistics.reasons
    ]
    heads = ["reason", "beads", "of all read", "alone", *(escaped(pair) for pair in pairs), ""]
    yield table(heads, rows)
    yield "<h3>Examples</h3>\n"
    for place, reason in enumerate(reason for reason in statistics.reasons if reason.examples):
        opened = " open" if place == 0 else ""
        beads = "".join(map(_bead, reason.examples))
        yield (
            f'<details class="reason"{opened}><summary><b>{_reason(reason)}</b> '
            f'<span class="quiet">{reason.beads:,}</span></summary><ul class="beads">{beads}</ul></details>\n'
        )


def _reason(reason: Reason) -> str:
    return isolated(reason.name, "no reason given")


def _bead(bead: Example) -> str:
    sides = text_in(bead.source_language, bead.source) + text_in(bead.target_language, bead.target)
    about = [isolated(bead.input, "input without a name"), isolated(bead.place or bead.id, "")]
    if bead.score is not None:
        about.append(f"score {figure(bead.score)}")
    if len(bead.reasons) > 1:
        about.append("all reasons: " + ", ".join(isolated(name) for name in bead.reasons))
    return f'<li><div class="sides">{sides}</div><p class="where">{" · ".join(about)}</p></li>'


def terms(statistics: Statistics) -> Iterator[str]:
    """The concepts that stand most often in the kept beads, with their forms."""
    if not statistics.concepts:
        return
    numbers = statistics.terms
    yield (
        f"<p>{numbers['uses']:,} uses of {numbers['concepts']:,} concepts of the glossary in the kept beads; "
        f"{numbers['missing']:,} ({share(numbers['missing'], numbers['uses'])}) were not found on the target side. "
        f"The most frequent, with their most frequent forms:</p>\n"
    )
    codes = sorted({form.language for concept in statistics.concepts for form in concept.forms})
    rows = []
    for concept in statistics.concepts[:_ROWS]:
        forms = [
            ", ".join(
                f'{text_in(form.language, form.text, "bdi")} <span class="quiet">{form.uses:,}</span>'
                for form in concept.forms
                if form.language == code
            )
            for code in codes
        ]
        rows.append([isolated(concept.name), *forms, f"{concept.uses:,}", f"{concept.missing:,}"])
    names = [languages.get(c).name if c in languages.LANGUAGES else isolated(c) for c in codes]
    yield table(["concept", *names, "uses", "missing"], rows, words=1 + len(codes))


def shards(statistics: Statistics) -> Iterator[str]:
    """The shards with their checksums."""
    total = sum(shard.bytes for shard in statistics.shards)
    yield (
        f"<p>{len(statistics.shards):,} {'shard' if len(statistics.shards) == 1 else 'shards'} of records, {total:,} "
        f"bytes, counted by Aligner {escaped(statistics.version)} with the seed {statistics.seed}.</p>\n"
    )
    rows = [
        [isolated(shard.name), f"<code>{escaped(shard.sha256)}</code>", f"{shard.beads:,}", f"{shard.bytes:,}"]
        for shard in statistics.shards
    ]
    inside = table(["file", "SHA-256", "beads", "bytes"], rows, words=2)
    yield inside if len(rows) <= _ROWS else f"<details><summary>Checksums</summary>{inside}</details>\n"

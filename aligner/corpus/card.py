"""The card of a corpus: a README.md whose head Hugging Face's hub and `datasets` read, and plain English for people.

Everything in it is counted; what somebody must write by hand (why the corpus was made) has no place in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from aligner import languages
from aligner.corpus.hub import hub_licence, size_category
from aligner.corpus.markup import figure
from aligner.corpus.signature import corpus_hash, signature
from aligner.files import write_atomically

if TYPE_CHECKING:
    from aligner.corpus.figures import Count
    from aligner.corpus.statistics import Statistics

__all__ = ["render_card", "write_card"]

SPLITS = ("train", "validation", "test")
_ROWS = 20  # of a table of names


def write_card(statistics: Statistics, out: Path, *, data: str | None = "") -> None:
    """Write the card to the file `out`, or to README.md in the folder `out`.

    `data` is the folder, as seen from the card, with the Parquet files of the export "huggingface"
    (en-ar/train-00000-of-00001.parquet): the head then says which files are which configuration and split. None: it
    says nothing of files.
    """
    out = Path(out)
    path = out / "README.md" if out.is_dir() else out
    with write_atomically(path) as file:
        file.write(render_card(statistics, data=data).encode("utf-8", "replace"))


def render_card(statistics: Statistics, *, data: str | None = "") -> str:
    """The card as Markdown; equal figures give an equal card."""
    return "\n".join([*_head(statistics, data), "", *_body(statistics, data)]) + "\n"


def _head(statistics: Statistics, data: str | None) -> Iterator[str]:
    """YAML; what comes from outside is a JSON string, which YAML reads as it is."""
    yield from ("---", f"pretty_name: {_quoted(statistics.name)}")
    if codes := [code for code in statistics.languages if code in languages.LANGUAGES]:
        yield from ("language:", *(f"- {code}" for code in codes))
    yield from (
        "multilinguality:",
        "- translation",
        "task_categories:",
        "- translation",
        "source_datasets:",
        "- original",
    )
    yield from ("size_categories:", f"- {size_category(statistics.kept)}", "license:")
    found = {hub_licence(count.name) for count in statistics.groups["licence"] if count.kept}
    yield from (f"- {name}" for name in sorted(found) or ["unknown"])
    yield from ("tags:", "- parallel-corpus", "- machine-translation")
    if data is not None:
        yield from _configurations(statistics, data.strip("/"))
    yield "---"


def _configurations(statistics: Statistics, folder: str) -> Iterator[str]:
    """The files of each direction and split as the export "huggingface" has them; all is train if nothing is split."""
    is_split = any(cell.kept and cell.split for cell in statistics.cells)
    found = []
    for pair in statistics.pairs:
        splits = [split for split in SPLITS if statistics.held(pair, split)] if is_split else ["train"]
        if splits:
            found += [f"- config_name: {_quoted(pair)}", "  data_files:"]
        for split in splits:
            path = f"{folder}/{pair}/{split}-*.parquet" if folder else f"{pair}/{split}-*.parquet"
            found += [f"  - split: {split}", f"    path: {_quoted(path)}"]
    if found:
        yield from ("configs:", *found)


def _quoted(text: str) -> str:
    """A JSON string of ASCII alone, so that no character can end it early."""
    return json.dumps(text)


def _body(statistics: Statistics, data: str | None) -> Iterator[str]:
    yield from (f"# {_plain(statistics.name) or 'Corpus'}", "")
    yield (
        f"Parallel sentences for machine translation: {statistics.kept:,} beads from "
        f"{statistics.distinct['documents']:,} documents, made with Aligner {statistics.version}. A bead is the "
        "smallest group of sentences that translate each other."
    )
    yield from ("", f"    {signature(statistics)}", "")
    yield from _sizes(statistics)
    yield from _known(statistics)
    yield from _sources(statistics)
    yield from _lengths(statistics)
    yield from _cleaning(statistics)
    yield from _use(statistics, data is not None)


def _sizes(statistics: Statistics) -> Iterator[str]:
    loose = any(statistics.held(pair, "") for pair in statistics.pairs)
    columns = [*SPLITS, *([""] if loose else [])]
    yield from ("## How much", "")
    rows = [[_pair(pair), *(f"{statistics.held(pair, split):,}" for split in columns)] for pair in statistics.pairs]
    yield from _table(["direction", *(split or "in no split" for split in columns)], rows)
    if not loose:
        yield "Beads that hang together, by document or as near-duplicates, are in one split."
        yield ""


def _known(statistics: Statistics) -> Iterator[str]:
    yield from ("## What to know before training", "")
    if statistics.biases:
        yield from (f"- {_plain(bias.text)}" for bias in statistics.biases)
    else:
        yield "None of the leanings that are looked for was found."
    yield ""


def _sources(statistics: Statistics) -> Iterator[str]:
    yield from ("## Where it comes from", "", "Of the kept beads:", "")
    for group, heading in (("input", "input"), ("licence", "licence"), ("origin", "origin"), ("state", "editors said")):
        counts = [count for count in statistics.groups[group] if count.kept]
        yield from _table([heading, "beads"], [list(row) for row in _names(counts)])
    engines = [count for count in statistics.groups["engine"] if count.kept and count.name]
    if engines:
        rows = [[_plain(c.name), f"`{c.part}`" if c.part.isalnum() else _plain(c.part), f"{c.kept:,}"] for c in engines]
        yield from _table(["engine", "fingerprint", "beads"], rows[:_ROWS], words=2)


def _names(counts: Sequence[Count]) -> Iterator[tuple[str, str]]:
    counts = sorted(counts, key=lambda count: (-count.kept, count.name))
    for count in counts[:_ROWS]:
        yield _plain(count.name) or "not known", f"{count.kept:,}"
    if rest := counts[_ROWS:]:
        yield f"{len(rest):,} others", f"{sum(count.kept for count in rest):,}"


def _lengths(statistics: Statistics) -> Iterator[str]:
    if not statistics.lengths:
        return
    yield from ("## Lengths", "")
    rows = [
        [
            _pair(one.pair),
            one.side,
            one.unit,
            f"{one.mean:,.1f}",
            *(figure(one.percentiles[share]) for share in (5, 50, 95)),
            figure(one.most),
        ]
        for one in statistics.lengths
    ]
    yield from _table(["direction", "side", "in", "mean", "5 %", "median", "95 %", "most"], rows, words=3)


def _cleaning(statistics: Statistics) -> Iterator[str]:
    yield from ("## What was left out", "")
    yield (
        f"Of {statistics.beads:,} beads that were read, {statistics.rejected:,} were rejected; a bead may have several "
        "reasons."
    )
    yield ""
    if statistics.reasons:
        rows = [
            [_plain(reason.name) or "no reason given", f"{reason.beads:,}", f"{reason.alone:,}"]
            for reason in statistics.reasons
        ]
        yield from _table(["reason", "beads", "with no other reason"], rows)
    asked = [score for score in statistics.scores if score.filter and score.beads]
    if asked:
        yield from ("A filter rejects beads whose score is below its threshold:", "")
        rows = [
            [_plain(s.name), _plain(s.doc), "" if s.threshold is None else figure(s.threshold), f"{s.rejects:,}"]
            for s in asked
        ]
        yield from _table(["filter", "what it asks for", "threshold", "rejects"], rows, words=2)


def _use(statistics: Statistics, loadable: bool) -> Iterator[str]:
    if statistics.pairs and loadable:
        yield from ("## Use", "", "```python", "from datasets import load_dataset", "")
        yield from (f'load_dataset(".", {json.dumps(statistics.pairs[0])})', "```", "")
    yield f"SHA-256 over the checksums of the {len(statistics.shards):,} shards: `{corpus_hash(statistics)}`."


def _pair(pair: str) -> str:
    return " to ".join(
        languages.get(code).name if code in languages.LANGUAGES else _plain(code) for code in pair.split("-", 1)
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * words}{'---:|' * (len(heads) - words)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


_SPECIAL = re.compile(
    r"[\\`*_{}\[\]<>#|~$&^@]|:(?=//)|(?<=www)\.|^[-+]|(?<=^\d)[.)](?=\s)|(?<=^\d\d)[.)](?=\s)", re.IGNORECASE
)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\s]+")


def _plain(text: str) -> str:
    """A text from outside as plain words of one line: no markup, no link, and nothing that turns the line round."""
    line = _SPECIAL.sub(lambda found: f"\\{found[0]}", _UNSEEN.sub(" ", text).strip())
    return f"\u2068{line}\u2069" if any(bidirectional(ch) in ("R", "AL") for ch in line) else line

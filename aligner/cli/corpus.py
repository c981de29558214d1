"""`aligner corpus`: a corpus for training from bitexts, memories, TMX, pairs of files and folders of reports."""

from __future__ import annotations

import click

from aligner.cli.lazy import LazyGroup

__all__ = ["corpus"]


class _Commands(LazyGroup):
    places = {  # noqa: RUF012 - as declared above
        "build": ("corpus_build:build", "build a corpus, or go on where a build was interrupted"),
        "filter": ("corpus_build:filter_", "as far as the filters: what they reject"),
        "dedupe": ("corpus_build:dedupe", "as far as the duplicates"),
        "split": ("corpus_build:split", "as far as train, validation and test"),
        "export": ("corpus_show:export", "write a corpus in one more format"),
        "stats": ("corpus_show:stats", "what a corpus holds"),
        "sample": ("corpus_show:sample", "some beads to look at"),
        "diff": ("corpus_show:diff", "what is different in another build"),
        "leaks": ("corpus_show:leaks", "prove that nothing of test stands in train"),
    }


@click.group(cls=_Commands)
def corpus() -> None:
    """Parallel corpora for training: clean, explained, split without leaks.

    \b
    aligner corpus build corpus.toml     all that the configuration says
    aligner corpus stats news            what came of it
    """

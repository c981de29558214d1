"""What other rooms do for a corpus: reports are matched and aligned, memories read, words and sentences compared."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars

    from aligner.alignment.lexicon import Lexicon
    from aligner.bitext import Bitext
    from aligner.corpus.config import Input
    from aligner.corpus.filter_base import Encoder
    from aligner.corpus.inputs import Tools, Versions
    from aligner.glossary.store import Glossary

__all__ = [
    "LexiconGlosses",
    "align_versions",
    "encoder",
    "find_versions",
    "glosses",
    "lemmas",
    "memory_rows",
    "memory_version",
    "tools",
]


def tools() -> Tools:
    """All of them, as a build wants them."""
    from aligner.corpus.inputs import Tools

    return Tools(find_versions, align_versions, memory_rows, memory_version, glosses, encoder, lemmas)


def find_versions(
    folders: Sequence[Path], languages: Sequence[str], output: Path
) -> tuple[list[Versions], dict[str, str]]:
    """The reports of some folders that have versions in several languages, and what has none: path -> why.

    Nothing below `output` is one.
    """
    from aligner.aligned import sets
    from aligner.corpus.inputs import Versions
    from aligner.errors import InputError

    for folder in folders:
        if not folder.is_dir():
            raise InputError(f"{folder}: is no folder: versions of reports are matched by the names of their files")
    codes = languages if len(folders) == 1 else [*languages, *([None] * len(folders))][: len(folders)]
    found = sets.find(folders, output, codes)
    return [Versions(one.name, one.paths, one.codes) for one in found.sets], found.alone


def align_versions(versions: Versions, input: Input) -> Bitext:
    """The beads of a report in two languages or three. InputError where its versions are none of each other."""
    from aligner.aligned.aligning import align_documents

    return align_documents(
        *versions.paths,
        languages=versions.codes,
        glossary=_glossary(input.glossary),
        lines=input.lines,
        force=input.force,
        name=versions.name,
    ).bitext


@lru_cache(maxsize=4)
def _glossary(paths: tuple[Path, ...]) -> Glossary | None:
    from aligner.cli.glossary_paths import open_glossary

    return open_glossary(paths) if paths else None


def lemmas(paths: Sequence[Path]) -> dict[str, dict[str, str]]:
    """The preferred names of the approved concepts of some glossary files (.tsv): concept -> language -> name."""
    opened = _glossary(tuple(path for path in paths if path.suffix == ".tsv"))
    approved = [concept for concept in opened.concepts.values() if concept.status == "approved"] if opened else []
    return {one.id: {code: names.preferred for code, names in one.names.items() if names.preferred} for one in approved}


def memory_rows(path: Path, machine: bool) -> Iterator[Mapping[str, Any]]:
    """The beads of a memory in an order of their own: what editors approved, with `machine` also what engines made.

    A text that was approved is not given as an engine had it.
    """
    for number, row in enumerate(_memory(path, machine).iter_rows(named=True), 1):
        about = json.loads(row["about"])
        pair = (row["source"], row["target"])
        text = "\x1f".join((*pair, row["text"], row["translation"], row["about"]))
        digest = hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
        document = about.pop("document", "") or f"{path.name}/{digest}"
        yield {
            "id": f"{document}#{digest}:{pair[0]}-{pair[1]}",
            "document": document,
            "revision": "",
            "position": number,
            "kind": "paragraph",
            "line": 0,
            "source_language": pair[0],
            "target_language": pair[1],
            "source": [row["text"]],
            "target": [row["translation"]],
            "place": "machine" if row["machine"] else "approved",
            **about,
        }


def memory_version(path: Path, machine: bool) -> str:
    """A text that is another one whenever `memory_rows` gives other rows."""
    digest = hashlib.sha256()
    for row in _memory(path, machine).iter_rows():
        digest.update(json.dumps(row).encode() + b"\n")
    return digest.hexdigest()


def _memory(path: Path, machine: bool) -> polars.DataFrame:
    """What a memory holds, in the order of its texts; `about` is what else a bead says, as JSON."""
    import polars as pl

    from aligner.translation.memory import Memory

    kinds = dict.fromkeys(("source", "target", "text", "translation", "about", "when"), pl.String)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "memory.jsonl"
        with Memory(path, create=False) as memory:
            memory.export(copy)
        frames = [
            pl.DataFrame(list(some), schema={"machine": pl.Boolean, **kinds}, orient="row")
            for some in _batches(_records(copy, machine))
        ]
    keys = ["machine", "source", "target", "text"]
    if not frames:
        return pl.DataFrame(schema={"machine": pl.Boolean, **kinds})
    rows = pl.concat(frames).sort([*keys, "when", "translation", "about"])
    made = rows.filter("machine").unique([*keys, "translation"], keep="first", maintain_order=True)
    approved = rows.filter(~pl.col("machine")).unique(keys, keep="last", maintain_order=True)  # the newest is in force
    return pl.concat([approved, made.join(approved, on=keys[1:], how="anti")]).sort([*keys, "translation"])


def _batches(records: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while some := list(islice(records, 20_000)):
        yield some


def _records(copy: Path, machine: bool) -> Iterator[tuple[Any, ...]]:
    """The lines of an exported memory as rows."""
    with copy.open(encoding="utf-8") as lines:
        next(lines, None)  # what the file is
        for line in lines:
            one = json.loads(line)
            if one["kind"] == "machine":
                if not machine:
                    continue
                about = {name: one[name] for name in ("score", "flags", "repairs", "pivot", "terms")}
                about |= {"origin": "machine", "fingerprint": one["engine"], "engine": one["engine"], "state": "draft"}
                when = ""  # when it was made says nothing of a text
            elif one["undone"]:
                continue
            else:
                about = {"origin": "human", "state": "accepted", "editor": one["editor"], "edited": one["when"]}
                about |= {"note": one["note"], "document": one["document"]}
                when = one["when"]
            told = json.dumps(about, sort_keys=True)
            yield one["kind"] == "machine", one["source"], one["target"], one["text"], one["translation"], told, when


# ---------------------------------------------------------------------------------------------------------------------
# Models


class LexiconGlosses:
    """The lexicon of the package as the filters of corpora want it: stems, their weights and their translations."""

    def __init__(self, load: Callable[[str, str], Lexicon]) -> None:
        self._load = lru_cache(maxsize=None)(load)

    def stems(self, word: str, language: str) -> Sequence[str]:
        """The stems of one printed word."""
        from aligner.alignment.stems import stems

        return [entry.stem for entry in stems(word, language)]

    def weight(self, stem: str, language: str) -> float:
        """How much a stem says, 0 to 1; 1.1 for an unknown one."""
        vocabulary = self._load(language, "ru" if language == "en" else "en").source
        return vocabulary.weight(stem) if stem in vocabulary.numbers else 1.1

    def translations(self, stem: str, source: str, target: str) -> Mapping[str, float]:
        """The stems that translate it, each with its probability."""
        return self._load(source, target).translations(stem)


@lru_cache(maxsize=1)
def glosses() -> LexiconGlosses:
    """The lexicon that comes with Aligner, opened once a process."""
    from aligner.alignment.lexicon import lexicon

    return LexiconGlosses(lexicon)


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The encoder that comes with Aligner, opened once a process, with one thread: workers are many."""
    from aligner.alignment.encoder import UniversalEncoder

    return UniversalEncoder(threads=1)

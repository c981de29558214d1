"""Hugging Face `datasets`: Parquet files by pair and split, and a card whose head says configurations and features."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from aligner import languages
from aligner.corpus.exports.base import SPLITS, TEXTS, Export, Format, Part
from aligner.corpus.exports.lines import write_text
from aligner.corpus.hub import hub_licence, size_category
from aligner.errors import InputError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["FORMAT"]


def _write(export: Export) -> None:
    columns = [name for name in export.columns if name not in (*TEXTS, "kept", "split", "reasons", "translation")]
    features = _features(export, columns)
    waiting: dict[Part, list[pl.DataFrame]] = {}
    pieces: Counter[Part] = Counter()
    for part, frame in export.frames([*columns, *TEXTS]):
        rows = waiting.setdefault(part, [])
        rows.append(_translation(frame, part, columns))
        while sum(one.height for one in rows) >= export.options.rows:
            rows[:] = _flush(export, part, rows, pieces)
    for part, rows in waiting.items():
        while any(one.height for one in rows):
            rows[:] = _flush(export, part, rows, pieces)
    write_text(export, "README.md", _card(export, features))


def _translation(frame: pl.DataFrame, part: Part, columns: list[str]) -> pl.DataFrame:
    import polars as pl

    texts = pl.struct(pl.col("source_text").alias(part.source), pl.col("target_text").alias(part.target))
    return frame.select("id", texts.alias("translation"), *(name for name in columns if name != "id"))


def _flush(export: Export, part: Part, rows: list[pl.DataFrame], pieces: Counter[Part]) -> list[pl.DataFrame]:
    """Write one file of the part; gives the rows that go into the next."""
    import polars as pl

    together = pl.concat(rows, rechunk=True)
    head = together.head(export.options.rows)
    files = -(-export.parts[part] // export.options.rows)
    name = f"{part.pair}/{part.split}-{pieces[part]:05d}-of-{files:05d}.parquet"
    head.write_parquet(export.path(name), compression="zstd", compression_level=3, row_group_size=50_000)
    read = pl.scan_parquet(export.path(name), glob=False).select(pl.len()).collect().item()
    if read != head.height:
        raise InputError(f"{name}: {head.height:,} beads were written and {read:,} are read: is the disk sound?")
    pieces[part] += 1
    export.written[part] += head.height
    return [together.tail(together.height - head.height)]


def _features(export: Export, columns: list[str]) -> list[str]:
    """The lines of YAML that describe every column but the translation."""
    import polars as pl

    schema = pl.scan_parquet(export.shards[0], glob=False).collect_schema()
    return [line for name in columns if name != "id" for line in _feature(name, schema[name])]


def _feature(name: str, dtype: Any) -> list[str]:
    import polars as pl

    plain = {pl.String: "string", pl.Boolean: "bool", pl.Float32: "float32", pl.Float64: "float64"}
    plain |= {
        getattr(pl, f"{sign}Int{bits}"): f"{sign.lower()}int{bits}" for sign in ("", "U") for bits in (8, 16, 32, 64)
    }
    named = f"- name: {json.dumps(name)}"
    if (kind := plain.get(dtype.base_type())) is not None:
        return [named, f"  dtype: {kind}"]
    if isinstance(dtype, pl.List):
        inner: Any = dtype.inner
        if isinstance(inner, pl.Struct):
            lines = [line for field in inner.fields for line in _feature(field.name, field.dtype)]
            return [named, "  list:", *(f"  {line}" for line in lines)]
        if (kind := plain.get(inner.base_type())) is not None:
            return [named, f"  list: {kind}"]
    raise InputError(f"the column {name!r} is {dtype}, which a card for Hugging Face cannot describe")


def _card(export: Export, features: list[str]) -> str:
    pairs: dict[tuple[str, str], list[Part]] = {}
    for part in export.parts:
        pairs.setdefault((part.source, part.target), []).append(part)
    total = sum(export.written.values())
    licences = sorted({licence for counts in export.licences.values() for licence in counts})
    codes = sorted({code for pair in pairs for code in pair})
    title = export.options.title or export.options.name
    head = [
        "---",
        f"pretty_name: {json.dumps(title, ensure_ascii=False)}",
        "language:",
        *(f"- {code}" for code in codes),
        "multilinguality:",
        "- translation",
        "task_categories:",
        "- translation",
        "size_categories:",
        f"- {size_category(total)}",
        "license:",
        *(f"- {name}" for name in sorted({hub_licence(licence) for licence in licences}) or ["unknown"]),
        "configs:",
    ]
    info = ["dataset_info:"]
    for (source, target), parts in pairs.items():
        head += [f"- config_name: {source}-{target}", "  data_files:"]
        info += [f"- config_name: {source}-{target}", "  features:", "  - name: id", "    dtype: string"]
        info += ["  - name: translation", "    dtype:", "      translation:", "        languages:"]
        info += [f"        - {source}", f"        - {target}", *(f"  {line}" for line in features)]
        for part in parts:
            head += [f"  - split: {part.split}", f"    path: {source}-{target}/{part.split}-*.parquet"]
    return "\n".join([*head, *info, "---", "", *_text(export, title, pairs)]) + "\n"


def _text(export: Export, title: str, pairs: dict[tuple[str, str], list[Part]]) -> list[str]:
    lines = [f"# {title}", "", "Parallel sentences for machine translation, made with Aligner.", ""]
    lines += ["| from | to | " + " | ".join(SPLITS) + " |", "|---|---|" + "---:|" * len(SPLITS)]
    for (source, target), parts in pairs.items():
        held = {part.split: export.written[part] for part in parts}
        names = (languages.get(code).name for code in (source, target))
        lines.append(f"| {' | '.join(names)} | " + " | ".join(f"{held.get(split, 0):,}" for split in SPLITS) + " |")
    licences: Counter[str] = sum(export.licences.values(), Counter())
    lines += ["", "Licences, by the number of beads:", ""]
    for licence, beads in sorted(licences.items(), key=lambda item: (-item[1], item[0])):
        lines.append(f"- {json.dumps(licence, ensure_ascii=False) if licence else 'unknown'}: {beads:,}")
    first = next(iter(pairs))
    lines += ["", "```python", "from datasets import load_dataset", ""]
    lines += [f'load_dataset(".", "{first[0]}-{first[1]}")', "```"]
    return lines


FORMAT = Format(
    "huggingface",
    "Hugging Face datasets: README.md and en-ar/train-00000-of-00001.parquet with the feature Translation",
    _write,
    keeps=("*", "-kept", "-split", "-reasons"),
    lines=False,
)

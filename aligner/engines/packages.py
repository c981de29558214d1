"""What an Argos Translate package is: a folder with a CTranslate2 model, a tokenizer and metadata.json.

Nothing here loads a model; `read_package` says whether a folder holds all that a model needs.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from aligner.engines.receipt import known_hashes
from aligner.errors import ModelError

__all__ = [
    "Metadata",
    "Owner",
    "Package",
    "check_metadata",
    "folder_name",
    "parse_metadata",
    "read_package",
    "version_key",
]

Owner = Literal["aligner", "argos"]

_CODE = re.compile(r"[a-z]{2,3}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,31}")  # no "_": a folder name has it for the dots
_MAX_METADATA = 1 << 20  # bytes; real ones have some hundred
_TOKENIZERS: tuple[tuple[Literal["sentencepiece", "bpe"], str], ...] = (
    ("sentencepiece", "sentencepiece.model"),  # as Argos Translate does, SentencePiece wins where both are there
    ("bpe", "bpe.model"),
)


@dataclass(frozen=True)
class Metadata:
    """What metadata.json says."""

    source: str
    target: str
    version: str
    target_prefix: str = ""
    demo: bool = False


@dataclass(frozen=True)
class Package:
    """An installed package for one direction."""

    folder: Path
    source: str
    target: str
    version: str
    name: str  # as shown to people: "argos en-ar 1.0"
    model_dir: Path
    tokenizer: Literal["sentencepiece", "bpe"]
    tokenizer_path: Path
    target_prefix: str
    digest: str  # sha256 over all that decides the text: model, vocabularies, configuration, tokenizer, prefix
    demo: bool
    owner: Owner
    size: int  # bytes on disk


def read_package(folder: Path, *, owner: Owner = "aligner") -> Package:
    """Read a package folder. ModelError says what is missing or wrong.

    The digest is computed once and then remembered, until size or mtime of a file changes.
    """
    try:
        return _read_package(folder, owner)
    except OSError as error:
        raise ModelError(f"{folder}: cannot be read: {error.strerror or error}") from error


def parse_metadata(content: bytes, where: str) -> Metadata:
    """Read the content of a metadata.json. `where` names the file in the ModelError raised when it is not usable."""
    if len(content) > _MAX_METADATA:
        raise ModelError(f"{where}: metadata.json is larger than {_MAX_METADATA} bytes")
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{where}: metadata.json is not JSON: {error}") from error
    return check_metadata(data, f"{where}: metadata.json")


def check_metadata(data: object, where: str) -> Metadata:
    """Take what concerns us out of a parsed metadata.json or entry of an index. ModelError where it makes no sense."""
    if not isinstance(data, dict):
        raise ModelError(f"{where}: not a JSON object")
    kind = data.get("type", "translate")
    if kind != "translate":
        raise ModelError(f"{where}: not of a translation package: type is {_shown(kind)}")
    source, target = (_text(data, key, _CODE, where, "a language code such as en") for key in ("from_code", "to_code"))
    if source == target:
        raise ModelError(f"{where}: from_code and to_code are both {source}")
    version = _text(data, "package_version", _VERSION, where, "a version such as 1.0")
    prefix = data.get("target_prefix") or ""
    if not isinstance(prefix, str) or len(prefix) > 100:
        raise ModelError(f"{where}: target_prefix is {_shown(prefix)}, and must be a short text")
    demo = data.get("aligner_demo", False)
    if not isinstance(demo, bool):
        raise ModelError(f"{where}: aligner_demo is {_shown(demo)}, and must be true or false")
    return Metadata(source, target, version, prefix, demo)


def folder_name(metadata: Metadata) -> str:
    """The folder a package gets in our store, by Argos's own convention: translate-en_ar-1_0 (demos: demo-...)."""
    kind = "demo" if metadata.demo else "translate"
    return f"{kind}-{metadata.source}_{metadata.target}-{metadata.version.replace('.', '_')}"


def version_key(version: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts versions as people count: 1.9 < 1.10, 1.0 = 1.0.0, 2.0rc1 < 2.0.

    Unlike PEP 440 every text has its place, since versions come from outside.
    """
    parts: list[tuple[int, int, str]] = []
    for number, word in re.findall(r"([0-9]{1,18})|([a-z]+)", version.lower()):
        if word:
            _drop_zeros(parts)
        parts.append((-1, 0, word) if word else (1, int(number), ""))
    _drop_zeros(parts)
    return (*parts, (0, 0, ""))  # the end stands above a word (2.0rc1) and below a number (2.0.1)


def _drop_zeros(parts: list[tuple[int, int, str]]) -> None:
    while parts and parts[-1] == (1, 0, ""):
        parts.pop()


def _read_package(folder: Path, owner: Owner) -> Package:
    described = folder / "metadata.json"
    if not described.is_file():
        raise ModelError(f"{folder}: no metadata.json: not a package, or half unpacked")
    metadata = parse_metadata(_read_bounded(described), str(folder))
    model_dir = folder / "model"
    weights = model_dir / "model.bin"
    if not weights.is_file() or weights.stat().st_size == 0:
        raise ModelError(f"{folder}: model/model.bin is missing or empty")
    vocabularies = sorted(path for path in model_dir.glob("*vocabulary.*") if path.is_file())
    if not vocabularies:
        raise ModelError(f"{folder}: no vocabulary in model/ (shared_vocabulary.json or .txt)")
    tokenizer, tokenizer_path = _find_tokenizer(folder)
    deciding = [weights, *vocabularies, tokenizer_path]
    if (model_dir / "config.json").is_file():  # models converted before CTranslate2 3 have none
        deciding.append(model_dir / "config.json")
    return Package(
        folder=folder,
        source=metadata.source,
        target=metadata.target,
        version=metadata.version,
        name=f"argos {metadata.source}-{metadata.target} {metadata.version}" + (" (demo)" if metadata.demo else ""),
        model_dir=model_dir,
        tokenizer=tokenizer,
        tokenizer_path=tokenizer_path,
        target_prefix=metadata.target_prefix,
        digest=_digest(folder, deciding, metadata.target_prefix),
        demo=metadata.demo,
        owner=owner,
        size=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
    )


def _find_tokenizer(folder: Path) -> tuple[Literal["sentencepiece", "bpe"], Path]:
    for kind, name in _TOKENIZERS:
        path = folder / name
        if path.is_file() and path.stat().st_size > 0:
            return kind, path
    raise ModelError(f"{folder}: no tokenizer: neither sentencepiece.model nor bpe.model")


def _digest(folder: Path, deciding: list[Path], target_prefix: str) -> str:
    hashes = known_hashes(folder, [path.relative_to(folder).as_posix() for path in deciding])
    lines = [f"{name}\0{sha256}\n" for name, sha256 in sorted(hashes.items())]
    return hashlib.sha256("".join([*lines, f"target_prefix\0{target_prefix}\n"]).encode()).hexdigest()


def _read_bounded(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_MAX_METADATA + 1)


def _text(data: dict[str, Any], key: str, pattern: re.Pattern[str], where: str, expected: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not pattern.fullmatch(value):
        problem = f"has no {key}, and needs" if value is None else f"{key} is {_shown(value)}, and must be"
        raise ModelError(f"{where}: {problem} {expected}")
    return value


def _shown(value: object) -> str:
    """A value from outside, fit for one line of a terminal."""
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    text = json.dumps(value)
    return text if len(text) <= 40 else text[:37] + "..."

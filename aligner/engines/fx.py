"""Firefox's translation models, run by the optional package fxtranslate: better than Argos for our pairs, and small.

Models lie in a folder for each direction, `enar/` or `en-ar/`, under $ALIGNER_FX_MODELS, else under fx/ in Aligner's
data directory: model*.bin, *vocab*.spm (one, or srcvocab*.spm and trgvocab*.spm) and perhaps lex*.bin. Nothing is
fetched but by `download_fx`.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from aligner.engines.base import Candidate, Capabilities, DecodingOptions, Engine
from aligner.engines.clauses import split_to_fit
from aligner.engines.sharing import shared
from aligner.errors import MissingExtra, ModelError, NetworkError
from aligner.files import data_home

__all__ = ["FxEngine", "FxFiles", "FxProvider", "download_fx", "find_fx_models", "fx_folder"]

MAX_SOURCE_PIECES = 120  # fxtranslate cuts off what goes past the model's window, and says nothing

_FOLDER = re.compile(r"([a-z]{2,3})-([a-z]{2,3})|([a-z]{2})([a-z]{2})")
_DEFAULTS = DecodingOptions()


@dataclass(frozen=True)
class FxFiles:
    """The files of one direction."""

    source: str
    target: str
    model: Path
    source_vocabulary: Path
    target_vocabulary: Path
    shortlist: Path | None

    @property
    def all(self) -> tuple[Path, ...]:
        """Each file once."""
        paths = (self.model, self.source_vocabulary, self.target_vocabulary, self.shortlist)
        return tuple(dict.fromkeys(path for path in paths if path is not None))


class FxProvider:
    """Engines from a folder of Firefox models. It has no directions where fxtranslate is not installed."""

    name = "fx"

    def __init__(self, folder: Path | None = None) -> None:
        """Look into `folder`, or where the environment says."""
        self._given = folder

    def pairs(self) -> list[tuple[str, str]]:
        """The directions whose files are all there."""
        if find_spec("fxtranslate") is None:
            return []
        return list(find_fx_models(self._given or fx_folder()))

    def open(self, source: str, target: str, *, threads: int = 0, compute_type: str = "default") -> Engine:
        """Load a direction. The models have one type of numbers and one thread, so both options change nothing.

        ModelError where the files are not there or damaged, MissingExtra without fxtranslate.
        """
        _fxtranslate()
        folder = self._given or fx_folder()
        files = find_fx_models(folder).get((source, target))
        if files is None:
            raise ModelError(
                f"no Firefox model for {source}-{target} in {folder}: put model*.bin and vocab*.spm "
                f"into {folder / f'{source}-{target}'}"
            )
        content = "|".join(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files.all)
        return shared(f"fx|{files.model.resolve()}", content, lambda: FxEngine(files))


class FxEngine:
    """A Firefox model for one direction: one translation a segment, without scores."""

    capabilities = Capabilities()

    def __init__(self, files: FxFiles) -> None:
        """Load the model. ModelError where fxtranslate cannot use it, MissingExtra without fxtranslate."""
        self.source, self.target = files.source, files.target
        self.name = f"fx {files.source}-{files.target}"
        self._files = files
        self._lock = threading.Lock()
        content = {path: _content(path) for path in files.all}
        digest = hashlib.sha256(b"".join(hashlib.sha256(content[path]).digest() for path in files.all)).hexdigest()
        self._model: Any = self._load(content)
        self._pieces = _vocabulary(files.source_vocabulary)
        self.fingerprint = f"fx-{_version()}/{self.name}/{digest}"

    def translate(
        self,
        texts: Sequence[str],
        options: DecodingOptions = _DEFAULTS,
        *,
        prefixes: Sequence[str] | None = None,
        suppress: str | None = None,
    ) -> list[list[Candidate]]:
        """Translate segments, equal ones once; long ones in parts cut at clauses. The options change nothing here.

        Texts without a letter come back as they are, and blanks around a text stay. ModelError for a prefix or
        `suppress`, which these models cannot obey.
        """
        if suppress or any(prefixes or ()):
            raise ModelError(f"{self.name}: cannot force the beginning of a translation or forbid letters")
        done = {text: self._translated(text) for text in dict.fromkeys(texts)}
        return [[Candidate(done[text])] for text in texts]

    def score(self, texts: Sequence[str], translations: Sequence[str]) -> list[float]:
        """Not possible with these models: ModelError."""
        raise ModelError(f"{self.name}: cannot score given translations")

    def close(self) -> None:
        """Give back the memory of the model. The next call loads it again."""
        with self._lock:
            self._model = None

    def _translated(self, text: str) -> str:
        core = text.strip()
        if not any(char.isalpha() for char in core):
            return text
        parts = split_to_fit(core, lambda part: len(self._pieces.encode(part)) <= MAX_SOURCE_PIECES)
        with self._lock:  # the model keeps its state while it translates
            if self._model is None:
                self._model = self._load({path: _content(path) for path in self._files.all})
            try:
                made = [str(self._model.translate(part.text)).strip() + part.gap for part in parts]
            except (ValueError, RuntimeError) as error:
                raise ModelError(f"{self.name}: {error}") from error
        lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return lead + unicodedata.normalize("NFC", "".join(made)) + trail

    def _load(self, content: dict[Path, bytes]) -> Any:
        fxtranslate = _fxtranslate()
        files = self._files
        try:
            return fxtranslate.Translator(
                content[files.model],
                content[files.source_vocabulary],
                content[files.target_vocabulary],
                content[files.shortlist] if files.shortlist else None,
            )
        except (ValueError, RuntimeError) as error:
            raise ModelError(f"{self.name}: the model in {files.model.parent} cannot be loaded: {error}") from error


def fx_folder() -> Path:
    """Where Firefox models are sought."""
    given = os.environ.get("ALIGNER_FX_MODELS")
    return Path(given).expanduser() if given else data_home() / "fx"


def find_fx_models(folder: Path) -> dict[tuple[str, str], FxFiles]:
    """The directions in a folder, with their files. Folders that lack a file are passed over.

    ModelError where a direction has two models, since only one of them can be meant.
    """
    try:
        subfolders = sorted(path for path in folder.iterdir() if path.is_dir())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ModelError(f"{folder}: cannot be read: {error.strerror or error}") from error
    found: dict[tuple[str, str], FxFiles] = {}
    for subfolder in subfolders:
        match = _FOLDER.fullmatch(subfolder.name)
        if not match:
            continue
        source, target = (match[1], match[2]) if match[1] else (match[3], match[4])
        files = _files(subfolder, source, target)
        if files is None:
            continue
        if (source, target) in found:
            raise ModelError(f"{subfolder} and {found[source, target].model.parent} are for the same pair: remove one")
        found[source, target] = files
    return found


def download_fx(source: str, target: str, folder: Path | None = None) -> FxFiles:
    """Fetch the Firefox model of one direction with fxtranslate, which checks its SHA-256, into `folder`.

    The list of models is Firefox's own and may move: for more than a trial, keep a copy. NetworkError where it cannot
    be had, ModelError where there is no direct model for the pair, MissingExtra without fxtranslate.
    """
    fxtranslate = _fxtranslate()
    folder = folder or fx_folder()
    try:
        records = fxtranslate.discovery.fetch_records_body()
    except (ValueError, OSError, RuntimeError) as error:
        raise NetworkError(f"the list of Firefox models cannot be fetched: {error}") from error
    try:
        offered = {(str(src), str(trg)) for src, trg in fxtranslate.discovery.model_pairs(records)}
        if (source, target) not in offered:
            raise ModelError(f"there is no Firefox model for {source}-{target}")
        folder.mkdir(parents=True, exist_ok=True)
        fxtranslate.discovery.add_models(source, target, cache_dir=str(folder), progress=False)
    except (ValueError, OSError, RuntimeError) as error:
        raise NetworkError(f"the Firefox model for {source}-{target} cannot be fetched: {error}") from error
    files = find_fx_models(folder).get((source, target))
    if files is None:
        raise ModelError(f"{folder}: fxtranslate fetched {source}-{target}, but its files are not as expected")
    return files


def _files(folder: Path, source: str, target: str) -> FxFiles | None:
    def only(pattern: str) -> Path | None:
        paths = sorted(path for path in folder.glob(pattern) if path.is_file())
        if len(paths) > 1:
            raise ModelError(f"{folder}: {paths[0].name} and {paths[1].name}: only one {pattern} can be used")
        return paths[0] if paths else None

    model = only("model*.bin")
    source_vocabulary = only("srcvocab*.spm") or only("vocab*.spm")
    target_vocabulary = only("trgvocab*.spm") or only("vocab*.spm")
    if model is None or source_vocabulary is None or target_vocabulary is None:
        return None
    return FxFiles(source, target, model, source_vocabulary, target_vocabulary, only("lex*.bin"))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read: {error.strerror or error}") from error


def _vocabulary(path: Path) -> Any:
    import sentencepiece

    try:
        return sentencepiece.SentencePieceProcessor(model_file=str(path))
    except (OSError, RuntimeError) as error:
        raise ModelError(f"{path}: not a SentencePiece model") from error


def _fxtranslate() -> Any:
    try:
        import fxtranslate
    except ImportError as error:
        raise MissingExtra("the engine fx", "fxtranslate") from error
    return fxtranslate


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("fxtranslate")
    except PackageNotFoundError:
        return "unknown"

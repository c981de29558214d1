"""Finding Firefox models, what is wrong with them, and the engine around the model. No real model can be had here:
where one has to translate, a stand-in for fxtranslate's Translator does, with its interface and nothing more."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from aligner.cli import main
from aligner.engines import open_engine
from aligner.engines.base import Candidate, Engine
from aligner.engines.fx import MAX_SOURCE_PIECES, FxEngine, FxProvider, download_fx, find_fx_models, fx_folder
from aligner.errors import MissingExtra, ModelError, NetworkError
from tests.builders import LINES, train_sentencepiece

fxtranslate = pytest.importorskip("fxtranslate")


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "fx"
    put(folder / "enar", "model.enar.intgemm.alphas.bin", "vocab.enar.spm", "lex.50.50.enar.s2t.bin")
    put(folder / "ru-en", "model.ruen.intgemm.alphas.bin", "srcvocab.ruen.spm", "trgvocab.ruen.spm")
    put(folder / "enru", "model.enru.intgemm.alphas.bin")  # no vocabulary
    put(folder / "notes", "model.bin", "vocab.spm")
    return folder


def put(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_bytes(train_sentencepiece(LINES, 150) if name.endswith(".spm") else name.encode())


class StandIn:
    """Translates into "<text>" and cuts off after 700 characters, as the real one does past its window."""

    def __init__(self, model: bytes, src_vocab: bytes, trg_vocab: bytes, shortlist: bytes | None = None) -> None:
        self.files = (model, src_vocab, trg_vocab, shortlist)
        self.calls: list[str] = []

    def translate(self, text: str) -> str:
        self.calls.append(text)
        return f"<{text[:700]}> "


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> type[StandIn]:
    monkeypatch.setattr(fxtranslate, "Translator", StandIn)
    return StandIn


def test_finds_whole_models(models: Path) -> None:
    found = find_fx_models(models)
    assert list(found) == [("en", "ar"), ("ru", "en")]
    shared, split = found["en", "ar"], found["ru", "en"]
    assert shared.source_vocabulary == shared.target_vocabulary == models / "enar" / "vocab.enar.spm"
    assert shared.shortlist is not None and len(shared.all) == 3
    assert split.source_vocabulary.name == "srcvocab.ruen.spm" and split.target_vocabulary.name == "trgvocab.ruen.spm"
    assert split.shortlist is None
    assert FxProvider(models).pairs() == [("en", "ar"), ("ru", "en")]


def test_no_folder(tmp_path: Path) -> None:
    assert find_fx_models(tmp_path / "none") == {}
    with pytest.raises(ModelError, match=r"no Firefox model for en-ar in .*none: put model\*\.bin"):
        FxProvider(tmp_path / "none").open("en", "ar")


def test_where_models_are_sought(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert fx_folder() == tmp_path / "aligner" / "fx"
    monkeypatch.setenv("ALIGNER_FX_MODELS", str(tmp_path / "mine"))
    assert fx_folder() == tmp_path / "mine"


def test_two_models_for_one_direction(models: Path) -> None:
    put(models / "en-ar", "model.enar.bin", "vocab.enar.spm")
    with pytest.raises(ModelError, match="same pair: remove one"):
        find_fx_models(models)


def test_two_models_in_one_folder(models: Path) -> None:
    (models / "enar" / "model.tiny.bin").write_bytes(b"x")
    with pytest.raises(ModelError, match=r"only one model\*\.bin"):
        find_fx_models(models)


def test_damaged_model_is_refused_by_the_real_fxtranslate(models: Path) -> None:
    with pytest.raises(ModelError, match=r"fx en-ar: the model in .*enar cannot be loaded"):
        FxProvider(models).open("en", "ar")


def test_damaged_vocabulary(models: Path, stand_in: type[StandIn]) -> None:
    (models / "enar" / "vocab.enar.spm").write_bytes(b"nonsense")
    with pytest.raises(ModelError, match=r"vocab\.enar\.spm: not a SentencePiece model"):
        FxProvider(models).open("en", "ar")


def test_without_fxtranslate(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fxtranslate", None)
    find = importlib.util.find_spec
    monkeypatch.setattr("aligner.engines.fx.find_spec", lambda name: None if name == "fxtranslate" else find(name))
    assert FxProvider(models).pairs() == []
    with pytest.raises(MissingExtra, match=r"pip install fxtranslate"):
        FxProvider(models).open("en", "ar")
    with pytest.raises(MissingExtra):
        download_fx("en", "ar", models)


def test_translates(models: Path, stand_in: type[StandIn]) -> None:
    engine = FxProvider(models).open("en", "ar")
    assert isinstance(engine, Engine) and isinstance(engine, FxEngine) and engine.name == "fx en-ar"
    made = engine.translate(["One.", "2024", " One. ", "One.", "Two e\u0301"])
    assert [c[0].text for c in made] == ["<One.>", "2024", " <One.> ", "<One.>", "<Two é>"]
    assert engine._model.calls.count("One.") == 2, "the equal texts once, the one with blanks by itself"
    assert engine._model.files[0] == b"model.enar.intgemm.alphas.bin"
    assert engine._model.files[1] == engine._model.files[2] and engine._model.files[3] == b"lex.50.50.enar.s2t.bin"


def test_long_texts_are_not_cut_off(models: Path, stand_in: type[StandIn]) -> None:
    engine = FxProvider(models).open("en", "ar")
    assert isinstance(engine, FxEngine)
    text = " ".join(LINES[:4] * 12)
    made = engine.translate([text])[0][0].text
    assert made.replace("<", "").replace(">", "") == text
    assert len(engine._model.calls) > 2
    assert all(len(engine._pieces.encode(part)) <= MAX_SOURCE_PIECES for part in engine._model.calls)


def test_what_it_cannot_do(models: Path, stand_in: type[StandIn]) -> None:
    engine = FxProvider(models).open("en", "ar")
    assert not engine.capabilities.prefix and not engine.capabilities.scoring
    with pytest.raises(ModelError, match="force the beginning"):
        engine.translate(["a"], prefixes=["b"])
    with pytest.raises(ModelError, match="forbid letters"):
        engine.translate(["a"], suppress="Latin")
    with pytest.raises(ModelError, match="cannot score"):
        engine.score(["a"], ["b"])


def test_close_and_use_again(models: Path, stand_in: type[StandIn]) -> None:
    engine = FxProvider(models).open("en", "ar")
    assert isinstance(engine, FxEngine)
    engine.close()
    assert engine._model is None
    assert engine.translate(["One"]) == [[Candidate("<One>")]]


def test_fingerprint_follows_the_content(models: Path, stand_in: type[StandIn]) -> None:
    before = FxProvider(models).open("en", "ar")
    assert FxProvider(models).open("en", "ar") is before
    (models / "enar" / "model.enar.intgemm.alphas.bin").write_bytes(b"another model")
    after = FxProvider(models).open("en", "ar")
    assert after.fingerprint != before.fingerprint


def test_preferred_and_part_of_a_pivot(models: Path, stand_in: type[StandIn], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGNER_FX_MODELS", str(models))
    assert open_engine("en", "ar").name == "fx en-ar"
    engine = open_engine("ru", "ar")
    assert engine.name == "fx ru-en + fx en-ar"
    assert engine.translate(["мир"]) == [[Candidate("<<мир>>", pivot="<мир>")]]


def test_download(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def offline() -> str:
        raise ValueError("dns error")

    monkeypatch.setattr(fxtranslate.discovery, "fetch_records_body", offline)
    with pytest.raises(NetworkError, match="cannot be fetched: dns error"):
        download_fx("en", "ar", tmp_path)
    monkeypatch.setattr(fxtranslate.discovery, "fetch_records_body", lambda: "{}")
    monkeypatch.setattr(fxtranslate.discovery, "model_pairs", lambda body: [("en", "ar")])
    with pytest.raises(ModelError, match="no Firefox model for ar-ru"):
        download_fx("ar", "ru", tmp_path)

    def fetched(src: str, trg: str, cache_dir: str, progress: bool) -> None:
        put(Path(cache_dir) / f"{src}-{trg}", "model.enar.intgemm.alphas.bin", "vocab.enar.spm")

    monkeypatch.setattr(fxtranslate.discovery, "add_models", fetched)
    assert download_fx("en", "ar", tmp_path / "fx").model.parent == tmp_path / "fx" / "en-ar"


def test_the_command_line_installs_and_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fetched(src: str, trg: str, cache_dir: str, progress: bool) -> None:
        put(Path(cache_dir) / f"{src}-{trg}", "model.enar.intgemm.alphas.bin", "vocab.enar.spm")

    monkeypatch.setenv("ALIGNER_FX_MODELS", str(tmp_path / "fx"))
    monkeypatch.setattr(fxtranslate.discovery, "fetch_records_body", lambda: "{}")
    monkeypatch.setattr(fxtranslate.discovery, "model_pairs", lambda body: [("en", "ar")])
    monkeypatch.setattr(fxtranslate.discovery, "add_models", fetched)
    for arguments, status, said in (
        (["models", "install", "--firefox", "en-ar"], 0, "Installed firefox en-ar in "),
        (["models", "install", "--firefox", "en-ar"], 0, "firefox en-ar is installed already"),
        (["models", "list"], 0, "en-ar  Firefox model in "),
        (["models", "install", "--firefox", "ar-ru"], 2, "no Firefox model for ar-ru"),
        (["models", "install", "--firefox", "demo"], 2, "demo is not a pair"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        captured = capsys.readouterr()
        assert (ended.value.code, said in captured.out + captured.err) == (status, True), captured

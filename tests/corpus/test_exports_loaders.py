"""Exports read back by the tools themselves, each where it is installed; a tool that is not is named when skipped."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from aligner.corpus.exports import Options, export
from tests.corpus import shards

ENGLISH, RUSSIAN = shards.SENTENCES["en"][0], shards.SENTENCES["ru"][0]


def _tool(module: str, package: str) -> Any:
    """The module, or a skip that says which package is wanted (a broken installation counts as none)."""
    try:
        return importlib.import_module(module)
    except Exception as error:
        pytest.skip(f"NOT READ BACK by {package}: {module} cannot be imported ({type(error).__name__}: {error})")


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    return shards.write(tmp_path / "in", shards.records())


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The package `datasets` without a network and with a cache of its own."""
    monkeypatch.setenv("HF_HOME", str(tmp_path / "cache"))
    for name in ("HF_DATASETS_OFFLINE", "HF_HUB_OFFLINE"):
        monkeypatch.setenv(name, "1")
    datasets = _tool("datasets", "datasets")
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    datasets.disable_progress_bars()
    return datasets


def test_datasets_loads_configurations_with_the_feature_translation(
    hub: Any, paths: list[Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    export(paths, tmp_path / "out", "huggingface", options=Options(rows=6))
    out = str(tmp_path / "out")
    assert sorted(hub.get_dataset_config_names(out)) == ["en-ar", "en-ru", "ru-ar"]
    loaded = hub.load_dataset(out, "en-ru")
    assert {split: loaded[split].num_rows for split in loaded} == {"train": 20, "validation": 1, "test": 1}
    train = loaded["train"]
    assert train.features["translation"] == hub.features.Translation(languages=["en", "ru"])
    assert train[0]["translation"] == {"en": ENGLISH, "ru": RUSSIAN}
    assert train[0]["terms"][0]["concept"] == "homs"
    rows = [r for r in shards.records() if r["kept"] and r["split"] == "train" and r["id"].endswith("en-ru")]
    assert [row["target_text"] for row in rows] == [row["ru"] for row in train["translation"]]
    assert train.features[shards.FILTER].dtype == "float32"
    assert "malformed" not in caplog.text


def test_datasets_reads_json_lines(hub: Any, paths: list[Path], tmp_path: Path) -> None:
    export(paths, tmp_path / "out", "jsonl")
    loaded = hub.load_dataset("json", data_files=str(tmp_path / "out/corpus.train.en-ru.jsonl"))["train"]
    assert loaded.num_rows == 20
    assert loaded[0]["translation"] == {"en": ENGLISH, "ru": RUSSIAN}


def test_opusfilter_reads_moses_pairs(paths: list[Path], tmp_path: Path) -> None:
    module = _tool("opusfilter.opusfilter", "opusfilter")
    export(paths, tmp_path / "out", "moses")
    stem = str(tmp_path / "out/corpus.train.en-ru")
    parameters = {
        "inputs": [f"{stem}.en", f"{stem}.ru"],
        "outputs": ["kept.en", "kept.ru"],
        "filters": [{"LengthFilter": {"min_length": 1, "max_length": 1000, "unit": "char"}}],
    }
    step = {"type": "filter", "parameters": parameters}
    configuration = {"common": {"output_directory": str(tmp_path)}, "steps": [step]}
    module.OpusFilter(configuration).execute_steps()
    assert (tmp_path / "kept.ru").read_text() == Path(f"{stem}.ru").read_text()


def test_translate_toolkit_reads_tmx_and_xliff(paths: list[Path], tmp_path: Path) -> None:
    tmx = _tool("translate.storage.tmx", "translate-toolkit")
    export(paths, tmp_path / "tmx", "tmx")
    units = tmx.tmxfile.parsefile(str(tmp_path / "tmx/corpus.train.en-ru.tmx")).units
    assert len(units) == 19
    assert (units[0].source, units[0].target) == (ENGLISH, RUSSIAN)
    export(paths, tmp_path / "one", "xliff")
    store = _tool("translate.storage.xliff", "translate-toolkit").xlifffile.parsefile(
        str(tmp_path / "one/corpus.train.en-ru.xlf")
    )
    assert len(store.units) == 20
    assert (store.units[0].source, store.units[0].target) == (ENGLISH, RUSSIAN)
    assert "report 001.md" in store.getfilenames()
    assert [unit.source for unit in store.units if unit.isapproved()] == ["An edited one."]
    export(paths, tmp_path / "two", "xliff-2")
    two = _tool("translate.storage.xliff2", "translate-toolkit 3.16 or newer")
    units = two.Xliff2File.parsefile(str(tmp_path / "two/corpus.train.en-ru.xlf")).units
    assert len(units) == 20
    assert (str(units[0].source), str(units[0].target)) == (ENGLISH, RUSSIAN)


def test_eole_reads_its_configuration_and_files(
    paths: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _tool("eole.config.data", "eole")
    corpus = _tool("eole.inputters.text_corpus", "eole")
    yaml = _tool("yaml", "PyYAML")
    export(paths, tmp_path / "out", "eole")
    monkeypatch.chdir(tmp_path / "out")
    config = yaml.safe_load(Path("en-ru/eole.yaml").read_text())
    train = data.Dataset(**config["data"]["corpus_1"])
    assert data.Dataset(**config["data"]["valid"]).path_src.startswith("en-ru/validation.en")
    examples = list(corpus.ParallelCorpus("corpus_1", train.path_src, train.path_tgt).load())
    assert len(examples) == 19
    assert (examples[0]["src"].strip(), examples[0]["tgt"].strip()) == (ENGLISH, RUSSIAN)


def test_opennmt_reads_its_configuration_and_files(
    paths: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = _tool("onmt.utils.parse", "OpenNMT-py")
    opts, corpus = _tool("onmt.opts", "OpenNMT-py"), _tool("onmt.inputters.text_corpus", "OpenNMT-py")
    export(paths, tmp_path / "out", "opennmt")
    monkeypatch.chdir(tmp_path / "out")
    parser = parse.ArgumentParser()
    opts.data_prepare_opts(parser, build_vocab_only=True)
    options, _ = parser.parse_known_args(["-config", "en-ru/opennmt.yaml"])
    parse.ArgumentParser.validate_prepare_opts(options, build_vocab_only=True)
    examples = list(corpus.get_corpora(options, "train")["corpus_1"].load())
    assert len(examples) == 19
    assert (examples[0]["src"].strip(), examples[0]["tgt"].strip()) == (ENGLISH, RUSSIAN)


def test_sockeye_reads_its_configuration_and_files(
    paths: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments, data = _tool("sockeye.arguments", "sockeye"), _tool("sockeye.data_io", "sockeye")
    export(paths, tmp_path / "out", "sockeye", options=Options(compress="gz"))
    monkeypatch.chdir(tmp_path / "out/en-ru")
    parser = arguments.ConfigArgumentParser()
    arguments.add_train_cli_args(parser)
    options = parser.parse_args(["--config", "sockeye.yml"])
    assert options.prepared_data == "prepared"
    assert options.shared_vocab is True
    sides = [_lines(data, file) for file in ("train.en.gz", "train.ru.gz")]
    assert [len(side) for side in sides] == [19, 19]
    assert Path(options.validation_source).is_file()
    assert Path(options.validation_target).is_file()


def _lines(data: Any, file: str) -> list[str]:
    with data.utils.smart_open(file) as lines:
        return [line.strip() for line in lines]


def test_opustrainer_reads_tsv(paths: list[Path], tmp_path: Path) -> None:
    trainer = _tool("opustrainer.trainer", "opustrainer")
    export(paths, tmp_path / "out", "tsv")
    dataset = trainer.Dataset("clean", [str(tmp_path / "out/corpus.train.en-ru.tsv")])
    reader = trainer.DatasetReader(dataset, seed=1, tmpdir=str(tmp_path), num_fields=2)
    lines = [next(reader).rstrip("\n").split("\t") for _ in range(19)]
    written = (tmp_path / "out/corpus.train.en-ru.tsv").read_text().splitlines()
    assert sorted(lines) == sorted(line.split("\t") for line in written)  # it shuffles them
    assert {len(line) for line in lines} == {2}


def test_mtdata_reads_tmx_and_tsv(paths: list[Path], tmp_path: Path) -> None:
    module = _tool("mtdata.tmx", "mtdata")
    iso = _tool("mtdata.iso.bcp47", "mtdata")
    export(paths, tmp_path / "out", "tmx")
    languages = iso.bcp47("en"), iso.bcp47("ru")
    pairs = list(module.read_tmx(tmp_path / "out/corpus.train.en-ru.tmx", langs=languages))
    assert len(pairs) == 19
    assert tuple(pairs[0][:2]) == (ENGLISH, RUSSIAN)


def test_sacrebleu_scores_a_test_set_against_itself(paths: list[Path], tmp_path: Path) -> None:
    sacrebleu = _tool("sacrebleu", "sacrebleu")
    reader = _tool("sacrebleu.utils", "sacrebleu")
    export(paths, tmp_path / "out", "moses")
    lines = list(reader.smart_open(str(tmp_path / "out/corpus.train.en-ru.ru")))
    lines = [line.rstrip("\n") for line in lines]
    assert len(lines) == 19
    assert sacrebleu.corpus_chrf(lines, [lines]).score == pytest.approx(100)


def test_sentencepiece_keeps_the_symbols_of_annotation_whole(paths: list[Path], tmp_path: Path) -> None:
    sentencepiece = _tool("sentencepiece", "sentencepiece")
    export(paths, tmp_path / "out", "term-lemmas", options=Options(lemmas=shards.LEMMAS))
    symbols = (tmp_path / "out/symbols.txt").read_text().split("\n")[:-1]
    sentencepiece.SentencePieceTrainer.train(
        input=str(tmp_path / "out/corpus.train.en-ru.en"),
        model_prefix=str(tmp_path / "spm"),
        vocab_size=120,
        hard_vocab_limit=False,
        user_defined_symbols=symbols,
        minloglevel=2,
    )
    model = sentencepiece.SentencePieceProcessor(model_file=str(tmp_path / "spm.model"))
    pieces = model.encode("The governor of <term>Homs<as>Хомс</term> visited", out_type=str)
    assert [piece for piece in pieces if piece in symbols] == symbols


def test_opustools_reads_moses_from_an_archive_as_opus_has_them(paths: list[Path], tmp_path: Path) -> None:
    """OPUS ships name.ar-en.ar, name.ar-en.en and name.ar-en.ids in a zip file a pair."""
    import zipfile

    module = _tool("opustools", "opustools")
    export(paths, tmp_path / "out", "opus")
    # where it looks before it asks the network
    with zipfile.ZipFile(tmp_path / "corpus_v1_moses_en-ru.txt.zip", "w") as archive:
        for file in sorted((tmp_path / "out/train").glob("corpus.en-ru.*")):
            archive.write(file, file.name)
    reader = module.OpusRead(
        directory="corpus",
        source="en",
        target="ru",
        preprocess="moses",
        release="v1",
        download_dir=str(tmp_path),
        write=[str(tmp_path / "read.en"), str(tmp_path / "read.ru")],
        write_mode="moses",
        suppress_prompts=True,
        verbose=False,
    )
    reader.printPairs()
    for code in ("en", "ru"):
        assert (tmp_path / f"read.{code}").read_text() == (tmp_path / f"out/train/corpus.en-ru.{code}").read_text()


def test_argos_train_reads_its_data(paths: list[Path], tmp_path: Path) -> None:
    """Argos Train is not on PyPI: its reading is done here step by step as its documentation and index have it."""
    import codecs
    import zipfile

    export(paths, tmp_path / "out", "argos")
    with zipfile.ZipFile(tmp_path / "out/corpus-en_ru.argosdata") as archive:
        folder = next(info.filename for info in archive.infolist() if info.is_dir())
        sides = []
        for name in ("source", "target"):
            with archive.open(folder + name) as file:
                sides.append(list(codecs.iterdecode(file, "utf8")))
        metadata = json.loads(archive.read(folder + "metadata.json"))
    assert [len(side) for side in sides] == [metadata["size"]] * 2
    assert (sides[0][0], sides[1][0]) == (ENGLISH + "\n", RUSSIAN + "\n")

"""Configurations: what a key may be, and an error for every slip that says file, table, key and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.corpus.config import read_config
from aligner.errors import InputError
from tests.corpus.building import CONFIG

ONE = '[[input]]\nkind = "bitext"\npath = "in"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "corpus.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_configuration_is_read_with_its_defaults(tmp_path: Path) -> None:
    found = read_config(written(tmp_path, ONE))
    assert found.name == "corpus"
    assert found.output == tmp_path / "corpus"
    assert [(one.name, one.paths) for one in found.inputs] == [("in", (tmp_path / "in",))]
    assert found.filters.lexicon
    assert not found.filters.encoder
    assert found.splits.shares == {"train": 0.9, "validation": 0.05, "test": 0.05}
    assert found.splits.ledger == tmp_path / "corpus" / "splits.ledger"
    assert found.duplicates["by"] == ("pair", "target")


def test_every_key_that_the_documentation_shows(tmp_path: Path) -> None:
    for name in ("names.tsv", "flores.en"):
        (tmp_path / name).write_text("x\n")
    text = """
[corpus]
name = "news"
output = "out/news"
seed = 3
title = "News of three agencies"
report = false

[[input]]
name = "reports"
kind = "versions"
path = ["english", "arabic"]
languages = ["en", "ar"]
licence = "CC-BY-4.0"
glossary = "names.tsv"
lines = true
force = true
confidence = 0.5

[[input]]
name = "tm"
kind = "memory"
path = "memory.sqlite"
machine = true
origins = ["human"]

[[input]]
name = "sheet"
kind = "tsv"
path = "a.tsv"
languages = ["en", "ru"]
columns = ["document", "-", "source", "target"]
header = true
block = 1
origin = "machine"

[[input]]
name = "two"
kind = "moses"
source = "a.en"
target = "a.ru"

[filters]
skip = ["furniture"]
lexicon = false
encoder = true

[filters.numbers]
least = 0.5

[duplicates]
by = ["pair", "source"]
near = 0
boilerplate_documents = 10

[splits]
validation = 0.1
test = 0.1
ledger = "ledger"
protect = ["flores.en"]

[[export]]
format = "marian"
folder = "for-marian"
tokenise = true
splits = ["train"]

[[export]]
format = "omegat"
glossary = ["names.tsv"]
"""
    found = read_config(written(tmp_path, text))
    assert [one.kind for one in found.inputs] == ["versions", "memory", "tsv", "moses"]
    assert found.inputs[0].paths == (tmp_path / "english", tmp_path / "arabic")
    assert found.inputs[3].paths == (tmp_path / "a.en", tmp_path / "a.ru")
    assert "furniture" not in found.filters.names
    assert found.filters.params == {"numbers": {"least": 0.5}}
    assert found.duplicates["near"] is None
    assert found.splits.shares == {"train": 0.8, "validation": 0.1, "test": 0.1}
    assert found.exports[0].options.tokenise
    assert found.exports[1].options.glossary == (tmp_path / "names.tsv",)
    assert read_config(written(tmp_path, CONFIG)).seed == 7


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[corpus\n", r"corpus\.toml: is not TOML"),
        ("", r"corpus\.toml: no \[\[input\]\]"),
        (ONE + 'licnse = "MIT"', r"\[\[input\]\] 1 licnse: unknown key: did you mean 'licence'\?"),
        ("[corpsu]\n" + ONE, r"corpsu: unknown key: did you mean 'corpus'\?"),
        ("[corpus]\nseed = 'x'\n" + ONE, r"\[corpus\] seed: write a whole number, not 'x'"),
        ("[corpus]\nseed = true\n" + ONE, r"\[corpus\] seed: write a whole number"),
        ("[corpus]\nname = '../x'\n" + ONE, r"\[corpus\] name: '../x' cannot be a name"),
        ('[[input]]\nkind = "bitexts"\npath = "in"', r"kind: 'bitexts' is unknown: did you mean 'bitext'\?"),
        ('[[input]]\npath = "in"', r"\[\[input\]\] 1 kind: is missing"),
        ('[[input]]\nkind = "tmx"', r"\[\[input\]\] 1 path: is missing"),
        (ONE + "columns = ['source']", r"columns: does not go with this kind"),
        (ONE + ONE, r"\[\[input\]\] 2 name: 'in' is there already"),
        (ONE + 'licence = "a\\nb"', r"licence: holds a control character"),
        ("[corpus]\nshard = 200000\n" + ONE, r"shard: write a number from 1 to 100000, not 200000"),
        (ONE + "confidence = 2", r"confidence: write a number from 0 to 1"),
        ('[input]\nkind = "tmx"', r"input: write it as \[\[input\]\]"),
        ('[[input]]\nkind = "tsv"\npath = "a.tsv"', r"languages: is missing"),
        ('[[input]]\nkind = "tmx"\npath = "a"\nlanguages = ["de"]', r"languages: 'de' is none of en, ar, ru"),
        ('[[input]]\nkind = "moses"\nsource = "a.en"', r"source: and target go together"),
        (ONE + "[filters]\nuse = ['lenght']", r"\[filters\] use: no filter is called 'lenght': did you mean 'length'"),
        (ONE + "[filters.lenght]\nleast = 1", r"\[filters\] lenght: unknown key: did you mean 'length'"),
        (ONE + "[filters.numbers]\nlest = 1", r"\[filters.numbers\] lest: unknown parameter: did you mean 'least'"),
        (ONE + "[filters.words]\nglosses = 1", r"\[filters.words\] glosses: unknown parameter"),
        (ONE + "[filters]\nencoder = true\nskip = ['margin']", r"encoder: nothing asks it"),
        (ONE + "[duplicates]\nby = ['text']", r"\[duplicates\] by: 'text' is unknown"),
        (
            ONE + "[duplicates]\nboilerplate_document = 3",
            r"boilerplate_document: unknown key: did you mean 'boilerplate_documents'",
        ),
        (ONE + "[splits]\ntest = 0.5\ntrain = 0.6", r"\[splits\] train: with validation and test it makes"),
        (ONE + "[splits]\ntest = 0.99\nvalidation = 0.2", r"\[splits\] validation: with test it leaves nothing"),
        (ONE + "[splits]\nprotect = ['none.txt']", r"protect: .*none\.txt: there is no such file"),
        (ONE + "[[export]]\nformat = 'mosses'", r"\[\[export\]\] 1 format: 'mosses' is unknown: did you mean 'moses'"),
        (ONE + "[[export]]\nformat = 'moses'\ncompres = 'gz'", r"compres: unknown key: did you mean 'compress'"),
        (ONE + "[[export]]\nformat = 'argos'\ncompress = 'gz'", r"compress: argos cannot be compressed"),
        (ONE + "[[export]]\nformat = 'moses'\nfolder = '../x'", r"folder: '../x' cannot be a folder"),
        (
            ONE + "[[export]]\nformat = 'moses'\n[[export]]\nformat = 'moses'",
            r"\[\[export\]\] 2 folder: 'moses' is there",
        ),
        (ONE + "[[export]]\nformat = 'moses'\nsplits = ['dev']", r"splits: 'dev' is unknown"),
        ("a = " + "[" * 5000, r"is not TOML"),
    ],
)
def test_a_slip_is_one_line_that_says_where_and_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        read_config(written(tmp_path, text))
    assert "\n" not in str(refused.value)
    assert str(tmp_path / "corpus.toml") in str(refused.value)


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_config(tmp_path / "none.toml")
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="is not TOML"):
        read_config(tmp_path / "a.toml")

"""Stanza as a splitter, with a tiny tokenizer built here by Stanza's own classes: what is tested is our side of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from aligner.errors import InputError, MissingExtra, ModelError
from aligner.languages import Span, open_stanza, splitter

TEXT = " The talks failed.\nNobody said why.  Then they began again. "


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as `stanza.download` leaves it, whose English tokenizer ends a sentence exactly at each full stop."""
    torch = pytest.importorskip("torch")
    pytest.importorskip("stanza")
    from stanza.models.tokenization.trainer import Trainer
    from stanza.models.tokenization.vocab import Vocab

    vocab = Vocab([[(letter, 0) for letter in TEXT]], "en")
    features = ["space_before", "capitalized", "numeric", "end_of_para", "start_of_para"]
    args = {
        "lang": "en",
        "shorthand": "en_tiny",
        "vocab_size": len(vocab),
        "emb_dim": 4,
        "hidden_dim": 4,
        "rnn_layers": 1,
        "conv_res": None,
        "dropout": 0.0,
        "feat_dropout": 0.0,
        "unit_dropout": 0.0,
        "tok_noise": 0.0,
        "hier_invtemp": 0.5,
        "hierarchical": False,
        "use_mwt": False,
        "use_dictionary": False,
        "skip_newline": False,
        "feat_funcs": features,
        "feat_dim": len(features),
        "max_seqlen": 100,
        "batch_size": 32,
        "lr0": 0.05,
        "weight_decay": 0.0,
        "max_grad_norm": 1.0,
    }
    torch.manual_seed(1)
    trainer = Trainer(args=args, vocab=vocab, device="cpu")
    end_of_sentence, end_of_token, inside = 2, 1, 0
    letters = [letter for letter in TEXT if letter != "\n"]
    units = torch.tensor([[vocab.unit2id(letter) for letter in letters]])
    labels = torch.tensor(
        [
            [
                end_of_sentence if x == "." else end_of_token if y in " ." else inside
                for x, y in zip(letters, [*letters[1:], " "], strict=True)
            ]
        ]
    )
    silent = torch.zeros(1, len(letters), len(features))
    for _ in range(150):
        trainer.update((units, labels, silent, None))
    folder = tmp_path_factory.mktemp("stanza")
    (folder / "en" / "tokenize").mkdir(parents=True)
    trainer.save(str(folder / "en" / "tokenize" / "tiny.pt"))
    resources = {
        "en": {
            "lang_name": "English",
            "tokenize": {"tiny": {"md5": "0"}},
            "packages": {"default": {"tokenize": "tiny"}},
            "default_processors": {"tokenize": "tiny"},
            "default_dependencies": {},
        }
    }
    (folder / "resources.json").write_text(json.dumps(resources), encoding="utf-8")
    return folder


def test_sentences_of_a_loaded_model_are_spans_of_the_text(models: Path) -> None:
    split = open_stanza("en", models)
    spans = split(TEXT)
    assert [span.of(TEXT) for span in spans] == ["The talks failed.", "Nobody said why.", "Then they began again."]
    assert all(isinstance(span, Span) for span in spans)


def test_no_character_is_lost_whatever_the_model_says(models: Path) -> None:
    text = "Что сказал он?  Nobody knew 🙂 قال. The…"
    spans = splitter("en", "stanza", models)(text)
    assert "".join(span.of(text) for span in spans).replace(" ", "") == text.replace(" ", "")


def test_a_text_of_blanks_has_no_sentences(models: Path) -> None:
    assert open_stanza("en", models)(" \n ") == []


def test_a_folder_without_models_says_what_to_do(tmp_path: Path) -> None:
    pytest.importorskip("stanza")
    with pytest.raises(ModelError, match=r"resources\.json is missing.*stanza\.download\('ru'"):
        open_stanza("ru", tmp_path)


def test_a_model_that_was_not_fetched_is_a_model_error(models: Path) -> None:
    with pytest.raises(ModelError, match=r"stanza\.download\('ar'"):
        open_stanza("ar", models)
    (models / "en" / "tokenize" / "tiny.pt").rename(models / "tiny.moved")
    try:
        with pytest.raises(ModelError, match="no Stanza tokenizer for 'en'"):
            open_stanza("en", models)
    finally:
        (models / "tiny.moved").rename(models / "en" / "tokenize" / "tiny.pt")


def test_a_damaged_model_is_a_model_error(models: Path, tmp_path: Path) -> None:
    (tmp_path / "resources.json").write_bytes((models / "resources.json").read_bytes())
    (tmp_path / "en" / "tokenize").mkdir(parents=True)
    (tmp_path / "en" / "tokenize" / "tiny.pt").write_bytes(b"no model at all")
    with pytest.raises(ModelError, match="cannot be opened"):
        open_stanza("en", tmp_path)


def test_a_damaged_list_of_models_is_a_model_error(tmp_path: Path) -> None:
    pytest.importorskip("stanza")
    (tmp_path / "resources.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be opened"):
        open_stanza("en", tmp_path)


def test_without_stanza_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "stanza", None)
    with pytest.raises(MissingExtra, match="pip install stanza"):
        open_stanza("en")


def test_an_unknown_splitter_is_named_with_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"'spacy'.*rules, stanza"):
        splitter("en", "spacy")

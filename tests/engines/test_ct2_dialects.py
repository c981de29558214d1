"""The tokens each kind of model gets and gives, read off the real vocabularies of small models."""

from __future__ import annotations

import json
from pathlib import Path
from unicodedata import combining

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.engines.base import DecodingOptions, Engine
from aligner.engines.bpe import BytePairCodes, covering_pieces
from aligner.engines.clauses import split_to_fit
from aligner.engines.ct2 import CT2Engine
from aligner.engines.dialects import argos_dialect, opus_dialect, recognise
from aligner.engines.registry import open_folder
from aligner.engines.threads import available_cores, plan
from aligner.engines.vocabulary import read_target_vocabulary
from aligner.errors import ModelError
from tests.builders import LINES, build_nllb_folder, build_opus_folder, build_package

TEXT = "The president met the prime minister in Geneva."
SHORT = DecodingOptions(max_length=12, attention=True)


class Spy:
    """Stands before a model and notes what goes in and comes out."""

    def __init__(self, engine: Engine) -> None:
        assert isinstance(engine, CT2Engine)
        self._model = engine._model
        self.sources: list[list[str]] = []
        self.prefixes: list[list[str]] = []
        self.results: list = []
        engine._model = self

    model_is_loaded = True

    def translate_batch(self, sources, **options):
        self.sources, self.prefixes = sources, options["target_prefix"]
        self.results = self._model.translate_batch(sources, **options)
        return self.results

    def score_batch(self, sources, targets, **options):
        self.sources, self.prefixes = sources, targets
        self.results = self._model.score_batch(sources, targets, **options)
        return self.results


def known(folder: Path, tokens: list[str]) -> bool:
    return set(tokens) <= set(read_target_vocabulary(folder))


def test_opus_gets_its_language_and_end(tmp_path: Path) -> None:
    folder = build_opus_folder(tmp_path / "opus", target_codes=["ara", "arz", "heb"])
    engine = open_folder(folder, "en", "ar", threads=1)
    assert engine.name == "opus-mt en-ar (opus)"
    spy = Spy(engine)
    (candidate,) = engine.translate([TEXT], SHORT)[0]
    (sent,) = spy.sources
    assert sent[0] == ">>ara<<" and sent[-1] == "</s>" and sent.count("</s>") == 1
    assert known(folder, sent)
    assert spy.prefixes is None
    assert candidate.source_tokens == tuple(sent[1:-1]), "steering tokens are no pieces of the text"
    assert {len(row) for row in candidate.attention} == {len(sent) - 2}
    assert ">>" not in candidate.text and "</s>" not in candidate.text


def test_opus_uses_the_target_tokenizer_for_prefixes(tmp_path: Path) -> None:
    folder = build_opus_folder(tmp_path / "opus")
    engine = open_folder(folder, "ru", "en", threads=1)
    spy = Spy(engine)
    prefix = "Officials from the ministry"
    (candidate,) = engine.translate(["Совет проголосует"], SHORT, prefixes=[prefix])[0]
    dialect = opus_dialect(folder, "en")
    assert dialect.target_pieces(prefix) != dialect.source_pieces(prefix), "the test needs two tokenizers"
    assert list(candidate.tokens[: len(dialect.target_pieces(prefix))]) == dialect.target_pieces(prefix)
    assert candidate.text.startswith(prefix)
    assert spy.prefixes, "the prefix is scored again"


def test_opus_that_adds_its_end_itself(tmp_path: Path) -> None:
    engine = open_folder(build_opus_folder(tmp_path / "o", source_end=True), "en", "ru", threads=1)
    spy = Spy(engine)
    engine.translate([TEXT], SHORT)
    assert "</s>" not in spy.sources[0]


def test_opus_for_other_languages(tmp_path: Path) -> None:
    folder = build_opus_folder(tmp_path / "o", target_codes=["heb", "mlt"])
    with pytest.raises(ModelError, match=r">>heb<<.*not >>ara<<"):
        open_folder(folder, "en", "ar")


def test_nllb_gets_both_languages(tmp_path: Path) -> None:
    folder = build_nllb_folder(tmp_path / "nllb")
    engine = open_folder(folder, "en", "ar", threads=1)
    spy = Spy(engine)
    texts = [TEXT, "Talks continue.", "Officials welcomed the decision."]
    made = engine.translate(texts, SHORT)
    assert all(sent[0] == "eng_Latn" and sent[-1] == "</s>" and known(folder, sent) for sent in spy.sources)
    assert spy.prefixes == [["arb_Arab"]] * 3
    for result, candidates in zip(spy.results, made, strict=True):
        assert result.hypotheses[0][0] == "arb_Arab", "the model did begin with it ..."
        assert candidates[0].tokens == tuple(result.hypotheses[0][1:]), "... and it is taken off every sentence"
        assert len(candidates[0].attention) == len(candidates[0].tokens)
        assert (
            "_Arab" not in candidates[0].text
            and "_Latn" not in candidates[0].text
            and "_Cyrl" not in candidates[0].text
        )


def test_nllb_scores_without_its_language_code(tmp_path: Path) -> None:
    engine = open_folder(build_nllb_folder(tmp_path / "nllb", stop=6.0), "en", "ar", threads=1)
    spy = Spy(engine)
    scores = engine.score([TEXT], [LINES[4]])
    assert spy.prefixes[0][0] == "arb_Arab"
    (result,) = spy.results
    assert len(result.log_probs) == len(spy.prefixes[0]), "all pieces and the end, without the code"
    assert scores[0] == pytest.approx(sum(result.log_probs) / len(result.log_probs))
    (candidate,) = engine.translate([TEXT], DecodingOptions(max_length=30))[0]
    if candidate.tokens and len(candidate.tokens) < 29:
        assert candidate.score == pytest.approx(engine.score([TEXT], [candidate.text])[0], abs=0.1)


def test_nllb_without_the_language(tmp_path: Path) -> None:
    folder = build_nllb_folder(tmp_path / "nllb")
    with pytest.raises(ModelError, match="no language xx"):
        open_folder(folder, "xx", "ar")


def test_argos_adds_nothing(tmp_path: Path) -> None:
    for kind in ("sentencepiece", "bpe"):
        path = tmp_path / kind
        path.mkdir()
        from aligner.engines.archive import unpack

        unpack(build_package(tmp_path / f"{kind}.argosmodel", "en", "ru", kind=kind), path)
        engine = open_folder(path, "en", "ru", threads=1)
        spy = Spy(engine)
        engine.translate([TEXT], SHORT)
        assert "</s>" not in spy.sources[0] and spy.prefixes is None
        assert known(path / "model", spy.sources[0])


def test_pieces_copied_from_the_source_keep_their_blank(tmp_path: Path) -> None:
    dialect = opus_dialect(build_opus_folder(tmp_path / "o"), "en")
    assert dialect.text([*dialect.target_pieces("Talks continue"), "▁漢字", "☃"]) == "Talks continue 漢字☃"


def test_folders_that_are_no_models(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no model\.bin"):
        recognise(tmp_path)
    (tmp_path / "model.bin").write_bytes(b"x")
    with pytest.raises(ModelError, match="no tokenizer that we know"):
        recognise(tmp_path)
    (tmp_path / "sentencepiece.bpe.model").write_bytes(b"x")
    with pytest.raises(ModelError, match="no target vocabulary"):
        recognise(tmp_path)
    (tmp_path / "shared_vocabulary.json").write_text("{")
    with pytest.raises(ModelError, match="not a vocabulary"):
        recognise(tmp_path)
    (tmp_path / "shared_vocabulary.json").write_text(json.dumps({"a": 1}))
    with pytest.raises(ModelError, match="a list of texts"):
        recognise(tmp_path)


def test_vocabulary_as_text(tmp_path: Path) -> None:
    (tmp_path / "shared_vocabulary.txt").write_text("<unk>\n▁a\n\u2028\nb\n", encoding="utf-8")
    assert read_target_vocabulary(tmp_path) == ["<unk>", "▁a", "\u2028", "b"]


@pytest.fixture(scope="module")
def bpe_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from aligner.engines.archive import unpack

    folder = tmp_path_factory.mktemp("bpe")
    unpack(build_package(folder / "b.argosmodel", "en", "ru", kind="bpe"), folder)
    return folder


@settings(max_examples=60, deadline=None)
@given(text=st.one_of(st.sampled_from(LINES), st.text(max_size=60), st.text("abеж.,-'\"&@ ", max_size=40)))
def test_byte_pairs_as_argostranslate_cuts_them(bpe_folder: Path, text: str) -> None:
    module = pytest.importorskip("argostranslate.tokenizer")
    theirs = module.BPETokenizer(bpe_folder / "bpe.model", "en", "ru")
    ours = argos_dialect("bpe", bpe_folder / "bpe.model", bpe_folder / "model", "en", "ru")
    pieces = theirs.encode(text)
    assert ours.source_pieces(text) == pieces
    assert ours.text(pieces) == theirs.decode(pieces).strip()


def test_older_byte_pair_codes(tmp_path: Path) -> None:
    codes = tmp_path / "bpe.model"
    codes.write_text("t h\nth e\nthe </w>\n")
    assert BytePairCodes(codes).pieces("the") == ("the",)
    assert BytePairCodes(codes).pieces("them") == ("the@@", "m")
    codes.write_text("#version: 0.2\nt h\nth e</w>\n")
    assert BytePairCodes(codes).pieces("the") == ("the",)
    assert BytePairCodes(codes).pieces("them") == ("th@@", "e@@", "m")
    assert BytePairCodes(codes).pieces("x") == ("x",)


@pytest.mark.parametrize("content", ["#version: 0.2\na b c\n", "#version: 7\na b\n", "#version: x\n", "a\n"])
def test_damaged_byte_pair_codes(tmp_path: Path, content: str) -> None:
    (tmp_path / "bpe.model").write_text(content)
    with pytest.raises(ModelError, match=r"bpe\.model, line"):
        BytePairCodes(tmp_path / "bpe.model")


def test_covering_pieces_are_the_longest() -> None:
    vocabulary = {"Же@@", "нев@@", "Женев@@", "е", "ы"}
    assert covering_pieces("Женеве", vocabulary) == ("Женев@@", "е")
    assert covering_pieces("Женевe", vocabulary) == ("Женев@@", "e"), "a Latin e is in no piece"


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.sampled_from("abж.،; \n\u0301—") | st.characters(), max_size=120), limit=st.integers(1, 30))
def test_parts_fit_and_make_the_text_again(text: str, limit: int) -> None:
    parts = split_to_fit(text, lambda part: len(part) <= limit)
    assert "".join(part.text + part.gap for part in parts) == text
    assert all(part.gap == "" or part.gap.isspace() for part in parts)
    for part in parts:
        assert len(part.text) <= limit or all(combining(char) or char in "\u200d\ufe0f" for char in part.text[1:])


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One two three. Four, five six", "One two three."),
        ("One two, three four five; six seven", "One two, three four five;"),
        ("قال الرئيس، إن المجلس؛ سيصوت غدا", "قال الرئيس، إن المجلس؛"),
        ("Совет проголосует — так сказал министр", "Совет проголосует"),
        ("abcdefgh", "abcd"),
        ("abcd\u0301efg", "abc"),
    ],
)
def test_cuts_at_the_best_place(text: str, first: str) -> None:
    whole = len(text)
    parts = split_to_fit(text, lambda part: len(part) < whole)
    assert parts[0].text == first and len(parts) == 2


def test_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    assert plan(1) == (1, 1) and plan(4) == (1, 4) and plan(8) == (2, 4) and plan(3) == (1, 3)
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert available_cores() == 1 and plan(0) == (1, 1)
    monkeypatch.delenv("OMP_NUM_THREADS")
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {100001, 100002, 100003})
    monkeypatch.setattr("aligner.engines.threads._quota", lambda _: None)
    assert available_cores() == 3


def test_quota_of_a_container(tmp_path: Path) -> None:
    from aligner.engines.threads import _quota

    assert _quota(tmp_path) is None
    (tmp_path / "cpu.max").write_text("max 100000\n")
    assert _quota(tmp_path) is None
    (tmp_path / "cpu.max").write_text("250000 100000\n")
    assert _quota(tmp_path) == 2
    (tmp_path / "cpu.max").write_text("50000 100000\n")
    assert _quota(tmp_path) == 1

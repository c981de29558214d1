"""The CTranslate2 engine on real models: a toy that really translates, and random ones."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.engines.archive import unpack
from aligner.engines.argos import open_package
from aligner.engines.base import DecodingOptions, Engine
from aligner.engines.ct2 import MAX_SOURCE_PIECES, CT2Engine
from aligner.engines.packages import read_package
from aligner.engines.vocabulary import pieces_in_script
from aligner.errors import ModelError
from tests.builders import LINES, build_package

DATA = Path(__file__).parents[1] / "data"
PAIRS: list[list[str]] = json.loads((DATA / "toy_en_ar.json").read_text(encoding="utf-8"))
ENGLISH = [source for source, _ in PAIRS]
ARABIC = [target for _, target in PAIRS]
SHORT = DecodingOptions(max_length=24)


@pytest.fixture(scope="module")
def toy_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("toy")
    unpack(DATA / "toy_en_ar.argosmodel", folder)
    return folder


@pytest.fixture(scope="module")
def toy(toy_folder: Path) -> Engine:
    return open_package(read_package(toy_folder), threads=1)


def opened(path: Path) -> Engine:
    """The engine for a package file, with one thread."""
    folder = path.with_suffix(".unpacked")
    folder.mkdir()
    unpack(path, folder)
    return open_package(read_package(folder), threads=1)


@pytest.fixture(scope="module")
def noise(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """A random model that knows all three scripts."""
    return opened(build_package(tmp_path_factory.mktemp("noise") / "n.argosmodel", "en", "ar", stop=2.0))


@pytest.fixture(scope="module")
def byte_pairs(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """A random model with bpe.model."""
    return opened(build_package(tmp_path_factory.mktemp("bpe") / "b.argosmodel", "en", "ru", kind="bpe"))


def test_is_an_engine(toy: Engine) -> None:
    assert isinstance(toy, Engine)
    assert (toy.name, toy.source, toy.target) == ("argos en-ar 1.0", "en", "ar")


def test_translates_in_order_with_duplicates(toy: Engine) -> None:
    texts = [*ENGLISH[::-1], *ENGLISH[:5], ENGLISH[0]]
    made = toy.translate(texts)
    assert [candidates[0].text for candidates in made] == [*ARABIC[::-1], *ARABIC[:5], ARABIC[0]]
    assert {len(candidates) for candidates in made} == {1}


def test_one_search_with_each_segment_once(toy: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(toy, CT2Engine)
    model, calls = toy._model, []

    class Spy:
        model_is_loaded = True

        def translate_batch(self, source, **options):
            calls.append((source, options))
            return model.translate_batch(source, **options)

    monkeypatch.setattr(toy, "_model", Spy())
    toy.translate(ENGLISH[:7] + ENGLISH[:7] + ["2024"], DecodingOptions(batch_tokens=512))
    assert len(calls) == 1
    source, options = calls[0]
    assert len(source) == len(set(ENGLISH[:7]))
    assert (options["max_batch_size"], options["batch_type"]) == (512, "tokens")


def test_batch_size_does_not_change_the_text(toy: Engine) -> None:
    texts = [" ".join(text.split()[: 2 + i % 7]) for i, text in enumerate(ENGLISH)]
    together = [[c.text for c in cs] for cs in toy.translate(texts, DecodingOptions(nbest=3))]
    apart = [[c.text for c in toy.translate([text], DecodingOptions(nbest=3))[0]] for text in texts]
    small = [[c.text for c in cs] for cs in toy.translate(texts, DecodingOptions(nbest=3, batch_tokens=32))]
    assert together == apart == small


def test_same_text_as_argostranslate(toy: Engine, toy_folder: Path) -> None:
    """Its tokenizer, and the very call its translate.py makes, with 32 tokens a batch."""
    tokenizer_module = pytest.importorskip("argostranslate.tokenizer")
    import ctranslate2

    model = ctranslate2.Translator(str(toy_folder / "model"), compute_type="auto", inter_threads=1, intra_threads=1)
    tokenizer = tokenizer_module.SentencePieceTokenizer(toy_folder / "sentencepiece.model")
    texts = [*ENGLISH, "Foo met the council?", "the workers of Xanadu", "UNESCO!"]
    results = model.translate_batch(
        [tokenizer.encode(text) for text in texts],
        replace_unknowns=True,
        max_batch_size=32,
        batch_type="tokens",
        beam_size=4,
        num_hypotheses=1,
        length_penalty=0.2,
        return_scores=True,
    )
    theirs = [tokenizer.decode(result.hypotheses[0]).removeprefix(" ") for result in results]
    assert [candidates[0].text for candidates in toy.translate(texts)] == theirs


def test_underscores_live(tmp_path: Path) -> None:
    engine = opened(build_package(tmp_path / "u.argosmodel", "en", "ar", lines=[*LINES, "file_name _ snake_case"]))
    assert isinstance(engine, CT2Engine)
    assert engine._dialect.text(engine._dialect.target_pieces("file_name")) == "file_name"


@pytest.mark.parametrize("text", ["", " ", "2024", "…", "♪ ♫", "14/03/2025 – 3,5 %", "\n", "؟"])
def test_what_has_no_letters_comes_back(toy: Engine, text: str) -> None:
    (candidate,) = toy.translate([text], DecodingOptions(nbest=3))[0]
    assert (candidate.text, candidate.score) == (text, 0.0)
    assert toy.score([text], [text]) == [0.0]


def test_no_texts(toy: Engine) -> None:
    assert toy.translate([]) == []
    assert toy.score([], []) == []


def test_blanks_around_stay(toy: Engine) -> None:
    assert toy.translate([f"\t{ENGLISH[0]}  \n"])[0][0].text == f"\t{ARABIC[0]}  \n"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_text(noise: Engine, texts: list[str]) -> None:
    made = noise.translate(texts, SHORT)
    assert len(made) == len(texts)
    for text, candidates in zip(texts, made, strict=True):
        assert candidates
        if not any(char.isalpha() for char in text):
            assert candidates[0].text == text
        for candidate in candidates:
            assert candidate.score is not None and candidate.score <= 0
            assert unicodedata.is_normalized("NFC", candidate.text) or candidate.text == text


def test_unknown_letters(toy: Engine, noise: Engine, byte_pairs: Engine) -> None:
    for engine in (toy, noise, byte_pairs):
        texts = ["漢字 met the council in Cairo 🙂.", "Ψξ 漢", "The 🙂 council"]
        for text, candidates in zip(texts, engine.translate(texts, SHORT), strict=True):
            assert candidates[0].text and candidates[0].text != text
            assert "<unk>" not in candidates[0].text and "⁇" not in candidates[0].text


def test_nbest_is_ordered_and_distinct(toy: Engine) -> None:
    (candidates,) = toy.translate([ENGLISH[0]], DecodingOptions(nbest=4))
    assert candidates[0].text == ARABIC[0]
    assert len({c.text for c in candidates}) == len(candidates) == 4


def test_equal_texts_count_once_and_are_nfc(toy: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Different pieces may spell the same text."""

    class Result:
        hypotheses = (["▁caf", "e", "\u0301"], ["▁ca", "fe", "\u0301"], ["▁cafe"])
        scores = (-1.0, -2.0, -3.0)
        attention: tuple[()] = ()

    class Model:
        model_is_loaded = True

        def translate_batch(self, source, **options):
            return [Result()]

    monkeypatch.setattr(toy, "_model", Model())
    (candidates,) = toy.translate(["a"], DecodingOptions(nbest=3))
    assert [c.text for c in candidates] == ["caf\u00e9", "cafe"]
    assert candidates[0].tokens == ("▁caf", "e", "\u0301"), "the better of the two stays"


@pytest.mark.parametrize("penalty", [0.0, 0.2, 1.0])
def test_scores_agree_with_scoring(toy: Engine, penalty: float) -> None:
    """The length penalty changes the order of the search, never what a score means."""
    options = DecodingOptions(nbest=4, length_penalty=penalty)
    for text, candidates in zip(ENGLISH[:6], toy.translate(ENGLISH[:6], options), strict=True):
        scores = toy.score([text] * len(candidates), [c.text for c in candidates])
        for candidate, score in zip(candidates, scores, strict=True):
            assert candidate.score == pytest.approx(score, abs=2e-3)


def test_unfinished_candidates_are_scored_over_their_own_pieces(noise: Engine) -> None:
    """Without an end token there is none to count. (The search forbids an empty text, hence the tolerance.)"""
    assert isinstance(noise, CT2Engine)
    options = DecodingOptions(max_length=5, beam=1)
    texts = ["The president met the council", "Talks continue"]
    for text, (candidate,) in zip(texts, noise.translate(texts, options), strict=True):
        if len(candidate.tokens) < 5:
            continue
        (result,) = noise._model.score_batch([noise._source_tokens(text)], [list(candidate.tokens)])
        assert candidate.score == pytest.approx(sum(result.log_probs[:5]) / 5, abs=0.02)


def test_the_right_translation_scores_best(toy: Engine) -> None:
    right, wrong, empty = toy.score([ENGLISH[0]] * 3, [ARABIC[0], ARABIC[1], ""])
    assert right > wrong and right > empty
    with pytest.raises(ValueError, match="2 texts"):
        toy.score(["a", "b"], ["c"])


def test_prefix_is_forced_for_its_segment_only(toy: Engine) -> None:
    forced, free = toy.translate([ENGLISH[0], ENGLISH[0]], prefixes=["التقى الرئيس", ""])
    assert forced[0].text.startswith("التقى الرئيس ")
    assert free[0].text == ARABIC[0]
    assert forced[0].score is not None and free[0].score is not None
    assert forced[0].score < free[0].score - 0.5, "a forced beginning must not score as well as the free choice"
    assert forced[0].score == pytest.approx(toy.score([ENGLISH[0]], [forced[0].text])[0], abs=2e-3)


def test_prefix_with_letters_the_model_does_not_know(toy: Engine) -> None:
    (candidates,) = toy.translate([ENGLISH[0]], prefixes=["التقى Ψξ"])
    assert candidates[0].text.startswith("التقى Ψξ")


def test_prefix_that_ends_in_a_blank_ends_a_word(noise: Engine) -> None:
    """The random model likes to run on; among the beam there is a candidate that does not."""
    text, options = "Talks on the agreement continue.", DecodingOptions(beam=8, max_length=24)
    prefixes = ["The", "Talks", "في", "The president", "Совет", "met", "vote", "and", "on", "date"]
    open_end = [noise.translate([text], options, prefixes=[p])[0][0].text for p in prefixes]
    closed = [noise.translate([text], options, prefixes=[p + " "])[0][0].text for p in prefixes]
    run_on = [sum(made[len(p) : len(p) + 1].isalnum() for p, made in zip(prefixes, side, strict=True))
              for side in (open_end, closed)]  # fmt: skip
    assert run_on[0] > run_on[1], (open_end, closed)
    assert all(made.startswith(p) for p, made in zip(prefixes, closed, strict=True))


def test_prefix_does_not_count_against_the_length(toy: Engine) -> None:
    prefix = " ".join(ARABIC[1].split() * 3)
    (candidates,) = toy.translate([ENGLISH[0]], DecodingOptions(max_length=4), prefixes=[prefix])
    assert candidates[0].text.startswith(prefix)


def test_wrong_number_of_prefixes(toy: Engine) -> None:
    with pytest.raises(ValueError, match="1 texts, but 2 prefixes"):
        toy.translate(["a"], prefixes=["a", "b"])


@pytest.mark.parametrize("kind", ["sentencepiece", "bpe"])
@pytest.mark.parametrize(("script", "lines"), [("Latin", LINES[:4]), ("Arabic", LINES[4:8]), ("Cyrillic", LINES[8:])])
def test_suppressed_script_does_not_come_out(tmp_path: Path, kind, script: str, lines: list[str]) -> None:
    """A model that knows but one script is left with digits and signs."""
    engine = opened(build_package(tmp_path / "s.argosmodel", "en", "ar", kind=kind, lines=lines))

    def letters(texts: list[str]) -> list[str]:
        return [c for c in "".join(texts) if c.isalpha() and unicodedata.name(c, "").startswith(script.upper())]

    texts = [*LINES, "Talks continue, qqq ЖЖЖ ججج.", "Zürich"]
    assert letters([c[0].text for c in engine.translate(texts, SHORT)])
    made = engine.translate(texts, DecodingOptions(max_length=24, nbest=3), suppress=script)
    assert not letters([c.text for candidates in made for c in candidates])
    assert all(c.score is not None and c.score < 0 for candidates in made for c in candidates)


def test_steering_pieces_are_not_suppressed() -> None:
    pieces = [
        "<unk>",
        "</s>",
        ">>ara<<",
        "eng_Latn",
        "<0x41>",
        "<0xD8>",
        "&apos;",
        "&quot;@@",
        "th@@",
        "▁Привет",
        "▁é",
        "5",
    ]
    assert pieces_in_script(pieces, "Latin") == ["<0x41>", "th@@", "▁é"]
    assert pieces_in_script(pieces, "Cyrillic") == ["▁Привет"]


def test_unknown_script_is_refused(toy: Engine) -> None:
    with pytest.raises(ModelError, match="Klingon"):
        toy.translate(["a"], suppress="Klingon")


def test_attention_has_a_row_a_piece(toy: Engine, byte_pairs: Engine) -> None:
    options = DecodingOptions(attention=True, max_length=24)
    for engine in (toy, byte_pairs):
        (candidate,) = engine.translate([ENGLISH[0]], options)[0]
        assert len(candidate.attention) == len(candidate.tokens) > 0
        assert {len(row) for row in candidate.attention} == {len(candidate.source_tokens)}
        assert engine.translate([ENGLISH[0]])[0][0].attention == ()


def test_long_segments_are_translated_whole(toy: Engine) -> None:
    """The toy knows single sentences only: 20 of them in a row come out whole just because they are cut apart."""
    assert isinstance(toy, CT2Engine)
    text = "  ".join(ENGLISH[:39])
    assert len(toy._dialect.source_pieces(text)) > 2 * MAX_SOURCE_PIECES
    options = DecodingOptions(nbest=2, attention=True)
    best, second = toy.translate([text, "a"], options)[0]
    parts = toy._parts(text)
    assert "".join(part.text + part.gap for part in parts) == text
    assert all(len(toy._dialect.source_pieces(part.text)) <= MAX_SOURCE_PIECES for part in parts)
    alone = toy.translate([part.text for part in parts], options)
    assert best.text == "".join(c[0].text + part.gap for c, part in zip(alone, parts, strict=True))
    assert second.text == "".join(c[1].text + part.gap for c, part in zip(alone, parts, strict=True))
    assert best.score is not None and min(c[0].score or 0 for c in alone) <= best.score <= 0
    assert len(best.attention) == len(best.tokens)
    assert {len(row) for row in best.attention} == {len(best.source_tokens)}
    forced = toy.translate([text], prefixes=["زار"])[0][0]
    assert forced.text.startswith("زار") and len(forced.text) > 0.8 * len(best.text)


def test_long_text_without_blanks(noise: Engine) -> None:
    (candidates,) = noise.translate(["غ" * 2000], DecodingOptions(max_length=8))
    assert candidates[0].text


def test_repetition_options(noise: Engine) -> None:
    options = DecodingOptions(max_length=30, no_repeat_ngram=2, repetition_penalty=1.3)
    (candidate,) = noise.translate(["The council will vote on the agreement."], options)[0]
    pairs = list(zip(candidate.tokens, candidate.tokens[1:], strict=False))
    assert len(pairs) == len(set(pairs))


def test_close_and_use_again(toy: Engine) -> None:
    assert isinstance(toy, CT2Engine)
    toy.close()
    assert not toy._model.model_is_loaded
    assert toy.translate([ENGLISH[0]])[0][0].text == ARABIC[0]


def test_close_waits_for_calls_under_way(toy: Engine) -> None:
    assert isinstance(toy, CT2Engine)
    with toy._loaded() as model:
        toy.close()
        assert model.model_is_loaded
    assert not model.model_is_loaded


def test_close_while_others_translate(toy: Engine) -> None:
    failures: list[object] = []

    def work() -> None:
        for _ in range(5):
            made = [c[0].text for c in toy.translate(ENGLISH[:4])]
            if made != ARABIC[:4]:
                failures.append(made)
            toy.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def test_byte_pairs_translate(byte_pairs: Engine) -> None:
    made = byte_pairs.translate(['The president\'s talks & "agreement".', "Zürich 漢"], SHORT)
    assert all("@@" not in c[0].text for c in made)
    forced = byte_pairs.translate(["The council will vote."], SHORT, prefixes=["Совет Ям"])[0][0]
    assert forced.text.startswith("Совет Ям")


def test_fingerprint_says_what_decides_the_text(tmp_path: Path) -> None:
    one, same, other = (
        opened(build_package(tmp_path / name, "en", "ar", seed=seed))
        for name, seed in (("a.argosmodel", 1), ("b.argosmodel", 1), ("c.argosmodel", 2))
    )
    assert one.fingerprint == same.fingerprint != other.fingerprint
    assert one.translate(["Talks continue"], SHORT) == same.translate(["Talks continue"], SHORT)
    folder = tmp_path / "a.unpacked"
    assert open_package(read_package(folder), compute_type="int8").fingerprint != one.fingerprint


def test_target_prefix_of_a_package_is_sent_and_taken_off(tmp_path: Path) -> None:
    plain = opened(build_package(tmp_path / "p.argosmodel", "en", "ar"))
    assert isinstance(plain, CT2Engine)
    piece = plain._vocabulary[20]
    steered = opened(build_package(tmp_path / "s.argosmodel", "en", "ar", extra={"target_prefix": piece}))
    options = DecodingOptions(max_length=6, nbest=2)
    texts = ["Talks continue.", "The council will vote."]
    for text, candidates in zip(texts, steered.translate(texts, options), strict=True):
        (raw,) = plain._model.translate_batch(
            [plain._dialect.source_pieces(text)], target_prefix=[[piece]], beam_size=4, num_hypotheses=2,
            length_penalty=0.2, max_decoding_length=7,
        )  # fmt: skip
        assert [list(c.tokens) for c in candidates] == [hypothesis[1:] for hypothesis in raw.hypotheses]


def test_forced_start_is_not_scored(tmp_path: Path) -> None:
    steered = opened(build_package(tmp_path / "s.argosmodel", "en", "ar", stop=6.0, extra={"target_prefix": "▁ال"}))
    texts = ["Talks continue.", "The council will vote.", *LINES[:4]]
    made = [candidates[0] for candidates in steered.translate(texts, DecodingOptions(max_length=60))]
    assert min(len(c.tokens) for c in made) < 60, "the test needs one that ended"
    for text, candidate in zip(texts, made, strict=True):
        assert isinstance(steered, CT2Engine)
        (again,) = steered._score([steered._source_tokens(text)], [list(candidate.tokens)], 1024)
        assert candidate.score == pytest.approx(again, abs=0.05)


def test_damaged_model(tmp_path: Path) -> None:
    engine_folder = tmp_path / "d"
    engine_folder.mkdir()
    unpack(build_package(tmp_path / "d.argosmodel", "en", "ar"), engine_folder)
    weights = engine_folder / "model" / "model.bin"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(ModelError, match="cannot be loaded"):
        open_package(read_package(engine_folder))
    (engine_folder / "sentencepiece.model").write_bytes(b"nonsense")
    with pytest.raises(ModelError, match="not a SentencePiece model"):
        open_package(read_package(engine_folder))


def test_unknown_compute_type(toy_folder: Path) -> None:
    with pytest.raises(ModelError, match="int3"):
        open_package(read_package(toy_folder), compute_type="int3")


def test_needs_no_heavy_imports(toy_folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from aligner.engines.registry import open_folder\n"
        "assert not {'ctranslate2', 'sentencepiece', 'numpy'} & set(sys.modules), 'imported too early'\n"
        f"engine = open_folder(Path({str(toy_folder)!r}), 'en', 'ar', threads=1)\n"
        f"assert engine.translate([{ENGLISH[0]!r}])[0][0].text == {ARABIC[0]!r}\n"
        "heavy = {'torch', 'stanza', 'argostranslate', 'sacremoses', 'spacy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2], timeout=60)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("He said the talks would go on and the ministers would meet.", "He said the talks would go on"),
        ("Он сообщил о новых переговорах, которые пройдут завтра.", "Он сообщил о новых переговорах,"),
        ("Он сообщил о встрече министров которая пройдёт завтра.", "Он сообщил о встрече министров"),
        ("وصل الوفد إلى العاصمة صباح اليوم حيث التقى الرئيس السوري.", "وصل الوفد إلى العاصمة صباح اليوم"),
    ],
)
def test_a_cut_is_made_at_a_clause(text: str, first: str) -> None:
    from aligner.engines.clauses import split_to_fit

    parts = split_to_fit(text, lambda part: len(part) <= len(text) * 3 // 4)
    assert parts[0].text == first
    assert "".join(part.text + part.gap for part in parts) == text

"""The starter's data say what the reports say, and its training goes on after a stop as if there had been none."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from scripts.reports_corpus import LANGUAGES, Term  # noqa: E402
from scripts.starter.examples import Piece  # noqa: E402
from scripts.starter.marked import Cell, parse_cell  # noqa: E402
from scripts.starter.prompt import CLOSE, MIDDLE, OPEN, Codec, clean  # noqa: E402
from scripts.starter.swaps import Swapper  # noqa: E402
from scripts.starter.vocabulary import build_tokenizer, choose_pieces, read_pieces, write_pieces  # noqa: E402

# ---- the vocabulary

LETTERS = "▁abcdefghijklmnoрстмоквал:EnglishArabicRussian,.0123456789"
MERGED = ["▁a", "ab", "▁ab", "abc", "▁abc", "мо", "ск", "моск", "▁моск", "ва", "москва", "▁москва"]


def _toy_pieces() -> list[str]:
    special = ["<pad>", "<eos>", "<bos>", "<unk>", "\n"]
    names = [
        merge for name in ("English", "Arabic", "Russian") for merge in (name[:end] for end in range(2, len(name) + 1))
    ]
    bytes_ = [f"<0x{byte:02X}>" for byte in range(256)]
    return list(dict.fromkeys([*special, *bytes_, *MERGED, *names, *LETTERS, OPEN, MIDDLE, CLOSE]))


def _toy_codec() -> Codec:
    pytest.importorskip("tokenizers")
    pieces = _toy_pieces()
    return Codec(build_tokenizer(pieces, range(len(pieces))))


def test_the_cut_vocabulary_is_closed_under_merges_and_keeps_bytes_and_letters() -> None:
    pieces = _toy_pieces()
    kept = {pieces[index] for index in choose_pieces(pieces, [pieces.index("▁abc")], [pieces.index("abc")], below=0)}
    assert {"▁abc", "▁москва", "моск", "<0xFF>", "a", "м", OPEN, "English"} <= kept
    assert "▁ab" in kept or "ab" in kept  # on the way to ▁abc
    assert {"Ru", "Rus", "Russ", "Russi", "Russia"} <= kept


@given(st.text(alphabet="abc москванль.9é中\n", max_size=30))
def test_texts_survive_the_cut_tokenizer(text: str) -> None:
    codec = _toy_codec()
    assert codec.decode(codec.answer(clean(text))) == clean(text)


def test_a_prompt_is_direction_source_newline_and_text_cannot_be_a_sign() -> None:
    codec = _toy_codec()
    prompt = codec.prompt("abc", "ru")
    assert prompt[-1] == codec.separator and codec.end not in prompt
    assert codec.prompt("abc", "ar")[1] != prompt[1] and codec.prompt("abc", "ar")[2:] == prompt[2:]
    assert codec.end not in codec.encode("<eos>") and codec.answer("abc")[-1] == codec.end


def test_pieces_are_stored_and_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pieces.json"
    write_pieces(path, [0, 9, 262143], "abc")
    assert read_pieces(path) == [0, 9, 262143]
    stored = json.loads(path.read_text())
    path.write_text(json.dumps({**stored, "pieces": 4}))
    with pytest.raises(ValueError, match="damaged"):
        read_pieces(path)
    assert 70_000 < len(read_pieces()) < 100_000 and read_pieces()[:4] == [0, 1, 2, 3]


# ---- the stream


def _toy_data() -> list[Piece]:
    term = Term("place", {"en": "abc", "ar": "abc", "ru": "москва"})
    texts = {"en": "a {0} {{1|abc}}", "ar": "{{1|abc}} {0}", "ru": "{0} {{1|москва}}"}
    beads = [
        Piece("bead", {language: parse_cell(text.format(n)) for language, text in texts.items()}, {1: term})
        for n in range(150)
    ]
    titles = [Piece("title", {language: Cell(f"ab {n}") for language in LANGUAGES}) for n in range(7)]
    return [*beads, *titles]


class _NoSwaps(Swapper):
    def __init__(self) -> None:
        super().__init__([])

    def swapped(self, piece: Piece, source: str, target: str, rng: random.Random) -> Piece:
        return piece


def _stream(seed: int = 1, tokens: int = 400) -> Any:
    from scripts.starter.stream import Stream

    return Stream(_toy_data(), _toy_codec(), _NoSwaps(), seed, tokens)


def test_a_chunk_is_a_function_of_its_number_and_the_seed() -> None:
    first, again = _stream(), _stream()
    later = again.chunk(3)
    assert first.chunk(0) == again.chunk(0) and first.chunk(3) == later and first.chunk(0) != first.chunk(1)
    assert _stream(seed=2).chunk(0) != first.chunk(0)
    for batch in first.chunk(0):
        assert max(map(len, batch)) * len(batch) <= 400 or len(batch) == 1


def test_each_bead_is_visited_before_one_comes_again() -> None:
    stream, codec = _stream(), _toy_codec()
    counts: dict[str, int] = {}
    for index in range(3):
        for batch in stream.chunk(index):
            for example in batch:
                answer = codec.decode(example.answer)
                if "москва" in answer:
                    counts[answer] = counts.get(answer, 0) + 1
    assert len(counts) == 150  # from English and from Arabic: each direction may be one visit ahead with a bead
    assert max(counts.values()) - min(counts.values()) <= 2 < min(counts.values())


# ---- the model and its training

torch_only = pytest.mark.skipif("not _torch()", reason="needs torch, transformers and tokenizers")


def _torch() -> bool:
    import importlib.util

    return all(importlib.util.find_spec(name) for name in ("torch", "transformers", "tokenizers"))


def _tiny(seed: int = 0) -> tuple[dict[str, Any], dict[str, Any]]:
    import torch
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig

    rope = {"rope_type": "default", "rope_theta": 10000.0}
    config = {
        "vocab_size": len(_toy_pieces()), "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2,
        "num_attention_heads": 4, "num_key_value_heads": 1, "head_dim": 8, "query_pre_attn_scalar": 8,
        "sliding_window": 64, "layer_types": ["sliding_attention", "full_attention"],
        "rope_parameters": {"full_attention": rope, "sliding_attention": rope}, "max_position_embeddings": 128,
        "tie_word_embeddings": True, "pad_token_id": 0, "eos_token_id": 1, "bos_token_id": 2,
    }  # fmt: skip
    torch.manual_seed(seed)
    model = Gemma3ForCausalLM(Gemma3TextConfig(**config))
    weights = {name: tensor.clone() for name, tensor in model.state_dict().items() if name != "lm_head.weight"}
    for name, tensor in weights.items():
        if "norm" in name:
            tensor.normal_(0, 0.3)
    return config, weights


def _batch() -> tuple[Any, Any]:
    from scripts.starter.stream import Example
    from scripts.starter.training import collate

    return collate(
        [Example([2, 40, 41, 42], [50, 51, 1]), Example([2, 43], [60, 1]), Example([2, 44, 45], [61, 62, 1])], 0
    )


@torch_only
def test_the_quick_model_computes_what_transformers_computes() -> None:
    import torch
    import torch.nn.functional as functional
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig

    from scripts.starter.lora import add_lora
    from scripts.starter.model import answer_loss, build_model

    config, weights = _tiny()
    original = Gemma3ForCausalLM(Gemma3TextConfig(**config))
    original.load_state_dict(weights, strict=False)
    original.tie_weights()
    ids, wanted = _batch()
    asked = wanted != -100
    expected = functional.cross_entropy(
        original(input_ids=ids, attention_mask=(ids != 0).long()).logits[asked], wanted[asked]
    )
    model = build_model(config, weights)
    parameters = add_lora(model, rank=4, seed=3)
    assert answer_loss(model, ids, wanted).item() == pytest.approx(
        expected.item(), rel=1e-5
    )  # factors start at nothing
    wider = torch.nn.functional.pad(ids, (0, 5)), torch.nn.functional.pad(wanted, (0, 5), value=-100)
    assert answer_loss(model, *wider).item() == pytest.approx(expected.item(), rel=1e-5)
    for parameter in parameters:
        parameter.data.normal_(0, 0.2)
    loss = answer_loss(model, ids, wanted)
    loss.backward()
    checked = parameters[5]
    place = int(checked.grad.abs().argmax())
    slope, step = checked.grad.flatten()[place].item(), 1e-3
    values = []
    for sign in (1, -1):
        with torch.no_grad():
            checked.flatten()[place] += sign * step
            values.append(answer_loss(model, ids, wanted).item())
            checked.flatten()[place] -= sign * step
    assert (values[0] - values[1]) / (2 * step) == pytest.approx(slope, rel=0.02, abs=1e-3)


@torch_only
def test_merged_weights_are_the_adapted_model() -> None:
    from scripts.starter.lora import add_lora, lora_state, merged, set_lora_state
    from scripts.starter.model import answer_loss, build_model

    config, weights = _tiny()
    model = build_model(config, weights)
    for parameter in add_lora(model, rank=4, seed=3):
        parameter.data.normal_(0, 0.1)
    adapted = answer_loss(model, *_batch()).item()
    plain = {name: tensor for name, tensor in merged(model).items() if name != "lm_head.weight"}
    assert set(plain) == set(weights)
    assert answer_loss(build_model(config, plain), *_batch()).item() == pytest.approx(adapted, rel=1e-4)
    fresh = build_model(config, weights)
    add_lora(fresh, rank=4, seed=8)
    set_lora_state(fresh, lora_state(model))
    assert answer_loss(fresh, *_batch()).item() == adapted
    other = build_model(config, weights)
    add_lora(other, rank=2, seed=8)
    with pytest.raises(ValueError, match="shape"):
        set_lora_state(other, lora_state(model))


@torch_only
def test_what_is_misread_is_in_the_answers_and_still_wanted() -> None:
    from scripts.starter.stream import Example
    from scripts.starter.training import collate

    batch = [Example([2, *range(100, 110)], [*range(10, 60), 1]), Example([2, 70], [*range(200, 230), 1])]
    ids, wanted = collate(batch, 0)
    read, still = collate(batch, 0, 0.3, seed=5)
    assert (still == wanted).all()
    differing = (read != ids).nonzero().tolist()
    assert 10 < len(differing) < 40
    assert all(place >= len(batch[row].prompt) for row, place in differing)
    assert {int(read[row, place]) for row, place in differing} <= {one for example in batch for one in example.answer}
    assert (collate(batch, 0, 0.3, seed=5)[0] == read).all()
    assert (collate(batch, 0, 0.3, seed=6)[0] != read).any()


@torch_only
def test_dropout_only_while_learning() -> None:
    import torch

    from scripts.starter.lora import add_lora
    from scripts.starter.model import answer_loss, build_model

    model = build_model(*_tiny())
    for parameter in add_lora(model, rank=4, seed=3, dropout=0.5):
        parameter.data.normal_(0, 0.2)
    assert answer_loss(model, *_batch()).item() != answer_loss(model, *_batch()).item()
    with torch.no_grad():
        assert answer_loss(model, *_batch()).item() == answer_loss(model, *_batch()).item()


@torch_only
def test_a_translation_ends_and_agrees_with_the_whole_text_read_at_once() -> None:
    import torch

    from scripts.starter.model import build_model, hidden_states
    from scripts.starter.scores import translate

    config, weights = _tiny()
    model, codec = build_model(config, weights), _toy_codec()
    ids = codec.prompt("abc", "ru")
    for _ in range(6):
        ids.append(int((model.lm_head.weight @ hidden_states(model, torch.tensor([ids]))[0, -1]).argmax()))
    written = ids[len(codec.prompt("abc", "ru")) :]
    assert translate(model, codec, ["abc"], "ru", most=6) == [codec.decode(written)]


def _trainer(work: Path, stream: Any = None, **plan: Any) -> Any:
    from scripts.starter.lora import add_lora
    from scripts.starter.model import build_model
    from scripts.starter.training import Plan, Trainer

    config, weights = _tiny()
    model = build_model(config, weights)
    parameters = add_lora(model, rank=4, seed=3)
    work.mkdir(exist_ok=True)
    settings = {"rank": 4, "seed": 1, "pieces": 9}
    return Trainer(
        model,
        parameters,
        stream or _stream(tokens=2000),
        0,
        work,
        settings,
        Plan(**{"rate": 0.02, "warm_up": 2, **plan}),
    )


def _losses(trainer: Any) -> list[float]:
    found: list[float] = []
    step = trainer._step
    trainer._step = lambda batch: found.append(step(batch)) or found[-1]  # type: ignore[func-returns-value]
    trainer.run()
    return found


@torch_only
def test_a_stopped_training_goes_on_as_if_there_had_been_no_stop(tmp_path: Path) -> None:
    whole = _losses(_trainer(tmp_path / "whole", steps=24))
    parts = [_losses(_trainer(tmp_path / "parts", steps=steps)) for steps in (5, 1, 18)]
    assert [*chain(*parts)] == whole and whole[-1] < whole[0] - 0.15
    log = [json.loads(line) for line in (tmp_path / "parts" / "log.jsonl").read_text().splitlines()]
    assert [line["step"] for line in log] == [10, 20] and all(
        {"loss", "visits", "seconds"} <= set(line) for line in log
    )


@torch_only
def test_a_chunk_boundary_is_crossed_at_the_same_place(tmp_path: Path) -> None:
    per_chunk = len(_stream(tokens=20_000).chunk(0))
    whole = _losses(_trainer(tmp_path / "whole", _stream(tokens=20_000), steps=per_chunk + 2))
    first = _losses(_trainer(tmp_path / "parts", _stream(tokens=20_000), steps=per_chunk))
    assert first + _losses(_trainer(tmp_path / "parts", _stream(tokens=20_000), steps=2)) == whole


@torch_only
def test_sigterm_saves_and_ends(tmp_path: Path) -> None:
    from scripts.starter.checkpoint import latest

    trainer = _trainer(tmp_path)
    step = trainer._step

    def terminated(batch: Any) -> float:
        if trainer.position.step == 2:
            os.kill(os.getpid(), signal.SIGTERM)
        return float(step(batch))

    trainer._step = terminated
    assert trainer.run().step == 3
    assert latest(tmp_path, "checkpoint") == tmp_path / "checkpoint-00000003.pt"
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


@torch_only
def test_a_finish_lowers_the_rate_and_leaves_the_trunk(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="train first"):
        _trainer(tmp_path, finish=0.01)
    _trainer(tmp_path, steps=3).run()
    trunk = (tmp_path / "checkpoint-00000003.pt").read_bytes()
    finishing = _trainer(tmp_path, finish=0.02)
    assert finishing.run().finishing == 1 and finishing._rate() < 0.06 * 0.02
    assert (tmp_path / "checkpoint-00000003.pt").read_bytes() == trunk and list(tmp_path.glob("finish-*.pt"))
    assert _trainer(tmp_path).position.step == 3  # the trunk goes on from where it was


@torch_only
def test_a_checkpoint_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    from scripts.starter.checkpoint import Checkpoint, Position, latest, read_checkpoint, save_checkpoint

    settings = {"rank": 4}

    def saved(step: int) -> Path:
        return save_checkpoint(tmp_path, "checkpoint", Checkpoint(settings, Position(step=step), {"a": torch.ones(3)}))

    saved(1), saved(2)
    save = torch.save

    def half(stored: object, file: Any) -> None:
        file.write(b"PK half a file")
        raise OSError("no space left on device")

    monkeypatch.setattr(torch, "save", half)
    with pytest.raises(OSError, match="no space"):
        saved(3)
    monkeypatch.setattr(torch, "save", save)
    path = latest(tmp_path, "checkpoint")
    assert path is not None and read_checkpoint(path, settings).position.step == 2
    saved(4), saved(5)
    assert sorted(file.name for file in tmp_path.glob("*.pt")) == ["checkpoint-00000004.pt", "checkpoint-00000005.pt"]
    with pytest.raises(ValueError, match="rank"):
        read_checkpoint(tmp_path / "checkpoint-00000005.pt", {"rank": 8})


@torch_only
def test_two_processes_do_not_train_in_one_folder(tmp_path: Path) -> None:
    from scripts.starter.checkpoint import locked

    with locked(tmp_path), pytest.raises(BlockingIOError), locked(tmp_path):
        pass

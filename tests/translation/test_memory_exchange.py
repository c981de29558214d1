"""Export and import: everything comes along, and where two memories differ it is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aligner.bitext import Repair, TermUse
from aligner.errors import InputError
from aligner.translation import memory_exchange
from aligner.translation.memory import MachineEntry, Memory

EN_AR = ("en", "ar", "engine-1", "o", "g")
FULL = MachineEntry("نص", -0.1, ("flag",), (Repair("a", "b", "c"),), "ru", (TermUse("c", "s", "t", 1, 2, "x", True),))
any_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(lambda text: text.strip())


def lines(path: Path) -> list[str]:
    """The records without the first line, which has the time."""
    return path.read_text().splitlines()[1:]


def test_everything_comes_along(tmp_path: Path) -> None:
    out, back = tmp_path / "out.jsonl", tmp_path / "back.jsonl"
    with Memory(tmp_path / "one.sqlite") as one, Memory(tmp_path / "other.sqlite") as other:
        one.store(*EN_AR, {"text": FULL, "b": MachineEntry("")})
        one.approve("en", "ar", "text", "أول", editor="a", document="d", note="n")
        one.approve("en", "ar", "text", "ثان", editor="b")
        one.undo("en", "ar", "text")
        assert one.export(out) == 4
        report = other.load(out)
        assert (report.machine_added, report.approvals_added, report.conflicts) == (2, 2, [])
        assert other.machine(*EN_AR, ["text", "b"]) == one.machine(*EN_AR, ["text", "b"])
        assert other.approved_history("en", "ar", "text") == one.approved_history("en", "ar", "text")
        assert other.approved("en", "ar", ["text"]) == one.approved("en", "ar", ["text"])
        assert other.approved_version("en", "ar") == one.approved_version("en", "ar")
        assert other.fuzzy("en", "ar", "text!") == one.fuzzy("en", "ar", "text!") != []
        other.export(back)
        assert lines(back) == lines(out)
        again = other.load(out)
        assert (again.machine_added, again.approvals_added) == (0, 0)
        assert (again.machine_present, again.approvals_present) == (2, 2)
        other.export(back)
        assert lines(back) == lines(out)


@given(st.dictionaries(any_text, any_text, max_size=4))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_along(tmp_path: Path, texts: dict[str, str]) -> None:
    out = tmp_path / "out.jsonl"
    with Memory(":memory:") as one, Memory(":memory:") as other:
        held = one.store(*EN_AR, {text: MachineEntry(value, 1e-300, (value,)) for text, value in texts.items()})
        for text, value in texts.items():
            one.approve("en", "ar", text, value, editor=value)
        one.export(out)
        other.load(out)
        assert other.machine(*EN_AR, [*texts]) == held
        assert other.approved("en", "ar", [*texts]) == one.approved("en", "ar", [*texts])


def test_conflicts_are_reported_with_what_is_in_force(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with Memory(":memory:") as one, Memory(":memory:") as other:
        one.store(*EN_AR, {"same": FULL, "differs": FULL})
        one.approve("en", "ar", "older", "theirs", editor="", when="2025-01-01")
        one.approve("en", "ar", "newer", "theirs", editor="", when="2025-03-01")
        one.export(out)
        other.store(*EN_AR, {"same": FULL, "differs": MachineEntry("ours")})
        other.approve("en", "ar", "older", "ours", editor="", when="2025-02-01")
        other.approve("en", "ar", "newer", "ours", editor="", when="2025-02-01")
        report = other.load(out)
        assert other.machine(*EN_AR, ["differs"])["differs"].text == "ours"
        found = other.approved("en", "ar", ["older", "newer"])
    assert {text: approved.translation for text, approved in found.items()} == {"older": "ours", "newer": "theirs"}
    assert (report.machine_added, report.machine_present, report.machine_conflicts) == (0, 2, 1)
    assert (report.approvals_added, report.approvals_present, report.approval_conflicts) == (2, 0, 2)
    told = [
        (conflict.line, conflict.kind, conflict.text, conflict.loaded, conflict.kept) for conflict in report.conflicts
    ]
    assert told == [
        (3, "machine", "differs", FULL.text, "ours"),
        (4, "approval", "older", "theirs", "ours"),
        (5, "approval", "newer", "theirs", "theirs"),
    ]


def test_an_undo_elsewhere_comes_along(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with Memory(":memory:") as one, Memory(":memory:") as other:
        one.approve("en", "ar", "a", "wrong", editor="")
        one.export(out)
        other.load(out)
        one.undo("en", "ar", "a")
        one.export(out)
        assert other.approved("en", "ar", ["a"])
        assert other.load(out).approvals_present == 1
        assert other.approved("en", "ar", ["a"]) == {}
        assert other.fuzzy("en", "ar", "a") == []


def test_more_than_one_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_exchange, "_BATCH", 7)
    with Memory(":memory:") as one, Memory(":memory:") as other:
        one.store(*EN_AR, {str(number): MachineEntry(str(-number)) for number in range(50)})
        one.export(tmp_path / "out.jsonl")
        assert other.load(tmp_path / "out.jsonl").machine_added == 50
        assert other.statistics().machine == 50


def good_lines() -> list[str]:
    machine: dict[str, object] = {
        "kind": "machine", "source": "en", "target": "ar", "engine": "e", "options": "o", "glossary": "", "text": "t",
        "translation": "ت", "score": None, "flags": [], "repairs": [], "pivot": "", "terms": [], "made": 1,
    }  # fmt: skip
    approval = {
        "kind": "approval", "source": "en", "target": "ar", "text": "t", "translation": "ت", "editor": "",
        "document": "", "note": "", "when": "2025-01-01T00:00:00Z", "undone": "",
    }  # fmt: skip
    return [json.dumps(record) for record in ({"aligner_memory": 1}, machine, approval)]


def changed(line: int, **values: object) -> list[str]:
    whole = good_lines()
    whole[line] = json.dumps({**json.loads(whole[line]), **values})
    return whole


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ([], "is empty"),
        (["not json"], ":1: not a record"),
        (["[1]"], ":1: not the export"),
        (good_lines()[1:], ":1: not the export"),
        (changed(0, aligner_memory=2), ":1: written by a newer Aligner"),
        ([*good_lines(), '{"kind": "machine"'], ":4: not a record"),
        ([*good_lines(), "[" * 100_000], ":4: not a record"),
        ([*good_lines(), "{}"], ":4: not a record"),
        (changed(1, kind="other"), ":2: .*'other'"),
        (changed(1, text=None), ":2: .*None is not a text"),
        (changed(1, translation="\ud800"), ":2: not Unicode text"),
        (changed(1, score="0.5"), ":2: .*score"),
        (changed(1, score=float("nan")), ":2: .*NaN"),
        (changed(1, made=1 << 70), ":2: .*time"),
        (changed(1, flags=[1]), ":2: .*1 is not a text"),
        (changed(1, repairs=[{"fault": "a"}]), ":2: not a record"),
        (changed(1, terms=[{"concept": 1, "source": "", "target": "", "source_start": 0, "target_start": 0}]), ":2: "),
        (changed(2, when=""), ":3: .*without its time"),
        (changed(2, when="soon"), ":3: .*ISO 8601"),
        (changed(2, translation=" "), ":3: .*needs a text and a translation"),
        (changed(2, editor=7), ":3: .*7 is not a text"),
    ],
)
def test_a_faulty_file_changes_nothing(tmp_path: Path, content: list[str], where: str) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text("".join(line + "\n" for line in content))
    with Memory(":memory:") as memory:
        with pytest.raises(InputError, match=where) as caught:
            memory.load(file)
        assert str(file) in str(caught.value)
        assert (memory.statistics().machine, memory.statistics().approvals) == (0, 0)


def test_a_fault_far_down_the_file_changes_nothing_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_exchange, "_BATCH", 1)
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join([*good_lines(), "{}"]))
    with Memory(":memory:") as memory:
        with pytest.raises(InputError, match=":4: not a record"):
            memory.load(file)
        assert (memory.statistics().machine, memory.statistics().approvals) == (0, 0)


def test_the_good_lines_are_good(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(good_lines()))
    with Memory(":memory:") as memory:
        report = memory.load(file)
        assert (report.machine_added, report.approvals_added) == (1, 1)


def test_files_that_are_not_there_or_not_text(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"\xff\xfe\x00")
    with Memory(tmp_path / "m.sqlite") as memory:
        with pytest.raises(InputError, match="cannot be read"):
            memory.load(tmp_path / "none.jsonl")
        with pytest.raises(InputError, match=":1: not a record"):
            memory.load(tmp_path / "in.jsonl")
        with pytest.raises(InputError, match="is the memory itself"):
            memory.export(tmp_path / "m.sqlite")
        with pytest.raises(InputError, match="is the memory itself"):
            memory.export(tmp_path / "m.sqlite-wal")
        with pytest.raises(InputError, match="cannot be written"):
            memory.export(tmp_path / "in.jsonl" / "out.jsonl")


def test_an_export_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old")

    def fail(*_: object) -> object:
        raise OSError(28, "No space left on device")

    with Memory(":memory:") as memory:
        memory.store(*EN_AR, {"a": FULL})
        monkeypatch.setattr(memory_exchange, "asdict", fail)
        with pytest.raises(InputError, match="No space left"):
            memory.export(out)
    assert out.read_text() == "old"
    assert [*tmp_path.iterdir()] == [out]

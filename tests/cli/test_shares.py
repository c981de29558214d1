"""`--shard i/n` of folders: processes that do not talk to each other do all of it together, and nothing twice."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.cli.share import in_share, share_name
from aligner.errors import InputError
from aligner.ledger import Done, Ledger, digest, is_output, records, written
from tests.aligned.texts import save
from tests.cli.test_translate import aligner
from tests.translation.test_job import make_reports, tree

NAMES = [f"{place}/report-{number:03d}.txt" for place in ("a", "b/c") for number in range(200)]


@given(st.text(min_size=1), st.integers(1, 50))
def test_a_name_is_in_one_share(name: str, of: int) -> None:
    assert sum(in_share(name, (number, of)) for number in range(1, of + 1)) == 1


def test_shares_are_of_one_size_and_hold_what_belongs_together() -> None:
    sizes = Counter(number for name in NAMES for number in range(1, 5) if in_share(name, (number, 4)))
    assert sorted(sizes) == [1, 2, 3, 4]
    assert min(sizes.values()) > 70
    assert in_share("anything", None)
    for name in NAMES:
        others = (name.replace(".txt", ".en.txt"), name.replace(".txt", ".ar.md"), name.upper(), name[:-4])
        assert [in_share(one, (1, 7)) for one in others] == [in_share(name, (1, 7))] * 4
    assert [in_share(name, (2, 3)) for name in NAMES[:6]] == [False, False, True, False, False, False]  # for ever
    assert (share_name((3, 8)), share_name(None)) == ("3-of-8", "")


def test_shares_of_a_translation_make_what_one_process_makes(tmp_path: Path, toy: Path) -> None:
    folder = make_reports(tmp_path / "reports", 12)
    given = ["translate", folder, "--from", "en", "--to", "ar", "--engine", toy, "--json"]
    whole = aligner(*given, "-o", tmp_path / "whole", "--memory", "none")
    assert whole.returncode == 0, whole.stderr
    shares = [
        aligner(*given, "-o", tmp_path / "out", "--memory", tmp_path / f"tm{n}.sqlite", "--shard", f"{n}/3")
        for n in (1, 2, 3)
    ]
    told = [json.loads(ran.stdout) for ran in shares]
    assert [ran.returncode for ran in shares] == [0, 0, 0]
    assert sum(one["reports"] for one in told) == 12
    assert all(one["reports"] < 12 for one in told)
    ours, theirs = (tree(tmp_path / name) for name in ("out", "whole"))
    assert visible(ours) == visible(theirs)
    again = json.loads(aligner(*given, "-o", tmp_path / "out", "--memory", "none", "--shard", "2/3").stdout)
    assert again["unchanged"] == again["reports"] == told[1]["reports"]
    other = json.loads(aligner(*given, "-o", tmp_path / "out", "--memory", "none", "--shard", "1/2").stdout)
    assert other["unchanged"] == other["reports"] > 0  # another number of shares knows what is done, too
    last = json.loads(aligner(*given, "-o", tmp_path / "out", "--memory", "none").stdout)
    assert last["unchanged"] == 12
    assert tree(tmp_path / "out") == theirs  # one ledger again


def visible(files: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in files.items() if not name.startswith(".")}


def test_shares_of_an_alignment_side_by_side(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / "in" / f"day-{number}").mkdir(parents=True)
        save(tmp_path / "in" / f"day-{number}")
    (tmp_path / "in" / "alone.en.txt").write_text("Nobody translated this report.\n", encoding="utf-8")
    command = [sys.executable, "-m", "aligner", "align", str(tmp_path / "in"), "--format", "jsonl", "--json"]
    whole = aligner(*command[3:], "-o", tmp_path / "whole")
    assert whole.returncode == 1, whole.stderr
    running = [
        subprocess.Popen(
            [*command, "-o", str(tmp_path / "out"), "--shard", f"{n}/2"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for n in (1, 2)
    ]
    said = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [1, 0]  # the first one names what has no other version
    assert b"alone.en.txt" in said[0][1]
    assert said[1][1] == b""
    assert sum(json.loads(out)["documents"] for out, _ in said) == 6
    assert visible(tree(tmp_path / "out")) == visible(tree(tmp_path / "whole"))


@pytest.mark.parametrize("share", ["0/2", "3/2", "1", "1/0", "a/b"])
def test_what_is_no_share(tmp_path: Path, share: str) -> None:
    (tmp_path / "a.txt").write_text("He left.\n")
    ran = aligner("translate", tmp_path, "--to", "ar", "-o", tmp_path / "out", "--shard", share)
    assert ran.returncode == 2
    assert "write 3/100 for the third of a hundred" in ran.stderr


def test_shares_are_of_folders(tmp_path: Path) -> None:
    save(tmp_path)
    names = [tmp_path / f"talks.{code}.txt" for code in ("en", "ar")]
    assert "--shard is for folders" in aligner("align", *names, "--shard", "1/2").stderr
    assert "--shard: only for files" in aligner("translate", "-", "--to", "ar", "--shard", "1/2", stdin=b"x").stderr


# The ledger


def entry(name: str, key: str = "k", text: bytes = b"x") -> Done:
    return Done(name, "en-ar", key, {f"{name}.ar": digest(text)}, [f"{name}.ar"])


def put(ledger: Ledger, name: str, key: str = "k", text: bytes = b"x") -> None:
    from pathlib import PurePosixPath

    ledger.write(PurePosixPath(f"{name}.ar"), text)
    ledger.record(entry(name, key, text))


def test_shares_hold_a_ledger_side_by_side_and_the_whole_alone(tmp_path: Path) -> None:
    with Ledger(tmp_path, "1-of-2") as first, Ledger(tmp_path, "2-of-2") as second:
        with pytest.raises(InputError, match="another job is writing there"):
            Ledger(tmp_path)
        with pytest.raises(InputError, match="another job is writing there"):
            Ledger(tmp_path, "2-of-2")
        put(first, "a")
        put(second, "b")
    assert is_output(tmp_path)
    assert written(tmp_path) == {"a.ar", "b.ar"}
    with Ledger(tmp_path, "1-of-3") as third:
        assert third.done("b", "en-ar", "k") is not None
        time.sleep(0.02)
        put(third, "b", "newer", b"y")
    assert not list(tmp_path.glob("*.new*"))  # it is ours, whoever of us wrote it
    with Ledger(tmp_path) as whole:
        assert whole.done("a", "en-ar", "k") is not None
        assert whole.done("b", "en-ar", "newer") is not None
        with pytest.raises(InputError, match="another job is writing there"):
            Ledger(tmp_path, "1-of-2")
    assert {path.name for path in (tmp_path / ".aligner").iterdir()} == {"ledger.jsonl", "lock"}
    assert {(one.document, one.key) for one in records(tmp_path)} == {("a", "k"), ("b", "newer")}


def test_a_share_that_was_killed_goes_on(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, "1-of-2")
    put(ledger, "a")
    with (tmp_path / ".aligner" / "ledger.1-of-2.jsonl").open("ab") as file:
        file.write(b'{"document": "b", "pa')  # the line that was being written
    for lock in ledger._locks:
        lock.close()
    with Ledger(tmp_path, "1-of-2") as again:
        assert again.done("a", "en-ar", "k") is not None
        assert again.done("b", "en-ar", "k") is None
        put(again, "b")
    assert {one.document for one in records(tmp_path)} == {"a", "b"}

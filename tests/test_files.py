"""A file is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aligner.files import write_atomically


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.txt"
    with write_atomically(path) as file:
        file.write(b"old")
    with pytest.raises(RuntimeError), write_atomically(path) as file:
        file.write(b"half")
        raise RuntimeError
    assert path.read_bytes() == b"old"
    with write_atomically(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert os.listdir(path.parent) == ["a.txt"]  # noqa: PTH208


def test_modes(tmp_path: Path) -> None:
    path, plain = tmp_path / "a", tmp_path / "plain"
    plain.touch()
    with write_atomically(path) as file:
        file.write(b"1")
    assert path.stat().st_mode == plain.stat().st_mode
    path.chmod(0o640)
    with write_atomically(path) as file:
        file.write(b"2")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_named_part_is_found_again(tmp_path: Path) -> None:
    part = tmp_path / "part"
    part.write_bytes(b"left behind by a kill, and longer than what comes")
    with write_atomically(tmp_path / "a", part=part) as file:
        file.write(b"short")
    assert (tmp_path / "a").read_bytes() == b"short"
    assert not part.exists()

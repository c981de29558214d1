"""The file of a memory: several writers, death in the middle, and files that cannot serve."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

import aligner
from aligner.errors import MemoryStoreError
from aligner.translation.memory import MachineEntry, Memory
from aligner.translation.memory_database import MIGRATIONS

EN_AR = ("en", "ar", "engine-1", "o", "")
HOME = Path(aligner.__file__).parent.parent
spawn = multiprocessing.get_context("spawn")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.sqlite"


def write_the_same_keys(path: Path, name: str, gate: object, told: object) -> None:
    """A job among several: opens the (new) memory at the same moment as the others, stores and approves."""
    gate.wait()  # type: ignore[attr-defined]
    with Memory(path) as memory:
        held = {}
        for number in range(0, 60, 3):
            entries = {f"text {key}": MachineEntry(f"{name} {key}") for key in range(number, number + 3)}
            held.update(memory.store(*EN_AR, entries))
            memory.approve("en", "ar", f"approved {number}", f"{name} {number}", editor=name)
    told.put({text: entry.text for text, entry in held.items()})  # type: ignore[attr-defined]


@pytest.mark.parametrize("journal", ["wal", "rollback"])
def test_processes_write_at_the_same_time_and_agree(path: Path, journal: str) -> None:
    if journal == "rollback":
        Memory(path, journal="rollback").close()
    gate, told = spawn.Barrier(3), spawn.Queue()
    jobs = [
        spawn.Process(target=write_the_same_keys, args=(path, name, gate, told)) for name in ("one", "two", "three")
    ]
    for job in jobs:
        job.start()
    first, *others = [told.get(timeout=60) for _ in jobs]
    for job in jobs:
        job.join(60)
    assert [job.exitcode for job in jobs] == [0, 0, 0]
    assert all(other == first for other in others), "two jobs were told different translations of one text"
    assert len(first) == 60
    with Memory(path) as memory:
        assert {text: entry.text for text, entry in memory.machine(*EN_AR, [*first]).items()} == first
        assert memory.statistics().machine == 60
        for number in range(0, 60, 3):
            editors = {old.editor for old in memory.approved_history("en", "ar", f"approved {number}")}
            assert editors == {"one", "two", "three"}
        assert memory.statistics().approved == 20
    assert check(path) == "ok"


def test_threads_share_one_memory(path: Path) -> None:
    told: list[dict[str, MachineEntry]] = []

    def write(name: str) -> None:
        for number in range(30):
            told.append(memory.store(*EN_AR, {str(number): MachineEntry(f"{name} {number}")}))
            memory.approve("en", "ar", f"{name} {number}", name, editor="")
            memory.fuzzy("en", "ar", f"{name} {number}")

    with Memory(path) as memory:
        threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(told) == 120
        distinct = {(text, entry) for held in told for text, entry in held.items()}
        assert Counter(text for text, _ in distinct) == Counter(map(str, range(30)))
        assert (memory.statistics().machine, memory.statistics().approved) == (30, 120)


WRITER = """
    import sys
    from aligner.translation.memory import MachineEntry, Memory
    with Memory(sys.argv[1]) as memory:
        for number in range(10**6):
            memory.store("en", "ar", "engine-1", "o", "", {f"t{number}": MachineEntry(f"m{number}")})
            memory.approve("en", "ar", f"t{number}", f"a{number}", editor="")
            print(number, flush=True)
"""


def test_what_was_reported_stored_survives_a_kill(path: Path) -> None:
    """SIGKILL between two steps or within one: everything that `store` and `approve` returned from is there."""
    for wanted in (1, 40, 120):
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WRITER), str(path)], stdout=subprocess.PIPE, env=environment()
        )
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(wanted)]
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split(b"\n")
        process.wait()
        assert process.returncode == -signal.SIGKILL
        reported = [f"t{int(line)}" for line in [*lines, *rest] if line.strip()]
        assert len(reported) >= wanted
        with Memory(path) as memory:
            machine, approved = memory.machine(*EN_AR, reported), memory.approved("en", "ar", reported)
            assert {text: entry.text for text, entry in machine.items()} == {t: f"m{t[1:]}" for t in reported}
            assert {text: entry.translation for text, entry in approved.items()} == {t: f"a{t[1:]}" for t in reported}
            memory.store(*EN_AR, {"after": MachineEntry("the kill")})
        assert check(path) == "ok"


def test_a_killed_writer_leaves_no_half_transaction(path: Path) -> None:
    """Killed while a transaction is open: none of it is there, and the next writer need not wait."""
    script = """
        import os, signal, sys
        from aligner.translation.memory import MachineEntry, Memory
        from aligner.translation import memory as module
        memory = Memory(sys.argv[1])
        memory.store("en", "ar", "engine-1", "o", "", {"before": MachineEntry("x")})
        whole = module.store_entries
        def killed(*arguments):
            whole(*arguments)
            os.kill(os.getpid(), signal.SIGKILL)
        module.store_entries = killed
        memory.store("en", "ar", "engine-1", "o", "", {"a": MachineEntry("x"), "b": MachineEntry("y")})
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script), str(path)], env=environment(), check=False)
    assert done.returncode == -signal.SIGKILL
    with Memory(path, timeout=1) as memory:
        assert [*memory.machine(*EN_AR, ["a", "b", "before"])] == ["before"]
        memory.store(*EN_AR, {"a": MachineEntry("z")})


def test_a_locked_memory_is_waited_for_and_then_named(path: Path) -> None:
    Memory(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Memory(path, timeout=0.1) as memory:
        assert memory.machine(*EN_AR, ["a"]) == {}, "reading goes on while another one writes"
        with pytest.raises(MemoryStoreError, match=r"memory\.sqlite: another process has kept it locked for 0\.1 sec"):
            memory.store(*EN_AR, {"a": MachineEntry("x")})
        other.execute("ROLLBACK")
        memory.store(*EN_AR, {"a": MachineEntry("x")})
    other.close()


def test_the_journal_is_as_asked_for(path: Path) -> None:
    with Memory(path) as memory:
        assert memory.journal == "wal"
    with Memory(path, journal="rollback") as memory:
        assert memory.journal == "rollback"
        memory.store(*EN_AR, {"a": MachineEntry("x")})
    assert not path.with_name("memory.sqlite-wal").exists()
    with pytest.raises(ValueError, match="journal"):
        Memory(path, journal="off")


def play_at_the_switch_to_wal(monkeypatch: pytest.MonkeyPatch, *errors: str) -> None:
    """The connection answers the first switches to WAL with these errors; all else is real."""
    left = [*errors]

    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *rest: object) -> sqlite3.Cursor:
            if sql == "PRAGMA journal_mode = WAL" and left:
                error = sqlite3.OperationalError("played")
                error.sqlite_errorname = left.pop(0)
                raise error
            return super().execute(sql, *rest)  # type: ignore[arg-type]

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **options: connect(*args, factory=Connection, **options))


@pytest.mark.parametrize("name", ["SQLITE_PROTOCOL", "SQLITE_IOERR_SHMMAP"])
def test_without_shared_memory_the_rollback_journal_is_used(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    play_at_the_switch_to_wal(monkeypatch, name)
    with Memory(path) as memory:
        assert memory.journal == "rollback"
        memory.store(*EN_AR, {"a": MachineEntry("x")})
    monkeypatch.undo()
    with Memory(path) as memory:
        assert memory.machine(*EN_AR, ["a"]) == {"a": MachineEntry("x")}


def test_a_busy_file_is_asked_again_for_its_journal(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play_at_the_switch_to_wal(monkeypatch, "SQLITE_BUSY", "SQLITE_BUSY_RECOVERY", "SQLITE_LOCKED")
    with Memory(path) as memory:
        assert memory.journal == "wal"


def test_a_file_that_stays_busy_is_given_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play_at_the_switch_to_wal(monkeypatch, *["SQLITE_BUSY"] * 1000)
    with pytest.raises(MemoryStoreError, match=r"locked for 0\.05 seconds"):
        Memory(path, timeout=0.05)


@pytest.mark.parametrize("content", [b"not a database\n" * 100, b"{}", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(MemoryStoreError, match=r"not a translation memory|damaged"):
        Memory(path)
    assert path.read_bytes() == content
    assert [*path.parent.iterdir()] == [path]


def test_an_empty_file_becomes_a_memory(path: Path) -> None:
    path.touch()
    with Memory(path) as memory:
        memory.store(*EN_AR, {"a": MachineEntry("x")})


def test_the_database_of_another_program_is_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE machine (id)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(MemoryStoreError, match="another program"):
        Memory(path)
    assert path.read_bytes() == before


def test_a_newer_memory_is_left_alone(path: Path) -> None:
    Memory(path).close()
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(MemoryStoreError, match=r"newer Aligner.*update"):
        Memory(path)
    assert path.read_bytes() == before


def test_an_older_memory_is_brought_up_to_date_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Memory(path) as memory:
        memory.store(*EN_AR, {"a": MachineEntry("x")})
    step = ("CREATE TABLE later (id INTEGER)", "INSERT INTO later VALUES (1)")
    monkeypatch.setattr("aligner.translation.memory_database.MIGRATIONS", (*MIGRATIONS, step))
    for _ in range(2):
        with Memory(path) as memory:
            assert memory.machine(*EN_AR, ["a"]) == {"a": MachineEntry("x")}
    database = sqlite3.connect(path)
    assert database.execute("SELECT count(*) FROM later").fetchone() == (1,)
    assert database.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
    database.close()


def test_a_damaged_memory_is_named_and_left(path: Path) -> None:
    with Memory(path) as memory:
        memory.store(*EN_AR, {f"text {number}": MachineEntry("translation " * 50) for number in range(300)})
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)
    with (
        pytest.raises(MemoryStoreError, match=r"memory\.sqlite: is damaged: .*import") as caught,
        Memory(path) as memory,
    ):
        memory.machine(*EN_AR, [f"text {number}" for number in range(300)])
        memory.statistics()
    assert "\n" not in str(caught.value)
    assert path.exists()


def test_a_full_disk_loses_nothing_that_was_stored(path: Path) -> None:
    """The limit of pages stands in for the end of the disk: SQLite reports both alike."""
    with Memory(path) as memory:
        memory.store(*EN_AR, {"a": MachineEntry("x")})
        with memory._database.reading() as connection:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(MemoryStoreError, match=r"disk is full.*make room"):
            memory.store(*EN_AR, {str(number): MachineEntry("long " * 2000) for number in range(50)})
        assert memory.statistics().machine == 1
        memory.store(*EN_AR, {"b": MachineEntry("y")})
    with Memory(path) as memory:
        assert [*memory.machine(*EN_AR, ["a", "b", "1"])] == ["a", "b"]


UNPRIVILEGED = """
    import os, sys
    from aligner.errors import MemoryStoreError
    from aligner.translation.memory import MachineEntry, Memory
    if os.geteuid() == 0:  # the superuser may write everywhere
        os.setgid(65534)
        os.setuid(65534)
    for name in sys.argv[1:]:
        try:
            with Memory(name) as memory:
                memory.store("en", "ar", "e", "o", "", {"a": MachineEntry("x")})
            print("written")
        except MemoryStoreError as error:
            print(error)
"""


def test_a_read_only_folder_is_named() -> None:
    with tempfile.TemporaryDirectory() as name:  # not tmp_path, which others than its owner cannot even enter
        closed, opened = Path(name, "closed"), Path(name, "opened")
        for folder in (closed, opened):
            folder.mkdir()
            Memory(folder / "old.sqlite").close()
            (folder / "old.sqlite").chmod(0o666 if folder is opened else 0o444)
        Path(name).chmod(0o755)
        opened.chmod(0o777)
        closed.chmod(0o555)
        names = [
            str(folder / file) for folder in (opened, closed) for file in ("old.sqlite", "new.sqlite", "b/c.sqlite")
        ]
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(UNPRIVILEGED), *names],
            capture_output=True,
            text=True,
            check=True,
            env=environment(),
        )
        closed.chmod(0o755)
    *allowed, old, new, below = done.stdout.splitlines()
    assert allowed == ["written"] * 3
    assert old.startswith(f"{closed}/old.sqlite: cannot be")
    assert new.startswith(f"{closed}/new.sqlite: cannot be opened")
    assert below.startswith(f"{closed}/b/c.sqlite: Permission denied")
    assert all("name another file" in line for line in (old, new, below))


def test_places_where_no_file_can_be(tmp_path: Path) -> None:
    with pytest.raises(MemoryStoreError, match=r"is a folder: name a file"):
        Memory(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(MemoryStoreError, match="name another file"):
        Memory(tmp_path / "file" / "memory.sqlite")
    with pytest.raises(MemoryStoreError, match="there is no translation memory"):
        Memory(tmp_path / "none.sqlite", create=False)
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_memory_is_not_carried_over_a_fork(path: Path) -> None:
    script = """
        import os, sys
        from aligner.errors import MemoryStoreError
        from aligner.translation.memory import MachineEntry, Memory
        memory = Memory(sys.argv[1])
        child = os.fork()
        if child == 0:
            try:
                memory.store("en", "ar", "engine-1", "o", "", {"a": MachineEntry("x")})
            except MemoryStoreError as error:
                os._exit(7 if "after the fork" in str(error) else 1)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
        memory.store("en", "ar", "engine-1", "o", "", {"b": MachineEntry("x")})
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script), str(path)], check=True, env=environment())
    with Memory(path) as memory:
        assert [*memory.machine(*EN_AR, ["a", "b"])] == ["b"]


def test_a_copy_of_the_file_is_a_memory(path: Path, tmp_path: Path) -> None:
    with Memory(path) as memory:
        memory.store(*EN_AR, {"a": MachineEntry("x")})
    copy = tmp_path / "there" / "memory.sqlite"
    copy.parent.mkdir()
    shutil.copy(path, copy)
    with Memory(copy) as memory:
        assert memory.machine(*EN_AR, ["a"]) == {"a": MachineEntry("x")}


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(HOME)}


def check(path: Path) -> str:
    """What SQLite itself says of the file."""
    database = sqlite3.connect(path)
    (verdict,) = database.execute("PRAGMA integrity_check").fetchone()
    database.close()
    return str(verdict)


def test_many_processes_make_one_memory_at_once(tmp_path: Path) -> None:
    """Whoever comes while another one is making the file waits for it, and never takes it for somebody else's."""
    context = multiprocessing.get_context("fork")
    for round_ in range(12):
        path = tmp_path / f"{round_}.sqlite"
        at = time.time() + 0.1
        workers = [context.Process(target=_make_at, args=(path, at)) for _ in range(6)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert [worker.exitcode for worker in workers] == [0] * 6


def _make_at(path: Path, at: float) -> None:
    while time.time() < at:
        pass
    with Memory(path) as memory:
        memory.store("en", "ar", "engine", "options", "", {"a": MachineEntry("b")})
